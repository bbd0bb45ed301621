//! What comes back from the authority that writes: file number, date of the letter, date of delivery.

use chrono::NaiveDate;

use super::super::id::OrderId;
use super::super::order::{Order, OrderState};
use super::super::user::Power;
use super::lease::permit;
use super::worked::raise;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// What came back about an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryNews {
    /// File number of the municipality.
    pub file_number: Option<String>,
    /// Date of the letter.
    pub written_on: Option<NaiveDate>,
    /// Date of delivery.
    pub delivered_on: Option<NaiveDate>,
}

impl DeliveryNews {
    /// Nothing came back.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Notes it. An order that a municipality was asked for is issued then.
pub(super) fn note(
    set: &WorkingSet,
    order: OrderId,
    news: &DeliveryNews,
    replace: bool,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let known = set.orders.iter().find(|known| known.id == order).ok_or(Refusal::NotFound)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    if !known.has_letter() {
        return Err(Refusal::NoLetter);
    }
    let mut noted = known.clone();
    take(&mut noted.foreign_number, news.file_number.as_ref(), replace)?;
    take(&mut noted.letter.written_on, news.written_on.as_ref(), replace)?;
    take(&mut noted.letter.delivered_on, news.delivered_on.as_ref(), replace)?;
    if noted == *known {
        return Ok(Decision::silent(Receipt::Unchanged));
    }
    check_dates(&noted, ctx)?;
    if noted.state == OrderState::Requested {
        noted.state = OrderState::Issued;
    }
    raise(&mut record, "order_delivery", ctx.now);
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Ok(Decision::new("order_delivery_noted", Receipt::DeliveryNoted { number: noted.number.clone() })
        .fact("state", noted.state)
        .fact("written_on", date(noted.letter.written_on))
        .fact("delivered_on", date(noted.letter.delivered_on))
        .fact("revision", record.revision)
        .with(Change::Order(noted))
        .with(Change::Record(record)))
}

fn take<T: Clone + PartialEq + ToString>(
    field: &mut Option<T>,
    news: Option<&T>,
    replace: bool,
) -> Result<(), Refusal> {
    let Some(news) = news else { return Ok(()) };
    match field {
        Some(known) if known != news && !replace => Err(Refusal::NotedOtherwise(known.to_string())),
        _ => {
            *field = Some(news.clone());
            Ok(())
        }
    }
}

/// Nothing is written or delivered ahead of today, nor delivered before it was written.
fn check_dates(order: &Order, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let (written, delivered) = (order.letter.written_on, order.letter.delivered_on);
    let ahead = |day: Option<NaiveDate>| day.is_some_and(|day| day > ctx.today());
    let turned = written.zip(delivered).is_some_and(|(written, delivered)| delivered < written);
    if ahead(written) || ahead(delivered) || turned { Err(Refusal::DeliveryDates) } else { Ok(()) }
}
