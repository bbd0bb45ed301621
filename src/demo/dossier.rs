//! A record under construction, with everything that belongs to it. Whatever is told of it keeps the rules of the domain: attempts are
//! counted, numbers remember how they were tried, calls repeat what their person says.

use chrono::TimeDelta;

use super::people::Family;
use super::users::TRACERS;
use super::world::World;
use super::{DemoRow, words};
use crate::domain::call::{Attempt, Call, CallState, Callback, Closing, Direction, Outcome, Reason, SpokenWith};
use crate::domain::id::{AttemptId, CallId, NoteId};
use crate::domain::note::Note;
use crate::domain::person::{Person, PhoneState};
use crate::domain::plan::{Flag, Step, StepContext, next_step};
use crate::domain::queue::priority_of;
use crate::domain::record::{Record, Worked};
use crate::domain::time::{Moment, date_of};

/// A record under construction.
pub(super) struct Dossier {
    row: DemoRow,
}

impl Dossier {
    /// Begins with a person and the record of it.
    pub(super) fn new(person: Person, record: Record) -> Self {
        let row = DemoRow {
            person,
            household: None,
            institution: None,
            record,
            calls: Vec::new(),
            attempts: Vec::new(),
            orders: Vec::new(),
            notes: Vec::new(),
            worked: false,
        };
        Self { row }
    }

    /// The person.
    pub(super) const fn person(&mut self) -> &mut Person {
        &mut self.row.person
    }

    /// The record.
    pub(super) const fn record(&mut self) -> &mut Record {
        &mut self.row.record
    }

    /// What was built so far.
    pub(super) const fn row(&mut self) -> &mut DemoRow {
        &mut self.row
    }

    /// A new open call, dated by the call plan, as the domain makes one.
    pub(super) fn call(&self, reason: Reason, created_at: Moment, ready_at: Moment, w: &World) -> Call {
        let (record, person) = (&self.row.record, &self.row.person);
        Call {
            id: CallId::mint(created_at, &w.mint),
            record: record.id,
            person: person.id,
            reason,
            state: CallState::Open,
            priority: priority_of(record, date_of(created_at, w.clock.zone)),
            created_at,
            ready_at,
            due_at: w.due(reason, ready_at),
            prefer_at: None,
            daypart: None,
            owner: None,
            callback: None,
            attempts: 0,
            attempts_on: None,
            last_tried_at: None,
            last_outcome: None,
            language: person.foreign_language().map(str::to_owned),
            skill: None,
            municipality: person.stays_at().and_then(|address| address.municipality.clone()),
            household: person.household,
            institution: person.institution,
            numbers: Vec::new(),
            closing: None,
            escalation: None,
            task: None,
            handling: crate::domain::handling::Handling::default(),
        }
    }

    /// One try on the best number, counted on call and number.
    pub(super) fn attempt(&mut self, call: &mut Call, outcome: Outcome, ended_at: Moment, w: &mut World) {
        let tracer = w.rng.pick(TRACERS);
        self.attempt_by(tracer, call, outcome, ended_at, w);
    }

    /// One try by this tracer.
    pub(super) fn attempt_by(
        &mut self,
        tracer: &str,
        call: &mut Call,
        outcome: Outcome,
        ended_at: Moment,
        w: &mut World,
    ) {
        let rule = w.plan.outcome(outcome);
        let (counted, reached) = (rule.has(Flag::CountsAsAttempt), rule.has(Flag::PersonReached));
        let seconds = if reached { w.rng.between(180, 900) } else { w.rng.between(15, 70) };
        let (spoken_with, spoken_name) = self.spoken_with(outcome, reached);
        let attempt = Attempt {
            id: AttemptId::mint(ended_at, &w.mint),
            call: call.id,
            record: call.record,
            reason: call.reason,
            direction: Direction::Outgoing,
            number: self.row.person.dialable().first().and_then(|phone| phone.e164.clone()),
            started_at: ended_at - TimeDelta::seconds(seconds),
            ended_at,
            outcome,
            counted,
            note: words::note_on(outcome, &mut w.rng).to_owned(),
            spoken_with,
            spoken_name,
            tracer: tracer.to_owned(),
            station: words::station_of(tracer).to_owned(),
            entered_later: false,
            joint: false,
            correction: None,
            undone: None,
        };
        remember(call, &attempt, date_of(ended_at, w.clock.zone));
        self.note_on_number(&attempt, w);
        self.row.attempts.push(attempt);
    }

    fn spoken_with(&self, outcome: Outcome, reached: bool) -> (Option<SpokenWith>, Option<String>) {
        let guardian = self.row.person.guardians.first().or(self.row.person.legal_representative.as_ref());
        match (outcome, guardian) {
            (Outcome::ThirdParty | Outcome::HouseholdRefused, _) => {
                (Some(SpokenWith::Other), Some("Angehörige".to_owned()))
            }
            _ if !reached => (None, None),
            (_, None) => (Some(SpokenWith::Own), None),
            (_, Some(name)) if self.row.person.guardians.is_empty() => {
                (Some(SpokenWith::LegalRepresentative), Some(name.clone()))
            }
            (_, Some(name)) => (Some(SpokenWith::Guardian), Some(name.clone())),
        }
    }

    /// As the domain does: wrong and dead ones are never offered again, tries in vain are counted.
    fn note_on_number(&mut self, attempt: &Attempt, w: &World) {
        let rule = w.plan.outcome(attempt.outcome);
        let used = |e164: &Option<String>| e164.is_some() && *e164 == attempt.number;
        for phone in self.row.person.phones.iter_mut().filter(|phone| used(&phone.e164)) {
            phone.last_at = Some(attempt.ended_at);
            phone.last_outcome = Some(attempt.outcome);
            phone.in_vain = if rule.has(Flag::HumanAnswered) { 0 } else { phone.in_vain + 1 };
            match attempt.outcome {
                Outcome::WrongNumber => phone.state = PhoneState::Wrong,
                _ if rule.has(Flag::NumberDead) => phone.state = PhoneState::Dead,
                _ => {}
            }
        }
    }

    /// One try whose consequence is what the call plan says: the call is dated anew.
    pub(super) fn attempt_in_vain(&mut self, call: &mut Call, outcome: Outcome, at: Moment, w: &mut World) {
        let before = call.clone();
        self.attempt(call, outcome, at, w);
        let context = StepContext {
            now: at,
            zone: w.clock.zone,
            land: w.clock.land,
            tracer: "",
            stated: None,
            language: None,
            incoming: false,
            other_number_left: !self.row.person.dialable().is_empty(),
            number_tries: &[at],
        };
        if let Step::Retry { ready_at, prefer_at, daypart, .. } = next_step(&w.plan, &before, outcome, &context) {
            call.ready_at = ready_at;
            call.prefer_at = prefer_at;
            call.daypart = daypart;
        }
    }

    /// Puts a call that is not changed any more.
    pub(super) fn put(&mut self, call: Call) {
        self.row.calls.push(call);
    }

    /// Puts a call as settled.
    pub(super) fn settle(&mut self, call: Call, closing: Closing) {
        let state = if closing == Closing::Withdrawn { CallState::Withdrawn } else { CallState::Done };
        self.put(Call { state, closing: Some(closing), ..call });
    }

    /// Puts a call on the supervisor's list.
    pub(super) fn escalate(&mut self, call: Call, code: &str) {
        self.put(Call { state: CallState::Escalated, escalation: Some(code.to_owned()), ..call });
    }

    /// Makes the record worked. All that ever happened is its first revision: only the latest state is kept as a snapshot.
    pub(super) fn worked(&mut self, at: Moment, why: &str) {
        self.row.record.revision = 1;
        self.row.record.worked = Some(Worked { at, why: why.to_owned() });
    }

    /// Writes a note.
    pub(super) fn note(&mut self, at: Moment, by: &str, text: &str, pinned: bool, w: &World) {
        let note = Note {
            id: NoteId::mint(at, &w.mint),
            record: self.row.record.id,
            at,
            by: by.to_owned(),
            text: text.to_owned(),
            pinned,
        };
        if pinned {
            self.row.record.pinned_note = Some(note.text.clone());
        }
        self.row.notes.push(note);
    }

    /// Gives every call the numbers that its person now has.
    pub(super) fn close(mut self, family: &Family) -> DemoRow {
        let numbers: Vec<String> = self.row.person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
        for call in &mut self.row.calls {
            call.numbers.clone_from(&numbers);
            call.institution = family.institution;
        }
        self.row.worked = self.row.record.revision > 0;
        self.row
    }
}

/// An appointment that this tracer agreed.
pub(super) fn agree(call: &mut Call, from: Moment, until: Moment, owner: Option<String>) {
    call.ready_at = from;
    call.prefer_at = None;
    call.daypart = None;
    call.callback = Some(Callback { from, until, owner, missed: false });
}

fn remember(call: &mut Call, attempt: &Attempt, day: chrono::NaiveDate) {
    call.last_tried_at = Some(attempt.ended_at);
    call.last_outcome = Some(attempt.outcome);
    if attempt.counted {
        call.attempts_on = Some((day, call.attempts_on_date(day) + 1));
        call.attempts += 1;
    }
}
