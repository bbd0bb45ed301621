//! What went wrong, for people: one line what, one line why, one line what to do; and the exit code of its kind.

use std::fmt;

/// Kind of a failure; the one place that maps kinds to exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Done, but something needs attention.
    Attention,
    /// The command line is wrong.
    Usage,
    /// Nothing was changed because of an error.
    Unchanged,
    /// Not permitted.
    Forbidden,
}

impl Kind {
    /// Exit status.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Attention => 1,
            Self::Usage => 2,
            Self::Unchanged => 3,
            Self::Forbidden => 4,
        }
    }
}

/// A failure, in the user's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Kind.
    pub kind: Kind,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), why: None, hint: None }
    }

    /// Says why.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for line in [&self.why, &self.hint].into_iter().flatten() {
            write!(f, "\n{line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
