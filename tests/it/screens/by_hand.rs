//! People entered, corrected and captured on the telephone, and their numbers: pictures and flows.

use insta::assert_snapshot;
use rufliste::domain::call::{CallState, Reason};
use rufliste::domain::decide::{Command, Corrected, NumberChange, Receipt, Refusal};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{CallId, RecordId, Reference};
use rufliste::domain::record::Kind;
use rufliste::domain::view::SearchHit;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply, Served};
use rufliste::tui::screen::call::CallScreen;

use super::people;
use super::seat::Seat;

const SMALL: (u16, u16) = (80, 24);

fn hit(n: u32, name: &str) -> SearchHit {
    SearchHit {
        record: RecordId(people::uuid(u128::from(n))),
        reference: Reference::new(u64::from(n) * 7919),
        kind: Kind::Contact,
        disease: Disease::Measles,
        name: name.into(),
        birth: Some(people::date(1985, 4, 3)),
        place_name: "Lindental".into(),
        phone: Some("0221 4710120".into()),
        call: Some((CallId(people::uuid(900)), Reason::FirstNotification, CallState::Open)),
    }
}

fn asks_candidates(effect: &Effect) -> bool {
    matches!(effect, Effect::Candidates { .. })
}

fn added() -> Reply {
    Reply::Done(Receipt::Added {
        record: RecordId(people::uuid(70)),
        reference: Reference::new(777),
        call: Some((CallId(people::uuid(71)), Reason::FirstNotification)),
        near: Vec::new(),
    })
}

fn case() -> Served {
    let mut served = people::served(3, Reason::IndexInterview);
    served.sheet.record.kind = Kind::Case;
    served.sheet.record.infection.specimen = Some(people::date(2026, 3, 1));
    served.sheet.mates.clear();
    served
}

fn at_interview(lang: Lang) -> Seat {
    let mut seat = Seat::at_queue(lang, SMALL);
    seat.press("n");
    seat.serve(case());
    seat.send(Msg::Drawn);
    seat
}

fn new_at_80(lang: Lang) -> Seat {
    let mut seat = Seat::at_queue(lang, SMALL);
    seat.press("+").write("yil 3.4.85");
    seat.answer(asks_candidates, Reply::Candidates(vec![hit(5, "Yılmaz, Emre"), hit(6, "Yilmaz, Ela")]));
    seat
}

#[test]
fn a_new_person_with_candidates_in_german() {
    assert_snapshot!(new_at_80(Lang::De).picture(), @r#"
     NEU ERFASSEN                                                             09:00
     > Name             yil 3.4.85
       Telefon
       Krankheit        < COVID-19 >
       Art              < Kontaktperson >
       letzter Kontakt
       Indexfall
       = YIL *03.04.1985
    ── Schon erfasst? Pfeil ab und Enter öffnet den Vorgang ────────────────────────
       0001-6NB8  Yılmaz, Emre          03.04.1985  Lindental      Erstanruf
       0001-ECT2  Yilmaz, Ela           03.04.1985  Lindental      Erstanruf












     F2 speichern  Enter weiter  Esc zurück  F1 Hilfe
    cursor 30,1
    "#);
}

#[test]
fn a_new_person_with_candidates_in_english() {
    assert_snapshot!(new_at_80(Lang::En).picture(), @r#"
     NEW PERSON                                                               09:00
     > name             yil 3.4.85
       telephone
       disease          < COVID-19 >
       kind             < contact >
       last exposure
       index case
       = YIL *3 Apr 1985
    ── Known already? Arrow down and Enter opens the record ────────────────────────
       0001-6NB8  Yılmaz, Emre          3 Apr 1985  Lindental      first notificat…
       0001-ECT2  Yilmaz, Ela           3 Apr 1985  Lindental      first notificat…












     F2 save  Enter next  Esc back  F1 help
    cursor 30,1
    "#);
}

#[test]
fn while_nothing_is_typed_nobody_is_said_to_be_missing() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+");
    assert!(!seat.picture().contains("Niemand mit diesem Namen"), "{}", seat.picture());
    seat.write("y");
    seat.answer(asks_candidates, Reply::Candidates(Vec::new()));
    assert!(seat.picture().contains("Niemand mit diesem Namen"), "{}", seat.picture());
}

#[test]
fn that_somebody_else_bears_the_name_is_a_note_and_no_doubt() {
    for (lang, said) in [
        (Lang::De, " Hinweis: gleicher Name schon erfasst: 03NQ-K8N1"),
        (Lang::En, " Note: same name known already: 03NQ-K8N1"),
    ] {
        let mut served = people::served(3, Reason::FirstNotification);
        let doubt = |field: &str, text: &str, why: &str| rufliste::domain::record::Doubt {
            field: field.into(),
            text: text.into(),
            why: why.into(),
        };
        served.sheet.record.doubts = vec![doubt("last_name", "03NQ-K8N1", rufliste::domain::record::NEAR_MATCH)];
        let mut seat = Seat::at_queue(lang, SMALL);
        seat.press("n").serve(served).send(Msg::Drawn);
        assert_eq!(seat.line(3), said);
    }
}

#[test]
fn typing_asks_for_candidates_beside_the_keys_and_stale_ones_are_dropped() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+").write("y");
    let first = seat.effects.iter().rev().find_map(|effect| match effect {
        Effect::Candidates { generation, .. } => Some(*generation),
        _ => None,
    });
    seat.write("ilmaz");
    seat.send(Msg::Reply(first.unwrap(), Reply::Candidates(vec![hit(5, "Ypsilon, Y")])));
    assert!(!seat.picture().contains("Ypsilon"));
    seat.answer(asks_candidates, Reply::Candidates(vec![hit(5, "Yılmaz, Emre")]));
    assert!(seat.picture().contains("Yılmaz, Emre"));
}

#[test]
fn saving_opens_the_call_of_the_new_one() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+").write("Emre Yılmaz 3.4.85").press("Enter").write("0221 4710120").press("Enter Enter Enter");
    seat.write("gestern").press("Enter").write("Hochzeit am Samstag").press("Enter");
    let Some(Command::AddPerson(person)) = seat.commands().last().copied().cloned() else { panic!() };
    assert_eq!((person.last_name.as_str(), person.first_name.as_str()), ("Yılmaz", "Emre"));
    assert_eq!(person.birth, Some(people::date(1985, 4, 3)));
    assert_eq!(person.phones[0].e164.as_deref(), Some("+492214710120"));
    assert_eq!((person.kind, person.day), (Kind::Contact, Some(people::date(2026, 3, 2))));
    assert_eq!(person.index.words.as_deref(), Some("Hochzeit am Samstag"));
    seat.press("Enter");
    assert_eq!(seat.commands().len(), 1, "a doubled key adds nobody twice");
    seat.command_answered(added());
    assert!(matches!(seat.last_request(), Some(Effect::Open { call, .. }) if *call == CallId(people::uuid(71))));
    seat.serve(people::served(71, Reason::FirstNotification));
    assert!(seat.line(0).contains("ERSTANRUF"));
}

#[test]
fn in_another_call_the_record_is_shown_and_the_call_stays() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("+").write("Ela Yılmaz").press("F2").command_answered(added());
    assert!(
        matches!(seat.last_request(), Some(Effect::LoadRecord { record, .. }) if *record == RecordId(people::uuid(70)))
    );
    assert!(seat.model.call().is_some_and(CallScreen::is_open));
}

#[test]
fn a_candidate_is_opened_in_place_of_a_new_record() {
    let mut seat = new_at_80(Lang::De);
    seat.press("Down Down Down Down Down Down Down");
    assert!(seat.picture().contains("Enter öffnet diesen Vorgang"));
    seat.press("Enter");
    assert!(
        matches!(seat.effects.last(), Some(Effect::LoadRecord { record, .. }) if *record == RecordId(people::uuid(6)))
    );
    assert!(seat.commands().is_empty());
}

#[test]
fn somebody_in_work_is_only_added_when_saved_once_more() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+").write("Ela Yılmaz").press("F2");
    seat.command_answered(Reply::Refused(Refusal::KnownAlready(Reference::new(777))));
    assert!(seat.picture().contains("schon in Bearbeitung"));
    seat.press("F2");
    assert!(matches!(seat.commands().last(), Some(Command::AddPerson(person)) if person.anyway));
}

#[test]
fn what_was_typed_is_there_again_after_esc() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+").write("Ela Yılmaz");
    seat.press("Esc").wait(chrono::TimeDelta::seconds(1));
    seat.press("+");
    assert!(seat.picture().contains("Ela Yılmaz"));
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("+ F2");
    assert!(seat.picture().contains("Der Name fehlt"));
    seat.write("Ela").press("Enter").write("abc").press("F2");
    assert!(seat.picture().contains("keine Telefonnummer erkennbar"));
    assert!(seat.commands().is_empty());
}

#[test]
fn contacts_are_captured_one_line_each() {
    let mut seat = at_interview(Lang::De);
    seat.press("k").write("Ayşe Yılmaz; 0221 4710120; gestern; Haushalt");
    assert_snapshot!(seat.picture(), @r#"
     KONTAKTE ERFASSEN  03NQ-K8N1  Masern                                     09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > Ayşe Yılmaz; 0221 4710120; gestern; Haushalt
       = YILMAZ, Ayşe · 0221 4710120 · Mo 02.03. · Haushalt

    ── Kontaktpersonen: 0 ──────────────────────────────────────────────────────────
















     offener Anruf: 03NQ-K8N1
     F2 speichern  Enter speichern  Esc zurück  F1 Hilfe
    cursor 47,2
    "#);
    seat.press("Enter");
    let Some(Command::AddPerson(contact)) = seat.commands().last().copied().cloned() else { panic!() };
    assert_eq!((contact.index.record, contact.disease), (Some(RecordId(people::uuid(2))), Disease::Measles));
    assert_eq!(contact.setting.as_deref(), Some("household"));
    seat.write("Ela").command_answered(added());
    let mut sheet = people::record_sheet(false);
    sheet.contacts = vec![people::mate()];
    seat.answer(|effect| matches!(effect, Effect::Reload { .. }), Reply::Record(Box::new(sheet)));
    assert_snapshot!(seat.picture(), @r#"
     KONTAKTE ERFASSEN  03NQ-K8N1  Masern                                     09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > Ela
       = ELA · ohne Nummer · Kontakttag fehlt

    ── Kontaktpersonen: 1 ──────────────────────────────────────────────────────────
       0XDW-T5HG Yılmaz, Ela                       13  Erstanruf















     ✓ angelegt: 0000-0R9P
     F2 speichern  Enter speichern  Esc zurück  F1 Hilfe
    cursor 6,2
    "#);
    seat.press("Enter").command_answered(Reply::Refused(Refusal::KnownAlready(Reference::new(777))));
    assert!(seat.picture().contains("Ela") && seat.picture().contains("schon in Bearbeitung"));
    seat.press("Enter");
    assert!(matches!(seat.commands().last(), Some(Command::AddPerson(person)) if person.anyway));
    seat.command_answered(added()).press("Enter");
    assert!(seat.line(0).contains("FALLERMITTLUNG"), "an empty line is the way back");
}

#[test]
fn contacts_in_english() {
    let mut seat = at_interview(Lang::En);
    seat.press("k").write("Groß");
    assert_snapshot!(seat.picture(), @r#"
     CAPTURE CONTACTS  03NQ-K8N1  measles                                     09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > Groß
       = GROSS · no number · day of exposure missing

    ── contacts: 0 ─────────────────────────────────────────────────────────────────
















     open call: 03NQ-K8N1
     F2 save  Enter save  Esc back  F1 help
    cursor 7,2
    "#);
}

#[test]
fn a_contact_has_no_contacts_to_capture() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("k");
    assert!(seat.line(22).contains("beim Indexfall"));
}

#[test]
fn a_person_is_corrected_over_the_call() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("p");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Schritt 1/12                                                    stimmt?  j / n

     Guten Tag, mein Name ist berg, ich rufe vom Gesundheitsamt Lindental an.
    ── Angaben zur Person berichtigen ──────────────────────────────────────────────
     > Nachname         Yılmaz
       Vorname          Emre
       Geburtsdatum     03.04.2016
       Geschlecht       < männlich >
       Sprachen         < Türkisch >
       Meldeanschrift   Lindenallee 7, 50999 Lindental
       Aufenthaltsort
       Sorgeberechtigte Ayşe Yılmaz
       rechtl. Betreuer
       E-Mail

     0–9 TEXT  F2 speichern  Enter weiter  Esc zurück  F1 Hilfe
    cursor 26,12
    "#);
    seat.press("C-u").write("Yildiz").press("Down Down C-u").write("3.4.15").press("F2");
    let Some(Command::CorrectPerson { fields, .. }) = seat.commands().last().copied().cloned() else { panic!() };
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("birth", "2015-04-03"), ("last_name", "Yildiz")]);
    let corrected = Corrected { fields: vec!["birth".into(), "last_name".into()], ..Corrected::default() };
    seat.command_answered(Reply::Done(Receipt::Corrected(Box::new(corrected))));
    assert!(seat.line(22).contains("berichtigt: Geburtsdatum, Nachname"));
    let mut sheet = people::record_sheet(false);
    sheet.person.last_name = "Yildiz".into();
    seat.answer(|effect| matches!(effect, Effect::Reload { .. }), Reply::Record(Box::new(sheet)));
    assert!(seat.line(1).contains("YILDIZ, Emre"), "the call shows it at once");
}

#[test]
fn a_person_in_english() {
    let mut seat = Seat::at_call(Lang::En, SMALL);
    seat.press("p");
    assert_snapshot!(seat.picture(), @r#"
     FIRST NOTIFICATION  03NQ-K8N1  due 11:00  why: Erstanruf, Priorität hoch… 0:00
     YILMAZ, Emre, age 9  *3 Apr 2016  Turkish  Lindental  speak to: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        yesterday 17:40 no answer
       0221 47 10 12 0        Festnetz             never
     measles · contact: household, last Sun 1 Mar · index 8R2K · household
     household: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     step 1/12                                                      correct?  j / n

     Good day, my name is berg, I am calling from Gesundheitsamt Lindental. Am I
    ── correct the person ──────────────────────────────────────────────────────────
     > family name      Yılmaz
       given name       Emre
       date of birth    03.04.2016
       sex              < male >
       languages        < Turkish >
       registered at    Lindenallee 7, 50999 Lindental
       stays at
       guardians        Ayşe Yılmaz
       representative
       e-mail

     0–9 TEXT  F2 save  Enter next  Esc back  F1 help
    cursor 26,12
    "#);
}

#[test]
fn a_wrong_birth_date_stays_in_its_field() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("p Down Down C-u").write("31.2.15").press("F2");
    assert!(seat.commands().iter().all(|command| !matches!(command, Command::CorrectPerson { .. })));
    assert!(seat.picture().contains("31.2.15"));
}

#[test]
fn numbers_are_listed_chosen_retired_and_added() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("t");
    assert_snapshot!(seat.picture(), @r#"
     RUFNUMMERN  03NQ-K8N1  YILMAZ, Emre                                      09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)   Mobil      als Nächste gestern 17:40
       0221 47 10 12 0                        Festnetz   nie


















     offener Anruf: 03NQ-K8N1
     Enter als Nächste wählen  + neue Nummer  x stilllegen  k berichtigen  F1 Hilfe
    cursor 3,2
    "#);
    seat.press("Down Enter");
    let change = |seat: &Seat| match seat.commands().last() {
        Some(Command::ChangeNumber { change, .. }) => change.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(change(&seat), NumberChange::First { number: "+492214710120".into() });
    seat.command_answered(Reply::Done(Receipt::Renumbered { found: None, none_left: false }));
    let mut sheet = people::record_sheet(false);
    sheet.person.phones[1].preferred = true;
    seat.answer(|effect| matches!(effect, Effect::Reload { .. }), Reply::Record(Box::new(sheet)));
    assert!(seat.line(3).contains("als Nächste"));
    seat.press("x");
    assert_eq!(change(&seat), NumberChange::Retire { number: "+492214710120".into() });
    seat.press("+").write("0221 4710130").press("Enter").write("Oma").press("Enter").write("abends").press("Enter");
    let wanted = NumberChange::Add { text: "0221 4710130".into(), owner: "Oma".into(), label: "abends".into() };
    assert_eq!(change(&seat), wanted);
    seat.press("Esc").wait(chrono::TimeDelta::seconds(1));
    assert!(seat.line(4).starts_with(" > 0221 47 10 12 0"), "the call offers the chosen one");
}

#[test]
fn numbers_in_english() {
    let mut seat = Seat::at_call(Lang::En, SMALL);
    seat.press("t +");
    assert_snapshot!(seat.picture(), @r#"
     NUMBERS  03NQ-K8N1  YILMAZ, Emre                                         09:00
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)   Mobil      next yesterday 17:40
       0221 47 10 12 0                        Festnetz   never














    ── new number ──────────────────────────────────────────────────────────────────
     > telephone
       whose
       kind, when
     open call: 03NQ-K8N1
     F2 save  Enter next  Esc back  F1 help
    cursor 20,19
    "#);
}

#[test]
fn a_found_number_ends_the_search_on_the_screen() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n");
    let mut served = people::served(3, Reason::Research);
    served.sheet.person.phones.clear();
    seat.serve(served).send(Msg::Drawn);
    seat.press("t +").write("0221 4710130").press("F2");
    let found = Receipt::Renumbered { found: Some(Reason::FirstNotification), none_left: false };
    seat.command_answered(Reply::Done(found)).press("Esc");
    assert!(seat.picture().contains("Nummer gefunden"));
    assert!(seat.model.tokens().is_empty());
}

#[test]
fn the_pinned_note_shows_on_every_screen_of_the_record() {
    let pinned = "Vater nur nach 18 Uhr";
    let mut seat = Seat::at_call(Lang::De, SMALL);
    assert!(seat.picture().contains(pinned));
    seat.press("t");
    assert!(seat.picture().contains(pinned), "numbers");
    seat.press("Esc").wait(chrono::TimeDelta::seconds(1));
    seat.press("p");
    assert!(seat.picture().contains(pinned), "the form of the person");
    seat.press("Esc").wait(chrono::TimeDelta::seconds(1));
    seat.press("l").answer(
        |effect| matches!(effect, Effect::LoadRecord { .. }),
        Reply::Record(Box::new(people::record_sheet(false))),
    );
    seat.press("End");
    assert!(seat.picture().contains(pinned), "the last page of the record");
    let mut seat = at_interview(Lang::De);
    seat.press("k");
    assert!(seat.picture().contains(pinned), "capturing contacts");
}
