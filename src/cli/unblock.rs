//! `doctor --unblock`: ends the process that keeps everybody else from saving, and says what it did.

use serde_json::json;

use crate::domain::holder::Holder;
use crate::domain::time::DEFAULT_ZONE;
use crate::failure::{Failure, Kind};
use crate::store::sqlite::{Unblocked, unblock};
use crate::t;
use crate::text::{Lang, say};

use super::Done;
use super::session::{Surroundings, store_failure};

/// Runs `doctor --unblock`. Whoever may end the process may do this; the database itself is not opened, for that could
/// have to wait as well.
pub(super) fn run(around: &Surroundings) -> Result<Done, Failure> {
    let (lang, printer) = (around.lang, around.printer());
    let done = unblock(&around.config.db()).map_err(|error| store_failure(lang, &error))?;
    if let Some(failure) = failure(lang, &done) {
        return Err(failure);
    }
    if printer.is_for_people() {
        printer.line(&said(lang, &done))?;
    } else {
        printer.value(&for_programs(&done))?;
    }
    Ok(Done::Fine)
}

fn failure(lang: Lang, done: &Unblocked) -> Option<Failure> {
    match done {
        Unblocked::Unknown => Some(
            Failure::new(Kind::Unchanged, t!(lang, "doctor-unblock-unknown"))
                .hint(t!(lang, "doctor-unblock-unknown-hint")),
        ),
        Unblocked::Forbidden(holder) => Some(
            Failure::new(Kind::Forbidden, t!(lang, "doctor-unblock-forbidden", who = who(lang, holder)))
                .hint(t!(lang, "doctor-unblock-forbidden-hint")),
        ),
        _ => None,
    }
}

fn said(lang: Lang, done: &Unblocked) -> String {
    match done {
        Unblocked::Moving => t!(lang, "doctor-unblock-moving"),
        Unblocked::Ended(holder) => t!(lang, "doctor-unblocked", who = who(lang, holder)),
        Unblocked::Killed(holder) => t!(lang, "doctor-unblocked-killed", who = who(lang, holder)),
        Unblocked::Free | Unblocked::Unknown | Unblocked::Forbidden(_) => t!(lang, "doctor-unblock-free"),
    }
}

fn who(lang: Lang, holder: &Holder) -> String {
    say::holder(lang, holder, DEFAULT_ZONE)
}

fn for_programs(done: &Unblocked) -> serde_json::Value {
    let (state, holder) = match done {
        Unblocked::Ended(holder) => ("ended", Some(holder)),
        Unblocked::Killed(holder) => ("killed", Some(holder)),
        Unblocked::Moving => ("moving", None),
        Unblocked::Free | Unblocked::Unknown | Unblocked::Forbidden(_) => ("free", None),
    };
    let held = |holder: &Holder| json!({ "pid": holder.pid, "user": holder.user, "station": holder.station, "since": holder.since });
    json!({ "state": state, "holder": holder.map(held) })
}
