//! Both languages say the same things: same keys, same variables, and every message parses.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::messages::{ENGLISH, GERMAN};
use super::{Lang, texts};

/// The variables of every message of a file.
pub(super) fn variables(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut found = BTreeMap::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                assert!(message.attributes.is_empty(), "{}: attributes are not used here", message.id.name);
                let mut names = BTreeSet::new();
                in_pattern(&message.value.expect("a message has a value"), &mut names);
                let key = message.id.name.to_owned();
                assert!(found.insert(key, names).is_none(), "{} stands twice", message.id.name);
            }
            Entry::Junk { content } => panic!("not understood: {content}"),
            _ => {}
        }
    }
    found
}

fn in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, names),
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            for variant in variants {
                in_pattern(&variant.value, names);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, names),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            for argument in positional {
                in_inline(argument, names);
            }
        }
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_keys() {
    let (german, english) = (variables(GERMAN), variables(ENGLISH));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| -> Vec<String> {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect()
    };
    assert_eq!(only(&german, &english), Vec::<String>::new(), "only German");
    assert_eq!(only(&english, &german), Vec::<String>::new(), "only English");
}

#[test]
fn both_languages_have_the_same_variables_in_each_message() {
    let english = variables(ENGLISH);
    for (key, german) in variables(GERMAN) {
        assert_eq!(Some(&german), english.get(&key), "{key}");
    }
}

#[test]
fn every_message_is_written_without_a_gap_and_in_one_line() {
    for (lang, source) in [(Lang::De, GERMAN), (Lang::En, ENGLISH)] {
        for (key, names) in variables(source) {
            for number in [0, 1, 2, 1000] {
                let args: Vec<_> = names.iter().map(|name| (name.as_str(), number.into())).collect();
                let text = texts(lang).format(&key, &args);
                assert!(!text.contains(['{', '}', '⟦', '\n', '\u{2068}']), "{lang} {key}: {text}");
                assert_eq!(text.trim(), text, "{lang} {key}");
                assert!(!text.is_empty(), "{lang} {key}");
            }
        }
    }
}
