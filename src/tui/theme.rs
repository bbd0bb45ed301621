//! Colours are meanings, mapped to the 16 ANSI colours. Colour is never the only sign: every state has a word or mark too.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Text.
    #[default]
    Plain,
    /// Who and what a screen is about.
    Title,
    /// Less important now, or not to be used any more.
    Muted,
    /// Has its time soon.
    Due,
    /// Its time has passed.
    Overdue,
    /// Stops somebody from doing harm.
    Danger,
    /// Done, saved, well.
    Good,
    /// A key to press.
    Key,
    /// Worth a look.
    Accent,
    /// Under the cursor where a mark is not enough.
    Selected,
    /// A field that takes text.
    Field,
}

impl Tone {
    /// Every meaning.
    pub const ALL: [Self; 11] = [
        Self::Plain,
        Self::Title,
        Self::Muted,
        Self::Due,
        Self::Overdue,
        Self::Danger,
        Self::Good,
        Self::Key,
        Self::Accent,
        Self::Selected,
        Self::Field,
    ];
}

/// How meanings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light letters on a dark ground.
    #[default]
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// Strongest contrast.
    HighContrast,
    /// No colour at all (`NO_COLOR`).
    Mono,
}

impl Theme {
    /// The theme of this name in the configuration.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "dark" => Some(Self::Dark),
            "light" => Some(Self::Light),
            "high-contrast" => Some(Self::HighContrast),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }

    /// The style of a meaning.
    pub fn style(self, tone: Tone) -> Style {
        let style = Style::new().add_modifier(Self::weight(tone));
        match self.colour(tone) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }

    const fn weight(tone: Tone) -> Modifier {
        match tone {
            Tone::Title | Tone::Danger | Tone::Overdue | Tone::Key => Modifier::BOLD,
            Tone::Selected => Modifier::REVERSED,
            Tone::Field => Modifier::UNDERLINED,
            Tone::Plain | Tone::Muted | Tone::Due | Tone::Good | Tone::Accent => Modifier::empty(),
        }
    }

    const fn colour(self, tone: Tone) -> Option<Color> {
        match self {
            Self::Mono => None,
            Self::Dark => dark(tone),
            Self::Light => light(tone),
            Self::HighContrast => high_contrast(tone),
        }
    }
}

const fn dark(tone: Tone) -> Option<Color> {
    match tone {
        Tone::Plain | Tone::Title | Tone::Selected | Tone::Field => None,
        Tone::Muted => Some(Color::DarkGray),
        Tone::Due => Some(Color::Yellow),
        Tone::Overdue | Tone::Danger => Some(Color::LightRed),
        Tone::Good => Some(Color::Green),
        Tone::Key => Some(Color::Cyan),
        Tone::Accent => Some(Color::LightCyan),
    }
}

const fn light(tone: Tone) -> Option<Color> {
    match tone {
        Tone::Plain | Tone::Title | Tone::Selected | Tone::Field => None,
        Tone::Muted => Some(Color::DarkGray),
        Tone::Due => Some(Color::Magenta),
        Tone::Overdue | Tone::Danger => Some(Color::Red),
        Tone::Good => Some(Color::Green),
        Tone::Key | Tone::Accent => Some(Color::Blue),
    }
}

const fn high_contrast(tone: Tone) -> Option<Color> {
    match tone {
        Tone::Plain | Tone::Title | Tone::Selected | Tone::Field | Tone::Muted => None,
        Tone::Due | Tone::Key => Some(Color::LightYellow),
        Tone::Overdue | Tone::Danger => Some(Color::LightRed),
        Tone::Good => Some(Color::LightGreen),
        Tone::Accent => Some(Color::LightCyan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_has_a_colour() {
        for tone in Tone::ALL {
            assert_eq!(Theme::Mono.style(tone).fg, None);
            assert_eq!(Theme::Mono.style(tone).bg, None);
        }
    }

    #[test]
    fn every_theme_uses_the_sixteen_colours_only() {
        for theme in [Theme::Dark, Theme::Light, Theme::HighContrast] {
            for tone in Tone::ALL {
                assert!(!matches!(theme.style(tone).fg, Some(Color::Rgb(..) | Color::Indexed(_))));
            }
        }
    }
}
