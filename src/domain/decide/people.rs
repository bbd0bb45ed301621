//! Notes and users.

use super::super::id::{NoteId, RecordId};
use super::super::note::Note;
use super::super::office::{Municipality, Office};
use super::super::user::{Power, Role, User};
use super::lease::{needed, permit};
use super::worked::raise_if_worked;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Signs a note; a pinned one takes the place of the one that was pinned.
pub(super) fn add_note(
    set: &WorkingSet,
    record: RecordId,
    text: &str,
    pinned: bool,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let mut changed = set.record.clone().ok_or(Refusal::NotFound)?;
    let text = needed(text)?;
    let note = Note {
        id: NoteId::mint(ctx.now, ctx.mint),
        record,
        at: ctx.now,
        by: ctx.user.name.clone(),
        text: text.to_owned(),
        pinned,
    };
    if pinned {
        changed.pinned_note = Some(text.to_owned());
    }
    raise_if_worked(&mut changed, "note", ctx.now);
    Ok(Decision::new("note_added", Receipt::Saved)
        .with(Change::Note(note))
        .with(Change::Record(changed))
        .fact("pinned", pinned))
}

/// Notes that somebody opened a record.
pub(super) fn open_record(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Read)?;
    set.record.as_ref().ok_or(Refusal::NotFound)?;
    Ok(Decision::new("opened", Receipt::Saved))
}

/// Replaces the municipalities of the office.
pub(super) fn put_municipalities(towns: &[Municipality], ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Administer)?;
    if ctx.office.municipalities == towns {
        return Ok(Decision::silent(Receipt::Unchanged));
    }
    let office = Office { municipalities: towns.to_vec(), ..ctx.office.clone() };
    Ok(Decision::new("municipalities_changed", Receipt::Saved)
        .fact("municipalities", towns.len())
        .with(Change::Office(office)))
}

/// Adds or changes a user. The last admin stays one.
pub(super) fn put_user(set: &WorkingSet, user: &User, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Administer)?;
    let was_admin = set.user.as_ref().is_some_and(|user| user.roles.contains(&Role::Admin) && !user.disabled);
    let stays_admin = user.roles.contains(&Role::Admin) && !user.disabled;
    if was_admin && !stays_admin && !set.has_other_admin {
        return Err(Refusal::LastAdmin);
    }
    let event = if set.user.is_some() { "user_changed" } else { "user_added" };
    let roles: Vec<&str> = user.roles.iter().map(|role| role.code()).collect();
    let rights: Vec<&str> = user.rights.iter().map(|right| right.code()).collect();
    Ok(Decision::new(event, Receipt::Saved)
        .with(Change::User(user.clone()))
        .fact("user", &user.name)
        .fact("roles", roles.join(" "))
        .fact("rights", rights.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found, the_record, user};
    use super::*;

    fn note(text: &str) -> Command {
        Command::AddNote { record: the_record(), text: text.into(), pinned: true }
    }

    #[test]
    fn notes_are_written_and_records_opened_by_who_works_with_them() {
        assert_guarded(&note("hört schwer"), Power::Work, Role::Tracer);
        assert_guarded(&Command::OpenRecord { record: the_record() }, Power::Read, Role::Tracer);
        assert_not_found(&note("hört schwer"), Role::Tracer);
        assert_not_found(&Command::OpenRecord { record: the_record() }, Role::Supervisor);
        assert_eq!(Case::of(Role::Tracer).refusal(&note(" \t")), Refusal::ReasonNeeded);
        let decision = Case::of(Role::Tracer).decision(&note(" hört schwer "));
        let pinned = |change: &Change| matches!(change, Change::Record(record) if record.pinned_note.as_deref() == Some("hört schwer"));
        assert!(decision.changes.iter().any(pinned));
    }

    #[test]
    fn municipalities_are_the_administrators_and_the_same_again_is_no_event() {
        let town = Municipality::new("05888004", "Lindental", "LINDENTAL", crate::domain::order::IssuingMode::Own);
        let put = |towns: &[Municipality]| Command::PutMunicipalities(towns.to_vec());
        assert_guarded(&put(std::slice::from_ref(&town)), Power::Administer, Role::Admin);
        let admin = Case::of_nothing(Role::Admin);
        assert_eq!(admin.decision(&put(&[town])).event, Some("municipalities_changed"));
        assert_eq!(admin.decision(&put(&[])).event, None);
    }

    #[test]
    fn the_last_admin_stays() {
        let put = |user: User| Command::PutUser(Box::new(user));
        let (admin, demoted) = (user("it", Role::Admin), user("it", Role::Tracer));
        let gone = User { disabled: true, ..admin.clone() };
        assert_guarded(&put(demoted.clone()), Power::Administer, Role::Admin);
        let alone = Case::of_nothing(Role::Admin).with(|set| set.user = Some(admin.clone()));
        for changed in [demoted.clone(), gone] {
            assert_eq!(alone.refusal(&put(changed)), Refusal::LastAdmin);
        }
        let of_two = Case::of_nothing(Role::Admin).with(|set| {
            set.user = Some(admin.clone());
            set.has_other_admin = true;
        });
        assert_eq!(of_two.decision(&put(demoted)).event, Some("user_changed"));
        assert_eq!(Case::of_nothing(Role::Admin).decision(&put(user("neu", Role::Tracer))).event, Some("user_added"));
    }
}
