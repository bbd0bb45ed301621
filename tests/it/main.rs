//! Integration tests, one binary.

mod corpus;
mod fixture;
mod laws;
mod screens;
mod store_contract;
