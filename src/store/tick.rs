//! One short transaction of what time alone must change; the command `tick` and a station's maintenance repeat it until
//! nothing is left.

use crate::domain::decide::{Ctx, Decision};
use crate::domain::id::{ActionId, Mint, RecordId, SeededMint};
use crate::domain::queue::Ranking;
use crate::domain::tick::{missed_callback, order_past, too_late};
use crate::domain::time::{Moment, date_of};
use crate::domain::upkeep::{Ranked, Upkeep};
use crate::domain::user::User;

use super::perform::{Actor, NotDone, PROMOTION_STEP, save};
use super::undo::Trace;
use super::{Queries, StoreError, Txn};

/// How many entities one transaction changes at most, with an event each.
const STEP: usize = 100;

/// How much a tick has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Calls whose standing in the queue's index changed.
    pub promoted: usize,
    /// Agreed callbacks flagged as missed.
    pub missed: usize,
    /// Calls closed as too late.
    pub too_late: usize,
    /// Orders marked as ended.
    pub orders_ended: usize,
    /// Steps in which calls were ranked anew, for the call plan has other weights.
    pub reranked: usize,
}

impl Ticked {
    /// Whether nothing was left to do.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            promoted: self.promoted + other.promoted,
            missed: self.missed + other.missed,
            too_late: self.too_late + other.too_late,
            orders_ended: self.orders_ended + other.orders_ended,
            reranked: self.reranked + other.reranked,
        }
    }
}

/// Changes at most a step of what time has brought about by the actor's now. No role is needed: nobody decides anything.
/// `read_at` is when the actor's call plan was read.
///
/// # Errors
/// Those of the store; nothing was changed then.
pub fn tick(txn: &mut dyn Txn, actor: &Actor<'_>, read_at: Moment) -> Result<Ticked, NotDone> {
    let office = txn.office()?;
    let seeded = match office.seed {
        Some(seed) => Some(SeededMint::new(seed, txn.mint_counter()?)),
        None => None,
    };
    let mint: &dyn Mint = seeded.as_ref().map_or(actor.mint, |seeded| seeded);
    let (user, today) = (clockwork(actor.user), date_of(actor.now, office.tz()));
    let keep = |txn: &mut dyn Txn, record: RecordId, decision: Option<Decision>| -> Result<usize, NotDone> {
        let Some(decision) = decision else { return Ok(0) };
        let action = ActionId::mint(actor.now, mint);
        let (now, station, rules) = (actor.now, actor.station, actor.rules);
        let ctx = Ctx { now, user: &user, station, office: &office, rules, mint, action, german: true };
        save(txn, decision, Some(record), &ctx, &mut Trace::default())?;
        Ok(1)
    };
    let mut done = Ticked::default();
    for call in txn.calls_missed(actor.now, STEP)? {
        done.missed += keep(txn, call.record, missed_callback(&call, actor.now))?;
    }
    for call in txn.calls_too_late(today, STEP)? {
        let record = record_of(txn.queries(), call.record)?;
        let siblings = txn.calls_of(call.record)?;
        done.too_late += keep(txn, call.record, too_late(&call, &record, &siblings, today, actor.now))?;
    }
    for order in txn.orders_past(today, STEP)? {
        let record = record_of(txn.queries(), order.record)?;
        done.orders_ended += keep(txn, order.record, order_past(&order, &record, today, actor.now))?;
    }
    let ranking = Ranking::of(&actor.rules.plan);
    done.promoted = txn.promote(actor.now, &ranking, PROMOTION_STEP)?;
    done.reranked = rerank(txn, &ranking, read_at, actor.now)?;
    if let Some(seeded) = &seeded {
        txn.put_mint_counter(seeded.counter())?;
    }
    Ok(done)
}

/// Takes the turn of the upkeep for the actor's station; false while another's lasts.
///
/// # Errors
/// Those of the store.
pub fn take_turn(txn: &mut dyn Txn, station: &str, now: Moment) -> Result<bool, StoreError> {
    let Some(taken) = txn.upkeep()?.taken_by(station, now) else { return Ok(false) };
    txn.put_upkeep(&taken)?;
    Ok(true)
}

/// One step of ranking every call anew where the plan's weights are others than those the queue is ranked by.
fn rerank(txn: &mut dyn Txn, ranking: &Ranking, read_at: Moment, now: Moment) -> Result<usize, StoreError> {
    let stored = txn.upkeep()?;
    let upkeep = stored.ranked_by(ranking, read_at, now).unwrap_or(stored);
    let Some((ranked, behind)) = upkeep.ranked.as_ref().and_then(|ranked| Some((ranked, ranked.behind?))) else {
        return Ok(0);
    };
    if ranked.by != ranking.print() {
        return Ok(0);
    }
    let ranked = Ranked { behind: txn.rerank(behind, now, ranking, PROMOTION_STEP)?, ..ranked.clone() };
    txn.put_upkeep(&Upkeep { ranked: Some(ranked), ..upkeep })?;
    Ok(1)
}

fn record_of(queries: &dyn Queries, id: RecordId) -> Result<crate::domain::record::Record, StoreError> {
    queries.record(id)?.ok_or_else(|| StoreError::Corrupt("a call or an order without its record".into()))
}

/// Who stands in the event: the account that the timer runs as, whether or not it is a user of the office.
fn clockwork(name: &str) -> User {
    User {
        name: name.to_owned(),
        display: String::new(),
        roles: std::collections::BTreeSet::new(),
        rights: std::collections::BTreeSet::new(),
        languages: std::collections::BTreeSet::new(),
        skills: std::collections::BTreeSet::new(),
        team: None,
        municipality: None,
        expires_on: None,
        disabled: false,
        screen_language: None,
    }
}
