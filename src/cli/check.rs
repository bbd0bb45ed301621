//! What `keymap check`, `plan check` and `rulebook check` print: every fault with its place.

use crate::domain::data_error::DataError;
use crate::failure::Failure;

use super::Done;
use super::output::{Cell, Printer};

/// A fault and where it stands.
pub struct Fault {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong, in one sentence.
    pub what: String,
}

impl From<DataError> for Fault {
    fn from(error: DataError) -> Self {
        Self { file: error.file, line: error.line, column: error.column, what: error.message }
    }
}

/// Prints the faults and what they come to; a list of objects for programs.
///
/// # Errors
/// Those of writing.
pub fn report(printer: Printer, faults: Vec<Fault>, well: &str, summary: &str) -> Result<Done, Failure> {
    let done = if faults.is_empty() { Done::Fine } else { Done::NeedsAttention };
    if printer.is_for_people() {
        for fault in &faults {
            printer.line(&format!("{}:{}:{}: {}", fault.file, fault.line, fault.column, fault.what))?;
        }
        printer.line(if faults.is_empty() { well } else { summary })?;
        return Ok(done);
    }
    let mut rows = printer.columns(&[
        ("file", "column-file"),
        ("line", "column-line"),
        ("column", "column-column"),
        ("what", "column-what"),
    ]);
    let number = |n: usize| Cell::number(i64::try_from(n).unwrap_or(i64::MAX));
    for fault in faults {
        rows.push(vec![Cell::same(fault.file), number(fault.line), number(fault.column), Cell::same(fault.what)]);
    }
    printer.rows(&rows)?;
    Ok(done)
}
