//! The table of proposed orders on the call screen.

use insta::assert_snapshot;
use rufliste::domain::call::{Outcome, Reason};
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
    seat.answer(|e| matches!(e, Effect::LoadMates { .. }), Reply::Mates(vec![people::mate_sheet()]));
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
     > [x] Yılmaz, Emre             Anordnung Di 03.03. – So 22.03. measles-contact
           letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
           measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
           Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
           rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
           ändern.
       [x] Yılmaz, Ela              fehlt: Kategorie



    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Enter anordnen  w Art  k berichtigen  Leertaste ankreuzen  Esc zurück  F1 Hilfe
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
        kind: OrderKind::Quarantine,
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

/// A call that is about nobody but the person on the screen.
fn alone(lang: Lang) -> Seat {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.mates.clear();
    let mut seat = Seat::at_queue(lang, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn);
    seat
}

fn ordered(order: rufliste::domain::id::OrderId) -> Reply {
    Reply::Done(Receipt::Ordered {
        order,
        kind: OrderKind::Quarantine,
        number: Some("LINDENTAL-2026-000001".into()),
        result: RuleResult::Order,
        from: date(2026, 3, 3),
        to: date(2026, 3, 22),
    })
}

#[test]
fn who_was_told_the_order_and_hangs_up_is_under_order() {
    let mut seat = alone(Lang::De);
    seat.press("2");
    assert!(seat.logged().is_empty() && orders(&seat).is_empty());
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
    ────────────────────────────────────────────────────────────────────────────────
     Schritt 1/12                                                    stimmt?  j / n

     Guten Tag, mein Name ist berg, ich rufe vom Gesundheitsamt Lindental an.
     Spreche ich mit Ayşe Yılmaz?

     Damit ich sicher bin, dass ich mit der richtigen Person spreche: Nennen Sie
     mir bitte Ihr Geburtsdatum.

     Für Mailbox und Dritte: Guten Tag, hier ist Gesundheitsamt Lindental. Bitte
     rufen Sie uns zurück, Ayşe Yılmaz: 0221 4710100. Vielen Dank.


    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere
     Anordnung bis So 22.03. mitgeteilt? j / n
     j ja  n nein
    cursor 43,22
    "#);
    seat.press("j 2 n");
    let given = orders(&seat);
    assert_eq!((given.len(), given[0].to, given[0].token), (1, date(2026, 3, 22), Some(41)));
    assert_eq!(given[0].spoken_to.as_deref(), Some("Ayşe Yılmaz"));
    assert!(seat.logged().is_empty(), "the order goes out first");
    let order = given[0].id;
    seat.command_answered(ordered(order));
    assert_eq!(seat.logged()[0].outcome, Outcome::Partial);
    seat.command_answered(super::call::logged(Outcome::Partial));
    assert!(matches!(seat.effects.last(), Some(Effect::LoadCounts { .. } | Effect::ServeNext { .. })));
    assert_eq!((orders(&seat).len(), seat.logged().len()), (1, 1));
}

#[test]
fn the_order_that_was_spoken_stands_beside_the_outcome() {
    let mut seat = alone(Lang::En);
    seat.press("9").write("will nicht").press("Enter");
    assert_snapshot!(seat.line(22), @" Was the order until Sun 22 Mar spoken? y / n");
    seat.press("y");
    let order = orders(&seat)[0].id;
    seat.command_answered(ordered(order)).command_answered(super::call::logged(Outcome::Refused));
    assert_eq!(seat.logged()[0].note, "will nicht");
    assert_snapshot!(seat.picture(), @r#"
     FIRST NOTIFICATION  03NQ-K8N1  due 11:00  why: Erstanruf, Priorität hoch… 0:00
     YILMAZ, Emre, age 9  *3 Apr 2016  Turkish  Lindental  speak to: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        yesterday 17:40 no answer
       0221 47 10 12 0        Festnetz             never
     measles · contact: household, last Sun 1 Mar · index 8R2K · household
    ────────────────────────────────────────────────────────────────────────────────

     ✓ refused to take part · next attempt 17:00 · u undo
       order LINDENTAL-2026-000001 until Sun 22 Mar

       n next call











     n next  s search  e incoming  p person  Esc back  F1 help
    cursor 5,11
    "#);
}

#[test]
fn without_a_spoken_order_the_outcome_alone_is_logged() {
    let mut seat = alone(Lang::De);
    seat.press("9").write("will nicht").press("Enter Esc");
    assert!(seat.logged().is_empty() && seat.model.desk.confirm.is_none(), "going back logs nothing");
    seat.press("9 Enter n").command_answered(super::call::logged(Outcome::Refused));
    assert_eq!((orders(&seat).len(), seat.logged().len()), (0, 1));
    assert_eq!((seat.logged()[0].outcome, seat.logged()[0].note.as_str()), (Outcome::Refused, "will nicht"));
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
    ────────────────────────────────────────────────────────────────────────────────

     ✓ Mitwirkung verweigert · nächster Versuch 17:00 · u zurück

       n nächster Anruf












     n nächster  s suchen  e eingehend  p Person  Esc zurück  F1 Hilfe
    cursor 5,10
    "#);
}

#[test]
fn an_order_that_was_given_or_is_in_force_is_not_asked_for_again() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("h Space Enter q Enter");
    let order = orders(&seat)[0].id;
    seat.command_answered(ordered(order)).press("2");
    assert_eq!(seat.logged().len(), 1);
    for digits in ["3", "4", "5", "6"] {
        let mut seat = Seat::at_call(Lang::De, SMALL);
        seat.press(digits);
        assert_eq!(seat.logged().len(), 1, "nobody was spoken with");
    }
}

#[test]
fn what_an_order_lacks_is_said_beside_the_outcome() {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.record.exposure.category = None;
    served.sheet.mates.clear();
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn).press("2");
    assert_eq!(seat.logged().len(), 1);
    seat.command_answered(super::call::logged(Outcome::Partial));
    assert!(seat.picture().contains("Keine Anordnung. Dafür fehlt: Kategorie"), "{}", seat.picture());
}

#[test]
fn an_order_that_is_refused_leaves_the_call_open() {
    let mut seat = alone(Lang::De);
    seat.press("2 j").command_answered(Reply::Failed("Die Platte ist voll. Platz schaffen.".into()));
    assert_eq!(seat.line(22), " ! Die Platte ist voll. Platz schaffen.");
    assert!(seat.logged().is_empty());
    seat.press("2 n");
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn without_the_right_to_order_the_question_offers_a_proposal() {
    let mut seat = Seat::new(Lang::De, SMALL, user("neu", &[Role::Tracer], &[]));
    seat.press("n");
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.mates.clear();
    seat.serve(served).send(Msg::Drawn).press("2");
    assert!(seat.line(22).contains("vorschlagen?"), "{}", seat.line(22));
    seat.press("j");
    assert!(matches!(seat.commands()[0], Command::ProposeOrder(_)));
    seat.command_answered(Reply::Done(Receipt::Proposed));
    assert_eq!(seat.logged().len(), 1);
}
