//! The ban on working (Tätigkeitsverbot, § 31 IfSG): ordered beside a quarantine or where none follows, above all for
//! people who work in care.

use super::super::order::{OrderKind, RuleResult};
use super::super::record::Kind;
use super::facts::{FactName, Facts};
use super::proposal::{NoProposal, Proposal};
use super::rule::{BaseKind, Certainty};

/// What a ban on working stands on.
const LEGAL_BASIS: &str = "§ 31 IfSG, § 28 Abs. 1 IfSG";

/// The ban on working beside what the rules propose: for their days where they count any, else from the day of decision
/// on, for the tracer to say until when.
///
/// # Errors
/// The facts that must be known first, as for every order.
pub fn work_ban(by_rule: Result<Proposal, NoProposal>, facts: &Facts) -> Result<Proposal, Vec<FactName>> {
    let proposal = match by_rule {
        Ok(proposal) => proposal,
        Err(NoProposal::Missing(names)) => return Err(names),
        Err(NoProposal::NoRule) => without_rule(facts),
    };
    let counted = proposal.days > 0;
    Ok(Proposal {
        result: RuleResult::Order,
        kind: OrderKind::WorkBan,
        to: if counted { proposal.to } else { proposal.from },
        legal_basis: LEGAL_BASIS.to_owned(),
        follow_up_rhythm_days: None,
        release_tests: Vec::new(),
        asks_proof: false,
        remark: None,
        ..proposal
    })
}

fn without_rule(facts: &Facts) -> Proposal {
    Proposal {
        result: RuleResult::None,
        kind: OrderKind::WorkBan,
        from: facts.decided_on,
        to: facts.decided_on,
        base_date: facts.decided_on,
        base: BaseKind::Decision,
        days: 0,
        release_tests: Vec::new(),
        symptom_free_hours: None,
        rule: "none".to_owned(),
        rulebook: String::new(),
        legal_basis: String::new(),
        certainty: Certainty::Check,
        follow_up_rhythm_days: None,
        asks_proof: false,
        remark: None,
        disease: facts.disease,
        category: facts.known_category().filter(|_| facts.kind == Kind::Contact),
    }
}
