//! From an outcome key to a logged attempt: what the outcome needs is asked first, and a call logs once.

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::{Confirm, Prompt, Purpose, WINDOW};
use super::super::super::room::settle;
use super::super::super::widget::form::{Field, Form, Name};
use super::super::super::words;
use super::super::queue::LANGUAGES;
use super::{CallScreen, Pane, Stage};
use crate::domain::call::{Direction, Outcome, SpokenWith};
use crate::domain::decide::{Command, Facts, LogAttempt, Receipt, Refusal, Window};
use crate::domain::plan::Flag;
use crate::domain::time::age_on;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels, when};

/// What an outcome needed and got.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    window: Option<Window>,
    own_callback: bool,
    language: Option<String>,
    office: Option<String>,
}

impl CallScreen {
    /// The outcome that a digit stands for: 1 and 2 by the call plan, 3 to 9 never change.
    pub(super) fn outcome_of(&self, desk: &Desk, action: Action) -> Option<Outcome> {
        let keys = desk.rules.plan.reason(self.sheet.call.reason).keys;
        Some(match action {
            Action::Outcome1 => keys.one,
            Action::Outcome2 => keys.two,
            Action::Outcome3 => Outcome::NoAnswer,
            Action::Outcome4 => Outcome::Busy,
            Action::Outcome5 => Outcome::VoicemailLeft,
            Action::Outcome6 => Outcome::VoicemailNone,
            Action::Outcome7 => Outcome::Callback,
            Action::Outcome8 => Outcome::ThirdParty,
            Action::Outcome9 => Outcome::Refused,
            other => Outcome::from_code(&other.listed_outcome()?)?,
        })
    }

    /// An outcome key was pressed.
    pub(super) fn choose(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        if self.stage != Stage::Open {
            return;
        }
        self.pane = Pane::Script;
        self.talk.stop_writing();
        if let Some(settled) = settle(desk, &self.sheet.call) {
            return self.settle(desk, outcome, settled, fx);
        }
        self.extras = Extras::default();
        let prompt = self.form_for(desk, &Purpose::Outcome(outcome));
        if prompt.form.fields.is_empty() {
            self.ask_or_log(desk, outcome, fx);
        } else {
            desk.prompt = Some(prompt);
        }
    }

    /// A task of the desk is no telephone call: done settles it, nothing else is logged.
    fn settle(&mut self, desk: &mut Desk, outcome: Outcome, settled: Result<Command, Prompt>, fx: &mut Vec<Effect>) {
        match settled {
            _ if outcome != desk.rules.plan.reason(self.sheet.call.reason).keys.one => {
                desk.warn(t!(desk.lang, "tui-desk-task"));
            }
            Ok(command) => desk.perform(Ask::Settle(self.sheet.call.id), command, fx),
            Err(prompt) => desk.prompt = Some(prompt),
        }
    }

    fn ask_or_log(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        if desk.rules.plan.outcome(outcome).has(Flag::AsksAgain) {
            desk.confirm = Some(Confirm::Outcome(outcome));
        } else {
            self.ask_about_orders(desk, outcome, fx);
        }
    }

    /// The question was answered with yes.
    pub fn log_confirmed(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        if self.stage == Stage::Open {
            self.log(desk, outcome, fx);
        }
    }

    /// Logs for everybody in the telephone call, in one transaction.
    pub(super) fn log(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        let mut attempts = self.attempts(desk, outcome);
        if attempts.is_empty() {
            desk.warn(t!(desk.lang, "tui-nobody-ticked"));
            return;
        }
        self.stage = Stage::Logging { next: false };
        desk.say(t!(desk.lang, "tui-saving"));
        let ask = Ask::Log(self.sheet.call.id);
        if attempts.len() > 1 {
            let commands = attempts.into_iter().map(|attempt| Command::Log(Box::new(attempt))).collect();
            desk.perform_all(ask, commands, fx);
        } else if let Some(attempt) = attempts.pop() {
            desk.perform(ask, Command::Log(Box::new(attempt)), fx);
        }
    }

    /// An attempt for each: the person on the screen first, then the ticked others. The first one is the telephone call
    /// that the number's limits count; the last one ends the lease where nobody is left.
    fn attempts(&mut self, desk: &mut Desk, outcome: Outcome) -> Vec<LogAttempt> {
        let mut sent = Vec::new();
        let mut attempts = Vec::new();
        if !self.party.is_settled(self.sheet.record.id) {
            sent.push(self.sheet.record.id);
            attempts.push(self.own_attempt(desk, outcome));
        }
        let (shared, template) = (self.shared_answers(), self.own_attempt(desk, outcome));
        for (mate, call) in self.ticked_mates() {
            let reached = desk.rules.plan.outcome(outcome).has(Flag::PersonReached);
            let is_minor = mate.birth.and_then(|birth| age_on(birth, desk.today())).is_some_and(|age| age < 18);
            sent.push(mate.record);
            attempts.push(LogAttempt {
                id: self.party.attempt_of(desk, mate.record),
                call,
                spoken_with: (reached && is_minor).then_some(SpokenWith::Guardian),
                facts: Facts::new(),
                shared: shared.clone(),
                ..template.clone()
            });
        }
        self.mark_joint(desk, outcome, &mut attempts);
        self.party.sent = sent;
        attempts
    }

    fn mark_joint(&mut self, desk: &Desk, outcome: Outcome, attempts: &mut [LogAttempt]) {
        let counts = desk.rules.plan.outcome(outcome).has(Flag::CountsAsAttempt);
        let goes_on = !self.rest().is_empty();
        let last = attempts.len().saturating_sub(1);
        for (at, attempt) in attempts.iter_mut().enumerate() {
            attempt.joint = at > 0 || self.party.counted || (self.party.has_begun() && !counts);
            attempt.keeps_lease = at < last || goes_on;
        }
    }

    fn own_attempt(&self, desk: &Desk, outcome: Outcome) -> LogAttempt {
        LogAttempt {
            id: self.attempt,
            call: self.sheet.call.id,
            token: Some(self.lease.token),
            outcome,
            direction: self.direction,
            number: self.number_used(),
            note: self.note.clone(),
            window: self.extras.window,
            own_callback: self.extras.own_callback,
            language: self.extras.language.clone(),
            office: self.extras.office.clone(),
            spoken_with: self.spoken_with(desk, outcome),
            spoken_name: None,
            started_at: self.started_at,
            happened_at: None,
            facts: self.talk.answers.clone(),
            shared: self.party.shared.clone(),
            joint: false,
            keeps_lease: false,
        }
    }

    /// What is said of the outcomes that were saved.
    pub(super) fn receipts(&mut self, desk: &Desk, receipts: &[Receipt]) -> String {
        let Some(first) = receipts.first() else { return String::new() };
        if let Receipt::Logged { outcome, .. } = first {
            self.party.counted |= desk.rules.plan.outcome(*outcome).has(Flag::CountsAsAttempt);
        }
        match first {
            Receipt::Logged { outcome, next, closed, .. } if receipts.len() > 1 => {
                let label = labels::outcome_short(desk.lang, *outcome, self.sheet.call.reason);
                let many = t!(desk.lang, "tui-receipt-many", n = receipts.len(), outcome = label);
                match next.filter(|_| closed.is_none()) {
                    Some(next) => {
                        let when = dates::nearest_moment(desk.lang, next.at, desk.now, desk.zone());
                        t!(desk.lang, "tui-receipt-retry", outcome = many, when = when)
                    }
                    None => many,
                }
            }
            _ => words::receipt(desk, first),
        }
    }

    /// The number that was dialled; from which one somebody rang nobody knows.
    fn number_used(&self) -> Option<String> {
        let phone = self.phone().filter(|_| self.direction == Direction::Outgoing)?;
        Some(phone.e164.clone().unwrap_or_else(|| phone.raw.clone()))
    }

    fn spoken_with(&self, desk: &Desk, outcome: Outcome) -> Option<SpokenWith> {
        let rule = desk.rules.plan.outcome(outcome);
        let person = &self.sheet.person;
        if rule.has(Flag::PersonReached) {
            Some(match () {
                () if person.is_minor(desk.today()) => SpokenWith::Guardian,
                () if person.legal_representative.is_some() => SpokenWith::LegalRepresentative,
                () => SpokenWith::Own,
            })
        } else {
            rule.has(Flag::HumanAnswered).then_some(SpokenWith::Other)
        }
    }

    /// The form for a purpose, with what was typed into it before. For an outcome it has no field where nothing is needed.
    pub(super) fn form_for(&mut self, desk: &Desk, purpose: &Purpose) -> Prompt {
        if let Some(shelved) = self.shelf.take_if(|shelved| shelved.purpose == *purpose) {
            return shelved;
        }
        let fields = match purpose {
            Purpose::Outcome(outcome) => self.outcome_fields(desk, *outcome),
            Purpose::PutBack => vec![Field::text(Name::Why, "")],
            _ => vec![Field::text(Name::Note, &self.note)],
        };
        Prompt { purpose: purpose.clone(), form: Form::new(fields) }
    }

    fn outcome_fields(&self, desk: &Desk, outcome: Outcome) -> Vec<Field> {
        let rule = desk.rules.plan.outcome(outcome);
        let mut fields = Vec::new();
        if rule.has(Flag::NeedsTime) {
            fields.push(Field::text(Name::Time, ""));
            fields.push(Field::tick(Name::OwnCallback, false));
        }
        if rule.has(Flag::NeedsLanguage) {
            let known = self.sheet.person.foreign_language().unwrap_or("");
            let codes = LANGUAGES.iter().filter(|code| **code != "de").map(|code| (*code).to_owned()).collect();
            fields.push(Field::choice(Name::Language, codes, known));
        }
        if rule.has(Flag::NeedsOffice) {
            fields.push(Field::text(Name::Office, ""));
        }
        if rule.has(Flag::NeedsNote) {
            fields.push(Field::text(Name::Note, &self.note));
        }
        if outcome == Outcome::ThirdParty {
            fields.push(Field::text(Name::Time, ""));
        }
        fields
    }

    /// The form of an outcome was saved: what is missing is said there, else the attempt is logged.
    pub(super) fn outcome_saved(
        &mut self,
        desk: &mut Desk,
        outcome: Outcome,
        mut prompt: Prompt,
        fx: &mut Vec<Effect>,
    ) {
        match check(desk, outcome, &prompt.form) {
            Ok(extras) => {
                self.extras = extras;
                self.note = prompt.form.given(&Name::Note).unwrap_or_else(|| std::mem::take(&mut self.note));
                self.shelf = Some(prompt);
                self.ask_or_log(desk, outcome, fx);
            }
            Err((name, why)) => {
                prompt.form.fail(&name, why);
                desk.prompt = Some(prompt);
            }
        }
    }

    /// A refusal that names what is missing opens the form again.
    pub(super) fn ask_for_what_is_missing(&mut self, desk: &mut Desk, refusal: &Refusal) {
        let name = match refusal {
            Refusal::NoteNeeded => Name::Note,
            Refusal::TimeNeeded | Refusal::TimePast => Name::Time,
            Refusal::LanguageNeeded => Name::Language,
            Refusal::OfficeNeeded => Name::Office,
            Refusal::ReasonNeeded => Name::Why,
            _ => return,
        };
        if let Some(mut prompt) = self.shelf.take() {
            prompt.form.fail(&name, words::refusal(desk, refusal));
            desk.prompt = Some(prompt);
        }
    }
}

/// What the form gave, or the field that is wrong and why.
fn check(desk: &Desk, outcome: Outcome, form: &Form) -> Result<Extras, (Name, String)> {
    let (lang, rule) = (desk.lang, desk.rules.plan.outcome(outcome));
    let window = match form.given(&Name::Time) {
        Some(said) => {
            let window = when::parse(&said, desk.now, desk.zone(), WINDOW);
            let window = window.map_err(|error| (Name::Time, error.message(lang)))?;
            Some(Window { from: window.from, until: window.until })
        }
        None if rule.has(Flag::NeedsTime) => return Err((Name::Time, t!(lang, "refusal-time-required"))),
        None => None,
    };
    if rule.has(Flag::NeedsNote) && form.given(&Name::Note).is_none() {
        return Err((Name::Note, t!(lang, "refusal-note-required")));
    }
    if rule.has(Flag::NeedsOffice) && form.given(&Name::Office).is_none() {
        return Err((Name::Office, t!(lang, "refusal-office-required")));
    }
    Ok(Extras {
        window,
        own_callback: form.given(&Name::OwnCallback).is_some(),
        language: form.given(&Name::Language),
        office: form.given(&Name::Office),
    })
}
