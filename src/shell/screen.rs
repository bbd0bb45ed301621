//! The screen: a ratatui backend that sends as few bytes as it can. One buffered write a frame inside
//! synchronised-update brackets; colours and attributes are set only where they change and show; the cursor is moved
//! only where it is not yet, and over what stands there by writing it again where that is shorter. A frame that changes
//! nothing sends nothing.

mod grid;
mod pen;
mod stroke;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use grid::Grid;
use pen::{PLAIN, Pen};
use stroke::Stroke;

/// Begin of a synchronised update (mode 2026); terminals without it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Its end.
const END: &[u8] = b"\x1b[?2026l";

/// A screen that writes to `out`.
pub struct Screen<W: Write> {
    out: W,
    frame: Stroke,
    size: Size,
    grid: Grid,
    cursor: Option<Position>,
    is_shown: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of this size; nothing is sent yet.
    pub fn new(out: W, size: Size) -> Self {
        Self { out, frame: Stroke::new(), size, grid: Grid::new(size), cursor: None, is_shown: true }
    }

    /// The terminal has this size now; what it made of what stood there is not known.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.grid = Grid::new(size);
        self.grid.forget();
        self.frame.at = None;
    }
}

/// A pen that this cell can be written with: colour does not show on a blank.
fn pen_for(cell: &Cell) -> Pen {
    let pen = Pen::of(cell);
    if PLAIN.writes_as(pen, cell.symbol()) { PLAIN } else { pen }
}

/// The cells, those of one pen after those of another; within a pen as they were.
fn by_pen<'a>(cells: &[(Position, &'a Cell)]) -> Vec<(Position, &'a Cell)> {
    let mut pens: Vec<Pen> = Vec::new();
    for pen in cells.iter().map(|(_, cell)| pen_for(cell)) {
        if !pens.contains(&pen) {
            pens.push(pen);
        }
    }
    let of = |pen: Pen| cells.iter().copied().filter(move |(_, cell)| pen_for(cell) == pen);
    pens.into_iter().flat_map(of).collect()
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let grid = &mut self.grid;
        let cells = content.map(|(x, y, cell)| (Position { x, y }, cell));
        let changed: Vec<(Position, &Cell)> = cells.filter(|(at, cell)| grid.put(*at, cell)).collect();
        let mut frames = [self.frame.clone(), self.frame.clone()];
        for (frame, cells) in frames.iter_mut().zip([by_pen(&changed), changed]) {
            frame.write_all(&cells, &self.grid);
        }
        if let Some(shortest) = frames.into_iter().min_by_key(|frame| frame.bytes.len()) {
            self.frame = shortest;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_shown) {
            self.frame.bytes.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_shown, true) {
            self.frame.bytes.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.frame.go_to(position, self.frame.pen, &self.grid);
        self.cursor = Some(position);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.frame.take_pen(PLAIN);
        self.frame.bytes.extend_from_slice(b"\x1b[2J");
        self.grid = Grid::new(self.size);
        self.frame.at = None;
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
        self.frame.bytes.extend_from_slice(code);
        self.grid.forget();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.bytes.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(self.frame.bytes.len() + BEGIN.len() + END.len());
        bytes.extend_from_slice(BEGIN);
        bytes.append(&mut self.frame.bytes);
        bytes.extend_from_slice(END);
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::text::{Line, Span};

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

    /// A page of the call list where everything is overdue, as it is drawn at 80 columns.
    fn overdue_page(page: usize) -> impl Fn(&mut ratatui::Frame<'_>) {
        const REASONS: [&str; 4] = ["Erstanruf", "Nachverfolgung", "Fallermittlung", "Nachverfolgung"];
        const FAMILIES: [&str; 7] = ["Hartmann", "Schmidt", "Braun", "Roth", "Müller", "Kaiser", "Al-Hassan"];
        const GIVEN: [&str; 5] = ["Ludger", "Petra", "Günther", "Felix", "Monika"];
        const PLACES: [&str; 6] = ["Lindental", "Steinbrück", "Grenzhagen", "Lindental", "Auertal", "Lindental"];
        move |frame| {
            let overdue = Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD);
            for y in 0..20 {
                let n = page * 20 + y;
                let name = format!("{}, {}", FAMILIES[n * 5 % 7], GIVEN[n * 3 % 5]);
                let rest = format!(
                    "{:<14} {name:<25} {:>5} {:<17} {:>4}",
                    REASONS[n % 3 + n / 20 % 2],
                    n * 37 % 90,
                    PLACES[n * 5 % 6],
                    ["", "1", "", "2"][n % 4]
                );
                let due = format!("!  {:02}:{:02}", 7 + n / 20, n * 41 % 60);
                let line = Line::from(vec!["  ".into(), Span::styled(due, overdue), "  ".into(), rest.into()]);
                frame.render_widget(line, ratatui::layout::Rect::new(0, u16::try_from(y).unwrap() + 2, 80, 1));
            }
            frame.set_cursor_position((0, 2));
        }
    }

    #[test]
    fn a_page_of_overdue_calls_flips_in_few_bytes() {
        let (first, second, third) = (overdue_page(0), overdue_page(1), overdue_page(2));
        let sent = bytes_of(&[&first, &second, &third]);
        assert!(sent[1..].iter().all(|bytes| *bytes <= 1200), "{sent:?}");
    }

    /// Pieces of text, plain and combining, in many pens, at places that a small generator picks.
    fn scattered(seed: u32) -> impl Fn(&mut ratatui::Frame<'_>) {
        const TEXTS: [&str; 8] = ["Yılmaz", "  ", "──", "a\u{300}b", "o\u{308}", "ß 12", "x", "          "];
        move |frame| {
            let mut state = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let mut pick = |n: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                u16::try_from((state >> 16) % n).unwrap()
            };
            for _ in 0..40 {
                let colour = [Color::Reset, Color::LightRed, Color::Cyan][usize::from(pick(3))];
                let ground = [Color::Reset, Color::Reset, Color::Blue][usize::from(pick(3))];
                let attributes = [Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::UNDERLINED];
                let style = Style::new().fg(colour).bg(ground).add_modifier(attributes[usize::from(pick(4))]);
                let (x, y, text) = (pick(30), pick(6), TEXTS[usize::from(pick(8))]);
                frame.buffer_mut().set_stringn(x, y, text, usize::from(30 - x), style);
            }
            frame.set_cursor_position((pick(30), pick(6)));
        }
    }

    /// What a terminal shows: of every place the text, and the looks as far as they show.
    fn seen(screen: &vt100::Screen) -> Vec<String> {
        let mut places = Vec::new();
        for (y, x) in (0..6u16).flat_map(|y| (0..30u16).map(move |x| (y, x))) {
            let cell = screen.cell(y, x).unwrap();
            let text = if cell.has_contents() { cell.contents() } else { " " };
            let looks = (cell.bgcolor(), cell.underline(), cell.inverse());
            let letter = (text != " ").then(|| (cell.fgcolor(), cell.bold()));
            places.push(format!("{y},{x} {text} {looks:?} {letter:?}"));
        }
        places.push(format!("{:?}", screen.cursor_position()));
        places
    }

    /// Every cell at its place with all that belongs to it: long, and beyond doubt.
    fn cell_by_cell(buffer: &ratatui::buffer::Buffer, cursor: Position) -> Vec<u8> {
        let empty = ratatui::buffer::Buffer::empty(buffer.area);
        let mut all = Vec::new();
        for (x, y, cell) in empty.diff(buffer) {
            all.extend(stroke::absolute(Position { x, y }));
            all.extend(b"\x1b[m");
            all.extend(PLAIN.codes_to(Pen::of(cell)));
            all.extend(cell.symbol().as_bytes());
        }
        all.extend(stroke::absolute(cursor));
        all
    }

    #[test]
    fn frame_after_frame_shows_what_every_cell_written_anew_shows() {
        let size = Size::new(30, 6);
        let lines = |n| std::num::NonZero::new(n).unwrap();
        let mut terminal = Terminal::new(Screen::new(Vec::new(), size)).unwrap();
        let mut shown = vt100::Parser::new(lines(6), lines(30), 0);
        let mut sent = 0;
        for seed in 0..500 {
            terminal.draw(scattered(seed)).unwrap();
            shown.process(&terminal.backend().out[sent..]);
            sent = terminal.backend().out.len();
            let mut anew = vt100::Parser::new(lines(6), lines(30), 0);
            let mut buffer = Terminal::new(ratatui::backend::TestBackend::new(30, 6)).unwrap();
            buffer.draw(scattered(seed)).unwrap();
            anew.process(&cell_by_cell(buffer.backend().buffer(), buffer.backend().cursor_position()));
            let (is, should) = (seen(shown.screen()), seen(anew.screen()));
            let wrong: Vec<_> = is.iter().zip(&should).filter(|(is, should)| is != should).collect();
            assert!(wrong.is_empty(), "frame {seed}: {wrong:#?}");
        }
    }
}
