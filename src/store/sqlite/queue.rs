//! The queue in the order of service: first the few calls that are this tracer's own, then everybody's by index.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::lease;
use super::row::{document, find, moment};
use super::shape::{Cursor, cursor, place_of, queue_row};
use crate::domain::call::Call;
use crate::domain::handling::names_of;
use crate::domain::id::CallId;
use crate::domain::person::Person;
use crate::domain::queue::{Band, Filter, Place, Standing, Tier, can_take, skills_of, tier};
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::domain::user::User;
use crate::domain::view::QueueRow;
use crate::store::{Result, StoreError};

/// Before every call of everybody.
const START: Cursor = (0, i64::MIN, i64::MIN, [0; 16]);

pub(super) fn page(
    conn: &Connection,
    user: &User,
    filter: &Filter,
    after: Option<Place>,
    limit: usize,
    now: Moment,
) -> Result<Vec<QueueRow>> {
    let mut rows = Vec::new();
    if after.is_none_or(|place| place.tier <= Tier::MyCallback) {
        let own = own(conn, user, filter)?.into_iter().filter(|(place, _)| after.is_none_or(|after| *place > after));
        for (place, call) in own.take(limit) {
            rows.extend(row_of(conn, &call, place, now)?);
        }
    }
    if let Some(statement) = Everybodys::new(user, filter, after.map_or(START, |place| cursor(&place)), true) {
        statement.rows(conn, limit.saturating_sub(rows.len()), now, &mut rows)?;
    }
    Ok(rows)
}

pub(super) fn page_before(
    conn: &Connection,
    user: &User,
    filter: &Filter,
    before: Place,
    limit: usize,
    now: Moment,
) -> Result<Vec<QueueRow>> {
    let mut rows = Vec::new();
    if before.tier > Tier::MyCallback
        && let Some(statement) = Everybodys::new(user, filter, cursor(&before), false)
    {
        statement.rows(conn, limit, now, &mut rows)?;
    }
    let own = own(conn, user, filter)?.into_iter().rev().filter(|(place, _)| *place < before);
    for (place, call) in own.take(limit.saturating_sub(rows.len())) {
        rows.extend(row_of(conn, &call, place, now)?);
    }
    rows.reverse();
    Ok(rows)
}

pub(super) fn walk(
    conn: &Connection,
    user: &User,
    filter: &Filter,
    visit: &mut dyn FnMut(Call) -> Result<bool>,
) -> Result<()> {
    for (_, call) in own(conn, user, filter)? {
        if !visit(call)? {
            return Ok(());
        }
    }
    match Everybodys::new(user, filter, START, true) {
        Some(statement) => statement.calls(conn, visit),
        None => Ok(()),
    }
}

pub(super) fn row(conn: &Connection, call: &Call, user: &User, now: Moment) -> Result<Option<QueueRow>> {
    let standing = standing(conn, call.id)?;
    row_of(conn, call, place_of(call, standing.as_ref(), user), now)
}

fn row_of(conn: &Connection, call: &Call, place: Place, now: Moment) -> Result<Option<QueueRow>> {
    let record: Option<Record> =
        find(conn, "record", "SELECT doc FROM record WHERE id = ?1", [call.record.0.as_bytes()])?;
    let Some(record) = record else { return Ok(None) };
    let Some(person) = super::person::person(conn, record.person)? else { return Ok(None) };
    Ok(Some(queue_row(call, place, &record, &person, holder(conn, call.id, now)?)))
}

fn holder(conn: &Connection, call: CallId, now: Moment) -> Result<Option<(String, String)>> {
    Ok(lease::of_call(conn, call)?.filter(|lease| lease.is_live(now)).map(|lease| (lease.user, lease.station)))
}

/// The stored standing of a call; none unless it is open.
fn standing(conn: &Connection, call: CallId) -> Result<Option<Standing>> {
    let mut statement = conn
        .prepare_cached("SELECT band, rank, wake_at, exclusive, mine FROM call WHERE id = ?1 AND band IS NOT NULL")?;
    let mut rows = statement.query([call.0.as_bytes()])?;
    rows.next()?.map(|row| standing_of(row, 0)).transpose()
}

fn standing_of(row: &Row, from: usize) -> Result<Standing> {
    Ok(Standing {
        band: band(row.get(from)?)?,
        rank: moment(row.get(from + 1)?)?,
        wake_at: row.get::<_, Option<i64>>(from + 2)?.map(moment).transpose()?,
        exclusive: row.get(from + 3)?,
        mine: row.get(from + 4)?,
    })
}

fn band(stored: i64) -> Result<Band> {
    [Band::Callback, Band::Ready, Band::Prefers, Band::Waiting]
        .into_iter()
        .find(|band| *band as i64 == stored)
        .ok_or_else(|| StoreError::Corrupt("call: an unknown band".into()))
}

/// What is assigned to this user or their team, or agreed with them, in the order of service.
fn own(conn: &Connection, user: &User, filter: &Filter) -> Result<Vec<(Place, Call)>> {
    let mut statement = conn.prepare_cached(
        "SELECT doc, band, rank, wake_at, exclusive, mine FROM call INDEXED BY call_mine
         WHERE mine IN (SELECT value FROM json_each(?1)) AND mine IS NOT NULL AND band < 9",
    )?;
    let names = serde_json::to_string(&names_of(user)).unwrap_or_default();
    let mut rows = statement.query([names])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (call, standing): (Call, Standing) = (document("call", row, 0)?, standing_of(row, 1)?);
        let served = tier(&call, &standing, user).is_some();
        if served && filter.admits(&call, user) && can_take(user, &call) {
            found.push((place_of(&call, Some(&standing), user), call));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found)
}

/// The statement for the calls that are not this user's own and not held for somebody else.
struct Everybodys {
    from: String,
    order: &'static str,
    bound: Vec<Value>,
}

impl Everybodys {
    /// None if the filter lets nothing through.
    fn new(user: &User, filter: &Filter, from: Cursor, forward: bool) -> Option<Self> {
        if filter.mine || !user.speaks(filter.language.as_deref()) {
            return None;
        }
        let foreign = filter.language.as_deref().filter(|language| *language != "de");
        let index = match foreign {
            _ if filter.desk => "call_desk",
            Some(_) => "call_language",
            None => "call_ready",
        };
        let compare = if forward { ">" } else { "<" };
        let mut sql = format!(
            "FROM call c INDEXED BY {index} WHERE c.common = 1
             AND (c.band, c.rank, c.created_at, c.id) {compare} (?, ?, ?, ?) AND c.mine IS NOT ? AND (c.mine IS NULL OR c.mine IS NOT ?)"
        );
        let (band, rank, created_at, id) = from;
        let mut bound: Vec<Value> = vec![
            band.into(),
            rank.into(),
            created_at.into(),
            id.to_vec().into(),
            user.name.clone().into(),
            user.team.clone().into(),
        ];
        if let Some(language) = foreign {
            sql.push_str(" AND c.language <> 'de' AND c.language = ?");
            bound.push(language.to_owned().into());
        } else if filter.language.is_some() || user.languages.is_empty() {
            sql.push_str(" AND c.language = 'de'");
        } else {
            sql.push_str(" AND (c.language = 'de' OR c.language IN (SELECT value FROM json_each(?)))");
            bound.push(json(&user.languages)?);
        }
        let skills = skills_of(user);
        if skills.is_empty() {
            sql.push_str(" AND c.skill IS NULL");
        } else {
            sql.push_str(" AND (c.skill IS NULL OR c.skill IN (SELECT value FROM json_each(?)))");
            bound.push(json(&skills)?);
        }
        if filter.desk {
            sql.push_str(" AND c.reason IN ('reminder', 'question', 'research', 'decision')");
        }
        if let Some(reason) = filter.reason {
            sql.push_str(" AND c.reason = ?");
            bound.push(reason.code().to_owned().into());
        }
        if let Some(key) = &filter.municipality {
            sql.push_str(" AND c.municipality = ?");
            bound.push(key.clone().into());
        }
        if let Some(id) = filter.institution {
            sql.push_str(" AND c.institution = ?");
            bound.push(id.0.as_bytes().to_vec().into());
        }
        let order = if forward {
            "ORDER BY c.band, c.rank, c.created_at, c.id"
        } else {
            "ORDER BY c.band DESC, c.rank DESC, c.created_at DESC, c.id DESC"
        };
        Some(Self { from: sql, order, bound })
    }

    fn rows(mut self, conn: &Connection, limit: usize, now: Moment, rows: &mut Vec<QueueRow>) -> Result<()> {
        let sql = format!("SELECT c.n, c.band, c.rank, c.created_at, c.id {} {} LIMIT ?", self.from, self.order);
        self.bound.push((limit as i64).into());
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(self.bound))?;
        while let Some(row) = found.next()? {
            let place = place(row)?;
            rows.extend(joined(conn, row.get(0)?, place, now)?);
        }
        Ok(())
    }

    fn calls(self, conn: &Connection, visit: &mut dyn FnMut(Call) -> Result<bool>) -> Result<()> {
        let mut statement = conn.prepare_cached(&format!("SELECT c.doc {} {}", self.from, self.order))?;
        let mut found = statement.query(params_from_iter(self.bound))?;
        while let Some(row) = found.next()? {
            if !visit(document("call", row, 0)?)? {
                break;
            }
        }
        Ok(())
    }
}

fn json(set: &std::collections::BTreeSet<String>) -> Option<Value> {
    serde_json::to_string(set).ok().map(Value::from)
}

fn place(row: &Row) -> Result<Place> {
    let tier = match band(row.get(1)?)? {
        Band::Callback => Tier::Callback,
        Band::Ready => Tier::Deadline,
        Band::Prefers | Band::Waiting => Tier::Prefers,
    };
    Ok(Place {
        tier,
        rank: moment(row.get(2)?)?,
        created_at: moment(row.get(3)?)?,
        call: CallId(uuid::Uuid::from_bytes(row.get(4)?)),
    })
}

fn joined(conn: &Connection, n: i64, place: Place, now: Moment) -> Result<Option<QueueRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.doc, r.doc, p.doc FROM call c JOIN record r ON r.id = c.record JOIN person p ON p.id = r.person
         WHERE c.n = ?1",
    )?;
    let read = |row: &Row| {
        Ok((document::<Call>("call", row, 0), document::<Record>("record", row, 1), document("person", row, 2)))
    };
    let Some((call, record, person)) = statement.query_row(params![n], read).optional()? else { return Ok(None) };
    let (call, record, person): (Call, Record, Person) = (call?, record?, person?);
    Ok(Some(queue_row(&call, place, &record, &person, holder(conn, call.id, now)?)))
}
