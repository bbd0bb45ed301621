//! Batches (Datenlieferungen): what waits for each destination, and what was sealed.

use super::super::desk::Desk;
use super::super::prompt::Confirm;
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::{Paper, Pen};
use super::{Turn, draw_title};
use crate::domain::batch::{Batch, BatchState, municipality_of};
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, integer};

/// Destinations and batches.
#[derive(Debug, Clone, Default)]
pub struct Batches {
    waiting: Vec<(String, u64)>,
    sealed: Vec<Batch>,
    loaded: bool,
    cursor: Cursor,
}

impl Batches {
    /// Figures arrived.
    pub fn arrived(&mut self, batches: &[Batch], waiting: &[(String, u64)]) {
        let before = self.keys();
        self.sealed = batches.to_vec();
        self.waiting = waiting.to_vec();
        self.loaded = true;
        self.cursor.follow(&before, &self.keys(), Clone::clone);
    }

    /// What stands in each row: a destination, or a batch of it.
    fn keys(&self) -> Vec<(String, Option<u32>)> {
        let sealed = self.sealed.iter().map(|batch| (batch.destination.clone(), Some(batch.number)));
        self.waiting.iter().map(|(destination, _)| (destination.clone(), None)).chain(sealed).collect()
    }

    fn len(&self) -> usize {
        self.waiting.len() + self.sealed.len()
    }

    /// The destination of the row under the cursor.
    fn destination(&self) -> Option<&str> {
        let at = self.cursor.at;
        let of_batch = || self.sealed.get(at.checked_sub(self.waiting.len())?).map(|batch| batch.destination.as_str());
        self.waiting.get(at).map(|(destination, _)| destination.as_str()).or_else(of_batch)
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action) -> Turn {
        match action {
            Action::Export => {
                if let Some(destination) = self.destination() {
                    desk.confirm = Some(Confirm::Export(destination.to_owned()));
                }
            }
            _ if self.cursor.act(action, self.len(), rows(desk)) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        draw_title(desk, header, &t!(desk.lang, "screen-batches"));
        if !self.loaded || self.len() == 0 {
            let text = if self.loaded { t!(desk.lang, "batches-none") } else { t!(desk.lang, "queue-loading") };
            body.row(1).gap(2).put(&text, Tone::Muted);
            return Some(body.row(1).gap(2).position());
        }
        let start = self.cursor.page_start(rows(desk));
        let mut cursor = None;
        for (y, at) in (0u16..).zip((start..self.len()).take(rows(desk))) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            self.draw_row(desk, at, &mut pen);
        }
        cursor
    }

    fn draw_row(&self, desk: &Desk, at: usize, pen: &mut Pen<'_>) {
        let lang = desk.lang;
        if let Some((destination, waiting)) = self.waiting.get(at) {
            let tone = if *waiting > 0 { Tone::Due } else { Tone::Muted };
            pen.cell(destination, 22, Tone::Title).gap(1).put(&t!(lang, "batches-waiting", n = *waiting), tone);
            let town = municipality_of(destination).and_then(|key| desk.office.municipality(key));
            pen.gap(2).put(town.map_or("", |town| &town.name), Tone::Muted);
            return;
        }
        let Some(batch) = at.checked_sub(self.waiting.len()).and_then(|at| self.sealed.get(at)) else { return };
        let records = integer(lang, i64::try_from(batch.records).unwrap_or(i64::MAX));
        let sealed = dates::relative_moment(lang, batch.sealed_at, desk.now, desk.zone());
        let (state, tone) = state(desk, batch.state);
        pen.cell(&batch.folder(), 28, Tone::Plain).gap(1).cell_right(&records, 7, Tone::Plain).gap(2);
        pen.cell(&state, 14, tone).gap(1).put(&sealed, Tone::Muted).gap(1).put(&batch.sealed_by, Tone::Muted);
    }
}

fn state(desk: &Desk, state: BatchState) -> (String, Tone) {
    let lang = desk.lang;
    match state {
        BatchState::Sealed => (t!(lang, "batch-state-sealed"), Tone::Due),
        BatchState::Written => (t!(lang, "batch-state-written"), Tone::Plain),
        BatchState::Acknowledged => (t!(lang, "batch-state-acknowledged"), Tone::Good),
        BatchState::Rejected => (t!(lang, "batch-state-rejected"), Tone::Danger),
    }
}

fn rows(desk: &Desk) -> usize {
    desk.body_rows().max(1)
}
