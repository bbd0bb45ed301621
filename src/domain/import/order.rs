//! A quarantine that another system has ordered: kept as an order, so that nobody issues it twice.

use chrono::NaiveTime;

use super::super::decide::Ctx;
use super::super::id::OrderId;
use super::super::intake::IncomingRow;
use super::super::order::{LetterDates, Order, OrderKind, OrderState, Proposed, RuleResult};
use super::super::person::Person;
use super::super::record::{Kind, Record};
use super::super::time::instant_of;

/// The order that a row tells of; none where no dates are given or one for the same days is known.
pub(super) fn from_row(
    row: &IncomingRow,
    record: &Record,
    person: &Person,
    known: &[Order],
    ctx: &Ctx<'_>,
) -> Option<Order> {
    let (from, to) = (row.quarantine.from?, row.quarantine.to?);
    let ordered = row.quarantine.verbally == Some(true)
        || row.quarantine.written == Some(true)
        || row.quarantine.verbally_on.is_some()
        || row.quarantine.written_on.is_some();
    let is_known = known.iter().any(|order| order.from == from && order.to == to)
        || known.iter().any(|order| order.is_in_force(ctx.today()) && to >= ctx.today());
    if !ordered || to < from || is_known {
        return None;
    }
    let (authority, mode) = ctx.office.authority_for(person);
    let at_start_of = |day| instant_of(day, NaiveTime::MIN, ctx.zone());
    let stay = person.stays_at().cloned();
    Some(Order {
        id: OrderId::mint(ctx.now, ctx.mint),
        number: None,
        former_numbers: Vec::new(),
        person: person.id,
        record: record.id,
        kind: if record.kind == Kind::Case { OrderKind::Isolation } else { OrderKind::Quarantine },
        result: RuleResult::Order,
        from,
        to,
        state: if to < ctx.today() { OrderState::Ended } else { OrderState::Issued },
        rule: "imported".to_owned(),
        rulebook: String::new(),
        legal_basis: String::new(),
        proposed: Proposed {
            from,
            to,
            release_test: None,
            base: from,
            days: u32::try_from((to - from).num_days()).unwrap_or(0),
            derivation: String::new(),
        },
        reason: None,
        authority,
        mode,
        verbal_at: row.quarantine.verbally_on.map(at_start_of),
        issued_by: "import".to_owned(),
        spoken_to: None,
        letter: LetterDates { printed_at: row.quarantine.written_on.map(at_start_of), ..LetterDates::default() },
        foreign_number: None,
        municipality_informed_at: None,
        municipality: stay.as_ref().and_then(|address| address.municipality.clone()),
        stay,
        amends: None,
        ended: None,
    })
}
