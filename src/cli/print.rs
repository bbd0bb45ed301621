//! `queue list --print`: the day's calls on paper, for the day without power. Plain text, A4 pages of 66 lines and 90
//! columns with a form feed between them; the codes of the outcomes stand at the foot of each.

use unicode_width::UnicodeWidthStr;

use crate::domain::call::{Outcome, Reason};
use crate::domain::person::Person;
use crate::domain::queue::Filter;
use crate::domain::time::{age_on, end_of_day};
use crate::domain::user::Power;
use crate::domain::view::QueueRow;
use crate::failure::Failure;
use crate::store::room::day_list;
use crate::t;
use crate::text::{Lang, dates, labels, say};

use super::Done;
use super::args::PagesBy;
use super::output::printable;
use super::queue::promote;
use super::session::Session;

/// Lines of an A4 page.
const LINES: usize = 66;
/// Columns of an A4 page.
const COLUMNS: usize = 90;

/// A call on paper: the row of the queue, and the person with every number.
struct Entry {
    group: String,
    row: QueueRow,
    person: Option<Person>,
}

/// Prints the pages.
pub(super) fn run(session: &mut Session, filter: &Filter, by: PagesBy, limit: usize) -> Result<Done, Failure> {
    let viewer = session.require(Power::Lead)?;
    promote(session)?;
    let (now, until) = (session.now(), end_of_day(session.today(), session.office.tz()));
    let found = session.read(|queries| {
        let rows = day_list(queries, &viewer, filter, until, now)?;
        let with_person = rows.into_iter().take(limit).map(|row| {
            let person = queries.record(row.record)?.map(|record| queries.person(record.person)).transpose()?;
            Ok((row, person.flatten()))
        });
        with_person.collect::<Result<Vec<_>, crate::store::StoreError>>()
    })?;
    let mut entries: Vec<Entry> =
        found.into_iter().map(|(row, person)| Entry { group: group(session.lang, &row, by), row, person }).collect();
    // Stable: within a group the order of service stays.
    entries.sort_by(|a, b| a.group.cmp(&b.group));
    let pages = pages(session, &entries);
    session.printer().text(pages.join("\n\u{c}").trim_end())?;
    Ok(Done::Fine)
}

fn group(lang: Lang, row: &QueueRow, by: PagesBy) -> String {
    match (by, &row.mine) {
        (PagesBy::Municipality, _) if row.place_name.is_empty() => t!(lang, "queue-print-nowhere"),
        (PagesBy::Municipality, _) => row.place_name.clone(),
        (PagesBy::Tracer, Some(owner)) => say::owner(lang, owner),
        (PagesBy::Tracer, None) => t!(lang, "queue-print-everybody"),
    }
}

/// Every group begins a page of its own.
fn pages(session: &Session, entries: &[Entry]) -> Vec<String> {
    let foot = foot(session.lang);
    let room = (LINES - foot.len() - 4) / 4;
    let mut bodies: Vec<(&str, Vec<String>)> = Vec::new();
    for group in entries.chunk_by(|a, b| a.group == b.group) {
        for part in group.chunks(room.max(1)) {
            let lines = part.iter().flat_map(|entry| lines_of(session, entry)).collect();
            bodies.push((part.first().map_or("", |entry| entry.group.as_str()), lines));
        }
    }
    let count = bodies.len();
    bodies.iter().enumerate().map(|(at, (group, lines))| page(session, group, lines, (at + 1, count), &foot)).collect()
}

fn page(session: &Session, group: &str, lines: &[String], number: (usize, usize), foot: &[String]) -> String {
    let lang = session.lang;
    let now = dates::moment(lang, session.now(), session.office.tz());
    let title = t!(lang, "queue-print-title", office = &session.office.name, date = now.clone());
    let mut text = vec![fitted(&format!("{title}   {group}")), "=".repeat(COLUMNS), String::new()];
    text.extend(lines.iter().cloned());
    while text.len() + foot.len() + 1 < LINES {
        text.push(String::new());
    }
    text.extend(foot.iter().cloned());
    text.push(fitted(&t!(lang, "queue-print-footer", page = number.0, pages = number.1, when = now)));
    text.join("\n")
}

/// Who, why and until when; the numbers; room for what came of it; a blank line.
fn lines_of(session: &Session, entry: &Entry) -> [String; 4] {
    let (lang, zone, row) = (session.lang, session.office.tz(), &entry.row);
    let age = row
        .birth
        .and_then(|birth| age_on(birth, session.today()))
        .map_or(String::new(), |age| format!(", {}", t!(lang, "call-age", age = age)));
    let due = dates::nearest_moment(lang, row.callback_at.unwrap_or(row.due_at), session.now(), zone);
    let due = if row.callback_at.is_some() {
        t!(lang, "state-callback", when = due)
    } else {
        t!(lang, "state-due", when = due)
    };
    let who = format!("{}  {}  {}{age}  {due}", row.reference, labels::reason(lang, row.reason), row.name);
    let language = row.language.as_deref().map(|code| labels::language_name(lang, code));
    let phones = entry.person.iter().flat_map(Person::dialable).map(|phone| {
        let whose = if phone.owner.is_empty() { &phone.label } else { &phone.owner };
        format!("{} {whose}", phone.shown).trim_end().to_owned()
    });
    let details: Vec<String> =
        phones.chain(Some(row.place_name.clone())).chain(language).filter(|part| !part.is_empty()).collect();
    let result = format!(
        "           {} __________________  {} ___:___  {} ",
        t!(lang, "queue-print-result"),
        t!(lang, "queue-print-time"),
        t!(lang, "column-note")
    );
    let rest = COLUMNS.saturating_sub(result.width());
    [
        fitted(&who),
        fitted(&format!("           {}", details.join(" · "))),
        format!("{result}{}", "_".repeat(rest)),
        String::new(),
    ]
}

/// The codes of the outcomes, as many on a line as fit.
fn foot(lang: Lang) -> Vec<String> {
    let mut lines = vec!["-".repeat(COLUMNS), t!(lang, "queue-print-codes")];
    let mut line = String::new();
    for outcome in Outcome::ALL {
        let word = format!("{} = {}", outcome.code(), labels::outcome_short(lang, *outcome, Reason::FirstNotification));
        if line.width() + word.width() + 3 > COLUMNS {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// At most a line of the page, nothing in it that a printer would take for a command.
fn fitted(text: &str) -> String {
    let mut fitted = String::new();
    for c in printable(text).chars() {
        fitted.push(c);
        if fitted.width() > COLUMNS {
            fitted.pop();
            break;
        }
    }
    fitted.trim_end().to_owned()
}
