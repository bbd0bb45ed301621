//! An office, its people and its rules, for tests. Synthetic people, numbers reserved for media.

use chrono::{NaiveDate, TimeDelta};
use rufliste::domain::call::{Call, CallState, Outcome, Priority, Reason};
use rufliste::domain::decide::{Command, IssueOrder, LogAttempt, Receipt, Refusal, Rules, Window};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{AttemptId, CallId, HouseholdId, OrderId, PersonId, RecordId, Reference, SeededMint};
use rufliste::domain::lease::Lease;
use rufliste::domain::office::{Municipality, Office};
use rufliste::domain::order::{IssuingMode, OrderKind};
use rufliste::domain::person::{Address, AddressKind, Household, Person, Phone, PhoneState, Sex};
use rufliste::domain::plan::Plan;
use rufliste::domain::queue::{Filter, Ranking};
use rufliste::domain::record::{
    Category, Classification, Exposure, Group, Immunity, IndexCase, Infection, Kind, Record,
};
use rufliste::domain::rulebook::Rulebook;
use rufliste::domain::script::Scripts;
use rufliste::domain::time::{DEFAULT_ZONE, Moment, instant_at_hour};
use rufliste::domain::user::{Right, Role, User};
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::{Actor, NotDone, perform, perform_all, serve};
use rufliste::store::tick::{Ticked, tick};
use rufliste::store::{Queries, Store, StoreError};

/// A Tuesday in term, no holiday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

/// Today at this local hour.
pub fn at(hour: u32) -> Moment {
    instant_at_hour(today(), hour, DEFAULT_ZONE)
}

pub fn rules() -> Rules {
    Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in(), scripts: Scripts::built_in() }
}

pub fn office() -> Office {
    let municipality = |key: &str, name: &str, postcode: &str, authority: &str, mode| Municipality {
        postcodes: vec![postcode.into()],
        ..Municipality::new(key, name, authority, mode)
    };
    Office {
        name: "Gesundheitsamt Lindental".into(),
        land: "NW".into(),
        district: "LK Lindental".into(),
        phone: "0221 4710100".into(),
        zone: "Europe/Berlin".into(),
        demo: true,
        seed: Some(7),
        municipalities: vec![
            municipality("05999001", "Lindental", "50999", "LINDENTAL", IssuingMode::Own),
            municipality("05999002", "Hohenfeld", "50998", "HOHENFELD", IssuingMode::Request),
        ],
    }
}

pub fn user(name: &str, roles: &[Role], rights: &[Right]) -> User {
    User {
        name: name.into(),
        display: String::new(),
        roles: roles.iter().copied().collect(),
        rights: rights.iter().copied().collect(),
        languages: Default::default(),
        skills: Default::default(),
        team: None,
        municipality: None,
        expires_on: None,
        disabled: false,
        screen_language: None,
    }
}

/// A room: a store with users, and the clock in the test's hand.
pub struct Room<S> {
    pub store: S,
    pub rules: Rules,
    pub now: Moment,
    mint: SeededMint,
    people: u32,
}

impl Room<MemoryStore> {
    /// With `berg` (may speak orders), `neu` (may not), `haas` (supervisor), `it` (admin).
    pub fn new() -> Self {
        Self::over(MemoryStore::new(&office()))
    }
}

impl<S: Store> Room<S> {
    /// The same people over this store.
    pub fn over(store: S) -> Self {
        let mut room = Self { store, rules: rules(), now: at(9), mint: SeededMint::new(99, 0), people: 0 };
        room.add_users();
        room
    }

    fn add_users(&mut self) {
        let users = [
            user("berg", &[Role::Tracer], &[Right::Order]),
            user("neu", &[Role::Tracer], &[]),
            user("haas", &[Role::Supervisor], &[]),
            user("it", &[Role::Admin], &[]),
        ];
        let put = |txn: &mut dyn rufliste::store::Txn| users.iter().try_for_each(|user| txn.put_user(user).map(|_| ()));
        self.store.write(put).unwrap_or_else(|error: StoreError| panic!("{error}"));
    }

    /// A contact of measles with a first notification ready now.
    pub fn contact(&mut self) -> (Person, Record, Call) {
        self.contact_in(None)
    }

    /// A contact who lives in this household (same number, same address).
    pub fn contact_in(&mut self, household: Option<HouseholdId>) -> (Person, Record, Call) {
        let (person, record, call) = self.invented(household);
        self.put(&person, &record, &call);
        (person, record, call)
    }

    /// The next contact, not stored yet.
    pub fn invented(&mut self, household: Option<HouseholdId>) -> (Person, Record, Call) {
        self.people += 1;
        let n = household.map_or(self.people, |id| u32::from(id.0.as_bytes()[15]));
        let number = format!("+492214710{n:03}");
        let now = self.now;
        let phone = Phone {
            e164: Some(number.clone()),
            raw: format!("0221 4710{n:03}"),
            shown: format!("0221 4710{n:03}"),
            label: String::new(),
            owner: String::new(),
            state: PhoneState::Usable,
            preferred: false,
            in_vain: 0,
            last_at: None,
            last_outcome: None,
        };
        let address = Address {
            kind: AddressKind::Registered,
            street: format!("Lindenallee {n}"),
            postcode: "50999".into(),
            place: "Lindental".into(),
            municipality: Some("05999001".into()),
            detail: String::new(),
        };
        let person = Person {
            id: PersonId::mint(now, &self.mint),
            last_name: format!("Muster{}", self.people),
            first_name: "Erika".into(),
            birth: NaiveDate::from_ymd_opt(1985, 4, 3),
            sex: Sex::Female,
            languages: vec![],
            phones: vec![phone],
            addresses: vec![address],
            email: None,
            guardians: vec![],
            legal_representative: None,
            household,
            institution: None,
            deceased: false,
            external_ids: vec![],
        };
        let record = Record {
            id: RecordId::mint(now, &self.mint),
            reference: Reference::mint(&self.mint),
            kind: Kind::Contact,
            person: person.id,
            disease: Disease::Measles,
            created_at: now,
            reported_on: Some(today()),
            source: "list".into(),
            import: None,
            exposure: Exposure {
                first: None,
                last: today().pred_opt(),
                category: Some(Category::Household),
                setting: Some("household".into()),
            },
            infection: Infection::default(),
            index: IndexCase::default(),
            group: Group::General,
            immunity: Immunity::None,
            classification: Classification::Unconfirmed,
            answers: Default::default(),
            follow_up_until: None,
            closing: None,
            pinned_note: None,
            external_ids: vec![],
            extra: vec![],
            doubts: vec![],
            office_set: Default::default(),
            revision: 0,
            worked: None,
        };
        let call = Call {
            id: CallId::mint(now, &self.mint),
            record: record.id,
            person: person.id,
            reason: Reason::FirstNotification,
            state: CallState::Open,
            priority: Priority::Normal,
            created_at: now,
            ready_at: now,
            due_at: now + TimeDelta::hours(24),
            prefer_at: None,
            daypart: None,
            owner: None,
            callback: None,
            attempts: 0,
            attempts_on: None,
            last_tried_at: None,
            last_outcome: None,
            language: None,
            skill: None,
            municipality: Some("05999001".into()),
            household,
            institution: None,
            numbers: vec![number],
            closing: None,
            escalation: None,
            task: None,
            handling: Default::default(),
        };
        (person, record, call)
    }

    /// A household of `n` contacts.
    pub fn household(&mut self, n: usize) -> Vec<(Person, Record, Call)> {
        let mut bytes = [0u8; 16];
        bytes[15] = 200 + u8::try_from(self.people % 50).unwrap();
        let id = HouseholdId(uuid_of(bytes));
        let household = Household { id, name: "Muster".into() };
        let put = |txn: &mut dyn rufliste::store::Txn| txn.put_household(&household).map(|_| ());
        self.store.write(put).unwrap_or_else(|error: StoreError| panic!("{error}"));
        (0..n).map(|_| self.contact_in(Some(id))).collect()
    }

    pub fn put(&mut self, person: &Person, record: &Record, call: &Call) {
        let (now, ranking) = (self.now, Ranking::of(&self.rules.plan));
        let put = |txn: &mut dyn rufliste::store::Txn| {
            txn.put_person(person)?;
            txn.put_record(record)?;
            txn.put_call(call, now, &ranking)?;
            Ok(())
        };
        self.store.write(put).unwrap_or_else(|error: StoreError| panic!("{error}"));
    }

    pub fn read<T>(&mut self, work: impl FnOnce(&dyn Queries) -> Result<T, StoreError>) -> T {
        self.store.read(work).unwrap_or_else(|error| panic!("{error}"))
    }

    pub fn perform(&mut self, user: &str, command: &Command) -> Result<Receipt, Refusal> {
        let actor = Actor { user, station: user, now: self.now, rules: &self.rules, mint: &self.mint, action: None };
        match self.store.write(|txn| perform(txn, command, &actor)) {
            Ok(receipt) => Ok(receipt),
            Err(NotDone::Refused(refusal)) => Err(refusal),
            Err(NotDone::Store(error)) => panic!("{error}"),
        }
    }

    pub fn perform_all(&mut self, user: &str, commands: &[Command]) -> Result<Vec<Receipt>, Refusal> {
        let actor = Actor { user, station: user, now: self.now, rules: &self.rules, mint: &self.mint, action: None };
        match self.store.write(|txn| perform_all(txn, commands, &actor)) {
            Ok(receipts) => Ok(receipts),
            Err(NotDone::Refused(refusal)) => Err(refusal),
            Err(NotDone::Store(error)) => panic!("{error}"),
        }
    }

    pub fn serve(&mut self, user: &str) -> Option<Lease> {
        let actor = Actor { user, station: user, now: self.now, rules: &self.rules, mint: &self.mint, action: None };
        self.store.write(|txn| serve(txn, &Filter::default(), &actor)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// One step of what time alone must change, by these rules, read then.
    pub fn tick(&mut self, rules: &Rules, read_at: Moment) -> Ticked {
        let actor = Actor { user: "it", station: "it", now: self.now, rules, mint: &self.mint, action: None };
        self.store.write(|txn| tick(txn, &actor, read_at)).unwrap_or_else(|error| panic!("{error}"))
    }

    pub fn call(&mut self, id: CallId) -> Call {
        self.read(|queries| queries.call(id)).unwrap()
    }

    pub fn record(&mut self, id: RecordId) -> Record {
        self.read(|queries| queries.record(id)).unwrap()
    }

    /// An attempt on this call that is still to be logged.
    pub fn attempt(&self, call: &Call, token: Option<i64>, outcome: Outcome) -> LogAttempt {
        LogAttempt {
            id: AttemptId::mint(self.now, &self.mint),
            call: call.id,
            token,
            outcome,
            direction: rufliste::domain::call::Direction::Outgoing,
            number: call.numbers.first().cloned(),
            note: "Bemerkung".into(),
            window: (outcome == Outcome::Callback)
                .then(|| Window { from: self.now + TimeDelta::hours(2), until: self.now + TimeDelta::hours(3) }),
            own_callback: true,
            language: (outcome == Outcome::Language).then(|| "tr".into()),
            office: Some("Gesundheitsamt Nord, Frau Kern".into()),
            spoken_with: None,
            spoken_name: None,
            started_at: self.now,
            happened_at: None,
            facts: Default::default(),
            shared: Default::default(),
            joint: false,
            keeps_lease: false,
        }
    }

    /// The order that the rulebook proposes for this record.
    pub fn order(&self, record: &Record, token: Option<i64>) -> IssueOrder {
        self.order_if_due(record, token).unwrap()
    }

    /// The order that the rulebook proposes for this record, if it does.
    pub fn order_if_due(&self, record: &Record, token: Option<i64>) -> Option<IssueOrder> {
        let facts = rufliste::domain::rulebook::Facts::of(record, office().land(), today());
        let proposal = rufliste::domain::rulebook::propose(&self.rules.rulebook, &facts).ok()?;
        Some(IssueOrder {
            id: OrderId::mint(self.now, &self.mint),
            record: record.id,
            token,
            kind: OrderKind::Quarantine,
            from: proposal.from,
            to: proposal.to,
            reason: None,
            spoken_to: None,
            facts: Default::default(),
        })
    }
}

fn uuid_of(bytes: [u8; 16]) -> uuid::Uuid {
    uuid::Uuid::from_bytes(bytes)
}
