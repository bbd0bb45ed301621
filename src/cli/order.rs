//! `order list|show|issue|lift`: quarantine orders.

use crate::domain::decide::{Command, Ctx, DeliveryNews, Facts, IssueOrder, Receipt, Refusal, proposal_with};
use crate::domain::id::{ActionId, OrderId};
use crate::domain::order::{Order as OrderData, OrderKind, OrderState};
use crate::domain::record::Record;
use crate::domain::rulebook::{Proposal, derivation};
use crate::domain::user::{OrdersSeen, Power};
use crate::domain::view::{OrderFilter, OrderRow};
use crate::failure::{Failure, Kind};
use crate::store::StoreError;
use crate::store::perform::NotDone;
use crate::t;
use crate::text::{Lang, dates, labels, say};

use super::Done;
use super::args::Order;
use super::lookup;
use super::output::{Cell, Rows};
use super::session::{Session, not_done_failure};

/// More orders than any office has in force.
const ALL: usize = 1_000_000;

/// Runs `order`.
pub(super) fn run(args: Order, mut session: Session) -> Result<Done, Failure> {
    match args {
        Order::List { in_force, ending_today, without_letter, state, municipality } => {
            let (today, lang) = (session.today(), session.lang);
            let state = state.map(|text| lookup::code(lang, &text, OrderState::ALL)).transpose()?;
            let municipality = municipality.map(|text| lookup::municipality_key(&session, &text)).transpose()?;
            let filter = OrderFilter {
                // What is past is over, whether or not that was written down yet.
                in_force_on: (in_force || state.is_some_and(OrderState::binds)).then_some(today),
                ending_on: ending_today.then_some(today),
                without_letter,
                state,
                municipality,
            };
            list(&mut session, filter)
        }
        Order::Show { number } => show(&mut session, &number),
        Order::Note { number: None, from: Some(file), .. } => super::delivery::from_file(&mut session, &file),
        Order::Note { number, file_number, written, delivered, .. } => {
            let date = |text: Option<String>| text.map(|text| lookup::date(session.lang, &text)).transpose();
            let news = DeliveryNews { file_number, written_on: date(written)?, delivered_on: date(delivered)? };
            note(&mut session, number.as_deref().unwrap_or_default(), news)
        }
        Order::Issue { reference, kind, from, to, reason, spoken_to, facts, dry_run } => {
            let lang = session.lang;
            let wanted = Wanted {
                kind: kind.map(|text| lookup::code(lang, &text, OrderKind::ALL)).transpose()?,
                from: from.map(|text| lookup::date(lang, &text)).transpose()?,
                to: to.map(|text| lookup::date(lang, &text)).transpose()?,
                reason,
                spoken_to,
                facts: lookup::facts(lang, &facts)?,
            };
            issue(&mut session, &reference, wanted, dry_run)
        }
        Order::Lift { number, reason } => {
            let order = find(&mut session, &number)?;
            let receipt = session.perform(&Command::LiftOrder { order: order.id, reason })?;
            said(&session, &receipt)?;
            Ok(Done::Fine)
        }
    }
}

/// What the command line asks for beyond the proposal.
struct Wanted {
    kind: Option<OrderKind>,
    from: Option<chrono::NaiveDate>,
    to: Option<chrono::NaiveDate>,
    reason: Option<String>,
    spoken_to: Option<String>,
    facts: Facts,
}

fn list(session: &mut Session, mut filter: OrderFilter) -> Result<Done, Failure> {
    match session.me()?.orders_seen() {
        OrdersSeen::All => {}
        OrdersSeen::Of(own) => filter.municipality = Some(own),
        OrdersSeen::None => return Err(refused(session, Refusal::NotPermitted(Power::Read))),
    }
    let found = session.read(|queries| queries.orders(&filter, ALL))?;
    let rows = table(session, &found);
    session.printer().rows(&rows)?;
    Ok(Done::Fine)
}

fn refused(session: &Session, refusal: Refusal) -> Failure {
    not_done_failure(session.lang, &NotDone::Refused(refusal), session.now(), session.office.tz())
}

fn table(session: &Session, orders: &[OrderRow]) -> Rows {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let mut rows = session.printer().columns(&[
        ("number", "column-number"),
        ("reference", "column-reference"),
        ("person", "column-name"),
        ("kind", "column-kind"),
        ("from", "column-from"),
        ("to", "column-until"),
        ("state", "column-state"),
        ("rule", "column-rule"),
        ("verbal_at", "column-verbal"),
        ("municipality", "column-municipality"),
        ("result", "column-result"),
        ("authority", "column-authority"),
        ("file_number", "column-file-number"),
        ("written_on", "column-written"),
        ("delivered_on", "column-delivered"),
    ]);
    for OrderRow { order, reference, name } in orders {
        rows.push(vec![
            Cell::maybe(order.number.clone(), Cell::same),
            Cell::same(reference.to_string()),
            Cell::same(name.clone()),
            Cell::new(labels::order_kind(lang, order.kind), order.kind.code()),
            Cell::new(dates::date_numeric(lang, order.from), order.from.to_string()),
            Cell::new(dates::date_numeric(lang, order.to), order.to.to_string()),
            {
                let state = order.state_on(session.today());
                Cell::new(labels::order_state(lang, state), state.code())
            },
            Cell::same(order.rule.clone()),
            Cell::maybe(order.verbal_at, |at| Cell::time(dates::nearest_moment(lang, at, now, zone), at)),
            Cell::maybe(order.municipality.clone(), |key| Cell::new(lookup::municipality(session, &key), key)),
            Cell::new(labels::rule_result(lang, order.result), order.result.code()),
            Cell::same(order.authority.clone()),
            Cell::maybe(order.foreign_number.clone(), Cell::same),
            Cell::maybe(order.written_on(zone), |day| Cell::new(dates::date_numeric(lang, day), day.to_string())),
            Cell::maybe(order.letter.delivered_on, |day| Cell::new(dates::date_numeric(lang, day), day.to_string())),
        ]);
    }
    rows
}

fn note(session: &mut Session, number: &str, news: DeliveryNews) -> Result<Done, Failure> {
    if news.is_empty() {
        return Err(Failure::new(Kind::Usage, t!(session.lang, "order-note-empty")));
    }
    let order = find(session, number)?;
    let receipt = session.perform(&Command::NoteDelivery { order: order.id, news, replace: true })?;
    said(session, &receipt)?;
    Ok(Done::Fine)
}

/// The order of a number.
///
/// # Errors
/// There is none.
fn find(session: &mut Session, number: &str) -> Result<OrderData, Failure> {
    let found = session.read(|queries| queries.order_by_number(number))?;
    found.ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "order-unknown", number = number)))
}

fn show(session: &mut Session, number: &str) -> Result<Done, Failure> {
    let user = session.me()?;
    let order = find(session, number)?;
    if !user.orders_seen().has(order.municipality.as_deref()) {
        return Err(refused(session, Refusal::NotPermitted(Power::Read)));
    }
    let (derivation, legal_basis) = (order.proposed.derivation.clone(), order.legal_basis.clone());
    let row = session.read(|queries| {
        let missing = || StoreError::Corrupt("an order without its record".into());
        let record = queries.record(order.record)?.ok_or_else(missing)?;
        let person = queries.person(record.person)?.ok_or_else(missing)?;
        Ok(OrderRow { order, reference: record.reference, name: person.listed_name() })
    })?;
    let rows = table(session, std::slice::from_ref(&row));
    session.printer().card(&rows)?;
    if session.printer().is_for_people() {
        session.printer().line(&t!(session.lang, "order-derivation", text = derivation))?;
        session.printer().line(&t!(session.lang, "order-legal", basis = legal_basis))?;
    }
    Ok(Done::Fine)
}

fn issue(session: &mut Session, reference: &str, wanted: Wanted, dry_run: bool) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?;
    let proposal = proposal(session, &record, &wanted)?;
    if dry_run {
        print_proposal(session, &proposal)?;
        return Ok(Done::Fine);
    }
    let order = Box::new(IssueOrder {
        id: OrderId::mint(session.now(), &session.mint),
        record: record.id,
        token: None,
        kind: proposal.kind,
        from: wanted.from.unwrap_or(proposal.from),
        to: wanted.to.unwrap_or(proposal.to),
        reason: wanted.reason,
        spoken_to: wanted.spoken_to,
        facts: wanted.facts,
    });
    // Who may not speak it passes it on, prepared, to somebody who may.
    let may_speak = session.me()?.may(Power::SpeakOrder);
    let command = if may_speak { Command::IssueOrder(order) } else { Command::ProposeOrder(order) };
    let receipt = session.perform(&command)?;
    said(session, &receipt)?;
    Ok(if may_speak { Done::Fine } else { Done::NeedsAttention })
}

fn proposal(session: &mut Session, record: &Record, wanted: &Wanted) -> Result<Proposal, Failure> {
    let user = session.require(Power::Work)?;
    let now = session.now();
    let ctx = Ctx {
        now,
        user: &user,
        station: &session.station,
        office: &session.office,
        rules: &session.rules,
        mint: &session.mint,
        action: ActionId::mint(now, &session.mint),
        german: session.lang == Lang::De,
    };
    proposal_with(record, wanted.kind, &wanted.facts, &ctx).map_err(|refusal| refused(session, refusal))
}

fn print_proposal(session: &Session, proposal: &Proposal) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    let german = lang == Lang::De;
    if !printer.is_for_people() {
        return printer.value(&serde_json::json!({
            "result": proposal.result.code(),
            "kind": proposal.kind.code(),
            "from": proposal.from.to_string(),
            "to": proposal.to.to_string(),
            "release_test": proposal.earliest_release().map(|day| day.to_string()),
            "rule": proposal.rule,
            "rulebook": proposal.rulebook,
            "legal_basis": proposal.legal_basis,
            "derivation": derivation(proposal, german),
        }));
    }
    let (from, until) = (dates::date_short(lang, proposal.from), dates::date_short(lang, proposal.to));
    let kind = labels::order_kind(lang, proposal.kind);
    printer.line(&t!(lang, "order-would", kind = kind, from = from, until = until))?;
    if let Some(day) = proposal.earliest_release() {
        printer.line(&t!(lang, "order-release-test", when = dates::date_short(lang, day)))?;
    }
    printer.line(&t!(lang, "order-derivation", text = derivation(proposal, german)))?;
    printer.line(&t!(lang, "order-legal", basis = &proposal.legal_basis))?;
    printer.line(&t!(lang, "order-rule", rule = &proposal.rule, rulebook = &proposal.rulebook))?;
    printer.line(&t!(lang, "cli-dry-run"))
}

fn said(session: &Session, receipt: &Receipt) -> Result<(), Failure> {
    if session.printer().is_for_people() {
        return session.printer().line(&say::receipt(session.lang, receipt, session.now(), session.office.tz()));
    }
    let number = match receipt {
        Receipt::Ordered { number, .. } | Receipt::Lifted { number } | Receipt::DeliveryNoted { number } => {
            number.clone()
        }
        _ => None,
    };
    session.printer().value(&serde_json::json!({ "number": number, "proposed": *receipt == Receipt::Proposed }))
}
