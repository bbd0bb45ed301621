//! Names as lists write them: `Müller, Erika`, `Erika Müller`, `Frau Dr. Müller`.

use super::person::Sex;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Family name with its particles.
    pub last: String,
    /// Given names.
    pub first: String,
    /// `Dr.`, `Prof. Dr.`
    pub title: String,
    /// What a form of address says.
    pub sex: Option<Sex>,
}

/// Particles that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "von", "van", "vom", "zu", "zum", "zur", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "el", "al",
    "bin", "ibn", "ten", "ter", "'t", "la", "le",
];

/// Takes a cell with a whole name apart. A comma parts family and given names; else the last word, with its particles, or a word in capitals
/// is the family name.
pub fn split_name(text: &str) -> Name {
    let mut name = Name::default();
    let text = without_title(text, &mut name);
    if let Some((last, first)) = text.split_once(',') {
        last.trim().clone_into(&mut name.last);
        let first = without_title(first.trim(), &mut name).to_owned();
        first.trim_matches([',', ' ']).clone_into(&mut name.first);
        return name;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_shouted =
        |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    let shouted = words.iter().filter(|word| is_shouted(word)).count();
    if shouted > 0 && shouted < words.len() {
        let (last, first): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_shouted(word));
        name.last = last.join(" ");
        name.first = first.join(" ");
        return name;
    }
    let mut start = words.len().saturating_sub(1);
    while let Some(before) = start.checked_sub(1).and_then(|i| words.get(i)) {
        if start < 2 && !before.chars().all(char::is_lowercase) || !PARTICLES.contains(&before.to_lowercase().as_str())
        {
            break;
        }
        start -= 1;
    }
    let (first, last) = words.split_at_checked(start).unwrap_or((&[], &[]));
    name.last = last.join(" ");
    name.first = first.join(" ");
    name
}

/// Like [`split_name`], of a column whose heading says that the family name comes first.
pub fn split_family_first(text: &str) -> Name {
    let mut name = split_name(text);
    let shouted = text.split_whitespace().any(|word| word.chars().count() > 1 && !word.chars().any(char::is_lowercase));
    if !text.contains(',') && !shouted && !name.first.is_empty() {
        let rest = without_title(text, &mut Name::default());
        let words: Vec<&str> = rest.split_whitespace().collect();
        let particles = words.iter().take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str())).count();
        let (last, first) = words.split_at_checked(particles + 1).unwrap_or((&words, &[]));
        name.last = last.join(" ");
        name.first = first.join(" ");
    }
    name
}

/// What a form of address says of the sex.
pub fn sex_of_address(word: &str) -> Option<Sex> {
    match word {
        "Herr" | "Herrn" | "Hr." | "Hr" | "Mr." | "Mr" | "MR" => Some(Sex::Male),
        "Frau" | "Fr." | "Fr" | "Mrs." | "Ms." | "Mrs" | "MRS" => Some(Sex::Female),
        _ => None,
    }
}

/// Takes titles and forms of address off the front of a name and notes them.
pub fn without_title<'a>(text: &'a str, name: &mut Name) -> &'a str {
    let mut rest = text.trim();
    while let Some((word, tail)) = rest.split_once([' ', '\u{a0}']) {
        match word {
            "Familie" | "Fam." => {}
            _ if sex_of_address(word).is_some() => name.sex = sex_of_address(word),
            _ if is_title(word) => {
                if !name.title.is_empty() {
                    name.title.push(' ');
                }
                name.title.push_str(word);
            }
            _ => break,
        }
        rest = tail.trim_start();
    }
    rest
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Dr."
            | "Dr"
            | "Prof."
            | "Prof"
            | "PD"
            | "Dipl.-Ing."
            | "Dipl.-Kfm."
            | "med."
            | "h.c."
            | "rer."
            | "nat."
            | "phil."
            | "Dr.med."
            | "Dr.-Ing."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> (String, String) {
        let name = split_name(text);
        (name.last, name.first)
    }

    #[test]
    fn family_and_given_names_are_told_apart() {
        for (text, last, first) in [
            ("Müller, Erika", "Müller", "Erika"),
            ("Erika Müller", "Müller", "Erika"),
            ("Anna Maria von der Heide", "von der Heide", "Anna Maria"),
            ("von der Heide, Anna", "von der Heide", "Anna"),
            ("MÜLLER Erika", "MÜLLER", "Erika"),
            ("Erika MÜLLER-LÜDENSCHEIDT", "MÜLLER-LÜDENSCHEIDT", "Erika"),
            ("Müller", "Müller", ""),
            ("Yılmaz,Ayşe", "Yılmaz", "Ayşe"),
            ("Müller,", "Müller", ""),
        ] {
            assert_eq!(split(text), (last.to_owned(), first.to_owned()), "{text}");
        }
    }

    #[test]
    fn titles_and_forms_of_address_are_no_part_of_a_name() {
        let name = split_name("Frau Prof. Dr. Erika Müller");
        assert_eq!((name.last.as_str(), name.first.as_str(), name.title.as_str()), ("Müller", "Erika", "Prof. Dr."));
        assert_eq!(name.sex, Some(Sex::Female));
        assert_eq!(split_name("Müller, Dr. Erika").first, "Erika");
    }

    #[test]
    fn a_heading_that_puts_the_family_name_first_is_believed() {
        for (text, last, first) in [
            ("Muster Erika", "Muster", "Erika"),
            ("von der Heide Anna Maria", "von der Heide", "Anna Maria"),
            ("Muster, Erika", "Muster", "Erika"),
            ("Dr. Muster Erika", "Muster", "Erika"),
            ("Muster", "Muster", ""),
        ] {
            let name = split_family_first(text);
            assert_eq!((name.last.as_str(), name.first.as_str()), (last, first), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "\\PC{0,40}") {
            let _ = split_name(&text);
        }
    }
}
