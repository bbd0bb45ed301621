//! Records, and the notes on them.

use rusqlite::{Connection, params};

use super::Session;
use super::row::{day, find, known, list, parse, print, row_number, run, salt_of, touch};
use super::{call, search};
use crate::domain::audit::{EntityKind, Touch};
use crate::domain::id::{ExternalId, PersonId, RecordId, Reference};
use crate::domain::note::Note;
use crate::domain::record::Record;
use crate::store::Result;

pub(super) fn record(conn: &Connection, id: RecordId) -> Result<Option<Record>> {
    find(conn, "record", "SELECT doc FROM record WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn by_reference(conn: &Connection, reference: Reference) -> Result<Option<Record>> {
    find(conn, "record", "SELECT doc FROM record WHERE reference = ?1", [reference.number() as i64])
}

pub(super) fn by_external(conn: &Connection, id: &ExternalId) -> Result<Vec<Record>> {
    list(
        conn,
        "record",
        "SELECT r.doc FROM record_external x JOIN record r ON r.n = x.record
         WHERE x.value = ?1 AND x.system = ?2 ORDER BY r.id",
        [&id.value, &id.system],
    )
}

pub(super) fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<Record>> {
    let mut records: Vec<Record> =
        list(conn, "record", "SELECT doc FROM record WHERE person = ?1", [person.0.as_bytes()])?;
    records.sort_by_key(|record| (record.created_at, record.id));
    Ok(records)
}

pub(super) fn put(session: &Session, record: &Record) -> Result<Touch> {
    let conn = session.conn;
    let doc = print(record)?;
    let known = known(conn, "SELECT salt, doc, n FROM record WHERE id = ?1", record.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        conn,
        "INSERT INTO record (id, reference, person, follow_up_until, salt, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET reference = excluded.reference, person = excluded.person,
                 follow_up_until = excluded.follow_up_until, doc = excluded.doc",
        params![
            record.id.0.as_bytes(),
            record.reference.number() as i64,
            record.person.0.as_bytes(),
            record.follow_up_until.map(day),
            salt,
            doc
        ],
    )?;
    let n = row_number(conn, known.as_ref());
    let before = known.as_ref().map(|known| parse::<Record>("record", &known.doc)).transpose()?;
    put_identifiers(conn, n, before.as_ref(), record)?;
    if before.as_ref().is_some_and(|before| before.follow_up_until != record.follow_up_until) {
        call::move_useful_until(conn, record)?;
    }
    search::refresh(session, n, record, before.is_none())?;
    Ok(touch(EntityKind::Record, record.id.0, &salt, &doc))
}

fn put_identifiers(conn: &Connection, n: i64, before: Option<&Record>, after: &Record) -> Result<()> {
    let old = before.map(|record| record.external_ids.as_slice()).unwrap_or_default();
    for gone in old.iter().filter(|id| !after.external_ids.contains(id)) {
        run(
            conn,
            "DELETE FROM record_external WHERE value = ?1 AND system = ?2 AND record = ?3",
            params![gone.value, gone.system, n],
        )?;
    }
    for added in after.external_ids.iter().filter(|id| !old.contains(id)) {
        run(
            conn,
            "INSERT OR IGNORE INTO record_external (value, system, record) VALUES (?1, ?2, ?3)",
            params![added.value, added.system, n],
        )?;
    }
    Ok(())
}

pub(super) fn notes_of(conn: &Connection, record: RecordId) -> Result<Vec<Note>> {
    list(conn, "note", "SELECT doc FROM note WHERE record = ?1 ORDER BY at, id", [record.0.as_bytes()])
}

pub(super) fn put_note(session: &Session, note: &Note) -> Result<Touch> {
    let doc = print(note)?;
    let known = known(session.conn, "SELECT salt, doc, n FROM note WHERE id = ?1", note.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        session.conn,
        "INSERT INTO note (id, record, at, salt, doc) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET record = excluded.record, at = excluded.at, doc = excluded.doc",
        params![note.id.0.as_bytes(), note.record.0.as_bytes(), note.at.timestamp_millis(), salt, doc],
    )?;
    Ok(touch(EntityKind::Note, note.id.0, &salt, &doc))
}
