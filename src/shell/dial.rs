//! Dialling from the keyboard: a configured command, or the number goes to the local clipboard over the terminal (OSC 52).

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Dials, or copies. 110 and 112 are never dialled.
pub fn dial(command: Option<&str>, number: &str) {
    if matches!(number, "110" | "112") {
        return;
    }
    match command {
        Some(command) => start(command, number),
        None => copy(number),
    }
}

/// Starts the command with the number as an argument of its own: nothing of it is read by a shell.
fn start(command: &str, number: &str) {
    let mut words = command.split_whitespace().map(|word| word.replace("{number}", number));
    let Some(program) = words.next() else { return };
    let quiet =
        Command::new(program).args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Ok(mut child) = quiet {
        std::thread::spawn(move || drop(child.wait()));
    }
}

fn copy(number: &str) {
    let mut out = io::stdout();
    let sent = write!(out, "\x1b]52;c;{}\x07", base64(number.as_bytes())).and_then(|()| out.flush());
    drop(sent);
}

/// Base64 (RFC 4648): three bytes in, four characters out.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let joined = chunk.iter().chain(std::iter::repeat(&0)).take(3).fold(0u32, |n, byte| n << 8 | u32::from(*byte));
        for place in 0..4u32 {
            let index = (joined >> (18 - 6 * place)) & 63;
            let symbol = ALPHABET.get(index as usize).copied().unwrap_or(b'=');
            text.push(if place as usize > chunk.len() { '=' } else { char::from(symbol) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_its_standard() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    }
}
