//! Formats out: the files of a batch, its manifest, and the check of a folder of batches without a database.

pub mod edition;
pub mod manifest;
pub mod records;
pub mod sormas;
pub mod verify;
