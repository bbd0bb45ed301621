//! Joins the store to the domain: loads what a command looks at, lets `decide` decide, saves what was decided,
//! all in the transaction that is open. The terminal and the command line both come this way.

use thiserror::Error;

use crate::domain::audit::{Draft, Touch};
use crate::domain::batch::Snapshot;
use crate::domain::calendar::next_callable;
use crate::domain::call::{Call, CallState};
use crate::domain::decide::{
    Change, Command, Ctx, Decision, Receipt, Refusal, Rules, WorkingSet, decide, permit, raise,
};
use crate::domain::id::{ActionId, CallId, Mint, RecordId, SeededMint};
use crate::domain::lease::{Lease, LeaseKey, keys_of};
use crate::domain::office::Office;
use crate::domain::order::{Order, parts_of_number};
use crate::domain::person::Person;
use crate::domain::place;
use crate::domain::queue::{Band, Filter, Ranking, can_take, standing};
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::domain::user::Power;

use super::load::{load, related};
use super::room::bring_up;
use super::undo::{self, Trace};
use super::{Queries, StoreError, Txn, snapshot_of};

/// How many calls one transaction of the upkeep re-ranks at most, so that it stays short.
pub const PROMOTION_STEP: usize = 200;

/// How many calls a claim re-ranks at most. The best of those whose time has come are re-ranked first, so that the one
/// to be served is among them where thousands become ready at once; the rest is left to the upkeep.
const SERVED_STEP: usize = 16;

/// Who acts, where, when, under which rules.
pub struct Actor<'a> {
    /// Login name; the user's roles are read inside the transaction, so that a change of them counts at once.
    pub user: &'a str,
    /// Station.
    pub station: &'a str,
    /// Time.
    pub now: Moment,
    /// Rules.
    pub rules: &'a Rules,
    /// Randomness; a demo's own seeded mint takes its place.
    pub mint: &'a dyn Mint,
    /// The client's action; none to have one made.
    pub action: Option<ActionId>,
}

/// Why a command was not carried out; the transaction is rolled back.
#[derive(Debug, Error)]
pub enum NotDone {
    /// The domain refused.
    #[error("refused: {}", .0.key())]
    Refused(Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Carries out a command.
///
/// # Errors
/// [`NotDone`]; nothing was changed then.
pub fn perform(txn: &mut dyn Txn, command: &Command, actor: &Actor<'_>) -> Result<Receipt, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        let mut trace = Trace::default();
        let set = load(txn, command, ctx)?;
        let receipt = carry_out(txn, &set, command, ctx, &mut trace)?;
        trace.keep(txn, ctx)?;
        Ok(receipt)
    })
}

/// Carries out several commands in order, each with its own event and its own action; all or nothing. The first event
/// bears the action of the actor.
///
/// # Errors
/// [`NotDone`] of the first that is not done; nothing was changed then.
pub fn perform_all(txn: &mut dyn Txn, commands: &[Command], actor: &Actor<'_>) -> Result<Vec<Receipt>, NotDone> {
    perform_each(txn, commands, actor, &mut 0)
}

/// As [`perform_all`]; `done` says how many commands were carried out before one was not.
///
/// # Errors
/// As [`perform_all`].
pub fn perform_each(
    txn: &mut dyn Txn,
    commands: &[Command],
    actor: &Actor<'_>,
    done: &mut usize,
) -> Result<Vec<Receipt>, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        let (mut given, mut trace) = (Some(ctx.action), Trace::default());
        let mut receipts = Vec::with_capacity(commands.len());
        for command in commands {
            let action = given.unwrap_or_else(|| ActionId::mint(ctx.now, ctx.mint));
            let ctx = Ctx { action, ..*ctx };
            let set = load(txn, command, &ctx)?;
            receipts.push(carry_out(txn, &set, command, &ctx, &mut trace)?);
            if given.is_some() && txn.is_action_known(action)? {
                given = None;
            }
            *done += 1;
        }
        trace.keep(txn, ctx)?;
        Ok(receipts)
    })
}

/// When calling begins again; none if it is time to call now.
pub fn opens_at(now: Moment, rules: &Rules, office: &Office) -> Option<Moment> {
    Some(next_callable(now, &rules.plan.hours, office.land(), office.tz())).filter(|at| *at > now)
}

/// Claims the next call in the order of service; none if nothing may be called now. Outside the calling hours that is
/// only what needs no telephone: whoever must call then opens the call themselves.
/// A station that still holds a call gets that one again.
///
/// # Errors
/// [`NotDone`]; nothing was changed then.
pub fn serve(txn: &mut dyn Txn, filter: &Filter, actor: &Actor<'_>) -> Result<Option<Lease>, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        permit(ctx, Power::Work)?;
        if let Some(held) = txn.lease_of_station(ctx.station)?
            && held.is_live(ctx.now)
            && held.user == ctx.user.name
        {
            if let Some(call) = open_call_of(txn.queries(), &held)? {
                return Ok(Some(Lease { call: call.id, ..held }));
            }
            txn.end_lease(held.token)?;
        }
        if let Some(lease) = parked(txn, ctx)? {
            return Ok(Some(lease));
        }
        bring_up(txn, &ctx.rules.plan, ctx.now, SERVED_STEP)?;
        let desk = filter.desk || opens_at(ctx.now, ctx.rules, ctx.office).is_some();
        let filter = Filter { desk, waiting: false, ..filter.clone() };
        let begun = begun(txn.queries(), desk, ctx)?;
        let Some(call) = begun.or(first_free(txn.queries(), &filter, ctx)?) else { return Ok(None) };
        let command = Command::Claim { call };
        let set = load(txn, &command, ctx)?;
        match carry_out(txn, &set, &command, ctx, &mut Trace::default())? {
            Receipt::Claimed(lease) => Ok(Some(lease)),
            _ => Ok(None),
        }
    })
}

/// The call that this user had begun and lost: it is offered to them before anything else, unless it waits by now; where
/// nobody may be called now (`desk`), only while the line is still kept.
fn begun(queries: &dyn Queries, desk: bool, ctx: &Ctx<'_>) -> Result<Option<CallId>, NotDone> {
    let ranking = Ranking::of(&ctx.rules.plan);
    for lease in queries.leases_of(&ctx.user.name)? {
        let is_lost = (lease.is_unfinished(ctx.now) && !desk) || (lease.is_live(ctx.now) && lease.lost_at.is_some());
        let waits = |call: &Call| standing(call, ctx.now, &ranking).is_none_or(|found| found.band == Band::Waiting);
        let Some(call) = open_call_of(queries, &lease)?.filter(|call| is_lost && !waits(call)) else { continue };
        if can_take(ctx.user, &call) && holder_of(queries, &call, &ctx.user.name, ctx.now)?.is_none() {
            return Ok(Some(call.id));
        }
    }
    Ok(None)
}

/// The call that this station has parked, at work again: a station that stopped in an incoming call comes back to it.
fn parked(txn: &mut dyn Txn, ctx: &Ctx<'_>) -> Result<Option<Lease>, NotDone> {
    let parked = txn.parked_lease_of(ctx.station)?;
    let Some(held) = parked.filter(|lease| lease.is_live(ctx.now) && lease.user == ctx.user.name) else {
        return Ok(None);
    };
    let Some(call) = open_call_of(txn.queries(), &held)? else {
        txn.end_lease(held.token)?;
        return Ok(None);
    };
    let resumed = Lease { call: call.id, ..held.resumed(ctx.now) };
    txn.renew_lease(&resumed)?;
    Ok(Some(resumed))
}

/// The call of a lease that is still to be settled: its own, or where that was closed from elsewhere, another that it
/// covers. None where nothing is left.
///
/// # Errors
/// Those of the store.
pub fn open_call_of(queries: &dyn Queries, lease: &Lease) -> Result<Option<Call>, StoreError> {
    for id in std::iter::once(&lease.call).chain(&lease.covers) {
        if let Some(call) = queries.call(*id)?.filter(|call| call.state == CallState::Open) {
            return Ok(Some(call));
        }
    }
    Ok(None)
}

/// Runs `work` with who acts as stored now, and keeps a demo's mint.
pub(super) fn with_ctx<T>(
    txn: &mut dyn Txn,
    actor: &Actor<'_>,
    work: impl FnOnce(&mut dyn Txn, &Ctx<'_>) -> Result<T, NotDone>,
) -> Result<T, NotDone> {
    let office = txn.office()?;
    let user = txn.user(actor.user)?.ok_or(Refusal::NotPermitted(Power::Work))?;
    let seeded = match office.seed {
        Some(seed) => Some(SeededMint::new(seed, txn.mint_counter()?)),
        None => None,
    };
    let mint: &dyn Mint = seeded.as_ref().map_or(actor.mint, |seeded| seeded);
    let action = actor.action.unwrap_or_else(|| ActionId::mint(actor.now, mint));
    let ctx = Ctx {
        now: actor.now,
        user: &user,
        station: actor.station,
        office: &office,
        rules: actor.rules,
        mint,
        action,
        german: true,
    };
    let done = work(txn, &ctx)?;
    if let Some(seeded) = &seeded {
        txn.put_mint_counter(seeded.counter())?;
    }
    Ok(done)
}

fn carry_out(
    txn: &mut dyn Txn,
    set: &WorkingSet,
    command: &Command,
    ctx: &Ctx<'_>,
    trace: &mut Trace,
) -> Result<Receipt, NotDone> {
    let decision = decide(set, command, ctx)?;
    let record = set.record.as_ref().map(|record| record.id);
    trace.begin(command);
    save(txn, decision, record, ctx, trace)
}

/// Saves a decision: its changes, the snapshots of raised revisions, one event.
pub(super) fn save(
    txn: &mut dyn Txn,
    decision: Decision,
    about: Option<RecordId>,
    ctx: &Ctx<'_>,
    trace: &mut Trace,
) -> Result<Receipt, NotDone> {
    save_as(txn, decision, about, ctx.action, ctx, trace)
}

/// As [`save`], under an action of its own: several decisions of one transaction are told apart by it.
pub(super) fn save_as(
    txn: &mut dyn Txn,
    decision: Decision,
    about: Option<RecordId>,
    action: ActionId,
    ctx: &Ctx<'_>,
    trace: &mut Trace,
) -> Result<Receipt, NotDone> {
    let ranking = Ranking::of(&ctx.rules.plan);
    let mut touches = Vec::new();
    let mut raised = Vec::new();
    let mut moved = Vec::new();
    for change in &decision.changes {
        if let Change::Person(person) = change
            && txn.person(person.id)?.is_some_and(|before| before.stays_at() != person.stays_at())
        {
            moved.push(person);
        }
        if let Change::Record(record) = change
            && txn.record(record.id)?.map_or(0, |before| before.revision) < record.revision
        {
            raised.push(record.clone());
        }
        let before = undo::before(txn.queries(), change)?;
        if let Some(touch) = save_change(txn, change, ctx, &ranking)? {
            trace.note(change, before, &touch);
            touches.push(touch);
        }
    }
    for person in moved {
        touches.extend(follow(txn, person, &mut raised, ctx)?);
    }
    for record in raised {
        trace.raised(put_revision(txn, record, ctx.now)?);
    }
    if let Some(kind) = decision.event {
        let draft = Draft {
            action,
            at: ctx.now,
            user: ctx.user.name.clone(),
            station: ctx.station.to_owned(),
            kind: kind.to_owned(),
            record: about.map(|record| record.0),
            facts: decision.facts,
        };
        txn.append_event(draft, last_of_each(touches))?;
    }
    Ok(decision.receipt)
}

/// Calls and orders follow somebody who has moved. The records of orders that changed join `raised`, whose revisions are
/// to be stored at the end.
pub(super) fn follow(
    txn: &mut dyn Txn,
    person: &Person,
    raised: &mut Vec<Record>,
    ctx: &Ctx<'_>,
) -> Result<Vec<Touch>, StoreError> {
    let (ranking, mut touches) = (Ranking::of(&ctx.rules.plan), Vec::new());
    for record in txn.records_of(person.id)? {
        for call in place::calls(person, &txn.calls_of(record.id)?) {
            touches.push(txn.put_call(&call, ctx.now, &ranking)?);
        }
    }
    let year = chrono::Datelike::year(&ctx.today());
    let next = txn.last_order_number(&ctx.office.authority_for(person).0, year)? + 1;
    for order in place::orders(person, &txn.orders_of(person.id)?, ctx.office, next, ctx.now, ctx.zone()) {
        touches.push(put_numbered(txn, &order)?);
        if raised.iter().all(|record| record.id != order.record)
            && let Some(mut record) = txn.record(order.record)?
        {
            raise(&mut record, "order_moved", ctx.now);
            touches.push(txn.put_record(&record)?);
            raised.push(record);
        }
    }
    Ok(touches)
}

/// Stores the revision that a record now has as an immutable snapshot.
///
/// # Errors
/// Those of the store.
pub fn put_revision(txn: &mut dyn Txn, record: Record, at: Moment) -> Result<u64, StoreError> {
    let (id, revision) = (record.id, record.revision);
    let snapshot = snapshot_of(txn.queries(), record, at)?;
    let bytes = serde_json::to_vec(&snapshot).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let place = txn.put_revision(id, revision, &bytes)?;
    mark(txn, place, &snapshot)?;
    Ok(place)
}

/// Marks a revision for the order offices that must know of an order of it.
pub(super) fn mark(txn: &mut dyn Txn, place: u64, snapshot: &Snapshot) -> Result<(), StoreError> {
    snapshot.municipalities().into_iter().try_for_each(|municipality| txn.mark_revision(place, municipality))
}

fn save_change(
    txn: &mut dyn Txn,
    change: &Change,
    ctx: &Ctx<'_>,
    ranking: &Ranking,
) -> Result<Option<Touch>, StoreError> {
    let touch = match change {
        Change::Person(person) => txn.put_person(person)?,
        Change::Record(record) => txn.put_record(record)?,
        Change::Call(call) => txn.put_call(call, ctx.now, ranking)?,
        Change::Attempt(attempt) => txn.put_attempt(attempt)?,
        Change::Order(order) => put_numbered(txn, order)?,
        Change::Note(note) => txn.put_note(note)?,
        Change::Office(office) => {
            txn.put_office(office)?;
            return Ok(None);
        }
        Change::Household(household) => txn.put_household(household)?,
        Change::User(user) => txn.put_user(user)?,
        other => return save_aside(txn, other, ctx).map(|()| None),
    };
    Ok(Some(touch))
}

/// What is no entity and stands in no event: leases, messages, what can be undone.
fn save_aside(txn: &mut dyn Txn, change: &Change, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    match change {
        Change::LeaseTaken(lease) => take_lease(txn, lease),
        Change::LeaseRenewed(lease) => txn.renew_lease(lease),
        Change::LeaseCovers(lease) => cover(txn, lease),
        Change::LeaseEnded(token) => end_lease(txn, *token, ctx),
        Change::Seen(presence) => txn.put_presence(presence),
        Change::SignedOff(station) => txn.end_presence(station),
        Change::Message(message) => txn.put_message(message).map(drop),
        Change::MessageRead(n) => txn.confirm_message(*n, &ctx.user.name, ctx.now),
        Change::UndoSpent => txn.drop_undo(ctx.station),
        Change::Paused(pause) => txn.put_pause(pause),
        Change::PauseEnded(station) => txn.end_pause(station),
        Change::ShiftNote(note) => txn.put_shift_note(note),
        Change::Person(_)
        | Change::Record(_)
        | Change::Call(_)
        | Change::Attempt(_)
        | Change::Order(_)
        | Change::Note(_)
        | Change::Office(_)
        | Change::Household(_)
        | Change::User(_) => Ok(()),
    }
}

/// Ends a lease; somebody else's is still known for a while, so that its holder is told who works on the call now.
fn end_lease(txn: &mut dyn Txn, token: i64, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    if txn.lease(token)?.is_some_and(|lease| lease.user != ctx.user.name) {
        txn.lapse_lease(token, ctx.now)
    } else {
        txn.end_lease(token)
    }
}

/// Takes every key of the lease from those whose time is over. What the same station has parked keeps its keys, but for
/// the call itself.
fn take_lease(txn: &mut dyn Txn, lease: &Lease) -> Result<(), StoreError> {
    let mut keys = keys_of_lease(txn, lease)?;
    if let Some(parked) = txn.parked_lease_of(&lease.station)?.filter(|parked| parked.is_live(lease.since)) {
        let mut kept = keys_of_lease(txn, &parked)?;
        kept.retain(|key| *key != LeaseKey::Call(lease.call));
        keys.retain(|key| !kept.contains(key));
        txn.put_lease(&parked, &kept)?;
    }
    for dead in leases_on(txn.queries(), &keys)? {
        txn.lapse_lease(dead.token, lease.since)?;
    }
    if let Some(old) = txn.lease_of_station(&lease.station)? {
        txn.end_lease(old.token)?;
    }
    txn.put_lease(lease, &keys)
}

/// A lease that covers other calls now takes their keys, also from leases whose time is over.
fn cover(txn: &mut dyn Txn, lease: &Lease) -> Result<(), StoreError> {
    let keys = keys_of_lease(txn, lease)?;
    for dead in leases_on(txn.queries(), &keys)?.into_iter().filter(|other| other.token != lease.token) {
        txn.end_lease(dead.token)?;
    }
    txn.put_lease(lease, &keys)
}

/// Saves an order. Its number is used up now and not before: one that was only looked at leaves no gap.
///
/// # Errors
/// Those of the store.
pub fn put_numbered(txn: &mut dyn Txn, order: &Order) -> Result<Touch, StoreError> {
    if let Some((authority, year, running)) = order.number.as_deref().and_then(parts_of_number) {
        txn.raise_order_number(authority, year, running)?;
    }
    txn.put_order(order)
}

/// An entity changed twice by one decision is committed to once, as it is now.
fn last_of_each(touches: Vec<Touch>) -> Vec<Touch> {
    let mut kept: Vec<Touch> = Vec::with_capacity(touches.len());
    for touch in touches {
        kept.retain(|earlier| earlier.entity != touch.entity);
        kept.push(touch);
    }
    kept
}

/// The first call in the order of service that nobody else works on, nor this user at another station. A call whose line
/// was lost is offered to its own tracer again, wherever they come back.
fn first_free(queries: &dyn Queries, filter: &Filter, ctx: &Ctx<'_>) -> Result<Option<CallId>, StoreError> {
    let mut found = None;
    queries.walk_queue(ctx.user, filter, &mut |call| {
        let taken = |lease: &Lease| {
            let at_work = lease.is_live(ctx.now) && lease.station != ctx.station && lease.lost_at.is_none();
            at_work || lease.keeps_out(&ctx.user.name, ctx.now)
        };
        if !leases_on(queries, &keys_of(&call))?.iter().any(taken) && !covered(queries, &call)?.iter().any(taken) {
            found = Some(call.id);
        }
        Ok(found.is_none())
    })?;
    Ok(found)
}

/// The leases on the calls that a lease on this one would cover: one can be held by a key that this call does not have.
fn covered(queries: &dyn Queries, call: &Call) -> Result<Vec<Lease>, StoreError> {
    let mates: Vec<LeaseKey> = related(queries, call)?.iter().map(|mate| LeaseKey::Call(mate.id)).collect();
    leases_on(queries, &mates)
}

/// Who keeps this user out of a call, its household or its numbers now.
///
/// # Errors
/// Those of the store.
pub fn holder_of(queries: &dyn Queries, call: &Call, user: &str, now: Moment) -> Result<Option<Lease>, StoreError> {
    for lease in leases_on(queries, &keys_of(call))? {
        if lease.keeps_out(user, now) {
            return Ok(Some(lease));
        }
    }
    Ok(None)
}

/// When the numbers of a call were called in the last 24 hours, for whomever.
///
/// # Errors
/// Those of the store.
pub fn tries_of(queries: &dyn Queries, call: &Call, now: Moment) -> Result<Vec<Moment>, StoreError> {
    let since = now - chrono::TimeDelta::hours(24);
    let mut tries = Vec::new();
    for number in &call.numbers {
        tries.extend(queries.tries_on(number, since)?);
    }
    Ok(tries)
}

pub(super) fn leases_on(queries: &dyn Queries, keys: &[LeaseKey]) -> Result<Vec<Lease>, StoreError> {
    let mut found: Vec<Lease> = Vec::new();
    for key in keys {
        if let Some(lease) = queries.lease_on(key)?
            && found.iter().all(|known| known.token != lease.token)
        {
            found.push(lease);
        }
    }
    Ok(found)
}

/// The keys of the call that a lease was taken for, and the other calls that it covers.
fn keys_of_lease(queries: &mut dyn Txn, lease: &Lease) -> Result<Vec<LeaseKey>, StoreError> {
    let call = queries.call(lease.call)?.ok_or_else(|| StoreError::Corrupt("a lease without its call".into()))?;
    let mut keys = keys_of(&call);
    keys.extend(lease.covers.iter().filter(|covered| **covered != lease.call).map(|covered| LeaseKey::Call(*covered)));
    Ok(keys)
}
