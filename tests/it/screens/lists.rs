//! Search, record, orders, batches, board, help and palette.

use insta::assert_snapshot;
use rufliste::domain::batch::{Batch, BatchState};
use rufliste::domain::call::{CallState, Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{CallId, RecordId, Reference};
use rufliste::domain::record::Kind;
use rufliste::domain::shift::Need;
use rufliste::domain::view::{QueueCounts, SearchHit, StationRow};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Board, Msg, Reply};

use super::people::{self, uuid};
use super::seat::{Seat, supervisor};
use crate::fixture::at;

const SMALL: (u16, u16) = (80, 24);

pub fn hit(n: u32) -> SearchHit {
    let row = people::row(n);
    SearchHit {
        record: RecordId(uuid(u128::from(n) + 500)),
        reference: row.reference,
        kind: Kind::Contact,
        disease: Disease::Measles,
        name: row.name,
        birth: row.birth,
        place_name: row.place_name,
        phone: row.phone,
        call: Some((
            CallId(uuid(u128::from(n) + 100)),
            row.reason,
            if n == 1 { CallState::Done } else { CallState::Open },
        )),
    }
}

#[test]
fn search_lists_hits_while_it_is_typed() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("s").write("yil 3.4");
    let searches = seat.effects.iter().filter(|effect| matches!(effect, Effect::Search { .. })).count();
    assert_eq!(searches, 7);
    seat.answer(|e| matches!(e, Effect::Search { .. }), Reply::Hits((0..4).map(hit).collect()));
    seat.press("Down");
    assert_snapshot!(seat.picture(), @r#"
     Suche                                                                    09:00
     Suche yil 3.4

       0000-00BA  Yılmaz, Emre          03.04.1950  Lindental      Erstanruf
     > 0000-7QT6  Müller-Lüdenscheidt,… 03.04.1957  Hohenfeld      erledigt
       0000-FF91  Öztürk, Zübeyde       03.04.1964  Lindental      Fallermittlung
       0000-Q6RT  Groß, Ina             03.04.1971  Hohenfeld      Abschlussanruf
















     Einfg neu  Enter öffnen  Esc zurück  F1 Hilfe
    cursor 14,1
    "#);
    seat.press("Enter");
    assert!(matches!(seat.effects.last(), Some(Effect::LoadRecord { .. })));
}

#[test]
fn the_answer_to_an_older_search_is_dropped() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("s").write("y");
    let Some(Effect::Search { generation, .. }) = seat.effects.last().cloned() else { panic!() };
    seat.write("i").send(Msg::Reply(generation, Reply::Hits(vec![hit(0)])));
    assert!(!seat.picture().contains("Emre"));
}

fn at_record(lang: Lang) -> Seat {
    let mut seat = Seat::at_call(lang, SMALL);
    seat.press("l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(people::record_sheet(false))));
    seat
}

#[test]
fn the_record_tells_everything_about_a_person() {
    let mut seat = at_record(Lang::De);
    assert_snapshot!(seat.picture(), @r#"
     Vorgang 03NQ-K8N1  Kontaktperson  YILMAZ, Emre                           09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
    >Person
       Geburtsdatum         03.04.2016  9 J.
       Geschlecht           männlich
       Sprachen             Türkisch
       Meldeanschrift       Lindenallee 7, 50999 Lindental
       Gemeinde             Lindental (LINDENTAL, Gesundheitsamt erlässt selbst)
       Sorgeberechtigte     Ayşe Yılmaz

     Telefon
       0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40
       0221 47 10 12 0        Festnetz             nie

     Kontaktperson
       Krankheit            Masern
       Kategorie            Haushalt
       letzter Kontakt      So 01.03.
       Umfeld               Haushalt
       Indexfall            8R2K
       Immunstatus          kein Schutz
       Personengruppe       Schule, Kita
     offener Anruf: 03NQ-K8N1
     c anrufen  q Anordnungen  t Nummern  p Person  v Vermerk  h Haushalt  F1 Hilfe
    cursor 1,2
    "#);
    seat.press("x");
    assert!(seat.picture().contains("Kita Sonnenblume"));
    seat.press("Esc");
    assert!(seat.line(0).starts_with(" ERSTANRUF"), "{}", seat.line(0));
}

#[test]
fn an_outcome_is_corrected_with_a_reason() {
    let mut seat = at_record(Lang::De);
    seat.press("K");
    assert!(seat.picture().contains("── Ergebnis berichtigen: gestern 17:40 keine Antwort ──"), "{}", seat.picture());
    seat.press("b Enter F2");
    assert!(seat.commands().is_empty(), "a reason is needed");
    seat.write("vertippt").press("F2");
    let Command::CorrectOutcome { outcome, reason, .. } = seat.commands()[0] else { panic!() };
    assert_eq!((*outcome, reason.as_str()), (Outcome::Busy, "vertippt"));
    seat.command_answered(Reply::Done(Receipt::Saved));
    assert!(matches!(seat.effects.last(), Some(Effect::LoadRecord { .. })));
}

#[test]
fn the_help_lists_the_live_keys() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("F1");
    assert_snapshot!(seat.picture(), @r#"
     Tasten auf diesem Bildschirm   1–21 von 33 · BildAb blättert             09:00
     Anrufliste
       Auf            Geht eine Zeile nach oben.
       Ab             Geht eine Zeile nach unten.
       BildAuf        Blättert eine Seite zurück.
       BildAb         Blättert eine Seite vor.
       Pos1           Geht zur ersten Zeile.
       Ende           Geht zur letzten Zeile.
       f              Schränkt die Liste ein.
       m              Zeigt nur, was mir zugeteilt oder mit mir vereinbart ist.
       w              Legt eine Wiedervorlage an.
       y              Erklärt, warum der Anruf an dieser Stelle steht.
     Überall
       n              Holt den nächsten Anruf.
       s, /           Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder
                      Aktenzeichen.
       e              Nimmt einen eingehenden Anruf an; das laufende Gespräch wird
                      geparkt.
       +              Legt eine Person an, die noch nicht erfasst ist.
       F1, ?          Zeigt die Tasten, die hier gelten.
       ., :           Zeigt alle Befehle mit Namen und Taste.
       u, Strg-Z      Nimmt die letzte Eingabe zurück.

     Enter öffnen  Esc zurück  F1 Hilfe
    cursor 0,1
    "#);
}

#[test]
fn the_palette_finds_an_action_by_name_and_does_it() {
    let mut seat = Seat::at_queue(Lang::En, SMALL);
    seat.press(".").write("help");
    assert_snapshot!(seat.picture(), @r#"
     Commands                                                                 09:00
     Command help

     > help                   F1       Shows the keys that work here.



















     Enter open  Esc back  F1 help
    cursor 13,1
    "#);
    seat.press("Enter");
    assert_eq!(seat.model.stack.len(), 1);
    assert!(seat.line(0).contains("Keys on this screen"), "{}", seat.line(0));
}

fn batch(number: u32, state: BatchState) -> Batch {
    Batch {
        destination: "office".into(),
        number,
        state,
        first: 1,
        last: 40,
        records: 1234,
        sealed_at: at(8),
        sealed_by: "haas".into(),
        head: Default::default(),
        previous: Default::default(),
        manifest: None,
    }
}

#[test]
fn a_batch_is_written_after_one_question() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.press("g d");
    let waiting = vec![("records".to_owned(), 0), ("office".to_owned(), 17)];
    let batches = vec![batch(2, BatchState::Written), batch(1, BatchState::Acknowledged)];
    seat.answer(|e| matches!(e, Effect::LoadBatches { .. }), Reply::Batches(batches, waiting));
    seat.press("Down X");
    assert_snapshot!(seat.picture(), @r#"
     Datenlieferungen                                                         09:00
       records                0 Datensätze warten
     > office                 17 Datensätze warten
       office-000002                  1.234  geschrieben    heute 08:00 haas
       office-000001                  1.234  bestätigt      heute 08:00 haas

















     Datenlieferung für office abschließen und schreiben? j / n
     j ja  n nein
    cursor 60,22
    "#);
    seat.press("j");
    assert!(matches!(seat.effects.last(), Some(Effect::Export { destination, .. }) if destination == "office"));
    let exported = Reply::Exported("office".into(), Some(3), 17, "/srv/out/office-000003".into());
    seat.answer(|e| matches!(e, Effect::Export { .. }), exported);
    assert!(seat.line(22).contains("17 Datensätze"), "{}", seat.line(22));
}

#[test]
fn the_board_shows_whether_the_queue_is_under_control() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.press("b");
    let counts = |open, ready, overdue| QueueCounts { open, ready, overdue, ..QueueCounts::default() };
    let board = Board {
        counts: counts(120, 40, 3),
        reasons: vec![(Reason::FirstNotification, counts(80, 30, 3)), (Reason::FollowUp, counts(40, 10, 0))],
        outcomes: vec![
            (Reason::FirstNotification, Outcome::NoAnswer, 41),
            (Reason::FollowUp, Outcome::NoAnswer, 9),
            (Reason::FirstNotification, Outcome::Complete, 22),
        ],
        stations: vec![StationRow {
            lease: people::lease(3),
            reference: Reference::new(123_456_789),
            reason: Reason::FirstNotification,
        }],
        stranded: vec![(Need::new(Some("ar"), None), 4), (Need::new(None, Some("order")), 1)],
        escalated: vec![(RecordId(uuid(2)), people::row(1))],
    };
    seat.answer(|e| matches!(e, Effect::LoadBoard { .. }), Reply::Board(Box::new(board)));
    assert_snapshot!(seat.picture(), @r#"
     Übersicht                                                                09:00
    >Anrufliste nach Anlass
      Erstanruf               30 bereit       3 überfällig ████████████████████
      Nachverfolgung          10 bereit       0 überfällig ██████████
      ! 5 Anrufe kann im Dienst niemand annehmen: Arabisch 4, Recht anzuordnen 1

     Ergebnisse heute
      keine Antwort                       50 ██████████████████████████████
      erreicht, erledigt                  22 ██████████████

     Plätze
      berg           platz-3      03NQ-K8N1 Erstanruf          0 Min.

     Liste der Teamleitung
      0000-7QT6 Müller-Lüdenscheidt, Anna… Nachverfolgung     keine Antwort








     n nächster  s suchen  e eingehend  + neu  Z zuteilen  F freigeben  F1 Hilfe
    cursor 1,1
    "#);
}

#[test]
fn orders_are_lifted_only_by_who_may() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.press("g o");
    let order = serde_json::from_value(serde_json::json!({
        "id": uuid(60), "number": "LINDENTAL-2026-000001", "person": uuid(1), "record": uuid(2), "kind": "quarantine",
        "result": "order", "from": "2026-03-03", "to": "2026-03-22", "state": "issued", "rule": "measles-contact",
        "rulebook": "measles 2026-1", "legal_basis": "§ 28", "authority": "LINDENTAL", "mode": "own",
        "issued_by": "berg", "municipality": "05999001",
        "proposed": {"from": "2026-03-03", "to": "2026-03-22", "base": "2026-03-01", "days": 21, "derivation": "21 Tage"}
    }));
    let row = rufliste::domain::view::OrderRow {
        order: order.unwrap(),
        reference: Reference::new(123_456_789),
        name: "Yılmaz, Emre".into(),
    };
    seat.answer(|e| matches!(e, Effect::LoadOrders { .. }), Reply::Orders(vec![row]));
    assert_snapshot!(seat.picture().lines().take(4).collect::<Vec<_>>().join("\n"), @r#"
    Anordnungen: in Kraft                                                    09:00
      Nummer                  Name                 von       bis       schriftlich
    > LINDENTAL-2026-000001   Yılmaz, Emre         Di 03.03. So 22.03. noch nicht
    "#);
    seat.press("A").write("Test negativ").press("Enter");
    assert!(matches!(seat.commands()[0], Command::LiftOrder { reason, .. } if reason == "Test negativ"));
}
