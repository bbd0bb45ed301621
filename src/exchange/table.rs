//! Records of a file with the line they begin at and the bytes they stood in.

use std::io::{self, Read};

use csv::ByteRecord;

/// A record may not be longer than this: a quote that nobody closes would swallow the file.
const LONGEST: usize = 8 << 20;

/// Reads records one after the other; memory does not depend on the size of the file.
pub struct Records<R> {
    csv: csv::Reader<Tee<R>>,
    record: ByteRecord,
    /// Lines begun before the end of the last record.
    lines: u64,
    /// Byte at which the last record ended.
    end: u64,
    ended_in_cr: bool,
    separator: u8,
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Line, from 1, at which it begins.
    pub line: u64,
    /// As it stood in the file, without its line end.
    pub raw: &'a [u8],
    /// Its cells.
    pub cells: &'a ByteRecord,
    /// What is wrong with its quotes.
    pub quotes: Quotes,
}

/// Whether the quotes of a record are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// In order.
    Fine,
    /// A quote that opens this many lines below the start of the record is not closed where a cell ends.
    Unclosed(u64),
    /// Text behind a closing quote, on one line: read as far as possible.
    Stray,
}

/// Why no further record can be read.
#[derive(Debug)]
pub enum TableError {
    /// The file can't be read.
    Io(io::Error),
    /// The record that begins at this line does not end.
    Endless(u64),
}

impl<R: Read> Records<R> {
    /// Records of `input`, whose cells are parted by `separator`.
    pub fn new(input: R, separator: u8) -> Self {
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(64 << 10)
            .from_reader(Tee { inner: input, kept: Vec::with_capacity(192 << 10), base: 0 });
        Self { csv, record: ByteRecord::new(), lines: 0, end: 0, ended_in_cr: false, separator }
    }

    /// The next record; lines without any cell are passed over.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, TableError> {
        let start = self.end;
        self.csv.get_mut().forget_before(start);
        match self.csv.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => {
                let message = error.to_string();
                return Err(match error.into_kind() {
                    csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
                        TableError::Endless(self.lines + 1)
                    }
                    csv::ErrorKind::Io(io) => TableError::Io(io),
                    _ => TableError::Io(io::Error::other(message)),
                });
            }
        }
        self.end = self.csv.position().byte();
        let all = self.csv.get_ref().between(start, self.end);
        // The line feed of a CRLF is read with the next record.
        let all = if self.ended_in_cr { all.strip_prefix(b"\n").unwrap_or(all) } else { all };
        let raw_start = all.iter().position(|b| !matches!(b, b'\n' | b'\r')).unwrap_or(all.len());
        let (blank, rest) = all.split_at_checked(raw_start).unwrap_or((&[], all));
        let raw_end = rest.iter().rposition(|b| !matches!(b, b'\n' | b'\r')).map_or(0, |at| at + 1);
        let raw = rest.get(..raw_end).unwrap_or(rest);
        let line = self.lines + line_breaks(blank) + 1;
        self.lines = line - 1 + line_breaks(rest);
        self.ended_in_cr = rest.last() == Some(&b'\r');
        let quotes = if raw.contains(&b'"') { quotes_of(raw, self.separator) } else { Quotes::Fine };
        Ok(Some(Row { line, raw, cells: &self.record, quotes }))
    }
}

/// How many lines end here: LF, CRLF or CR.
fn line_breaks(bytes: &[u8]) -> u64 {
    let (feeds, returns) = bytes.iter().fold((0usize, 0usize), |(feeds, returns), byte| {
        (feeds + usize::from(*byte == b'\n'), returns + usize::from(*byte == b'\r'))
    });
    let pairs = if returns > 0 && feeds > 0 { bytes.windows(2).filter(|pair| pair == b"\r\n").count() } else { 0 };
    (feeds + returns - pairs) as u64
}

fn quotes_of(raw: &[u8], separator: u8) -> Quotes {
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let mut at_start = true;
    let mut opened: Option<usize> = None;
    let mut spans_lines_from: Option<usize> = None;
    let mut bytes = raw.iter().copied().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if let Some(open) = opened {
            match byte {
                b'"' if bytes.peek().is_some_and(|(_, next)| *next == b'"') => {
                    bytes.next();
                }
                b'"' => {
                    opened = None;
                    let well = bytes.peek().is_none_or(|(_, next)| *next == separator || matches!(next, b'\n' | b'\r'));
                    if !well {
                        return match spans_lines_from {
                            Some(from) => Quotes::Unclosed(lines_before(raw, from)),
                            None => Quotes::Stray,
                        };
                    }
                }
                b'\n' | b'\r' => spans_lines_from = spans_lines_from.or(Some(open)),
                _ => {}
            }
        } else if byte == separator {
            at_start = true;
        } else {
            if byte == b'"' && at_start {
                opened = Some(at);
            }
            at_start = false;
        }
    }
    opened.map_or(Quotes::Fine, |open| Quotes::Unclosed(lines_before(raw, spans_lines_from.unwrap_or(open))))
}

fn lines_before(raw: &[u8], at: usize) -> u64 {
    line_breaks(raw.get(..at).unwrap_or(&[]))
}

/// The bytes of a record up to, not including, the separator before cell `count` (from 0); all of it where it has fewer cells.
pub fn first_cells(raw: &[u8], separator: u8, count: usize) -> &[u8] {
    let mut quoted = false;
    let mut seen = 0;
    for (at, byte) in raw.iter().enumerate() {
        quoted ^= *byte == b'"';
        if !quoted && *byte == separator {
            seen += 1;
            if seen == count {
                return raw.get(..at).unwrap_or(raw);
            }
        }
    }
    raw
}

/// Passes bytes through and keeps those of the current record.
struct Tee<R> {
    inner: R,
    kept: Vec<u8>,
    /// Offset in the file of the first kept byte.
    base: u64,
}

impl<R> Tee<R> {
    fn forget_before(&mut self, offset: u64) {
        let done = usize::try_from(offset.saturating_sub(self.base)).unwrap_or(0).min(self.kept.len());
        if done > 64 << 10 || done == self.kept.len() {
            self.kept.drain(..done);
            self.base += done as u64;
        }
    }

    fn between(&self, start: u64, end: u64) -> &[u8] {
        let at = |offset: u64| usize::try_from(offset.saturating_sub(self.base)).unwrap_or(0);
        self.kept.get(at(start)..at(end)).unwrap_or(&[])
    }
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.kept.len() > LONGEST {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let n = self.inner.read(buffer)?;
        self.kept.extend_from_slice(buffer.get(..n).unwrap_or(&[]));
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<(u64, String, usize, Quotes)> {
        let mut records = Records::new(text.as_bytes(), b';');
        let mut found = Vec::new();
        while let Some(row) = records.next_row().unwrap() {
            found.push((row.line, String::from_utf8_lossy(row.raw).into_owned(), row.cells.len(), row.quotes));
        }
        found
    }

    #[test]
    fn each_record_knows_its_line_and_its_bytes() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "", "\"x", "y\";2", "3", "4;\"q\"\"r\""].join(end);
            let multi = format!("\"x{end}y\";2");
            assert_eq!(
                all(&text),
                [
                    (1, "a;b".to_owned(), 2, Quotes::Fine),
                    (3, multi, 2, Quotes::Fine),
                    (5, "3".to_owned(), 1, Quotes::Fine),
                    (6, "4;\"q\"\"r\"".to_owned(), 2, Quotes::Fine)
                ],
                "{end:?}"
            );
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_cell() {
        let mut records = Records::new("\u{feff}\"a\";b\nc;d\n".as_bytes(), b';');
        assert_eq!(records.next_row().unwrap().unwrap().cells.get(0), Some(&b"a"[..]));
        assert_eq!(records.next_row().unwrap().unwrap().raw, b"c;d");
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opened() {
        assert_eq!(all("a;b\n1;\"x\n2;y\n").last().unwrap().3, Quotes::Unclosed(0));
        let swallowed = all("a;b\n1;\"x\n2;\"y\"\n3;z\n");
        assert_eq!((swallowed[1].0, swallowed[1].3), (2, Quotes::Unclosed(0)));
        assert_eq!(all("1;\"Haus \"Sonne\" 5\"\n")[0].3, Quotes::Stray);
    }

    #[test]
    fn a_record_without_end_is_refused_before_it_fills_the_memory() {
        let text = format!("a;b\n1;\"{}", "x".repeat(LONGEST + (1 << 20)));
        let mut records = Records::new(text.as_bytes(), b';');
        records.next_row().unwrap();
        assert!(matches!(records.next_row(), Err(TableError::Endless(2))));
    }

    #[test]
    fn cells_can_be_cut_off_the_end_of_a_record() {
        assert_eq!(first_cells(b"a;\"b;c\";d;e", b';', 2), b"a;\"b;c\"");
        assert_eq!(first_cells(b"a;b", b';', 5), b"a;b");
    }

    proptest! {
        #[test]
        fn the_records_cover_every_byte_but_line_ends(text in "[ab;\"\n\r]{0,60}") {
            let rows = all(&text);
            let kept: usize = rows.iter().map(|row| row.1.len()).sum();
            let breaks = text.bytes().filter(|b| matches!(b, b'\n' | b'\r')).count();
            prop_assert!(kept <= text.len() && kept + breaks >= text.len());
        }
    }
}
