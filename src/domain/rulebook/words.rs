//! The derivation of a proposal in words, as the screen shows it and the order keeps it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::data_error::german_date;
use super::super::disease::Disease;
use super::super::order::RuleResult;
use super::super::record::Category;
use super::proposal::{Proposal, ReleaseTest};
use super::rule::{BaseKind, TestKind};

/// How the dates came about, in German or else in English: base date, category, disease, rule, count, release test.
pub fn derivation(proposal: &Proposal, german: bool) -> String {
    let words = Words { german };
    let parts =
        [words.base(proposal), words.category(proposal.category), Some(words.disease(proposal.disease).to_owned())];
    let facts: Vec<_> = parts.into_iter().flatten().collect();
    let rule = words.pick("Regel", "rule");
    let mut text = format!("{}, {rule} {}: {}", facts.join(", "), proposal.rule, words.count(proposal));
    for more in [words.release(&proposal.release_tests), words.symptom_free(proposal), words.result(proposal.result)] {
        text.extend(more.map(|more| format!("; {more}")));
    }
    text
}

struct Words {
    german: bool,
}

impl Words {
    const fn pick<'a>(&self, german: &'a str, english: &'a str) -> &'a str {
        if self.german { german } else { english }
    }

    fn base(&self, proposal: &Proposal) -> Option<String> {
        let name = match proposal.base {
            BaseKind::LastExposure => self.pick("letzte Exposition", "last exposure"),
            BaseKind::IndexTest => self.pick("Test des Indexfalls", "test of the index case"),
            BaseKind::Onset => self.pick("Symptombeginn", "onset"),
            BaseKind::Specimen => self.pick("Probenahme", "specimen"),
            BaseKind::Decision => return None,
        };
        Some(format!("{name} {}", self.day(proposal.base_date)))
    }

    fn category(&self, category: Option<Category>) -> Option<String> {
        let name = match category? {
            Category::Household => self.pick("Haushalt", "household"),
            Category::Close => self.pick("enger Kontakt", "close contact"),
            Category::Other => self.pick("sonstiger Kontakt", "other contact"),
            Category::Unknown => return None,
        };
        Some(name.to_owned())
    }

    const fn disease(&self, disease: Disease) -> &'static str {
        match (disease, self.german) {
            (Disease::Covid, _) => "COVID-19",
            (Disease::Measles, true) => "Masern",
            (Disease::Measles, false) => "measles",
            (Disease::Mpox, true) => "Mpox",
            (Disease::Mpox, false) => "mpox",
            (Disease::Pertussis, true) => "Keuchhusten",
            (Disease::Pertussis, false) => "pertussis",
            (Disease::Tuberculosis, true) => "Tuberkulose",
            (Disease::Tuberculosis, false) => "tuberculosis",
            (Disease::Meningococcal, true) => "Meningokokken",
            (Disease::Meningococcal, false) => "meningococcal infection",
            (Disease::NewInfluenza, true) => "neuartige Influenza",
            (Disease::NewInfluenza, false) => "new influenza",
            (Disease::Vhf, true) => "virales hämorrhagisches Fieber",
            (Disease::Vhf, false) => "viral haemorrhagic fever",
            (Disease::Other, true) => "andere Krankheit",
            (Disease::Other, false) => "other disease",
        }
    }

    fn count(&self, proposal: &Proposal) -> String {
        if proposal.result == RuleResult::None {
            return self.pick("keine Maßnahme", "no measure").to_owned();
        }
        if proposal.days == 0 {
            return self.pick("die Regel zählt keine Tage", "the rule counts no days").to_owned();
        }
        let day_zero = self.pick("Tag 0", "day 0");
        let midnight = self.pick("24:00 Uhr", "24:00");
        let over = if proposal.is_past() { self.pick(", bereits vorbei", ", already over") } else { "" };
        format!("{day_zero} + {} = {}, {midnight}{over}", proposal.days, self.day(proposal.to))
    }

    fn release(&self, tests: &[ReleaseTest]) -> Option<String> {
        let first = tests.first()?.on;
        let kinds: Vec<_> = tests.iter().filter(|test| test.on == first).map(|test| self.test(test.kind)).collect();
        let (name, or) =
            if self.german { ("frühester Freitestungstermin", " oder ") } else { ("earliest release test", " or ") };
        let later = tests.iter().filter(|test| test.on > first);
        let later =
            later.map(|test| format!(", {} {} {}", self.test(test.kind), self.pick("ab", "from"), self.day(test.on)));
        Some(format!("{name} {} ({}){}", self.day(first), kinds.join(or), later.collect::<String>()))
    }

    const fn test(&self, kind: TestKind) -> &'static str {
        match (kind, self.german) {
            (TestKind::Pcr, _) => "PCR",
            (TestKind::Antigen, true) => "Antigentest",
            (TestKind::Antigen, false) => "antigen test",
        }
    }

    fn symptom_free(&self, proposal: &Proposal) -> Option<String> {
        let hours = proposal.symptom_free_hours?;
        Some(if self.german {
            format!("zuvor {hours} Stunden symptomfrei")
        } else {
            format!("{hours} hours without symptoms before")
        })
    }

    fn result(&self, result: RuleResult) -> Option<String> {
        match result {
            RuleResult::Order | RuleResult::None => None,
            RuleResult::ByOrdinance => {
                Some(self.pick("gilt kraft Verordnung, ohne Anordnung", "holds by ordinance, no order").to_owned())
            }
            RuleResult::Recommendation => {
                Some(self.pick("Empfehlung, keine Anordnung", "a recommendation, no order").to_owned())
            }
        }
    }

    /// `Di 03.03.2026` or `Tue 2026-03-03`.
    fn day(&self, date: NaiveDate) -> String {
        if !self.german {
            return format!("{} {date}", date.weekday());
        }
        let weekday = match date.weekday() {
            Weekday::Mon => "Mo",
            Weekday::Tue => "Di",
            Weekday::Wed => "Mi",
            Weekday::Thu => "Do",
            Weekday::Fri => "Fr",
            Weekday::Sat => "Sa",
            Weekday::Sun => "So",
        };
        format!("{weekday} {}", german_date(date))
    }
}
