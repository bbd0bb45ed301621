//! A line of the table: one person, one kind of order, what the rulebook proposes and what was decided.

use chrono::NaiveDate;

use super::super::super::desk::Desk;
use super::super::super::prompt::{Prompt, Purpose};
use super::super::super::widget::form::{Field, Form, Name};
use super::super::super::words;
use super::super::call::speak_with;
use super::facts::{apply, fact_field, is_date_fact};
use crate::domain::decide::{Command, Facts, IssueOrder};
use crate::domain::id::OrderId;
use crate::domain::order::{Order, OrderKind};
use crate::domain::person::Person;
use crate::domain::record::{Kind, Record};
use crate::domain::rulebook::{FactName, Facts as RuleFacts, NoProposal, Proposal, propose, work_ban};
use crate::domain::user::Power;
use crate::t;
use crate::text::dates;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineState {
    /// To be decided.
    Open,
    /// On its way.
    Sent(OrderId),
    /// Ordered or proposed: the receipt.
    Done(String),
    /// Refused: why.
    Refused(String),
}

/// An order in force already: its kind, its number, its last day.
type Standing = (OrderKind, Option<String>, NaiveDate);

/// A person in the table.
#[derive(Debug, Clone)]
pub struct OrderLine {
    /// The record.
    pub record: Record,
    /// Name as listed.
    pub name: String,
    /// To whom the order is spoken, if not to the person.
    pub spoken_to: Option<String>,
    /// Ticked.
    pub ticked: bool,
    /// A ban on working is meant, not what the rules propose.
    pub is_ban: bool,
    /// Facts asked for.
    pub asked: Facts,
    /// Other dates than proposed, and why.
    pub dates: Option<(NaiveDate, NaiveDate, String)>,
    /// What the rulebook says.
    pub proposal: Result<Proposal, NoProposal>,
    /// The place, where the person stays outside the district: another office is competent.
    pub outside: Option<String>,
    /// What became of it.
    pub state: LineState,
    in_force: Vec<Standing>,
}

impl OrderLine {
    /// The line of a person for what the rules propose, with the facts that were told of them.
    pub(super) fn new(desk: &Desk, record: &Record, person: &Person, orders: &[Order], told: Facts) -> Self {
        let in_force = orders.iter().filter(|order| order.is_in_force(desk.today()));
        let outside = person.stays_at().filter(|stay| desk.office.is_outside(&stay.postcode, &stay.place));
        let mut line = Self {
            record: record.clone(),
            name: person.listed_name(),
            spoken_to: speak_with(person, desk.today()),
            ticked: false,
            is_ban: false,
            asked: told.into_iter().filter(|(name, _)| FactName::from_code(name).is_some()).collect(),
            dates: None,
            proposal: Err(NoProposal::NoRule),
            outside: outside.map(|stay| stay.place.clone()),
            state: LineState::Open,
            in_force: in_force.map(|order| (order.kind, order.number.clone(), order.to)).collect(),
        };
        line.begin(desk, false);
        line
    }

    /// The same person, for a ban on working or for what the rules propose, to be decided anew.
    pub(super) fn of_kind(&self, desk: &Desk, is_ban: bool) -> Self {
        let mut line = self.clone();
        line.begin(desk, is_ban);
        line
    }

    fn begin(&mut self, desk: &Desk, is_ban: bool) {
        self.is_ban = is_ban;
        self.dates = None;
        self.state = LineState::Open;
        self.propose(desk);
        self.ticked = self.in_force().is_none() && self.outside.is_none();
    }

    pub(super) fn propose(&mut self, desk: &Desk) {
        let mut facts = RuleFacts::of(&self.record, desk.office.land(), desk.today());
        for (name, answer) in &self.asked {
            apply(&mut facts, name, answer);
        }
        let by_rule = propose(&desk.rules.rulebook, &facts);
        self.proposal = if self.is_ban { work_ban(by_rule, &facts).map_err(NoProposal::Missing) } else { by_rule };
    }

    /// What is ordered.
    pub fn kind(&self) -> OrderKind {
        match (&self.proposal, self.is_ban, self.record.kind) {
            (_, true, _) => OrderKind::WorkBan,
            (Ok(proposal), ..) => proposal.kind,
            (_, _, Kind::Contact) => OrderKind::Quarantine,
            (_, _, Kind::Case) => OrderKind::Isolation,
        }
    }

    /// An order of this kind that is in force already: number and last day.
    pub fn in_force(&self) -> Option<(Option<&str>, NaiveDate)> {
        let standing = self.in_force.iter().find(|(kind, ..)| *kind == self.kind());
        standing.map(|(_, number, until)| (number.as_deref(), *until))
    }

    /// Whether it is still to be decided.
    pub(super) const fn is_undecided(&self) -> bool {
        matches!(self.state, LineState::Open | LineState::Refused(_))
    }

    pub(super) const fn waits(&self) -> bool {
        self.ticked && self.is_undecided()
    }

    /// Whether its last day must be given first: the rules count no days for this ban on working, or they are over.
    pub fn lacks_days(&self) -> bool {
        let uncounted = |proposal: &Proposal| proposal.days == 0 || proposal.is_past();
        self.is_ban && self.dates.is_none() && self.proposal.as_ref().is_ok_and(uncounted)
    }

    /// Whether an order or an ordinance binds the person.
    pub fn binds(&self) -> bool {
        self.proposal.as_ref().is_ok_and(Proposal::binds)
    }

    /// Facts that must be known first.
    pub fn missing(&self) -> Option<&[FactName]> {
        match &self.proposal {
            Err(NoProposal::Missing(names)) => Some(names),
            _ => None,
        }
    }

    /// First and last day: as changed, else as proposed.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let proposal = self.proposal.as_ref().ok()?;
        Some(self.dates.as_ref().map_or((proposal.from, proposal.to), |(from, to, _)| (*from, *to)))
    }

    /// The command for its order, which is on its way then.
    pub(super) fn send(&mut self, desk: &mut Desk, token: Option<i64>) -> Option<(OrderId, Command)> {
        let (Ok(proposal), Some((from, to))) = (&self.proposal, self.days()) else { return None };
        let id = desk.mint_order();
        let order = Box::new(IssueOrder {
            id,
            record: self.record.id,
            token,
            kind: proposal.kind,
            from,
            to,
            reason: self.dates.as_ref().map(|(_, _, why)| why.clone()),
            spoken_to: self.spoken_to.clone(),
            facts: self.asked.clone(),
        });
        self.state = LineState::Sent(id);
        let may_speak = desk.user.may(Power::SpeakOrder);
        Some((id, if may_speak { Command::IssueOrder(order) } else { Command::ProposeOrder(order) }))
    }

    pub(super) fn facts_form(&self, at: usize) -> Option<Prompt> {
        let fields = self.missing()?.iter().map(|name| fact_field(*name)).collect();
        Some(Prompt { purpose: Purpose::OrderFacts(at), form: Form::new(fields) })
    }

    pub(super) fn dates_form(&self, at: usize) -> Option<Prompt> {
        let (from, to) = self.days()?;
        let why = self.dates.as_ref().map_or("", |(_, _, why)| why);
        let to = if self.lacks_days() { String::new() } else { dates::date_iso(to) };
        let fields = vec![
            Field::text(Name::From, &dates::date_iso(from)),
            Field::text(Name::To, &to),
            Field::text(Name::Why, why),
            Field::text(Name::SpokenTo, self.spoken_to.as_deref().unwrap_or("")),
        ];
        Some(Prompt { purpose: Purpose::OrderDates(at), form: Form { at: 1, ..Form::new(fields) } })
    }

    pub(super) fn facts_saved(&mut self, desk: &Desk, form: &Form) -> Result<(), (Name, String)> {
        for field in &form.fields {
            let Name::Fact(name) = &field.name else { continue };
            let answer = field.answer();
            if is_date_fact(name) {
                let date = words::date(&answer, desk.today());
                let date = date.ok_or_else(|| (field.name.clone(), t!(desk.lang, "tui-not-a-date")))?;
                self.asked.insert(name.clone(), date.to_string());
            } else if answer.is_empty() {
                return Err((field.name.clone(), t!(desk.lang, "tui-not-a-choice")));
            } else {
                self.asked.insert(name.clone(), answer);
            }
        }
        self.state = LineState::Open;
        self.propose(desk);
        Ok(())
    }

    pub(super) fn dates_saved(&mut self, desk: &Desk, form: &Form) -> Result<(), (Name, String)> {
        let date = |name: Name| {
            words::date_ahead(&form.answer(&name), desk.today())
                .ok_or_else(|| (name.clone(), t!(desk.lang, "tui-not-a-date")))
        };
        let (from, to) = (date(Name::From)?, date(Name::To)?);
        if to < from {
            return Err((Name::To, t!(desk.lang, "refusal-order-dates")));
        }
        self.spoken_to = form.given(&Name::SpokenTo);
        let proposed = self.proposal.as_ref().is_ok_and(|proposal| (proposal.from, proposal.to) == (from, to));
        let proposed = proposed && !(self.is_ban && self.proposal.as_ref().is_ok_and(|proposal| proposal.days == 0));
        let why = form.given(&Name::Why);
        self.dates = match why {
            _ if proposed => None,
            Some(why) => Some((from, to, why)),
            None => return Err((Name::Why, t!(desk.lang, "refusal-order-reason-required"))),
        };
        self.state = LineState::Open;
        Ok(())
    }
}
