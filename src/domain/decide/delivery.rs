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

#[cfg(test)]
mod tests {
    use super::super::super::order::RuleResult;
    use super::super::super::sample::{day, order};
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_order};
    use super::*;

    fn news(file_number: Option<&str>, written_on: Option<&str>, delivered_on: Option<&str>) -> DeliveryNews {
        DeliveryNews {
            file_number: file_number.map(str::to_owned),
            written_on: written_on.map(day),
            delivered_on: delivered_on.map(day),
        }
    }

    fn note(news: DeliveryNews, replace: bool) -> Command {
        Command::NoteDelivery { order: the_order(), news, replace }
    }

    #[test]
    fn what_came_back_is_noted_by_who_works_and_about_an_order_that_there_is() {
        let command = note(news(Some("17/26"), None, None), false);
        assert_guarded(&command, Power::Work, Role::Tracer);
        assert_not_found(&command, Role::Supervisor);
        let without_record = Case::of(Role::Tracer).with(|set| set.record = None);
        assert_eq!(without_record.refusal(&command), Refusal::NotFound);
    }

    #[test]
    fn where_the_duty_holds_by_ordinance_there_is_no_letter() {
        let by_ordinance = Order { result: RuleResult::ByOrdinance, number: None, ..order("2026-03-20") };
        let case = Case::of(Role::Tracer).with(|set| set.orders = vec![by_ordinance]);
        assert_eq!(case.refusal(&note(news(Some("17/26"), None, None), true)), Refusal::NoLetter);
    }

    #[test]
    fn another_number_or_date_than_is_noted_takes_saying_so() {
        let mut noted = order("2026-03-20");
        noted.foreign_number = Some("17/26".into());
        noted.letter.written_on = Some(day("2026-03-10"));
        let case = Case::of(Role::Tracer).with(|set| set.orders = vec![noted]);
        let other = || news(Some("18/26"), None, None);
        assert_eq!(case.refusal(&note(other(), false)), Refusal::NotedOtherwise("17/26".into()));
        let date = note(news(None, Some("2026-03-11"), None), false);
        assert_eq!(case.refusal(&date), Refusal::NotedOtherwise("2026-03-10".into()));
        assert_eq!(case.decision(&note(other(), true)).event, Some("order_delivery_noted"));
        assert_eq!(case.decision(&note(news(Some("17/26"), None, None), false)).receipt, Receipt::Unchanged);
    }

    #[test]
    fn nothing_is_written_ahead_of_today_nor_delivered_before_it_was_written() {
        let case = Case::of(Role::Tracer);
        for (written, delivered) in
            [(Some("2026-03-16"), None), (None, Some("2026-03-16")), (Some("2026-03-14"), Some("2026-03-13"))]
        {
            let refused = case.refusal(&note(news(None, written, delivered), true));
            assert_eq!(refused, Refusal::DeliveryDates, "{written:?} {delivered:?}");
        }
        case.decision(&note(news(None, Some("2026-03-15"), Some("2026-03-15")), true));
    }
}
