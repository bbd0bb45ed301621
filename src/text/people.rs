//! Sentences about people: added, corrected, reached on other numbers.

use super::{Lang, say};
use crate::domain::call::Reason;
use crate::domain::decide::{Corrected, Housed};
use crate::domain::id::Reference;
use crate::t;

/// `Angelegt: 4F7Q-2M9K`, and who else bears the name.
pub fn added(lang: Lang, reference: Reference, near: &[Reference]) -> String {
    let added = t!(lang, "receipt-added", reference = reference.to_string());
    if near.is_empty() {
        return added;
    }
    let others: Vec<String> = near.iter().map(ToString::to_string).collect();
    format!("{added} · {}", t!(lang, "receipt-near-match", references = others.join(", ")))
}

/// What was corrected, where the person now belongs, and what is out already on the old data.
pub fn corrected(lang: Lang, corrected: &Corrected) -> String {
    if corrected.fields.is_empty() {
        return t!(lang, "receipt-unchanged");
    }
    let fields: Vec<String> = corrected.fields.iter().map(|field| say::field(lang, field)).collect();
    let mut parts = vec![t!(lang, "receipt-person-corrected", fields = fields.join(", "))];
    if let Some(moved) = &corrected.moved {
        parts.push(match &moved.municipality {
            Some(_) => t!(lang, "receipt-authority", authority = &moved.authority),
            None => t!(lang, "receipt-place-unclear"),
        });
    }
    if corrected.housemates > 0 {
        parts.push(t!(lang, "receipt-still-in-household", n = corrected.housemates));
    }
    for (number, letter_is_out) in &corrected.orders {
        let number = number.clone().unwrap_or_else(|| t!(lang, "orders-without-number"));
        parts.push(if *letter_is_out {
            t!(lang, "receipt-letter-out", number = number)
        } else {
            t!(lang, "receipt-order-out", number = number)
        });
    }
    parts.join(" · ")
}

/// Who lives with whom now.
pub fn housed(lang: Lang, housed: &Housed) -> String {
    if housed.joined {
        t!(lang, "receipt-household-joined", n = housed.others)
    } else {
        t!(lang, "receipt-household-left", n = housed.others)
    }
}

/// What other numbers mean for the calls.
pub fn renumbered(lang: Lang, found: Option<Reason>, none_left: bool) -> String {
    match found {
        Some(reason) => t!(lang, "receipt-number-found", reason = super::labels::reason(lang, reason)),
        None if none_left => t!(lang, "receipt-no-number-left"),
        None => t!(lang, "receipt-numbers-saved"),
    }
}
