//! Formats in and out, as pure parsers and printers over [`std::io::Read`] and [`std::io::Write`]:
//! no file system, no clock. What a row means for the office is decided in the domain.

pub mod cell;
pub mod delivery;
pub mod dialect;
pub mod field;
pub mod list;
pub mod out;
pub mod profile;
pub mod read;
pub mod rejects;
pub mod row;
pub mod sormas;
pub mod table;

pub use dialect::{FileError, Limits};
pub use profile::Profile;
pub use read::{FilePlan, FileReader, ReadOptions, check_file, read_file};
pub use rejects::RejectsWriter;
