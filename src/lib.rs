//! Rufliste: keyboard-driven contact tracing for public health offices.

pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod failure;
pub mod keymap;
pub mod shell;
pub mod store;
pub mod text;
pub mod tui;
