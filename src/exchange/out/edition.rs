//! An edition writes the revisions of a batch into the files that its destination reads.

use std::io::{self, Write};

use crate::domain::batch::{municipality_of, order_office};
use crate::domain::municipality::Spoken;
use crate::domain::office::Office;
use crate::domain::order::IssuingMode;

use super::orders::OrdersEdition;
use super::records::RecordsEdition;
use super::sormas::SormasEdition;

/// The files of an edition, open for writing.
pub type Sinks<'s, 'w> = &'s mut [&'w mut dyn Write];

/// How many revisions did not go into the receiver's own file, and why; they stand in the transfer list where there is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldBack {
    /// Contacts that came from SORMAS: it creates, never updates.
    pub from_sormas: u64,
    /// Later revisions of what was sent already.
    pub already_sent: u64,
    /// What the receiver's file can't hold: cases, contacts without a name of their own.
    pub refused: u64,
}

/// Writes revisions of one batch.
pub trait Edition {
    /// Names of its files, in the order of the sinks.
    fn files(&self) -> &'static [&'static str];
    /// Writes what stands before the first revision.
    fn begin(&mut self, sinks: Sinks<'_, '_>) -> io::Result<()>;
    /// Writes one revision from its stored bytes.
    ///
    /// # Errors
    /// Those of the sinks, and [`io::ErrorKind::InvalidData`] or an end too early where the bytes are no revision.
    fn revision(&mut self, bytes: &[u8], sinks: Sinks<'_, '_>) -> io::Result<()>;
    /// Counts so far.
    fn held_back(&self) -> HeldBack;
}

/// Names of the built-in destinations; besides them there is one for each order office.
pub const DESTINATIONS: &[&str] = &["records", "sormas"];

/// The edition of a destination; none if there is no such destination.
pub fn edition(destination: &str, office: &Office) -> Option<Box<dyn Edition>> {
    match destination {
        "records" => Some(Box::new(RecordsEdition::default())),
        "sormas" => Some(Box::new(SormasEdition::new(office))),
        _ => {
            let town = office.municipality(municipality_of(destination)?)?;
            Some(Box::new(OrdersEdition::new(&town.key, office)))
        }
    }
}

/// Every destination of an office: the built-in ones, and the order offices that are asked for orders.
pub fn destinations(office: &Office) -> Vec<String> {
    let asked = office.municipalities.iter().filter(|town| town.mode == IssuingMode::Request);
    let built_in = DESTINATIONS.iter().map(|name| (*name).to_owned());
    built_in.chain(asked.map(|town| order_office(&town.key))).collect()
}

/// The destination that is meant: an order office may be named by its municipality's name instead of the key.
pub fn destination(name: &str, office: &Office) -> Option<String> {
    if DESTINATIONS.contains(&name) {
        return Some(name.to_owned());
    }
    let meant = municipality_of(name)?;
    let spoken = Spoken::new(meant);
    let mut towns = office.municipalities.iter().filter(|town| town.key == meant || town.is_called(&spoken));
    let town = towns.next()?;
    towns.next().is_none().then(|| order_office(&town.key))
}

/// A CSV row, `;`-separated, quoted where needed (or always), ended by LF.
pub(super) struct CsvRow {
    line: Vec<u8>,
    separator: u8,
    always_quoted: bool,
    is_first: bool,
}

impl CsvRow {
    /// An empty row.
    pub(super) fn new(separator: u8, always_quoted: bool) -> Self {
        Self { line: Vec::with_capacity(512), separator, always_quoted, is_first: true }
    }

    /// Adds a cell.
    pub(super) fn cell(&mut self, text: &str) -> &mut Self {
        if !std::mem::take(&mut self.is_first) {
            self.line.push(self.separator);
        }
        let separator = self.separator;
        let needs = |byte: u8| byte == separator || matches!(byte, b'"' | b'\n' | b'\r');
        if self.always_quoted || text.bytes().any(needs) {
            self.line.push(b'"');
            for byte in text.bytes() {
                if byte == b'"' {
                    self.line.push(b'"');
                }
                self.line.push(byte);
            }
            self.line.push(b'"');
        } else {
            self.line.extend_from_slice(text.as_bytes());
        }
        self
    }

    /// Writes the row and empties it.
    pub(super) fn write_to(&mut self, sink: &mut dyn Write) -> io::Result<()> {
        self.line.push(b'\n');
        sink.write_all(&self.line)?;
        self.line.clear();
        self.is_first = true;
        Ok(())
    }
}
