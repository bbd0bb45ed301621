//! Search: a trigram index over the haystack of each record. Rows that share all trigrams of a query are checked
//! against the words themselves, so the index needs neither positions nor a second copy of the text.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::Session;
use super::row::{find, run, value};
use super::shape::{BEGIN, END, closeness, is_found, marked, search_hit};
use super::{call, person, record};
use crate::domain::id::RecordId;
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::search::{Part, haystack, parts, tolerant};
use crate::domain::view::SearchHit;
use crate::store::Result;

pub(super) fn search(conn: &Connection, query: &str, today: NaiveDate, limit: usize) -> Result<Vec<SearchHit>> {
    let parts = parts(query, today);
    let exact = search_parts(conn, &parts, limit)?;
    match tolerant(&parts).filter(|_| exact.is_empty()) {
        Some(soft) => search_parts(conn, &soft, limit),
        None => Ok(exact),
    }
}

fn search_parts(conn: &Connection, parts: &[Part], limit: usize) -> Result<Vec<SearchHit>> {
    let common: BTreeSet<String> = parts.iter().flat_map(|part| trigrams(&needle(part))).collect();
    let words: Vec<String> =
        parts.iter().filter_map(|part| if let Part::Text(word) = part { Some(word.clone()) } else { None }).collect();
    let mut found = Found { conn, parts, words: &words, limit, seen: HashSet::new(), hits: Vec::new() };
    for word in &words {
        found.add(0, &common, &format!("{BEGIN}{word}{END}"))?;
    }
    for word in &words {
        found.add(1, &common, &format!("{BEGIN}{BEGIN}{word}"))?;
    }
    found.add(2, &common, "")?;
    Ok(found.hits)
}

/// Text that every hit of this part contains; shorter than a trigram if the index is no help.
fn needle(part: &Part) -> String {
    match part {
        Part::Text(word) => match word.chars().count() {
            0 | 1 => format!("{BEGIN}{BEGIN}{word}"),
            2 => format!("{BEGIN}{word}"),
            _ => word.clone(),
        },
        // The index knows only what is spelt: the birth date beside it narrows the search.
        Part::Near(_) => String::new(),
        Part::Birth(date) => date.format("%Y%m%d").to_string(),
        Part::BirthDay(day, month) => format!("{month:02}{day:02}"),
        Part::Digits(digits) => digits.clone(),
    }
}

fn trigrams(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(3).map(|three| three.iter().collect()).collect()
}

struct Found<'a> {
    conn: &'a Connection,
    parts: &'a [Part],
    words: &'a [String],
    limit: usize,
    seen: HashSet<i64>,
    hits: Vec<SearchHit>,
}

impl Found<'_> {
    /// Adds the hits of one closeness, newest record first.
    fn add(&mut self, tier: u8, common: &BTreeSet<String>, needle: &str) -> Result<()> {
        let mut all = common.clone();
        all.extend(trigrams(needle));
        if all.is_empty() || self.hits.len() >= self.limit {
            return Ok(());
        }
        let quoted: Vec<String> = all.iter().map(|three| format!("\"{}\"", three.replace('"', "\"\""))).collect();
        let mut statement = self.conn.prepare_cached(
            "SELECT h.record, h.text FROM search CROSS JOIN haystack h ON h.record = search.rowid
             WHERE search MATCH ?1 ORDER BY search.rowid DESC",
        )?;
        let mut rows = statement.query([quoted.join(" AND ")])?;
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            let text: String = row.get(1)?;
            if closeness(&text, self.words) == tier && !self.seen.contains(&n) && self.check(n, &text)? {
                self.seen.insert(n);
                if self.hits.len() >= self.limit {
                    break;
                }
            }
        }
        Ok(())
    }

    fn check(&mut self, n: i64, text: &str) -> Result<bool> {
        if !self.parts.iter().all(|part| is_found(part, text, None)) {
            return Ok(false);
        }
        let Some(record) = find::<Record>(self.conn, "record", "SELECT doc FROM record WHERE n = ?1", [n])? else {
            return Ok(false);
        };
        let Some(person) = person::person(self.conn, record.person)? else { return Ok(false) };
        if !self.parts.iter().all(|part| is_found(part, text, Some(&person))) {
            return Ok(false);
        }
        self.hits.push(search_hit(&record, &person, &call::of_record(self.conn, record.id)?));
        Ok(true)
    }
}

/// Brings the haystack of every record of a person up to date.
pub(super) fn refresh_person(session: &Session, person: &Person) -> Result<()> {
    for record in record::of_person(session.conn, person.id)? {
        refresh_record(session, record.id)?;
    }
    Ok(())
}

/// Brings the haystack of a record up to date.
pub(super) fn refresh_record(session: &Session, id: RecordId) -> Result<()> {
    let n: Option<i64> = value(session.conn, "SELECT n FROM record WHERE id = ?1", [id.0.as_bytes()])?;
    match (n, record::record(session.conn, id)?) {
        (Some(n), Some(record)) => refresh(session, n, &record, false),
        _ => Ok(()),
    }
}

/// Brings the haystack of this record up to date; the index is touched only where a word has changed.
pub(super) fn refresh(session: &Session, n: i64, record: &Record, is_new: bool) -> Result<()> {
    let conn = session.conn;
    let Some(text) = session.with_person(record.person, |person| {
        let numbers = if is_new { Vec::new() } else { order_numbers(conn, record.id)? };
        Ok(marked(&haystack(person, record, &numbers), person))
    })?
    else {
        return Ok(());
    };
    if session.is_bulk() {
        let sql = "INSERT INTO haystack (record, text) VALUES (?1, ?2)
                   ON CONFLICT DO UPDATE SET text = excluded.text";
        return run(conn, sql, params![n, text]).map(drop);
    }
    let before: Option<String> =
        if is_new { None } else { value(conn, "SELECT text FROM haystack WHERE record = ?1", [n])? };
    if before.as_ref() == Some(&text) {
        return Ok(());
    }
    let sql = "INSERT INTO haystack (record, text) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = excluded.text";
    run(conn, sql, params![n, text])?;
    // What the index holds is the text before the first change of this transaction.
    session.stale.borrow_mut().entry(n).or_insert(before);
    Ok(())
}

/// Brings the index up to date with what this transaction has changed. Left to its end because every statement of
/// another table that may fail makes the index write out what it has gathered so far.
pub(super) fn settle(session: &Session) -> Result<()> {
    let conn = session.conn;
    for (n, before) in session.stale.take() {
        if let Some(before) = before {
            run(conn, "INSERT INTO search (search, rowid, text) VALUES ('delete', ?1, ?2)", params![n, before])?;
        }
        let after: Option<String> = value(conn, "SELECT text FROM haystack WHERE record = ?1", [n])?;
        run(conn, "INSERT INTO search (rowid, text) VALUES (?1, ?2)", params![n, after])?;
    }
    Ok(())
}

fn order_numbers(conn: &Connection, record: RecordId) -> Result<Vec<String>> {
    let sql = "SELECT number FROM orders WHERE record = ?1 AND number IS NOT NULL ORDER BY number";
    super::row::values(conn, sql, [record.0.as_bytes()])
}
