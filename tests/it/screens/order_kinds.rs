//! Which kind of order: a ban on working instead of, or beside, what the rules propose; and which of several is meant.

use insta::assert_snapshot;
use rufliste::domain::call::Reason;
use rufliste::domain::decide::{Command, IssueOrder, Receipt};
use rufliste::domain::id::OrderId;
use rufliste::domain::order::{Order, OrderKind, RuleResult};
use rufliste::domain::record::Immunity;
use rufliste::domain::user::Role;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply};
use rufliste::tui::prompt::Purpose;
use serde_json::json;

use super::order_office::order;
use super::people::{self, date, uuid};
use super::seat::{Seat, supervisor, tracer};
use crate::fixture::user;

const SMALL: (u16, u16) = (80, 24);

/// The orders that went out last, in one transaction or as a single one.
fn given(seat: &Seat) -> Vec<IssueOrder> {
    let orders = |commands: &[Command]| -> Vec<IssueOrder> {
        let issued = commands.iter().filter_map(|command| match command {
            Command::IssueOrder(order) | Command::ProposeOrder(order) => Some((**order).clone()),
            _ => None,
        });
        issued.collect()
    };
    let batches = seat.effects.iter().rev().map(|effect| match effect {
        Effect::Perform { command, .. } => orders(std::slice::from_ref(command)),
        Effect::PerformAll { commands, .. } => orders(commands),
        _ => Vec::new(),
    });
    batches.into_iter().find(|orders| !orders.is_empty()).unwrap_or_default()
}

fn kinds(seat: &Seat) -> Vec<OrderKind> {
    given(seat).iter().map(|order| order.kind).collect()
}

/// A call about nobody but Emre, with what is to be different about it.
fn alone(lang: Lang, change: impl FnOnce(&mut rufliste::tui::msg::Served)) -> Seat {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.mates.clear();
    change(&mut served);
    let mut seat = Seat::at_queue(lang, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn);
    seat
}

#[test]
fn one_key_goes_from_quarantine_to_a_ban_on_working_to_both() {
    let mut seat = alone(Lang::De, |_| {});
    seat.press("q w");
    assert_snapshot!(seat.picture().lines().skip(7).take(8).collect::<Vec<_>>().join("\n"), @r#"
    Quarantäne
    > [x] Yılmaz, Emre             Tätigkeitsverbot Di 03.03. – So 22.03. measles-…
          letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
          measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
          § 31 IfSG, § 28 Abs. 1 IfSG
    "#);
    seat.press("w");
    assert_snapshot!(seat.picture().lines().skip(7).take(8).collect::<Vec<_>>().join("\n"), @r#"
    Quarantäne
    > [x] Yılmaz, Emre             Anordnung Di 03.03. – So 22.03. measles-contact
          letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
          measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
          Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
          rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
          ändern.
      [x] Yılmaz, Emre             Tätigkeitsverbot Di 03.03. – So 22.03. measles-…
    "#);
    seat.press("Enter");
    let orders = given(&seat);
    assert_eq!(kinds(&seat), [OrderKind::Quarantine, OrderKind::WorkBan]);
    assert_eq!((orders[0].from, orders[0].to), (orders[1].from, orders[1].to), "for the days of the rule");
    assert_ne!(orders[0].id, orders[1].id);
}

#[test]
fn a_ban_on_working_alone_takes_the_place_of_the_quarantine() {
    let mut seat = alone(Lang::En, |_| {});
    seat.press("q w Enter");
    assert_eq!(kinds(&seat), [OrderKind::WorkBan]);
    let mut seat = alone(Lang::De, |_| {});
    seat.press("q w w w Enter");
    assert_eq!(kinds(&seat), [OrderKind::Quarantine], "round and back");
}

#[test]
fn where_the_rules_count_no_days_the_end_of_the_ban_is_asked_for_with_a_reason() {
    let mut seat = alone(Lang::De, |served| served.sheet.record.immunity = Immunity::Vaccinated);
    seat.press("q Enter");
    assert!(given(&seat).is_empty(), "nothing follows from the rule");
    seat.press("w");
    assert_snapshot!(seat.line(8), @r#" > [x] Yılmaz, Emre             Tätigkeitsverbot Ende angeben"#);
    seat.press("Enter");
    assert!(given(&seat).is_empty());
    seat.write("10.3.").press("F2");
    assert!(seat.picture().contains("bitte begründen"), "{}", seat.picture());
    seat.write("Titer wird bestimmt").press("F2 Enter");
    let orders = given(&seat);
    assert_eq!((orders[0].kind, orders[0].to), (OrderKind::WorkBan, date(2026, 3, 10)));
    assert_eq!(orders[0].reason.as_deref(), Some("Titer wird bestimmt"));
}

#[test]
fn one_of_a_kind_is_in_force_so_the_other_kind_may_follow() {
    let mut seat = alone(Lang::De, |served| served.sheet.orders = vec![order(&json!({}))]);
    seat.press("q Enter");
    assert!(given(&seat).is_empty(), "the quarantine is in force: {}", seat.picture());
    seat.press("w Enter");
    assert_eq!(kinds(&seat), [OrderKind::WorkBan]);
    let mut seat = alone(Lang::De, |served| served.sheet.orders = vec![order(&json!({"kind": "work_ban"}))]);
    seat.press("2");
    assert!(seat.model.desk.confirm.is_some(), "a ban on working is no quarantine: the order is asked for");
}

#[test]
fn what_was_ordered_stays_and_the_ban_comes_beside_it() {
    let mut seat = alone(Lang::De, |_| {});
    seat.press("q w w Enter");
    let ids: Vec<OrderId> = given(&seat).iter().map(|order| order.id).collect();
    let receipt = |order: &OrderId| Receipt::Ordered {
        order: *order,
        kind: OrderKind::Quarantine,
        number: Some(format!("LINDENTAL-2026-{:06}", 1)),
        result: RuleResult::Order,
        from: date(2026, 3, 3),
        to: date(2026, 3, 22),
    };
    seat.command_answered(Reply::DoneAll(ids.iter().map(receipt).collect()));
    assert_eq!(seat.picture().matches("✓ Anordnung LINDENTAL-2026-000001").count(), 2, "{}", seat.picture());
}

#[test]
fn a_prepared_ban_is_named_and_lies_ready_for_who_may_order_it() {
    let mut seat = Seat::new(Lang::De, SMALL, user("neu", &[Role::Tracer], &[]));
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.mates.clear();
    seat.press("n").serve(served).send(Msg::Drawn).press("q w Enter");
    assert_eq!(kinds(&seat), [OrderKind::WorkBan]);
    let mut seat = alone(Lang::De, |served| {
        served.sheet.call.reason = Reason::Decision;
        served.sheet.call.handling.prepared = vec![OrderKind::WorkBan];
    });
    assert!(seat.picture().contains("! Vorbereitet: Tätigkeitsverbot"), "{}", seat.picture());
    seat.press("q Enter");
    assert_eq!(kinds(&seat), [OrderKind::WorkBan]);
}

/// The record of Emre with these orders.
fn at_record(lang: Lang, who: rufliste::domain::user::User, orders: Vec<Order>) -> Seat {
    let mut sheet = people::record_sheet(false);
    sheet.orders = orders;
    let mut seat = Seat::new(lang, SMALL, who);
    seat.press("n").serve(people::served(3, Reason::FirstNotification)).send(Msg::Drawn).press("l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(sheet)));
    seat
}

#[test]
fn the_orders_of_a_record_once_more_are_the_table() {
    let mut seat = at_record(Lang::De, tracer(), Vec::new());
    seat.press("q");
    assert!(seat.picture().contains("q hier noch einmal: anordnen"), "{}", seat.picture());
    seat.press("q");
    assert_snapshot!(seat.picture(), @r#"
     Anordnen: 03NQ-K8N1  YILMAZ, Emre                                        09:00
     Quarantäne
     > [x] Yılmaz, Emre             Anordnung Di 03.03. – So 22.03. measles-contact
           letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
           measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
           Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
           rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
           ändern.














     offener Anruf: 03NQ-K8N1
     Enter anordnen  w Art  k berichtigen  Leertaste ankreuzen  Esc zurück  F1 Hilfe
    cursor 3,2
    "#);
    seat.press("w w Enter");
    let orders = given(&seat);
    assert_eq!((kinds(&seat), orders[0].token), (vec![OrderKind::Quarantine, OrderKind::WorkBan], None));
    let receipt = |order: &IssueOrder| Receipt::Ordered {
        order: order.id,
        kind: order.kind,
        number: Some("LINDENTAL-2026-000001".into()),
        result: RuleResult::Order,
        from: order.from,
        to: order.to,
    };
    seat.command_answered(Reply::DoneAll(orders.iter().map(receipt).collect()));
    assert!(seat.picture().contains("2 Anordnungen"), "{}", seat.picture());
    seat.press("Enter");
    assert!(seat.picture().contains("Vorgang 03NQ-K8N1"), "{}", seat.picture());
}

#[test]
fn an_order_from_the_record_that_is_refused_says_why_on_its_line() {
    let mut seat = at_record(Lang::De, tracer(), Vec::new());
    seat.press("q q Enter");
    seat.command_answered(Reply::Refused(rufliste::domain::decide::Refusal::InForce(Some(
        "LINDENTAL-2026-000004".into(),
    ))));
    assert!(seat.picture().contains("! "), "{}", seat.picture());
    assert!(seat.picture().matches("LINDENTAL-2026-000004").count() >= 1, "{}", seat.picture());
    seat.press("w Enter");
    assert_eq!(kinds(&seat), [OrderKind::WorkBan], "another kind may be tried");
}

fn two() -> Vec<Order> {
    let ban = json!({"id": uuid(61), "number": "HOHENFELD-2026-000002", "kind": "work_ban", "to": "2026-03-10"});
    vec![order(&json!({})), order(&ban)]
}

#[test]
fn with_several_orders_one_is_picked_for_what_came_back() {
    let mut seat = at_record(Lang::De, tracer(), two());
    seat.press("D");
    assert_snapshot!(seat.picture().lines().take(5).collect::<Vec<_>>().join("\n"), @r#"
    Rückmeldung zu welcher Anordnung? YILMAZ, Emre                           09:00
    > HOHENFELD-2026-000001    Quarantäne        Di 03.03. – So 22.03. angefordert
      HOHENFELD-2026-000002    Tätigkeitsverbot  Di 03.03. – Di 10.03. angefordert
    "#);
    seat.press("Down Enter");
    let open = |seat: &Seat| seat.model.desk.prompt.as_ref().map(|open| open.purpose.clone());
    assert_eq!(open(&seat), Some(Purpose::Delivery(OrderId(uuid(61)), "HOHENFELD-2026-000002".into())));
    seat.write("17/26").press("F2");
    let noted = seat.commands().into_iter().find_map(|command| match command {
        Command::NoteDelivery { order, .. } => Some(*order),
        _ => None,
    });
    assert_eq!(noted, Some(OrderId(uuid(61))));
    seat.press("Esc");
    assert!(seat.picture().contains("Vorgang 03NQ-K8N1"), "{}", seat.picture());
}

#[test]
fn with_one_order_its_form_opens_at_once() {
    let orders = vec![two().remove(0), order(&json!({"id": uuid(62), "result": "by_ordinance", "number": null}))];
    let mut seat = at_record(Lang::De, tracer(), orders);
    seat.press("D");
    assert!(seat.picture().contains("Rückmeldung zu HOHENFELD-2026-000001"), "{}", seat.picture());
}

#[test]
fn a_supervisor_picks_the_order_to_be_lifted() {
    let mut seat = at_record(Lang::En, supervisor(), two());
    seat.press("A");
    assert_snapshot!(seat.picture().lines().take(5).collect::<Vec<_>>().join("\n"), @r#"
    Lift which order? YILMAZ, Emre                                           09:00
    > HOHENFELD-2026-000001    quarantine        Tue 3 Mar – Sun 22 M… requested
      HOHENFELD-2026-000002    ban on working    Tue 3 Mar – Tue 10 M… requested
    "#);
    seat.press("Down Enter").write("test").press("F2");
    let lifted = seat
        .commands()
        .into_iter()
        .any(|command| matches!(command, Command::LiftOrder { order, .. } if *order == OrderId(uuid(61))));
    assert!(lifted, "{:?}", seat.commands());
}
