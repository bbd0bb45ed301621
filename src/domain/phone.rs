//! Telephone numbers: what a cell of a list says, as E.164 and as people read it.
//! Understanding happens at import and at entry only; what is shown later is stored. The one place that knows `rlibphonenumber`.

mod area;
mod segment;

use std::fmt::Write as _;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use self::area::area_code_length;
pub use self::area::in_pairs;
use self::segment::{Token, What, segments, span, tokens};
use super::person::{Phone, PhoneState};

/// A number as it was found in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedNumber {
    /// E.164, where it may be dialled.
    pub e164: Option<String>,
    /// The text as it came.
    pub raw: String,
    /// As shown, by DIN 5008 (`0221 4710-12`, `+90 532 1234567`); equals `raw` where it was not understood.
    pub shown: String,
    /// What the cell said about it: `privat`, `dienstl.`, `App. 7`, …
    pub label: String,
    /// Whose it is, where a column said so.
    pub owner: String,
    /// Why it can't be dialled.
    pub fault: Option<PhoneFault>,
}

/// Why a text is no number that may be dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFault {
    /// No telephone number.
    NoNumber,
    /// A local number without its area code.
    NoAreaCode,
    /// 110 or 112: never dialled.
    Emergency,
    /// A spreadsheet has rounded it (`4,92E+11`).
    DigitsLost,
}

impl PhoneFault {
    /// The message key that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoNumber => "doubt-no-number",
            Self::NoAreaCode => "doubt-no-area-code",
            Self::Emergency => "doubt-emergency-number",
            Self::DigitsLost => "doubt-digits-lost",
        }
    }
}

impl ParsedNumber {
    /// The number of a person, untried.
    pub fn into_phone(self) -> Phone {
        Phone {
            e164: self.e164,
            raw: self.raw,
            shown: self.shown,
            label: self.label,
            owner: self.owner,
            state: PhoneState::Usable,
            preferred: false,
            in_vain: 0,
            last_at: None,
            last_outcome: None,
        }
    }
}

/// Every number of a cell, in its order. `default_region` is the country of numbers without a country code, such as `DE`.
/// Several numbers are parted by `/ ; ,` or a word such as `oder`, as long as both sides can be numbers: `0221/471012` is one.
pub fn parse_cell(text: &str, default_region: &str) -> Vec<ParsedNumber> {
    let text = unguarded(text);
    let mut found: Vec<ParsedNumber> = Vec::new();
    if text.is_empty() || says_none(text) {
        return found;
    }
    if lost_digits(text) {
        found.push(not_understood(text, PhoneFault::DigitsLost));
        return found;
    }
    let tokens = tokens(text);
    for segment in segments(&tokens) {
        let Some(raw) = span(text, segment) else { continue };
        let digits: usize = segment.iter().map(Token::digits).sum();
        if digits == 0 {
            let label = label_of(segment);
            match found.last_mut() {
                Some(last) if is_only_label(segment) => append_label(&mut last.label, &label),
                _ if label.is_empty() || says_none(raw) => {}
                _ => found.push(not_understood(raw, PhoneFault::NoNumber)),
            }
        } else {
            found.push(understand(text, raw, segment, default_region));
        }
    }
    found
}

/// The text without the marks by which spreadsheets guard a number: `'+49…`, `="0221…"`.
fn unguarded(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('\'').unwrap_or(text).trim();
    match text.strip_suffix(".0") {
        Some(whole) if whole.len() >= 6 && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

fn says_none(text: &str) -> bool {
    const NONE: &[&str] = &[
        "-",
        "--",
        "---",
        "–",
        "/",
        "?",
        "k.a.",
        "k. a.",
        "ka",
        "keine",
        "keine angabe",
        "keins",
        "keines",
        "kein",
        "kein telefon",
        "nicht bekannt",
        "unbekannt",
        "unknown",
        "n/a",
        "n.a.",
        "ohne",
        "none",
        "entfällt",
        "0",
        "nicht vorhanden",
    ];
    text.len() <= 20 && NONE.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `4,92215E+11`: a spreadsheet's way to write a number whose last digits are gone.
fn lost_digits(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    !mantissa.is_empty()
        && mantissa.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && (1..=2).contains(&exponent.len())
        && exponent.bytes().all(|b| b.is_ascii_digit())
}

fn not_understood(raw: &str, fault: PhoneFault) -> ParsedNumber {
    ParsedNumber {
        e164: None,
        raw: raw.to_owned(),
        shown: raw.to_owned(),
        label: String::new(),
        owner: String::new(),
        fault: Some(fault),
    }
}

/// Words that say nothing about a number.
const FILLERS: &[&str] =
    &["tel", "telefon", "telefonnummer", "telnr", "fon", "phone", "nr", "nummer", "rufnummer", "t"];
/// Words that say what a number is; they may stand right beside the digits.
const LABELS: &[&str] = &[
    "mobil",
    "mobile",
    "mobiltelefon",
    "handy",
    "privat",
    "priv",
    "p",
    "d",
    "m",
    "h",
    "dienst",
    "dienstl",
    "dienstlich",
    "büro",
    "buero",
    "arbeit",
    "arbeitsplatz",
    "firma",
    "fest",
    "festnetz",
    "fax",
    "zuhause",
    "home",
    "work",
    "mutter",
    "vater",
    "eltern",
    "sohn",
    "tochter",
    "ehefrau",
    "ehemann",
    "geschäftlich",
    "gesch",
];
const EXTENSIONS: &[&str] = &["app", "apparat", "dw", "durchwahl", "ext", "nst", "nebenstelle"];

fn is_in(words: &[&str], word: &str) -> bool {
    word.len() <= 16 && {
        let lower = word.to_lowercase();
        words.contains(&lower.as_str())
    }
}

fn is_only_label(segment: &[Token<'_>]) -> bool {
    let mut words = segment.iter().filter(|token| token.what == What::Word).peekable();
    words.peek().is_some() && words.all(|token| is_in(LABELS, token.text) || is_in(FILLERS, token.text))
}

fn append_label(label: &mut String, more: &str) {
    if !label.is_empty() && !more.is_empty() {
        label.push(' ');
    }
    label.push_str(more);
}

fn label_of(segment: &[Token<'_>]) -> String {
    let mut label = String::new();
    for (place, token) in segment.iter().enumerate() {
        if token.what != What::Word || is_in(FILLERS, token.text) || is_in(EXTENSIONS, token.text) {
            continue;
        }
        append_label(&mut label, token.text);
        if token.text.chars().count() < 9 && segment.get(place + 1).is_some_and(|next| next.is_mark('.')) {
            label.push('.');
        }
    }
    label
}

/// The digits of a segment and what stood around them.
#[derive(Debug, Default)]
struct Digits {
    plus: bool,
    all: String,
    /// How many digits stood behind the last hyphen.
    behind_hyphen: Option<usize>,
    /// `DW 12`: dialled behind the stem.
    direct: Option<String>,
    /// `App. 7`: to be asked for.
    apparatus: Option<String>,
    /// Letters among the digits: no number.
    letters: bool,
    /// Where a remark with digits of its own begins: `ab 18 Uhr`.
    remark: Option<usize>,
}

fn digits_of(segment: &[Token<'_>]) -> Digits {
    let mut found = Digits::default();
    let mut hyphen_at: Option<usize> = None;
    let mut extension: Option<&str> = None;
    let mut short_alternative = false;
    let mut word_behind: Option<usize> = None;
    for (place, token) in segment.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|i| segment.get(i));
        let after = segment.get(place + 1);
        match token.what {
            What::Digits if short_alternative => short_alternative = false,
            What::Digits => match extension.take() {
                Some(word) if word.to_lowercase().starts_with('d') => found.direct = Some(token.text.to_owned()),
                Some(_) => found.apparatus = Some(token.text.to_owned()),
                // Digits behind a word behind the number are a time or a date, never dialled.
                None if word_behind.is_some() => {
                    found.letters |= found.all.len() < 6;
                    found.remark = word_behind;
                    break;
                }
                None => {
                    let bracketed = before.is_some_and(|t| t.is_mark('(')) && after.is_some_and(|t| t.is_mark(')'));
                    let trunk_zero = token.text == "0" && bracketed && !found.all.is_empty();
                    if !trunk_zero {
                        found.all.push_str(token.text);
                    }
                }
            },
            What::Word if is_in(EXTENSIONS, token.text) => extension = Some(token.text),
            What::Word if matches!(token.text, "Uhr" | "uhr" | "h") && !found.all.is_empty() => found.letters = true,
            What::Word => {
                if !found.all.is_empty() {
                    word_behind = word_behind.or(Some(place));
                }
                let beside_digits = [before, after].into_iter().flatten().any(|t| t.what == What::Digits);
                if beside_digits && !is_in(LABELS, token.text) && !is_in(FILLERS, token.text) {
                    found.letters = true;
                }
            }
            What::Mark('+') if found.all.is_empty() => found.plus = true,
            What::Mark('-' | '–' | '‑') => hyphen_at = Some(found.all.len()),
            // `4710-12/13`: the second extension is another way to the same desk.
            What::Mark('/') if found.all.len() >= 6 => short_alternative = true,
            What::Space | What::Mark(_) => {}
        }
    }
    found.behind_hyphen = hyphen_at.map(|at| found.all.len().saturating_sub(at)).filter(|n| (1..=5).contains(n));
    found
}

fn understand(text: &str, raw: &str, segment: &[Token<'_>], region: &str) -> ParsedNumber {
    let mut digits = digits_of(segment);
    if digits.letters {
        return not_understood(raw, PhoneFault::NoNumber);
    }
    if let Some(direct) = digits.direct.take() {
        if digits.behind_hyphen == Some(1) && digits.all.ends_with('0') {
            digits.all.pop();
        }
        digits.all.push_str(&direct);
        digits.behind_hyphen = Some(direct.len()).filter(|n| (1..=5).contains(n));
    }
    let mut number = match resolve(&digits, region) {
        Ok((e164, shown)) => ParsedNumber {
            e164: Some(e164),
            raw: raw.to_owned(),
            shown,
            label: String::new(),
            owner: String::new(),
            fault: None,
        },
        Err(fault) => not_understood(raw, fault),
    };
    let (own, remark) = segment.split_at_checked(digits.remark.unwrap_or(segment.len())).unwrap_or((segment, &[]));
    number.label = label_of(own);
    if let Some(remark) = span(text, remark) {
        append_label(&mut number.label, remark.trim_matches(['(', ')']));
    }
    if let Some(apparatus) = &digits.apparatus {
        append_label(&mut number.label, "App. ");
        number.label.push_str(apparatus);
    }
    number
}

/// E.164 and display of these digits.
fn resolve(digits: &Digits, region: &str) -> Result<(String, String), PhoneFault> {
    let all = digits.all.as_str();
    if is_emergency(all) {
        return Err(PhoneFault::Emergency);
    }
    if !(3..=18).contains(&all.len()) {
        return Err(PhoneFault::NoNumber);
    }
    let home = if region == "DE" { "49" } else { "" };
    if let Some(international) = all.strip_prefix("00").or_else(|| digits.plus.then_some(all)) {
        return match international.strip_prefix("49") {
            Some(national) => german(national.strip_prefix('0').unwrap_or(national), digits.behind_hyphen),
            None => foreign(international),
        };
    }
    if home.is_empty() {
        return elsewhere(all, region);
    }
    if let Some(national) = all.strip_prefix('0') {
        return german(national, digits.behind_hyphen);
    }
    if let (Some(national), 11..) = (all.strip_prefix(home), all.len()) {
        return german(national.strip_prefix('0').unwrap_or(national), digits.behind_hyphen);
    }
    match all.len() {
        // Ten digits from 49: country code or an area code of Ostfriesland, nobody can tell.
        10 if all.starts_with(home) => Err(PhoneFault::NoAreaCode),
        // A spreadsheet drops the leading zero.
        9..=11 => german(all, digits.behind_hyphen),
        _ => Err(PhoneFault::NoAreaCode),
    }
}

fn is_emergency(digits: &str) -> bool {
    let digits = digits.strip_prefix("0049").or_else(|| digits.strip_prefix("49")).unwrap_or(digits);
    matches!(digits.trim_start_matches('0'), "110" | "112")
}

fn german(national: &str, behind_hyphen: Option<usize>) -> Result<(String, String), PhoneFault> {
    let area = match area_code_length(national) {
        Some(3) if national.starts_with('1') => matches!(national.len(), 10 | 11).then_some(3),
        Some(area) => {
            let own = national.get(area..).unwrap_or("");
            if matches!(own, "110" | "112") {
                return Err(PhoneFault::Emergency);
            }
            let plausible = national.len() <= 11 && (2..=9).contains(&own.len()) && !own.starts_with('0');
            plausible.then_some(area)
        }
        None => Some(german_area_by_metadata(national)?),
    };
    let (area, own) = area.and_then(|area| national.split_at_checked(area)).ok_or(PhoneFault::NoNumber)?;
    if matches!(own, "110" | "112") {
        return Err(PhoneFault::Emergency);
    }
    let mut shown = String::with_capacity(national.len() + 3);
    let _ = write!(shown, "0{area} ");
    match behind_hyphen
        .and_then(|n| own.len().checked_sub(n))
        .filter(|stem| *stem >= 2)
        .map(|stem| own.split_at_checked(stem))
    {
        Some(Some((stem, extension))) => {
            let _ = write!(shown, "{stem}-{extension}");
        }
        _ => shown.push_str(own),
    }
    Ok((format!("+49{national}"), shown))
}

/// Length of the area code of a German number that the short list does not know.
fn german_area_by_metadata(national: &str) -> Result<usize, PhoneFault> {
    let number =
        PHONE_NUMBER_UTIL.parse(format!("+49{national}"), Some(Region::DE)).map_err(|_| PhoneFault::NoNumber)?;
    if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Err(PhoneFault::NoNumber);
    }
    let shown = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::National);
    let first = shown.split([' ', '/', '-']).next().unwrap_or("");
    Ok(first.bytes().filter(u8::is_ascii_digit).count().saturating_sub(1).max(1))
}

fn foreign(international: &str) -> Result<(String, String), PhoneFault> {
    let number = PHONE_NUMBER_UTIL.parse(format!("+{international}"), None).map_err(|_| PhoneFault::NoNumber)?;
    if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Err(PhoneFault::NoNumber);
    }
    Ok((
        PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned(),
        PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::International).into_owned(),
    ))
}

/// A number without country code in an office outside Germany.
fn elsewhere(all: &str, region: &str) -> Result<(String, String), PhoneFault> {
    let region: Region = region.parse().map_err(|_| PhoneFault::NoNumber)?;
    let number = PHONE_NUMBER_UTIL.parse(all, Some(region)).map_err(|_| PhoneFault::NoNumber)?;
    if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Err(PhoneFault::NoNumber);
    }
    Ok((
        PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned(),
        PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::National).into_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn e164(text: &str) -> Vec<String> {
        parse_cell(text, "DE").into_iter().map(|n| n.e164.unwrap_or_else(|| "–".into())).collect()
    }

    fn shown(text: &str) -> String {
        parse_cell(text, "DE").into_iter().map(|n| n.shown).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn one_number_is_understood_in_every_usual_spelling() {
        for text in [
            "0221 4710123",
            "0221/4710123",
            "0221 / 4710123",
            "(0221) 4710123",
            "0221-4710-123",
            "+49 221 4710123",
            "+49 (0) 221 4710123",
            "+49(0)2214710123",
            "0049 221 4710123",
            "00492214710123",
            "492214710123",
            "'+49 221 4710123",
            "=\"02214710123\"",
            "tel.: 0221 4710123",
            "Tel 0221.4710.123",
            "2214710123",
            "2214710123.0",
            "+49 0221 4710123",
            "0221\u{a0}4710123",
            "privat 0221 4710123",
        ] {
            assert_eq!(e164(text), ["+492214710123"], "{text}");
        }
    }

    #[test]
    fn several_numbers_in_a_cell_are_parted() {
        for text in [
            "0221 4710123 / 0152 28817386",
            "0221 4710123/015228817386",
            "0221 4710123; 0152/28817386",
            "0221 4710123, 0152 28817386",
            "0221 4710123 oder 0152 28817386",
            "0221/4710123\n0152/28817386",
            "0221 4710123 0152 28817386",
            "0221-4710123 +49 152 28817386",
            "p: 0221 4710123, m: 0152 28817386",
        ] {
            assert_eq!(e164(text), ["+492214710123", "+4915228817386"], "{text}");
        }
    }

    #[test]
    fn labels_stay_with_their_number() {
        let labels = |text| parse_cell(text, "DE").into_iter().map(|n| n.label).collect::<Vec<_>>();
        assert_eq!(labels("0221 4710123 (privat) / 0152 28817386 (dienstl.)"), ["privat", "dienstl."]);
        assert_eq!(labels("privat: 0221 4710123, mobil 0152 28817386"), ["privat", "mobil"]);
        assert_eq!(labels("0221 4710123, privat"), ["privat"]);
        assert_eq!(labels("0152 28817386 Ayşe (Mutter)"), ["Ayşe Mutter"]);
    }

    #[test]
    fn extensions_are_neither_letters_dialled_nor_lost() {
        assert_eq!(shown("0221/4710-12"), "0221 4710-12");
        assert_eq!(shown("0221 4710 DW 12"), "0221 4710-12");
        assert_eq!(shown("0221 4710-0 Durchwahl 123"), "0221 4710-123");
        let desk = parse_cell("0221 4710-123 App. 7", "DE");
        assert_eq!(desk[0].e164.as_deref(), Some("+492214710123"));
        assert_eq!(desk[0].label, "App. 7");
        assert_eq!(e164("0221 4710123, App. 7"), ["+492214710123"]);
        assert_eq!(e164("0221 4710-12/13"), ["+49221471012"]);
    }

    #[test]
    fn times_and_dates_beside_a_number_are_never_dialled() {
        for (text, label) in [
            ("0221 4710123 ab 18 Uhr", "ab 18 Uhr"),
            ("0221 4710123 (privat, ab 17:30)", "privat, ab 17:30"),
            ("0221 4710123 erreicht 18.11.2026", "erreicht 18.11.2026"),
            ("0221 4710123 Haus 3", "Haus 3"),
        ] {
            let found = parse_cell(text, "DE");
            assert_eq!(found[0].e164.as_deref(), Some("+492214710123"), "{text}");
            assert_eq!((found.len(), found[0].label.as_str()), (1, label), "{text}");
        }
        assert_eq!(e164("0221 4710123 18-20 Uhr"), ["–"]);
        assert_eq!(e164("0221 4710123 mobil 0152 28817386"), ["+492214710123", "+4915228817386"]);
        assert_eq!(e164("Mutter 0221 4710123 Vater +49 152 28817386"), ["+492214710123", "+4915228817386"]);
    }

    #[test]
    fn numbers_are_shown_by_din_5008() {
        assert_eq!(shown("015228817386"), "0152 28817386");
        assert_eq!(shown("03023125000"), "030 23125000");
        assert_eq!(shown("+90 532 123 45 67"), "+90 532 123 45 67");
        assert_eq!(e164("0090 532 1234567"), ["+905321234567"]);
    }

    #[test]
    fn emergency_numbers_are_never_dialable() {
        for text in ["110", "112", "0112", "+49 112", "0049110", "0221 110", "0221/112", "tel. 112"] {
            let found = parse_cell(text, "DE");
            assert_eq!(found[0].fault, Some(PhoneFault::Emergency), "{text}");
            assert_eq!(found[0].e164, None, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_kept_as_it_came() {
        for (text, fault) in [
            ("siehe Mutter", PhoneFault::NoNumber),
            ("O221 471O123", PhoneFault::NoNumber),
            ("4710123", PhoneFault::NoAreaCode),
            ("4920188123", PhoneFault::NoAreaCode),
            ("4,92215E+11", PhoneFault::DigitsLost),
            ("12", PhoneFault::NoNumber),
            ("0152 288", PhoneFault::NoNumber),
        ] {
            let found = parse_cell(text, "DE");
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].fault, found[0].raw.as_str()), (Some(fault), text));
            assert_eq!(found[0].shown, text);
        }
        for text in ["", " ", "-", "k.A.", "unbekannt", "keine"] {
            assert_eq!(parse_cell(text, "DE"), [], "{text}");
        }
    }

    #[test]
    fn numbers_are_read_in_pairs_for_dialling_by_hand() {
        assert_eq!(in_pairs("+4915228817386"), "0152 28 81 73 86");
        assert_eq!(in_pairs("+492214710123"), "0221 47 10 123");
        assert_eq!(in_pairs("+4930231250"), "030 23 12 50");
        assert_eq!(in_pairs("+905321234567"), "+90 53 21 23 45 67");
        assert_eq!(in_pairs(""), "");
    }

    #[test]
    fn the_short_list_of_area_codes_agrees_with_the_metadata() {
        assert!(area::AREAS.is_sorted());
        for area in area::AREAS.iter().chain(&["30", "40", "69", "89"]) {
            assert_eq!(german_area_by_metadata(&format!("{area}471012")), Ok(area.len()), "{area}");
        }
        assert_eq!(shown("02202 471012"), "02202 471012");
    }

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "\\PC*") {
            for number in parse_cell(&text, "DE") {
                prop_assert_eq!(number.e164.is_none(), number.fault.is_some());
                prop_assert!(text.contains(&number.raw));
            }
        }

        #[test]
        fn anything_like_a_number_yields_plain_e164(text in "[0-9+/(). ,;\\-']{0,40}") {
            for number in parse_cell(&text, "DE") {
                if let Some(e164) = number.e164 {
                    prop_assert!(e164.starts_with('+') && e164.bytes().skip(1).all(|b| b.is_ascii_digit()));
                    prop_assert!(e164.len() <= 16, "{}", e164);
                    let pairs: String = in_pairs(&e164).chars().filter(char::is_ascii_digit).collect();
                    prop_assert!(pairs.ends_with(e164.trim_start_matches("+49").trim_start_matches('+')));
                }
            }
        }
    }
}
