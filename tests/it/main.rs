//! Integration tests, one binary.

mod store_contract;
