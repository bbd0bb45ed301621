//! `queue list|stats|next|show|why|release`: the work queue, scriptable.

use serde_json::{Value, json};

use crate::domain::bulk::Bulk;
use crate::domain::call::{Call, CallState, Priority, Reason};
use crate::domain::decide::Command;
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::queue::{Filter, Ranking};
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::user::{Power, User};
use crate::domain::view::{CallSheet, QueueCounts, QueueRow};
use crate::domain::why::{Grounds, not_now, stands};
use crate::failure::{Failure, Kind};
use crate::store::bulk::overview;
use crate::store::perform::{NotDone, PROMOTION_STEP, holder_of, opens_at, serve, tries_of};
use crate::store::sheet::call_sheet;
use crate::store::shift::{on_shift, stranded};
use crate::store::{Queries, StoreError};
use crate::t;
use crate::text::{Lang, dates, labels, say};

use super::Done;
use super::args::Queue;
use super::incoming;
use super::lookup;
use super::output::{Cell, Rows, time};
use super::print;
use super::room::{self, Meant};
use super::session::Session;

/// Rows that are looked at in one step.
const PAGE: usize = 500;
/// So many hours of waiting calls are told apart in a line.
const HOURS_SHOWN: usize = 6;

/// Runs `queue`.
pub(super) fn run(args: Queue, mut session: Session) -> Result<Done, Failure> {
    match args {
        Queue::List { limit, print, by, reason, municipality, language, institution, outside, mine } => {
            let reason = reason.map(|code| lookup::code(session.lang, &code, Reason::ALL)).transpose()?;
            let institution = institution.map(|name| lookup::institution(&mut session, &name)).transpose()?;
            let filter = Filter { reason, municipality, language, institution, mine, desk: false };
            if print {
                return print::run(&mut session, &filter, by, limit.unwrap_or(usize::MAX));
            }
            list(&mut session, &filter, outside, limit.unwrap_or(50))
        }
        Queue::Stats => stats(&mut session),
        Queue::Next => next(&mut session),
        Queue::Show { reference } => show(&mut session, &reference),
        Queue::Why { reference } => why(&mut session, &reference),
        Queue::Release { reference, reason: None, only: None, municipality: None, language: None }
            if reference != "all" =>
        {
            release(&mut session, &reference)
        }
        Queue::Release { reference, reason, only, municipality, language } => {
            let meant = Meant { reference, only, municipality, language };
            room::bulk(&mut session, &meant, &Bulk::Release { reason: reason.unwrap_or_default() })
        }
        Queue::Assign { reference, to, reason, only, municipality, language } => {
            let meant = Meant { reference, only, municipality, language };
            room::bulk(&mut session, &meant, &Bulk::Assign { owner: room::owner(&to), reason })
        }
        Queue::Withdraw { reference, reason, only, municipality, language } => {
            let meant = Meant { reference, only, municipality, language };
            room::bulk(&mut session, &meant, &Bulk::Withdraw { reason })
        }
        Queue::Priority { reference, class, reason, only, municipality, language } => {
            let class = lookup::code(session.lang, &class, Priority::ALL)?;
            let meant = Meant { reference, only, municipality, language };
            room::bulk(&mut session, &meant, &Bulk::Priority { class, reason })
        }
        Queue::Room(verb) => room::run(verb, &mut session),
        Queue::Reopen { reference, reason, call } => {
            incoming::reopen(&reference, reason, call.as_deref(), &mut session)
        }
    }
}

fn list(session: &mut Session, filter: &Filter, outside: bool, limit: usize) -> Result<Done, Failure> {
    let user = session.require(Power::Read)?;
    promote(session)?;
    let now = session.now();
    let office = session.office.clone();
    let (found, shift) = session.read(|queries| {
        let sees = overview(queries, user.clone(), filter)?;
        let rows = if outside {
            outside_the_district(queries, &sees, filter, &office, limit, now)?
        } else {
            queries.queue_page(&sees, filter, None, limit, now)?
        };
        Ok((rows, on_shift(queries, &user, now)?))
    })?;
    let mut rows = session.printer().columns(&[
        ("reference", "column-reference"),
        ("reason", "column-reason"),
        ("ready_at", "column-ready"),
        ("due_at", "column-due"),
        ("priority", "column-priority"),
        ("attempts", "column-attempts"),
        ("person", "column-name"),
        ("municipality", "column-municipality"),
        ("leased_by", "column-leased-by"),
        ("lacking", "column-lacking"),
    ]);
    for row in found {
        rows.push(line(session, row, &shift));
    }
    session.printer().rows(&rows)?;
    Ok(Done::Fine)
}

/// Only those who stay outside the district, page by page: where somebody stays is no order of the queue.
fn outside_the_district(
    queries: &dyn Queries,
    user: &User,
    filter: &Filter,
    office: &Office,
    limit: usize,
    now: Moment,
) -> Result<Vec<QueueRow>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = queries.queue_page(user, filter, after, PAGE, now)?;
        let Some(last) = page.last().map(|row| row.place) else { return Ok(found) };
        for row in page {
            let person = queries.record(row.record)?.map(|record| queries.person(record.person)).transpose()?.flatten();
            let stay = person.as_ref().and_then(Person::stays_at);
            if stay.is_some_and(|stay| office.is_outside(&stay.postcode, &stay.place)) {
                found.push(row);
            }
            if found.len() == limit {
                return Ok(found);
            }
        }
        after = Some(last);
    }
}

fn line(session: &Session, row: QueueRow, shift: &[User]) -> Vec<Cell> {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let shown = |at| dates::nearest_moment(lang, at, now, zone);
    let lacking = Need::new(row.language.as_deref(), row.skill.as_deref()).lacking(shift);
    vec![
        Cell::same(row.reference.to_string()),
        Cell::new(labels::reason(lang, row.reason), row.reason.code()),
        Cell::time(shown(row.ready_at), row.ready_at),
        Cell::time(shown(row.due_at), row.due_at),
        Cell::new(labels::priority(lang, row.priority), row.priority.code()),
        Cell::number(row.attempts),
        Cell::same(row.name),
        Cell::same(row.place_name),
        Cell::maybe(row.leased_by, |(user, _)| Cell::same(user)),
        Cell::maybe(lacking, |need| Cell::new(say::need(lang, &need), need.codes())),
    ]
}

/// Brings the queue's index up to now, in small steps.
pub(super) fn promote(session: &mut Session) -> Result<(), Failure> {
    let (now, ranking) = (session.now(), Ranking::of(&session.rules.plan));
    while session.write(|txn, _| Ok(txn.promote(now, &ranking, PROMOTION_STEP)?))? > 0 {}
    Ok(())
}

fn stats(session: &mut Session) -> Result<Done, Failure> {
    let user = session.require(Power::Read)?;
    let now = session.now();
    let (counts, rather, by_hour, stranded) = session.read(|queries| -> Result<_, StoreError> {
        let by_hour = queries.waiting_by_hour(now)?;
        Ok((queries.queue_counts(now)?, queries.rather_waiting()?, by_hour, stranded(queries, &user, now)?))
    })?;
    let mut rows = session.printer().columns(&[
        ("open", "stats-open"),
        ("ready", "stats-ready"),
        ("waiting", "stats-waiting"),
        ("leased", "stats-leased"),
        ("done", "stats-done"),
        ("escalated", "stats-escalated"),
        ("withdrawn", "stats-withdrawn"),
        ("overdue", "stats-overdue"),
        ("rather", "stats-rather"),
        ("waiting_by_hour", "stats-waiting"),
        ("stranded", "stats-stranded"),
        ("lacking", "stats-lacking"),
    ]);
    let later = by_hour.iter().map(|(from, calls)| json!({"from": time(*from), "calls": calls})).collect::<Vec<_>>();
    let mut row = figures(session, &counts);
    row.push(Cell::count(session.lang, rather));
    row.push(Cell::new("", later));
    row.push(Cell::count(session.lang, stranded.iter().map(|(_, count)| count).sum()));
    row.push(lacking(session.lang, &stranded));
    rows.push(row);
    session.printer().card(&rows)?;
    if session.printer().is_for_people() {
        let line = by_when(session, &counts, rather, &by_hour);
        session.printer().line(&line)?;
    }
    Ok(Done::Fine)
}

/// `412 offen: 38 bereit (12 lieber später), 120 ab 17:00, 20 ab morgen 08:00, 14 später`.
fn by_when(session: &Session, counts: &QueueCounts, rather: u64, by_hour: &[(Moment, u64)]) -> String {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let mut parts = vec![t!(lang, "stats-part-ready", n = counts.ready, rather = rather)];
    for (from, calls) in by_hour.iter().take(HOURS_SHOWN) {
        parts.push(t!(lang, "stats-part-from", n = *calls, when = dates::nearest_moment(lang, *from, now, zone)));
    }
    let rest: u64 = by_hour.iter().skip(HOURS_SHOWN).map(|(_, calls)| calls).sum();
    if rest > 0 {
        parts.push(t!(lang, "stats-part-later", n = rest));
    }
    t!(lang, "stats-by-when", n = counts.open, parts = parts.join(", "))
}

/// What calls need that nobody at work has: `Arabisch 4, Recht anzuordnen 1`.
fn lacking(lang: Lang, stranded: &[(Need, u64)]) -> Cell {
    if stranded.is_empty() {
        return Cell::none();
    }
    let told = |words: &dyn Fn(&Need) -> String| {
        stranded.iter().map(|(need, count)| format!("{} {count}", words(need))).collect::<Vec<_>>().join(", ")
    };
    Cell::new(told(&|need| say::need(lang, need)), told(&Need::codes))
}

fn figures(session: &Session, counts: &QueueCounts) -> Vec<Cell> {
    let QueueCounts { open, ready, waiting, leased, done, escalated, withdrawn, overdue } = *counts;
    let cell = |count: u64| Cell::count(session.lang, count);
    [open, ready, waiting, leased, done, escalated, withdrawn, overdue].map(cell).into()
}

fn next(session: &mut Session) -> Result<Done, Failure> {
    let served = session.write(|txn, actor| {
        let Some(lease) = serve(txn, &Filter::default(), actor)? else { return Ok::<_, NotDone>(None) };
        Ok(call_sheet(txn.queries(), lease.call)?.map(|sheet| (lease, sheet)))
    })?;
    let Some((lease, sheet)) = served else {
        if session.printer().is_for_people() {
            let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
            let line = match opens_at(now, &session.rules, &session.office) {
                Some(at) => t!(lang, "queue-next-closed", when = dates::nearest_moment(lang, at, now, zone)),
                None => t!(lang, "queue-next-none"),
            };
            session.printer().line(&line)?;
        } else {
            session.printer().value(&Value::Null)?;
        }
        return Ok(Done::NeedsAttention);
    };
    if session.printer().is_for_people() {
        let user = session.require(Power::Work)?;
        print_served(session, &user, &lease, &sheet)?;
    } else {
        session.printer().value(&json!({
            "reference": sheet.record.reference.to_string(),
            "reason": sheet.call.reason.code(),
            "person": sheet.person.listed_name(),
            "numbers": numbers(&sheet),
            "lease": { "token": lease.token, "expires_at": time(lease.expires_at) },
        }))?;
    }
    Ok(Done::Fine)
}

fn numbers(sheet: &CallSheet) -> Vec<String> {
    sheet.person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect()
}

fn print_served(session: &Session, user: &User, lease: &Lease, sheet: &CallSheet) -> Result<(), Failure> {
    let (lang, now, zone, printer) = (session.lang, session.now(), session.office.tz(), session.printer());
    let (name, reason) = (sheet.person.listed_name(), labels::reason(lang, sheet.call.reason));
    let reference = sheet.record.reference.to_string();
    printer.line(&t!(lang, "queue-next-served", reference = reference, name = name, reason = reason))?;
    for phone in sheet.person.dialable() {
        printer.line(&format!("  {} {}", phone.shown, phone.label))?;
    }
    let why = stands(&sheet.call, user, now, &Ranking::of(&session.rules.plan));
    printer.line(&t!(lang, "why-short", why = say::stands(lang, &why, now, zone)))?;
    let until = dates::nearest_moment(lang, lease.expires_at, now, zone);
    printer.line(&t!(lang, "queue-token", token = lease.token.to_string(), when = until))
}

fn show(session: &mut Session, reference: &str) -> Result<Done, Failure> {
    session.require(Power::Read)?;
    let record = lookup::record(session, reference)?;
    let calls = session.read(|queries| {
        let calls = queries.calls_of(record.id)?;
        calls
            .into_iter()
            .map(|call| Ok((queries.lease_on(&LeaseKey::Call(call.id))?, call)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let rows = calls_table(session, calls);
    session.printer().rows(&rows)?;
    Ok(Done::Fine)
}

fn calls_table(session: &Session, calls: Vec<(Option<Lease>, Call)>) -> Rows {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let shown = |at| dates::nearest_moment(lang, at, now, zone);
    let mut rows = session.printer().columns(&[
        ("reason", "column-reason"),
        ("state", "column-state"),
        ("ready_at", "column-ready"),
        ("due_at", "column-due"),
        ("callback_at", "column-callback"),
        ("priority", "column-priority"),
        ("attempts", "column-attempts"),
        ("last_outcome", "column-last"),
        ("owner", "column-owner"),
        ("closing", "column-closing"),
        ("leased_by", "column-leased-by"),
    ]);
    for (lease, call) in calls {
        let reason = call.reason;
        rows.push(vec![
            Cell::new(labels::reason(lang, reason), reason.code()),
            Cell::new(labels::call_state(lang, call.state), call.state.code()),
            Cell::time(shown(call.ready_at), call.ready_at),
            Cell::time(shown(call.due_at), call.due_at),
            Cell::maybe(call.callback, |callback| Cell::time(shown(callback.from), callback.from)),
            Cell::new(labels::priority(lang, call.priority), call.priority.code()),
            Cell::number(call.attempts),
            Cell::maybe(call.last_outcome, |last| Cell::new(labels::outcome(lang, last, reason), last.code())),
            Cell::maybe(call.owner, Cell::same),
            Cell::maybe(call.closing, |closing| Cell::new(labels::closing(lang, closing), closing.code())),
            Cell::maybe(lease.filter(|lease| lease.is_live(now)), |lease| Cell::same(lease.user)),
        ]);
    }
    rows
}

fn why(session: &mut Session, reference: &str) -> Result<Done, Failure> {
    let user = session.require(Power::Read)?;
    let record = lookup::record(session, reference)?;
    let (now, zone, lang) = (session.now(), session.office.tz(), session.lang);
    let ranking = Ranking::of(&session.rules.plan);
    let (calls, shift) = session.read(|queries| {
        let calls = queries.calls_of(record.id)?;
        let held = calls
            .into_iter()
            .map(|call| Ok((holder_of(queries, &call, &user.name, now)?, tries_of(queries, &call, now)?, call)));
        Ok((held.collect::<Result<Vec<_>, StoreError>>()?, on_shift(queries, &user, now)?))
    })?;
    let mut rows = session.printer().columns(&[
        ("reason", "column-reason"),
        ("why", "column-why-now"),
        ("not_now", "column-not-now"),
        ("lacking", "column-lacking"),
    ]);
    for (holder, tries, call) in calls {
        let grounds = Grounds { plan: &session.rules.plan, land: session.office.land(), zone, tries: &tries };
        let stands = stands(&call, &user, now, &ranking);
        let lacking = Need::of(&call).lacking(&shift).filter(|_| call.state == CallState::Open);
        let hindered = not_now(&call, &user, holder, now, &ranking, &grounds);
        rows.push(vec![
            Cell::new(labels::reason(lang, call.reason), call.reason.code()),
            Cell::same(say::stands(lang, &stands, now, zone)),
            Cell::maybe(hindered, |hindered| Cell::same(say::not_now(lang, &hindered, now, zone))),
            Cell::maybe(lacking, |need| Cell::new(say::need(lang, &need), need.codes())),
        ]);
    }
    session.printer().rows(&rows)?;
    Ok(Done::Fine)
}

fn release(session: &mut Session, reference: &str) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?;
    let now = session.now();
    let held = session.read(|queries| {
        for call in queries.calls_of(record.id)?.into_iter().filter(|call| call.state == CallState::Open) {
            if let Some(lease) = queries.lease_of(call.id)?.filter(|lease| lease.is_live(now)) {
                return Ok(Some((call.id, lease)));
            }
        }
        Ok(None)
    })?;
    let (call, lease) = held.ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "queue-not-held")))?;
    let command = if lease.user == session.user {
        Command::Release { token: lease.token }
    } else {
        Command::ForceRelease { call, reason: String::new() }
    };
    session.perform(&command)?;
    session.printer().line(&t!(session.lang, "queue-released", reference = record.reference.to_string()))?;
    Ok(Done::Fine)
}
