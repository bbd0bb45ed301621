//! The input thread: reads the terminal, drops key releases, folds terminal aliases, sends messages to the inbox.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::keymap::{Code, Key};
use crate::tui::msg::Msg;

use super::inbox::Inbox;

/// So many printable keys read at once were typed ahead over a line that stalled, or are text from the clipboard.
const BURST: usize = 5;

/// Starts reading. Ends when the inbox is closed or the terminal is gone.
pub fn start(inbox: Sender<Inbox>) {
    thread::spawn(move || {
        while read(&inbox).is_some() {}
        let gone = inbox.send(Inbox::Hangup);
        drop(gone);
    });
}

/// Waits for an event and takes what came with it.
fn read(inbox: &Sender<Inbox>) -> Option<()> {
    let mut typed = Vec::new();
    loop {
        match message(event::read().ok()?) {
            // A line break belongs to a text as well.
            Some(Msg::Key(key)) if key.is_printable() || key == plain(Code::Enter) => typed.push(key),
            Some(other) => {
                send(inbox, &mut typed)?;
                inbox.send(Inbox::Msg(other)).ok()?;
            }
            None => {}
        }
        if !event::poll(Duration::ZERO).ok()? {
            return send(inbox, &mut typed);
        }
    }
}

fn send(inbox: &Sender<Inbox>, typed: &mut Vec<Key>) -> Option<()> {
    let keys = std::mem::take(typed);
    if keys.iter().filter(|key| key.is_printable()).count() >= BURST {
        return inbox.send(Inbox::Msg(Msg::Burst(keys))).ok();
    }
    keys.into_iter().try_for_each(|key| inbox.send(Inbox::Msg(Msg::Key(key))).ok())
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

/// The logical key: SHIFT is dropped from characters, Ctrl-I is Tab, Ctrl-M Enter, Ctrl-H Backspace, Ctrl-[ Esc.
fn key_of(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) if ctrl => match c.to_ascii_lowercase() {
            'i' => return Some(plain(Code::Tab)),
            'm' | 'j' => return Some(plain(Code::Enter)),
            'h' => return Some(plain(Code::Backspace)),
            '[' => return Some(plain(Code::Esc)),
            lower => Code::Char(lower),
        },
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => return Some(plain(Code::BackTab)),
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let shift = shift && !matches!(code, Code::Char(_));
    Some(Key { code, ctrl, alt, shift })
}

const fn plain(code: Code) -> Key {
    Key { code, ctrl: false, alt: false, shift: false }
}
