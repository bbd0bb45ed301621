//! Columns of a table: fixed widths, and one that takes what is left.

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many columns.
    Fixed(u16),
    /// A share of what the fixed ones leave, by weight.
    Rest(u16),
}

/// Widths of the columns in a row of this width, one blank between two.
pub fn widths(columns: &[Width], total: u16) -> Vec<usize> {
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let fixed: u16 = columns.iter().map(|width| if let Width::Fixed(n) = width { *n } else { 0 }).sum();
    let weights: u16 = columns.iter().map(|width| if let Width::Rest(n) = width { *n } else { 0 }).sum();
    let rest = total.saturating_sub(fixed.saturating_add(gaps));
    let share = |width: &Width| match width {
        Width::Fixed(n) => usize::from(*n),
        Width::Rest(weight) => usize::from(rest) * usize::from(*weight) / usize::from(weights.max(1)),
    };
    columns.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_shared_by_weight() {
        let columns = [Width::Fixed(6), Width::Rest(2), Width::Rest(1), Width::Fixed(3)];
        assert_eq!(widths(&columns, 42), [6, 20, 10, 3]);
        assert_eq!(widths(&columns, 5), [6, 0, 0, 3]);
    }
}
