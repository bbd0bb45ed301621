//! The record (Vorgang): everything about one person's contact or case, on one page that is leafed through.

mod lines;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Confirm, Prompt, Purpose};
use super::super::room::{BulkKind, Matter, bulk_form, form};
use super::super::theme::Tone;
use super::super::widget::Paper;
use super::super::widget::Position;
use super::super::widget::form::{Field, Form, Name};
use super::super::widget::list::Cursor;
use super::super::words;
use super::capture::Capture;
use super::delivery::delivery_saved;
use super::numbers::Numbers;
use super::ordering::Ordering;
use super::pick::{Deed, Pick};
use super::search::Search;
use super::{Screen, Turn, draw_title, lift_saved, person};
use crate::domain::call::{Call, CallState, Outcome, Reason};
use crate::domain::decide::Command;
use crate::domain::id::{AttemptId, CallId, RecordId};
use crate::domain::record::Kind;
use crate::domain::user::Power;
use crate::domain::view::RecordSheet;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels};
use lines::Section;

/// A record.
#[derive(Debug, Clone)]
pub struct RecordScreen {
    sheet: Box<RecordSheet>,
    cursor: Cursor,
}

impl RecordScreen {
    /// The screen of this record.
    pub fn new(sheet: Box<RecordSheet>) -> Self {
        Self { sheet, cursor: Cursor::default() }
    }

    /// Its id.
    pub fn id(&self) -> RecordId {
        self.sheet.record.id
    }

    /// The record as it is now.
    pub fn renew(&mut self, sheet: Box<RecordSheet>) {
        self.sheet = sheet;
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::StartCall => self.call(desk, fx),
            Action::Note => desk.prompt = Some(self.note_form()),
            Action::Correct => self.correct(desk),
            Action::LiftOrder => return self.pick(desk, Deed::Lift),
            Action::Reopen => self.reopen(desk),
            Action::Question => desk.prompt = Some(form(desk, Matter::Ask(self.id()))),
            Action::Reminder => desk.prompt = Some(form(desk, Matter::Remind(self.id()))),
            Action::Assign => self.bulk(desk, BulkKind::Assign),
            Action::Release => self.bulk(desk, BulkKind::Release),
            Action::Priority => self.bulk(desk, BulkKind::Priority),
            Action::Withdraw => self.bulk(desk, BulkKind::Withdraw),
            Action::NoteDelivery => return self.pick(desk, Deed::Delivery),
            Action::IndexCase => self.open_index(desk, fx),
            Action::Open => self.open_mate(desk, fx),
            Action::Person => desk.prompt = Some(person::form(self.id(), &self.sheet.person)),
            Action::Numbers => {
                let numbers = Numbers::new(&self.sheet.record, &self.sheet.person);
                return Turn::Enter(Box::new(Screen::Numbers(Box::new(numbers))));
            }
            Action::Capture if self.sheet.record.kind == Kind::Case => {
                let capture = Capture::new(desk, &self.sheet.record, &self.sheet.contacts);
                return Turn::Enter(Box::new(Screen::Capture(Box::new(capture))));
            }
            Action::Capture => desk.say(t!(desk.lang, "tui-capture-only-cases")),
            Action::Household => self.go_to(desk, Section::Household),
            Action::AddMate => return Turn::Enter(Box::new(Screen::Search(Search::joining(self.id())))),
            Action::RemoveMate => self.remove_mate(desk),
            Action::RecordOrders if self.is_in(desk, Section::Orders) && desk.user.may(Power::Work) => {
                return Turn::Enter(Box::new(Screen::Ordering(Box::new(Ordering::new(desk, &self.sheet)))));
            }
            Action::RecordOrders => self.go_to(desk, Section::Orders),
            Action::ExtraFields => self.go_to(desk, Section::Extra),
            Action::History => self.go_to(desk, Section::History),
            _ if self.cursor.act(action, self.lines(desk).len(), desk.body_rows()) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// A form for the calls of the record that are still to be settled.
    fn bulk(&self, desk: &mut Desk, kind: BulkKind) {
        let unsettled = |call: &&Call| matches!(call.state, CallState::Open | CallState::Escalated);
        let calls: Vec<CallId> = self.sheet.calls.iter().filter(unsettled).map(|call| call.id).collect();
        if calls.is_empty() {
            desk.say(t!(desk.lang, "tui-no-open-call"));
        } else {
            desk.prompt = Some(bulk_form(desk, kind, calls, false));
        }
    }

    fn go_to(&mut self, desk: &Desk, section: Section) {
        let found = self.lines(desk).iter().position(|line| line.section == section && line.is_title);
        self.cursor.at = found.unwrap_or(self.cursor.at);
    }

    fn call(&self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        match self.sheet.calls.iter().find(|call| call.state == CallState::Open) {
            Some(call) => fx.push(Effect::Open { generation: desk.ask(Ask::Open { incoming: None }), call: call.id }),
            None => desk.say(t!(desk.lang, "tui-no-open-call")),
        }
    }

    fn open_index(&self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        match self.sheet.record.index.record {
            Some(record) => fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record }),
            None => desk.say(t!(desk.lang, "call-index-unknown")),
        }
    }

    /// The household mate under the cursor.
    fn open_mate(&self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let mate = self.lines(desk).get(self.cursor.at).and_then(|line| line.record);
        if let Some(record) = mate {
            fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
        }
    }

    /// The household mate under the cursor is taken out, else the person of the record.
    fn remove_mate(&self, desk: &mut Desk) {
        let at = self.lines(desk).get(self.cursor.at).and_then(|line| line.record);
        let mate = at.and_then(|record| self.sheet.mates.iter().find(|mate| mate.record == record));
        let (record, name) = match mate {
            Some(mate) if !mate.same_household => return desk.say(t!(desk.lang, "tui-not-of-household")),
            Some(mate) => (mate.record, mate.name.clone()),
            None if self.sheet.household.is_none() => return desk.say(t!(desk.lang, "tui-not-of-household")),
            None => (self.id(), self.sheet.person.listed_name()),
        };
        desk.confirm = Some(Confirm::LeaveHousehold(record, self.id(), name));
    }

    fn note_form(&self) -> Prompt {
        let fields = vec![Field::text(Name::Note, ""), Field::tick(Name::Pinned, false)];
        Prompt { purpose: Purpose::Note(self.id()), form: Form::new(fields) }
    }

    /// Corrects the last outcome; what was logged stays to be read.
    fn correct(&self, desk: &mut Desk) {
        let Some(attempt) = self.sheet.attempts.iter().find(|attempt| attempt.undone.is_none()) else {
            desk.say(t!(desk.lang, "record-no-attempts"));
            return;
        };
        let codes = Outcome::ALL.iter().map(|outcome| outcome.code().to_owned()).collect();
        let fields =
            vec![Field::choice(Name::Outcome, codes, attempt.effective_outcome().code()), Field::text(Name::Why, "")];
        let when = dates::relative_moment(desk.lang, attempt.ended_at, desk.now, desk.zone());
        let outcome = labels::outcome(desk.lang, attempt.effective_outcome(), attempt.reason);
        let purpose = Purpose::Correct(attempt.id, format!("{when} {outcome}"));
        desk.prompt = Some(Prompt { purpose, form: Form::new(fields) });
    }

    /// The call that was closed last and may be called again.
    fn reopen(&self, desk: &mut Desk) {
        let is_closed = |call: &&Call| matches!(call.state, CallState::Done | CallState::Withdrawn);
        let has_no_twin =
            |call: &&Call| !self.sheet.calls.iter().any(|it| it.state == CallState::Open && it.reason == call.reason);
        let closed = self.sheet.calls.iter().filter(is_closed).filter(|call| call.reason.telephones());
        match closed.filter(has_no_twin).find(|call| call.reason != Reason::Enquiry) {
            Some(call) => {
                let form = Form::new(vec![Field::text(Name::Why, "")]);
                desk.prompt = Some(Prompt { purpose: Purpose::Reopen(call.id), form });
            }
            None => desk.say(t!(desk.lang, "tui-nothing-to-reopen")),
        }
    }

    fn is_in(&self, desk: &Desk, section: Section) -> bool {
        self.lines(desk).get(self.cursor.at).is_some_and(|line| line.section == section)
    }

    /// The order that is meant: asked for only where there are several.
    fn pick(&self, desk: &mut Desk, deed: Deed) -> Turn {
        let several = Pick::begin(desk, deed, &self.sheet);
        several.map_or(Turn::Done, |pick| Turn::Enter(Box::new(Screen::Pick(Box::new(pick)))))
    }

    /// A form was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: Prompt, fx: &mut Vec<Effect>) {
        match prompt.purpose {
            Purpose::Person(record) => person::saved(desk, record, (&self.sheet.person, &self.sheet.mates), prompt, fx),
            Purpose::Delivery(..) => delivery_saved(desk, prompt, fx),
            Purpose::Lift(order) => lift_saved(desk, order, prompt, fx),
            Purpose::Reopen(call) => reopen_saved(desk, call, prompt, fx),
            Purpose::Correct(attempt, _) => correct_saved(desk, attempt, prompt, fx),
            Purpose::Note(record) => {
                if let Some(text) = prompt.form.given(&Name::Note) {
                    let pinned = prompt.form.given(&Name::Pinned).is_some();
                    desk.perform(Ask::Note, Command::AddNote { record, text, pinned }, fx);
                }
            }
            _ => {}
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        let reference = self.sheet.record.reference.to_string();
        let title = t!(lang, "record-title", reference = reference);
        let kind = labels::kind(lang, self.sheet.record.kind);
        let name = words::spoken_name(&self.sheet.person);
        draw_title(desk, header, &format!("{title}  {kind}  {name}"));
        let top = u16::from(self.sheet.record.pinned_note.is_some());
        if let Some(note) = &self.sheet.record.pinned_note {
            body.row(0).put(" ! ", Tone::Danger).put(note, Tone::Danger);
        }
        let page = usize::from(body.height().saturating_sub(top)).max(1);
        let start = self.cursor.page_start(page);
        let mut cursor = None;
        for (y, (at, line)) in (top..).zip(self.lines(desk).iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { ">" } else { " " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            for (text, tone) in &line.text {
                pen.put(text, *tone);
            }
        }
        cursor
    }
}

fn reopen_saved(desk: &mut Desk, call: CallId, mut prompt: Prompt, fx: &mut Vec<Effect>) {
    if let Some(reason) = prompt.form.given(&Name::Why) {
        desk.perform(Ask::Reopen, Command::Reopen { call, reason }, fx);
    } else {
        prompt.form.fail(&Name::Why, t!(desk.lang, "refusal-reason-required"));
        desk.prompt = Some(prompt);
    }
}

fn correct_saved(desk: &mut Desk, attempt: AttemptId, mut prompt: Prompt, fx: &mut Vec<Effect>) {
    let outcome = Outcome::from_code(&prompt.form.answer(&Name::Outcome));
    if let (Some(outcome), Some(reason)) = (outcome, prompt.form.given(&Name::Why)) {
        desk.perform(Ask::Correct, Command::CorrectOutcome { attempt, outcome, reason }, fx);
    } else {
        prompt.form.fail(&Name::Why, t!(desk.lang, "refusal-reason-required"));
        desk.prompt = Some(prompt);
    }
}
