//! How a file of rows is written: encoding, separator, line ends; and what is no such file at all.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Why a whole file is refused; nothing of it is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// Message key: `file-empty`, `file-binary`, `file-unknown-header`, …
    pub key: &'static str,
    /// Line of the file, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// Number of the cell, from 1; 0 where the line as a whole is meant.
    pub column: usize,
    /// What the sentence needs: a figure, a heading.
    pub detail: String,
}

impl FileError {
    /// The file as a whole.
    pub fn whole(key: &'static str, detail: impl Into<String>) -> Self {
        Self { key, line: 0, column: 0, detail: detail.into() }
    }

    /// One line of it.
    pub fn at_line(key: &'static str, line: u64, detail: impl Into<String>) -> Self {
        Self { key, line, column: 0, detail: detail.into() }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}:{} {}", self.key, self.line, self.column, self.detail)
    }
}

impl std::error::Error for FileError {}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::whole("file-unreadable", error.to_string())
    }
}

/// What is refused with a sentence rather than read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes a file.
    pub bytes: u64,
    /// Rows a file.
    pub rows: u64,
    /// Bytes a cell.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 100 << 20, rows: 1_000_000, cell: 32 << 10 }
    }
}

/// Character encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// Windows-1252: what is not UTF-8.
    Windows1252,
    /// UTF-16, little endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, by its byte order mark.
    Utf16Be,
}

impl Encoding {
    /// The text of a cell. Files in UTF-16 arrive here in UTF-8 already.
    pub fn text(self, cell: &[u8]) -> Cow<'_, str> {
        match (std::str::from_utf8(cell), self) {
            // Lists put together from several sources hold both encodings: a cell that is UTF-8 is no Windows-1252.
            (Ok(text), _) => Cow::Borrowed(text),
            (Err(_), Self::Windows1252) => WINDOWS_1252.decode_without_bom_handling(cell).0,
            (Err(_), Self::Utf8 | Self::Utf16Le | Self::Utf16Be) => String::from_utf8_lossy(cell),
        }
    }

    /// Text as bytes of the file that goes back; files in UTF-16 go back in UTF-8.
    pub fn bytes(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Windows1252 => WINDOWS_1252.encode(text).0,
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => Cow::Borrowed(text.as_bytes()),
        }
    }

    const fn is_utf16(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }
}

/// Encoding, separator and line end of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Encoding.
    pub encoding: Encoding,
    /// Separator: comma, semicolon, tab or bar.
    pub separator: u8,
    /// Line end, for what goes back.
    pub line_end: &'static str,
}

const SAMPLE: usize = 64 << 10;
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Reads a file through once: is it text, in which encoding, what parts its cells.
/// Files that start with a byte order mark are believed; else what is UTF-8 to the last byte is UTF-8, and anything else Windows-1252.
pub fn probe(input: &mut impl Read, limits: Limits) -> Result<Dialect, FileError> {
    let mut sample: Vec<u8> = Vec::with_capacity(SAMPLE);
    let mut utf8 = Utf8Check::default();
    let mut chunk = vec![0u8; SAMPLE];
    let mut total = 0u64;
    let mut has_nul = false;
    loop {
        let read = match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => chunk.get(..n).unwrap_or(&[]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        total += read.len() as u64;
        if total > limits.bytes {
            return Err(FileError::whole("file-too-large", (limits.bytes >> 20).to_string()));
        }
        if sample.len() < SAMPLE {
            sample.extend(read.iter().take(SAMPLE - sample.len()));
            no_other_format(&sample)?;
        }
        has_nul |= read.contains(&0);
        utf8.feed(read);
    }
    let encoding = match sample.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8,
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ if utf8.is_valid() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    };
    if has_nul && !encoding.is_utf16() {
        return Err(FileError::whole("file-binary", ""));
    }
    let text = match encoding {
        Encoding::Utf16Le => UTF_16LE.decode(&sample).0.into_owned().into_bytes(),
        Encoding::Utf16Be => UTF_16BE.decode(&sample).0.into_owned().into_bytes(),
        Encoding::Utf8 | Encoding::Windows1252 => sample,
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::whole("file-empty", ""));
    }
    Ok(Dialect { encoding, separator: separator(text), line_end: line_end(text) })
}

/// Refuses what starts like another format.
fn no_other_format(head: &[u8]) -> Result<(), FileError> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(b"PK\x03\x04") {
        Err(FileError::whole("file-xlsx", ""))
    } else if starts(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(FileError::whole("file-xls", ""))
    } else if starts(b"%PDF")
        || starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"\x1f\x8b")
        || starts(b"{\\rtf")
    {
        Err(FileError::whole("file-binary", ""))
    } else if starts(b"<!DOCTYPE") || starts(b"<html") || starts(b"<?xml") {
        Err(FileError::whole("file-markup", ""))
    } else {
        Ok(())
    }
}

/// Checks UTF-8 chunk by chunk.
#[derive(Debug, Default)]
struct Utf8Check {
    /// Bytes of a character that the last chunk cut.
    open: Vec<u8>,
    invalid: bool,
}

impl Utf8Check {
    fn feed(&mut self, chunk: &[u8]) {
        if self.invalid {
            return;
        }
        let joined;
        let bytes = if self.open.is_empty() {
            chunk
        } else {
            joined = [self.open.as_slice(), chunk].concat();
            &joined
        };
        let open = match std::str::from_utf8(bytes) {
            Ok(_) => Vec::new(),
            Err(error) if error.error_len().is_none() => bytes.get(error.valid_up_to()..).unwrap_or(&[]).to_vec(),
            Err(_) => {
                self.invalid = true;
                Vec::new()
            }
        };
        self.open = open;
    }

    fn is_valid(&self) -> bool {
        !self.invalid && self.open.is_empty()
    }
}

/// The separator: as `sep=;` says, else the one that stands equally often on most lines, outside quotes.
fn separator(text: &[u8]) -> u8 {
    if let Some(told) = text.strip_prefix(b"sep=").and_then(<[u8]>::first)
        && SEPARATORS.contains(told)
    {
        return *told;
    }
    let lines = logical_lines(text, 25);
    SEPARATORS
        .into_iter()
        .map(|mark| {
            let counts: Vec<usize> = lines.iter().map(|line| count_outside_quotes(line, mark)).collect();
            let usual = counts
                .iter()
                .copied()
                .filter(|n| *n > 0)
                .max_by_key(|n| counts.iter().filter(|m| *m == n).count() * 1000 + n);
            let agreeing = usual.map_or(0, |n| counts.iter().filter(|m| **m == n).count());
            (agreeing, usual.unwrap_or(0), mark)
        })
        .rev()
        .max_by_key(|(agreeing, usual, _)| (*agreeing, *usual))
        .map_or(b';', |(_, _, mark)| mark)
}

/// Lines, where a line break in quotes is none.
fn logical_lines(text: &[u8], most: usize) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                let line = text.get(start..at).unwrap_or(&[]);
                if !line.is_empty() {
                    lines.push(line);
                }
                start = at + 1;
                if lines.len() == most {
                    return lines;
                }
            }
            _ => {}
        }
    }
    lines.push(text.get(start..).unwrap_or(&[]));
    lines.retain(|line| !line.is_empty());
    lines
}

fn count_outside_quotes(line: &[u8], mark: u8) -> usize {
    let mut quoted = false;
    line.iter()
        .filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == mark
        })
        .count()
}

fn line_end(text: &[u8]) -> &'static str {
    match text.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(at) if text.get(at..at + 2) == Some(b"\r\n") => "\r\n",
        Some(at) if text.get(at) == Some(&b'\r') => "\r",
        _ => "\n",
    }
}

/// A file as bytes in which separators, quotes and line ends are single ASCII bytes: UTF-16 comes out as UTF-8, the rest as it is.
pub struct Source<R> {
    inner: R,
    utf16: Option<Utf16>,
}

struct Utf16 {
    decoder: Decoder,
    input: Vec<u8>,
    decoded: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Source<R> {
    /// Reads `inner` in this encoding.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
            Encoding::Utf8 | Encoding::Windows1252 => None,
        };
        let utf16 = decoder.map(|decoder| Utf16 {
            decoder,
            input: vec![0; 8 << 10],
            decoded: Vec::new(),
            given: 0,
            ended: false,
        });
        Self { inner, utf16 }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(utf16) = &mut self.utf16 else { return self.inner.read(out) };
        while utf16.given == utf16.decoded.len() {
            if utf16.ended {
                return Ok(0);
            }
            let n = self.inner.read(&mut utf16.input)?;
            // Two bytes of UTF-16 are at most three of UTF-8; a few more for what the decoder holds back.
            utf16.decoded.resize(n * 2 + 16, 0);
            let input = utf16.input.get(..n).unwrap_or(&[]);
            let (_, _, written, _) = utf16.decoder.decode_to_utf8(input, &mut utf16.decoded, n == 0);
            utf16.decoded.truncate(written);
            utf16.given = 0;
            utf16.ended = n == 0;
        }
        let pending = utf16.decoded.get(utf16.given..).unwrap_or(&[]);
        let n = pending.len().min(out.len());
        for (to, from) in out.iter_mut().zip(pending) {
            *to = *from;
        }
        utf16.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe_of(bytes: &[u8]) -> Result<Dialect, FileError> {
        probe(&mut &bytes[..], Limits::default())
    }

    #[test]
    fn what_is_utf8_to_the_last_byte_is_utf8_and_the_rest_windows() {
        assert_eq!(probe_of("Müller;Köln\n".as_bytes()).unwrap().encoding, Encoding::Utf8);
        assert_eq!(probe_of(b"M\xfcller;K\xf6ln\n").unwrap().encoding, Encoding::Windows1252);
        let mut late = vec![b'a'; 200_000];
        late.push(0xfc);
        assert_eq!(probe_of(&late).unwrap().encoding, Encoding::Windows1252);
        let mut cut = vec![b'a'; SAMPLE - 1];
        cut.extend("ü".as_bytes());
        assert_eq!(probe_of(&cut).unwrap().encoding, Encoding::Utf8);
    }

    #[test]
    fn the_separator_is_the_one_that_most_lines_agree_on() {
        assert_eq!(probe_of(b"a;b;c\n1,5;2;3\n").unwrap().separator, b';');
        assert_eq!(probe_of(b"Name,Ort\n\"Meier; Anna\",Bonn\n").unwrap().separator, b',');
        assert_eq!(probe_of(b"a\tb\n1\t2\n").unwrap().separator, b'\t');
        assert_eq!(
            probe_of(b"sep=,\r\na,b\r\n").unwrap(),
            Dialect { encoding: Encoding::Utf8, separator: b',', line_end: "\r\n" }
        );
    }

    #[test]
    fn what_is_no_table_is_refused_by_its_own_sentence() {
        let key = |bytes: &[u8]| probe_of(bytes).unwrap_err().key;
        assert_eq!(key(b""), "file-empty");
        assert_eq!(key(b"\xef\xbb\xbf \r\n"), "file-empty");
        assert_eq!(key(b"PK\x03\x04xxxx"), "file-xlsx");
        assert_eq!(key(b"abc\0def"), "file-binary");
        let tiny = Limits { bytes: 3, ..Limits::default() };
        assert_eq!(probe(&mut &b"abcd"[..], tiny).unwrap_err().key, "file-too-large");
    }

    #[test]
    fn utf16_comes_out_as_utf8() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Müller;Köln\n".repeat(3000).encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(probe_of(&bytes).unwrap().encoding, Encoding::Utf16Le);
        let mut text = String::new();
        Source::new(&bytes[..], Encoding::Utf16Le).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Müller;Köln\n".repeat(3000));
    }
}
