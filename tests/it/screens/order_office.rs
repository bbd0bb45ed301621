//! Orders that a municipality writes: asked for, answered, and what a move changes.

use insta::assert_snapshot;
use rufliste::domain::decide::{Command, DeliveryNews};
use rufliste::domain::id::Reference;
use rufliste::domain::order::Order;
use rufliste::domain::user::Role;
use rufliste::domain::view::OrderRow;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::Reply;
use serde_json::{Value, json};

use super::people::{date, record_sheet, uuid};
use super::seat::{Seat, supervisor, tracer};
use crate::fixture::user;

const SMALL: (u16, u16) = (80, 24);

pub fn order(more: &Value) -> Order {
    let mut order = json!({
        "id": uuid(60), "number": "HOHENFELD-2026-000001", "person": uuid(1), "record": uuid(2), "kind": "quarantine",
        "result": "order", "from": "2026-03-03", "to": "2026-03-22", "state": "requested", "rule": "measles-contact",
        "rulebook": "measles 2026-1", "legal_basis": "§ 28", "authority": "HOHENFELD", "mode": "request",
        "issued_by": "berg", "municipality": "05999002", "verbal_at": "2026-03-03T08:30:00Z",
        "proposed": {"from": "2026-03-03", "to": "2026-03-22", "base": "2026-03-01", "days": 21, "derivation": "21 Tage"}
    });
    order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(order).unwrap()
}

fn rows() -> Vec<OrderRow> {
    let row = |more, name: &str| OrderRow {
        order: order(&more),
        reference: Reference::new(123_456_789),
        name: name.to_owned(),
    };
    vec![
        row(json!({}), "Yılmaz, Emre"),
        row(json!({"state": "issued", "letter": {"written_on": "2026-03-02"}}), "Muster, Erika"),
        row(json!({"state": "issued", "result": "by_ordinance", "number": null}), "Kühn, Ben"),
        row(json!({"state": "issued", "number": "LINDENTAL-2026-000007", "kind": "work_ban"}), "Vogt, Claudia"),
    ]
}

fn at_orders(lang: Lang, who: rufliste::domain::user::User) -> Seat {
    let mut seat = Seat::new(lang, SMALL, who);
    seat.press("g o");
    seat.answer(|e| matches!(e, Effect::LoadOrders { .. }), Reply::Orders(rows()));
    seat
}

#[test]
fn the_list_says_what_was_asked_for_what_is_written_and_what_needs_no_letter() {
    assert_snapshot!(at_orders(Lang::De, supervisor()).picture(), @r#"
     Anordnungen: in Kraft                                                    09:00
       Nummer                  Name                 von       bis       schriftlich
     > HOHENFELD-2026-000001   Yılmaz, Emre         Di 03.03. So 22.03. angefordert
       HOHENFELD-2026-000001   Muster, Erika        Di 03.03. So 22.03. gestern
       durch Verordnung        Kühn, Ben            Di 03.03. So 22.03. entfällt
       LINDENTAL-2026-000007   Vogt, Claudia        Di 03.03. So 22.03. noch nicht

















     A aufheben  D Rückmeldung  n nächster  s suchen  e eingehend  + neu  F1 Hilfe
    cursor 3,2
    "#);
}

#[test]
fn the_list_in_english() {
    assert_snapshot!(at_orders(Lang::En, supervisor()).picture().lines().take(6).collect::<Vec<_>>().join("\n"), @"
    Orders: in force                                                         09:00
      number                  name                 from      until     written
    > HOHENFELD-2026-000001   Yılmaz, Emre         Tue 3 Mar Sun 22 M… requested
      HOHENFELD-2026-000001   Muster, Erika        Tue 3 Mar Sun 22 M… yesterday
      by ordinance            Kühn, Ben            Tue 3 Mar Sun 22 M… none due
      LINDENTAL-2026-000007   Vogt, Claudia        Tue 3 Mar Sun 22 M… not yet
    ");
}

#[test]
fn what_came_back_is_typed_into_three_fields() {
    let mut seat = at_orders(Lang::De, tracer());
    seat.press("D").write("32.2-17/26").press("Enter").write("2.3.").press("Enter").write("32.13.");
    assert_snapshot!(seat.picture().lines().skip(14).collect::<Vec<_>>().join("\n"), @"
    ── Rückmeldung zu HOHENFELD-2026-000001 ────────────────────────────────────────
       Aktenzeichen     32.2-17/26
       geschrieben am   2.3.
     > zugestellt am    32.13.

     F2 speichern  Enter speichern  Esc zurück  F1 Hilfe
    cursor 26,21
    ");
    seat.press("F2");
    assert!(seat.commands().is_empty(), "a date that is none is asked for again");
    seat.press("C-u").write("3.3.").press("F2");
    let news = DeliveryNews {
        file_number: Some("32.2-17/26".into()),
        written_on: Some(date(2026, 3, 2)),
        delivered_on: Some(date(2026, 3, 3)),
    };
    let given = seat.commands();
    assert!(
        matches!(given[0], Command::NoteDelivery { news: noted, replace: true, .. } if *noted == news),
        "{given:?}"
    );
}

#[test]
fn where_no_letter_belongs_nothing_comes_back() {
    let mut seat = at_orders(Lang::De, tracer());
    seat.press("Down Down D");
    assert!(seat.line(22).contains("ein Schreiben gibt es nicht"), "{}", seat.line(22));
}

#[test]
fn the_requested_ones_are_a_list_of_their_own() {
    let mut seat = at_orders(Lang::De, supervisor());
    seat.press("f a F2");
    let asked = seat.effects.iter().rev().find_map(|effect| match effect {
        Effect::LoadOrders { filter, .. } => Some(filter.clone()),
        _ => None,
    });
    let asked = asked.unwrap();
    assert_eq!(asked.state, Some(rufliste::domain::order::OrderState::Requested), "{}", seat.picture());
    assert_eq!(asked.in_force_on, Some(date(2026, 3, 3)), "what is past is over");
}

#[test]
fn an_order_office_begins_at_its_orders_and_asks_for_its_own_only() {
    let mut office = user("amt", &[Role::OrderOffice], &[]);
    office.municipality = Some("05999002".into());
    let seat = Seat::new(Lang::De, SMALL, office);
    let [Effect::LoadOrders { filter, .. }] = seat.effects.as_slice() else { panic!("{:?}", seat.effects) };
    assert_eq!(filter.municipality.as_deref(), Some("05999002"));
}

#[test]
fn the_record_says_who_is_competent_where_the_letter_is_and_what_is_not_clear() {
    let mut sheet = record_sheet(false);
    sheet.orders = vec![order(&json!({
        "state": "issued", "foreign_number": "32.2-17/26", "letter": {"written_on": "2026-03-02"}
    }))];
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(sheet.clone())));
    seat.press("q");
    let text = seat.picture();
    assert!(text.contains("HOHENFELD · Aktenzeichen 32.2-17/26 · schriftlich Mo 02.03."), "{text}");
    assert!(text.contains("Schreiben ist bereits heraus: HOHENFELD"), "{text}");
    let address = &mut sheet.person.addresses[0];
    (address.place, address.municipality) = ("Hohenfeld".into(), None);
    seat.press("Esc l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(sheet)));
    assert!(seat.picture().contains("nicht eindeutig: Lindental, Hohenfeld"), "{}", seat.picture());
}
