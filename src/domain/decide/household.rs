//! Who lives with whom, set right by hand. From then on a household is served together; a lease that is held here follows.

use super::super::call::{Call, CallState};
use super::super::id::HouseholdId;
use super::super::lease::Lease;
use super::super::person::{Household, Person};
use super::super::record::Record;
use super::super::user::Power;
use super::lease::{live, permit};
use super::worked::raise_if_worked;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// The person whose household somebody joins, with everything that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// The person.
    pub person: Person,
    /// Their records.
    pub records: Vec<Record>,
    /// Calls of those records, and the open ones of the household.
    pub calls: Vec<Call>,
}

/// What came of joining or leaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Housed {
    /// Joined, else left.
    pub joined: bool,
    /// How many others live in the household.
    pub others: usize,
    /// The lease of this station, where the telephone call that it is held for changed with the household.
    pub lease: Option<Lease>,
}

/// Joins the household of the host; makes it where the host lives alone.
pub(super) fn join(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    let host = set.host.as_ref().ok_or(Refusal::NotFound)?;
    if host.person.id == person.id {
        return Err(Refusal::SamePerson);
    }
    if person.household.is_some() && person.household == host.person.household {
        return Ok(Decision::silent(Receipt::Unchanged));
    }
    refuse_if_held(set)?;
    let made = host.person.household.is_none();
    let id = host.person.household.unwrap_or_else(|| HouseholdId::mint(ctx.now, ctx.mint));
    let mut changes = Vec::new();
    if made {
        changes.push(Change::Household(Household { id, name: host.person.household_name() }));
        let own = host.calls.iter().filter(|call| call.person == host.person.id);
        moved(&host.person, &host.records, own, Some(id), ctx, &mut changes);
    }
    moved(person, &records(set), calls(set), Some(id), ctx, &mut changes);
    let joined = calls(set).chain(&host.calls).filter(|call| call.state == CallState::Open).map(|call| call.id);
    let lease = live(set.station_lease.as_ref(), ctx).map(|lease| {
        let mut lease = lease.clone();
        let more: Vec<_> = joined.filter(|call| !lease.covers.contains(call)).collect();
        lease.covers.extend(more);
        lease
    });
    let others = set.housemates.max(1);
    Ok(housed("household_joined", true, others, lease, changes).fact("made", made))
}

/// Leaves the household. Whoever shares the number stays in the telephone call that goes on.
pub(super) fn leave(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    if person.household.is_none() {
        return Ok(Decision::silent(Receipt::Unchanged));
    }
    refuse_if_held(set)?;
    let mut changes = Vec::new();
    moved(person, &records(set), calls(set), None, ctx, &mut changes);
    let lease = live(set.station_lease.as_ref(), ctx).map(|lease| {
        let shares = |call: &Call| {
            let lead = set.call.as_ref().map_or(&[][..], |lead| lead.numbers.as_slice());
            call.id == lease.call || call.numbers.iter().any(|number| lead.contains(number))
        };
        let gone: Vec<_> = calls(set).filter(|call| !shares(call)).map(|call| call.id).collect();
        let covers = lease.covers.iter().copied().filter(|call| !gone.contains(call)).collect();
        Lease { covers, ..lease.clone() }
    });
    Ok(housed("household_left", false, set.housemates, lease, changes))
}

fn housed(event: &'static str, joined: bool, others: usize, lease: Option<Lease>, changes: Vec<Change>) -> Decision {
    let mut decision = Decision::new(event, Receipt::Housed(Box::new(Housed { joined, others, lease: lease.clone() })));
    decision.changes = changes;
    decision.changes.extend(lease.map(Change::LeaseCovers));
    decision.fact("others", others)
}

fn refuse_if_held(set: &WorkingSet) -> Result<(), Refusal> {
    set.held_by.clone().map_or(Ok(()), |lease| Err(Refusal::Held(Box::new(lease))))
}

fn records(set: &WorkingSet) -> Vec<Record> {
    set.record.iter().chain(&set.others).cloned().collect()
}

fn calls(set: &WorkingSet) -> impl Iterator<Item = &Call> {
    set.siblings.iter().chain(&set.others_calls)
}

/// A person, their records and their open calls in another household, or in none.
fn moved<'a>(
    person: &Person,
    records: &[Record],
    calls: impl Iterator<Item = &'a Call>,
    household: Option<HouseholdId>,
    ctx: &Ctx<'_>,
    changes: &mut Vec<Change>,
) {
    changes.push(Change::Person(Person { household, ..person.clone() }));
    for mut record in records.iter().cloned() {
        let revision = record.revision;
        raise_if_worked(&mut record, "household", ctx.now);
        if record.revision > revision {
            changes.push(Change::Record(record));
        }
    }
    let open = calls.filter(|call| call.state == CallState::Open);
    changes.extend(open.map(|call| Change::Call(Call { household, ..call.clone() })));
}
