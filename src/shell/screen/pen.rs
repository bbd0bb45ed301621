//! How a cell looks, and the shortest way to say so to the terminal.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    /// Letters.
    pub fg: Color,
    /// Ground.
    pub bg: Color,
    /// Attributes.
    pub modifier: Modifier,
}

/// The pen of a terminal that was told nothing.
pub const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// Attributes that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Pen {
    /// The pen that a cell asks for.
    pub const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank written with this pen looks like an empty place of the terminal.
    pub fn leaves_blanks(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(ON_BLANKS)
    }

    /// Whether this pen writes what `other` would write: colour does not show on a blank.
    pub fn writes_as(self, other: Self, symbol: &str) -> bool {
        self == other || (symbol == " " && self.leaves_blanks() && other.leaves_blanks())
    }

    /// What tells the terminal to go on with `next`: nothing where that is this pen already.
    pub fn codes_to(self, next: Self) -> Vec<u8> {
        if self == next {
            return Vec::new();
        }
        let anew = codes(PLAIN, next, true);
        let lost = self.modifier - next.modifier;
        let turned = if lost.is_empty() { codes(self, next, false) } else { anew.clone() };
        if turned.len() <= anew.len() { turned } else { anew }
    }
}

fn codes(before: Pen, next: Pen, afresh: bool) -> Vec<u8> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(afresh.then(String::new));
    parts.extend(modifier_codes(next.modifier - before.modifier).map(str::to_owned));
    parts.extend((next.fg != before.fg).then(|| colour_code(next.fg, 30)));
    parts.extend((next.bg != before.bg).then(|| colour_code(next.bg, 40)));
    format!("\x1b[{}m", parts.join(";")).into_bytes()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: Pen, to: Pen) -> String {
        String::from_utf8(from.codes_to(to)).unwrap()
    }

    #[test]
    fn attributes_are_reset_only_where_they_end() {
        let red = Pen { fg: Color::Red, bg: Color::Reset, modifier: Modifier::BOLD };
        let green = Pen { fg: Color::Green, ..red };
        assert_eq!(said(PLAIN, red), "\x1b[1;31m");
        assert_eq!(said(red, green), "\x1b[32m");
        assert_eq!(said(green, PLAIN), "\x1b[m");
        assert_eq!(said(green, Pen { modifier: Modifier::empty(), ..green }), "\x1b[;32m");
        assert_eq!(said(green, green), "");
    }

    #[test]
    fn a_blank_needs_no_colour_but_an_underline_shows() {
        let red = Pen { fg: Color::Red, bg: Color::Reset, modifier: Modifier::BOLD };
        let field = Pen { modifier: Modifier::UNDERLINED, ..PLAIN };
        assert!(red.writes_as(PLAIN, " ") && !red.writes_as(PLAIN, "x"));
        assert!(!red.writes_as(field, " ") && !field.writes_as(PLAIN, " "));
    }
}
