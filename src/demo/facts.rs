//! The record of a person: exposure or infection, index case, source, and what came with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::dossier::Dossier;
use super::people::{add_second_number, sormas_id};
use super::story::Story;
use super::words::{EXTRA, INDEX_WORDS, PINNED, REMARKS, SETTINGS};
use super::world::{KnownCase, World};
use crate::domain::disease::Disease;
use crate::domain::id::{ExternalId, RecordId};
use crate::domain::person::Person;
use crate::domain::record::{
    Category, Classification, Doubt, Exposure, ExtraField, Group, Immunity, IndexCase, Infection, Kind, Record,
};
use crate::domain::time::{Moment, date_of};

/// What a scene says of a record.
#[derive(Debug, Clone)]
pub(super) struct Circumstances {
    /// Contact or case.
    pub(super) kind: Kind,
    /// Disease.
    pub(super) disease: Disease,
    /// Index case, where it is ours.
    pub(super) index: Option<KnownCase>,
    /// How close.
    pub(super) category: Category,
    /// Where; drawn if none.
    pub(super) setting: Option<&'static str>,
    /// Group.
    pub(super) group: Group,
}

/// Days from day 0 to the end of an order by the built-in rulebooks; none where there is only a recommendation
/// (pertussis, meningococcal infection).
pub(super) const fn days_of_order(disease: Disease, kind: Kind) -> Option<u64> {
    match (disease, kind) {
        (Disease::Measles, Kind::Case) => Some(5),
        (Disease::Measles | Disease::Mpox | Disease::Other, _) => Some(21),
        _ => None,
    }
}

/// The record of this person; `last_day` is that of the order which its story has.
pub(super) fn record(
    person: &Person,
    of: &Circumstances,
    story: Story,
    created_at: Moment,
    last_day: Option<NaiveDate>,
    w: &mut World,
) -> Record {
    let taken_in = date_of(created_at, w.clock.zone);
    let base = base_date(of, taken_in, last_day, w);
    let is_case = of.kind == Kind::Case;
    Record {
        id: RecordId::mint(created_at, &w.mint),
        reference: w.reference(),
        kind: of.kind,
        person: person.id,
        disease: of.disease,
        created_at,
        reported_on: Some(taken_in),
        source: source(of, w).to_owned(),
        import: None,
        exposure: if is_case { Exposure::default() } else { exposure(of, story, base, w) },
        infection: if is_case { infection(of.disease, base) } else { Infection::default() },
        index: if is_case { IndexCase::default() } else { index(of, w) },
        group: of.group,
        immunity: immunity(story, w),
        classification: if is_case { Classification::Confirmed } else { Classification::Unconfirmed },
        answers: BTreeMap::new(),
        follow_up_until: None,
        closing: None,
        pinned_note: None,
        external_ids: Vec::new(),
        extra: Vec::new(),
        doubts: Vec::new(),
        office_set: BTreeSet::new(),
        revision: 0,
        worked: None,
    }
}

/// Day 0: so that the order ends when its story says, and not after the record came in.
fn base_date(of: &Circumstances, taken_in: NaiveDate, last_day: Option<NaiveDate>, w: &mut World) -> NaiveDate {
    let before = |date: NaiveDate, days: u64| date.checked_sub_days(Days::new(days)).unwrap_or(date);
    match (last_day, days_of_order(of.disease, of.kind)) {
        (Some(last), Some(days)) => before(last, days).min(taken_in),
        _ => before(taken_in, w.rng.between(1, 6) as u64),
    }
}

fn exposure(of: &Circumstances, story: Story, base: NaiveDate, w: &mut World) -> Exposure {
    let category = match of.category {
        Category::Other | Category::Unknown if story.has_order() => Category::Close,
        category => category,
    };
    let several = category == Category::Household || w.rng.percent(15);
    Exposure {
        first: several.then(|| base.checked_sub_days(Days::new(3)).unwrap_or(base)),
        last: Some(base),
        category: Some(category),
        setting: Some(of.setting.unwrap_or_else(|| w.rng.pick(SETTINGS)).to_owned()),
    }
}

fn infection(disease: Disease, onset: NaiveDate) -> Infection {
    let finding = match disease {
        Disease::Measles => "Masernvirus-RNA, PCR aus Rachenabstrich",
        Disease::Mpox => "MPXV-DNA, PCR aus Läsion",
        Disease::Pertussis => "Bordetella pertussis, PCR",
        Disease::Meningococcal => "N. meningitidis, Liquorkultur",
        _ => "Erregernachweis",
    };
    Infection { onset: Some(onset), specimen: onset.succ_opt(), finding: Some(finding.to_owned()) }
}

fn index(of: &Circumstances, w: &mut World) -> IndexCase {
    let ours = of.index.as_ref().map(|case| case.record);
    let elsewhere = ours.is_none() && w.rng.percent(50);
    IndexCase {
        record: ours,
        external: elsewhere.then(|| sormas_id("sormas-case", w).value),
        words: (ours.is_none() && !elsewhere).then(|| w.rng.pick(INDEX_WORDS).to_owned()),
        tested_on: None,
    }
}

fn source(of: &Circumstances, w: &mut World) -> &'static str {
    match of.kind {
        Kind::Case => w.rng.pick(&["telephone", "list"]),
        Kind::Contact => w.rng.weighted(&[("list", 45), ("sormas", 25), ("interview", 25), ("telephone", 5)]),
    }
}

fn immunity(story: Story, w: &mut World) -> Immunity {
    if story.has_order() {
        return Immunity::None;
    }
    let drawn = |w: &mut World, table: &[(u32, u32)]| match w.rng.weighted(table) {
        0 => Immunity::Unknown,
        1 => Immunity::None,
        2 => Immunity::Vaccinated,
        _ => Immunity::Recovered,
    };
    match story {
        Story::Advised => drawn(w, &[(2, 75), (3, 25)]),
        _ => drawn(w, &[(0, 75), (1, 10), (2, 12), (3, 3)]),
    }
}

/// What came with the record: identifiers, columns of the list, values that nobody understands, remarks.
pub(super) fn decorate(d: &mut Dossier, story: Story, w: &mut World) {
    match d.record().source.as_str() {
        "sormas" => add_sormas_ids(d, w),
        "list" => add_list_columns(d, w),
        _ => {}
    }
    if w.rng.percent(18) {
        add_second_number(d.person(), w);
    }
    if !story.has_order() && w.rng.percent(3) {
        add_doubt(d, story, w);
    }
    let at = d.record().created_at;
    if w.rng.percent(4) {
        let text = w.rng.pick(PINNED);
        d.note(at, "haas", text, true, w);
    }
    if w.rng.percent(6) {
        let text = w.rng.pick(REMARKS);
        d.note(at, "berg", text, false, w);
    }
}

fn add_sormas_ids(d: &mut Dossier, w: &mut World) {
    let (record, person) = (sormas_id("sormas", w), sormas_id("sormas-person", w));
    d.record().external_ids.push(record);
    d.person().external_ids.push(person);
}

fn add_list_columns(d: &mut Dossier, w: &mut World) {
    let row = w.rng.between(2, 999).to_string();
    d.record().external_ids.push(ExternalId { system: "list-row".to_owned(), value: row });
    if w.rng.percent(55) {
        return;
    }
    let place = w.rng.below(EXTRA.len() as u32) as usize;
    let Some((name, values)) = EXTRA.get(place) else { return };
    let value = w.rng.pick(values).to_owned();
    let source = w.rng.pick(&["Kontaktliste_Schule.xlsx", "Liste Möbelwerk.csv", "kp_export.csv"]).to_owned();
    d.record().extra.push(ExtraField { name: (*name).to_owned(), value, source });
}

fn add_doubt(d: &mut Dossier, story: Story, w: &mut World) {
    let doubt = |field: &str, text: &str, why: &str| Doubt { field: field.into(), text: text.into(), why: why.into() };
    if story == Story::Fresh && d.record().kind == Kind::Contact && w.rng.percent(40) {
        d.record().exposure = Exposure { first: None, last: None, ..d.record().exposure.clone() };
        d.record().doubts.push(doubt("exposure.last", "14.03.2062", "doubt-future"));
    } else if d.person().guardians.is_empty() {
        d.person().birth = None;
        d.record().doubts.push(doubt("birth", "31.02.1985", "doubt-no-such-date"));
    }
}
