//! Sentences about people: added, corrected, reached on other numbers.

use super::{Lang, say};
use crate::domain::call::Reason;
use crate::domain::decide::{Corrected, Fate, Housed, Moved, OrderSpoken};
use crate::domain::id::Reference;
use crate::domain::order::IssuingMode;
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
    parts.extend(corrected.moved.as_ref().map(|moved| now_there(lang, moved)));
    if corrected.housemates > 0 {
        parts.push(t!(lang, "receipt-still-in-household", n = corrected.housemates));
    }
    let has_moved = corrected.moved.is_some();
    parts.extend(corrected.orders.iter().map(|order| spoken_before(lang, order, has_moved)));
    parts.join(" · ")
}

/// Where a changed address lies and who issues orders there.
fn now_there(lang: Lang, moved: &Moved) -> String {
    match &moved.name {
        Some(name) => {
            let authority = &moved.authority_name;
            match moved.mode {
                IssuingMode::Own => t!(lang, "receipt-authority", municipality = name, authority = authority),
                IssuingMode::Request => {
                    t!(lang, "receipt-authority-request", municipality = name, authority = authority)
                }
            }
        }
        None => t!(lang, "receipt-place-unclear"),
    }
}

/// What the correction finds of an order; where somebody moved, with whom it stays or to whom it goes.
fn spoken_before(lang: Lang, order: &OrderSpoken, has_moved: bool) -> String {
    let number = order.number.clone().unwrap_or_else(|| t!(lang, "orders-without-number"));
    match order.fate {
        Fate::LetterOut if has_moved => t!(lang, "receipt-letter-stays", number = number, authority = &order.authority),
        Fate::RequestOut if has_moved => {
            t!(lang, "receipt-request-stays", number = number, authority = &order.authority)
        }
        Fate::LetterOut => t!(lang, "receipt-letter-out", number = number),
        Fate::RequestOut => t!(lang, "receipt-request-out", number = number),
        Fate::Passes => t!(lang, "receipt-order-passes", number = number),
        Fate::Spoken => t!(lang, "receipt-order-out", number = number),
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

/// Who lives with whom now.
pub fn housed(lang: Lang, housed: &Housed) -> String {
    if housed.joined {
        t!(lang, "receipt-household-joined", n = housed.others)
    } else {
        t!(lang, "receipt-household-left", n = housed.others)
    }
}
