//! `user add --from FILE`: many users at once, all or none. Every fault is told with line and column before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::decide::Command;
use crate::domain::user::{Power, Right, Role, User as UserData};
use crate::failure::{Failure, Kind};
use crate::store::perform::perform_all;
use crate::t;
use crate::text::Lang;

use super::super::Done;
use super::super::environment::read_text;
use super::super::output::Cell;
use super::super::session::Session;
use super::{is_login_name, new_user};

/// The columns; only the name must be there.
const COLUMNS: [&str; 8] = ["name", "display", "roles", "rights", "languages", "skills", "team", "expires"];

/// A fault, at its place in the file.
struct Fault {
    line: u64,
    column: usize,
    what: String,
}

/// Adds the users of a file.
pub(super) fn add(session: &mut Session, file: &Path, dry_run: bool) -> Result<Done, Failure> {
    session.require(Power::Administer)?;
    let text = read_text(file, session.lang)?;
    let known = session.read(|queries| queries.users())?.into_iter().map(|user| user.name).collect();
    let users = read(&text, &known, session.today(), session.lang)
        .map_err(|faults| refused(&file.display().to_string(), &faults, session.lang))?;
    if !dry_run {
        let commands: Vec<Command> = users.iter().map(|user| Command::PutUser(Box::new(user.clone()))).collect();
        session.write(|txn, actor| perform_all(txn, &commands, actor))?;
    }
    report(session, &users, dry_run)?;
    Ok(Done::Fine)
}

fn report(session: &Session, users: &[UserData], dry_run: bool) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    if !printer.is_for_people() {
        let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
        return printer.value(&json!({ "added": names, "dry_run": dry_run }));
    }
    if dry_run {
        let mut rows = printer.columns(&[("name", "column-user"), ("display", "column-display")]);
        for user in users {
            rows.push(vec![Cell::same(user.name.clone()), Cell::same(user.display.clone())]);
        }
        printer.rows(&rows)?;
        return printer.line(&t!(lang, "roster-would", n = users.len()));
    }
    printer.line(&t!(lang, "roster-added", n = users.len()))
}

fn refused(file: &str, faults: &[Fault], lang: Lang) -> Failure {
    let lines: Vec<String> = faults
        .iter()
        .take(20)
        .map(|Fault { line, column, what }| {
            t!(lang, "check-problem", file = file, line = line.to_string(), column = column.to_string(), what = what)
        })
        .collect();
    Failure::new(Kind::Usage, t!(lang, "roster-faulty", n = faults.len())).because(lines.join("\n"))
}

/// The users of a file, or every fault in it. Cells are parted by commas or semicolons, what stands in a cell by blanks.
fn read(text: &str, known: &BTreeSet<String>, today: NaiveDate, lang: Lang) -> Result<Vec<UserData>, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = if heading.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = columns(&mut reader, lang)?;
    let (mut users, mut faults, mut seen) = (Vec::new(), Vec::new(), known.clone());
    for row in reader.records() {
        match row {
            Ok(row) if row.iter().all(str::is_empty) => {}
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line);
                let mut reading = Row { cells: &row, columns: &columns, line, lang, faults: Vec::new() };
                let user = reading.user(&mut seen, today, columns.len());
                faults.append(&mut reading.faults);
                users.push(user);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(Fault { line, column: 1, what: t!(lang, "reject-bad-encoding") });
            }
        }
    }
    if faults.is_empty() { Ok(users) } else { Err(faults) }
}

type Columns = BTreeMap<&'static str, usize>;

fn columns(reader: &mut csv::Reader<&[u8]>, lang: Lang) -> Result<Columns, Vec<Fault>> {
    let mut found = Columns::new();
    let mut faults = Vec::new();
    let headings = reader.headers().cloned().unwrap_or_default();
    for (at, heading) in headings.iter().enumerate() {
        let name = heading.to_lowercase();
        match COLUMNS.iter().find(|column| **column == name) {
            Some(column) => drop(found.insert(column, at)),
            None => {
                faults.push(Fault { line: 1, column: at + 1, what: t!(lang, "roster-column-unknown", name = heading) });
            }
        }
    }
    if !found.contains_key("name") {
        faults.push(Fault { line: 1, column: 1, what: t!(lang, "roster-column-missing") });
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// A row that is being read.
struct Row<'a> {
    cells: &'a csv::StringRecord,
    columns: &'a Columns,
    line: u64,
    lang: Lang,
    faults: Vec<Fault>,
}

impl Row<'_> {
    fn user(&mut self, seen: &mut BTreeSet<String>, today: NaiveDate, columns: usize) -> UserData {
        if self.cells.len() != columns {
            let n = self.cells.len().abs_diff(columns);
            self.faults.push(Fault { line: self.line, column: 1, what: t!(self.lang, "roster-cells", n = n) });
        }
        let name = self.cell("name").to_owned();
        if !is_login_name(&name) {
            self.fault("name", t!(self.lang, "user-name-bad", name = &name));
        } else if !seen.insert(name.clone()) {
            self.fault("name", t!(self.lang, "roster-name-twice", name = &name));
        }
        let roles: BTreeSet<Role> = self.codes("roles", Role::from_code);
        let roles = if roles.is_empty() { BTreeSet::from([Role::Tracer]) } else { roles };
        UserData {
            display: self.cell("display").to_owned(),
            rights: self.codes("rights", Right::from_code),
            languages: self.words("languages").map(str::to_lowercase).collect(),
            skills: self.words("skills").map(str::to_lowercase).collect(),
            team: Some(self.cell("team").to_owned()).filter(|team| !team.is_empty()),
            expires_on: self.expiry(today),
            ..new_user(&name, roles)
        }
    }

    fn cell(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|at| self.cells.get(*at)).unwrap_or_default()
    }

    fn words(&self, column: &str) -> impl Iterator<Item = &str> {
        self.cell(column).split([' ', '|', '+']).filter(|word| !word.is_empty())
    }

    fn codes<T: Ord>(&mut self, column: &str, of: impl Fn(&str) -> Option<T>) -> BTreeSet<T> {
        let words: Vec<String> = self.words(column).map(str::to_lowercase).collect();
        let mut found = BTreeSet::new();
        for word in words {
            match of(&word) {
                Some(code) => drop(found.insert(code)),
                None => self.fault(column, t!(self.lang, "value-unknown", value = &word)),
            }
        }
        found
    }

    fn expiry(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        let text = self.cell("expires").to_owned();
        if text.is_empty() {
            return None;
        }
        let date = text.parse().or_else(|_| NaiveDate::parse_from_str(&text, "%d.%m.%Y"));
        match date {
            Ok(date) if date < today => self.fault("expires", t!(self.lang, "roster-expired", text = &text)),
            Ok(date) => return Some(date),
            Err(_) => self.fault("expires", t!(self.lang, "cli-bad-date", text = &text)),
        }
        None
    }

    fn fault(&mut self, column: &str, what: String) {
        let column = self.columns.get(column).map_or(1, |at| at + 1);
        self.faults.push(Fault { line: self.line, column, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
    }

    fn faults(text: &str) -> Vec<(u64, usize)> {
        let known = BTreeSet::from(["berg".to_owned()]);
        let faults = read(text, &known, today(), Lang::De).unwrap_err();
        faults.iter().map(|fault| (fault.line, fault.column)).collect()
    }

    #[test]
    fn lent_soldiers_come_with_their_last_day() {
        let text = "name;display;roles;rights;languages;team;expires\n\
                    huber;Jan Huber;tracer;order;en fr;Nord;31.05.2026\n\
                    lang;Eva Lang;;;;;2026-04-30\n";
        let users = read(text, &BTreeSet::new(), today(), Lang::De).unwrap_or_default();
        let first = &users[0];
        assert_eq!((first.display.as_str(), first.team.as_deref()), ("Jan Huber", Some("Nord")));
        assert!(first.rights.contains(&Right::Order) && first.languages.len() == 2);
        assert_eq!(first.expires_on, NaiveDate::from_ymd_opt(2026, 5, 31));
        assert_eq!(users[1].roles, BTreeSet::from([Role::Tracer]));
    }

    #[test]
    fn every_fault_has_its_place() {
        assert_eq!(faults("login,display\nx,y\n"), [(1, 1), (1, 1)]);
        let text = "name,roles,expires\nHuber,tracer,\nlang,boss,gestern\nberg,tracer,2026-01-01\nok,tracer,\nok,,\n";
        assert_eq!(faults(text), [(2, 1), (3, 2), (3, 3), (4, 1), (4, 3), (6, 1)]);
        assert_eq!(faults("name,team\nhuber\n"), [(2, 1)]);
    }
}
