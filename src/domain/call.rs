//! A call: an entry of the work queue; its attempts and their outcomes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::disease::coded;
use super::handling::Handling;
use super::id::{AttemptId, CallId, HouseholdId, InstitutionId, PersonId, RecordId};
use super::time::{Daypart, Moment};

coded! {
    /// Why somebody is to be called, or what is to be done at the desk.
    Reason {
        /// Index interview (Fallermittlung).
        IndexInterview = "index_interview",
        /// First notification (Erstanruf).
        FirstNotification = "first_notification",
        /// Follow-up (Nachverfolgung).
        FollowUp = "follow_up",
        /// End of quarantine (Abschlussanruf).
        EndOfQuarantine = "end_of_quarantine",
        /// Enquiry (Anliegen), incoming.
        Enquiry = "enquiry",
        /// Reminder (Wiedervorlage): needs no telephone.
        Reminder = "reminder",
        /// Question to the doctor or team lead (Rückfrage): needs no telephone.
        Question = "question",
        /// Find a number (Nummernsuche): needs no telephone.
        Research = "research",
        /// Supervisor's decision (Entscheidung): needs no telephone.
        Decision = "decision",
    }
}

impl Reason {
    /// Whether it is settled by telephone, so that calling hours and limits hold.
    pub const fn telephones(self) -> bool {
        match self {
            Self::IndexInterview | Self::FirstNotification | Self::FollowUp | Self::EndOfQuarantine | Self::Enquiry => {
                true
            }
            Self::Reminder | Self::Question | Self::Research | Self::Decision => false,
        }
    }
}

coded! {
    /// Stored state of a call; ready, waiting, overdue and missed are derived from the time.
    CallState {
        /// Still to be settled.
        Open = "open",
        /// Settled.
        Done = "done",
        /// Taken back: its ground has gone.
        Withdrawn = "withdrawn",
        /// On the supervisor's list.
        Escalated = "escalated",
    }
}

coded! {
    /// Priority class; its weight in hours comes from the call plan.
    Priority {
        /// Vulnerable setting, outbreak in a home.
        Urgent = "urgent",
        /// Recent exposure, household member.
        High = "high",
        /// Everything else.
        Normal = "normal",
        /// Can wait.
        Low = "low",
    }
}

coded! {
    /// Coded result of an attempt; labels, keys and consequences come from the call plan and the text module.
    Outcome {
        /// Reached, done.
        Complete = "complete",
        /// Reached, broken off.
        Partial = "partial",
        /// No answer.
        NoAnswer = "no_answer",
        /// Busy.
        Busy = "busy",
        /// Mailbox, asked to call back.
        VoicemailLeft = "voicemail_left",
        /// Mailbox, nothing left.
        VoicemailNone = "voicemail_none",
        /// Callback agreed.
        Callback = "callback",
        /// Third party reached, person not there.
        ThirdParty = "third_party",
        /// Refused to take part.
        Refused = "refused",
        /// Relatives refuse.
        HouseholdRefused = "household_refused",
        /// No common language.
        Language = "language",
        /// Wrong number.
        WrongNumber = "wrong_number",
        /// Number not in service, fax.
        DeadNumber = "dead_number",
        /// No number known.
        NoNumber = "no_number",
        /// Not fit to talk.
        Unfit = "unfit",
        /// Has died.
        Deceased = "deceased",
        /// To be handed over to another office.
        HandOver = "hand_over",
        /// Already handled by another office.
        HandledElsewhere = "handled_elsewhere",
        /// No contact after all.
        NotAContact = "not_a_contact",
        /// Duplicate of another record.
        Duplicate = "duplicate",
        /// Technical fault.
        Technical = "technical",
        /// Follow-up: reached, reports symptoms.
        Symptoms = "symptoms",
    }
}

coded! {
    /// Why a call, or the work on a record, ended.
    Closing {
        /// Interview complete.
        Complete = "complete",
        /// Quarantine ended with the last follow-up.
        Ended = "ended",
        /// Not reached within the limits of the call plan.
        Exhausted = "exhausted",
        /// Its time had passed before anybody was reached.
        TooLate = "too_late",
        /// Refused.
        Refused = "refused",
        /// Has died.
        Deceased = "deceased",
        /// Handed over to another office.
        HandedOver = "handed_over",
        /// Handled elsewhere.
        HandledElsewhere = "handled_elsewhere",
        /// No contact.
        NotAContact = "not_a_contact",
        /// Duplicate.
        Duplicate = "duplicate",
        /// Became a case.
        BecameCase = "became_case",
        /// Withdrawn by the office.
        Withdrawn = "withdrawn",
    }
}

/// An entry of the work queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Identity.
    pub id: CallId,
    /// Whose record.
    pub record: RecordId,
    /// Whom.
    pub person: PersonId,
    /// Why.
    pub reason: Reason,
    /// Stored state.
    pub state: CallState,
    /// Priority class.
    pub priority: Priority,
    /// When it entered the queue.
    pub created_at: Moment,
    /// Hard: not before.
    pub ready_at: Moment,
    /// Deadline.
    pub due_at: Moment,
    /// Soft: would rather wait until then (start of the preferred daypart).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefer_at: Option<Moment>,
    /// The daypart preferred next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daypart: Option<Daypart>,
    /// Tracer to whom a supervisor assigned it, or team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Agreed appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<Callback>,
    /// Counted attempts in all.
    #[serde(default)]
    pub attempts: u16,
    /// Counted attempts on one calendar day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_on: Option<(NaiveDate, u16)>,
    /// When it was last tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_tried_at: Option<Moment>,
    /// What came of the last try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_outcome: Option<Outcome>,
    /// Language that is required, ISO 639-1; none means German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Skill that is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Official key of the municipality, for filters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Household: a lease covers all of its open calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<HouseholdId>,
    /// Institution, for filters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionId>,
    /// Numbers (E.164) that it can be dialled on: a lease covers all open calls that share one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// Why it stands on the supervisor's list, as a code: an outcome, `exhausted`, `order_proposal`, `symptoms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<String>,
    /// What is asked or to be done, for calls that need no telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// What the room did with it: raised, decided, asked, answered.
    #[serde(default, skip_serializing_if = "Handling::is_empty")]
    pub handling: Handling,
}

impl Call {
    /// Attempts already counted on this date.
    pub fn attempts_on_date(&self, date: NaiveDate) -> u16 {
        match self.attempts_on {
            Some((on, count)) if on == date => count,
            _ => 0,
        }
    }
}

/// An appointment on a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// From when.
    pub from: Moment,
    /// Until when; later it is missed.
    pub until: Moment,
    /// The tracer it was agreed with; theirs first, anybody's after the hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Flagged as missed by `tick`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
}

coded! {
    /// Direction of a telephone call.
    Direction {
        /// The office called.
        Outgoing = "outgoing",
        /// The office was called.
        Incoming = "incoming",
    }
}

coded! {
    /// Who was spoken with.
    SpokenWith {
        /// The person.
        Own = "self",
        /// A guardian.
        Guardian = "guardian",
        /// A legal representative.
        LegalRepresentative = "legal_representative",
        /// Somebody else, by name.
        Other = "other",
    }
}

/// One try on one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Made by the client: sending it twice records it once.
    pub id: AttemptId,
    /// The call it belongs to.
    pub call: CallId,
    /// The record.
    pub record: RecordId,
    /// Reason of the call at that time.
    pub reason: Reason,
    /// Out or in.
    pub direction: Direction,
    /// Number used, E.164 or as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Start of dialling, or of serving where nothing was dialled from here.
    pub started_at: Moment,
    /// When the outcome was logged.
    pub ended_at: Moment,
    /// Result.
    pub outcome: Outcome,
    /// Whether it counts against the limits.
    pub counted: bool,
    /// Remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who was spoken with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_with: Option<SpokenWith>,
    /// Their name, where it was somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_name: Option<String>,
    /// Tracer.
    pub tracer: String,
    /// Station.
    pub station: String,
    /// Entered later, with its own time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub entered_later: bool,
    /// Part of a telephone call that was logged for somebody else already: the limit of the number counts that one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    /// Corrected by a later entry: the outcome that holds now, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Taken back: it stays to be read and counts nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
}

impl Attempt {
    /// Whether the limits of the number count it: a telephone call that the office made, once however many it was about.
    pub fn is_limited(&self) -> bool {
        self.counted && self.direction == Direction::Outgoing && !self.joint && self.undone.is_none()
    }

    /// The outcome that holds: as corrected, else as logged.
    pub fn effective_outcome(&self) -> Outcome {
        self.correction.as_ref().map_or(self.outcome, |correction| correction.outcome)
    }
}

/// A logged outcome taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A logged outcome set right later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The outcome that holds now.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Moment,
}
