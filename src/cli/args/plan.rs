//! `plan` and its options.

use std::path::PathBuf;

use clap::Subcommand;

/// `plan`.
#[derive(Debug, Subcommand)]
pub enum CallPlan {
    /// Show what is in force.
    Show,
    /// Check a file.
    Check {
        /// File.
        file: PathBuf,
    },
    /// Show what a file would do to the queue as it stands, beside the plan in force. Changes nothing.
    Try {
        /// File.
        file: PathBuf,
    },
}
