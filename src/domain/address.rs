//! Addresses as lists write them: `50667 Köln`, `Hauptstraße 5, 50667 Köln`.

/// `50667 Köln`, `D-50667 Köln`, `Köln (50667)` taken apart into postcode and place.
pub fn split_postcode(text: &str) -> (String, String) {
    let text = text.trim();
    let body = ["D-", "D ", "DE-"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    if let (4 | 5, Some((postcode, place))) = (digits, body.split_at_checked(digits)) {
        return (postcode.to_owned(), place.trim_matches([' ', ',', '-', '\u{a0}']).to_owned());
    }
    if let Some((place, postcode)) = text.trim_end_matches(')').rsplit_once([' ', '('])
        && is_postcode(postcode)
    {
        return (postcode.to_owned(), place.trim_matches([' ', ',', '(']).to_owned());
    }
    (String::new(), text.to_owned())
}

/// `Hauptstraße 5, 50667 Köln` taken apart into street, postcode and place.
pub fn split_address(text: &str) -> (String, String, String) {
    let parts: Vec<&str> = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    for (at, part) in parts.iter().enumerate().rev() {
        let (postcode, place) = split_postcode(part);
        if !postcode.is_empty() {
            let street = parts.iter().take(at).copied().collect::<Vec<_>>().join(", ");
            let place = if place.is_empty() { parts.get(at + 1).copied().unwrap_or("").to_owned() } else { place };
            return (street, postcode, place);
        }
    }
    // Without a comma: a run of five digits that stands alone is the postcode.
    let words: Vec<&str> = text.split_whitespace().collect();
    let postcode = words.iter().position(|word| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit()));
    match postcode {
        Some(at) => (
            words.iter().take(at).copied().collect::<Vec<_>>().join(" "),
            words.get(at).copied().unwrap_or("").to_owned(),
            words.iter().skip(at + 1).copied().collect::<Vec<_>>().join(" "),
        ),
        None => match parts.as_slice() {
            [street, place] => ((*street).to_owned(), String::new(), (*place).to_owned()),
            _ => (parts.join(", "), String::new(), String::new()),
        },
    }
}

/// Whether it is a German postcode: five digits.
pub fn is_postcode(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(a: &str, b: &str, c: &str) -> (String, String, String) {
        (a.to_owned(), b.to_owned(), c.to_owned())
    }

    #[test]
    fn postcode_and_place_are_told_apart() {
        for text in ["50667 Köln", "D-50667 Köln", "50667  Köln", "Köln (50667)", "50667, Köln"] {
            assert_eq!(split_postcode(text), ("50667".to_owned(), "Köln".to_owned()), "{text}");
        }
        assert_eq!(split_postcode("Köln"), (String::new(), "Köln".to_owned()));
    }

    #[test]
    fn an_address_in_one_cell_is_taken_apart() {
        assert_eq!(split_address("Hauptstraße 5, 50667 Köln"), three("Hauptstraße 5", "50667", "Köln"));
        assert_eq!(split_address("Hauptstraße 5 50667 Bad Honnef"), three("Hauptstraße 5", "50667", "Bad Honnef"));
        assert_eq!(split_address("Hauptstraße 5, Köln"), three("Hauptstraße 5", "", "Köln"));
        assert_eq!(split_address("Hauptstraße 5\n50667 Köln"), three("Hauptstraße 5", "50667", "Köln"));
    }
}
