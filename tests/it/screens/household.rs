//! One telephone call, several people: the tick list, outcomes and orders for all of them.

use insta::assert_snapshot;
use rufliste::domain::call::{Outcome, Reason};
use rufliste::domain::decide::{Command, IssueOrder, NextCall, Receipt, Refusal};
use rufliste::domain::id::{CallId, InstitutionId, RecordId, Reference};
use rufliste::domain::order::RuleResult;
use rufliste::domain::person::Institution;
use rufliste::domain::view::{Mate, MateSheet};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply, Served};

use super::people::{self, date, uuid};
use super::seat::Seat;
use crate::fixture::at;

const SMALL: (u16, u16) = (80, 24);

pub(super) fn mate(n: u128, name: &str, year: i32) -> Mate {
    Mate {
        record: RecordId(uuid(1000 + n)),
        reference: Reference::new(u64::try_from(n).unwrap() * 7919 + 3),
        name: name.into(),
        birth: Some(date(year, 5, 6)),
        call: Some((CallId(uuid(2000 + n)), Reason::FirstNotification)),
        call_at: Some(at(8)),
        same_household: true,
        place: "Lindental".into(),
        postcode: "50999".into(),
        municipality: Some("05999001".into()),
    }
}

pub(super) fn with_mates(mates: Vec<Mate>) -> Served {
    let mut served = people::served(3, Reason::FirstNotification);
    served.lease.covers = vec![CallId(uuid(3))];
    served.lease.covers.extend(mates.iter().filter_map(|mate| mate.call).map(|(call, _)| call));
    served.sheet.mates = mates;
    served
}

/// Emre with his mother, his father and his sister.
pub(super) fn family() -> Served {
    let names = [("Yılmaz, Ayşe", 1988), ("Yılmaz, Can", 1985), ("Yılmaz, Ela", 2012)];
    with_mates((0..).zip(names).map(|(n, (name, year))| mate(n, name, year)).collect())
}

/// A resident of a nursing home with 59 others on its number; three of them live outside the district, three in
/// another municipality of it.
fn home() -> Served {
    let mates = (0..59).map(|n| {
        let mut mate = mate(n, &format!("Muster{n:02}, Erika"), 1930 + i32::try_from(n % 30).unwrap());
        mate.same_household = false;
        if n % 20 == 7 {
            (mate.place, mate.postcode) = ("Fernstadt".into(), "99999".into());
            mate.municipality = None;
        }
        if n % 20 == 9 {
            (mate.place, mate.postcode) = ("Hohenfeld".into(), "50998".into());
            mate.municipality = Some("05999002".into());
        }
        mate
    });
    let mut served = with_mates(mates.collect());
    served.sheet.institution = Some(Institution {
        id: InstitutionId(uuid(77)),
        name: "Haus Abendfrieden".into(),
        kind: "nursing_home".into(),
        contact_person: String::new(),
        address: None,
        phone: None,
    });
    served.sheet.household = None;
    served
}

pub(super) fn at_call(lang: Lang, served: Served) -> Seat {
    let mut seat = Seat::at_queue(lang, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn);
    seat
}

pub(super) fn orders(seat: &Seat) -> Vec<&IssueOrder> {
    let commands = seat.commands().into_iter();
    commands
        .filter_map(|command| if let Command::IssueOrder(order) = command { Some(&**order) } else { None })
        .collect()
}

pub(super) fn sheets(served: &Served) -> Vec<MateSheet> {
    let sheet = |mate: &Mate| {
        let mut sheet = people::mate_sheet();
        sheet.record.id = mate.record;
        sheet.record.exposure = people::record().exposure;
        sheet.person.first_name = mate.name.split_once(", ").unwrap().1.into();
        sheet.person.birth = mate.birth;
        sheet
    };
    served.sheet.mates.iter().map(sheet).collect()
}

pub(super) fn mates_answered(seat: &mut Seat, sheets: Vec<MateSheet>) -> &mut Seat {
    seat.answer(|e| matches!(e, Effect::LoadMates { .. }), Reply::Mates(sheets))
}

pub(super) fn logged(outcome: Outcome, count: usize) -> Reply {
    let next = (outcome == Outcome::NoAnswer).then(|| NextCall { reason: Reason::FirstNotification, at: at(17) });
    let receipt = Receipt::Logged {
        attempt: rufliste::domain::id::AttemptId(uuid(1)),
        outcome,
        reason: Reason::FirstNotification,
        next,
        closed: None,
        escalated: false,
    };
    Reply::DoneAll(vec![receipt; count])
}

pub(super) fn ordered(seat: &Seat) -> Reply {
    let receipt = |(n, order): (usize, &&IssueOrder)| Receipt::Ordered {
        order: order.id,
        kind: rufliste::domain::order::OrderKind::Quarantine,
        number: Some(format!("LINDENTAL-2026-{:06}", n + 1)),
        result: RuleResult::Order,
        from: order.from,
        to: order.to,
    };
    Reply::DoneAll(orders(seat).iter().enumerate().map(receipt).collect())
}

#[test]
fn a_family_of_four_with_order_takes_at_most_twelve_keys() {
    let served = family();
    let sheets = sheets(&served);
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let mut keys = 0;
    let mut press = |seat: &mut Seat, typed: &str| {
        keys += typed.split_whitespace().count();
        seat.press(typed);
    };
    press(&mut seat, "n");
    seat.serve(served).send(Msg::Drawn);
    press(&mut seat, "a j Enter n Enter j Enter");
    assert!(seat.picture().contains("Leitfaden beendet"), "{}", seat.picture());
    press(&mut seat, "q");
    mates_answered(&mut seat, sheets);
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ayşe  [x] Can  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Quarantäne
     > [x] Yılmaz, Emre             Anordnung Di 03.03. – So 22.03. measles-contact
           letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
           measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
           Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
           rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
           ändern.
       [x] Yılmaz, Ayşe             Anordnung Di 03.03. – So 22.03. measles-contact
       [x] Yılmaz, Can              Anordnung Di 03.03. – So 22.03. measles-contact
       [x] Yılmaz, Ela              Anordnung Di 03.03. – So 22.03. measles-contact

    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Enter anordnen  w Art  k berichtigen  Leertaste ankreuzen  Esc zurück  F1 Hilfe
    cursor 3,9
    "#);
    press(&mut seat, "Enter");
    assert_eq!(orders(&seat).len(), 4);
    let reply = ordered(&seat);
    seat.command_answered(reply);
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ayşe  [x] Can  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Quarantäne
     > [x] Yılmaz, Emre             ✓ Anordnung LINDENTAL-2026-000001 bis So 22.03.
           letzte Exposition So 01.03.2026, Haushalt, Masern, Regel
           measles-contact: Tag 0 + 21 = So 22.03.2026, 24:00 Uhr
           Gemeinschaftseinrichtungen nicht betreten (§ 34 IfSG). Nach
           rechtzeitiger Riegelungsimpfung 14 bis 16 Tage: Enddatum mit Begründung
           ändern.
       [x] Yılmaz, Ayşe             ✓ Anordnung LINDENTAL-2026-000002 bis So 22.03.
       [x] Yılmaz, Can              ✓ Anordnung LINDENTAL-2026-000003 bis So 22.03.
       [x] Yılmaz, Ela              ✓ Anordnung LINDENTAL-2026-000004 bis So 22.03.

    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere
     ✓ 4 Anordnungen erteilt.
     0–9 ERGEBNIS  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
    cursor 3,9
    "#);
    press(&mut seat, "1");
    assert_eq!((seat.logged_for_all().len(), seat.logged().len()), (4, 1));
    seat.command_answered(logged(Outcome::Complete, 4));
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [✓] Emre  [✓] Ayşe  [✓] Can  [✓] Ela
    ────────────────────────────────────────────────────────────────────────────────

     ✓ 4 erledigt · u zurück

       n nächster Anruf











     n nächster  s suchen  e eingehend  p Person  Esc zurück  F1 Hilfe
    cursor 5,11
    "#);
    press(&mut seat, "n");
    assert!(matches!(seat.effects.last(), Some(Effect::ServeNext { .. })));
    assert!(keys <= 12, "{keys} keys");
}

#[test]
fn orders_given_before_everybody_is_in_the_table_are_given_to_everybody() {
    let served = family();
    let sheets = sheets(&served);
    let mut seat = at_call(Lang::De, served);
    seat.press("q Enter");
    assert!(orders(&seat).is_empty());
    mates_answered(&mut seat, sheets);
    assert_eq!(orders(&seat).len(), 4);
}

#[test]
fn a_call_that_is_broken_off_orders_for_everybody_who_is_ticked() {
    let served = family();
    let sheets = sheets(&served);
    let mut seat = at_call(Lang::De, served);
    seat.press("2");
    assert!(seat.model.desk.confirm.is_none() && seat.logged().is_empty(), "the others are not here yet");
    mates_answered(&mut seat, sheets);
    assert_snapshot!(seat.line(22), @" Anordnung für 4 Personen mitgeteilt (bis So 22.03.)? j / n");
    assert!(orders(&seat).is_empty() && seat.logged().is_empty());
    seat.press("j");
    assert_eq!(orders(&seat).len(), 4);
    seat.press("2 9");
    assert!(seat.logged().is_empty(), "the orders go out first");
    let reply = ordered(&seat);
    seat.command_answered(reply);
    let logged_for = seat.commands().iter().filter(|command| matches!(command, Command::Log(_))).count();
    assert_eq!((orders(&seat).len(), logged_for), (4, 4));
    seat.command_answered(logged(Outcome::Partial, 4));
    assert!(seat.picture().contains("4 Anordnungen erteilt."), "{}", seat.picture());
}

#[test]
fn what_was_said_once_holds_for_everybody_who_lacks_it() {
    let served = family();
    let mut sheets = sheets(&served);
    for sheet in &mut sheets {
        sheet.record.exposure.category = None;
    }
    let mut seat = at_call(Lang::De, served);
    seat.press("q");
    mates_answered(&mut seat, sheets).press("Enter e F2 Enter");
    let given = orders(&seat);
    assert_eq!(given.len(), 4);
    assert!(given[1..].iter().all(|order| order.facts.get("exposure.category").is_some_and(|code| code == "close")));
    assert!(given[0].facts.is_empty(), "his own");
}

#[test]
fn the_tick_list_of_a_household_in_german_and_english() {
    let mut served = family();
    served.sheet.mates[1].call_at = Some(at(18));
    served.sheet.mates[2].call = None;
    served.sheet.mates[2].call_at = None;
    let mut seat = at_call(Lang::De, served.clone());
    seat.press("h");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ayşe  [ ] Can   –  Ela
    ────────────────────────────────────────────────────────────────────────────────
     Yılmaz, Lindenallee 7      in diesem Anruf: 2 · angekreuzt: 1
     > [x] Yılmaz, Ayşe               37  Erstanruf          0000-003T
       [ ] Yılmaz, Can                40  Erstanruf 18:00    0000-7QJP
        –  Yılmaz, Ela                13  kein offener Anruf 0000-FF1H







    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Leertaste ankreuzen  + alle  - keine  Einfg dazu  Entf heraus  F1 Hilfe
    cursor 3,9
    "#);
    let mut english = at_call(Lang::En, served);
    english.press("h");
    assert_snapshot!(english.picture(), @r#"
     FIRST NOTIFICATION  03NQ-K8N1  due 11:00  why: Erstanruf, Priorität hoch… 0:00
     YILMAZ, Emre, age 9  *3 Apr 2016  Turkish  Lindental  speak to: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        yesterday 17:40 no answer
       0221 47 10 12 0        Festnetz             never
     measles · contact: household, last Sun 1 Mar · index 8R2K · household
     household: [x] Emre  [x] Ayşe  [ ] Can   –  Ela
    ────────────────────────────────────────────────────────────────────────────────
     Yılmaz, Lindenallee 7      in this call: 2 · ticked: 1
     > [x] Yılmaz, Ayşe               37  first notification 0000-003T
       [ ] Yılmaz, Can                40  first notificatio… 0000-7QJP
        –  Yılmaz, Ela                13  no open call       0000-FF1H







    ── outcome ─────────────────────────────────────────────────────────────────────
     1 done       2 broken off    3 no answer      4 busy       5 mailbox+asked
     6 mailbox    7 callback      8 third party    9 refused    0 more

     Space tick  + all  - none  Ins add  Del take out  Enter done  Esc back  F1 help
    cursor 3,9
    "#);
}

#[test]
fn outcomes_that_differ_are_logged_one_after_the_other_in_one_telephone_call() {
    let mut seat = at_call(Lang::De, family());
    seat.press("h - Down Down Space Enter 1");
    let log = seat.logged_for_all();
    assert_eq!(log.len(), 2, "Emre and Ela");
    assert!(log.iter().all(|log| log.keeps_lease), "two are left");
    seat.command_answered(logged(Outcome::Complete, 2));
    let mut next = family();
    next.lease.covers = vec![CallId(uuid(2000)), CallId(uuid(2001))];
    next.sheet.call.id = CallId(uuid(2000));
    next.sheet.record.id = RecordId(uuid(1000));
    next.sheet.person.first_name = "Ayşe".into();
    next.sheet.person.birth = Some(date(1988, 5, 6));
    next.sheet.mates[0] = Mate { record: RecordId(uuid(2)), call: None, ..mate(9, "Yılmaz, Emre", 2016) };
    seat.serve(next).send(Msg::Drawn);
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Ayşe, 37 J.  *06.05.1988  Türkisch  Lindental
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Ayşe  [✓] Emre  [x] Can  [✓] Ela
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
     ✓ 2 erledigt
     0–9 ERGEBNIS  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
    cursor 1,8
    "#);
    seat.press("Esc");
    assert!(seat.line(22).contains("2 Personen ohne Ergebnis"), "{}", seat.line(22));
    seat.press("n 3");
    let log = seat.logged_for_all();
    assert_eq!((log.len(), log[2].outcome, log[3].outcome), (4, Outcome::NoAnswer, Outcome::NoAnswer));
    assert!(log[2].joint && log[3].joint && log[2].keeps_lease && !log[3].keeps_lease);
    seat.command_answered(logged(Outcome::NoAnswer, 2));
    assert!(seat.picture().contains("2 keine Antwort · nächster Versuch 17:00"), "{}", seat.picture());
}

#[test]
fn a_home_of_sixty_is_searched_ticked_and_scrolled() {
    let mut seat = at_call(Lang::De, home());
    assert!(seat.line(6).contains("in diesem Anruf: 60 · angekreuzt: 1"), "{}", seat.line(6));
    seat.press("h").write("muster47").press("Space");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haus Abendfrieden: in diesem Anruf: 60 · angekreuzt: 2
    ────────────────────────────────────────────────────────────────────────────────
     Haus Abendfrieden          in diesem Anruf: 59 · angekreuzt: 1
       [ ] Muster40, Erika            85  Erstanruf
       [ ] Muster41, Erika            84  Erstanruf
       [ ] Muster42, Erika            83  Erstanruf
       [ ] Muster43, Erika            82  Erstanruf
       [ ] Muster44, Erika            81  Erstanruf
       [ ] Muster45, Erika            80  Erstanruf
       [ ] Muster46, Erika            79  Erstanruf
     > [x] Muster47, Erika            78  Erstanruf          abgeben an: Fernstadt
       [ ] Muster48, Erika            77  Erstanruf
       [ ] Muster49, Erika            76  Erstanruf          Hohenfeld
    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Leertaste ankreuzen  + alle  - keine  Einfg dazu  Entf heraus  F1 Hilfe
    cursor 3,16
    "#);
    seat.press("+ Enter 1");
    assert_eq!(seat.logged_for_all().len(), 60);
    assert!(seat.logged_for_all().last().is_some_and(|log| !log.keeps_lease));
}

#[test]
fn who_stays_outside_the_district_is_listed_for_the_other_office() {
    let mut seat = at_call(Lang::De, home());
    seat.press("h Tab");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haus Abendfrieden: in diesem Anruf: 60 · angekreuzt: 1
    ────────────────────────────────────────────────────────────────────────────────
     Haus Abendfrieden          in diesem Anruf: 3 · angekreuzt: 0 · nur auswärtige
     > [ ] Muster07, Erika            88  Erstanruf          abgeben an: Fernstadt
       [ ] Muster27, Erika            68  Erstanruf          abgeben an: Fernstadt
       [ ] Muster47, Erika            78  Erstanruf          abgeben an: Fernstadt







    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Leertaste ankreuzen  + alle  - keine  Einfg dazu  Entf heraus  F1 Hilfe
    cursor 3,9
    "#);
    assert!(seat.logged().is_empty());
}

#[test]
fn a_refusal_for_one_of_several_says_for_whom_and_logs_nobody() {
    let mut seat = at_call(Lang::De, family());
    seat.press("3").command_answered(Reply::RefusedOne(2, Refusal::NotOpen(rufliste::domain::call::CallState::Done)));
    assert!(seat.picture().contains("Yılmaz, Can: "), "{}", seat.picture());
    seat.press("3");
    let log = seat.logged_for_all();
    assert_eq!((log.len(), log[4].id == log[0].id), (7, true), "the other three again, as the same attempts");
}

#[test]
fn a_failed_save_for_several_can_be_repeated_and_is_the_same_attempts() {
    let mut seat = at_call(Lang::De, family());
    seat.press("3").command_answered(Reply::Failed("Die Platte ist voll.".into())).press("3");
    let ids: Vec<_> = seat.logged_for_all().iter().map(|log| log.id).collect();
    assert_eq!(ids[..4], ids[4..]);
}

#[test]
fn who_is_to_be_called_later_or_for_another_reason_is_not_ticked() {
    let mut served = family();
    served.sheet.mates[0].call_at = Some(at(18));
    served.sheet.mates[1].call = served.sheet.mates[1].call.map(|(call, _)| (call, Reason::FollowUp));
    let mut seat = at_call(Lang::De, served);
    seat.press("3");
    assert_eq!(seat.logged_for_all().len(), 2);
    assert!(seat.logged_for_all().iter().any(|log| !log.keeps_lease), "the others were not meant");
}
