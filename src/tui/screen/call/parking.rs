//! A call that is set aside while another comes in, and one that lies open again after its outcome was taken back.

use chrono::TimeDelta;

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::msg::Served;
use super::{CallScreen, Pane, Stage};
use crate::domain::call::Direction;
use crate::domain::decide::Command;
use crate::domain::lease::Lease;
use crate::domain::time::Moment;

/// How long a call that came back by itself takes no outcome: a digit pressed twice was meant for the call before.
const SETTLING: TimeDelta = TimeDelta::milliseconds(700);

impl CallScreen {
    /// Another call has come in: everything here stays as it is.
    pub const fn park(&mut self, now: Moment) {
        self.parked_at = Some(now);
    }

    /// Its outcome was taken back.
    pub const fn undone(&mut self) {
        self.logged_at = None;
    }

    /// Whether its outcome was taken back.
    pub const fn is_undone(&self) -> bool {
        self.logged_at.is_none()
    }

    /// Whether it is set aside.
    pub const fn is_parked(&self) -> bool {
        self.parked_at.is_some()
    }

    /// It goes on where it was left.
    pub fn unpark(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        self.parked_at = None;
        self.back_at = Some(desk.now);
        self.unsee();
        desk.perform(Ask::Unpark(self.id()), Command::Unpark { token: self.lease.token }, fx);
    }

    /// Whether it has only just come back.
    pub fn is_settling(&self, now: Moment) -> bool {
        self.back_at.is_some_and(|back| now - back < SETTLING)
    }

    /// Whether this lease is the one it is worked under.
    pub fn holds(&self, lease: &Lease) -> bool {
        self.is_open() && self.lease.token == lease.token && self.lease.call == lease.call
    }

    /// The person who is being called rings back meanwhile.
    pub const fn rings_back(&mut self) {
        self.direction = Direction::Incoming;
    }

    /// Whether it is worked under this lease, which goes on.
    pub fn goes_on(&self, lease: &Lease) -> bool {
        self.is_open() && self.lease.token == lease.token
    }

    /// The outcome of those before it in the telephone call was taken back: they come on the screen again. What was
    /// typed here is kept as a draft. Says which orders stay.
    pub fn goes_back(&mut self, lease: &Lease, desk: &Desk, fx: &mut Vec<Effect>) -> Option<String> {
        fx.extend(self.take_draft(desk.prompt.as_ref()));
        self.lease = lease.clone();
        self.stage = Stage::Turning;
        self.orders_that_stay(desk)
    }

    /// Those before it are here again: the same talk, ticked as they were.
    pub fn went_back(&mut self, desk: &mut Desk, served: Served) {
        let before = self.before.take().filter(|before| before.is(served.sheet.call.id));
        if let Some(mut before) = before {
            before.party = std::mem::take(&mut self.party);
            before.closing.carry_on(&self.closing);
            *self = before.taken_back(desk, served);
        } else {
            self.party.take_back();
            self.turn_to(desk, served);
        }
    }

    /// The same talk under a new lease, after its outcome was taken back: a new attempt, with what was said and typed.
    #[must_use]
    pub fn taken_back(mut self, desk: &mut Desk, served: Served) -> Self {
        let Served { lease, sheet, why, .. } = served;
        (self.lease, self.sheet, self.why) = (lease, sheet, why);
        self.attempt = desk.mint_attempt();
        self.party.take_back();
        self.stage = Stage::Open;
        self.pane = Pane::Script;
        self.parked_at = None;
        self.logged_at = None;
        self.dirty = true;
        self.number = self.number.min(self.sheet.person.phones.len().saturating_sub(1));
        self.unsee();
        self
    }
}
