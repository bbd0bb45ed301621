//! `plan show|check|try`: who is called when, and what another plan would make of it.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::domain::plan::{Exhaustion, Fates, Plan, Trial};
use crate::domain::user::Power;
use crate::failure::Failure;
use crate::store::StoreError;
use crate::store::perform::tries_of;
use crate::t;
use crate::text::{dates, labels};

use super::Done;
use super::args::CallPlan;
use super::check::{Fault, report};
use super::environment::read_text;
use super::output::{Cell, time};
use super::session::{Session, Surroundings, rules};

/// Runs `plan`.
pub(super) fn run(args: CallPlan, around: Surroundings) -> Result<Done, Failure> {
    match args {
        CallPlan::Show => show(&around),
        CallPlan::Check { file } => check(&file, &around),
        CallPlan::Try { file } => try_out(&file, around),
    }
}

/// The plan as its file has it: ready to be edited and named in the configuration.
fn show(around: &Surroundings) -> Result<Done, Failure> {
    rules(&around.config, around.lang)?;
    let text = match around.config.get("call_plan") {
        Some(path) => read_text(Path::new(path), around.lang)?,
        None => Plan::BUILT_IN.to_owned(),
    };
    if around.printer().is_for_people() {
        around.printer().text(text.trim_end())?;
    } else {
        let value: Option<Value> = toml::from_str(&text).ok();
        around.printer().value(&value.unwrap_or_default())?;
    }
    Ok(Done::Fine)
}

fn check(file: &Path, around: &Surroundings) -> Result<Done, Failure> {
    let text = read_text(file, around.lang)?;
    let parsed = Plan::parse(&file.display().to_string(), &text);
    let version = parsed.as_ref().map(|plan| plan.version.clone()).unwrap_or_default();
    let found: Vec<Fault> = parsed.err().unwrap_or_default().into_iter().map(Fault::from).collect();
    let sound = t!(around.lang, "plan-ok", version = version);
    let faulty = t!(around.lang, "plan-faulty", n = found.len());
    report(around.printer(), found, &sound, &faulty)
}

/// A faulty file is reported as by `check`; the queue is only read.
fn try_out(file: &Path, around: Surroundings) -> Result<Done, Failure> {
    let text = read_text(file, around.lang)?;
    let Ok(plan) = Plan::parse(&file.display().to_string(), &text) else { return check(file, &around) };
    let mut session = around.open()?;
    session.require(Power::Read)?;
    let (now, land, zone) = (session.now(), session.office.land(), session.office.tz());
    let in_force = session.rules.plan.clone();
    let both = [&in_force, &plan].map(|plan| Trial { plan, land, zone, now });
    let mut fates = [Fates::default(), Fates::default()];
    session.read(|queries| {
        queries.each_open_call(&mut |call| {
            let tries = tries_of(queries, &call, now)?;
            for (fates, trial) in fates.iter_mut().zip(&both) {
                fates.add(&call, trial.fate(&call, &tries));
            }
            Ok::<(), StoreError>(())
        })
    })?;
    let [before, after] = fates;
    if session.printer().is_for_people() {
        print(&session, &in_force, &before, &plan, &after)?;
    } else {
        let value = json!({ "in_force": value(&in_force, &before), "tried": value(&plan, &after) });
        session.printer().value(&value)?;
    }
    Ok(Done::Fine)
}

fn print(session: &Session, old: &Plan, before: &Fates, new: &Plan, after: &Fates) -> Result<(), Failure> {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let heads = [("what", String::new()), ("in_force", old.version.clone()), ("tried", new.version.clone())];
    let mut rows = super::output::Rows::new(heads.into());
    let mut line = |what: String, counts: [u64; 2]| {
        rows.push(vec![Cell::same(what), Cell::count(lang, counts[0]), Cell::count(lang, counts[1])]);
    };
    line(t!(lang, "stats-open"), [before.open, after.open]);
    line(t!(lang, "plan-try-now"), [before.now, after.now]);
    line(t!(lang, "plan-try-rather"), [before.rather, after.rather]);
    let hours: std::collections::BTreeSet<_> = before.from.keys().chain(after.from.keys()).collect();
    for from in hours {
        let count = |fates: &Fates| fates.from.get(from).copied().unwrap_or(0);
        let when = dates::nearest_moment(lang, *from, now, zone);
        line(t!(lang, "plan-try-from", when = when), [count(before), count(after)]);
    }
    for follows in Exhaustion::ALL {
        let count = |fates: &Fates| fates.exhausted.get(follows.code()).copied().unwrap_or(0);
        let counts = [count(before), count(after)];
        if counts != [0, 0] {
            line(t!(lang, "plan-try-exhausted", follows = labels::exhaustion(lang, *follows)), counts);
        }
    }
    session.printer().rows(&rows)
}

fn value(plan: &Plan, fates: &Fates) -> Value {
    let by_hour: Vec<Value> =
        fates.from.iter().map(|(from, calls)| json!({"from": time(*from), "calls": calls})).collect();
    let exhausted: Map<String, Value> =
        fates.exhausted.iter().map(|(code, n)| ((*code).to_owned(), json!(n))).collect();
    json!({
        "version": plan.version, "open": fates.open, "now": fates.now, "rather": fates.rather, "by_hour": by_hour,
        "exhausted": exhausted,
    })
}
