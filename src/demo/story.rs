//! What became of a record so far: the stories of the demo, how often each is told, and when it begins.

use chrono::{Days, NaiveDate};

use super::clock::Clock;
use super::dossier::Dossier;
use super::facts::{self, Circumstances};
use super::people::Family;
use super::rng::Rng;
use super::world::World;
use super::{DemoRow, ending, quarantine, waiting};
use crate::domain::record::Kind;
use crate::domain::time::Moment;

/// A story.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Story {
    /// Taken in, not tried yet.
    #[default]
    Fresh,
    /// Tried once or twice since yesterday.
    Tried,
    /// Would rather be called in the evening.
    Evening,
    /// A callback is due now.
    CallbackDue,
    /// A callback is agreed for later.
    CallbackLater,
    /// A callback was missed.
    CallbackMissed,
    /// Days old and past its deadline.
    Overdue,
    /// No common language: waits for a speaker.
    Language,
    /// No number that works.
    Research,
    /// An order is prepared for somebody who may speak it.
    Proposal,
    /// A question or a reminder stands at the desk.
    Desk,
    /// Under an order, with daily follow-up.
    Quarantine,
    /// The order ends today.
    EndsToday,
    /// The order ended; all done.
    Finished,
    /// The order was lifted.
    Lifted,
    /// Symptoms in follow-up.
    Symptoms,
    /// Reached and advised; no order needed.
    Advised,
    /// No contact after all.
    NotAContact,
    /// Another office does it.
    Elsewhere,
    /// To be handed over.
    HandedOver,
    /// Refused.
    Refused,
    /// Relatives refused.
    RelativesRefused,
    /// Not fit to talk.
    Unfit,
    /// Tried nine times in vain.
    Unreachable,
    /// Too late when it came.
    TooLate,
}

use Story::{
    Advised, CallbackDue, CallbackLater, CallbackMissed, Desk, Elsewhere, EndsToday, Evening, Finished, Fresh,
    HandedOver, Language, Lifted, NotAContact, Overdue, Proposal, Quarantine, Refused, RelativesRefused, Research,
    Symptoms, TooLate, Tried, Unfit, Unreachable,
};

/// Of a hundred contacts.
const CONTACTS: &[(Story, usize)] = &[
    (Fresh, 13),
    (Tried, 11),
    (Evening, 4),
    (CallbackDue, 2),
    (CallbackLater, 3),
    (CallbackMissed, 2),
    (Overdue, 4),
    (Language, 2),
    (Research, 2),
    (Proposal, 1),
    (Desk, 2),
    (Quarantine, 12),
    (EndsToday, 2),
    (Finished, 11),
    (Lifted, 2),
    (Symptoms, 2),
    (Advised, 10),
    (NotAContact, 4),
    (Elsewhere, 2),
    (HandedOver, 1),
    (Refused, 3),
    (RelativesRefused, 1),
    (Unfit, 1),
    (Unreachable, 1),
    (TooLate, 2),
];

/// Of a hundred cases.
const CASES: &[(Story, u32)] = &[
    (Fresh, 25),
    (Tried, 17),
    (CallbackLater, 5),
    (Quarantine, 22),
    (EndsToday, 5),
    (Finished, 20),
    (Refused, 3),
    (Unfit, 3),
];

/// Of a hundred in a nursing home.
const HOME: &[(Story, u32)] = &[
    (Fresh, 38),
    (Tried, 14),
    (CallbackLater, 4),
    (Overdue, 6),
    (Quarantine, 10),
    (Desk, 2),
    (Advised, 20),
    (Unfit, 4),
    (Finished, 2),
];

impl Story {
    /// A contact's story, from a deck of a hundred that is shuffled anew when it is used up: in a demo of 500 each is told.
    pub(super) fn of_contact(w: &mut World) -> Self {
        if w.deck.is_empty() {
            w.deck = CONTACTS.iter().flat_map(|(story, cards)| std::iter::repeat_n(*story, *cards)).collect();
            w.rng.shuffle(&mut w.deck);
        }
        w.deck.pop().unwrap_or_default()
    }

    /// A case's story.
    pub(super) fn of_case(rng: &mut Rng) -> Self {
        rng.weighted(CASES)
    }

    /// The story of somebody in a nursing home.
    pub(super) fn in_home(rng: &mut Rng) -> Self {
        rng.weighted(HOME)
    }

    /// Whether all of a household may share it.
    pub(super) const fn is_shared(self) -> bool {
        matches!(
            self,
            Fresh
                | Tried
                | Evening
                | CallbackDue
                | CallbackLater
                | Overdue
                | Quarantine
                | EndsToday
                | Finished
                | Advised
        )
    }

    /// As told of somebody whose number others answer too: it can't be dead for one of them.
    pub(super) const fn with_shared_number(self) -> Self {
        if matches!(self, Research) { Fresh } else { self }
    }

    /// Whether an order is or will be spoken in it.
    pub(super) const fn has_order(self) -> bool {
        matches!(self, Proposal | Quarantine | EndsToday | Finished | Lifted | Symptoms)
    }

    /// What is told instead where no rule leads to an order.
    const fn without_order(self) -> Self {
        match self {
            Quarantine => Tried,
            EndsToday => CallbackLater,
            Proposal => Fresh,
            Finished | Lifted | Symptoms => Advised,
            other => other,
        }
    }

    /// When the office took the record in.
    fn begins(self, clock: &Clock, rng: &mut Rng) -> Moment {
        let back = match self {
            Fresh => match clock.so_far {
                Some(today) if rng.percent(55) => return today.third(rng.between(0, 2) as i32, rng),
                _ => return clock.past(0).third(2, rng),
            },
            Tried | Evening | CallbackDue | CallbackLater | CallbackMissed | Language | Proposal | Desk => 0,
            Refused | RelativesRefused | Unfit | Advised => rng.between(0, 2),
            Research => rng.between(1, 2),
            Overdue | Quarantine | Symptoms => rng.between(1, 4),
            EndsToday | Lifted => rng.between(3, 5),
            NotAContact | Elsewhere | HandedOver | TooLate => rng.between(1, 7),
            Unreachable => rng.between(6, 7),
            Finished => rng.between(8, 11),
        };
        clock.past(back as usize).third(rng.between(0, 1) as i32, rng)
    }

    /// The last day of its order, where it has one.
    fn last_day(self, clock: &Clock, rng: &mut Rng, is_case: bool) -> Option<NaiveDate> {
        let ahead = if is_case { (1, 3) } else { (1, 14) };
        match self {
            Proposal | Quarantine | Symptoms | Lifted => {
                clock.today.checked_add_days(Days::new(rng.between(ahead.0, ahead.1) as u64))
            }
            EndsToday => Some(clock.today),
            Finished => clock.today.checked_sub_days(Days::new(rng.between(1, 5) as u64)),
            _ => None,
        }
    }
}

/// Tells a story of a member of this family.
pub(super) fn tell(story: Story, family: &Family, age: u32, circumstances: &Circumstances, w: &mut World) -> DemoRow {
    let days = facts::days_of_order(circumstances.disease, circumstances.kind);
    let story = if days.is_some() { story } else { story.without_order() };
    let created_at = story.begins(&w.clock, &mut w.rng);
    let last_day = story.last_day(&w.clock, &mut w.rng, circumstances.kind == Kind::Case);
    let person = family.member(age, created_at, w);
    let record = facts::record(&person, circumstances, story, created_at, last_day, w);
    let mut dossier = Dossier::new(person, record);
    facts::decorate(&mut dossier, story, w);
    happen(story, &mut dossier, w);
    dossier.close(family)
}

fn happen(story: Story, d: &mut Dossier, w: &mut World) {
    match story {
        Fresh => waiting::fresh(d, w),
        Tried => waiting::tried(d, w),
        Evening => waiting::evening(d, w),
        CallbackDue => waiting::callback_due(d, w),
        CallbackLater => waiting::callback_later(d, w),
        CallbackMissed => waiting::callback_missed(d, w),
        Overdue => waiting::overdue(d, w),
        Language => waiting::language(d, w),
        Research => waiting::research(d, w),
        Desk => waiting::desk(d, w),
        Proposal => quarantine::proposed(d, w),
        Quarantine | EndsToday => quarantine::in_force(d, w),
        Finished => quarantine::finished(d, w),
        Lifted => quarantine::lifted(d, w),
        Symptoms => quarantine::symptoms(d, w),
        Advised => ending::advised(d, w),
        NotAContact => ending::not_a_contact(d, w),
        Elsewhere => ending::elsewhere(d, w),
        HandedOver => ending::handed_over(d, w),
        Refused => ending::refused(d, w),
        RelativesRefused => ending::relatives_refused(d, w),
        Unfit => ending::unfit(d, w),
        Unreachable => ending::unreachable(d, w),
        TooLate => ending::too_late(d, w),
    }
}
