//! What is put reads back, by every way it is looked for.

use rufliste::domain::audit::EntityKind;
use rufliste::domain::call::{Call, CallState, Callback, Direction, Outcome, Reason};
use rufliste::domain::fold::name_key;
use rufliste::domain::id::Reference;
use rufliste::domain::order::OrderState;
use rufliste::domain::person::{Household, Institution};
use rufliste::domain::record::ExtraField;
use rufliste::domain::user::User;
use rufliste::domain::view::OrderFilter;
use rufliste::store::{Result, Store, StoreError, address_key};
use uuid::Uuid;

use super::super::fixture::*;
use super::{enter, number, put_calls, ranking, read, write};

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
    assert!(read(store, |q| q.people_by_name(&key, 2)).is_empty());
    write(store, |txn| txn.put_person(&person(1, "Gross", "Ina")));
    assert_eq!(read(store, |q| q.people_by_name(&key, 2)).len(), 1);
}

pub fn people_of_one_name_are_found_by_it<S: Store>(store: &mut S) {
    write(store, |txn| {
        txn.put_person(&person(1, "Groß", "Ina"))?;
        txn.put_person(&person(2, "Gross", "Ina"))?;
        txn.put_person(&person(3, "Gross", "Ida"))
    });
    let key = name_key("GROSS", "Ina");
    assert_eq!(read(store, |q| q.people_by_name(&key, 9)), vec![person_id(1), person_id(2)]);
    assert_eq!(read(store, |q| q.people_by_name(&key, 1)), vec![person_id(1)]);
}

pub fn contacts_are_found_by_their_index_case<S: Store>(store: &mut S) {
    let of_case = |n, case: Option<u32>| {
        let mut record = record(n);
        record.index.record = case.map(record_id);
        record
    };
    write(store, |txn| {
        for n in 1..=3 {
            txn.put_person(&person(n, "Groß", "Ina"))?;
        }
        txn.put_record(&of_case(1, None))?;
        txn.put_record(&of_case(2, Some(1)))?;
        txn.put_record(&of_case(3, Some(1)))
    });
    let contacts =
        |store: &mut S| read(store, |q| q.contacts_of(record_id(1))).into_iter().map(|r| r.id).collect::<Vec<_>>();
    assert_eq!(contacts(store), vec![record_id(2), record_id(3)]);
    let sheet = read(store, |q| q.record_sheet(record_id(1))).unwrap();
    assert_eq!(sheet.contacts.iter().map(|mate| mate.record).collect::<Vec<_>>(), vec![record_id(3), record_id(2)]);
    write(store, |txn| txn.put_record(&of_case(3, None)));
    assert_eq!(contacts(store), vec![record_id(2)]);
}

pub fn households_and_institutions_read_back<S: Store>(store: &mut S) {
    let home = Household { id: household_id(1), name: "Yılmaz, Domstraße".into() };
    let school = Institution {
        id: rufliste::domain::id::InstitutionId(Uuid::from_u128(5)),
        name: "Grundschule Süd".into(),
        kind: "school".into(),
        contact_person: String::new(),
        address: None,
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

pub fn open_calls_are_found_by_institution<S: Store>(store: &mut S) {
    enter(store, 3);
    let home = rufliste::domain::id::InstitutionId(household_id(7).0);
    let inside = |n| Call { institution: Some(home), ..call(n) };
    put_calls(store, 0, &[inside(0), Call { state: CallState::Done, ..inside(1) }, call(2)]);
    let ids: Vec<u32> = read(store, |q| q.open_calls_at(home)).iter().map(|call| number(call.id.0)).collect();
    assert_eq!(ids, [0]);
}

pub fn a_joint_attempt_is_no_further_try_on_the_number<S: Store>(store: &mut S) {
    enter(store, 2);
    put_calls(store, 0, &[call(0), call(1)]);
    let joint = rufliste::domain::call::Attempt { joint: true, ..attempt(2, 1, 7, Outcome::NoAnswer) };
    write(store, |txn| {
        txn.put_attempt(&attempt(1, 0, 5, Outcome::NoAnswer))?;
        txn.put_attempt(&joint)
    });
    assert_eq!(read(store, |q| q.tries_on("+492214710", at(0))), vec![at(5)]);
    assert_eq!(read(store, |q| q.attempt(joint.id)), Some(joint));
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
    let (mut a, mut b, mut c) = (
        order(1, 0, "2026-11-20", "2026-11-30"),
        order(2, 1, "2026-11-20", "2026-11-24"),
        order(3, 2, "2026-11-01", "2026-11-10"),
    );
    a.letter.printed_at = Some(at(6));
    a.municipality = Some("05358008".into());
    b.state = OrderState::Requested;
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
        assert_eq!(numbers(&OrderFilter { state: Some(OrderState::Lifted), ..all.clone() }, 10)?, [3]);
        assert_eq!(numbers(&OrderFilter { state: Some(OrderState::Requested), ..all.clone() }, 10)?, [2]);
        assert_eq!(numbers(&OrderFilter { municipality: Some("05358008".into()), ..all }, 10)?, [1]);
        assert_eq!(q.orders(&OrderFilter::default(), 1)?[0].name, "Muster2, Erika");
        Ok(())
    });
}

pub fn orders_are_past_after_their_last_day_until_they_are_marked<S: Store>(store: &mut S) {
    enter(store, 3);
    let mut orders =
        [("2026-11-20", 0), ("2026-11-18", 1), ("2026-11-24", 2)].map(|(to, n)| order(n + 1, n, "2026-11-10", to));
    write(store, |txn| orders.iter().try_for_each(|order| txn.put_order(order).map(drop)));
    let past = |store: &mut S| -> Vec<u32> {
        read(store, |q| q.orders_past(date("2026-11-24"), 10)).iter().map(|order| number(order.id.0)).collect()
    };
    assert_eq!(past(store), [2, 1], "an order until the 24th ends at its end");
    orders[0].state = OrderState::Lifted;
    orders[1].state = OrderState::Ended;
    write(store, |txn| orders.iter().try_for_each(|order| txn.put_order(order).map(drop)));
    assert_eq!(past(store), Vec::<u32>::new());
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
    let last = |store: &mut S, authority: &str, year| read(store, |q| q.last_order_number(authority, year));
    assert_eq!([last(store, "KOELN", 2026), last(store, "KOELN", 2026)], [0, 0], "looking uses nothing up");
    write(store, |txn| txn.raise_order_number("KOELN", 2026, 40));
    write(store, |txn| txn.raise_order_number("KOELN", 2026, 7));
    assert_eq!(last(store, "KOELN", 2026), 40);
    assert_eq!([last(store, "KOELN", 2027), last(store, "DUEREN", 2026)], [0, 0]);
}

pub fn people_are_walked_by_id_and_those_without_a_place_are_listed<S: Store>(store: &mut S) {
    enter(store, 3);
    let address = |municipality: Option<&str>| rufliste::domain::person::Address {
        kind: rufliste::domain::person::AddressKind::Registered,
        street: "Lindenallee 1".into(),
        postcode: "50999".into(),
        place: "Irgendwo".into(),
        municipality: municipality.map(str::to_owned),
        detail: String::new(),
    };
    let put = |store: &mut S, n: u32, municipality: Option<&str>| {
        write(store, |txn| {
            let mut person = txn.person(person_id(n))?.unwrap();
            person.addresses = vec![address(municipality)];
            txn.put_person(&person).map(drop)
        });
    };
    put(store, 1, None);
    put(store, 2, Some("05358008"));
    read(store, |q| {
        let ids = |people: Vec<rufliste::domain::person::Person>| people.iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(q.people_after(None, 2)?), [person_id(0), person_id(1)]);
        assert_eq!(ids(q.people_after(Some(person_id(1)), 2)?), [person_id(2)]);
        assert!(q.people_after(Some(person_id(2)), 2)?.is_empty());
        Ok(())
    });
    let unplaced = |store: &mut S| -> Vec<(rufliste::domain::id::RecordId, String)> {
        read(store, |q| q.people_unplaced(10)).into_iter().map(|row| (row.record, row.address.place)).collect()
    };
    assert!(unplaced(store).contains(&(record_id(1), "Irgendwo".to_owned())));
    assert!(unplaced(store).iter().all(|(record, _)| *record != record_id(2)));
    put(store, 1, Some("05358008"));
    assert!(unplaced(store).iter().all(|(record, _)| *record != record_id(1)));
}
