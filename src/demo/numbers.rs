//! Telephone numbers: only those that the Bundesnetzagentur reserved for media (Mitteilung 148/2021, Amtsblatt 7/2021), so that
//! nobody is ever rung up by a demo. There are about 5,000 of them; a large demo uses each several times.

use std::collections::HashMap;

use super::rng::Rng;
use crate::domain::person::{Phone, PhoneState};

/// Blocks of a thousand: area code without 0, first digits of the subscriber's number.
const BLOCKS: [(&str, &str); 5] = [("221", "4710"), ("30", "23125"), ("69", "90009"), ("40", "66969"), ("89", "99998")];
/// Numbers in a block.
const BLOCK: u16 = 1000;
/// Tries in the last 24 hours that a number bears and may still be dialled now: one less than the limit of the call plan.
const TRIES_IN_24_HOURS: u8 = 3;

/// The office's own number: the first of the local block, never given to anybody else.
pub(super) const OFFICE: &str = "0221 4710000";

/// The numbers, in an order of their own for every seed, and how often each was tried in the last 24 hours.
pub(super) struct Numbers {
    order: Vec<u16>,
    given: usize,
    mobile_given: bool,
    tried: HashMap<u64, u8>,
}

impl Numbers {
    /// Shuffles: mostly local numbers first, the others after.
    pub(super) fn new(rng: &mut Rng) -> Self {
        let mut local: Vec<u16> = (1..BLOCK).collect();
        let mut others: Vec<u16> = (BLOCK..BLOCK * BLOCKS.len() as u16).collect();
        rng.shuffle(&mut local);
        rng.shuffle(&mut others);
        let mut order = Vec::with_capacity(local.len() + others.len());
        while !others.is_empty() {
            let next = if rng.percent(70) { local.pop() } else { None };
            order.extend(next.or_else(|| others.pop()));
        }
        order.extend(local);
        Self { order, given: 0, mobile_given: false, tried: HashMap::new() }
    }

    /// The next number.
    pub(super) fn landline(&mut self, rng: &mut Rng) -> Phone {
        let place = self.order.get(self.given % self.order.len().max(1)).copied().unwrap_or(1);
        self.given += 1;
        let (area, head) = BLOCKS.get(usize::from(place / BLOCK)).copied().unwrap_or(("221", "4710"));
        phone(area, &format!("{head}{:03}", place % BLOCK), rng)
    }

    /// The next local number: a house of the county answers it.
    pub(super) fn switchboard(&mut self, rng: &mut Rng) -> Phone {
        let next = self.given % self.order.len().max(1);
        if let Some(local) = self.order.iter().skip(next).position(|place| *place < BLOCK) {
            self.order.swap(next, next + local);
        }
        Phone { label: "Zentrale".to_owned(), ..self.landline(rng) }
    }

    /// The one mobile number that is reserved; none once it was given.
    pub(super) fn mobile(&mut self, rng: &mut Rng) -> Option<Phone> {
        let free = !std::mem::replace(&mut self.mobile_given, true);
        free.then(|| Phone { label: "mobil".to_owned(), ..phone("152", "28817386", rng) })
    }

    /// Books a try of the last 24 hours; false where the number may not bear another one.
    pub(super) fn book(&mut self, e164: &str) -> bool {
        let key = e164.trim_start_matches('+').parse().unwrap_or(0);
        let tries = self.tried.entry(key).or_insert(0);
        let bears = *tries < TRIES_IN_24_HOURS;
        *tries += u8::from(bears);
        bears
    }
}

fn phone(area: &str, subscriber: &str, rng: &mut Rng) -> Phone {
    let shown = format!("0{area} {subscriber}");
    let raw = match rng.below(8) {
        0 => format!("0{area}/{subscriber}"),
        1 => format!("+49 {area} {subscriber}"),
        2 => format!("0049 {area} {subscriber}"),
        3 => format!("+49 (0){area} {subscriber}"),
        4 => format!("0{area}{subscriber}"),
        5 => format!("0{area} - {subscriber}"),
        _ => shown.clone(),
    };
    Phone {
        e164: Some(format!("+49{area}{subscriber}")),
        raw,
        shown,
        label: rng.pick(&["", "", "privat", "Festnetz"]).to_owned(),
        owner: String::new(),
        state: PhoneState::Usable,
        preferred: false,
        in_vain: 0,
        last_at: None,
        last_outcome: None,
    }
}

/// A cell that holds no number.
pub(super) fn no_number(text: &str) -> Phone {
    Phone {
        e164: None,
        raw: text.to_owned(),
        shown: text.to_owned(),
        label: String::new(),
        owner: String::new(),
        state: PhoneState::Usable,
        preferred: false,
        in_vain: 0,
        last_at: None,
        last_outcome: None,
    }
}
