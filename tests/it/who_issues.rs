//! Who issues an order: the office itself or the municipality on its request, by numbers without gaps.

use rufliste::domain::decide::{Command, DeliveryNews, IssueOrder, Receipt, Refusal};
use rufliste::domain::id::OrderId;
use rufliste::domain::municipality::Municipality;
use rufliste::domain::order::{IssuingMode, Order, OrderKind, OrderState, RuleResult};
use rufliste::domain::person::Person;
use rufliste::domain::record::Record;
use rufliste::domain::user::{OrdersSeen, Role};
use rufliste::store::Store;
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::Actor;
use rufliste::store::places::derive;
use rufliste::store::seal::{each_member, seal, waiting, written};

use crate::fixture::{Room, today, user};

const HOHENFELD: &str = "orders-05999002";

/// A contact who stays in Hohenfeld, whose order office is asked for orders.
fn in_hohenfeld(room: &mut Room<MemoryStore>) -> (Person, Record) {
    let (mut person, record, mut call) = room.contact();
    move_to(&mut person, "50998", "Hohenfeld", Some("05999002"));
    call.municipality = Some("05999002".into());
    room.put(&person, &record, &call);
    (person, record)
}

fn move_to(person: &mut Person, postcode: &str, place: &str, key: Option<&str>) {
    let address = &mut person.addresses[0];
    (address.postcode, address.place) = (postcode.into(), place.into());
    address.municipality = key.map(str::to_owned);
}

fn issue(room: &mut Room<MemoryStore>, order: IssueOrder) -> Result<Receipt, Refusal> {
    room.perform("berg", &Command::IssueOrder(Box::new(order)))
}

fn ordered(room: &mut Room<MemoryStore>, record: &Record) -> Order {
    let order = room.order(record, None);
    issue(room, order).unwrap();
    room.read(|q| q.orders_of(record.person)).pop().unwrap()
}

fn the_order(room: &mut Room<MemoryStore>, id: OrderId) -> Order {
    room.read(|q| q.order(id)).unwrap()
}

fn news(number: &str) -> DeliveryNews {
    DeliveryNews { file_number: Some(number.into()), written_on: Some(today()), delivered_on: None }
}

#[test]
fn where_the_municipality_is_competent_our_order_is_a_request() {
    let mut room = Room::new();
    let (_, record) = in_hohenfeld(&mut room);
    let order = ordered(&mut room, &record);
    assert_eq!((order.state, order.mode), (OrderState::Requested, IssuingMode::Request));
    assert_eq!(order.number.as_deref(), Some("HOHENFELD-2026-000001"));
    assert!(order.is_in_force(today()) && order.lacks_letter(), "it was spoken, and binds");
    let again = room.order(&record, None);
    assert_eq!(issue(&mut room, again), Err(Refusal::InForce(order.number)));
}

#[test]
fn proposals_and_orders_sent_twice_or_refused_use_up_no_number() {
    let mut room = Room::new();
    let contacts: Vec<Record> = (0..3).map(|_| room.contact().1).collect();
    let proposed = room.order(&contacts[0], None);
    room.perform("neu", &Command::ProposeOrder(Box::new(proposed))).unwrap();
    let first = room.order(&contacts[0], None);
    issue(&mut room, first.clone()).unwrap();
    issue(&mut room, first).unwrap();
    let in_force = room.order(&contacts[0], None);
    issue(&mut room, in_force).unwrap_err();
    let mut wrong = room.order(&contacts[1], None);
    wrong.to = wrong.to.succ_opt().unwrap();
    assert_eq!(issue(&mut room, wrong), Err(Refusal::ReasonNeeded));
    assert_eq!(ordered(&mut room, &contacts[1]).number.as_deref(), Some("LINDENTAL-2026-000002"));
    in_hohenfeld(&mut room);
    assert_eq!(ordered(&mut room, &contacts[2]).number.as_deref(), Some("LINDENTAL-2026-000003"));
}

#[test]
fn what_comes_back_is_noted_once_and_makes_the_request_an_order() {
    let mut room = Room::new();
    let (_, record) = in_hohenfeld(&mut room);
    let order = ordered(&mut room, &record);
    let note = |news, replace| Command::NoteDelivery { order: order.id, news, replace };
    let done = room.perform("berg", &note(news("32.2-17/26"), false)).unwrap();
    assert_eq!(done, Receipt::DeliveryNoted { number: order.number.clone() });
    let noted = the_order(&mut room, order.id);
    assert_eq!((noted.state, noted.foreign_number.as_deref()), (OrderState::Issued, Some("32.2-17/26")));
    assert_eq!((noted.letter.written_on, noted.lacks_letter()), (Some(today()), false));
    let events = room.read(|q| q.head()).seq;
    assert_eq!(room.perform("berg", &note(news("32.2-17/26"), false)), Ok(Receipt::Unchanged));
    assert_eq!(room.read(|q| q.head()).seq, events, "the same again is no event");
    let other = room.perform("berg", &note(news("32.2-18/26"), false));
    assert_eq!(other, Err(Refusal::NotedOtherwise("32.2-17/26".into())));
    room.perform("berg", &note(news("32.2-18/26"), true)).unwrap();
    assert_eq!(the_order(&mut room, order.id).foreign_number.as_deref(), Some("32.2-18/26"));
}

#[test]
fn nothing_is_written_tomorrow_nor_delivered_before_it_was_written() {
    let mut room = Room::new();
    let (_, record) = in_hohenfeld(&mut room);
    let order = ordered(&mut room, &record).id;
    let mut refused = |written_on, delivered_on| {
        let news = DeliveryNews { file_number: None, written_on, delivered_on };
        room.perform("berg", &Command::NoteDelivery { order, news, replace: true })
    };
    assert_eq!(refused(today().succ_opt(), None), Err(Refusal::DeliveryDates));
    assert_eq!(refused(Some(today()), today().pred_opt()), Err(Refusal::DeliveryDates));
    assert!(refused(today().pred_opt(), Some(today())).is_ok());
}

/// As the command that corrects an address does it: the person as they are now, and everything that follows.
fn moved(room: &mut Room<MemoryStore>, person: &Person) {
    let before = room.read(|q| q.office());
    let towns = before.municipalities.clone();
    let put = |txn: &mut dyn rufliste::store::Txn| -> Result<(), rufliste::store::StoreError> {
        txn.put_person(person).map(drop)
    };
    room.store.write(put).unwrap();
    // The data change twice, so that every address is derived again.
    for list in [vec![], towns] {
        room.perform("it", &Command::PutMunicipalities(list)).unwrap();
        let mint = rufliste::domain::id::SeededMint::new(5, 0);
        let rules = crate::fixture::rules();
        let actor = Actor { user: "it", station: "it", now: room.now, rules: &rules, mint: &mint, action: None };
        room.store.write(|txn| derive(txn, None, 500, &actor)).unwrap();
    }
}

#[test]
fn an_order_of_which_nothing_is_out_follows_the_address_to_the_authority_there() {
    let mut room = Room::new();
    let (mut person, record, call) = room.contact();
    let order = ordered(&mut room, &record);
    assert_eq!(order.number.as_deref(), Some("LINDENTAL-2026-000001"));
    move_to(&mut person, "50998", "Hohenfeld", None);
    moved(&mut room, &person);
    let order = the_order(&mut room, order.id);
    assert_eq!((order.authority.as_str(), order.state), ("HOHENFELD", OrderState::Requested));
    assert_eq!(order.number.as_deref(), Some("HOHENFELD-2026-000001"));
    assert_eq!(order.former_numbers.first().map(String::as_str), Some("LINDENTAL-2026-000001"));
    assert_eq!(order.stay.map(|stay| stay.place).as_deref(), Some("Hohenfeld"));
    assert_eq!(room.call(call.id).municipality.as_deref(), Some("05999002"));
}

#[test]
fn an_order_whose_letter_is_out_stays_with_its_authority() {
    let mut room = Room::new();
    let (mut person, record) = in_hohenfeld(&mut room);
    let order = ordered(&mut room, &record);
    room.perform("berg", &Command::NoteDelivery { order: order.id, news: news("17/26"), replace: false }).unwrap();
    move_to(&mut person, "50999", "Lindental", None);
    moved(&mut room, &person);
    let kept = the_order(&mut room, order.id);
    assert_eq!((kept.authority, kept.number), (order.authority, order.number));
    let person = room.read(|q| q.person(person.id)).unwrap();
    assert_eq!(person.addresses[0].municipality.as_deref(), Some("05999001"));
}

#[test]
fn a_place_that_becomes_ambiguous_is_no_longer_any() {
    let mut room = Room::new();
    let (person, _) = in_hohenfeld(&mut room);
    let mut towns = room.read(|q| q.office()).municipalities;
    towns.push(Municipality {
        spellings: vec!["Hohenfeld".into()],
        postcodes: vec!["50998".into()],
        ..Municipality::new("05999003", "Hohenfeld-Dorf", "DORF", IssuingMode::Request)
    });
    assert_eq!(
        room.perform("haas", &Command::PutMunicipalities(towns.clone())),
        Err(Refusal::NotPermitted(rufliste::domain::user::Power::Administer))
    );
    room.perform("it", &Command::PutMunicipalities(towns)).unwrap();
    let mint = rufliste::domain::id::SeededMint::new(5, 0);
    let rules = crate::fixture::rules();
    let actor = Actor { user: "it", station: "it", now: room.now, rules: &rules, mint: &mint, action: None };
    let done = room.store.write(|txn| derive(txn, None, 500, &actor)).unwrap();
    assert_eq!((done.changed, done.last), (1, Some(person.id)));
    let again = room.store.write(|txn| derive(txn, None, 500, &actor)).unwrap();
    assert_eq!(again.changed, 0, "deriving again changes nothing");
    let unplaced = room.read(|q| q.people_unplaced(10));
    assert_eq!(unplaced.iter().map(|row| row.address.place.as_str()).collect::<Vec<_>>(), ["Hohenfeld"]);
}

#[test]
fn a_ban_on_working_stands_beside_the_quarantine_with_a_number_of_its_own() {
    let mut room = Room::new();
    let (person, record, _) = room.contact();
    ordered(&mut room, &record);
    let follow_up_until = room.record(record.id).follow_up_until;
    let ban = IssueOrder { kind: OrderKind::WorkBan, ..room.order(&record, None) };
    issue(&mut room, ban).unwrap();
    let orders = room.read(|q| q.orders_of(person.id));
    let ban = orders.iter().find(|order| order.kind == OrderKind::WorkBan).unwrap();
    assert_eq!(ban.number.as_deref(), Some("LINDENTAL-2026-000002"));
    assert_eq!((ban.result, ban.legal_basis.contains("§ 31 IfSG")), (RuleResult::Order, true));
    assert_eq!(room.record(record.id).follow_up_until, follow_up_until);
    let again = IssueOrder { kind: OrderKind::WorkBan, ..room.order(&record, None) };
    assert!(matches!(issue(&mut room, again), Err(Refusal::InForce(_))));
}

#[test]
fn where_the_rules_order_nothing_a_ban_on_working_may_be_given_with_a_reason() {
    let mut room = Room::new();
    let (person, mut record, call) = room.contact();
    record.immunity = rufliste::domain::record::Immunity::Vaccinated;
    room.put(&person, &record, &call);
    let mut ban = IssueOrder {
        id: OrderId::mint(room.now, &rufliste::domain::id::SeededMint::new(3, 0)),
        record: record.id,
        token: None,
        kind: OrderKind::WorkBan,
        from: today(),
        to: today() + chrono::Days::new(7),
        reason: None,
        spoken_to: None,
        facts: Default::default(),
    };
    assert_eq!(issue(&mut room, ban.clone()), Err(Refusal::ReasonNeeded));
    ban.reason = Some("Pflegekraft, Titer wird bestimmt".into());
    issue(&mut room, ban).unwrap();
    assert_eq!(room.read(|q| q.orders_of(person.id))[0].kind, OrderKind::WorkBan);
    assert_eq!(room.record(record.id).follow_up_until, None, "a ban on working alone is not followed up");
}

#[test]
fn the_order_office_gets_its_own_orders_once_and_the_order_says_so() {
    let mut room = Room::new();
    let (_, elsewhere, _) = room.contact();
    ordered(&mut room, &elsewhere);
    let (_, record) = in_hohenfeld(&mut room);
    let order = ordered(&mut room, &record);
    assert_eq!(room.read(|q| waiting(q, HOHENFELD)), 1);
    assert_eq!(deliver(&mut room), [(record.id, 1)]);
    assert_eq!(deliver(&mut room), [], "nothing waits");
    assert!(the_order(&mut room, order.id).municipality_informed_at.is_some());
    let sheet = |room: &mut Room<MemoryStore>, id| room.read(|q| q.record_sheet(id)).unwrap().deliveries;
    assert_eq!(sheet(&mut room, record.id), [(HOHENFELD.to_owned(), 1, 1)]);
    assert_eq!(sheet(&mut room, elsewhere.id), []);
    let lift = Command::LiftOrder { order: order.id, reason: "Test negativ".into() };
    room.perform("haas", &lift).unwrap();
    assert_eq!(deliver(&mut room), [(record.id, 2)], "who was told of it is told of its end");
}

fn deliver(room: &mut Room<MemoryStore>) -> Vec<(rufliste::domain::id::RecordId, u32)> {
    let mint = rufliste::domain::id::SeededMint::new(1, u64::from(room.read(|q| q.head()).seq as u32) << 8);
    let rules = crate::fixture::rules();
    let actor = Actor { user: "haas", station: "haas", now: room.now, rules: &rules, mint: &mint, action: None };
    let Some(batch) = room.store.write(|txn| seal(txn, HOHENFELD, &actor)).unwrap() else { return vec![] };
    let hash = rufliste::domain::audit::Hash::of(&[batch.folder().as_bytes()]);
    room.store.write(|txn| written(txn, &batch, hash, &actor)).unwrap();
    let mut members = Vec::new();
    room.read(|q| {
        each_member(q, &batch, &mut |bytes| {
            let snapshot: rufliste::domain::batch::Snapshot = serde_json::from_slice(bytes).unwrap();
            members.push((snapshot.record.id, snapshot.record.revision));
            Ok(())
        })
    });
    assert_eq!(members.len() as u64, batch.records);
    members
}

#[test]
fn an_order_office_sees_its_own_municipality_and_only_that() {
    let mut own = user("amt", &[Role::OrderOffice], &[]);
    assert_eq!(own.orders_seen(), OrdersSeen::None, "without a municipality nothing");
    own.municipality = Some("05999002".into());
    assert!(own.orders_seen().has(Some("05999002")));
    assert!(!own.orders_seen().has(Some("05999001")) && !own.orders_seen().has(None));
    assert_eq!(user("berg", &[Role::Tracer], &[]).orders_seen(), OrdersSeen::All);
    assert_eq!(user("it", &[Role::Admin], &[]).orders_seen(), OrdersSeen::None);
}
