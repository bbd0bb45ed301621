//! `person` and its options.

use clap::{Args, Subcommand};

/// `person`.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Search by parts: name, birth date, postcode, number, reference, external id.
    Find {
        /// Parts.
        #[arg(required = true)]
        parts: Vec<String>,
        /// Hits at most.
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: usize,
    },
    /// A record with everything on it.
    Show {
        /// Reference.
        reference: String,
    },
    /// Add a person with a record and a call.
    Add(Box<PersonAdd>),
    /// Add contacts of a case, one line each.
    Capture {
        /// Reference of the case.
        reference: String,
        /// Lines: name; number; last exposure; setting.
        #[arg(required = true, value_name = "LINE")]
        lines: Vec<String>,
        /// Add them although they are being worked on.
        #[arg(long)]
        anyway: bool,
    },
    /// Correct what is known of a person; an empty value takes it away.
    Edit(Box<PersonEdit>),
    /// Add, correct, retire or choose a telephone number.
    Number(PersonNumber),
    /// Say who lives with whom: a household is called together.
    Household(PersonHousehold),
}

/// `person add`.
#[derive(Debug, Args)]
pub struct PersonAdd {
    /// Family name.
    #[arg(long, value_name = "NAME")]
    pub last_name: String,
    /// Given names.
    #[arg(long, default_value = "", value_name = "NAME")]
    pub first_name: String,
    /// Birth date.
    #[arg(long, value_name = "DATE")]
    pub birth: Option<String>,
    /// Sex: female, male, other, unknown.
    #[arg(long, default_value = "unknown", value_name = "SEX")]
    pub sex: String,
    /// Language, repeated for several.
    #[arg(long, value_name = "LANG")]
    pub language: Vec<String>,
    /// Telephone number, repeated for several.
    #[arg(long, value_name = "NUMBER")]
    pub phone: Vec<String>,
    /// Address: street, postcode and place.
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// contact or case.
    #[arg(long = "as", default_value = "contact", value_name = "KIND")]
    pub kind: String,
    /// Disease.
    #[arg(long, value_name = "DISEASE", required_unless_present = "index")]
    pub disease: Option<String>,
    /// Last exposure of a contact, day of the test of a case.
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// How close the exposure was: household, close, other, unknown.
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// Where the exposure was.
    #[arg(long, value_name = "TEXT")]
    pub setting: Option<String>,
    /// Index case: a reference, another office's number, or words.
    #[arg(long, value_name = "TEXT")]
    pub index: Option<String>,
    /// Identity of the record (UUID): adding it twice adds it once.
    #[arg(long, value_name = "UUID")]
    pub id: Option<String>,
    /// Add it although the person is being worked on.
    #[arg(long)]
    pub anyway: bool,
}

/// `person edit`.
#[derive(Debug, Args)]
pub struct PersonEdit {
    /// Reference.
    pub reference: String,
    /// Family name.
    #[arg(long, value_name = "NAME")]
    pub last_name: Option<String>,
    /// Given names.
    #[arg(long, value_name = "NAME")]
    pub first_name: Option<String>,
    /// Birth date.
    #[arg(long, value_name = "DATE")]
    pub birth: Option<String>,
    /// Sex: female, male, other, unknown.
    #[arg(long, value_name = "SEX")]
    pub sex: Option<String>,
    /// Languages, parted by commas.
    #[arg(long, value_name = "LANG")]
    pub languages: Option<String>,
    /// Registered address: street, postcode and place.
    #[arg(long, value_name = "ADDRESS")]
    pub registered: Option<String>,
    /// Address of stay, if it is another.
    #[arg(long, value_name = "ADDRESS")]
    pub stay: Option<String>,
    /// Those who speak for a minor, parted by commas.
    #[arg(long, value_name = "NAMES")]
    pub guardians: Option<String>,
    /// Who speaks for an adult under care.
    #[arg(long, value_name = "NAME")]
    pub legal_representative: Option<String>,
    /// E-mail address.
    #[arg(long, value_name = "TEXT")]
    pub email: Option<String>,
}

/// `person household`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("change").required(true))]
pub struct PersonHousehold {
    /// Reference of the person.
    pub reference: String,
    /// Live in the household of this person; it is made if there is none.
    #[arg(long, value_name = "REFERENCE", group = "change")]
    pub join: Option<String>,
    /// Leave the household.
    #[arg(long, group = "change")]
    pub leave: bool,
}

/// `person number`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("change").required(true))]
pub struct PersonNumber {
    /// Reference.
    pub reference: String,
    /// Add this number.
    #[arg(long, value_name = "NUMBER", group = "change")]
    pub add: Option<String>,
    /// Correct this number.
    #[arg(long, value_name = "NUMBER", group = "change", requires = "to")]
    pub correct: Option<String>,
    /// The number as it should be.
    #[arg(long, value_name = "NUMBER")]
    pub to: Option<String>,
    /// Never dial this number again.
    #[arg(long, value_name = "NUMBER", group = "change")]
    pub retire: Option<String>,
    /// Dial this number next.
    #[arg(long, value_name = "NUMBER", group = "change")]
    pub first: Option<String>,
    /// Whose it is.
    #[arg(long, default_value = "", value_name = "NAME")]
    pub owner: String,
    /// What it is, and when somebody answers.
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub label: String,
}
