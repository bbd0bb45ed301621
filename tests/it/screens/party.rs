//! Who belongs to a telephone call while it goes on: joining and leaving a household, the question about orders, an
//! outcome taken back.

use insta::assert_snapshot;
use rufliste::domain::call::Outcome;
use rufliste::domain::decide::{Command, Housed, Receipt};
use rufliste::domain::id::{CallId, OrderId, RecordId, Reference};
use rufliste::domain::view::{Mate, RecordSheet};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply, Served};

use super::household::{at_call, family, logged, mate, mates_answered, ordered, orders, sheets};
use super::lists::hit;
use super::people::{self, date, uuid};
use super::seat::Seat;

fn reloaded(seat: &mut Seat, mates: Vec<Mate>) {
    let sheet = RecordSheet { mates, ..people::record_sheet(false) };
    seat.answer(|effect| matches!(effect, Effect::Reload { .. }), Reply::Record(Box::new(sheet)));
}

fn housed(joined: bool, served: &Served, more: Option<CallId>) -> Receipt {
    let mut lease = served.lease.clone();
    lease.covers.extend(more);
    Receipt::Housed(Box::new(Housed { joined, others: 4, lease: Some(lease) }))
}

#[test]
fn who_lives_there_too_is_found_by_search_and_is_ticked_in_the_call() {
    let served = family();
    let mut seat = at_call(Lang::De, served.clone());
    seat.press("h Insert").write("oma");
    assert_snapshot!(seat.line(1), @" Wer lebt dort noch? oma");
    seat.answer(|effect| matches!(effect, Effect::Search { .. }), Reply::Hits(vec![hit(1)])).press("Enter");
    let (joins, lives) = (hit(1).record, RecordId(uuid(2)));
    assert!(
        matches!(seat.commands().last(), Some(Command::JoinHousehold { record, other }) if (*record, *other) == (joins, lives))
    );
    let aunt = Mate { record: joins, ..mate(7, "Yılmaz, Oma", 1955) };
    seat.command_answered(Reply::Done(housed(true, &served, aunt.call.map(|(call, _)| call))));
    let mates = served.sheet.mates.iter().cloned().chain([aunt]).collect();
    reloaded(&mut seat, mates);
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ayşe  [x] Can  [x] Ela  [x] Oma
    ────────────────────────────────────────────────────────────────────────────────
     Haushalt                   in diesem Anruf: 4 · angekreuzt: 4
     > [x] Yılmaz, Ayşe               37  Erstanruf          0000-003T
       [x] Yılmaz, Can                40  Erstanruf          0000-7QJP
       [x] Yılmaz, Ela                13  Erstanruf          0000-FF1H
       [x] Yılmaz, Oma                70  Erstanruf          0001-P4CP






    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere
     ✓ lebt jetzt im Haushalt mit 4 weiteren Personen
     Leertaste ankreuzen  + alle  - keine  Einfg dazu  Entf heraus  F1 Hilfe
    cursor 3,9
    "#);
    seat.press("Enter 3");
    assert_eq!(seat.logged_for_all().len(), 5);
}

#[test]
fn who_does_not_live_there_is_taken_out_after_a_question_and_gets_no_outcome() {
    let served = family();
    let mut seat = at_call(Lang::De, served.clone());
    seat.press("h Down Delete");
    assert_snapshot!(seat.line(22), @" Yılmaz, Can aus dem Haushalt nehmen? j / n");
    seat.press("n");
    assert!(seat.commands().iter().all(|command| !matches!(command, Command::LeaveHousehold { .. })));
    seat.press("Delete j");
    let can = served.sheet.mates[1].record;
    assert!(matches!(seat.commands().last(), Some(Command::LeaveHousehold { record }) if *record == can));
    let mut left = served.clone();
    left.lease.covers.retain(|call| Some(*call) != served.sheet.mates[1].call.map(|(call, _)| call));
    seat.command_answered(Reply::Done(housed(false, &left, None)));
    reloaded(&mut seat, [0, 2].map(|n| served.sheet.mates[n].clone()).into());
    seat.press("Enter");
    assert_snapshot!(seat.line(6), @" Haushalt: [x] Emre  [x] Ayşe  [x] Ela");
    seat.press("3");
    assert_eq!(seat.logged_for_all().len(), 3);
}

#[test]
fn another_address_asks_whether_the_person_leaves_the_household() {
    let mut seat = at_call(Lang::De, family());
    seat.press("p Down Down Down Down Down C-u").write("Am Markt 1, 50998 Hohenfeld").press("F2");
    assert_snapshot!(seat.line(22), @" Andere Anschrift: aus dem Haushalt (3 weitere) herausnehmen? j / n");
    let asked = seat.commands().len();
    seat.press("j");
    let asked_for: Vec<&Command> = seat.commands().split_off(asked);
    assert!(
        matches!(asked_for[..], [Command::LeaveHousehold { .. }, Command::CorrectPerson { .. }]),
        "one step: {asked_for:?}"
    );
    let mut seat = at_call(Lang::De, family());
    seat.press("p Down Down Down Down Down C-u").write("Am Markt 1, 50998 Hohenfeld").press("F2");
    let asked = seat.commands().len();
    seat.press("n");
    assert!(matches!(seat.commands().split_off(asked)[..], [Command::CorrectPerson { .. }]), "corrected all the same");
}

#[test]
fn the_order_is_asked_about_where_it_is_proposed_for_anybody_who_is_ticked() {
    let served = family();
    let mut sheets = sheets(&served);
    sheets[0].record.immunity = rufliste::domain::record::Immunity::Recovered;
    let mut seat = at_call(Lang::De, served);
    seat.press("q");
    mates_answered(&mut seat, sheets.clone()).press("Space Down Space Down Space Down Enter");
    let own = orders(&seat).len();
    let mut served = family();
    served.sheet.record.immunity = rufliste::domain::record::Immunity::Recovered;
    let mut seat = at_call(Lang::De, served);
    seat.press("2");
    mates_answered(&mut seat, sheets);
    assert_snapshot!(seat.line(22), @" Anordnung für 2 Personen mitgeteilt (bis So 22.03.)? j / n");
    seat.press("j");
    assert_eq!((own, orders(&seat).len()), (1, 2), "for those two for whom one is proposed");
    let reply = ordered(&seat);
    seat.command_answered(reply);
    assert_eq!(seat.logged_for_all().len(), 4);
}

#[test]
fn nobody_is_asked_again_about_an_order_that_was_given_in_this_call() {
    let served = family();
    let sheets = sheets(&served);
    let mut seat = at_call(Lang::De, served);
    seat.press("q");
    mates_answered(&mut seat, sheets.clone()).press("Enter");
    let reply = ordered(&seat);
    seat.command_answered(reply).press("2");
    mates_answered(&mut seat, sheets);
    assert!(seat.model.desk.confirm.is_none(), "{}", seat.picture());
    assert_eq!(seat.logged_for_all().len(), 4);
}

#[test]
fn of_whom_a_fact_is_missing_no_order_goes_out_and_the_receipt_says_so() {
    let served = family();
    let mut sheets = sheets(&served);
    sheets[1].record.exposure.category = None;
    let mut seat = at_call(Lang::De, served);
    seat.press("2");
    mates_answered(&mut seat, sheets);
    assert_snapshot!(seat.line(22), @" Anordnung für 3 Personen mitgeteilt (bis So 22.03.)? j / n");
    seat.press("j");
    assert_eq!(orders(&seat).len(), 3);
    let reply = ordered(&seat);
    seat.command_answered(reply).command_answered(logged(Outcome::Partial, 4));
    assert_snapshot!(seat.line(10), @"   3 Anordnungen erteilt. · Ohne Anordnung: Yılmaz, Can, es fehlt: Kategorie");
}

#[test]
fn where_the_others_do_not_come_nothing_is_asked_or_logged() {
    let mut seat = at_call(Lang::De, family());
    seat.press("9").write("legt auf").press("Enter 3 1");
    let failed = Reply::Failed("Die Platte ist voll.".into());
    seat.answer(|effect| matches!(effect, Effect::LoadMates { .. }), failed);
    assert!(seat.logged().is_empty() && seat.model.desk.confirm.is_none());
    seat.press("3");
    assert_eq!(seat.logged().len(), 1, "the call is open as before");
}

/// Ayşe, after Emre and Ela have their outcome.
fn next() -> Served {
    let mut next = family();
    next.lease.covers = vec![CallId(uuid(2000)), CallId(uuid(2001))];
    next.lease.call = CallId(uuid(2000));
    next.sheet.call.id = CallId(uuid(2000));
    next.sheet.record.id = RecordId(uuid(1000));
    next.sheet.person.first_name = "Ayşe".into();
    next.sheet.person.birth = Some(date(1988, 5, 6));
    next.sheet.mates[0] = Mate { record: RecordId(uuid(2)), call: None, ..mate(9, "Yılmaz, Emre", 2016) };
    next.sheet.mates[2].call = None;
    next
}

#[test]
fn an_outcome_taken_back_in_mid_call_goes_back_to_whom_it_was_logged_for() {
    let mut seat = at_call(Lang::De, family());
    seat.press("j h - Down Down Space Enter 1").command_answered(logged(Outcome::Complete, 2));
    seat.serve(next()).send(Msg::Drawn).press("j u");
    let lease = family().lease;
    let receipt = Receipt::Undone {
        call: CallId(uuid(3)),
        outcome: Outcome::Complete,
        reference: Reference::new(123_456_789),
        lease: Some(Box::new(lease)),
    };
    seat.command_answered(Reply::Done(receipt)).press("3");
    assert_eq!(seat.logged_for_all().len(), 2, "nothing is logged before it is on the screen");
    seat.serve(family()).send(Msg::Drawn);
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [ ] Ayşe  [ ] Can  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Schritt 2–4/12                                                    Enter weiter

    >Sie hatten Kontakt zu einer Person, bei der eine ansteckende Krankheit
     festgestellt wurde. Wer das ist, darf ich Ihnen nicht sagen. Ich möchte mit
     Ihnen klären, wie der Kontakt war, und Ihnen sagen, was jetzt zu tun ist. Das
     dauert etwa zehn Minuten.
     Ich habe hier einen Tag stehen, an dem Sie zuletzt Kontakt hatten. An welchem
     Tag war das nach Ihrer Erinnerung?
     = 01.03.2026 (bekannt)
     Wo war das? Zu Hause, bei der Arbeit, in der Schule, bei einer Feier?
     = Haushalt (bekannt)
    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     0–9 ERGEBNIS  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
    cursor 1,8
    "#);
    assert!(seat.drafts().iter().any(|draft| draft.contains("identity")), "what was said to Ayşe is kept");
    seat.press("2");
    let named: Vec<_> = seat
        .effects
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::LoadMates { records, .. } => Some(records.clone()),
            _ => None,
        })
        .unwrap();
    assert_eq!(named, [family().sheet.mates[2].record], "Ela is ticked as she was, the others are not");
}

#[test]
fn orders_given_in_a_telephone_call_are_named_when_a_later_part_of_it_is_taken_back() {
    let served = family();
    let sheets = sheets(&served);
    let mut seat = at_call(Lang::De, served);
    seat.press("q");
    mates_answered(&mut seat, sheets).press("Enter");
    let numbers = orders(&seat).iter().map(|order| order.id).collect::<Vec<OrderId>>();
    assert_eq!(numbers.len(), 4);
    let reply = ordered(&seat);
    seat.command_answered(reply).press("h - Down Down Space Enter 1").command_answered(logged(Outcome::Complete, 2));
    seat.serve(next()).send(Msg::Drawn).press("1").command_answered(logged(Outcome::Complete, 2)).press("u");
    let receipt = Receipt::Undone {
        call: CallId(uuid(2000)),
        outcome: Outcome::Complete,
        reference: Reference::new(123_456_789),
        lease: None,
    };
    seat.command_answered(Reply::Done(receipt));
    assert_snapshot!(seat.line(22), @" ✓ zurückgenommen: 03NQ-K8N1 erreicht, erledigt · 4 Anordnungen bleiben");
}
