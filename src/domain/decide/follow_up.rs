//! What comes after a settled call: the next follow-up, or the call that ends the quarantine.

use chrono::{Days, NaiveDate};

use super::super::calendar::next_callable;
use super::super::call::{Call, CallState, Closing, Reason};
use super::super::order::Order;
use super::super::person::Person;
use super::super::record::Record;
use super::super::time::{Daypart, hour_of, instant_at_hour};
use super::{Ctx, attempt::new_call};

/// The follow-up that comes next once `before` was settled; one at a time, never a year's worth in advance.
pub(super) fn after(
    before: &Call,
    settled: &Call,
    record: &Record,
    orders: &[Order],
    siblings: &[Call],
    ctx: &Ctx<'_>,
) -> Option<Call> {
    if settled.closing != Some(Closing::Complete) || record.closing.is_some() {
        return None;
    }
    if before.reason == Reason::EndOfQuarantine {
        return None;
    }
    let until = orders.iter().filter(|order| order.is_in_force(ctx.today())).map(|order| order.to).max()?;
    let has_one = siblings.iter().any(|call| {
        call.id != before.id
            && call.state == CallState::Open
            && matches!(call.reason, Reason::FollowUp | Reason::EndOfQuarantine)
    });
    if has_one { None } else { next(record, before, until, ctx) }
}

/// The first follow-up of an order that was just issued.
pub(super) fn first(record: &Record, person: &Person, until: NaiveDate, siblings: &[Call], ctx: &Ctx<'_>) -> Option<Call> {
    let has_one = siblings.iter().any(|call| {
        call.state == CallState::Open && matches!(call.reason, Reason::FollowUp | Reason::EndOfQuarantine)
    });
    if has_one {
        return None;
    }
    dated(new_call(record, person, Reason::FollowUp, ctx), record, until, ctx)
}

fn next(record: &Record, before: &Call, until: NaiveDate, ctx: &Ctx<'_>) -> Option<Call> {
    let fresh = Call {
        id: super::super::id::CallId::mint(ctx.now, ctx.mint),
        reason: Reason::FollowUp,
        state: CallState::Open,
        created_at: ctx.now,
        callback: None,
        owner: None,
        attempts: 0,
        attempts_on: None,
        closing: None,
        escalation: None,
        ..before.clone()
    };
    dated(fresh, record, until, ctx)
}

/// Dates the next follow-up by the rule's rhythm at the daypart of this contact; on the last day it ends the quarantine.
fn dated(mut call: Call, record: &Record, until: NaiveDate, ctx: &Ctx<'_>) -> Option<Call> {
    let rhythm = ctx.rules.rulebook.follow_up_rhythm(record.disease).max(1);
    let day = ctx.today().checked_add_days(Days::new(u64::from(rhythm)))?;
    let daypart = Daypart::of(hour_of(ctx.now, ctx.zone()));
    if day >= until {
        call.reason = Reason::EndOfQuarantine;
    }
    let day = day.min(until);
    if day <= ctx.today() {
        return None;
    }
    let (plan, land, zone) = (&ctx.rules.plan, ctx.office.land(), ctx.zone());
    call.ready_at = next_callable(instant_at_hour(day, 0, zone), &plan.hours, land, zone);
    call.due_at = plan.due_at(call.reason, call.ready_at, land, zone);
    call.daypart = Some(daypart);
    call.prefer_at = Some(instant_at_hour(day, daypart.starts_at(), ctx.zone())).filter(|at| *at > call.ready_at);
    Some(call)
}
