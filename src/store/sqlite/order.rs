//! Orders and their running numbers.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::Session;
use super::row::{day, document, find, known, list, parse, print, run, salt_of, touch, value};
use super::search;
use super::shape::{is_binding, is_unprinted, order_row};
use crate::domain::audit::{EntityKind, Touch};
use crate::domain::id::{OrderId, PersonId};
use crate::domain::order::Order;
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::view::{OrderFilter, OrderRow};
use crate::store::Result;

pub(super) fn order(conn: &Connection, id: OrderId) -> Result<Option<Order>> {
    find(conn, "order", "SELECT doc FROM orders WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn by_number(conn: &Connection, number: &str) -> Result<Option<Order>> {
    find(conn, "order", "SELECT doc FROM orders WHERE number = ?1", [number])
}

pub(super) fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<Order>> {
    list(conn, "order", "SELECT doc FROM orders WHERE person = ?1 ORDER BY from_on, id", [person.0.as_bytes()])
}

pub(super) fn orders(conn: &Connection, filter: &OrderFilter, limit: usize) -> Result<Vec<OrderRow>> {
    let mut sql = String::from(
        "SELECT o.doc, r.doc, p.doc FROM orders o JOIN record r ON r.id = o.record JOIN person p ON p.id = o.person
         WHERE 1",
    );
    let mut bound: Vec<Value> = Vec::new();
    if let Some(on) = filter.in_force_on {
        sql.push_str(" AND o.binding = 1 AND o.to_on >= ?");
        bound.push(day(on).into());
    }
    if let Some(on) = filter.ending_on {
        sql.push_str(" AND o.to_on = ?");
        bound.push(day(on).into());
    }
    if filter.without_letter {
        sql.push_str(" AND o.unprinted = 1");
    }
    if let Some(state) = filter.state {
        sql.push_str(" AND o.state = ?");
        bound.push(state.code().to_owned().into());
    }
    if let Some(key) = &filter.municipality {
        sql.push_str(" AND o.municipality = ?");
        bound.push(key.clone().into());
    }
    sql.push_str(" ORDER BY o.to_on, o.id LIMIT ?");
    bound.push((limit as i64).into());
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(bound))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (record, person): (Record, Person) = (document("record", row, 1)?, document("person", row, 2)?);
        found.push(order_row(document("order", row, 0)?, record.reference, &person));
    }
    Ok(found)
}

pub(super) fn past(conn: &Connection, today: NaiveDate, limit: usize) -> Result<Vec<Order>> {
    list(
        conn,
        "order",
        "SELECT doc FROM orders WHERE binding = 1 AND to_on < ?1 ORDER BY to_on, id LIMIT ?2",
        params![day(today), limit as i64],
    )
}

pub(super) fn put(session: &Session, order: &Order) -> Result<Touch> {
    let conn = session.conn;
    let doc = print(order)?;
    let known = known(conn, "SELECT salt, doc, n FROM orders WHERE id = ?1", order.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        conn,
        "INSERT INTO orders (id, number, person, record, from_on, to_on, binding, unprinted, municipality, verbal_at,
             issued_by, state, salt, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET number = excluded.number, person = excluded.person,
             record = excluded.record, from_on = excluded.from_on, to_on = excluded.to_on,
             binding = excluded.binding, unprinted = excluded.unprinted, municipality = excluded.municipality,
             verbal_at = excluded.verbal_at, issued_by = excluded.issued_by, state = excluded.state,
             doc = excluded.doc",
        params![
            order.id.0.as_bytes(),
            order.number,
            order.person.0.as_bytes(),
            order.record.0.as_bytes(),
            day(order.from),
            day(order.to),
            is_binding(order),
            is_unprinted(order),
            order.municipality,
            order.verbal_at.map(|at| at.timestamp_millis()),
            order.issued_by,
            order.state.code(),
            salt,
            doc,
        ],
    )?;
    let before = known.as_ref().map(|known| parse::<Order>("order", &known.doc)).transpose()?;
    if before.and_then(|before| before.number) != order.number {
        search::refresh_record(session, order.record)?;
    }
    Ok(touch(EntityKind::Order, order.id.0, &salt, &doc))
}

pub(super) fn last_number(conn: &Connection, authority: &str, year: i32) -> Result<u32> {
    let sql = "SELECT last FROM order_counter WHERE authority = ?1 AND year = ?2";
    Ok(value(conn, sql, params![authority, year])?.unwrap_or(0))
}

pub(super) fn raise_number(conn: &Connection, authority: &str, year: i32, at_least: u32) -> Result<()> {
    let sql = "INSERT INTO order_counter (authority, year, last) VALUES (?1, ?2, ?3)
               ON CONFLICT DO UPDATE SET last = max(last, excluded.last)";
    run(conn, sql, params![authority, year, at_least]).map(drop)
}
