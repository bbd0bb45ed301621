//! Transactions, the audit trail, the outbox, the record screen.

use rufliste::domain::audit::{Hash, Head, commitment, follows};
use rufliste::domain::batch::{Batch, BatchState};
use rufliste::domain::call::{Call, Outcome, Reason};
use rufliste::domain::id::ImportId;
use rufliste::domain::lease::keys_of;
use rufliste::domain::message::{Message, Words};
use rufliste::domain::person::Household;
use rufliste::domain::undo::{Entity, Image, UndoSet};
use rufliste::store::{Queries, Result, Store, StoreError};
use uuid::Uuid;

use super::super::fixture::*;
use super::{enter, ranking, read, write};

pub fn an_error_rolls_everything_back<S: Store>(store: &mut S) {
    enter(store, 1);
    let before = read(store, |q| q.head());
    let failed: std::result::Result<(), StoreError> = store.write(|txn| {
        txn.put_person(&person(5, "Weg", "Wieder"))?;
        txn.put_call(&call(0), at(0), &ranking())?;
        txn.append_event(draft(1, "opened"), vec![])?;
        txn.next_token()?;
        Err(StoreError::Io("as if".into()))
    });
    assert!(failed.is_err());
    read(store, |q| {
        assert_eq!(q.person(person_id(5))?, None);
        assert!(q.calls_of(record_id(0))?.is_empty());
        assert!(!q.is_action_known(action(1))?);
        assert_eq!(q.head()?, before);
        Ok(())
    });
    assert_eq!(write(store, |txn| txn.next_token()), 1);
}

pub fn events_chain_and_name_what_they_touched<S: Store>(store: &mut S) {
    let start = read(store, |q| q.head());
    let (first, second) = write(store, |txn| {
        let person = txn.put_person(&person(0, "Muster", "Erika"))?;
        let record = txn.put_record(&record(0))?;
        let mut about = draft(1, "imported");
        about.record = Some(record_id(0).0);
        Ok((txn.append_event(about, vec![record, person])?, txn.append_event(draft(2, "opened"), vec![])?))
    });
    assert!(follows(start, &first) && follows(first.head(), &second));
    read(store, |q| {
        assert_eq!(q.head()?, second.head());
        assert_eq!(q.events_after(start.seq, 10)?, vec![first.clone(), second.clone()]);
        assert_eq!(q.events_after(start.seq, 1)?, vec![first.clone()]);
        assert_eq!(rufliste::store::sqlite::verify_chain(q)?, None);
        Ok(())
    });
}

pub fn an_action_is_known_once_committed_and_only_once<S: Store>(store: &mut S) {
    assert!(!read(store, |q| q.is_action_known(action(1))));
    write(store, |txn| txn.append_event(draft(1, "opened"), vec![]));
    assert!(read(store, |q| q.is_action_known(action(1))));
    let again = store.write(|txn| txn.append_event(draft(1, "opened"), vec![]));
    assert!(matches!(again, Err(StoreError::Taken("action"))));
}

pub fn the_last_commitment_is_over_the_stored_document<S: Store>(store: &mut S) {
    for n in 1..3 {
        write(store, |txn| {
            let mut erika = person(0, "Muster", "Erika");
            erika.deceased = n == 2;
            let touch = txn.put_person(&erika)?;
            txn.append_event(draft(n, "changed"), vec![touch])
        });
    }
    let id = person_id(0).0;
    read(store, |q| {
        let (document, salt) = q.sealed_document(id)?.unwrap();
        assert_eq!(q.last_commitment(id)?, Some(commitment(&salt, &document)));
        assert_eq!(serde_json::from_slice::<rufliste::domain::person::Person>(&document).ok(), q.person(person_id(0))?);
        let events = q.events_after(0, 10)?;
        let sealed: Vec<Hash> = events.iter().flat_map(|event| &event.touches).map(|touch| touch.commitment).collect();
        assert_ne!(sealed[sealed.len() - 2], sealed[sealed.len() - 1]);
        assert_eq!(q.sealed_document(Uuid::nil())?, None);
        assert_eq!(q.last_commitment(Uuid::nil())?, None);
        Ok(())
    });
}

pub fn the_outbox_keeps_bytes_and_places<S: Store>(store: &mut S) {
    assert_eq!(read(store, |q| q.outbox_end()), 0);
    assert_eq!(read(store, |q| q.outbox_nth(1, 3)), 0);
    let places = write(store, |txn| {
        (0..5u32)
            .map(|n| txn.put_revision(record_id(n % 2), n / 2 + 1, format!("{{\"n\":{n}}}").as_bytes()))
            .collect::<Result<Vec<_>>>()
    });
    assert_eq!(places, [1, 2, 3, 4, 5]);
    let again = store.write(|txn| txn.put_revision(record_id(0), 1, b"{}"));
    assert!(matches!(again, Err(StoreError::Taken("revision"))));
    read(store, |q| {
        assert_eq!((q.outbox_end()?, q.outbox_count(2, 4)?, q.outbox_count(4, u64::MAX)?), (5, 3, 2));
        assert_eq!((q.outbox_nth(2, 1)?, q.outbox_nth(2, 3)?, q.outbox_nth(2, 10_000)?), (2, 4, 5));
        let mut seen = Vec::new();
        q.each_revision(2, 3, &mut |bytes| {
            seen.push(bytes.to_vec());
            Ok(())
        })?;
        assert_eq!(seen, [b"{\"n\":1}".to_vec(), b"{\"n\":2}".to_vec()]);
        Ok(())
    });
}

pub fn batches_read_back_and_change_state<S: Store>(store: &mut S) {
    let mut sealed = Batch {
        destination: "sormas".into(),
        number: 1,
        state: BatchState::Sealed,
        first: 1,
        last: 9,
        records: 9,
        sealed_at: at(3),
        sealed_by: "wolf".into(),
        head: Head { seq: 4, hash: Hash::of(&[b"head"]) },
        previous: Hash::default(),
        manifest: None,
    };
    let other = Batch { destination: "office".into(), sealed_at: at(1), ..sealed.clone() };
    write(store, |txn| txn.put_batch(&sealed));
    sealed.state = BatchState::Written;
    sealed.manifest = Some(Hash::of(&[b"manifest"]));
    write(store, |txn| {
        txn.put_batch(&sealed)?;
        txn.put_batch(&other)
    });
    assert_eq!(read(store, |q| q.batches(Some("sormas"))), vec![sealed.clone()]);
    assert_eq!(read(store, |q| q.batches(None)), vec![other, sealed]);
}

pub fn batches_of_a_destination_are_in_the_order_of_their_numbers<S: Store>(store: &mut S) {
    let first = Batch {
        destination: "sormas".into(),
        number: 1,
        state: BatchState::Written,
        first: 1,
        last: 2,
        records: 2,
        sealed_at: at(3),
        sealed_by: "wolf".into(),
        head: Head::default(),
        previous: Hash::default(),
        manifest: None,
    };
    // The clock was put back in between.
    let second = Batch { number: 2, first: 3, last: 3, records: 1, sealed_at: at(1), ..first.clone() };
    write(store, |txn| [&first, &second].into_iter().try_for_each(|batch| txn.put_batch(batch)));
    assert_eq!(read(store, |q| q.batches(Some("sormas"))), vec![first, second]);
}

pub fn a_completed_import_is_known_by_its_digest<S: Store>(store: &mut S) {
    let (digest, id) = (Hash::of(&[b"file"]), ImportId(Uuid::from_u128(3)));
    assert_eq!(read(store, |q| q.import_of(&digest)), None);
    write(store, |txn| txn.put_import(id, &digest, at(0), "100 neu"));
    assert_eq!(read(store, |q| q.import_of(&digest)), Some(id));
}

pub fn the_record_screen_gathers_what_belongs_together<S: Store>(store: &mut S) {
    let home = Household { id: household_id(1), name: "Yılmaz".into() };
    let at_home =
        |n, first| rufliste::domain::person::Person { household: Some(home.id), ..person(n, "Yılmaz", first) };
    let mut friend = person(3, "Can", "Ali");
    friend.phones = person(0, "", "").phones;
    let mut contact = record(0);
    contact.index.record = Some(record_id(2));
    let mut about = draft(1, "imported");
    about.record = Some(record_id(0).0);
    write(store, |txn| {
        txn.put_household(&home)?;
        for person in [at_home(0, "Emre"), at_home(1, "Ela"), person(2, "Index", "Ida"), friend] {
            txn.put_person(&person)?;
        }
        for record in [contact, record(1), record(2), record(3)] {
            txn.put_record(&record)?;
        }
        txn.put_call(&call(0), at(0), &ranking())?;
        txn.put_call(&call(1), at(0), &ranking())?;
        txn.put_attempt(&attempt(1, 0, 5, Outcome::Busy))?;
        txn.put_attempt(&attempt(2, 0, 9, Outcome::Busy))?;
        txn.put_note(&note(1, 0, 3))?;
        txn.put_order(&order(1, 0, "2026-11-20", "2026-11-30"))?;
        txn.put_lease(&lease(1, &[0], "1"), &keys_of(&call(0)))?;
        txn.append_event(about, vec![])?;
        let place = txn.put_revision(record_id(0), 1, b"{}")?;
        txn.put_batch(&Batch {
            destination: "sormas".into(),
            number: 3,
            state: BatchState::Sealed,
            first: place,
            last: place,
            records: 1,
            sealed_at: at(3),
            sealed_by: "wolf".into(),
            head: Head::default(),
            previous: Hash::default(),
            manifest: None,
        })
    });
    let sheet = read(store, |q| q.record_sheet(record_id(0))).unwrap();
    assert_eq!(sheet.household, Some(home));
    assert_eq!(sheet.index_reference, Some(record(2).reference));
    let mates: Vec<_> = sheet.mates.iter().map(|mate| (mate.name.as_str(), mate.same_household)).collect();
    assert_eq!(mates, [("Yılmaz, Ela", true), ("Can, Ali", false)]);
    assert_eq!(sheet.mates[0].call, Some((call_id(1), Reason::FirstNotification)));
    assert_eq!(sheet.attempts.iter().map(|attempt| attempt.started_at).collect::<Vec<_>>(), [at(9), at(5)]);
    assert_eq!((sheet.notes.len(), sheet.orders.len(), sheet.calls.len(), sheet.history.len()), (1, 1, 1, 1));
    assert_eq!(sheet.deliveries, [("sormas".to_owned(), 3, 1)]);
    assert_eq!(sheet.lease.map(|lease| lease.token), Some(1));
    assert_eq!(read(store, |q| q.record_sheet(record_id(99))), None);
}

pub fn revisions_are_marked_for_order_offices<S: Store>(store: &mut S) {
    write(store, |txn| {
        for n in 0..4u32 {
            let place = txn.put_revision(record_id(n), 1, b"{}")?;
            if n != 1 {
                txn.mark_revision(place, "05999002")?;
                txn.mark_revision(place, "05999002")?;
            }
        }
        txn.mark_revision(2, "05999001")
    });
    read(store, |q| {
        assert_eq!(q.marked_revisions("05999002", 1, 10)?, [1, 3, 4]);
        assert_eq!(q.marked_revisions("05999002", 2, 1)?, [3]);
        assert_eq!(q.marked_revisions("05999001", 1, u64::MAX)?, [2]);
        assert!(q.marked_revisions("05999003", 1, 10)?.is_empty());
        Ok(())
    });
}

pub fn messages_reach_whom_they_are_for_until_confirmed<S: Store>(store: &mut S) {
    let line = |station: Option<&str>, user: Option<&str>, minutes| Message {
        to_station: station.map(Into::into),
        to_user: user.map(Into::into),
        from_user: "haas".into(),
        at: at(minutes),
        words: Words::Line("Bitte kommen".into()),
        record: None,
    };
    let numbers = write(store, |txn| {
        [line(Some("3"), Some("berg"), 1), line(None, Some("berg"), 2), line(None, None, 3), line(Some("4"), None, 4)]
            .iter()
            .map(|message| txn.put_message(message))
            .collect::<Result<Vec<i64>>>()
    });
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "numbers grow: {numbers:?}");
    let mut unread = |station: &str, user: &str, since| -> Vec<i64> {
        read(store, |q| q.unread_messages(station, user, at(since))).iter().map(|unread| unread.n).collect()
    };
    assert_eq!(unread("3", "berg", 0), numbers[..3]);
    assert_eq!(unread("3", "berg", 2), numbers[1..3], "older ones are past");
    assert_eq!(unread("4", "neu", 0), numbers[2..]);
    assert_eq!(unread("5", "haas", 0), [0i64; 0], "the sender knows");
    write(store, |txn| txn.confirm_message(numbers[2], "berg", at(5)));
    write(store, |txn| txn.confirm_message(numbers[2], "berg", at(6)));
    let unread = |q: &dyn Queries, user| -> Result<usize> { Ok(q.unread_messages("3", user, at(0))?.len()) };
    assert_eq!(read(store, |q| Ok((unread(q, "berg")?, unread(q, "neu")?))), (2, 1), "confirmed by one is not by all");
    let kept = read(store, |q| q.unread_messages("3", "berg", at(0)));
    assert_eq!(kept[0].message, line(Some("3"), Some("berg"), 1));
}

pub fn what_an_outcome_did_is_kept_by_station_until_the_next<S: Store>(store: &mut S) {
    let set = |outcome, minutes| UndoSet {
        user: "berg".into(),
        at: at(minutes),
        call: call_id(1),
        outcome,
        token: None,
        images: vec![Image {
            id: call_id(1).0,
            before: Some(Entity::Call(call(1))),
            after: Entity::Call(Call { attempts: 1, ..call(1) }),
            sealed: "00".into(),
        }],
        place: Some(7),
    };
    write(store, |txn| txn.put_undo("3", &set(Outcome::Busy, 0)));
    write(store, |txn| txn.put_undo("4", &set(Outcome::Busy, 1)));
    write(store, |txn| txn.put_undo("3", &set(Outcome::NoAnswer, 2)));
    assert_eq!(read(store, |q| q.undo_of("3")), Some(set(Outcome::NoAnswer, 2)));
    write(store, |txn| txn.drop_undo("3"));
    assert_eq!(read(store, |q| q.undo_of("3")), None);
    assert_eq!(read(store, |q| q.undo_of("4")), Some(set(Outcome::Busy, 1)));
}
