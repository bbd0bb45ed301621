//! Whether every order finds the authority that writes it: addresses, municipalities, requests that nobody answers.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::super::environment::clock;
use super::super::session::{Surroundings, store_failure};
use super::Line;
use crate::domain::office::Office;
use crate::domain::order::{Order, OrderState};
use crate::domain::time::{Moment, date_of};
use crate::domain::view::OrderFilter;
use crate::shell::clock::Clock;
use crate::store::sqlite::SqliteStore;
use crate::store::{Queries, Store, StoreError};
use crate::t;

/// How long an order office may take to send the file number of an order that it was asked for: weekends included. A
/// quarantine is short, and its letter should be there before it ends.
const ANSWER_WITHIN: TimeDelta = TimeDelta::days(3);
/// More orders than any office has in force.
const ALL: usize = 1_000_000;

/// What was found.
struct Found {
    unclear: usize,
    without_authority: Vec<String>,
    unanswered: usize,
}

/// A line for each of the three.
pub(super) fn lines(store: &mut SqliteStore, around: &Surroundings) -> Vec<Line> {
    let lang = around.lang;
    let found = store.read(|queries: &dyn Queries| queries.office()).and_then(|office| {
        // A time that is none, or that is no demo's, is told by every other command.
        let clock = clock(around.global.now.as_deref(), &office, lang).unwrap_or_else(|_| Clock::system());
        store.read(|queries: &dyn Queries| look(queries, &office, clock.now()))
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return vec![Line::of_failure("places", store_failure(lang, &error))],
    };
    let days = ANSWER_WITHIN.num_days();
    let places = match found.unclear {
        0 => Line::ok("places", t!(lang, "doctor-well-places")),
        n => Line::warn("places", t!(lang, "doctor-why-places", n = n), t!(lang, "doctor-fix-places")),
    };
    let authorities = if found.without_authority.is_empty() {
        Line::ok("authorities", t!(lang, "doctor-well-authorities"))
    } else {
        let names = found.without_authority.join(", ");
        Line::warn("authorities", t!(lang, "doctor-why-authorities", names = names), t!(lang, "doctor-fix-authorities"))
    };
    let requests = match found.unanswered {
        0 => Line::ok("requests", t!(lang, "doctor-well-requests", days = days)),
        n => {
            let why = t!(lang, "doctor-why-requests", n = n, days = days);
            Line::warn("requests", why, t!(lang, "doctor-fix-requests"))
        }
    };
    vec![places, authorities, requests]
}

fn look(queries: &dyn Queries, office: &Office, now: Moment) -> Result<Found, StoreError> {
    let in_force = OrderFilter { in_force_on: Some(date_of(now, office.tz())), ..OrderFilter::default() };
    let orders: Vec<Order> = queries.orders(&in_force, ALL)?.into_iter().map(|row| row.order).collect();
    let nameless = office.municipalities.iter().filter(|town| town.authority.trim().is_empty());
    // A town that the data have dropped still stands on orders of which something is out.
    let named = orders.iter().filter_map(|order| order.municipality.as_deref());
    let dropped = named.filter(|key| office.municipality(key).is_none());
    let without_authority: BTreeSet<String> =
        nameless.map(|town| town.name.clone()).chain(dropped.map(str::to_owned)).collect();
    let waits = |order: &&Order| {
        let since = order.municipality_informed_at.or(order.verbal_at);
        order.state == OrderState::Requested
            && order.foreign_number.is_none()
            && since.is_some_and(|since| now - since > ANSWER_WITHIN)
    };
    Ok(Found {
        unclear: queries.people_unplaced(ALL)?.len(),
        without_authority: without_authority.into_iter().collect(),
        unanswered: orders.iter().filter(waits).count(),
    })
}
