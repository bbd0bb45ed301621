//! Contacts of a case, one line each while they are named: understood before Enter, saved with it.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::theme::Tone;
use super::super::widget::text_field::TextField;
use super::super::widget::{Paper, Position};
use super::super::words;
use super::{Turn, draw_title};
use crate::domain::decide::{AddPerson, Command, Refusal};
use crate::domain::disease::Disease;
use crate::domain::id::RecordId;
use crate::domain::record::{IndexCase, Kind, Record};
use crate::domain::typed::{Line, line};
use crate::domain::view::{Mate, RecordSheet};
use crate::keymap::{Action, Key};
use crate::t;
use crate::text::{Lang, dates, labels};

/// The list that grows.
#[derive(Debug, Clone)]
pub struct Capture {
    case: RecordId,
    reference: String,
    disease: Disease,
    pinned: Option<String>,
    contacts: Vec<Mate>,
    typed: TextField,
    sent: Option<(RecordId, String)>,
    anyway: bool,
    error: Option<String>,
}

impl Capture {
    /// The contacts of this case so far, and a line to write.
    pub fn new(desk: &mut Desk, case: &Record, contacts: &[Mate]) -> Self {
        let kept = desk.kept.line.take_if(|(of, _)| *of == case.id);
        Self {
            case: case.id,
            reference: case.reference.to_string(),
            disease: case.disease,
            pinned: case.pinned_note.clone(),
            contacts: contacts.to_vec(),
            typed: kept.map(|(_, line)| TextField::with(&line)).unwrap_or_default(),
            sent: None,
            anyway: false,
            error: None,
        }
    }

    /// Whether a line is being typed that is not saved yet.
    pub fn holds_text(&self) -> bool {
        !self.typed.is_blank()
    }

    /// The line that is being typed or saved, and of which case.
    pub fn unsaved(&self) -> Option<(RecordId, String)> {
        let sent = self.sent.as_ref().map(|(_, text)| text.clone());
        let text = if self.typed.is_blank() { sent? } else { self.typed.text() };
        Some((self.case, text))
    }

    /// Its case.
    pub const fn record(&self) -> RecordId {
        self.case
    }

    /// As the case is now.
    pub fn renew(&mut self, sheet: &RecordSheet) {
        if sheet.record.id == self.case {
            self.contacts.clone_from(&sheet.contacts);
        }
    }

    /// A key that writes.
    pub fn types(&mut self, key: Key) -> bool {
        let edited = self.typed.key(key);
        if edited {
            self.error = None;
            self.anyway = false;
        }
        edited
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::Open | Action::Save if self.typed.is_blank() => return Turn::Leave,
            Action::Open | Action::Save => self.save(desk, fx),
            Action::Back => {
                desk.kept.line = (!self.typed.is_blank()).then(|| (self.case, self.typed.text()));
                return Turn::Leave;
            }
            Action::Redraw | Action::ToggleLanguage | Action::Lock | Action::Quit | Action::Help => return Turn::Pass,
            _ => {}
        }
        Turn::Done
    }

    /// One at a time; the next one can be typed while the last is being saved.
    fn save(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let text = self.typed.text();
        let line = line(&text, desk.today());
        if self.sent.is_some() {
            return;
        }
        if line.name.is_empty() {
            self.error = Some(t!(desk.lang, "tui-name-missing"));
            return;
        }
        let id = desk.mint_record();
        self.sent = Some((id, text));
        self.typed = TextField::default();
        let command = Command::AddPerson(Box::new(self.contact(id, line)));
        desk.perform(Ask::Capture(self.case), command, fx);
    }

    fn contact(&self, id: RecordId, line: Line) -> AddPerson {
        AddPerson {
            id,
            kind: Kind::Contact,
            disease: self.disease,
            last_name: line.name.last,
            first_name: line.name.first,
            birth: line.name.birth,
            sex: line.name.sex,
            languages: Vec::new(),
            phones: line.phones,
            address: None,
            day: line.last,
            category: line.category,
            setting: line.setting,
            index: IndexCase { record: Some(self.case), ..IndexCase::default() },
            source: "interview".to_owned(),
            anyway: self.anyway,
        }
    }

    /// The contact was saved.
    pub fn added(&mut self) {
        self.sent = None;
        self.anyway = false;
        self.error = None;
    }

    /// The contact was not saved: the line comes back, unless another is being typed.
    pub fn refused(&mut self, lang: Lang, refusal: Option<&Refusal>, why: &str) {
        let Some((_, text)) = self.sent.take() else { return };
        self.error = Some(format!("{text}: {why}"));
        if self.typed.is_blank() {
            self.typed = TextField::with(&text);
            self.error = Some(why.to_owned());
            if let Some(Refusal::KnownAlready(_)) = refusal {
                self.anyway = true;
                self.error = Some(format!("{why} {}", t!(lang, "tui-add-anyway")));
            }
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        let disease = labels::disease(lang, self.disease);
        draw_title(desk, header, &format!("{}  {}  {disease}", t!(lang, "screen-capture"), self.reference));
        let mut y = 0;
        if let Some(note) = &self.pinned {
            body.row(0).gap(1).put("! ", Tone::Danger).put(note, Tone::Danger);
            y = 1;
        }
        let mut pen = body.row(y);
        pen.put(" > ", Tone::Key);
        let cursor = self.typed.draw(&mut pen);
        let understood = if self.typed.is_blank() {
            t!(lang, "capture-hint")
        } else {
            format!("= {}", said(desk, &line(&self.typed.text(), desk.today())))
        };
        body.row(y + 1).gap(3).put(&understood, if self.typed.is_blank() { Tone::Muted } else { Tone::Accent });
        if let Some(error) = &self.error {
            body.row(y + 2).put(" ! ", Tone::Danger).put(error, Tone::Danger);
        }
        body.rule(y + 3);
        let count = t!(lang, "capture-count", n = self.contacts.len());
        body.row(y + 3).put("── ", Tone::Muted).put(&count, Tone::Accent).text(" ");
        let rows = usize::from(body.height().saturating_sub(y + 4));
        for (row, contact) in (y + 4..).zip(self.contacts.iter().take(rows)) {
            let call = contact.call.map(|(_, reason)| labels::reason(lang, reason)).unwrap_or_default();
            let mut pen = body.row(row);
            pen.gap(3).cell(&contact.reference.to_string(), 10, Tone::Plain).cell(&contact.name, 32, Tone::Title);
            pen.cell_right(&words::age(contact.birth, desk.today()), 4, Tone::Plain).gap(2).put(&call, Tone::Muted);
        }
        Some(cursor)
    }
}

/// A line as it was understood.
fn said(desk: &Desk, line: &Line) -> String {
    let lang = desk.lang;
    let mut parts = vec![words::named(lang, &line.name)];
    let numbers: Vec<&str> = line.phones.iter().map(|phone| phone.shown.as_str()).collect();
    let dialable = line.phones.iter().any(|phone| phone.e164.is_some());
    parts.push(if dialable { numbers.join(", ") } else { t!(lang, "capture-no-number") });
    let last = line.last.map_or_else(|| t!(lang, "capture-no-date"), |last| dates::date_short(lang, last));
    parts.push(last);
    parts.extend(line.setting.as_deref().map(|setting| labels::setting(lang, setting)));
    parts.join(" · ")
}
