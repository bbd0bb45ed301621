//! Going home: what is one's own is handed on, so that nothing is forgotten.

use super::super::call::CallState;
use super::super::handling::Signed;
use super::super::queue::is_mine;
use super::super::time::Moment;
use super::super::user::Power;
use super::assign::{check_owner, held};
use super::lease::{note, permit};
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Gives an own call to an owner or to anybody, now or not before a time; an agreed callback keeps its length.
pub(super) fn pass_on(
    set: &WorkingSet,
    owner: Option<&str>,
    not_before: Option<Moment>,
    remark: &str,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let mut call = set.call.clone().ok_or(Refusal::NotFound)?;
    if call.state != CallState::Open {
        return Err(Refusal::NotOpen(call.state));
    }
    let lease = held(set, ctx);
    if let Some(other) = lease.filter(|lease| lease.user != ctx.user.name) {
        return Err(Refusal::Held(Box::new(other.clone())));
    }
    if !is_mine(&call, ctx.user) && lease.is_none() {
        permit(ctx, Power::Lead)?;
    }
    if let Some(owner) = owner {
        check_owner(set, owner, &call)?;
    }
    call.owner = owner.map(str::to_owned).filter(|_| call.callback.is_none() || owner != Some(&*ctx.user.name));
    if let Some(callback) = &mut call.callback {
        callback.owner = owner.filter(|owner| *owner == ctx.user.name).map(str::to_owned);
        if let Some(at) = not_before.filter(|at| *at > callback.from) {
            callback.until = at + (callback.until - callback.from);
            callback.from = at;
            callback.missed = false;
        }
    }
    call.ready_at = call.ready_at.max(not_before.unwrap_or(call.ready_at));
    call.handling.passed_on = Some(Signed { at: ctx.now, by: ctx.user.name.clone(), text: remark.trim().to_owned() });
    let remark = Some(remark.trim()).filter(|text| !text.is_empty()).map(|text| note(&call, text, ctx));
    let mut decision = Decision::new("passed_on", Receipt::Assigned(call.owner.clone()))
        .fact("reason", call.reason)
        .fact("owner", owner.unwrap_or(""))
        .with(Change::Call(call));
    if let Some(remark) = remark {
        decision = decision.with(Change::Note(remark));
    }
    Ok(match lease {
        Some(lease) => decision.with(Change::LeaseEnded(lease.token)),
        None => decision,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::call::{Call, Reason};
    use super::super::super::sample;
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_call};
    use super::*;

    fn pass_on(owner: Option<&str>) -> Command {
        Command::PassOn { call: the_call(), owner: owner.map(str::to_owned), not_before: None, note: String::new() }
    }

    fn owned_by(owner: Option<&str>, state: CallState) -> Case {
        let call = Call { owner: owner.map(str::to_owned), state, ..sample::call(Reason::FollowUp) };
        Case::of(Role::Tracer).with(|set| set.call = Some(call))
    }

    #[test]
    fn only_what_is_ones_own_and_open_is_passed_on_to_somebody_who_is_there() {
        assert_guarded(&pass_on(None), Power::Work, Role::Tracer);
        assert_not_found(&pass_on(None), Role::Tracer);
        for state in [CallState::Done, CallState::Withdrawn, CallState::Escalated] {
            assert_eq!(owned_by(Some("berg"), state).refusal(&pass_on(None)), Refusal::NotOpen(state));
        }
        let anothers = owned_by(Some("klein"), CallState::Open);
        assert_eq!(anothers.refusal(&pass_on(None)), Refusal::NotPermitted(Power::Lead));
        let held = anothers.with(|set| set.lease = Some(sample::lease("klein")));
        assert_eq!(held.refusal(&pass_on(None)), Refusal::Held(Box::new(sample::lease("klein"))));
        let own = owned_by(Some("berg"), CallState::Open);
        assert_eq!(own.refusal(&pass_on(Some("weg"))), Refusal::NobodyThere("weg".into()));
        assert_eq!(own.decision(&pass_on(None)).receipt, Receipt::Assigned(None));
    }

    #[test]
    fn a_call_in_ones_hand_is_passed_on_with_its_lease() {
        let held = owned_by(None, CallState::Open).with(|set| set.lease = Some(sample::lease("berg")));
        assert!(held.decision(&pass_on(None)).changes.contains(&Change::LeaseEnded(7)));
    }
}
