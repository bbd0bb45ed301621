//! The facts that a rule is chosen by and counts from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::calendar::Land;
use super::super::disease::{Disease, coded};
use super::super::record::{Category, Group, Immunity, Kind, Record};
use super::rule::BaseKind;

coded! {
    /// A fact that a proposal may lack; the codes are the names of the fields that scripts fill.
    FactName {
        /// Category of the exposure.
        Category = "exposure.category",
        /// Immune status.
        Immunity = "immunity",
        /// Last day of exposure.
        LastExposure = "exposure.last",
        /// Day of the index case's test.
        IndexTest = "index.tested_on",
        /// Onset of symptoms.
        Onset = "onset",
        /// Day on which the specimen was taken.
        Specimen = "specimen",
    }
}

/// What is known of a person on the day of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The disease.
    pub disease: Disease,
    /// The Land whose rules hold.
    pub land: Land,
    /// Day of the decision: chooses the rule, and is the first day of what is ordered.
    pub decided_on: NaiveDate,
    /// Contact or case.
    pub kind: Kind,
    /// How close the exposure was.
    pub category: Option<Category>,
    /// Group for which rules differ.
    pub group: Group,
    /// Immune status.
    pub immunity: Immunity,
    /// Last day of exposure.
    pub last_exposure: Option<NaiveDate>,
    /// Day of the index case's test.
    pub index_tested_on: Option<NaiveDate>,
    /// Onset of the person's own symptoms.
    pub onset: Option<NaiveDate>,
    /// Day on which the person's own specimen was taken.
    pub specimen: Option<NaiveDate>,
}

impl Facts {
    /// The facts of a record, as decided on this day.
    pub fn of(record: &Record, land: Land, decided_on: NaiveDate) -> Self {
        Self {
            disease: record.disease,
            land,
            decided_on,
            kind: record.kind,
            category: record.exposure.category,
            group: record.group,
            immunity: record.immunity,
            last_exposure: record.exposure.last,
            index_tested_on: record.index.tested_on,
            onset: record.infection.onset,
            specimen: record.infection.specimen,
        }
    }

    /// The category, where it is known; a case has none.
    pub(super) fn known_category(&self) -> Option<Category> {
        self.category.filter(|category| *category != Category::Unknown)
    }

    /// The immune status, where it is known.
    pub(super) fn known_immunity(&self) -> Option<Immunity> {
        Some(self.immunity).filter(|immunity| *immunity != Immunity::Unknown)
    }

    /// The date of this kind, where it is known.
    pub(super) const fn date_of(&self, base: BaseKind) -> Option<NaiveDate> {
        match base {
            BaseKind::LastExposure => self.last_exposure,
            BaseKind::IndexTest => self.index_tested_on,
            BaseKind::Onset => self.onset,
            BaseKind::Specimen => self.specimen,
            BaseKind::Decision => Some(self.decided_on),
        }
    }
}
