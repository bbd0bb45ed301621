//! Tables with one entry for every priority class, reason and outcome: a file that leaves one out does not parse.

use serde::Deserialize;
use toml::Spanned;

use super::super::call::{Outcome, Priority, Reason};

macro_rules! table {
    ($(#[$doc:meta])* $name:ident by $key:ident { $($field:ident: $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name<T> { $($field: T),+ }

        impl<T> $name<T> {
            /// The entry of this key.
            pub const fn get(&self, key: $key) -> &T {
                match key { $($key::$variant => &self.$field),+ }
            }
        }

        impl<T> $name<Spanned<T>> {
            /// The entries alone.
            pub(super) fn without_spans(self) -> $name<T> {
                $name { $($field: self.$field.into_inner()),+ }
            }
        }
    };
}

table! {
    /// One entry for every priority class.
    ByPriority by Priority { urgent: Urgent, high: High, normal: Normal, low: Low }
}

table! {
    /// One entry for every reason.
    ByReason by Reason {
        index_interview: IndexInterview, first_notification: FirstNotification, follow_up: FollowUp,
        end_of_quarantine: EndOfQuarantine, enquiry: Enquiry, reminder: Reminder, question: Question,
        research: Research, decision: Decision,
    }
}

table! {
    /// One entry for every outcome.
    ByOutcome by Outcome {
        complete: Complete, partial: Partial, no_answer: NoAnswer, busy: Busy, voicemail_left: VoicemailLeft,
        voicemail_none: VoicemailNone, callback: Callback, third_party: ThirdParty, refused: Refused,
        household_refused: HouseholdRefused, language: Language, wrong_number: WrongNumber,
        dead_number: DeadNumber, no_number: NoNumber, unfit: Unfit, deceased: Deceased, hand_over: HandOver,
        handled_elsewhere: HandledElsewhere, not_a_contact: NotAContact, duplicate: Duplicate,
        technical: Technical, symptoms: Symptoms,
    }
}
