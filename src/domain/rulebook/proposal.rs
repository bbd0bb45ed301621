//! What the rulebook proposes for a person, with its dates.

use chrono::NaiveDate;

use super::super::disease::Disease;
use super::super::order::{OrderKind, Proposed, RuleResult};
use super::super::record::{Category, Kind};
use super::super::script::Text;
use super::facts::{FactName, Facts};
use super::rule::{BaseKind, Certainty, Rule, TestKind, days_after};
use super::{Book, Rulebook, words};

/// A proposal: the tracer takes it, or changes its dates with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Order, ordinance, recommendation or nothing.
    pub result: RuleResult,
    /// What is ordered.
    pub kind: OrderKind,
    /// First day: the day of the decision.
    pub from: NaiveDate,
    /// Last day, inclusive: ends at 24:00 local. Before `from` where it was over before it was decided.
    pub to: NaiveDate,
    /// Day 0.
    pub base_date: NaiveDate,
    /// What day 0 is.
    pub base: BaseKind,
    /// Days added to day 0.
    pub days: u32,
    /// Release tests, the earliest first.
    pub release_tests: Vec<ReleaseTest>,
    /// Hours without symptoms before it may end.
    pub symptom_free_hours: Option<u16>,
    /// Rule id.
    pub rule: String,
    /// Id and version of its book.
    pub rulebook: String,
    /// Legal basis.
    pub legal_basis: String,
    /// How certain the built-in rule is.
    pub certainty: Certainty,
    /// Days between follow-up calls; none: no follow-up.
    pub follow_up_rhythm_days: Option<u32>,
    /// Whether a proof of immunity must be shown.
    pub asks_proof: bool,
    /// What the tracer should know besides.
    pub remark: Option<Text>,
    /// The disease.
    pub disease: Disease,
    /// Category of the exposure; none for a case.
    pub category: Option<Category>,
}

/// An early release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReleaseTest {
    /// Earliest day of the test.
    pub on: NaiveDate,
    /// Kind of test.
    pub kind: TestKind,
}

/// Why there is no proposal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoProposal {
    /// These facts must be known first.
    #[error("facts are missing: {}", list(.0))]
    Missing(Vec<FactName>),
    /// No rule holds for this disease, Land and day.
    #[error("no rule holds for this disease, Land and day")]
    NoRule,
}

fn list(facts: &[FactName]) -> String {
    facts.iter().map(|fact| fact.code()).collect::<Vec<_>>().join(", ")
}

impl Proposal {
    /// Earliest day on which any test can release.
    pub fn earliest_release(&self) -> Option<NaiveDate> {
        self.release_tests.first().map(|test| test.on)
    }

    /// Whether its last day was over on the day of the decision.
    pub fn is_past(&self) -> bool {
        self.to < self.from
    }

    /// Whether it binds the person, by order or by ordinance.
    pub const fn binds(&self) -> bool {
        matches!(self.result, RuleResult::Order | RuleResult::ByOrdinance)
    }

    /// As an order keeps it.
    pub fn proposed(&self, german: bool) -> Proposed {
        Proposed {
            from: self.from,
            to: self.to,
            release_test: self.earliest_release(),
            base: self.base_date,
            days: self.days,
            derivation: words::derivation(self, german),
        }
    }
}

/// The proposal for these facts. The rule is chosen by the day of decision; a rule of the Land goes before a general one. A fact that is
/// unknown and makes no difference is not asked for, but a contact's category always is where something follows: exposure facts come
/// before the order (BayVGH 20 B 22.29 of 26 July 2022).
pub fn propose(rulebook: &Rulebook, facts: &Facts) -> Result<Proposal, NoProposal> {
    let (book, fitting) = rulebook.candidates(facts).ok_or(NoProposal::NoRule)?;
    let nothing_follows = fitting.iter().all(|rule| rule.result == RuleResult::None);
    let fitting = if nothing_follows { fitting.into_iter().take(1).collect() } else { fitting };
    let missing = missing_facts(facts, &fitting);
    match (fitting.as_slice(), missing.as_slice()) {
        ([rule], []) => rule.base_of(facts).map_or_else(
            |fact| Err(NoProposal::Missing(vec![fact])),
            |(base, date)| Ok(count(book, rule, facts, base, date)),
        ),
        (_, []) => Err(NoProposal::NoRule),
        _ => Err(NoProposal::Missing(missing)),
    }
}

/// Several exposures make one proposal: what binds goes before what does not, then the later end.
pub fn combine(proposals: impl IntoIterator<Item = Proposal>) -> Option<Proposal> {
    proposals.into_iter().max_by_key(|proposal| (strength(proposal.result), proposal.to))
}

const fn strength(result: RuleResult) -> u8 {
    match result {
        RuleResult::None => 0,
        RuleResult::Recommendation => 1,
        RuleResult::ByOrdinance | RuleResult::Order => 2,
    }
}

fn missing_facts(facts: &Facts, fitting: &[&Rule]) -> Vec<FactName> {
    let mut missing: Vec<_> = match fitting {
        [_] => Vec::new(),
        several => several.iter().flat_map(|rule| rule.undecided(facts)).collect(),
    };
    let counting = || fitting.iter().filter(|rule| rule.result != RuleResult::None);
    if facts.kind == Kind::Contact && facts.known_category().is_none() && counting().next().is_some() {
        missing.push(FactName::Category);
    }
    let mut bases = counting().map(|rule| rule.base_of(facts).err());
    if let Some(Some(base)) = bases.next()
        && bases.all(|other| other == Some(base))
    {
        missing.push(base);
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

fn count(book: &Book, rule: &Rule, facts: &Facts, base: BaseKind, base_date: NaiveDate) -> Proposal {
    let mut release_tests: Vec<_> = rule
        .tests
        .iter()
        .map(|test| ReleaseTest { on: days_after(base_date, test.from_day), kind: test.kind })
        .collect();
    release_tests.sort_unstable();
    Proposal {
        result: rule.result,
        kind: rule.order_kind(),
        from: facts.decided_on,
        to: days_after(base_date, rule.days),
        base_date,
        base,
        days: rule.days,
        release_tests,
        symptom_free_hours: rule.symptom_free_hours,
        rule: rule.id.clone(),
        rulebook: book.edition(),
        legal_basis: rule.legal_basis.clone(),
        certainty: rule.certainty,
        follow_up_rhythm_days: rule.follow_up_days,
        asks_proof: rule.asks_proof,
        remark: rule.remark.clone(),
        disease: facts.disease,
        category: facts.known_category().filter(|_| facts.kind == Kind::Contact),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::calendar::Land;
    use super::super::super::record::{Group, Immunity};
    use super::super::derivation;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contact(disease: Disease, decided_on: &str, last_exposure: &str) -> Facts {
        Facts {
            disease,
            land: Land::NorthRhineWestphalia,
            decided_on: day(decided_on),
            kind: Kind::Contact,
            category: Some(Category::Close),
            group: Group::General,
            immunity: Immunity::None,
            last_exposure: Some(day(last_exposure)),
            index_tested_on: None,
            onset: None,
            specimen: None,
        }
    }

    fn case(disease: Disease, decided_on: &str, specimen: &str) -> Facts {
        let specimen = Some(day(specimen));
        Facts {
            kind: Kind::Case,
            category: None,
            last_exposure: None,
            specimen,
            ..contact(disease, decided_on, decided_on)
        }
    }

    fn proposed(facts: &Facts) -> Proposal {
        propose(&Rulebook::built_in(), facts).unwrap()
    }

    /// Result, days, release days by PCR and antigen test.
    fn shape(facts: &Facts) -> (RuleResult, u32, Vec<(i64, TestKind)>) {
        let proposal = proposed(facts);
        let tests = proposal.release_tests.iter().map(|test| ((test.on - proposal.base_date).num_days(), test.kind));
        (proposal.result, proposal.days, tests.collect())
    }

    #[test]
    fn covid_in_nrw_follows_the_history_of_its_rules_to_the_day() {
        use RuleResult::{ByOrdinance, None, Order, Recommendation};
        use TestKind::{Antigen, Pcr};
        let from_10 = vec![(10, Pcr), (10, Antigen)];
        let delta = vec![(5, Pcr), (7, Antigen)];
        let omicron = vec![(7, Pcr), (7, Antigen)];
        for (decided_on, close, household) in [
            ("2020-03-01", (Order, 14, vec![]), (Order, 14, vec![])),
            ("2020-11-30", (Order, 14, vec![]), (Order, 14, vec![])),
            ("2020-12-01", (Order, 14, from_10.clone()), (ByOrdinance, 14, from_10.clone())),
            ("2021-01-15", (Order, 14, from_10.clone()), (ByOrdinance, 14, from_10.clone())),
            ("2021-03-30", (Order, 14, from_10.clone()), (ByOrdinance, 14, from_10)),
            ("2021-03-31", (Order, 14, vec![]), (ByOrdinance, 14, vec![])),
            ("2021-09-10", (Order, 14, vec![]), (ByOrdinance, 14, vec![])),
            ("2021-09-11", (Order, 10, delta.clone()), (ByOrdinance, 10, delta.clone())),
            ("2022-01-15", (Order, 10, delta.clone()), (ByOrdinance, 10, delta)),
            ("2022-01-16", (Order, 10, omicron.clone()), (ByOrdinance, 10, omicron.clone())),
            ("2022-05-04", (Order, 10, omicron.clone()), (ByOrdinance, 10, omicron)),
            ("2022-05-05", (Recommendation, 5, vec![]), (Recommendation, 5, vec![])),
            ("2023-01-31", (Recommendation, 5, vec![]), (Recommendation, 5, vec![])),
            ("2023-02-01", (None, 0, vec![]), (None, 0, vec![])),
            ("2026-11-24", (None, 0, vec![]), (None, 0, vec![])),
        ] {
            let facts = contact(Disease::Covid, decided_on, decided_on);
            assert_eq!(shape(&facts), close, "close, {decided_on}");
            let facts = Facts { category: Some(Category::Household), ..facts };
            assert_eq!(shape(&facts), household, "household, {decided_on}");
            let facts = Facts { category: Some(Category::Other), ..facts };
            assert_eq!(shape(&facts), (None, 0, vec![]), "other, {decided_on}");
        }
    }

    #[test]
    fn covid_exempts_the_immune_and_frees_pupils_earlier() {
        let facts = |decided_on, immunity| Facts { immunity, ..contact(Disease::Covid, decided_on, decided_on) };
        let result = |decided_on, immunity| proposed(&facts(decided_on, immunity)).result;
        assert_eq!(result("2021-09-10", Immunity::Vaccinated), RuleResult::Order);
        assert_eq!(result("2021-09-11", Immunity::Vaccinated), RuleResult::None);
        assert_eq!(result("2022-01-16", Immunity::Vaccinated), RuleResult::Order);
        assert_eq!(result("2022-01-16", Immunity::Exempt), RuleResult::None);
        assert!(proposed(&facts("2022-01-16", Immunity::Exempt)).asks_proof);
        let pupil = |decided_on| Facts { group: Group::Pupil, ..facts(decided_on, Immunity::None) };
        let both = vec![(5, TestKind::Pcr), (5, TestKind::Antigen)];
        assert_eq!(shape(&pupil("2021-09-11")).2, both);
        assert_eq!(shape(&pupil("2022-01-16")).2, both);
    }

    #[test]
    fn covid_cases_isolate_by_ordinance_until_it_ran_out() {
        let result = |decided_on| {
            let proposal = proposed(&case(Disease::Covid, decided_on, decided_on));
            assert_eq!((proposal.kind, proposal.category), (OrderKind::Isolation, None));
            (proposal.result, proposal.days)
        };
        assert_eq!(result("2020-11-30"), (RuleResult::Order, 14));
        assert_eq!(result("2020-12-01"), (RuleResult::ByOrdinance, 10));
        assert_eq!(result("2022-05-04"), (RuleResult::ByOrdinance, 10));
        assert_eq!(result("2022-05-05"), (RuleResult::ByOrdinance, 5));
        assert_eq!(result("2023-01-31"), (RuleResult::ByOrdinance, 5));
        assert_eq!(result("2023-02-01"), (RuleResult::Recommendation, 5));
    }

    #[test]
    fn the_other_diseases_follow_their_days() {
        use RuleResult::{None, Order, Recommendation};
        for (disease, close, case_result) in [
            (Disease::Measles, (Order, 21), (Order, 5)),
            (Disease::Mpox, (Order, 21), (Order, 21)),
            (Disease::Meningococcal, (Recommendation, 7), (None, 0)),
            (Disease::NewInfluenza, (Order, 17), (Order, 7)),
            (Disease::Vhf, (Order, 21), (Order, 21)),
            (Disease::Other, (Order, 21), (Order, 21)),
            (Disease::Pertussis, (Recommendation, 21), (Recommendation, 21)),
            (Disease::Tuberculosis, (Recommendation, 365), (Recommendation, 365)),
        ] {
            let facts = contact(disease, "2026-11-24", "2026-11-20");
            let proposal = proposed(&facts);
            assert_eq!((proposal.result, proposal.days), close, "{disease}");
            let isolation = proposed(&case(disease, "2026-11-24", "2026-11-20"));
            assert_eq!((isolation.result, isolation.days), case_result, "{disease}");
            let distant = Facts { category: Some(Category::Other), ..facts };
            assert_eq!(proposed(&distant).result, None, "{disease}");
        }
    }

    #[test]
    fn measles_today_gives_an_order_to_who_is_not_immune() {
        let facts = contact(Disease::Measles, "2026-11-24", "2026-11-20");
        let proposal = proposed(&facts);
        assert_eq!((proposal.from, proposal.to), (day("2026-11-24"), day("2026-12-11")));
        assert_eq!(proposal.follow_up_rhythm_days, Some(1));
        assert!(proposal.binds() && !proposal.legal_basis.is_empty());
        let immune = proposed(&Facts { immunity: Immunity::Vaccinated, ..facts });
        assert!(immune.result == RuleResult::None && immune.asks_proof);
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_else_is_asked_for() {
        let missing = |facts: &Facts| match propose(&Rulebook::built_in(), facts) {
            Err(NoProposal::Missing(missing)) => missing,
            other => panic!("{other:?}"),
        };
        let known = contact(Disease::Measles, "2026-11-24", "2026-11-20");
        let blank = Facts { category: None, immunity: Immunity::Unknown, last_exposure: None, ..known };
        assert_eq!(missing(&blank), [FactName::Category, FactName::Immunity, FactName::LastExposure]);
        assert_eq!(missing(&Facts { category: Some(Category::Unknown), ..known }), [FactName::Category]);
        assert_eq!(missing(&Facts { last_exposure: None, ..known }), [FactName::LastExposure]);
        assert_eq!(
            missing(&Facts { specimen: None, ..case(Disease::Covid, "2021-01-01", "2021-01-01") }),
            [FactName::Onset]
        );
        let tuberculosis = Facts { disease: Disease::Tuberculosis, immunity: Immunity::Unknown, ..known };
        assert!(propose(&Rulebook::built_in(), &tuberculosis).is_ok(), "immunity makes no difference");
        let covid = Facts { disease: Disease::Covid, ..blank };
        assert_eq!(proposed(&covid).result, RuleResult::None, "nothing follows, whatever is missing");
    }

    #[test]
    fn before_the_first_rule_there_is_none() {
        let early = contact(Disease::Covid, "2020-02-29", "2020-02-28");
        assert_eq!(propose(&Rulebook::built_in(), &early), Err(NoProposal::NoRule));
        let elsewhere = Facts { land: Land::Bavaria, ..contact(Disease::Covid, "2021-02-01", "2021-02-01") };
        assert_eq!(propose(&Rulebook::built_in(), &elsewhere), Err(NoProposal::NoRule));
    }

    #[test]
    fn a_household_counts_from_the_test_of_the_index_case_where_it_is_known() {
        let facts = contact(Disease::Covid, "2022-02-01", "2022-02-01");
        let household =
            Facts { category: Some(Category::Household), index_tested_on: Some(day("2022-01-30")), ..facts };
        let proposal = proposed(&household);
        assert_eq!((proposal.base, proposal.to), (BaseKind::IndexTest, day("2022-02-09")));
        let unknown = proposed(&Facts { index_tested_on: None, ..household });
        assert_eq!((unknown.base, unknown.to), (BaseKind::LastExposure, day("2022-02-11")));
    }

    #[test]
    fn two_exposures_give_the_later_end_but_what_binds_goes_first() {
        let one = proposed(&contact(Disease::Measles, "2026-11-24", "2026-11-10"));
        let later = proposed(&contact(Disease::Measles, "2026-11-24", "2026-11-20"));
        assert_eq!(combine([later.clone(), one.clone()]), Some(later.clone()));
        assert_eq!(combine([one.clone(), later.clone()]), Some(later));
        let observed = proposed(&contact(Disease::Pertussis, "2026-11-24", "2026-11-23"));
        assert_eq!(combine([one.clone(), observed]), Some(one));
        assert_eq!(combine([]), None);
    }

    #[test]
    fn the_derivation_says_how_the_dates_came_about() {
        let facts = contact(Disease::Covid, "2022-03-01", "2022-02-25");
        assert_eq!(
            derivation(&proposed(&facts), true),
            "letzte Exposition Fr 25.02.2022, enger Kontakt, COVID-19, Regel covid-nrw-2022-01-close: Tag 0 + 10 = \
             Mo 07.03.2022, 24:00 Uhr; frühester Freitestungstermin Fr 04.03.2022 (PCR oder Antigentest)"
        );
        let delta = Facts { decided_on: day("2021-10-01"), last_exposure: Some(day("2021-09-28")), ..facts };
        assert_eq!(
            derivation(&proposed(&Facts { category: Some(Category::Household), ..delta }), false),
            "last exposure Tue 2021-09-28, household, COVID-19, rule covid-nrw-2021-09-household: day 0 + 10 = \
             Fri 2021-10-08, 24:00; earliest release test Sun 2021-10-03 (PCR), antigen test from Tue 2021-10-05; \
             holds by ordinance, no order"
        );
        let none = contact(Disease::Covid, "2026-11-24", "2026-11-20");
        assert_eq!(
            derivation(&proposed(&none), true),
            "enger Kontakt, COVID-19, Regel covid-nrw-2023-02-contact: keine Maßnahme"
        );
        let late = contact(Disease::Measles, "2026-11-24", "2026-11-02");
        assert!(proposed(&late).is_past());
        assert!(derivation(&proposed(&late), true).contains("= Mo 23.11.2026, 24:00 Uhr, bereits vorbei"));
    }

    /// Counts on a calendar of its own, a day at a time.
    fn count_by_hand(start: NaiveDate, days: i64) -> NaiveDate {
        use chrono::Datelike;
        let (mut year, mut month, mut day) = (start.year(), start.month(), start.day());
        for _ in 0..days {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (year, month, day) = match (month, day) {
                (12, 31) => (year + 1, 1, 1),
                (_, last) if last == length => (year, month + 1, 1),
                _ => (year, month, day + 1),
            };
        }
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    proptest! {
        #[test]
        fn every_date_is_what_counting_days_one_by_one_gives(
            offset in 0_u64..7305,
            ago in 0_u64..20,
            disease in prop::sample::select(Disease::ALL),
            kind in prop::sample::select(Kind::ALL),
            land in prop::sample::select(Land::ALL),
            category in prop::sample::select(vec![Category::Household, Category::Close, Category::Other]),
            group in prop::sample::select(Group::ALL),
            immunity in prop::sample::select(vec![Immunity::None, Immunity::Vaccinated, Immunity::Exempt, Immunity::Recovered]),
        ) {
            let decided_on = day("2015-01-01") + chrono::Days::new(offset);
            let base = Some(decided_on - chrono::Days::new(ago));
            let facts = Facts {
                disease, land, decided_on, kind, group, immunity, category: Some(category),
                last_exposure: base, index_tested_on: base, onset: base, specimen: base,
            };
            let book = Rulebook::built_in();
            match propose(&book, &facts) {
                Ok(proposal) => {
                    let rule = book.rule(&proposal.rule).unwrap();
                    prop_assert!(rule.from <= decided_on && rule.to.is_none_or(|to| decided_on <= to));
                    prop_assert_eq!(proposal.from, decided_on);
                    prop_assert_eq!(proposal.to, count_by_hand(proposal.base_date, i64::from(rule.days)));
                    for (test, rule) in proposal.release_tests.iter().zip(&rule.tests) {
                        prop_assert_eq!(test.on, count_by_hand(proposal.base_date, i64::from(rule.from_day)));
                        prop_assert!(test.on <= proposal.to);
                    }
                    prop_assert!(!derivation(&proposal, true).is_empty());
                }
                Err(why) => {
                    prop_assert_eq!(why, NoProposal::NoRule);
                    let begins = if disease == Disease::Mpox { "2022-06-01" } else { "2023-02-01" };
                    prop_assert!(matches!(disease, Disease::Covid | Disease::Mpox) && decided_on < day(begins));
                }
            }
        }
    }
}
