//! How it all looks: header, body, a line of messages, the keys that work here. The cursor stands where the next key acts.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ask::Ask;
use super::desk::Desk;
use super::model::Model;
use super::prompt;
use super::screen::Screen;
use super::screen::queue::draw_marks;
use super::theme::Tone;
use super::widget::Paper;
use super::widget::text::width;
use super::words;
use crate::domain::message::Unread;
use crate::keymap::{Action, Focus, Resolution, footer};
use crate::t;
use crate::text::{dates, say};

/// Below this size nothing can be worked with.
pub const SMALLEST: (u16, u16) = (60, 20);

/// Draws a frame.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    if let Some(cursor) = draw(model, frame.buffer_mut(), area) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer; says where the cursor stands.
pub fn draw(model: &Model, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let mut paper = Paper::new(buf, model.desk.theme, area);
    let (columns, rows) = (paper.width(), paper.height());
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return Some(too_small(model, &mut paper));
    }
    if model.locked {
        return Some(locked(model, &mut paper));
    }
    let cursor = draw_screen(model, buf, area);
    let mut paper = Paper::new(buf, model.desk.theme, area);
    let over = draw_prompt(model, &mut paper);
    let asked = draw_message(model, &mut paper);
    draw_footer(model, &mut paper.part(0, rows - 1, columns, 1));
    let foot = Position { x: area.x, y: area.bottom().saturating_sub(2) };
    Some(asked.or(over).or(cursor).unwrap_or(foot))
}

fn draw_screen(model: &Model, buf: &mut Buffer, area: Rect) -> Option<Position> {
    // Two papers of one buffer: the header is drawn into a copy of its row.
    let head_area = Rect { height: 1, ..area };
    let mut head = Buffer::empty(head_area);
    let body_area = Rect { y: area.y + 1, height: area.height.saturating_sub(3), ..area };
    let mut header = Paper::new(&mut head, model.desk.theme, head_area);
    let mut body = Paper::new(buf, model.desk.theme, body_area);
    let cursor = match model.stack.last() {
        Some(screen) => screen.draw(&model.desk, &mut header, &mut body),
        None => model.queue.draw(&model.desk, &mut header, &mut body),
    };
    buf.merge(&head);
    cursor
}

fn too_small(model: &Model, paper: &mut Paper<'_>) -> Position {
    let size = model.desk.size;
    let text = t!(model.desk.lang, "tui-too-small", width = size.0, height = size.1);
    let columns = usize::from(paper.width());
    for (y, line) in (0..).zip(super::widget::text::wrap(&text, columns)) {
        paper.row(y).text(&line);
    }
    paper.row(0).position()
}

fn locked(model: &Model, paper: &mut Paper<'_>) -> Position {
    let lang = model.desk.lang;
    let middle = paper.height() / 2;
    paper.row(middle).gap(4).put(&t!(lang, "lock-title"), Tone::Title);
    let key = words::key(&model.desk, &[Focus::Locked], Action::Unlock);
    let mut pen = paper.row(middle + 2);
    pen.gap(4).put(&key, Tone::Key).gap(1);
    let cursor = pen.position();
    pen.text(&t!(lang, "tui-unlock"));
    cursor
}

/// The form over the foot of the body.
fn draw_prompt(model: &Model, paper: &mut Paper<'_>) -> Option<Position> {
    let open = model.desk.prompt.as_ref()?;
    let (lang, office) = (model.desk.lang, &model.desk.office);
    let body = paper.height().saturating_sub(3);
    let height = open.form.height().saturating_add(1).min(body);
    let (columns, top) = (paper.width(), paper.height().saturating_sub(2 + height));
    let mut part = paper.part(0, top, columns, height);
    for y in 0..height {
        part.row(y).cell("", usize::from(columns), Tone::Plain);
    }
    part.rule(0);
    let reason = model.call().map(super::screen::call::CallScreen::reason);
    part.row(0).put("── ", Tone::Muted).put(&prompt::title(lang, &open.purpose, reason), Tone::Accent).text(" ");
    let mut fields = part.part(0, 1, columns, height.saturating_sub(1));
    open.form.draw(
        &mut fields,
        |name| prompt::field_label(lang, name),
        |name, code| prompt::choice_label(lang, office, name, code),
    )
}

/// The line of messages: a question, else what was last said, else what is awaited or half typed.
fn draw_message(model: &Model, paper: &mut Paper<'_>) -> Option<Position> {
    let (lang, desk) = (model.desk.lang, &model.desk);
    if let Some(confirm) = &desk.confirm {
        let reason = model.call().map(super::screen::call::CallScreen::reason);
        return Some(draw_said(paper, &confirm.question(lang, reason), Tone::Danger));
    }
    let last = paper.height().saturating_sub(2);
    let mut pen = paper.row(last);
    pen.gap(1);
    if !model.pending.is_empty() {
        draw_pending(model, &mut pen);
    } else if let Some(message) = &desk.message {
        let mark = match message.tone {
            Tone::Danger => "! ",
            Tone::Good => "✓ ",
            _ => "",
        };
        draw_said(paper, &format!("{mark}{}", message.text), message.tone);
    } else if let Some(unread) = desk.notice() {
        draw_notice(desk, unread, paper);
    } else if desk.asked.awaits(|ask| matches!(ask, Ask::Serve | Ask::Open { .. } | Ask::OpenAdded { .. })) {
        pen.put(&t!(lang, "tui-serving"), Tone::Muted);
    } else if let Some(hint) = desk.prompt.as_ref().and_then(|open| prompt::hint(desk, open)) {
        pen.gap(2).put(&hint, Tone::Muted);
    } else if let Some(below) = open_below(model) {
        let is_call = model.stack.last().is_some_and(|top| top.as_call().is_some());
        let text =
            if is_call { t!(lang, "call-parked", name = below) } else { t!(lang, "tui-open-call", name = below) };
        pen.put(&text, Tone::Due);
    } else if model.stack.is_empty() && (model.queue.has_rows() || desk.own_pause().is_some()) {
        draw_marks(desk, &mut pen);
    }
    None
}

/// A message from somebody else, which stays until it is confirmed.
fn draw_notice(desk: &Desk, unread: &Unread, paper: &mut Paper<'_>) {
    let key = words::key(desk, &[Focus::Global], Action::Back);
    let confirm = t!(desk.lang, "tui-message-confirm", key = key);
    let at = dates::clock(unread.message.at, desk.zone());
    draw_said(paper, &format!("» {at} {} · {confirm}", say::message(desk.lang, &unread.message)), Tone::Due);
}

/// What is said, on as many rows above the footer as it needs, two at most; says where it ends.
fn draw_said(paper: &mut Paper<'_>, text: &str, tone: Tone) -> Position {
    let columns = usize::from(paper.width().saturating_sub(3));
    let lines = super::widget::text::wrap(text, columns);
    let shown = u16::try_from(lines.len().min(2)).unwrap_or(1);
    let start = paper.height().saturating_sub(1 + shown.max(1));
    let mut end = paper.row(start).position();
    for (y, line) in (start..).zip(lines.iter().take(2)) {
        paper.row(y).cell("", usize::MAX, Tone::Plain);
        let mut pen = paper.row(y);
        pen.gap(1).put(line, tone).gap(1);
        end = pen.position();
    }
    end
}

/// The reference of an open call under the visible one.
fn open_below(model: &Model) -> Option<String> {
    let below = model.stack.iter().rev().skip(1).filter_map(Screen::as_call);
    below.into_iter().find(|call| call.is_open()).map(super::screen::call::CallScreen::reference)
}

fn draw_pending(model: &Model, pen: &mut super::widget::Pen<'_>) {
    let german = model.desk.german();
    for key in &model.pending {
        pen.put(&key.label(german), Tone::Key).gap(1);
    }
    if let Resolution::Pending(open) = model.desk.keymap.resolve(&model.path(), &model.pending) {
        for (key, action) in open {
            pen.gap(1).put(&key.label(german), Tone::Key).gap(1).text(action.label(german));
        }
    }
}

fn draw_footer(model: &Model, paper: &mut Paper<'_>) {
    let mut pen = paper.row(0);
    pen.gap(1);
    let digits = digits(model);
    if let Some((word, tone)) = &digits {
        pen.put(word, *tone).gap(2);
    }
    let room = pen.room();
    let keys = if is_settled(model) { after_the_call(model, room) } else { works_here(model, room) };
    for (at, (key, label)) in keys.iter().enumerate() {
        if at > 0 {
            pen.gap(2);
        }
        pen.put(key, Tone::Key).gap(1).text(label);
    }
}

/// The keys of the visible screen; in a form with the words that fit the field.
fn works_here(model: &Model, room: usize) -> Vec<(String, String)> {
    let desk = &model.desk;
    let (enter, tick) = (Action::Open.label(desk.german()), Action::Tick.label(desk.german()));
    let mut path = model.path();
    if path.first() == Some(&Focus::Script) {
        // Its yes and no stand beside the question.
        path.remove(0);
    }
    let on_screen = match model.stack.last() {
        Some(Screen::New(new)) => new.enter_saves(),
        Some(Screen::Capture(_)) => Some(true),
        _ => None,
    };
    let ticks_people = path.first() == Some(&Focus::Household);
    let word = |label: &'static str| match &desk.prompt {
        None if label == enter && ticks_people => t!(desk.lang, "tui-enter-done"),
        None if label == enter && on_screen == Some(true) => Action::Save.label(desk.german()).to_owned(),
        None if label == enter && on_screen == Some(false) => t!(desk.lang, "tui-enter-on"),
        Some(open) if label == enter && open.form.is_at_end() => Action::Save.label(desk.german()).to_owned(),
        Some(_) if label == enter => t!(desk.lang, "tui-enter-on"),
        Some(open) if label == tick && open.form.is_at_choice() => t!(desk.lang, "tui-next-answer"),
        _ => label.to_owned(),
    };
    let keys = footer(&desk.keymap, &path, desk.german(), room);
    let mut keys: Vec<_> = keys.into_iter().map(|(key, label)| (key, word(label))).collect();
    // The words of the field can be longer than the ones that were measured: help stays.
    let columns =
        |keys: &[(String, String)]| keys.iter().map(|(key, label)| width(key) + width(label) + 3).sum::<usize>();
    while columns(&keys) > room + 2 && keys.len() > 1 {
        keys.remove(keys.len() - 2);
    }
    keys
}

/// Whether the visible call has its outcome.
fn is_settled(model: &Model) -> bool {
    let top = model.stack.last().and_then(Screen::as_call);
    model.desk.prompt.is_none() && model.desk.confirm.is_none() && top.is_some_and(|call| !call.is_open())
}

/// What can be done once a call has its outcome: the next one above all.
fn after_the_call(model: &Model, room: usize) -> Vec<(String, String)> {
    let desk = &model.desk;
    let actions = [Action::Next, Action::Search, Action::Incoming, Action::Person, Action::Back, Action::Help];
    let mut left = room;
    let keys = actions.into_iter().map(|action| {
        (words::key(desk, &[Focus::Call, Focus::Global], action), action.label(desk.german()).to_owned())
    });
    keys.filter(|(key, _)| !key.is_empty())
        .take_while(|(key, label)| {
            let needed = width(key) + width(label) + 3;
            let fits = needed <= left;
            left = left.saturating_sub(needed);
            fits
        })
        .collect()
}

/// On a call: whether digits log an outcome or are text; nothing where they do neither.
fn digits(model: &Model) -> Option<(String, Tone)> {
    model.stack.last().and_then(Screen::as_call).filter(|call| call.is_open())?;
    let inner = *model.path().first()?;
    if inner.takes_text() {
        Some((t!(model.desk.lang, "tui-digits-text"), Tone::Due))
    } else {
        (!inner.keeps_characters()).then(|| (t!(model.desk.lang, "tui-digits-outcome"), Tone::Key))
    }
}
