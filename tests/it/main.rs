//! Integration tests, one binary.

mod fixture;
mod laws;
