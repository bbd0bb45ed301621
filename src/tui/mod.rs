//! The terminal UI as a pure state machine: `update(&mut Model, Msg) -> Vec<Effect>` and `view(&Model, &mut Frame)`.
//! It never sees a store, a clock or a terminal; the shell performs its effects and answers with messages.

pub mod effect;
pub mod msg;
