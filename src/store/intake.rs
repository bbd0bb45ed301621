//! Takes rows in: finds whom a row is about, lets the domain decide what it means, saves it with one event a chunk.

use std::collections::BTreeMap;

use crate::domain::audit::{Draft, Hash, Touch};
use crate::domain::call::CallState;
use crate::domain::decide::{Ctx, permit};
use crate::domain::fold::{fold, name_key};
use crate::domain::id::{ActionId, HouseholdId, ImportId, InstitutionId, PersonId};
use crate::domain::import::{Known, Source, Taken, Verdict, changed_by_hand, renumbered, take};
use crate::domain::intake::{IncomingRow, RowWarning};
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::Ranking;
use crate::domain::record::{ExtraField, Record};

use super::perform::{Actor, NotDone, follow, put_revision, with_ctx};
use super::{Queries, StoreError, Txn, address_key};

/// System and column under which our own flat list names a record and its revision, and what it is called as a source.
const OWN_ID: &str = "rufliste";
const REVISION: &str = "revision";
const OWN_EDITION: &str = "records";

/// Others of the same name that a warning names at most.
const NAMED: usize = 3;

/// Counts of an import. read = added + changed + unchanged + refused; refused is counted by the reader of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records added.
    pub added: u64,
    /// Records changed.
    pub changed: u64,
    /// Records known as they are.
    pub unchanged: u64,
    /// Records added without a call, because nothing is left to call about.
    pub without_call: u64,
    /// Open calls added.
    pub calls: u64,
}

impl Counts {
    /// Adds the counts of another chunk.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
            without_call: self.without_call + other.without_call,
            calls: self.calls + other.calls,
        }
    }
}

/// Takes a chunk of rows in, in the transaction that is open, and writes one event about it.
///
/// # Errors
/// Refused unless the user may import; failures of the store. Nothing of the chunk is saved then.
pub fn take_chunk(
    txn: &mut dyn Txn,
    rows: &[IncomingRow],
    source: &Source,
    actor: &Actor<'_>,
) -> Result<(Counts, Vec<RowWarning>), NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        permit(ctx, crate::domain::user::Power::Work)?;
        let mut chunk = Chunk {
            ranking: Ranking::of(&ctx.rules.plan),
            touches: BTreeMap::new(),
            counts: Counts::default(),
            warnings: Vec::new(),
        };
        for row in rows {
            chunk.take(txn, row, source, ctx)?;
        }
        let Chunk { touches, counts, warnings, .. } = chunk;
        if !touches.is_empty() {
            txn.append_event(draft(source.import, counts, ctx), touches.into_values().collect())?;
        }
        Ok((counts, warnings))
    })
}

fn draft(import: ImportId, counts: Counts, ctx: &Ctx<'_>) -> Draft {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    Draft {
        action: ActionId::mint(ctx.now, ctx.mint),
        at: ctx.now,
        user: ctx.user.name.clone(),
        station: ctx.station.to_owned(),
        kind: "imported".to_owned(),
        record: None,
        facts: BTreeMap::from([
            fact("import", import.to_string()),
            fact("added", counts.added.to_string()),
            fact("changed", counts.changed.to_string()),
        ]),
    }
}

struct Chunk {
    ranking: Ranking,
    touches: BTreeMap<uuid::Uuid, Touch>,
    counts: Counts,
    warnings: Vec<RowWarning>,
}

impl Chunk {
    fn take(&mut self, txn: &mut dyn Txn, row: &IncomingRow, source: &Source, ctx: &Ctx<'_>) -> Result<(), NotDone> {
        let own = own_record(txn.queries(), row)?;
        if let Some(record) = own.as_ref().filter(|record| revision(&row.extra).is_none_or(|of| of >= record.revision))
            && let Some(person) = txn.person(record.person)?
        {
            self.warnings.extend(changed_by_hand(row, &person, record, ctx));
        }
        let known = if own.is_some() { None } else { Some(find(txn.queries(), row, source)?) };
        let Some(known) = known.filter(|known| source.system != OWN_EDITION || !is_older(row, known.as_ref())) else {
            self.counts.unchanged += 1;
            return Ok(());
        };
        let is_new_person = known.is_none();
        let numbers_before = known.as_ref().map(|known| numbers_of(&known.person));
        let mut taken = take(row, known, source, ctx);
        self.warnings.append(&mut taken.warnings);
        match taken.verdict {
            Verdict::Unchanged => {
                self.counts.unchanged += 1;
                return Ok(());
            }
            Verdict::Changed => self.counts.changed += 1,
            Verdict::Added => self.counts.added += 1,
        }
        if is_new_person {
            // People of one institution share address and switchboard, and are no household for that.
            if row.institution.is_none() {
                self.join_household(txn, &mut taken.person, ctx)?;
            }
            self.near_match(txn.queries(), row, &taken.person)?;
        }
        self.join_institution(txn, row, &mut taken.person, ctx)?;
        let numbers = numbers_of(&taken.person);
        if numbers_before.is_some_and(|before| numbers.iter().any(|number| !before.contains(number))) {
            self.renumber(txn, &taken.person, ctx)?;
        }
        self.save(txn, taken, ctx)
    }

    fn touch(&mut self, touch: Touch) {
        self.touches.insert(touch.entity, touch);
    }

    fn save(&mut self, txn: &mut dyn Txn, taken: Taken, ctx: &Ctx<'_>) -> Result<(), NotDone> {
        let Taken { person, mut record, call, note, order, without_call, .. } = taken;
        self.counts.without_call += u64::from(without_call);
        let has_moved = txn.person(person.id)?.is_some_and(|before| before.stays_at() != person.stays_at());
        let touch = txn.put_person(&person)?;
        self.touch(touch);
        let touch = put_with_free_reference(txn, &mut record, ctx)?;
        self.touch(touch);
        if let Some(order) = order {
            let touch = txn.put_order(&order)?;
            self.touch(touch);
        }
        if let Some(note) = note {
            let touch = txn.put_note(&note)?;
            self.touch(touch);
        }
        if let Some(mut call) = call {
            call.household = person.household;
            call.institution = person.institution;
            self.counts.calls += 1;
            let touch = txn.put_call(&call, ctx.now, &self.ranking)?;
            self.touch(touch);
        }
        let mut raised = if record.revision > 0 { vec![record] } else { Vec::new() };
        if has_moved {
            for touch in follow(txn, &person, &mut raised, ctx)? {
                self.touch(touch);
            }
        }
        for record in raised {
            put_revision(txn, record, ctx.now)?;
        }
        Ok(())
    }

    /// The open calls of a person who can be reached on one number more.
    fn renumber(&mut self, txn: &mut dyn Txn, person: &Person, ctx: &Ctx<'_>) -> Result<(), NotDone> {
        for record in txn.records_of(person.id)? {
            let calls = txn.calls_of(record.id)?;
            for call in renumbered(&calls, &record, person, ctx) {
                self.counts.calls += u64::from(calls.iter().all(|known| known.id != call.id));
                let touch = txn.put_call(&call, ctx.now, &self.ranking)?;
                self.touch(touch);
            }
        }
        Ok(())
    }

    /// People of one address and one number are a household.
    fn join_household(&mut self, txn: &mut dyn Txn, person: &mut Person, ctx: &Ctx<'_>) -> Result<(), NotDone> {
        let Some(key) = address_key(person) else { return Ok(()) };
        let numbers: Vec<String> = person.phones.iter().filter_map(|phone| phone.e164.clone()).collect();
        for number in numbers {
            let Some(mate) = txn.people_at(&key, &number)?.first().copied() else { continue };
            let Some(mut mate) = txn.person(mate)? else { continue };
            let household = match mate.household {
                Some(household) => household,
                None => self.found_household(txn, &mut mate, ctx)?,
            };
            person.household = Some(household);
            return Ok(());
        }
        Ok(())
    }

    fn found_household(
        &mut self,
        txn: &mut dyn Txn,
        first: &mut Person,
        ctx: &Ctx<'_>,
    ) -> Result<HouseholdId, NotDone> {
        let id = HouseholdId::mint(ctx.now, ctx.mint);
        let touch = txn.put_household(&Household { id, name: first.household_name() })?;
        self.touch(touch);
        first.household = Some(id);
        let touch = txn.put_person(first)?;
        self.touch(touch);
        for record in txn.records_of(first.id)? {
            for mut call in txn.calls_of(record.id)?.into_iter().filter(|call| call.state == CallState::Open) {
                call.household = Some(id);
                let touch = txn.put_call(&call, ctx.now, &self.ranking)?;
                self.touch(touch);
            }
        }
        Ok(id)
    }

    fn join_institution(
        &mut self,
        txn: &mut dyn Txn,
        row: &IncomingRow,
        person: &mut Person,
        ctx: &Ctx<'_>,
    ) -> Result<(), NotDone> {
        let Some(name) = row.institution.as_deref().filter(|_| person.institution.is_none()) else { return Ok(()) };
        let known = txn.institution_by_name(&fold(name))?;
        if let Some(known) = known {
            person.institution = Some(known.id);
            return Ok(());
        }
        let institution = Institution {
            id: InstitutionId::mint(ctx.now, ctx.mint),
            name: name.to_owned(),
            kind: "other".to_owned(),
            contact_person: String::new(),
            address: None,
            phone: None,
        };
        person.institution = Some(institution.id);
        let touch = txn.put_institution(&institution)?;
        self.touch(touch);
        Ok(())
    }

    /// Flags a new person whose name is known already.
    fn near_match(&mut self, queries: &dyn Queries, row: &IncomingRow, person: &Person) -> Result<(), NotDone> {
        let mut references = Vec::new();
        for known in queries.people_by_name(&name_key(&person.last_name, &person.first_name), NAMED)? {
            references.extend(queries.records_of(known)?.first().map(|record| record.reference.to_string()));
        }
        if !references.is_empty() {
            self.warnings.push(RowWarning {
                line: row.line,
                column: 0,
                field: "last_name".to_owned(),
                reason_key: "warning-near-match",
                text: references.join(", "),
            });
        }
        Ok(())
    }
}

/// Saves a record; a reference that is taken is drawn again.
fn put_with_free_reference(txn: &mut dyn Txn, record: &mut Record, ctx: &Ctx<'_>) -> Result<Touch, StoreError> {
    for _ in 0..8 {
        match txn.put_record(record) {
            Err(StoreError::Taken(_)) => record.reference = crate::domain::id::Reference::mint(ctx.mint),
            other => return other,
        }
    }
    txn.put_record(record)
}

/// The record of this very office that a row is of, as its own edition has it.
fn own_record(queries: &dyn Queries, row: &IncomingRow) -> Result<Option<Record>, StoreError> {
    let named = row.external_ids.iter().find(|id| id.system == OWN_ID).and_then(|id| id.value.parse().ok());
    Ok(named.map(|id| queries.record(id)).transpose()?.flatten())
}

fn revision(extra: &[ExtraField]) -> Option<u32> {
    extra.iter().find(|field| field.name == REVISION)?.value.parse().ok()
}

/// Whether a row of our own edition is an earlier revision than the one that came in before.
fn is_older(row: &IncomingRow, known: Option<&Known>) -> bool {
    let before = known.and_then(|known| known.record.as_ref()).and_then(|record| revision(&record.extra));
    before.zip(revision(&row.extra)).is_some_and(|(before, now)| now < before)
}

/// Whom a row is about: by external id, else name and birth date, else name and number.
fn find(queries: &dyn Queries, row: &IncomingRow, source: &Source) -> Result<Option<Known>, StoreError> {
    for id in &row.external_ids {
        if let Some(record) = queries.records_by_external(id)?.into_iter().next() {
            return known(queries, record.person, Some(record), row);
        }
    }
    let Some(person) = find_person(queries, row)? else { return Ok(None) };
    let disease = row.disease.unwrap_or(source.disease);
    let records = queries.records_of(person)?;
    let same = records.into_iter().find(|record| record.kind == row.kind && record.disease == disease);
    known(queries, person, same, row)
}

fn find_person(queries: &dyn Queries, row: &IncomingRow) -> Result<Option<PersonId>, StoreError> {
    let numbers: Vec<&str> = row.phones.iter().filter_map(|phone| phone.e164.as_deref()).collect();
    same_person(queries, &name_key(&row.last_name, &row.first_name), row.birth, &numbers)
}

/// Who is the same: folded name and birth date, else folded name and number as long as no other birth date is known.
pub(super) fn same_person(
    queries: &dyn Queries,
    key: &str,
    birth: Option<chrono::NaiveDate>,
    numbers: &[&str],
) -> Result<Option<PersonId>, StoreError> {
    if key.is_empty() {
        return Ok(None);
    }
    if let Some(birth) = birth
        && let Some(found) = queries.people_by_birth(key, birth)?.first()
    {
        return Ok(Some(*found));
    }
    for number in numbers {
        for found in queries.people_by_number(key, number)? {
            if birth.is_none() || queries.person(found)?.is_some_and(|person| person.birth.is_none()) {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn numbers_of(person: &Person) -> Vec<String> {
    person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect()
}

fn known(
    queries: &dyn Queries,
    person: PersonId,
    record: Option<Record>,
    row: &IncomingRow,
) -> Result<Option<Known>, StoreError> {
    let Some(person) = queries.person(person)? else { return Ok(None) };
    let office_set = queries.records_of(person.id)?.into_iter().flat_map(|record| record.office_set).collect();
    let orders = queries.orders_of(person.id)?;
    let notes = match record.as_ref().filter(|_| row.note.is_some()) {
        Some(record) => queries.notes_of(record.id)?,
        None => Vec::new(),
    };
    Ok(Some(Known { person, record, office_set, orders, notes }))
}

/// Marks a file as completely taken in.
///
/// # Errors
/// Those of the store.
pub fn complete(
    txn: &mut dyn Txn,
    import: ImportId,
    digest: &Hash,
    counts: Counts,
    actor: &Actor<'_>,
) -> Result<(), NotDone> {
    let summary = format!("added {} changed {} unchanged {}", counts.added, counts.changed, counts.unchanged);
    Ok(txn.put_import(import, digest, actor.now, &summary)?)
}
