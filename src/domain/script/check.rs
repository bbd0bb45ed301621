//! A script as a file has it, and what would make it unusable on the telephone.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::super::call::Reason;
use super::super::record::{Category, Group, Immunity};
use super::{Condition, Placeholders, Script, Step, StepKind, Text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptFile {
    version: String,
    reason: Reason,
    opening: Spanned<Text>,
    message: Spanned<Text>,
    steps: Vec<Spanned<Step>>,
}

type Fault = (Range<usize>, String);

/// Fields besides `answers.<name>`, and the kind of step that fills each.
const FIELDS: [(&str, StepKind); 11] = [
    ("identity", StepKind::Identity),
    ("exposure.first", StepKind::Date),
    ("exposure.last", StepKind::Date),
    ("exposure.category", StepKind::Choice),
    ("exposure.setting", StepKind::Text),
    ("immunity", StepKind::Choice),
    ("group", StepKind::Choice),
    ("symptoms", StepKind::YesNo),
    ("onset", StepKind::Date),
    ("specimen", StepKind::Date),
    ("people", StepKind::People),
];

/// What may be named before the person has confirmed who they are.
const NEUTRAL: [&str; 4] = ["office", "phone", "name", "tracer"];

impl ScriptFile {
    pub(super) fn into_script(self) -> Script {
        Script {
            version: self.version,
            reason: self.reason,
            opening: self.opening.into_inner(),
            message: self.message.into_inner(),
            steps: self.steps.into_iter().map(Spanned::into_inner).collect(),
        }
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for text in [&self.opening, &self.message] {
            faults.extend(fault_of_text(text.get_ref(), true).map(|why| (text.span(), why)));
        }
        if self.steps.first().is_none_or(|step| step.get_ref().kind != StepKind::Identity) {
            let place = self.steps.first().map_or(0..0, Spanned::span);
            faults.push((place, "the first step must confirm the identity".to_owned()));
        }
        let (mut ids, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for step in &self.steps {
            let place = step.span();
            let step = step.get_ref();
            if !ids.insert(&step.id) {
                faults.push((place.clone(), format!("the step id {} is used twice", step.id)));
            }
            let why =
                fault_of_step(step).or_else(|| step.when.iter().find_map(|when| fault_of_condition(when, &fields)));
            faults.extend(why.map(|why| (place, format!("step {}: {why}", step.id))));
            fields.extend(step.field.as_deref());
        }
        faults
    }
}

fn fault_of_step(step: &Step) -> Option<String> {
    let neutral = step.kind == StepKind::Identity;
    fault_of_text(&step.text, neutral).or_else(|| fault_of_field(step)).or_else(|| fault_of_choices(step))
}

fn fault_of_text(text: &Text, neutral: bool) -> Option<String> {
    let known =
        |name: &str| if neutral { NEUTRAL.contains(&name) } else { Placeholders::default().value(name).is_some() };
    for words in [&text.de, &text.en] {
        if words.trim().is_empty() {
            return Some("a text is empty".to_owned());
        }
        let mut names = words.split('{').skip(1).map(|part| part.split_once('}').map_or(part, |(name, _)| name));
        if let Some(name) = names.find(|name| !known(name)) {
            return Some(format!("{{{name}}} can't be named here"));
        }
    }
    None
}

fn fault_of_field(step: &Step) -> Option<String> {
    let Some(field) = step.field.as_deref() else {
        return (step.kind != StepKind::Say).then(|| "it asks, so it needs a field".to_owned());
    };
    if step.kind == StepKind::Say {
        return Some("it only says something, so it fills no field".to_owned());
    }
    if field.strip_prefix("answers.").is_some_and(|name| !name.is_empty()) {
        return None;
    }
    match FIELDS.iter().find(|(name, _)| *name == field) {
        None => Some(format!("there is no field {field}; use answers.<name>")),
        Some((_, kind)) if *kind != step.kind => Some(format!("the field {field} needs a step of kind {kind}")),
        Some(_) => None,
    }
}

fn fault_of_choices(step: &Step) -> Option<String> {
    if (step.kind == StepKind::Choice) == step.choices.is_empty() {
        return Some("choices belong to a step of kind choice, and only there".to_owned());
    }
    let is_known = |value: &str| match step.field.as_deref() {
        Some("exposure.category") => Category::from_code(value).is_some(),
        Some("immunity") => Immunity::from_code(value).is_some(),
        Some("group") => Group::from_code(value).is_some(),
        _ => !value.is_empty(),
    };
    let unknown = step.choices.iter().find(|choice| !is_known(&choice.value))?;
    Some(format!("{:?} is no value of this field", unknown.value))
}

fn fault_of_condition(when: &Condition, earlier: &BTreeSet<&str>) -> Option<String> {
    if when.is.is_empty() {
        return Some("a condition without answers never holds".to_owned());
    }
    (!earlier.contains(when.field.as_str())).then(|| format!("no earlier step fills {}", when.field))
}

#[cfg(test)]
mod tests {
    use super::super::Script;

    const TEXT: &str = include_str!("../../defaults/scripts/follow_up.toml");

    fn errors_after(from: &str, to: &str) -> Vec<String> {
        assert!(TEXT.contains(from));
        let errors = Script::parse("s.toml", &TEXT.replacen(from, to, 1)).unwrap_err();
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_fault_is_named_with_its_line() {
        for (from, to, line, why) in [
            ("kind = \"yes_no\"", "kind = \"yesno\"", 24, "unknown variant `yesno`"),
            ("kind = \"identity\"", "kind = \"text\"", 15, "the first step must confirm the identity"),
            ("Spreche ich mit {name}", "Bis {until}, {name}", 7, "{until} can't be named here"),
            ("field = \"onset\"", "field = \"onsett\"", 29, "there is no field onsett"),
            ("field = \"onset\"", "field = \"people\"", 29, "needs a step of kind people"),
            ("id = \"onset\"", "id = \"symptoms\"", 29, "used twice"),
            ("{ field = \"symptoms\"", "{ field = \"specimen\"", 29, "no earlier step fills specimen"),
            ("version", "versoin", 4, "unknown field `versoin`"),
        ] {
            let errors = errors_after(from, to);
            let found = errors.iter().any(|error| error.starts_with(&format!("s.toml:{line}:")) && error.contains(why));
            assert!(found, "{why}: {errors:?}");
        }
    }
}
