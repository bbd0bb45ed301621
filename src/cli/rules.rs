//! `rulebook show|check` and `script show|check`: the data that steers what is ordered and what is asked.

use std::path::Path;

use crate::domain::call::Reason;
use crate::domain::rulebook::{Book, Rule, Rulebook};
use crate::domain::script::{Script, Step};
use crate::failure::Failure;
use crate::t;
use crate::text::{Lang, dates, labels};

use super::Done;
use super::args::Data;
use super::check::{Fault, report};
use super::environment::read_text;
use super::lookup::joined;
use super::output::{Cell, Rows};
use super::session::{Surroundings, rules};

/// Runs `rulebook`.
pub(super) fn rulebook(args: Data, around: &Surroundings) -> Result<Done, Failure> {
    match args {
        Data::Show => {
            let rulebook = rules(&around.config, around.lang)?.rulebook;
            let mut rows = rule_table(around);
            for book in rulebook.books() {
                for rule in &book.rules {
                    rows.push(rule_row(book, rule, around));
                }
            }
            around.printer().rows(&rows)?;
            if around.printer().is_for_people() {
                around.printer().line(&t!(around.lang, "rulebook-not-advice"))?;
            }
            Ok(Done::Fine)
        }
        Data::Check { file } => {
            let (name, text) = named(&file, around)?;
            let parsed = Rulebook::parse(&[(&name, &text)]);
            let editions: Vec<String> = parsed.iter().flat_map(Rulebook::books).map(Book::edition).collect();
            let found: Vec<Fault> = parsed.err().unwrap_or_default().into_iter().map(Fault::from).collect();
            let fine = t!(around.lang, "rulebook-ok", version = editions.join(", "));
            let faulty = t!(around.lang, "rulebook-faulty", n = found.len());
            report(around.printer(), found, &fine, &faulty)
        }
    }
}

fn named(file: &Path, around: &Surroundings) -> Result<(String, String), Failure> {
    Ok((file.display().to_string(), read_text(file, around.lang)?))
}

fn rule_table(around: &Surroundings) -> Rows {
    around.printer().columns(&[
        ("rulebook", "column-version"),
        ("rule", "column-rule"),
        ("disease", "column-disease"),
        ("kind", "column-kind"),
        ("from", "column-from"),
        ("to", "column-until"),
        ("result", "column-result"),
        ("days", "column-days"),
        ("legal_basis", "column-legal"),
    ])
}

fn rule_row(book: &Book, rule: &Rule, around: &Surroundings) -> Vec<Cell> {
    let lang = around.lang;
    let diseases = if rule.diseases.is_empty() { &book.diseases } else { &rule.diseases };
    vec![
        Cell::same(book.edition()),
        Cell::same(rule.id.clone()),
        Cell::new(
            joined(diseases, |disease| labels::disease(lang, disease)),
            joined(diseases, |code| code.to_string()),
        ),
        Cell::new(labels::kind(lang, rule.kind), rule.kind.code()),
        Cell::new(dates::date_numeric(lang, rule.from), rule.from.to_string()),
        Cell::maybe(rule.to, |to| Cell::new(dates::date_numeric(lang, to), to.to_string())),
        Cell::new(labels::rule_result(lang, rule.result), rule.result.code()),
        Cell::number(rule.days),
        Cell::same(rule.legal_basis.clone()),
    ]
}

/// Runs `script`.
pub(super) fn script(args: Data, around: &Surroundings) -> Result<Done, Failure> {
    match args {
        Data::Show => {
            let scripts = rules(&around.config, around.lang)?.scripts;
            let mut rows = around.printer().columns(&[
                ("reason", "column-reason"),
                ("version", "column-version"),
                ("step", "column-step"),
                ("kind", "column-kind"),
                ("field", "column-field"),
                ("text", "column-text"),
            ]);
            for reason in Reason::ALL {
                let Some(script) = scripts.of(*reason) else { continue };
                for step in &script.steps {
                    rows.push(step_row(script, step, around.lang));
                }
            }
            around.printer().rows(&rows)?;
            Ok(Done::Fine)
        }
        Data::Check { file } => {
            let (name, text) = named(&file, around)?;
            let parsed = Script::parse(&name, &text);
            let version = parsed.as_ref().map(|script| script.version.clone()).unwrap_or_default();
            let found: Vec<Fault> = parsed.err().unwrap_or_default().into_iter().map(Fault::from).collect();
            let fine = t!(around.lang, "script-ok", version = version);
            let faulty = t!(around.lang, "script-faulty", n = found.len());
            report(around.printer(), found, &fine, &faulty)
        }
    }
}

fn step_row(script: &Script, step: &Step, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::new(labels::reason(lang, script.reason), script.reason.code()),
        Cell::same(script.version.clone()),
        Cell::same(step.id.clone()),
        Cell::same(step.kind.code()),
        Cell::same(step.field.clone().unwrap_or_default()),
        Cell::same(step.text.get(lang == Lang::De).to_owned()),
    ]
}
