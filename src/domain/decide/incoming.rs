//! The telephone rings: a call comes in, the call in progress is parked, and taken up again afterwards.

use super::super::call::{Call, Reason};
use super::super::lease::Lease;
use super::super::message::{Message, Words};
use super::super::record::Record;
use super::super::user::Power;
use super::attempt::new_call;
use super::lease::{live, own_lease, permit};
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Takes the call of somebody who rings, whenever it would be due: the open call of the record, else an enquiry. What the
/// station was working on is parked. Where somebody else works on it, they are told.
pub(super) fn take(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let record = set.record.as_ref().ok_or(Refusal::NotFound)?;
    if let (Some(call), Some(own)) = (&set.call, own_at_work(set, ctx)?)
        && own.call == call.id
    {
        return Ok(Decision::silent(Receipt::Claimed(own.clone())));
    }
    if let Some(holder) = live(set.held_by.as_ref(), ctx) {
        return Ok(held_elsewhere(record, holder, ctx));
    }
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    let known = set.call.clone();
    let call = known.clone().unwrap_or_else(|| new_call(record, person, Reason::Enquiry, ctx));
    let mut decision = begin(set, &call, true, ctx)?;
    if known.is_none() {
        decision.changes.insert(0, Change::Call(call));
        decision = decision.fact("created", true);
    }
    decision.event = Some("incoming_taken");
    Ok(decision)
}

/// Takes up the call of an outcome that was taken back; what the station was working on meanwhile is parked.
pub(super) fn take_up(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    if call.state != super::super::call::CallState::Open {
        return Err(Refusal::NotOpen(call.state));
    }
    if let Some(own) = own_at_work(set, ctx)?
        && own.call == call.id
    {
        return Ok(Decision::silent(Receipt::Claimed(own.clone())));
    }
    if let Some(other) = &set.held_by {
        return Err(Refusal::Held(Box::new(other.clone())));
    }
    begin(set, call, false, ctx)
}

/// A parked call goes on.
pub(super) fn unpark(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let lease = own_lease(set, ctx)?;
    if let Some(other) = live(set.station_lease.as_ref(), ctx).filter(|other| other.token != lease.token) {
        return Err(Refusal::HoldsAnother(Box::new(other.clone())));
    }
    let resumed = lease.resumed(ctx.now);
    Ok(Decision::new("resumed", Receipt::Renewed(resumed.clone())).with(Change::LeaseRenewed(resumed)))
}

/// The lease of this station that is at work, if it is this user's.
fn own_at_work<'a>(set: &'a WorkingSet, ctx: &Ctx<'_>) -> Result<Option<&'a Lease>, Refusal> {
    match live(set.station_lease.as_ref(), ctx) {
        Some(own) if own.user != ctx.user.name => Err(Refusal::HoldsAnother(Box::new(own.clone()))),
        own => Ok(own),
    }
}

/// Parks what is at work and takes a lease on this call. A parked lease gives up this call where it covered it, and keeps
/// everything else that it covers. Somebody who rings is on the line already: such a call is a started one.
fn begin(set: &WorkingSet, call: &Call, started: bool, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let at_work = own_at_work(set, ctx)?;
    if let (Some(_), Some(parked)) = (at_work, live(set.parked.as_ref(), ctx)) {
        return Err(Refusal::HoldsAnother(Box::new(parked.clone())));
    }
    let parked = at_work.or(live(set.parked.as_ref(), ctx)).map(|lease| {
        let mut parked = if lease.parked { lease.clone() } else { lease.parked(ctx.now) };
        parked.covers.retain(|covered| *covered != call.id);
        parked
    });
    let is_parked = |id| parked.as_ref().is_some_and(|lease| lease.covers.contains(&id));
    let related = set.related.iter().map(|related| related.id).filter(|id| !is_parked(*id) && *id != call.id);
    let mut lease = Lease {
        token: set.next_token,
        call: call.id,
        covers: std::iter::once(call.id).chain(related).collect(),
        user: ctx.user.name.clone(),
        station: ctx.station.to_owned(),
        since: ctx.now,
        expires_at: ctx.now,
        dialled_at: started.then_some(ctx.now),
        lost_at: None,
        parked: false,
    };
    lease.expires_at += lease.term();
    let mut decision = Decision::new("served", Receipt::Claimed(lease.clone()))
        .fact("reason", call.reason)
        .fact("parks", at_work.is_some());
    decision.changes.extend(parked.map(Change::LeaseRenewed));
    Ok(decision.with(Change::LeaseTaken(lease)))
}

fn held_elsewhere(record: &Record, holder: &Lease, ctx: &Ctx<'_>) -> Decision {
    let words = Words::Rings { reference: record.reference, station: ctx.station.to_owned() };
    let message = Message {
        to_station: Some(holder.station.clone()),
        to_user: Some(holder.user.clone()),
        from_user: ctx.user.name.clone(),
        at: ctx.now,
        words,
        record: Some(record.id),
    };
    Decision::new("incoming_held_elsewhere", Receipt::HeldElsewhere(holder.clone()))
        .with(Change::Message(message))
        .fact("holder", &holder.user)
}
