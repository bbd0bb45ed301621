//! Speaking, preparing and lifting a quarantine order.

use super::super::call::{Call, CallState, Closing, Reason};
use super::super::handling::Signed;
use super::super::id::OrderId;
use super::super::order::{IssuingMode, LetterDates, Order, OrderEnd, OrderKind, OrderState, RuleResult, number_of};
use super::super::person::Person;
use super::super::queue::ORDER_SKILL;
use super::super::record::Record;
use super::super::rulebook::{Facts as RuleFacts, NoProposal, Proposal, propose as propose_by_rule, work_ban};
use super::super::user::Power;
use super::attempt::new_call;
use super::facts::apply;
use super::lease::{needed, permit};
use super::worked::raise;
use super::{Change, Ctx, Decision, Facts, IssueOrder, Receipt, Refusal, WorkingSet, follow_up};

/// Issues an order. It stands whatever the outcome of the call.
pub(super) fn issue(set: &WorkingSet, wanted: &IssueOrder, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::SpeakOrder)?;
    if let Some(known) = set.orders.iter().find(|order| order.id == wanted.id) {
        return Ok(Decision::silent(ordered(known)));
    }
    check_lease(set, wanted, ctx)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    apply(&mut record, &wanted.facts, ctx)?;
    let proposal = proposal_of_kind(&record, wanted.kind, ctx)?;
    check_dates(wanted, &proposal, ctx)?;
    let in_force = |order: &&Order| order.kind == wanted.kind && order.is_in_force(ctx.today());
    if let Some(standing) = set.orders.iter().find(in_force) {
        return Err(Refusal::InForce(standing.number.clone()));
    }
    let order = order_of(wanted, &record, person, &proposal, set.next_order_number, ctx);
    let is_followed = order.kind != OrderKind::WorkBan;
    if is_followed {
        record.follow_up_until = Some(order.to);
    }
    raise(&mut record, "order_issued", ctx.now);
    let mut decision = Decision::new("order_issued", ordered(&order))
        .fact("kind", order.kind)
        .fact("result", order.result)
        .fact("rule", &order.rule)
        .fact("from", order.from)
        .fact("to", order.to)
        .fact("revision", record.revision);
    for call in set.siblings.iter().filter(|call| call.reason == Reason::Decision && call.state == CallState::Open) {
        let mut settled = call.clone();
        settled.state = CallState::Done;
        settled.closing = Some(Closing::Complete);
        decision = decision.with(Change::Call(settled));
    }
    if let Some(next) = follow_up::first(&record, person, &order, &set.siblings, ctx).filter(|_| is_followed) {
        decision = decision.with(Change::Call(next));
    }
    Ok(decision.with(Change::Order(order)).with(Change::Record(record)))
}

/// Prepares an order for a colleague who may speak it: a ready entry for those with the right.
pub(super) fn propose(set: &WorkingSet, wanted: &IssueOrder, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    apply(&mut record, &wanted.facts, ctx)?;
    proposal_of_kind(&record, wanted.kind, ctx)?;
    let decision = Decision::new("order_proposed", Receipt::Proposed).fact("kind", wanted.kind);
    let waits = |call: &&Call| call.reason == Reason::Decision && call.state == CallState::Open;
    if let Some(waiting) = set.siblings.iter().find(waits) {
        let mut call = waiting.clone();
        prepare(&mut call, wanted.kind);
        let decision = if call == *waiting { decision } else { decision.with(Change::Call(call)) };
        return Ok(decision.with(Change::Record(record)));
    }
    let mut call = new_call(&record, person, Reason::Decision, ctx);
    call.skill = Some(ORDER_SKILL.to_owned());
    call.language = None;
    call.escalation = Some("order_proposal".to_owned());
    let text = wanted.reason.clone().unwrap_or_default();
    call.handling.raised = Some(Signed { at: ctx.now, by: ctx.user.name.clone(), text });
    prepare(&mut call, wanted.kind);
    Ok(decision.with(Change::Call(call)).with(Change::Record(record)))
}

/// Notes the kind that is prepared.
fn prepare(call: &mut Call, kind: OrderKind) {
    if !call.handling.prepared.contains(&kind) {
        call.handling.prepared.push(kind);
    }
}

/// Ends an order early, with a reason.
pub(super) fn lift(set: &WorkingSet, order: OrderId, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let reason = needed(reason)?;
    let mut order = set.orders.iter().find(|known| known.id == order).cloned().ok_or(Refusal::NotFound)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    if !order.is_in_force(ctx.today()) {
        return Err(Refusal::NotInForce);
    }
    order.state = OrderState::Lifted;
    order.ended = Some(OrderEnd { at: ctx.now, by: ctx.user.name.clone(), reason: reason.to_owned() });
    raise(&mut record, "order_lifted", ctx.now);
    let stands =
        |other: &&Order| other.id != order.id && other.record == order.record && other.is_in_force(ctx.today());
    record.follow_up_until = set.orders.iter().filter(stands).map(|other| other.to).max();
    let goes_on = record.follow_up_until.is_some();
    let mut decision = Decision::new("order_lifted", Receipt::Lifted { number: order.number.clone() })
        .fact("kind", order.kind)
        .fact("revision", record.revision);
    let followed = |reason| !goes_on && matches!(reason, Reason::FollowUp | Reason::EndOfQuarantine);
    for call in set.siblings.iter().filter(|call| followed(call.reason) && call.state == CallState::Open) {
        let mut withdrawn = call.clone();
        withdrawn.state = CallState::Withdrawn;
        withdrawn.closing = Some(Closing::Withdrawn);
        decision = decision.with(Change::Call(withdrawn));
    }
    Ok(decision.with(Change::Order(order)).with(Change::Record(record)))
}

/// What the rulebook proposes for this record today.
///
/// # Errors
/// [`Refusal::FactsMissing`] names what must be asked first; [`Refusal::NoOrderDue`] where no order or ordinance applies.
pub fn proposal_for(record: &Record, ctx: &Ctx<'_>) -> Result<Proposal, Refusal> {
    let facts = RuleFacts::of(record, ctx.office.land(), ctx.today());
    let proposal = propose_by_rule(&ctx.rules.rulebook, &facts).map_err(|none| match none {
        NoProposal::Missing(facts) => Refusal::FactsMissing(facts.iter().map(ToString::to_string).collect()),
        NoProposal::NoRule => Refusal::NoOrderDue(RuleResult::None.code()),
    })?;
    if proposal.binds() { Ok(proposal) } else { Err(Refusal::NoOrderDue(proposal.result.code())) }
}

/// As [`proposal_for`], for an order of this kind. A ban on working (§ 31 IfSG) stands beside what the rules propose: it
/// is ordered for their days, or, where they bring none, from today on for the days that the tracer gives with a reason.
///
/// # Errors
/// Those of [`proposal_for`]; facts that are missing must be asked first for a ban on working too.
pub fn proposal_of_kind(record: &Record, kind: OrderKind, ctx: &Ctx<'_>) -> Result<Proposal, Refusal> {
    if kind != OrderKind::WorkBan {
        return proposal_for(record, ctx);
    }
    let facts = RuleFacts::of(record, ctx.office.land(), ctx.today());
    work_ban(propose_by_rule(&ctx.rules.rulebook, &facts), &facts)
        .map_err(|facts| Refusal::FactsMissing(facts.iter().map(ToString::to_string).collect()))
}

/// As [`proposal_for`] or [`proposal_of_kind`], once these facts are known.
///
/// # Errors
/// Those of [`proposal_for`], and a fact that does not fit its field.
pub fn proposal_with(
    record: &Record,
    kind: Option<OrderKind>,
    facts: &Facts,
    ctx: &Ctx<'_>,
) -> Result<Proposal, Refusal> {
    let mut record = record.clone();
    apply(&mut record, facts, ctx)?;
    kind.map_or_else(|| proposal_for(&record, ctx), |kind| proposal_of_kind(&record, kind, ctx))
}

fn check_lease(set: &WorkingSet, wanted: &IssueOrder, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if wanted.token.is_some() {
        super::lease::own_lease(set, ctx)?;
    }
    match &set.held_by {
        Some(other) => Err(Refusal::Held(Box::new(other.clone()))),
        None => Ok(()),
    }
}

fn check_dates(wanted: &IssueOrder, proposal: &Proposal, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if wanted.to < wanted.from || wanted.to < ctx.today() {
        return Err(Refusal::DatesWrong);
    }
    let differs = wanted.from != proposal.from || wanted.to != proposal.to;
    if differs && wanted.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::ReasonNeeded);
    }
    Ok(())
}

fn order_of(
    wanted: &IssueOrder,
    record: &Record,
    person: &Person,
    proposal: &Proposal,
    running: u32,
    ctx: &Ctx<'_>,
) -> Order {
    let (authority, mode) = ctx.office.authority_for(person);
    let year = chrono::Datelike::year(&ctx.today());
    let is_individual = proposal.result == RuleResult::Order;
    let is_request = is_individual && mode == IssuingMode::Request;
    let stay = person.stays_at().cloned();
    Order {
        id: wanted.id,
        number: is_individual.then(|| number_of(&authority, year, running)),
        former_numbers: Vec::new(),
        person: person.id,
        record: record.id,
        kind: wanted.kind,
        result: proposal.result,
        from: wanted.from,
        to: wanted.to,
        state: if is_request { OrderState::Requested } else { OrderState::Issued },
        rule: proposal.rule.clone(),
        rulebook: proposal.rulebook.clone(),
        legal_basis: proposal.legal_basis.clone(),
        proposed: proposal.proposed(ctx.german),
        reason: wanted.reason.clone().filter(|reason| !reason.trim().is_empty()),
        authority,
        mode,
        verbal_at: Some(ctx.now),
        issued_by: ctx.user.name.clone(),
        spoken_to: wanted.spoken_to.clone(),
        letter: LetterDates::default(),
        foreign_number: None,
        municipality_informed_at: None,
        municipality: stay.as_ref().and_then(|address| address.municipality.clone()),
        stay,
        amends: None,
        ended: None,
    }
}

fn ordered(order: &Order) -> Receipt {
    Receipt::Ordered {
        order: order.id,
        kind: order.kind,
        number: order.number.clone(),
        result: order.result,
        from: order.from,
        to: order.to,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::record::{Category, Exposure, Immunity};
    use super::super::super::sample::{self, day};
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_order, the_record};
    use super::*;

    fn wanted(kind: OrderKind) -> Box<IssueOrder> {
        Box::new(IssueOrder {
            id: OrderId(uuid::Uuid::from_u128(9)),
            record: the_record(),
            token: None,
            kind,
            from: day("2026-03-15"),
            to: day("2026-04-03"),
            reason: Some("Riegelungsimpfung".into()),
            spoken_to: None,
            facts: Facts::new(),
        })
    }

    /// Somebody for whom the rules propose a quarantine, with these orders.
    fn exposed(role: Role, orders: Vec<Order>) -> Case {
        Case::of(role).with(|set| {
            let record = set.record.as_mut().unwrap();
            record.exposure =
                Exposure { last: Some(day("2026-03-13")), category: Some(Category::Household), ..Exposure::default() };
            record.immunity = Immunity::None;
            set.orders = orders;
        })
    }

    fn prepared(decision: &Decision) -> Option<Vec<OrderKind>> {
        decision.changes.iter().find_map(|change| match change {
            Change::Call(call) => Some(call.handling.prepared.clone()),
            _ => None,
        })
    }

    #[test]
    fn orders_are_spoken_prepared_and_lifted_by_whose_right_it_is() {
        let issue = Command::IssueOrder(wanted(OrderKind::Quarantine));
        let propose = Command::ProposeOrder(wanted(OrderKind::Quarantine));
        let lift = |reason: &str| Command::LiftOrder { order: the_order(), reason: reason.into() };
        assert_guarded(&issue, Power::SpeakOrder, Role::Supervisor);
        assert_guarded(&propose, Power::Work, Role::Tracer);
        assert_guarded(&lift("Test"), Power::Lead, Role::Supervisor);
        for (command, role) in [(&issue, Role::Supervisor), (&propose, Role::Tracer), (&lift("Test"), Role::Supervisor)]
        {
            assert_not_found(command, role);
        }
        assert_eq!(Case::of(Role::Supervisor).refusal(&lift(" ")), Refusal::ReasonNeeded);
        let ended = Case::of(Role::Supervisor).with(|set| set.orders = vec![sample::order("2026-03-14")]);
        assert_eq!(ended.refusal(&lift("Test")), Refusal::NotInForce);
    }

    #[test]
    fn one_of_a_kind_is_in_force_and_nobody_orders_under_another_station() {
        let quarantined = exposed(Role::Supervisor, vec![sample::order("2026-03-20")]);
        let issue = |kind| Command::IssueOrder(wanted(kind));
        let number = Some("KOELN-2026-000001".to_owned());
        assert_eq!(quarantined.refusal(&issue(OrderKind::Quarantine)), Refusal::InForce(number));
        let ban = quarantined.decision(&issue(OrderKind::WorkBan));
        assert_eq!(ban.facts["kind"], "work_ban");
        let held = exposed(Role::Supervisor, vec![]).with(|set| set.held_by = Some(sample::lease("klein")));
        let refused = held.refusal(&issue(OrderKind::Quarantine));
        assert_eq!(refused, Refusal::Held(Box::new(sample::lease("klein"))));
        let without_lease =
            Command::IssueOrder(Box::new(IssueOrder { token: Some(7), ..*wanted(OrderKind::Quarantine) }));
        assert_eq!(exposed(Role::Supervisor, vec![]).refusal(&without_lease), Refusal::StaleToken(None));
    }

    #[test]
    fn what_is_prepared_is_noted_by_its_kind_and_once() {
        let propose = |kind| Command::ProposeOrder(wanted(kind));
        let first = exposed(Role::Tracer, vec![]).decision(&propose(OrderKind::WorkBan));
        assert_eq!(prepared(&first), Some(vec![OrderKind::WorkBan]));
        let waits = |kinds: &[OrderKind]| {
            let mut call = sample::call(Reason::Decision);
            call.handling.prepared = kinds.to_vec();
            exposed(Role::Tracer, vec![]).with(|set| set.siblings = vec![call])
        };
        let beside = waits(&[OrderKind::WorkBan]).decision(&propose(OrderKind::Quarantine));
        assert_eq!(prepared(&beside), Some(vec![OrderKind::WorkBan, OrderKind::Quarantine]));
        let again = waits(&[OrderKind::WorkBan]).decision(&propose(OrderKind::WorkBan));
        assert_eq!(prepared(&again), None, "nothing changes about the entry");
    }
}
