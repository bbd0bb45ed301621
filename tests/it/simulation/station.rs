//! A station: a tracer who takes calls, telephones, logs, and to whom everything happens that happens to stations.

use chrono::TimeDelta;
use rufliste::domain::call::{Call, CallState, Direction, Outcome, Reason};
use rufliste::domain::decide::{AddPerson, Command, LogAttempt, NumberChange, Receipt};
use rufliste::domain::id::{CallId, RecordId};
use rufliste::domain::lease::Lease;
use rufliste::domain::order::OrderKind;
use rufliste::domain::person::Sex;
use rufliste::domain::queue::Filter;
use rufliste::domain::record::{Category, IndexCase, Kind};
use rufliste::domain::time::{DEFAULT_ZONE, date_of};

use super::day::{Day, Who};
use super::dice::Dice;
use super::town::{MUNICIPALITIES, fresh_number};

/// What comes of a telephone call, in a thousand.
const OUTCOMES: &[(Outcome, usize)] = &[
    (Outcome::NoAnswer, 320),
    (Outcome::Complete, 270),
    (Outcome::VoicemailLeft, 70),
    (Outcome::Callback, 70),
    (Outcome::Busy, 60),
    (Outcome::VoicemailNone, 50),
    (Outcome::ThirdParty, 30),
    (Outcome::Partial, 25),
    (Outcome::WrongNumber, 20),
    (Outcome::DeadNumber, 15),
    (Outcome::Refused, 15),
    (Outcome::Language, 15),
    (Outcome::Symptoms, 10),
    (Outcome::HouseholdRefused, 5),
    (Outcome::Unfit, 5),
    (Outcome::HandOver, 4),
    (Outcome::HandledElsewhere, 4),
    (Outcome::NotAContact, 4),
    (Outcome::Technical, 4),
    (Outcome::Duplicate, 2),
    (Outcome::NoNumber, 2),
    (Outcome::Deceased, 2),
];

/// What a station can do without a call in hand.
#[derive(Debug, Clone, Copy)]
enum Idle {
    Serve,
    Rings,
    Looks,
    Adds,
    Corrects,
    Desk,
    Claims,
    LogsLater,
    Reopens,
    Pauses,
}

const IDLE: &[(Idle, usize)] = &[
    (Idle::Serve, 860),
    (Idle::Rings, 30),
    (Idle::Looks, 15),
    (Idle::Adds, 10),
    (Idle::Corrects, 25),
    (Idle::Desk, 20),
    (Idle::Claims, 10),
    (Idle::LogsLater, 10),
    (Idle::Reopens, 5),
    (Idle::Pauses, 15),
];

/// What happens with a call in hand.
#[derive(Debug, Clone, Copy)]
enum AtWork {
    Dials,
    Logs,
    Key,
    Notes,
    Orders,
    NewNumber,
    Rings,
    PutsBack,
    Releases,
    PassesOn,
    LineLost,
    Killed,
    Frozen,
}

const LOOKING: &[(AtWork, usize)] = &[
    (AtWork::Dials, 800),
    (AtWork::Key, 50),
    (AtWork::Notes, 30),
    (AtWork::NewNumber, 20),
    (AtWork::Rings, 10),
    (AtWork::PutsBack, 30),
    (AtWork::Releases, 20),
    (AtWork::PassesOn, 10),
    (AtWork::LineLost, 5),
    (AtWork::Killed, 5),
    (AtWork::Frozen, 20),
];

const TALKING: &[(AtWork, usize)] = &[
    (AtWork::Logs, 600),
    (AtWork::Orders, 220),
    (AtWork::Notes, 60),
    (AtWork::Key, 30),
    (AtWork::NewNumber, 15),
    (AtWork::Rings, 15),
    (AtWork::LineLost, 15),
    (AtWork::Killed, 10),
    (AtWork::Frozen, 35),
];

/// What the station knows of its call; the store may know better by now.
struct Work {
    lease: Lease,
    is_dialled: bool,
}

pub struct Station {
    who: Who,
    work: Option<Work>,
    /// The call that it comes back to after its line was lost.
    lost: Option<CallId>,
    /// What it logged last: the line may have been lost before the answer came.
    sent: Option<Vec<Command>>,
    /// It may take back what it has just logged.
    regrets: bool,
}

impl Station {
    pub fn new(user: String, dice: &mut Dice) -> Self {
        let skew = match dice.weighted(&[(0, 80), (1, 15), (2, 5)]) {
            0 => TimeDelta::zero(),
            1 => TimeDelta::seconds(dice.between(-40, 40)),
            _ => TimeDelta::minutes(dice.between(-30, 30)),
        };
        let who = Who { station: user.clone(), user, skew };
        Self { who, work: None, lost: None, sent: None, regrets: false }
    }

    /// Does one thing; how long until the next, in a room that is so many times slower than a busy one.
    pub fn step(&mut self, day: &mut Day, slowness: i32) -> TimeDelta {
        let pause = self.acts(day);
        if self.regrets { TimeDelta::seconds(day.dice.between(5, 70)) } else { pause * slowness }
    }

    fn acts(&mut self, day: &mut Day) -> TimeDelta {
        if std::mem::take(&mut self.regrets) {
            day.one(&self.who, Command::Undo);
        }
        if day.dice.permille(20)
            && let Some(again) = self.sent.take()
        {
            day.perform(&self.who, &again);
        }
        if let Some(call) = self.lost.take() {
            return self.comes_back(call, day);
        }
        match self.work.take() {
            Some(work) => self.works(work, day),
            None => self.idles(day),
        }
    }

    /// At the same station or at another, whose clock goes differently.
    fn comes_back(&mut self, call: CallId, day: &mut Day) -> TimeDelta {
        if day.dice.permille(400) {
            self.who.station.push('b');
            self.who.skew = TimeDelta::seconds(day.dice.between(-90, 90));
        }
        if let Some(Receipt::Claimed(lease)) = day.one(&self.who, Command::Claim { call }) {
            self.begin(lease);
        }
        TimeDelta::seconds(20)
    }

    fn begin(&mut self, lease: Lease) {
        let is_dialled = lease.dialled_at.is_some();
        self.work = Some(Work { lease, is_dialled });
    }

    fn idles(&mut self, day: &mut Day) -> TimeDelta {
        match day.dice.weighted(IDLE) {
            Idle::Serve => {
                let filter = Self::filter(day);
                match day.serve(&self.who, &filter) {
                    Some(lease) => self.begin(lease),
                    None => return TimeDelta::seconds(day.dice.between(60, 300)),
                }
            }
            Idle::Rings => self.rings(day),
            Idle::Looks => {
                let record = day.some_record();
                day.one(&self.who, Command::OpenRecord { record });
                let note = Command::AddNote { record, text: "Bemerkung".into(), pinned: day.dice.permille(300) };
                day.one(&self.who, note);
            }
            Idle::Adds => self.adds(None, day),
            Idle::Corrects => {
                let record = day.some_record();
                self.corrects(record, day);
            }
            Idle::Desk => self.desk(day),
            Idle::Claims => {
                let call = day.some_call().id;
                if let Some(Receipt::Claimed(lease)) = day.one(&self.who, Command::Claim { call }) {
                    self.begin(lease);
                }
            }
            Idle::LogsLater => {
                let call = day.some_call();
                let mut log = self.log(&call, None, day);
                log.happened_at = Some(day.by_clock_of(&self.who) - TimeDelta::minutes(20));
                day.one(&self.who, Command::Log(Box::new(log)));
            }
            Idle::Reopens => {
                let call = day.some_call().id;
                day.one(&self.who, Command::Reopen { call, reason: "Bemerkung".into() });
            }
            Idle::Pauses => {
                day.one(&self.who, Command::Pause { reason: "Pause".into() });
                return TimeDelta::minutes(day.dice.between(5, 45));
            }
        }
        TimeDelta::seconds(day.dice.between(5, 40))
    }

    fn filter(day: &mut Day) -> Filter {
        let mut filter = Filter::default();
        match day.dice.weighted(&[(0, 90), (1, 3), (2, 3), (3, 3), (4, 1)]) {
            0 => {}
            1 => filter.municipality = Some((*day.dice.pick(&MUNICIPALITIES)).to_owned()),
            2 => filter.language = Some("tr".to_owned()),
            3 => filter.reason = Some(Reason::FirstNotification),
            _ => filter.mine = true,
        }
        filter
    }

    /// Somebody rings whose record is in the office.
    fn rings(&mut self, day: &mut Day) {
        let again = day.rang.take().filter(|_| day.dice.permille(300));
        let record = again.unwrap_or_else(|| day.some_record());
        day.rang = Some(record);
        let Some(Receipt::Claimed(lease)) = day.one(&self.who, Command::TakeIncoming { record }) else { return };
        let call = day.call(lease.call);
        let mut log = self.log(&call, Some(lease.token), day);
        log.direction = Direction::Incoming;
        log.outcome = *day.dice.pick(&[Outcome::Complete, Outcome::Partial, Outcome::Callback]);
        self.with_needs(&mut log, day);
        if day.dice.permille(900) {
            self.regrets = day.one(&self.who, Command::Log(Box::new(log))).is_some() && day.dice.permille(150);
        } else {
            day.one(&self.who, Command::Release { token: lease.token });
        }
        // What was parked comes back with the next call that is served, or here.
        let parked = day.read(|queries| queries.parked_lease_of(&self.who.station));
        if let Some(parked) = parked.filter(|_| day.dice.permille(500)) {
            day.one(&self.who, Command::Unpark { token: parked.token });
            self.begin(parked);
        }
    }

    fn adds(&mut self, case: Option<RecordId>, day: &mut Day) {
        let now = day.by_clock_of(&self.who);
        let n = day.dice.below(100_000);
        let wanted = AddPerson {
            id: RecordId::mint(now, &day.mint),
            kind: if case.is_some() || day.dice.permille(900) { Kind::Contact } else { Kind::Case },
            disease: rufliste::domain::disease::Disease::Measles,
            last_name: format!("Muster{n:05}"),
            first_name: "Erik".into(),
            birth: None,
            sex: Sex::Male,
            languages: Vec::new(),
            phones: rufliste::domain::typed::phones(&format!("0{}", &fresh_number(n)[3..])),
            address: None,
            day: date_of(now, DEFAULT_ZONE).pred_opt(),
            category: Some(if day.dice.permille(500) { Category::Household } else { Category::Close }),
            setting: None,
            index: IndexCase { record: case, ..IndexCase::default() },
            source: "telephone".into(),
            anyway: false,
        };
        day.one(&self.who, Command::AddPerson(Box::new(wanted)));
    }

    /// A person or one of their numbers is set right.
    fn corrects(&mut self, record: RecordId, day: &mut Day) {
        let person = day.record(record).person;
        let person = day.read(|queries| queries.person(person)).unwrap();
        let known = person.phones.first().and_then(|phone| phone.e164.clone()).unwrap_or_default();
        let n = day.dice.below(10_000);
        let text = format!("0{}", &fresh_number(n)[3..]);
        let (owner, label) = (String::new(), String::new());
        let change = match day.dice.below(6) {
            0 => NumberChange::Add { text, owner, label },
            1 => NumberChange::Correct { number: known, text, owner, label },
            2 => NumberChange::Retire { number: known },
            3 => NumberChange::First { number: known },
            choice => {
                let (postcode, place) = *day.dice.pick(&[("50999", "Lindental"), ("50998", "Hohenfeld")]);
                let fields = match choice {
                    4 => [("last_name".to_owned(), format!("Muster{n}n"))].into(),
                    _ => [("stay".to_owned(), format!("Lindenallee {n}, {postcode} {place}"))].into(),
                };
                day.one(&self.who, Command::CorrectPerson { record, fields });
                return;
            }
        };
        day.one(&self.who, Command::ChangeNumber { record, change });
    }

    /// Questions, reminders, and what was logged wrongly.
    fn desk(&mut self, day: &mut Day) {
        let record = day.some_record();
        let text = "Bemerkung".to_owned();
        let at = day.by_clock_of(&self.who) + TimeDelta::minutes(day.dice.between(5, 200));
        let command = match day.dice.below(3) {
            0 => Command::AskQuestion { record, to: "role:supervisor".into(), text },
            1 => Command::SetReminder { record, at, owner: Some(self.who.user.clone()), text },
            _ => {
                let attempts = day.read(|queries| queries.attempts_of(record));
                let Some(attempt) = attempts.last().map(|attempt| attempt.id) else { return };
                Command::CorrectOutcome { attempt, outcome: Outcome::Partial, reason: text }
            }
        };
        day.one(&self.who, command);
    }

    fn works(&mut self, work: Work, day: &mut Day) -> TimeDelta {
        let call = day.call(work.lease.call);
        if !call.reason.telephones() {
            self.settles(&work.lease, &call, day);
            return TimeDelta::seconds(day.dice.between(30, 200));
        }
        let token = work.lease.token;
        let (record, text) = (call.record, "Bemerkung".to_owned());
        match day.dice.weighted(if work.is_dialled { TALKING } else { LOOKING }) {
            AtWork::Dials => {
                let number = call.numbers.first().cloned();
                if day.one(&self.who, Command::Dial { token, number }).is_some() {
                    self.work = Some(Work { is_dialled: true, ..work });
                }
                return TimeDelta::seconds(day.dice.between(20, 240));
            }
            AtWork::Logs => self.logs(&work.lease, &call, day),
            AtWork::Key => {
                if day.one(&self.who, Command::Renew { token }).is_some() {
                    self.work = Some(work);
                }
                return TimeDelta::seconds(day.dice.between(20, 400));
            }
            AtWork::Notes => {
                let facts = [("infection.onset".to_owned(), "2026-03-01".to_owned())].into();
                day.one(&self.who, Command::KeepFacts { record, facts });
                if day.record(record).kind == Kind::Case {
                    self.adds(Some(record), day);
                }
                self.work = Some(work);
            }
            AtWork::Orders => {
                self.orders(record, token, day);
                self.work = Some(work);
            }
            AtWork::NewNumber => {
                self.corrects(record, day);
                self.work = Some(work);
            }
            AtWork::Rings => {
                self.work = Some(work);
                self.rings(day);
            }
            AtWork::PutsBack => drop(day.one(&self.who, Command::PutBack { token, reason: text })),
            AtWork::Releases => drop(day.one(&self.who, Command::Release { token })),
            AtWork::PassesOn => {
                let not_before = Some(day.by_clock_of(&self.who) + TimeDelta::minutes(30));
                day.one(&self.who, Command::PassOn { call: call.id, owner: None, not_before, note: text });
            }
            AtWork::LineLost => {
                day.one(&self.who, Command::LoseLine { token });
                self.lost = Some(call.id);
                return TimeDelta::seconds(day.dice.between(10, 600));
            }
            AtWork::Killed => {
                self.lost = day.dice.permille(700).then_some(call.id);
                return TimeDelta::minutes(day.dice.between(1, 90));
            }
            AtWork::Frozen => {
                self.work = Some(work);
                return TimeDelta::minutes(day.dice.between(5, 150));
            }
        }
        TimeDelta::seconds(day.dice.between(5, 30))
    }

    /// What needs no telephone.
    fn settles(&mut self, lease: &Lease, call: &Call, day: &mut Day) {
        let (call, record, token, text) = (call.id, call.record, lease.token, "Bemerkung".to_owned());
        match day.call(call).reason {
            Reason::Research if day.dice.permille(700) => {
                let text = format!("0{}", &fresh_number(day.dice.below(10_000))[3..]);
                let change = NumberChange::Add { text, owner: String::new(), label: String::new() };
                day.one(&self.who, Command::ChangeNumber { record, change });
            }
            Reason::Decision => self.orders(record, token, day),
            Reason::Question => drop(day.one(&self.who, Command::AnswerQuestion { call, text: text.clone() })),
            _ => drop(day.one(&self.who, Command::SettleTask { call, text: text.clone() })),
        }
        if day.read(|queries| queries.lease(token)).is_some() && day.dice.permille(900) {
            day.one(&self.who, Command::PutBack { token, reason: text });
        }
    }

    fn orders(&mut self, record: RecordId, token: i64, day: &mut Day) {
        let known = day.record(record);
        day.room.now = day.by_clock_of(&self.who);
        let Some(mut order) = day.room.order_if_due(&known, Some(token)) else { return };
        match day.dice.below(10) {
            0 => {
                order.to = order.to.succ_opt().unwrap();
                order.reason = Some("Bemerkung".into());
            }
            1 => {
                order.kind = OrderKind::WorkBan;
                order.reason = Some("Bemerkung".into());
            }
            _ => {}
        }
        if day.one(&self.who, Command::IssueOrder(Box::new(order.clone()))).is_none() && day.dice.permille(400) {
            day.one(&self.who, Command::ProposeOrder(Box::new(order)));
        }
    }

    /// One outcome, or one for everybody behind the number.
    fn logs(&mut self, lease: &Lease, call: &Call, day: &mut Day) {
        let first = self.log(call, Some(lease.token), day);
        let mut logs = vec![first.clone()];
        if lease.covers.len() > 1 && day.dice.permille(600) {
            for mate in lease.covers.iter().filter(|mate| **mate != call.id) {
                let mate = day.call(*mate);
                if mate.state == CallState::Open && mate.reason.telephones() {
                    day.room.now = day.by_clock_of(&self.who);
                    let mut log = day.room.attempt(&mate, Some(lease.token), first.outcome);
                    log.number.clone_from(&first.number);
                    log.joint = true;
                    self.with_needs(&mut log, day);
                    logs.push(log);
                }
            }
            let last = logs.len() - 1;
            logs[..last].iter_mut().for_each(|log| log.keeps_lease = true);
        }
        let commands: Vec<Command> = logs.into_iter().map(|log| Command::Log(Box::new(log))).collect();
        let done = day.perform(&self.who, &commands).is_some();
        self.regrets = done && day.dice.permille(60);
        self.sent = Some(commands);
    }

    fn log(&mut self, call: &Call, token: Option<i64>, day: &mut Day) -> LogAttempt {
        day.room.now = day.by_clock_of(&self.who);
        let outcome = day.dice.weighted(OUTCOMES);
        let mut log = day.room.attempt(call, token, outcome);
        log.started_at = day.room.now - TimeDelta::seconds(day.dice.between(10, 600));
        self.with_needs(&mut log, day);
        log
    }

    fn with_needs(&self, log: &mut LogAttempt, day: &mut Day) {
        let now = day.by_clock_of(&self.who);
        let from = now + TimeDelta::minutes(day.dice.between(10, 400));
        let window = rufliste::domain::decide::Window { from, until: from + TimeDelta::minutes(45) };
        log.window = (log.outcome == Outcome::Callback).then_some(window);
        log.own_callback = day.dice.permille(700);
        log.language = (log.outcome == Outcome::Language).then(|| "tr".to_owned());
    }
}
