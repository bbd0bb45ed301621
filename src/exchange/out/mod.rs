//! Formats out: the files of a batch, its manifest, and the check of a folder of batches without a database.

pub mod edition;
mod line;
pub mod manifest;
pub mod orders;
pub mod records;
pub mod sormas;
pub mod verify;
