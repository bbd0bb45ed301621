//! A bar of a chart, in plain characters.

/// `####....`: a share of `most` in `columns`; anything above zero shows at least one mark.
pub fn bar(value: u64, most: u64, columns: usize) -> String {
    let (most, value) = (u128::from(most.max(1)), u128::from(value));
    let filled = (value.min(most) * columns as u128).div_ceil(most);
    "█".repeat(usize::try_from(filled).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_its_share_and_never_hides_what_is_there() {
        assert_eq!(bar(0, 10, 10), "");
        assert_eq!(bar(1, 1000, 10), "█");
        assert_eq!(bar(5, 10, 10), "█████");
        assert_eq!(bar(20, 10, 4), "████");
        assert_eq!(bar(u64::MAX, u64::MAX, 4), "████");
    }
}
