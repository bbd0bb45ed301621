//! People with their numbers and identifiers; households and institutions.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::Session;
use super::row::{Known, day, document, find, ids, known, list, parse, print, row_number, run, salt_of, touch};
use super::search;
use super::shape::unplaced_row;
use crate::domain::audit::{EntityKind, Touch};
use crate::domain::fold::{fold_loosely, name_key};
use crate::domain::id::{ExternalId, HouseholdId, InstitutionId, PersonId};
use crate::domain::person::{Household, Institution, Person};
use crate::domain::place;
use crate::domain::record::Record;
use crate::domain::view::UnplacedRow;
use crate::store::{Result, address_key};

pub(super) fn person(conn: &Connection, id: PersonId) -> Result<Option<Person>> {
    find(conn, "person", "SELECT doc FROM person WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn by_external(conn: &Connection, id: &ExternalId) -> Result<Vec<PersonId>> {
    people(
        conn,
        "SELECT p.id FROM person_external x JOIN person p ON p.n = x.person
         WHERE x.value = ?1 AND x.system = ?2 ORDER BY p.id",
        [&id.value, &id.system],
    )
}

pub(super) fn by_birth(conn: &Connection, name_key: &str, birth: NaiveDate) -> Result<Vec<PersonId>> {
    people(conn, "SELECT id FROM person WHERE name_key = ?1 AND birth = ?2 ORDER BY id", [name_key, &day(birth)])
}

pub(super) fn by_number(conn: &Connection, name_key: &str, e164: &str) -> Result<Vec<PersonId>> {
    people(
        conn,
        "SELECT p.id FROM person_phone t JOIN person p ON p.n = t.person
         WHERE t.e164 = ?1 AND p.name_key = ?2 ORDER BY p.id",
        [e164, name_key],
    )
}

pub(super) fn at(conn: &Connection, address_key: &str, e164: &str) -> Result<Vec<PersonId>> {
    people(
        conn,
        // The address comes first: a household is small, a switchboard has many.
        "SELECT p.id FROM person p INDEXED BY person_address
         WHERE p.address_key = ?2
             AND EXISTS (SELECT 1 FROM person_phone t WHERE t.e164 = ?1 AND t.person = p.n) ORDER BY p.id",
        [e164, address_key],
    )
}

/// People who answer this number.
pub(super) fn on(conn: &Connection, e164: &str) -> Result<Vec<PersonId>> {
    people(
        conn,
        "SELECT p.id FROM person_phone t JOIN person p ON p.n = t.person WHERE t.e164 = ?1 ORDER BY p.id",
        [e164],
    )
}

pub(super) fn by_name(conn: &Connection, name_key: &str, limit: usize) -> Result<Vec<PersonId>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    people(conn, "SELECT id FROM person WHERE name_key = ?1 ORDER BY id LIMIT ?2", params![name_key, limit])
}

pub(super) fn after(conn: &Connection, after: Option<PersonId>, limit: usize) -> Result<Vec<Person>> {
    let first = after.map_or([0; 16], |id| *id.0.as_bytes());
    list(conn, "person", "SELECT doc FROM person WHERE id > ?1 ORDER BY id LIMIT ?2", params![first, limit as i64])
}

pub(super) fn unplaced(conn: &Connection, limit: usize) -> Result<Vec<UnplacedRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.doc, (SELECT r.doc FROM record r WHERE r.person = p.id ORDER BY r.id LIMIT 1)
         FROM person p INDEXED BY person_unplaced WHERE p.unplaced = 1 ORDER BY p.id LIMIT ?1",
    )?;
    let mut rows = statement.query([limit as i64])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get_ref(1)? == rusqlite::types::ValueRef::Null {
            continue;
        }
        let (person, record): (Person, Record) = (document("person", row, 0)?, document("record", row, 1)?);
        found.extend(unplaced_row(&record, &person));
    }
    Ok(found)
}

pub(super) fn members(conn: &Connection, id: HouseholdId) -> Result<Vec<PersonId>> {
    people(conn, "SELECT id FROM person WHERE household = ?1 ORDER BY id", [id.0.as_bytes()])
}

fn people(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<PersonId>> {
    Ok(ids(conn, sql, params)?.into_iter().map(PersonId).collect())
}

pub(super) fn put(session: &Session, person: &Person) -> Result<Touch> {
    let conn = session.conn;
    let doc = print(person)?;
    let known = known(conn, "SELECT salt, doc, n FROM person WHERE id = ?1", person.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        conn,
        "INSERT INTO person (id, name_key, birth, address_key, household, unplaced, salt, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, birth = excluded.birth,
             address_key = excluded.address_key, household = excluded.household, unplaced = excluded.unplaced,
             doc = excluded.doc",
        params![
            person.id.0.as_bytes(),
            name_key(&person.last_name, &person.first_name),
            person.birth.map(day),
            address_key(person),
            person.household.map(|id| *id.0.as_bytes()),
            place::is_unclear(person),
            salt,
            doc,
        ],
    )?;
    let n = row_number(conn, known.as_ref());
    let before = known.as_ref().map(|known: &Known| parse::<Person>("person", &known.doc)).transpose()?;
    put_numbers(conn, n, before.as_ref(), person)?;
    put_identifiers(conn, n, before.as_ref(), person)?;
    session.keep_person(person);
    // Which household somebody belongs to is not searched for.
    if before.is_some_and(|before| Person { household: person.household, ..before } != *person) {
        search::refresh_person(session, person)?;
    }
    Ok(touch(EntityKind::Person, person.id.0, &salt, &doc))
}

fn put_numbers(conn: &Connection, n: i64, before: Option<&Person>, after: &Person) -> Result<()> {
    let numbers = |person: &Person| -> Vec<String> {
        let mut numbers: Vec<String> = person.phones.iter().filter_map(|phone| phone.e164.clone()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let (old, new) = (before.map(numbers).unwrap_or_default(), numbers(after));
    for gone in old.iter().filter(|number| !new.contains(number)) {
        run(conn, "DELETE FROM person_phone WHERE e164 = ?1 AND person = ?2", params![gone, n])?;
    }
    for added in new.iter().filter(|number| !old.contains(number)) {
        run(conn, "INSERT INTO person_phone (e164, person) VALUES (?1, ?2)", params![added, n])?;
    }
    Ok(())
}

fn put_identifiers(conn: &Connection, n: i64, before: Option<&Person>, after: &Person) -> Result<()> {
    let old = before.map(|person| person.external_ids.as_slice()).unwrap_or_default();
    for gone in old.iter().filter(|id| !after.external_ids.contains(id)) {
        run(
            conn,
            "DELETE FROM person_external WHERE value = ?1 AND system = ?2 AND person = ?3",
            params![gone.value, gone.system, n],
        )?;
    }
    for added in after.external_ids.iter().filter(|id| !old.contains(id)) {
        run(
            conn,
            "INSERT OR IGNORE INTO person_external (value, system, person) VALUES (?1, ?2, ?3)",
            params![added.value, added.system, n],
        )?;
    }
    Ok(())
}

pub(super) fn household(conn: &Connection, id: HouseholdId) -> Result<Option<Household>> {
    find(conn, "household", "SELECT doc FROM household WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn put_household(session: &Session, household: &Household) -> Result<Touch> {
    let doc = print(household)?;
    let known = known(session.conn, "SELECT salt, doc, n FROM household WHERE id = ?1", household.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        session.conn,
        "INSERT INTO household (id, salt, doc) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
        params![household.id.0.as_bytes(), salt, doc],
    )?;
    Ok(touch(EntityKind::Household, household.id.0, &salt, &doc))
}

pub(super) fn institution(conn: &Connection, id: InstitutionId) -> Result<Option<Institution>> {
    find(conn, "institution", "SELECT doc FROM institution WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn institution_by_name(conn: &Connection, name: &str) -> Result<Option<Institution>> {
    let sql = "SELECT doc FROM institution WHERE folded = ?1 ORDER BY id LIMIT 1";
    find(conn, "institution", sql, [fold_loosely(name)])
}

pub(super) fn put_institution(session: &Session, institution: &Institution) -> Result<Touch> {
    let doc = print(institution)?;
    let known = known(session.conn, "SELECT salt, doc, n FROM institution WHERE id = ?1", institution.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        session.conn,
        "INSERT INTO institution (id, folded, salt, doc) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET folded = excluded.folded, doc = excluded.doc",
        params![institution.id.0.as_bytes(), fold_loosely(&institution.name), salt, doc],
    )?;
    Ok(touch(EntityKind::Institution, institution.id.0, &salt, &doc))
}
