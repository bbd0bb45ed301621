//! The command line as a tree. Names are a contract with scripts; options may be added.

mod people;
mod plan;
mod room;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use people::{Person, PersonAdd, PersonEdit, PersonHousehold, PersonNumber};
pub use plan::CallPlan;
pub use room::RoomVerb;

/// Contact tracing by telephone: the next contact to call, outcomes, quarantine orders, batches.
#[derive(Debug, Parser)]
#[command(name = "rufliste", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; without it the terminal UI opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Global options.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Database file.
    #[arg(long, global = true, value_name = "PATH")]
    pub db: Option<PathBuf>,
    /// Configuration file.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Act as this user; believed only from the owner of the database.
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// Language: de or en.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    /// Colours.
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    /// Form of the output: a table for people; csv and json for programs.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Station name, where a script is to be one station over several runs.
    #[arg(long, global = true, value_name = "NAME")]
    pub station: Option<String>,
    /// Say only errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// The time to use instead of the clock's, only in demo databases (ISO 8601).
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    #[default]
    Table,
    /// CSV.
    Csv,
    /// JSON.
    Json,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a throw-away office with synthetic contacts.
    Demo(Demo),
    /// Make a new database.
    Init(Init),
    /// Take records in.
    Import(Import),
    /// Seal and write the next batch of a destination.
    Export(Export),
    /// The life of batches.
    #[command(subcommand)]
    Batch(Batch),
    /// The work queue.
    #[command(subcommand)]
    Queue(Queue),
    /// Log attempts without the terminal UI.
    #[command(subcommand)]
    Call(Call),
    /// Quarantine orders.
    #[command(subcommand)]
    Order(Order),
    /// People.
    #[command(subcommand)]
    Person(Person),
    /// Write a note on a record.
    Note {
        /// Reference of the record, such as 4F7Q-2M9K.
        reference: String,
        /// Text.
        text: String,
        /// Pin it: shown on every screen of the record.
        #[arg(long)]
        pin: bool,
    },
    /// Reports.
    Report(Report),
    /// Users, roles, rights.
    #[command(subcommand)]
    User(User),
    /// Keymaps.
    #[command(subcommand)]
    Keymap(Keymap),
    /// The rulebook: dated quarantine rules.
    #[command(subcommand)]
    Rulebook(Data),
    /// Interview scripts: what is said and asked on the phone.
    #[command(subcommand)]
    Script(Data),
    /// The call plan.
    #[command(subcommand)]
    Plan(CallPlan),
    /// Municipalities: who is competent where, and places that are not clear.
    #[command(subcommand)]
    Municipality(Municipality),
    /// The audit trail.
    #[command(subcommand)]
    Audit(Audit),
    /// Do what time alone must change; for a timer.
    Tick,
    /// Write a verified copy of the database.
    Backup {
        /// New file.
        file: PathBuf,
    },
    /// Put a backup in the place of the database; the old file is kept beside it.
    Restore {
        /// Backup file.
        file: PathBuf,
    },
    /// Say what is wrong and what to do.
    Doctor,
    /// Settings and where they come from.
    #[command(subcommand)]
    Config(Config),
    /// Shell completions.
    Completions {
        /// Shell.
        shell: clap_complete::Shell,
    },
    /// Write the man pages.
    Man {
        /// Folder.
        dir: PathBuf,
    },
}

/// `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Number of contacts.
    #[arg(long, default_value_t = 500, value_name = "N")]
    pub contacts: u32,
    /// Seed: the same seed makes the same office.
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,
    /// Folder to make it in; a new temporary one otherwise.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Only make it and print its folder.
    #[arg(long)]
    pub no_ui: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Name of the office.
    #[arg(long, default_value = "Gesundheitsamt", value_name = "NAME")]
    pub office: String,
    /// State (Land), two letters.
    #[arg(long, default_value = "NW", value_name = "LAND")]
    pub land: String,
    /// District, as SORMAS names it.
    #[arg(long, default_value = "", value_name = "NAME")]
    pub district: String,
    /// Number that people are asked to call back.
    #[arg(long, default_value = "", value_name = "NUMBER")]
    pub phone: String,
    /// First admin; the operating system's user otherwise.
    #[arg(long, value_name = "USER")]
    pub admin: Option<String>,
    /// Municipalities as TOML; see examples.
    #[arg(long, value_name = "FILE")]
    pub municipalities: Option<PathBuf>,
}

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowsAre {
    /// Index cases.
    Cases,
    /// Contacts.
    Contacts,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the rows are, where the headings do not say.
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub rows_are: Option<RowsAre>,
    /// Profile: a name or a file; by the headings otherwise.
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Print the same summary and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Where rows that can't be taken go; beside the file otherwise. One for each of several files: no.csv becomes no.january.csv.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Destination: records or sormas.
    #[arg(long, value_name = "DESTINATION")]
    pub to: String,
    /// Folder to write batches to.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Say what would be sealed and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `batch`.
#[derive(Debug, Subcommand)]
pub enum Batch {
    /// All batches.
    List {
        /// Only this destination.
        #[arg(long, value_name = "DESTINATION")]
        to: Option<String>,
    },
    /// One batch: destination and number, such as sormas 3.
    Show {
        /// Destination.
        destination: String,
        /// Number.
        number: u32,
    },
    /// Check a folder of batches; needs no database.
    Verify {
        /// Folder of one batch, or the folder that holds batches.
        dir: PathBuf,
    },
    /// Write a batch again, byte for byte.
    Reissue {
        /// Destination.
        destination: String,
        /// Number.
        number: u32,
        /// Folder to write it to.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// Whose calls stand together on printed pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum PagesBy {
    /// A tracer's own, then everybody's.
    #[default]
    Tracer,
    /// A municipality's.
    Municipality,
}

/// `queue`.
#[derive(Debug, Subcommand)]
pub enum Queue {
    /// What may be called now, in the order of service.
    List {
        /// Rows at most; 50 otherwise, all where they are printed.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// As text for A4 pages, with room for outcome, time and note.
        #[arg(long)]
        print: bool,
        /// Pages by: tracer or municipality.
        #[arg(long, value_enum, default_value_t = PagesBy::Tracer, requires = "print")]
        by: PagesBy,
        /// Only this reason.
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
        /// Only this municipality (official key).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
        /// Only calls in this language.
        #[arg(long, value_name = "LANG")]
        language: Option<String>,
        /// Only people of this institution.
        #[arg(long, value_name = "NAME")]
        institution: Option<String>,
        /// Only people who stay outside the district: another office's, to be handed over.
        #[arg(long, conflicts_with = "print")]
        outside: bool,
        /// Only mine.
        #[arg(long)]
        mine: bool,
    },
    /// The queue in figures.
    Stats,
    /// Claim the next call.
    Next,
    /// The calls of a record.
    Show {
        /// Reference.
        reference: String,
    },
    /// Why a call stands where it stands, and why it is not served now.
    Why {
        /// Reference.
        reference: String,
    },
    /// Give a call to a user or a team, or take it from them.
    Assign {
        /// Reference, or all: every ready call that the filter lets through.
        reference: String,
        /// User, team:NAME, lead, or nobody.
        to: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Of all: only calls of this reason.
        #[arg(long, value_name = "REASON")]
        only: Option<String>,
        /// Of all: only this municipality (official key).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
        /// Of all: only calls in this language.
        #[arg(long, value_name = "LANG")]
        language: Option<String>,
    },
    /// End the lease on a call: one's own, or as supervisor anybody's.
    Release {
        /// Reference, or all: every ready call that the filter lets through.
        reference: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Of all: only calls of this reason.
        #[arg(long, value_name = "REASON")]
        only: Option<String>,
        /// Of all: only this municipality (official key).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
        /// Of all: only calls in this language.
        #[arg(long, value_name = "LANG")]
        language: Option<String>,
    },
    /// Take a call out of the queue: its ground has gone.
    Withdraw {
        /// Reference, or all: every ready call that the filter lets through.
        reference: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Of all: only calls of this reason.
        #[arg(long, value_name = "REASON")]
        only: Option<String>,
        /// Of all: only this municipality (official key).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
        /// Of all: only calls in this language.
        #[arg(long, value_name = "LANG")]
        language: Option<String>,
    },
    /// Give a call another priority class.
    Priority {
        /// Reference, or all: every ready call that the filter lets through.
        reference: String,
        /// Class: urgent, high, normal, low.
        class: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Of all: only calls of this reason.
        #[arg(long, value_name = "REASON")]
        only: Option<String>,
        /// Of all: only this municipality (official key).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
        /// Of all: only calls in this language.
        #[arg(long, value_name = "LANG")]
        language: Option<String>,
    },
    /// What the room does.
    #[command(flatten)]
    Room(RoomVerb),
    /// Put a done or withdrawn call into the queue again.
    Reopen {
        /// Reference.
        reference: String,
        /// Why; kept as a note on the record.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Reason of the call; the one closed last otherwise.
        #[arg(long, value_name = "REASON")]
        call: Option<String>,
    },
}

/// `call`.
#[derive(Debug, Subcommand)]
pub enum Call {
    /// Log an attempt.
    Log(Box<CallLog>),
    /// Take the call of somebody who rings, whenever it would be due.
    Incoming {
        /// Reference.
        reference: String,
    },
    /// Take back the outcome that was logged last here, within a minute.
    Undo,
}

/// `call log`.
#[derive(Debug, Args)]
pub struct CallLog {
    /// Reference.
    pub reference: String,
    /// Outcome, as its code: complete, no_answer, busy, …
    pub outcome: String,
    /// Lease of `queue next`; without it claims, logs and releases in one.
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    pub token: Option<i64>,
    /// Remark.
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub note: String,
    /// Agreed time, as people say it: 14:30, "morgen 9", "in 2h".
    #[arg(long, value_name = "TIME")]
    pub callback: Option<String>,
    /// Language that is needed, such as tr.
    #[arg(long, value_name = "LANG")]
    pub language: Option<String>,
    /// The other office, and who there.
    #[arg(long, value_name = "TEXT")]
    pub other_office: Option<String>,
    /// Number used; the best one otherwise.
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<String>,
    /// They called us.
    #[arg(long)]
    pub incoming: bool,
    /// When it happened, if it is entered later.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Reason of the call, where a record has several open ones.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// An answer: field=value; may be given several times.
    #[arg(long = "fact", value_name = "FIELD=VALUE")]
    pub facts: Vec<String>,
    /// For all open telephone calls of the household and on its numbers at once: one telephone call, an attempt for each.
    #[arg(long)]
    pub household: bool,
}

/// `order`.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Orders by filter.
    List {
        /// Only those in force today.
        #[arg(long)]
        in_force: bool,
        /// Only those whose last day is today.
        #[arg(long)]
        ending_today: bool,
        /// Only those spoken and not yet written.
        #[arg(long)]
        without_letter: bool,
        /// Only those in this state: issued, requested, amended, ended, lifted, annulled.
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
        /// Only this municipality (official key or name).
        #[arg(long, value_name = "KEY")]
        municipality: Option<String>,
    },
    /// One order by number.
    Show {
        /// Number.
        number: String,
    },
    /// Issue the order that the rulebook proposes for a record.
    Issue {
        /// Reference.
        reference: String,
        /// Kind, where not the one that the rules propose: work_ban.
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// First day, where not as proposed.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Last day, where not as proposed.
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        /// Why the dates differ.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// To whom it was spoken, if not the person.
        #[arg(long, value_name = "NAME")]
        spoken_to: Option<String>,
        /// A fact: field=value; may be given several times.
        #[arg(long = "fact", value_name = "FIELD=VALUE")]
        facts: Vec<String>,
        /// Say what the rulebook proposes and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Note what the writing authority sent back: file number, date of the letter, date of delivery.
    Note {
        /// Number of the order.
        #[arg(required_unless_present = "from")]
        number: Option<String>,
        /// File number of the municipality.
        #[arg(long, value_name = "TEXT")]
        file_number: Option<String>,
        /// Date of the letter.
        #[arg(long, value_name = "DATE")]
        written: Option<String>,
        /// Date of delivery.
        #[arg(long, value_name = "DATE")]
        delivered: Option<String>,
        /// A CSV file with the columns number, file_number, written_on, delivered_on.
        #[arg(long, value_name = "FILE", conflicts_with_all = ["number", "file_number", "written", "delivered"])]
        from: Option<PathBuf>,
    },
    /// End an order early.
    Lift {
        /// Number.
        number: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// `municipality`.
#[derive(Debug, Subcommand)]
pub enum Municipality {
    /// The municipalities of the office.
    List,
    /// Check a file of municipalities; needs no database.
    Check {
        /// File.
        file: PathBuf,
    },
    /// Take a file of municipalities in the place of those there were, and derive every address again.
    Set {
        /// File.
        file: PathBuf,
    },
    /// People whose municipality is unknown or ambiguous.
    Unclear {
        /// Rows at most.
        #[arg(long, default_value_t = 200, value_name = "N")]
        limit: usize,
    },
}

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// queue or outcomes.
    pub name: String,
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

/// `user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a user, or all of a file.
    Add {
        /// Login name.
        #[arg(required_unless_present = "from")]
        name: Option<String>,
        /// CSV file with the columns name, display, roles, rights, languages, skills, team, expires.
        #[arg(long, value_name = "FILE", conflicts_with = "name")]
        from: Option<PathBuf>,
        /// Of a file: say what would be added and write nothing.
        #[arg(long, requires = "from")]
        dry_run: bool,
        /// Name as colleagues read it.
        #[arg(long, default_value = "", value_name = "NAME")]
        display: String,
        /// Role; may be given several times.
        #[arg(long = "role", default_value = "tracer", value_name = "ROLE")]
        roles: Vec<String>,
        /// Right; may be given several times.
        #[arg(long = "right", value_name = "RIGHT")]
        rights: Vec<String>,
        /// Language; may be given several times.
        #[arg(long = "language", value_name = "LANG")]
        languages: Vec<String>,
    },
    /// All users.
    List,
    /// Give a user these roles in place of those they have.
    Role {
        /// Login name.
        name: String,
        /// Roles.
        #[arg(required = true)]
        roles: Vec<String>,
    },
    /// Change a user.
    Set(UserSet),
    /// Let a user in no more.
    Disable {
        /// Login name.
        name: String,
    },
}

/// `user set`.
#[derive(Debug, Args)]
pub struct UserSet {
    /// Login name.
    pub name: String,
    /// Name as colleagues read it.
    #[arg(long, value_name = "NAME")]
    pub display: Option<String>,
    /// Give a right.
    #[arg(long = "give", value_name = "RIGHT")]
    pub give: Vec<String>,
    /// Take a right.
    #[arg(long = "take", value_name = "RIGHT")]
    pub take: Vec<String>,
    /// Languages, in place of those they have.
    #[arg(long = "language", value_name = "LANG")]
    pub languages: Option<Vec<String>>,
    /// Skills, in place of those they have.
    #[arg(long = "skill", value_name = "SKILL")]
    pub skills: Option<Vec<String>>,
    /// Team.
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
    /// Municipality of an order office (official key or name).
    #[arg(long, value_name = "KEY")]
    pub municipality: Option<String>,
    /// Last day on which they may log in.
    #[arg(long, value_name = "DATE")]
    pub expires: Option<String>,
    /// Let them in again.
    #[arg(long)]
    pub enable: bool,
}

/// `keymap`.
#[derive(Debug, Subcommand)]
pub enum Keymap {
    /// Names of keymaps.
    List,
    /// The key table.
    Show {
        /// Name; the configured one otherwise.
        name: Option<String>,
    },
    /// Check a file.
    Check {
        /// File.
        file: PathBuf,
    },
}

/// `rulebook` and `script`.
#[derive(Debug, Subcommand)]
pub enum Data {
    /// Show what is in force.
    Show,
    /// Check a file.
    Check {
        /// File.
        file: PathBuf,
    },
}

/// `audit`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// The newest events.
    Show {
        /// Events at most.
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Check the whole chain and every commitment.
    Verify,
}

/// `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Each setting with its source.
    Show,
    /// Where the configuration and the data lie.
    Path,
}
