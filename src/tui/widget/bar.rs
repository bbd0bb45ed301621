//! A bar of a chart, in plain characters.

/// `####....`: a share of `most` in `columns`; anything above zero shows at least one mark.
pub fn bar(value: u64, most: u64, columns: usize) -> String {
    let most = most.max(1);
    let columns = columns as u64;
    let filled = value.min(most).saturating_mul(columns).div_ceil(most).min(columns);
    let filled = usize::try_from(filled).unwrap_or(0);
    "█".repeat(filled)
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
