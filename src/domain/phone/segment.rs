//! The parts of a cell that may each be a number: its runs of digits and letters, and the marks and words that part them.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Digits,
    Word,
    Space,
    Mark(char),
}

/// A run of digits or letters, a run of blanks, or one mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) what: What,
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Token<'_> {
    pub(super) fn digits(&self) -> usize {
        if self.what == What::Digits { self.text.len() } else { 0 }
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }
}

fn what_of(c: char) -> What {
    if c.is_ascii_digit() {
        What::Digits
    } else if c.is_alphabetic() {
        What::Word
    } else if c.is_whitespace() && !matches!(c, '\n' | '\r') {
        What::Space
    } else {
        What::Mark(c)
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::with_capacity(12);
    for (at, c) in text.char_indices() {
        let what = what_of(c);
        let grows = !matches!(what, What::Mark(_));
        match found.last_mut() {
            Some(last) if grows && last.what == what => {
                last.text = text.get(last.at..at + c.len_utf8()).unwrap_or(last.text);
            }
            _ => found.push(Token { what, text: text.get(at..at + c.len_utf8()).unwrap_or(""), at }),
        }
    }
    found
}

pub(super) fn span<'a>(text: &'a str, segment: &[Token<'_>]) -> Option<&'a str> {
    let (first, last) = (segment.first()?, segment.last()?);
    let span = text.get(first.at..last.at + last.text.len())?.trim();
    (!span.is_empty()).then_some(span)
}

/// The parts of a cell that may each be a number.
pub(super) fn segments<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut parts = Vec::with_capacity(2);
    let mut rest = tokens;
    let mut at = 0;
    while let Some(token) = rest.get(at) {
        let begins_another = at > 0 && word_begins_another(token, rest, at);
        let parts_numbers = begins_another || parts_here(token, rest, at);
        if let (true, Some((left, right))) = (parts_numbers, rest.split_at_checked(at)) {
            // A mark or word that only parts is dropped; one that says what the next number is stays with it.
            parts.push(left);
            rest = if begins_another { right } else { right.get(1..).unwrap_or(&[]) };
            at = 0;
        } else {
            at += 1;
        }
    }
    parts.push(rest);
    parts
}

fn parts_here(token: &Token<'_>, all: &[Token<'_>], at: usize) -> bool {
    match token.what {
        What::Mark('\n' | '\r' | ';' | '|') => true,
        What::Mark('/' | ',' | '&') => soft_mark_parts(all, at),
        What::Word => {
            matches!(token.text, "oder" | "Oder" | "ODER" | "od" | "bzw" | "Bzw" | "und" | "u" | "or" | "and")
                && !all.get(at + 1).is_some_and(|next| next.what == What::Digits)
        }
        What::Space => {
            digits_before(all, at) >= 9
                && all
                    .get(at + 1)
                    .is_some_and(|next| next.is_mark('+') || (next.what == What::Digits && next.text.starts_with('0')))
                && digits_after(all, at) >= 8
        }
        What::Digits | What::Mark(_) => false,
    }
}

/// `0221 4710123 mobil 0152 28817386`: the word belongs to the second number.
fn word_begins_another(token: &Token<'_>, all: &[Token<'_>], at: usize) -> bool {
    token.what == What::Word
        && digits_before(all, at) >= 6
        && digits_after(all, at) >= 6
        && all
            .iter()
            .skip(at + 1)
            .find(|next| !matches!(next.what, What::Word | What::Space | What::Mark('.' | ':' | '-')))
            .is_some_and(|next| next.is_mark('+') || (next.what == What::Digits && next.text.starts_with('0')))
}

fn digits_before(all: &[Token<'_>], at: usize) -> usize {
    all.iter().take(at).map(Token::digits).sum()
}

fn digits_after(all: &[Token<'_>], at: usize) -> usize {
    all.iter().skip(at + 1).map(Token::digits).sum()
}

/// Whether a slash or comma parts two numbers, rather than area code and number.
fn soft_mark_parts(all: &[Token<'_>], at: usize) -> bool {
    let before = digits_before(all, at);
    let next = all.iter().skip(at + 1).find(|token| token.what != What::Space && !token.is_mark('('));
    let Some(next) = next else { return true };
    match next.what {
        What::Digits => before >= 6 && (next.text.starts_with('0') || digits_after(all, at) >= 5),
        What::Mark('+') => before >= 5,
        // Words that belong to the next number, or to this one where no number follows; `, App. 7` parts nothing.
        What::Word => before == 0 || (before >= 5 && !(1..6).contains(&digits_after(all, at))),
        What::Space | What::Mark(_) => false,
    }
}
