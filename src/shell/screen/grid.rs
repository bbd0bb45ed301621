//! What stands on the terminal, cell by cell, as far as it is known.

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::pen::{PLAIN, Pen};

/// A place of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// One character of one column; none where a terminal may show something else.
    letter: Option<char>,
    pen: Pen,
}

const EMPTY: Place = Place { letter: Some(' '), pen: PLAIN };
const UNKNOWN: Place = Place { letter: None, pen: PLAIN };

/// The places of the screen.
#[derive(Debug)]
pub struct Grid {
    size: Size,
    places: Vec<Place>,
}

impl Grid {
    /// An empty screen.
    pub fn new(size: Size) -> Self {
        Self { size, places: vec![EMPTY; usize::from(size.width) * usize::from(size.height)] }
    }

    /// Columns and rows.
    pub const fn size(&self) -> Size {
        self.size
    }

    /// It is no longer known what stands on the screen.
    pub fn forget(&mut self) {
        self.places.fill(UNKNOWN);
    }

    /// The cell will stand here; says whether that changes what is seen.
    pub fn put(&mut self, at: Position, cell: &Cell) -> bool {
        let letter = plain_letter(cell.symbol());
        let columns = if letter.is_some() { 1 } else { cell.symbol().width().max(1) };
        let place = Place { letter, pen: Pen::of(cell) };
        let changes = self.place(at).is_none_or(|before| !before.looks_like(&place));
        for x in 0..u16::try_from(columns).unwrap_or(1) {
            if let Some(at) = self.index(Position { x: at.x.saturating_add(x), y: at.y })
                && let Some(before) = self.places.get_mut(at)
            {
                *before = if x == 0 { place.clone() } else { UNKNOWN };
            }
        }
        changes
    }

    /// What to write again with this pen to go from column `from` to column `to` without a change; none where that
    /// can't be done.
    pub fn again(&self, row: u16, from: u16, to: u16, pen: Pen) -> Option<String> {
        (from..to).map(|x| self.place(Position { x, y: row })?.again(pen)).collect()
    }

    /// Whether nothing stands from here to the end of the row.
    pub fn is_empty_from(&self, at: Position) -> bool {
        (at.x..self.size.width)
            .all(|x| self.place(Position { x, y: at.y }).is_some_and(|place| place.looks_like(&EMPTY)))
    }

    fn place(&self, at: Position) -> Option<&Place> {
        self.places.get(self.index(at)?)
    }

    fn index(&self, at: Position) -> Option<usize> {
        let inside = at.x < self.size.width && at.y < self.size.height;
        inside.then(|| usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x))
    }
}

impl Place {
    fn looks_like(&self, other: &Self) -> bool {
        self.letter.is_some() && self.letter == other.letter && self.again(other.pen).is_some()
    }

    fn again(&self, pen: Pen) -> Option<char> {
        let letter = self.letter?;
        let same = self.pen == pen || (letter == ' ' && pen.writes_as(self.pen, " "));
        same.then_some(letter)
    }
}

/// The one character of a symbol on whose width all terminals agree: Latin letters, lines and blocks.
pub fn plain_letter(symbol: &str) -> Option<char> {
    let mut letters = symbol.chars();
    let letter = letters.next()?;
    let agreed = matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2500}'..='\u{259f}');
    (agreed && letters.next().is_none()).then_some(letter)
}
