//! Finds, in the rules of a file, overlaps (two rules for the same person on the same day) and gaps (none).

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;

use super::super::data_error::german_date;
use super::super::disease::Disease;
use super::super::record::{Category, Group, Immunity, Kind};
use super::last_day;
use super::rule::{Rule, allows};

type Fault = (Range<usize>, String);

/// Every overlap and gap, each once, at the rule that begins too early, begins too late or ends too early.
pub(super) fn faults(diseases: &[Disease], rules: &[Spanned<Rule>]) -> Vec<Fault> {
    let mut found = Faults::default();
    for &kind in Kind::ALL {
        for &disease in diseases {
            let concerned: Vec<_> = rules
                .iter()
                .filter(|rule| rule.get_ref().kind == kind && allows(&rule.get_ref().diseases, &disease))
                .collect();
            for cell in Cell::all(kind, disease) {
                found.look_at(&cell, &concerned);
            }
        }
    }
    found.list
}

/// A kind of person for whom exactly one rule must be in force on any day.
struct Cell {
    kind: Kind,
    disease: Disease,
    category: Category,
    group: Group,
    immunity: Immunity,
}

impl Cell {
    fn all(kind: Kind, disease: Disease) -> impl Iterator<Item = Self> {
        let categories: &[Category] = match kind {
            Kind::Contact => &[Category::Household, Category::Close, Category::Other],
            Kind::Case => &[Category::Unknown],
        };
        let known = Immunity::ALL.iter().filter(|immunity| **immunity != Immunity::Unknown);
        categories.iter().flat_map(move |&category| {
            let known = known.clone();
            Group::ALL.iter().flat_map(move |&group| {
                known.clone().map(move |&immunity| Self { kind, disease, category, group, immunity })
            })
        })
    }

    fn is_covered_by(&self, rule: &Rule) -> bool {
        allows(&rule.categories, &self.category)
            && allows(&rule.groups, &self.group)
            && allows(&rule.immunity, &self.immunity)
    }

    fn name(&self) -> String {
        let category = if self.kind == Kind::Case { "" } else { self.category.code() };
        let words = [self.kind.code(), self.disease.code(), category, self.group.code()];
        let listed: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{}, immunity {}", listed.join(", "), self.immunity)
    }
}

fn day_or_later(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "further notice".to_owned(), german_date)
}

#[derive(Default)]
struct Faults {
    list: Vec<Fault>,
    seen: BTreeSet<(usize, String)>,
}

impl Faults {
    /// Follows the calendar from the first rule to the end of the last: on any day exactly one rule must cover the cell.
    fn look_at(&mut self, cell: &Cell, concerned: &[&Spanned<Rule>]) {
        let first = concerned.iter().min_by_key(|rule| rule.get_ref().from);
        let last = concerned.iter().max_by_key(|rule| last_day(rule.get_ref()));
        let (Some(first), Some(last)) = (first, last) else { return };
        let mut covering: Vec<_> = concerned.iter().filter(|rule| cell.is_covered_by(rule.get_ref())).collect();
        covering.sort_by_key(|rule| rule.get_ref().from);
        let (mut uncovered, mut nearest) = (first.get_ref().from, *first);
        for rule in covering {
            let from = rule.get_ref().from;
            match from.cmp(&uncovered) {
                Ordering::Less => self.overlap(cell, nearest, rule),
                Ordering::Greater => self.gap(cell, rule, uncovered, from.pred_opt()),
                Ordering::Equal => {}
            }
            if last_day(rule.get_ref()) >= uncovered {
                uncovered = last_day(rule.get_ref()).succ_opt().unwrap_or(NaiveDate::MAX);
                nearest = rule;
            }
        }
        if uncovered <= last_day(last.get_ref()) && uncovered < NaiveDate::MAX {
            self.gap(cell, nearest, uncovered, last.get_ref().to);
        }
    }

    fn overlap(&mut self, cell: &Cell, earlier: &Spanned<Rule>, rule: &Spanned<Rule>) {
        let (one, other) = (earlier.get_ref(), rule.get_ref());
        let key = format!("overlap {}", one.id);
        let message = format!(
            "rule {} overlaps {}, in force from {} to {} ({})",
            other.id,
            one.id,
            german_date(one.from),
            day_or_later(one.to),
            cell.name()
        );
        self.add(rule, key, message);
    }

    fn gap(&mut self, cell: &Cell, rule: &Spanned<Rule>, from: NaiveDate, to: Option<NaiveDate>) {
        let when = format!("from {} to {}", german_date(from), day_or_later(to));
        let message = format!("no rule in force {when} ({}), near rule {}", cell.name(), rule.get_ref().id);
        self.add(rule, when, message);
    }

    /// One fault stands for all cells that it concerns.
    fn add(&mut self, rule: &Spanned<Rule>, key: String, message: String) {
        if self.seen.insert((rule.span().start, key)) {
            self.list.push((rule.span(), message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rulebook;

    fn errors_of(rules: &str) -> Vec<String> {
        let text = format!("id = 'x'\nversion = '1'\ndiseases = ['measles']\n{rules}");
        match Rulebook::parse(&[("x.toml", &text)]) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(ToString::to_string).collect(),
        }
    }

    fn rule(id: &str, rest: &str) -> String {
        format!(
            "[[rules]]\nid = '{id}'\nkind = 'contact'\nresult = 'none'\nsource = 's'\ncertainty = 'check'\n{rest}\n"
        )
    }

    #[test]
    fn a_rule_without_restrictions_covers_everybody() {
        assert_eq!(errors_of(&rule("a", "from = 2020-01-01")), Vec::<String>::new());
    }

    #[test]
    fn two_rules_of_the_same_key_on_the_same_day_are_refused_with_line_and_dates() {
        let text = rule("a", "from = 2020-01-01\nto = 2020-06-30")
            + &rule("b", "from = 2020-06-30\ngroups = ['pupil']")
            + &rule("c", "from = 2020-07-01\ngroups = ['general', 'care_staff', 'vulnerable']");
        let errors = errors_of(&text);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(
            errors[0].starts_with("x.toml:12:1: rule b overlaps a, in force from 01.01.2020 to 30.06.2020"),
            "{errors:?}"
        );
    }

    #[test]
    fn a_gap_between_two_rules_is_named_with_its_dates() {
        let errors = errors_of(&(rule("a", "from = 2020-01-01\nto = 2020-06-30") + &rule("b", "from = 2020-07-03")));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("no rule in force from 01.07.2020 to 02.07.2020"), "{errors:?}");
    }

    #[test]
    fn a_group_that_was_forgotten_is_a_gap() {
        let errors = errors_of(&rule("a", "from = 2020-01-01\nimmunity = ['none', 'vaccinated', 'recovered']"));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("immunity exempt"), "{errors:?}");
    }

    #[test]
    fn a_rule_that_contradicts_itself_is_refused_in_its_line() {
        for (rest, why) in [
            ("from = 2020-02-01\nto = 2020-01-01", "ends before it begins"),
            ("from = 2020-02-01\ndays = 3", "nothing is counted"),
            ("from = 2020-02-01\nimmunity = ['unknown']", "unknown"),
            ("from = 2020-02-01\ndiseases = ['mpox']", "names a disease"),
            ("from = 2020-02-01\ndayz = 3", "unknown field `dayz`"),
        ] {
            let errors = errors_of(&rule("a", rest));
            assert!(errors.len() == 1 && errors[0].contains(why) && errors[0].starts_with("x.toml:"), "{errors:?}");
        }
    }
}
