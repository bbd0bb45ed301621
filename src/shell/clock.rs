//! The clock: the system's, or a fixed time in a demo (`--now`).

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::time::{Moment, to_millis};

/// Tells the time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    fixed: Option<DateTime<Utc>>,
    running_since: Option<Instant>,
}

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self { fixed: None, running_since: None }
    }

    /// A clock that stands still.
    pub const fn fixed(at: Moment) -> Self {
        Self { fixed: Some(at), running_since: None }
    }

    /// The same clock, going on from its time: at a station, time passes in a demo too.
    #[must_use]
    pub fn running(self) -> Self {
        Self { running_since: Some(Instant::now()), ..self }
    }

    /// Now, to the millisecond.
    pub fn now(&self) -> Moment {
        let passed = self.running_since.and_then(|since| TimeDelta::from_std(since.elapsed()).ok()).unwrap_or_default();
        to_millis(self.fixed.map_or_else(Utc::now, |at| at + passed))
    }
}
