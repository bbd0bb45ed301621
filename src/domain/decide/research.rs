//! The research call: somebody has to find a number.

use super::super::call::{Call, CallState, Reason};
use super::super::handling::Handling;
use super::super::id::CallId;
use super::Ctx;

/// The research call that takes the place of a call that has no number left.
pub(super) fn call(of: &Call, ctx: &Ctx<'_>) -> Call {
    Call {
        id: CallId::mint(ctx.now, ctx.mint),
        reason: Reason::Research,
        state: CallState::Open,
        created_at: ctx.now,
        ready_at: ctx.now,
        prefer_at: None,
        daypart: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        language: None,
        numbers: Vec::new(),
        task: Some(of.reason.code().to_owned()),
        handling: Handling::default(),
        ..of.clone()
    }
}
