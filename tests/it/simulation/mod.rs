//! A virtual day in the call room, on the store in memory: two hundred stations, thousands of calls, everything that goes
//! wrong, and the invariants of the domain after every step. What a seed brings about comes out the same again:
//!
//! `RUFLISTE_SEED=17 cargo test --test it simulation::days_keep` runs the day of one seed;
//! `RUFLISTE_TRAIL=1` beside it prints every step.

mod day;
mod dice;
mod faults;
mod invariants;
mod office;
mod station;
mod town;
mod watch;

use std::time::Instant;

use self::day::{Day, Scale};
use self::faults::Fault;

/// How many seeds the long run tries.
const MANY: u64 = 40;
/// A slow day in a full room: quick enough for every run.
const SLOW: Scale = Scale { stations: 200, people: 1_200, slowness: 10 };
/// As busy as it gets.
const BUSY: Scale = Scale { stations: 200, people: 3_000, slowness: 3 };
/// Few people and many who call them.
const CROWDED: Scale = Scale { stations: 60, people: 250, slowness: 1 };
/// Seeds until which a planted fault must have been noticed.
const UNTIL: u64 = 3;
/// How many steps a failure shows.
const SHOWN: u64 = 25;

/// The day of a seed; panics with all that is needed to see it again.
fn holds(seed: u64, scale: Scale) {
    let began = Instant::now();
    let told_from = if std::env::var_os("RUFLISTE_TRAIL").is_some() { 0 } else { u64::MAX };
    let day = Day::run(seed, scale, None, told_from);
    for line in &day.trail {
        println!("{line}");
    }
    let (saved, events, orders, batches) = day.ledger.counts();
    println!(
        "seed {seed}: {} steps ({} refused), {saved} attempts, {events} events, {orders} orders, {batches} batches, {:?}",
        day.steps,
        day.refused,
        began.elapsed()
    );
    let Some(breach) = day.breach else { return };
    let again = Day::run(seed, scale, None, day.steps.saturating_sub(SHOWN));
    let long = if std::env::var_os("RUFLISTE_LONG").is_some() { "RUFLISTE_LONG=1 " } else { "" };
    panic!(
        "invariant {}: {}\n{}\nagain: {long}RUFLISTE_SEED={seed} cargo test --test it simulation::days_keep -- --nocapture\n",
        breach.invariant,
        breach.what,
        again.trail.join("\n")
    );
}

/// A day of every run; of the one seed that was asked for, if there is one.
fn day(seed: u64) {
    if std::env::var_os("RUFLISTE_SEED").is_none() {
        holds(seed, SLOW);
    }
}

#[test]
fn the_first_day_keeps_every_invariant() {
    day(1);
}

#[test]
fn the_second_day_keeps_every_invariant() {
    day(2);
}

#[test]
fn the_third_day_keeps_every_invariant() {
    day(3);
}

/// The seed that was asked for, or in the long run many busy days.
#[test]
fn days_keep_every_invariant() {
    let is_long = std::env::var_os("RUFLISTE_LONG").is_some();
    let scale = |seed: u64| match seed % 4 {
        _ if !is_long => SLOW,
        0 => BUSY,
        _ => CROWDED,
    };
    match std::env::var("RUFLISTE_SEED").map(|seed| seed.parse().unwrap()) {
        Ok(seed) => holds(seed, scale(seed)),
        Err(_) if is_long => (1..=MANY).for_each(|seed| holds(seed, scale(seed))),
        Err(_) => {}
    }
}

#[test]
fn a_day_comes_out_the_same_again() {
    let small = Scale { stations: 20, people: 100, slowness: 6 };
    let day = || Day::run(5, small, None, 0).trail;
    assert_eq!(day(), day());
}

/// The invariant that a planted fault breaks.
fn noticed(fault: Fault) -> u8 {
    let small = Scale { stations: 60, people: 250, slowness: 4 };
    for seed in 1..=UNTIL {
        if let Some(breach) = Day::run(seed, small, Some(fault), u64::MAX).breach {
            println!("{fault:?}: seed {seed}, invariant {}: {}", breach.invariant, breach.what);
            return breach.invariant;
        }
    }
    panic!("{fault:?} goes unnoticed");
}

macro_rules! planted {
    ($($name:ident: $fault:ident breaks $invariant:literal,)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(noticed(Fault::$fault), $invariant);
        })*
    };
}

planted! {
    a_store_without_a_token_check_is_noticed: NoTokenCheck breaks 1,
    a_claim_in_two_transactions_is_noticed: SplitClaim breaks 1,
    a_lost_event_is_noticed: LostEvent breaks 6,
    an_attempt_stored_twice_is_noticed: AttemptTwice breaks 2,
    a_lost_write_is_noticed: LostWrite breaks 2,
    an_order_number_given_twice_is_noticed: NumberAgain breaks 4,
    a_batch_number_left_out_is_noticed: BatchSkipped breaks 4,
    a_revision_in_two_batches_or_none_is_noticed: RevisionAstray breaks 3,
    two_leases_on_one_number_are_noticed: TwoOnANumber breaks 1,
    a_stale_commitment_is_noticed: StaleCommitment breaks 6,
}
