//! Integration tests, one binary. Helpers of tests may fail as tests do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::default_trait_access
)]

mod accidents;
mod architecture;
mod by_hand;
mod call_room;
mod cli;
mod contention;
mod corpus;
mod docs;
mod drafts;
mod fixture;
mod frames;
mod household;
mod households;
mod incoming;
mod laws;
mod processes;
mod pty;
mod regressions;
mod room;
mod roundtrip;
mod scenes;
mod screens;
mod simulation;
mod store_contract;
mod undo;
mod who_issues;
