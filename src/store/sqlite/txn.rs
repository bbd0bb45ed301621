//! The writing half of the port; each verb is a statement of its noun.

use super::{Session, call, event, lease, message, office, order, outbox, person, record, station};
use crate::domain::audit::{Draft, Event, Hash, Touch};
use crate::domain::batch::Batch;
use crate::domain::call::{Attempt, Call};
use crate::domain::handling::{Pause, Signed};
use crate::domain::id::{CallId, ImportId, RecordId};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::Message;
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::Ranking;
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::store::{Queries, Result, Txn};

impl Txn for Session<'_> {
    fn queries(&self) -> &dyn Queries {
        self
    }

    fn put_office(&mut self, office: &Office) -> Result<()> {
        office::put_office(self.conn, office)
    }

    fn put_mint_counter(&mut self, counter: u64) -> Result<()> {
        office::put_mint_counter(self.conn, counter)
    }

    fn put_user(&mut self, user: &User) -> Result<Touch> {
        office::put_user(self, user)
    }

    fn put_person(&mut self, person: &Person) -> Result<Touch> {
        person::put(self, person)
    }

    fn put_record(&mut self, record: &Record) -> Result<Touch> {
        record::put(self, record)
    }

    fn put_call(&mut self, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch> {
        call::put(self, call, now, ranking)
    }

    fn put_attempt(&mut self, attempt: &Attempt) -> Result<Touch> {
        call::put_attempt(self, attempt)
    }

    fn put_order(&mut self, order: &Order) -> Result<Touch> {
        order::put(self, order)
    }

    fn put_note(&mut self, note: &Note) -> Result<Touch> {
        record::put_note(self, note)
    }

    fn put_household(&mut self, household: &Household) -> Result<Touch> {
        person::put_household(self, household)
    }

    fn put_institution(&mut self, institution: &Institution) -> Result<Touch> {
        person::put_institution(self, institution)
    }

    fn raise_order_number(&mut self, authority: &str, year: i32, at_least: u32) -> Result<()> {
        order::raise_number(self.conn, authority, year, at_least)
    }

    fn next_token(&mut self) -> Result<i64> {
        office::next_number(self.conn, "token")
    }

    fn put_lease(&mut self, lease: &Lease, keys: &[LeaseKey]) -> Result<()> {
        lease::put(self.conn, lease, keys)
    }

    fn renew_lease(&mut self, lease: &Lease) -> Result<()> {
        lease::renew(self.conn, lease)
    }

    fn end_lease(&mut self, token: i64) -> Result<()> {
        lease::end(self.conn, token)
    }

    fn promote(&mut self, now: Moment, ranking: &Ranking, limit: usize) -> Result<usize> {
        call::promote(self.conn, now, ranking, limit)
    }

    fn rerank(&mut self, behind: CallId, now: Moment, ranking: &Ranking, limit: usize) -> Result<Option<CallId>> {
        call::rerank(self.conn, behind, now, ranking, limit)
    }

    fn put_upkeep(&mut self, upkeep: &Upkeep) -> Result<()> {
        office::put_upkeep(self.conn, upkeep)
    }

    fn append_event(&mut self, draft: Draft, touches: Vec<Touch>) -> Result<Event> {
        event::put(self, draft, touches)
    }

    fn put_revision(&mut self, record: RecordId, revision: u32, snapshot: &[u8]) -> Result<u64> {
        outbox::put_revision(self.conn, record, revision, snapshot)
    }

    fn mark_revision(&mut self, place: u64, municipality: &str) -> Result<()> {
        outbox::mark(self.conn, place, municipality)
    }

    fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        outbox::put_batch(self.conn, batch)
    }

    fn put_import(&mut self, id: ImportId, digest: &Hash, at: Moment, summary: &str) -> Result<()> {
        outbox::put_import(self.conn, id, digest, at, summary)
    }

    fn put_pause(&mut self, pause: &Pause) -> Result<()> {
        station::put_pause(self.conn, pause)
    }

    fn end_pause(&mut self, station: &str) -> Result<()> {
        station::end_pause(self.conn, station)
    }

    fn put_shift_note(&mut self, note: &Signed) -> Result<()> {
        office::put_shift_note(self.conn, note)
    }

    fn put_message(&mut self, message: &Message) -> Result<i64> {
        message::put(self.conn, message)
    }

    fn confirm_message(&mut self, n: i64, user: &str, at: Moment) -> Result<()> {
        message::confirm(self.conn, n, user, at)
    }

    fn put_undo(&mut self, station: &str, set: &UndoSet) -> Result<()> {
        message::put_undo(self.conn, station, set)
    }

    fn drop_undo(&mut self, station: &str) -> Result<()> {
        message::drop_undo(self.conn, station)
    }
}
