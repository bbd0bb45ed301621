//! Laws of people added by hand, corrected, and reached on other numbers, each shown on the reference store.

use rufliste::domain::call::{CallState, Closing, Outcome, Reason};
use rufliste::domain::decide::{
    AddPerson, Command, Corrected, DeliveryNews, Facts, Fate, NumberChange, Receipt, Refusal,
};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{RecordId, Reference, SeededMint};
use rufliste::domain::order::IssuingMode;
use rufliste::domain::person::{AddressKind, PhoneState, Sex};
use rufliste::domain::record::{Category, IndexCase, Kind};
use rufliste::domain::typed;
use rufliste::store::alike::alike;
use rufliste::store::memory::MemoryStore;
use rufliste::text::Lang;

use crate::fixture::{Room, today};

fn wanted(n: u64, name: &str, phone: &str) -> AddPerson {
    let name = typed::name(name, today());
    AddPerson {
        id: RecordId::mint(crate::fixture::at(9), &SeededMint::new(55, n)),
        kind: Kind::Contact,
        disease: Disease::Measles,
        last_name: name.last,
        first_name: name.first,
        birth: name.birth,
        sex: Sex::Unknown,
        languages: Vec::new(),
        phones: typed::phones(phone),
        address: None,
        day: today().pred_opt(),
        category: None,
        setting: None,
        index: IndexCase::default(),
        source: "telephone".into(),
        anyway: false,
    }
}

fn add(room: &mut Room<MemoryStore>, person: &AddPerson) -> Result<Receipt, Refusal> {
    room.perform("berg", &Command::AddPerson(Box::new(person.clone())))
}

fn added(receipt: &Receipt) -> (RecordId, Reference, Option<Reason>, usize) {
    let Receipt::Added { record, reference, call, near } = receipt else { panic!("{receipt:?}") };
    (*record, *reference, call.map(|(_, reason)| reason), near.len())
}

fn case(room: &mut Room<MemoryStore>, n: u64) -> (RecordId, Reference) {
    let case = AddPerson { kind: Kind::Case, disease: Disease::Covid, ..wanted(n, "Ina Groß", "0221 4710901") };
    let receipt = add(room, &case).unwrap();
    (added(&receipt).0, added(&receipt).1)
}

#[test]
fn a_person_added_by_hand_has_a_record_and_a_first_notification_at_once() {
    let mut room = Room::new();
    let receipt = add(&mut room, &wanted(1, "Yılmaz, Emre 3.4.85", "0221 4710900")).unwrap();
    let (id, _, reason, near) = added(&receipt);
    assert_eq!((reason, near), (Some(Reason::FirstNotification), 0));
    let record = room.record(id);
    assert_eq!((record.source.as_str(), record.exposure.last, record.revision), ("telephone", today().pred_opt(), 0));
    assert!(record.office_set.contains("last_name") && record.office_set.contains("exposure.last"));
    let calls = room.read(|q| q.calls_of(id));
    assert_eq!(calls[0].numbers, ["+492214710900"]);
    assert_eq!(room.serve("neu").unwrap().call, calls[0].id);
}

#[test]
fn sent_twice_it_is_added_once() {
    let mut room = Room::new();
    let person = wanted(1, "Emre Yılmaz", "0221 4710900");
    let (first, second) = (add(&mut room, &person).unwrap(), add(&mut room, &person).unwrap());
    assert_eq!(first, second);
    assert_eq!(room.read(|q| q.search("yilmaz", today(), 9)).len(), 1);
}

#[test]
fn a_case_gets_an_index_interview_and_without_a_number_one_is_searched() {
    let mut room = Room::new();
    let case = AddPerson { kind: Kind::Case, ..wanted(1, "Emre Yılmaz", "0221 4710900") };
    let receipt = add(&mut room, &case).unwrap();
    assert_eq!(added(&receipt).2, Some(Reason::IndexInterview));
    assert_eq!(room.record(case.id).infection.specimen, today().pred_opt());
    let receipt = add(&mut room, &wanted(2, "Ela Yılmaz", "")).unwrap();
    assert_eq!(added(&receipt).2, Some(Reason::Research));
}

#[test]
fn what_cannot_be_is_refused() {
    let mut room = Room::new();
    let nobody = wanted(1, "", "");
    assert_eq!(add(&mut room, &nobody), Err(Refusal::BadFact("last_name".into())));
    let unborn = AddPerson { birth: today().succ_opt(), ..wanted(1, "Ela", "") };
    assert_eq!(add(&mut room, &unborn), Err(Refusal::BadFact("birth".into())));
    let ahead = AddPerson { day: today().succ_opt(), ..wanted(1, "Ela", "") };
    assert_eq!(add(&mut room, &ahead), Err(Refusal::BadFact("exposure.last".into())));
    assert!(matches!(
        room.perform("it", &Command::AddPerson(Box::new(wanted(1, "Ela", "")))),
        Err(Refusal::NotPermitted(_))
    ));
}

#[test]
fn the_same_person_in_work_is_not_added_twice_unless_wanted() {
    let mut room = Room::new();
    let (_, first, ..) = added(&add(&mut room, &wanted(1, "Emre Yılmaz 3.4.85", "0221 4710900")).unwrap());
    let again = wanted(2, "YILMAZ Emre 03.04.1985", "0221 4710904");
    assert_eq!(add(&mut room, &again), Err(Refusal::KnownAlready(first)));
    add(&mut room, &AddPerson { anyway: true, ..again.clone() }).unwrap();
    let (one, two) = (room.record(wanted(1, "", "").id), room.record(again.id));
    assert_eq!(one.person, two.person, "one person, two records");
    let person = room.read(|q| q.person(two.person)).unwrap();
    assert_eq!(person.phones.len(), 2);
}

#[test]
fn a_near_match_is_flagged_on_the_record() {
    let mut room = Room::new();
    let (_, first, ..) = added(&add(&mut room, &wanted(1, "Emre Yılmaz 3.4.85", "0221 4710900")).unwrap());
    let receipt = add(&mut room, &wanted(2, "Emre Yilmaz 9.9.99", "0221 4710904")).unwrap();
    assert_eq!(added(&receipt).3, 1);
    let record = room.record(wanted(2, "", "").id);
    assert_eq!((record.doubts[0].why.as_str(), &record.doubts[0].text), ("doubt-near-match", &first.to_string()));
}

#[test]
fn a_captured_contact_has_the_case_as_its_index_and_its_disease() {
    let mut room = Room::new();
    let (case, reference) = case(&mut room, 1);
    let contact = AddPerson {
        index: IndexCase { record: Some(case), ..IndexCase::default() },
        source: "interview".into(),
        ..wanted(2, "Emre Yılmaz", "0221 4710900")
    };
    add(&mut room, &contact).unwrap();
    let record = room.record(contact.id);
    assert_eq!((record.index.record, record.disease), (Some(case), Disease::Covid));
    assert_eq!(record.index.tested_on, today().pred_opt());
    assert_eq!(room.read(|q| q.contacts_of(case)).len(), 1);
    // By the reference that people read aloud as well.
    let named = IndexCase { external: Some(reference.to_string()), ..IndexCase::default() };
    let contact = AddPerson { index: named, ..wanted(3, "Ela Yılmaz", "0221 4710905") };
    add(&mut room, &contact).unwrap();
    assert_eq!(room.record(contact.id).index.record, Some(case));
    // Another office's number stays as it was said; so do words; so does nothing.
    let foreign = IndexCase { external: Some("2026/117".into()), ..IndexCase::default() };
    let contact = AddPerson { index: foreign, ..wanted(4, "Can Yılmaz", "0221 4710906") };
    add(&mut room, &contact).unwrap();
    assert_eq!(room.record(contact.id).index.external.as_deref(), Some("2026/117"));
}

#[test]
fn who_lives_with_the_case_is_of_its_household_and_is_reached_on_its_number() {
    let mut room = Room::new();
    let (case, _) = case(&mut room, 1);
    let contact = AddPerson {
        index: IndexCase { record: Some(case), ..IndexCase::default() },
        category: Some(Category::Household),
        ..wanted(2, "Kind Groß", "")
    };
    let receipt = add(&mut room, &contact).unwrap();
    assert_eq!(added(&receipt).2, Some(Reason::FirstNotification));
    let child = room.record(contact.id).person;
    let child = room.read(|q| q.person(child)).unwrap();
    let mother = room.record(case).person;
    let mother = room.read(|q| q.person(mother)).unwrap();
    assert!(child.household.is_some());
    assert_eq!(child.household, mother.household);
    assert_eq!((child.phones[0].e164.as_deref(), child.phones[0].owner.as_str()), (Some("+492214710901"), "Groß, Ina"));
}

#[test]
fn candidates_are_found_by_name_birth_date_and_number_each_once() {
    let mut room = Room::new();
    add(&mut room, &wanted(1, "Emre Yılmaz 3.4.85", "0221 4710900")).unwrap();
    let mut found = |name: &str, number: &str| room.read(|q| alike(q, name, number, today(), 9)).len();
    assert_eq!(found("yil", ""), 1);
    assert_eq!(found("Yilmaz, Emre 3.4.85", "0221 4710900"), 1);
    assert_eq!(found("Yilmaz 4.4.86", ""), 1, "the name alone where nobody has both");
    assert_eq!(found("Nguyen", "0221 4710900"), 1);
    assert_eq!(found("Nguyen", "0221"), 0);
    assert_eq!(found("", ""), 0);
}

fn correct(room: &mut Room<MemoryStore>, record: RecordId, fields: &[(&str, &str)]) -> Result<Corrected, Refusal> {
    let fields: Facts = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    match room.perform("berg", &Command::CorrectPerson { record, fields })? {
        Receipt::Corrected(corrected) => Ok(*corrected),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_correction_is_the_offices_own_and_reaches_the_open_call() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let done =
        correct(&mut room, record.id, &[("first_name", "Erika"), ("languages", "tr, en"), ("birth", "1986-04-03")]);
    assert_eq!(done.unwrap().fields, ["birth", "languages"], "what was so already does not count");
    let after = room.record(record.id);
    assert!(after.office_set.contains("birth") && after.office_set.contains("languages"));
    assert!(!after.office_set.contains("first_name"));
    assert_eq!(room.call(call.id).language.as_deref(), Some("tr"));
    assert_eq!(after.revision, 0, "nobody was told of it yet");
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().languages, ["tr", "en"]);
    let event = room.read(|q| q.record_sheet(record.id)).unwrap().history[0].draft.clone();
    assert_eq!((event.kind.as_str(), event.facts["fields"].as_str()), ("person_corrected", "birth languages"));
    assert!(!event.facts.values().any(|value| value.contains("1986")), "field names, no values");
}

#[test]
fn a_worked_record_is_told_again_and_nothing_is_told_twice() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let log = Command::Log(Box::new(room.attempt(&call, Some(lease.token), Outcome::Complete)));
    room.perform("berg", &log).unwrap();
    let before = room.record(record.id).revision;
    correct(&mut room, record.id, &[("first_name", "Erica")]).unwrap();
    assert_eq!(room.record(record.id).revision, before + 1);
    let same = correct(&mut room, record.id, &[("first_name", "Erica")]).unwrap();
    assert!(same.fields.is_empty());
    assert_eq!(room.record(record.id).revision, before + 1);
}

#[test]
fn a_changed_address_says_who_orders_there_and_what_is_out_already() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let order = room.order(&record, Some(lease.token));
    room.perform("berg", &Command::IssueOrder(Box::new(order))).unwrap();
    let done = correct(&mut room, record.id, &[("stay", "Am Hang 3, 50998 Hohenfeld")]).unwrap();
    let moved = done.moved.unwrap();
    assert_eq!((moved.municipality.as_deref(), moved.authority.as_str()), (Some("05999002"), "HOHENFELD"));
    assert_eq!(done.orders.len(), 1);
    assert_eq!((moved.name.as_deref(), moved.mode), (Some("Hohenfeld"), IssuingMode::Request));
    assert_eq!(done.orders[0].fate, Fate::Passes, "no letter is out");
    let order = room.read(|q| q.orders_of(person.id)).remove(0);
    assert_eq!(order.number.as_deref(), Some("HOHENFELD-2026-000001"), "it goes there at once");
    assert_eq!(room.call(call.id).municipality.as_deref(), Some("05999002"));
    let after = room.read(|q| q.person(person.id)).unwrap();
    assert_eq!(after.stays_at().unwrap().kind, AddressKind::Stay);
    assert_eq!(after.addresses.len(), 2, "where they are registered stays");
    let unclear = correct(&mut room, record.id, &[("stay", "Weg 1, 99999 Nirgendwo")]).unwrap();
    assert_eq!(unclear.moved.unwrap().municipality, None);
    assert_eq!(unclear.orders[0].fate, Fate::Spoken, "where the place is unclear nothing goes anywhere");
    assert_eq!(room.read(|q| q.orders_of(person.id)).remove(0).number, order.number);
    correct(&mut room, record.id, &[("stay", "")]).unwrap();
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().addresses.len(), 1);
    assert_eq!(room.call(call.id).municipality.as_deref(), Some("05999001"));
}

#[test]
fn a_letter_that_is_out_stays_where_it_was_written_and_the_answer_says_so() {
    let mut room = Room::new();
    let (person, record, _) = room.contact();
    let order = room.order(&record, None);
    room.perform("berg", &Command::IssueOrder(Box::new(order.clone()))).unwrap();
    let news = DeliveryNews { file_number: None, written_on: Some(crate::fixture::today()), delivered_on: None };
    room.perform("berg", &Command::NoteDelivery { order: order.id, news, replace: false }).unwrap();
    let done = correct(&mut room, record.id, &[("stay", "Am Hang 3, 50998 Hohenfeld")]).unwrap();
    assert_eq!((done.orders[0].fate, done.orders[0].authority.as_str()), (Fate::LetterOut, "LINDENTAL"));
    let kept = room.read(|q| q.orders_of(person.id)).remove(0);
    assert_eq!(kept.number.as_deref(), Some("LINDENTAL-2026-000001"));
    for (lang, words) in [
        (
            Lang::De,
            "jetzt Hohenfeld, zuständig: HOHENFELD auf Ersuchen · Schreiben zu LINDENTAL-2026-000001 ist schon heraus und bleibt bei LINDENTAL",
        ),
        (
            Lang::En,
            "now Hohenfeld, orders by HOHENFELD on request · the letter for LINDENTAL-2026-000001 is out already and stays with LINDENTAL",
        ),
    ] {
        let said = rufliste::text::people::corrected(lang, &done);
        assert!(said.ends_with(words), "{said}");
    }
    let named = correct(&mut room, record.id, &[("last_name", "Anders")]).unwrap();
    assert_eq!((named.moved, named.orders[0].fate), (None, Fate::LetterOut));
}

#[test]
fn a_field_that_does_not_fit_changes_nothing() {
    let mut room = Room::new();
    let (person, record, _) = room.contact();
    for (field, value) in
        [("birth", "gestern"), ("sex", "x"), ("languages", "türkisch"), ("last_name", ""), ("pet", "x")]
    {
        let refused = correct(&mut room, record.id, &[("first_name", "Anna"), (field, value)]);
        assert_eq!(refused, Err(Refusal::BadFact(field.into())));
    }
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().first_name, "Erika");
}

fn number(room: &mut Room<MemoryStore>, record: RecordId, change: NumberChange) -> Result<Receipt, Refusal> {
    room.perform("berg", &Command::ChangeNumber { record, change })
}

fn new_number(text: &str) -> NumberChange {
    NumberChange::Add { text: text.into(), owner: "Ayşe (Mutter)".into(), label: "abends".into() }
}

#[test]
fn a_new_number_ends_the_search_and_the_contact_is_in_the_queue_at_once() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let log = Command::Log(Box::new(room.attempt(&call, Some(lease.token), Outcome::DeadNumber)));
    room.perform("berg", &log).unwrap();
    let search = room.read(|q| q.calls_of(record.id)).into_iter().find(|call| call.reason == Reason::Research).unwrap();
    let served = room.perform("berg", &Command::Claim { call: search.id }).unwrap();
    assert!(matches!(served, Receipt::Claimed(_)));
    let found = number(&mut room, record.id, new_number("0221 4710950")).unwrap();
    assert_eq!(found, Receipt::Renumbered { found: Some(Reason::FirstNotification), none_left: false });
    let over = room.call(search.id);
    assert_eq!((over.state, over.closing), (CallState::Done, Some(Closing::Complete)));
    let lease = room.serve("neu").unwrap();
    let next = room.call(lease.call);
    assert_eq!(
        (next.record, next.reason, next.numbers),
        (record.id, Reason::FirstNotification, vec!["+492214710950".into()])
    );
}

#[test]
fn a_search_that_another_station_works_on_is_not_taken_away() {
    let mut room = Room::new();
    let person = wanted(1, "Ela Yılmaz", "");
    let Receipt::Added { call: Some((search, _)), .. } = add(&mut room, &person).unwrap() else { panic!() };
    room.perform("neu", &Command::Claim { call: search }).unwrap();
    assert!(matches!(number(&mut room, person.id, new_number("0221 4710950")), Err(Refusal::Held(_))));
}

#[test]
fn the_last_number_retired_begins_the_search_and_chosen_again_it_ends() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let e164 = call.numbers[0].clone();
    let gone = number(&mut room, record.id, NumberChange::Retire { number: e164.clone() }).unwrap();
    assert_eq!(gone, Receipt::Renumbered { found: None, none_left: true });
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().phones[0].state, PhoneState::Retired);
    assert_eq!(room.call(call.id).state, CallState::Withdrawn);
    let back = number(&mut room, record.id, NumberChange::First { number: e164 }).unwrap();
    assert_eq!(back, Receipt::Renumbered { found: Some(Reason::FirstNotification), none_left: false });
}

#[test]
fn the_chosen_number_is_dialled_next_and_only_next() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    number(&mut room, record.id, new_number("0152 28817386")).unwrap();
    let chosen = NumberChange::First { number: "+4915228817386".into() };
    number(&mut room, record.id, chosen).unwrap();
    assert_eq!(room.call(call.id).numbers[0], "+4915228817386");
    let call = room.call(call.id);
    let lease = room.serve("berg").unwrap();
    let log = Command::Log(Box::new(room.attempt(&call, Some(lease.token), Outcome::NoAnswer)));
    room.perform("berg", &log).unwrap();
    let phones = room.read(|q| q.person(person.id)).unwrap().phones;
    assert!(phones.iter().all(|phone| !phone.preferred));
    assert_eq!((phones[1].owner.as_str(), phones[1].label.as_str()), ("Ayşe (Mutter)", "abends"));
}

#[test]
fn a_number_is_corrected_in_its_place_and_no_nonsense_is_taken() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let wrong = call.numbers[0].clone();
    let correct = |number: &str, text: &str| NumberChange::Correct {
        number: number.into(),
        text: text.into(),
        owner: String::new(),
        label: String::new(),
    };
    let refused = number(&mut room, record.id, correct(&wrong, "keine Ahnung"));
    assert_eq!(refused, Err(Refusal::BadFact("phone".into())));
    number(&mut room, record.id, correct(&wrong, "0221 4710960")).unwrap();
    let phones = room.read(|q| q.person(person.id)).unwrap().phones;
    assert_eq!((phones.len(), phones[0].e164.as_deref()), (1, Some("+492214710960")));
    assert_eq!(room.call(call.id).numbers, ["+492214710960"]);
    assert_eq!(number(&mut room, record.id, correct(&wrong, "0221 4710961")), Err(Refusal::NotFound));
    let known = number(&mut room, record.id, new_number("0221 4710960"));
    assert_eq!(known, Err(Refusal::BadFact("phone".into())), "it is there already");
}

#[test]
fn a_note_can_be_written_on_any_record_at_any_time() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let note = |text: &str, pinned| Command::AddNote { record: record.id, text: text.into(), pinned };
    room.serve("berg").unwrap();
    room.perform("neu", &note("Nachbarin rief an", false)).unwrap();
    room.perform("haas", &note("hört schwer", true)).unwrap();
    let token = room.read(|q| q.lease_of(call.id)).map(|lease| lease.token);
    let log = room.attempt(&call, token, Outcome::NotAContact);
    room.perform("berg", &Command::Log(Box::new(log))).unwrap();
    room.perform("neu", &note("nur mit Dolmetscher", true)).unwrap();
    assert_eq!(room.record(record.id).pinned_note.as_deref(), Some("nur mit Dolmetscher"));
    assert_eq!(room.read(|q| q.notes_of(record.id)).iter().filter(|note| note.text != "Bemerkung").count(), 3);
}
