//! The action table: everything that a key can do, once.
//!
//! Help, footers, the palette, the README's key table and the checks of a
//! keymap are all printed or computed from it.

use super::focus::Focus;
use std::fmt;
use std::str::FromStr;

/// Writes [`Action`] and its columns from one row an action:
/// `Variant "name" importance rank [homes] "Wort" / "word" "Satz." / "Sentence.";`
macro_rules! actions {
    ($($variant:ident $name:literal $importance:ident $rank:literal [$($home:ident)+]
        $label_de:literal / $label_en:literal $help_de:literal / $help_en:literal;)+) => {
        /// What a key can do.
        ///
        /// The names are public: keymaps use them, so they never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $help_en] $variant,)+
        }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Action] = &[$(Action::$variant,)+];

            fn row(self) -> &'static Row {
                match self {
                    $(Action::$variant => &Row {
                        name: $name,
                        importance: Importance::$importance,
                        rank: $rank,
                        homes: &[$(Focus::$home,)+],
                        label: [$label_de, $label_en],
                        help: [$help_de, $help_en],
                    },)+
                }
            }
        }
    };
}

struct Row {
    name: &'static str,
    importance: Importance,
    rank: u8,
    homes: &'static [Focus],
    label: [&'static str; 2],
    help: [&'static str; 2],
}

#[derive(PartialEq, Eq)]
enum Importance {
    /// Every keymap gives it a key in each of its homes.
    Essential,
    /// May be left to the palette.
    Optional,
}

// Ranks order the footer, low ones first; 0 stays out of it because the screen
// shows the key itself (outcomes) or nobody needs telling (arrows).
actions! {
    // An answer that the screen waits for.
    AnswerYes "answer-yes" Essential 1 [Script] "ja" / "yes"
        "Beantwortet die Frage im Leitfaden mit Ja." / "Answers the script's question with yes.";
    AnswerNo "answer-no" Essential 2 [Script] "nein" / "no"
        "Beantwortet die Frage im Leitfaden mit Nein." / "Answers the script's question with no.";
    Yes "yes" Essential 1 [Confirm] "ja" / "yes"
        "Bestätigt die Nachfrage." / "Confirms what was asked.";
    No "no" Essential 2 [Confirm] "nein" / "no"
        "Lehnt ab; es bleibt alles, wie es war." / "Declines; everything stays as it was.";
    Unlock "unlock" Essential 1 [Locked] "entsperren" / "unlock"
        "Entsperrt den Bildschirm nach Anmeldung." / "Unlocks the screen after logging in.";
    GiveOrders "give-orders" Essential 1 [Order] "anordnen" / "give orders"
        "Ordnet für jede angekreuzte Person einzeln an." / "Gives one order for each ticked person.";
    OrderKind "order-kind" Optional 2 [Order] "Art" / "kind"
        "Wechselt zwischen Quarantäne, Tätigkeitsverbot und beidem." / "Goes between quarantine, ban on working, and both.";
    Save "save" Essential 1 [Form Text] "speichern" / "save"
        "Speichert das Formular oder den Text." / "Saves the form or the text.";

    // Going home.
    ToTeam "to-team" Essential 1 [Leaving] "ans Team" / "to the team"
        "Gibt alles dem Team." / "Gives all of it to the team.";
    ToMeTomorrow "to-me-tomorrow" Essential 2 [Leaving] "mir morgen" / "me tomorrow"
        "Legt mir alles morgen früh wieder vor." / "Puts all of it before me tomorrow morning.";
    WithNote "with-note" Essential 3 [Leaving] "mit Vermerk" / "with a note"
        "Gibt alles weiter, mit einem Vermerk." / "Hands all of it on, with a note.";

    // Everywhere.
    Next "next" Essential 20 [Global] "nächster" / "next"
        "Holt den nächsten Anruf." / "Fetches the next call.";
    Search "search" Essential 21 [Global] "suchen" / "search"
        "Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen." / "Finds a person by name, birth date, number or reference.";
    Incoming "incoming" Essential 22 [Global] "eingehend" / "incoming"
        "Nimmt einen eingehenden Anruf an; das laufende Gespräch wird geparkt." / "Takes an incoming call; the call in progress is parked.";
    New "new" Essential 23 [Global] "neu" / "new"
        "Legt eine Person an, die noch nicht erfasst ist." / "Enters a person who is not in the system yet.";
    Help "help" Essential 0 [Global] "Hilfe" / "help"
        "Zeigt die Tasten, die hier gelten." / "Shows the keys that work here.";
    Palette "palette" Essential 50 [Global] "Befehle" / "commands"
        "Zeigt alle Befehle mit Namen und Taste." / "Shows every command with its name and key.";
    Undo "undo" Essential 0 [Global] "rückgängig" / "undo"
        "Nimmt die letzte Eingabe zurück." / "Takes the last entry back.";
    Back "back" Essential 45 [Global] "zurück" / "back"
        "Geht einen Schritt zurück; nichts geht verloren." / "Goes one step back; nothing is lost.";
    Open "open" Essential 44 [Global] "öffnen" / "open"
        "Öffnet die markierte Zeile." / "Opens the row under the cursor.";
    NextField "next-field" Essential 0 [Global] "nächstes Feld" / "next field"
        "Geht zum nächsten Feld." / "Goes to the next field.";
    PrevField "prev-field" Essential 0 [Global] "voriges Feld" / "previous field"
        "Geht zum vorigen Feld." / "Goes to the previous field.";
    GoQueue "queue" Essential 51 [Global] "Anrufliste" / "call list"
        "Geht zur Anrufliste." / "Goes to the call list.";
    GoOrders "orders" Optional 0 [Global] "Anordnungen" / "orders"
        "Geht zu den Anordnungen." / "Goes to the orders.";
    GoBatches "batches" Optional 0 [Global] "Lieferungen" / "batches"
        "Geht zu den Datenlieferungen." / "Goes to the batches.";
    GoBoard "board" Optional 52 [Global] "Übersicht" / "board"
        "Geht zur Übersicht der Teamleitung." / "Goes to the supervisor's board.";
    GoDecisions "decisions" Optional 0 [Global] "Teamleitung" / "decisions"
        "Geht zur Liste der Teamleitung." / "Goes to the supervisor's list.";
    Pause "pause" Optional 0 [Global] "Pause" / "pause"
        "Macht Pause mit einem Grund, oder beendet sie." / "Makes a pause with a reason, or ends it.";
    Redraw "redraw" Essential 0 [Global] "neu zeichnen" / "redraw"
        "Zeichnet den Bildschirm neu." / "Draws the screen again.";
    Lock "lock" Essential 0 [Global] "sperren" / "lock"
        "Sperrt den Bildschirm und verbirgt alle Personendaten." / "Locks the screen and hides all personal data.";
    ToggleLanguage "toggle-language" Optional 0 [Global] "English" / "Deutsch"
        "Wechselt zwischen Deutsch und Englisch." / "Switches between German and English.";
    Quit "quit" Essential 0 [Global] "beenden" / "quit"
        "Beendet Rufliste; offene Rückrufe und Wiedervorlagen werden vorher gezeigt." / "Quits Rufliste; open callbacks and reminders are listed first.";

    // Lists.
    Up "up" Essential 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "auf" / "up"
        "Geht eine Zeile nach oben." / "Goes one row up.";
    Down "down" Essential 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "ab" / "down"
        "Geht eine Zeile nach unten." / "Goes one row down.";
    PageUp "page-up" Optional 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "Seite auf" / "page up"
        "Blättert eine Seite zurück." / "Goes one page up.";
    PageDown "page-down" Optional 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "Seite ab" / "page down"
        "Blättert eine Seite vor." / "Goes one page down.";
    First "first" Optional 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "Anfang" / "first"
        "Geht zur ersten Zeile." / "Goes to the first row.";
    Last "last" Optional 0 [Queue Outcomes Household Form Record Orders Order Batches Board Decisions Leaving Search Numbers Choice Palette Help] "Ende" / "last"
        "Geht zur letzten Zeile." / "Goes to the last row.";

    // Call list.
    Filter "filter" Essential 30 [Queue Orders Batches] "Filter" / "filter"
        "Schränkt die Liste ein." / "Narrows the list.";
    Mine "mine" Optional 31 [Queue] "meine" / "mine"
        "Zeigt nur, was mir zugeteilt oder mit mir vereinbart ist." / "Shows only what is assigned to me or agreed with me.";
    Reminder "reminder" Optional 32 [Queue Call Record] "Wiedervorlage" / "reminder"
        "Legt eine Wiedervorlage an." / "Sets a reminder.";
    Why "why" Optional 33 [Queue] "warum" / "why"
        "Erklärt, warum der Anruf an dieser Stelle steht." / "Explains why the call stands where it stands.";

    // Telephone call.
    Outcome1 "outcome-1" Essential 0 [Call] "erledigt" / "complete"
        "Erreicht, erledigt; bei Nachverfolgung: erreicht, gesund." / "Reached and completed; in a follow-up: reached, well.";
    Outcome2 "outcome-2" Essential 0 [Call] "abgebrochen" / "broken off"
        "Erreicht, abgebrochen; bei Nachverfolgung: erreicht, Symptome." / "Reached but broken off; in a follow-up: reached, symptoms.";
    Outcome3 "outcome-3" Essential 0 [Call] "keine Antwort" / "no answer"
        "Niemand hat abgenommen." / "Nobody answered.";
    Outcome4 "outcome-4" Essential 0 [Call] "besetzt" / "busy"
        "Die Leitung war besetzt." / "The line was busy.";
    Outcome5 "outcome-5" Essential 0 [Call] "Mailbox+Bitte" / "voicemail left"
        "Rückrufbitte auf der Mailbox hinterlassen." / "Left a request to call back on the voicemail.";
    Outcome6 "outcome-6" Essential 0 [Call] "Mailbox" / "voicemail"
        "Mailbox, nichts hinterlassen." / "Voicemail, nothing left.";
    Outcome7 "outcome-7" Essential 0 [Call] "Rückruf" / "callback"
        "Rückruf vereinbart." / "A callback was agreed.";
    Outcome8 "outcome-8" Essential 0 [Call] "Dritte" / "third party"
        "Dritte erreicht, die Person selbst nicht; Vermerk nötig." / "Reached someone else, not the person; needs a note.";
    Outcome9 "outcome-9" Essential 0 [Call] "verweigert" / "refused"
        "Die Person verweigert die Mitwirkung; Vermerk nötig." / "The person refuses to cooperate; needs a note.";
    Outcome0 "outcome-0" Essential 0 [Call] "weitere" / "more"
        "Öffnet die Liste der weiteren Ergebnisse." / "Opens the list of rarer outcomes.";
    Dial "dial" Essential 3 [Call] "wählen" / "dial"
        "Wählt die angezeigte Rufnummer." / "Dials the number shown.";
    Numbers "numbers" Essential 5 [Call Record] "Nummern" / "numbers"
        "Zeigt und ändert die Rufnummern." / "Shows and changes the telephone numbers.";
    ChooseNumber "choose-number" Essential 1 [Numbers] "als Nächste wählen" / "dial next"
        "Diese Nummer wird als Nächste gewählt; eine stillgelegte gilt wieder." / "Dials this number next; a retired one counts again.";
    AddNumber "add-number" Essential 2 [Numbers] "neue Nummer" / "new number"
        "Fügt eine Rufnummer hinzu." / "Adds a telephone number.";
    RetireNumber "retire-number" Essential 3 [Numbers] "stilllegen" / "retire"
        "Legt die Nummer still; sie wird nicht mehr angerufen." / "Retires the number; it is not called any more.";
    NextNumber "next-number" Essential 0 [Call] "nächste Nummer" / "next number"
        "Geht zur nächsten Rufnummer." / "Goes to the next number.";
    PrevNumber "prev-number" Optional 0 [Call] "vorige Nummer" / "previous number"
        "Geht zur vorigen Rufnummer." / "Goes to the previous number.";
    Quarantine "quarantine" Essential 4 [Call] "Quarantäne" / "quarantine"
        "Schlägt eine Anordnung für die angekreuzten Personen vor." / "Proposes an order for the ticked persons.";
    Person "person" Optional 6 [Call Record] "Person" / "person"
        "Zeigt und ändert die Angaben zur Person." / "Shows and changes the person's details.";
    Note "note" Essential 7 [Call Record] "Vermerk" / "note"
        "Schreibt einen Vermerk." / "Writes a note.";
    Household "household" Optional 8 [Call Record] "Haushalt" / "household"
        "Zeigt den Haushalt oder die Einrichtung und kreuzt Personen an." / "Shows the household or institution and ticks persons.";
    AddMate "add-mate" Optional 37 [Household Record] "dazu" / "add"
        "Nimmt eine Person, die gesucht wird, in den Haushalt auf." / "Adds a person, found by search, to the household.";
    RemoveMate "remove-mate" Optional 38 [Household Record] "heraus" / "take out"
        "Nimmt eine Person aus dem Haushalt; es wird noch einmal gefragt." / "Takes a person out of the household; asks once more.";
    Question "question" Optional 9 [Call Record] "Rückfrage" / "question"
        "Stellt eine Rückfrage an Ärztin, Arzt oder Teamleitung." / "Asks the doctor or the supervisor.";
    Capture "capture" Optional 10 [Call Record] "Kontakte" / "contacts"
        "Erfasst Kontaktpersonen, eine Zeile je Person." / "Captures contacts, one line each.";
    IndexCase "index-case" Optional 11 [Call Record] "Indexfall" / "index case"
        "Zeigt den Indexfall." / "Shows the index case.";
    ExtraFields "extra-fields" Optional 12 [Call Record] "Zusatzfelder" / "extra fields"
        "Zeigt die Felder, die nur diese Quelle kennt." / "Shows the fields that only this source knows.";
    PutBack "put-back" Optional 13 [Call] "zurücklegen" / "put back"
        "Legt den Anruf mit Begründung in die Liste zurück; das ist kein Versuch." / "Puts the call back with a reason; that is no attempt.";
    Details "details" Optional 14 [Call] "Einzelheiten" / "details"
        "Blendet Einzelheiten ein oder aus." / "Shows or hides details.";
    ScriptNext "script-next" Essential 15 [Call Script] "weiter" / "next step"
        "Geht zum nächsten Schritt des Leitfadens." / "Goes to the script's next step.";
    ScriptBack "script-back" Optional 16 [Call Script] "voriger Schritt" / "previous step"
        "Geht zum vorigen Schritt des Leitfadens." / "Goes to the script's previous step.";

    // The list that 0 opens. The screen shows its letters, so none has a rank.
    OutcomeHouseholdRefused "outcome-household-refused" Essential 0 [Outcomes] "Angehörige verweigern" / "household refused"
        "Angehörige verweigern die Auskunft." / "The household refuses to give information.";
    OutcomeLanguage "outcome-language" Essential 0 [Outcomes] "Sprachbarriere" / "language barrier"
        "Sprachbarriere; geht an jemanden, der die Sprache spricht." / "Language barrier; goes to someone who speaks the language.";
    OutcomeWrongNumber "outcome-wrong-number" Essential 0 [Outcomes] "falsche Nummer" / "wrong number"
        "Falsche Nummer; sie wird nie wieder angerufen." / "Wrong number; it is never called again.";
    OutcomeDeadNumber "outcome-dead-number" Essential 0 [Outcomes] "Nummer nicht vergeben" / "dead number"
        "Nummer nicht vergeben oder Fax; sie wird nie wieder angerufen." / "Number not in service or a fax; it is never called again.";
    OutcomeNoNumber "outcome-no-number" Essential 0 [Outcomes] "keine Nummer" / "no number"
        "Keine Nummer bekannt; geht in die Nummernsuche." / "No number known; goes to research.";
    OutcomeUnfit "outcome-unfit" Essential 0 [Outcomes] "nicht gesprächsfähig" / "unable to talk"
        "Die Person ist nicht gesprächsfähig." / "The person is not able to talk.";
    OutcomeDeceased "outcome-deceased" Essential 0 [Outcomes] "verstorben" / "deceased"
        "Die Person ist verstorben; es wird noch einmal gefragt." / "The person has died; you are asked once more.";
    OutcomeHandOver "outcome-hand-over" Essential 0 [Outcomes] "an anderes Amt" / "hand over"
        "Gibt den Vorgang an ein anderes Amt ab; es wird noch einmal gefragt." / "Hands the record over to another office; you are asked once more.";
    OutcomeHandledElsewhere "outcome-handled-elsewhere" Essential 0 [Outcomes] "dort in Bearbeitung" / "handled elsewhere"
        "Ein anderes Amt bearbeitet den Vorgang schon; es wird noch einmal gefragt." / "Another office is already on it; you are asked once more.";
    OutcomeNotAContact "outcome-not-a-contact" Essential 0 [Outcomes] "kein Kontakt" / "not a contact"
        "Es gab keinen Kontakt." / "There was no contact.";
    OutcomeDuplicate "outcome-duplicate" Essential 0 [Outcomes] "Dublette" / "duplicate"
        "Die Person ist doppelt erfasst; es wird noch einmal gefragt." / "The person was entered twice; you are asked once more.";
    OutcomeTechnical "outcome-technical" Essential 0 [Outcomes] "technische Störung" / "technical fault"
        "Technische Störung; zählt nicht als Versuch." / "A technical fault; does not count as an attempt.";

    // Record.
    StartCall "start-call" Essential 3 [Record] "anrufen" / "call"
        "Beginnt einen Anruf bei dieser Person." / "Starts a call to this person.";
    RecordOrders "record-orders" Essential 4 [Record] "Anordnungen" / "orders"
        "Zeigt die Anordnungen für diese Person; noch einmal: ordnet an." / "Shows this person's orders; once more: gives one.";
    Documents "documents" Optional 12 [Record Orders] "Schreiben" / "letters"
        "Zeigt die Schreiben." / "Shows the letters.";
    History "history" Optional 13 [Call Record] "Verlauf" / "history"
        "Zeigt den Verlauf: wer wann was geändert hat." / "Shows who changed what and when.";
    Correct "correct" Optional 14 [Record Order Numbers] "berichtigen" / "correct"
        "Berichtigt einen Eintrag; der alte bleibt nachlesbar." / "Corrects an entry; the old one can still be read.";
    HandOver "hand-over" Optional 15 [Record] "abgeben" / "hand over"
        "Gibt den Vorgang an ein anderes Amt ab." / "Hands the record over to another office.";
    Reopen "reopen" Optional 16 [Record] "wieder öffnen" / "reopen"
        "Nimmt einen abgeschlossenen Vorgang mit Begründung wieder auf." / "Reopens a closed record with a reason.";
    LiftOrder "lift-order" Optional 17 [Record Orders] "aufheben" / "lift order"
        "Hebt eine Anordnung auf." / "Lifts an order.";
    NoteDelivery "note-delivery" Optional 18 [Record Orders] "Rückmeldung" / "answer"
        "Trägt Aktenzeichen, Schreiben und Zustellung einer Anordnung ein." / "Notes file number, letter and delivery of an order.";

    // Supervisor: capitals, so that a slip does nothing.
    Tick "tick" Essential 34 [Queue Household Form Orders Order Batches Decisions] "ankreuzen" / "tick"
        "Kreuzt die Zeile an oder nimmt das Kreuz weg." / "Ticks the row or takes the tick away.";
    TickAll "tick-all" Essential 35 [Household] "alle" / "all"
        "Kreuzt alle gezeigten Personen an." / "Ticks everybody shown.";
    TickNone "tick-none" Essential 36 [Household] "keine" / "none"
        "Nimmt allen gezeigten Personen das Kreuz." / "Takes the tick from everybody shown.";
    Assign "assign" Optional 35 [Queue Record Board Decisions] "zuteilen" / "assign"
        "Teilt die angekreuzten Anrufe jemandem zu." / "Assigns the ticked calls to someone.";
    Release "release" Optional 36 [Queue Record Board Decisions] "freigeben" / "release"
        "Gibt einen Anruf frei, den ein anderer Platz in Bearbeitung hat." / "Releases a call that another station is working on.";
    Priority "priority" Optional 37 [Queue Record Decisions] "Vorrang" / "priority"
        "Ändert den Vorrang der angekreuzten Anrufe." / "Changes the priority of the ticked calls.";
    Withdraw "withdraw" Optional 0 [Queue Record Decisions] "zurückziehen" / "withdraw"
        "Zieht die angekreuzten Anrufe zurück: ihr Anlass ist entfallen." / "Withdraws the ticked calls: their ground has gone.";
    TellAll "tell-all" Optional 0 [Queue Board] "Zeile an alle" / "line to all"
        "Schickt eine Zeile an alle Plätze." / "Sends a line to every station.";
    ShiftNote "shift-note" Optional 0 [Queue Board] "Hinweis" / "shift note"
        "Schreibt den Hinweis der Schicht für den Raum." / "Writes the shift's note for the room.";
    TakeDecision "take-decision" Essential 3 [Decisions] "übernehmen" / "take"
        "Übernimmt den Anruf in die eigene Hand." / "Takes the call upon oneself.";
    Decide "decide" Essential 4 [Decisions] "entscheiden" / "decide"
        "Schreibt auf, was zu tun ist." / "Writes down what is to be done.";
    ReturnCall "return-call" Essential 5 [Decisions] "zurückgeben" / "return"
        "Gibt den Anruf in die Anrufliste zurück." / "Puts the call back into the call list.";
    CloseCall "close-call" Essential 6 [Decisions] "abschließen" / "close"
        "Schließt den Anruf ab, mit Begründung." / "Closes the call, with a reason.";
    Reports "reports" Optional 38 [Queue Orders Board] "Berichte" / "reports"
        "Zeigt die Berichte." / "Shows the reports.";
    Export "export" Optional 39 [Orders Batches Board] "Export" / "export"
        "Schreibt eine Datenlieferung." / "Writes a batch.";
}

impl Action {
    /// The public name, in kebab case: `put-back`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// A word or two for footers and the palette, in German or English.
    pub fn label(self, german: bool) -> &'static str {
        if german { self.label_de() } else { self.label_en() }
    }

    /// The German word: `zurücklegen`.
    pub fn label_de(self) -> &'static str {
        let [de, _] = self.row().label;
        de
    }

    /// The English word: `put back`.
    pub fn label_en(self) -> &'static str {
        let [_, en] = self.row().label;
        en
    }

    /// One sentence for help, palette and key table, in German or English.
    pub fn help(self, german: bool) -> &'static str {
        if german { self.help_de() } else { self.help_en() }
    }

    /// The German sentence.
    pub fn help_de(self) -> &'static str {
        let [de, _] = self.row().help;
        de
    }

    /// The English sentence.
    pub fn help_en(self) -> &'static str {
        let [_, en] = self.row().help;
        en
    }

    /// The focuses in which it can be bound, at least one.
    pub fn homes(self) -> &'static [Focus] {
        self.row().homes
    }

    /// Whether a key for it may stand in this focus: in its homes, and for
    /// what works everywhere, anywhere.
    pub fn lives_in(self, focus: Focus) -> bool {
        self.homes().iter().any(|home| matches!(home, Focus::Global) || *home == focus)
    }

    /// Whether every keymap must give it a key in each of its homes.
    pub fn is_essential(self) -> bool {
        self.row().importance == Importance::Essential
    }

    /// Its place in a footer, low ones first; none if footers leave it out.
    pub fn footer_rank(self) -> Option<u8> {
        Some(self.row().rank).filter(|rank| *rank > 0)
    }

    /// The digit that always logs this outcome, 0 to 9.
    pub fn digit(self) -> Option<u8> {
        self.name().strip_prefix("outcome-").and_then(|rest| rest.parse().ok())
    }

    /// The outcome that a digit stands for on the call screen.
    pub fn of_digit(digit: u8) -> Option<Action> {
        Self::ALL.iter().copied().find(|action| action.digit() == Some(digit))
    }

    /// The stored code of an outcome from the list that 0 opens:
    /// `household_refused`. What the digits log is the call plan's to say.
    pub fn listed_outcome(self) -> Option<String> {
        self.name().strip_prefix("outcome-").filter(|_| self.digit().is_none()).map(|rest| rest.replace('-', "_"))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, UnknownAction> {
        Self::ALL.iter().copied().find(|action| action.name() == text).ok_or_else(|| UnknownAction(String::from(text)))
    }
}

/// A text that names no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an action")]
pub struct UnknownAction(
    /// The text.
    pub String,
);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_is_found_by_its_own_name() {
        for action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(*action));
        }
        assert!("nxt".parse::<Action>().is_err());
    }

    #[test]
    fn names_are_kebab_case() {
        for action in Action::ALL {
            assert!(
                action.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{action}"
            );
        }
    }

    #[test]
    fn labels_are_short_and_sentences_end_with_a_full_stop() {
        for action in Action::ALL {
            for german in [true, false] {
                let label = action.label(german);
                assert!((2..=22).contains(&label.chars().count()), "{label}");
                assert!(action.help(german).ends_with('.'), "{action}");
                assert!(action.help(german).chars().count() <= 78, "{action}");
            }
        }
    }

    #[test]
    fn labels_differ_wherever_two_actions_stand_side_by_side() {
        for focus in Focus::ALL {
            for german in [true, false] {
                let mut seen = BTreeSet::new();
                for action in Action::ALL.iter().filter(|a| a.homes().contains(&focus)) {
                    assert!(seen.insert(action.label(german)), "{focus}: {action}");
                }
            }
        }
    }

    #[test]
    fn ten_digits_and_twelve_listed_outcomes() {
        for digit in 0..=9 {
            assert_eq!(Action::of_digit(digit).unwrap().digit(), Some(digit));
        }
        assert_eq!(Action::of_digit(10), None);
        let listed: Vec<_> = Action::ALL.iter().filter_map(|action| action.listed_outcome()).collect();
        assert_eq!(listed.len(), 12);
        assert!(listed.contains(&String::from("household_refused")));
    }
}
