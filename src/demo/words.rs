//! What tracers write: remarks on attempts, pinned notes, the columns of an office's own list.

use super::rng::Rng;
use crate::domain::call::Outcome;

/// The remark on an attempt; most have none.
pub(super) fn note_on(outcome: Outcome, rng: &mut Rng) -> &'static str {
    match outcome {
        Outcome::ThirdParty => rng.pick(&[
            "Ehemann am Apparat, Person ab 17 Uhr zu Hause",
            "Mutter am Apparat",
            "Kollegin: kommt morgen wieder",
        ]),
        Outcome::Refused => {
            rng.pick(&["Will nichts mehr hören", "Verweist auf Anwalt", "Hält Masern für harmlos, legt auf"])
        }
        Outcome::HouseholdRefused => rng.pick(&["Sohn gibt keine Auskunft", "Schwiegermutter legt auf"]),
        Outcome::Callback => rng.pick(&["", "Ist gerade beim Arzt", "Sitzt im Auto", "Kind schläft"]),
        Outcome::Unfit => rng.pick(&["Liegt mit hohem Fieber im Bett", "Sehr verwirrt, Tochter verständigen"]),
        Outcome::WrongNumber => rng.pick(&["", "Blumenladen", "Seit Jahren neuer Anschlussinhaber"]),
        Outcome::DeadNumber => rng.pick(&["", "Kein Anschluss unter dieser Nummer", "Faxton"]),
        Outcome::Symptoms => rng.pick(&["Fieber 38,9 seit gestern, Husten", "Ausschlag hinter den Ohren"]),
        Outcome::HandOver => "Wohnt jetzt im Nachbarkreis",
        Outcome::HandledElsewhere => "Gesundheitsamt des Arbeitsorts hat schon angerufen",
        Outcome::NotAContact => rng.pick(&["War an dem Tag nicht im Dienst", "Verwechslung, kennt die Person nicht"]),
        Outcome::Complete => rng.pick(&[
            "",
            "",
            "",
            "",
            "Sehr freundlich",
            "Impfpass wird gemailt",
            "Möchte Bescheinigung für Arbeitgeber",
        ]),
        _ => "",
    }
}

/// Where each tracer sits.
pub(super) fn station_of(tracer: &str) -> &'static str {
    match tracer {
        "berg" => "platz-01",
        "yildiz" => "platz-02",
        "kowalski" => "platz-03",
        "melnyk" => "platz-04",
        _ => "leitung",
    }
}

/// Remarks that show on every screen of a record.
pub(super) const PINNED: &[&str] = &[
    "Hört schwer: langsam und laut sprechen",
    "Nur nach 18 Uhr erreichbar",
    "Nur mit Dolmetscher",
    "Tochter übersetzt",
    "Schichtdienst: vormittags schläft sie",
    "Anrufe nur über die gesetzliche Betreuung",
];

/// Remarks like any other.
pub(super) const REMARKS: &[&str] = &[
    "Titer beim Hausarzt abgenommen, Ergebnis in drei Tagen",
    "Impfpass vorgelegt: eine Impfung 1998, zweite fehlt",
    "Arbeitgeber informiert",
    "Wurde in der Notaufnahme gesehen, keine Symptome",
    "Frage zur Lohnfortzahlung an die Kasse verwiesen",
    "Schule hat Sitzplan geschickt",
];

/// Columns of an office's list that no column of ours holds, with values.
pub(super) const EXTRA: &[(&str, &[&str])] = &[
    ("Sitzplatz", &["Reihe 2", "Reihe 5, Fenster", "Tisch 7", "hinten links"]),
    ("Erfasst von", &["Hr. Brandt", "Fr. Jung", "Aushilfe 3"]),
    ("Klasse", &["3a", "3b", "7c", "9d"]),
    ("Arbeitgeber", &["Möbelwerk Auertal", "Stadtwerke Lindental", "Bäckerei Horn"]),
    ("Bemerkung alt", &["ruft selbst zurück", "schon 2× versucht (Zettel)", "?"]),
    ("Riegelungsimpfung", &["ja, 2. Tag", "abgelehnt", "Termin steht"]),
];

/// Where contacts met their case.
pub(super) const SETTINGS: &[&str] = &[
    "Grundschule am Mühlenteich",
    "Gesamtschule Lindental",
    "Wartezimmer der Kinderarztpraxis",
    "Geburtstagsfeier",
    "Arbeitsplatz",
    "Chorprobe",
    "Fahrgemeinschaft",
    "Fußballverein",
    "Notaufnahme",
    "Kita Regenbogen",
];

/// An index case in words.
pub(super) const INDEX_WORDS: &[&str] =
    &["Kollegin aus der Bäckerei", "Kind aus der Kita", "Gast der Feier am Samstag", "Mitschüler aus der 3b"];
