//! Signals become messages: a lost line and a request to end are handled by the run loop, in order with everything else.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::inbox::Inbox;

/// Starts listening.
///
/// # Errors
/// When the operating system refuses the handlers.
pub fn start(inbox: Sender<Inbox>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let message = if signal == SIGHUP { Inbox::Hangup } else { Inbox::Terminate };
            if inbox.send(message).is_err() {
                return;
            }
        }
    });
    Ok(())
}
