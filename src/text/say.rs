//! Sentences for typed things: refusals, receipts, reasons why. The command line and the terminal UI both say them so.

use chrono_tz::Tz;

use super::dates::{clock, date_short, nearest_moment};
use super::{Arg, Lang, labels, texts};
use crate::domain::call::{CallState, Outcome, Reason};
use crate::domain::decide::{NextCall, Receipt, Refusal};
use crate::domain::handling::{Notice, Owner};
use crate::domain::id::Reference;
use crate::domain::lease::Lease;
use crate::domain::message::{Message, Words};
use crate::domain::order::RuleResult;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::user::Role;
use crate::domain::why::{NotNow, Stands, Wait};
use crate::t;

/// Why something was not done: `Zu diesem Ergebnis gehört ein Vermerk.`
pub fn refusal(lang: Lang, refusal: &Refusal, now: Moment, zone: Tz) -> String {
    let with = |args: &[(&str, Arg<'_>)]| texts(lang).format(refusal.key(), args);
    match refusal {
        Refusal::Held(lease) | Refusal::StaleToken(Some(lease)) => {
            with(&[("holder", lease_holder(lang, lease, now, zone).into())])
        }
        Refusal::HoldsAnother(lease) => with(&[("since", nearest_moment(lang, lease.since, now, zone).into())]),
        Refusal::NotOpen(state) | Refusal::NotClosed(state) => {
            with(&[("state", labels::call_state(lang, *state).into())])
        }
        Refusal::NotYet(at) => with(&[("when", nearest_moment(lang, *at, now, zone).into())]),
        Refusal::FactsMissing(facts) => {
            let names: Vec<String> = facts.iter().map(|fact| field(lang, fact)).collect();
            with(&[("facts", names.join(", ").into())])
        }
        Refusal::NoOrderDue(code) => with(&[("result", no_order(lang, code).into())]),
        Refusal::InForce(number) => {
            let number = number.clone().unwrap_or_else(|| t!(lang, "orders-without-number"));
            with(&[("number", number.into())])
        }
        Refusal::KnownAlready(reference) => with(&[("reference", reference.to_string().into())]),
        Refusal::NotedOtherwise(known) => with(&[("known", known.clone().into())]),
        Refusal::BadFact(name) => with(&[("field", field(lang, name).into())]),
        Refusal::NobodyThere(name) => with(&[("name", owner(lang, name).into())]),
        Refusal::NotPermitted(_)
        | Refusal::NotFound
        | Refusal::NoUndo(_)
        | Refusal::StaleToken(None)
        | Refusal::NoteNeeded
        | Refusal::TimeNeeded
        | Refusal::TimePast
        | Refusal::LanguageNeeded
        | Refusal::OfficeNeeded
        | Refusal::ReasonNeeded
        | Refusal::CannotTake
        | Refusal::DatesWrong
        | Refusal::DeliveryDates
        | Refusal::NoLetter
        | Refusal::NotInForce
        | Refusal::SamePerson
        | Refusal::LastAdmin
        | Refusal::AlreadyOpen(_)
        | Refusal::NotRaised => with(&[]),
    }
}

fn no_order(lang: Lang, code: &str) -> String {
    RuleResult::from_code(code).map_or_else(|| code.to_owned(), |result| labels::rule_result(lang, result))
}

/// Name of a field as scripts and profiles name it (`exposure.last`): `letzter Kontakt`; one without a name here as it is.
pub fn field(lang: Lang, name: &str) -> String {
    let key = format!("field-{}", name.replace('.', "-"));
    if texts(lang).has(&key) { texts(lang).get(&key) } else { name.to_owned() }
}

/// What was done: `gespeichert`, `keine Antwort · nächster Anruf heute 17:00`.
pub fn receipt(lang: Lang, receipt: &Receipt, now: Moment, zone: Tz) -> String {
    match receipt {
        Receipt::Claimed(lease) | Receipt::Renewed(lease) => {
            t!(lang, "done-claimed", when = nearest_moment(lang, lease.expires_at, now, zone))
        }
        Receipt::Released => t!(lang, "receipt-released"),
        Receipt::Logged { outcome, reason, next, closed, escalated, .. } => {
            let outcome = labels::outcome(lang, *outcome, *reason);
            match (next, closed) {
                _ if *escalated => t!(lang, "done-escalated", outcome = outcome),
                (Some(next), _) => next_call(lang, &outcome, *next, now, zone),
                (None, Some(closing)) => {
                    t!(lang, "done-closed", outcome = outcome, closing = labels::closing(lang, *closing))
                }
                (None, None) => t!(lang, "done-logged", outcome = outcome),
            }
        }
        Receipt::Ordered { kind, number, result, to, .. } => {
            let (until, what) = (date_short(lang, *to), labels::ordered(lang, *kind));
            match number {
                Some(number) => t!(lang, "receipt-ordered", what = what, number = number, until = until),
                None => t!(lang, "done-bound", result = labels::rule_result(lang, *result), until = until),
            }
        }
        Receipt::HeldElsewhere(lease) => {
            let since = clock(lease.since, zone);
            t!(lang, "receipt-held-elsewhere", who = &lease.user, station = &lease.station, since = since)
        }
        Receipt::Undone { outcome, reference, .. } => undone(lang, *outcome, *reference),
        Receipt::Reopened => t!(lang, "receipt-reopened"),
        Receipt::Proposed => t!(lang, "call-quarantine-prepared"),
        Receipt::Lifted { number } => {
            let number = number.clone().unwrap_or_else(|| t!(lang, "orders-without-number"));
            t!(lang, "receipt-order-lifted", number = number)
        }
        Receipt::Added { reference, near, .. } => super::people::added(lang, *reference, near),
        Receipt::Corrected(corrected) => super::people::corrected(lang, corrected),
        Receipt::Housed(housed) => super::people::housed(lang, housed),
        Receipt::Renumbered { found, none_left } => super::people::renumbered(lang, *found, *none_left),
        Receipt::Assigned(Some(to)) => t!(lang, "receipt-assigned", who = owner(lang, to)),
        Receipt::Assigned(None) => t!(lang, "receipt-assigned-nobody"),
        Receipt::Withdrawn => t!(lang, "receipt-withdrawn"),
        Receipt::Prioritised(priority) => {
            t!(lang, "receipt-priority", priority = labels::priority(lang, *priority))
        }
        Receipt::Asked(to) => t!(lang, "receipt-question", who = owner(lang, to)),
        Receipt::Reminded(at) => t!(lang, "receipt-reminder", when = nearest_moment(lang, *at, now, zone)),
        Receipt::DeliveryNoted { number } => {
            t!(lang, "receipt-delivery-noted", number = number.as_deref().unwrap_or("–"))
        }
        Receipt::Unchanged => t!(lang, "receipt-unchanged"),
        Receipt::Saved => t!(lang, "receipt-saved"),
    }
}

/// Whose a call is: a login name, a team, whoever leads the room.
pub fn owner(lang: Lang, name: &str) -> String {
    match Owner::of(name) {
        Owner::User(user) => user,
        Owner::Team(team) => t!(lang, "owner-team", team = team),
        Owner::Leads => labels::role(lang, Role::Supervisor),
    }
}

fn of_the_room(lang: Lang, notice: &Notice, who: &str) -> String {
    match notice {
        Notice::Released => t!(lang, "notice-released-by", who = who),
        Notice::Assigned => t!(lang, "notice-assigned-by", who = who),
        Notice::Reassigned { to } if to.is_empty() => t!(lang, "notice-released-by", who = who),
        Notice::Reassigned { to } => t!(lang, "notice-reassigned-by", who = who, to = owner(lang, to)),
        Notice::Withdrawn => t!(lang, "notice-withdrawn-by", who = who),
        Notice::Answered => t!(lang, "notice-answered-by", who = who),
    }
}

/// What was taken back: `zurückgenommen: 4F7Q-2M9K keine Antwort`.
pub fn undone(lang: Lang, outcome: Outcome, reference: Reference) -> String {
    let what = format!("{reference} {}", labels::outcome(lang, outcome, Reason::FirstNotification));
    t!(lang, "receipt-undone", what = what)
}

/// What a message from another station says.
pub fn message(lang: Lang, message: &Message) -> String {
    match &message.words {
        Words::Rings { reference, station } => {
            t!(lang, "message-rings", reference = reference.to_string(), station = station)
        }
        Words::Room(notice) => of_the_room(lang, notice, &message.from_user),
        Words::Line(text) => t!(lang, "message-line", from = &message.from_user, text = text),
    }
}

fn next_call(lang: Lang, outcome: &str, next: NextCall, now: Moment, zone: Tz) -> String {
    let (reason, when) = (labels::reason(lang, next.reason), nearest_moment(lang, next.at, now, zone));
    t!(lang, "done-next", outcome = outcome, reason = reason, when = when)
}

/// Why a call stands where it stands: `Erstanruf, Priorität hoch, fällig morgen 09:00`.
pub fn stands(lang: Lang, stands: &Stands, now: Moment, zone: Tz) -> String {
    let when = |at: Moment| nearest_moment(lang, at, now, zone);
    match stands {
        Stands::Assigned => t!(lang, "why-assigned-to-you"),
        Stands::MyCallback(at) => t!(lang, "why-my-callback", when = when(*at)),
        Stands::Callback(at) => t!(lang, "why-callback", when = when(*at)),
        Stands::Deadline { reason, priority, due_at } => {
            let (reason, priority) = (labels::reason(lang, *reason), labels::priority(lang, *priority));
            if *due_at < now {
                t!(lang, "why-overdue", reason = reason, priority = priority, since = when(*due_at))
            } else {
                t!(lang, "why-deadline", reason = reason, priority = priority, when = when(*due_at))
            }
        }
        Stands::Prefers(at) => t!(lang, "why-prefers-later", when = when(*at)),
        Stands::NotOpen(state) => not_open(lang, *state),
    }
}

/// Why a call is not served now: `in Bearbeitung bei berg, Platz 4, seit 14:02`.
pub fn not_now(lang: Lang, not_now: &NotNow, now: Moment, zone: Tz) -> String {
    let when = |at: Moment| nearest_moment(lang, at, now, zone);
    match not_now {
        NotNow::NotOpen(state) => not_open(lang, *state),
        NotNow::Waits(at, because) => waits(lang, *because, &when(*at)),
        NotNow::Agreed(at) => t!(lang, "why-not-callback-later", when = when(*at)),
        NotNow::Closed(at) => t!(lang, "why-not-hours", when = when(*at)),
        NotNow::Held(lease) => t!(lang, "why-not-held", holder = lease_holder(lang, lease, now, zone)),
        NotNow::HouseholdHeld(lease) => t!(lang, "why-not-household", who = lease_holder(lang, lease, now, zone)),
        NotNow::NumberHeld(lease) => t!(lang, "why-not-number-in-use", who = lease_holder(lang, lease, now, zone)),
        NotNow::For(who) => t!(lang, "why-not-owner", who = owner(lang, who)),
        NotNow::Needs(what) => match labels::language_name(lang, what) {
            language if language == *what => t!(lang, "why-not-skill", skill = labels::skill(lang, what)),
            language => t!(lang, "why-not-language", language = language),
        },
    }
}

/// What a call needs of who takes it: `Arabisch`, `Recht anzuordnen`, or both.
pub fn need(lang: Lang, need: &Need) -> String {
    let language = need.language.as_deref().map(|code| labels::language_name(lang, code));
    let skill = need.skill.as_deref().map(|skill| labels::skill(lang, skill));
    match (language, skill) {
        (Some(language), Some(skill)) => t!(lang, "need-both", language = language, skill = skill),
        (language, skill) => language.or(skill).unwrap_or_default(),
    }
}

fn waits(lang: Lang, because: Wait, when: &str) -> String {
    match because {
        Wait::Delay(outcome) => {
            let outcome = labels::outcome(lang, outcome, Reason::FirstNotification);
            t!(lang, "why-not-delay", outcome = outcome, when = when)
        }
        Wait::Today(made) => t!(lang, "why-not-attempts-today", n = i64::from(made), when = when),
        Wait::Number => t!(lang, "why-not-number-limit", when = when),
        Wait::Hours => t!(lang, "why-not-hours", when = when),
        Wait::Date => t!(lang, "why-not-ready", when = when),
    }
}

fn not_open(lang: Lang, state: CallState) -> String {
    match state {
        CallState::Open => labels::call_state(lang, state),
        CallState::Done => t!(lang, "why-not-done"),
        CallState::Withdrawn => t!(lang, "why-not-withdrawn"),
        CallState::Escalated => t!(lang, "why-not-escalated"),
    }
}

/// Who works on a call: `berg, Platz 4, seit 14:02`; one that ran out in the middle of a call says so.
pub fn lease_holder(lang: Lang, lease: &Lease, now: Moment, zone: Tz) -> String {
    let (who, station) = (lease.user.as_str(), lease.station.as_str());
    if lease.is_live(now) {
        t!(lang, "lease-holder", who = who, station = station, since = clock(lease.since, zone))
    } else {
        t!(lang, "lease-unfinished", who = who, station = station, since = clock(lease.since, zone))
    }
}

/// A failure of the store by its key and detail: what, why, what to do.
pub fn store_error(lang: Lang, key: &str, detail: &str) -> (String, String, String) {
    let texts = texts(lang);
    let detail = [("detail", Arg::from(detail))];
    (texts.get(key), texts.format(&format!("{key}-why"), &detail), texts.get(&format!("{key}-hint")))
}

#[cfg(test)]
#[path = "say_tests.rs"]
mod tests;
