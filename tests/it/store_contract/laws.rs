//! The promises, each a test of one adapter.

use rufliste::domain::audit::{EntityKind, Hash, Head, commitment, follows};
use rufliste::domain::batch::{Batch, BatchState};
use rufliste::domain::call::{Call, CallState, Callback, Direction, Outcome, Reason};
use rufliste::domain::fold::name_key;
use rufliste::domain::id::{ImportId, Reference};
use rufliste::domain::lease::{LeaseKey, keys_of};
use rufliste::domain::order::OrderState;
use rufliste::domain::person::{Household, Institution};
use rufliste::domain::queue::{Filter, Ranking, Tier};
use rufliste::domain::record::ExtraField;
use rufliste::domain::user::User;
use rufliste::domain::view::OrderFilter;
use rufliste::store::{Queries, Result, Store, StoreError, Txn, address_key};
use uuid::Uuid;

use super::fixture::*;

fn read<S: Store, T>(store: &mut S, work: impl FnOnce(&dyn Queries) -> Result<T>) -> T {
    store.read(work).unwrap()
}

fn write<S: Store, T>(store: &mut S, work: impl FnOnce(&mut dyn Txn) -> Result<T>) -> T {
    store.write(work).unwrap()
}

fn ranking() -> Ranking {
    Ranking::default()
}

/// Persons with a record each.
fn enter<S: Store>(store: &mut S, count: u32) {
    write(store, |txn| {
        for n in 0..count {
            txn.put_person(&person(n, &format!("Muster{n}"), "Erika"))?;
            txn.put_record(&record(n))?;
        }
        Ok(())
    });
}

fn put_calls<S: Store>(store: &mut S, now: i64, calls: &[Call]) {
    write(store, |txn| calls.iter().try_for_each(|call| txn.put_call(call, at(now), &ranking()).map(drop)));
}

fn served<S: Store>(store: &mut S, user: &User, filter: &Filter) -> Vec<u32> {
    read(store, |queries| queries.queue_page(user, filter, None, 100)).iter().map(|row| number(row.call.0)).collect()
}

fn number(id: Uuid) -> u32 {
    u32::from_be_bytes(*id.as_bytes().last_chunk().unwrap())
}

fn found<S: Store>(store: &mut S, query: &str) -> Vec<u32> {
    let hits = read(store, |queries| queries.search(query, today(), 20));
    hits.iter().map(|hit| number(hit.record.0)).collect()
}

pub fn an_office_and_the_counter_of_its_mint_read_back<S: Store>(store: &mut S) {
    assert_eq!(read(store, |q| Ok((q.office()?, q.mint_counter()?))), (office(), 0));
    let mut other = office();
    other.name = "Gesundheitsamt Düren".into();
    write(store, |txn| {
        txn.put_office(&other)?;
        txn.put_mint_counter(12)
    });
    assert_eq!(read(store, |q| Ok((q.office()?, q.mint_counter()?))), (other, 12));
}

pub fn users_read_back_by_name<S: Store>(store: &mut S) {
    let berg = User { languages: ["tr".to_owned()].into(), ..user("berg") };
    let touch = write(store, |txn| txn.put_user(&berg));
    assert_eq!((touch.kind, touch.entity), (EntityKind::User, rufliste::store::sqlite::user_entity("berg")));
    assert_eq!(read(store, |q| q.user("berg")), Some(berg.clone()));
    assert_eq!(read(store, |q| q.user("wolf")), None);
    let disabled = User { disabled: true, ..berg };
    write(store, |txn| txn.put_user(&disabled));
    assert!(read(store, |q| q.users()).contains(&disabled));
}

pub fn a_person_reads_back_and_is_replaced_by_id<S: Store>(store: &mut S) {
    let mut erika = living_in(person(1, "Muster", "Erika"), "Dom 1", "50667", "Köln");
    erika.birth = Some(date("1985-04-03"));
    write(store, |txn| txn.put_person(&erika));
    assert_eq!(read(store, |q| q.person(person_id(1))), Some(erika.clone()));
    erika.first_name = "Erika Maria".into();
    write(store, |txn| txn.put_person(&erika));
    assert_eq!(read(store, |q| q.person(person_id(1))), Some(erika));
    assert_eq!(read(store, |q| q.person(person_id(2))), None);
}

pub fn people_are_found_by_external_id_birth_and_number<S: Store>(store: &mut S) {
    let mut erika = person(1, "Müller", "Erika");
    erika.birth = Some(date("1985-04-03"));
    erika.external_ids = vec![external("sormas", "ABC")];
    write(store, |txn| txn.put_person(&erika));
    let key = name_key("Mueller", "Erika");
    read(store, |q| {
        assert_eq!(q.people_by_external(&external("sormas", "ABC"))?, vec![person_id(1)]);
        assert!(q.people_by_external(&external("demis", "ABC"))?.is_empty());
        assert_eq!(q.people_by_birth(&key, date("1985-04-03"))?, vec![person_id(1)]);
        assert!(q.people_by_birth(&key, date("1985-04-04"))?.is_empty());
        assert_eq!(q.people_by_number(&key, "+492211000001")?, vec![person_id(1)]);
        assert!(q.people_by_number("erika", "+492211000001")?.is_empty());
        Ok(())
    });
}

pub fn people_are_no_longer_found_by_what_they_gave_up<S: Store>(store: &mut S) {
    let mut erika = person(1, "Müller", "Erika");
    erika.external_ids = vec![external("sormas", "ABC")];
    write(store, |txn| txn.put_person(&erika));
    erika.phones = vec![phone("+4915112345")];
    erika.external_ids.clear();
    write(store, |txn| txn.put_person(&erika));
    let key = name_key("Müller", "Erika");
    read(store, |q| {
        assert!(q.people_by_external(&external("sormas", "ABC"))?.is_empty());
        assert!(q.people_by_number(&key, "+492211000001")?.is_empty());
        assert_eq!(q.people_by_number(&key, "+4915112345")?, vec![person_id(1)]);
        Ok(())
    });
}

pub fn people_at_one_address_are_found_by_number<S: Store>(store: &mut S) {
    let at_home = |n, first| {
        let mut person = living_in(person(n, "Yılmaz", first), "Domstraße 4", "50667", "Köln");
        person.phones = vec![phone("+492214710")];
        person
    };
    let elsewhere = living_in(at_home(3, "Can"), "Ring 1", "50667", "Köln");
    write(store, |txn| {
        for person in [at_home(1, "Emre"), at_home(2, "Ela"), elsewhere] {
            txn.put_person(&person)?;
        }
        Ok(())
    });
    let key = address_key(&living_in(person(9, "", ""), "Domstr. 4", "50667", "")).unwrap();
    assert_eq!(read(store, |q| q.people_at(&key, "+492214710")), vec![person_id(1), person_id(2)]);
    assert!(read(store, |q| q.people_at(&key, "+492214711")).is_empty());
}

pub fn a_name_is_known_once_somebody_bears_it<S: Store>(store: &mut S) {
    let key = name_key("Groß", "Ina");
    assert!(!read(store, |q| q.is_name_known(&key)));
    write(store, |txn| txn.put_person(&person(1, "Gross", "Ina")));
    assert!(read(store, |q| q.is_name_known(&key)));
}

pub fn households_and_institutions_read_back<S: Store>(store: &mut S) {
    let home = Household { id: household_id(1), name: "Yılmaz, Domstraße".into() };
    let school = Institution {
        id: rufliste::domain::id::InstitutionId(Uuid::from_u128(5)),
        name: "Grundschule Süd".into(),
        kind: "school".into(),
        contact_person: String::new(),
        phone: Some(phone("+492214712")),
    };
    let member = rufliste::domain::person::Person { household: Some(home.id), ..person(1, "Yılmaz", "Ela") };
    write(store, |txn| {
        txn.put_household(&home)?;
        txn.put_institution(&school)?;
        txn.put_person(&member)
    });
    read(store, |q| {
        assert_eq!(q.household(home.id)?, Some(home.clone()));
        assert_eq!(q.household_members(home.id)?, vec![person_id(1)]);
        assert_eq!(q.institution(school.id)?, Some(school.clone()));
        assert_eq!(q.institution_by_name("grundschule sued")?, Some(school.clone()));
        assert_eq!(q.institution_by_name("Nord")?, None);
        Ok(())
    });
}

pub fn a_record_reads_back_by_id_reference_and_external_id<S: Store>(store: &mut S) {
    let mut contact = record(1);
    contact.external_ids = vec![external("survnet", "2026-0815")];
    contact.extra = vec![ExtraField { name: "Klasse".into(), value: "4b".into(), source: "liste.xlsx".into() }];
    write(store, |txn| {
        txn.put_person(&person(1, "Muster", "Erika"))?;
        txn.put_record(&contact)
    });
    read(store, |q| {
        assert_eq!(q.record(contact.id)?, Some(contact.clone()));
        assert_eq!(q.record_by_reference(contact.reference)?, Some(contact.clone()));
        assert_eq!(q.record_by_reference(Reference::new(5))?, None);
        assert_eq!(q.records_by_external(&external("survnet", "2026-0815"))?, vec![contact.clone()]);
        Ok(())
    });
}

pub fn a_reference_belongs_to_one_record<S: Store>(store: &mut S) {
    enter(store, 2);
    let mut second = record(1);
    second.reference = record(0).reference;
    write(store, |txn| {
        assert!(matches!(txn.put_record(&second), Err(StoreError::Taken("reference"))));
        second.reference = Reference::new(99);
        txn.put_record(&second)
    });
    assert_eq!(read(store, |q| q.record(record_id(1))), Some(second));
}

pub fn records_of_a_person_come_oldest_first<S: Store>(store: &mut S) {
    let of_first = |n| rufliste::domain::record::Record { person: person_id(0), ..record(n) };
    write(store, |txn| {
        txn.put_person(&person(0, "Muster", "Erika"))?;
        for n in [2, 1, 3] {
            txn.put_record(&of_first(n))?;
        }
        Ok(())
    });
    let ids: Vec<u32> = read(store, |q| q.records_of(person_id(0))).iter().map(|record| number(record.id.0)).collect();
    assert_eq!(ids, [1, 2, 3]);
}

pub fn a_call_reads_back_with_all_that_it_holds<S: Store>(store: &mut S) {
    enter(store, 1);
    let mut full = call(0);
    full.callback = Some(Callback { from: at(60), until: at(90), owner: Some("berg".into()), missed: false });
    full.language = Some("tr".into());
    full.household = Some(household_id(3));
    put_calls(store, 0, std::slice::from_ref(&full));
    assert_eq!(read(store, |q| q.call(full.id)), Some(full.clone()));
    assert_eq!(read(store, |q| q.calls_of(record_id(0))), vec![full]);
}

pub fn at_most_one_open_call_a_record_and_reason<S: Store>(store: &mut S) {
    enter(store, 1);
    let twin = Call { id: call_id(7), ..call(0) };
    put_calls(store, 0, &[call(0)]);
    write(store, |txn| {
        assert!(matches!(txn.put_call(&twin, at(0), &ranking()), Err(StoreError::Taken("open call"))));
        txn.put_call(&Call { state: CallState::Done, ..call(0) }, at(0), &ranking())?;
        txn.put_call(&twin, at(0), &ranking())?;
        txn.put_call(&Call { id: call_id(8), reason: Reason::FollowUp, ..call(0) }, at(0), &ranking())
    });
    assert_eq!(read(store, |q| q.calls_of(record_id(0))).len(), 3);
}

pub fn open_calls_are_found_by_number_and_household_only_while_open<S: Store>(store: &mut S) {
    enter(store, 2);
    let shared = |n| Call { numbers: vec!["+492214710".into()], household: Some(household_id(1)), ..call(n) };
    put_calls(store, 0, &[shared(0), shared(1)]);
    assert_eq!(read(store, |q| q.open_calls_on("+492214710")).len(), 2);
    assert_eq!(read(store, |q| q.open_calls_in(household_id(1))).len(), 2);
    put_calls(store, 0, &[Call { state: CallState::Done, ..shared(0) }]);
    put_calls(store, 0, &[Call { numbers: vec!["+4930".into()], ..shared(1) }]);
    assert!(read(store, |q| q.open_calls_on("+492214710")).is_empty());
    assert_eq!(read(store, |q| q.open_calls_on("+4930")).len(), 1);
    assert_eq!(read(store, |q| q.open_calls_in(household_id(1))).len(), 1);
    put_calls(store, 0, &[shared(0)]);
    assert_eq!(read(store, |q| q.open_calls_on("+492214710")).len(), 1, "reopened");
}

pub fn attempts_and_notes_come_oldest_first<S: Store>(store: &mut S) {
    enter(store, 1);
    put_calls(store, 0, &[call(0)]);
    let (late, early) = (attempt(1, 0, 30, Outcome::Busy), attempt(2, 0, 10, Outcome::NoAnswer));
    write(store, |txn| {
        txn.put_attempt(&late)?;
        txn.put_attempt(&early)?;
        txn.put_note(&note(1, 0, 9))?;
        txn.put_note(&note(2, 0, 3))
    });
    read(store, |q| {
        assert_eq!(q.attempt(late.id)?, Some(late.clone()));
        assert_eq!(q.attempts_of(record_id(0))?, vec![early.clone(), late.clone()]);
        assert_eq!(q.notes_of(record_id(0))?, vec![note(2, 0, 3), note(1, 0, 9)]);
        Ok(())
    });
}

pub fn tries_on_a_number_count_telephone_calls_not_records<S: Store>(store: &mut S) {
    enter(store, 2);
    put_calls(store, 0, &[call(0), call(1)]);
    let mut incoming = attempt(4, 0, 50, Outcome::Complete);
    incoming.direction = Direction::Incoming;
    let mut technical = attempt(5, 0, 55, Outcome::Technical);
    technical.counted = false;
    write(store, |txn| {
        let one_call_two_records = [attempt(1, 0, 20, Outcome::NoAnswer), attempt(2, 1, 20, Outcome::NoAnswer)];
        for attempt in one_call_two_records.into_iter().chain([attempt(3, 0, 5, Outcome::Busy), incoming, technical]) {
            txn.put_attempt(&attempt)?;
        }
        Ok(())
    });
    assert_eq!(read(store, |q| q.tries_on("+492214710", at(0))), vec![at(5), at(20)]);
    assert_eq!(read(store, |q| q.tries_on("+492214710", at(6))), vec![at(20)]);
    assert!(read(store, |q| q.tries_on("+4930", at(0))).is_empty());
}

pub fn orders_read_back_and_filter<S: Store>(store: &mut S) {
    enter(store, 3);
    let (mut a, b, mut c) = (
        order(1, 0, "2026-11-20", "2026-11-30"),
        order(2, 1, "2026-11-20", "2026-11-24"),
        order(3, 2, "2026-11-01", "2026-11-10"),
    );
    a.letter.printed_at = Some(at(6));
    a.municipality = Some("05358008".into());
    c.state = OrderState::Lifted;
    write(store, |txn| [&a, &b, &c].into_iter().try_for_each(|order| txn.put_order(order).map(drop)));
    read(store, |q| {
        let numbers = |filter: &OrderFilter, limit| -> Result<Vec<u32>> {
            Ok(q.orders(filter, limit)?.iter().map(|row| number(row.order.id.0)).collect())
        };
        let all = OrderFilter::default();
        assert_eq!(q.order(a.id)?, Some(a.clone()));
        assert_eq!(q.order_by_number("KOELN-2026-000002")?, Some(b.clone()));
        assert_eq!(q.orders_of(person_id(2))?, vec![c.clone()]);
        assert_eq!(numbers(&all, 10)?, [3, 2, 1]);
        assert_eq!(numbers(&all, 2)?, [3, 2]);
        assert_eq!(numbers(&OrderFilter { in_force_on: Some(today()), ..all.clone() }, 10)?, [2, 1]);
        assert_eq!(numbers(&OrderFilter { ending_on: Some(today()), ..all.clone() }, 10)?, [2]);
        assert_eq!(numbers(&OrderFilter { without_letter: true, ..all.clone() }, 10)?, [3, 2]);
        assert_eq!(numbers(&OrderFilter { municipality: Some("05358008".into()), ..all }, 10)?, [1]);
        assert_eq!(q.orders(&OrderFilter::default(), 1)?[0].name, "Muster2, Erika");
        Ok(())
    });
}

pub fn an_order_number_belongs_to_one_order<S: Store>(store: &mut S) {
    enter(store, 1);
    let first = order(1, 0, "2026-11-20", "2026-11-30");
    let mut second = order(2, 0, "2026-11-20", "2026-11-30");
    second.number.clone_from(&first.number);
    write(store, |txn| {
        txn.put_order(&first)?;
        assert!(matches!(txn.put_order(&second), Err(StoreError::Taken("order number"))));
        second.number = None;
        txn.put_order(&second)?;
        txn.put_order(&rufliste::domain::order::Order { number: None, ..order(3, 0, "2026-11-20", "2026-11-30") })
    });
    assert_eq!(read(store, |q| q.orders_of(person_id(0))).len(), 3);
}

pub fn order_numbers_run_without_duplicates_by_authority_and_year<S: Store>(store: &mut S) {
    let next = |store: &mut S, authority: &str, year| write(store, |txn| txn.next_order_number(authority, year));
    assert_eq!([next(store, "KOELN", 2026), next(store, "KOELN", 2026)], [1, 2]);
    assert_eq!([next(store, "KOELN", 2027), next(store, "DUEREN", 2026)], [1, 1]);
    write(store, |txn| txn.raise_order_number("KOELN", 2026, 40));
    write(store, |txn| txn.raise_order_number("KOELN", 2026, 7));
    assert_eq!(next(store, "KOELN", 2026), 41);
}

pub fn an_error_rolls_everything_back<S: Store>(store: &mut S) {
    enter(store, 1);
    let before = read(store, |q| q.head());
    let failed: std::result::Result<(), StoreError> = store.write(|txn| {
        txn.put_person(&person(5, "Weg", "Wieder"))?;
        txn.put_call(&call(0), at(0), &ranking())?;
        txn.append_event(draft(1, "opened"), vec![])?;
        txn.next_token()?;
        Err(StoreError::Io("as if".into()))
    });
    assert!(failed.is_err());
    read(store, |q| {
        assert_eq!(q.person(person_id(5))?, None);
        assert!(q.calls_of(record_id(0))?.is_empty());
        assert!(!q.is_action_known(action(1))?);
        assert_eq!(q.head()?, before);
        Ok(())
    });
    assert_eq!(write(store, |txn| txn.next_token()), 1);
}

pub fn the_token_grows_with_every_lease<S: Store>(store: &mut S) {
    let first = write(store, |txn| txn.next_token());
    let second = write(store, |txn| txn.next_token());
    assert!(second > first);
}

pub fn leases_exclude_each_other_by_key<S: Store>(store: &mut S) {
    enter(store, 2);
    let shared = |n| Call { household: Some(household_id(1)), ..call(n) };
    put_calls(store, 0, &[shared(0), shared(1)]);
    write(store, |txn| txn.put_lease(&lease(1, &[0], "1"), &keys_of(&shared(0))));
    write(store, |txn| {
        let other = lease(2, &[1], "2");
        assert!(matches!(txn.put_lease(&other, &keys_of(&shared(1))), Err(StoreError::Taken("lease key"))));
        assert_eq!(txn.lease(2)?, None);
        txn.end_lease(1)?;
        txn.put_lease(&other, &keys_of(&shared(1)))
    });
    assert_eq!(read(store, |q| q.lease_on(&LeaseKey::Household(household_id(1)))).unwrap().token, 2);
}

pub fn a_renewed_lease_keeps_its_keys_and_an_ended_one_frees_them<S: Store>(store: &mut S) {
    enter(store, 1);
    put_calls(store, 0, &[call(0)]);
    let mut held = lease(1, &[0], "1");
    write(store, |txn| txn.put_lease(&held, &keys_of(&call(0))));
    held.expires_at = at(70);
    held.dialled_at = Some(at(2));
    write(store, |txn| txn.renew_lease(&held));
    assert_eq!(read(store, |q| q.lease_on(&LeaseKey::Call(call_id(0)))), Some(held.clone()));
    write(store, |txn| txn.put_lease(&held, &[LeaseKey::Number("+4930".into())]));
    assert_eq!(read(store, |q| q.lease_on(&LeaseKey::Call(call_id(0)))), None, "keys are replaced");
    assert_eq!(read(store, |q| q.lease_on(&LeaseKey::Number("+4930".into()))), Some(held));
    write(store, |txn| txn.end_lease(1));
    read(store, |q| {
        assert_eq!(q.lease_on(&LeaseKey::Number("+4930".into()))?, None);
        assert_eq!((q.lease(1)?, q.lease_of(call_id(0))?), (None, None));
        Ok(())
    });
}

pub fn a_lease_is_found_by_call_station_and_key<S: Store>(store: &mut S) {
    enter(store, 3);
    put_calls(store, 0, &[call(0), call(1), call(2)]);
    let (first, second) = (lease(1, &[0, 1], "1"), lease(2, &[2], "2"));
    write(store, |txn| {
        txn.put_lease(&first, &[keys_of(&call(0)), keys_of(&call(1))].concat())?;
        txn.put_lease(&second, &keys_of(&call(2)))
    });
    read(store, |q| {
        assert_eq!(q.lease_of(call_id(1))?, Some(first.clone()), "covered");
        assert_eq!(q.lease_of_station("2")?, Some(second.clone()));
        assert_eq!(q.lease_of_station("3")?, None);
        assert_eq!(q.lease(1)?, Some(first.clone()));
        let stations: Vec<_> = q.leases()?.into_iter().map(|row| (row.lease.token, row.reference)).collect();
        assert_eq!(stations, [(1, record(0).reference), (2, record(2).reference)]);
        Ok(())
    });
}

pub fn escalated_calls_come_oldest_first<S: Store>(store: &mut S) {
    enter(store, 3);
    let raised = |n, created| Call { state: CallState::Escalated, created_at: at(created), ..call(n) };
    put_calls(store, 0, &[raised(0, 5), raised(1, 2), call(2)]);
    let ids: Vec<u32> = read(store, |q| q.escalated(10)).iter().map(|call| number(call.id.0)).collect();
    assert_eq!(ids, [1, 0]);
    assert_eq!(read(store, |q| q.escalated(1)).len(), 1);
}

pub fn promotion_is_bounded_and_repeatable<S: Store>(store: &mut S) {
    enter(store, 5);
    let calls: Vec<Call> = (0..5).map(|n| Call { ready_at: at(30 + i64::from(n)), ..call(n) }).collect();
    put_calls(store, 0, &calls);
    let anyone = user("berg");
    assert!(served(store, &anyone, &Filter::default()).is_empty(), "nothing is ready yet");
    let promote = |store: &mut S, now, limit| write(store, |txn| txn.promote(at(now), &ranking(), limit));
    assert_eq!(promote(store, 29, 10), 0);
    assert_eq!(promote(store, 40, 2), 2);
    assert_eq!(served(store, &anyone, &Filter::default()), [0, 1]);
    assert_eq!(promote(store, 40, 10), 3);
    assert_eq!(promote(store, 40, 10), 0);
    assert_eq!(served(store, &anyone, &Filter::default()), [0, 1, 2, 3, 4]);
}

pub fn the_next_wake_is_the_earliest<S: Store>(store: &mut S) {
    enter(store, 3);
    assert_eq!(read(store, |q| q.next_wake()), None);
    let done = Call { state: CallState::Done, ready_at: at(5), ..call(2) };
    put_calls(store, 0, &[Call { ready_at: at(30), ..call(0) }, Call { prefer_at: Some(at(20)), ..call(1) }, done]);
    assert_eq!(read(store, |q| q.next_wake()), Some(at(20)));
    write(store, |txn| txn.promote(at(25), &ranking(), 10));
    assert_eq!(read(store, |q| q.next_wake()), Some(at(30)));
}

pub fn a_call_held_for_somebody_is_served_to_them_alone<S: Store>(store: &mut S) {
    enter(store, 4);
    let agreed = Callback { from: at(10), until: at(40), owner: Some("berg".into()), missed: false };
    put_calls(
        store,
        12,
        &[
            Call { owner: Some("berg".into()), ..call(0) },
            Call { callback: Some(agreed.clone()), ..call(1) },
            Call { callback: Some(Callback { owner: None, ..agreed }), ..call(2) },
            call(3),
        ],
    );
    assert_eq!(served(store, &user("berg"), &Filter::default()), [0, 1, 2, 3]);
    assert_eq!(served(store, &user("wolf"), &Filter::default()), [2, 3]);
    assert_eq!(served(store, &user("berg"), &Filter { mine: true, ..Filter::default() }), [0, 1]);
    write(store, |txn| txn.promote(at(26), &ranking(), 10));
    assert_eq!(served(store, &user("wolf"), &Filter::default()), [1, 2, 3], "the hold has passed");
}

pub fn languages_skills_and_filters_restrict_the_queue<S: Store>(store: &mut S) {
    enter(store, 5);
    let school = rufliste::domain::id::InstitutionId(Uuid::from_u128(5));
    put_calls(
        store,
        0,
        &[
            Call { language: Some("tr".into()), ..call(0) },
            Call { skill: Some("children".into()), ..call(1) },
            Call { municipality: Some("05315000".into()), reason: Reason::FollowUp, ..call(2) },
            Call { institution: Some(school), ..call(3) },
            Call { language: Some("de".into()), ..call(4) },
        ],
    );
    let all = Filter::default();
    let plain = user("berg");
    let able = User {
        languages: ["tr".to_owned(), "ar".to_owned()].into(),
        skills: ["children".to_owned()].into(),
        ..user("b")
    };
    assert_eq!(served(store, &plain, &all), [2, 3, 4]);
    assert_eq!(served(store, &able, &all), [0, 1, 2, 3, 4]);
    let only = |language: &str| Filter { language: Some(language.into()), ..all.clone() };
    assert_eq!(served(store, &able, &only("tr")), [0]);
    assert_eq!(served(store, &able, &only("de")), [1, 2, 3, 4]);
    assert!(served(store, &plain, &only("tr")).is_empty());
    assert_eq!(served(store, &able, &Filter { reason: Some(Reason::FollowUp), ..all.clone() }), [2]);
    assert_eq!(served(store, &able, &Filter { municipality: Some("05315000".into()), ..all.clone() }), [2]);
    assert_eq!(served(store, &able, &Filter { institution: Some(school), ..all }), [3]);
}

pub fn a_row_of_the_queue_shows_what_the_list_needs<S: Store>(store: &mut S) {
    let mut erika = living_in(person(0, "Muster", "Erika"), "Dom 1", "50667", "Köln");
    erika.birth = Some(date("1985-04-03"));
    write(store, |txn| {
        txn.put_person(&erika)?;
        txn.put_record(&record(0))?;
        txn.put_call(&Call { attempts: 2, last_outcome: Some(Outcome::Busy), ..call(0) }, at(0), &ranking())?;
        txn.put_lease(&lease(1, &[0], "7"), &keys_of(&call(0)))
    });
    let rows = read(store, |q| q.queue_page(&user("wolf"), &Filter::default(), None, 5));
    let row = &rows[0];
    assert_eq!((row.name.as_str(), row.place_name.as_str(), row.birth), ("Muster, Erika", "Köln", erika.birth));
    assert_eq!((row.reference, row.attempts, row.last_outcome), (record(0).reference, 2, Some(Outcome::Busy)));
    assert_eq!(row.phone.as_deref(), Some("02211000000"));
    assert_eq!(row.leased_by, Some(("berg".into(), "7".into())));
    assert_eq!((row.place.tier, row.place.rank), (Tier::Deadline, at(0)));
    let asked = read(store, |q| q.queue_row(&q.call(call_id(0))?.unwrap(), &user("wolf")));
    assert_eq!(asked.as_ref(), Some(row));
}

pub fn open_calls_are_ready_or_waiting<S: Store>(store: &mut S) {
    enter(store, 6);
    put_calls(
        store,
        0,
        &[
            Call { due_at: at(-5), ..call(0) },
            Call { ready_at: at(30), due_at: at(90), ..call(1) },
            Call { state: CallState::Done, ..call(2) },
            Call { state: CallState::Withdrawn, ..call(3) },
            Call { state: CallState::Escalated, ..call(4) },
            Call { reason: Reason::FollowUp, due_at: at(90), ..call(5) },
        ],
    );
    write(store, |txn| txn.put_lease(&lease(1, &[0], "1"), &keys_of(&call(0))));
    let counts = read(store, |q| q.queue_counts(at(1)));
    assert_eq!(counts.open, counts.ready + counts.waiting);
    assert_eq!((counts.open, counts.ready, counts.waiting, counts.leased, counts.overdue), (3, 2, 1, 1, 1));
    assert_eq!((counts.done, counts.withdrawn, counts.escalated), (1, 1, 1));
    let later = read(store, |q| q.queue_counts(at(31)));
    assert_eq!((later.ready, later.waiting, later.leased), (3, 0, 0), "a lease that ran out is none");
    let reasons: Vec<(Reason, u64)> =
        read(store, |q| q.reason_counts(at(1))).iter().map(|(reason, counts)| (*reason, counts.open)).collect();
    assert_eq!(reasons, [(Reason::FirstNotification, 2), (Reason::FollowUp, 1)]);
}

pub fn outcomes_and_a_tracers_day_are_counted<S: Store>(store: &mut S) {
    enter(store, 1);
    put_calls(store, 0, &[call(0)]);
    let mut corrected = attempt(4, 0, 40, Outcome::NoAnswer);
    corrected.correction = Some(rufliste::domain::call::Correction {
        outcome: Outcome::Refused,
        reason: "vertippt".into(),
        by: "berg".into(),
        at: at(50),
    });
    let mut colleague = attempt(5, 0, 41, Outcome::Busy);
    colleague.tracer = "wolf".into();
    write(store, |txn| {
        let own = [attempt(1, 0, 10, Outcome::Busy), attempt(2, 0, 20, Outcome::Complete)];
        own.iter().chain([&corrected, &colleague]).try_for_each(|attempt| txn.put_attempt(attempt).map(drop))?;
        txn.put_order(&order(1, 0, "2026-11-20", "2026-11-30"))
    });
    let day = read(store, |q| q.my_day("berg", at(0)));
    assert_eq!((day.attempts, day.reached, day.complete, day.orders), (3, 2, 1, 1));
    assert_eq!(read(store, |q| q.my_day("berg", at(30))).attempts, 1);
    let counts = read(store, |q| q.outcome_counts(at(0), at(41)));
    let first = Reason::FirstNotification;
    assert_eq!(counts, [(first, Outcome::Complete, 1), (first, Outcome::Busy, 1)], "the end is exclusive");
    assert!(read(store, |q| q.outcome_counts(at(41), at(60))).contains(&(first, Outcome::Refused, 1)));
}

pub fn events_chain_and_name_what_they_touched<S: Store>(store: &mut S) {
    let start = read(store, |q| q.head());
    let (first, second) = write(store, |txn| {
        let person = txn.put_person(&person(0, "Muster", "Erika"))?;
        let record = txn.put_record(&record(0))?;
        let mut about = draft(1, "imported");
        about.record = Some(record_id(0).0);
        Ok((txn.append_event(about, vec![record, person])?, txn.append_event(draft(2, "opened"), vec![])?))
    });
    assert!(follows(start, &first) && follows(first.head(), &second));
    read(store, |q| {
        assert_eq!(q.head()?, second.head());
        assert_eq!(q.events_after(start.seq, 10)?, vec![first.clone(), second.clone()]);
        assert_eq!(q.events_after(start.seq, 1)?, vec![first.clone()]);
        assert_eq!(rufliste::store::sqlite::verify_chain(q)?, None);
        Ok(())
    });
}

pub fn an_action_is_known_once_committed_and_only_once<S: Store>(store: &mut S) {
    assert!(!read(store, |q| q.is_action_known(action(1))));
    write(store, |txn| txn.append_event(draft(1, "opened"), vec![]));
    assert!(read(store, |q| q.is_action_known(action(1))));
    let again = store.write(|txn| txn.append_event(draft(1, "opened"), vec![]));
    assert!(matches!(again, Err(StoreError::Taken("action"))));
}

pub fn the_last_commitment_is_over_the_stored_document<S: Store>(store: &mut S) {
    for n in 1..3 {
        write(store, |txn| {
            let mut erika = person(0, "Muster", "Erika");
            erika.deceased = n == 2;
            let touch = txn.put_person(&erika)?;
            txn.append_event(draft(n, "changed"), vec![touch])
        });
    }
    let id = person_id(0).0;
    read(store, |q| {
        let (document, salt) = q.sealed_document(id)?.unwrap();
        assert_eq!(q.last_commitment(id)?, Some(commitment(&salt, &document)));
        assert_eq!(serde_json::from_slice::<rufliste::domain::person::Person>(&document).ok(), q.person(person_id(0))?);
        let events = q.events_after(0, 10)?;
        let sealed: Vec<Hash> = events.iter().flat_map(|event| &event.touches).map(|touch| touch.commitment).collect();
        assert_ne!(sealed[sealed.len() - 2], sealed[sealed.len() - 1]);
        assert_eq!(q.sealed_document(Uuid::nil())?, None);
        assert_eq!(q.last_commitment(Uuid::nil())?, None);
        Ok(())
    });
}

pub fn the_outbox_keeps_bytes_and_places<S: Store>(store: &mut S) {
    assert_eq!(read(store, |q| q.outbox_end()), 0);
    assert_eq!(read(store, |q| q.outbox_nth(1, 3)), 0);
    let places = write(store, |txn| {
        (0..5u32)
            .map(|n| txn.put_revision(record_id(n % 2), n / 2 + 1, format!("{{\"n\":{n}}}").as_bytes()))
            .collect::<Result<Vec<_>>>()
    });
    assert_eq!(places, [1, 2, 3, 4, 5]);
    let again = store.write(|txn| txn.put_revision(record_id(0), 1, b"{}"));
    assert!(matches!(again, Err(StoreError::Taken("revision"))));
    read(store, |q| {
        assert_eq!((q.outbox_end()?, q.outbox_count(2, 4)?, q.outbox_count(4, u64::MAX)?), (5, 3, 2));
        assert_eq!((q.outbox_nth(2, 1)?, q.outbox_nth(2, 3)?, q.outbox_nth(2, 10_000)?), (2, 4, 5));
        let mut seen = Vec::new();
        q.each_revision(2, 3, &mut |bytes| {
            seen.push(bytes.to_vec());
            Ok(())
        })?;
        assert_eq!(seen, [b"{\"n\":1}".to_vec(), b"{\"n\":2}".to_vec()]);
        assert!(q.is_first_revision(record_id(0), 1)? && !q.is_first_revision(record_id(0), 2)?);
        Ok(())
    });
}

pub fn batches_read_back_and_change_state<S: Store>(store: &mut S) {
    let mut sealed = Batch {
        destination: "sormas".into(),
        number: 1,
        state: BatchState::Sealed,
        first: 1,
        last: 9,
        records: 9,
        sealed_at: at(3),
        sealed_by: "wolf".into(),
        head: Head { seq: 4, hash: Hash::of(&[b"head"]) },
        previous: Hash::default(),
        manifest: None,
    };
    let other = Batch { destination: "office".into(), sealed_at: at(1), ..sealed.clone() };
    write(store, |txn| txn.put_batch(&sealed));
    sealed.state = BatchState::Written;
    sealed.manifest = Some(Hash::of(&[b"manifest"]));
    write(store, |txn| {
        txn.put_batch(&sealed)?;
        txn.put_batch(&other)
    });
    assert_eq!(read(store, |q| q.batches(Some("sormas"))), vec![sealed.clone()]);
    assert_eq!(read(store, |q| q.batches(None)), vec![other, sealed]);
}

pub fn a_completed_import_is_known_by_its_digest<S: Store>(store: &mut S) {
    let (digest, id) = (Hash::of(&[b"file"]), ImportId(Uuid::from_u128(3)));
    assert_eq!(read(store, |q| q.import_of(&digest)), None);
    write(store, |txn| {
        txn.put_message("berg", "Bitte zurückrufen", at(1))?;
        txn.put_import(id, &digest, at(0), "100 neu")
    });
    assert_eq!(read(store, |q| q.import_of(&digest)), Some(id));
}

pub fn the_record_screen_gathers_what_belongs_together<S: Store>(store: &mut S) {
    let home = Household { id: household_id(1), name: "Yılmaz".into() };
    let at_home =
        |n, first| rufliste::domain::person::Person { household: Some(home.id), ..person(n, "Yılmaz", first) };
    let mut friend = person(3, "Can", "Ali");
    friend.phones = person(0, "", "").phones;
    let mut contact = record(0);
    contact.index.record = Some(record_id(2));
    let mut about = draft(1, "imported");
    about.record = Some(record_id(0).0);
    write(store, |txn| {
        txn.put_household(&home)?;
        for person in [at_home(0, "Emre"), at_home(1, "Ela"), person(2, "Index", "Ida"), friend] {
            txn.put_person(&person)?;
        }
        for record in [contact, record(1), record(2), record(3)] {
            txn.put_record(&record)?;
        }
        txn.put_call(&call(0), at(0), &ranking())?;
        txn.put_call(&call(1), at(0), &ranking())?;
        txn.put_attempt(&attempt(1, 0, 5, Outcome::Busy))?;
        txn.put_attempt(&attempt(2, 0, 9, Outcome::Busy))?;
        txn.put_note(&note(1, 0, 3))?;
        txn.put_order(&order(1, 0, "2026-11-20", "2026-11-30"))?;
        txn.put_lease(&lease(1, &[0], "1"), &keys_of(&call(0)))?;
        txn.append_event(about, vec![])?;
        let place = txn.put_revision(record_id(0), 1, b"{}")?;
        txn.put_batch(&Batch {
            destination: "sormas".into(),
            number: 3,
            state: BatchState::Sealed,
            first: place,
            last: place,
            records: 1,
            sealed_at: at(3),
            sealed_by: "wolf".into(),
            head: Head::default(),
            previous: Hash::default(),
            manifest: None,
        })
    });
    let sheet = read(store, |q| q.record_sheet(record_id(0))).unwrap();
    assert_eq!(sheet.household, Some(home));
    assert_eq!(sheet.index_reference, Some(record(2).reference));
    let mates: Vec<_> = sheet.mates.iter().map(|mate| (mate.name.as_str(), mate.same_household)).collect();
    assert_eq!(mates, [("Yılmaz, Ela", true), ("Can, Ali", false)]);
    assert_eq!(sheet.mates[0].call, Some((call_id(1), Reason::FirstNotification)));
    assert_eq!(sheet.attempts.iter().map(|attempt| attempt.started_at).collect::<Vec<_>>(), [at(9), at(5)]);
    assert_eq!((sheet.notes.len(), sheet.orders.len(), sheet.calls.len(), sheet.history.len()), (1, 1, 1, 1));
    assert_eq!(sheet.deliveries, [("sormas".to_owned(), 3, 1)]);
    assert_eq!(sheet.lease.map(|lease| lease.token), Some(1));
    assert_eq!(read(store, |q| q.record_sheet(record_id(99))), None);
}

/// Emre Yılmaz 1, Hans Müller 2, Ina Müller-Lüdenscheidt 3, Kurt Obermüller 4, Eva Schmidt 5, Jan Schulz 6.
fn enter_people<S: Store>(store: &mut S) {
    let mut emre = living_in(person(1, "Yılmaz", "Emre"), "Domstraße 4", "50667", "Köln");
    emre.birth = Some(date("1985-04-03"));
    emre.external_ids = vec![external("sormas", "RQ7K-PLM2")];
    let mut ina = living_in(person(3, "Müller-Lüdenscheidt", "Ina"), "Ring 1", "52349", "Düren");
    ina.birth = Some(date("1985-12-24"));
    let mut eva = living_in(person(5, "Schmidt", "Eva"), "Ring 2", "50667", "Köln");
    eva.phones = vec![phone("+492214710815")];
    let jan = living_in(person(6, "Schulz", "Jan"), "Ring 3", "52349", "Düren");
    let people = [emre, person(2, "Müller", "Hans"), ina, person(4, "Obermüller", "Kurt"), eva, jan];
    write(store, |txn| {
        for (n, person) in (1..).zip(&people) {
            txn.put_person(person)?;
            let mut record = record(n);
            if n == 5 {
                record.external_ids = vec![external("lab-order", "LAB-99-0042")];
                record.index.external = Some("AZ 17/2026".into());
            }
            txn.put_record(&record)?;
        }
        txn.put_call(&call(5), at(0), &ranking()).map(drop)
    });
}

fn sorted(mut found: Vec<u32>) -> Vec<u32> {
    found.sort_unstable();
    found
}

pub fn names_are_found_with_and_without_umlauts<S: Store>(store: &mut S) {
    enter_people(store);
    for spelling in ["Müller", "mueller", "MULLER", "müll"] {
        assert_eq!(sorted(found(store, spelling)), [2, 3, 4], "{spelling}");
    }
    assert_eq!(found(store, "yilm"), [1]);
    assert_eq!(found(store, "emre YILMAZ,"), [1]);
    assert_eq!(found(store, "ludensch"), [3]);
    assert!(found(store, "hans yilmaz").is_empty(), "every part must fit");
    let hits = read(store, |q| q.search("schmidt", today(), 5));
    assert_eq!(hits[0].call, Some((call_id(5), Reason::FirstNotification, CallState::Open)));
    assert_eq!((hits[0].name.as_str(), hits[0].place_name.as_str()), ("Schmidt, Eva", "Köln"));
}

pub fn people_are_found_by_birth_date_in_any_spelling<S: Store>(store: &mut S) {
    enter_people(store);
    for query in ["3.4.85", "03.04.1985", "03041985", "yilm 3.4.85", "3.4.85 yilm", "yil 3.4", "3.4."] {
        assert_eq!(found(store, query), [1], "{query}");
    }
    assert_eq!(sorted(found(store, "1985")), [1, 3]);
    assert!(found(store, "yilm 3.4.86").is_empty());
}

pub fn people_are_found_by_the_end_of_a_number_reference_and_identifiers<S: Store>(store: &mut S) {
    enter_people(store);
    let reference = record(5).reference.to_string();
    let lower = reference.to_lowercase().replace('-', "");
    for query in ["0815", "0221/4710815", "+492214710815", "LAB-99-0042", "99-0042", &reference, &lower, "AZ 17/2026"] {
        assert_eq!(found(store, query), [5], "{query}");
    }
    assert_eq!(found(store, "rq7k-plm2"), [1]);
    assert!(found(store, "08").is_empty(), "two digits find nothing");
    assert!(found(store, "").is_empty());
}

pub fn two_letters_and_a_postcode_find_a_family_name<S: Store>(store: &mut S) {
    enter_people(store);
    assert_eq!(sorted(found(store, "sc")), [5, 6]);
    assert_eq!(found(store, "s 50667"), [5]);
    assert_eq!(found(store, "52349 sc"), [6]);
    assert_eq!(sorted(found(store, "m")), [2, 3]);
    assert!(found(store, "ei").is_empty(), "only at the start of a family name");
}

pub fn family_names_that_begin_with_the_word_come_first<S: Store>(store: &mut S) {
    enter_people(store);
    assert_eq!(found(store, "müller"), [2, 3, 4]);
    assert_eq!(found(store, "müll"), [3, 2, 4], "newest first among equals");
    let two = read(store, |q| q.search("müller", today(), 2));
    assert_eq!(two.iter().map(|hit| number(hit.record.0)).collect::<Vec<_>>(), [2, 3]);
}

pub fn search_follows_changes_of_person_record_and_order<S: Store>(store: &mut S) {
    enter_people(store);
    write(store, |txn| {
        txn.put_person(&person(2, "Maier", "Hans"))?;
        let mut contact = record(1);
        contact.extra = vec![ExtraField { name: "Klasse".into(), value: "Pinguine".into(), source: "x".into() }];
        txn.put_record(&contact)?;
        txn.put_order(&order(77, 4, "2026-11-20", "2026-11-30"))
    });
    assert_eq!(found(store, "maier"), [2]);
    assert_eq!(sorted(found(store, "müller")), [3, 4]);
    assert_eq!(found(store, "pinguin"), [1]);
    assert_eq!(found(store, "KOELN-2026-000077"), [4]);
    write(store, |txn| txn.put_person(&person(4, "Unter", "Kurt")));
    assert_eq!(found(store, "2026-000077 unter"), [4]);
}

pub fn a_call_is_walked_in_the_order_of_service_until_told_to_stop<S: Store>(store: &mut S) {
    enter(store, 5);
    let mut calls: Vec<Call> = (0..5).map(|n| Call { due_at: at(100 - i64::from(n)), ..call(n) }).collect();
    calls[0].owner = Some("berg".into());
    put_calls(store, 0, &calls);
    let mut walked = Vec::new();
    read(store, |q| {
        q.walk_queue(&user("berg"), &Filter::default(), &mut |call| {
            assert!(q.lease_on(&LeaseKey::Call(call.id))?.is_none(), "asking while walking");
            walked.push(number(call.id.0));
            Ok(walked.len() < 3)
        })
    });
    assert_eq!(walked, [0, 4, 3]);
}
