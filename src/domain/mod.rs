//! The domain, pure: state in, command in, time in; new state, events or a typed refusal out.
//! No clock, no database, no terminal, no randomness of its own.

pub mod address;
pub mod audit;
pub mod batch;
pub mod bulk;
pub mod calendar;
pub mod call;
pub mod data_error;
pub mod decide;
pub mod disease;
pub mod fold;
pub mod follow_up;
pub mod handling;
pub mod id;
pub mod import;
pub mod intake;
pub mod lease;
pub mod message;
pub mod municipality;
pub mod name;
pub mod note;
pub mod office;
pub mod order;
pub mod person;
pub mod phone;
pub mod place;
pub mod plan;
pub mod queue;
pub mod record;
pub mod rulebook;
#[cfg(test)]
pub(crate) mod sample;
pub mod script;
pub mod search;
pub mod shift;
pub mod tick;
pub mod time;
pub mod typed;
pub mod undo;
pub mod upkeep;
pub mod user;
pub mod view;
pub mod why;
