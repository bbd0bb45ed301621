//! The worker that reads: pages, sheets, figures, search. Once in a while it looks whether another process has
//! committed, and whether time has made calls ready.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::{NaiveTime, TimeDelta};

use crate::domain::batch::municipality_of;
use crate::domain::decide::Refusal;
use crate::domain::handling::Owner;
use crate::domain::id::CallId;
use crate::domain::message::Unread;
use crate::domain::queue::{Filter, Ranking};
use crate::domain::time::{Moment, date_of, end_of_day, instant_of};
use crate::domain::user::{OrdersSeen, Power, User};
use crate::domain::view::OrderFilter;
use crate::domain::why::{Grounds, not_now, stands};
use crate::exchange::out::edition::destinations;
use crate::store::alike::alike;
use crate::store::bulk::overview;
use crate::store::perform::{holder_of, tries_of};
use crate::store::room::{left_over, raised, room};
use crate::store::seal::waiting;
use crate::store::sheet::mate_sheets;
use crate::store::shift::stranded;
use crate::store::sqlite::SqliteStore;
use crate::store::{Queries, Result, Store, StoreError};
use crate::text::say;
use crate::tui::effect::{Effect, Generation, PageStart};
use crate::tui::msg::{Board, Msg, Reply, Why};
use crate::tui::room::RoomState;

use super::desk::Station;
use super::inbox::Inbox;
use super::writer::Job;

/// How often other processes' changes are looked for.
const POLL: Duration = Duration::from_millis(1200);

/// How often a station looks whose turn the upkeep is.
const UPKEEP_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How long a message that nobody confirms is shown again at the next start.
const MESSAGES_LAST: TimeDelta = TimeDelta::hours(12);

/// Answers requests until the channel closes.
pub fn run(
    mut store: SqliteStore,
    station: Station,
    jobs: &Receiver<Effect>,
    inbox: &Sender<Inbox>,
    writer: &Sender<Job>,
) {
    let upkeep_at = station.now();
    let mut reader = Reader { station, seen: store.version().unwrap_or(0), told: 0, upkeep_at };
    if reader.tell(&mut store, inbox).is_err() {
        return;
    }
    let mut next_poll = Instant::now() + POLL;
    loop {
        let wait = next_poll.saturating_duration_since(Instant::now());
        match jobs.recv_timeout(wait) {
            Ok(Effect::SetLanguage(lang)) => reader.station.lang = lang,
            Ok(effect) => {
                if let Some((generation, reply)) = reader.answer(&mut store, effect)
                    && inbox.send(Inbox::Msg(Msg::Reply(generation, reply))).is_err()
                {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                next_poll = Instant::now() + POLL;
                if reader.poll(&mut store, inbox, writer).is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

struct Reader {
    station: Station,
    seen: i64,
    /// Number of the last message that was shown.
    told: i64,
    /// When to look whose turn the upkeep is.
    upkeep_at: Moment,
}

/// The other side has gone.
struct Gone;

impl Reader {
    fn poll(
        &mut self,
        store: &mut SqliteStore,
        inbox: &Sender<Inbox>,
        writer: &Sender<Job>,
    ) -> std::result::Result<(), Gone> {
        let now = self.station.now();
        let wakes = store.read(|queries| queries.next_wake()).ok().flatten().is_some_and(|at| at <= now);
        if wakes || self.upkeep_at <= now {
            self.upkeep_at = now + UPKEEP_EVERY;
            let upkeep = store.read(|queries| queries.upkeep()).unwrap_or_default();
            if upkeep.is_free_for(&self.station.name, now) {
                writer.send(Job::Upkeep).map_err(|_| Gone)?;
            }
        }
        let version = store.version().unwrap_or(self.seen);
        if version != self.seen {
            self.seen = version;
            inbox.send(Inbox::Msg(Msg::Changed)).map_err(|_| Gone)?;
            self.tell(store, inbox)?;
        }
        Ok(())
    }

    /// Passes on what others have sent to this user or station and nobody here has confirmed.
    fn tell(&mut self, store: &mut SqliteStore, inbox: &Sender<Inbox>) -> std::result::Result<(), Gone> {
        let (station, user, since) = (&self.station.name, &self.station.user, self.station.now() - MESSAGES_LAST);
        let unread = store.read(|queries| queries.unread_messages(station, user, since)).unwrap_or_default();
        let fresh: Vec<Unread> = unread.into_iter().filter(|unread| unread.n > self.told).collect();
        let Some(last) = fresh.last().map(|unread| unread.n) else { return Ok(()) };
        self.told = last;
        inbox.send(Inbox::Msg(Msg::Told(fresh))).map_err(|_| Gone)
    }

    fn answer(&self, store: &mut SqliteStore, effect: Effect) -> Option<(Generation, Reply)> {
        let (generation, answer) = match effect {
            Effect::LoadQueue { generation, .. } if !self.may_read(store) => {
                (generation, Ok(Reply::Queue(Vec::new(), false)))
            }
            Effect::LoadRecord { generation, .. } if !self.may_read(store) => {
                (generation, Ok(Reply::Refused(Refusal::NotPermitted(Power::Read))))
            }
            Effect::Search { generation, .. } if !self.may_read(store) => (generation, Ok(Reply::Hits(Vec::new()))),
            Effect::LoadQueue { generation, filter, from, limit } => {
                (generation, store.read(|q| self.page(q, &filter, from, limit)))
            }
            Effect::LoadCounts { generation } => (generation, store.read(|q| self.counts(q))),
            Effect::LoadRecord { generation, record } | Effect::Reload { generation, record } => (
                generation,
                store.read(|q| {
                    let sheet = q.record_sheet(record)?.ok_or_else(|| StoreError::Corrupt("no such record".into()))?;
                    Ok(Reply::Record(Box::new(sheet)))
                }),
            ),
            Effect::Candidates { generation, name, number, limit } => {
                let today = date_of(self.station.now(), self.station.zone);
                (generation, store.read(|q| Ok(Reply::Candidates(alike(q, &name, &number, today, limit)?))))
            }
            Effect::LoadMates { generation, records } => {
                (generation, store.read(|q| Ok(Reply::Mates(mate_sheets(q, &records)?))))
            }
            Effect::Search { generation, query, limit } => {
                let today = date_of(self.station.now(), self.station.zone);
                (generation, store.read(|q| Ok(Reply::Hits(q.search(&query, today, limit)?))))
            }
            Effect::LoadOrders { generation, filter } => (generation, store.read(|q| orders(q, &self.me(q)?, &filter))),
            Effect::LoadBatches { generation } => (generation, store.read(batches)),
            Effect::LoadWhy { generation, call } => {
                (generation, store.read(|q| Ok(Reply::Why(why(q, &self.station, call)?))))
            }
            Effect::LoadRoom { generation } => (generation, store.read(|q| self.room(q))),
            Effect::LoadDecisions { generation } => {
                (generation, store.read(|q| Ok(Reply::Decisions(raised(q, self.station.now())?))))
            }
            Effect::LoadBoard { generation } => (generation, store.read(|q| self.board(q))),
            _ => return None,
        };
        let reply = answer.unwrap_or_else(|error: StoreError| Reply::Failed(self.station.failed(&error)));
        Some((generation, reply))
    }

    /// Whether this user may read records; an order office sees its orders and nothing else.
    fn may_read(&self, store: &mut SqliteStore) -> bool {
        store.read(|queries| self.me(queries)).is_ok_and(|me| me.may(Power::Read))
    }

    fn me(&self, queries: &dyn Queries) -> Result<User> {
        queries.user(&self.station.user)?.ok_or_else(|| StoreError::Corrupt("the user is gone".into()))
    }

    fn page(&self, queries: &dyn Queries, filter: &Filter, from: PageStart, limit: usize) -> Result<Reply> {
        let (me, now) = (overview(queries, self.me(queries)?, filter)?, self.station.now());
        let mut rows = match from {
            PageStart::Top => queries.queue_page(&me, filter, None, limit + 1, now)?,
            PageStart::After(place) => queries.queue_page(&me, filter, Some(place), limit + 1, now)?,
            PageStart::Before(place) => {
                let rows = queries.queue_page_before(&me, filter, place, limit, now)?;
                return Ok(Reply::Queue(rows, true));
            }
            PageStart::End => return last_page(queries, &me, filter, limit, now),
            PageStart::At(place) => {
                let before = queries.queue_page_before(&me, filter, place, 1, now)?;
                queries.queue_page(&me, filter, before.first().map(|row| row.place), limit + 1, now)?
            }
        };
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Reply::Queue(rows, more))
    }

    fn counts(&self, queries: &dyn Queries) -> Result<Reply> {
        let now = self.station.now();
        let midnight = instant_of(date_of(now, self.station.zone), NaiveTime::MIN, self.station.zone);
        Ok(Reply::Counts(queries.queue_counts(now)?, queries.my_day(&self.station.user, midnight)?))
    }

    /// The room, whose a call can be, and what of one's own comes today.
    fn room(&self, queries: &dyn Queries) -> Result<Reply> {
        let (now, me) = (self.station.now(), self.me(queries)?);
        let today = date_of(now, self.station.zone);
        let works = |user: &&User| user.may(Power::Work) && user.expires_on.is_none_or(|last| last >= today);
        let users = queries.users()?;
        let working: Vec<&User> = users.iter().filter(works).collect();
        let teams: BTreeSet<&String> = working.iter().filter_map(|user| user.team.as_ref()).collect();
        let named = working.iter().map(|user| (user.name.clone(), user.shown_name().to_owned()));
        let teams = teams.into_iter().map(|team| (Owner::Team(team.clone()).to_string(), team.clone()));
        let leads = (Owner::Leads.to_string(), String::new());
        let owners = named.chain(teams).chain(std::iter::once(leads)).collect();
        let left = left_over(queries, &me, end_of_day(today, self.station.zone), now)?;
        Ok(Reply::Room(Box::new(RoomState { room: room(queries, now)?, owners, left })))
    }

    fn board(&self, queries: &dyn Queries) -> Result<Reply> {
        let now = self.station.now();
        let midnight = instant_of(date_of(now, self.station.zone), NaiveTime::MIN, self.station.zone);
        let me = self.me(queries)?;
        let mut escalated = Vec::new();
        for call in queries.escalated(50)? {
            if let Some(row) = queries.queue_row(&call, &me, now)? {
                escalated.push((call.record, row));
            }
        }
        Ok(Reply::Board(Box::new(Board {
            counts: queries.queue_counts(now)?,
            reasons: queries.reason_counts(now)?,
            outcomes: queries.outcome_counts(midnight, now)?,
            stations: queries.leases()?.into_iter().filter(|row| row.lease.is_live(now)).collect(),
            stranded: stranded(queries, &me, now)?,
            escalated,
        })))
    }
}

fn last_page(queries: &dyn Queries, me: &User, filter: &Filter, limit: usize, now: Moment) -> Result<Reply> {
    let rows = queries.queue_page_before(me, filter, end_of_queue(), limit, now)?;
    Ok(Reply::Queue(rows, false))
}

/// A place behind every other.
fn end_of_queue() -> crate::domain::queue::Place {
    crate::domain::queue::Place {
        tier: crate::domain::queue::Tier::Prefers,
        rank: far_future(),
        created_at: far_future(),
        call: CallId(uuid::Uuid::max()),
    }
}

fn far_future() -> crate::domain::time::Moment {
    chrono::DateTime::from_timestamp_millis(8_000_000_000_000).unwrap_or_default()
}

/// The orders that this user may see: an order office those of its own municipality, whatever was asked for.
fn orders(queries: &dyn Queries, me: &User, filter: &OrderFilter) -> Result<Reply> {
    let mut filter = filter.clone();
    match me.orders_seen() {
        OrdersSeen::All => {}
        OrdersSeen::Of(own) => filter.municipality = Some(own),
        OrdersSeen::None => return Ok(Reply::Orders(Vec::new())),
    }
    Ok(Reply::Orders(queries.orders(&filter, 500)?))
}

fn batches(queries: &dyn Queries) -> Result<Reply> {
    let mut waits = Vec::new();
    let batches = queries.batches(None)?;
    for destination in destinations(&queries.office()?) {
        let waits_here = waiting(queries, &destination)?;
        let is_known = municipality_of(&destination).is_none()
            || waits_here > 0
            || batches.iter().any(|batch| batch.destination == destination);
        if is_known {
            waits.push((destination, waits_here));
        }
    }
    Ok(Reply::Batches(batches, waits))
}

/// The two lines of "why" for a call.
///
/// # Errors
/// Those of the store.
pub fn why(queries: &dyn Queries, station: &Station, call: CallId) -> Result<Why> {
    let user = queries.user(&station.user)?.ok_or_else(|| StoreError::Corrupt("the user is gone".into()))?;
    let Some(call) = queries.call(call)? else { return Ok(Why::default()) };
    let (now, zone, lang) = (station.now(), station.zone, station.lang);
    let ranking = Ranking::of(&station.rules.plan);
    let holder = holder_of(queries, &call, &user.name, now)?;
    let tries = tries_of(queries, &call, now)?;
    let grounds = Grounds { plan: &station.rules.plan, land: queries.office()?.land(), zone, tries: &tries };
    let hindered = not_now(&call, &user, holder, now, &ranking, &grounds);
    Ok(Why {
        stands: say::stands(lang, &stands(&call, &user, now, &ranking), now, zone),
        not_now: hindered.map(|reason| say::not_now(lang, &reason, now, zone)),
    })
}
