//! How a call stands at one instant, in which order calls are served, and to whom.

use chrono::DateTime;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::domain::call::Callback;
use crate::domain::user::Role;

fn at(minute: i64) -> Moment {
    DateTime::from_timestamp_millis(0).unwrap() + TimeDelta::minutes(minute)
}

fn call(reason: Reason) -> Call {
    let nobody = Uuid::nil();
    let fields = json!({
        "id": nobody, "record": nobody, "person": nobody, "reason": reason, "state": "open", "priority": "normal",
        "created_at": at(0), "ready_at": at(60), "due_at": at(600),
    });
    serde_json::from_value(fields).unwrap()
}

fn with_callback(owner: Option<&str>) -> Call {
    let callback = Callback { from: at(90), until: at(120), owner: owner.map(str::to_owned), missed: false };
    Call { callback: Some(callback), ..call(Reason::FirstNotification) }
}

fn user(name: &str) -> User {
    serde_json::from_value(json!({ "name": name, "roles": [Role::Tracer], "languages": ["tr"], "skills": ["clinic"] }))
        .unwrap()
}

fn stands(call: &Call, minute: i64) -> Standing {
    standing(call, at(minute), &Ranking::default()).unwrap()
}

#[test]
fn a_call_waits_until_it_is_ready() {
    let call = call(Reason::FirstNotification);
    let (waits, ready) = (stands(&call, 59), stands(&call, 60));
    assert_eq!((waits.band, waits.wake_at), (Band::Waiting, Some(at(60))));
    assert_eq!((ready.band, ready.wake_at, ready.rank), (Band::Ready, None, at(600)));
    let closed = Call { state: CallState::Done, ..call };
    assert_eq!(standing(&closed, at(60), &Ranking::default()), None);
}

#[test]
fn what_prefers_a_daypart_is_ready_at_it() {
    let call = Call { prefer_at: Some(at(100)), ..call(Reason::FirstNotification) };
    let (prefers, ready) = (stands(&call, 99), stands(&call, 100));
    assert_eq!((prefers.band, prefers.wake_at), (Band::Prefers, Some(at(100))));
    assert_eq!((ready.band, ready.wake_at), (Band::Ready, None));
}

#[test]
fn the_weight_of_its_class_brings_a_deadline_nearer() {
    let rank = |priority| stands(&Call { priority, ..call(Reason::FirstNotification) }, 60).rank;
    let hours = |priority| (rank(Priority::Normal) - rank(priority)).num_hours();
    assert_eq!([Priority::Urgent, Priority::High, Priority::Low].map(hours), [24, 8, -24]);
    assert_eq!(rank(Priority::Normal), at(600));
    let plan = Ranking::of(&Plan::built_in());
    assert_eq!(plan.weight(Priority::High), TimeDelta::hours(12));
    assert_eq!(plan.hold, TimeDelta::minutes(15));
}

#[test]
fn a_callback_stands_at_its_time_but_no_sooner_than_the_call_is_ready() {
    let call = with_callback(None);
    let (waits, ready) = (stands(&call, 89), stands(&call, 90));
    assert_eq!((waits.band, waits.wake_at), (Band::Waiting, Some(at(90))));
    assert_eq!((ready.band, ready.rank, ready.wake_at, ready.exclusive), (Band::Callback, at(90), None, None));
    let later = Call { ready_at: at(95), ..call };
    assert_eq!((stands(&later, 94).band, stands(&later, 95).band), (Band::Waiting, Band::Callback));
}

#[test]
fn a_callback_is_its_tracers_until_the_hold_has_passed() {
    let call = with_callback(Some("berg"));
    let (held, free) = (stands(&call, 104), stands(&call, 105));
    assert_eq!((held.exclusive.as_deref(), held.wake_at), (Some("berg"), Some(at(105))));
    assert_eq!((free.exclusive.as_deref(), free.wake_at), (None, None));
    assert_eq!((held.mine.as_deref(), free.mine.as_deref()), (Some("berg"), Some("berg")));
    assert_eq!(stands(&call, 60).wake_at, Some(at(90)), "it wakes first when its time comes");
    let tiers = |minute| ["berg", "neu"].map(|name| tier(&call, &stands(&call, minute), &user(name)));
    assert_eq!(tiers(89), [None, None]);
    assert_eq!(tiers(104), [Some(Tier::MyCallback), None]);
    assert_eq!(tiers(105), [Some(Tier::MyCallback), Some(Tier::Callback)]);
}

#[test]
fn what_is_assigned_is_served_to_its_owner_alone_and_first() {
    let assigned = Call { owner: Some("berg".into()), ..with_callback(Some("neu")) };
    let standing = stands(&assigned, 110);
    assert_eq!((standing.exclusive.as_deref(), standing.mine.as_deref()), (Some("berg"), Some("berg")));
    assert_eq!(tier(&assigned, &standing, &user("berg")), Some(Tier::Assigned));
    assert_eq!(tier(&assigned, &standing, &user("neu")), None);
    let early = stands(&assigned, 60);
    assert_eq!(tier(&assigned, &early, &user("berg")), None, "it waits like any other");
}

#[test]
fn ready_comes_before_what_would_rather_wait() {
    let ready = call(Reason::FirstNotification);
    let prefers = Call { prefer_at: Some(at(100)), ..ready.clone() };
    let of = |call: &Call| tier(call, &stands(call, 70), &user("berg"));
    assert_eq!((of(&ready), of(&prefers)), (Some(Tier::Deadline), Some(Tier::Prefers)));
}

#[test]
fn places_go_by_tier_then_rank_then_age_then_id() {
    let place = |tier, rank, created, id| Place {
        tier,
        rank: at(rank),
        created_at: at(created),
        call: CallId(Uuid::from_u128(id)),
    };
    let sorted = [
        place(Tier::Assigned, 9, 9, 9),
        place(Tier::Deadline, 1, 9, 9),
        place(Tier::Deadline, 2, 1, 9),
        place(Tier::Deadline, 2, 2, 1),
        place(Tier::Deadline, 2, 2, 2),
    ];
    assert!(sorted.windows(2).all(|pair| pair[0].cmp(&pair[1]) == Ordering::Less));
    assert_eq!(sorted[0].partial_cmp(&sorted[0]), Some(Ordering::Equal));
}

#[test]
fn filters_restrict() {
    let institution = InstitutionId(Uuid::from_u128(7));
    let call = Call {
        language: Some("tr".into()),
        municipality: Some("05999001".into()),
        institution: Some(institution),
        owner: Some("berg".into()),
        ..call(Reason::FollowUp)
    };
    let passes = |filter: &Filter| filter.admits(&call, &user("berg"));
    let none = Filter::default();
    assert!(none.is_empty() && passes(&none));
    let fitting = Filter {
        reason: Some(Reason::FollowUp),
        municipality: Some("05999001".into()),
        language: Some("tr".into()),
        institution: Some(institution),
        mine: true,
        desk: false,
        waiting: false,
    };
    assert!(!fitting.is_empty() && passes(&fitting));
    assert!(!fitting.admits(&call, &user("neu")));
    for other in [
        Filter { reason: Some(Reason::Enquiry), ..fitting.clone() },
        Filter { municipality: Some("05999002".into()), ..fitting.clone() },
        Filter { language: Some("de".into()), ..fitting.clone() },
        Filter { institution: Some(InstitutionId(Uuid::nil())), ..fitting.clone() },
    ] {
        assert!(!passes(&other), "{other:?}");
    }
    let desk = Filter { desk: true, ..none.clone() };
    assert!(!passes(&desk) && desk.admits(&Call { reason: Reason::Research, ..call.clone() }, &user("berg")));
    let german = Filter { language: Some("de".into()), ..none };
    assert!(german.admits(&Call { language: None, ..call.clone() }, &user("berg")));
}

#[test]
fn mine_is_what_was_assigned_to_me_or_agreed_with_me() {
    let assigned = Call { owner: Some("berg".into()), ..call(Reason::FollowUp) };
    for call in [assigned, with_callback(Some("berg"))] {
        assert!(is_mine(&call, &user("berg")) && !is_mine(&call, &user("neu")));
    }
    assert!(!is_mine(&call(Reason::FollowUp), &user("berg")));
}

#[test]
fn who_lacks_language_or_skill_cannot_take_a_call() {
    let needing = |language: Option<&str>, skill: Option<&str>| Call {
        language: language.map(str::to_owned),
        skill: skill.map(str::to_owned),
        ..call(Reason::FollowUp)
    };
    let takes = |language, skill| can_take(&user("berg"), &needing(language, skill));
    assert!(takes(None, None) && takes(Some("tr"), None) && takes(None, Some("clinic")));
    assert!(!takes(Some("ru"), None) && !takes(Some("ru"), Some("clinic")));
    assert!(!takes(Some("tr"), Some("deaf")) && !takes(None, Some(ORDER_SKILL)));
    let lead: User = serde_json::from_value(json!({ "name": "haas", "roles": [Role::Supervisor] })).unwrap();
    assert!(has_skill(&lead, ORDER_SKILL) && !has_skill(&lead, "clinic"));
}

#[test]
fn overdue_is_open_and_past_its_deadline() {
    let call = call(Reason::FollowUp);
    assert_eq!([599, 600, 601].map(|minute| is_overdue(&call, at(minute))), [false, false, true]);
    assert!(!is_overdue(&Call { state: CallState::Done, ..call }, at(601)));
}

#[test]
fn the_class_comes_from_group_kind_and_exposure() {
    let today: NaiveDate = "2026-03-03".parse().unwrap();
    let record = |kind: Kind, group: Group, category: Option<Category>, days: i64| -> Record {
        let nobody = Uuid::nil();
        let fields = json!({
            "id": nobody, "reference": crate::domain::id::Reference::new(1), "kind": kind, "person": nobody,
            "disease": "measles", "created_at": at(0), "source": "list", "group": group, "immunity": "none",
            "classification": "unconfirmed",
            "exposure": { "last": today - TimeDelta::days(days), "category": category },
        });
        serde_json::from_value(fields).unwrap()
    };
    let class = |kind, group, category, days| priority_of(&record(kind, group, category, days), today);
    for group in [Group::Vulnerable, Group::CareStaff] {
        assert_eq!(class(Kind::Case, group, None, 9), Priority::Urgent);
    }
    for group in [Group::General, Group::Pupil] {
        assert_eq!(class(Kind::Case, group, None, 9), Priority::High);
        assert_eq!(class(Kind::Contact, group, Some(Category::Household), 9), Priority::High);
        assert_eq!(class(Kind::Contact, group, Some(Category::Close), 2), Priority::High);
        assert_eq!(class(Kind::Contact, group, Some(Category::Close), 3), Priority::Normal);
    }
}
