//! The supervisor's list: what stands there is taken, decided, returned to the queue or closed, each an event.

use super::super::call::{Call, CallState, Closing, Reason};
use super::super::handling::Signed;
use super::super::user::Power;
use super::assign::check_owner;
use super::attempt::ends_work;
use super::lease::{needed, note, permit};
use super::worked::raise;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Takes it upon oneself.
pub(super) fn take(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let mut call = on_the_list(set)?.clone();
    call.owner = Some(ctx.user.name.clone());
    call.handling.taken = Some(signed("", ctx));
    Ok(event("decision_taken", &call).with(Change::Call(call)))
}

/// Says what is to be done; it stays on the list, and is its taker's.
pub(super) fn decide(set: &WorkingSet, text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (mut call, text) = (on_the_list(set)?.clone(), needed(text)?);
    let remark = note(&call, text, ctx);
    call.owner = Some(ctx.user.name.clone());
    call.handling.decided = Some(signed(text, ctx));
    Ok(event("decided", &call).with(Change::Call(call)).with(Change::Note(remark)))
}

/// Back into the queue, ready now: for an owner, or for anybody.
pub(super) fn give_back(
    set: &WorkingSet,
    owner: Option<&str>,
    reason: &str,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (mut call, reason) = (on_the_list(set)?.clone(), needed(reason)?);
    if let Some(owner) = owner {
        check_owner(set, owner, &call)?;
    }
    let twin = |other: &Call| other.id != call.id && other.reason == call.reason && other.state == CallState::Open;
    if set.siblings.iter().any(twin) {
        return Err(Refusal::AlreadyOpen(call.reason));
    }
    let remark = note(&call, reason, ctx);
    let decided = call.handling.decided.as_ref().map(|decided| decided.text.clone());
    call.task = decided.filter(|text| !text.is_empty()).or_else(|| Some(reason.to_owned()));
    call.state = CallState::Open;
    call.escalation = call.escalation.filter(|_| call.reason == Reason::Decision);
    call.owner = owner.map(str::to_owned);
    call.handling.taken = None;
    call.ready_at = ctx.now;
    call.prefer_at = None;
    Ok(event("returned_to_queue", &call)
        .fact("owner", owner.unwrap_or(""))
        .with(Change::Call(call))
        .with(Change::Note(remark)))
}

/// Closes it; where that ends the work on the record, the record too.
pub(super) fn close(set: &WorkingSet, closing: Closing, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (mut call, reason) = (on_the_list(set)?.clone(), needed(reason)?);
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let remark = note(&call, reason, ctx);
    call.state = CallState::Done;
    call.closing = Some(closing);
    call.callback = None;
    let decision = event("closed_by_supervisor", &call).fact("closing", closing).with(Change::Call(call));
    let decision = decision.with(Change::Note(remark));
    if !ends_work(closing) {
        return Ok(decision);
    }
    record.closing = Some(closing);
    raise(&mut record, "closed", ctx.now);
    Ok(decision.fact("revision", record.revision).with(Change::Record(record)))
}

/// The call, if it stands on the supervisor's list: escalated, or an order that waits for somebody with the right.
fn on_the_list(set: &WorkingSet) -> Result<&Call, Refusal> {
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    let is_proposal = call.state == CallState::Open && call.reason == Reason::Decision;
    if call.state == CallState::Escalated || is_proposal { Ok(call) } else { Err(Refusal::NotRaised) }
}

fn signed(text: &str, ctx: &Ctx<'_>) -> Signed {
    Signed { at: ctx.now, by: ctx.user.name.clone(), text: text.to_owned() }
}

fn event(name: &'static str, call: &Call) -> Decision {
    let decision = Decision::new(name, Receipt::Saved).fact("reason", call.reason);
    match &call.escalation {
        Some(code) => decision.fact("escalation", code),
        None => decision,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::WorkingSet;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_call, user};
    use super::*;

    fn all(text: &str) -> [Command; 3] {
        let (call, text) = (the_call(), || text.to_owned());
        [
            Command::Decide { call, text: text() },
            Command::ReturnToQueue { call, owner: None, reason: text() },
            Command::CloseCall { call, closing: Closing::Refused, reason: text() },
        ]
    }

    fn raised(set: &mut WorkingSet) {
        set.call = Some(Call { state: CallState::Escalated, ..sample::call(Reason::FirstNotification) });
    }

    #[test]
    fn the_list_is_the_supervisors_and_only_what_stands_there_is_decided() {
        let take = Command::TakeDecision { call: the_call() };
        for command in all("Brief schreiben").iter().chain([&take]) {
            assert_guarded(command, Power::Lead, Role::Supervisor);
            assert_not_found(command, Role::Supervisor);
            assert_eq!(Case::of(Role::Supervisor).refusal(command), Refusal::NotRaised, "{command:?}");
            Case::of(Role::Supervisor).with(raised).decision(command);
        }
        for command in all(" ") {
            assert_eq!(Case::of(Role::Supervisor).with(raised).refusal(&command), Refusal::ReasonNeeded, "{command:?}");
        }
    }

    #[test]
    fn a_prepared_order_stands_there_although_its_entry_is_open() {
        let case = Case::of(Role::Supervisor).with(|set| set.call = Some(sample::call(Reason::Decision)));
        assert_eq!(case.decision(&Command::TakeDecision { call: the_call() }).event, Some("decision_taken"));
    }

    #[test]
    fn it_goes_back_to_nobody_who_is_not_there_and_not_beside_its_twin() {
        let back = |owner: Option<&str>| Command::ReturnToQueue {
            call: the_call(),
            owner: owner.map(str::to_owned),
            reason: "Grund".into(),
        };
        let case = Case::of(Role::Supervisor).with(raised);
        assert_eq!(case.refusal(&back(Some("weg"))), Refusal::NobodyThere("weg".into()));
        let twin =
            Call { id: crate::domain::id::CallId(uuid::Uuid::from_u128(2)), ..sample::call(Reason::FirstNotification) };
        let case = case.with(|set| {
            set.siblings = vec![twin];
            set.owners = vec![user("klein", Role::Tracer)];
        });
        assert_eq!(case.refusal(&back(Some("klein"))), Refusal::AlreadyOpen(Reason::FirstNotification));
    }
}
