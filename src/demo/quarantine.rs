//! Stories with an order: spoken in the first call, followed up day by day, ended, lifted or overtaken by symptoms.

use chrono::TimeDelta;

use super::dossier::Dossier;
use super::orders;
use super::users::{SPEAKERS, SUPERVISOR};
use super::waiting::{first_call, moment};
use super::world::World;
use crate::domain::call::{Call, Closing, Outcome, Reason};
use crate::domain::follow_up::{Course, next_follow_up};
use crate::domain::order::OrderKind;
use crate::domain::queue::ORDER_SKILL;
use crate::domain::time::{Daypart, Moment, date_of, hour_of};

/// An order in force: follow-up by the rhythm of its rule, the last one ends it.
pub(super) fn in_force(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    if w.rng.percent(6) {
        orders::extend(d, w);
    }
    let (_, open) = follow(d, spoken_at, w);
    let Some(mut call) = open else { return };
    match w.rng.weighted(&[(0, 70), (1, 15), (2, 15)]) {
        1 if call.reason == Reason::FollowUp => done_today(d, call, w),
        2 => {
            try_today(d, &mut call, w);
            d.put(call);
        }
        _ => d.put(call),
    }
}

/// The first call, complete, with the order spoken in it: when.
fn speak(d: &mut Dossier, w: &mut World) -> Moment {
    let mut call = first_call(d, w);
    let tracer = w.rng.pick(SPEAKERS);
    let at = call.created_at + TimeDelta::minutes(w.rng.between(20, 150));
    d.attempt_by(tracer, &mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Complete);
    orders::issue(d, tracer, at, w);
    d.worked(at, "order_issued");
    d.worked(at, "interview_complete");
    at
}

/// Follow-ups since the order, all well: when the person was last reached, and the call that is open now, unless the last one ended it.
fn follow(d: &mut Dossier, spoken_at: Moment, w: &mut World) -> (Moment, Option<Call>) {
    let mut reached_at = spoken_at;
    while let Some(mut call) = next_call(d, reached_at, w) {
        let Some(at) = moment_on_day_of(d, &call, w) else { return (reached_at, Some(call)) };
        d.attempt(&mut call, Outcome::Complete, at, w);
        reached_at = at;
        if call.reason == Reason::EndOfQuarantine {
            d.settle(call, Closing::Ended);
            d.record().closing = Some(Closing::Ended);
            d.worked(at, "closed");
            break;
        }
        d.settle(call, Closing::Complete);
    }
    (reached_at, None)
}

/// The follow-up after this one, as the domain dates it.
fn next_call(d: &mut Dossier, reached_at: Moment, w: &World) -> Option<Call> {
    let until = d.record().follow_up_until?;
    let rule = d.row().orders.last().and_then(|order| w.rulebook.rule(&order.rule));
    let course = Course {
        until,
        rhythm_days: rule.map_or(Some(1), |rule| rule.follow_up_days),
        reached_in: Some(Daypart::of(hour_of(reached_at, w.clock.zone))),
    };
    let next = next_follow_up(&course, reached_at, &w.plan, w.clock.land, w.clock.zone)?;
    let call = d.call(next.reason, reached_at, next.ready_at, w);
    Some(Call { prefer_at: next.prefer_at, daypart: next.daypart, ..call })
}

/// When the person was reached on the day of a call that lies before today; none where the number can bear no call more.
fn moment_on_day_of(d: &mut Dossier, call: &Call, w: &mut World) -> Option<Moment> {
    let day = date_of(call.ready_at, w.clock.zone);
    let shift = w.clock.past_days().find(|shift| shift.date == day)?;
    let at = shift.third(w.rng.between(0, 1) as i32, &mut w.rng);
    if w.book(d.person(), at) {
        return Some(at);
    }
    let before = w.clock.now - TimeDelta::hours(24);
    let early = shift.from + TimeDelta::minutes(w.rng.between(15, 60));
    (early < before).then_some(early)
}

/// Reached today already: the next one comes by the rhythm.
fn done_today(d: &mut Dossier, mut call: Call, w: &mut World) {
    let Some(at) = moment_today(d, &call, w) else { return d.put(call) };
    d.attempt(&mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Complete);
    if let Some(next) = next_call(d, at, w) {
        d.put(next);
    }
}

/// Tried today, in vain.
fn try_today(d: &mut Dossier, call: &mut Call, w: &mut World) {
    if let Some(at) = moment_today(d, call, w) {
        d.attempt_in_vain(call, Outcome::NoAnswer, at, w);
    }
}

fn moment_today(d: &mut Dossier, call: &Call, w: &mut World) -> Option<Moment> {
    let shift = w.clock.so_far.filter(|shift| shift.from >= call.ready_at)?;
    let at = shift.third(w.rng.between(0, 2) as i32, &mut w.rng);
    w.book(d.person(), at).then_some(at)
}

/// Ended on its date, with the last call made; where the last day fell on a Sunday, that call may still be open.
pub(super) fn finished(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    if let (_, Some(open)) = follow(d, spoken_at, w) {
        d.put(open);
    }
}

/// Lifted by the supervisor: the findings say immune.
pub(super) fn lifted(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let (reached_at, open) = follow(d, spoken_at, w);
    let at = reached_at + TimeDelta::minutes(w.rng.between(20, 300)).min(w.clock.now - reached_at);
    let reason =
        w.rng.pick(&["Titer nachgewiesen: immun", "Befund des Indexfalls widerrufen", "Zwei Impfungen nachgewiesen"]);
    orders::lift(d, SUPERVISOR, at, reason);
    d.worked(at, "order_lifted");
    if let Some(call) = open {
        d.settle(call, Closing::Withdrawn);
    }
}

/// Reports symptoms in follow-up: on the supervisor's list.
pub(super) fn symptoms(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let (_, Some(mut call)) = follow(d, spoken_at, w) else { return };
    let Some(at) = moment_today(d, &call, w) else { return d.put(call) };
    d.attempt(&mut call, Outcome::Symptoms, at, w);
    d.escalate(call, "symptoms");
    d.worked(at, "escalated");
}

/// Reached by somebody who may not speak an order: prepared for a colleague who may.
pub(super) fn proposed(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let Some(at) = moment(d, call.created_at, w) else { return d.put(call) };
    let tracer = w.rng.pick(&["yildiz", "melnyk"]);
    d.attempt_by(tracer, &mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Complete);
    d.worked(at, "interview_complete");
    let mut decision = d.call(Reason::Decision, at, at, w);
    decision.skill = Some(ORDER_SKILL.to_owned());
    decision.language = None;
    decision.escalation = Some("order_proposal".to_owned());
    decision.handling.prepared = vec![OrderKind::Quarantine];
    d.put(decision);
}
