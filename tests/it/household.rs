//! One telephone call, several people: laws, shown on both adapters.

use std::time::Instant;

use chrono::TimeDelta;
use rufliste::domain::call::{Call, CallState, Outcome};
use rufliste::domain::decide::{Command, LogAttempt, Receipt, Refusal};
use rufliste::domain::id::InstitutionId;
use rufliste::domain::person::{Institution, Person};
use rufliste::domain::record::{Category, Record};
use rufliste::domain::user::{Role, User};
use rufliste::store::memory::MemoryStore;
use rufliste::store::sheet::call_sheet;
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rufliste::store::{Store, StoreError, Txn};

use crate::fixture::{Room, at, office, user};

type Member = (Person, Record, Call);

/// The same law over memory and over a database.
fn on_both(law: impl Fn(&mut dyn Court)) {
    law(&mut Room::<MemoryStore>::new());
    let folder = tempfile::tempdir().unwrap();
    let admin = User { roles: [Role::Admin].into(), ..user("it", &[Role::Admin], &[]) };
    let path = folder.path().join("office.db");
    let store = SqliteStore::create(&path, &office(), &admin, at(8), &OpenOptions::seeded(1)).unwrap();
    law(&mut Room::over(store));
}

/// What the laws need of a room, whatever its store.
trait Court {
    fn family(&mut self, n: usize) -> Vec<Member>;
    fn home(&mut self, n: usize) -> Vec<Member>;
    fn served(&mut self, user: &str) -> Option<rufliste::domain::lease::Lease>;
    fn all(&mut self, user: &str, commands: &[Command]) -> Result<Vec<Receipt>, Refusal>;
    fn one(&mut self, user: &str, command: &Command) -> Result<Receipt, Refusal>;
    fn logs(&self, members: &[Member], token: Option<i64>, outcome: Outcome) -> Vec<LogAttempt>;
    fn now_is(&mut self, later: TimeDelta);
    fn call_of(&mut self, member: &Member) -> Call;
    fn record_of(&mut self, member: &Member) -> Record;
    fn attempts_of(&mut self, member: &Member) -> Vec<rufliste::domain::call::Attempt>;
    fn tries(&mut self, number: &str) -> usize;
    fn order_of(&self, member: &Member, token: i64) -> Command;
    fn order_numbers(&mut self, members: &[Member]) -> Vec<String>;
    fn mates_of(&mut self, call: &Call) -> usize;
    fn events(&mut self) -> Vec<(String, uuid::Uuid)>;
}

impl<S: Store> Court for Room<S> {
    fn family(&mut self, n: usize) -> Vec<Member> {
        self.household(n)
    }

    fn home(&mut self, n: usize) -> Vec<Member> {
        let home = Institution {
            id: InstitutionId(uuid::Uuid::from_u128(77)),
            name: "Haus Abendfrieden".into(),
            kind: "nursing_home".into(),
            contact_person: String::new(),
            address: None,
            phone: None,
        };
        self.store
            .write(|txn: &mut dyn Txn| txn.put_institution(&home).map(drop))
            .unwrap_or_else(|error: StoreError| panic!("{error}"));
        (0..n)
            .map(|_| {
                let (mut person, record, mut call) = self.contact();
                person.phones[0].e164 = Some("+492214710999".into());
                person.institution = Some(home.id);
                call.numbers = vec!["+492214710999".into()];
                call.institution = Some(home.id);
                self.put(&person, &record, &call);
                (person, record, call)
            })
            .collect()
    }

    fn served(&mut self, user: &str) -> Option<rufliste::domain::lease::Lease> {
        self.serve(user)
    }

    fn all(&mut self, user: &str, commands: &[Command]) -> Result<Vec<Receipt>, Refusal> {
        self.perform_all(user, commands)
    }

    fn one(&mut self, user: &str, command: &Command) -> Result<Receipt, Refusal> {
        self.perform(user, command)
    }

    fn logs(&self, members: &[Member], token: Option<i64>, outcome: Outcome) -> Vec<LogAttempt> {
        let last = members.len() - 1;
        let log = |(n, member): (usize, &Member)| LogAttempt {
            joint: n > 0,
            keeps_lease: n < last,
            ..self.attempt(&member.2, token, outcome)
        };
        members.iter().enumerate().map(log).collect()
    }

    fn now_is(&mut self, later: TimeDelta) {
        self.now += later;
    }

    fn call_of(&mut self, member: &Member) -> Call {
        self.call(member.2.id)
    }

    fn record_of(&mut self, member: &Member) -> Record {
        self.record(member.1.id)
    }

    fn attempts_of(&mut self, member: &Member) -> Vec<rufliste::domain::call::Attempt> {
        self.read(|queries| queries.attempts_of(member.1.id))
    }

    fn tries(&mut self, number: &str) -> usize {
        let since = self.now - TimeDelta::hours(24);
        self.read(|queries| queries.tries_on(number, since)).len()
    }

    fn order_of(&self, member: &Member, token: i64) -> Command {
        Command::IssueOrder(Box::new(self.order(&member.1, Some(token))))
    }

    fn order_numbers(&mut self, members: &[Member]) -> Vec<String> {
        let of = |person| self.read(|queries| queries.orders_of(person));
        let orders: Vec<_> = members.iter().map(|member| member.0.id).flat_map(of).collect();
        orders.into_iter().filter_map(|order| order.number).collect()
    }

    fn mates_of(&mut self, call: &Call) -> usize {
        self.read(|queries| call_sheet(queries, call.id)).unwrap().mates.len()
    }

    fn events(&mut self) -> Vec<(String, uuid::Uuid)> {
        let events = self.read(|queries| queries.events_after(0, 10_000));
        events.into_iter().map(|event| (event.draft.kind, event.draft.action.0)).collect()
    }
}

fn commands(logs: Vec<LogAttempt>) -> Vec<Command> {
    logs.into_iter().map(|log| Command::Log(Box::new(log))).collect()
}

#[test]
fn one_telephone_call_is_an_attempt_for_each_and_one_try_on_the_number() {
    on_both(|room| {
        let family = room.family(4);
        let token = room.served("berg").unwrap().token;
        let logs = room.logs(&family, Some(token), Outcome::NoAnswer);
        assert_eq!(room.all("berg", &commands(logs)).unwrap().len(), 4);
        for member in &family {
            assert_eq!((room.attempts_of(member).len(), room.call_of(member).attempts), (1, 1));
        }
        assert_eq!(room.tries(&family[0].2.numbers[0]), 1);
        assert_eq!(room.served("neu"), None, "everybody waits for the next try");
        let events = room.events();
        let logged: Vec<_> = events.iter().filter(|(kind, _)| kind == "attempt_logged").map(|(_, id)| *id).collect();
        let distinct: std::collections::BTreeSet<_> = logged.iter().collect();
        assert_eq!((logged.len(), distinct.len()), (4, 4), "an event and an action of its own for each");
    });
}

#[test]
fn an_outcome_for_one_of_a_household_leaves_the_lease_to_the_others() {
    on_both(|room| {
        let family = room.family(3);
        let lease = room.served("berg").unwrap();
        let log = LogAttempt {
            keeps_lease: true,
            ..room.logs(&family[..1], Some(lease.token), Outcome::Complete)[0].clone()
        };
        room.one("berg", &Command::Log(Box::new(log))).unwrap();
        assert_eq!(room.served("neu"), None, "the others are still at work");
        let rest = room.served("berg").unwrap();
        assert_eq!((rest.token, rest.covers.len()), (lease.token, 2));
        assert_ne!(rest.call, family[0].2.id, "the lease stands for those without an outcome");
        let mut logs = room.logs(&family[1..], Some(lease.token), Outcome::NoAnswer);
        logs[0].joint = true;
        room.all("berg", &commands(logs)).unwrap();
        assert_eq!(room.tries(&family[0].2.numbers[0]), 1);
        assert!(room.served("berg").is_none_or(|lease| lease.token != rest.token), "the last one ends the lease");
        let states: Vec<CallState> = family.iter().map(|member| room.call_of(member).state).collect();
        assert_eq!(states, [CallState::Done, CallState::Open, CallState::Open]);
    });
}

#[test]
fn of_several_commands_one_refused_means_none_was_done() {
    on_both(|room| {
        let family = room.family(3);
        let token = room.served("berg").unwrap().token;
        let mut logs = room.logs(&family, Some(token), Outcome::Refused);
        logs[2].note = String::new();
        assert_eq!(room.all("berg", &commands(logs)), Err(Refusal::NoteNeeded));
        assert!(family.iter().all(|member| room.attempts_of(member).is_empty()));
        let again = room.logs(&family, Some(token), Outcome::Refused);
        assert!(room.all("berg", &commands(again)).is_ok(), "the lease is still there");
    });
}

#[test]
fn attempts_sent_twice_are_recorded_once_each() {
    on_both(|room| {
        let family = room.family(3);
        let token = room.served("berg").unwrap().token;
        let sent = commands(room.logs(&family, Some(token), Outcome::NoAnswer));
        let (first, second) = (room.all("berg", &sent).unwrap(), room.all("berg", &sent).unwrap());
        assert_eq!(first, second);
        assert!(family.iter().all(|member| room.attempts_of(member).len() == 1));
    });
}

#[test]
fn what_was_told_for_everybody_is_kept_where_a_record_has_none_of_its_own() {
    on_both(|room| {
        let family = room.family(2);
        let token = room.served("berg").unwrap().token;
        let mut logs = room.logs(&family, Some(token), Outcome::Complete);
        for log in &mut logs {
            log.shared = [("exposure.category", "close"), ("index.tested_on", "2026-03-01")]
                .map(|(field, answer)| (field.to_owned(), answer.to_owned()))
                .into();
        }
        room.all("berg", &commands(logs)).unwrap();
        let record = room.record_of(&family[1]);
        assert_eq!(record.exposure.category, Some(Category::Household), "known before");
        assert!(record.index.tested_on.is_some());
    });
}

#[test]
fn a_family_gets_an_order_each_with_a_number_of_its_own() {
    on_both(|room| {
        let family = room.family(4);
        let token = room.served("berg").unwrap().token;
        let orders: Vec<Command> = family.iter().map(|member| room.order_of(member, token)).collect();
        room.all("berg", &orders).unwrap();
        let numbers: std::collections::BTreeSet<String> = room.order_numbers(&family).into_iter().collect();
        assert_eq!(numbers.len(), 4);
        let logs = room.logs(&family, Some(token), Outcome::Complete);
        room.all("berg", &commands(logs)).unwrap();
    });
}

#[test]
fn a_home_of_sixty_on_one_number_is_worked_in_one_telephone_call() {
    on_both(|room| {
        let home = room.home(60);
        let lease = room.served("berg").unwrap();
        assert_eq!(lease.covers.len(), 60);
        assert_eq!(room.served("neu"), None, "a second station is served none of them");
        for member in &home {
            assert!(room.one("neu", &Command::Claim { call: member.2.id }).is_err());
        }
        let call = home.iter().find(|member| member.2.id == lease.call).unwrap().2.clone();
        assert_eq!(room.mates_of(&call), 59);
        let orders: Vec<Command> = home.iter().map(|member| room.order_of(member, lease.token)).collect();
        let begun = Instant::now();
        room.all("berg", &orders).unwrap();
        let ordered = begun.elapsed();
        let logs = room.logs(&home, Some(lease.token), Outcome::Complete);
        let begun = Instant::now();
        room.all("berg", &commands(logs)).unwrap();
        println!("60 orders {ordered:?}, 60 outcomes {:?}", begun.elapsed());
        assert_eq!(room.order_numbers(&home).len(), 60);
        assert!(home.iter().all(|member| room.call_of(member).state == CallState::Done));
        assert_eq!(room.tries("+492214710999"), 1);
        room.now_is(TimeDelta::minutes(31));
    });
}
