//! What the coded values are called on screen. The keys are the noun and the stored code: `reason-follow_up`.

use super::{Lang, texts};
use crate::domain::call::{CallState, Closing, Direction, Outcome, Priority, Reason, SpokenWith};
use crate::domain::disease::Disease;
use crate::domain::order::{IssuingMode, OrderKind, OrderState, RuleResult};
use crate::domain::person::{AddressKind, PhoneState, Sex};
use crate::domain::plan::Exhaustion;
use crate::domain::record::{Category, Classification, Group, Immunity, Kind};
use crate::domain::time::Daypart;
use crate::domain::user::{Right, Role};

macro_rules! labels {
    ($($(#[$doc:meta])* $function:ident($type:ty) = $noun:literal),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $function(lang: Lang, value: $type) -> String {
            texts(lang).get(&format!(concat!($noun, "-{}"), value.code()))
        }
    )+};
}

labels! {
    /// Anlass of a call: `Erstanruf`.
    reason(Reason) = "reason",
    /// State of a call as stored: `offen`.
    call_state(CallState) = "call-state",
    /// Priority class: `dringend`.
    priority(Priority) = "priority",
    /// Why a call or a record ended: `nicht erreichbar`.
    closing(Closing) = "closing",
    /// Direction of a telephone call: `eingehend`.
    direction(Direction) = "direction",
    /// Who was spoken with: `Sorgeberechtigte`.
    spoken_with(SpokenWith) = "spoken-with",
    /// Disease: `Masern`.
    disease(Disease) = "disease",
    /// What is ordered: `Quarantäne`.
    order_kind(OrderKind) = "order-kind",
    /// State of an order: `in Kraft`.
    order_state(OrderState) = "order-state",
    /// What a rule leads to: `Anordnung`.
    rule_result(RuleResult) = "rule-result",
    /// Who issues an order.
    issuing_mode(IssuingMode) = "issuing-mode",
    /// Sex as notified: `weiblich`.
    sex(Sex) = "sex",
    /// Whether a number may be tried: `nicht vergeben`.
    phone_state(PhoneState) = "phone-state",
    /// What an address is to the person: `Aufenthalt`.
    address_kind(AddressKind) = "address-kind",
    /// Contact or case: `Kontaktperson`.
    kind(Kind) = "kind",
    /// How close the exposure was: `enger Kontakt`.
    category(Category) = "category",
    /// Group for which rules differ: `Pflege, Medizin`.
    group(Group) = "group",
    /// Immune status: `genesen`.
    immunity(Immunity) = "immunity",
    /// Classification: `bestätigt`.
    classification(Classification) = "classification",
    /// Role of a user: `Teamleitung`.
    role(Role) = "role",
    /// What follows when all attempts are used up: `an die Teamleitung`.
    exhaustion(Exhaustion) = "exhaustion",
    /// Right of a user: `Anordnungen mitteilen`.
    right(Right) = "right",
}

/// Result of an attempt in full: `keine Antwort`. What is complete depends on the reason: a follow-up is *erreicht,
/// gesund*, a last call *entlassen*.
pub fn outcome(lang: Lang, outcome: Outcome, reason: Reason) -> String {
    of_reason(lang, "outcome", outcome, reason)
}

/// Result of an attempt for footers and narrow columns: `erledigt`, `Mailbox+Bitte`.
pub fn outcome_short(lang: Lang, outcome: Outcome, reason: Reason) -> String {
    of_reason(lang, "outcome-short", outcome, reason)
}

fn of_reason(lang: Lang, noun: &str, outcome: Outcome, reason: Reason) -> String {
    let texts = texts(lang);
    let special = match (outcome, reason) {
        (Outcome::Complete | Outcome::Symptoms, Reason::FollowUp | Reason::EndOfQuarantine) => {
            Some(format!("{noun}-{}-{}", outcome.code(), reason.code()))
        }
        _ => None,
    };
    texts.get(&special.filter(|key| texts.has(key)).unwrap_or_else(|| format!("{noun}-{}", outcome.code())))
}

/// A third of the calling day: `vormittags`.
pub fn daypart(lang: Lang, value: Daypart) -> String {
    texts(lang).get(match value {
        Daypart::Morning => "daypart-morning",
        Daypart::Afternoon => "daypart-afternoon",
        Daypart::Evening => "daypart-evening",
    })
}

/// What was ordered, as a receipt names it: `Anordnung`, or the kind that is no quarantine.
pub fn ordered(lang: Lang, kind: OrderKind) -> String {
    match kind {
        OrderKind::WorkBan => order_kind(lang, kind),
        OrderKind::Quarantine | OrderKind::Isolation => rule_result(lang, RuleResult::Order),
    }
}

/// A language by its ISO 639-1 code: `Türkisch`; one without a name here is its code.
pub fn language_name(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "language", code)
}

/// A skill by its code (`order`): `Recht anzuordnen`; an unknown one as the office has it.
pub fn skill(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "skill", code)
}

/// What made a record worked, by its code (`order_issued`): `Anordnung erlassen`; an unknown code as it is.
pub fn worked(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "worked", code)
}

/// Where a record came from, by its code (`list`): `Liste`; an unknown code as it is.
pub fn source(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "source", code)
}

/// Kind of an institution, by its code (`nursing_home`): `Pflegeheim`; an unknown code as it is.
pub fn institution_kind(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "institution-kind", code)
}

/// Where an exposure happened, by its code (`school`): `Schule`; words as they are.
pub fn setting(lang: Lang, code: &str) -> String {
    named_or_as_it_is(lang, "setting", code)
}

/// Why a call stands on the supervisor's list: an outcome, or a code such as `exhausted`, `order_proposal`, `symptoms`.
pub fn escalation(lang: Lang, code: &str, reason: Reason) -> String {
    match Outcome::from_code(code) {
        Some(of_outcome) if of_outcome != Outcome::Symptoms => outcome(lang, of_outcome, reason),
        _ => named_or_as_it_is(lang, "escalation", code),
    }
}

fn named_or_as_it_is(lang: Lang, noun: &str, code: &str) -> String {
    let (texts, key) = (texts(lang), format!("{noun}-{code}"));
    if texts.has(&key) { texts.get(&key) } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_named<T: Copy + std::fmt::Debug>(values: &[T], label: impl Fn(Lang, T) -> String) {
        for lang in Lang::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for value in values {
                let text = label(lang, *value);
                assert!(!text.is_empty() && !text.contains(['⟦', '{']), "{lang} {value:?}: {text}");
                assert!(seen.insert(text.clone()), "{lang}: two values of one list are both called {text:?}");
            }
        }
    }

    #[test]
    fn every_value_of_every_list_has_a_label_of_its_own_in_both_languages() {
        assert_named(Reason::ALL, reason);
        assert_named(CallState::ALL, call_state);
        assert_named(Priority::ALL, priority);
        assert_named(Closing::ALL, closing);
        assert_named(Direction::ALL, direction);
        assert_named(SpokenWith::ALL, spoken_with);
        assert_named(Disease::ALL, disease);
        assert_named(OrderKind::ALL, order_kind);
        assert_named(OrderState::ALL, order_state);
        assert_named(RuleResult::ALL, rule_result);
        assert_named(IssuingMode::ALL, issuing_mode);
        assert_named(Sex::ALL, sex);
        assert_named(PhoneState::ALL, phone_state);
        assert_named(AddressKind::ALL, address_kind);
        assert_named(Kind::ALL, kind);
        assert_named(Category::ALL, category);
        assert_named(Group::ALL, group);
        assert_named(Immunity::ALL, immunity);
        assert_named(Classification::ALL, classification);
        assert_named(Role::ALL, role);
        assert_named(Right::ALL, right);
        assert_named(&Daypart::ALL, daypart);
        for reason in Reason::ALL {
            assert_named(Outcome::ALL, |lang, value| outcome(lang, value, *reason));
            assert_named(Outcome::ALL, |lang, value| outcome_short(lang, value, *reason));
        }
    }

    #[test]
    fn one_and_two_mean_what_the_reason_makes_of_them() {
        let german = |value, reason| outcome(Lang::De, value, reason);
        assert_eq!(german(Outcome::Complete, Reason::FirstNotification), "erreicht, erledigt");
        assert_eq!(german(Outcome::Complete, Reason::FollowUp), "erreicht, gesund");
        assert_eq!(german(Outcome::Symptoms, Reason::FollowUp), "erreicht, Symptome");
        assert_eq!(german(Outcome::Complete, Reason::EndOfQuarantine), "entlassen");
        assert_eq!(german(Outcome::Symptoms, Reason::EndOfQuarantine), "Symptome");
        assert_eq!(german(Outcome::NoAnswer, Reason::FollowUp), "keine Antwort");
    }

    #[test]
    fn the_ten_outcomes_fit_the_footer_of_the_call_screen() {
        for lang in Lang::ALL {
            for value in Outcome::ALL {
                for reason in Reason::ALL {
                    let text = outcome_short(lang, *value, *reason);
                    assert!(unicode_width::UnicodeWidthStr::width(text.as_str()) <= 14, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_language_is_named_and_an_unknown_one_keeps_its_code() {
        assert_eq!(language_name(Lang::De, "tr"), "Türkisch");
        assert_eq!(language_name(Lang::En, "uk"), "Ukrainian");
        assert_eq!(language_name(Lang::De, "xx"), "xx");
        for code in
            ["de", "en", "tr", "ar", "uk", "ru", "pl", "ro", "fa", "fr", "it", "es", "bg", "sr", "hr", "el", "pt", "ku"]
        {
            assert_ne!(language_name(Lang::De, code), code);
        }
    }

    #[test]
    fn what_stands_on_the_supervisors_list_says_why() {
        assert_eq!(escalation(Lang::De, "refused", Reason::FirstNotification), "Mitwirkung verweigert");
        assert_eq!(escalation(Lang::De, "order_proposal", Reason::FirstNotification), "Anordnung vorgeschlagen");
        assert_eq!(escalation(Lang::De, "symptoms", Reason::FollowUp), "Symptome gemeldet");
        assert_eq!(worked(Lang::En, "order_issued"), "order issued");
    }
}
