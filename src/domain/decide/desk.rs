//! Work at the desk that needs no telephone: questions to the doctor or the team lead, and reminders.

use super::super::call::{Call, CallState, Closing, Reason};
use super::super::handling::{Notice, Owner, Signed};
use super::super::message::Words;
use super::super::time::Moment;
use super::super::user::Power;
use super::assign::held;
use super::attempt::new_call;
use super::lease::{message_to, needed, note, permit};
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Asks whoever answers to `to`; at most one question is open for a record.
pub(super) fn ask(set: &WorkingSet, to: &str, text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let text = needed(text)?;
    if set.owners.is_empty() {
        return Err(Refusal::NobodyThere(to.to_owned()));
    }
    if open_of(set, Reason::Question).is_some() {
        return Err(Refusal::AlreadyOpen(Reason::Question));
    }
    let mut call = desk_call(set, Reason::Question, ctx)?;
    call.owner = Some(to.to_owned());
    call.task = Some(text.to_owned());
    call.handling.asked = Some(signed(text, ctx));
    Ok(Decision::new("question_asked", Receipt::Asked(to.to_owned())).fact("to", to).with(Change::Call(call)))
}

/// Answers a question: the entry goes back to who asked, and the record keeps both as a note.
pub(super) fn answer(set: &WorkingSet, text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut call = own_task(set, ctx)?.clone();
    let (text, asked) = (needed(text)?, call.handling.asked.clone());
    if call.reason != Reason::Question || call.handling.answered.is_some() {
        return Err(Refusal::NotFound);
    }
    let question = call.task.clone().unwrap_or_default();
    let words = if ctx.german { ("Rückfrage", "Antwort") } else { ("Question", "Answer") };
    let remark = note(&call, &format!("{}: {question} – {}: {text}", words.0, words.1), ctx);
    call.handling.answered = Some(signed(text, ctx));
    call.owner = asked.as_ref().map(|asked| asked.by.clone()).filter(|_| !set.owners.is_empty());
    call.task = Some(format!("{question} – {} {}: {text}", words.1, ctx.user.name));
    call.ready_at = ctx.now;
    let decision =
        Decision::new("question_answered", Receipt::Saved).with(Change::Note(remark)).with(Change::Call(call.clone()));
    let about = call.record;
    let told = call.owner.filter(|to| *to != ctx.user.name);
    let decision = with_lease_ended(decision, set, ctx);
    Ok(match told {
        Some(to) => decision.with(message_to(Some(&to), Words::Room(Notice::Answered), about, ctx)),
        None => decision,
    })
}

/// Puts a record before somebody at a time. An open reminder of the same owner moves; another's stands in the way.
pub(super) fn remind(
    set: &WorkingSet,
    at: Moment,
    owner: Option<&str>,
    text: &str,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let text = needed(text)?;
    if at < ctx.now - chrono::TimeDelta::minutes(1) {
        return Err(Refusal::TimePast);
    }
    if let Some(owner) = owner.filter(|_| set.owners.is_empty()) {
        return Err(Refusal::NobodyThere(owner.to_owned()));
    }
    let mut call = match open_of(set, Reason::Reminder) {
        Some(known) if known.owner.as_deref() == owner => known.clone(),
        Some(_) => return Err(Refusal::AlreadyOpen(Reason::Reminder)),
        None => desk_call(set, Reason::Reminder, ctx)?,
    };
    call.owner = owner.map(str::to_owned);
    call.task = Some(text.to_owned());
    call.ready_at = at;
    call.due_at = ctx.rules.plan.due_at(Reason::Reminder, at, ctx.office.land(), ctx.zone()).max(at);
    Ok(Decision::new("reminder_set", Receipt::Reminded(at))
        .fact("at", at.format("%Y-%m-%dT%H:%MZ"))
        .fact("owner", owner.unwrap_or(""))
        .with(Change::Call(call)))
}

/// Done: a reminder, or an answer that its asker has read. What came of it is kept as a note.
pub(super) fn settle(set: &WorkingSet, text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut call = own_task(set, ctx)?.clone();
    let is_answered = call.reason == Reason::Question && call.handling.answered.is_some();
    match call.reason {
        Reason::Reminder => {}
        Reason::Question if is_answered => {}
        Reason::Question => return Err(Refusal::NoteNeeded),
        _ => return Err(Refusal::NotFound),
    }
    let remark = Some(text.trim()).filter(|text| !text.is_empty()).map(|text| note(&call, text, ctx));
    call.state = CallState::Done;
    call.closing = Some(Closing::Complete);
    let mut decision = Decision::new("task_settled", Receipt::Saved).fact("reason", call.reason);
    decision = decision.with(Change::Call(call));
    if let Some(remark) = remark {
        decision = decision.with(Change::Note(remark));
    }
    Ok(with_lease_ended(decision, set, ctx))
}

/// The open desk call, if this user may settle it: it is theirs, nobody's, or they lead; and nobody else works on it.
fn own_task<'a>(set: &'a WorkingSet, ctx: &Ctx<'_>) -> Result<&'a Call, Refusal> {
    permit(ctx, Power::Work)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    if call.state != CallState::Open {
        return Err(Refusal::NotOpen(call.state));
    }
    if let Some(lease) = held(set, ctx).filter(|lease| lease.user != ctx.user.name) {
        return Err(Refusal::Held(Box::new(lease.clone())));
    }
    let is_theirs = call.owner.as_deref().is_none_or(|owner| Owner::of(owner).is(ctx.user));
    if !is_theirs {
        permit(ctx, Power::Lead)?;
    }
    Ok(call)
}

fn with_lease_ended(decision: Decision, set: &WorkingSet, ctx: &Ctx<'_>) -> Decision {
    match held(set, ctx) {
        Some(lease) => decision.with(Change::LeaseEnded(lease.token)),
        None => decision,
    }
}

fn open_of(set: &WorkingSet, reason: Reason) -> Option<&Call> {
    set.siblings.iter().find(|call| call.reason == reason && call.state == CallState::Open)
}

/// A call of the desk: no number and no household, so that nobody on the telephone is in its way.
fn desk_call(set: &WorkingSet, reason: Reason, ctx: &Ctx<'_>) -> Result<Call, Refusal> {
    let record = set.record.as_ref().ok_or(Refusal::NotFound)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    let call = new_call(record, person, reason, ctx);
    Ok(Call { language: None, household: None, numbers: Vec::new(), ..call })
}

fn signed(text: &str, ctx: &Ctx<'_>) -> Signed {
    Signed { at: ctx.now, by: ctx.user.name.clone(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::super::super::sample::{self, now};
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_call, the_record, user};
    use super::*;

    fn ask(text: &str) -> Command {
        Command::AskQuestion { record: the_record(), to: "role:supervisor".into(), text: text.into() }
    }

    fn remind(at: Moment, text: &str) -> Command {
        Command::SetReminder { record: the_record(), at, owner: Some("berg".into()), text: text.into() }
    }

    fn answer(text: &str) -> Command {
        Command::AnswerQuestion { call: the_call(), text: text.into() }
    }

    fn settle() -> Command {
        Command::SettleTask { call: the_call(), text: String::new() }
    }

    fn staffed(set: &mut WorkingSet) {
        set.owners = vec![user("haas", Role::Supervisor)];
    }

    fn task(reason: Reason, owner: Option<&str>) -> Case {
        let call = Call { owner: owner.map(str::to_owned), ..sample::call(reason) };
        Case::of(Role::Tracer).with(|set| set.call = Some(call))
    }

    #[test]
    fn the_desk_is_of_those_who_work_and_its_tasks_exist() {
        for command in [ask("Impfpass?"), remind(now(), "Impfpass"), answer("ja"), settle()] {
            assert_guarded(&command, Power::Work, Role::Tracer);
        }
        for command in [answer("ja"), settle()] {
            assert_not_found(&command, Role::Tracer);
        }
    }

    #[test]
    fn a_question_has_words_and_somebody_to_answer_and_is_one_at_a_time() {
        let tracer = || Case::of(Role::Tracer);
        assert_eq!(tracer().with(staffed).refusal(&ask(" ")), Refusal::ReasonNeeded);
        assert_eq!(tracer().refusal(&ask("Impfpass?")), Refusal::NobodyThere("role:supervisor".into()));
        let asked = tracer().with(staffed).with(|set| set.siblings = vec![sample::call(Reason::Question)]);
        assert_eq!(asked.refusal(&ask("Impfpass?")), Refusal::AlreadyOpen(Reason::Question));
        tracer().with(staffed).decision(&ask("Impfpass?"));
    }

    #[test]
    fn a_reminder_lies_ahead_and_does_not_push_anothers_away() {
        let case = || Case::of(Role::Tracer).with(staffed);
        let past = now() - TimeDelta::minutes(2);
        assert_eq!(case().refusal(&remind(past, "Impfpass")), Refusal::TimePast);
        assert_eq!(Case::of(Role::Tracer).refusal(&remind(now(), "Impfpass")), Refusal::NobodyThere("berg".into()));
        let of = |owner: &str| Call { owner: Some(owner.into()), ..sample::call(Reason::Reminder) };
        let anothers = case().with(|set| set.siblings = vec![of("klein")]);
        assert_eq!(anothers.refusal(&remind(now(), "Impfpass")), Refusal::AlreadyOpen(Reason::Reminder));
        case().with(|set| set.siblings = vec![of("berg")]).decision(&remind(now(), "Impfpass"));
    }

    #[test]
    fn a_task_is_settled_by_whose_it_is_while_nobody_else_has_it() {
        for state in [CallState::Done, CallState::Withdrawn] {
            let settled = task(Reason::Reminder, None).with(|set| set.call.as_mut().unwrap().state = state);
            assert_eq!(settled.refusal(&settle()), Refusal::NotOpen(state));
        }
        let held = task(Reason::Reminder, None).with(|set| set.lease = Some(sample::lease("klein")));
        assert_eq!(held.refusal(&settle()), Refusal::Held(Box::new(sample::lease("klein"))));
        assert_eq!(task(Reason::Reminder, Some("klein")).refusal(&settle()), Refusal::NotPermitted(Power::Lead));
        assert_eq!(task(Reason::Question, Some("berg")).refusal(&settle()), Refusal::NoteNeeded, "not answered yet");
        assert_eq!(task(Reason::FollowUp, None).refusal(&settle()), Refusal::NotFound, "no task of the desk");
        task(Reason::Reminder, Some("berg")).decision(&settle());
    }

    #[test]
    fn a_question_is_answered_once_in_words() {
        assert_eq!(task(Reason::Question, None).refusal(&answer(" ")), Refusal::ReasonNeeded);
        assert_eq!(task(Reason::Reminder, None).refusal(&answer("ja")), Refusal::NotFound);
        let signed = Signed { at: now(), by: "haas".into(), text: "ja".into() };
        let answered =
            task(Reason::Question, None).with(|set| set.call.as_mut().unwrap().handling.answered = Some(signed));
        assert_eq!(answered.refusal(&answer("nein")), Refusal::NotFound);
        task(Reason::Question, None).decision(&answer("ja"));
    }
}
