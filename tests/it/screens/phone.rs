//! The telephone rings: incoming calls, the parked one, who else holds it, messages, taking back, reopening.

use chrono::TimeDelta;
use insta::assert_snapshot;
use rufliste::domain::call::{CallState, Closing, Direction, Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal};
use rufliste::domain::id::{AttemptId, CallId, RecordId, Reference};
use rufliste::domain::lease::Lease;
use rufliste::domain::message::{Message, Unread, Words};
use rufliste::domain::undo::Barred;
use rufliste::keymap::Key;
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply, Served};

use super::people;
use super::seat::Seat;
use crate::fixture::{at, user};

const SMALL: (u16, u16) = (80, 24);

fn logged(outcome: Outcome) -> Reply {
    let attempt = AttemptId(people::uuid(71));
    let closed = (outcome == Outcome::Complete).then_some(Closing::Complete);
    Reply::Done(Receipt::Logged {
        attempt,
        outcome,
        reason: Reason::FirstNotification,
        next: None,
        closed,
        escalated: false,
    })
}

/// The call of somebody else, as it is served to a person who rings.
fn ringing() -> Served {
    let mut served = people::served(5, Reason::FollowUp);
    served.lease.token = 42;
    served.sheet.record.reference = Reference::new(987_654_321);
    served.sheet.record.id = RecordId(people::uuid(22));
    served.sheet.person.first_name = "Zübeyde".into();
    served.sheet.person.last_name = "Öztürk".into();
    served.sheet.person.birth = Some(people::date(1985, 4, 3));
    served.sheet.mates.clear();
    served
}

/// Somebody rings in the middle of what is on screen; Enter was pressed on their row.
fn rings(seat: &mut Seat) {
    seat.press("e").write("özt 3.4");
    let hits = vec![super::lists::hit(1)];
    seat.answer(|effect| matches!(effect, Effect::Search { .. }), Reply::Hits(hits)).press("Enter");
    assert!(matches!(seat.effects.last(), Some(Effect::TakeIncoming { .. })), "{:?}", seat.effects.last());
}

/// A talk in its third step, with an incoming call on top.
fn parked(lang: Lang) -> Seat {
    let mut seat = Seat::at_call(lang, SMALL);
    seat.press("a j");
    rings(&mut seat);
    seat.serve(ringing()).send(Msg::Drawn);
    seat
}

/// All that a screen shows but clock, message and footer.
fn body(seat: &Seat) -> Vec<String> {
    seat.picture().lines().skip(1).take(20).map(str::to_owned).collect()
}

#[test]
fn an_incoming_call_is_headed_so_and_names_the_parked_one() {
    let seat = parked(Lang::De);
    assert_snapshot!(seat.picture(), @r#"
     EINGEHEND  NACHVERFOLGUNG  0XDW-T5HG  fällig 11:00  warum: Erstanruf, Pr… 0:00
     ÖZTÜRK, Zübeyde, 40 J.  *03.04.1985  Türkisch  Lindental
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        gestern 17:40 keine Antwort
       0221 47 10 12 0        Festnetz             nie
     Masern · Kontakt: Haushalt, zuletzt So 01.03. · Index 8R2K · Haushalt
    ────────────────────────────────────────────────────────────────────────────────
     Schritt 1/5                                                     stimmt?  j / n

     Nennen Sie mir bitte zuerst Ihr Geburtsdatum.









    ── Ergebnis ────────────────────────────────────────────────────────────────────
     1 gesund    2 Symptome   3 keine Antwort   4 besetzt      5 Mailbox+Bitte
     6 Mailbox   7 Rückruf    8 Dritte          9 verweigert   0 weitere
     geparkt: 03NQ-K8N1
     0–9 ERGEBNIS  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
    cursor 1,7
    "#);
}

#[test]
fn an_incoming_call_in_english() {
    let seat = parked(Lang::En);
    assert_snapshot!(seat.picture(), @r#"
     INCOMING  FOLLOW-UP  0XDW-T5HG  due 11:00  why: Erstanruf, Priorität hoc… 0:00
     ÖZTÜRK, Zübeyde, age 40  *3 Apr 1985  Turkish  Lindental
     ! Vater nur nach 18 Uhr (Berg, gestern)
     > 0152 28 81 73 86       Ayşe (Mutter)        yesterday 17:40 no answer
       0221 47 10 12 0        Festnetz             never
     measles · contact: household, last Sun 1 Mar · index 8R2K · household
    ────────────────────────────────────────────────────────────────────────────────
     step 1/5                                                       correct?  j / n

     First, please tell me your date of birth.









    ── outcome ─────────────────────────────────────────────────────────────────────
     1 well       2 symptoms    3 no answer      4 busy       5 mailbox+asked
     6 mailbox    7 callback    8 third party    9 refused    0 more
     parked: 03NQ-K8N1
     0–9 OUTCOME  a dial  q quarantine  t numbers  p person  v note  F1 help
    cursor 1,7
    "#);
}

#[test]
fn the_parked_call_comes_back_as_it_was_left() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("a j");
    let before = body(&seat);
    rings(&mut seat);
    seat.serve(ringing()).send(Msg::Drawn);
    seat.press("1");
    seat.answer(|effect| matches!(effect, Effect::Perform { command: Command::Log(_), .. }), logged(Outcome::Complete));
    assert!(matches!(seat.commands().last(), Some(Command::Unpark { token: 41 })));
    assert_eq!(body(&seat), before);
    let log = seat.logged()[0].clone();
    assert_eq!((log.direction, log.number, log.token), (Direction::Incoming, None, Some(42)));
    let said = format!("{}{}", seat.line(21), seat.line(22));
    assert!(said.ends_with("weiter: geparkter Anruf · u zurück"), "{said}");

    seat.send(Msg::Drawn).wait(TimeDelta::milliseconds(300)).send(Msg::Key(Key::char('1')));
    assert_eq!(seat.logged().len(), 1, "a digit pressed twice was meant for the call before");
    seat.press("3");
    assert_eq!(seat.logged()[1].token, Some(41));
    assert_eq!(seat.logged()[1].direction, Direction::Outgoing);
}

#[test]
fn leaving_an_incoming_call_brings_the_parked_one_back() {
    let mut seat = parked(Lang::De);
    seat.press("Esc").quiet();
    let commands = seat.commands();
    assert!(commands.iter().any(|command| matches!(command, Command::Release { token: 42 })));
    assert!(matches!(commands.last(), Some(Command::Unpark { token: 41 })));
    assert!(seat.line(0).starts_with(" ERSTANRUF"), "{}", seat.line(0));
}

#[test]
fn a_parked_call_that_was_lost_says_so_and_keeps_its_draft() {
    let mut seat = parked(Lang::De);
    seat.press("Esc").quiet().command_answered(Reply::Refused(Refusal::StaleToken(None)));
    assert!(seat.model.tokens().is_empty());
    assert!(!seat.drafts().is_empty());
}

#[test]
fn only_one_call_is_parked_and_quitting_treats_both() {
    let mut seat = parked(Lang::De);
    seat.press("e");
    assert!(seat.line(22).contains("schon geparkt"), "{}", seat.line(22));
    assert_eq!(seat.model.tokens(), [41, 42]);
    seat.press("F10 j");
    assert_eq!(seat.effects.last(), Some(&Effect::Quit));
}

#[test]
fn the_person_being_called_rings_back() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("a j");
    let before = body(&seat);
    rings(&mut seat);
    seat.serve(people::served(3, Reason::FirstNotification)).send(Msg::Drawn);
    assert_eq!(seat.model.tokens(), [41]);
    assert_eq!(body(&seat), before);
    assert!(seat.line(0).starts_with(" EINGEHEND  ERSTANRUF"), "{}", seat.line(0));
}

#[test]
fn a_record_that_somebody_else_works_on_opens_to_be_read() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    rings(&mut seat);
    let holder = Lease { user: "klein".into(), station: "platz-1".into(), ..people::lease(9) };
    let taken = |effect: &Effect| matches!(effect, Effect::TakeIncoming { .. });
    seat.answer(taken, Reply::Done(Receipt::HeldElsewhere(holder.clone())));
    let mut sheet = people::record_sheet(false);
    sheet.lease = Some(holder);
    seat.answer(|effect| matches!(effect, Effect::LoadRecord { .. }), Reply::Record(Box::new(sheet)));
    let picture = seat.picture();
    assert!(picture.contains("! In Bearbeitung bei klein, Platz platz-1, seit 09:00"), "{picture}");
    assert!(seat.line(21).ends_with("Dort steht jetzt ein") && seat.line(22) == " Hinweis.", "{picture}");
    seat.press("Esc Esc");
    assert!(seat.line(0).starts_with(" ERSTANRUF"));
}

fn told(seat: &mut Seat) {
    let message = Message {
        to_station: Some("platz-3".into()),
        to_user: Some("berg".into()),
        from_user: "klein".into(),
        at: at(9),
        words: Words::Rings { reference: Reference::new(123_456_789), station: "Platz 1".into() },
        record: None,
    };
    seat.send(Msg::Told(vec![Unread { n: 7, message }]));
}

#[test]
fn a_message_stays_until_it_is_confirmed() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    told(&mut seat);
    let line = seat.line(22);
    assert!(line.ends_with("ruft gerade an, Platz Platz 1. · Esc gelesen"), "{line}");
    assert!(!seat.picture().contains("klein"));
    seat.press("j v").write("Hund").press("Enter");
    assert_eq!(seat.line(22), line, "other keys leave it there");
    told(&mut seat);
    seat.press("Esc");
    assert!(seat.commands().iter().any(|command| matches!(command, Command::ConfirmMessage { n: 7 })));
    assert!(!seat.line(22).contains("ruft gerade an"), "told twice, shown once");
    assert!(seat.line(0).starts_with(" ERSTANRUF"), "nothing else was done");
}

#[test]
fn an_outcome_taken_back_lies_open_again_with_what_was_said() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("a j");
    let before = body(&seat);
    seat.press("3").command_answered(logged(Outcome::NoAnswer));
    assert!(seat.picture().contains("· u zurück"));
    seat.press("u");
    assert!(matches!(seat.commands().last(), Some(Command::Undo)));
    let receipt = Receipt::Undone {
        call: CallId(people::uuid(3)),
        outcome: Outcome::NoAnswer,
        reference: Reference::new(123_456_789),
        lease: None,
    };
    seat.command_answered(Reply::Done(receipt));
    assert!(matches!(seat.effects.last(), Some(Effect::TakeUp { .. })));
    let mut again = people::served(3, Reason::FirstNotification);
    again.lease.token = 77;
    seat.serve(again).send(Msg::Drawn);
    assert_eq!(body(&seat), before);
    assert!(seat.line(22).contains("zurückgenommen: "), "{}", seat.line(22));
    seat.press("4");
    let logged = seat.logged();
    assert_eq!((logged[1].token, logged[1].outcome), (Some(77), Outcome::Busy));
    assert_ne!(logged[1].id, logged[0].id, "another attempt");
}

/// An order is given in the call, then an outcome is logged and taken back: what is said then.
fn said_after_order_and_undo(who: rufliste::domain::user::User) -> String {
    let mut served = people::served(3, Reason::FirstNotification);
    served.sheet.mates.clear();
    let mut seat = Seat::new(Lang::De, SMALL, who);
    seat.press("n").serve(served).send(Msg::Drawn).press("q Enter");
    let order = seat.commands().into_iter().find_map(|command| match command {
        Command::IssueOrder(order) => Some((**order).clone()),
        _ => None,
    });
    let order = order.unwrap();
    seat.command_answered(Reply::Done(Receipt::Ordered {
        order: order.id,
        kind: rufliste::domain::order::OrderKind::Quarantine,
        number: Some("LIN-2026-000017".into()),
        result: rufliste::domain::order::RuleResult::Order,
        from: order.from,
        to: order.to,
    }));
    seat.press("Enter 3").command_answered(logged(Outcome::NoAnswer)).press("u");
    let reference = Reference::new(123_456_789);
    let receipt = Receipt::Undone { call: CallId(people::uuid(3)), outcome: Outcome::NoAnswer, reference, lease: None };
    seat.command_answered(Reply::Done(receipt));
    seat.picture().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_order_issued_before_the_outcome_stays_and_the_receipt_of_taking_back_says_so() {
    use rufliste::domain::user::{Right, Role};

    let supervisor = user("lead", &[Role::Tracer, Role::Supervisor], &[Right::Order]);
    let stays = "Anordnung LIN-2026-000017 bleibt; aufheben im Vorgang mit A";
    let said = said_after_order_and_undo(supervisor);
    assert!(said.contains(stays), "{said}");
    let said = said_after_order_and_undo(user("berg", &[Role::Tracer], &[Right::Order]));
    assert!(said.contains("Anordnung LIN-2026-000017 bleibt n "), "who may not lift it is given no key: {said}");
}

#[test]
fn an_outcome_taken_back_from_the_next_call_parks_that_one() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3").command_answered(logged(Outcome::NoAnswer)).press("n");
    let mut next = ringing();
    next.lease.token = 50;
    seat.serve(next).send(Msg::Drawn).press("u");
    let receipt = Receipt::Undone {
        call: CallId(people::uuid(3)),
        outcome: Outcome::NoAnswer,
        reference: Reference::new(123_456_789),
        lease: None,
    };
    seat.command_answered(Reply::Done(receipt));
    let mut again = people::served(3, Reason::FirstNotification);
    again.lease.token = 77;
    seat.serve(again).send(Msg::Drawn);
    assert_eq!(seat.model.tokens(), [50, 77]);
    seat.press("4");
    seat.answer(|effect| matches!(effect, Effect::PerformAll { .. }), logged(Outcome::Busy));
    assert_eq!(seat.model.tokens(), [50]);
    assert!(matches!(seat.commands().last(), Some(Command::Unpark { token: 50 })));
}

#[test]
fn after_a_minute_the_receipt_offers_no_way_back_and_u_says_what_to_do() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("3").command_answered(logged(Outcome::NoAnswer));
    seat.wait(TimeDelta::seconds(61));
    assert!(!seat.picture().contains("u zurück"));
    seat.press("u").command_answered(Reply::Refused(Refusal::NoUndo(Barred::Late)));
    assert!(seat.line(22).contains("bitte berichtigen"), "{}", seat.line(22));
}

#[test]
fn a_closed_call_is_reopened_from_the_record() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("Enter");
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("l");
    let mut sheet = people::record_sheet(false);
    sheet.calls[0].state = CallState::Done;
    seat.answer(|effect| matches!(effect, Effect::LoadRecord { .. }), Reply::Record(Box::new(sheet)));
    seat.press("o Enter");
    assert!(seat.commands().iter().all(|command| !matches!(command, Command::Reopen { .. })), "a reason is needed");
    seat.write("Nummer stimmt doch").press("Enter");
    let Some(Command::Reopen { call, reason }) = seat.commands().last().copied() else { panic!() };
    assert_eq!((*call, reason.as_str()), (CallId(people::uuid(3)), "Nummer stimmt doch"));
}

#[test]
fn an_incoming_call_whose_line_was_lost_comes_back_as_one() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    rings(&mut seat);
    let mut served = ringing();
    served.lease.dialled_at = Some(at(9));
    seat.serve(served.clone()).send(Msg::Drawn).send(Msg::Hangup);
    let draft = seat.drafts().last().map(ToString::to_string);
    assert!(draft.is_some());
    let back = |served: &Served| {
        let mut seat = Seat::at_queue(Lang::De, SMALL);
        seat.press("n").serve(served.clone()).send(Msg::Drawn);
        seat.line(0)
    };
    assert!(back(&Served { draft: draft.clone(), ..served.clone() }).starts_with(" EINGEHEND"));
    served.lease.dialled_at = None;
    assert!(back(&Served { draft, ..served }).starts_with(" NACHVERFOLGUNG"), "another call to them is not that one");
}
