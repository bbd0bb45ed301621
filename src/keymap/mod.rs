//! Keys, the actions they stand for, and the tables that join the two.
//!
//! Pure: no file is read and no terminal is asked here. A shell turns a key
//! press into a [`Key`], the screen says on which focus path it was pressed,
//! and [`Keymap::resolve`] answers with an [`Action`]. Help, footers, the
//! palette and the key table in the README are all printed from the same
//! tables, so that none of them can be wrong about a key.

mod action;
mod check;
mod fault;
mod focus;
mod help;
mod key;
mod load;
mod resolve;
mod sequence;

pub use action::{Action, UnknownAction};
pub use fault::{Fault, KeymapError, Place, Refused, Shape};
pub use focus::{Focus, UnknownFocus};
pub use help::{HelpLine, footer, help_lines, key_of, keys_of, table};
pub use key::{Code, Key, UnreadableKey};
pub use load::{BUILTIN, LoadedKeymap, Source, builtin, load};
pub use resolve::{Binding, Keymap, Resolution};
pub use sequence::Sequence;
