//! The office around the stations: two supervisors, the timers, lists that come in, users that change, clocks that jump.

use chrono::TimeDelta;
use rufliste::domain::audit::Hash;
use rufliste::domain::batch::order_office;
use rufliste::domain::call::{CallState, Closing, Priority};
use rufliste::domain::decide::Command;
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{ExternalId, ImportId};
use rufliste::domain::import::Source;
use rufliste::domain::intake::IncomingRow;
use rufliste::domain::phone::parse_cell;
use rufliste::domain::plan::Plan;
use rufliste::domain::record::Kind;
use rufliste::domain::user::{Right, Role};
use rufliste::domain::view::OrderFilter;
use rufliste::store::intake::{Counts, take_chunk};
use rufliste::store::seal::{seal, written};
use rufliste::store::tick::tick;

use super::day::{Day, Who};
use super::invariants::Breach;
use super::town::{MUNICIPALITIES, fresh_number, tracer};
use crate::fixture::{at, today, user};

/// Who or what acts besides the stations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    Haas,
    Lang,
    Timer,
    OtherTimer,
    Delivery,
    Lists,
    Users,
    Clock,
    Plan,
}

impl Task {
    pub const ALL: [Self; 9] = [
        Self::Haas,
        Self::Lang,
        Self::Timer,
        Self::OtherTimer,
        Self::Delivery,
        Self::Lists,
        Self::Users,
        Self::Clock,
        Self::Plan,
    ];
}

#[derive(Default)]
pub struct Office {
    lists: Vec<Vec<IncomingRow>>,
}

impl Office {
    /// Does one thing; how long until the next.
    pub fn step(&mut self, task: Task, day: &mut Day) -> TimeDelta {
        match task {
            Task::Haas => leads("haas", day),
            Task::Lang => leads("lang", day),
            Task::Timer | Task::OtherTimer => ticks(task, day),
            Task::Delivery => delivers(day),
            Task::Lists => self.takes_in(day),
            Task::Users => changes_users(day),
            Task::Clock => jumps(day),
            Task::Plan => {
                let weight = day.dice.between(13, 48);
                let text = Plan::BUILT_IN.replace("urgent = 24", &format!("urgent = {weight}"));
                day.rules.plan = Plan::parse("callplan.toml", &text).unwrap();
                day.plan_read_at = day.by_clock_of(&Who::at_desk("haas"));
                TimeDelta::minutes(day.dice.between(60, 200))
            }
        }
    }

    /// A list comes in, twice over: the second time nothing is new.
    fn takes_in(&mut self, day: &mut Day) -> TimeDelta {
        let who = Who::at_desk("haas");
        if self.lists.is_empty() || day.dice.permille(700) {
            let n = self.lists.len();
            self.lists.push((0..12).map(|line| row(n * 12 + line, day)).collect());
            let list = self.lists[n].clone();
            import(&who, &list, day);
        }
        let n = self.lists.len() - 1;
        let list = self.lists[n].clone();
        import(&who, &list, day);
        let counts = import(&who, &list, day);
        if counts.is_some_and(|counts| counts.unchanged != list.len() as u64) {
            day.note(Err(Breach { invariant: 7, what: format!("a list that is known brings {counts:?}") }));
        }
        TimeDelta::minutes(day.dice.between(30, 90))
    }
}

fn import(who: &Who, rows: &[IncomingRow], day: &mut Day) -> Option<Counts> {
    let import = ImportId::mint(day.by_clock_of(who), &day.mint);
    let source = Source { system: "list".into(), import, disease: Disease::Measles };
    day.other(who, |txn, actor| take_chunk(txn, rows, &source, actor)).map(|(counts, _)| counts)
}

fn row(n: usize, day: &mut Day) -> IncomingRow {
    let mut row = IncomingRow::new(n as u64 + 2, if day.dice.permille(800) { Kind::Contact } else { Kind::Case });
    row.last_name = format!("Musterlist{n:04}");
    row.first_name = "Erika".into();
    row.birth = today().pred_opt();
    // Now and then two of a list share a number, and a household with it.
    let line = fresh_number(if day.dice.permille(300) { n / 2 } else { n });
    row.phones = parse_cell(&format!("0{}", &line[3..]), "DE");
    row.address.street = format!("Lindenallee {}", n / 2);
    row.address.postcode = "50999".into();
    row.address.place = "Lindental".into();
    row.exposure.last = today().pred_opt();
    row.external_ids = vec![ExternalId { system: "list".into(), value: n.to_string() }];
    row
}

fn leads(name: &str, day: &mut Day) -> TimeDelta {
    let who = Who::at_desk(name);
    let (call, reason) = (day.some_call(), "Bemerkung".to_owned());
    let raised = day.read(|queries| queries.escalated(30));
    let escalated = if raised.is_empty() { call.id } else { day.dice.pick(&raised).id };
    let owner = match day.dice.below(3) {
        0 => Some(tracer(day.dice.below(200))),
        1 => Some("team:Nord".to_owned()),
        _ => None,
    };
    let command = match day.dice.below(12) {
        0 | 1 => Command::Assign { call: call.id, owner, reason, tell: true },
        2 | 3 => {
            let leases = day.read(|queries| queries.leases());
            let call = if leases.is_empty() { call.id } else { day.dice.pick(&leases).lease.call };
            Command::ForceRelease { call, reason }
        }
        4 => Command::Withdraw { call: call.id, reason },
        5 => Command::SetPriority { call: call.id, priority: *day.dice.pick(Priority::ALL), reason },
        6 => Command::TakeDecision { call: escalated },
        7 => Command::Decide { call: escalated, text: reason },
        8 | 9 => Command::ReturnToQueue { call: escalated, owner, reason },
        10 => {
            let closing = *day.dice.pick(&[Closing::Refused, Closing::HandedOver, Closing::Complete]);
            Command::CloseCall { call: escalated, closing, reason }
        }
        _ => {
            let orders = day.read(|queries| queries.orders(&OrderFilter::default(), 50));
            if orders.is_empty() {
                return TimeDelta::minutes(3);
            }
            let order = day.dice.pick(&orders).order.id;
            Command::LiftOrder { order, reason }
        }
    };
    day.one(&who, command);
    if call.state == CallState::Open && day.dice.permille(30) {
        day.one(&who, Command::TellAll { text: "Bemerkung".into() });
        day.one(&who, Command::SetShiftNote { text: "Bemerkung".into() });
    }
    TimeDelta::seconds(day.dice.between(60, 300))
}

/// Several timers at once, and none around noon.
fn ticks(task: Task, day: &mut Day) -> TimeDelta {
    let local = day.by_clock_of(&Who::at_desk("it"));
    if local > at(11) && local < at(14) {
        return TimeDelta::minutes(20);
    }
    let mut who = Who::at_desk(if task == Task::Timer { "timer" } else { "haas" });
    who.station = format!("{task:?}");
    let read_at = day.plan_read_at;
    while day.other(&who, |txn, actor| tick(txn, actor, read_at)).is_some_and(|done| !done.is_nothing()) {}
    TimeDelta::minutes(5)
}

/// The next batch of every destination, each written at once or later.
fn delivers(day: &mut Day) -> TimeDelta {
    let who = Who::at_desk("lang");
    for destination in ["records".to_owned(), order_office(MUNICIPALITIES[0]), order_office(MUNICIPALITIES[1])] {
        let sealed = day.other(&who, |txn, actor| seal(txn, &destination, actor)).flatten();
        if let Some(batch) = sealed.filter(|_| day.dice.permille(800)) {
            let manifest = Hash::of(&[batch.folder().as_bytes()]);
            day.other(&who, |txn, actor| written(txn, &batch, manifest, actor));
        }
    }
    TimeDelta::minutes(day.dice.between(10, 50))
}

/// A tracer goes, another gets the right to speak orders; both may be in the middle of a call.
fn changes_users(day: &mut Day) -> TimeDelta {
    let name = tracer(day.dice.below(200));
    let known = day.read(|queries| queries.user(&name));
    let mut changed = known.unwrap_or_else(|| user(&name, &[Role::Tracer], &[]));
    changed.disabled = day.dice.permille(200);
    changed.rights = if day.dice.permille(500) { [Right::Order].into() } else { [].into() };
    day.one(&Who::at_desk("it"), Command::PutUser(Box::new(changed)));
    TimeDelta::minutes(day.dice.between(10, 40))
}

/// The clock of the office is set wrongly, and right again.
fn jumps(day: &mut Day) -> TimeDelta {
    day.jump = match day.dice.below(6) {
        0 => TimeDelta::hours(1),
        1 => TimeDelta::hours(-1),
        2 => TimeDelta::minutes(day.dice.between(-5, 5)),
        _ => TimeDelta::zero(),
    };
    TimeDelta::minutes(day.dice.between(20, 120))
}
