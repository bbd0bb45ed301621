//! A form of a few lines at the foot of a screen: text fields, choices, boxes.

use ratatui::layout::Position;

use super::super::theme::Tone;
use super::pen::Paper;
use super::text_field::TextField;
use crate::keymap::{Code, Key};

/// What a field is for; its label comes from the screen's language when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Reason of a call (Anlass).
    CallReason,
    /// Language.
    Language,
    /// Municipality.
    Municipality,
    /// Only mine.
    Mine,
    /// Remark.
    Note,
    /// Pin the remark.
    Pinned,
    /// When to call back.
    Time,
    /// Hold the callback for me.
    OwnCallback,
    /// Another office.
    Office,
    /// Why something is done.
    Why,
    /// First day.
    From,
    /// Last day.
    To,
    /// Outcome of an attempt.
    Outcome,
    /// Which orders.
    Orders,
    /// File number of another authority.
    FileNumber,
    /// Date of a letter.
    WrittenOn,
    /// Date of delivery.
    DeliveredOn,
    /// To whom an order is spoken.
    SpokenTo,
    /// Whose a call is.
    Owner,
    /// Priority class.
    Priority,
    /// How a call ended.
    Closing,
    /// All that the filter in force lets through.
    WholeFilter,
    /// A line of text.
    Line,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// A fact of the record, by the name that scripts use.
    Fact(String),
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(TextField),
    /// One of these codes; the empty code means none of them.
    Choice(Vec<String>, usize),
    /// Ticked or not.
    Tick(bool),
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is for.
    pub name: Name,
    /// What stands in it.
    pub value: Value,
}

impl Field {
    /// A text field.
    pub fn text(name: Name, text: &str) -> Self {
        Self { name, value: Value::Text(TextField::with(text)) }
    }

    /// A choice; `chosen` is a code.
    pub fn choice(name: Name, codes: Vec<String>, chosen: &str) -> Self {
        let at = codes.iter().position(|code| code == chosen).unwrap_or(0);
        Self { name, value: Value::Choice(codes, at) }
    }

    /// A box.
    pub const fn tick(name: Name, ticked: bool) -> Self {
        Self { name, value: Value::Tick(ticked) }
    }

    /// Its value as text: the text without blanks around it, the code, or `yes`.
    pub fn answer(&self) -> String {
        match &self.value {
            Value::Text(field) => field.text().trim().to_owned(),
            Value::Choice(codes, at) => codes.get(*at).cloned().unwrap_or_default(),
            Value::Tick(ticked) => if *ticked { "yes" } else { "" }.to_owned(),
        }
    }

    fn set(&mut self, answer: &str) {
        match &mut self.value {
            Value::Text(field) => *field = TextField::with(answer),
            Value::Choice(codes, at) => *at = codes.iter().position(|code| code == answer).unwrap_or(*at),
            Value::Tick(ticked) => *ticked = !answer.is_empty(),
        }
    }
}

/// Fields, one of them in focus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// The one in focus.
    pub at: usize,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Form {
    /// A form.
    pub const fn new(fields: Vec<Field>) -> Self {
        Self { fields, at: 0, error: None }
    }

    /// The field in focus.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Whether the field in focus takes text.
    pub fn takes_text(&self) -> bool {
        self.focused().is_some_and(|field| matches!(field.value, Value::Text(_)))
    }

    /// Whether the last field is in focus.
    pub const fn is_at_end(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }

    /// Whether the field in focus is a choice.
    pub fn is_at_choice(&self) -> bool {
        self.focused().is_some_and(|field| matches!(field.value, Value::Choice(..)))
    }

    /// What stands in a field; empty where there is no such field.
    pub fn answer(&self, name: &Name) -> String {
        self.fields.iter().find(|field| field.name == *name).map(Field::answer).unwrap_or_default()
    }

    /// What stands in a field; none if that is nothing.
    pub fn given(&self, name: &Name) -> Option<String> {
        Some(self.answer(name)).filter(|answer| !answer.is_empty())
    }

    /// Whether something is written in it.
    pub fn has_text(&self) -> bool {
        self.fields.iter().any(|field| matches!(&field.value, Value::Text(text) if !text.is_blank()))
    }

    /// All answers, in order.
    pub fn answers(&self) -> Vec<String> {
        self.fields.iter().map(Field::answer).collect()
    }

    /// Puts answers back, in order.
    pub fn restore(&mut self, answers: &[String], at: usize) {
        for (field, answer) in self.fields.iter_mut().zip(answers) {
            field.set(answer);
        }
        self.at = at.min(self.fields.len().saturating_sub(1));
    }

    /// To the next field; says whether there was one.
    pub fn advance(&mut self) -> bool {
        let has_next = self.at + 1 < self.fields.len();
        self.at += usize::from(has_next);
        has_next
    }

    /// To the field before.
    pub const fn previous(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Around to the next field.
    pub fn cycle(&mut self) {
        if !self.advance() {
            self.at = 0;
        }
    }

    /// Points at what is wrong.
    pub fn fail(&mut self, name: &Name, error: String) {
        self.at = self.fields.iter().position(|field| field.name == *name).unwrap_or(self.at);
        self.error = Some(error);
    }

    /// Ticks a box or goes to the next choice.
    pub fn tick(&mut self) {
        match self.fields.get_mut(self.at).map(|field| &mut field.value) {
            Some(Value::Tick(ticked)) => *ticked = !*ticked,
            Some(Value::Choice(codes, at)) => *at = (*at + 1) % codes.len().max(1),
            Some(Value::Text(_)) | None => {}
        }
    }

    /// Takes a key, if it edits the field in focus. `label` names the choices, so that a letter finds one.
    pub fn key(&mut self, key: Key, label: impl Fn(&Name, &str) -> String) -> bool {
        let Some(field) = self.fields.get_mut(self.at) else { return false };
        let name = &field.name;
        match (&mut field.value, key.code) {
            (Value::Text(text), _) => text.key(key),
            (Value::Choice(codes, at), Code::Left) => {
                *at = at.checked_sub(1).unwrap_or(codes.len().saturating_sub(1));
                true
            }
            (Value::Choice(codes, at), Code::Right) => {
                *at = (*at + 1) % codes.len().max(1);
                true
            }
            (Value::Choice(codes, at), Code::Char(c)) if key.is_printable() && c != ' ' => {
                let fits = |code: &String| label(name, code).to_lowercase().starts_with(c.to_ascii_lowercase());
                let order = (*at + 1..codes.len()).chain(0..=*at);
                *at = order.into_iter().find(|at| codes.get(*at).is_some_and(fits)).unwrap_or(*at);
                true
            }
            _ => false,
        }
    }

    /// Rows that it takes.
    pub fn height(&self) -> u16 {
        u16::try_from(self.fields.len() + usize::from(self.error.is_some())).unwrap_or(u16::MAX)
    }

    /// Draws it; says where the cursor stands. `words` gives a field's label, and the words for what is chosen.
    pub fn draw(
        &self,
        paper: &mut Paper<'_>,
        label: impl Fn(&Name) -> String,
        choice: impl Fn(&Name, &str) -> String,
    ) -> Option<Position> {
        let mut cursor = None;
        for (at, (row, field)) in (0u16..).zip(&self.fields).enumerate() {
            let focused = at == self.at;
            let mut pen = paper.row(row);
            pen.put(if focused { " > " } else { "   " }, Tone::Key);
            pen.cell(&label(&field.name), 16, if focused { Tone::Title } else { Tone::Plain }).gap(1);
            let here = pen.position();
            let end = match &field.value {
                Value::Text(text) => text.draw(&mut pen),
                Value::Choice(codes, at) => {
                    let code = codes.get(*at).map_or("", String::as_str);
                    pen.put("< ", Tone::Muted).put(&choice(&field.name, code), Tone::Accent).put(" >", Tone::Muted);
                    here
                }
                Value::Tick(ticked) => {
                    pen.put(if *ticked { "[x]" } else { "[ ]" }, Tone::Accent);
                    here
                }
            };
            cursor = if focused { Some(end) } else { cursor };
        }
        if let Some(error) = &self.error {
            paper.row(self.height().saturating_sub(1)).put(" ! ", Tone::Danger).put(error, Tone::Danger);
        }
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let codes = ["", "tr", "uk"].map(str::to_owned).to_vec();
        Form::new(vec![
            Field::choice(Name::Language, codes, "tr"),
            Field::tick(Name::Mine, false),
            Field::text(Name::Note, "x"),
        ])
    }

    #[test]
    fn a_letter_finds_a_choice_and_a_blank_ticks() {
        let mut form = form();
        let label = |_: &Name, code: &str| code.to_owned();
        assert!(form.key("u".parse().unwrap(), label));
        assert_eq!(form.answer(&Name::Language), "uk");
        assert!(!form.key("Space".parse().unwrap(), label));
        form.advance();
        form.tick();
        assert_eq!(form.given(&Name::Mine).as_deref(), Some("yes"));
        form.advance();
        assert!(form.takes_text() && !form.advance());
        assert!(form.key("y".parse().unwrap(), label));
        assert_eq!(form.answers(), ["uk", "yes", "xy"]);
    }

    #[test]
    fn answers_are_put_back_into_the_same_fields() {
        let (mut first, mut second) = (form(), form());
        first.tick();
        second.restore(&first.answers(), 2);
        assert_eq!((second.answers(), second.at), (first.answers(), 2));
    }
}
