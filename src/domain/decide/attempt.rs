//! Logging an attempt: what came of it, what the call plan makes of it, what follows for record, numbers and queue.

use chrono::TimeDelta;

use super::super::call::{Attempt, Call, CallState, Closing, Direction, Outcome, Reason};
use super::super::handling::{Handling, Signed};
use super::super::id::CallId;
use super::super::lease::Lease;
use super::super::person::{Person, PhoneState};
use super::super::plan::{Flag, OutcomeRule, Stated, Step, StepContext, next_step, number_free_at};
use super::super::record::{Classification, Record};
use super::super::time::date_of;
use super::super::user::Power;
use super::facts::{apply, apply_missing};
use super::lease::{own_lease, permit};
use super::worked::raise;
use super::{Change, Ctx, Decision, LogAttempt, NextCall, Receipt, Refusal, WorkingSet};
use super::{follow_up, research};

/// Logs an attempt.
pub(super) fn log(set: &WorkingSet, log: &LogAttempt, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    if let Some(known) = &set.attempt {
        return Ok(Decision::silent(receipt_of(known, set)));
    }
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    check_right_to_log(set, log, call, ctx)?;
    let rule = ctx.rules.plan.outcome(log.outcome);
    check_needs(log, rule, ctx)?;

    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let mut person = set.person.clone().ok_or(Refusal::NotFound)?;
    apply(&mut record, &log.facts, ctx)?;
    apply_missing(&mut record, &log.shared, ctx)?;
    let attempt = attempt_of(log, call, rule, ctx);
    note_on_number(&mut person, &attempt, rule);

    let step = step_of(set, log, call, &person, ctx);
    let (mut after, created) = take_step(call, &attempt, &step, &person, log.language.as_deref(), ctx);
    if log.direction == Direction::Incoming {
        undelayed(&mut after, call, &step);
    }
    let is_searched =
        |known: &Call| known.id != call.id && known.reason == Reason::Research && known.state == CallState::Open;
    let created = created.filter(|_| !set.siblings.iter().any(is_searched));
    let mut decision = Decision::new("attempt_logged", Receipt::Saved)
        .fact("reason", call.reason)
        .fact("outcome", log.outcome)
        .fact("direction", log.direction);

    settle_record(&mut record, &mut person, &after, log, ctx);
    let mut next = next_of(&after);
    // The settled call first: what follows can be of the same reason, and at most one of a reason is open.
    let mut changes = vec![Change::Person(person.clone()), Change::Call(after.clone())];
    if after.state == CallState::Done
        && let Some(following) = follow_up::after(call, &after, &record, &set.orders, &set.siblings, ctx)
    {
        next = next_of(&following);
        changes.push(Change::Call(following));
    }
    changes.extend(created.map(Change::Call));
    changes.extend(calls_on_same_number(set, log, &attempt, ctx).into_iter().map(Change::Call));
    changes.push(Change::Attempt(attempt));
    decision = decision.fact("state", after.state).fact("revision", record.revision);
    let receipt = Receipt::Logged {
        attempt: log.id,
        outcome: log.outcome,
        reason: call.reason,
        next,
        closed: after.closing,
        escalated: after.state == CallState::Escalated,
    };
    changes.push(Change::Record(record));
    if let Some(lease) = log.token.and(set.lease.as_ref()) {
        changes.push(if log.keeps_lease { without(lease, call.id) } else { Change::LeaseEnded(lease.token) });
    }
    decision.changes = changes;
    decision.receipt = receipt;
    Ok(decision)
}

/// The lease goes on for those of the telephone call that have no result yet.
fn without(lease: &Lease, settled: CallId) -> Change {
    let mut rest = lease.clone();
    rest.covers.retain(|call| *call != settled);
    let Some(first) = rest.covers.first() else { return Change::LeaseEnded(lease.token) };
    if rest.call == settled {
        rest.call = *first;
    }
    Change::LeaseRenewed(rest)
}

fn receipt_of(known: &Attempt, set: &WorkingSet) -> Receipt {
    let call = set.call.as_ref();
    Receipt::Logged {
        attempt: known.id,
        outcome: known.outcome,
        reason: known.reason,
        next: call.and_then(next_of),
        closed: call.and_then(|call| call.closing),
        escalated: call.is_some_and(|call| call.state == CallState::Escalated),
    }
}

fn check_right_to_log(set: &WorkingSet, log: &LogAttempt, call: &Call, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if let Some(token) = log.token {
        let lease = own_lease(set, ctx)?;
        if lease.token != token || !lease.covers.contains(&call.id) {
            return Err(Refusal::StaleToken(Some(Box::new(lease.clone()))));
        }
    } else if let Some(other) = &set.held_by {
        return Err(Refusal::Held(Box::new(other.clone())));
    }
    if call.state != CallState::Open && log.direction == Direction::Outgoing {
        return Err(Refusal::NotOpen(call.state));
    }
    Ok(())
}

fn check_needs(log: &LogAttempt, rule: &OutcomeRule, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if rule.has(Flag::NeedsNote) && log.note.trim().is_empty() {
        return Err(Refusal::NoteNeeded);
    }
    if rule.has(Flag::NeedsTime) && log.window.is_none() {
        return Err(Refusal::TimeNeeded);
    }
    if rule.has(Flag::NeedsLanguage) && log.language.is_none() {
        return Err(Refusal::LanguageNeeded);
    }
    if rule.has(Flag::NeedsOffice) && log.office.as_deref().is_none_or(|office| office.trim().is_empty()) {
        return Err(Refusal::OfficeNeeded);
    }
    let heard_at = log.happened_at.unwrap_or(ctx.now);
    if log.window.is_some_and(|window| window.until <= heard_at) || heard_at > ctx.now + TimeDelta::minutes(1) {
        return Err(Refusal::TimePast);
    }
    Ok(())
}

fn attempt_of(log: &LogAttempt, call: &Call, rule: &OutcomeRule, ctx: &Ctx<'_>) -> Attempt {
    let ended_at = log.happened_at.unwrap_or(ctx.now);
    Attempt {
        id: log.id,
        call: call.id,
        record: call.record,
        reason: call.reason,
        direction: log.direction,
        number: log.number.clone(),
        started_at: log.started_at.min(ended_at),
        ended_at,
        outcome: log.outcome,
        counted: rule.has(Flag::CountsAsAttempt) && log.direction == Direction::Outgoing,
        note: with_office(&log.note, log.office.as_deref()),
        spoken_with: log.spoken_with,
        spoken_name: log.spoken_name.clone(),
        tracer: ctx.user.name.clone(),
        station: ctx.station.to_owned(),
        entered_later: log.happened_at.is_some(),
        joint: log.joint,
        correction: None,
        undone: None,
    }
}

fn with_office(note: &str, office: Option<&str>) -> String {
    match office {
        Some(office) if note.trim().is_empty() => office.trim().to_owned(),
        Some(office) => format!("{}: {}", office.trim(), note.trim()),
        None => note.trim().to_owned(),
    }
}

/// The number's own history: wrong and dead ones are never offered again.
fn note_on_number(person: &mut Person, attempt: &Attempt, rule: &OutcomeRule) {
    let Some(number) = attempt.number.as_deref() else { return };
    for phone in person.phones.iter_mut().filter(|phone| phone.e164.as_deref() == Some(number)) {
        phone.last_at = Some(attempt.ended_at);
        phone.last_outcome = Some(attempt.outcome);
        phone.in_vain = if rule.has(Flag::HumanAnswered) { 0 } else { phone.in_vain.saturating_add(1) };
        phone.preferred &= rule.has(Flag::HumanAnswered);
        match attempt.outcome {
            Outcome::WrongNumber => phone.state = PhoneState::Wrong,
            _ if rule.has(Flag::NumberDead) => phone.state = PhoneState::Dead,
            _ => {}
        }
    }
}

fn step_of(set: &WorkingSet, log: &LogAttempt, call: &Call, person: &Person, ctx: &Ctx<'_>) -> Step {
    let now = log.happened_at.unwrap_or(ctx.now);
    let mut tries = set.number_tries.clone();
    if log.number.is_some() && log.direction == Direction::Outgoing && !log.joint {
        tries.push(now);
    }
    let owner = log.own_callback.then(|| ctx.user.name.clone());
    let context = StepContext {
        now,
        zone: ctx.zone(),
        land: ctx.office.land(),
        tracer: &ctx.user.name,
        stated: log.window.map(|window| Stated { from: window.from, until: window.until, owner }),
        language: log.language.as_deref(),
        other_number_left: !person.dialable().is_empty(),
        incoming: log.direction == Direction::Incoming,
        number_tries: &tries,
    };
    next_step(&ctx.rules.plan, call, log.outcome, &context)
}

/// The call after this attempt, and a research call where no number is left.
fn take_step(
    call: &Call,
    attempt: &Attempt,
    step: &Step,
    person: &Person,
    language: Option<&str>,
    ctx: &Ctx<'_>,
) -> (Call, Option<Call>) {
    let mut after = call.clone();
    after.numbers = person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
    after.last_tried_at = Some(attempt.ended_at);
    after.last_outcome = Some(attempt.outcome);
    after.callback = None;
    if let Some(language) = language {
        after.language = Some(language.to_owned());
    }
    if attempt.counted {
        let day = date_of(attempt.ended_at, ctx.zone());
        after.attempts_on = Some((day, call.attempts_on_date(day) + 1));
        after.attempts = call.attempts.saturating_add(1);
    }
    match step {
        Step::Retry { ready_at, prefer_at, daypart, owner, callback } => {
            after.ready_at = *ready_at;
            after.prefer_at = *prefer_at;
            after.daypart = *daypart;
            after.callback.clone_from(callback);
            after.owner = owner.clone().or(after.owner);
            (after, None)
        }
        Step::Close(closing) => {
            after.state = CallState::Done;
            after.closing = Some(*closing);
            (after, None)
        }
        Step::Escalate(code) => {
            after.state = CallState::Escalated;
            after.escalation = Some(code.clone());
            let text = attempt.note.clone();
            after.handling.raised = Some(Signed { at: ctx.now, by: attempt.tracer.clone(), text });
            (after, None)
        }
        Step::Research => {
            let research = research::call(call, ctx);
            after.state = CallState::Withdrawn;
            (after, Some(research))
        }
    }
}

/// Somebody who rang delays nothing: the call stands where it stood, unless a time was agreed.
fn undelayed(after: &mut Call, before: &Call, step: &Step) {
    if matches!(step, Step::Retry { callback: None, .. }) {
        after.ready_at = before.ready_at;
        after.prefer_at = before.prefer_at;
        after.daypart = before.daypart;
        after.callback.clone_from(&before.callback);
    }
}

/// What the outcome means for the record: closed, classified, worked.
fn settle_record(record: &mut Record, person: &mut Person, after: &Call, log: &LogAttempt, ctx: &Ctx<'_>) {
    match log.outcome {
        Outcome::Deceased => person.deceased = true,
        Outcome::NotAContact => record.classification = Classification::NoContact,
        _ => {}
    }
    let ends_work = after.closing.is_some_and(ends_work);
    if ends_work {
        record.closing = after.closing;
    }
    let why = match (after.state, log.outcome) {
        (CallState::Done, _) if ends_work => Some("closed"),
        (CallState::Done, _) if after.reason == Reason::Enquiry && log.facts.is_empty() => None,
        (CallState::Done, _) => Some("interview_complete"),
        (_, Outcome::Refused | Outcome::Deceased | Outcome::Symptoms) => Some("escalated"),
        _ if !log.facts.is_empty() && record.revision > 0 => Some("facts"),
        _ => None,
    };
    if let Some(why) = why {
        raise(record, why, ctx.now);
    }
}

/// Whether a call that ends for this reason ends the work on its record.
pub(super) const fn ends_work(closing: Closing) -> bool {
    match closing {
        Closing::Complete | Closing::Withdrawn => false,
        Closing::Ended
        | Closing::Exhausted
        | Closing::TooLate
        | Closing::Refused
        | Closing::Deceased
        | Closing::HandedOver
        | Closing::HandledElsewhere
        | Closing::NotAContact
        | Closing::Duplicate
        | Closing::BecameCase => true,
    }
}

/// Other open calls on the number that was dialled wait until it may be dialled again, however many records share it.
/// What was logged in the same telephone call before has made them wait already.
fn calls_on_same_number(set: &WorkingSet, log: &LogAttempt, attempt: &Attempt, ctx: &Ctx<'_>) -> Vec<Call> {
    let (Some(number), true) = (&log.number, attempt.is_limited()) else { return Vec::new() };
    let mut tries = set.number_tries.clone();
    tries.push(attempt.ended_at);
    let free_at = number_free_at(&tries, ctx.now, &ctx.rules.plan);
    set.related
        .iter()
        .filter(|call| call.reason.telephones() && call.numbers.contains(number) && call.ready_at < free_at)
        .map(|call| Call { ready_at: free_at, ..call.clone() })
        .collect()
}

fn next_of(call: &Call) -> Option<NextCall> {
    let at = call.callback.as_ref().map_or_else(
        || call.prefer_at.map_or(call.ready_at, |prefer_at| prefer_at.max(call.ready_at)),
        |callback| callback.from.max(call.ready_at),
    );
    (call.state == CallState::Open).then_some(NextCall { reason: call.reason, at })
}

/// A new call for a record, as the call plan dates it.
pub(super) fn new_call(record: &Record, person: &Person, reason: Reason, ctx: &Ctx<'_>) -> Call {
    let priority = super::super::queue::priority_of(record, ctx.today());
    Call {
        id: CallId::mint(ctx.now, ctx.mint),
        record: record.id,
        person: person.id,
        reason,
        state: CallState::Open,
        priority,
        created_at: ctx.now,
        ready_at: ctx.now,
        due_at: ctx.rules.plan.due_at(reason, ctx.now, ctx.office.land(), ctx.zone()),
        prefer_at: None,
        daypart: None,
        owner: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        last_tried_at: None,
        last_outcome: None,
        language: person.foreign_language().map(str::to_owned),
        skill: None,
        municipality: person.stays_at().and_then(|address| address.municipality.clone()),
        household: person.household,
        institution: person.institution,
        numbers: person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect(),
        closing: None,
        escalation: None,
        task: None,
        handling: Handling::default(),
    }
}
