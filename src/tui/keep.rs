//! What is typed outside of a call and not saved: kept as the draft of the desk, and put back into the same field. A call
//! keeps its own.

use serde::{Deserialize, Serialize};

use super::act;
use super::ask::Ask;
use super::desk::Desk;
use super::effect::{Effect, Generation};
use super::model::Model;
use super::prompt::{Prompt, Purpose};
use super::room::Matter;
use super::screen::capture::Capture;
use super::screen::new::New;
use super::screen::{Kind, Screen};
use super::widget::form::Form;
use crate::domain::id::RecordId;
use crate::keymap::Action;
use crate::t;

/// What is kept at the desk while its field is not open.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// A person that was being entered when the form was left.
    pub new: Option<Form>,
    /// A contact that was being noted when the list was left: of which case, and the line.
    pub line: Option<(RecordId, String)>,
    forms: Vec<Written>,
    /// Forms that are being saved: their text comes back if they are not.
    sent: Vec<(Generation, Written)>,
    returning: Option<Returning>,
}

/// What a form on a record is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sheet {
    Note,
    Question,
    Reminder,
}

/// A form on a record that was written and not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    sheet: Sheet,
    record: RecordId,
    answers: Vec<String>,
    at: usize,
}

/// A person who was being entered.
#[derive(Debug, Serialize, Deserialize)]
struct NewDraft {
    answers: Vec<String>,
    at: usize,
    incoming: bool,
}

/// Where somebody was writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    New { incoming: bool },
    Line(RecordId),
    Form(Sheet, RecordId),
}

/// On the way back to where somebody was writing.
#[derive(Debug, Clone, Copy)]
struct Returning {
    to: Place,
    asked: bool,
}

/// The draft of a desk, as JSON in the store of drafts.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    new: Option<NewDraft>,
    line: Option<(RecordId, String)>,
    forms: Vec<Written>,
    open: Option<Place>,
}

impl Draft {
    const fn is_empty(&self) -> bool {
        self.new.is_none() && self.line.is_none() && self.forms.is_empty()
    }
}

impl Sheet {
    const fn of(purpose: &Purpose) -> Option<(Self, RecordId)> {
        match purpose {
            Purpose::Note(record) => Some((Self::Note, *record)),
            Purpose::Room(Matter::Ask(record)) => Some((Self::Question, *record)),
            Purpose::Room(Matter::Remind(record)) => Some((Self::Reminder, *record)),
            _ => None,
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Note => Action::Note,
            Self::Question => Action::Question,
            Self::Reminder => Action::Reminder,
        }
    }
}

impl Written {
    fn of(prompt: &Prompt) -> Option<Self> {
        let (sheet, record) = Sheet::of(&prompt.purpose)?;
        let form = &prompt.form;
        form.has_text().then(|| Self { sheet, record, answers: form.answers(), at: form.at })
    }

    const fn place(&self) -> Place {
        Place::Form(self.sheet, self.record)
    }
}

impl Kept {
    fn keep(&mut self, written: Written) {
        self.forms.retain(|other| other.place() != written.place());
        self.forms.push(written);
    }
}

/// Whether the text of this form is kept beyond the program.
pub const fn keeps(purpose: &Purpose) -> bool {
    Sheet::of(purpose).is_some()
}

/// A form was closed without saving; says whether its text is kept.
pub fn closed(desk: &mut Desk, prompt: &Prompt) {
    if let Some(written) = Written::of(prompt) {
        desk.kept.keep(written);
        desk.say(t!(desk.lang, "receipt-draft-kept"));
    }
}

/// A form was opened: what was written into it before stands in it again.
pub fn opened(desk: &mut Desk) {
    let Some(prompt) = &mut desk.prompt else { return };
    let Some((sheet, record)) = Sheet::of(&prompt.purpose) else { return };
    let place = Place::Form(sheet, record);
    if let Some(at) = desk.kept.forms.iter().position(|written| written.place() == place) {
        let written = desk.kept.forms.remove(at);
        prompt.form.restore(&written.answers, written.at);
        desk.say(t!(desk.lang, "tui-draft-restored"));
    }
}

/// A form is being saved under this number.
pub fn sent(desk: &mut Desk, prompt: &Prompt, generation: Generation) {
    desk.kept.sent.extend(Written::of(prompt).map(|written| (generation, written)));
}

/// What was sent under this number was saved, or else its text is kept.
pub fn answered(desk: &mut Desk, generation: Generation, saved: bool) {
    let Some(at) = desk.kept.sent.iter().position(|(other, _)| *other == generation) else { return };
    let (_, written) = desk.kept.sent.remove(at);
    if !saved {
        desk.kept.keep(written);
        desk.say_more(&t!(desk.lang, "receipt-draft-kept"));
    }
}

/// The draft to keep, as JSON; none if nothing is typed.
pub fn draft(model: &Model) -> Option<String> {
    let kept = &model.desk.kept;
    let passing = |screen: &&Screen| matches!(screen.kind(), Kind::Help | Kind::Palette | Kind::Leaving);
    let top = model.stack.iter().rev().find(|screen| !passing(screen));
    let mut draft = Draft {
        line: kept.line.clone(),
        forms: kept.forms.iter().chain(kept.sent.iter().map(|(_, written)| written)).cloned().collect(),
        ..Draft::default()
    };
    let new = model.stack.iter().rev().find_map(Screen::as_new);
    if let Some(form) = new.filter(|new| new.holds_text()).map(New::form).or(kept.new.as_ref()) {
        let incoming = new.is_some_and(New::is_incoming);
        draft.new = Some(NewDraft { answers: form.answers(), at: form.at, incoming });
    }
    if let Some(line) = model.stack.iter().rev().find_map(Screen::as_capture).and_then(Capture::unsaved) {
        draft.line = Some(line);
    }
    let written = model.open_form().and_then(Written::of);
    draft.open = match (&written, top) {
        (Some(written), _) => Some(written.place()),
        (None, Some(Screen::New(new))) if new.holds_text() => Some(Place::New { incoming: new.is_incoming() }),
        (None, Some(Screen::Capture(capture))) => capture.unsaved().map(|(case, _)| Place::Line(case)),
        _ => model.desk.kept.returning.map(|returning| returning.to),
    };
    draft.forms.extend(written);
    if draft.is_empty() { None } else { serde_json::to_string(&draft).ok() }
}

/// Puts a draft back, and goes to where it was being written as soon as that is there. One that cannot be read is left
/// alone.
pub fn take_up(model: &mut Model, json: &str) {
    let Ok(draft) = serde_json::from_str::<Draft>(json) else { return };
    let desk = &mut model.desk;
    desk.kept.new = draft.new.map(|new| New::form_with(desk, &new.answers, new.at));
    desk.kept.line = draft.line;
    desk.kept.forms = draft.forms;
    desk.kept.returning = draft.open.map(|to| Returning { to, asked: false });
    model.kept = Some(json.to_owned());
}

/// Goes on to where somebody was writing. The call that comes back is waited for, and whom a form may name.
pub fn go_back(model: &mut Model, fx: &mut Vec<Effect>) {
    let Some(returning) = model.desk.kept.returning else { return };
    let is_coming = |ask: &Ask| ask.is_for_a_call() || matches!(ask, Ask::RoomState | Ask::Record(_));
    if model.desk.asked.awaits(is_coming) {
        return;
    }
    model.desk.kept.returning = None;
    if model.locked || model.desk.prompt.is_some() || model.desk.confirm.is_some() {
        return;
    }
    let (record, action) = match returning.to {
        Place::New { incoming } => {
            let new = New::begin(&mut model.desk, incoming, "", fx);
            model.stack.push(Screen::New(Box::new(new)));
            return model.desk.say(t!(model.desk.lang, "tui-draft-restored"));
        }
        Place::Line(case) => (case, Action::Capture),
        Place::Form(sheet, record) => (record, sheet.action()),
    };
    // A note over a call is the call's own.
    let in_call = action != Action::Note;
    let is_there = match model.stack.last() {
        Some(Screen::Record(screen)) => screen.id() == record,
        Some(Screen::Call(call)) => in_call && call.is_open() && call.record() == record,
        _ => false,
    };
    if is_there {
        act::act(model, action, fx);
        model.desk.say(t!(model.desk.lang, "tui-draft-restored"));
    } else if !returning.asked {
        model.desk.kept.returning = Some(Returning { asked: true, ..returning });
        fx.push(Effect::LoadRecord { generation: model.desk.ask(Ask::Record(record)), record });
    }
}
