//! The queue, its leases and its figures.

use chrono::TimeDelta;
use rufliste::domain::call::{Call, CallState, Callback, Outcome, Priority, Reason};
use rufliste::domain::handling::{Pause, Signed};
use rufliste::domain::id::CallId;
use rufliste::domain::lease::{LeaseKey, keys_of};
use rufliste::domain::queue::{Filter, Ranking, Tier};
use rufliste::domain::record::Record;
use rufliste::domain::upkeep::Upkeep;
use rufliste::domain::user::{Right, Role, User};
use rufliste::store::{Queries, Store, StoreError};
use uuid::Uuid;

use super::super::fixture::*;
use super::{enter, number, put_calls, ranking, read, served, write};

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

pub fn a_lease_that_covers_less_keeps_its_keys<S: Store>(store: &mut S) {
    enter(store, 2);
    put_calls(store, 0, &[call(0), call(1)]);
    write(store, |txn| txn.put_lease(&lease(1, &[0, 1], "1"), &[keys_of(&call(0)), keys_of(&call(1))].concat()));
    let rest = lease(1, &[1], "1");
    write(store, |txn| txn.renew_lease(&rest));
    read(store, |q| {
        assert_eq!((q.lease_of(call_id(0))?, q.lease_of(call_id(1))?), (None, Some(rest.clone())));
        assert_eq!(q.lease_on(&LeaseKey::Call(call_id(0)))?, Some(rest.clone()), "still locked");
        assert_eq!(q.leases()?.len(), 1);
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

pub fn a_parked_lease_is_not_the_one_at_work<S: Store>(store: &mut S) {
    enter(store, 2);
    put_calls(store, 0, &[call(0), call(1)]);
    let (first, second) = (lease(1, &[0], "1"), lease(2, &[1], "1"));
    let parked = first.parked(at(5));
    write(store, |txn| {
        txn.put_lease(&first, &keys_of(&call(0)))?;
        txn.renew_lease(&parked)
    });
    let state = |q: &dyn Queries| Ok((q.lease_of_station("1")?, q.parked_lease_of("1")?));
    assert_eq!(read(store, state), (None, Some(parked.clone())));
    write(store, |txn| txn.put_lease(&second, &keys_of(&call(1))));
    assert_eq!(read(store, state), (Some(second.clone()), Some(parked.clone())));
    assert_eq!(read(store, |q| q.lease_on(&LeaseKey::Call(call_id(0)))), Some(parked), "its keys are held");
    let resumed = first.resumed(at(9));
    write(store, |txn| {
        txn.end_lease(2)?;
        txn.renew_lease(&resumed)
    });
    assert_eq!(read(store, state), (Some(resumed), None));
}

pub fn an_undone_attempt_counts_nowhere<S: Store>(store: &mut S) {
    enter(store, 1);
    put_calls(store, 0, &[call(0)]);
    let mut undone = attempt(1, 0, 10, Outcome::NoAnswer);
    write(store, |txn| txn.put_attempt(&undone));
    undone.undone = Some(rufliste::domain::call::Undone { by: "berg".into(), at: at(11) });
    write(store, |txn| txn.put_attempt(&undone));
    assert_eq!(read(store, |q| q.attempts_of(record_id(0))), [undone], "it stays to be read");
    assert!(read(store, |q| q.tries_on("+492214710", at(0))).is_empty());
    assert_eq!(read(store, |q| q.my_day("berg", at(0))).attempts, 0);
    assert_eq!(read(store, |q| q.outcome_counts(at(0), at(60))), []);
}

pub fn escalated_calls_come_oldest_first<S: Store>(store: &mut S) {
    enter(store, 3);
    let raised = |n, created| Call { state: CallState::Escalated, created_at: at(created), ..call(n) };
    put_calls(store, 0, &[raised(0, 5), raised(1, 2), call(2)]);
    let ids: Vec<u32> = read(store, |q| q.escalated(10)).iter().map(|call| number(call.id.0)).collect();
    assert_eq!(ids, [1, 0]);
    assert_eq!(read(store, |q| q.escalated(1)).len(), 1);
}

pub fn open_calls_are_found_by_reason_and_by_whose_they_are<S: Store>(store: &mut S) {
    enter(store, 5);
    let agreed = |owner: &str| Callback { from: at(60), until: at(90), owner: Some(owner.into()), missed: false };
    put_calls(
        store,
        0,
        &[
            Call { reason: Reason::Decision, created_at: at(3), ..call(0) },
            Call {
                reason: Reason::Decision,
                created_at: at(1),
                owner: Some("berg".into()),
                ready_at: at(120),
                ..call(1)
            },
            Call { callback: Some(agreed("berg")), ..call(2) },
            Call { callback: Some(agreed("kern")), ..call(3) },
            Call { owner: Some("berg".into()), state: CallState::Done, ..call(4) },
        ],
    );
    let ids = |calls: Vec<Call>| calls.iter().map(|call| number(call.id.0)).collect::<Vec<_>>();
    assert_eq!(ids(read(store, |q| q.open_calls_for(Reason::Decision, 10))), [1, 0]);
    assert_eq!(ids(read(store, |q| q.open_calls_for(Reason::Decision, 1))), [1]);
    assert_eq!(ids(read(store, |q| q.own_calls("berg"))), [2, 1], "waiting ones too, earliest first");
    assert_eq!(ids(read(store, |q| q.own_calls("nobody"))), [0; 0]);
}

pub fn a_teams_call_is_served_to_the_team_alone<S: Store>(store: &mut S) {
    enter(store, 2);
    let of = |owner: &str, n| Call { owner: Some(owner.into()), ..call(n) };
    put_calls(store, 0, &[of("team:Nord", 0), of("role:supervisor", 1)]);
    let in_team = |name: &str, team: &str| User { team: Some(team.into()), ..user(name) };
    let lead = User { roles: [rufliste::domain::user::Role::Supervisor].into(), ..user("haas") };
    assert_eq!(served(store, &in_team("berg", "Nord"), &Filter::default()), [0]);
    assert_eq!(served(store, &in_team("kern", "Süd"), &Filter::default()), [0; 0]);
    assert_eq!(served(store, &lead, &Filter::default()), [1]);
    let mine = Filter { mine: true, ..Filter::default() };
    assert_eq!(served(store, &in_team("berg", "Nord"), &mine), [0]);
}

pub fn pauses_and_the_shifts_note_read_back<S: Store>(store: &mut S) {
    let pause = |station: &str, since, reason: &str| Pause {
        station: station.into(),
        user: "berg".into(),
        since: at(since),
        reason: reason.into(),
    };
    write(store, |txn| {
        txn.put_pause(&pause("2", 5, "Essen"))?;
        txn.put_pause(&pause("1", 3, "Telefon"))?;
        txn.put_pause(&pause("1", 4, "Besprechung"))?;
        txn.put_shift_note(&Signed { at: at(1), by: "haas".into(), text: "Schule Nord zuerst".into() })
    });
    let stations = |store: &mut S| {
        read(store, |q| q.pauses()).into_iter().map(|pause| (pause.station, pause.reason)).collect::<Vec<_>>()
    };
    assert_eq!(stations(store), [("1".into(), "Besprechung".into()), ("2".into(), "Essen".to_owned())]);
    write(store, |txn| txn.end_pause("1"));
    assert_eq!(stations(store), [("2".to_owned(), "Essen".to_owned())]);
    assert_eq!(read(store, |q| q.shift_note()).unwrap().text, "Schule Nord zuerst");
    write(store, |txn| txn.put_shift_note(&Signed { at: at(2), by: "haas".into(), text: String::new() }));
    assert_eq!(read(store, |q| q.shift_note()), None);
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

pub fn other_weights_rank_every_open_call_anew_step_by_step<S: Store>(store: &mut S) {
    enter(store, 4);
    let made = |n: u32, priority, due| Call { priority, due_at: at(due), ..call(n) };
    let closed = Call { state: CallState::Done, ..call(3) };
    put_calls(
        store,
        0,
        &[made(0, Priority::Normal, 60), made(1, Priority::Urgent, 120), made(2, Priority::Low, 90), closed],
    );
    let anyone = user("berg");
    assert_eq!(served(store, &anyone, &Filter::default()), [1, 0, 2]);
    let level = Ranking { weights: ranking().weights.map(|(class, _)| (class, TimeDelta::zero())), ..ranking() };
    let step = |store: &mut S, behind, limit| write(store, |txn| txn.rerank(behind, at(0), &level, limit));
    assert_eq!(step(store, CallId(uuid::Uuid::nil()), 2), Some(call_id(1)));
    assert_eq!(step(store, call_id(1), 3), None);
    assert_eq!(served(store, &anyone, &Filter::default()), [0, 2, 1]);
}

pub fn the_upkeep_reads_back<S: Store>(store: &mut S) {
    assert_eq!(read(store, |q| q.upkeep()), Upkeep::default());
    let upkeep = Upkeep::default().taken_by("Platz 4", at(0)).unwrap().ranked_by(&ranking(), at(0), at(0)).unwrap();
    write(store, |txn| txn.put_upkeep(&upkeep));
    assert_eq!(read(store, |q| q.upkeep()), upkeep);
}

pub fn waiting_calls_are_counted_by_the_hour<S: Store>(store: &mut S) {
    enter(store, 6);
    let agreed = Callback { from: at(130), until: at(160), owner: None, missed: false };
    let calls = [
        call(0),
        Call { ready_at: at(70), ..call(1) },
        Call { ready_at: at(110), ..call(2) },
        Call { callback: Some(agreed), ..call(3) },
        Call { prefer_at: Some(at(300)), ..call(4) },
        Call { state: CallState::Done, ready_at: at(70), ..call(5) },
    ];
    put_calls(store, 0, &calls);
    assert_eq!(read(store, |q| q.waiting_by_hour(at(0))), [(at(60), 2), (at(120), 1)]);
    assert_eq!(read(store, |q| q.rather_waiting()), 1);
    let mut seen = Vec::new();
    read(store, |q| {
        q.each_open_call(&mut |call| {
            seen.push(call.id);
            Ok(())
        })
    });
    seen.sort_unstable();
    assert_eq!(seen, [0, 1, 2, 3, 4].map(call_id));
}

pub fn what_needs_no_telephone_is_walked_alone<S: Store>(store: &mut S) {
    enter(store, 3);
    let reminder = Call { reason: Reason::Reminder, ..call(1) };
    let question = Call { reason: Reason::Question, owner: Some("berg".into()), ..call(2) };
    put_calls(store, 0, &[call(0), reminder, question]);
    assert_eq!(served(store, &user("berg"), &Filter { desk: true, ..Filter::default() }), [2, 1]);
    assert_eq!(served(store, &user("wolf"), &Filter { desk: true, ..Filter::default() }), [1]);
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

pub fn a_call_of_a_team_is_served_to_its_members_alone<S: Store>(store: &mut S) {
    enter(store, 3);
    put_calls(
        store,
        0,
        &[
            call(0),
            Call { owner: Some("Nord".into()), ..call(1) },
            Call { owner: Some("Nord".into()), ready_at: at(30), ..call(2) },
        ],
    );
    let of = |name: &str, team: &str| User { team: Some(team.into()), ..user(name) };
    let mine = Filter { mine: true, ..Filter::default() };
    for member in [of("berg", "Nord"), of("wolf", "Nord")] {
        assert_eq!(served(store, &member, &Filter::default()), [1, 0]);
        assert_eq!(served(store, &member, &mine), [1]);
    }
    for other in [of("klein", "Süd"), user("haas")] {
        assert_eq!(served(store, &other, &Filter::default()), [0]);
        assert!(served(store, &other, &mine).is_empty());
    }
    write(store, |txn| txn.promote(at(30), &ranking(), 10));
    assert_eq!(served(store, &of("berg", "Nord"), &mine), [1, 2]);
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

pub fn the_right_to_order_is_a_skill_of_the_queue<S: Store>(store: &mut S) {
    enter(store, 2);
    let order = || Some(rufliste::domain::queue::ORDER_SKILL.to_owned());
    put_calls(store, 0, &[Call { skill: order(), ..call(0) }, call(1)]);
    let all = Filter::default();
    let speaker = User { rights: [Right::Order].into(), ..user("b") };
    assert_eq!(served(store, &user("berg"), &all), [1]);
    assert_eq!(served(store, &speaker, &all), [0, 1]);
    assert_eq!(served(store, &User { roles: [Role::Supervisor].into(), ..user("haas") }, &all), [0, 1]);
}

pub fn what_open_calls_need_is_counted_and_whoever_leads_sees_them_all<S: Store>(store: &mut S) {
    enter(store, 6);
    put_calls(
        store,
        0,
        &[
            Call { language: Some("fa".into()), ..call(0) },
            Call { language: Some("fa".into()), ready_at: at(30), ..call(1) },
            Call { skill: Some("prison".into()), ..call(2) },
            Call { language: Some("ar".into()), skill: Some("prison".into()), ..call(3) },
            Call { language: Some("de".into()), ..call(4) },
            Call { language: Some("fa".into()), state: CallState::Done, ..call(5) },
        ],
    );
    let needs = |store: &mut S, until| -> Vec<(String, u64)> {
        let mut found: Vec<_> = read(store, |q| q.needs(until)).iter().map(|(need, n)| (need.codes(), *n)).collect();
        found.sort();
        found
    };
    let counted = |pairs: &[(&str, u64)]| pairs.iter().map(|(need, n)| ((*need).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(needs(store, None), counted(&[("ar prison", 1), ("fa", 2), ("prison", 1)]));
    assert_eq!(needs(store, Some(at(0))), counted(&[("ar prison", 1), ("fa", 1), ("prison", 1)]));
    let lead = User { roles: [Role::Supervisor].into(), ..user("haas") };
    let sees = read(store, |q| rufliste::store::bulk::overview(q, lead, &Filter::default()));
    let page = read(store, |q| q.queue_page(&sees, &Filter::default(), None, 9, at(0)));
    assert_eq!(page.len(), 4, "also what nobody of the office speaks");
    let tracer = read(store, |q| rufliste::store::bulk::overview(q, user("berg"), &Filter::default()));
    assert_eq!(read(store, |q| q.queue_page(&tracer, &Filter::default(), None, 9, at(0))).len(), 1);
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
    let rows = read(store, |q| q.queue_page(&user("wolf"), &Filter::default(), None, 5, at(9)));
    let row = &rows[0];
    assert_eq!((row.name.as_str(), row.place_name.as_str(), row.birth), ("Muster, Erika", "Köln", erika.birth));
    assert_eq!((row.reference, row.attempts, row.last_outcome), (record(0).reference, 2, Some(Outcome::Busy)));
    assert_eq!(row.phone.as_deref(), Some("02211000000"));
    assert_eq!(row.leased_by, Some(("berg".into(), "7".into())));
    assert_eq!((row.place.tier, row.place.rank), (Tier::Deadline, at(0)));
    let asked = read(store, |q| q.queue_row(&q.call(call_id(0))?.unwrap(), &user("wolf"), at(9)));
    assert_eq!(asked.as_ref(), Some(row));
    let later = read(store, |q| q.queue_page(&user("wolf"), &Filter::default(), None, 5, at(10)));
    assert_eq!(later[0].leased_by, None, "a lease that ran out is none");
    let asked = read(store, |q| q.queue_row(&q.call(call_id(0))?.unwrap(), &user("wolf"), at(10)));
    assert_eq!(asked.as_ref(), Some(&later[0]));
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

pub fn what_time_alone_must_change_is_found_until_it_is_changed<S: Store>(store: &mut S) {
    enter(store, 4);
    let agreed = |n, until, missed| {
        let callback = Callback { from: at(until - 30), until: at(until), owner: None, missed };
        Call { callback: Some(callback), ..call(n) }
    };
    put_calls(store, 0, &[agreed(0, 50, false), agreed(1, 40, false), agreed(2, 40, true), agreed(3, 100, false)]);
    let missed = |store: &mut S| read(store, |q| q.calls_missed(at(60), 10));
    let ids = |calls: Vec<Call>| calls.iter().map(|call| number(call.id.0)).collect::<Vec<u32>>();
    assert_eq!(ids(missed(store)), [1, 0], "the longest missed first, what is flagged no more");
    assert_eq!(read(store, |q| q.calls_missed(at(60), 1)).len(), 1);
    put_calls(store, 0, &[agreed(1, 40, true), Call { state: CallState::Done, ..agreed(0, 50, false) }]);
    assert_eq!(ids(missed(store)), Vec::<u32>::new());
}

pub fn calls_are_too_late_by_the_last_day_of_their_record<S: Store>(store: &mut S) {
    enter(store, 3);
    put_calls(
        store,
        0,
        &[call(0), Call { reason: Reason::FollowUp, ..call(1) }, Call { reason: Reason::Reminder, ..call(2) }],
    );
    let until = |n, day| Record { follow_up_until: Some(date(day)), ..record(n) };
    let late = |store: &mut S| -> Vec<u32> {
        read(store, |q| q.calls_too_late(date("2026-03-10"), 10)).iter().map(|call| number(call.id.0)).collect()
    };
    assert_eq!(late(store), Vec::<u32>::new(), "no last day, never too late");
    for changed in [until(0, "2026-03-09"), until(1, "2026-03-08"), until(2, "2026-03-08")] {
        write(store, |txn| txn.put_record(&changed));
    }
    assert_eq!(late(store), [1, 0], "the earliest day first; a reminder is never too late");
    write(store, |txn| txn.put_record(&until(1, "2026-03-10")));
    put_calls(store, 0, &[Call { state: CallState::Done, ..call(0) }]);
    assert_eq!(late(store), Vec::<u32>::new(), "on the day itself there is time; what is settled stays settled");
}
