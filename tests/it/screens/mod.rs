//! The screens as pictures: state, keys, screen. Nothing here has a store, a clock or a terminal.

mod by_hand;
mod call;
mod household;
mod laws;
mod lists;
mod order_kinds;
mod order_office;
mod orders;
mod party;
mod people;
mod phone;
mod queue;
mod room;
mod seat;
mod whole;
