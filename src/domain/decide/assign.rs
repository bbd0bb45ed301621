//! What a supervisor does with calls of the queue: assign, withdraw, set the priority. One event a call.

use super::super::call::{Call, CallState, Closing, Priority};
use super::super::handling::{Notice, Owner};
use super::super::lease::Lease;
use super::super::message::Words;
use super::super::queue::can_take;
use super::super::user::Power;
use super::lease::{message_to, needed, note, permit};
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Gives a call to an owner, or takes it from one. Who works on it and is not meant loses it.
pub(super) fn assign(
    set: &WorkingSet,
    owner: Option<&str>,
    reason: &str,
    tell: bool,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (call, reason) = (unsettled(set)?, needed(reason)?);
    if let Some(owner) = owner {
        check_owner(set, owner, call)?;
    }
    let mut assigned = call.clone();
    assigned.owner = owner.map(str::to_owned);
    let to = owner.unwrap_or("");
    let mut decision = Decision::new("assigned", Receipt::Assigned(assigned.owner.clone()))
        .fact("owner", to)
        .with(Change::Call(assigned))
        .with(Change::Note(note(call, reason, ctx)));
    let is_meant = |user: &str| owner.is_none() || set.owners.iter().any(|meant| meant.name == user);
    if let Some(lease) = held(set, ctx).filter(|lease| !is_meant(&lease.user)) {
        let words = Words::Room(Notice::Reassigned { to: to.to_owned() });
        let told = message_to(Some(&lease.user), words, call.record, ctx);
        decision = decision.with(Change::LeaseEnded(lease.token)).with(told);
    }
    if let (true, Some(Owner::User(user))) = (tell, owner.map(Owner::of))
        && user != ctx.user.name
    {
        decision = decision.with(message_to(Some(&user), Words::Room(Notice::Assigned), call.record, ctx));
    }
    Ok(decision)
}

/// Takes a call out of the queue or off the supervisor's list.
pub(super) fn withdraw(set: &WorkingSet, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (call, reason) = (unsettled(set)?, needed(reason)?);
    let mut withdrawn = call.clone();
    withdrawn.state = CallState::Withdrawn;
    withdrawn.closing = Some(Closing::Withdrawn);
    withdrawn.callback = None;
    let decision = Decision::new("withdrawn", Receipt::Withdrawn)
        .fact("reason", call.reason)
        .with(Change::Call(withdrawn))
        .with(Change::Note(note(call, reason, ctx)));
    Ok(match held(set, ctx) {
        Some(lease) => decision.with(Change::LeaseEnded(lease.token)).with(message_to(
            Some(&lease.user),
            Words::Room(Notice::Withdrawn),
            call.record,
            ctx,
        )),
        None => decision,
    })
}

/// Gives a call another priority class.
pub(super) fn set_priority(
    set: &WorkingSet,
    priority: Priority,
    reason: &str,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let (call, reason) = (unsettled(set)?, needed(reason)?);
    let changed = Call { priority, ..call.clone() };
    Ok(Decision::new("priority_set", Receipt::Prioritised(priority))
        .fact("from", call.priority)
        .fact("to", priority)
        .with(Change::Call(changed))
        .with(Change::Note(note(call, reason, ctx))))
}

/// The call, if it is still to be settled.
pub(super) fn unsettled(set: &WorkingSet) -> Result<&Call, Refusal> {
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    match call.state {
        CallState::Open | CallState::Escalated => Ok(call),
        CallState::Done | CallState::Withdrawn => Err(Refusal::NotOpen(call.state)),
    }
}

/// Refuses an owner for whom nobody can take the call.
pub(super) fn check_owner(set: &WorkingSet, owner: &str, call: &Call) -> Result<(), Refusal> {
    if set.owners.is_empty() {
        return Err(Refusal::NobodyThere(owner.to_owned()));
    }
    if set.owners.iter().any(|user| can_take(user, call)) { Ok(()) } else { Err(Refusal::CannotTake) }
}

/// The live lease on the call.
pub(super) fn held<'a>(set: &'a WorkingSet, ctx: &Ctx<'_>) -> Option<&'a Lease> {
    set.lease.as_ref().filter(|lease| lease.is_live(ctx.now))
}

#[cfg(test)]
mod tests {
    use super::super::super::call::Reason;
    use super::super::super::sample;
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_call, user};
    use super::*;

    fn assign(owner: Option<&str>, reason: &str) -> Command {
        Command::Assign { call: the_call(), owner: owner.map(str::to_owned), reason: reason.into(), tell: true }
    }

    fn all(reason: &str) -> [Command; 3] {
        let text = || reason.to_owned();
        [
            assign(None, reason),
            Command::Withdraw { call: the_call(), reason: text() },
            Command::SetPriority { call: the_call(), priority: Priority::Urgent, reason: text() },
        ]
    }

    #[test]
    fn whoever_leads_changes_a_call_that_is_still_to_be_settled_and_says_why() {
        for command in all("Grund") {
            assert_guarded(&command, Power::Lead, Role::Supervisor);
            assert_not_found(&command, Role::Supervisor);
            for state in [CallState::Done, CallState::Withdrawn] {
                let settled = Case::of(Role::Supervisor).with(|set| {
                    set.call = Some(Call { state, ..sample::call(Reason::FollowUp) });
                });
                assert_eq!(settled.refusal(&command), Refusal::NotOpen(state), "{command:?}");
            }
            Case::of(Role::Supervisor).decision(&command);
        }
        for command in all("  ") {
            assert_eq!(Case::of(Role::Supervisor).refusal(&command), Refusal::ReasonNeeded, "{command:?}");
        }
    }

    #[test]
    fn an_owner_must_be_there_and_able_to_take_the_call() {
        let nobody = Case::of(Role::Supervisor);
        assert_eq!(nobody.refusal(&assign(Some("weg"), "Grund")), Refusal::NobodyThere("weg".into()));
        let turkish = |set: &mut WorkingSet| {
            set.call = Some(Call { language: Some("tr".into()), ..sample::call(Reason::FollowUp) });
            set.owners = vec![user("klein", Role::Tracer)];
        };
        let case = Case::of(Role::Supervisor).with(turkish);
        assert_eq!(case.refusal(&assign(Some("klein"), "Grund")), Refusal::CannotTake);
    }

    #[test]
    fn who_works_on_it_and_is_not_meant_loses_it() {
        let case = Case::of(Role::Supervisor).with(|set| {
            set.lease = Some(sample::lease("klein"));
            set.owners = vec![user("wolf", Role::Tracer)];
        });
        let ended = |decision: &Decision| decision.changes.contains(&Change::LeaseEnded(7));
        assert!(ended(&case.decision(&assign(Some("wolf"), "Grund"))));
        assert!(!ended(&case.decision(&assign(None, "Grund"))), "for anybody: they go on");
        assert!(ended(&case.decision(&Command::Withdraw { call: the_call(), reason: "Grund".into() })));
    }
}
