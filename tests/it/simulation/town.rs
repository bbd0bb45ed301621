//! Who lives in the town and who works in the office: thousands of people, two hundred tracers.

use chrono::TimeDelta;
use rufliste::domain::audit::{Draft, Touch};
use rufliste::domain::call::{Call, Callback, Priority, Reason};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{
    ActionId, CallId, HouseholdId, InstitutionId, PersonId, RecordId, Reference, SeededMint, uuid_v7,
};
use rufliste::domain::person::{Household, Institution, Person};
use rufliste::domain::queue::Ranking;
use rufliste::domain::record::{Category, Group, Immunity, Kind, Record};
use rufliste::domain::time::Moment;
use rufliste::domain::user::{Right, Role, User};
use rufliste::store::memory::MemoryStore;
use rufliste::store::{Store, StoreError, Txn};

use super::dice::Dice;
use crate::fixture::{Room, at, user};

/// Area code and first digits of the numbers reserved for media: a thousand each.
const BLOCKS: [&str; 5] = ["+492214710", "+493023125", "+496990009", "+494066969", "+498999998"];
const LANGUAGES: [&str; 4] = ["tr", "ru", "ar", "uk"];
const INSTITUTIONS: usize = 6;
const TEAMS: [&str; 2] = ["Nord", "Süd"];

/// What a supervisor can choose from.
pub const MUNICIPALITIES: [&str; 2] = ["05999001", "05999002"];

/// A number nobody has: the last block is filled from its end.
pub fn fresh_number(n: usize) -> String {
    format!("{}{:03}", BLOCKS[4], 999 - n % 500)
}

fn number(n: usize) -> String {
    format!("{}{:03}", BLOCKS[n / 1000 % 4], n % 1000)
}

pub fn tracer(n: usize) -> String {
    format!("t{n:03}")
}

/// The room before the shift: its users and the people who are to be called.
pub fn founded(dice: &mut Dice, tracers: usize, people: usize) -> Room<MemoryStore> {
    let mut room = Room::new();
    room.now = at(7);
    let template = Room::new().contact();
    let users: Vec<User> = (0..tracers).map(|n| tracer_of(n, dice)).collect();
    let mut town = Town {
        dice,
        mint: SeededMint::new(4711, 0),
        now: room.now,
        template,
        ranking: Ranking::of(&room.rules.plan),
        lived: 0,
        touches: Vec::new(),
    };
    let settled: Result<(), StoreError> = room.store.write(|txn| {
        for user in users.iter().chain([&user("lang", &[Role::Supervisor], &[])]) {
            txn.put_user(user)?;
        }
        let homes: Vec<InstitutionId> = (0..INSTITUTIONS).map(|n| town.home(n, txn)).collect::<Result<_, _>>()?;
        while town.lived < people {
            town.moves_in(&homes, txn)?;
        }
        town.is_told(txn)
    });
    settled.unwrap_or_else(|error| panic!("{error}"));
    room
}

fn tracer_of(n: usize, dice: &mut Dice) -> User {
    let rights: &[Right] = if dice.permille(400) { &[Right::Order] } else { &[] };
    let mut tracer = user(&tracer(n), &[Role::Tracer], rights);
    tracer.team = Some((*dice.pick(&TEAMS)).to_owned());
    tracer.languages = LANGUAGES.iter().filter(|_| dice.permille(150)).map(|code| (*code).to_owned()).collect();
    if dice.permille(200) {
        tracer.skills.insert("clinic".to_owned());
    }
    tracer
}

struct Town<'a> {
    dice: &'a mut Dice,
    mint: SeededMint,
    now: Moment,
    template: (Person, Record, Call),
    ranking: Ranking,
    lived: usize,
    touches: Vec<Touch>,
}

impl Town<'_> {
    fn home(&mut self, n: usize, txn: &mut dyn Txn) -> Result<InstitutionId, StoreError> {
        let id = InstitutionId(uuid_v7(self.now, &self.mint));
        let institution = Institution {
            id,
            name: format!("Musterheim {n}"),
            kind: "nursing_home".to_owned(),
            contact_person: String::new(),
            address: None,
            phone: None,
        };
        self.touches.push(txn.put_institution(&institution)?);
        Ok(id)
    }

    /// One person, a household on one number, or residents behind the number of their home.
    fn moves_in(&mut self, homes: &[InstitutionId], txn: &mut dyn Txn) -> Result<(), StoreError> {
        let line = number(self.lived);
        match self.dice.weighted(&[(0, 70), (1, 25), (2, 5)]) {
            0 => self.person(&line, None, None, txn),
            1 => {
                let id = HouseholdId(uuid_v7(self.now, &self.mint));
                let name = format!("Muster{:04}", self.lived);
                self.touches.push(txn.put_household(&Household { id, name })?);
                let heads = self.dice.between(2, 4);
                (0..heads).try_for_each(|_| self.person(&line, Some(id), None, txn))
            }
            _ => {
                let home = *self.dice.pick(homes);
                (0..self.dice.between(3, 8)).try_for_each(|_| self.person(&line, None, Some(home), txn))
            }
        }
    }

    fn person(
        &mut self,
        line: &str,
        household: Option<HouseholdId>,
        home: Option<InstitutionId>,
        txn: &mut dyn Txn,
    ) -> Result<(), StoreError> {
        let (mut person, mut record, mut call) = self.template.clone();
        self.lived += 1;
        let language = self.dice.permille(120).then(|| (*self.dice.pick(&LANGUAGES)).to_owned());
        person.id = PersonId::mint(self.now, &self.mint);
        person.last_name = format!("Muster{:04}", self.lived);
        person.languages = language.iter().cloned().collect();
        person.phones[0].e164 = Some(line.to_owned());
        person.addresses[0].street = format!("Lindenallee {}", self.lived);
        let town = self.dice.weighted(&[(Some(0), 70), (Some(1), 25), (None, 5)]);
        person.addresses[0].municipality = town.map(|n: usize| MUNICIPALITIES[n].to_owned());
        (person.household, person.institution) = (household, home);
        if self.dice.permille(150) {
            let mut mobile = person.phones[0].clone();
            mobile.e164 = Some(number(self.lived + 2_500));
            person.phones.push(mobile);
        }
        self.story(&mut record, &person);
        call.id = CallId::mint(self.now, &self.mint);
        (call.record, call.person) = (record.id, person.id);
        call.numbers = person.phones.iter().filter_map(|phone| phone.e164.clone()).collect();
        (call.language, call.household, call.institution) = (language, household, home);
        call.municipality.clone_from(&person.addresses[0].municipality);
        self.place(&mut call, record.kind);
        self.touches.push(txn.put_person(&person)?);
        self.touches.push(txn.put_record(&record)?);
        self.touches.push(txn.put_call(&call, self.now, &self.ranking)?);
        Ok(())
    }

    fn story(&mut self, record: &mut Record, person: &Person) {
        record.id = RecordId::mint(self.now, &self.mint);
        record.reference = Reference::mint(&self.mint);
        record.person = person.id;
        record.disease = *self.dice.pick(&[Disease::Measles, Disease::Measles, Disease::Covid, Disease::Pertussis]);
        record.group = self.dice.weighted(&[(Group::General, 80), (Group::Pupil, 10), (Group::Vulnerable, 10)]);
        record.immunity = *self.dice.pick(&[Immunity::None, Immunity::None, Immunity::Unknown, Immunity::Vaccinated]);
        record.exposure.category = self.dice.permille(800).then_some(Category::Household);
        if self.dice.permille(150) {
            record.kind = Kind::Case;
            record.infection.specimen = record.exposure.last;
            record.infection.onset = record.exposure.last;
        }
    }

    /// Ready, not yet, or agreed with somebody.
    fn place(&mut self, call: &mut Call, kind: Kind) {
        if kind == Kind::Case {
            call.reason = Reason::IndexInterview;
        }
        call.priority = *self.dice.pick(&[Priority::Normal, Priority::Normal, Priority::High, Priority::Low]);
        call.created_at = self.now - TimeDelta::minutes(self.dice.between(1, 3_000));
        call.due_at = self.now + TimeDelta::minutes(self.dice.between(-600, 1_500));
        call.skill = self.dice.permille(30).then(|| "clinic".to_owned());
        match self.dice.weighted(&[(0, 60), (1, 25), (2, 10), (3, 5)]) {
            0 => call.ready_at = self.now,
            1 => call.ready_at = self.now + TimeDelta::minutes(self.dice.between(1, 600)),
            2 => {
                let from = self.now + TimeDelta::minutes(self.dice.between(5, 700));
                let owner = self.dice.permille(700).then(|| tracer(self.dice.below(200)));
                call.callback = Some(Callback { from, until: from + TimeDelta::minutes(60), owner, missed: false });
            }
            _ => call.prefer_at = Some(self.now + TimeDelta::hours(self.dice.between(1, 8))),
        }
    }

    /// One event for everything, as an import writes it.
    fn is_told(&mut self, txn: &mut dyn Txn) -> Result<(), StoreError> {
        let draft = Draft {
            action: ActionId::mint(self.now, &self.mint),
            at: self.now,
            user: "it".to_owned(),
            station: "it".to_owned(),
            kind: "imported".to_owned(),
            record: None,
            facts: [("added".to_owned(), self.lived.to_string())].into(),
        };
        txn.append_event(draft, std::mem::take(&mut self.touches)).map(drop)
    }
}
