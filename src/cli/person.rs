//! `person find|show|add|capture|edit|number|household`: people, found and set right.

use crate::domain::user::Power;
use crate::failure::Failure;
use crate::t;
use crate::text::{dates, labels};

use super::Done;
use super::args::Person;
use super::output::Cell;
use super::people;
use super::session::Session;
use super::sheet::show;

/// Runs `person`.
pub(super) fn run(args: Person, mut session: Session) -> Result<Done, Failure> {
    match args {
        Person::Find { parts, limit } => find(&mut session, &parts.join(" "), limit),
        Person::Show { reference } => show(&mut session, &reference),
        Person::Add(args) => people::add(&args, &mut session),
        Person::Capture { reference, lines, anyway } => people::capture(&reference, &lines, anyway, &mut session),
        Person::Edit(args) => people::edit(&args, &mut session),
        Person::Number(args) => people::number(&args, &mut session),
        Person::Household(args) => people::household(&args, &mut session),
    }
}

fn find(session: &mut Session, query: &str, limit: usize) -> Result<Done, Failure> {
    session.require(Power::Read)?;
    let (lang, today, printer) = (session.lang, session.today(), session.printer());
    let hits = session.read(|queries| queries.search(query, today, limit))?;
    if hits.is_empty() && printer.is_for_people() {
        printer.line(&t!(lang, "person-none"))?;
        return Ok(Done::NeedsAttention);
    }
    let mut rows = printer.columns(&[
        ("reference", "column-reference"),
        ("kind", "column-kind"),
        ("disease", "column-disease"),
        ("person", "column-name"),
        ("birth", "column-birth"),
        ("place", "column-municipality"),
        ("phone", "column-phone"),
        ("reason", "column-reason"),
        ("state", "column-state"),
    ]);
    let found = !hits.is_empty();
    for hit in hits {
        rows.push(vec![
            Cell::same(hit.reference.to_string()),
            Cell::new(labels::kind(lang, hit.kind), hit.kind.code()),
            Cell::new(labels::disease(lang, hit.disease), hit.disease.code()),
            Cell::same(hit.name),
            Cell::maybe(hit.birth, |day| Cell::new(dates::date_numeric(lang, day), day.to_string())),
            Cell::same(hit.place_name),
            Cell::maybe(hit.phone, Cell::same),
            Cell::maybe(hit.call, |(_, reason, _)| Cell::new(labels::reason(lang, reason), reason.code())),
            Cell::maybe(hit.call, |(_, _, state)| Cell::new(labels::call_state(lang, state), state.code())),
        ]);
    }
    printer.rows(&rows)?;
    Ok(if found { Done::Fine } else { Done::NeedsAttention })
}
