//! The one ordered inbox of the run loop.

use crate::tui::msg::Msg;

/// What arrives there.
#[derive(Debug)]
pub enum Inbox {
    /// For the UI.
    Msg(Msg),
    /// The line is gone (SIGHUP) or the terminal can't be read any more.
    Hangup,
    /// Asked to end (SIGTERM, SIGINT).
    Terminate,
    /// A station released or extended by the worker.
    Left,
}
