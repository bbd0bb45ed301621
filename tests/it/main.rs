//! Integration tests, one binary.

mod architecture;
mod cli;
mod contention;
mod corpus;
mod docs;
mod fixture;
mod laws;
mod pty;
mod regressions;
mod roundtrip;
mod screens;
mod store_contract;
