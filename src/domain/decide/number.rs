//! Telephone numbers set right: added, corrected, retired, chosen. What is open is dialled on what holds now.

use super::super::call::{Call, CallState, Reason};
use super::super::import::renumbered;
use super::super::person::{Person, Phone, PhoneState};
use super::super::record::Record;
use super::super::typed;
use super::super::user::Power;
use super::lease::permit;
use super::worked::raise_if_worked;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet, research};

/// A change to the numbers of a person. A known number is named as it is stored: E.164, else as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberChange {
    /// A further number.
    Add {
        /// As typed.
        text: String,
        /// Whose it is; empty for the person's own.
        owner: String,
        /// What it is, and when somebody answers.
        label: String,
    },
    /// The number was noted wrongly, or its owner or label.
    Correct {
        /// Which.
        number: String,
        /// As it should be.
        text: String,
        /// Whose it is.
        owner: String,
        /// What it is, and when somebody answers.
        label: String,
    },
    /// Never dial it again.
    Retire {
        /// Which.
        number: String,
    },
    /// Dial it next; a number that was out of use may be dialled again.
    First {
        /// Which.
        number: String,
    },
}

/// Changes the numbers of the person.
pub(super) fn change(set: &WorkingSet, change: &NumberChange, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let (record, person) = (set.record.clone().ok_or(Refusal::NotFound)?, set.person.clone().ok_or(Refusal::NotFound)?);
    if let Some(holder) = &set.held_by {
        return Err(Refusal::Held(Box::new(holder.clone())));
    }
    let mut after = person.clone();
    let event = apply(&mut after, change)?;
    let is_new = numbers(&after).iter().any(|number| !numbers(&person).contains(number));
    let (calls, found) = calls(set, &record, &after, is_new, ctx);
    let none_left = numbers(&after).is_empty();
    let mut decision = Decision::new(event, Receipt::Renumbered { found, none_left }).with(Change::Person(after));
    for mut worked in std::iter::once(record).chain(set.others.iter().cloned()) {
        raise_if_worked(&mut worked, "number", ctx.now);
        worked.doubts.retain(|doubt| !(is_new && doubt.field == "phone"));
        decision = decision.with(Change::Record(worked));
    }
    let over = calls.iter().filter(|call| call.reason == Reason::Research && call.state != CallState::Open);
    let searched: Vec<_> = over.map(|call| call.id).collect();
    decision = calls.into_iter().fold(decision, |decision, call| decision.with(Change::Call(call)));
    if let Some(lease) = set.station_lease.as_ref().filter(|lease| searched.contains(&lease.call)) {
        decision = decision.with(Change::LeaseEnded(lease.token));
    }
    Ok(match found {
        Some(reason) => decision.fact("found", reason),
        None => decision,
    }
    .fact("none_left", none_left))
}

/// Does it to the person; the kind of the event.
fn apply(person: &mut Person, change: &NumberChange) -> Result<&'static str, Refusal> {
    match change {
        NumberChange::Add { text, owner, label } => {
            for phone in understood(text)? {
                let phone = described(phone, owner, label);
                match person.phones.iter_mut().find(|known| known.e164 == phone.e164) {
                    Some(known) if known.state == PhoneState::Usable => return Err(Refusal::BadFact("phone".into())),
                    Some(known) => *known = phone,
                    None => person.phones.push(phone),
                }
            }
            Ok("number_added")
        }
        NumberChange::Correct { number, text, owner, label } => {
            let parsed = understood(text)?.into_iter().next().ok_or_else(|| Refusal::BadFact("phone".into()))?;
            let known = find(person, number)?;
            if known.e164 == parsed.e164 {
                owner.trim().clone_into(&mut known.owner);
                label.trim().clone_into(&mut known.label);
            } else {
                *known = described(Phone { preferred: known.preferred, ..parsed }, owner, label);
            }
            Ok("number_corrected")
        }
        NumberChange::Retire { number } => {
            let known = find(person, number)?;
            known.state = PhoneState::Retired;
            known.preferred = false;
            Ok("number_retired")
        }
        NumberChange::First { number } => {
            let chosen = find(person, number)?;
            if chosen.e164.is_none() {
                return Err(Refusal::BadFact("phone".into()));
            }
            chosen.state = PhoneState::Usable;
            for phone in &mut person.phones {
                phone.preferred = is(phone, number);
            }
            Ok("number_chosen")
        }
    }
}

/// The numbers of a text, all of which can be dialled.
fn understood(text: &str) -> Result<Vec<Phone>, Refusal> {
    let phones = typed::phones(text);
    let sound = !phones.is_empty() && phones.iter().all(|phone| phone.e164.is_some());
    if sound { Ok(phones) } else { Err(Refusal::BadFact("phone".into())) }
}

/// With whose it is and what it is, as far as that was said beside the number.
fn described(phone: Phone, owner: &str, label: &str) -> Phone {
    let or = |given: &str, found: String| if given.trim().is_empty() { found } else { given.trim().to_owned() };
    Phone { owner: or(owner, phone.owner), label: or(label, phone.label), ..phone }
}

fn is(phone: &Phone, number: &str) -> bool {
    phone.e164.as_deref() == Some(number) || (phone.e164.is_none() && phone.raw == number)
}

fn find<'a>(person: &'a mut Person, number: &str) -> Result<&'a mut Phone, Refusal> {
    person.phones.iter_mut().find(|phone| is(phone, number)).ok_or(Refusal::NotFound)
}

fn numbers(person: &Person) -> Vec<String> {
    person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect()
}

/// The open calls of the person on what may be dialled now: with a new number as an import brings one; with none left as
/// the search for one, unless the call is being worked here.
fn calls(
    set: &WorkingSet,
    record: &Record,
    person: &Person,
    is_new: bool,
    ctx: &Ctx<'_>,
) -> (Vec<Call>, Option<Reason>) {
    let mut changed = Vec::new();
    let mut found = None;
    for record in std::iter::once(record).chain(&set.others) {
        let of_record = |call: &&Call| call.record == record.id;
        let calls: Vec<Call> = set.siblings.iter().chain(&set.others_calls).filter(of_record).cloned().collect();
        let ours = if is_new { renumbered(&calls, record, person, ctx) } else { left(set, &calls, person, ctx) };
        let fresh = ours.iter().find(|call| is_new && calls.iter().all(|known| known.id != call.id));
        found = found.or(fresh.map(|call| call.reason));
        changed.extend(ours);
    }
    (changed, found)
}

/// Open calls without the number that is gone.
fn left(set: &WorkingSet, calls: &[Call], person: &Person, ctx: &Ctx<'_>) -> Vec<Call> {
    let numbers = numbers(person);
    let open = |call: &&Call| call.state == CallState::Open;
    let is_searched = calls.iter().filter(open).any(|call| call.reason == Reason::Research);
    let at_work = |call: &Call| set.station_lease.as_ref().is_some_and(|lease| lease.covers.contains(&call.id));
    let mut changed = Vec::new();
    let mut searches = is_searched;
    for call in calls.iter().filter(open).filter(|call| call.reason.telephones()) {
        if numbers.is_empty() && !at_work(call) {
            changed.push(Call { state: CallState::Withdrawn, numbers: Vec::new(), ..call.clone() });
            if !std::mem::replace(&mut searches, true) {
                changed.push(research::call(call, ctx));
            }
        } else {
            changed.push(Call { numbers: numbers.clone(), ..call.clone() });
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::lease;
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_record};
    use super::*;

    const KNOWN: &str = "+492214710100";

    fn command(change: NumberChange) -> Command {
        Command::ChangeNumber { record: the_record(), change }
    }

    fn add(text: &str) -> Command {
        command(NumberChange::Add { text: text.into(), owner: String::new(), label: String::new() })
    }

    fn correct(number: &str, text: &str) -> Command {
        let (number, text) = (number.into(), text.into());
        command(NumberChange::Correct { number, text, owner: String::new(), label: String::new() })
    }

    fn every_change() -> Vec<Command> {
        let number = || KNOWN.to_owned();
        vec![
            add("0221 4710990"),
            correct(KNOWN, "0221 4710990"),
            command(NumberChange::Retire { number: number() }),
            command(NumberChange::First { number: number() }),
        ]
    }

    fn with_number() -> Case {
        Case::of(Role::Tracer).with(|set| {
            set.person.as_mut().unwrap().phones = typed::phones("0221 4710100");
        })
    }

    #[test]
    fn numbers_are_changed_by_who_works_and_of_somebody_who_is_there() {
        for change in every_change() {
            assert_guarded(&change, Power::Work, Role::Tracer);
            assert_not_found(&change, Role::Tracer);
            with_number().decision(&change);
        }
    }

    #[test]
    fn while_another_station_works_on_it_nothing_changes() {
        let held = with_number().with(|set| set.held_by = Some(lease("klein")));
        for change in every_change() {
            assert_eq!(held.refusal(&change), Refusal::Held(Box::new(lease("klein"))));
        }
    }

    #[test]
    fn a_number_that_is_none_known_already_or_not_theirs_is_refused() {
        let bad = Refusal::BadFact("phone".into());
        for text in ["keine", "", "12", "0221 4710100"] {
            assert_eq!(with_number().refusal(&add(text)), bad, "{text}");
        }
        assert_eq!(with_number().refusal(&correct(KNOWN, "keine")), bad);
        let unknown = || "+492214710999".to_owned();
        for change in [
            correct(&unknown(), "0221 4710990"),
            command(NumberChange::Retire { number: unknown() }),
            command(NumberChange::First { number: unknown() }),
        ] {
            assert_eq!(with_number().refusal(&change), Refusal::NotFound);
        }
    }
}
