//! The screen: a ratatui backend that sends as few bytes as it can. One buffered write a frame inside
//! synchronised-update brackets; colours and attributes are set only where they change; the cursor is moved only
//! where it is not yet. A frame that changes nothing sends nothing.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Begin of a synchronised update (mode 2026); terminals without it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Its end.
const END: &[u8] = b"\x1b[?2026l";

/// A screen that writes to `out`.
pub struct Screen<W: Write> {
    out: W,
    frame: Vec<u8>,
    size: Size,
    pen: Pen,
    at: Option<Position>,
    cursor: Option<Position>,
    is_shown: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl<W: Write> Screen<W> {
    /// A screen of this size; nothing is sent yet.
    pub fn new(out: W, size: Size) -> Self {
        Self { out, frame: Vec::with_capacity(8192), size, pen: PLAIN, at: None, cursor: None, is_shown: true }
    }

    /// The terminal has this size now.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.at = None;
    }

    fn go_to(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        let same_row_ahead = self.at.filter(|at| at.y == to.y && at.x < to.x).map(|at| to.x - at.x);
        let moved = match same_row_ahead {
            Some(1) => write!(self.frame, "\x1b[C"),
            Some(columns) => write!(self.frame, "\x1b[{columns}C"),
            None if to.x == 0 => write!(self.frame, "\x1b[{}H", to.y + 1),
            None => write!(self.frame, "\x1b[{};{}H", to.y + 1, to.x + 1),
        };
        debug_assert!(moved.is_ok(), "writing to memory does not fail");
        self.at = Some(to);
    }

    fn take_pen(&mut self, pen: Pen) {
        if self.pen == pen {
            return;
        }
        let mut codes: Vec<String> = Vec::new();
        let lost = self.pen.modifier - pen.modifier;
        let mut before = self.pen;
        if pen == PLAIN || !lost.is_empty() {
            codes.push(String::new());
            before = PLAIN;
        }
        codes.extend(modifier_codes(pen.modifier - before.modifier).map(str::to_owned));
        if pen.fg != before.fg {
            codes.push(colour_code(pen.fg, 30));
        }
        if pen.bg != before.bg {
            codes.push(colour_code(pen.bg, 40));
        }
        self.frame.extend_from_slice(b"\x1b[");
        self.frame.extend_from_slice(codes.join(";").as_bytes());
        self.frame.push(b'm');
        self.pen = pen;
    }
}

fn modifier_codes(modifier: Modifier) -> impl Iterator<Item = &'static str> {
    const CODES: [(Modifier, &str); 6] = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    CODES.into_iter().filter(move |(bit, _)| modifier.contains(*bit)).map(|(_, code)| code)
}

fn colour_code(colour: Color, base: u8) -> String {
    let ansi = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => ansi(0),
        Color::Red => ansi(1),
        Color::Green => ansi(2),
        Color::Yellow => ansi(3),
        Color::Blue => ansi(4),
        Color::Magenta => ansi(5),
        Color::Cyan => ansi(6),
        Color::Gray => ansi(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.go_to(Position { x, y });
            self.take_pen(Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier });
            let symbol = cell.symbol();
            self.frame.extend_from_slice(symbol.as_bytes());
            let next = x.saturating_add(symbol.width().max(1) as u16);
            self.at = (next < self.size.width).then_some(Position { x: next, y });
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_shown) {
            self.frame.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_shown, true) {
            self.frame.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.go_to(position);
        self.cursor = Some(position);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.take_pen(PLAIN);
        self.frame.extend_from_slice(b"\x1b[2J");
        self.at = None;
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let code: &[u8] = match clear_type {
            ClearType::All => return self.clear(),
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        self.frame.extend_from_slice(code);
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(self.frame.len() + BEGIN.len() + END.len());
        bytes.extend_from_slice(BEGIN);
        bytes.append(&mut self.frame);
        bytes.extend_from_slice(END);
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::text::Line;

    fn bytes_of(draw: &[&dyn Fn(&mut ratatui::Frame<'_>)]) -> Vec<usize> {
        let mut terminal = Terminal::new(Screen::new(Vec::new(), Size::new(80, 24))).unwrap();
        let mut sent = 0;
        let mut all = Vec::new();
        for frame in draw {
            terminal.draw(|f| frame(f)).unwrap();
            let total = terminal.backend().out.len();
            all.push(total - sent);
            sent = total;
        }
        all
    }

    fn marked(row: u16) -> impl Fn(&mut ratatui::Frame<'_>) {
        move |frame| {
            for y in 0..20u16 {
                let mark = if y == row { ">" } else { " " };
                let area = ratatui::layout::Rect::new(0, y, 80, 1);
                frame.render_widget(Line::from(format!("{mark} row {y} with some text")), area);
            }
            frame.set_cursor_position((0, row));
        }
    }

    #[test]
    fn a_frame_that_changes_nothing_sends_nothing() {
        let same = marked(3);
        assert_eq!(bytes_of(&[&same, &same])[1], 0);
    }

    #[test]
    fn a_move_of_the_mark_sends_few_bytes() {
        let (first, second) = (marked(3), marked(4));
        assert!(bytes_of(&[&first, &second])[1] <= 60);
    }

    #[test]
    fn attributes_are_reset_only_where_they_end() {
        let mut screen = Screen::new(Vec::new(), Size::new(80, 24));
        screen.take_pen(Pen { fg: Color::Red, bg: Color::Reset, modifier: Modifier::BOLD });
        screen.take_pen(Pen { fg: Color::Green, bg: Color::Reset, modifier: Modifier::BOLD });
        screen.take_pen(PLAIN);
        assert_eq!(String::from_utf8(screen.frame).unwrap(), "\x1b[1;31m\x1b[32m\x1b[m");
    }
}
