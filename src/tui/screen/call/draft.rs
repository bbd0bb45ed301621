//! What was typed on a call and not saved: kept as a draft, and put back into the same field.

use serde::{Deserialize, Serialize};

use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::{Prompt, Purpose};
use super::{CallScreen, Stage};
use crate::domain::call::{Direction, Outcome};
use crate::domain::decide::Facts;
use crate::domain::time::Moment;
use crate::t;

/// A draft, as JSON in the store of drafts. Fields that an older version did not know are left at their defaults.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    note: String,
    number: Option<String>,
    answers: Facts,
    step: Option<String>,
    typed: String,
    writing: bool,
    form: Option<FormDraft>,
    /// When the person rang, where the call came in: it goes on as such under a lease that was started then.
    rang_at: Option<Moment>,
}

/// A form that was open.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FormDraft {
    purpose: String,
    answers: Vec<String>,
    at: usize,
    open: bool,
}

impl CallScreen {
    /// The draft to keep, if something was typed since the last one. `prompt` is the form that is open over this call.
    pub fn take_draft(&mut self, prompt: Option<&Prompt>) -> Option<Effect> {
        if !std::mem::take(&mut self.dirty) || matches!(self.stage, Stage::Logged(_)) {
            return None;
        }
        let (step, typed, writing) = self.talk.bookmark();
        let open = prompt.and_then(|prompt| form_draft(prompt, true));
        let draft = Draft {
            note: self.note.clone(),
            number: self.phone().and_then(|phone| phone.e164.clone()),
            answers: self.talk.answers.clone(),
            step,
            typed,
            writing,
            rang_at: self.lease.dialled_at.filter(|_| self.direction == Direction::Incoming),
            form: open.or_else(|| self.shelf.as_ref().and_then(|prompt| form_draft(prompt, false))),
        };
        let draft = serde_json::to_string(&draft).ok()?;
        Some(Effect::KeepDraft { record: Some(self.sheet.record.id), draft })
    }

    /// Puts a draft back. One that cannot be read is left alone.
    pub(super) fn take_up(&mut self, desk: &mut Desk, draft: &str) {
        let Ok(draft) = serde_json::from_str::<Draft>(draft) else { return };
        if draft.rang_at.is_some() && draft.rang_at == self.lease.dialled_at {
            self.direction = Direction::Incoming;
        }
        self.note = draft.note;
        let number = self.phones().iter().position(|phone| phone.e164.is_some() && phone.e164 == draft.number);
        self.number = number.unwrap_or(self.number);
        self.talk.answers = draft.answers;
        self.talk.resume(draft.step.as_deref(), &draft.typed, draft.writing);
        if let Some(form) = draft.form {
            self.take_up_form(desk, &form);
        }
        desk.say(t!(desk.lang, "tui-draft-restored"));
    }

    fn take_up_form(&mut self, desk: &mut Desk, form: &FormDraft) {
        let Some(purpose) = purpose_of(&form.purpose) else { return };
        let mut prompt = self.form_for(desk, &purpose);
        prompt.form.restore(&form.answers, form.at);
        if form.open { desk.prompt = Some(prompt) } else { self.shelf = Some(prompt) }
    }
}

fn form_draft(prompt: &Prompt, open: bool) -> Option<FormDraft> {
    let purpose = match &prompt.purpose {
        Purpose::Outcome(outcome) => outcome.code().to_owned(),
        Purpose::PutBack => "put-back".to_owned(),
        Purpose::CallNote => "note".to_owned(),
        _ => return None,
    };
    Some(FormDraft { purpose, answers: prompt.form.answers(), at: prompt.form.at, open })
}

fn purpose_of(name: &str) -> Option<Purpose> {
    match name {
        "put-back" => Some(Purpose::PutBack),
        "note" => Some(Purpose::CallNote),
        code => Outcome::from_code(code).map(Purpose::Outcome),
    }
}
