//! The telephone numbers of a person: added, corrected, retired, and which one is dialled next.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Prompt, Purpose};
use super::super::theme::Tone;
use super::super::widget::form::{Field, Form, Name};
use super::super::widget::list::Cursor;
use super::super::widget::{Paper, Pen, Position};
use super::super::words;
use super::{Turn, draw_title};
use crate::domain::decide::{Command, NumberChange};
use crate::domain::id::RecordId;
use crate::domain::person::{Person, Phone, PhoneState};
use crate::domain::record::Record;
use crate::domain::view::RecordSheet;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels};

/// The numbers of the person of a record.
#[derive(Debug, Clone)]
pub struct Numbers {
    record: RecordId,
    title: String,
    pinned: Option<String>,
    person: Person,
    cursor: Cursor,
}

impl Numbers {
    /// The list, the number that is dialled next under the cursor.
    pub fn new(record: &Record, person: &Person) -> Self {
        let best = person.dialable().first().and_then(|phone| phone.e164.clone());
        let at = person.phones.iter().position(|phone| best.is_some() && phone.e164 == best).unwrap_or(0);
        Self {
            record: record.id,
            title: record.reference.to_string(),
            pinned: record.pinned_note.clone(),
            person: person.clone(),
            cursor: Cursor { at },
        }
    }

    /// As the record is now.
    pub fn renew(&mut self, sheet: &RecordSheet) {
        if sheet.record.id == self.record {
            self.person = sheet.person.clone();
            self.pinned.clone_from(&sheet.record.pinned_note);
            self.cursor.keep_inside(self.person.phones.len());
        }
    }

    /// Its record.
    pub const fn record(&self) -> RecordId {
        self.record
    }

    fn phone(&self) -> Option<&Phone> {
        self.person.phones.get(self.cursor.at)
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::AddNumber => desk.prompt = Some(self.form(None)),
            Action::Correct => desk.prompt = self.phone().map(|phone| self.form(Some(phone))),
            Action::RetireNumber => self.change(desk, |number| NumberChange::Retire { number }, fx),
            Action::ChooseNumber => self.change(desk, |number| NumberChange::First { number }, fx),
            _ if self.cursor.act(action, self.person.phones.len(), desk.body_rows()) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    fn change(&self, desk: &mut Desk, change: impl Fn(String) -> NumberChange, fx: &mut Vec<Effect>) {
        if let Some(phone) = self.phone() {
            let command = Command::ChangeNumber { record: self.record, change: change(key_of(phone)) };
            desk.perform(Ask::Person(self.record), command, fx);
        }
    }

    fn form(&self, phone: Option<&Phone>) -> Prompt {
        let text = |of: fn(&Phone) -> &str| phone.map(of).unwrap_or_default();
        let name = |name: &str| Name::Fact(name.to_owned());
        let fields = vec![
            Field::text(name("phone"), text(|phone| &phone.shown)),
            Field::text(name("phone_owner"), text(|phone| &phone.owner)),
            Field::text(name("phone_label"), text(|phone| &phone.label)),
        ];
        Prompt { purpose: Purpose::Number(self.record, phone.map(key_of)), form: Form::new(fields) }
    }

    /// A form was saved: the number is changed, or what is wrong is pointed at.
    pub fn saved(desk: &mut Desk, record: RecordId, number: Option<String>, mut prompt: Prompt, fx: &mut Vec<Effect>) {
        let answer = |name: &str| prompt.form.answer(&Name::Fact(name.to_owned()));
        let (text, owner, label) = (answer("phone"), answer("phone_owner"), answer("phone_label"));
        let phones = crate::domain::typed::phones(&text);
        if phones.is_empty() || phones.iter().any(|phone| phone.e164.is_none()) {
            prompt.form.fail(&Name::Fact("phone".to_owned()), t!(desk.lang, "doubt-no-number"));
            desk.prompt = Some(prompt);
            return;
        }
        let change = match number {
            None => NumberChange::Add { text, owner, label },
            Some(number) => NumberChange::Correct { number, text, owner, label },
        };
        desk.perform(Ask::Person(record), Command::ChangeNumber { record, change }, fx);
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let name = words::spoken_name(&self.person);
        draw_title(desk, header, &format!("{}  {}  {name}", t!(desk.lang, "screen-numbers"), self.title));
        let mut y = 0;
        if let Some(note) = &self.pinned {
            body.row(0).gap(1).put("! ", Tone::Danger).put(note, Tone::Danger);
            y = 1;
        }
        if self.person.phones.is_empty() {
            body.row(y + 1).gap(3).put(&t!(desk.lang, "call-no-number"), Tone::Danger);
        }
        let page = usize::from(body.height()).saturating_sub(usize::from(y)).max(1);
        let start = self.cursor.page_start(page);
        let mut cursor = None;
        let next = self.person.dialable().first().map(|phone| key_of(phone));
        for (row, (at, phone)) in (y..).zip(self.person.phones.iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(row);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            draw_number(desk, phone, next.as_ref() == Some(&key_of(phone)), &mut pen);
        }
        cursor
    }
}

/// How a known number is named in a command.
fn key_of(phone: &Phone) -> String {
    phone.e164.clone().unwrap_or_else(|| phone.raw.clone())
}

fn draw_number(desk: &Desk, phone: &Phone, is_next: bool, pen: &mut Pen<'_>) {
    let lang = desk.lang;
    let usable = phone.state == PhoneState::Usable && phone.e164.is_some();
    let tone = if usable { Tone::Title } else { Tone::Muted };
    let number = words::in_pairs(phone, desk.outside_line.as_deref());
    pen.cell(&number, 22, tone).gap(1).cell(&phone.owner, 15, Tone::Plain).gap(1);
    pen.cell(&phone.label, 10, Tone::Plain).gap(1);
    let history = match (usable, phone.last_at) {
        (false, _) => labels::phone_state(lang, phone.state),
        (true, Some(at)) => dates::relative_moment(lang, at, desk.now, desk.zone()),
        (true, None) => t!(lang, "call-number-never"),
    };
    if is_next {
        pen.put(&t!(lang, "tui-number-next"), Tone::Accent).gap(1);
    }
    pen.put(&history, Tone::Muted);
}
