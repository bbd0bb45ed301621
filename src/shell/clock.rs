//! The clock: the system's, or a fixed time in a demo (`--now`).

use chrono::{DateTime, Utc};

use crate::domain::time::{Moment, to_millis};

/// Tells the time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    fixed: Option<DateTime<Utc>>,
}

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands still.
    pub const fn fixed(at: Moment) -> Self {
        Self { fixed: Some(at) }
    }

    /// Now, to the millisecond.
    pub fn now(&self) -> Moment {
        to_millis(self.fixed.unwrap_or_else(Utc::now))
    }
}
