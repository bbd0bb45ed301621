//! Who lives with whom, set right by hand: laws, shown on both adapters.

use chrono::TimeDelta;
use rufliste::domain::call::{Call, CallState, Outcome, Reason};
use rufliste::domain::decide::{Command, Facts, Housed, LogAttempt, Receipt, Refusal};
use rufliste::domain::lease::Lease;
use rufliste::domain::person::Person;
use rufliste::domain::record::Record;
use rufliste::domain::user::{Role, User};
use rufliste::store::Store;
use rufliste::store::memory::MemoryStore;
use rufliste::store::sheet::call_sheet;
use rufliste::store::sqlite::{OpenOptions, SqliteStore, verify_chain};

use crate::fixture::{Room, at, office, user};

type Member = (Person, Record, Call);

/// The same law over memory and over a database.
macro_rules! laws {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            law::$name(&mut Room::<MemoryStore>::new());
            let folder = tempfile::tempdir().unwrap();
            let admin = User { roles: [Role::Admin].into(), ..user("it", &[Role::Admin], &[]) };
            let path = folder.path().join("office.db");
            let store = SqliteStore::create(&path, &office(), &admin, at(8), &OpenOptions::seeded(1)).unwrap();
            let mut room = Room::over(store);
            law::$name(&mut room);
            assert_eq!(room.read(|q| verify_chain(q)), None);
        }
    )*};
}

laws! {
    who_joins_somebody_who_lives_alone_makes_a_household_and_is_called_with_them
    who_joins_a_household_is_called_with_all_of_it
    who_leaves_is_called_alone_again
    what_receivers_know_already_goes_out_again
    while_somebody_else_is_on_the_telephone_with_them_nothing_is_changed
    in_mid_call_the_lease_takes_them_in_and_lets_them_go
    nobody_joins_themselves_and_nothing_is_done_twice
    who_moves_still_stands_in_the_household_until_somebody_says_otherwise
    an_outcome_is_taken_back_while_the_telephone_call_goes_on_with_others
    who_has_an_order_already_is_still_called_for_the_same_reason
}

fn join(member: &Member, other: &Member) -> Command {
    Command::JoinHousehold { record: member.1.id, other: other.1.id }
}

fn leave(member: &Member) -> Command {
    Command::LeaveHousehold { record: member.1.id }
}

fn housed(receipt: Result<Receipt, Refusal>) -> Housed {
    match receipt {
        Ok(Receipt::Housed(housed)) => *housed,
        other => panic!("{other:?}"),
    }
}

fn person<S: Store>(room: &mut Room<S>, member: &Member) -> Person {
    room.read(|q| q.person(member.0.id)).unwrap()
}

fn covers(lease: &Lease, members: &[&Member]) -> bool {
    lease.covers.len() == members.len() && members.iter().all(|member| lease.covers.contains(&member.2.id))
}

fn kinds<S: Store>(room: &mut Room<S>) -> Vec<String> {
    room.read(|q| q.events_after(0, 10_000)).into_iter().map(|event| event.draft.kind).collect()
}

fn log<S: Store>(room: &Room<S>, member: &Member, token: i64, goes_on: bool) -> LogAttempt {
    LogAttempt { keeps_lease: goes_on, ..room.attempt(&member.2, Some(token), Outcome::Complete) }
}

mod law {
    use super::*;

    pub fn who_joins_somebody_who_lives_alone_makes_a_household_and_is_called_with_them<S: Store>(room: &mut Room<S>) {
        let (anna, ben) = (room.contact(), room.contact());
        let before = kinds(room).len();
        let done = housed(room.perform("berg", &join(&ben, &anna)));
        assert_eq!((done.joined, done.others, done.lease), (true, 1, None));
        assert_eq!(kinds(room)[before..], ["household_joined"]);
        let household = person(room, &anna).household.unwrap();
        assert_eq!(person(room, &ben).household, Some(household));
        assert_eq!(room.read(|q| q.household(household)).unwrap().name, "Muster1, Lindenallee 1");
        assert_eq!(room.record(ben.1.id), ben.1, "no receiver knows the record, so its revision stays");
        assert!(covers(&room.serve("berg").unwrap(), &[&anna, &ben]));
        assert_eq!(room.serve("neu"), None);
    }

    pub fn who_joins_a_household_is_called_with_all_of_it<S: Store>(room: &mut Room<S>) {
        let family = room.household(3);
        let aunt = room.contact();
        let done = housed(room.perform("berg", &join(&aunt, &family[2])));
        assert_eq!(done.others, 3);
        let lease = room.serve("berg").unwrap();
        assert!(covers(&lease, &[&family[0], &family[1], &family[2], &aunt]), "{lease:?}");
    }

    pub fn who_leaves_is_called_alone_again<S: Store>(room: &mut Room<S>) {
        let (anna, ben, cleo) = (room.contact(), room.contact(), room.contact());
        room.perform("berg", &join(&ben, &anna)).unwrap();
        room.perform("berg", &join(&cleo, &ben)).unwrap();
        let before = kinds(room).len();
        let done = housed(room.perform("berg", &leave(&ben)));
        assert_eq!((done.joined, done.others), (false, 2));
        assert_eq!(kinds(room)[before..], ["household_left"]);
        assert_eq!((person(room, &ben).household, room.call(ben.2.id).household), (None, None));
        let leases = [room.serve("berg").unwrap(), room.serve("neu").unwrap()];
        assert!(leases.iter().any(|lease| covers(lease, &[&ben])), "{leases:?}");
        assert!(leases.iter().any(|lease| covers(lease, &[&anna, &cleo])), "{leases:?}");
    }

    pub fn what_receivers_know_already_goes_out_again<S: Store>(room: &mut Room<S>) {
        let (anna, ben) = (room.contact(), room.contact());
        for member in [&anna, &ben] {
            let order = room.order(&member.1, None);
            room.perform("berg", &Command::IssueOrder(Box::new(order))).unwrap();
        }
        let revision = |room: &mut Room<S>, member: &Member| room.record(member.1.id).revision;
        assert_eq!((revision(room, &anna), revision(room, &ben)), (1, 1));
        room.perform("berg", &join(&ben, &anna)).unwrap();
        assert_eq!((revision(room, &anna), revision(room, &ben)), (2, 2), "both stand in a new household");
        room.perform("berg", &leave(&ben)).unwrap();
        assert_eq!((revision(room, &anna), revision(room, &ben)), (2, 3));
    }

    pub fn while_somebody_else_is_on_the_telephone_with_them_nothing_is_changed<S: Store>(room: &mut Room<S>) {
        let (anna, ben) = (room.contact(), room.contact());
        let lease = room.serve("neu").unwrap();
        let before = kinds(room).len();
        for command in [join(&ben, &anna), join(&anna, &ben)] {
            match room.perform("berg", &command) {
                Err(Refusal::Held(holder)) => assert_eq!((holder.user.as_str(), holder.token), ("neu", lease.token)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((person(room, &anna).household, kinds(room).len()), (None, before));
        room.perform("neu", &Command::Release { token: lease.token }).unwrap();
        room.perform("berg", &join(&ben, &anna)).unwrap();
        room.serve("neu").unwrap();
        assert!(matches!(room.perform("berg", &leave(&ben)), Err(Refusal::Held(_))));
        room.now += TimeDelta::minutes(11);
        room.perform("berg", &leave(&ben)).expect("a lease that ran out holds nobody");
    }

    pub fn in_mid_call_the_lease_takes_them_in_and_lets_them_go<S: Store>(room: &mut Room<S>) {
        let (anna, ben) = (room.contact(), room.contact());
        let lease = room.serve("berg").unwrap();
        let (here, other) = if lease.call == anna.2.id { (anna, ben) } else { (ben, anna) };
        let done = housed(room.perform("berg", &join(&other, &here)));
        let wider = done.lease.unwrap();
        assert!(wider.token == lease.token && covers(&wider, &[&here, &other]), "{wider:?}");
        assert_eq!(room.serve("neu"), None);
        assert!(matches!(room.perform("neu", &Command::Claim { call: other.2.id }), Err(Refusal::Held(_))));
        let done = housed(room.perform("berg", &leave(&other)));
        assert!(covers(&done.lease.unwrap(), &[&here]));
        let free = room.serve("neu").unwrap();
        assert!(covers(&free, &[&other]));
        room.perform("neu", &Command::Release { token: free.token }).unwrap();
        room.perform("berg", &join(&other, &here)).unwrap();
        let (first, second) = (log(room, &here, lease.token, true), log(room, &other, lease.token, false));
        let second = LogAttempt { joint: true, number: first.number.clone(), ..second };
        room.perform_all("berg", &[Command::Log(Box::new(first)), Command::Log(Box::new(second))]).unwrap();
        assert_eq!([here, other].map(|member| room.call(member.2.id).state), [CallState::Done; 2]);
    }

    pub fn nobody_joins_themselves_and_nothing_is_done_twice<S: Store>(room: &mut Room<S>) {
        let (anna, ben) = (room.contact(), room.contact());
        assert_eq!(room.perform("berg", &join(&anna, &anna)), Err(Refusal::SamePerson));
        assert_eq!(room.perform("berg", &leave(&anna)), Ok(Receipt::Unchanged));
        room.perform("berg", &join(&ben, &anna)).unwrap();
        let before = kinds(room).len();
        assert_eq!(room.perform("berg", &join(&ben, &anna)), Ok(Receipt::Unchanged));
        assert_eq!(kinds(room).len(), before);
        assert!(matches!(room.perform("it", &leave(&ben)), Err(Refusal::NotPermitted(_))));
    }

    pub fn who_moves_still_stands_in_the_household_until_somebody_says_otherwise<S: Store>(room: &mut Room<S>) {
        let family = room.household(3);
        let moves = |field: &str, value: &str| Command::CorrectPerson {
            record: family[0].1.id,
            fields: Facts::from([(field.to_owned(), value.to_owned())]),
        };
        let mut others = |command: Command| match room.perform("berg", &command) {
            Ok(Receipt::Corrected(corrected)) => corrected.housemates,
            other => panic!("{other:?}"),
        };
        assert_eq!(others(moves("first_name", "Eva")), 0, "that is no move");
        assert_eq!(others(moves("registered", "Am Markt 1, 50998 Hohenfeld")), 2);
        assert!(person(room, &family[0]).household.is_some(), "not silently");
        room.perform_all("berg", &[leave(&family[0]), moves("stay", "Am Markt 2, 50998 Hohenfeld")]).unwrap();
        assert_eq!(person(room, &family[0]).household, None);
    }

    pub fn who_has_an_order_already_is_still_called_for_the_same_reason<S: Store>(room: &mut Room<S>) {
        let family = room.household(2);
        let token = room.serve("berg").unwrap().token;
        let order = room.order(&family[1].1, Some(token));
        room.perform("berg", &Command::IssueOrder(Box::new(order))).unwrap();
        let open = room.read(|q| q.calls_of(family[1].1.id)).len();
        let sheet = room.read(|q| call_sheet(q, family[0].2.id)).unwrap();
        let (call, reason) = sheet.mates[0].call.unwrap();
        assert_eq!((open, call, reason), (2, family[1].2.id, Reason::FirstNotification), "not the follow-up");
    }

    pub fn an_outcome_is_taken_back_while_the_telephone_call_goes_on_with_others<S: Store>(room: &mut Room<S>) {
        let family = room.household(3);
        let lease = room.serve("berg").unwrap();
        let first = log(room, &family[0], lease.token, true);
        room.perform("berg", &Command::Log(Box::new(first))).unwrap();
        assert_eq!(room.call(family[0].2.id).state, CallState::Done);
        let again = match room.perform("berg", &Command::Undo) {
            Ok(Receipt::Undone { call, lease: Some(again), .. }) if call == family[0].2.id => *again,
            other => panic!("{other:?}"),
        };
        assert!(again.token == lease.token && covers(&again, &[&family[0], &family[1], &family[2]]), "{again:?}");
        assert_eq!(room.perform("berg", &Command::Claim { call: family[0].2.id }), Ok(Receipt::Claimed(again)));
        assert_eq!(room.serve("neu"), None);
        for (n, member) in family.iter().enumerate() {
            let log = LogAttempt { joint: n > 0, ..log(room, member, lease.token, n < 2) };
            room.perform("berg", &Command::Log(Box::new(log))).unwrap();
        }
        assert!(family.iter().all(|member| room.call(member.2.id).state == CallState::Done));
        assert!(room.read(|q| q.lease(lease.token)).is_none());
    }
}
