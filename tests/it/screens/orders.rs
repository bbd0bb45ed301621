//! The table of proposed orders on the call screen.

use insta::assert_snapshot;
use rufliste::domain::call::Reason;
use rufliste::domain::decide::{Command, IssueOrder, Receipt};
use rufliste::domain::order::{OrderKind, RuleResult};
use rufliste::domain::user::Role;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply};

use super::people::{self, date};
use super::seat::Seat;
use crate::fixture::user;

const SMALL: (u16, u16) = (80, 24);

fn orders(seat: &Seat) -> Vec<&IssueOrder> {
    let commands = seat.commands().into_iter();
    commands
        .filter_map(|command| if let Command::IssueOrder(order) = command { Some(&**order) } else { None })
        .collect()
}

fn with_sister() -> Seat {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("q");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(people::record_sheet(true))));
    seat
}

#[test]
fn the_proposal_shows_its_derivation_and_what_is_missing() {
    assert_snapshot!(with_sister().picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Quarantäne
     > [x] Yılmaz, Emre             Anordnung Di 03.03. – So 22.03.
           letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
           measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
           Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
           rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
           ändern.
       [x] Yılmaz, Ela              fehlt: Kategorie



    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Enter anordnen  k berichtigen  Leertaste ankreuzen  Esc zurück  F1 Hilfe
    cursor 3,9
    "#);
}

#[test]
fn what_is_missing_is_asked_for_and_then_each_person_gets_one_order() {
    let mut seat = with_sister();
    seat.press("Enter");
    assert!(orders(&seat).is_empty());
    assert!(seat.picture().contains("Für die Anordnung fehlt"));
    seat.press("F2");
    assert!(seat.picture().contains("Bitte eine der Antworten"), "nothing is chosen beforehand");
    seat.press("e F2 Enter");
    let given = orders(&seat);
    assert_eq!(given.len(), 2);
    assert_eq!(
        (given[0].kind, given[0].from, given[0].to),
        (OrderKind::Quarantine, date(2026, 3, 3), date(2026, 3, 22))
    );
    assert_eq!(given[0].spoken_to.as_deref(), Some("Ayşe Yılmaz"));
    assert_eq!(given[1].facts.get("exposure.category").map(String::as_str), Some("close"));
    seat.press("Enter");
    assert_eq!(orders(&seat).len(), 2, "nothing is ordered twice");
}

#[test]
fn an_order_that_was_issued_shows_its_number() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("h Space Enter q Enter");
    let order = orders(&seat)[0].id;
    let receipt = Receipt::Ordered {
        order,
        number: Some("LINDENTAL-2026-000001".into()),
        result: RuleResult::Order,
        from: date(2026, 3, 3),
        to: date(2026, 3, 22),
    };
    seat.command_answered(Reply::Done(receipt));
    assert!(seat.picture().contains("✓ Anordnung LINDENTAL-2026-000001 bis So 22.03."), "{}", seat.picture());
    seat.press("1");
    assert_eq!(seat.logged().len(), 1, "the outcome follows at once");
}

#[test]
fn other_dates_need_a_reason() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("h Space Enter q k C-u").write("15.3.").press("F2");
    assert!(seat.picture().contains("bitte begründen"), "{}", seat.picture());
    seat.write("Riegelungsimpfung").press("F2 Enter");
    let given = orders(&seat);
    assert_eq!((given[0].to, given[0].reason.as_deref()), (date(2026, 3, 15), Some("Riegelungsimpfung")));
}

#[test]
fn without_the_right_to_order_the_proposal_is_passed_on() {
    let mut seat = Seat::new(Lang::De, SMALL, user("neu", &[Role::Tracer], &[]));
    seat.press("n");
    seat.serve(people::served(3, Reason::FirstNotification)).send(Msg::Drawn).press("h Space Enter q");
    assert!(seat.line(10).contains("Ohne Recht anzuordnen") || seat.picture().contains("Ohne Recht anzuordnen"));
    seat.press("Enter");
    assert!(matches!(seat.commands()[0], Command::ProposeOrder(_)));
}
