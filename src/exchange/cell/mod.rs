//! What a single cell says: text, dates, names, addresses.

pub mod address;
pub mod date;
pub mod name;
pub mod text;
