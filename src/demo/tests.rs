//! A demo is repeatable, keeps the rules of the domain, and has something of everything.

mod census;
mod check;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{Demo, DemoRow};
use crate::domain::calendar::Land;
use crate::domain::call::{Call, Outcome};
use crate::domain::phone::{ParsedNumber, parse_cell};
use crate::domain::queue::{Band, Ranking, standing};
use crate::domain::time::{DEFAULT_ZONE, Moment, instant_of};

use census::census;
use check::check;

const LAND: Land = Land::NorthRhineWestphalia;

fn at(date: &str, time: &str) -> Moment {
    instant_of(date.parse().unwrap(), time.parse().unwrap(), DEFAULT_ZONE)
}

/// A Tuesday, twenty to eleven.
fn tuesday() -> Moment {
    at("2026-11-24", "10:40:00")
}

fn rows(seed: u64, contacts: u32, now: Moment) -> Vec<DemoRow> {
    Demo::generate(seed, contacts, now).flatten().collect()
}

fn bytes(seed: u64) -> Vec<u8> {
    serde_json::to_vec(&rows(seed, 500, tuesday())).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn every_generated_state_keeps_the_rules_of_the_domain() {
    for seed in 1..=5 {
        check(&rows(seed, 500, tuesday()), 500, tuesday());
    }
    check(&rows(1, 5_000, tuesday()), 5_000, tuesday());
}

#[test]
fn it_does_so_by_night_on_sundays_after_holidays_and_in_the_smallest_demo() {
    let moments = [
        at("2026-11-22", "15:00:00"),
        at("2026-11-23", "08:05:00"),
        at("2026-11-24", "23:30:00"),
        at("2026-11-24", "03:00:00"),
        at("2027-01-01", "12:00:00"),
        at("2026-04-07", "09:00:00"),
        at("2026-03-29", "12:00:00"),
        at("2026-11-28", "17:45:00"),
    ];
    for now in moments {
        check(&rows(3, 500, now), 500, now);
    }
    for contacts in [0, 1, 2, 3, 10, 249, 250, 251] {
        check(&rows(4, contacts, tuesday()), contacts as usize, tuesday());
    }
}

#[test]
fn a_demo_of_five_hundred_has_enough_to_do_at_any_hour_of_work() {
    for (seed, now) in [(1, tuesday()), (2, at("2026-11-23", "08:05:00")), (3, at("2026-11-27", "19:00:00"))] {
        let rows = rows(seed, 500, now);
        let ready = calls(&rows)
            .filter(|call| standing(call, now, &Ranking::default()).is_some_and(|it| it.band != Band::Waiting));
        assert!(ready.count() >= 60, "seed {seed}");
    }
}

#[test]
fn the_next_ids_and_order_numbers_go_on_where_the_demo_ends() {
    let mut demo = Demo::generate(1, 500, tuesday());
    let made: Vec<DemoRow> = demo.by_ref().flatten().collect();
    assert!(demo.mint_counter() > 2_000);
    let highest = demo.order_numbers().map(|(authority, year, last)| format!("{authority}-{year}-{last:06}"));
    let numbers: BTreeSet<_> =
        made.iter().flat_map(|row| &row.orders).filter_map(|order| order.number.clone()).collect();
    let highest: Vec<_> = highest.collect();
    assert!(highest.len() > 5 && highest.iter().all(|number| numbers.contains(number)), "{highest:?}");
}

#[test]
fn the_census_of_the_demo_is_what_the_tour_promises() {
    let all = rows(1, 500, tuesday());
    let lines: Vec<String> = census(&all, tuesday()).iter().map(|(what, count)| format!("{count:>5} {what}")).collect();
    assert_snapshot!(lines.join("\n"), @r"
      7 attempt busy
     32 attempt callback
    839 attempt complete
      2 attempt dead_number
      3 attempt hand_over
      6 attempt handled_elsewhere
      3 attempt household_refused
      6 attempt language
     78 attempt no_answer
     13 attempt not_a_contact
     12 attempt refused
      5 attempt symptoms
      3 attempt technical
     22 attempt third_party
      4 attempt unfit
     15 attempt voicemail_left
     24 attempt voicemail_none
      3 attempt wrong_number
      8 callback due
     17 callback later
      7 callback missed
    399 disease measles
     14 disease meningococcal
     19 disease mpox
     16 disease other
     52 disease pertussis
    787 done complete
     52 done ended
      3 done handed_over
      6 done handled_elsewhere
     13 done not_a_contact
      6 done too_late
      6 doubt
      3 escalated household_refused
      4 escalated letter
     12 escalated refused
      5 escalated symptoms
      4 escalated unfit
    119 extra field
    118 from SORMAS
     41 group care_staff
    329 group general
    105 group pupil
     25 group vulnerable
    101 household
    307 in a household
     43 in an institution
      1 institution
     10 language ar
    418 language de
      5 language en
     18 language pl
      4 language ro
      2 language ru
     26 language tr
     17 language uk
      5 number wrong or dead
      3 open decision
      8 open end_of_quarantine
    215 open first_notification
     52 open follow_up
     18 open index_interview
      4 open question
      4 open reminder
      2 open research
      2 order amended
     57 order in force
      8 order in force, ends today
     74 order issued
      6 order lifted
     43 order requested
     56 overdue
     20 pinned note
    171 ready
     15 ready, callback
     25 ready, would rather wait
     30 record case
    470 record contact
      2 two orders
     95 waiting
      3 with a legal representative
    306 with an open call
    107 with guardians
      2 withdrawn -
      6 withdrawn withdrawn
    254 worked
    ");
}

fn calls(rows: &[DemoRow]) -> impl Iterator<Item = &Call> {
    rows.iter().flat_map(|row| &row.calls)
}

#[test]
fn a_gap_between_tries_is_at_least_what_the_plan_asks() {
    for row in rows(2, 500, tuesday()) {
        for pair in
            row.attempts.windows(2).filter(|pair| pair[0].call == pair[1].call && pair[0].outcome == Outcome::NoAnswer)
        {
            assert!(pair[1].ended_at - pair[0].ended_at >= TimeDelta::hours(2), "{row:#?}");
        }
    }
}

#[test]
fn every_number_is_shown_as_the_import_would_show_it() {
    for row in rows(1, 500, tuesday()) {
        for phone in &row.person.phones {
            let parsed: Vec<_> = parse_cell(&phone.raw, "DE").into_iter().map(ParsedNumber::into_phone).collect();
            let understood =
                parsed.first().filter(|it| it.e164.is_some()).map(|it| (it.e164.clone(), it.shown.clone()));
            assert_eq!(
                understood,
                phone.e164.is_some().then(|| (phone.e164.clone(), phone.shown.clone())),
                "{}",
                phone.raw
            );
        }
    }
}
