//! What the record screen says, line by line.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::Rich;
use super::super::super::widget::text::{fit, width};
use super::super::super::words;
use super::RecordScreen;
use crate::domain::id::RecordId;
use crate::domain::office::Place;
use crate::domain::order::Order;
use crate::domain::person::{Person, PhoneState};
use crate::domain::place;
use crate::domain::record::Kind;
use crate::domain::user::Power;
use crate::domain::view::Mate;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, labels};

/// A part of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Who.
    Person,
    /// Telephone numbers.
    Numbers,
    /// Contact or case.
    Facts,
    /// Household.
    Household,
    /// Contacts of a case.
    Contacts,
    /// Calls and attempts.
    Attempts,
    /// Orders.
    Orders,
    /// Notes.
    Notes,
    /// Extra fields and unclear values.
    Extra,
    /// Batches.
    Deliveries,
    /// History.
    History,
}

/// A line.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says.
    pub text: Rich,
    /// Its part.
    pub section: Section,
    /// Whether it is the part's title.
    pub is_title: bool,
    /// The record that Enter opens.
    pub record: Option<RecordId>,
}

struct Writer {
    lines: Vec<Line>,
    section: Section,
}

impl Writer {
    fn title(&mut self, section: Section, text: String) {
        if !self.lines.is_empty() {
            self.push(Vec::new());
        }
        self.section = section;
        self.push(vec![(text, Tone::Accent)]);
        if let Some(line) = self.lines.last_mut() {
            line.is_title = true;
        }
    }

    fn push(&mut self, text: Rich) {
        self.lines.push(Line { text, section: self.section, is_title: false, record: None });
    }

    fn text(&mut self, text: String, tone: Tone) {
        self.push(vec![("  ".to_owned(), Tone::Plain), (text, tone)]);
    }

    /// Another record, which Enter opens.
    fn mate(&mut self, desk: &Desk, mate: &Mate) {
        let call = mate.call.map(|(_, reason)| labels::reason(desk.lang, reason)).unwrap_or_default();
        self.push(vec![
            (format!("  {} {} ", mate.reference, fit(&mate.name, 28)), Tone::Plain),
            (format!("{:>3} ", words::age(mate.birth, desk.today())), Tone::Plain),
            (call, Tone::Muted),
        ]);
        if let Some(line) = self.lines.last_mut() {
            line.record = Some(mate.record);
        }
    }

    fn field(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.push(vec![(format!("  {} ", fit(label, 20)), Tone::Muted), (value.to_owned(), Tone::Plain)]);
        }
    }
}

impl RecordScreen {
    /// All lines, in order.
    pub(super) fn lines(&self, desk: &Desk) -> Vec<Line> {
        let mut out = Writer { lines: Vec::new(), section: Section::Person };
        self.person(desk, &mut out);
        self.numbers(desk, &mut out);
        self.facts(desk, &mut out);
        self.household(desk, &mut out);
        self.contacts(desk, &mut out);
        self.attempts(desk, &mut out);
        self.orders(desk, &mut out);
        self.notes(desk, &mut out);
        self.extra(desk, &mut out);
        self.deliveries(desk, &mut out);
        self.history(desk, &mut out);
        out.lines
    }

    fn person(&self, desk: &Desk, out: &mut Writer) {
        let (lang, person) = (desk.lang, &self.sheet.person);
        out.title(Section::Person, t!(lang, "word-person"));
        if let Some(lease) = self.sheet.lease.as_ref().filter(|lease| lease.keeps_out(&desk.user.name, desk.now)) {
            let since = dates::clock(lease.since, desk.zone());
            let held = t!(lang, "record-held", who = &lease.user, station = &lease.station, since = since);
            out.text(format!("! {held}"), Tone::Danger);
        }
        let birth = person.birth.map(|birth| dates::date_numeric(lang, birth)).unwrap_or_default();
        let age = person.age(desk.today()).map(|age| t!(lang, "call-age", age = age)).unwrap_or_default();
        out.field(&t!(lang, "record-field-birth"), format!("{birth}  {age}").trim());
        out.field(&t!(lang, "record-field-sex"), &labels::sex(lang, person.sex));
        let languages: Vec<String> = person.languages.iter().map(|code| labels::language_name(lang, code)).collect();
        out.field(&t!(lang, "record-field-languages"), &languages.join(", "));
        for address in &person.addresses {
            let place = format!("{} {}", address.postcode, address.place);
            let text = [address.street.as_str(), place.trim(), address.detail.as_str()];
            let text: Vec<&str> = text.into_iter().filter(|part| !part.is_empty()).collect();
            out.field(&labels::address_kind(lang, address.kind), &text.join(", "));
        }
        municipality(desk, person, out);
        out.field(&t!(lang, "record-field-email"), person.email.as_deref().unwrap_or(""));
        out.field(&t!(lang, "record-field-guardians"), &person.guardians.join(", "));
        let representative = person.legal_representative.as_deref().unwrap_or("");
        out.field(&t!(lang, "record-field-legal-representative"), representative);
        if let Some(institution) = &self.sheet.institution {
            let place = institution.address.as_ref().map_or("", |address| address.place.as_str());
            let parts: Vec<&str> = [institution.name.as_str(), place].into_iter().filter(|it| !it.is_empty()).collect();
            out.field(&t!(lang, "record-field-institution"), &parts.join(", "));
        }
    }

    fn numbers(&self, desk: &Desk, out: &mut Writer) {
        let lang = desk.lang;
        out.title(Section::Numbers, t!(lang, "record-field-phones"));
        for phone in &self.sheet.person.phones {
            let usable = phone.state == PhoneState::Usable;
            let history = match (usable, phone.last_at) {
                (false, _) => labels::phone_state(lang, phone.state),
                (true, Some(at)) => dates::relative_moment(lang, at, desk.now, desk.zone()),
                (true, None) => t!(lang, "call-number-never"),
            };
            let number = words::in_pairs(phone, desk.outside_line.as_deref());
            let whose = if phone.owner.is_empty() { &phone.label } else { &phone.owner };
            out.push(vec![
                (
                    format!("  {} ", fit(&number, width(&number).max(22))),
                    if usable { Tone::Title } else { Tone::Muted },
                ),
                (format!("{} ", fit(whose, 20)), Tone::Plain),
                (history, Tone::Muted),
            ]);
        }
    }

    fn facts(&self, desk: &Desk, out: &mut Writer) {
        let (lang, record) = (desk.lang, &self.sheet.record);
        let date = |date: Option<chrono::NaiveDate>| date.map(|date| dates::date_short(lang, date)).unwrap_or_default();
        out.title(Section::Facts, labels::kind(lang, record.kind));
        out.field(&t!(lang, "record-field-disease"), &labels::disease(lang, record.disease));
        match record.kind {
            Kind::Contact => {
                let category = record.exposure.category.map(|category| labels::category(lang, category));
                out.field(&t!(lang, "record-field-category"), &category.unwrap_or_default());
                out.field(&t!(lang, "record-field-exposure-first"), &date(record.exposure.first));
                out.field(&t!(lang, "record-field-exposure-last"), &date(record.exposure.last));
                let setting = record.exposure.setting.as_deref().map(|setting| labels::setting(lang, setting));
                out.field(&t!(lang, "record-field-setting"), &setting.unwrap_or_default());
                let index = self.sheet.index_reference.map(|reference| reference.to_string());
                let index = index.or_else(|| record.index.external.clone()).or_else(|| record.index.words.clone());
                out.field(&t!(lang, "record-field-index"), &index.unwrap_or_default());
            }
            Kind::Case => {
                out.field(&t!(lang, "record-field-onset"), &date(record.infection.onset));
                out.field(&t!(lang, "record-field-specimen"), &date(record.infection.specimen));
                out.field(&t!(lang, "record-field-finding"), record.infection.finding.as_deref().unwrap_or(""));
            }
        }
        out.field(&t!(lang, "record-field-immunity"), &labels::immunity(lang, record.immunity));
        out.field(&t!(lang, "record-field-group"), &labels::group(lang, record.group));
        out.field(&t!(lang, "record-field-follow-up-until"), &date(record.follow_up_until));
        let closing = record.closing.map(|closing| labels::closing(lang, closing)).unwrap_or_default();
        out.field(&t!(lang, "record-field-closing"), &closing);
        for (name, answer) in &record.answers {
            out.field(&words::fact_label(lang, name), &words::answer(lang, name, answer));
        }
        out.field(&t!(lang, "record-field-source"), &labels::source(lang, &record.source));
        for id in self.sheet.person.external_ids.iter().chain(&record.external_ids) {
            out.field(&id.system, &id.value);
        }
    }

    fn household(&self, desk: &Desk, out: &mut Writer) {
        if self.sheet.mates.is_empty() {
            return;
        }
        out.title(Section::Household, t!(desk.lang, "record-tab-household"));
        for mate in &self.sheet.mates {
            out.mate(desk, mate);
        }
    }

    /// Whom a case has named.
    fn contacts(&self, desk: &Desk, out: &mut Writer) {
        if self.sheet.contacts.is_empty() {
            return;
        }
        out.title(Section::Contacts, t!(desk.lang, "capture-count", n = self.sheet.contacts.len()));
        for contact in &self.sheet.contacts {
            out.mate(desk, contact);
        }
    }

    fn attempts(&self, desk: &Desk, out: &mut Writer) {
        let lang = desk.lang;
        let when = |at| dates::relative_moment(lang, at, desk.now, desk.zone());
        out.title(Section::Attempts, t!(lang, "record-tab-attempts"));
        for call in &self.sheet.calls {
            let state = labels::call_state(lang, call.state);
            let due = t!(lang, "call-due", when = when(call.due_at));
            out.text(format!("{}: {state}, {due}", labels::reason(lang, call.reason)), Tone::Title);
        }
        if self.sheet.attempts.is_empty() {
            out.text(t!(lang, "record-no-attempts"), Tone::Muted);
        }
        for attempt in &self.sheet.attempts {
            let outcome = labels::outcome(lang, attempt.outcome, attempt.reason);
            let later = if attempt.entered_later { t!(lang, "record-attempt-later") } else { String::new() };
            let later = if later.is_empty() { later } else { format!(" ({later})") };
            out.push(vec![
                (format!("  {} {} ", fit(&when(attempt.ended_at), 17), fit(&attempt.tracer, 12)), Tone::Muted),
                (outcome, Tone::Plain),
                (later, Tone::Due),
                (if attempt.note.is_empty() { String::new() } else { format!(" – {}", attempt.note) }, Tone::Plain),
            ]);
            if let Some(undone) = &attempt.undone {
                let text = t!(lang, "record-attempt-undone", who = &undone.by, when = when(undone.at));
                out.text(format!("  {text}"), Tone::Due);
            }
            if let Some(correction) = &attempt.correction {
                let outcome = labels::outcome(lang, correction.outcome, attempt.reason);
                let text = t!(lang, "record-attempt-corrected", outcome = outcome, reason = &correction.reason);
                out.text(format!("  {text}"), Tone::Due);
            }
        }
    }

    fn orders(&self, desk: &Desk, out: &mut Writer) {
        let lang = desk.lang;
        out.title(Section::Orders, t!(lang, "record-tab-orders"));
        if self.sheet.orders.is_empty() {
            out.text(t!(lang, "record-no-orders"), Tone::Muted);
        }
        for order in &self.sheet.orders {
            let number = order.number.clone().unwrap_or_else(|| t!(lang, "orders-without-number"));
            let days = format!("{} – {}", dates::date_short(lang, order.from), dates::date_short(lang, order.to));
            let in_force = order.is_in_force(desk.today());
            out.push(vec![
                (format!("  {} {} ", labels::order_kind(lang, order.kind), number), Tone::Plain),
                (format!("{days} "), if in_force { Tone::Title } else { Tone::Muted }),
                (
                    labels::order_state(lang, order.state_on(desk.today())),
                    if in_force { Tone::Good } else { Tone::Muted },
                ),
            ]);
            who_issues(desk, order, &self.sheet.person, out);
            out.text(format!("  {}", order.proposed.derivation), Tone::Muted);
            let reasons = order.reason.iter().chain(order.ended.as_ref().map(|ended| &ended.reason));
            for reason in reasons {
                out.text(format!("  {reason}"), Tone::Due);
            }
        }
        if desk.user.may(Power::Work) {
            let key = words::key(desk, &[Focus::Record, Focus::Global], Action::RecordOrders);
            out.text(t!(lang, "record-order-hint", key = key), Tone::Muted);
        }
    }

    fn notes(&self, desk: &Desk, out: &mut Writer) {
        let lang = desk.lang;
        out.title(Section::Notes, t!(lang, "record-tab-notes"));
        if self.sheet.notes.is_empty() {
            out.text(t!(lang, "record-no-notes"), Tone::Muted);
        }
        for note in &self.sheet.notes {
            let when = dates::relative_moment(lang, note.at, desk.now, desk.zone());
            let mark = if note.pinned { "! " } else { "" };
            out.push(vec![
                (format!("  {} {} ", fit(&when, 17), fit(&note.by, 12)), Tone::Muted),
                (format!("{mark}{}", note.text), Tone::Plain),
            ]);
        }
    }

    fn extra(&self, desk: &Desk, out: &mut Writer) {
        let (lang, record) = (desk.lang, &self.sheet.record);
        if record.extra.is_empty() && record.doubts.is_empty() {
            return;
        }
        out.title(Section::Extra, t!(lang, "record-tab-extra"));
        for field in &record.extra {
            out.field(&field.name, &field.value);
        }
        for doubt in &record.doubts {
            out.text(words::doubt(lang, doubt), Tone::Due);
        }
    }

    fn deliveries(&self, desk: &Desk, out: &mut Writer) {
        if self.sheet.deliveries.is_empty() {
            return;
        }
        out.title(Section::Deliveries, t!(desk.lang, "record-tab-batches"));
        for (destination, number, _) in &self.sheet.deliveries {
            out.text(format!("{destination} {number}"), Tone::Plain);
        }
    }

    fn history(&self, desk: &Desk, out: &mut Writer) {
        let lang = desk.lang;
        out.title(Section::History, t!(lang, "record-tab-history"));
        for event in &self.sheet.history {
            let when = dates::relative_moment(lang, event.draft.at, desk.now, desk.zone());
            let user = event.draft.user.as_str();
            out.push(vec![
                (format!("  {} {} ", fit(&when, 17), fit(user, 12)), Tone::Muted),
                (words::event(lang, &event.draft.kind), Tone::Plain),
            ]);
        }
    }
}

/// The municipality where somebody stays and who is competent there; or what leaves a doubt.
fn municipality(desk: &Desk, person: &Person, out: &mut Writer) {
    let (lang, label) = (desk.lang, t!(desk.lang, "record-field-municipality"));
    let Some(address) = person.stays_at() else { return };
    let name = |key: &String| desk.office.municipality(key).map_or_else(|| key.clone(), |town| town.name.clone());
    if let Some(key) = &address.municipality {
        let (authority, mode) = desk.office.authority_for(person);
        let mode = labels::issuing_mode(lang, mode);
        let authority = desk.office.authority_name(&authority);
        return out.field(&label, &format!("{} ({authority}, {mode})", name(key)));
    }
    if place::is_unclear(person) {
        let text = match desk.office.place(address) {
            Place::Ambiguous(keys) => {
                let names: Vec<String> = keys.iter().map(name).collect();
                t!(lang, "record-place-ambiguous", candidates = names.join(", "))
            }
            Place::Known(_) | Place::Unknown => t!(lang, "record-place-unknown"),
        };
        out.push(vec![(format!("  {} ", fit(&label, 20)), Tone::Muted), (text, Tone::Due)]);
    }
}

/// Who issues an order, what came back, and whether it stays with its authority although the person has moved.
fn who_issues(desk: &Desk, order: &Order, person: &Person, out: &mut Writer) {
    let lang = desk.lang;
    if !order.has_letter() {
        return;
    }
    let authority = desk.office.authority_name(&order.authority).to_owned();
    let when = |at| dates::relative_moment(lang, at, desk.now, desk.zone());
    let date = |day| dates::date_short(lang, day);
    let parts = [
        Some(authority.clone()),
        order.municipality_informed_at.map(|at| t!(lang, "orders-municipality-informed", when = when(at))),
        order.foreign_number.as_ref().map(|number| t!(lang, "orders-file-number", number = number)),
        order.written_on(desk.zone()).map(|day| t!(lang, "orders-written", when = date(day))),
        order.letter.delivered_on.map(|day| t!(lang, "orders-delivered", when = date(day))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    out.text(format!("  {}", parts.join(" · ")), Tone::Plain);
    if let Some(text) = words::out_elsewhere(desk, order, person) {
        out.text(format!("  {text}"), Tone::Due);
    }
}
