//! Setting right what was logged, and keeping facts without an outcome.

use super::super::call::{Correction, Outcome};
use super::super::id::AttemptId;
use super::super::user::Power;
use super::facts::apply;
use super::lease::{needed, permit};
use super::worked::{raise, raise_if_worked};
use super::{Change, Ctx, Decision, Facts, Receipt, Refusal, WorkingSet};

/// Corrects a logged outcome with a reason; both stay in the history.
pub(super) fn outcome(
    set: &WorkingSet,
    attempt: AttemptId,
    outcome: Outcome,
    reason: &str,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let mut corrected = set.attempts.iter().find(|known| known.id == attempt).cloned().ok_or(Refusal::NotFound)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let before = corrected.effective_outcome();
    corrected.correction =
        Some(Correction { outcome, reason: needed(reason)?.to_owned(), by: ctx.user.name.clone(), at: ctx.now });
    raise(&mut record, "corrected", ctx.now);
    Ok(Decision::new("outcome_corrected", Receipt::Saved)
        .fact("from", before)
        .fact("to", outcome)
        .fact("revision", record.revision)
        .with(Change::Attempt(corrected))
        .with(Change::Record(record)))
}

/// Keeps answers of an interview, unless another station works on the record.
pub(super) fn keep_facts(set: &WorkingSet, facts: &Facts, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    if let Some(holder) = &set.held_by {
        return Err(Refusal::StaleToken(Some(Box::new(holder.clone()))));
    }
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    apply(&mut record, facts, ctx)?;
    raise_if_worked(&mut record, "facts", ctx.now);
    let fields: Vec<&str> = facts.keys().map(String::as_str).collect();
    Ok(Decision::new("facts_kept", Receipt::Saved).fact("fields", fields.join(" ")).with(Change::Record(record)))
}
