//! Who is there, whose lease was ended from elsewhere, whose callback is held, and how long.

use rufliste::domain::call::{Call, Callback};
use rufliste::domain::handling::Presence;
use rufliste::domain::lease::{LeaseKey, keys_of};
use rufliste::domain::queue::Filter;
use rufliste::store::Store;

use super::super::fixture::*;
use super::{enter, put_calls, ranking, read, served, write};

pub fn who_is_at_a_station_reads_back<S: Store>(store: &mut S) {
    let at_desk = |station: &str, user: &str, minutes| Presence {
        station: station.into(),
        user: user.into(),
        since: at(0),
        seen_at: at(minutes),
    };
    write(store, |txn| txn.put_presence(&at_desk("2", "wolf", 0)));
    write(store, |txn| txn.put_presence(&at_desk("1", "berg", 0)));
    write(store, |txn| txn.put_presence(&at_desk("1", "neu", 5)));
    assert_eq!(read(store, |q| q.present()), [at_desk("1", "neu", 5), at_desk("2", "wolf", 0)]);
    write(store, |txn| txn.end_presence("2"));
    assert_eq!(read(store, |q| q.present()), [at_desk("1", "neu", 5)]);
}

pub fn a_lapsed_lease_frees_its_keys_and_is_known_by_its_token<S: Store>(store: &mut S) {
    enter(store, 1);
    put_calls(store, 0, &[call(0)]);
    write(store, |txn| txn.put_lease(&lease(1, &[0], "1"), &keys_of(&call(0))));
    assert_eq!(read(store, |q| q.leases_of("berg")), [lease(1, &[0], "1")]);
    assert_eq!(read(store, |q| q.next_lease_end(at(9))), Some(at(10)));
    assert_eq!(read(store, |q| q.next_lease_end(at(10))), None);
    write(store, |txn| txn.lapse_lease(1, at(3)));
    read(store, |q| {
        assert_eq!(q.lease(1)?, Some(lease(1, &[0], "1").lapsed()));
        assert_eq!((q.lease_of(call_id(0))?, q.lease_on(&LeaseKey::Call(call_id(0)))?), (None, None));
        assert_eq!((q.leases()?.len(), q.leases_of("berg")?.len(), q.lease_of_station("1")?), (0, 0, None));
        Ok(())
    });
    write(store, |txn| txn.put_lease(&lease(2, &[0], "2"), &keys_of(&call(0))));
}

pub fn a_held_callback_is_anybodys_once_its_owner_is_away<S: Store>(store: &mut S) {
    enter(store, 2);
    let agreed = |n| Call {
        callback: Some(Callback { from: at(0), until: at(30), owner: Some("berg".into()), missed: false }),
        ..call(n)
    };
    let assigned = Call { owner: Some("berg".into()), ..agreed(1) };
    put_calls(store, 0, &[agreed(0), assigned]);
    assert_eq!(read(store, |q| q.held_for()), ["berg"]);
    assert_eq!(served(store, &user("wolf"), &Filter::default()), [] as [u32; 0]);
    let away = ranking().without(["berg".to_owned()].into());
    assert_eq!(write(store, |txn| txn.promote(at(1), &away, 9)), 1, "what is assigned stays");
    assert_eq!(write(store, |txn| txn.promote(at(1), &away, 9)), 0, "once");
    assert_eq!(read(store, |q| q.held_for()), [] as [String; 0]);
    assert_eq!(served(store, &user("wolf"), &Filter::default()), [0]);
    assert_eq!(served(store, &user("berg"), &Filter::default()), [1, 0], "still theirs first");
}

pub fn missed_callbacks_are_counted_while_open<S: Store>(store: &mut S) {
    enter(store, 1);
    let agreed =
        Call { callback: Some(Callback { from: at(0), until: at(30), owner: None, missed: false }), ..call(0) };
    put_calls(store, 0, std::slice::from_ref(&agreed));
    let missed = |store: &mut S, minutes| read(store, |q| q.queue_counts(at(minutes))).missed;
    assert_eq!((missed(store, 30), missed(store, 31)), (0, 1));
    let mut flagged = agreed;
    flagged.callback.as_mut().unwrap().missed = true;
    put_calls(store, 31, std::slice::from_ref(&flagged));
    assert_eq!(missed(store, 31), 1, "flagged or not");
    flagged.state = rufliste::domain::call::CallState::Done;
    put_calls(store, 31, &[flagged]);
    assert_eq!(missed(store, 31), 0);
}
