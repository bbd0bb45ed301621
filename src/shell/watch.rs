//! What others, and time, have changed since the last look: told by the events behind the last one that was seen, so that
//! only what shows it is fetched again. Somebody who only says that they are there, or reads, changes nothing.

use crate::domain::audit::EntityKind;
use crate::domain::queue::is_mine;
use crate::domain::time::Moment;
use crate::store::room::is_behind;
use crate::store::sqlite::SqliteStore;
use crate::store::{Queries, Result, Store, StoreError};
use crate::tui::msg::Touched;

use super::desk::Station;

/// More events than this at once, and everything is fetched again.
const MANY: usize = 200;
/// More records than this at once, and it is not asked where each of them stands.
const PLACED: usize = 20;
/// Kinds of events that nobody's screen shows.
const SILENT: [&str; 2] = ["opened", "told_all"];

/// What was known at the last look.
pub struct Watch {
    seq: u64,
    due: Option<Moment>,
    held: Vec<String>,
    lease_end: Option<Moment>,
}

/// What a look has found.
pub struct Look {
    /// What was touched.
    pub touched: Touched,
    /// Time, or somebody's leaving, has made calls ready that the index does not know yet.
    pub is_behind: bool,
}

impl Watch {
    /// Begins with what stands in the database now.
    pub fn new(store: &mut SqliteStore) -> Self {
        let head = store.read(|queries| Ok::<_, StoreError>(queries.head()?.seq));
        Self { seq: head.unwrap_or(0), due: None, held: Vec::new(), lease_end: None }
    }

    /// Looks again; `is_changed` says whether anything was committed since.
    ///
    /// # Errors
    /// Those of the store.
    pub fn look(&mut self, queries: &dyn Queries, station: &Station, is_changed: bool) -> Result<Look> {
        let now = station.now();
        let mut touched = if is_changed { self.events(queries, station)? } else { Touched::default() };
        let (due, held) = (queries.next_wake()?, queries.held_for()?);
        let is_behind = is_behind(queries, now)?;
        // Another station has brought the queue up before this one saw that it was due.
        let by_others = self.due.is_some_and(|at| at <= now) || held.len() < self.held.len();
        touched.calls |= by_others && !is_behind;
        touched.places = touched.places.filter(|_| !by_others);
        // While nobody has done it yet, what was due stays so.
        if !is_behind {
            (self.due, self.held) = (due, held);
        } else if due.is_some_and(|at| at <= now) {
            self.due = due;
        }
        touched.ended = self.lease_end.is_some_and(|at| at <= now);
        self.lease_end = queries.next_lease_end(now)?;
        Ok(Look { touched, is_behind })
    }

    fn events(&mut self, queries: &dyn Queries, station: &Station) -> Result<Touched> {
        let events = queries.events_after(self.seq, MANY)?;
        if events.len() == MANY {
            self.seq = queries.head()?.seq;
            return Ok(Touched::everything());
        }
        self.seq = events.last().map_or(self.seq, |event| event.seq);
        let mut touched = Touched { places: Some(Vec::new()), ..Touched::default() };
        for event in &events {
            // What this station did its own answers tell.
            let is_own = event.draft.station == station.name && event.draft.user == station.user;
            if is_own || SILENT.contains(&event.draft.kind.as_str()) {
                continue;
            }
            touched.records.extend(event.draft.record.map(crate::domain::id::RecordId));
            touched.room = true;
            touched.batches |= event.draft.kind.starts_with("batch_");
            for touch in &event.touches {
                match touch.kind {
                    EntityKind::Call | EntityKind::Attempt => touched.calls = true,
                    EntityKind::Person | EntityKind::Household | EntityKind::Institution => touched.people = true,
                    EntityKind::Order => touched.orders = true,
                    EntityKind::Record => touched.batches = true,
                    EntityKind::Note | EntityKind::User => {}
                }
            }
        }
        if touched.calls {
            self.place(queries, station, &mut touched)?;
        }
        Ok(touched)
    }

    /// Where the calls of what was touched stand now for this user, and whether any is theirs.
    #[allow(clippy::unused_self)]
    fn place(&self, queries: &dyn Queries, station: &Station, touched: &mut Touched) -> Result<()> {
        let Some(me) = queries.user(&station.user)?.filter(|_| touched.records.len() <= PLACED) else {
            (touched.places, touched.own) = (None, true);
            return Ok(());
        };
        let mut places = Vec::new();
        for record in &touched.records {
            for call in queries.calls_of(*record)? {
                touched.own |= is_mine(&call, &me);
                places.extend(queries.queue_row(&call, &me, station.now())?.map(|row| row.place));
            }
        }
        touched.places = Some(places);
        Ok(())
    }
}
