//! The bytes of a frame as they come about: the pen in hand and the cursor's place, and the shortest way on.

use ratatui::buffer::Cell;
use ratatui::layout::Position;

use super::grid::{Grid, plain_letter};
use super::pen::{PLAIN, Pen};

/// Erases to the end of the row.
const ERASE: &[u8] = b"\x1b[K";

/// What is written and where that leaves the terminal.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// What is to be sent.
    pub bytes: Vec<u8>,
    /// The pen in hand.
    pub pen: Pen,
    /// Where the cursor stands, if that is known.
    pub at: Option<Position>,
}

impl Stroke {
    /// A terminal that was told nothing.
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), pen: PLAIN, at: None }
    }

    /// Writes these cells in this order; the grid shows them already.
    pub fn write_all(&mut self, cells: &[(Position, &Cell)], grid: &Grid) {
        let mut rest = cells;
        while let Some(((at, cell), others)) = rest.split_first() {
            let in_row = others.iter().take_while(|(other, _)| other.y == at.y && other.x > at.x).count();
            let last = in_row.checked_sub(1).and_then(|last| others.get(last)).map_or(at.x, |(last, _)| last.x);
            let columns = usize::from(last - at.x) + 1;
            if columns > ERASE.len() && cell.symbol() == " " && grid.is_empty_from(*at) {
                self.erase(*at, grid);
                rest = others.get(in_row..).unwrap_or_default();
            } else {
                self.write(*at, cell, grid);
                rest = others;
            }
        }
    }

    /// Moves the cursor the shortest way; `next` is the pen that is used there.
    pub fn go_to(&mut self, to: Position, next: Pen, grid: &Grid) {
        if self.at == Some(to) {
            return;
        }
        // Changing the pen before what is passed or after it makes no difference in length.
        if self.passing(to, self.pen, grid).is_none() && self.passing(to, next, grid).is_some() {
            self.take_pen(next);
        }
        let ways =
            [self.passing(to, self.pen, grid), self.along(to), self.by_the_left_edge(to, grid), Some(absolute(to))];
        let way = ways.into_iter().flatten().min_by_key(Vec::len).unwrap_or_default();
        self.bytes.extend_from_slice(&way);
        self.at = Some(to);
    }

    /// Ahead along the row by writing again what stands there, where that takes no more than the step.
    fn passing(&self, to: Position, pen: Pen, grid: &Grid) -> Option<Vec<u8>> {
        let at = self.at.filter(|at| at.y == to.y && at.x < to.x)?;
        let text = grid.again(to.y, at.x, to.x, pen)?.into_bytes();
        (text.len() <= step(to.x - at.x, 'C').len()).then_some(text)
    }

    /// Along the same row by a step.
    fn along(&self, to: Position) -> Option<Vec<u8>> {
        let at = self.at.filter(|at| at.y == to.y)?;
        Some(match at.x.checked_sub(to.x) {
            Some(back) if back <= 4 => vec![8; back.into()],
            Some(back) => step(back, 'D'),
            None => step(to.x - at.x, 'C'),
        })
    }

    /// By the beginning of this row or of one below. A line feed comes only after a return: there are terminals on which
    /// it returns too.
    fn by_the_left_edge(&self, to: Position, grid: &Grid) -> Option<Vec<u8>> {
        let rows = usize::from(to.y.checked_sub(self.at?.y)?);
        let start = [vec![b'\r'], vec![b'\n'; rows]].concat();
        let again = grid.again(to.y, 0, to.x, self.pen).map(String::into_bytes);
        let skip = step(to.x, 'C');
        Some([start, again.filter(|text| text.len() <= skip.len()).unwrap_or(skip)].concat())
    }

    /// Takes a pen.
    pub fn take_pen(&mut self, pen: Pen) {
        self.bytes.extend(self.pen.codes_to(pen));
        self.pen = pen;
    }

    fn write(&mut self, at: Position, cell: &Cell, grid: &Grid) {
        let (pen, symbol) = (Pen::of(cell), cell.symbol());
        let next = if self.pen.writes_as(pen, symbol) { self.pen } else { pen };
        self.go_to(at, next, grid);
        self.take_pen(next);
        self.bytes.extend_from_slice(symbol.as_bytes());
        // Of anything but a plain letter terminals disagree how wide it is, and at the end of a row where the cursor is.
        let next = Position { x: at.x.saturating_add(1), y: at.y };
        self.at = (plain_letter(symbol).is_some() && next.x < grid.size().width).then_some(next);
    }

    fn erase(&mut self, from: Position, grid: &Grid) {
        let next = if self.pen.leaves_blanks() { self.pen } else { PLAIN };
        self.go_to(from, next, grid);
        self.take_pen(next);
        self.bytes.extend_from_slice(ERASE);
    }
}

/// Straight to a place.
pub fn absolute(to: Position) -> Vec<u8> {
    if to.x == 0 { format!("\x1b[{}H", to.y + 1) } else { format!("\x1b[{};{}H", to.y + 1, to.x + 1) }.into_bytes()
}

/// So many columns ahead (`C`) or back (`D`).
fn step(columns: u16, way: char) -> Vec<u8> {
    match columns {
        0 => Vec::new(),
        1 => format!("\x1b[{way}").into_bytes(),
        _ => format!("\x1b[{columns}{way}").into_bytes(),
    }
}
