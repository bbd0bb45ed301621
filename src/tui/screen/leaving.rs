//! Going home: what of one's own is still open, and to whom all of it goes.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::Prompt;
use super::super::room::{Matter, form, perform_bulk, team_of, tomorrow};
use super::super::theme::Tone;
use super::super::widget::Paper;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::words;
use super::{Turn, draw_title};
use crate::domain::bulk::{Bulk, Targets};
use crate::domain::id::CallId;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, labels};

/// The list of what is left.
#[derive(Debug, Clone, Default)]
pub struct Leaving {
    cursor: Cursor,
    form: Option<Prompt>,
}

impl Leaving {
    /// The list, over a form that may be open.
    pub fn over(form: Option<Prompt>) -> Self {
        Self { cursor: Cursor::default(), form }
    }

    /// The form that was open below lies open again.
    pub const fn take_form(&mut self) -> Option<Prompt> {
        self.form.take()
    }

    /// The form that is open below.
    pub const fn form_below(&self) -> Option<&Prompt> {
        self.form.as_ref()
    }

    fn calls(desk: &Desk) -> Vec<CallId> {
        desk.room.left.iter().map(|row| row.call).collect()
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        let pass = |desk: &mut Desk, owner: Option<String>, not_before, fx: &mut Vec<Effect>| {
            let bulk = Bulk::PassOn { owner, not_before, note: String::new() };
            let calls = Self::calls(desk);
            perform_bulk(desk, Ask::PassOn, Targets::Calls(calls), bulk, fx);
        };
        match action {
            Action::ToTeam => pass(desk, team_of(desk), None, fx),
            Action::ToMeTomorrow => {
                let (me, at) = (desk.user.name.clone(), tomorrow(desk));
                pass(desk, Some(me), Some(at), fx);
            }
            Action::WithNote => desk.prompt = Some(form(desk, Matter::PassOn(Self::calls(desk)))),
            Action::Back => return Turn::Leave,
            _ if self.cursor.act(action, desk.room.left.len(), desk.body_rows()) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let (lang, now, zone) = (desk.lang, desk.now, desk.zone());
        draw_title(desk, header, &t!(lang, "leaving-title"));
        body.row(1).gap(2).put(&t!(lang, "leaving-left", n = desk.room.left.len()), Tone::Plain);
        let offers = [Action::ToTeam, Action::ToMeTomorrow, Action::WithNote, Action::Quit, Action::Back];
        let rows = usize::from(body.height()).saturating_sub(offers.len() + 5).max(1);
        let start = self.cursor.page_start(rows);
        let mut cursor = None;
        let mut y = 3;
        for (at, row) in desk.room.left.iter().enumerate().skip(start).take(rows) {
            let mut pen = body.row(y);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            let when = row.callback_at.unwrap_or(row.ready_at);
            pen.put(if at == self.cursor.at { ">" } else { " " }, Tone::Key).gap(2);
            pen.cell(&dates::relative_moment(lang, when, now, zone), 14, Tone::Due).gap(1);
            pen.cell(&labels::reason(lang, row.reason), 16, Tone::Plain).gap(1);
            pen.cell(&row.name, 26, Tone::Title).gap(1).text(&row.reference.to_string());
            y += 1;
        }
        y += 1;
        for action in offers {
            let key = words::key(desk, &[Focus::Leaving], action);
            let mut pen = body.row(y);
            let help = match action {
                Action::Quit => t!(lang, "leaving-quit"),
                Action::Back => t!(lang, "leaving-stay"),
                _ => action.help(desk.german()).to_owned(),
            };
            pen.gap(3).cell(&key, 4, Tone::Key).gap(1).put(&help, Tone::Plain);
            y += 1;
        }
        cursor
    }
}
