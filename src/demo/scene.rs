//! The scenes that the demo is made of: an index case, a household, somebody alone, a nursing home.

use super::DemoRow;
use super::facts::Circumstances;
use super::home;
use super::people::Family;
use super::story::{Story, tell};
use super::world::{KnownCase, World};
use crate::domain::disease::Disease;
use crate::domain::id::HouseholdId;
use crate::domain::person::Household;
use crate::domain::record::{Category, Group, Kind};

/// One nursing home for so many records; none in a demo of less than half.
const RECORDS_FOR_A_HOME: usize = 500;
/// Of a hundred records so many are cases.
const CASES_IN_A_HUNDRED: usize = 6;

/// How far the demo has come.
pub(super) struct Scenes {
    total: usize,
    made: usize,
    cases: usize,
    homes: usize,
}

impl Scenes {
    /// Before the first scene.
    pub(super) const fn new(total: usize) -> Self {
        Self { total, made: 0, cases: 0, homes: 0 }
    }

    /// The next scene; none once the demo is complete.
    pub(super) fn next(&mut self, w: &mut World) -> Option<Vec<DemoRow>> {
        let left = self.total.saturating_sub(self.made);
        if left == 0 {
            return None;
        }
        let rows = self.stage(left, w);
        self.made += rows.len();
        self.cases += rows.iter().filter(|row| row.record.kind == Kind::Case).count();
        Some(rows)
    }

    fn stage(&mut self, left: usize, w: &mut World) -> Vec<DemoRow> {
        let homes = (self.total + RECORDS_FOR_A_HOME / 2) / RECORDS_FOR_A_HOME;
        if self.homes < homes && self.made >= self.homes * RECORDS_FOR_A_HOME + 120 && left >= home::LARGEST {
            self.homes += 1;
            return home::home(self.homes, w);
        }
        let case_is_due = self.cases * 100 < (self.made + 1) * CASES_IN_A_HUNDRED;
        match (case_is_due, left) {
            (true, 1) => vec![case_alone(w)],
            (true, _) if w.rng.percent(45) => vec![case_alone(w)],
            (true, _) => household(left, true, w),
            (false, 2..) if w.rng.percent(34) => household(left, false, w),
            (false, _) => vec![contact_alone(w)],
        }
    }
}

/// What goes round, case by case: mostly measles.
const ROUND: [Disease; 16] = {
    use Disease::{Measles, Meningococcal, Mpox, Other, Pertussis};
    [
        Measles,
        Measles,
        Measles,
        Pertussis,
        Measles,
        Measles,
        Mpox,
        Measles,
        Measles,
        Measles,
        Meningococcal,
        Measles,
        Pertussis,
        Measles,
        Measles,
        Other,
    ]
};

/// The disease of the next case.
fn disease(w: &World) -> Disease {
    ROUND.get(w.cases_met % ROUND.len()).copied().unwrap_or(Disease::Measles)
}

/// A case without anybody else.
fn case_alone(w: &mut World) -> DemoRow {
    let family = Family::draw(w);
    let (age, disease) = (w.rng.between(17, 60) as u32, disease(w));
    case(&family, age, disease, w)
}

/// An index case, whom later contacts may have met.
pub(super) fn case(family: &Family, age: u32, disease: Disease, w: &mut World) -> DemoRow {
    let circumstances = Circumstances {
        kind: Kind::Case,
        disease,
        index: None,
        category: Category::Unknown,
        setting: None,
        group: group(age, w),
    };
    let story = Story::of_case(&mut w.rng);
    let row = tell(story, family, age, &circumstances, w);
    w.meet(KnownCase { record: row.record.id, disease });
    row
}

fn contact_alone(w: &mut World) -> DemoRow {
    let family = Family::draw(w);
    let age = w.rng.weighted(&[(18, 30), (35, 40), (52, 20), (68, 10)]) + w.rng.below(15);
    let circumstances = contact(age, None, w);
    let story = Story::of_contact(w);
    tell(story, &family, age, &circumstances, w)
}

/// Circumstances of a contact: of this case in the household, or of any of the last ones.
fn contact(age: u32, of_household: Option<&KnownCase>, w: &mut World) -> Circumstances {
    let index = of_household.cloned().or_else(|| w.index_case());
    let category = match (of_household, w.rng.below(100)) {
        (Some(_), _) => Category::Household,
        (None, 0..75) => Category::Close,
        (None, 75..93) => Category::Other,
        (None, _) => Category::Unknown,
    };
    Circumstances {
        kind: Kind::Contact,
        disease: index.as_ref().map_or(Disease::Measles, |case| case.disease),
        index,
        category,
        setting: of_household.map(|_| "Haushalt"),
        group: group(age, w),
    }
}

fn group(age: u32, w: &mut World) -> Group {
    match age {
        1..18 => Group::Pupil,
        18..65 if w.rng.percent(6) => Group::CareStaff,
        _ => Group::General,
    }
}

/// Two to five at one address and one number: with a case among them, or contacts who met one elsewhere together.
fn household(left: usize, has_case: bool, w: &mut World) -> Vec<DemoRow> {
    let size: usize = w.rng.weighted(&[(2, 36), (3, 28), (4, 24), (5, 12)]);
    let ages = ages(size.clamp(2, left.max(2)), w);
    let mut family = Family::draw(w);
    let household = Household {
        id: HouseholdId::mint(w.clock.past(11).from, &w.mint),
        name: format!("{}, {}", family.name, family.address.street),
    };
    family.household = Some(household.id);
    let mut rows = members(&family, &ages, has_case, w);
    if let Some(first) = rows.first_mut() {
        first.household = Some(household);
    }
    rows
}

fn members(family: &Family, ages: &[u32], has_case: bool, w: &mut World) -> Vec<DemoRow> {
    let mut rows = Vec::with_capacity(ages.len());
    let ill = if has_case { w.rng.below(ages.len() as u32) as usize } else { usize::MAX };
    let mut met = None;
    if let Some(age) = ages.get(ill) {
        let disease = disease(w);
        let row = case(family, *age, disease, w);
        met = Some(KnownCase { record: row.record.id, disease });
        rows.push(row);
    }
    let shared = Story::of_contact(w);
    let mut alone = Some(shared.with_shared_number()).filter(|story| !story.is_shared());
    let like = contact(30, met.as_ref(), w);
    for (_, age) in ages.iter().enumerate().filter(|(place, _)| *place != ill) {
        let together = shared.is_shared() && w.rng.percent(85);
        let story = match alone.take() {
            Some(story) => story,
            None if together => shared,
            None => Story::of_contact(w).with_shared_number(),
        };
        let circumstances = Circumstances { group: group(*age, w), ..like.clone() };
        rows.push(tell(story, family, *age, &circumstances, w));
    }
    rows
}

/// An old couple, a couple, or parents with children.
fn ages(size: usize, w: &mut World) -> Vec<u32> {
    let grown = if size == 2 && w.rng.percent(30) { w.rng.between(62, 84) } else { w.rng.between(27, 48) };
    let children = size.saturating_sub(2).max(usize::from(size == 2 && w.rng.percent(20)));
    (0..size)
        .map(
            |place| {
                if place + children >= size {
                    w.rng.between(0, 17) as u32
                } else {
                    (grown + w.rng.between(-3, 3)) as u32
                }
            },
        )
        .collect()
}
