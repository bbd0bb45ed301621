//! How the queue looks.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::Position;
use super::super::super::widget::table::{Width, widths};
use super::super::super::widget::text::{width, wrap};
use super::super::super::widget::{Paper, Pen, Rich};
use super::super::super::words;
use super::Queue;
use crate::domain::handling::Owner;
use crate::domain::queue::Tier;
use crate::domain::view::QueueRow;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, integer, labels, say};

/// From this width on the list has more columns.
const WIDE: u16 = 116;
/// From this width on the row under the cursor is shown beside the list.
const WITH_SIDE: u16 = 150;
/// Columns of the side pane.
const SIDE: u16 = 40;

const NARROW_COLUMNS: [Width; 6] =
    [Width::Fixed(6), Width::Fixed(14), Width::Rest(3), Width::Fixed(5), Width::Rest(2), Width::Fixed(5)];
const WIDE_COLUMNS: [Width; 10] = [
    Width::Fixed(6),
    Width::Fixed(18),
    Width::Rest(3),
    Width::Fixed(5),
    Width::Rest(2),
    Width::Fixed(5),
    Width::Fixed(8),
    Width::Fixed(14),
    Width::Fixed(13),
    Width::Fixed(10),
];

impl Queue {
    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        draw_header(desk, header);
        let (width, height) = (body.width(), body.height());
        let side = if width >= WITH_SIDE { SIDE } else { 0 };
        let mut list = body.part(0, 0, width - side, height);
        let cursor = self.draw_list(desk, &mut list);
        if let (Some(row), true) = (self.selected(), side > 0) {
            draw_side(desk, row, &mut body.part(width - side, 0, side, height));
        }
        if let Some(why) = &self.why {
            draw_why(desk, &why.stands, why.not_now.as_deref(), body);
        }
        cursor
    }

    fn draw_list(&self, desk: &Desk, paper: &mut Paper<'_>) -> Option<Position> {
        if self.rows.is_empty() {
            return Some(self.draw_empty(desk, paper));
        }
        let columns: &[Width] = if paper.width() >= WIDE { &WIDE_COLUMNS } else { &NARROW_COLUMNS };
        let widths = widths(columns, paper.width().saturating_sub(5));
        draw_headings(desk, &mut paper.row(0), &widths);
        let mut cursor = None;
        for (y, (at, row)) in (1u16..).zip(self.rows.iter().enumerate()) {
            let mut pen = paper.row(y);
            if at == self.at {
                cursor = Some(pen.position());
            }
            pen.put(if at == self.at { ">" } else { " " }, Tone::Key);
            if self.ticked.contains(&row.call) {
                pen.put("x", Tone::Accent)
            } else {
                pen.gap(1)
            };
            draw_row(desk, row, &mut pen, &widths);
        }
        cursor
    }

    /// One's own pause, else who works on the row under the cursor, else the shift's note, else what the marks in front of the rows mean.
    pub fn draw_marks(&self, desk: &Desk, pen: &mut Pen<'_>) {
        let lang = desk.lang;
        if let Some(pause) = desk.own_pause() {
            let since = dates::clock(pause.since, desk.zone());
            let key = words::key(desk, &[Focus::Queue, Focus::Global], Action::Next);
            pen.put(&t!(lang, "tui-paused", since = since, reason = &pause.reason, key = key), Tone::Due);
            return;
        }
        if let Some(holder) = self.selected().and_then(|row| row.leased_by.as_ref()) {
            let since = dates::clock(holder.since, desk.zone());
            let held = t!(lang, "record-held", who = &holder.user, station = &holder.station, since = since);
            pen.gap(2).put(&held, Tone::Due);
            return;
        }
        if let Some(note) = &desk.room.room.note {
            let when = dates::relative_moment(lang, note.at, desk.now, desk.zone());
            pen.put(&note.text, Tone::Accent).gap(1).put(&format!("({}, {when})", note.by), Tone::Muted);
            return;
        }
        let marks = [
            ("!", t!(lang, "state-overdue")),
            ("R", t!(lang, "tui-mark-callback")),
            ("?", t!(lang, "tui-mark-missed")),
        ];
        pen.gap(2);
        for (mark, words) in marks {
            pen.put(mark, Tone::Key).gap(1).put(&words, Tone::Muted).gap(3);
        }
    }

    fn draw_empty(&self, desk: &Desk, paper: &mut Paper<'_>) -> Position {
        let middle = paper.height() / 3;
        for (y, line) in (middle..).zip(self.empty_lines(desk)) {
            paper.row(y).gap(2).put(&line, Tone::Plain);
        }
        paper.row(middle).position()
    }

    fn empty_lines(&self, desk: &Desk) -> Vec<String> {
        let lang = desk.lang;
        let path = [Focus::Queue, Focus::Global];
        if !self.loaded {
            return vec![t!(lang, "queue-loading")];
        }
        if !desk.filter.is_empty() {
            let key = words::key(desk, &path, Action::Filter);
            return vec![t!(lang, "queue-empty-filter"), t!(lang, "tui-queue-change-filter", key = key)];
        }
        if desk.counts.open == 0 && desk.counts.done == 0 {
            return vec![t!(lang, "tui-queue-nothing-yet"), t!(lang, "tui-queue-import"), t!(lang, "tui-queue-demo")];
        }
        let next = self
            .wakes_at
            .filter(|at| *at > desk.now)
            .map(|at| t!(lang, "queue-empty-next", when = dates::nearest_moment(lang, at, desk.now, desk.zone())));
        let key = words::key(desk, &path, Action::Next);
        let waiting =
            (desk.counts.waiting > 0).then(|| t!(lang, "tui-queue-waiting", n = desk.counts.waiting, key = key));
        std::iter::once(t!(lang, "queue-empty")).chain(next).chain(waiting).collect()
    }
}

fn draw_why(desk: &Desk, stands: &str, not_now: Option<&str>, body: &mut Paper<'_>) {
    let columns = usize::from(body.width().saturating_sub(4));
    let mut lines: Vec<(String, Tone)> = vec![(t!(desk.lang, "why-title"), Tone::Title)];
    lines.extend(wrap(stands, columns).into_iter().map(|line| (line, Tone::Plain)));
    if let Some(not_now) = not_now {
        lines.push((t!(desk.lang, "why-not-title"), Tone::Title));
        lines.extend(wrap(not_now, columns).into_iter().map(|line| (line, Tone::Due)));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(1).min(body.height());
    let (width, top) = (body.width(), body.height() - height);
    let mut part = body.part(0, top, width, height);
    part.rule(0);
    for (y, (line, tone)) in (1..).zip(&lines) {
        part.row(y).put("  ", *tone).cell(line, usize::from(width), *tone);
    }
}

/// What may be called now, what is overdue, what waits, my day: in words, the longest that fit.
fn draw_header(desk: &Desk, header: &mut Paper<'_>) {
    let lang = desk.lang;
    let number = |n: u64| integer(lang, i64::try_from(n).unwrap_or(i64::MAX));
    let figure = |n: u64, word: String| format!("{} {word}", number(n));
    let overdue = if desk.counts.overdue > 0 { Tone::Overdue } else { Tone::Plain };
    let mut pen = header.row(0);
    let title = if desk.filter.waiting { t!(lang, "queue-with-waiting") } else { t!(lang, "screen-queue") };
    pen.gap(1).put(&title, Tone::Title).gap(2);
    pen.put(&figure(desk.counts.ready, t!(lang, "state-ready")), Tone::Title).gap(2);
    pen.put(&figure(desk.counts.overdue, t!(lang, "state-overdue")), overdue).gap(2);
    pen.text(&figure(desk.counts.waiting, t!(lang, "tui-waiting"))).gap(2);
    let clock = dates::clock(desk.now, desk.zone());
    let full = t!(lang, "header-today", calls = desk.day.attempts, reached = desk.day.reached);
    let short = t!(lang, "tui-today-short", calls = desk.day.attempts, reached = desk.day.reached);
    let days = [format!("{full}  {clock} "), format!("{short}  {clock} "), format!("{short} ")];
    let room = pen.room();
    let day = days.iter().find(|day| width(day) <= room).map_or(short.as_str(), String::as_str);
    pen.right(day, Tone::Plain);
}

fn draw_headings(desk: &Desk, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let texts = [
        t!(lang, "column-due"),
        t!(lang, "column-reason"),
        t!(lang, "column-name"),
        t!(lang, "tui-column-age"),
        t!(lang, "column-municipality"),
        t!(lang, "tui-column-attempts"),
        t!(lang, "column-language"),
        t!(lang, "column-phone"),
        t!(lang, "column-last"),
        t!(lang, "column-state"),
    ];
    pen.gap(4);
    for (text, width) in texts.iter().zip(widths) {
        pen.cell(text, *width, Tone::Muted).gap(1);
    }
}

fn draw_row(desk: &Desk, row: &QueueRow, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let (mark, due, tone) = words::due(desk, row);
    let attempts = if row.attempts == 0 { String::new() } else { row.attempts.to_string() };
    let language = row.language.as_deref().map_or(String::new(), |code| labels::language_name(lang, code));
    let last = row.last_outcome.map_or(String::new(), |outcome| labels::outcome_short(lang, outcome, row.reason));
    let (state, state_tone) = state(desk, row);
    let held = row.leased_by.as_ref().map_or_else(
        || (state.clone(), state_tone),
        |holder| (format!("{state} {} {}", dates::clock(holder.since, desk.zone()), holder.station), state_tone),
    );
    let right = |at: usize| matches!(at, 3 | 5);
    let cells: Rich = vec![
        (due, tone),
        (labels::reason(lang, row.reason), Tone::Plain),
        (row.name.clone(), if row.leased_by.is_some() { Tone::Muted } else { Tone::Plain }),
        (words::age(row.birth, desk.today()), Tone::Plain),
        (row.place_name.clone(), Tone::Plain),
        (attempts, Tone::Plain),
        (language, Tone::Accent),
        (row.phone.clone().unwrap_or_default(), Tone::Plain),
        (last, Tone::Muted),
        (state, state_tone),
    ];
    // Where the state has no column of its own it takes the place of the municipality.
    let stands_in = widths.len() < cells.len() && (row.leased_by.is_some() || waits(desk, row).is_some());
    let chosen = |(at, cell)| if at == 4 && stands_in { held.clone() } else { cell };
    let cells: Rich = cells.into_iter().enumerate().map(chosen).collect();
    pen.put(mark, tone).gap(1);
    for (at, ((text, tone), width)) in cells.iter().zip(widths).enumerate() {
        if right(at) { pen.cell_right(text, *width, *tone) } else { pen.cell(text, *width, *tone) }.gap(1);
    }
}

/// Who works on it, whose it is, or how it stands.
fn state(desk: &Desk, row: &QueueRow) -> (String, Tone) {
    let lang = desk.lang;
    if let Some(waits) = waits(desk, row) {
        return (waits, Tone::Muted);
    }
    match (&row.leased_by, &row.mine) {
        (Some(holder), _) => (format!("@{}", holder.user), Tone::Muted),
        (None, Some(user)) if Owner::of(user).is(&desk.user) => (t!(lang, "tui-mine"), Tone::Accent),
        (None, Some(user)) => (say::owner(lang, user), Tone::Muted),
        (None, None) if row.missed => (t!(lang, "tui-missed"), Tone::Overdue),
        (None, None) if row.due_at < desk.now => (t!(lang, "state-overdue"), Tone::Overdue),
        (None, None) => (t!(lang, "state-ready"), Tone::Plain),
    }
}

/// Why it waits, where it does: the agreed time, the time from which it may be called, or for whom it is kept.
fn waits(desk: &Desk, row: &QueueRow) -> Option<String> {
    let lang = desk.lang;
    let when = |at| dates::nearest_moment(lang, at, desk.now, desk.zone());
    if row.place.tier != Tier::Waiting || row.leased_by.is_some() {
        return None;
    }
    // The day of an agreed time stands in the first column.
    let clock = |at| dates::clock(at, desk.zone());
    let agreed = row.callback_at.filter(|at| *at > desk.now).map(|at| t!(lang, "waits-callback", when = clock(at)));
    let later = || (row.ready_at > desk.now).then(|| t!(lang, "waits-until", when = when(row.ready_at)));
    let kept = || row.mine.as_deref().map(|owner| t!(lang, "waits-for", who = say::owner(lang, owner)));
    agreed.or_else(later).or_else(kept)
}

fn draw_side(desk: &Desk, row: &QueueRow, paper: &mut Paper<'_>) {
    let (lang, now, zone) = (desk.lang, desk.now, desk.zone());
    let moment = |at| dates::relative_moment(lang, at, now, zone);
    let (state, state_tone) = state(desk, row);
    let line = |text: String, tone| vec![("│ ".to_owned(), Tone::Muted), (text, tone)];
    let birth = row.birth.map(|birth| {
        format!(
            "* {}  {}",
            dates::date_numeric(lang, birth),
            t!(lang, "call-age", age = words::age(row.birth, desk.today()))
        )
    });
    let language = row.language.as_deref().map(|code| labels::language_name(lang, code));
    let last = row.last_outcome.map(|outcome| labels::outcome(lang, outcome, row.reason));
    let due = row.callback_at.map_or_else(
        || t!(lang, "state-due", when = moment(row.due_at)),
        |at| t!(lang, "state-callback", when = moment(at)),
    );
    let lines = [
        Some((format!("{}  {}", labels::reason(lang, row.reason), row.reference), Tone::Title)),
        Some((row.name.clone(), Tone::Title)),
        birth.map(|text| (text, Tone::Plain)),
        Some((row.place_name.clone(), Tone::Plain)),
        language.map(|text| (text, Tone::Accent)),
        row.phone.clone().map(|text| (text, Tone::Plain)),
        Some((String::new(), Tone::Plain)),
        Some((labels::disease(lang, row.disease), Tone::Plain)),
        Some((due, words::due(desk, row).2)),
        Some((labels::priority(lang, row.priority), Tone::Plain)),
        Some((t!(lang, "plural-attempts", n = row.attempts), Tone::Plain)),
        last.map(|text| (text, Tone::Muted)),
        Some((state, state_tone)),
    ];
    let mut lines = lines.into_iter().flatten();
    for y in 0..paper.height() {
        let (text, tone) = lines.next().unwrap_or_default();
        paper.rich(y, &line(text, tone));
    }
}
