//! The room: the supervisor's list, assigning by ticks, questions and reminders, going home, pauses.

use insta::assert_snapshot;
use rufliste::domain::bulk::{Bulk, Targets};
use rufliste::domain::call::{CallState, Reason};
use rufliste::domain::decide::{Command, Receipt};
use rufliste::domain::handling::{Pause, Signed};
use rufliste::domain::view::{Raised, Room};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply};
use rufliste::tui::room::RoomState;

use super::people;
use super::seat::{Seat, supervisor};
use crate::fixture::at;

const SMALL: (u16, u16) = (80, 24);

fn raised(n: u32, code: &str, text: &str) -> Raised {
    let row = people::row(n);
    let mut call = people::call(50, Reason::FirstNotification);
    (call.id, call.state) = (row.call, CallState::Escalated);
    Raised { record: row.record, row, code: code.into(), since: at(7), by: "berg".into(), text: text.into(), call }
}

fn state() -> RoomState {
    let owners = [("berg", "Jana Berg"), ("yildiz", "Selin Yıldız"), ("team:Nord", "Nord"), ("role:supervisor", "")];
    RoomState { owners: owners.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec(), ..RoomState::default() }
}

/// A supervisor with a page of the queue and the room known.
fn lead(lang: Lang) -> Seat {
    let mut seat = Seat::new(lang, SMALL, supervisor());
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), Reply::Room(Box::new(state())));
    seat.show_page(people::rows(20), true);
    seat
}

fn at_decisions(lang: Lang) -> Seat {
    let mut seat = lead(lang);
    seat.press("g t");
    let mut decided = raised(1, "unfit", "Sehr verwirrt");
    decided.call.owner = Some("haas".into());
    decided.call.handling.decided = Some(Signed { at: at(8), by: "haas".into(), text: "Tochter anrufen".into() });
    let rows = vec![raised(0, "refused", "Will nichts mehr hören"), decided, raised(2, "order_proposal", "")];
    seat.answer(|e| matches!(e, Effect::LoadDecisions { .. }), Reply::Decisions(rows));
    seat
}

#[test]
fn the_supervisors_list_at_80_columns_in_german() {
    let mut seat = at_decisions(Lang::De);
    seat.press("Space Down");
    assert_snapshot!(seat.picture(), @"
     Liste der Teamleitung  3                                                 09:00
       seit            Grund                  Name             zugewiesen Vorgang
     x heute 07:00     Mitwirkung verweigert  Yılmaz, Emre                0000-00BA
    >  heute 07:00     nicht gesprächsfähig   Müller-Lüdensch… haas       0000-7QT6
       heute 07:00     Anordnung vorgeschlag… Öztürk, Zübeyde             0000-FF91












    ────────────────────────────────────────────────────────────────────────────────
      Nachverfolgung · normal · keine Antwort · 1 Anrufversuch
      berg: Sehr verwirrt
      entschieden von haas: Tochter anrufen


     t übernehmen  d entscheiden  r zurückgeben  c abschließen  n nächster  F1 Hilfe
    cursor 0,3
    ");
}

#[test]
fn the_supervisors_list_at_80_columns_in_english() {
    assert_snapshot!(at_decisions(Lang::En).picture(), @"
     Supervisor's list  3                                                     09:00
       since           why                    name             assigned … record
    >  today 07:00     refused to take part   Yılmaz, Emre                0000-00BA
       today 07:00     not fit to talk        Müller-Lüdensch… haas       0000-7QT6
       today 07:00     order proposed         Öztürk, Zübeyde             0000-FF91












    ────────────────────────────────────────────────────────────────────────────────
      first notification · normal · 0 attempts
      berg: Will nichts mehr hören



     t take  d decide  r return  c close  n next  s search  e incoming  F1 help
    cursor 0,2
    ");
}

#[test]
fn a_decision_is_taken_written_down_returned_and_closed() {
    let mut seat = at_decisions(Lang::De);
    seat.press("t").press("d").write("Arzt fragen").press("Enter");
    seat.press("r Right").press("Enter").write("weiter").press("Enter");
    seat.press("c Enter").press("Enter");
    let commands = seat.commands();
    assert!(matches!(commands[0], Command::TakeDecision { .. }));
    assert!(matches!(commands[1], Command::Decide { text, .. } if text == "Arzt fragen"));
    assert!(
        matches!(commands[2], Command::ReturnToQueue { owner: Some(owner), reason, .. } if owner == "berg" && reason == "weiter")
    );
    assert_eq!(commands.len(), 3, "closing asks for a reason first");
    assert!(seat.picture().contains("Bitte einen Grund angeben"), "{}", seat.picture());
}

#[test]
fn ticked_calls_are_assigned_together() {
    let mut seat = lead(Lang::De);
    seat.press("Space Space Z");
    assert_snapshot!(seat.picture().lines().skip(1).take(4).collect::<Vec<_>>().join("\n"), @"
        fällig Anlass         Name                     Alter Gemeinde         Vers.
     x! 08:00  Erstanruf      Yılmaz, Emre                75 Lindental
     x! 08:25  Nachverfolgung Müller-Lüdenscheidt, An…    68 Hohenfeld            1
    > R 09:10  Fallermittlung Öztürk, Zübeyde             61 Lindental            2
    ");
    assert_snapshot!(seat.picture().lines().skip(18).collect::<Vec<_>>().join("\n"), @"
        14:40  Nachverfolgung Müller-Lüdenscheidt, An…    33 Lindental
    ── 2 Anrufe zuteilen ───────────────────────────────────────────────────────────
     > für              < berg >
       Grund
       Anfangsbuchstabe oder ← →: berg · yildiz · Team Nord · Teamleitung
     F2 speichern  Leertaste wechseln  Enter weiter  Esc zurück  F1 Hilfe
    cursor 20,20
    ");
    seat.press("y Enter").write("spricht Türkisch").press("Enter");
    let Some(Effect::PerformBulk { targets: Targets::Calls(calls), bulk, .. }) = seat.effects.last() else { panic!() };
    assert_eq!(calls.len(), 2);
    assert_eq!(*bulk, Bulk::Assign { owner: Some("yildiz".into()), reason: "spricht Türkisch".into() });
    seat.answer(|e| matches!(e, Effect::PerformBulk { .. }), Reply::BulkDone(2));
    assert!(seat.line(22).contains("2 Anrufe geändert"), "{}", seat.line(22));
    assert!(!seat.picture().contains(">x"));
}

#[test]
fn all_that_the_filter_lets_through_is_meant_only_when_ticked() {
    let mut seat = lead(Lang::De);
    seat.press("m P").write("").press("Enter").write("Ausbruch").press("Enter Space Enter");
    let Some(Effect::PerformBulk { targets, bulk, .. }) = seat.effects.last() else { panic!("{}", seat.picture()) };
    assert!(matches!(targets, Targets::Filter(filter) if filter.mine));
    assert!(matches!(bulk, Bulk::Priority { reason, .. } if reason == "Ausbruch"));
}

#[test]
fn a_question_and_a_reminder_are_set_from_the_call() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), Reply::Room(Box::new(state())));
    seat.press("r").write("Impfung von 1998?");
    assert_snapshot!(seat.picture().lines().skip(18).collect::<Vec<_>>().join("\n"), @"
    ── Rückfrage ───────────────────────────────────────────────────────────────────
     > Rückfrage        Impfung von 1998?
       für              < Teamleitung >

     0–9 TEXT  F2 speichern  Enter weiter  Esc zurück  F1 Hilfe
    cursor 37,20
    ");
    seat.press("Enter Enter");
    assert!(
        matches!(seat.commands()[0], Command::AskQuestion { to, text, .. } if to == "role:supervisor" && text == "Impfung von 1998?")
    );
    seat.command_answered(Reply::Done(Receipt::Asked("role:supervisor".into())));
    assert!(seat.line(22).contains("Rückfrage an Teamleitung"), "{}", seat.line(22));
    seat.press("w").write("morgen 9").press("Enter").write("Impfpass").press("Enter Enter");
    assert!(
        matches!(seat.commands()[1], Command::SetReminder { owner: Some(owner), text, .. } if owner == "berg" && text == "Impfpass")
    );
}

#[test]
fn a_task_of_the_desk_is_done_with_one_key_and_a_question_by_its_answer() {
    for (reason, keys) in [(Reason::Reminder, ""), (Reason::Question, "ja")] {
        let mut seat = Seat::at_queue(Lang::De, SMALL);
        seat.press("n").serve(people::served(3, reason)).send(Msg::Drawn);
        seat.press("3");
        assert!(seat.commands().is_empty() && seat.line(22).contains("Kein Telefonat"), "{}", seat.line(22));
        seat.press("1");
        if !keys.is_empty() {
            seat.write(keys).press("Enter");
        }
        match (reason, seat.commands()[0]) {
            (Reason::Question, Command::AnswerQuestion { text, .. }) => assert_eq!(text, "ja"),
            (_, command) => assert!(matches!(command, Command::SettleTask { .. }), "{command:?}"),
        }
        seat.command_answered(Reply::Done(Receipt::Saved));
        assert!(seat.model.stack.is_empty());
    }
}

#[test]
fn going_home_lists_what_is_left_and_hands_it_on() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let left = RoomState { left: people::rows(3), ..state() };
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), Reply::Room(Box::new(left)));
    seat.press("F10");
    assert_snapshot!(seat.picture(), @"
     Feierabend                                                               09:00

      3 eigene Einträge sind heute noch offen. An wen gehen sie?

    >  heute 08:00    Erstanruf        Yılmaz, Emre               0000-00BA
       heute 08:00    Nachverfolgung   Müller-Lüdenscheidt, Anna… 0000-7QT6
       heute 09:10    Fallermittlung   Öztürk, Zübeyde            0000-FF91

       t    Gibt alles dem Team.
       m    Legt mir alles morgen früh wieder vor.
       n    Gibt alles weiter, mit einem Vermerk.
       F10  Beendet trotzdem; alles bleibt bei mir.
       Esc  Bleibt hier.










     t ans Team  m mir morgen  n mit Vermerk  Esc zurück  F1 Hilfe
    cursor 0,4
    ");
    seat.press("m");
    let Some(Effect::PerformBulk { bulk, .. }) = seat.effects.last() else { panic!() };
    assert!(matches!(bulk, Bulk::PassOn { owner: Some(owner), not_before: Some(_), .. } if owner == "berg"));
    seat.answer(|e| matches!(e, Effect::PerformBulk { .. }), Reply::BulkDone(3));
    assert!(seat.effects.contains(&Effect::Quit));
}

#[test]
fn a_second_f10_leaves_anyway_and_esc_stays() {
    let left = || Reply::Room(Box::new(RoomState { left: people::rows(1), ..state() }));
    let mut seat = Seat::at_queue(Lang::En, SMALL);
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), left());
    seat.press("F10 Esc");
    assert!(seat.model.stack.is_empty() && !seat.effects.contains(&Effect::Quit));
    seat.press("F10 n").write("Bitte heute").press("Tab");
    assert!(seat.model.desk.prompt.is_some());
    seat.press("Esc F10");
    assert!(seat.effects.contains(&Effect::Quit));
}

#[test]
fn a_pause_and_the_shifts_note_stand_below_the_queue() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let note = Some(Signed { at: at(8), by: "haas".into(), text: "Schule Nord zuerst".into() });
    let noted = RoomState { room: Room { note, ..Room::default() }, ..state() };
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), Reply::Room(Box::new(noted.clone())));
    assert_eq!(seat.line(22), " Schule Nord zuerst (haas, heute 08:00)");
    seat.press("g p").write("Essen").press("Enter");
    assert!(matches!(seat.commands()[0], Command::Pause { reason } if reason == "Essen"));
    let pause = Pause { station: "1".into(), user: "berg".into(), since: at(9), reason: "Essen".into() };
    let room = Room { pauses: vec![pause], ..noted.room };
    seat.command_answered(Reply::Done(Receipt::Saved));
    seat.answer(|e| matches!(e, Effect::LoadRoom { .. }), Reply::Room(Box::new(RoomState { room, ..state() })));
    seat.press("Down");
    assert!(seat.line(22).contains("Pause seit 09:00 (Essen)"), "{}", seat.line(22));
    seat.press("g p");
    assert!(matches!(seat.commands()[1], Command::Resume));
}
