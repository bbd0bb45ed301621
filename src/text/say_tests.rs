//! Every typed thing has a sentence in both languages, with every gap filled.

use chrono::{DateTime, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::*;
use crate::domain::call::{Closing, Outcome, Priority};
use crate::domain::id::{AttemptId, CallId, OrderId};
use crate::domain::rulebook::FactName;
use crate::domain::time::DEFAULT_ZONE;
use crate::domain::undo::Barred;
use crate::domain::user::Power;

fn now() -> Moment {
    DateTime::parse_from_rfc3339("2026-03-03T13:02:00Z").unwrap().to_utc()
}

fn lease() -> Box<Lease> {
    let call = CallId(Uuid::nil());
    Box::new(Lease {
        token: 7,
        call,
        covers: vec![call],
        user: "berg".into(),
        station: "4".into(),
        since: now(),
        expires_at: now() + TimeDelta::minutes(10),
        dialled_at: None,
        lost_at: None,
        parked: false,
    })
}

fn assert_said(text: &str) {
    assert!(!text.contains(['⟦', '{', '$']) && !text.is_empty(), "{text}");
}

fn refusals() -> Vec<Refusal> {
    let mut all = vec![
        Refusal::NotPermitted(Power::SpeakOrder),
        Refusal::NotPermitted(Power::Lead),
        Refusal::NotFound,
        Refusal::Held(lease()),
        Refusal::StaleToken(Some(lease())),
        Refusal::StaleToken(None),
        Refusal::HoldsAnother(lease()),
        Refusal::NotYet(now()),
        Refusal::NotClosed(CallState::Open),
        Refusal::NoUndo(Barred::Nothing),
        Refusal::NoUndo(Barred::Late),
        Refusal::NoUndo(Barred::MovedOn),
        Refusal::NoUndo(Barred::Sent),
        Refusal::NoteNeeded,
        Refusal::TimeNeeded,
        Refusal::TimePast,
        Refusal::LanguageNeeded,
        Refusal::OfficeNeeded,
        Refusal::ReasonNeeded,
        Refusal::CannotTake,
        Refusal::FactsMissing(FactName::ALL.iter().map(ToString::to_string).collect()),
        Refusal::DatesWrong,
        Refusal::InForce(None),
        Refusal::InForce(Some("KOELN-2026-000123".into())),
        Refusal::NotInForce,
        Refusal::BadFact("immunity".into()),
        Refusal::SamePerson,
        Refusal::LastAdmin,
    ];
    all.extend(CallState::ALL.iter().map(|state| Refusal::NotOpen(*state)));
    all.extend(RuleResult::ALL.iter().map(|result| Refusal::NoOrderDue(result.code())));
    all
}

#[test]
fn every_refusal_is_a_sentence_in_both_languages() {
    for lang in Lang::ALL {
        for case in refusals() {
            let text = refusal(lang, &case, now(), DEFAULT_ZONE);
            assert_said(&text);
            assert!(text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn a_refusal_names_who_holds_the_call_and_what_is_missing() {
    let german = |case: Refusal| refusal(Lang::De, &case, now(), DEFAULT_ZONE);
    assert_eq!(german(Refusal::Held(lease())), "In Bearbeitung bei berg, Platz 4, seit 14:02.");
    assert_eq!(
        german(Refusal::FactsMissing(vec!["exposure.last".into(), "immunity".into()])),
        "Erst erfragen: letzter Kontakt, Immunstatus."
    );
}

#[test]
fn every_fact_that_a_rule_asks_for_has_a_name() {
    for lang in Lang::ALL {
        for fact in FactName::ALL {
            assert_ne!(field(lang, fact.code()), fact.code());
        }
    }
    assert_eq!(field(Lang::De, "answers.smell"), "answers.smell");
}

#[test]
fn every_failure_of_the_store_says_what_why_and_what_to_do() {
    let keys = [
        "db-foreign",
        "db-newer",
        "db-permissions",
        "db-network",
        "db-damaged",
        "db-missing",
        "db-exists",
        "db-sqlite-old",
        "db-io",
        "db-busy",
        "db-corrupt",
        "db-taken",
    ];
    for lang in Lang::ALL {
        for key in keys {
            let (what, why, hint) = store_error(lang, key, "/srv/rufliste.db");
            for text in [&what, &why, &hint] {
                assert_said(text);
            }
            assert!(why.contains("/srv/rufliste.db"), "{why}");
        }
    }
}

#[test]
fn every_receipt_is_said() {
    let logged = |next, closed, escalated| Receipt::Logged {
        attempt: AttemptId(Uuid::nil()),
        outcome: Outcome::NoAnswer,
        reason: Reason::FirstNotification,
        next,
        closed,
        escalated,
    };
    let next = NextCall { reason: Reason::FollowUp, at: now() + TimeDelta::hours(3) };
    let day = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap();
    let ordered = |number: Option<String>| Receipt::Ordered {
        order: OrderId(Uuid::nil()),
        kind: crate::domain::order::OrderKind::Quarantine,
        number,
        result: RuleResult::ByOrdinance,
        from: day,
        to: day,
    };
    let receipts = [
        Receipt::Claimed(*lease()),
        Receipt::Renewed(*lease()),
        Receipt::Released,
        logged(Some(next), None, false),
        logged(None, Some(Closing::Exhausted), false),
        logged(None, None, true),
        logged(None, None, false),
        ordered(None),
        ordered(Some("KOELN-2026-000123".into())),
        Receipt::Proposed,
        Receipt::Lifted { number: None },
        Receipt::Saved,
    ];
    for lang in Lang::ALL {
        for case in &receipts {
            assert_said(&receipt(lang, case, now(), DEFAULT_ZONE));
        }
    }
    let said = receipt(Lang::De, &logged(Some(next), None, false), now(), DEFAULT_ZONE);
    assert_eq!(said, "keine Antwort · nächster Anruf: Nachverfolgung 17:02");
    let healthy = Receipt::Logged {
        attempt: AttemptId(Uuid::nil()),
        outcome: Outcome::Complete,
        reason: Reason::FollowUp,
        next: Some(NextCall { reason: Reason::EndOfQuarantine, at: now() + TimeDelta::hours(3) }),
        closed: None,
        escalated: false,
    };
    let said = receipt(Lang::De, &healthy, now(), DEFAULT_ZONE);
    assert!(said.starts_with("erreicht, gesund · "), "named by the call that was logged: {said}");
}

#[test]
fn why_a_call_stands_there_and_why_it_does_not_come_are_said() {
    let deadline = |due_at| Stands::Deadline { reason: Reason::FirstNotification, priority: Priority::High, due_at };
    let later = now() + TimeDelta::hours(20);
    let mut standing = vec![
        Stands::Assigned,
        Stands::MyCallback(later),
        Stands::Callback(later),
        deadline(later),
        deadline(now() - TimeDelta::hours(20)),
        Stands::Prefers(later),
    ];
    standing.extend(CallState::ALL.iter().map(|state| Stands::NotOpen(*state)));
    let mut hindered = vec![
        NotNow::Waits(later, Wait::Date),
        NotNow::Waits(later, Wait::Delay(Outcome::NoAnswer)),
        NotNow::Waits(later, Wait::Today(3)),
        NotNow::Waits(later, Wait::Number),
        NotNow::Waits(later, Wait::Hours),
        NotNow::Closed(later),
        NotNow::HouseholdHeld(lease()),
        NotNow::NumberHeld(lease()),
        NotNow::Agreed(later),
        NotNow::Held(lease()),
        NotNow::For("yildiz".into()),
        NotNow::Needs("tr".into()),
        NotNow::Needs("order".into()),
    ];
    hindered.extend(CallState::ALL.iter().map(|state| NotNow::NotOpen(*state)));
    for lang in Lang::ALL {
        for case in &standing {
            assert_said(&stands(lang, case, now(), DEFAULT_ZONE));
        }
        for case in &hindered {
            assert_said(&not_now(lang, case, now(), DEFAULT_ZONE));
        }
    }
    let german = |case: &Stands| stands(Lang::De, case, now(), DEFAULT_ZONE);
    assert_eq!(german(&deadline(later)), "Erstanruf, Priorität hoch, fällig morgen 10:02");
    assert_eq!(not_now(Lang::De, &NotNow::Needs("tr".into()), now(), DEFAULT_ZONE), "braucht Türkisch");
}

#[test]
fn a_lease_that_ran_out_in_a_call_is_said_to_be_unfinished() {
    let text = lease_holder(Lang::De, &lease(), now() + TimeDelta::hours(1), DEFAULT_ZONE);
    assert_eq!(text, "berg, Platz 4, unterbrochen, seit 14:02");
}
