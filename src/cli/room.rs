//! What the room does with calls, by command: assign, decide, ask, remind, pass on; stations, a line to all, the shift's note.

use chrono::TimeDelta;

use crate::domain::bulk::{Bulk, Targets};
use crate::domain::call::{Call, CallState, Closing, Reason};
use crate::domain::decide::{Command, Receipt};
use crate::domain::handling::Owner;
use crate::domain::queue::Filter;
use crate::domain::time::Moment;
use crate::domain::user::Power;
use crate::domain::view::Raised;
use crate::failure::{Failure, Kind};
use crate::store::bulk::perform_bulk;
use crate::store::room::{raised, room};
use crate::t;
use crate::text::{dates, labels, say, when};

use super::Done;
use super::args::RoomVerb;
use super::lookup;
use super::output::Cell;
use super::session::Session;

/// How long an appointment is where one time was said.
const LENGTH: TimeDelta = TimeDelta::minutes(30);

/// Runs the verbs of the room.
pub(super) fn run(args: RoomVerb, session: &mut Session) -> Result<Done, Failure> {
    match args {
        RoomVerb::Decisions => decisions(session),
        RoomVerb::Take { reference } => take(session, &reference),
        RoomVerb::Decide { reference, text } => decide(session, &reference, text),
        RoomVerb::Return { reference, to, reason } => give_back(session, &reference, to.as_deref(), reason),
        RoomVerb::Close { reference, closing, reason } => close(session, &reference, &closing, reason),
        RoomVerb::Ask { reference, text, to } => ask(session, &reference, text, to.as_deref()),
        RoomVerb::Answer { reference, text } => answer(session, &reference, text),
        RoomVerb::Remind { reference, when, text, to } => remind(session, &reference, &when, text, to.as_deref()),
        RoomVerb::Settle { reference, text } => settle(session, &reference, text),
        RoomVerb::PassOn { reference, to, not_before, note } => {
            pass_on(session, &reference, to.as_deref(), not_before.as_deref(), note)
        }
        RoomVerb::Stations => stations(session),
        RoomVerb::Pause { reason } => done(session, &Command::Pause { reason }),
        RoomVerb::Resume => done(session, &Command::Resume),
        RoomVerb::Tell { text } => done(session, &Command::TellAll { text }),
        RoomVerb::ShiftNote { text } => shift_note(session, text),
    }
}

/// Which calls a command means: those of a reference, or all that a filter lets through.
pub(super) struct Meant {
    /// Reference, or `all`.
    pub reference: String,
    /// Only this reason.
    pub only: Option<String>,
    /// Only this municipality.
    pub municipality: Option<String>,
    /// Only this language.
    pub language: Option<String>,
}

/// Does one thing to the calls that are meant, all or nothing.
pub(super) fn bulk(session: &mut Session, meant: &Meant, bulk: &Bulk) -> Result<Done, Failure> {
    let targets = targets(session, meant)?;
    let done = session.write(|txn, actor| perform_bulk(txn, &targets, bulk, actor))?;
    let printer = session.printer();
    if printer.is_for_people() {
        printer.line(&t!(session.lang, "room-calls-changed", n = done))?;
    } else {
        printer.value(&serde_json::json!({ "calls": done }))?;
    }
    Ok(if done == 0 { Done::NeedsAttention } else { Done::Fine })
}

fn targets(session: &mut Session, meant: &Meant) -> Result<Targets, Failure> {
    let only = meant.only.as_deref().map(|code| lookup::code(session.lang, code, Reason::ALL)).transpose()?;
    if meant.reference == "all" {
        return Ok(Targets::Filter(Filter {
            reason: only,
            municipality: meant.municipality.clone(),
            language: meant.language.clone(),
            institution: None,
            mine: false,
            desk: false,
        }));
    }
    Ok(Targets::Calls(vec![unsettled(session, &meant.reference, only)?.id]))
}

/// The call of a reference that is still to be settled.
fn unsettled(session: &mut Session, reference: &str, only: Option<Reason>) -> Result<Call, Failure> {
    let record = lookup::record(session, reference)?;
    let calls = session.read(|queries| queries.calls_of(record.id))?;
    let unsettled = |call: &Call| matches!(call.state, CallState::Open | CallState::Escalated);
    lookup::call(session.lang, calls.into_iter().filter(unsettled).collect(), only)
}

/// The call of a reference that stands on the supervisor's list.
fn on_the_list(session: &mut Session, reference: &str) -> Result<Call, Failure> {
    let record = lookup::record(session, reference)?;
    let calls = session.read(|queries| queries.calls_of(record.id))?;
    let raised = |call: &Call| {
        call.state == CallState::Escalated || (call.state == CallState::Open && call.reason == Reason::Decision)
    };
    calls.into_iter().find(raised).ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "refusal-not-raised")))
}

/// Whose: a user, `team:NAME`, `lead`; nobody's for `nobody`.
pub(super) fn owner(text: &str) -> Option<String> {
    match text {
        "nobody" => None,
        "lead" => Some(Owner::Leads.to_string()),
        other => Some(Owner::of(other).to_string()),
    }
}

/// Carries out a command and says what its receipt says.
fn done(session: &mut Session, command: &Command) -> Result<Done, Failure> {
    let receipt: Receipt = session.perform(command)?;
    let said = say::receipt(session.lang, &receipt, session.now(), session.office.tz());
    session.printer().line(&said)?;
    Ok(Done::Fine)
}

/// `queue take`.
fn take(session: &mut Session, reference: &str) -> Result<Done, Failure> {
    let call = on_the_list(session, reference)?.id;
    done(session, &Command::TakeDecision { call })
}

/// `queue decide`.
fn decide(session: &mut Session, reference: &str, text: String) -> Result<Done, Failure> {
    let call = on_the_list(session, reference)?.id;
    done(session, &Command::Decide { call, text })
}

/// `queue return`.
fn give_back(session: &mut Session, reference: &str, to: Option<&str>, reason: String) -> Result<Done, Failure> {
    let call = on_the_list(session, reference)?.id;
    done(session, &Command::ReturnToQueue { call, owner: to.and_then(owner), reason })
}

/// `queue close`.
fn close(session: &mut Session, reference: &str, closing: &str, reason: String) -> Result<Done, Failure> {
    let closing = lookup::code(session.lang, closing, Closing::ALL)?;
    let call = on_the_list(session, reference)?.id;
    done(session, &Command::CloseCall { call, closing, reason })
}

/// `queue ask`.
fn ask(session: &mut Session, reference: &str, text: String, to: Option<&str>) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?.id;
    let to = to.and_then(owner).unwrap_or_else(|| Owner::Leads.to_string());
    done(session, &Command::AskQuestion { record, to, text })
}

/// `queue answer`.
fn answer(session: &mut Session, reference: &str, text: String) -> Result<Done, Failure> {
    let call = unsettled(session, reference, Some(Reason::Question))?.id;
    done(session, &Command::AnswerQuestion { call, text })
}

/// `queue remind`.
fn remind(session: &mut Session, reference: &str, when: &str, text: String, to: Option<&str>) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?.id;
    let at = said(session, when)?;
    let owner = to.map_or_else(|| Some(session.user.clone()), owner);
    done(session, &Command::SetReminder { record, at, owner, text })
}

/// `queue settle`.
fn settle(session: &mut Session, reference: &str, text: Option<String>) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?;
    let calls = session.read(|queries| queries.calls_of(record.id))?;
    let at_desk =
        |call: &Call| call.state == CallState::Open && matches!(call.reason, Reason::Reminder | Reason::Question);
    let call = lookup::call(session.lang, calls.into_iter().filter(at_desk).collect(), None)?.id;
    done(session, &Command::SettleTask { call, text: text.unwrap_or_default() })
}

/// `queue pass-on`.
fn pass_on(
    session: &mut Session,
    reference: &str,
    to: Option<&str>,
    not_before: Option<&str>,
    note: Option<String>,
) -> Result<Done, Failure> {
    let call = unsettled(session, reference, None)?.id;
    let not_before = not_before.map(|text| said(session, text)).transpose()?;
    let command = Command::PassOn { call, owner: to.and_then(owner), not_before, note: note.unwrap_or_default() };
    done(session, &command)
}

fn said(session: &Session, text: &str) -> Result<Moment, Failure> {
    let window = when::parse(text, session.now(), session.office.tz(), LENGTH).map_err(|error| {
        Failure::new(Kind::Usage, error.message(session.lang)).hint(t!(session.lang, "call-time-hint"))
    })?;
    Ok(window.from)
}

/// `queue shift-note`: set it, or show it.
fn shift_note(session: &mut Session, text: Option<String>) -> Result<Done, Failure> {
    if let Some(text) = text {
        return done(session, &Command::SetShiftNote { text });
    }
    session.require(Power::Read)?;
    let note = session.read(|queries| queries.shift_note())?;
    let (lang, printer) = (session.lang, session.printer());
    let mut rows = printer.columns(&[("text", "column-note"), ("by", "column-who"), ("at", "column-time")]);
    if let Some(note) = note {
        let shown = dates::relative_moment(lang, note.at, session.now(), session.office.tz());
        rows.push(vec![Cell::same(note.text), Cell::same(note.by), Cell::time(shown, note.at)]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}

/// `queue decisions`: the supervisor's list.
fn decisions(session: &mut Session) -> Result<Done, Failure> {
    session.require(Power::Lead)?;
    let (now, lang, zone) = (session.now(), session.lang, session.office.tz());
    let found = session.read(|queries| raised(queries, now))?;
    let printer = session.printer();
    let mut rows = printer.columns(&[
        ("reference", "column-reference"),
        ("since", "column-since"),
        ("why", "column-why"),
        ("reason", "column-reason"),
        ("person", "column-name"),
        ("by", "column-who"),
        ("note", "column-note"),
        ("owner", "column-owner"),
        ("decided", "column-decided"),
    ]);
    for Raised { row, code, since, by, text, call, .. } in found {
        rows.push(vec![
            Cell::same(row.reference.to_string()),
            Cell::time(dates::nearest_moment(lang, since, now, zone), since),
            Cell::new(labels::escalation(lang, &code, row.reason), code),
            Cell::new(labels::reason(lang, row.reason), row.reason.code()),
            Cell::same(row.name),
            Cell::same(by),
            Cell::same(text),
            Cell::maybe(call.owner, |owner| Cell::new(say::owner(lang, &owner), owner)),
            Cell::maybe(call.handling.decided, |decided| Cell::same(decided.text)),
        ]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}

/// `queue stations`: who works on what, who makes a pause.
fn stations(session: &mut Session) -> Result<Done, Failure> {
    session.require(Power::Lead)?;
    let (now, lang, zone) = (session.now(), session.lang, session.office.tz());
    let room = session.read(|queries| room(queries, now))?;
    let printer = session.printer();
    let mut rows = printer.columns(&[
        ("user", "column-user"),
        ("station", "column-where"),
        ("state", "column-state"),
        ("reference", "column-reference"),
        ("reason", "column-reason"),
        ("since", "column-since"),
        ("why", "column-why"),
    ]);
    let shown = |at| dates::nearest_moment(lang, at, now, zone);
    for row in room.stations {
        rows.push(vec![
            Cell::same(row.lease.user),
            Cell::same(row.lease.station),
            Cell::new(t!(lang, "station-calling"), "calling"),
            Cell::same(row.reference.to_string()),
            Cell::new(labels::reason(lang, row.reason), row.reason.code()),
            Cell::time(shown(row.lease.since), row.lease.since),
            Cell::none(),
        ]);
    }
    for pause in room.pauses {
        rows.push(vec![
            Cell::same(pause.user),
            Cell::same(pause.station),
            Cell::new(t!(lang, "station-paused"), "paused"),
            Cell::none(),
            Cell::none(),
            Cell::time(shown(pause.since), pause.since),
            Cell::same(pause.reason),
        ]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}
