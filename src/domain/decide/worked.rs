//! What makes a record worked: each such change raises its revision, which the store keeps as an immutable snapshot.

use super::super::record::{Record, Worked};
use super::super::time::Moment;

/// Raises the revision of a record because a receiver must know of this.
pub fn raise(record: &mut Record, why: &str, now: Moment) {
    record.revision += 1;
    record.worked = Some(Worked { at: now, why: why.to_owned() });
}

/// Raises the revision of a record that receivers know already; a record never told of stays untold.
pub(super) fn raise_if_worked(record: &mut Record, why: &str, now: Moment) {
    if record.revision > 0 {
        raise(record, why, now);
    }
}
