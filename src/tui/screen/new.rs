//! A person who is not in the system yet: a few fields, and under them who could be meant among those who are.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{choice_label, field_label};
use super::super::theme::Tone;
use super::super::widget::form::{Field, Form, Name};
use super::super::widget::{Paper, Position};
use super::super::words;
use super::person::understood;
use super::search::draw_hit_row;
use super::{Turn, draw_title};
use crate::domain::decide::{AddPerson, Command, Refusal};
use crate::domain::disease::Disease;
use crate::domain::id::RecordId;
use crate::domain::record::{IndexCase, Kind};
use crate::domain::typed;
use crate::domain::view::SearchHit;
use crate::keymap::{Action, Focus, Key};
use crate::t;

const NAME: usize = 0;
const NUMBER: usize = 1;
const DAY: usize = 4;

/// The form.
#[derive(Debug, Clone)]
pub struct New {
    form: Form,
    hits: Vec<SearchHit>,
    hit: Option<usize>,
    incoming: bool,
    id: RecordId,
    sent: bool,
    anyway: bool,
}

impl New {
    /// An empty form, or the one that was left; `name` is what was searched for in vain.
    pub fn begin(desk: &mut Desk, incoming: bool, name: &str, fx: &mut Vec<Effect>) -> Self {
        let id = desk.mint_record();
        let kept = desk.kept.new.take();
        let form = kept.filter(|_| name.trim().is_empty()).unwrap_or_else(|| empty(desk, name));
        let mut screen = Self { form, hits: Vec::new(), hit: None, incoming, id, sent: false, anyway: false };
        screen.ask(desk, fx);
        screen
    }

    /// Its focus path, innermost first.
    pub fn path(&self) -> Vec<Focus> {
        if self.hit.is_none() && self.form.takes_text() {
            vec![Focus::Text, Focus::Form, Focus::Global]
        } else {
            vec![Focus::Form, Focus::Global]
        }
    }

    /// Whether Enter saves, goes on, or opens the candidate under the cursor (none).
    pub fn enter_saves(&self) -> Option<bool> {
        self.hit.is_none().then(|| self.form.is_at_end())
    }

    /// Whether a person is being typed who is not saved yet.
    pub fn holds_text(&self) -> bool {
        self.sought() != (String::new(), String::new())
    }

    /// What was typed.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// Whether it is about somebody who rings.
    pub const fn is_incoming(&self) -> bool {
        self.incoming
    }

    /// The form with what was typed into it before.
    pub fn form_with(desk: &Desk, answers: &[String], at: usize) -> Form {
        let mut form = empty(desk, "");
        form.restore(answers, at);
        name_day(&mut form);
        form
    }

    fn kind(&self) -> Kind {
        kind_in(&self.form)
    }

    /// A key that edits the field in focus; a changed name or number looks for candidates.
    pub fn types(&mut self, desk: &mut Desk, key: Key, fx: &mut Vec<Effect>) -> bool {
        if self.hit.is_some() {
            return false;
        }
        let (lang, office) = (desk.lang, desk.office.clone());
        let before = self.sought();
        let edited = self.form.key(key, |name, code| choice_label(lang, &office, name, code));
        if edited {
            self.edited();
        }
        if self.sought() != before {
            self.ask(desk, fx);
        }
        edited
    }

    /// The date is the last exposure of a contact, the test of a case.
    fn edited(&mut self) {
        self.form.error = None;
        self.anyway = false;
        name_day(&mut self.form);
    }

    fn sought(&self) -> (String, String) {
        let answer = |at: usize| self.form.fields.get(at).map(Field::answer).unwrap_or_default();
        (answer(NAME), answer(NUMBER))
    }

    fn ask(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let (name, number) = self.sought();
        if name.is_empty() && number.is_empty() {
            desk.asked.forget(|ask| *ask == Ask::Candidates);
            self.hits.clear();
            return;
        }
        let limit = rows(desk);
        fx.push(Effect::Candidates { generation: desk.ask(Ask::Candidates), name, number, limit });
    }

    /// Candidates arrived.
    pub fn arrived(&mut self, hits: &[SearchHit]) {
        self.hits = hits.to_vec();
        self.hit = self.hit.filter(|at| *at < hits.len());
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::Open if self.hit.is_some() => self.open_candidate(desk, fx),
            Action::Open if self.form.advance() => {}
            Action::Open | Action::Save => self.save(desk, fx),
            Action::Down | Action::NextField => self.down(),
            Action::Up | Action::PrevField => self.up(),
            Action::Tick if self.hit.is_none() => {
                self.form.tick();
                self.edited();
            }
            Action::Back if self.hit.is_some() => self.hit = None,
            Action::Back => {
                let is_blank = self.sought() == (String::new(), String::new());
                desk.kept.new = (!is_blank).then(|| self.form.clone());
                return Turn::Leave;
            }
            Action::Redraw | Action::ToggleLanguage | Action::Lock | Action::Quit | Action::Help => return Turn::Pass,
            _ => {}
        }
        Turn::Done
    }

    fn down(&mut self) {
        self.hit = match self.hit {
            Some(at) => Some((at + 1).min(self.hits.len().saturating_sub(1))),
            None if self.form.advance() || self.hits.is_empty() => None,
            None => Some(0),
        };
    }

    fn up(&mut self) {
        match self.hit {
            Some(at) => self.hit = at.checked_sub(1),
            None => self.form.previous(),
        }
    }

    /// The one who is meant is known: their record in place of a new one.
    fn open_candidate(&self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        if let Some(record) = self.hit.and_then(|at| self.hits.get(at)).map(|hit| hit.record) {
            fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
        }
    }

    fn save(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        if self.sent {
            return;
        }
        match self.person(desk) {
            Ok(person) => {
                desk.last_disease = Some(person.disease);
                self.sent = true;
                desk.say(t!(desk.lang, "tui-saving"));
                desk.perform(Ask::Add { incoming: self.incoming }, Command::AddPerson(Box::new(person)), fx);
            }
            Err((name, why)) => {
                self.hit = None;
                self.form.fail(&name, why);
            }
        }
    }

    /// What was typed, or the field that is wrong and why.
    fn person(&self, desk: &Desk) -> Result<AddPerson, (Name, String)> {
        let (lang, today) = (desk.lang, desk.today());
        let (name, number) = self.sought();
        let name = typed::name(&name, today);
        if name.is_empty() {
            return Err((fact("full_name"), t!(lang, "tui-name-missing")));
        }
        let phones = typed::phones(&number);
        if !number.is_empty() && phones.iter().all(|phone| phone.e164.is_none()) {
            return Err((fact("phone"), t!(lang, "doubt-no-number")));
        }
        let day_field = self.form.fields.get(DAY);
        let day = day_field.map(Field::answer).filter(|text| !text.is_empty());
        let day = match day.map(|text| typed::date(&text, today).filter(|date| *date <= today)) {
            Some(None) => {
                return Err((
                    day_field.map_or_else(|| fact("specimen"), |f| f.name.clone()),
                    t!(lang, "tui-not-a-date"),
                ));
            }
            day => day.flatten(),
        };
        Ok(AddPerson {
            id: self.id,
            kind: self.kind(),
            disease: Disease::from_code(&self.form.answer(&fact("disease"))).unwrap_or(Disease::Other),
            last_name: name.last,
            first_name: name.first,
            birth: name.birth,
            sex: name.sex,
            languages: Vec::new(),
            phones,
            address: None,
            day,
            category: None,
            setting: None,
            index: index(&self.form.answer(&fact("index"))),
            source: "telephone".to_owned(),
            anyway: self.anyway,
        })
    }

    /// It was not saved: why stands under the form; a person in work is added all the same when saved once more.
    pub fn refused(&mut self, desk: &Desk, refusal: Option<&Refusal>, why: &str) {
        self.sent = false;
        let known = matches!(refusal, Some(Refusal::KnownAlready(_)));
        self.anyway = known;
        let more = if known { t!(desk.lang, "tui-add-anyway") } else { String::new() };
        self.form.error = Some(format!("{why} {more}").trim().to_owned());
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        draw_title(desk, header, &t!(lang, "screen-new"));
        let (columns, height) = (body.width(), self.form.height());
        let field = self.form.draw(
            &mut body.part(0, 0, columns, height),
            |name| field_label(lang, name),
            |name, code| choice_label(lang, &desk.office, name, code),
        );
        body.row(height).gap(3).put(&self.hint(desk), Tone::Muted);
        let top = height + 1;
        body.rule(top);
        let title = match (self.hits.is_empty(), self.sought()) {
            (true, (name, number)) if name.is_empty() && number.is_empty() => None,
            (true, _) => Some(t!(lang, "new-no-candidates")),
            (false, _) => Some(t!(lang, "new-candidates")),
        };
        if let Some(title) = title {
            body.row(top).put("── ", Tone::Muted).put(&title, Tone::Accent).text(" ");
        }
        let mut cursor = None;
        let room = usize::from(body.height().saturating_sub(top + 1));
        for (y, (at, hit)) in (top + 1..).zip(self.hits.iter().enumerate().take(room)) {
            let mut pen = body.row(y);
            pen.put(if self.hit == Some(at) { " > " } else { "   " }, Tone::Key);
            cursor = if self.hit == Some(at) { Some(pen.position()) } else { cursor };
            draw_hit_row(desk, hit, &mut pen);
        }
        cursor.or(field)
    }

    /// How the field in focus is understood, or what may stand in it.
    fn hint(&self, desk: &Desk) -> String {
        let lang = desk.lang;
        let Some(field) = self.form.focused() else { return String::new() };
        let text = field.answer();
        match &field.name {
            _ if self.hit.is_some() => t!(lang, "new-hint-candidate"),
            Name::Fact(name) if name == "full_name" && text.is_empty() => t!(lang, "new-hint-name"),
            Name::Fact(name) if name == "full_name" => {
                format!("= {}", words::named(lang, &typed::name(&text, desk.today())))
            }
            Name::Fact(name) if name == "index" => t!(lang, "new-hint-index"),
            Name::Fact(name) if name == "exposure.last" || name == "specimen" => {
                match typed::date(&text, desk.today()).filter(|date| *date <= desk.today()) {
                    Some(date) => format!("= {}", crate::text::dates::date_short(lang, date)),
                    None => t!(lang, "tui-hint-date"),
                }
            }
            Name::Fact(name) => understood(desk, name, &text).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

fn fact(name: &str) -> Name {
    Name::Fact(name.to_owned())
}

fn kind_in(form: &Form) -> Kind {
    Kind::from_code(&form.answer(&fact("kind"))).unwrap_or(Kind::Contact)
}

fn name_day(form: &mut Form) {
    let name = if kind_in(form) == Kind::Contact { "exposure.last" } else { "specimen" };
    if let Some(day) = form.fields.get_mut(DAY) {
        day.name = fact(name);
    }
}

fn empty(desk: &Desk, name: &str) -> Form {
    let codes = |all: &[&str]| all.iter().map(|code| (*code).to_owned()).collect();
    let diseases = Disease::ALL.iter().map(|disease| disease.code().to_owned()).collect();
    let disease = desk.last_disease.unwrap_or(Disease::Covid);
    Form::new(vec![
        Field::text(fact("full_name"), name.trim()),
        Field::text(fact("phone"), ""),
        Field::choice(fact("disease"), diseases, disease.code()),
        Field::choice(fact("kind"), codes(&["contact", "case"]), "contact"),
        Field::text(fact("exposure.last"), ""),
        Field::text(fact("index"), ""),
    ])
}

/// The index case as it was named: a number if digits stand in one word, else words; unknown if nothing.
fn index(text: &str) -> IndexCase {
    let is_number = !text.contains(' ') && text.chars().any(|c| c.is_ascii_digit());
    let text = Some(text.to_owned()).filter(|text| !text.is_empty());
    if is_number {
        IndexCase { external: text, ..IndexCase::default() }
    } else {
        IndexCase { words: text, ..IndexCase::default() }
    }
}

fn rows(desk: &Desk) -> usize {
    desk.body_rows().saturating_sub(9).max(1)
}
