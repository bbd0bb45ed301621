//! Faults that a store could have, to be planted on purpose: each must be noticed.

use std::collections::BTreeMap;

use rufliste::domain::lease::Lease;
use rufliste::store::memory::MemoryStore;

/// What is wrong with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A stale token reads back as a live lease.
    NoTokenCheck,
    /// A claim reads before another station's claim and writes after it.
    SplitClaim,
    /// An event does not reach the trail.
    LostEvent,
    /// An attempt is stored under a second id too.
    AttemptTwice,
    /// A transaction is acknowledged and gone.
    LostWrite,
    /// The last order number is forgotten.
    NumberAgain,
    /// A batch number is left out.
    BatchSkipped,
    /// A batch begins with the last revision of the one before, or leaves out the first of its own.
    RevisionAstray,
    /// Households and numbers are not locked.
    TwoOnANumber,
    /// An entity is stored under the commitment that it had before.
    StaleCommitment,
}

/// A fault at work.
#[derive(Default)]
pub struct Planted {
    pub fault: Option<Fault>,
    chances: u32,
    /// The state before the last claim.
    pub stale: Option<MemoryStore>,
    /// Every lease that there ever was.
    pub leases: BTreeMap<i64, Lease>,
}

/// A fault strikes at every so many chances, so that it is not the first thing that happens.
const EVERY: u32 = 20;

impl Planted {
    pub fn new(fault: Option<Fault>) -> Self {
        Self { fault, ..Self::default() }
    }

    pub fn is(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// Whether it strikes now.
    pub fn strikes(&mut self, fault: Fault) -> bool {
        let chance = self.is(fault);
        self.chances += u32::from(chance);
        chance && self.chances.is_multiple_of(EVERY)
    }
}
