//! `tick`: what time alone must change, until nothing is left, and what killed processes have left. Safe to run at any time and as often as one likes.

use crate::failure::Failure;
use crate::shell::scratch::sweep;
use crate::store::tick::{Ticked, tick};
use crate::t;

use super::Done;
use super::output::Cell;
use super::session::Session;

/// Runs `tick`.
pub(super) fn run(mut session: Session) -> Result<Done, Failure> {
    let mut done = Ticked::default();
    loop {
        let step = session.write(|txn, actor| tick(txn, actor, actor.now))?;
        if step.is_nothing() {
            break;
        }
        done = done.and(step);
    }
    for folder in session.config.work_folders() {
        sweep(&folder);
    }
    report(&session, done)?;
    Ok(Done::Fine)
}

fn report(session: &Session, done: Ticked) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    let Ticked { promoted, missed, too_late, orders_ended, reranked } = done;
    if !printer.is_for_people() {
        let names = ["promoted", "missed", "too_late", "orders_ended", "reranked"].map(|name| (name, "column-count"));
        let mut rows = printer.columns(&names);
        let count = |n: usize| Cell::count(lang, u64::try_from(n).unwrap_or(u64::MAX));
        rows.push([promoted, missed, too_late, orders_ended, reranked].map(count).into());
        return printer.card(&rows);
    }
    if done.is_nothing() {
        return printer.line(&t!(lang, "tick-nothing"));
    }
    let lines = [
        (promoted, t!(lang, "tick-promoted", n = promoted)),
        (missed, t!(lang, "tick-missed", n = missed)),
        (too_late, t!(lang, "tick-too-late", n = too_late)),
        (orders_ended, t!(lang, "tick-orders-ended", n = orders_ended)),
        (reranked, t!(lang, "tick-reranked")),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).try_for_each(|(_, line)| printer.line(&line))
}
