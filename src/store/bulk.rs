//! One thing done to many calls in one transaction, an event each; all or nothing.

use crate::domain::bulk::{Bulk, Targets};
use crate::domain::decide::{Command, Refusal};
use crate::domain::id::CallId;
use crate::domain::queue::{Filter, Ranking};
use crate::domain::time::Moment;
use crate::domain::user::{Power, User};

use super::perform::{Actor, NotDone, PROMOTION_STEP, perform_all};
use super::{Queries, StoreError, Txn};

/// Does it to every call that is meant; how many there were.
///
/// # Errors
/// [`NotDone`] of the first call that it cannot be done to; nothing was changed then.
pub fn perform_bulk(txn: &mut dyn Txn, targets: &Targets, bulk: &Bulk, actor: &Actor<'_>) -> Result<usize, NotDone> {
    let calls = match targets {
        Targets::Calls(calls) => calls.clone(),
        Targets::Filter(filter) => {
            txn.promote(actor.now, &Ranking::of(&actor.rules.plan), PROMOTION_STEP)?;
            matching(txn.queries(), filter, actor.user)?
        }
    };
    let calls = match bulk {
        Bulk::Release { .. } => held(txn.queries(), calls, actor.now)?,
        Bulk::Assign { .. } | Bulk::Priority { .. } | Bulk::Withdraw { .. } | Bulk::PassOn { .. } => calls,
    };
    let commands: Vec<Command> = calls.iter().enumerate().map(|(at, call)| bulk.on(*call, at == 0)).collect();
    Ok(perform_all(txn, &commands, actor)?.len())
}

fn held(queries: &dyn Queries, calls: Vec<CallId>, now: Moment) -> Result<Vec<CallId>, StoreError> {
    let mut held: Vec<(i64, CallId)> = Vec::new();
    for call in calls {
        if let Some(lease) = queries.lease_of(call)?.filter(|lease| lease.is_live(now) || lease.is_unfinished(now))
            && held.iter().all(|(token, _)| *token != lease.token)
        {
            held.push((lease.token, call));
        }
    }
    Ok(held.into_iter().map(|(_, call)| call).collect())
}

fn matching(queries: &dyn Queries, filter: &Filter, user: &str) -> Result<Vec<CallId>, NotDone> {
    let user = queries.user(user)?.ok_or(Refusal::NotPermitted(Power::Lead))?;
    let mut found = Vec::new();
    queries.walk_queue(&overview(queries, user, filter)?, filter, &mut |call| {
        found.push(call.id);
        Ok(true)
    })?;
    Ok(found)
}

/// Whoever leads sees every call, whatever they speak themselves, also what nobody of the office can take.
///
/// # Errors
/// Those of the store.
pub fn overview(queries: &dyn Queries, mut user: User, filter: &Filter) -> Result<User, StoreError> {
    if user.may(Power::Lead) {
        for (need, _) in queries.needs(None)? {
            user.languages.extend(need.language);
            user.skills.extend(need.skill);
        }
        user.languages.extend(filter.language.clone());
    }
    Ok(user)
}
