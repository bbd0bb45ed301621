//! What comes after a settled call: the next follow-up, or the call that ends the quarantine.

use super::super::call::{Call, CallState, Closing, Reason};
use super::super::follow_up::{Course, next_follow_up};
use super::super::handling::Handling;
use super::super::id::CallId;
use super::super::order::Order;
use super::super::person::Person;
use super::super::record::Record;
use super::super::time::{Daypart, hour_of};
use super::{Ctx, attempt::new_call};

/// Days between follow-ups of an order that no rule of ours stands behind, such as an imported one.
const DEFAULT_RHYTHM: u32 = 1;

/// The follow-up that comes next once `before` was settled; one at a time, never a year's worth in advance.
pub(super) fn after(
    before: &Call,
    settled: &Call,
    record: &Record,
    orders: &[Order],
    siblings: &[Call],
    ctx: &Ctx<'_>,
) -> Option<Call> {
    let goes_on = settled.closing == Some(Closing::Complete) && record.closing.is_none();
    if !goes_on || before.reason == Reason::EndOfQuarantine || is_followed(siblings, Some(before)) {
        return None;
    }
    let order = orders.iter().filter(|order| order.is_in_force(ctx.today())).max_by_key(|order| order.to)?;
    let fresh = Call {
        id: CallId::mint(ctx.now, ctx.mint),
        reason: Reason::FollowUp,
        state: CallState::Open,
        created_at: ctx.now,
        callback: None,
        owner: None,
        attempts: 0,
        attempts_on: None,
        closing: None,
        escalation: None,
        task: None,
        handling: Handling::default(),
        ..before.clone()
    };
    dated(fresh, order, ctx)
}

/// The first follow-up of an order that was just issued.
pub(super) fn first(record: &Record, person: &Person, order: &Order, siblings: &[Call], ctx: &Ctx<'_>) -> Option<Call> {
    if is_followed(siblings, None) {
        return None;
    }
    dated(new_call(record, person, Reason::FollowUp, ctx), order, ctx)
}

/// Whether an open call, besides the one just settled, follows the record up.
fn is_followed(siblings: &[Call], but: Option<&Call>) -> bool {
    let follows = |call: &&Call| matches!(call.reason, Reason::FollowUp | Reason::EndOfQuarantine);
    let other = |call: &&Call| but.is_none_or(|but| but.id != call.id);
    siblings.iter().filter(follows).filter(other).any(|call| call.state == CallState::Open)
}

/// Dates the next follow-up by the rule's rhythm at the daypart of this contact; the last one ends the quarantine.
fn dated(call: Call, order: &Order, ctx: &Ctx<'_>) -> Option<Call> {
    let rule = ctx.rules.rulebook.rule(&order.rule);
    let course = Course {
        until: order.to,
        rhythm_days: rule.map_or(Some(DEFAULT_RHYTHM), |rule| rule.follow_up_days),
        reached_in: Some(Daypart::of(hour_of(ctx.now, ctx.zone()))),
    };
    let next = next_follow_up(&course, ctx.now, &ctx.rules.plan, ctx.office.land(), ctx.zone())?;
    Some(Call {
        reason: next.reason,
        ready_at: next.ready_at,
        prefer_at: next.prefer_at,
        daypart: next.daypart,
        due_at: next.due_at,
        ..call
    })
}
