//! `note REF TEXT`: a signed remark on a record.

use crate::domain::decide::Command;
use crate::failure::Failure;
use crate::t;

use super::Done;
use super::lookup;
use super::session::Session;

/// Runs `note`.
pub(super) fn run(reference: &str, text: String, pinned: bool, mut session: Session) -> Result<Done, Failure> {
    let record = lookup::record(&mut session, reference)?;
    session.perform(&Command::AddNote { record: record.id, text, pinned })?;
    session.printer().line(&t!(session.lang, "note-added", reference = record.reference.to_string()))?;
    Ok(Done::Fine)
}
