//! What holds for any keys, any text, any size.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rufliste::domain::call::{Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt};
use rufliste::keymap::{Code, Key};
use rufliste::text::Lang;
use rufliste::tui::effect::Effect;
use rufliste::tui::msg::{Msg, Reply};
use rufliste::tui::widget::text::steers;

use super::people;
use super::seat::Seat;

fn any_key() -> impl Strategy<Value = Key> {
    let named = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::F(1),
        Code::F(2),
        Code::F(9),
        Code::F(10),
    ];
    prop_oneof![
        4 => (b' '..=b'~').prop_map(|byte| Key::char(char::from(byte))),
        3 => (b'0'..=b'9').prop_map(|byte| Key::char(char::from(byte))),
        3 => prop::sample::select(named.to_vec()).prop_map(Key::plain),
        1 => prop::sample::select(vec!['c', 'z', 's', 'u', 'w']).prop_map(Key::ctrl),
    ]
}

/// Answers what was asked for, as a shell would; the `n`th served call has its own id and token.
fn play_shell(seat: &mut Seat, served: &mut u128, good: bool) {
    for effect in std::mem::take(&mut seat.effects) {
        let reply = match &effect {
            Effect::ServeNext { generation, .. } | Effect::Open { generation, .. } => {
                *served += 1;
                let mut call = people::served(*served + 1000, Reason::FirstNotification);
                call.lease.token = i64::try_from(*served).unwrap();
                Some((*generation, Reply::Served(Box::new(call))))
            }
            Effect::LoadRecord { generation, .. } => {
                Some((*generation, Reply::Record(Box::new(people::record_sheet(false)))))
            }
            Effect::LoadQueue { generation, limit, .. } => {
                Some((*generation, Reply::Queue(people::rows(u32::try_from(*limit).unwrap()), true)))
            }
            Effect::Search { generation, .. } => {
                Some((*generation, Reply::Hits((0..3).map(super::lists::hit).collect())))
            }
            Effect::Perform { generation, command } => Some((*generation, done(command, good))),
            _ => None,
        };
        if let Some((generation, reply)) = reply {
            seat.send(Msg::Reply(generation, reply));
        }
    }
}

fn done(command: &Command, good: bool) -> Reply {
    match command {
        _ if !good => Reply::Failed("voll".into()),
        Command::Log(log) => Reply::Done(Receipt::Logged {
            attempt: log.id,
            outcome: Outcome::NoAnswer,
            reason: Reason::FirstNotification,
            next: None,
            closed: None,
            escalated: false,
        }),
        _ => Reply::Done(Receipt::Saved),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_never_panic_and_no_call_is_logged_twice(
        keys in prop::collection::vec((any_key(), any::<bool>(), 0u8..8), 1..120),
        english: bool,
    ) {
        let mut seat = Seat::at_call(if english { Lang::En } else { Lang::De }, (80, 24));
        let mut attempts: BTreeSet<_> = BTreeSet::new();
        let mut saved = 0usize;
        let mut served = 0;
        for (key, drawn, luck) in keys {
            seat.key(key);
            for log in seat.logged() {
                attempts.insert((log.id, log.call));
            }
            saved += seat.logged().len() * usize::from(luck > 0);
            play_shell(&mut seat, &mut served, luck > 0);
            if drawn {
                seat.picture();
                seat.send(Msg::Drawn);
            }
        }
        let calls: BTreeSet<_> = attempts.iter().map(|(_, call)| *call).collect();
        prop_assert_eq!(attempts.len(), calls.len(), "one attempt a served call");
        prop_assert!(saved <= calls.len(), "saved once");
    }

    #[test]
    fn hostile_text_never_reaches_a_cell(text in "[\\PC\u{1b}\u{202e}\u{200d}\u{7}\u{9b}\u{301}漢字🏳️‍🌈\n\t]{0,40}") {
        let mut served = people::served(3, Reason::FirstNotification);
        served.sheet.person.last_name.clone_from(&text);
        served.sheet.person.guardians = vec![text.clone()];
        served.sheet.person.phones[0].owner.clone_from(&text);
        served.sheet.record.pinned_note = Some(text.clone());
        served.sheet.record.extra[0].value.clone_from(&text);
        served.sheet.mates[0].name.clone_from(&text);
        served.why.stands.clone_from(&text);
        let mut seat = Seat::at_queue(Lang::De, (80, 24));
        seat.press("n");
        seat.serve(served).send(Msg::Drawn);
        for keys in ["", "d", "d h", "Esc q", "Esc v"] {
            seat.press(keys).send(Msg::Paste(text.clone()));
            prop_assert!(!seat.cells().iter().any(|cell| cell.chars().any(steers)));
        }
        let mut row = people::row(0);
        row.name.clone_from(&text);
        row.place_name = text;
        let mut seat = Seat::new(Lang::De, (120, 24), super::seat::tracer());
        seat.show_page(vec![row], false);
        prop_assert!(!seat.cells().iter().any(|cell| cell.chars().any(steers)));
    }

    #[test]
    fn any_size_can_be_drawn(width in 1u16..200, height in 1u16..60, keys in prop::collection::vec(any_key(), 0..12)) {
        for mut seat in [Seat::at_queue(Lang::De, (80, 24)), Seat::at_call(Lang::En, (80, 24))] {
            seat.send(Msg::Resize(width, height));
            for key in &keys {
                seat.key(*key);
                let (x, y) = seat.cursor();
                prop_assert!(x < width && y < height);
            }
        }
    }
}

#[test]
fn too_small_a_window_says_so() {
    let mut seat = Seat::at_queue(Lang::De, (80, 24));
    seat.send(Msg::Resize(50, 10));
    assert!(seat.line(0).starts_with("Fenster zu klein: 50×10."), "{}", seat.line(0));
}
