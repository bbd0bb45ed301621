//! The call screen: pictures, flows, and what must never happen.

use chrono::TimeDelta;
use insta::assert_snapshot;
use rufliste::domain::call::{Outcome, Reason};
use rufliste::domain::decide::{Command, NextCall, Receipt, Refusal};
use rufliste::domain::id::AttemptId;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply};

use super::people;
use super::seat::Seat;
use crate::fixture::at;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

pub fn logged(outcome: Outcome) -> Reply {
    let next = NextCall { reason: Reason::FirstNotification, at: at(17) };
    let attempt = AttemptId(people::uuid(1));
    Reply::Done(Receipt::Logged {
        attempt,
        outcome,
        reason: next.reason,
        next: Some(next),
        closed: None,
        escalated: false,
    })
}

#[test]
fn the_call_at_80_columns_in_german() {
    let seat = Seat::at_call(Lang::De, SMALL);
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
     Spreche ich mit Ayşe Yılmaz?

     Damit ich sicher bin, dass ich mit der richtigen Person spreche: Nennen Sie
     mir bitte Ihr Geburtsdatum.

     Für Mailbox und Dritte: Guten Tag, hier ist Gesundheitsamt Lindental. Bitte
     rufen Sie uns zurück, Ayşe Yılmaz: 0221 4710100. Vielen Dank.

    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     0–9 ERGEBNIS  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
    cursor 1,8
    "#);
    assert_snapshot!(seat.styles(), @r#"
     TTTTTTTTT  TTTTTTTTT  dddddddddddd  mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
     TTTTTTTTTTTT                     aaaaaaaa             ddddddddddddddddddddddddd
     OOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO
    kkkTTTTTTTTTTTTTTTTTTTTTT TTTTTTTTTTTTTTTTTTTT mmmmmmmmmmmmmmmmmmmmmmmmmmm
    kkk                                            mmm

               aaa       aaa
    mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
     aaaaaaaaaaaa                                                    kkkkkkkkkkkkkkk




     TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT
     TTTTTTTTTTTTTTTTTTTTTTTTTTT

     mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
     mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm

    mmmaaaaaaaammmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
     k           k              k                k             k
     k           k              k                k             k

     kkkkkkkkkkkk  k         k             k          k         k          kk
    "#);
}

#[test]
fn a_search_for_a_number_says_in_words_for_which_call() {
    for (lang, words) in
        [(Lang::De, "! Nummer gesucht für: Erstanruf"), (Lang::En, "! Number wanted for: first notification")]
    {
        let mut served = people::served(3, Reason::Research);
        served.sheet.call.task = Some("first_notification".into());
        let mut seat = Seat::at_queue(lang, SMALL);
        seat.press("n").serve(served).send(Msg::Drawn);
        assert!(seat.picture().contains(words), "{}", seat.picture());
        assert!(!seat.picture().contains("first_notification"));
    }
}

#[test]
fn a_receipt_names_the_outcome_by_the_call_that_was_logged() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n").serve(people::served(3, Reason::FollowUp)).send(Msg::Drawn).press("1");
    let attempt = AttemptId(people::uuid(1));
    let next = Some(NextCall { reason: Reason::EndOfQuarantine, at: at(17) });
    let (outcome, reason) = (Outcome::Complete, Reason::FollowUp);
    seat.command_answered(Reply::Done(Receipt::Logged {
        attempt,
        outcome,
        reason,
        next,
        closed: Some(rufliste::domain::call::Closing::Complete),
        escalated: false,
    }));
    assert!(seat.picture().contains("✓ erreicht, gesund"), "{}", seat.picture());
}

#[test]
fn the_call_at_120_columns_in_english() {
    assert_snapshot!(Seat::at_call(Lang::En, LARGE).picture(), @r#"
     FIRST NOTIFICATION  03NQ-K8N1  due 11:00  why: Erstanruf, Priorität hoch, fällig 11:00                            0:00
     YILMAZ, Emre, age 9  *3 Apr 2016  Turkish  Lindental  speak to: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        yesterday 17:40 no answer
       0221 47 10 12 0        Festnetz             never
     measles · contact: household, last Sun 1 Mar · index 8R2K · household
     household: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     step 1/12                                                                                              correct?  j / n

     Good day, my name is berg, I am calling from Gesundheitsamt Lindental. Am I speaking with Ayşe Yılmaz?

     So that I can be sure to speak with the right person: please tell me your date of birth.

     For mailbox and third parties: Good day, this is Gesundheitsamt Lindental. Please call us back, Ayşe Yılmaz: 0221
     4710100. Thank you.



















    ── outcome ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
     1 done               2 broken off            3 no answer              4 busy               5 mailbox+asked
     6 mailbox            7 callback              8 third party            9 refused            0 more

     0–9 OUTCOME  a dial  q quarantine  t numbers  p person  v note  h household  r question  k contacts  F1 help
    cursor 1,8
    "#);
}

#[test]
fn not_answered_is_two_keys_and_waits_for_the_next() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("a 3").command_answered(logged(Outcome::NoAnswer));
    assert_eq!(seat.logged().len(), 1);
    assert_eq!(seat.logged()[0].number.as_deref(), Some("+4915228817386"));
    assert!(seat.effects.iter().any(|effect| matches!(effect, Effect::DialOut { .. })));
    assert!(seat.effects.iter().any(|effect| matches!(effect, Effect::DropDraft { .. })));
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [✓] Emre  [✓] Ela
    ────────────────────────────────────────────────────────────────────────────────

     ✓ keine Antwort · nächster Versuch 17:00 · u zurück

       n nächster Anruf











     n nächster  s suchen  e eingehend  p Person  Esc zurück  F1 Hilfe
    cursor 5,11
    "#);
    seat.press("n");
    assert!(matches!(seat.effects.last(), Some(Effect::ServeNext { .. })));
}

#[test]
fn the_script_asks_who_it_is_before_it_says_why() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    assert!(!seat.picture().contains("ansteckende"), "only neutral words before the identity is confirmed");
    seat.press("Enter");
    assert!(seat.line(22).contains("Erst die Person feststellen"));
    seat.press("n");
    assert!(!seat.picture().contains("ansteckende"));
    seat.press("j");
    assert!(seat.picture().contains("ansteckende"));
    assert!(seat.picture().contains("= 01.03.2026 (bekannt)"), "{}", seat.picture());
    seat.press("Tab").write("28.2.").press("Tab");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Schritt 2–4/12                                              Text, Enter weiter

     Sie hatten Kontakt zu einer Person, bei der eine ansteckende Krankheit
     festgestellt wurde. Wer das ist, darf ich Ihnen nicht sagen. Ich möchte mit
     Ihnen klären, wie der Kontakt war, und Ihnen sagen, was jetzt zu tun ist. Das
     dauert etwa zehn Minuten.
     Ich habe hier einen Tag stehen, an dem Sie zuletzt Kontakt hatten. An welchem
     Tag war das nach Ihrer Erinnerung?
     = 28.02.2026
    >Wo war das? Zu Hause, bei der Arbeit, in der Schule, bei einer Feier?
     >   = Haushalt (bekannt)
    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     0–9 TEXT  F2 speichern  BildAb weiter  BildAuf voriger Schritt  F1 Hilfe
    cursor 3,18
    "#);
    seat.write("zu Hause").press("Enter Tab 1 Enter 1");
    let log = seat.logged();
    assert_eq!(log[0].outcome, Outcome::Complete);
    assert_eq!(log[0].facts.get("exposure.last").map(String::as_str), Some("2026-02-28"));
    assert_eq!(log[0].facts.get("exposure.category").map(String::as_str), Some("household"));
}

#[test]
fn digits_in_a_text_field_are_text() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("j Tab").write("3");
    assert!(seat.logged().is_empty());
    assert!(seat.line(23).contains("0–9 TEXT"), "{}", seat.line(23));
    seat.press("Esc");
    assert!(seat.line(23).contains("0–9 ERGEBNIS"), "{}", seat.line(23));
    seat.press("3");
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn a_digit_counts_only_once_its_call_was_drawn() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n");
    seat.serve(people::served(3, Reason::FirstNotification));
    seat.key("3".parse().unwrap());
    seat.key("j".parse().unwrap());
    assert!(seat.logged().is_empty());
    seat.send(Msg::Drawn).press("3");
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn a_doubled_digit_logs_once_and_a_late_one_never_hits_the_next_call() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3 3");
    seat.command_answered(logged(Outcome::NoAnswer)).press("3 4 n");
    assert_eq!(seat.logged().len(), 1);
    seat.serve(people::served(4, Reason::FollowUp));
    seat.key("3".parse().unwrap());
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn the_next_call_may_be_asked_for_before_the_outcome_is_saved() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3 n");
    assert!(!matches!(seat.effects.last(), Some(Effect::ServeNext { .. })));
    seat.command_answered(logged(Outcome::NoAnswer));
    assert!(seat.effects.iter().rev().take(2).any(|effect| matches!(effect, Effect::ServeNext { .. })));
}

#[test]
fn quitting_waits_for_what_is_being_saved() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3 F10");
    assert!(!seat.effects.contains(&Effect::Quit) && seat.model.desk.confirm.is_none());
    seat.command_answered(logged(Outcome::NoAnswer));
    assert!(seat.effects.contains(&Effect::Quit));
}

#[test]
fn a_failed_save_can_be_repeated_and_is_the_same_attempt() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3").command_answered(Reply::Failed("Die Platte ist voll. Platz schaffen.".into()));
    assert_eq!(seat.line(22), " ! Die Platte ist voll. Platz schaffen.");
    seat.press("3");
    let log = seat.logged();
    assert_eq!((log.len(), log[0].id == log[1].id), (2, true));
}

#[test]
fn a_callback_asks_for_its_time_as_people_say_it() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("7");
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
     Spreche ich mit Ayşe Yılmaz?

     Damit ich sicher bin, dass ich mit der richtigen Person spreche: Nennen Sie
     mir bitte Ihr Geburtsdatum.

     Für Mailbox und Dritte: Guten Tag, hier ist Gesundheitsamt Lindental. Bitte
     rufen Sie uns zurück, Ayşe Yılmaz: 0221 4710100. Vielen Dank.

    ── Rückruf vereinbart ──────────────────────────────────────────────────────────
     > wann
       ich rufe an      [ ]
       15:30 · morgen 9 · in 2h · Fr 14–16
     0–9 TEXT  F2 speichern  Enter weiter  Esc zurück  F1 Hilfe
    cursor 20,20
    "#);
    seat.write("heute 8").press("F2");
    assert!(seat.picture().contains("! Das ist schon vorbei."), "{}", seat.picture());
    assert!(seat.logged().is_empty());
    seat.press("C-u").write("morgen 9").press("Tab Space F2");
    let log = seat.logged();
    assert_eq!((log[0].outcome, log[0].own_callback), (Outcome::Callback, true));
    assert_eq!(log[0].window.map(|window| window.from), Some(at(9) + TimeDelta::days(1)));
}

#[test]
fn the_list_behind_zero_has_letters_and_asks_once_more_where_it_must() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("0");
    assert_snapshot!(seat.picture(), @r#"
     ERSTANRUF  03NQ-K8N1  fällig 11:00  warum: Erstanruf, Priorität hoch, fä… 0:00
     YILMAZ, Emre, 9 J.  *03.04.2016  Türkisch  Lindental  sprechen mit: Ayşe Yılmaz
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
     Haushalt: [x] Emre  [x] Ela
    ────────────────────────────────────────────────────────────────────────────────
     Weitere Ergebnisse
     > h Angehörige verweigern Auskunft        v verstorben
       l Sprachbarriere                        z an anderes Amt abgeben
       w falsche Nummer                        b dort schon in Bearbeitung
       x Nummer nicht vergeben / Fax           n kein Kontakt
       k keine Nummer bekannt                  d Dublette
       u nicht gesprächsfähig                  t technische Störung




    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 erledigt  2 abgebrochen  3 keine Antwort  4 besetzt     5 Mailbox+Bitte
     6 Mailbox   7 Rückruf      8 Dritte         9 verweigert  0 weitere

     Enter öffnen  Esc zurück  F1 Hilfe
    cursor 3,9
    "#);
    seat.press("v");
    assert_eq!(seat.line(22), " verstorben – sicher? j / n");
    seat.press("n");
    assert!(seat.logged().is_empty());
    seat.press("0 v j");
    assert_eq!(seat.logged()[0].outcome, Outcome::Deceased);
}

#[test]
fn a_refusal_needs_a_note_and_takes_the_one_that_was_written() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("h - Enter v").write("will nicht").press("Enter 9");
    assert!(seat.picture().contains("will nicht"));
    seat.press("Enter n");
    assert_eq!(seat.logged()[0].note, "will nicht");
}

#[test]
fn a_lost_lease_keeps_what_was_typed_as_a_draft_and_says_so() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").write("ruft selbst an").press("Enter 3");
    seat.command_answered(Reply::Refused(Refusal::StaleToken(Some(Box::new(people::lease(3))))));
    assert!(seat.drafts().last().is_some_and(|draft| draft.contains("ruft selbst an")));
    assert!(seat.line(22).contains("Entwurf"), "{}", seat.picture());
    seat.press("3");
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn a_draft_comes_back_into_the_same_field() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").write("Notiz").press("Enter j Tab").write("28.").send(Msg::Hangup);
    let draft = seat.drafts().last().map(|draft| (*draft).to_owned()).unwrap();
    let mut again = Seat::at_queue(Lang::De, SMALL);
    again.press("n");
    let mut served = people::served(3, Reason::FirstNotification);
    served.draft = Some(draft);
    served.sheet.mates.clear();
    again.serve(served).send(Msg::Drawn).write("2.").press("Enter Esc 9");
    assert!(again.picture().contains("Notiz"));
    again.press("F2 n");
    assert_eq!(again.logged()[0].facts.get("exposure.last").map(String::as_str), Some("2026-02-28"));
}

#[test]
fn the_function_key_for_the_end_leaves_a_begun_call_with_a_reason() {
    let keymap = std::sync::Arc::new(rufliste::keymap::load("fkeys", &[]).map);
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.model.desk.keymap = keymap;
    seat.press("a F3");
    assert!(seat.picture().contains("── Anruf zurücklegen"), "{}", seat.picture());
    seat.press("F3");
    assert!(seat.model.call().is_some() && !seat.picture().contains("── Anruf zurücklegen"));
    seat.press("F3").write("falsche Sprache").press("F2");
    let Some(Command::PutBack { token: 41, reason }) = seat.commands().last().copied() else { panic!() };
    assert_eq!(reason, "falsche Sprache");
    let mut untouched = Seat::at_call(Lang::De, SMALL);
    untouched.model.desk.keymap = seat.model.desk.keymap.clone();
    untouched.press("F3");
    assert!(untouched.model.call().is_none(), "nothing was begun, and no line tears this key");
}

#[test]
fn escape_goes_one_step_back_and_never_loses_or_logs() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("7").write("morgen").press("Esc Esc 7");
    assert!(seat.picture().contains("morgen"), "the text is still there");
    seat.press("Esc Esc Esc");
    assert!(seat.logged().is_empty() && seat.model.call().is_some());
    let mut untouched = Seat::at_call(Lang::De, SMALL);
    untouched.press("Esc");
    assert!(untouched.model.call().is_some(), "the rest of a torn key may follow");
    untouched.quiet();
    assert!(untouched.model.call().is_none());
    assert!(matches!(untouched.commands()[0], Command::Release { token: 41 }));
}

#[test]
fn a_key_right_after_a_lone_escape_does_nothing() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").key("Esc".parse().unwrap());
    seat.send(Msg::Key("3".parse().unwrap()));
    assert!(seat.logged().is_empty());
    seat.wait(TimeDelta::milliseconds(60)).send(Msg::Key("3".parse().unwrap()));
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn a_paste_outside_a_text_field_is_dropped_with_a_notice() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.send(Msg::Paste("3\n1\n".into()));
    assert!(seat.logged().is_empty());
    assert!(seat.line(22).contains("verworfen"));
    seat.press("v").send(Msg::Paste("aus\nder Zwischenablage".into()));
    assert!(seat.picture().contains("aus der Zwischenablage"));
}

#[test]
fn control_c_never_quits_in_a_call_and_quitting_asks_once() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("C-c");
    assert!(!seat.effects.contains(&Effect::Quit));
    seat.press("F10");
    assert!(seat.picture().contains("Beenden?"));
    seat.press("n F10 j");
    assert!(seat.effects.contains(&Effect::Quit));
    assert_eq!(seat.model.tokens(), [41]);
}

#[test]
fn a_call_is_put_back_only_with_a_reason() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("- F2");
    assert!(seat.commands().is_empty());
    seat.write("Dolmetscher fehlt").press("Enter");
    assert!(matches!(seat.commands()[0], Command::PutBack { reason, .. } if reason == "Dolmetscher fehlt"));
    seat.command_answered(Reply::Done(Receipt::Released));
    assert!(seat.model.stack.is_empty());
}

#[test]
fn an_incoming_call_parks_the_one_in_progress_and_gives_it_back() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("Esc");
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("a e").write("gross");
    let mut hit = super::lists::hit(1);
    hit.call = Some((
        rufliste::domain::id::CallId(people::uuid(5)),
        Reason::FollowUp,
        rufliste::domain::call::CallState::Open,
    ));
    seat.answer(|e| matches!(e, Effect::Search { .. }), Reply::Hits(vec![hit])).press("Enter");
    let mut second = people::served(5, Reason::FollowUp);
    second.lease.token = 42;
    seat.serve(second).send(Msg::Drawn);
    assert!(seat.line(0).starts_with(" EINGEHEND"), "{}", seat.line(0));
    assert!(seat.line(22).contains("geparkt"));
    seat.press("1").command_answered(logged(Outcome::Complete)).press("n");
    assert_eq!(seat.model.tokens(), [41]);
    assert!(seat.line(0).starts_with(" ERSTANRUF"), "{}", seat.line(0));
    assert_eq!(seat.logged().len(), 1);
}

#[test]
fn an_answer_that_nobody_waits_for_gives_its_lease_back() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.send(Msg::Reply(9999, Reply::Served(Box::new(people::served(3, Reason::FollowUp)))));
    assert!(seat.model.stack.is_empty());
    assert!(matches!(seat.commands()[0], Command::Release { token: 41 }));
}

#[test]
fn the_language_changes_while_a_call_is_open() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("F9");
    assert!(seat.line(0).contains("FIRST NOTIFICATION"), "{}", seat.line(0));
    assert!(seat.effects.contains(&Effect::SetLanguage(Lang::En)));
}

#[test]
fn a_hidden_screen_shows_nobody() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("L");
    let picture = seat.picture();
    assert!(picture.contains("Gesperrt") && !picture.contains("Emre") && !picture.to_lowercase().contains("lmaz"));
    seat.press("3 Enter");
    assert!(seat.logged().is_empty() && seat.picture().contains("Emre"));
}

#[test]
fn numbers_are_shown_and_dialled_over_the_outside_line() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.model.desk.outside_line = Some("0".into());
    assert!(seat.line(3).starts_with(" > 0 0152 28 81 73 86 "), "{}", seat.line(3));
    assert!(seat.line(4).starts_with("   0 0221 47 10 12 0 "), "{}", seat.line(4));
    seat.press("a 3");
    assert!(seat.effects.contains(&Effect::DialOut { number: "0015228817386".into() }));
    assert_eq!(seat.logged()[0].number.as_deref(), Some("+4915228817386"), "the log keeps the number itself");
}

#[test]
fn a_foreign_number_over_the_outside_line_begins_with_two_zeros() {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.person.phones.truncate(1);
    served.sheet.person.phones[0].e164 = Some("+902123456789".into());
    served.sheet.person.phones[0].shown = "+90 212 3456789".into();
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn);
    assert!(seat.line(3).starts_with(" > +90 212 34 56 78 9 "), "{}", seat.line(3));
    seat.model.desk.outside_line = Some("0".into());
    assert!(seat.line(3).starts_with(" > 0 0090 212 34 56 78 9 "), "{}", seat.line(3));
    seat.press("a");
    assert!(seat.effects.contains(&Effect::DialOut { number: "000902123456789".into() }));
}

#[test]
fn facts_that_are_long_go_on_in_a_second_line() {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.index_reference = None;
    served.sheet.record.index.record = None;
    served.sheet.record.index.external = None;
    served.sheet.record.index.words = Some("Mitschüler aus der 3b der Grundschule am Anger".into());
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("n").serve(served).send(Msg::Drawn);
    assert_eq!(seat.line(5), " Masern · Kontakt: Haushalt, zuletzt So 01.03.");
    assert_eq!(seat.line(6), " Index Mitschüler aus der 3b der Grundschule am Anger · Haushalt");
}
