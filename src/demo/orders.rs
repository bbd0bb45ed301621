//! Orders of the demo: proposed by the rules that are compiled in, numbered per authority and year, spoken, written, lifted.

use chrono::{Days, NaiveDate, TimeDelta};

use super::dossier::Dossier;
use super::world::World;
use crate::domain::id::OrderId;
use crate::domain::order::{IssuingMode, LetterDates, Order, OrderEnd, OrderKind, OrderState, RuleResult};
use crate::domain::record::Kind;
use crate::domain::rulebook::{Facts, propose};
use crate::domain::time::{Moment, date_of};

/// Issues the order that the rulebook proposes for a record on that day; nothing where no rule leads to one.
pub(super) fn issue(d: &mut Dossier, tracer: &str, at: Moment, w: &mut World) {
    let facts = Facts::of(d.record(), w.clock.land, date_of(at, w.clock.zone));
    let Ok(proposal) = propose(&w.rulebook, &facts) else { return };
    if !proposal.binds() {
        return;
    }
    let (authority, mode) = w.office.authority_for(d.person());
    let stay = d.person().stays_at().cloned();
    let is_individual = proposal.result == RuleResult::Order;
    let is_request = is_individual && mode == IssuingMode::Request;
    let order = Order {
        id: OrderId::mint(at, &w.mint),
        number: is_individual.then(|| w.order_number(&authority, at)),
        former_numbers: Vec::new(),
        person: d.person().id,
        record: d.record().id,
        kind: kind_of(d.record().kind),
        result: proposal.result,
        from: proposal.from,
        to: proposal.to,
        state: if is_request { OrderState::Requested } else { OrderState::Issued },
        proposed: proposal.proposed(true),
        rule: proposal.rule,
        rulebook: proposal.rulebook,
        legal_basis: proposal.legal_basis,
        reason: None,
        authority,
        mode,
        verbal_at: Some(at),
        issued_by: tracer.to_owned(),
        spoken_to: d.person().guardians.first().cloned(),
        letter: letter(mode, at, w),
        foreign_number: None,
        municipality_informed_at: informed(mode, at, w),
        municipality: stay.as_ref().and_then(|address| address.municipality.clone()),
        stay,
        amends: None,
        ended: None,
    };
    d.record().follow_up_until = Some(order.to);
    d.row().orders.push(with_file_number(order, w));
}

const fn kind_of(kind: Kind) -> OrderKind {
    match kind {
        Kind::Contact => OrderKind::Quarantine,
        Kind::Case => OrderKind::Isolation,
    }
}

/// The office's own letters go out on the next day; some are not printed yet.
fn letter(mode: IssuingMode, at: Moment, w: &mut World) -> LetterDates {
    let printed_at = at + TimeDelta::minutes(w.rng.between(40, 300));
    if mode == IssuingMode::Request || printed_at > w.clock.now || w.rng.percent(25) {
        return LetterDates::default();
    }
    let posted_at = Some(printed_at + TimeDelta::minutes(60)).filter(|posted| *posted < w.clock.now);
    LetterDates {
        printed_at: Some(printed_at),
        posted_at,
        posted_how: posted_at.map(|_| w.rng.pick(&["Postzustellungsurkunde", "Einfacher Brief"]).to_owned()),
        ..LetterDates::default()
    }
}

fn informed(mode: IssuingMode, at: Moment, w: &mut World) -> Option<Moment> {
    let informed = at + TimeDelta::minutes(w.rng.between(30, 400));
    (mode == IssuingMode::Request && informed < w.clock.now && w.rng.percent(80)).then_some(informed)
}

/// The municipality's own file number has come back for some.
fn with_file_number(order: Order, w: &mut World) -> Order {
    if order.municipality_informed_at.is_none() || w.rng.percent(50) {
        return order;
    }
    let number = format!("32.2-{:04}/{}", w.rng.below(10_000), order.from.format("%y"));
    let letter = LetterDates { written_on: Some(order.from), ..order.letter.clone() };
    Order { foreign_number: Some(number), letter, state: OrderState::Issued, ..order }
}

/// A second exposure makes the order last three days longer: a new one that points back.
pub(super) fn extend(d: &mut Dossier, w: &mut World) {
    let Some(mut first) = d.row().orders.pop() else { return };
    let at = first.verbal_at.unwrap_or(w.clock.now) + TimeDelta::minutes(10);
    let later = |date: NaiveDate| date.checked_add_days(Days::new(3)).unwrap_or(date);
    let authority = first.authority.clone();
    let number = first.number.is_some().then(|| w.order_number(&authority, at));
    let is_request = first.number.is_some() && first.mode == IssuingMode::Request;
    let second = Order {
        id: OrderId::mint(at, &w.mint),
        number,
        state: if is_request { OrderState::Requested } else { OrderState::Issued },
        municipality_informed_at: None,
        to: later(first.to),
        reason: Some("Weitere Exposition drei Tage später".to_owned()),
        verbal_at: Some(at),
        letter: LetterDates::default(),
        foreign_number: None,
        amends: Some(first.id),
        ..first.clone()
    };
    first.state = OrderState::Amended;
    d.record().follow_up_until = Some(second.to);
    d.worked(at, "order_amended");
    d.row().orders.extend([first, second]);
}

/// Lifts the order in force.
pub(super) fn lift(d: &mut Dossier, by: &str, at: Moment, reason: &str) {
    d.record().follow_up_until = None;
    let ended = OrderEnd { at, by: by.to_owned(), reason: reason.to_owned() };
    for order in d.row().orders.iter_mut().filter(|order| order.binds()) {
        order.state = OrderState::Lifted;
        order.ended = Some(ended.clone());
    }
}
