//! The terminal and its guard: raw mode and the alternate screen on the way in, everything restored on the way out,
//! also after a panic. Nothing personal goes into the window title or a panic message.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::Terminal;
use ratatui::layout::Size;

use super::screen::Screen;

/// The terminal while the UI has it.
pub struct Guard {
    /// Where frames are drawn.
    pub terminal: Terminal<Screen<File>>,
}

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When standard output is no terminal that can be put into raw mode.
    pub fn enter() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle("Rufliste"))?;
        let (columns, rows) = size()?;
        // `Stdout` sends each line by itself, and a frame that moves the cursor by a line feed would go in pieces.
        let whole_frames = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let terminal = Terminal::new(Screen::new(whole_frames, Size::new(columns, rows)))?;
        Ok(Self { terminal })
    }

    /// The terminal has this size now.
    ///
    /// # Errors
    /// Those of writing to the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        let size = Size::new(columns, rows);
        self.terminal.backend_mut().resize(size);
        self.terminal.resize(ratatui::layout::Rect::from((ratatui::layout::Position::ORIGIN, size)))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal back as it was; a line that is gone is no error.
fn restore() {
    let mut out = io::stdout();
    let left = execute!(out, DisableBracketedPaste, LeaveAlternateScreen);
    let shown = out.write_all(b"\x1b[?25h\x1b[m").and_then(|()| out.flush());
    let cooked = disable_raw_mode();
    drop((left, shown, cooked));
}

/// A panic, in whichever thread, restores the terminal and ends the program. It says where, never what: the message could
/// hold personal data.
fn restore_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        restore();
        let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
        eprintln!("rufliste: internal error at {place}");
        eprintln!("Saved work is safe. Start rufliste again; please report the place named above.");
        std::process::exit(i32::from(crate::failure::Kind::Unchanged.exit_code()));
    }));
}
