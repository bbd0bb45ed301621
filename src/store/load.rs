//! What a command looks at: the working set that `decide` gets.

use crate::domain::call::{Call, CallState};
use crate::domain::decide::{Command, Ctx, IssueOrder, LogAttempt, WorkingSet};
use crate::domain::handling::Pause;
use crate::domain::id::{CallId, RecordId};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::time::date_of;
use crate::domain::user::{Power, Role, User};

use super::perform::{holder_of, open_call_of};
use super::{Queries, StoreError, Txn, household, incoming, people, undo};

/// Everything that this command looks at.
pub(super) fn load(txn: &mut dyn Txn, command: &Command, ctx: &Ctx<'_>) -> Result<WorkingSet, StoreError> {
    let mut set = WorkingSet::default();
    match command {
        Command::Claim { call } => {
            load_call(txn.queries(), *call, &mut set, ctx)?;
            set.parked = txn.parked_lease_of(ctx.station)?;
            set.lease = txn.lease_of(*call)?;
            set.next_token = txn.next_token()?;
            set.pause = pause_of(txn.queries(), ctx.station)?;
        }
        Command::TakeIncoming { record } => {
            incoming::load(txn.queries(), *record, &mut set, ctx)?;
            set.next_token = txn.next_token()?;
        }
        Command::TakeUp { call } => {
            load_call(txn.queries(), *call, &mut set, ctx)?;
            set.parked = txn.parked_lease_of(ctx.station)?;
            set.next_token = txn.next_token()?;
        }
        Command::Unpark { token } => {
            load_lease(txn.queries(), *token, &mut set)?;
            set.station_lease = txn.lease_of_station(ctx.station)?;
            if let Some(call) = set.lease.as_ref().map(|lease| lease.call) {
                set.call = txn.call(call)?;
                set.record = set.call.as_ref().map(|call| txn.record(call.record)).transpose()?.flatten();
            }
        }
        Command::Undo => undo::load(txn.queries(), &mut set, ctx)?,
        Command::Reopen { call, .. } => {
            if let Some(call) = txn.call(*call)? {
                load_record(txn.queries(), call.record, &mut set)?;
                set.call = Some(call);
            }
        }
        Command::Dial { token, .. } | Command::Renew { token } => load_lease(txn.queries(), *token, &mut set)?,
        Command::Release { token } | Command::LoseLine { token } | Command::PutBack { token, .. } => {
            load_lease(txn.queries(), *token, &mut set)?;
            if let Some(lease) = &set.lease {
                set.call = open_call_of(txn.queries(), lease)?.or(txn.call(lease.call)?);
                set.record = set.call.as_ref().map(|call| txn.record(call.record)).transpose()?.flatten();
            }
        }
        Command::ForceRelease { call, .. }
        | Command::Withdraw { call, .. }
        | Command::SetPriority { call, .. }
        | Command::TakeDecision { call }
        | Command::Decide { call, .. }
        | Command::CloseCall { call, .. }
        | Command::SettleTask { call, .. } => load_task(txn.queries(), *call, None, &mut set, ctx)?,
        Command::Assign { call, owner, .. }
        | Command::ReturnToQueue { call, owner, .. }
        | Command::PassOn { call, owner, .. } => {
            load_task(txn.queries(), *call, owner.as_deref(), &mut set, ctx)?;
        }
        Command::AnswerQuestion { call, .. } => {
            load_task(txn.queries(), *call, None, &mut set, ctx)?;
            let asked = set.call.as_ref().and_then(|call| call.handling.asked.clone());
            set.owners = owners(txn.queries(), asked.as_ref().map(|asked| asked.by.as_str()), ctx)?;
        }
        Command::AskQuestion { record, to, .. } => {
            load_record(txn.queries(), *record, &mut set)?;
            set.owners = owners(txn.queries(), Some(to), ctx)?;
        }
        Command::SetReminder { record, owner, .. } => {
            load_record(txn.queries(), *record, &mut set)?;
            set.owners = owners(txn.queries(), owner.as_deref(), ctx)?;
        }
        Command::Pause { .. } | Command::Resume => {
            set.station_lease = txn.lease_of_station(ctx.station)?;
            set.pause = pause_of(txn.queries(), ctx.station)?;
        }
        Command::Log(log) => load_log(txn.queries(), log, &mut set, ctx)?,
        Command::IssueOrder(order) | Command::ProposeOrder(order) => load_order(txn, order, &mut set, ctx)?,
        Command::LiftOrder { order, .. } | Command::NoteDelivery { order, .. } => {
            if let Some(order) = txn.order(*order)? {
                load_record(txn.queries(), order.record, &mut set)?;
            }
        }
        Command::CorrectOutcome { attempt, .. } => {
            if let Some(attempt) = txn.attempt(*attempt)? {
                load_record(txn.queries(), attempt.record, &mut set)?;
                set.attempts = txn.attempts_of(attempt.record)?;
            }
        }
        Command::KeepFacts { record, .. } => {
            load_record(txn.queries(), *record, &mut set)?;
            set.held_by = holder_elsewhere(txn.queries(), &set.siblings, ctx)?;
        }
        Command::AddNote { record, .. } | Command::OpenRecord { record } => {
            load_record(txn.queries(), *record, &mut set)?;
        }
        Command::AddPerson(wanted) => people::load_new(txn.queries(), wanted, &mut set, ctx)?,
        Command::CorrectPerson { record, .. } | Command::ChangeNumber { record, .. } => {
            load_record(txn.queries(), *record, &mut set)?;
            people::load_others(txn.queries(), &mut set, ctx)?;
            household::load_mates(txn.queries(), &mut set)?;
        }
        Command::JoinHousehold { record, other } => {
            household::load(txn.queries(), *record, Some(*other), &mut set, ctx)?;
        }
        Command::LeaveHousehold { record } => household::load(txn.queries(), *record, None, &mut set, ctx)?,
        Command::ConfirmMessage { .. }
        | Command::PutMunicipalities(_)
        | Command::TellAll { .. }
        | Command::SetShiftNote { .. } => {}
        Command::PutUser(user) => {
            set.user = txn.user(&user.name)?;
            let is_admin = |other: &User| other.roles.contains(&Role::Admin) && !other.disabled;
            set.has_other_admin = txn.users()?.iter().any(|other| other.name != user.name && is_admin(other));
        }
    }
    Ok(set)
}

/// A call with its record and the lease on it, and whom its new owner's name stands for.
fn load_task(
    queries: &dyn Queries,
    call: CallId,
    owner: Option<&str>,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    let Some(call) = queries.call(call)? else { return Ok(()) };
    load_record(queries, call.record, set)?;
    set.lease = queries.lease_of(call.id)?;
    set.owners = owners(queries, owner, ctx)?;
    set.call = Some(call);
    Ok(())
}

/// The users for whom an owner's name stands and who may work today.
fn owners(queries: &dyn Queries, owner: Option<&str>, ctx: &Ctx<'_>) -> Result<Vec<User>, StoreError> {
    let Some(owner) = owner else { return Ok(Vec::new()) };
    let works = |user: &User| user.may(Power::Work) && user.expires_on.is_none_or(|last| last >= ctx.today());
    Ok(queries.users()?.into_iter().filter(|user| works(user) && user.is_meant_by(owner)).collect())
}

fn pause_of(queries: &dyn Queries, station: &str) -> Result<Option<Pause>, StoreError> {
    Ok(queries.pauses()?.into_iter().find(|pause| pause.station == station))
}

/// Who works on one of these calls at another station now.
fn holder_elsewhere(queries: &dyn Queries, calls: &[Call], ctx: &Ctx<'_>) -> Result<Option<Lease>, StoreError> {
    for call in calls.iter().filter(|call| call.state == CallState::Open) {
        let lease = queries.lease_of(call.id)?;
        if let Some(lease) = lease.filter(|lease| lease.is_live(ctx.now) && lease.station != ctx.station) {
            return Ok(Some(lease));
        }
    }
    Ok(None)
}

fn load_lease(queries: &dyn Queries, token: i64, set: &mut WorkingSet) -> Result<(), StoreError> {
    set.lease = queries.lease(token)?;
    Ok(())
}

pub(super) fn load_call(
    queries: &dyn Queries,
    call: CallId,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    let Some(call) = queries.call(call)? else { return Ok(()) };
    load_record(queries, call.record, set)?;
    set.station_lease = queries.lease_of_station(ctx.station)?;
    set.related = related(queries, &call)?;
    set.held_by = holder_of(queries, &call, &ctx.user.name, ctx.now)?;
    for mate in &set.related {
        if set.held_by.is_none()
            && let Some(lease) = queries.lease_on(&LeaseKey::Call(mate.id))?
            && lease.keeps_out(&ctx.user.name, ctx.now)
        {
            set.held_by = Some(lease);
        }
    }
    set.call = Some(call);
    Ok(())
}

/// Other open calls of the same household or on the same numbers: what a lease on this one covers besides.
///
/// # Errors
/// Those of the store.
pub fn related(queries: &dyn Queries, call: &Call) -> Result<Vec<Call>, StoreError> {
    let mut found: Vec<Call> = Vec::new();
    let mut keep = |calls: Vec<Call>| {
        for other in calls {
            if other.id != call.id && found.iter().all(|known| known.id != other.id) {
                found.push(other);
            }
        }
    };
    if let Some(household) = call.household {
        keep(queries.open_calls_in(household)?);
    }
    for number in &call.numbers {
        keep(queries.open_calls_on(number)?);
    }
    Ok(found)
}

pub(super) fn load_record(queries: &dyn Queries, id: RecordId, set: &mut WorkingSet) -> Result<(), StoreError> {
    let Some(record) = queries.record(id)? else { return Ok(()) };
    set.person = queries.person(record.person)?;
    set.orders = queries.orders_of(record.person)?;
    set.siblings = queries.calls_of(record.id)?;
    set.record = Some(record);
    Ok(())
}

fn load_log(queries: &dyn Queries, log: &LogAttempt, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    set.lease = log.token.map(|token| queries.lease(token)).transpose()?.flatten();
    set.attempt = queries.attempt(log.id)?;
    let covered = |lease: &Lease| lease.is_live(ctx.now) && lease.covers.contains(&log.call);
    if log.joint && set.lease.as_ref().is_some_and(covered) {
        return load_joint(queries, log, set, ctx);
    }
    load_call(queries, log.call, set, ctx)?;
    if set.held_by.is_none() {
        set.held_by = queries.lease_of(log.call)?.filter(|lease| lease.keeps_out(&ctx.user.name, ctx.now));
    }
    if let Some(number) = &log.number {
        for other in queries.open_calls_on(number)? {
            if other.id != log.call && set.related.iter().all(|known| known.id != other.id) {
                set.related.push(other);
            }
        }
        set.number_tries = queries.tries_on(number, ctx.now - chrono::TimeDelta::hours(24))?;
    }
    Ok(())
}

/// One more person of a telephone call that this lease covers: nobody else holds it, and it makes no other call wait.
fn load_joint(queries: &dyn Queries, log: &LogAttempt, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    let Some(call) = queries.call(log.call)? else { return Ok(()) };
    load_record(queries, call.record, set)?;
    set.call = Some(call);
    if let Some(number) = &log.number {
        set.number_tries = queries.tries_on(number, ctx.now - chrono::TimeDelta::hours(24))?;
    }
    Ok(())
}

fn load_order(txn: &mut dyn Txn, order: &IssueOrder, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    load_record(txn.queries(), order.record, set)?;
    set.lease = order.token.map(|token| txn.lease(token)).transpose()?.flatten();
    for call in set.siblings.iter().filter(|call| call.state == CallState::Open) {
        if set.held_by.is_none() {
            set.held_by = txn.lease_of(call.id)?.filter(|lease| lease.keeps_out(&ctx.user.name, ctx.now));
        }
    }
    if let Some(person) = &set.person {
        let authority = ctx.office.authority_for(person).0;
        let year = chrono::Datelike::year(&date_of(ctx.now, ctx.zone()));
        set.next_order_number = txn.last_order_number(&authority, year)? + 1;
    }
    Ok(())
}
