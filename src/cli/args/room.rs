//! The verbs of `queue` that the room works with.

use clap::Subcommand;

/// `queue`: the supervisor's list, the desk, the stations.
#[derive(Debug, Subcommand)]
pub enum RoomVerb {
    /// The supervisor's list: what stands there, since when, why.
    Decisions,
    /// Whose telephone number is searched for, since when, and what was tried.
    Research,
    /// Take a call of the supervisor's list upon oneself.
    Take {
        /// Reference.
        reference: String,
    },
    /// Say what is to be done about a call of the supervisor's list.
    Decide {
        /// Reference.
        reference: String,
        /// What is to be done.
        text: String,
    },
    /// Put a call of the supervisor's list back into the queue.
    Return {
        /// Reference.
        reference: String,
        /// For whom: user, team:NAME, lead; anybody otherwise.
        #[arg(long, value_name = "USER")]
        to: Option<String>,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Close a call of the supervisor's list.
    Close {
        /// Reference.
        reference: String,
        /// How it ended, as its code: exhausted, refused, complete, …
        closing: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Ask the doctor or the team lead about a record.
    Ask {
        /// Reference.
        reference: String,
        /// Question.
        text: String,
        /// Whom: user, team:NAME; lead otherwise.
        #[arg(long, value_name = "USER")]
        to: Option<String>,
    },
    /// Answer the question about a record.
    Answer {
        /// Reference.
        reference: String,
        /// Answer.
        text: String,
    },
    /// Put a record before somebody on a day.
    Remind {
        /// Reference.
        reference: String,
        /// When, as people say it: "morgen 9", "fr", 14:30.
        when: String,
        /// What is to be done.
        text: String,
        /// For whom: user, team:NAME, lead, nobody; oneself otherwise.
        #[arg(long, value_name = "USER")]
        to: Option<String>,
    },
    /// A reminder is done, an answer was read.
    Settle {
        /// Reference.
        reference: String,
        /// What came of it.
        text: Option<String>,
    },
    /// Hand an own call on at the end of a shift.
    PassOn {
        /// Reference.
        reference: String,
        /// For whom: user, team:NAME, lead; anybody otherwise.
        #[arg(long, value_name = "USER")]
        to: Option<String>,
        /// Not before this time, as people say it.
        #[arg(long, value_name = "TIME")]
        not_before: Option<String>,
        /// What the next one must know.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Stations at work and in a pause.
    Stations,
    /// Make a pause at this station.
    Pause {
        /// Why.
        reason: String,
    },
    /// Come back from the pause.
    Resume,
    /// A line to every station.
    Tell {
        /// Text.
        text: String,
    },
    /// The shift's note for the room; an empty one takes it away.
    ShiftNote {
        /// Text; without it the note is shown.
        text: Option<String>,
    },
}
