//! The fields of ours that a column of a list can fill.

use serde::{Deserialize, Serialize};

use crate::domain::disease::coded;

coded! {
    /// A field that a column can fill. Profiles and warnings name it by its code.
    Field {
        /// Family name.
        LastName = "last_name",
        /// Given names.
        FirstName = "first_name",
        /// Both in one cell.
        FullName = "full_name",
        /// Both in one cell, the family name first also where no comma follows it.
        FullNameFamilyFirst = "full_name_family_first",
        /// Mr or Mrs.
        Salutation = "salutation",
        /// Date of birth.
        Birth = "birth",
        /// Day of birth.
        BirthDay = "birth_day",
        /// Month of birth.
        BirthMonth = "birth_month",
        /// Year of birth.
        BirthYear = "birth_year",
        /// Sex.
        Sex = "sex",
        /// Languages.
        Languages = "languages",
        /// Telephone, one or several numbers.
        Phone = "phone",
        /// Private number.
        PhonePrivate = "phone_private",
        /// Number at work.
        PhoneWork = "phone_work",
        /// Mobile number.
        PhoneMobile = "phone_mobile",
        /// Whose number it is.
        PhoneOwner = "phone_owner",
        /// E-mail address.
        Email = "email",
        /// Street, with or without house number.
        Street = "street",
        /// House number.
        HouseNumber = "house_number",
        /// Postcode.
        Postcode = "postcode",
        /// Place.
        Place = "place",
        /// Postcode and place in one cell.
        PostcodePlace = "postcode_place",
        /// Whole address in one cell.
        Address = "address",
        /// Floor, care of and the like.
        AddressDetail = "address_detail",
        /// Guardians.
        Guardians = "guardians",
        /// Alive or dead.
        Condition = "condition",
        /// Disease.
        Disease = "disease",
        /// Report date.
        ReportedOn = "reported_on",
        /// First exposure.
        ExposureFirst = "exposure.first",
        /// Last exposure.
        ExposureLast = "exposure.last",
        /// Category of the contact.
        ExposureCategory = "exposure.category",
        /// Setting of the exposure.
        ExposureSetting = "exposure.setting",
        /// Relation to the index case: category or setting.
        Relation = "relation",
        /// Onset of symptoms.
        Onset = "infection.onset",
        /// Specimen date.
        Specimen = "infection.specimen",
        /// Finding in words.
        Finding = "infection.finding",
        /// The index case: number or words.
        Index = "index",
        /// Number of the index case.
        IndexExternal = "index.external",
        /// The index case in words.
        IndexWords = "index.words",
        /// Day of the index case's test.
        IndexTestedOn = "index.tested_on",
        /// Classification.
        Classification = "classification",
        /// Last day of follow-up.
        FollowUpUntil = "follow_up_until",
        /// Status of follow-up or of the work.
        Status = "status",
        /// First day of quarantine.
        QuarantineFrom = "quarantine.from",
        /// Last day of quarantine.
        QuarantineTo = "quarantine.to",
        /// Spoken?
        QuarantineVerbally = "quarantine.verbally",
        /// Spoken when.
        QuarantineVerballyOn = "quarantine.verbally_on",
        /// Written?
        QuarantineWritten = "quarantine.written",
        /// Written when.
        QuarantineWrittenOn = "quarantine.written_on",
        /// What became of the order: its state by code.
        QuarantineState = "quarantine.state",
        /// Municipality.
        Municipality = "municipality",
        /// Institution.
        Institution = "institution",
        /// Group for which rules differ.
        Group = "group",
        /// Immune status.
        Immunity = "immunity",
        /// Remark.
        Note = "note",
        /// Priority.
        Priority = "priority",
        /// Contact or case.
        Kind = "kind",
    }
}

impl Field {
    /// Whether its cells hold dates, so that an Excel serial number is one.
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            Self::Birth
                | Self::ReportedOn
                | Self::ExposureFirst
                | Self::ExposureLast
                | Self::Onset
                | Self::Specimen
                | Self::IndexTestedOn
                | Self::FollowUpUntil
                | Self::QuarantineFrom
                | Self::QuarantineTo
                | Self::QuarantineVerballyOn
                | Self::QuarantineWrittenOn
        )
    }

    /// Whether it names the person.
    pub const fn is_name(self) -> bool {
        matches!(self, Self::LastName | Self::FirstName | Self::FullName | Self::FullNameFamilyFirst)
    }
}

/// What a column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Fills a field.
    Field(Field),
    /// Holds an identifier of this system.
    Id(String),
    /// No field of ours: kept with the record.
    Extra,
    /// Our own remark in a rejects file, or a column that a profile drops.
    Ignored,
}
