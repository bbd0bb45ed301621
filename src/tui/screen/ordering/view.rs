//! How the table of orders looks: a row for each person and kind, and the grounds of the one under the cursor.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::Position;
use super::super::super::widget::text::wrap;
use super::super::super::widget::{Paper, Pen};
use super::super::super::words;
use super::line::{LineState, OrderLine};
use super::table::OrderTable;
use crate::domain::user::Power;
use crate::t;
use crate::text::{dates, labels};

/// Rows kept for the grounds of the order under the cursor.
const GROUNDS: usize = 6;

/// The table of proposed orders; with many people the page of it on which the cursor stands.
pub fn draw_orders(desk: &Desk, table: &OrderTable, paper: &mut Paper<'_>) -> Option<Position> {
    let lang = desk.lang;
    let page = usize::from(paper.height()).saturating_sub(GROUNDS).max(1);
    let mut pen = paper.row(0);
    pen.gap(1).put(&t!(lang, "call-quarantine-title"), Tone::Accent);
    if !desk.user.may(Power::SpeakOrder) {
        pen.gap(2).put(&t!(lang, "tui-order-without-right"), Tone::Due);
    }
    let all = table.lines.len();
    if all > page {
        pen.right(&format!("{} / {all} ", table.cursor.at + 1), Tone::Muted);
    } else if table.awaits() {
        pen.right("… ", Tone::Muted);
    }
    let start = if all > page { table.cursor.page_start(page) } else { 0 };
    let mut y = 1;
    let mut place = None;
    for (at, line) in table.lines.iter().enumerate().skip(start).take(page.max(4)) {
        let mut pen = paper.row(y);
        pen.put(if at == table.cursor.at { " > " } else { "   " }, Tone::Key);
        if at == table.cursor.at {
            place = Some(pen.position());
        }
        draw_order_line(desk, line, &mut pen);
        y = draw_grounds(desk, line, paper, y + 1, at == table.cursor.at);
    }
    place
}

fn draw_order_line(desk: &Desk, line: &OrderLine, pen: &mut Pen<'_>) {
    let lang = desk.lang;
    pen.put(if line.ticked { "[x]" } else { "[ ]" }, Tone::Accent).gap(1).cell(&line.name, 24, Tone::Title).gap(1);
    match (&line.state, &line.proposal, line.days()) {
        (LineState::Done(receipt), ..) => {
            pen.put("✓ ", Tone::Good).put(receipt, Tone::Good);
        }
        (LineState::Sent(_), ..) => {
            pen.put(&t!(lang, "tui-saving"), Tone::Muted);
        }
        (_, Ok(_), _) if line.lacks_days() => {
            pen.put(&labels::order_kind(lang, line.kind()), Tone::Plain).gap(1);
            pen.put(&t!(lang, "call-order-days-missing"), Tone::Danger);
        }
        (_, Ok(proposal), Some((from, to))) => {
            let (from, to) = (dates::date_short(lang, from), dates::date_short(lang, to));
            let what = if line.is_ban {
                labels::order_kind(lang, line.kind())
            } else {
                labels::rule_result(lang, proposal.result)
            };
            pen.put(&what, Tone::Plain).gap(1);
            if proposal.binds() {
                pen.put(&format!("{from} – {to}"), Tone::Title);
            }
            if line.dates.is_some() {
                pen.gap(1).put(&t!(lang, "tui-changed"), Tone::Due);
            } else {
                pen.gap(1).put(&proposal.rule, Tone::Muted);
            }
        }
        _ => match line.missing() {
            Some(names) => {
                let names: Vec<String> = names.iter().map(|name| words::fact_label(lang, name.code())).collect();
                pen.put(&t!(lang, "call-order-missing", what = names.join(", ")), Tone::Danger);
            }
            None => {
                pen.put(&t!(lang, "call-quarantine-none"), Tone::Muted);
            }
        },
    }
}

/// Why: the derivation, an order in force, a refusal; the row behind them.
fn draw_grounds(desk: &Desk, line: &OrderLine, paper: &mut Paper<'_>, mut y: u16, whole: bool) -> u16 {
    let lang = desk.lang;
    let columns = usize::from(paper.width().saturating_sub(8));
    let mut grounds: Vec<(String, Tone)> = Vec::new();
    if let LineState::Refused(why) = &line.state {
        grounds.push((format!("! {why}"), Tone::Danger));
    }
    if let Some(place) = &line.outside {
        grounds.push((t!(lang, "tui-elsewhere", place = place), Tone::Due));
    }
    if let Some((number, until)) = line.in_force() {
        let number = number.unwrap_or("–").to_owned();
        let until = dates::date_short(lang, until);
        grounds.push((t!(lang, "call-order-in-force", number = number, until = until), Tone::Due));
    }
    if let (true, Ok(proposal)) = (whole, &line.proposal) {
        grounds.push((crate::domain::rulebook::derivation(proposal, desk.german()), Tone::Muted));
        grounds.extend(line.is_ban.then(|| (proposal.legal_basis.clone(), Tone::Muted)));
        grounds.extend(proposal.remark.as_ref().map(|remark| (remark.get(desk.german()).to_owned(), Tone::Accent)));
    }
    if let (true, Some((_, _, why))) = (whole, &line.dates) {
        grounds.push((format!("{}: {why}", t!(lang, "tui-field-why")), Tone::Due));
    }
    for (text, tone) in grounds {
        for piece in wrap(&text, columns) {
            paper.row(y).gap(7).put(&piece, tone);
            y += 1;
        }
    }
    y
}
