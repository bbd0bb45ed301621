//! The terminal UI as a pure state machine: `update(&mut Model, Msg) -> Vec<Effect>` and `view(&Model, &mut Frame)`.
//! It never sees a store, a clock or a terminal; the shell performs its effects and answers with messages.

mod act;
mod ask;
mod desk;
pub mod effect;
mod keys;
mod model;
pub mod msg;
mod prompt;
mod reply;
mod screen;
mod theme;
mod update;
mod view;
mod widget;
mod words;

pub use desk::Start;
pub use model::Model;
pub use theme::{Theme, Tone};
pub use update::update;
pub use view::{SMALLEST, draw, view};
pub use widget::text::{safe, steers};
