//! The reading half of the port; each verb is a statement of its noun.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Session, call, event, lease, message, office, order, outbox, person, queue, record, report, search, sheet, station,
};
use crate::domain::audit::{Event, Hash, Head};
use crate::domain::batch::Batch;
use crate::domain::call::{Attempt, Call, Reason};
use crate::domain::handling::{Pause, Signed};
use crate::domain::id::{
    ActionId, AttemptId, CallId, ExternalId, HouseholdId, ImportId, InstitutionId, OrderId, PersonId, RecordId,
    Reference,
};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::Unread;
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::{Filter, Place};
use crate::domain::record::Record;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::domain::view::{
    MyDay, OrderFilter, OrderRow, OutcomeCounts, QueueCounts, QueueRow, ReasonCounts, RecordSheet, SearchHit,
    StationRow, UnplacedRow,
};
use crate::store::{Queries, Result};

impl Queries for Session<'_> {
    fn office(&self) -> Result<Office> {
        office::office(self.conn)
    }

    fn each_open_call(&self, visit: &mut dyn FnMut(Call) -> Result<()>) -> Result<()> {
        call::each_open(self.conn, visit)
    }

    fn waiting_by_hour(&self, now: Moment) -> Result<Vec<(Moment, u64)>> {
        report::waiting_by_hour(self.conn, now)
    }

    fn rather_waiting(&self) -> Result<u64> {
        report::rather_waiting(self.conn)
    }

    fn upkeep(&self) -> Result<Upkeep> {
        office::upkeep(self.conn)
    }

    fn mint_counter(&self) -> Result<u64> {
        office::mint_counter(self.conn)
    }

    fn user(&self, name: &str) -> Result<Option<User>> {
        office::user(self.conn, name)
    }

    fn users(&self) -> Result<Vec<User>> {
        office::users(self.conn)
    }

    fn person(&self, id: PersonId) -> Result<Option<Person>> {
        person::person(self.conn, id)
    }

    fn record(&self, id: RecordId) -> Result<Option<Record>> {
        record::record(self.conn, id)
    }

    fn record_by_reference(&self, reference: Reference) -> Result<Option<Record>> {
        record::by_reference(self.conn, reference)
    }

    fn records_by_external(&self, id: &ExternalId) -> Result<Vec<Record>> {
        record::by_external(self.conn, id)
    }

    fn records_of(&self, person: PersonId) -> Result<Vec<Record>> {
        record::of_person(self.conn, person)
    }

    fn people_by_external(&self, id: &ExternalId) -> Result<Vec<PersonId>> {
        person::by_external(self.conn, id)
    }

    fn people_by_birth(&self, name_key: &str, birth: NaiveDate) -> Result<Vec<PersonId>> {
        person::by_birth(self.conn, name_key, birth)
    }

    fn people_by_number(&self, name_key: &str, e164: &str) -> Result<Vec<PersonId>> {
        person::by_number(self.conn, name_key, e164)
    }

    fn people_at(&self, address_key: &str, e164: &str) -> Result<Vec<PersonId>> {
        person::at(self.conn, address_key, e164)
    }

    fn contacts_of(&self, case: RecordId) -> Result<Vec<Record>> {
        record::of_case(self.conn, case)
    }

    fn people_by_name(&self, name_key: &str, limit: usize) -> Result<Vec<PersonId>> {
        person::by_name(self.conn, name_key, limit)
    }

    fn people_after(&self, after: Option<PersonId>, limit: usize) -> Result<Vec<Person>> {
        person::after(self.conn, after, limit)
    }

    fn people_unplaced(&self, limit: usize) -> Result<Vec<UnplacedRow>> {
        person::unplaced(self.conn, limit)
    }

    fn household_members(&self, id: HouseholdId) -> Result<Vec<PersonId>> {
        person::members(self.conn, id)
    }

    fn household(&self, id: HouseholdId) -> Result<Option<Household>> {
        person::household(self.conn, id)
    }

    fn institution(&self, id: InstitutionId) -> Result<Option<Institution>> {
        person::institution(self.conn, id)
    }

    fn institution_by_name(&self, name: &str) -> Result<Option<Institution>> {
        person::institution_by_name(self.conn, name)
    }

    fn call(&self, id: CallId) -> Result<Option<Call>> {
        call::call(self.conn, id)
    }

    fn calls_of(&self, record: RecordId) -> Result<Vec<Call>> {
        call::of_record(self.conn, record)
    }

    fn open_calls_on(&self, e164: &str) -> Result<Vec<Call>> {
        call::open_on(self.conn, e164)
    }

    fn open_calls_in(&self, household: HouseholdId) -> Result<Vec<Call>> {
        call::open_in(self.conn, household)
    }

    fn open_calls_at(&self, institution: InstitutionId) -> Result<Vec<Call>> {
        call::open_at(self.conn, institution)
    }

    fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>> {
        call::attempt(self.conn, id)
    }

    fn attempts_of(&self, record: RecordId) -> Result<Vec<Attempt>> {
        call::attempts_of(self.conn, record)
    }

    fn tries_on(&self, e164: &str, since: Moment) -> Result<Vec<Moment>> {
        call::tries_on(self.conn, e164, since)
    }

    fn order(&self, id: OrderId) -> Result<Option<Order>> {
        order::order(self.conn, id)
    }

    fn order_by_number(&self, number: &str) -> Result<Option<Order>> {
        order::by_number(self.conn, number)
    }

    fn last_order_number(&self, authority: &str, year: i32) -> Result<u32> {
        order::last_number(self.conn, authority, year)
    }

    fn orders_of(&self, person: PersonId) -> Result<Vec<Order>> {
        order::of_person(self.conn, person)
    }

    fn orders(&self, filter: &OrderFilter, limit: usize) -> Result<Vec<OrderRow>> {
        order::orders(self.conn, filter, limit)
    }

    fn notes_of(&self, record: RecordId) -> Result<Vec<Note>> {
        record::notes_of(self.conn, record)
    }

    fn queue_page(
        &self,
        user: &User,
        filter: &Filter,
        after: Option<Place>,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>> {
        queue::page(self.conn, user, filter, after, limit, now)
    }

    fn queue_page_before(
        &self,
        user: &User,
        filter: &Filter,
        before: Place,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>> {
        queue::page_before(self.conn, user, filter, before, limit, now)
    }

    fn walk_queue(&self, user: &User, filter: &Filter, visit: &mut dyn FnMut(Call) -> Result<bool>) -> Result<()> {
        queue::walk(self.conn, user, filter, visit)
    }

    fn escalated(&self, limit: usize) -> Result<Vec<Call>> {
        call::escalated(self.conn, limit)
    }

    fn open_calls_for(&self, reason: Reason, limit: usize) -> Result<Vec<Call>> {
        call::open_for(self.conn, reason, limit)
    }

    fn own_calls(&self, user: &str) -> Result<Vec<Call>> {
        call::own(self.conn, user)
    }

    fn pauses(&self) -> Result<Vec<Pause>> {
        station::pauses(self.conn)
    }

    fn shift_note(&self) -> Result<Option<Signed>> {
        office::shift_note(self.conn)
    }

    fn queue_row(&self, call: &Call, user: &User, now: Moment) -> Result<Option<QueueRow>> {
        queue::row(self.conn, call, user, now)
    }

    fn queue_counts(&self, now: Moment) -> Result<QueueCounts> {
        report::queue(self.conn, now)
    }

    fn needs(&self, ready_by: Option<Moment>) -> Result<Vec<(Need, u64)>> {
        report::needs(self.conn, ready_by)
    }

    fn reason_counts(&self, now: Moment) -> Result<ReasonCounts> {
        report::by_reason(self.conn, now)
    }

    fn outcome_counts(&self, from: Moment, to: Moment) -> Result<OutcomeCounts> {
        report::outcomes(self.conn, from, to)
    }

    fn my_day(&self, user: &str, since: Moment) -> Result<MyDay> {
        report::my_day(self.conn, user, since)
    }

    fn lease_of(&self, call: CallId) -> Result<Option<Lease>> {
        lease::of_call(self.conn, call)
    }

    fn lease(&self, token: i64) -> Result<Option<Lease>> {
        lease::lease(self.conn, token)
    }

    fn lease_of_station(&self, station: &str) -> Result<Option<Lease>> {
        lease::of_station(self.conn, station)
    }

    fn parked_lease_of(&self, station: &str) -> Result<Option<Lease>> {
        lease::parked_of(self.conn, station)
    }

    fn undo_of(&self, station: &str) -> Result<Option<UndoSet>> {
        message::undo_of(self.conn, station)
    }

    fn unread_messages(&self, station: &str, user: &str, since: Moment) -> Result<Vec<Unread>> {
        message::unread(self.conn, station, user, since)
    }

    fn lease_on(&self, key: &LeaseKey) -> Result<Option<Lease>> {
        lease::on(self.conn, key)
    }

    fn leases(&self) -> Result<Vec<StationRow>> {
        lease::leases(self.conn)
    }

    fn record_sheet(&self, id: RecordId) -> Result<Option<RecordSheet>> {
        sheet::record_sheet(self.conn, id)
    }

    fn search(&self, query: &str, today: NaiveDate, limit: usize) -> Result<Vec<SearchHit>> {
        search::settle(self)?;
        search::search(self.conn, query, today, limit)
    }

    fn head(&self) -> Result<Head> {
        event::head(self.conn)
    }

    fn events_after(&self, seq: u64, limit: usize) -> Result<Vec<Event>> {
        event::after(self.conn, seq, limit)
    }

    fn is_action_known(&self, action: ActionId) -> Result<bool> {
        event::is_action_known(self.conn, action)
    }

    fn sealed_document(&self, entity: Uuid) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
        event::sealed_document(self.conn, entity)
    }

    fn last_commitment(&self, entity: Uuid) -> Result<Option<Hash>> {
        event::last_commitment(self.conn, entity)
    }

    fn batches(&self, destination: Option<&str>) -> Result<Vec<Batch>> {
        outbox::batches(self.conn, destination)
    }

    fn outbox_end(&self) -> Result<u64> {
        outbox::end(self.conn)
    }

    fn outbox_count(&self, first: u64, last: u64) -> Result<u64> {
        outbox::count(self.conn, first, last)
    }

    fn outbox_nth(&self, first: u64, n: u64) -> Result<u64> {
        outbox::nth(self.conn, first, n)
    }

    fn each_revision(&self, first: u64, last: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        outbox::each(self.conn, first, last, visit)
    }

    fn marked_revisions(&self, municipality: &str, first: u64, limit: u64) -> Result<Vec<u64>> {
        outbox::marked(self.conn, municipality, first, limit)
    }

    fn import_of(&self, digest: &Hash) -> Result<Option<ImportId>> {
        outbox::import_of(self.conn, digest)
    }

    fn calls_missed(&self, now: Moment, limit: usize) -> Result<Vec<Call>> {
        call::missed(self.conn, now, limit)
    }

    fn calls_too_late(&self, today: NaiveDate, limit: usize) -> Result<Vec<Call>> {
        call::too_late(self.conn, today, limit)
    }

    fn orders_past(&self, today: NaiveDate, limit: usize) -> Result<Vec<Order>> {
        order::past(self.conn, today, limit)
    }

    fn next_wake(&self) -> Result<Option<Moment>> {
        call::next_wake(self.conn)
    }
}
