//! The table of proposed orders: what the rulebook says for each ticked person, what is missing, other dates, and the order.

use chrono::NaiveDate;

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::{Prompt, Purpose};
use super::super::super::widget::form::{Field, Form, Name};
use super::super::super::widget::list::Cursor;
use super::super::super::words;
use super::talk::speak_with;
use crate::domain::decide::{Command, Facts, IssueOrder, Refusal};
use crate::domain::id::{OrderId, RecordId};
use crate::domain::order::Order;
use crate::domain::person::Person;
use crate::domain::record::{Category, Immunity, Record};
use crate::domain::rulebook::{FactName, Facts as RuleFacts, NoProposal, Proposal, propose};
use crate::domain::user::Power;
use crate::domain::view::MateSheet;
use crate::keymap::Action;
use crate::t;

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
    /// Facts asked for.
    pub asked: Facts,
    /// Other dates than proposed, and why.
    pub dates: Option<(NaiveDate, NaiveDate, String)>,
    /// What the rulebook says.
    pub proposal: Result<Proposal, NoProposal>,
    /// An order in force already: number and last day.
    pub in_force: Option<(Option<String>, NaiveDate)>,
    /// The place, where the person stays outside the district: another office is competent.
    pub outside: Option<String>,
    /// What became of it.
    pub state: LineState,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub struct OrderTable {
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// The cursor.
    pub cursor: Cursor,
    answers: Facts,
    shared: Facts,
    /// How many people are still on their way into the table.
    awaited: usize,
    /// The orders are to go out as soon as everybody is here.
    hurry: bool,
}

impl OrderTable {
    /// An empty table; `answers` are what the script brought for the person on the telephone, who is added first,
    /// `shared` what holds for everybody who has no answer of their own.
    pub fn new(answers: Facts, shared: Facts) -> Self {
        Self { answers, shared, ..Self::default() }
    }

    /// So many people will arrive.
    pub const fn await_people(&mut self, count: usize) {
        self.awaited = count;
    }

    /// Whether people are still on their way.
    pub const fn awaits(&self) -> bool {
        self.awaited > 0
    }

    /// The others are here; orders that were given before now go out.
    pub fn arrived(&mut self, desk: &mut Desk, sheets: &[MateSheet], token: i64, fx: &mut Vec<Effect>) {
        for sheet in sheets {
            self.add(desk, &sheet.record, &sheet.person, &sheet.orders);
        }
        self.awaited = 0;
        if std::mem::take(&mut self.hurry) {
            self.give(desk, token, fx);
        }
    }

    /// Adds a person with what the rulebook proposes.
    pub fn add(&mut self, desk: &Desk, record: &Record, person: &Person, orders: &[Order]) {
        if self.lines.iter().any(|line| line.record.id == record.id) {
            return;
        }
        let mut answered = missing_of(&self.shared, record);
        if self.lines.is_empty() {
            answered.extend(self.answers.clone());
        }
        let in_force = orders.iter().find(|order| order.is_in_force(desk.today()));
        let outside = person.stays_at().filter(|stay| desk.office.is_outside(&stay.postcode, &stay.place));
        let mut line = OrderLine {
            record: record.clone(),
            name: person.listed_name(),
            spoken_to: speak_with(person, desk.today()),
            ticked: in_force.is_none() && outside.is_none(),
            asked: answered.into_iter().filter(|(name, _)| FactName::from_code(name).is_some()).collect(),
            dates: None,
            proposal: Err(NoProposal::NoRule),
            in_force: in_force.map(|order| (order.number.clone(), order.to)),
            outside: outside.map(|stay| stay.place.clone()),
            state: LineState::Open,
        };
        line.propose(desk);
        self.lines.push(line);
    }

    /// Whether nothing is left to be decided here: every ticked order is on its way or done.
    pub fn is_settled(&self) -> bool {
        let sent = |line: &OrderLine| matches!(line.state, LineState::Sent(_) | LineState::Done(_));
        self.lines.iter().any(sent)
            && !self.lines.iter().any(|line| line.waits() && (line.binds() || line.missing().is_some()))
    }

    /// An action inside the table; says whether it was one of the table's.
    pub fn act(&mut self, desk: &mut Desk, action: Action) -> bool {
        let at = self.cursor.at;
        match (action, self.lines.get_mut(at)) {
            (Action::Tick, Some(line)) => line.ticked = !line.ticked,
            (Action::Correct, Some(line)) => desk.prompt = line.dates_form(desk, at).or_else(|| line.facts_form(at)),
            _ => return self.cursor.act(action, self.lines.len(), self.lines.len()),
        }
        true
    }

    /// Asks for what is missing for the first person, if anything is.
    pub fn ask_for_missing(&self) -> Option<Prompt> {
        self.lines.first()?.facts_form(0)
    }

    /// Orders for every ticked person; what is missing for one is asked for first.
    pub fn give(&mut self, desk: &mut Desk, token: i64, fx: &mut Vec<Effect>) {
        if self.awaits() {
            self.hurry = true;
            desk.say(t!(desk.lang, "tui-serving"));
            return;
        }
        let missing = self.lines.iter().enumerate().find(|(_, line)| line.waits() && line.missing().is_some());
        if let Some((at, line)) = missing {
            desk.prompt = line.facts_form(at);
            self.cursor.at = at;
            return;
        }
        let due = self.lines.iter_mut().filter(|line| line.waits() && line.binds());
        let mut sent: Vec<(OrderId, Command)> = due.filter_map(|line| line.send(desk, token)).collect();
        match sent.len() {
            0 => desk.say(t!(desk.lang, "tui-nothing-to-order")),
            1 => {
                for (order, command) in sent.drain(..) {
                    desk.perform(Ask::Order(order), command, fx);
                }
            }
            _ => {
                let (orders, commands) = sent.into_iter().unzip();
                desk.perform_all(Ask::OrdersFor(orders), commands, fx);
            }
        }
    }

    /// A form of the table was saved.
    pub fn saved(&mut self, desk: &mut Desk, mut prompt: Prompt) {
        let (Purpose::OrderFacts(at) | Purpose::OrderDates(at)) = prompt.purpose else { return };
        let Some(line) = self.lines.get_mut(at) else { return };
        let saved = match prompt.purpose {
            Purpose::OrderDates(_) => line.dates_saved(desk, &prompt.form),
            _ => line.facts_saved(desk, &prompt.form),
        };
        match saved {
            Err((name, why)) => {
                prompt.form.fail(&name, why);
                desk.prompt = Some(prompt);
            }
            Ok(()) => self.share_asked(desk, at),
        }
    }

    /// How somebody was exposed holds for everybody in the telephone call of whom that is not known.
    fn share_asked(&mut self, desk: &Desk, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        let shared = line.asked.iter().filter(|(field, _)| super::party::is_shared(field));
        let shared: Facts = shared.map(|(field, answer)| (field.clone(), answer.clone())).collect();
        for other in self.lines.iter_mut().filter(|other| other.missing().is_some()) {
            for (field, answer) in missing_of(&shared, &other.record) {
                other.asked.entry(field).or_insert(answer);
            }
            other.propose(desk);
        }
        self.shared.extend(shared);
    }

    /// The orders that are on their way, and for whom.
    pub fn sent(&self) -> impl Iterator<Item = (OrderId, RecordId)> + '_ {
        let sent = |line: &OrderLine| match line.state {
            LineState::Sent(order) => Some((order, line.record.id)),
            LineState::Open | LineState::Done(_) | LineState::Refused(_) => None,
        };
        self.lines.iter().filter_map(sent)
    }

    fn line_of(&mut self, order: OrderId) -> Option<&mut OrderLine> {
        self.lines.iter_mut().find(|line| line.state == LineState::Sent(order))
    }

    /// An order was issued or proposed.
    pub fn done(&mut self, order: OrderId, receipt: &str) {
        if let Some(line) = self.line_of(order) {
            line.state = LineState::Done(receipt.to_owned());
        }
    }

    /// An order was refused; facts that are missing can be given and the order tried again.
    pub fn refused(&mut self, order: OrderId, why: &str, refusal: &Refusal) {
        let Some(line) = self.line_of(order) else { return };
        line.state = LineState::Refused(why.to_owned());
        if let Refusal::FactsMissing(names) = refusal {
            let names: Vec<_> = names.iter().filter_map(|name| FactName::from_code(name)).collect();
            if !names.is_empty() {
                line.proposal = Err(NoProposal::Missing(names));
            }
        }
    }

    /// The store failed: nothing was ordered.
    pub fn failed(&mut self, order: OrderId) {
        if let Some(line) = self.line_of(order) {
            line.state = LineState::Open;
        }
    }
}

impl OrderLine {
    fn propose(&mut self, desk: &Desk) {
        let mut facts = RuleFacts::of(&self.record, desk.office.land(), desk.today());
        for (name, answer) in &self.asked {
            apply(&mut facts, name, answer);
        }
        self.proposal = propose(&desk.rules.rulebook, &facts);
    }

    const fn waits(&self) -> bool {
        self.ticked && matches!(self.state, LineState::Open | LineState::Refused(_))
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
    fn send(&mut self, desk: &mut Desk, token: i64) -> Option<(OrderId, Command)> {
        let (Ok(proposal), Some((from, to))) = (&self.proposal, self.days()) else { return None };
        let id = desk.mint_order();
        let order = Box::new(IssueOrder {
            id,
            record: self.record.id,
            token: Some(token),
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

    fn facts_form(&self, at: usize) -> Option<Prompt> {
        let fields = self.missing()?.iter().map(|name| fact_field(*name)).collect();
        Some(Prompt { purpose: Purpose::OrderFacts(at), form: Form::new(fields) })
    }

    fn dates_form(&self, desk: &Desk, at: usize) -> Option<Prompt> {
        let (from, to) = self.days()?;
        let shown = |date: NaiveDate| crate::text::dates::date_iso(date);
        let why = self.dates.as_ref().map_or("", |(_, _, why)| why);
        let fields = vec![
            Field::text(Name::From, &shown(from)),
            Field::text(Name::To, &shown(to)),
            Field::text(Name::Why, why),
            Field::text(Name::SpokenTo, self.spoken_to.as_deref().unwrap_or("")),
        ];
        let _ = desk;
        Some(Prompt { purpose: Purpose::OrderDates(at), form: Form { at: 1, ..Form::new(fields) } })
    }

    fn facts_saved(&mut self, desk: &Desk, form: &Form) -> Result<(), (Name, String)> {
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

    fn dates_saved(&mut self, desk: &Desk, form: &Form) -> Result<(), (Name, String)> {
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

/// The facts that this record lacks.
fn missing_of(facts: &Facts, record: &Record) -> Facts {
    let is_known = |field: &str| match FactName::from_code(field) {
        Some(FactName::Category) => record.exposure.category.is_some_and(|known| known != Category::Unknown),
        Some(FactName::LastExposure) => record.exposure.last.is_some(),
        Some(FactName::IndexTest) => record.index.tested_on.is_some(),
        Some(FactName::Immunity) => record.immunity != Immunity::Unknown,
        Some(FactName::Onset) => record.infection.onset.is_some(),
        Some(FactName::Specimen) => record.infection.specimen.is_some(),
        None => true,
    };
    let lacking = facts.iter().filter(|(field, _)| !is_known(field));
    lacking.map(|(field, answer)| (field.clone(), answer.clone())).collect()
}

fn fact_field(name: FactName) -> Field {
    // Nothing is chosen beforehand: a fact that an order stands on is never answered by a reflex.
    let codes = |all: Vec<&'static str>| std::iter::once("").chain(all).map(str::to_owned).collect::<Vec<_>>();
    let fact = Name::Fact(name.code().to_owned());
    match name {
        FactName::Category => {
            let known = Category::ALL.iter().filter(|category| **category != Category::Unknown);
            Field::choice(fact, codes(known.map(|category| category.code()).collect()), "")
        }
        FactName::Immunity => {
            let known = Immunity::ALL.iter().filter(|immunity| **immunity != Immunity::Unknown);
            Field::choice(fact, codes(known.map(|immunity| immunity.code()).collect()), "")
        }
        FactName::LastExposure | FactName::IndexTest | FactName::Onset | FactName::Specimen => Field::text(fact, ""),
    }
}

fn is_date_fact(name: &str) -> bool {
    !matches!(FactName::from_code(name), None | Some(FactName::Category | FactName::Immunity))
}

fn apply(facts: &mut RuleFacts, name: &str, answer: &str) {
    let date = NaiveDate::parse_from_str(answer, "%Y-%m-%d").ok();
    match FactName::from_code(name) {
        Some(FactName::Category) => facts.category = Category::from_code(answer).or(facts.category),
        Some(FactName::Immunity) => facts.immunity = Immunity::from_code(answer).unwrap_or(facts.immunity),
        Some(FactName::LastExposure) => facts.last_exposure = date.or(facts.last_exposure),
        Some(FactName::IndexTest) => facts.index_tested_on = date.or(facts.index_tested_on),
        Some(FactName::Onset) => facts.onset = date.or(facts.onset),
        Some(FactName::Specimen) => facts.specimen = date.or(facts.specimen),
        None => {}
    }
}
