//! `order note --from FILE`: what an order office sent back about many orders.

use std::fs::File;
use std::path::Path;

use serde_json::json;

use crate::domain::decide::{Command, Receipt};
use crate::exchange::delivery::{DeliveryRow, read};
use crate::failure::{Failure, Kind};
use crate::store::perform::{NotDone, perform};
use crate::t;
use crate::text::{say, texts};

use super::Done;
use super::session::Session;

/// What became of the rows. read = noted + unchanged + refused.
#[derive(Default)]
struct Counts {
    noted: u64,
    unchanged: u64,
    refused: Vec<(u64, usize, String)>,
}

/// Notes every row of a file, each in a transaction of its own; doing it again changes nothing.
pub(super) fn from_file(session: &mut Session, file: &Path) -> Result<Done, Failure> {
    let (lang, name) = (session.lang, file.display().to_string());
    let unreadable =
        |why: String| Failure::new(Kind::Unchanged, t!(lang, "delivery-unreadable", file = name.as_str())).because(why);
    let opened = File::open(file).map_err(|error| unreadable(error.to_string()))?;
    let rows = read(opened, session.today()).map_err(|no| unreadable(texts(lang).get(no.0)))?;
    let mut counts = Counts::default();
    for row in &rows {
        match note(session, row)? {
            Ok(Receipt::DeliveryNoted { .. }) => counts.noted += 1,
            Ok(_) => counts.unchanged += 1,
            Err((column, why)) => counts.refused.push((row.line, column, why)),
        }
    }
    print(session, &name, rows.len(), &counts)?;
    Ok(if counts.refused.is_empty() { Done::Fine } else { Done::NeedsAttention })
}

/// One row: what was done, or why it is refused and in which column.
fn note(session: &mut Session, row: &DeliveryRow) -> Result<Result<Receipt, (usize, String)>, Failure> {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let news = match &row.news {
        Ok(news) if news.is_empty() => return Ok(Ok(Receipt::Unchanged)),
        Ok(news) => news.clone(),
        Err((column, key)) => return Ok(Err((*column, texts(lang).get(key)))),
    };
    let order = session.read(|queries| queries.order_by_number(&row.number))?;
    let Some(order) = order else { return Ok(Err((0, t!(lang, "order-unknown", number = row.number.as_str())))) };
    let command = Command::NoteDelivery { order: order.id, news, replace: false };
    session.write(|txn, actor| match perform(txn, &command, actor) {
        Ok(receipt) => Ok(Ok(receipt)),
        Err(NotDone::Refused(refusal)) if !matches!(refusal, crate::domain::decide::Refusal::NotPermitted(_)) => {
            Ok(Err((0, say::refusal(lang, &refusal, now, zone))))
        }
        Err(error) => Err(error),
    })
}

fn print(session: &Session, file: &str, read: usize, counts: &Counts) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    let Counts { noted, unchanged, refused } = counts;
    if !printer.is_for_people() {
        let refused: Vec<_> = refused
            .iter()
            .map(|(line, column, why)| json!({"file": file, "line": line, "column": column, "reason": why}))
            .collect();
        return printer.value(&json!({
            "read": read, "noted": noted, "unchanged": unchanged, "refused": refused.len(), "rejects": refused,
        }));
    }
    for (line, column, why) in refused {
        printer.line(&format!("{file}:{line}:{column}: {why}"))?;
    }
    let refused = refused.len();
    printer.line(&t!(lang, "delivery-summary", read = read, noted = *noted, unchanged = *unchanged, refused = refused))
}
