//! What people type while they talk: dates, a name with its birth date, a contact in one line.
//! Understood in any order; what was understood is shown before it is saved.

use chrono::{Datelike, Days, NaiveDate};

use super::name::split_name;
use super::person::{Phone, Sex};
use super::phone::parse_cell;
use super::record::Category;

/// Country of numbers without a country code.
const HOME: &str = "DE";

/// A name as it was typed, with what stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Family name.
    pub last: String,
    /// Given names.
    pub first: String,
    /// Birth date, where one stood in the same field.
    pub birth: Option<NaiveDate>,
    /// Sex, where a form of address gives it: `Frau`.
    pub sex: Sex,
}

impl Named {
    /// Whether there is no name at all.
    pub const fn is_empty(&self) -> bool {
        self.last.is_empty()
    }
}

/// A contact in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub name: Named,
    /// Numbers.
    pub phones: Vec<Phone>,
    /// Last exposure.
    pub last: Option<NaiveDate>,
    /// Where: a code of the settings, else words.
    pub setting: Option<String>,
    /// How close, where the setting says so.
    pub category: Option<Category>,
}

/// A name with or without a birth date: `Yılmaz, Emre 3.4.85`, `Emre Yılmaz 03041985`, `3.4.85 yilmaz emre`.
pub fn name(text: &str, today: NaiveDate) -> Named {
    let (births, words): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|word| birth(word, today).is_some());
    let parts = split_name(words.join(" ").trim_matches([',', ' ']));
    Named {
        last: parts.last,
        first: parts.first,
        birth: births.iter().find_map(|word| birth(word, today)),
        sex: parts.sex.unwrap_or(Sex::Unknown),
    }
}

/// A full date that is not ahead: `3.4.85`, `03.04.1985`, `03041985`, `1985-04-03`.
pub fn birth(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = word.trim_start_matches('*').trim_end_matches([',', ';']);
    let full = word.matches('.').count() == 2 && !word.ends_with('.') || word.matches('-').count() == 2;
    let found = if full {
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).then(|| date(word, today)).flatten()
    } else if word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        NaiveDate::parse_from_str(word, "%d%m%Y").ok()
    } else {
        None
    };
    let found = found.map(|date| in_the_past(date, today));
    found.filter(|date| date.year() >= 1890 && *date <= today)
}

/// Two digits of a year that would lie ahead mean the century before.
fn in_the_past(date: NaiveDate, today: NaiveDate) -> NaiveDate {
    if date <= today { date } else { date.with_year(date.year() - 100).unwrap_or(date) }
}

/// The numbers of a field.
pub fn phones(text: &str) -> Vec<Phone> {
    parse_cell(text, HOME).into_iter().map(super::phone::ParsedNumber::into_phone).collect()
}

/// A contact as it is noted in an interview: name, number, last exposure, setting, parted by `;` or only by blanks.
pub fn line(text: &str, today: NaiveDate) -> Line {
    let pieces = if text.contains(';') {
        text.split(';').map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
    } else {
        pieces(text, today)
    };
    let mut names: Vec<&str> = Vec::new();
    let mut found = Line { name: name("", today), phones: Vec::new(), last: None, setting: None, category: None };
    let mut born = None;
    for piece in &pieces {
        let date = exposure(piece, today);
        let known_setting = setting(piece);
        if let Some(date) = date.filter(|date| is_recent(*date, today)) {
            found.last = found.last.or(Some(date));
        } else if let Some(date) = birth(piece, today) {
            born = Some(date);
        } else if is_number(piece) {
            found.phones.extend(phones(piece));
        } else if let Some((code, category)) = known_setting {
            found.setting = Some(code.to_owned());
            found.category = category;
        } else if names.is_empty() {
            names.push(piece);
        } else {
            let words = found.setting.take().map_or_else(|| piece.clone(), |before| format!("{before} {piece}"));
            found.setting = Some(words);
        }
    }
    found.name = name(&names.join(" "), today);
    found.name.birth = found.name.birth.or(born);
    found
}

/// The pieces of a line without semicolons: the words before the first number or date are the name.
fn pieces(text: &str, today: NaiveDate) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = Kind::Start;
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches(',');
        let kind = match () {
            () if last == Kind::Number && is_digits(bare) && !bare.contains('.') => Kind::Number,
            () if exposure(bare, today).is_some() || birth(bare, today).is_some() => Kind::Date,
            () if is_digits(bare) => Kind::Number,
            () if setting(bare).is_some() && !pieces.is_empty() => Kind::Setting,
            () => Kind::Words,
        };
        let goes_on = kind == last && matches!(kind, Kind::Number | Kind::Words);
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => {
                piece.push(' ');
                piece.push_str(if kind == Kind::Words { word } else { bare });
            }
            None => pieces.push(if kind == Kind::Words { word } else { bare }.to_owned()),
        }
        last = if word.ends_with(',') && kind == Kind::Number { Kind::Start } else { kind };
    }
    // A comma behind the name only parts it from the rest.
    pieces.into_iter().map(|piece| piece.trim_end_matches(',').to_owned()).filter(|piece| !piece.is_empty()).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Number,
    Date,
    Setting,
    Words,
}

fn is_digits(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '/' | '-' | '(' | ')' | '.'))
}

fn is_number(piece: &str) -> bool {
    piece.chars().filter(char::is_ascii_digit).count() >= 3 && phones(piece).iter().any(|phone| phone.e164.is_some())
        || piece.split_whitespace().all(is_digits)
}

fn exposure(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    date(text, today).filter(|date| *date <= today)
}

/// Within a year: an exposure. Longer ago it is a birth date.
fn is_recent(date: NaiveDate, today: NaiveDate) -> bool {
    (today - date).num_days() < 365
}

/// The code of a setting by the words that people use, and how close it makes a contact.
fn setting(text: &str) -> Option<(&'static str, Option<Category>)> {
    let folded = super::fold::fold(text);
    Some(match folded.as_str() {
        "haushalt" | "hh" | "zuhause" | "zu hause" | "daheim" | "familie" | "wohnung" | "household" | "home" => {
            ("household", Some(Category::Household))
        }
        "schule" | "school" | "klasse" => ("school", None),
        "kita" | "kindergarten" | "krippe" | "hort" | "day care" | "daycare" => ("day_care", None),
        "arbeit" | "arbeitsplatz" | "buro" | "firma" | "betrieb" | "kollege" | "kollegin" | "work" | "workplace"
        | "office" => ("workplace", None),
        "pflegeheim" | "heim" | "altenheim" | "nursing home" => ("nursing_home", None),
        "krankenhaus" | "klinik" | "hospital" => ("hospital", None),
        "unterkunft" | "wohnheim" | "shelter" => ("shelter", None),
        "freizeit" | "verein" | "sport" | "feier" | "party" | "besuch" | "leisure" => ("leisure", None),
        "reise" | "fahrt" | "bus" | "bahn" | "zug" | "flug" | "urlaub" | "travel" => ("travel", None),
        _ => return None,
    })
}

/// A date as it is typed: `3.3.`, `03.03.2026`, `3.3.26`, `2026-03-03`, `heute`, `gestern`, `-2` (two days ago).
/// Without a year the latest such date that is not after `today`.
pub fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "heute" | "today" => return Some(today),
        "gestern" | "yesterday" => return today.checked_sub_days(Days::new(1)),
        "vorgestern" => return today.checked_sub_days(Days::new(2)),
        _ => {}
    }
    if let Some(ago) = text.strip_prefix('-').and_then(|days| days.parse().ok()) {
        return today.checked_sub_days(Days::new(ago));
    }
    if let Ok(date) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['.', '/']).collect();
    match parts.as_slice() {
        [day, month] | [day, month, ""] => latest(day.parse().ok()?, month.parse().ok()?, today),
        [day, month, year] => NaiveDate::from_ymd_opt(full_year(year, today)?, month.parse().ok()?, day.parse().ok()?),
        _ => None,
    }
}

/// A date as it is typed, in the past or ahead: without a year the nearest such date.
pub fn date_ahead(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let past = date(text, today)?;
    let next = past.with_year(past.year() + 1).filter(|_| text.trim().trim_end_matches('.').matches('.').count() == 1);
    Some(next.filter(|next| (*next - today).num_days().abs() < (today - past).num_days().abs()).unwrap_or(past))
}

fn latest(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(today.year(), month, day).filter(|date| *date <= today);
    this.or_else(|| NaiveDate::from_ymd_opt(today.year() - 1, month, day))
}

fn full_year(text: &str, today: NaiveDate) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if 2000 + year <= today.year() + 1 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let today = day(2026, 3, 5);
        for (text, wanted) in [
            ("3.3.", Some(day(2026, 3, 3))),
            ("24.12", Some(day(2025, 12, 24))),
            ("3.4.85", Some(day(1985, 4, 3))),
            ("03.03.2026", Some(day(2026, 3, 3))),
            ("2026-03-01", Some(day(2026, 3, 1))),
            ("gestern", Some(day(2026, 3, 4))),
            ("-3", Some(day(2026, 3, 2))),
            ("31.2.", None),
            ("bald", None),
            ("", None),
        ] {
            assert_eq!(date(text, today), wanted, "{text}");
        }
    }

    #[test]
    fn the_last_day_of_an_order_may_lie_ahead() {
        let today = day(2026, 3, 5);
        assert_eq!(date_ahead("14.3.", today), Some(day(2026, 3, 14)));
        assert_eq!(date_ahead("3.3.", today), Some(day(2026, 3, 3)));
        assert_eq!(date_ahead("14.3.2027", today), Some(day(2027, 3, 14)));
        assert_eq!(date_ahead("2026-03-14", today), Some(day(2026, 3, 14)));
    }

    fn phone_of(line: &Line) -> Vec<&str> {
        line.phones.iter().filter_map(|phone| phone.e164.as_deref()).collect()
    }

    #[test]
    fn a_birth_date_may_stand_beside_the_name() {
        let today = day(2026, 3, 5);
        for text in
            ["Yılmaz, Emre 3.4.85", "Emre Yılmaz 03041985", "*03.04.1985 Emre Yılmaz", "Emre Yılmaz, 1985-04-03"]
        {
            let named = name(text, today);
            assert_eq!((named.last.as_str(), named.first.as_str()), ("Yılmaz", "Emre"), "{text}");
            assert_eq!(named.birth, Some(day(1985, 4, 3)), "{text}");
        }
        assert_eq!(name("Frau Yılmaz", today).sex, Sex::Female);
        assert_eq!(name("Opa Yılmaz 3.4.31", today).birth, Some(day(1931, 4, 3)));
        assert!(name("  ", today).is_empty());
    }

    #[test]
    fn a_contact_is_understood_in_the_order_in_which_people_type() {
        let today = day(2026, 3, 5);
        for text in [
            "Ayşe Yılmaz; 0152 28817386; 3.3.; Haushalt",
            "Ayşe Yılmaz; Haushalt; 3.3.; 0152 28817386",
            "Yılmaz, Ayşe; 0152/28817386; 03.03.2026; zu Hause",
            "Ayşe Yılmaz 0152 28817386 3.3. Haushalt",
            "Ayşe Yılmaz, 0152 28817386, 3.3., Haushalt",
            "Yılmaz, Ayşe 3.3. Haushalt 015228817386",
            "Haushalt; 3.3.; 0152 28817386; Ayşe Yılmaz",
        ] {
            let line = line(text, today);
            assert_eq!((line.name.last.as_str(), line.name.first.as_str()), ("Yılmaz", "Ayşe"), "{text}");
            assert_eq!(phone_of(&line), ["+4915228817386"], "{text}");
            assert_eq!(line.last, Some(day(2026, 3, 3)), "{text}");
            assert_eq!(line.setting.as_deref(), Some("household"), "{text}");
            assert_eq!(line.category, Some(Category::Household), "{text}");
        }
    }

    #[test]
    fn what_is_not_said_stays_empty_and_other_words_are_the_place() {
        let today = day(2026, 3, 5);
        let bare = line("Herr Krause", today);
        assert_eq!((bare.name.last.as_str(), bare.name.sex), ("Krause", Sex::Male));
        assert_eq!((bare.phones.len(), bare.last, bare.setting), (0, None, None));
        let said = line("Ina Groß 0221 4710123 gestern Chorprobe Sankt Anna", today);
        assert_eq!((said.last, said.setting.as_deref()), (Some(day(2026, 3, 4)), Some("Chorprobe Sankt Anna")));
        let born = line("Emre Yılmaz 3.4.2016; 0221 4710123; gestern; Schule", today);
        assert_eq!((born.name.birth, born.last), (Some(day(2016, 4, 3)), Some(day(2026, 3, 4))));
        assert_eq!((born.name.last.as_str(), born.setting.as_deref()), ("Yılmaz", Some("school")));
    }
}
