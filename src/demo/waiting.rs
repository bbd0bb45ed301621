//! Stories of open calls: not tried yet, tried in vain, called back, overdue, without a number, at the desk.

use chrono::TimeDelta;

use super::dossier::{Dossier, agree};
use super::people::take_numbers;
use super::users::TRACERS;
use super::world::World;
use crate::domain::call::{Call, CallState, Closing, Outcome, Reason};
use crate::domain::record::Kind;
use crate::domain::time::{Daypart, Moment, date_of};

/// The call that a record begins with.
pub(super) fn first_call(d: &mut Dossier, w: &World) -> Call {
    let reason = match d.record().kind {
        Kind::Contact => Reason::FirstNotification,
        Kind::Case => Reason::IndexInterview,
    };
    let at = d.record().created_at;
    d.call(reason, at, at, w)
}

/// Moments at which a person was tried after `after`, oldest first: at most two a day, hours apart, and no more in the last 24 hours than
/// the number bears. The later days are more likely.
pub(super) fn moments(d: &mut Dossier, after: Moment, wanted: usize, w: &mut World) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let begun = date_of(after, w.clock.zone);
    let shifts: Vec<_> = w.clock.worked().take_while(|shift| shift.date >= begun).collect();
    for shift in shifts {
        for third in [2, 1, 0] {
            let at = shift.third(third, &mut w.rng);
            let apart = found.last().is_none_or(|later| *later - at >= TimeDelta::minutes(250));
            let fits = found.len() < wanted && apart && at - after >= TimeDelta::minutes(10);
            if fits && w.book(d.person(), at) {
                found.push(at);
            }
        }
    }
    found.reverse();
    found
}

/// The latest moment at which a person was tried after `after`.
pub(super) fn moment(d: &mut Dossier, after: Moment, w: &mut World) -> Option<Moment> {
    moments(d, after, 1, w).pop()
}

/// Not tried yet; a few are assigned by the supervisor.
pub(super) fn fresh(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    call.owner = w.rng.percent(2).then(|| w.rng.pick(TRACERS).to_owned());
    d.put(call);
}

/// Tried once or twice since yesterday, in vain.
pub(super) fn tried(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let wanted = w.rng.weighted(&[(1, 70), (2, 30)]);
    try_in_vain(d, &mut call, wanted, w);
    d.put(call);
}

/// Days old, past its deadline, tried now and then.
pub(super) fn overdue(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let wanted = w.rng.weighted(&[(0, 20), (1, 30), (2, 30), (3, 15), (4, 5)]);
    try_in_vain(d, &mut call, wanted, w);
    d.put(call);
}

fn try_in_vain(d: &mut Dossier, call: &mut Call, wanted: usize, w: &mut World) {
    for at in moments(d, call.created_at, wanted, w) {
        let outcome = in_vain(d, w);
        d.attempt_in_vain(call, outcome, at, w);
    }
}

/// What comes of calls in vain; a number is found dead only where another is left and nobody shares it.
fn in_vain(d: &mut Dossier, w: &mut World) -> Outcome {
    let alone = d.person().household.is_none() && d.person().institution.is_none();
    if alone && d.person().dialable().len() > 1 && w.rng.percent(60) {
        return if w.rng.percent(50) { Outcome::WrongNumber } else { Outcome::DeadNumber };
    }
    let table = [(0, 45), (1, 22), (2, 13), (3, 10), (4, 8), (5, 2)];
    match w.rng.weighted(&table) {
        0 => Outcome::NoAnswer,
        1 => Outcome::VoicemailLeft,
        2 => Outcome::VoicemailNone,
        3 => Outcome::Busy,
        4 => Outcome::ThirdParty,
        _ => Outcome::Technical,
    }
}

/// Somebody said to call in the evening.
pub(super) fn evening(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let Some(at) = moment(d, call.created_at, w) else { return d.put(call) };
    d.attempt_in_vain(&mut call, Outcome::ThirdParty, at, w);
    call.ready_at = call.ready_at.min(w.clock.evening - TimeDelta::hours(1)).max(at);
    call.prefer_at = Some(w.clock.evening).filter(|evening| *evening > call.ready_at);
    call.daypart = Some(Daypart::Evening);
    d.put(call);
}

/// Agreed for now.
pub(super) fn callback_due(d: &mut Dossier, w: &mut World) {
    let (from, until) = if w.clock.is_open() {
        (
            w.clock.now - TimeDelta::minutes(w.rng.between(1, 40)),
            w.clock.now + TimeDelta::minutes(w.rng.between(10, 80)),
        )
    } else {
        let last = w.clock.worked().next().unwrap_or_else(|| w.clock.past(0));
        (last.to - TimeDelta::minutes(60), last.to)
    };
    callback(d, from, until, w);
}

/// Agreed for later.
pub(super) fn callback_later(d: &mut Dossier, w: &mut World) {
    let from = w.clock.later(&mut w.rng);
    callback(d, from, from + TimeDelta::minutes(60), w);
}

/// Agreed for a time that has passed; the latest ones are not flagged yet.
pub(super) fn callback_missed(d: &mut Dossier, w: &mut World) {
    let (from, until) = match w.clock.so_far {
        Some(today) => {
            let from = today.third(1, &mut w.rng);
            (from, (from + TimeDelta::minutes(30)).min(today.to))
        }
        None => (w.clock.past(0).to - TimeDelta::minutes(30), w.clock.past(0).to),
    };
    callback(d, from, until, w);
    let flagged = w.rng.percent(70);
    for callback in d.row().calls.iter_mut().filter_map(|call| call.callback.as_mut()) {
        callback.missed = flagged;
    }
}

/// Agreed yesterday evening, or soon before where the time is earlier.
fn callback(d: &mut Dossier, from: Moment, until: Moment, w: &mut World) {
    let mut call = first_call(d, w);
    let at = w.clock.past(0).third(2, &mut w.rng).min(from - TimeDelta::minutes(30));
    if at - call.created_at < TimeDelta::minutes(16) || !w.book(d.person(), at) {
        return d.put(call);
    }
    let tracer = w.rng.pick(TRACERS);
    let owner = w.rng.percent(65).then(|| tracer.to_owned());
    d.attempt_by(tracer, &mut call, Outcome::Callback, at, w);
    agree(&mut call, from, until, owner);
    d.put(call);
}

/// No common language.
pub(super) fn language(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let Some(at) = moment(d, call.created_at, w) else { return d.put(call) };
    d.attempt(&mut call, Outcome::Language, at, w);
    call.ready_at = at;
    call.language = Some(w.rng.pick(&["ar", "uk", "tr", "ro", "fa", "ru"]).to_owned());
    d.put(call);
}

/// Every number is wrong or dead, or there was none: somebody has to find one.
pub(super) fn research(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let after = call.created_at;
    if w.rng.percent(40) {
        take_numbers(d.person(), w);
        d.attempt(&mut call, Outcome::NoNumber, after + TimeDelta::minutes(20), w);
    } else {
        let tries = d.person().dialable().len();
        for number in 0..tries {
            let at = after + TimeDelta::minutes(12 * (number as i64 + 1));
            let outcome = if w.rng.percent(50) { Outcome::WrongNumber } else { Outcome::DeadNumber };
            d.attempt(&mut call, outcome, at, w);
        }
    }
    let at = call.last_tried_at.unwrap_or(after);
    let mut found = d.call(Reason::Research, at, at, w);
    found.language = None;
    found.task = Some(call.reason.code().to_owned());
    found.owner = w.rng.percent(25).then(|| "berg".to_owned());
    d.put(Call { state: CallState::Withdrawn, ..call });
    d.put(found);
}

/// Reached, but something is to be asked or done at the desk.
pub(super) fn desk(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let Some(at) = moment(d, call.created_at, w) else { return d.put(call) };
    d.attempt(&mut call, Outcome::Complete, at, w);
    d.settle(call, Closing::Complete);
    d.worked(at, "interview_complete");
    let (reason, task) = if w.rng.percent(50) {
        (Reason::Question, "Reicht eine Impfung von 1998 als Nachweis?")
    } else {
        (Reason::Reminder, "Impfpass nachfordern")
    };
    let mut open = d.call(reason, at, at, w);
    open.task = Some(task.to_owned());
    open.language = None;
    open.owner = Some(if reason == Reason::Question { "haas" } else { "berg" }.to_owned());
    d.put(open);
}
