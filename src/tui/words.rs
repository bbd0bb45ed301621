//! How the domain's values are said on a screen: receipts, refusals, due times, numbers in pairs, dates as typed.

use chrono::{Datelike, NaiveDate};

use super::desk::{Desk, urgency};
use super::theme::Tone;
use crate::domain::call::Outcome;
use crate::domain::decide::{NextCall, Receipt, Refusal};
use crate::domain::disease::Disease;
use crate::domain::lease::Lease;
use crate::domain::office::Municipality;
use crate::domain::order::{IssuingMode, Order, RuleResult, parts_of_number};
use crate::domain::person::{Person, Phone, Sex};
use crate::domain::place;
use crate::domain::record::{Category, Doubt, Immunity, Kind, NEAR_MATCH};
use crate::domain::time::{Moment, date_of};
use crate::domain::typed::Named;
use crate::domain::undo::UNDO;
use crate::domain::view::QueueRow;
use crate::keymap::{Action, Focus, key_of};
use crate::t;
use crate::text::{Lang, dates, labels, people, say};

pub use crate::domain::typed::{date, date_ahead};

/// That something of an order is out although the person has moved since, so that it stays with its authority.
pub fn out_elsewhere(desk: &Desk, order: &Order, person: &Person) -> Option<String> {
    let has_moved = place::of(person) != order.municipality.as_deref();
    let stays = has_moved && order.has_letter() && order.is_out() && order.is_in_force(desk.today());
    let key = if order.is_written() { "orders-letter-is-out" } else { "orders-request-is-out" };
    let authority = desk.office.authority_name(&order.authority).to_owned();
    stays.then(|| crate::text::texts(desk.lang).format(key, &[("authority", authority.into())]))
}

/// What is not clear about a record: the field, what was given and why it is a doubt; with its mark. That somebody else
/// bears the same name is no fault of the field but worth knowing.
pub fn doubt(lang: Lang, doubt: &Doubt) -> String {
    let texts = crate::text::texts(lang);
    if doubt.why == NEAR_MATCH {
        return t!(lang, "doubt-near-match-said", references = &doubt.text);
    }
    let why = if texts.has(&doubt.why) { texts.get(&doubt.why) } else { doubt.why.clone() };
    format!("? {}: {} ({why})", fact_label(lang, &doubt.field), doubt.text)
}

/// The line after something was done.
pub fn receipt(desk: &Desk, receipt: &Receipt) -> String {
    let lang = desk.lang;
    match receipt {
        Receipt::Logged { outcome, reason, next, closed, escalated, .. } => {
            let is_callback = *outcome == Outcome::Callback;
            let outcome = labels::outcome(lang, *outcome, *reason);
            match (next, closed) {
                (Some(next), None) if is_callback && !escalated => {
                    let when = dates::nearest_moment(lang, next.at, desk.now, desk.zone());
                    t!(lang, "tui-receipt-callback", when = when)
                }
                _ if *escalated => t!(lang, "tui-receipt-escalated", outcome = outcome),
                (Some(next), closed) => after(desk, &outcome, next, closed.is_some()),
                (None, Some(closing)) => {
                    t!(lang, "tui-receipt-closed", outcome = outcome, closing = labels::closing(lang, *closing))
                }
                (None, None) => t!(lang, "tui-receipt-logged", outcome = outcome),
            }
        }
        Receipt::Ordered { kind, number, result, to, .. } => {
            let (number, until) = (number.as_deref(), dates::date_short(lang, *to));
            let what = labels::ordered(lang, *kind);
            match (number, result) {
                (Some(number), _) if is_requested(desk, number) => {
                    t!(lang, "tui-receipt-requested", what = what, number = number, until = until)
                }
                (Some(number), _) => t!(lang, "receipt-ordered", what = what, number = number, until = until),
                (None, _) => {
                    t!(lang, "tui-receipt-ordinance", result = labels::rule_result(lang, *result), until = until)
                }
            }
        }
        Receipt::Lifted { number } => {
            t!(lang, "receipt-order-lifted", number = number.as_deref().unwrap_or("–"))
        }
        Receipt::Undone { .. } | Receipt::HeldElsewhere(_) | Receipt::Reopened => {
            say::receipt(lang, receipt, desk.now, desk.zone())
        }
        Receipt::DeliveryNoted { number } => {
            t!(lang, "receipt-delivery-noted", number = number.as_deref().unwrap_or("–"))
        }
        Receipt::Unchanged => t!(lang, "receipt-unchanged"),
        Receipt::Released => t!(lang, "receipt-released"),
        Receipt::Proposed => t!(lang, "call-quarantine-prepared"),
        Receipt::Added { reference, near, .. } => people::added(lang, *reference, near),
        Receipt::Corrected(corrected) => people::corrected(lang, corrected),
        Receipt::Housed(housed) => people::housed(lang, housed),
        Receipt::Renumbered { found, none_left } => people::renumbered(lang, *found, *none_left),
        Receipt::Claimed(_) | Receipt::Renewed(_) | Receipt::Saved => t!(lang, "receipt-saved"),
        Receipt::Assigned(_)
        | Receipt::Withdrawn
        | Receipt::Prioritised(_)
        | Receipt::Asked(_)
        | Receipt::Reminded(_) => say::receipt(lang, receipt, desk.now, desk.zone()),
    }
}

/// That the outcome logged then can still be taken back, with its key.
pub fn undo_hint(desk: &Desk, logged_at: Option<Moment>) -> Option<String> {
    let key = key(desk, &[Focus::Global], Action::Undo);
    let is_young = logged_at.is_some_and(|at| desk.now - at <= UNDO);
    (is_young && !key.is_empty()).then(|| t!(desk.lang, "tui-undo", key = key))
}

/// Whether the authority of an order number is one that is asked to write.
fn is_requested(desk: &Desk, number: &str) -> bool {
    let authority = parts_of_number(number).map_or("", |(authority, _, _)| authority);
    let asked = |town: &&Municipality| town.authority == authority && town.mode == IssuingMode::Request;
    desk.office.municipalities.iter().any(|town| asked(&town))
}

fn after(desk: &Desk, outcome: &str, next: &NextCall, closed: bool) -> String {
    let lang = desk.lang;
    let when = dates::nearest_moment(lang, next.at, desk.now, desk.zone());
    if closed {
        let reason = labels::reason(lang, next.reason);
        t!(lang, "tui-receipt-then", outcome = outcome, reason = reason, when = when)
    } else {
        t!(lang, "tui-receipt-retry", outcome = outcome, when = when)
    }
}

/// Why something was not done.
pub fn refusal(desk: &Desk, refusal: &Refusal) -> String {
    let lang = desk.lang;
    let held = |lease: &Lease| {
        let since = dates::clock(lease.since, desk.zone());
        t!(lang, "refusal-leased-by", who = &lease.user, station = &lease.station, since = since)
    };
    match refusal {
        Refusal::Held(lease) => held(lease),
        Refusal::StaleToken(Some(lease)) => {
            t!(lang, "refusal-stale-token", who = &lease.user, station = &lease.station)
        }
        Refusal::StaleToken(None) => t!(lang, "refusal-lease-lost"),
        Refusal::NotYet(at) => t!(lang, "tui-not-yet", when = dates::nearest_moment(lang, *at, desk.now, desk.zone())),
        Refusal::NoUndo(_) | Refusal::NotClosed(_) => say::refusal(lang, refusal, desk.now, desk.zone()),
        Refusal::NotOpen(state) => t!(lang, "tui-not-open", state = labels::call_state(lang, *state)),
        Refusal::FactsMissing(names) => {
            let names: Vec<String> = names.iter().map(|name| fact_label(lang, name)).collect();
            t!(lang, "call-order-missing", what = names.join(", "))
        }
        Refusal::NoOrderDue(code) => match RuleResult::from_code(code) {
            Some(result) => t!(lang, "tui-no-order-due", result = labels::rule_result(lang, result)),
            None => t!(lang, "call-quarantine-none"),
        },
        Refusal::InForce(number) => t!(lang, "tui-order-in-force", number = number.as_deref().unwrap_or("–")),
        Refusal::KnownAlready(reference) => {
            t!(lang, "refusal-known-already", reference = reference.to_string())
        }
        Refusal::BadFact(name) => t!(lang, "tui-bad-fact", name = fact_label(lang, name)),
        Refusal::NobodyThere(_) | Refusal::AlreadyOpen(_) | Refusal::NotRaised => {
            say::refusal(lang, refusal, desk.now, desk.zone())
        }
        other => plain_refusal(lang, other),
    }
}

fn plain_refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotPermitted(crate::domain::user::Power::SpeakOrder) => t!(lang, "refusal-order-right-missing"),
        Refusal::NotFound => t!(lang, "refusal-reference-unknown"),
        Refusal::HoldsAnother(_) => t!(lang, "tui-call-still-open"),
        Refusal::NoteNeeded => t!(lang, "refusal-note-required"),
        Refusal::TimeNeeded => t!(lang, "refusal-time-required"),
        Refusal::TimePast => t!(lang, "refusal-time-past"),
        Refusal::LanguageNeeded => t!(lang, "refusal-language-required"),
        Refusal::OfficeNeeded => t!(lang, "refusal-office-required"),
        Refusal::ReasonNeeded => t!(lang, "refusal-reason-required"),
        Refusal::CannotTake => t!(lang, "tui-cannot-take"),
        Refusal::DeliveryDates => t!(lang, "refusal-delivery-dates"),
        Refusal::NoLetter => t!(lang, "refusal-no-letter"),
        Refusal::NotedOtherwise(known) => t!(lang, "refusal-noted-otherwise", known = known),
        Refusal::DatesWrong => t!(lang, "refusal-order-dates"),
        Refusal::NotInForce => t!(lang, "refusal-order-not-in-force"),
        Refusal::SamePerson => t!(lang, "refusal-same-person"),
        Refusal::LastAdmin => t!(lang, "refusal-last-admin"),
        _ => t!(lang, "refusal-not-permitted"),
    }
}

/// What a fact is called, by the name that scripts use.
pub fn fact_label(lang: Lang, name: &str) -> String {
    match name {
        "exposure.category" => t!(lang, "record-field-category"),
        "exposure.first" => t!(lang, "record-field-exposure-first"),
        "exposure.last" => t!(lang, "record-field-exposure-last"),
        "exposure.setting" => t!(lang, "record-field-setting"),
        "immunity" => t!(lang, "record-field-immunity"),
        "index.tested_on" => t!(lang, "tui-fact-index-test"),
        "onset" => t!(lang, "record-field-onset"),
        "specimen" => t!(lang, "record-field-specimen"),
        "birth" => t!(lang, "record-field-birth"),
        "phone" => t!(lang, "record-field-phones"),
        "kind" => t!(lang, "record-field-kind"),
        "phone_owner" => t!(lang, "tui-field-phone-owner"),
        "legal_representative" => t!(lang, "tui-field-representative"),
        "registered" => t!(lang, "tui-field-registered"),
        "stay" => t!(lang, "tui-field-stay"),
        "identity" => t!(lang, "tui-fact-identity"),
        other => say::field(lang, other),
    }
}

/// What happened, in words.
pub fn event(lang: Lang, kind: &str) -> String {
    let (texts, key) = (crate::text::texts(lang), format!("tui-event-{}", kind.replace('_', "-")));
    if texts.has(&key) { texts.get(&key) } else { kind.to_owned() }
}

/// An answer in words.
pub fn answer(lang: Lang, fact: &str, code: &str) -> String {
    match (fact, code) {
        (_, "yes") => t!(lang, "word-yes"),
        (_, "no") => t!(lang, "word-no"),
        ("exposure.category", _) => {
            Category::from_code(code).map_or(code.to_owned(), |category| labels::category(lang, category))
        }
        ("immunity", _) => {
            Immunity::from_code(code).map_or(code.to_owned(), |immunity| labels::immunity(lang, immunity))
        }
        ("sex", _) => Sex::from_code(code).map_or(code.to_owned(), |sex| labels::sex(lang, sex)),
        ("exposure.setting", _) => labels::setting(lang, code),
        ("languages", _) => labels::language_name(lang, code),
        ("kind", _) => Kind::from_code(code).map_or(code.to_owned(), |kind| labels::kind(lang, kind)),
        ("disease", _) => Disease::from_code(code).map_or(code.to_owned(), |disease| labels::disease(lang, disease)),
        _ => match NaiveDate::parse_from_str(code, "%Y-%m-%d") {
            Ok(date) => dates::date_numeric(lang, date),
            Err(_) => code.to_owned(),
        },
    }
}

/// When a call is due, in six columns, with a mark in front: `!` overdue, `R` agreed callback, `?` missed callback.
pub fn due(desk: &Desk, row: &QueueRow) -> (&'static str, String, Tone) {
    let at = row.callback_at.unwrap_or(row.due_at);
    let tone = urgency(at, desk.now, row.priority);
    let mark = match row.callback_at {
        Some(_) if row.missed => "?",
        Some(_) => "R",
        None if row.due_at < desk.now => "!",
        None => " ",
    };
    (mark, short_moment(desk, at), tone)
}

/// `17:00` today, `04.03.` on another day, `2025` in another year.
pub fn short_moment(desk: &Desk, at: Moment) -> String {
    let (date, today) = (date_of(at, desk.zone()), desk.today());
    if date == today {
        dates::clock(at, desk.zone())
    } else if date.year() == today.year() || (date - today).num_days().abs() < 183 {
        match desk.lang {
            Lang::De => date.format("%d.%m.").to_string(),
            Lang::En => format!("{} {}", date.day(), dates::month_short(desk.lang, date.month())),
        }
    } else {
        date.format("%Y").to_string()
    }
}

/// A number for dialling by hand: the digits behind the area code in pairs.
pub fn in_pairs(phone: &Phone, outside_line: Option<&str>) -> String {
    let by_hand = outside_line.filter(|_| phone.e164.is_some());
    let mut words = phone.shown.split_whitespace();
    let mut shown = words.next().unwrap_or("").to_owned();
    if let (Some(line), Some(code)) = (by_hand, shown.strip_prefix('+')) {
        shown = format!("{line} 00{code} {}", words.next().unwrap_or(""));
    } else if let Some(line) = by_hand {
        shown = format!("{line} {shown}");
    } else if shown.starts_with('+') {
        shown = format!("{shown} {}", words.next().unwrap_or(""));
    }
    let rest: String = words.collect();
    for (at, c) in rest.chars().enumerate() {
        if at % 2 == 0 && c != '-' {
            shown.push(' ');
        }
        shown.push(c);
    }
    shown
}

/// The number as it is dialled: E.164, or by hand over an outside line (`+49 221 …` over `0` is `00221…`).
pub fn dialled(e164: &str, outside_line: Option<&str>) -> String {
    let Some((line, number)) = outside_line.zip(e164.strip_prefix('+')) else { return e164.to_owned() };
    match number.strip_prefix("49") {
        Some(national) => format!("{line}0{national}"),
        None => format!("{line}00{number}"),
    }
}

/// A name as it was typed and understood: `YILMAZ, Emre *03.04.2016`.
pub fn named(lang: Lang, name: &Named) -> String {
    let comma = if name.first.is_empty() { "" } else { ", " };
    let born = name.birth.map(|birth| format!(" *{}", dates::date_numeric(lang, birth))).unwrap_or_default();
    format!("{}{comma}{}{born}", name.last.to_uppercase(), name.first)
}

/// `YILMAZ, Emre`: the family name in capitals.
pub fn spoken_name(person: &Person) -> String {
    match person.first_name.as_str() {
        "" => person.last_name.to_uppercase(),
        first => format!("{}, {first}", person.last_name.to_uppercase()),
    }
}

/// Age in years on a date, or nothing.
pub fn age(birth: Option<NaiveDate>, today: NaiveDate) -> String {
    birth.and_then(|birth| crate::domain::time::age_on(birth, today)).map_or(String::new(), |age| age.to_string())
}

/// The key for an action on a focus path; empty where it has none.
pub fn key(desk: &Desk, path: &[Focus], action: Action) -> String {
    key_of(&desk.keymap, path, action).map_or(String::new(), |keys| keys.label(desk.german()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_told_in_words_in_both_languages() {
        for kind in [
            "attempt_logged",
            "call_reopened",
            "imported",
            "incoming_taken",
            "opened",
            "order_issued",
            "outcome_corrected",
            "outcome_undone",
            "served",
            "taken_over",
        ] {
            assert!([Lang::De, Lang::En].iter().all(|lang| event(*lang, kind) != kind), "{kind}");
        }
        assert_eq!(event(Lang::De, "from_a_later_version"), "from_a_later_version");
    }

    #[test]
    fn a_number_is_dialled_as_it_is_or_over_an_outside_line() {
        assert_eq!(dialled("+492214710123", None), "+492214710123");
        assert_eq!(dialled("+492214710123", Some("0")), "002214710123");
        assert_eq!(dialled("+902123456789", Some("9")), "900902123456789");
        assert_eq!(dialled("110", Some("0")), "110", "an emergency call stays one, and is not dialled");
    }

    #[test]
    fn a_number_stands_in_pairs_behind_its_area_code() {
        let phone = |shown: &str| Phone {
            e164: None,
            raw: String::new(),
            shown: shown.to_owned(),
            label: String::new(),
            owner: String::new(),
            state: crate::domain::person::PhoneState::Usable,
            preferred: false,
            in_vain: 0,
            last_at: None,
            last_outcome: None,
        };
        assert_eq!(in_pairs(&phone("0152 28817386"), None), "0152 28 81 73 86");
        assert_eq!(in_pairs(&phone("0221 4710120"), None), "0221 47 10 12 0");
        assert_eq!(in_pairs(&phone("+43 1 5321234"), None), "+43 1 53 21 23 4");
    }
}
