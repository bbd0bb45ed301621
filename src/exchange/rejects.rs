//! The rejects file: the rows that were refused, as they came, with reason and line in two last columns.
//! Corrected, it can be imported as it is: the reader passes those two columns over.

use std::io::{self, Write};

use super::dialect::Encoding;
use super::list::{LINE_HEADING, REASON_HEADING};
use super::read::FilePlan;
use super::sormas;
use super::table::first_cells;
use crate::domain::intake::RowReject;

/// Writes refused rows below the header that they came under.
pub struct RejectsWriter<W> {
    out: W,
    encoding: Encoding,
    separator: u8,
    line_end: &'static str,
    /// Columns of the header without the two that a former rejects file added.
    width: usize,
    /// Whether the file was a rejects file already.
    again: bool,
}

impl<W: Write> RejectsWriter<W> {
    /// Writes the head of the file: everything down to the header.
    pub fn new(mut out: W, plan: &FilePlan) -> io::Result<Self> {
        let own = plan.context.columns.iter().position(|column| column.heading == REASON_HEADING);
        let mut writer = Self {
            encoding: plan.dialect.encoding,
            separator: plan.dialect.separator,
            line_end: plan.dialect.line_end,
            width: own.unwrap_or(plan.width()),
            again: own.is_some(),
            out: {
                if matches!(plan.dialect.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
                    out.write_all(b"\xef\xbb\xbf")?;
                }
                out
            },
        };
        let last = plan.head.len().saturating_sub(1);
        for (at, row) in plan.head.iter().enumerate() {
            if at == last {
                writer.row(&row.raw, REASON_HEADING, LINE_HEADING)?;
            } else if sormas::is_comment(&row.raw) || row.raw.starts_with(b"sep=") {
                writer.out.write_all(&row.raw)?;
                writer.out.write_all(writer.line_end.as_bytes())?;
            } else {
                writer.row(&row.raw, "", "")?;
            }
        }
        Ok(writer)
    }

    /// Writes a refused row; `reason` is the sentence for people.
    pub fn write(&mut self, reject: &RowReject, reason: &str) -> io::Result<()> {
        self.row(&reject.raw, reason, &reject.line.to_string())
    }

    /// Gives the sink back.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn row(&mut self, raw: &[u8], reason: &str, line: &str) -> io::Result<()> {
        let cells = count_cells(raw, self.separator);
        if self.again && cells > self.width + 2 {
            // Still too many cells: its former reason stands somewhere among them.
            self.out.write_all(raw)?;
            return self.out.write_all(self.line_end.as_bytes());
        }
        let kept = if self.again { first_cells(raw, self.separator, self.width) } else { raw };
        self.out.write_all(kept)?;
        for _ in count_cells(kept, self.separator)..self.width {
            self.out.write_all(&[self.separator])?;
        }
        for cell in [reason, line] {
            self.out.write_all(&[self.separator])?;
            self.cell(cell)?;
        }
        self.out.write_all(self.line_end.as_bytes())
    }

    fn cell(&mut self, text: &str) -> io::Result<()> {
        let special = |byte: u8| byte == self.separator || matches!(byte, b'"' | b'\n' | b'\r');
        if text.bytes().any(special) {
            let quoted = format!("\"{}\"", text.replace('"', "\"\""));
            self.out.write_all(&self.encoding.bytes(&quoted))
        } else {
            self.out.write_all(&self.encoding.bytes(text))
        }
    }
}

fn count_cells(raw: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    1 + raw
        .iter()
        .filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == separator
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::{ReadOptions, read_file};
    use chrono::NaiveDate;
    use std::io::Cursor;

    fn rejects_of(bytes: &[u8]) -> (Vec<u8>, usize) {
        let options = ReadOptions::new(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        let mut reader = read_file("liste.csv", Cursor::new(bytes.to_vec()), &options).unwrap();
        let refused: Vec<RowReject> = reader.by_ref().filter_map(Result::err).collect();
        let mut writer = RejectsWriter::new(Vec::new(), reader.plan()).unwrap();
        for reject in &refused {
            writer.write(reject, "kein Name; bitte ergänzen").unwrap();
        }
        (writer.finish().unwrap(), refused.len())
    }

    #[test]
    fn refused_rows_come_back_as_they_were_with_reason_and_line() {
        let (text, _) =
            rejects_of("Liste 7\r\nNachname;Telefon;Ort\r\nMuster;1;Köln\r\n;\"0221;4710123\"\r\n".as_bytes());
        let expected = "Liste 7;;;;\r\nNachname;Telefon;Ort;rufliste_reason;rufliste_line\r\n\
                        ;\"0221;4710123\";;\"kein Name; bitte ergänzen\";4\r\n";
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }

    #[test]
    fn a_corrected_rejects_file_is_taken_in_and_a_rejected_one_does_not_grow() {
        let (first, _) = rejects_of("Nachname;Telefon\n;0221 4710123\n".as_bytes());
        let (second, refused) = rejects_of(&first);
        let text = String::from_utf8(second).unwrap();
        assert_eq!(refused, 1);
        assert_eq!(text.lines().next(), Some("Nachname;Telefon;rufliste_reason;rufliste_line"));
        assert_eq!(text.lines().nth(1), Some(";0221 4710123;\"kein Name; bitte ergänzen\";2"));
        let corrected = text.replace("\n;0221", "\nMuster;0221");
        assert_eq!(rejects_of(corrected.as_bytes()).1, 0);
    }

    #[test]
    fn the_encoding_of_the_file_is_kept() {
        let (text, _) = rejects_of(b"Nachname;Ort\n;K\xf6ln\n");
        assert!(text.windows(4).any(|bytes| bytes == b"K\xf6ln") && text.windows(3).any(|bytes| bytes == b"erg"));
        assert!(text.contains(&0xe4));
    }
}
