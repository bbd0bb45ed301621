//! What there is of everything.

use std::collections::BTreeMap;

use crate::demo::DemoRow;
use crate::domain::call::{Call, CallState};
use crate::domain::person::PhoneState;
use crate::domain::queue::{Band, Ranking, is_overdue, standing};
use crate::domain::time::{DEFAULT_ZONE, Moment, date_of};

pub(super) fn census(rows: &[DemoRow], now: Moment) -> BTreeMap<String, usize> {
    let (today, mut found) = (date_of(now, DEFAULT_ZONE), BTreeMap::new());
    let mut count = |what: String| *found.entry(what).or_default() += 1;
    for row in rows {
        count(format!("record {}", row.record.kind));
        count(format!("disease {}", row.record.disease));
        count(format!("group {}", row.record.group));
        count(format!("language {}", row.person.foreign_language().unwrap_or("de")));
        count_some(row, &mut count);
        for call in &row.calls {
            count_call(call, now, &mut count);
        }
        for attempt in &row.attempts {
            count(format!("attempt {}", attempt.outcome));
        }
        for order in &row.orders {
            count(format!("order {}", order.state));
            if order.is_in_force(today) {
                count(if order.to == today { "order in force, ends today" } else { "order in force" }.to_owned());
            }
        }
    }
    found
}

fn count_some(row: &DemoRow, count: &mut impl FnMut(String)) {
    let has = [
        ("household", row.household.is_some()),
        ("in a household", row.person.household.is_some()),
        ("institution", row.institution.is_some()),
        ("in an institution", row.person.institution.is_some()),
        ("with guardians", !row.person.guardians.is_empty()),
        ("with a legal representative", row.person.legal_representative.is_some()),
        ("worked", row.worked),
        ("pinned note", row.record.pinned_note.is_some()),
        ("extra field", !row.record.extra.is_empty()),
        ("doubt", !row.record.doubts.is_empty()),
        ("from SORMAS", row.record.came_from_sormas()),
        ("with an open call", row.calls.iter().any(|call| call.state == CallState::Open)),
        ("two orders", row.orders.len() == 2),
        ("number wrong or dead", row.person.phones.iter().any(|phone| phone.state != PhoneState::Usable)),
    ];
    for (what, _) in has.into_iter().filter(|(_, has)| *has) {
        count(what.to_owned());
    }
}

fn count_call(call: &Call, now: Moment, count: &mut impl FnMut(String)) {
    match call.state {
        CallState::Open => count(format!("open {}", call.reason)),
        CallState::Escalated => count(format!("escalated {}", call.escalation.as_deref().unwrap_or("?"))),
        CallState::Done | CallState::Withdrawn => {
            count(format!("{} {}", call.state, call.closing.map_or("-", |closing| closing.code())));
        }
    }
    if is_overdue(call, now) {
        count("overdue".to_owned());
    }
    let Some(standing) = standing(call, now, &Ranking::default()) else { return };
    let band = match standing.band {
        Band::Callback => "ready, callback",
        Band::Ready => "ready",
        Band::Prefers => "ready, would rather wait",
        Band::Waiting => "waiting",
    };
    count(band.to_owned());
    if let Some(callback) = &call.callback {
        let when = if callback.until < now {
            "missed"
        } else if callback.from <= now {
            "due"
        } else {
            "later"
        };
        count(format!("callback {when}"));
    }
}
