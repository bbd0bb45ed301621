//! The queue.

use insta::assert_snapshot;
use rufliste::domain::view::QueueCounts;
use rufliste::text::Lang;
use rufliste::tui::effect::{Effect, PageStart};
use rufliste::tui::msg::{Msg, Reply, Why};

use super::people;
use super::seat::{Seat, supervisor, tracer};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

#[test]
fn the_queue_at_80_columns_in_german() {
    let seat = Seat::at_queue(Lang::De, SMALL);
    assert_snapshot!(seat.picture(), @"");
    assert_snapshot!(seat.styles(), @"");
}

#[test]
fn the_queue_at_120_columns_in_english() {
    assert_snapshot!(Seat::at_queue(Lang::En, LARGE).picture(), @"");
}

#[test]
fn an_empty_queue_says_what_to_do_next() {
    let mut seat = Seat::new(Lang::De, SMALL, tracer());
    seat.answer(|e| matches!(e, Effect::LoadQueue { .. }), Reply::Queue(Vec::new(), false));
    let empty = QueueCounts::default();
    seat.answer(|e| matches!(e, Effect::LoadCounts { .. }), Reply::Counts(empty, Default::default()));
    assert_snapshot!(seat.picture(), @"");
}

#[test]
fn nothing_ready_says_when_the_next_call_comes() {
    let mut seat = Seat::new(Lang::De, SMALL, tracer());
    seat.answer(|e| matches!(e, Effect::LoadQueue { .. }), Reply::Queue(Vec::new(), false));
    seat.press("n");
    seat.answer(|e| matches!(e, Effect::ServeNext { .. }), Reply::NothingReady(Some(crate::fixture::at(17))));
    assert_eq!(seat.line(22), " Nichts bereit. Nächster Anruf 17:00.");
}

#[test]
fn a_move_changes_two_marks_and_nothing_else() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let before = seat.cells();
    seat.press("Down");
    let changed = before.iter().zip(seat.cells()).filter(|(a, b)| **a != *b).count();
    assert_eq!((changed, seat.cursor()), (2, (0, 3)));
}

#[test]
fn the_page_flips_at_the_edge_and_comes_back() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    let next: Vec<_> = (20..40).map(people::row).collect();
    let after = |e: &Effect| matches!(e, Effect::LoadQueue { from: PageStart::After(_), .. });
    seat.answer(after, Reply::Queue(next, true));
    seat.press("End Up");
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.answer(after, Reply::Queue((20..40).map(people::row).collect(), true));
    seat.press("PageDown");
    assert!(seat.line(2).starts_with(">"), "{}", seat.picture());
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(20).call));
    seat.press("Up");
    let before = |e: &Effect| matches!(e, Effect::LoadQueue { from: PageStart::Before(_), .. });
    seat.answer(before, Reply::Queue(people::rows(20), true));
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(19).call));
}

#[test]
fn a_page_that_changed_keeps_the_cursor_on_the_same_call() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("Down Down").send(Msg::Changed);
    let mut rows = people::rows(20);
    rows.remove(0);
    seat.answer(|e| matches!(e, Effect::LoadQueue { from: PageStart::Top, .. }), Reply::Queue(rows, false));
    assert_eq!(seat.model.queue.selected().map(|row| row.call), Some(people::row(2).call));
}

#[test]
fn the_filter_narrows_the_list_and_what_is_served() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("f");
    assert_snapshot!(seat.picture(), @"");
    seat.press("n Tab t F2 n");
    let Some(Effect::ServeNext { filter, .. }) = seat.effects.last().filter(|e| matches!(e, Effect::ServeNext { .. }))
    else {
        panic!("{:?}", seat.effects.last())
    };
    assert_eq!(filter.language.as_deref(), Some("tr"));
    assert_eq!(filter.reason.map(|reason| reason.code()), Some("follow_up"));
}

#[test]
fn why_explains_the_row_and_goes_with_the_next_key() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("y");
    let why = Why { stands: "Nachverfolgung, fällig 11:00".into(), not_now: Some("in Bearbeitung bei klein".into()) };
    seat.answer(|e| matches!(e, Effect::LoadWhy { .. }), Reply::Why(why));
    assert_snapshot!((18..22).map(|y| seat.line(y)).collect::<Vec<_>>().join("\n"), @"");
    seat.press("Down");
    assert!(!seat.picture().contains("Warum"));
}

#[test]
fn what_a_tracer_may_not_do_has_no_key() {
    let mut seat = Seat::at_queue(Lang::De, SMALL);
    seat.press("Down Down Down F b");
    assert!(seat.model.stack.is_empty() && seat.model.desk.confirm.is_none());
    let mut seat = Seat::new(Lang::De, SMALL, supervisor());
    seat.show_page(people::rows(20), true);
    seat.press("Down Down Down F");
    assert_eq!(seat.line(22), " Anruf freigeben, den klein bearbeitet? j / n");
    seat.press("j");
    assert_eq!(seat.commands().len(), 1);
}

#[test]
fn a_wide_screen_shows_the_row_beside_the_list() {
    let seat = Seat::at_queue(Lang::De, (160, 24));
    assert_snapshot!(seat.picture().lines().take(8).collect::<Vec<_>>().join("\n"), @"");
}
