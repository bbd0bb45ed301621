//! Interview scripts as data: what is said and asked on the telephone, in both languages, and the field that each answer fills.
//! Not in here: how a script is shown, and how an answer gets into a record.

mod check;
mod scripts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::call::Reason;
use super::data_error::{DataError, DataFile};
use super::disease::coded;

use check::ScriptFile;
pub use scripts::Scripts;

/// The script of a reason. Its first step always confirms who is on the telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Version.
    pub version: String,
    /// The reason it belongs to.
    pub reason: Reason,
    /// What is said first: neutral, for anybody may have answered.
    pub opening: Text,
    /// What may be said on a mailbox or to a third party: the office and the number to call back, no reason.
    pub message: Text,
    /// The steps, identity first.
    pub steps: Vec<Step>,
}

impl Script {
    /// The script that is compiled in for this reason, where it has one; a test proves that they are without fault.
    pub fn built_in(reason: Reason) -> Option<Self> {
        let (name, text) = Self::source(reason)?;
        Self::parse(name, text).ok()
    }

    const fn source(reason: Reason) -> Option<(&'static str, &'static str)> {
        match reason {
            Reason::IndexInterview => {
                Some(("index_interview.toml", include_str!("../defaults/scripts/index_interview.toml")))
            }
            Reason::FirstNotification => {
                Some(("first_notification.toml", include_str!("../defaults/scripts/first_notification.toml")))
            }
            Reason::FollowUp => Some(("follow_up.toml", include_str!("../defaults/scripts/follow_up.toml"))),
            Reason::EndOfQuarantine => {
                Some(("end_of_quarantine.toml", include_str!("../defaults/scripts/end_of_quarantine.toml")))
            }
            Reason::Enquiry | Reason::Reminder | Reason::Question | Reason::Research | Reason::Decision => None,
        }
    }

    /// The script in this text, or every fault found in it: unknown keys and fields, an identity that is not confirmed first, conditions on
    /// what is asked later, unknown placeholders.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<DataError>> {
        let file = DataFile { name, text };
        let raw: ScriptFile = file.parse().map_err(|error| vec![error])?;
        let errors: Vec<_> = raw.faults().into_iter().map(|(span, why)| file.error_at(&span, why)).collect();
        if errors.is_empty() { Ok(raw.into_script()) } else { Err(errors) }
    }
}

/// A step of a script.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its id, unique in the script.
    pub id: String,
    /// What is expected.
    pub kind: StepKind,
    /// What is said.
    pub text: Text,
    /// The field that the answer fills; none where nothing is asked.
    #[serde(default)]
    pub field: Option<String>,
    /// Shown only where all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Answers to choose from.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

coded! {
    /// What a step expects.
    StepKind {
        /// Birth date named by the person.
        Identity = "identity",
        /// Nothing: it is only said.
        Say = "say",
        /// `yes` or `no`.
        YesNo = "yes_no",
        /// A date, ISO.
        Date = "date",
        /// A number.
        Number = "number",
        /// One of the choices, by its value.
        Choice = "choice",
        /// Words.
        Text = "text",
        /// People, one line each.
        People = "people",
    }
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// German label.
    pub de: String,
    /// English label.
    pub en: String,
}

impl Choice {
    /// The label in German, or else in English.
    pub fn label(&self, german: bool) -> &str {
        if german { &self.de } else { &self.en }
    }
}

/// A condition on the answer to an earlier step that is itself shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The field that the earlier step fills.
    pub field: String,
    /// The answers that fulfil it.
    pub is: Vec<String>,
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in German, or else in English.
    pub fn get(&self, german: bool) -> &str {
        if german { &self.de } else { &self.en }
    }
}

/// Answers so far: field to answer.
pub type Answers = BTreeMap<String, String>;

/// The steps to show: those whose conditions are all fulfilled by answers to steps shown before.
pub fn visible_steps<'a>(script: &'a Script, answers: &Answers) -> Vec<&'a Step> {
    let mut asked = BTreeSet::new();
    let mut visible = Vec::new();
    for step in &script.steps {
        let holds = step.when.iter().all(|when| asked.contains(when.field.as_str()) && when.holds(answers));
        if holds {
            asked.extend(step.field.as_deref());
            visible.push(step);
        }
    }
    visible
}

impl Condition {
    fn holds(&self, answers: &Answers) -> bool {
        answers.get(&self.field).is_some_and(|answer| self.is.contains(answer))
    }
}

/// What stands in the place of `{office}`, `{phone}`, `{name}`, `{tracer}` and `{until}`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Placeholders<'a> {
    /// Name of the office: `Gesundheitsamt Köln`.
    pub office: &'a str,
    /// Number to call back.
    pub phone: &'a str,
    /// The person to be spoken with.
    pub name: &'a str,
    /// Name of the tracer.
    pub tracer: &'a str,
    /// Last day of the quarantine, as shown.
    pub until: &'a str,
}

impl Placeholders<'_> {
    /// The text with every placeholder replaced, each once: a value that looks like one stays as it is.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                filled.push('{');
                continue;
            };
            match self.value(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            }
            rest = after;
        }
        filled + rest
    }

    fn value(&self, name: &str) -> Option<&str> {
        match name {
            "office" => Some(self.office),
            "phone" => Some(self.phone),
            "name" => Some(self.name),
            "tracer" => Some(self.tracer),
            "until" => Some(self.until),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts() -> impl Iterator<Item = Script> {
        Reason::ALL.iter().filter_map(|reason| {
            let (name, text) = Script::source(*reason)?;
            Some(Script::parse(name, text).unwrap())
        })
    }

    fn ids(script: &Script, answers: &[(&str, &str)]) -> Vec<String> {
        let answers = answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect();
        visible_steps(script, &answers).iter().map(|step| step.id.clone()).collect()
    }

    #[test]
    fn the_four_built_in_scripts_are_without_fault_and_belong_to_their_reason() {
        assert_eq!(scripts().count(), 4);
        for script in scripts() {
            assert_eq!(Script::built_in(script.reason), Some(script));
        }
        assert_eq!(Script::built_in(Reason::Research), None);
    }

    #[test]
    fn nothing_said_before_the_identity_is_confirmed_lets_anybody_guess_why() {
        let telling = [
            "corona",
            "covid",
            "quarant",
            "kontakt",
            "contact",
            "infekt",
            "infect",
            "krank",
            "disease",
            "test",
            "masern",
            "measles",
            "isol",
            "symptom",
            "beschwerden",
            "complaints",
            "gesund",
            "health",
        ];
        for script in scripts() {
            let identity = &script.steps[0];
            assert_eq!(identity.kind, StepKind::Identity);
            for text in [&script.opening, &script.message, &identity.text] {
                for words in [&text.de, &text.en] {
                    let lower = words.to_lowercase();
                    assert!(telling.iter().all(|word| !lower.contains(word)), "{words}");
                }
            }
        }
    }

    #[test]
    fn the_message_gives_office_and_number_and_nothing_else() {
        let values = Placeholders {
            office: "Gesundheitsamt Köln",
            phone: "0221 4710123",
            name: "Frau Yılmaz",
            ..Placeholders::default()
        };
        let script = Script::built_in(Reason::FirstNotification).unwrap();
        assert_eq!(
            values.fill(script.message.get(true)),
            "Guten Tag, hier ist Gesundheitsamt Köln. Bitte rufen Sie uns zurück, Frau Yılmaz: 0221 4710123. Vielen Dank."
        );
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
        let values = Placeholders { office: "{phone}", phone: "1", ..Placeholders::default() };
        assert_eq!(values.fill("{office} {phone} {other} {"), "{phone} 1 {other} {");
    }

    #[test]
    fn symptoms_open_the_questions_that_follow_from_them() {
        let script = Script::built_in(Reason::EndOfQuarantine).unwrap();
        let after = |answers| ids(&script, answers).split_off(2);
        assert_eq!(after(&[]), ["tested"]);
        assert_eq!(after(&[("symptoms", "no"), ("answers.test", "negative")]), ["tested", "certificate", "release"]);
        assert_eq!(after(&[("symptoms", "no"), ("answers.test", "positive")]), ["tested", "stay_positive"]);
        assert_eq!(after(&[("symptoms", "no"), ("answers.test", "open")]), ["tested", "stay_open"]);
        assert_eq!(after(&[("symptoms", "yes"), ("answers.test", "negative")]), ["onset", "tested", "stay"]);
        let first = Script::built_in(Reason::FirstNotification).unwrap();
        assert!(!ids(&first, &[("onset", "2026-03-03")]).contains(&"onset".to_owned()));
    }

    #[test]
    fn a_first_notification_asks_for_every_fact_that_a_rule_may_need_of_a_contact() {
        let script = Script::built_in(Reason::FirstNotification).unwrap();
        let fields: Vec<_> = script.steps.iter().filter_map(|step| step.field.as_deref()).collect();
        for field in
            ["exposure.last", "exposure.category", "exposure.setting", "immunity", "group", "symptoms", "people"]
        {
            assert!(fields.contains(&field), "{field}");
        }
    }

    #[test]
    fn the_facts_come_before_the_measure() {
        let script = Script::built_in(Reason::FirstNotification).unwrap();
        let at = |id| script.steps.iter().position(|step| step.id == id).unwrap();
        for fact in ["last_exposure", "category", "immunity", "group", "symptoms"] {
            assert!(at(fact) < at("measure"), "{fact}");
        }
    }
}
