//! Stateless drawing. Everything that reaches a cell goes through [`Pen::put`], and so through [`text::safe`].

pub mod bar;
pub mod form;
pub mod list;
pub mod pen;
pub mod table;
pub mod text;
pub mod text_field;

pub use pen::{Paper, Pen, Rich};
pub use ratatui::layout::Position;
