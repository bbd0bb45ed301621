//! Stories with an order: spoken in the first call, followed up day by day, ended, lifted or overtaken by symptoms.

use chrono::{Days, NaiveDate, TimeDelta};

use super::dossier::Dossier;
use super::orders;
use super::users::{SPEAKERS, SUPERVISOR};
use super::waiting::{first_call, moment};
use super::world::World;
use crate::domain::calendar::next_callable;
use crate::domain::call::{Call, Closing, Outcome, Reason};
use crate::domain::queue::ORDER_SKILL;
use crate::domain::time::{Daypart, Moment, date_of, hour_of, instant_at_hour};

/// Follow-ups before today that are told of one record at most.
const FOLLOW_UPS: usize = 3;

/// An order in force: follow-up every day, the last one ends it.
pub(super) fn in_force(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let last_day = d.record().follow_up_until.unwrap_or(w.clock.today);
    if d.row().orders.len() == 1 && w.rng.percent(6) {
        orders::extend(d, w);
    }
    let reached_at = follow(d, spoken_at, w);
    let until = d.record().follow_up_until.unwrap_or(last_day);
    let mut call = next_follow_up(d, reached_at, w.clock.today, until, w);
    match w.rng.weighted(&[(0, 70), (1, 15), (2, 15)]) {
        1 if until > w.clock.today => call = done_today(d, call, until, w),
        2 => try_today(d, &mut call, w),
        _ => {}
    }
    d.put(call);
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

/// Follow-ups of the working days between the order and today, all well: when the last one was.
fn follow(d: &mut Dossier, spoken_at: Moment, w: &mut World) -> Moment {
    let spoken_on = date_of(spoken_at, w.clock.zone);
    let until = d.record().follow_up_until.unwrap_or(w.clock.today);
    let days = w.clock.past_days().filter(|shift| shift.date > spoken_on && shift.date < until);
    let mut shifts: Vec<_> = days.take(FOLLOW_UPS).collect();
    shifts.reverse();
    let mut reached_at = spoken_at;
    for shift in shifts {
        let at = shift.third(w.rng.between(0, 1) as i32, &mut w.rng);
        if w.book(d.person(), at) {
            let mut call = d.call(Reason::FollowUp, reached_at, shift.from, w);
            d.attempt(&mut call, Outcome::Complete, at, w);
            d.settle(call, Closing::Complete);
            reached_at = at;
        }
    }
    reached_at
}

/// The next follow-up on this day or the next day of calling, as the domain dates it.
fn next_follow_up(d: &Dossier, reached_at: Moment, day: NaiveDate, until: NaiveDate, w: &World) -> Call {
    let reason = if day >= until { Reason::EndOfQuarantine } else { Reason::FollowUp };
    let (clock, day) = (&w.clock, day.min(until));
    let ready_at = next_callable(instant_at_hour(day, 0, clock.zone), &w.plan.hours, clock.land, clock.zone);
    let daypart = Daypart::of(hour_of(reached_at, clock.zone));
    let mut call = d.call(reason, reached_at, ready_at, w);
    call.daypart = Some(daypart);
    call.prefer_at = Some(instant_at_hour(day, daypart.starts_at(), clock.zone)).filter(|at| *at > ready_at);
    call
}

/// Reached today already: the next one comes tomorrow.
fn done_today(d: &mut Dossier, mut call: Call, until: NaiveDate, w: &mut World) -> Call {
    let Some(at) = moment_today(d, &call, w) else { return call };
    d.attempt(&mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Complete);
    let tomorrow = w.clock.today.checked_add_days(Days::new(1)).unwrap_or(until);
    next_follow_up(d, at, tomorrow, until, w)
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

/// Ended on its date, with the last call made.
pub(super) fn finished(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let until = d.record().follow_up_until.unwrap_or(w.clock.today);
    let reached_at = follow(d, spoken_at, w);
    let last = w.clock.past_days().find(|shift| shift.date <= until && shift.from > reached_at);
    let shift = last.unwrap_or_else(|| w.clock.past(0));
    let at = shift.third(1, &mut w.rng);
    if !w.book(d.person(), at) {
        let call = next_follow_up(d, reached_at, until, until, w);
        return d.put(call);
    }
    let mut call = d.call(Reason::EndOfQuarantine, reached_at, shift.from, w);
    d.attempt(&mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Ended);
    d.record().closing = Some(Closing::Ended);
    d.worked(at, "closed");
}

/// Lifted by the supervisor: the findings say immune.
pub(super) fn lifted(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let reached_at = follow(d, spoken_at, w);
    let call = next_follow_up(d, reached_at, w.clock.today, w.clock.today.succ_opt().unwrap_or(w.clock.today), w);
    let at = reached_at + TimeDelta::minutes(w.rng.between(20, 300)).min(w.clock.now - reached_at);
    let reason =
        w.rng.pick(&["Titer nachgewiesen: immun", "Befund des Indexfalls widerrufen", "Zwei Impfungen nachgewiesen"]);
    orders::lift(d, SUPERVISOR, at, reason);
    d.settle(call, Closing::Withdrawn);
    d.worked(at, "order_lifted");
}

/// Reports symptoms in follow-up: on the supervisor's list.
pub(super) fn symptoms(d: &mut Dossier, w: &mut World) {
    let spoken_at = speak(d, w);
    let reached_at = follow(d, spoken_at, w);
    let until = d.record().follow_up_until.unwrap_or(w.clock.today);
    let mut call = next_follow_up(d, reached_at, w.clock.today, until, w);
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
    d.put(decision);
}
