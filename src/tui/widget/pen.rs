//! Paper and pen: the only way by which text reaches a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::theme::{Theme, Tone};
use super::text::{clip, fit, fit_right, safe, width};

/// A line of pieces with their meanings.
pub type Rich = Vec<(String, Tone)>;

/// A part of the screen to draw on.
pub struct Paper<'a> {
    buf: &'a mut Buffer,
    theme: Theme,
    area: Rect,
    dim: bool,
}

impl<'a> Paper<'a> {
    /// Paper of this area, as far as it lies on the screen.
    pub fn new(buf: &'a mut Buffer, theme: Theme, area: Rect) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, theme, area, dim: false }
    }

    /// Columns.
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// A piece of it; `x` and `y` count from its corner.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Paper<'_> {
        let wanted = Rect { x: self.area.x.saturating_add(x), y: self.area.y.saturating_add(y), width, height };
        Paper { area: wanted.intersection(self.area), theme: self.theme, dim: self.dim, buf: self.buf }
    }

    /// A pen at the beginning of a row.
    pub fn row(&mut self, y: u16) -> Pen<'_> {
        let inside = y < self.area.height;
        let right = if inside { self.area.right() } else { self.area.x };
        let row = self.area.y.saturating_add(y.min(self.area.height));
        Pen { buf: self.buf, theme: self.theme, dim: self.dim, left: self.area.x, x: self.area.x, right, y: row }
    }

    /// From now on everything is written in grey: it can no longer be acted on.
    pub const fn grey(&mut self) {
        self.dim = true;
    }

    /// A rule across.
    pub fn rule(&mut self, y: u16) {
        let line = "─".repeat(usize::from(self.area.width));
        self.row(y).put(&line, Tone::Muted);
    }

    /// A row of pieces.
    pub fn rich(&mut self, y: u16, line: &Rich) {
        let mut pen = self.row(y);
        for (text, tone) in line {
            pen.put(text, *tone);
        }
    }
}

/// Writes along one row; what does not fit is not written.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    theme: Theme,
    dim: bool,
    left: u16,
    x: u16,
    right: u16,
    y: u16,
}

impl Pen<'_> {
    /// Columns that are left.
    pub fn room(&self) -> usize {
        usize::from(self.right.saturating_sub(self.x))
    }

    /// Where the next character would stand.
    pub const fn position(&self) -> Position {
        Position { x: self.x, y: self.y }
    }

    /// Writes.
    pub fn put(&mut self, text: &str, tone: Tone) -> &mut Self {
        let room = self.room();
        if room > 0 {
            let style = self.theme.style(if self.dim { Tone::Muted } else { tone });
            let shown = if width(text) > room { clip(text, room) } else { safe(text).into_owned() };
            (self.x, _) = self.buf.set_stringn(self.x, self.y, shown, room, style);
        }
        self
    }

    /// Writes plain text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.put(text, Tone::Plain)
    }

    /// Writes in a column of this width.
    pub fn cell(&mut self, text: &str, columns: usize, tone: Tone) -> &mut Self {
        let columns = columns.min(self.room());
        self.put(&fit(text, columns), tone)
    }

    /// Writes at the right of a column of this width.
    pub fn cell_right(&mut self, text: &str, columns: usize, tone: Tone) -> &mut Self {
        let columns = columns.min(self.room());
        self.put(&fit_right(text, columns), tone)
    }

    /// Leaves columns empty.
    pub fn gap(&mut self, columns: u16) -> &mut Self {
        self.x = self.x.saturating_add(columns).min(self.right);
        self
    }

    /// Goes to a column, counted from the beginning of the row; never back.
    pub fn to(&mut self, column: u16) -> &mut Self {
        self.x = self.left.saturating_add(column).clamp(self.x, self.right.max(self.x));
        self
    }

    /// Writes at the right end of the row, where there is room for all of it.
    pub fn right(&mut self, text: &str, tone: Tone) -> &mut Self {
        let needed = width(text);
        if needed <= self.room() {
            let start = self.right.saturating_sub(u16::try_from(needed).unwrap_or(u16::MAX));
            self.x = start.max(self.x);
            self.put(text, tone);
        }
        self
    }
}
