//! The shell: owns the terminal, the threads and the clock. One ordered inbox, a pure update, effects performed by
//! two workers, one frame when the inbox is empty and something changed.

pub mod ahead;
pub mod clock;
pub mod desk;
mod dial;
pub mod export;
mod inbox;
mod input;
pub mod random;
mod reader;
mod run;
pub mod scratch;
mod screen;
mod signals;
mod spool;
mod terminal;
pub mod verify;
mod watch;
mod writer;

pub use run::{Ended, Launch, run};
