//! Integration tests, one binary.

mod architecture;
mod cli;
mod corpus;
mod docs;
mod fixture;
mod laws;
mod pty;
mod screens;
mod store_contract;
