//! The office, its users and the counter of a demo's mint.

use rusqlite::{Connection, params};

use super::Session;
use super::row::{find, known, list, parse, print, run, salt_of, touch, value};
use super::shape::user_entity;
use crate::domain::audit::{EntityKind, Touch};
use crate::domain::handling::Signed;
use crate::domain::office::Office;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::store::{Result, StoreError};

fn meta(conn: &Connection, key: &str) -> Result<Option<String>> {
    value(conn, "SELECT value FROM meta WHERE key = ?1", [key])
}

fn put_meta(conn: &Connection, key: &str, value: &str) -> Result<()> {
    run(
        conn,
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
        [key, value],
    )
    .map(drop)
}

pub(super) fn office(conn: &Connection) -> Result<Office> {
    parse("office", &meta(conn, "office")?.ok_or_else(|| StoreError::Corrupt("there is no office".into()))?)
}

pub(super) fn put_office(conn: &Connection, office: &Office) -> Result<()> {
    put_meta(conn, "office", &print(office)?)
}

pub(super) fn mint_counter(conn: &Connection) -> Result<u64> {
    Ok(meta(conn, "mint_counter")?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

pub(super) fn put_mint_counter(conn: &Connection, counter: u64) -> Result<()> {
    put_meta(conn, "mint_counter", &counter.to_string())
}

pub(super) fn shift_note(conn: &Connection) -> Result<Option<Signed>> {
    let note: Option<Signed> = meta(conn, "shift_note")?.map(|text| parse("shift note", &text)).transpose()?;
    Ok(note.filter(|note| !note.text.is_empty()))
}

pub(super) fn put_shift_note(conn: &Connection, note: &Signed) -> Result<()> {
    put_meta(conn, "shift_note", &print(note)?)
}

pub(super) fn upkeep(conn: &Connection) -> Result<Upkeep> {
    Ok(meta(conn, "upkeep")?.map(|text| parse("upkeep", &text)).transpose()?.unwrap_or_default())
}

pub(super) fn put_upkeep(conn: &Connection, upkeep: &Upkeep) -> Result<()> {
    put_meta(conn, "upkeep", &print(upkeep)?)
}

/// A number kept in the table of odds and ends, raised by one.
pub(super) fn next_number(conn: &Connection, key: &str) -> Result<i64> {
    let next = meta(conn, key)?.and_then(|text| text.parse::<i64>().ok()).unwrap_or(0) + 1;
    put_meta(conn, key, &next.to_string())?;
    Ok(next)
}

pub(super) fn user(conn: &Connection, name: &str) -> Result<Option<User>> {
    find(conn, "user", "SELECT doc FROM user WHERE name = ?1", [name])
}

pub(super) fn users(conn: &Connection) -> Result<Vec<User>> {
    list(conn, "user", "SELECT doc FROM user ORDER BY name", [])
}

pub(super) fn put_user(session: &Session, user: &User) -> Result<Touch> {
    let id = user_entity(&user.name);
    let doc = print(user)?;
    let known = known(session.conn, "SELECT salt, doc, n FROM user WHERE id = ?1", id)?;
    let salt = salt_of(session, known.as_ref());
    run(
        session.conn,
        "INSERT INTO user (id, name, salt, doc) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, doc = excluded.doc",
        params![id.as_bytes(), user.name, salt, doc],
    )?;
    Ok(touch(EntityKind::User, id, &salt, &doc))
}
