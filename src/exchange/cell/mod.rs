//! What a single cell says: text, dates, names, addresses.

pub mod date;
pub mod text;

pub use crate::domain::{address, name};
