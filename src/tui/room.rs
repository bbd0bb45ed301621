//! The forms of the room: assign, release, priority, withdraw, decide, return, close, ask, answer, remind, pause, a line
//! to all, the shift's note, passing on. They look the same over every screen, and are saved here.

use super::ask::Ask;
use super::desk::Desk;
use super::effect::Effect;
use super::prompt::{Prompt, Purpose, WINDOW};
use super::widget::form::{Field, Form, Name};
use crate::domain::bulk::{Bulk, Targets};
use crate::domain::call::{Closing, Priority, Reason};
use crate::domain::decide::Command;
use crate::domain::handling::Owner;
use crate::domain::id::{CallId, RecordId};
use crate::domain::time::{Moment, instant_at_hour};
use crate::domain::view::{QueueRow, Room};
use crate::t;
use crate::text::when;

/// What of the room every screen knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomState {
    /// Stations, pauses, the shift's note.
    pub room: Room,
    /// Owners that a call can be given to, as stored, with the name that colleagues read.
    pub owners: Vec<(String, String)>,
    /// What of one's own would be forgotten by going home now.
    pub left: Vec<QueueRow>,
}

/// What is done to several calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkKind {
    /// Assign.
    Assign,
    /// End leases.
    Release,
    /// Set the priority class.
    Priority,
    /// Withdraw.
    Withdraw,
}

/// What a form of the room is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// One thing to these calls.
    Bulk(BulkKind, Vec<CallId>),
    /// Decide.
    Decide(CallId),
    /// Back into the queue.
    Return(CallId),
    /// Close.
    Close(CallId),
    /// Ask about a record.
    Ask(RecordId),
    /// Answer.
    Answer(CallId),
    /// Remind of a record.
    Remind(RecordId),
    /// Make a pause.
    Pause,
    /// A line to every station.
    TellAll,
    /// The shift's note.
    ShiftNote,
    /// Hand these on with a note.
    PassOn(Vec<CallId>),
}

fn prompt(matter: Matter, fields: Vec<Field>) -> Prompt {
    Prompt { purpose: Purpose::Room(matter), form: Form::new(fields) }
}

fn owner_field(desk: &Desk, nobody: bool, chosen: &str) -> Field {
    let nobody = nobody.then(String::new);
    let codes = nobody.into_iter().chain(desk.room.owners.iter().map(|(code, _)| code.clone())).collect();
    Field::choice(Name::Owner, codes, chosen)
}

/// A form for one thing done to several calls; `filtered` offers to take all that the filter in force lets through.
pub fn bulk_form(desk: &Desk, kind: BulkKind, calls: Vec<CallId>, filtered: bool) -> Prompt {
    let classes = Priority::ALL.iter().map(|class| class.code().to_owned()).collect();
    let mut fields = match kind {
        BulkKind::Assign => vec![owner_field(desk, true, desk.room.owners.first().map_or("", |(code, _)| code))],
        BulkKind::Priority => vec![Field::choice(Name::Priority, classes, Priority::High.code())],
        BulkKind::Release | BulkKind::Withdraw => Vec::new(),
    };
    fields.push(Field::text(Name::Why, ""));
    if filtered {
        fields.push(Field::tick(Name::WholeFilter, false));
    }
    prompt(Matter::Bulk(kind, calls), fields)
}

/// A form whose fields need nothing but the desk.
pub fn form(desk: &Desk, matter: Matter) -> Prompt {
    let lead = Owner::Leads.to_string();
    let fields = match &matter {
        Matter::Bulk(kind, calls) => return bulk_form(desk, *kind, calls.clone(), false),
        Matter::Decide(_) | Matter::TellAll => vec![Field::text(Name::Line, "")],
        Matter::Answer(_) => vec![Field::text(Name::Answer, "")],
        Matter::Return(_) => vec![owner_field(desk, true, ""), Field::text(Name::Why, "")],
        Matter::Close(_) => {
            let codes = Closing::ALL.iter().map(|closing| closing.code().to_owned()).collect();
            vec![Field::choice(Name::Closing, codes, Closing::Exhausted.code()), Field::text(Name::Why, "")]
        }
        Matter::Ask(_) => vec![Field::text(Name::Question, ""), owner_field(desk, false, &lead)],
        Matter::Remind(_) => {
            vec![Field::text(Name::Time, ""), Field::text(Name::Line, ""), owner_field(desk, true, &desk.user.name)]
        }
        Matter::Pause => vec![Field::text(Name::Why, "")],
        Matter::ShiftNote => {
            let known = desk.room.room.note.as_ref().map_or("", |note| note.text.as_str());
            vec![Field::text(Name::Line, known)]
        }
        Matter::PassOn(_) => {
            vec![owner_field(desk, true, &team_of(desk).unwrap_or_default()), Field::text(Name::Note, "")]
        }
    };
    prompt(matter, fields)
}

/// The team of whoever sits here, as an owner.
pub fn team_of(desk: &Desk) -> Option<String> {
    desk.user.team.clone().map(|team| Owner::Team(team).to_string())
}

/// Tomorrow when calling begins.
pub fn tomorrow(desk: &Desk) -> Moment {
    instant_at_hour(desk.today().succ_opt().unwrap_or(desk.today()), 8, desk.zone())
}

/// A form of the room was saved; anything else is given back.
pub fn saved(desk: &mut Desk, open: Prompt, fx: &mut Vec<Effect>) -> Option<Prompt> {
    let Purpose::Room(matter) = open.purpose.clone() else { return Some(open) };
    match asked_for(desk, &matter, &open.form) {
        Ok(Wanted::One(Command::AnswerQuestion { call, text })) => {
            desk.perform(Ask::Settle(call), Command::AnswerQuestion { call, text }, fx);
        }
        Ok(Wanted::One(command)) => desk.perform(Ask::Room, command, fx),
        Ok(Wanted::Many(ask, targets, bulk)) => perform_bulk(desk, ask, targets, bulk, fx),
        Err((name, why)) => {
            let mut open = open;
            open.form.fail(&name, why);
            desk.prompt = Some(open);
        }
    }
    None
}

/// Asks for one thing to be done to several calls.
pub fn perform_bulk(desk: &mut Desk, ask: Ask, targets: Targets, bulk: Bulk, fx: &mut Vec<Effect>) {
    let generation = desk.ask(ask);
    fx.push(Effect::PerformBulk { generation, targets, bulk });
}

enum Wanted {
    One(Command),
    Many(Ask, Targets, Bulk),
}

/// What the form asks for, or the field that is wrong and why.
fn asked_for(desk: &Desk, matter: &Matter, form: &Form) -> Result<Wanted, (Name, String)> {
    let needs = |name: Name| form.given(&name).ok_or_else(|| (name, t!(desk.lang, "refusal-reason-required")));
    let needs_text = |name: Name| form.given(&name).ok_or_else(|| (name, t!(desk.lang, "tui-text-needed")));
    let owner = form.given(&Name::Owner);
    Ok(Wanted::One(match matter.clone() {
        Matter::Bulk(kind, calls) => {
            let reason = match kind {
                BulkKind::Release => form.answer(&Name::Why),
                BulkKind::Assign | BulkKind::Priority | BulkKind::Withdraw => needs(Name::Why)?,
            };
            let whole = form.given(&Name::WholeFilter).is_some();
            let targets = if whole { Targets::Filter(desk.filter.clone()) } else { Targets::Calls(calls) };
            let class = Priority::from_code(&form.answer(&Name::Priority)).unwrap_or(Priority::Normal);
            let bulk = match kind {
                BulkKind::Assign => Bulk::Assign { owner, reason },
                BulkKind::Release => Bulk::Release { reason },
                BulkKind::Priority => Bulk::Priority { class, reason },
                BulkKind::Withdraw => Bulk::Withdraw { reason },
            };
            return Ok(Wanted::Many(Ask::Bulk, targets, bulk));
        }
        Matter::PassOn(calls) => {
            let bulk = Bulk::PassOn { owner, not_before: None, note: needs_text(Name::Note)? };
            return Ok(Wanted::Many(Ask::PassOn, Targets::Calls(calls), bulk));
        }
        Matter::Decide(call) => Command::Decide { call, text: needs_text(Name::Line)? },
        Matter::Return(call) => Command::ReturnToQueue { call, owner, reason: needs(Name::Why)? },
        Matter::Close(call) => {
            let closing = Closing::from_code(&form.answer(&Name::Closing)).unwrap_or(Closing::Exhausted);
            Command::CloseCall { call, closing, reason: needs(Name::Why)? }
        }
        Matter::Ask(record) => {
            let text = needs_text(Name::Question)?;
            Command::AskQuestion { record, to: owner.unwrap_or_else(|| Owner::Leads.to_string()), text }
        }
        Matter::Answer(call) => Command::AnswerQuestion { call, text: needs_text(Name::Answer)? },
        Matter::Remind(record) => {
            let window = when::parse(&form.answer(&Name::Time), desk.now, desk.zone(), WINDOW);
            let at = window.map_err(|error| (Name::Time, error.message(desk.lang)))?.from;
            Command::SetReminder { record, at, owner, text: needs_text(Name::Line)? }
        }
        Matter::Pause => Command::Pause { reason: needs(Name::Why)? },
        Matter::TellAll => Command::TellAll { text: needs_text(Name::Line)? },
        Matter::ShiftNote => Command::SetShiftNote { text: form.answer(&Name::Line) },
    }))
}

/// What a desk call is answered or settled with: a question by a form, the rest at once; none for what telephones.
pub fn settle(desk: &Desk, call: &crate::domain::call::Call) -> Option<Result<Command, Prompt>> {
    let done = || Ok(Command::SettleTask { call: call.id, text: String::new() });
    match call.reason {
        Reason::Reminder => Some(done()),
        Reason::Question if call.handling.answered.is_some() => Some(done()),
        Reason::Question => Some(Err(form(desk, Matter::Answer(call.id)))),
        _ => None,
    }
}
