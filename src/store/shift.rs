//! Who is at work now, and which calls nobody of them can take.

use std::collections::BTreeSet;

use super::room::room;
use super::{Queries, Result};
use crate::domain::lease::TALKING;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::user::User;

/// Users who are at work: their station is there, they hold a call, make a pause, or have logged a call within the time
/// for which a lease lasts at most. Who asks is at work too.
///
/// # Errors
/// Those of the store.
pub fn on_shift(queries: &dyn Queries, viewer: &User, now: Moment) -> Result<Vec<User>> {
    let room = room(queries, now)?;
    let held = room.stations.into_iter().map(|row| row.lease.user);
    let mut names: BTreeSet<String> = held.chain(room.pauses.into_iter().map(|pause| pause.user)).collect();
    names.insert(viewer.name.clone());
    names.extend(queries.present()?.into_iter().filter(|there| there.is_seen(now)).map(|there| there.user));
    let mut found = Vec::new();
    for user in queries.users()? {
        if names.contains(&user.name) || queries.my_day(&user.name, now - TALKING)?.attempts > 0 {
            found.push(user);
        }
    }
    Ok(found)
}

/// What ready calls need that nobody at work has, and how many calls need it, the most first.
///
/// # Errors
/// Those of the store.
pub fn stranded(queries: &dyn Queries, viewer: &User, now: Moment) -> Result<Vec<(Need, u64)>> {
    let needs = queries.needs(Some(now))?;
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let shift = on_shift(queries, viewer, now)?;
    let mut found: Vec<(Need, u64)> = Vec::new();
    for (need, count) in needs {
        let Some(lacking) = need.lacking(&shift) else { continue };
        match found.iter_mut().find(|(known, _)| *known == lacking) {
            Some((_, sum)) => *sum += count,
            None => found.push((lacking, count)),
        }
    }
    found.sort_by(|(need, count), (other, of_other)| of_other.cmp(count).then_with(|| need.cmp(other)));
    Ok(found)
}
