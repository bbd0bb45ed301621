//! What others do is seen while one looks, and what they do elsewhere is not fetched; the time of a call runs out in sight.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use insta::assert_snapshot;
use rufliste::domain::call::Reason;
use rufliste::domain::decide::Refusal;
use rufliste::domain::handling::{Pause, Presence};
use rufliste::domain::id::RecordId;
use rufliste::domain::lease::Lease;
use rufliste::domain::queue::{Place, Tier};
use rufliste::domain::view::{Room, Searched};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Board, Msg, Reply, Touched};
use rufliste::tui::room::RoomState;

use super::people;
use super::seat::{Seat, supervisor};
use crate::fixture::at;

const SMALL: (u16, u16) = (80, 24);

fn loads(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::LoadQueue { .. }
            | Effect::LoadCounts { .. }
            | Effect::LoadRecord { .. }
            | Effect::Reload { .. }
            | Effect::LoadOrders { .. }
            | Effect::LoadBatches { .. }
            | Effect::LoadBoard { .. }
            | Effect::LoadDecisions { .. }
            | Effect::LoadResearch { .. }
            | Effect::LoadRoom { .. }
    )
}

/// How many fetches this touch leads to.
fn fetches(seat: &mut Seat, touched: Touched) -> usize {
    let before = seat.effects.len();
    seat.send(Msg::Changed(Box::new(touched)));
    seat.effects[before..].iter().filter(|effect| loads(effect)).count()
}

type Wanted = fn(&Effect) -> bool;

fn about(record: RecordId) -> Touched {
    Touched { records: BTreeSet::from([record]), places: Some(Vec::new()), ..Touched::default() }
}

fn elsewhere() -> Touched {
    let place = Place { rank: at(23), tier: Tier::Prefers, ..people::row(99).place };
    Touched { calls: true, places: Some(vec![place]), ..about(people::row(99).record) }
}

#[test]
fn a_page_of_the_queue_is_fetched_again_only_where_it_was_touched() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    assert_eq!(fetches(&mut seat, about(people::row(99).record)), 0, "a note on another record");
    assert_eq!(fetches(&mut seat, Touched { orders: true, batches: true, ..about(people::row(99).record) }), 0);
    assert_eq!(fetches(&mut seat, elsewhere()), 1, "the figures, not the page");
    let into = Touched { places: Some(vec![people::row(4).place]), ..elsewhere() };
    assert_eq!(fetches(&mut seat, into), 2, "a call that comes into the page");
    assert_eq!(fetches(&mut seat, about(people::row(4).record)), 2, "a row that is shown");
    assert_eq!(fetches(&mut seat, Touched { ended: true, ..Touched::default() }), 2, "a lease that is shown ran out");
}

#[test]
fn every_screen_fetches_what_it_shows_and_nothing_else() {
    let other = || about(people::row(99).record);
    let screens: [(&str, Wanted, Touched); 4] = [
        ("g o", |e| matches!(e, Effect::LoadOrders { .. }), Touched { orders: true, ..other() }),
        ("g d", |e| matches!(e, Effect::LoadBatches { .. }), Touched { batches: true, ..other() }),
        ("g t", |e| matches!(e, Effect::LoadDecisions { .. }), Touched { calls: true, ..other() }),
        ("g n", |e| matches!(e, Effect::LoadResearch { .. }), Touched { people: true, ..other() }),
    ];
    for (keys, wanted, touched) in screens {
        let mut seat = Seat::new(Lang::De, SMALL, supervisor());
        seat.press(keys);
        assert_eq!(fetches(&mut seat, other()), 0, "{keys}");
        assert_eq!(fetches(&mut seat, touched), 1, "{keys}");
        assert!(seat.effects.last().is_some_and(wanted), "{keys}");
    }
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.press("b");
    assert_eq!(fetches(&mut seat, other()), 0);
    assert_eq!(fetches(&mut seat, Touched { room: true, ..other() }), 2, "the board and the room");
}

#[test]
fn a_call_and_a_record_are_renewed_where_they_were_touched_without_a_new_opening() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    let record = RecordId(people::uuid(2));
    assert_eq!(fetches(&mut seat, elsewhere()), 0);
    assert_eq!(fetches(&mut seat, about(record)), 1);
    assert!(matches!(seat.effects.last(), Some(Effect::Reload { .. })));
    seat.press("l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(people::record_sheet(false))));
    assert_eq!(fetches(&mut seat, elsewhere()), 0);
    assert_eq!(fetches(&mut seat, about(record)), 1);
    assert!(matches!(seat.effects.last(), Some(Effect::Reload { .. })));
}

#[test]
fn a_pinned_note_of_a_colleague_comes_onto_the_call_and_what_is_typed_stays() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").write("Mutter fragt");
    fetches(&mut seat, about(RecordId(people::uuid(2))));
    let mut sheet = people::record_sheet(false);
    sheet.record.pinned_note = Some("hört schwer".into());
    seat.answer(|e| matches!(e, Effect::Reload { .. }), Reply::Record(Box::new(sheet)));
    assert!(seat.picture().contains("hört schwer") && seat.picture().contains("Mutter fragt"), "{}", seat.picture());
}

#[test]
fn a_row_that_comes_in_above_leaves_the_cursor_on_the_same_one() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.press("g n");
    let wanted = |n: u32| Searched {
        row: people::row(n),
        wanted: Reason::FirstNotification,
        since: at(8),
        tried: Vec::new(),
        note: None,
    };
    let answer = |seat: &mut Seat, rows: Vec<Searched>| {
        seat.answer(|e| matches!(e, Effect::LoadResearch { .. }), Reply::Research(rows));
    };
    answer(&mut seat, vec![wanted(1), wanted(2)]);
    seat.press("Down");
    fetches(&mut seat, Touched { calls: true, ..Touched::default() });
    answer(&mut seat, vec![wanted(0), wanted(1), wanted(2), wanted(4)]);
    assert!(seat.line(4).starts_with('>') && seat.line(4).contains("Öztürk"), "{}", seat.picture());
}

/// A call in hand, and so many minutes later.
fn later(lang: Lang, minutes: i64) -> Seat {
    let mut seat = Seat::at_call(lang, SMALL);
    seat.wait(TimeDelta::minutes(minutes)).send(Msg::Wake).send(Msg::Drawn);
    seat
}

#[test]
fn two_minutes_before_its_end_the_footer_says_so_and_one_key_keeps_the_call() {
    let mut seat = later(Lang::De, 57);
    assert!(!seat.line(23).contains("noch"), "{}", seat.line(23));
    assert_eq!(seat.model.alarm(), Some(at(9) + TimeDelta::minutes(58)), "the run loop is told when to look again");
    seat.wait(TimeDelta::minutes(1)).send(Msg::Wake);
    assert_snapshot!(seat.line(23), @" ! noch 2 Min. F4 verlängern  0–9 ERGEBNIS  a wählen  q Quarantäne  F1 Hilfe");
    seat.press("v");
    assert!(seat.line(23).contains("F4 verlängern"), "while text is written, too: {}", seat.line(23));
    seat.write("Mu").press("F4");
    assert!(seat.effects.iter().any(|effect| matches!(effect, Effect::Alive { token: 41 })));
    assert!(seat.picture().contains("Mu"), "nothing typed is lost");
    let kept = Lease { expires_at: at(10) + TimeDelta::minutes(9), ..people::lease(3) };
    seat.send(Msg::Leased(kept));
    assert!(!seat.line(23).contains("noch"), "{}", seat.line(23));
}

#[test]
fn the_warning_in_english_on_the_record_over_the_call() {
    let mut seat = Seat::at_call(Lang::En, SMALL);
    seat.press("l");
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(people::record_sheet(false))));
    seat.wait(TimeDelta::minutes(59)).send(Msg::Wake);
    assert_snapshot!(seat.line(23), @" ! 1 min left F4 extend  c call  q orders  t numbers  p person  v note  F1 help");
}

#[test]
fn a_call_whose_time_ran_out_is_closed_kept_as_a_draft_and_taken_up_with_the_same_key() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").write("Mutter fragt").press("Esc");
    seat.wait(TimeDelta::minutes(60)).send(Msg::Wake).send(Msg::Drawn);
    assert!(seat.drafts().last().is_some_and(|draft| draft.contains("Mutter fragt")));
    assert!(seat.model.tokens().is_empty());
    assert!(seat.picture().contains("F4 wieder aufnehmen"), "{}", seat.picture());
    seat.press("3");
    assert!(seat.logged().is_empty(), "no digit logs any more");
    seat.press("F4");
    assert!(
        matches!(seat.effects.last(), Some(Effect::Open { call, .. }) if *call == people::served(3, Reason::FirstNotification).sheet.call.id)
    );
}

#[test]
fn a_lease_that_somebody_else_ended_is_told_with_who_works_on_it_now() {
    let mut seat = Seat::at_call(Lang::De, SMALL);
    seat.press("v").write("Mutter fragt");
    let holder = Lease { user: "klein".into(), station: "platz-1".into(), token: 50, ..people::lease(3) };
    seat.send(Msg::Lost(41, Refusal::StaleToken(Some(Box::new(holder)))));
    assert!(seat.picture().contains("klein"), "{}", seat.picture());
    assert!(seat.drafts().last().is_some_and(|draft| draft.contains("Mutter fragt")));
}

#[test]
fn a_station_says_that_it_is_there_once_a_minute_and_only_when_it_wakes() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    assert_eq!(seat.effects.iter().filter(|effect| **effect == Effect::SignOn).count(), 1);
    let said = |seat: &Seat| seat.effects.iter().filter(|effect| matches!(effect, Effect::Present { .. })).count();
    seat.wait(TimeDelta::minutes(5)).press("Down Up Down");
    assert_eq!(said(&seat), 0, "no key writes it");
    for minutes in 1..=3 {
        seat.wait(TimeDelta::minutes(1)).send(Msg::Wake).send(Msg::Wake);
        assert_eq!(said(&seat), minutes);
    }
}

#[test]
fn a_started_call_is_kept_up_by_wake_ups_one_that_is_looked_at_is_not() {
    let keeps = |seat: &Seat| seat.effects.iter().any(|effect| matches!(effect, Effect::KeepUp { token: 41, .. }));
    let mut seat = later(Lang::De, 5);
    assert!(!keeps(&seat));
    let started = Lease { dialled_at: Some(at(9)), ..people::lease(3) };
    seat.send(Msg::Leased(started)).send(Msg::Wake);
    assert!(keeps(&seat));
}

#[test]
fn the_board_lists_idle_stations_too_and_marks_those_that_fell_silent() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    let present = |station: &str, user: &str, seen| Presence {
        station: station.into(),
        user: user.into(),
        since: at(8),
        seen_at: at(9) - TimeDelta::minutes(seen),
    };
    let room = Room {
        present: vec![
            present("1", "klein", 0),
            present("2", "melnyk", 4),
            present("3", "yildiz", 1),
            present("4", "kowalski", 20),
        ],
        pauses: vec![Pause { station: "3".into(), user: "yildiz".into(), since: at(8), reason: "Essen".into() }],
        ..Room::default()
    };
    seat.answer(
        |e| matches!(e, Effect::LoadRoom { .. }),
        Reply::Room(Box::new(RoomState { room, ..RoomState::default() })),
    );
    seat.press("b");
    let board = Board {
        counts: Default::default(),
        reasons: vec![],
        outcomes: vec![],
        stations: vec![],
        escalated: vec![],
        stranded: Default::default(),
    };
    seat.answer(|e| matches!(e, Effect::LoadBoard { .. }), Reply::Board(Box::new(board)));
    assert_snapshot!(seat.picture().lines().skip(5).take(4).collect::<Vec<_>>().join("\n"), @"
    Plätze
     yildiz         3            Pause: Essen 1 Std.
     klein          1            angemeldet seit 08:00
     melnyk         2            angemeldet seit 08:00  ? seit 4 Min. nicht gesehen
    ");
}

#[test]
fn a_supervisor_lists_what_waits_too_with_why_and_ticks_it() {
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.show_page(people::rows(1), false);
    seat.press("a");
    let asks = |effect: &Effect| matches!(effect, Effect::LoadQueue { filter, .. } if filter.waiting);
    let waits = |n: u32| {
        let mut row = people::row(n);
        row.place.tier = Tier::Waiting;
        (row.callback_at, row.mine) = (None, None);
        row
    };
    let mut rows = vec![people::row(0), waits(1), waits(2), waits(4)];
    rows[1].callback_at = Some(at(11));
    rows[2].ready_at = at(14);
    rows[3].mine = Some("berg".into());
    seat.answer(asks, Reply::Queue(rows, false));
    assert_snapshot!(seat.picture().lines().take(6).collect::<Vec<_>>().join("\n"), @"
     Alle offen  87 bereit  3 überfällig  1.153 warten  heute 12, erreicht 7  09:00
        fällig Anlass         Name                     Alter Gemeinde         Vers.
    > ! 08:00  Erstanruf      Yılmaz, Emre                75 Lindental
      R 11:00  Nachverfolgung Müller-Lüdenscheidt, An…    68 Rückruf 11:00        1
      ! 08:50  Fallermittlung Öztürk, Zübeyde             61 ab 14:00             2
        09:40  Nachverfolgung Nguyễn, Văn                 47 für berg
    ");
    seat.press("Down Space Space Z");
    assert!(seat.picture().contains("2 Anrufe zuteilen"), "{}", seat.picture());
    let mut tracer = Seat::at_queue(Lang::De, SMALL);
    tracer.press("a");
    assert!(!tracer.effects.iter().any(asks), "a tracer's list is what may be called now");
}

#[test]
fn the_numbers_that_are_searched_for_in_english() {
    let mut seat = Seat::new(Lang::En, SMALL, supervisor());
    seat.press("g n");
    let mut phone = people::record_sheet(false).person.phones.remove(0);
    phone.state = rufliste::domain::person::PhoneState::Wrong;
    phone.last_at = Some(at(8));
    let searched = Searched {
        row: people::row(0),
        wanted: Reason::FirstNotification,
        since: at(8),
        tried: vec![phone],
        note: None,
    };
    seat.answer(|e| matches!(e, Effect::LoadResearch { .. }), Reply::Research(vec![searched]));
    assert_snapshot!(seat.picture(), @"
     Numbers to find  1                                                       09:00
       since           for              name             last             record
    >  today 08:00     first notificat… Yılmaz, Emre     wrong            0000-00BA













    ────────────────────────────────────────────────────────────────────────────────
      0152 28817386 · Ayşe (Mutter) · wrong · today 08:00





     c call  t numbers  n next  s search  e incoming  + new  Enter open  F1 help
    cursor 0,2
    ");
    seat.press("t");
    let record = people::row(0).record;
    assert!(matches!(seat.effects.last(), Some(Effect::LoadRecord { record: asked, .. }) if *asked == record));
    seat.answer(|e| matches!(e, Effect::LoadRecord { .. }), Reply::Record(Box::new(people::record_sheet(false))));
    assert!(seat.line(0).starts_with(" TELEPHONE NUMBERS") || seat.line(0).contains("NUMBERS"), "{}", seat.line(0));
}
