//! Area and country codes as the numbering plans alone say: enough to show a number in pairs, without metadata.

/// A number in pairs, as one reads it while dialling by hand: `0152 28 81 73 86`, `+90 53 21 23 45 67`.
/// Needs no metadata: where an area code ends is known for mobile networks and larger cities, and does not matter elsewhere.
pub fn in_pairs(e164: &str) -> String {
    let mut shown = String::with_capacity(e164.len() + 8);
    let rest = if let Some(national) = e164.strip_prefix("+49") {
        let (area, rest) = national.split_at_checked(area_code_length(national).unwrap_or(4)).unwrap_or((national, ""));
        shown.push('0');
        shown.push_str(area);
        rest
    } else {
        let (country, rest) = e164.split_at_checked(country_code_end(e164)).unwrap_or((e164, ""));
        shown.push_str(country);
        rest
    };
    let digits = rest.chars().count();
    for (place, digit) in rest.chars().enumerate() {
        let last_of_three = digits % 2 == 1 && digits > 1 && place + 1 == digits;
        if place % 2 == 0 && !last_of_three {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

/// Where the country code of a foreign number ends, sign included.
fn country_code_end(e164: &str) -> usize {
    let mut digits = e164.bytes().skip(1);
    match (digits.next(), digits.next()) {
        (Some(b'1' | b'7'), _) => 2,
        (Some(b'2'), Some(b'0' | b'7'))
        | (Some(b'3'), Some(b'0' | b'1' | b'2' | b'3' | b'4' | b'6' | b'9'))
        | (Some(b'4'), Some(b'0' | b'1' | b'3'..=b'9'))
        | (Some(b'5'), Some(b'1'..=b'8'))
        | (Some(b'6'), Some(b'0'..=b'6'))
        | (Some(b'8'), Some(b'1' | b'2' | b'4' | b'6'))
        | (Some(b'9'), Some(b'0'..=b'5' | b'8')) => 3,
        _ => 4,
    }
}

/// Area codes of three digits without their zero, sorted: larger cities (numbering plan of the Bundesnetzagentur).
pub(super) const AREAS: &[&str] = &[
    "201", "202", "203", "208", "209", "212", "214", "221", "228", "231", "234", "241", "251", "261", "271", "281",
    "291", "331", "335", "340", "341", "345", "351", "355", "361", "365", "371", "375", "381", "385", "391", "395",
    "421", "431", "441", "451", "461", "471", "481", "491", "511", "521", "531", "541", "551", "561", "571", "581",
    "591", "611", "621", "631", "641", "651", "661", "671", "681", "711", "721", "731", "741", "751", "761", "771",
    "781", "791", "811", "821", "831", "841", "851", "861", "871", "881", "906", "911", "921", "931", "941", "951",
    "961", "971", "981", "991",
];

/// Length of the area code or mobile prefix at the front of a national number without its zero, where the plan alone says.
pub(super) fn area_code_length(national: &str) -> Option<usize> {
    let head = national.get(..2)?;
    match head {
        "30" | "40" | "69" | "89" => return Some(2),
        "15" | "16" | "17" => return Some(3),
        _ => {}
    }
    let head = national.get(..3)?;
    AREAS.binary_search(&head).is_ok().then_some(3)
}
