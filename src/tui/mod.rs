//! The terminal UI as a pure state machine: `update(&mut Model, Msg) -> Vec<Effect>` and `view(&Model, &mut Frame)`.
//! It never sees a store, a clock or a terminal; the shell performs its effects and answers with messages.

pub mod act;
pub mod ask;
pub mod desk;
pub mod effect;
mod keep;
pub mod keys;
pub mod model;
pub mod msg;
mod people;
pub mod prompt;
pub mod reply;
pub mod room;
pub mod screen;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
pub mod words;
