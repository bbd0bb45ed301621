//! The order of service: what SQLite serves by index is what brute force serves, page by page, in both directions.

use chrono::TimeDelta;
use proptest::prelude::*;
use rufliste::domain::call::{Call, CallState, Callback, Priority, Reason};
use rufliste::domain::queue::{Filter, Place, Ranking};
use rufliste::domain::user::User;
use rufliste::domain::view::QueueRow;
use rufliste::store::{Queries, Result, Store, StoreError};

use super::fixture::*;

const PEOPLE: u32 = 40;

fn tracer() -> impl Strategy<Value = Option<String>> {
    prop_oneof![6 => Just(None), 1 => Just(Some("berg".to_owned())), 1 => Just(Some("wolf".to_owned())), 1 => Just(Some("Nord".to_owned()))]
}

prop_compose! {
    fn a_call()(
        // Few different times, so that ties are common.
        ready in -2i64..3, due in 0i64..4, created in 0i64..3, prefer in proptest::option::of(0i64..3),
        callback in proptest::option::weighted(0.3, (-2i64..3, tracer())), owner in tracer(),
        priority in 0usize..4, state in 0usize..6, follow_up: bool,
        language in prop_oneof![3 => Just(None), 1 => Just(Some("de")), 1 => Just(Some("tr")), 1 => Just(Some("ar"))],
        skill in prop_oneof![4 => Just(None), 1 => Just(Some("children"))],
        municipality in prop_oneof![Just(None), Just(Some("05315000")), Just(Some("05358008"))],
    ) -> Call {
        let hours = |n| at(0) + TimeDelta::minutes(10 * n);
        Call {
            ready_at: hours(ready),
            due_at: hours(due),
            created_at: hours(created) - TimeDelta::days(1),
            prefer_at: prefer.map(hours),
            callback: callback.map(|(from, owner)| Callback {
                from: hours(from), until: hours(from + 3), owner, missed: false,
            }),
            owner,
            priority: Priority::ALL[priority],
            state: *CallState::ALL.get(state).unwrap_or(&CallState::Open),
            reason: if follow_up { Reason::FollowUp } else { Reason::FirstNotification },
            language: language.map(Into::into),
            skill: skill.map(Into::into),
            municipality: municipality.map(Into::into),
            ..call(0)
        }
    }
}

fn forward(queries: &dyn Queries, user: &User, filter: &Filter, limit: usize) -> Result<Vec<QueueRow>> {
    let mut rows: Vec<QueueRow> = Vec::new();
    loop {
        let page = queries.queue_page(user, filter, rows.last().map(|row| row.place), limit, at(0))?;
        if page.is_empty() {
            return Ok(rows);
        }
        rows.extend(page);
    }
}

fn backward(queries: &dyn Queries, user: &User, filter: &Filter, from: Place, limit: usize) -> Result<Vec<QueueRow>> {
    let mut rows: Vec<QueueRow> = Vec::new();
    loop {
        let before = rows.first().map_or(from, |row| row.place);
        let mut page = queries.queue_page_before(user, filter, before, limit, at(0))?;
        if page.is_empty() {
            return Ok(rows);
        }
        page.extend(rows);
        rows = page;
    }
}

/// Whole queues by page size, forward, backward from the last row, and walked.
fn pages<S: Store>(store: &mut S, user: &User, filter: &Filter) -> [Vec<QueueRow>; 3] {
    store
        .read(|queries| {
            let all = forward(queries, user, filter, 3)?;
            let back = match all.last() {
                Some(last) => backward(queries, user, filter, last.place, 4)?,
                None => vec![],
            };
            let mut walked = Vec::new();
            queries.walk_queue(user, filter, &mut |call| {
                walked.extend(queries.queue_row(&call, user, at(0))?);
                Ok(true)
            })?;
            Ok::<_, StoreError>([all, back, walked])
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sqlite_serves_by_index_what_brute_force_serves(calls in proptest::collection::vec(a_call(), 1..PEOPLE as usize)) {
        let folder = tempfile::tempdir().unwrap();
        let (mut memory, mut sqlite) = (memory(), sqlite(folder.path()));
        fill(&mut memory, &calls);
        fill(&mut sqlite, &calls);
        let able = User {
            languages: ["tr".to_owned()].into(), skills: ["children".to_owned()].into(), team: Some("Nord".into()),
            ..user("berg")
        };
        let all = Filter::default();
        let filters = [
            all.clone(),
            Filter { mine: true, ..all.clone() },
            Filter { language: Some("tr".into()), ..all.clone() },
            Filter { language: Some("de".into()), reason: Some(Reason::FollowUp), ..all.clone() },
            Filter { municipality: Some("05315000".into()), ..all.clone() },
            Filter { waiting: true, ..all.clone() },
            Filter { waiting: true, language: Some("tr".into()), ..all },
        ];
        for minutes in [0, 12, 31] {
            let promote = |now| move |txn: &mut dyn rufliste::store::Txn| txn.promote(now, &Ranking::default(), 1_000);
            let promoted = memory.write(promote(at(minutes))).unwrap();
            prop_assert_eq!(sqlite.write(promote(at(minutes))).unwrap(), promoted);
            for user in [&able, &user("wolf"), &user("nobody")] {
                for filter in &filters {
                    let expected = pages(&mut memory, user, filter);
                    prop_assert!(expected[0].is_sorted_by_key(|row| row.place));
                    // A row of its own stands where it would be served; in a list of all, what waits stands behind.
                    let ids = |rows: &[QueueRow]| rows.iter().map(|row| row.call).collect::<Vec<_>>();
                    prop_assert_eq!(ids(&expected[0]), ids(&expected[2]));
                    prop_assert!(filter.waiting || expected[0] == expected[2]);
                    prop_assert_eq!(pages(&mut sqlite, user, filter), expected);
                }
            }
            let figures = |queries: &dyn Queries| Ok::<_, StoreError>((
                queries.queue_counts(at(minutes))?, queries.reason_counts(at(minutes))?, queries.next_wake()?,
            ));
            let counts = memory.read(figures).unwrap();
            prop_assert_eq!(counts.0.open, counts.0.ready + counts.0.waiting);
            prop_assert_eq!(sqlite.read(figures).unwrap(), counts);
        }
    }
}

fn fill<S: Store>(store: &mut S, calls: &[Call]) {
    store
        .write(|txn| {
            for (n, call) in (0..).zip(calls) {
                txn.put_person(&person(n, "Muster", "Erika"))?;
                txn.put_record(&record(n))?;
                let call = Call { id: call_id(n), record: record_id(n), person: person_id(n), ..call.clone() };
                txn.put_call(&call, at(-30), &Ranking::default())?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}
