//! What a move brings with it: calls follow the person to the new municipality at once, orders as long as nothing of
//! them is out.

use chrono::Datelike;
use chrono_tz::Tz;

use super::call::{Call, CallState};
use super::office::Office;
use super::order::{IssuingMode, Order, OrderState, RuleResult, number_of};
use super::person::Person;
use super::time::{Moment, date_of};

/// The municipality where somebody stays, by its official key.
pub fn of(person: &Person) -> Option<&str> {
    person.stays_at()?.municipality.as_deref()
}

/// Whether somebody has an address whose municipality is not known.
pub fn is_unclear(person: &Person) -> bool {
    let unclear = |address: &super::person::Address| {
        address.municipality.is_none() && !(address.place.is_empty() && address.postcode.is_empty())
    };
    person.stays_at().is_some_and(unclear)
}

/// The open calls of somebody who has moved, as they are now; only those that change.
pub fn calls(person: &Person, calls: &[Call]) -> Vec<Call> {
    let is_behind = |call: &&Call| call.state == CallState::Open && call.municipality.as_deref() != of(person);
    let moved = |call: &Call| Call { municipality: of(person).map(str::to_owned), ..call.clone() };
    calls.iter().filter(is_behind).map(moved).collect()
}

/// The orders of somebody who has moved, as they are now; only those that change. One that is in force and of which
/// nothing is out goes to the authority that is competent now, and gets a number of it: `next` is the first free one.
/// Where the place is unclear nothing goes anywhere: who is competent is not guessed.
pub fn orders(person: &Person, orders: &[Order], office: &Office, next: u32, now: Moment, zone: Tz) -> Vec<Order> {
    if is_unclear(person) {
        return Vec::new();
    }
    let (today, (authority, mode)) = (date_of(now, zone), office.authority_for(person));
    let mut running = next..;
    let mut moved = |order: &Order| {
        let mut moved = Order {
            municipality: of(person).map(str::to_owned),
            stay: person.stays_at().cloned(),
            authority: authority.clone(),
            mode,
            ..order.clone()
        };
        if order.result == RuleResult::Order {
            let asks = mode == IssuingMode::Request;
            moved.state = if asks { OrderState::Requested } else { OrderState::Issued };
        }
        if order.authority != authority && order.number.is_some() {
            moved.former_numbers.extend(moved.number.take());
            moved.number = running.next().map(|running| number_of(&authority, today.year(), running));
        }
        moved
    };
    let stays = |order: &&Order| order.is_in_force(today) && !order.is_out();
    let own = orders.iter().filter(|order| order.person == person.id);
    own.filter(stays)
        .map(|order| (order, moved(order)))
        .filter(|(order, moved)| *order != moved)
        .map(|it| it.1)
        .collect()
}
