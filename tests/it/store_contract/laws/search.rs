//! Search, as the screens promise it.

use rufliste::domain::call::{CallState, Reason};
use rufliste::domain::person::Phone;
use rufliste::domain::record::ExtraField;
use rufliste::store::Store;

use super::super::fixture::*;
use super::{enter, found, number, ranking, read, write};

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
    for query in ["0815", "0221/4710815", "+492214710815", "LAB-99-0042", "99-0042", &reference, &lower, "17/2026"] {
        assert_eq!(found(store, query), [5], "{query}");
    }
    assert_eq!(found(store, "rq7k-plm2"), [1]);
    assert!(found(store, "08").is_empty(), "two digits find nothing");
    assert!(found(store, "").is_empty());
}

pub fn a_number_abroad_is_found_with_the_zeros_that_lead_there<S: Store>(store: &mut S) {
    enter(store, 4);
    let mut abroad = person(0, "Novák", "Jana");
    abroad.phones = vec![phone("+421905123456")];
    let mut british = person(1, "Shaw", "Ann");
    british.phones = vec![phone("+442079460000")];
    let mut unclear = person(2, "Kranz", "Uwe");
    unclear.phones = vec![Phone { e164: None, raw: "0042 1905 999".into(), ..phone("+49") }];
    write(store, |txn| [&abroad, &british, &unclear].into_iter().try_for_each(|one| txn.put_person(one).map(drop)));
    for query in
        ["00421905123456", "00421 905 123456", "+421 905 123456", "0042 1905123456", "905123456", "0421905123456"]
    {
        assert_eq!(found(store, query), [0], "{query}");
    }
    for query in ["0044 20 7946 0000", "00442079460000", "+44 20 79460000"] {
        assert_eq!(found(store, query), [1], "{query}");
    }
    assert_eq!(found(store, "00421905999"), [2]);
    for query in ["0049 221 1000003", "+49 221 1000003", "0221 1000003"] {
        assert_eq!(found(store, query), [3], "{query}");
    }
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
    write(store, |txn| {
        txn.put_person(&person(4, "Zwischen", "Kurt"))?;
        assert_eq!(txn.search("zwischen", today(), 5)?.len(), 1, "within the same transaction");
        txn.put_person(&person(4, "Unter", "Kurt"))
    });
    assert!(found(store, "zwischen").is_empty());
    assert_eq!(found(store, "2026-000077 unter"), [4]);
}

pub fn a_misspelt_name_is_found_beside_a_birth_date<S: Store>(store: &mut S) {
    write(store, |txn| {
        for (n, last, birth) in [(0, "Steinbrink", "1970-11-12"), (1, "Steinbach", "1985-04-03")] {
            let mut person = person(n, last, "Jürgen");
            person.birth = Some(date(birth));
            txn.put_person(&person)?;
            txn.put_record(&record(n))?;
        }
        Ok(())
    });
    for query in ["steinbring 12.11", "stenbrink 12.11.70", "12.11.1970 jurgn"] {
        assert_eq!(found(store, query), [0], "{query}");
    }
    assert_eq!(found(store, "steinb 3.4"), [1], "as spelt, nothing else is looked for");
    assert!(found(store, "steinbring").is_empty(), "only a birth date makes up for a misspelling");
    assert!(found(store, "oberkamp 12.11").is_empty());
}
