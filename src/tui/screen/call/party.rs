//! Who is in the telephone call: the person on the screen, and the ticked others of the household, the number or the
//! institution. An outcome is logged for all of them, each with an attempt of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::desk::Desk;
use super::super::super::prompt::Confirm;
use super::super::super::widget::list::Cursor;
use super::super::super::widget::text_field::TextField;
use super::super::search::Search;
use super::super::{Screen, Turn};
use super::{CallScreen, Pane};
use crate::domain::decide::Facts;
use crate::domain::fold::fold_loosely;
use crate::domain::id::{AttemptId, CallId, RecordId};
use crate::domain::office::Office;
use crate::domain::view::Mate;
use crate::keymap::{Action, Code, Key};
use crate::t;

/// Rows that a page key moves by.
const PAGE: usize = 8;

/// Who is in the telephone call, and what of it is done.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// Who is ticked besides the person on the screen.
    ticked: BTreeSet<RecordId>,
    /// Who has an outcome from this telephone call.
    settled: BTreeSet<RecordId>,
    /// Whose outcome is on its way.
    pub(super) sent: Vec<RecordId>,
    /// Whose outcome was saved last.
    last: Vec<RecordId>,
    /// Made once for each person, so that sending twice records once.
    attempts: BTreeMap<RecordId, AttemptId>,
    /// The ticks were set by hand: who is not ticked is to be settled afterwards.
    picked: bool,
    /// An attempt was logged that the limits of the number count.
    pub(super) counted: bool,
    /// What was told for everybody in the telephone call.
    pub(super) shared: Facts,
    /// What is searched for in the list.
    pub(super) find: TextField,
    /// Only those who stay outside the district.
    pub(super) elsewhere: bool,
}

impl Party {
    /// Whether this person is ticked.
    pub(super) fn is_ticked(&self, record: RecordId) -> bool {
        self.ticked.contains(&record)
    }

    /// Whether this person has an outcome already.
    pub(super) fn is_settled(&self, record: RecordId) -> bool {
        self.settled.contains(&record)
    }

    /// Takes the tick from somebody.
    pub(super) fn untick(&mut self, record: RecordId) {
        self.ticked.remove(&record);
    }

    /// Whether anybody has an outcome already.
    pub(super) fn has_begun(&self) -> bool {
        !self.settled.is_empty()
    }

    /// What was logged last was taken back: those are without an outcome again, and ticked as they were.
    pub(super) fn take_back(&mut self) {
        let last = std::mem::take(&mut self.last);
        self.settled.retain(|record| !last.contains(record));
        self.counted &= !self.settled.is_empty();
        self.attempts.clear();
        self.ticked = last.into_iter().collect();
    }

    /// The attempt of this person.
    pub(super) fn attempt_of(&mut self, desk: &mut Desk, record: RecordId) -> AttemptId {
        *self.attempts.entry(record).or_insert_with(|| desk.mint_attempt())
    }
}

impl CallScreen {
    /// Who is ticked when the call is served: those of the household who may be called now for the same reason.
    pub(super) fn tick_household(&mut self, desk: &Desk) {
        let reason = self.sheet.call.reason;
        let at_hand = |mate: &&Mate| {
            let same = mate.call.is_some_and(|(_, other)| other == reason);
            mate.same_household && same && mate.call_at.is_some_and(|at| at <= desk.now)
        };
        self.party.ticked = self.open_mates().filter(at_hand).map(|mate| mate.record).collect();
    }

    /// What was told for everybody, so far.
    pub(super) fn shared_answers(&self) -> Facts {
        let mut shared = self.party.shared.clone();
        let told = self.talk.answers.iter().filter(|(field, _)| is_shared(field));
        shared.extend(told.map(|(field, answer)| (field.clone(), answer.clone())));
        shared
    }

    /// Whether the lease of this call covers the call of this mate.
    pub(super) fn is_in_call(&self, mate: &Mate) -> bool {
        mate.call.is_some_and(|(call, _)| self.lease.covers.contains(&call))
    }

    /// Others who can have an outcome from this telephone call and have none yet.
    pub(super) fn open_mates(&self) -> impl Iterator<Item = &Mate> {
        self.sheet.mates.iter().filter(|mate| self.is_in_call(mate) && !self.party.is_settled(mate.record))
    }

    /// The ticked ones of them, with their calls.
    pub(super) fn ticked_mates(&self) -> Vec<(Mate, CallId)> {
        let ticked = self.open_mates().filter(|mate| self.party.is_ticked(mate.record));
        ticked.filter_map(|mate| Some((mate.clone(), mate.call?.0))).collect()
    }

    /// Records of those for whom an order may be spoken now: ticked, or settled in this call already.
    pub(super) fn ticked_records(&self) -> Vec<RecordId> {
        let meant = |mate: &&Mate| self.party.is_ticked(mate.record) || self.party.is_settled(mate.record);
        self.sheet.mates.iter().filter(meant).map(|mate| mate.record).collect()
    }

    /// Those who are to be settled after the ticked ones.
    pub(super) fn rest(&self) -> Vec<(RecordId, CallId)> {
        if !self.party.picked {
            return Vec::new();
        }
        let rest = self.open_mates().filter(|mate| !self.party.is_ticked(mate.record));
        rest.filter_map(|mate| Some((mate.record, mate.call?.0))).collect()
    }

    /// How many in the telephone call are without an outcome while others have theirs.
    pub fn left_open(&self) -> usize {
        if !self.is_open() || !self.party.has_begun() {
            return 0;
        }
        self.open_mates().count() + usize::from(!self.party.is_settled(self.sheet.record.id))
    }

    /// What was sent is saved. Those who follow are ticked; the first of them is to come on the screen.
    pub(super) fn settle_sent(&mut self) -> Option<CallId> {
        let rest = self.rest();
        let sent = std::mem::take(&mut self.party.sent);
        self.party.settled.extend(sent.iter().copied());
        self.party.last = sent;
        self.party.ticked = rest.iter().map(|(record, _)| *record).collect();
        rest.first().map(|(_, call)| *call)
    }

    /// Takes over who is in the telephone call from the screen before.
    pub(super) fn join_party(&mut self, party: Party) {
        self.party = party;
        self.party.ticked.remove(&self.sheet.record.id);
    }

    /// Opens the list.
    pub(super) fn open_household(&mut self, desk: &mut Desk) {
        if self.sheet.mates.is_empty() {
            desk.say(t!(desk.lang, "tui-lives-alone"));
        }
        self.party.find = TextField::default();
        self.pane = Pane::Household(Cursor::default());
    }

    /// The household as it is now. Who has joined it is ticked where the telephone call can be theirs too, who has left
    /// it is not.
    pub(super) fn rehouse(&mut self, desk: &Desk, now: &[Mate]) {
        let reason = self.sheet.call.reason;
        let of_household = |record| now.iter().find(|mate| mate.record == record && mate.same_household);
        let mut left = BTreeSet::new();
        for mate in &mut self.sheet.mates {
            let stays = of_household(mate.record);
            if mate.same_household && stays.is_none() {
                self.party.ticked.remove(&mate.record);
                left.insert(mate.record);
            }
            mate.same_household = false;
            if let Some(stays) = stays {
                let (call, call_at) =
                    if mate.call.is_some() { (mate.call, mate.call_at) } else { (stays.call, stays.call_at) };
                *mate = Mate { call, call_at, ..stays.clone() };
            }
        }
        for mate in now.iter().filter(|mate| mate.same_household) {
            if self.sheet.mates.iter().any(|known| known.record == mate.record) {
                continue;
            }
            self.sheet.mates.push(mate.clone());
            let same = mate.call.is_some_and(|(_, other)| other == reason);
            if same && self.is_in_call(mate) && mate.call_at.is_some_and(|at| at <= desk.now) {
                self.party.ticked.insert(mate.record);
            }
        }
        let (covers, settled) = (&self.lease.covers, &self.party.settled);
        self.sheet.mates.retain(|mate| {
            let in_call = mate.call.is_some_and(|(call, _)| covers.contains(&call));
            !left.contains(&mate.record) || in_call || settled.contains(&mate.record)
        });
    }

    /// A key that searches in the list. A blank ticks, so it is no part of what is searched for.
    pub(super) fn finds(&mut self, key: Key) -> bool {
        let Pane::Household(cursor) = &mut self.pane else { return false };
        let edits = match key.code {
            Code::Char(c) => key.is_printable() && !matches!(c, ' ' | '+' | '-'),
            code => code == Code::Backspace && !self.party.find.is_blank(),
        };
        if !edits || !self.party.find.key(key) {
            return false;
        }
        *cursor = Cursor::default();
        true
    }

    /// The mates that the list shows.
    pub(super) fn listed_mates(&self, office: &Office) -> Vec<&Mate> {
        let wanted = fold_loosely(&self.party.find.text());
        let shown = self.sheet.mates.iter().filter(|mate| {
            let found = wanted.is_empty() || fold_loosely(&mate.name).contains(&wanted);
            found && (!self.party.elsewhere || is_outside(office, mate))
        });
        let mut shown: Vec<&Mate> = shown.collect();
        // Whose name begins so comes first, and who can have an outcome before who cannot.
        shown.sort_by_key(|mate| (!fold_loosely(&mate.name).starts_with(&wanted), !self.is_in_call(mate)));
        shown
    }

    /// The municipality of an institution: where it lies, else that of most of its people.
    pub(super) fn home_municipality(&self) -> Option<&str> {
        let lies = self.sheet.institution.as_ref()?.address.as_ref();
        if let Some(key) = lies.and_then(|address| address.municipality.as_deref()) {
            return Some(key);
        }
        let own = self.sheet.person.stays_at().and_then(|address| address.municipality.as_deref());
        let all = self.sheet.mates.iter().filter_map(|mate| mate.municipality.as_deref()).chain(own);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for key in all {
            *counts.entry(key).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(key, _)| key)
    }

    pub(super) fn act_in_household(&mut self, desk: &mut Desk, action: Action) -> Turn {
        let listed: Vec<(RecordId, bool)> = self
            .listed_mates(&desk.office)
            .into_iter()
            .map(|mate| (mate.record, self.is_in_call(mate) && !self.party.is_settled(mate.record)))
            .collect();
        let own = self.sheet.record.id;
        let Pane::Household(cursor) = &mut self.pane else { return Turn::Pass };
        match action {
            Action::AddMate => return Turn::Enter(Box::new(Screen::Search(Search::joining(own)))),
            Action::RemoveMate => {
                let marked = listed.get(cursor.at).map(|(record, _)| *record);
                self.remove_mate(desk, marked);
            }
            Action::Back if !self.party.find.is_blank() => self.party.find = TextField::default(),
            Action::Back | Action::Save | Action::Open => self.pane = Pane::Script,
            Action::Tick => {
                if let Some((record, true)) = listed.get(cursor.at).copied() {
                    self.tick(&desk.office, record);
                }
            }
            Action::TickAll => self.tick_all(&listed, true),
            Action::TickNone => self.tick_all(&listed, false),
            Action::NextField | Action::PrevField => {
                self.party.elsewhere = !self.party.elsewhere;
                *cursor = Cursor::default();
            }
            _ if cursor.act(action, listed.len(), PAGE) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// Asks whether this mate is to be taken out of the household.
    fn remove_mate(&self, desk: &mut Desk, marked: Option<RecordId>) {
        let mate = self.sheet.mates.iter().find(|mate| Some(mate.record) == marked && mate.same_household);
        match mate {
            Some(mate) => {
                desk.confirm = Some(Confirm::LeaveHousehold(mate.record, self.sheet.record.id, mate.name.clone()));
            }
            None => desk.say(t!(desk.lang, "tui-not-of-household")),
        }
    }

    /// Ticks somebody or takes the tick away; what was searched for is found then.
    fn tick(&mut self, office: &Office, record: RecordId) {
        self.party.picked = true;
        if !self.party.ticked.remove(&record) {
            self.party.ticked.insert(record);
        }
        if !self.party.find.is_blank() {
            self.party.find = TextField::default();
            let at = self.listed_mates(office).iter().position(|mate| mate.record == record);
            self.pane = Pane::Household(Cursor { at: at.unwrap_or(0) });
        }
    }

    fn tick_all(&mut self, listed: &[(RecordId, bool)], ticked: bool) {
        self.party.picked = true;
        for (record, _) in listed.iter().filter(|(_, open)| *open) {
            if ticked {
                self.party.ticked.insert(*record);
            } else {
                self.party.ticked.remove(record);
            }
        }
    }
}

/// Whether somebody stays outside the district: another office's, to whom they are to be handed over.
pub(super) fn is_outside(office: &Office, mate: &Mate) -> bool {
    office.is_outside(&mate.postcode, &mate.place)
}

/// Whether somebody of an institution stays in another municipality, whose authority issues their order.
pub(super) fn stays_elsewhere(mate: &Mate, home: Option<&str>) -> bool {
    home.is_some() && !mate.place.is_empty() && mate.municipality.as_deref() != home
}

/// Whether an answer is the same for everybody in the telephone call unless they say otherwise: how they were exposed,
/// and whether the household is taken care of.
pub fn is_shared(field: &str) -> bool {
    field.starts_with("exposure.") || field.starts_with("index.") || field.starts_with("answers.suppl")
}
