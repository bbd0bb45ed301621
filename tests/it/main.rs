//! Integration tests, one binary.

mod corpus;
mod fixture;
mod laws;
mod store_contract;
