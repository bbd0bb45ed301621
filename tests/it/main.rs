//! Integration tests, one binary.

mod fixture;
mod laws;
mod store_contract;
