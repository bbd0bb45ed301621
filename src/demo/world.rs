//! What the generator carries along: random numbers, ids, the days around now, numbers, and the cases that contacts come from.

use std::collections::{BTreeMap, HashSet};

use chrono::Datelike;

use super::clock::Clock;
use super::numbers::Numbers;
use super::places;
use super::rng::Rng;
use super::story::Story;
use crate::domain::call::Reason;
use crate::domain::disease::Disease;
use crate::domain::id::{RecordId, Reference, SeededMint};
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::rulebook::Rulebook;
use crate::domain::time::Moment;

/// How many cases back a contact's index case may lie.
const KNOWN_CASES: usize = 8;

/// An index case whom later contacts may have met.
#[derive(Debug, Clone)]
pub(super) struct KnownCase {
    /// Its record.
    pub(super) record: RecordId,
    /// Its disease.
    pub(super) disease: Disease,
}

/// The state of a generation.
pub(super) struct World {
    /// Random numbers.
    pub(super) rng: Rng,
    /// Ids.
    pub(super) mint: SeededMint,
    /// Days around now.
    pub(super) clock: Clock,
    /// The call plan that is compiled in.
    pub(super) plan: Plan,
    /// The rulebooks that are compiled in.
    pub(super) rulebook: Rulebook,
    /// The office.
    pub(super) office: Office,
    /// Telephone numbers.
    pub(super) numbers: Numbers,
    /// Stories of contacts still to be told of this hundred.
    pub(super) deck: Vec<Story>,
    /// Cases so far.
    pub(super) cases_met: usize,
    cases: Vec<KnownCase>,
    references: HashSet<Reference>,
    orders: BTreeMap<(String, i32), u32>,
}

impl World {
    /// The world of a seed at `now`.
    pub(super) fn new(seed: u64, now: Moment) -> Self {
        let mut rng = Rng::new(seed);
        let (plan, office) = (Plan::built_in(), places::office(seed));
        let numbers = Numbers::new(&mut rng);
        Self {
            mint: SeededMint::new(seed, 0),
            clock: Clock::new(now, &plan, &office),
            plan,
            rulebook: Rulebook::built_in(),
            office,
            numbers,
            rng,
            deck: Vec::new(),
            cases_met: 0,
            cases: Vec::new(),
            references: HashSet::new(),
            orders: BTreeMap::new(),
        }
    }

    /// A reference that no other record of this generation has.
    pub(super) fn reference(&mut self) -> Reference {
        loop {
            let reference = Reference::mint(&self.mint);
            if self.references.insert(reference) {
                return reference;
            }
        }
    }

    /// The next order number of the authority where this person stays: `LINDENTAL-2026-000001`.
    pub(super) fn order_number(&mut self, authority: &str, at: Moment) -> String {
        let year = at.with_timezone(&self.clock.zone).year();
        let running = self.orders.entry((authority.to_owned(), year)).or_insert(0);
        *running += 1;
        format!("{authority}-{year}-{running:06}")
    }

    /// The last running number of each authority and year.
    pub(super) fn order_numbers(&self) -> impl Iterator<Item = (&str, i32, u32)> {
        self.orders.iter().map(|((authority, year), last)| (authority.as_str(), *year, *last))
    }

    /// Remembers a case.
    pub(super) fn meet(&mut self, case: KnownCase) {
        if self.cases.len() == KNOWN_CASES {
            self.cases.remove(0);
        }
        self.cases.push(case);
        self.cases_met += 1;
    }

    /// One of the last cases; none in a few, where nobody knows whom they met.
    pub(super) fn index_case(&mut self) -> Option<KnownCase> {
        let place = self.rng.below(self.cases.len() as u32) as usize;
        let known = !self.rng.percent(15);
        self.cases.get(place).filter(|_| known).cloned()
    }

    /// Deadline of a call by the call plan.
    pub(super) fn due(&self, reason: Reason, ready_at: Moment) -> Moment {
        self.plan.due_at(reason, ready_at, self.clock.land, self.clock.zone)
    }

    /// Whether this person may be tried at `at` without using up the number; books the try if so.
    pub(super) fn book(&mut self, person: &Person, at: Moment) -> bool {
        if !self.clock.is_recent(at) {
            return true;
        }
        let number = person.dialable().first().and_then(|phone| phone.e164.clone());
        number.is_none_or(|number| self.numbers.book(&number))
    }
}
