//! Numbers as German and English write them.

use super::Lang;

/// A whole number in groups of three: `12.345`, `12,345`.
pub fn integer(lang: Lang, number: impl Into<i64>) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        grouped.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            grouped.push(match lang {
                Lang::De => '.',
                Lang::En => ',',
            });
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with so many decimal places: `1.234,5`, `1,234.5`.
pub fn decimal(lang: Lang, number: f64, places: usize) -> String {
    let written = format!("{:.places$}", number.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let is_negative = number < 0.0 && written.chars().any(|c| matches!(c, '1'..='9'));
    let sign = if is_negative { "-" } else { "" };
    let whole = integer(lang, whole.parse::<i64>().unwrap_or(i64::MAX));
    match (fraction, lang) {
        ("", _) => format!("{sign}{whole}"),
        (fraction, Lang::De) => format!("{sign}{whole},{fraction}"),
        (fraction, Lang::En) => format!("{sign}{whole}.{fraction}"),
    }
}

/// A share of a whole, rounded: `43 %`, `43%`; a dash where there is no whole.
pub fn percent(lang: Lang, part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let share = (part as f64 / whole as f64 * 100.0).round() as i64;
    match lang {
        Lang::De => format!("{} %", integer(lang, share)),
        Lang::En => format!("{}%", integer(lang, share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_in_threes() {
        let table = [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (12_345, "12.345", "12,345"),
            (-1_234_567, "-1.234.567", "-1,234,567"),
            (i64::MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
        ];
        for (number, german, english) in table {
            assert_eq!(integer(Lang::De, number), german);
            assert_eq!(integer(Lang::En, number), english);
        }
    }

    #[test]
    fn decimals_take_the_comma_in_german() {
        assert_eq!(decimal(Lang::De, 1234.56, 1), "1.234,6");
        assert_eq!(decimal(Lang::En, -1234.5, 2), "-1,234.50");
        assert_eq!(decimal(Lang::De, -0.04, 1), "0,0");
        assert_eq!(decimal(Lang::De, 3.0, 0), "3");
    }

    #[test]
    fn a_share_of_nothing_is_a_dash() {
        assert_eq!(percent(Lang::De, 3, 7), "43 %");
        assert_eq!(percent(Lang::En, 7, 7), "100%");
        assert_eq!(percent(Lang::De, 0, 0), "–");
    }
}
