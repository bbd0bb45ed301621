//! What tells people the keys: footer, help and key table.

use super::action::Action;
use super::focus::Focus;
use super::key::Key;
use super::resolve::{Keymap, Resolution};
use super::sequence::Sequence;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The columns between two entries of a footer.
const GAP: usize = 2;

/// The keys to show at the foot of a screen, in German or English: as many as
/// fit into `width` columns, the most needed first, help always last.
///
/// Each entry takes its key, a blank and its label; two columns part entries.
pub fn footer(map: &Keymap, path: &[Focus], german: bool, width: usize) -> Vec<(String, &'static str)> {
    let entry = |action: Action| {
        let key = key_of(map, path, action)?.label(german);
        Some((key, action.label(german)))
    };
    let columns = |(key, label): &(String, &str)| key.width() + 1 + label.width();
    let help = entry(Action::Help).filter(|entry| columns(entry) <= width);
    let mut left = width.saturating_sub(help.as_ref().map_or(0, |entry| columns(entry) + GAP));

    let mut ranked: Vec<(u8, Action)> =
        Action::ALL.iter().filter_map(|action| Some((action.footer_rank()?, *action))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);

    let mut shown = Vec::new();
    for entry in ranked.into_iter().filter_map(|(_, action)| entry(action)) {
        let needed = columns(&entry) + if shown.is_empty() { 0 } else { GAP };
        if needed > left {
            break;
        }
        left -= needed;
        shown.push(entry);
    }
    shown.extend(help);
    shown
}

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The part of the screen under whose title it stands.
    pub focus: Focus,
    /// The action.
    pub action: Action,
    /// Its keys as people read them, `F1, ?`.
    pub keys: String,
    /// A word for it.
    pub label: &'static str,
    /// A sentence about it.
    pub help: &'static str,
}

/// Every key that works on a focus path, innermost part first, in German or
/// English.
pub fn help_lines(map: &Keymap, path: &[Focus], german: bool) -> Vec<HelpLine> {
    let line = |focus: Focus, action: Action| HelpLine {
        focus,
        action,
        keys: labels(&keys_of(map, path, action), german),
        label: action.label(german),
        help: action.help(german),
    };
    path.iter()
        .flat_map(|focus| {
            Action::ALL
                .iter()
                .filter(|action| title_of(map, path, **action) == Some(*focus))
                .map(|action| line(*focus, *action))
        })
        .collect()
}

/// The key to show for an action on a focus path: the first that works there,
/// single keys before sequences.
pub fn key_of<'a>(map: &'a Keymap, path: &[Focus], action: Action) -> Option<&'a Sequence> {
    keys_of(map, path, action).into_iter().next()
}

/// Every key that works for an action on a focus path, the one to show first.
pub fn keys_of<'a>(map: &'a Keymap, path: &[Focus], action: Action) -> Vec<&'a Sequence> {
    let mut found: Vec<_> = path
        .iter()
        .flat_map(|focus| map.in_focus(*focus))
        .filter(|binding| binding.action == action)
        .filter(|binding| {
            let keys: Vec<Key> = binding.keys.keys().collect();
            map.resolve(path, &keys) == Resolution::Action(action)
        })
        .collect();
    found.sort_by_key(|binding| (binding.keys.count(), !action.homes().contains(&binding.focus)));
    let mut keys: Vec<&Sequence> = Vec::new();
    for binding in found {
        if !keys.contains(&&binding.keys) {
            keys.push(&binding.keys);
        }
    }
    keys
}

/// All keys of a keymap as Markdown, a table for each part of the screen, in
/// German or English.
///
/// What moves the cursor is printed once for all lists, and again only where
/// its keys differ.
pub fn table(map: &Keymap, german: bool) -> String {
    let (lists, head) =
        if german { ("Listen", "| Taste | Befehl | Wirkung |") } else { ("Lists", "| Key | Action | What it does |") };
    let usual = |action: Action| bound_in(map, Focus::Queue, action);
    let moves = |action: &Action| action.homes() == Focus::LISTS;

    let mut sections = Vec::new();
    for focus in Focus::ALL {
        let rows: Vec<_> = Action::ALL
            .iter()
            .filter(|action| !moves(action) || bound_in(map, focus, **action) != usual(**action))
            .map(|action| (*action, bound_in(map, focus, *action)))
            .collect();
        sections.push((focus.title(german), rows));
        if focus == Focus::Global {
            let rows = Action::ALL.iter().filter(|action| moves(action));
            sections.push((lists, rows.map(|action| (*action, usual(*action))).collect()));
        }
    }

    let mut text = String::new();
    for (title, mut rows) in sections {
        rows.retain(|(_, keys)| !keys.is_empty());
        if rows.is_empty() {
            continue;
        }
        let blank = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{blank}### {title}\n\n{head}\n|---|---|---|\n");
        for (action, keys) in rows {
            let keys: Vec<_> = keys.iter().map(|keys| format!("`{}`", keys.label(german))).collect();
            let _ = writeln!(text, "| {} | `{action}` | {} |", keys.join(" "), action.help(german));
        }
    }
    text
}

fn bound_in(map: &Keymap, focus: Focus, action: Action) -> Vec<&Sequence> {
    map.in_focus(focus).iter().filter(|binding| binding.action == action).map(|binding| &binding.keys).collect()
}

/// The part of a path under which help lists an action: its home if the path
/// has one, else where its key stands.
fn title_of(map: &Keymap, path: &[Focus], action: Action) -> Option<Focus> {
    keys_of(map, path, action).first()?;
    let home = path.iter().find(|focus| action.homes().contains(focus));
    home.or_else(|| path.iter().find(|focus| !bound_in(map, **focus, action).is_empty())).copied()
}

fn labels(keys: &[&Sequence], german: bool) -> String {
    let labels: Vec<String> = keys.iter().map(|keys| keys.label(german)).collect();
    labels.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{BUILTIN, load};

    fn line(entries: &[(String, &'static str)]) -> String {
        let entries: Vec<_> = entries.iter().map(|(key, label)| format!("{key} {label}")).collect();
        entries.join("  ")
    }

    fn footers(keymap: &str, german: bool, width: usize) -> String {
        let map = load(keymap, &[]).map;
        let lines: Vec<_> = Focus::ALL
            .into_iter()
            .map(|focus| {
                let line = line(&footer(&map, focus.path(), german, width));
                format!("{:8} |{line}", focus.name())
            })
            .collect();
        lines.join("\n")
    }

    #[test]
    fn footers_in_german_at_80_columns() {
        insta::assert_snapshot!(footers("default", true, 80), @r#"
        global   |n nächster  s suchen  e eingehend  + neu  Enter öffnen  Esc zurück  F1 Hilfe
        queue    |n nächster  s suchen  e eingehend  + neu  f Filter  m meine  F1 Hilfe
        call     |a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  h Haushalt  F1 Hilfe
        script   |j ja  n nein  a wählen  q Quarantäne  t Nummern  p Person  v Vermerk  F1 Hilfe
        outcomes |Enter öffnen  Esc zurück  F1 Hilfe
        household |Leertaste ankreuzen  + alle  - keine  Einfg dazu  Entf heraus  F1 Hilfe
        form     |F2 speichern  Leertaste ankreuzen  Enter öffnen  Esc zurück  F1 Hilfe
        text     |F2 speichern  Enter öffnen  Esc zurück  F1 Hilfe
        record   |c anrufen  q Anordnungen  t Nummern  p Person  v Vermerk  h Haushalt  F1 Hilfe
        orders   |d Schreiben  A aufheben  D Rückmeldung  n nächster  s suchen  F1 Hilfe
        order    |Enter anordnen  w Art  k berichtigen  Leertaste ankreuzen  Esc zurück  F1 Hilfe
        batches  |n nächster  s suchen  e eingehend  + neu  f Filter  F1 Hilfe
        board    |n nächster  s suchen  e eingehend  + neu  Z zuteilen  F freigeben  F1 Hilfe
        decisions |t übernehmen  d entscheiden  r zurückgeben  c abschließen  n nächster  F1 Hilfe
        leaving  |t ans Team  m mir morgen  n mit Vermerk  Esc zurück  F1 Hilfe
        search   |Einfg neu  Enter öffnen  Esc zurück  F1 Hilfe
        numbers  |Enter als Nächste wählen  + neue Nummer  x stilllegen  k berichtigen  F1 Hilfe
        choice   |Enter öffnen  Esc zurück  F1 Hilfe
        confirm  |j ja  n nein
        locked   |Enter entsperren
        palette  |Enter öffnen  Esc zurück  F1 Hilfe
        help     |Enter öffnen  Esc zurück  F1 Hilfe
        "#);
    }

    #[test]
    fn footers_in_english_at_120_columns() {
        insta::assert_snapshot!(footers("default", false, 120), @r#"
        global   |n next  s search  e incoming  + new  Enter open  Esc back  . commands  g l call list  g b board  F1 help
        queue    |n next  s search  e incoming  + new  f filter  m mine  w reminder  y why  Space tick  Z assign  F release  F1 help
        call     |a dial  q quarantine  t numbers  p person  v note  h household  r question  k contacts  i index case  F1 help
        script   |j yes  n no  a dial  q quarantine  t numbers  p person  v note  h household  r question  k contacts  F1 help
        outcomes |Enter open  Esc back  F1 help
        household |Space tick  + all  - none  Ins add  Del take out  Enter open  Esc back  F1 help
        form     |F2 save  Space tick  Enter open  Esc back  F1 help
        text     |F2 save  Enter open  Esc back  F1 help
        record   |c call  q orders  t numbers  p person  v note  h household  r question  k contacts  i index case  F1 help
        orders   |d letters  A lift order  D answer  n next  s search  e incoming  + new  f filter  Space tick  R reports  F1 help
        order    |Enter give orders  w kind  k correct  Space tick  Esc back  F1 help
        batches  |n next  s search  e incoming  + new  f filter  Space tick  X export  Enter open  Esc back  . commands  F1 help
        board    |n next  s search  e incoming  + new  Z assign  F release  R reports  X export  Enter open  Esc back  . commands  F1 help
        decisions |t take  d decide  r return  c close  n next  s search  e incoming  + new  Space tick  Z assign  F release  F1 help
        leaving  |t to the team  m me tomorrow  n with a note  Esc back  F1 help
        search   |Ins new  Enter open  Esc back  F1 help
        numbers  |Enter dial next  + new number  x retire  k correct  Esc back  F1 help
        choice   |Enter open  Esc back  F1 help
        confirm  |j yes  n no
        locked   |Enter unlock
        palette  |Enter open  Esc back  F1 help
        help     |Enter open  Esc back  F1 help
        "#);
    }

    #[test]
    fn footers_show_the_function_keys_to_those_who_chose_them() {
        let map = load("fkeys", &[]).map;
        let call = footer(&map, Focus::Call.path(), true, 80);
        insta::assert_snapshot!(line(&call), @"F9 wählen  q Quarantäne  t Nummern  p Person  v Vermerk  h Haushalt  F1 Hilfe");
    }

    #[test]
    fn help_tells_what_works_at_a_script_step() {
        let map = load("default", &[]).map;
        let lines: Vec<_> = help_lines(&map, Focus::Script.path(), true)
            .into_iter()
            .map(|line| format!("{:7}{:14}{}", line.focus.name(), line.keys, line.label))
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        script j, y          ja
        script n             nein
        script Enter, BildAb weiter
        script Rück, BildAuf voriger Schritt
        call   w             Wiedervorlage
        call   1             erledigt
        call   2             abgebrochen
        call   3             keine Antwort
        call   4             besetzt
        call   5             Mailbox+Bitte
        call   6             Mailbox
        call   7             Rückruf
        call   8             Dritte
        call   9             verweigert
        call   0             weitere
        call   a             wählen
        call   t             Nummern
        call   Ab            nächste Nummer
        call   Auf           vorige Nummer
        call   q             Quarantäne
        call   p             Person
        call   v             Vermerk
        call   h             Haushalt
        call   r             Rückfrage
        call   k             Kontakte
        call   i             Indexfall
        call   x             Zusatzfelder
        call   -             zurücklegen
        call   d             Einzelheiten
        call   l             Verlauf
        global s             suchen
        global e             eingehend
        global +             neu
        global F1, ?         Hilfe
        global ., :          Befehle
        global u, Strg-Z     rückgängig
        global Esc           zurück
        global Tab           nächstes Feld
        global Umschalt-Tab  voriges Feld
        global g l           Anrufliste
        global g o           Anordnungen
        global g d           Lieferungen
        global g b           Übersicht
        global g t           Teamleitung
        global g p           Pause
        global F5            neu zeichnen
        global L             sperren
        global F9            English
        global F10           beenden
        "#);
    }

    #[test]
    fn the_key_table_is_markdown() {
        let map = load("default", &[]).map;
        insta::assert_snapshot!(table(&map, true), @r#"
        ### Überall

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `n` | `next` | Holt den nächsten Anruf. |
        | `s` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `e` | `incoming` | Nimmt einen eingehenden Anruf an; das laufende Gespräch wird geparkt. |
        | `+` | `new` | Legt eine Person an, die noch nicht erfasst ist. |
        | `F1` `?` | `help` | Zeigt die Tasten, die hier gelten. |
        | `.` `:` | `palette` | Zeigt alle Befehle mit Namen und Taste. |
        | `u` `Strg-Z` | `undo` | Nimmt die letzte Eingabe zurück. |
        | `Esc` | `back` | Geht einen Schritt zurück; nichts geht verloren. |
        | `Enter` | `open` | Öffnet die markierte Zeile. |
        | `Tab` | `next-field` | Geht zum nächsten Feld. |
        | `Umschalt-Tab` | `prev-field` | Geht zum vorigen Feld. |
        | `g l` | `queue` | Geht zur Anrufliste. |
        | `g o` | `orders` | Geht zu den Anordnungen. |
        | `g d` | `batches` | Geht zu den Datenlieferungen. |
        | `g b` | `board` | Geht zur Übersicht der Teamleitung. |
        | `g t` | `decisions` | Geht zur Liste der Teamleitung. |
        | `g p` | `pause` | Macht Pause mit einem Grund, oder beendet sie. |
        | `F5` | `redraw` | Zeichnet den Bildschirm neu. |
        | `L` | `lock` | Sperrt den Bildschirm und verbirgt alle Personendaten. |
        | `F9` | `toggle-language` | Wechselt zwischen Deutsch und Englisch. |
        | `F10` | `quit` | Beendet Rufliste; offene Rückrufe und Wiedervorlagen werden vorher gezeigt. |

        ### Listen

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Auf` | `up` | Geht eine Zeile nach oben. |
        | `Ab` | `down` | Geht eine Zeile nach unten. |
        | `BildAuf` | `page-up` | Blättert eine Seite zurück. |
        | `BildAb` | `page-down` | Blättert eine Seite vor. |
        | `Pos1` | `first` | Geht zur ersten Zeile. |
        | `Ende` | `last` | Geht zur letzten Zeile. |

        ### Anrufliste

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `b` | `board` | Geht zur Übersicht der Teamleitung. |
        | `f` | `filter` | Schränkt die Liste ein. |
        | `m` | `mine` | Zeigt nur, was mir zugeteilt oder mit mir vereinbart ist. |
        | `w` | `reminder` | Legt eine Wiedervorlage an. |
        | `y` | `why` | Erklärt, warum der Anruf an dieser Stelle steht. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |
        | `Z` | `assign` | Teilt die angekreuzten Anrufe jemandem zu. |
        | `F` | `release` | Gibt einen Anruf frei, den ein anderer Platz in Bearbeitung hat. |
        | `P` | `priority` | Ändert den Vorrang der angekreuzten Anrufe. |
        | `W` | `withdraw` | Zieht die angekreuzten Anrufe zurück: ihr Anlass ist entfallen. |
        | `T` | `tell-all` | Schickt eine Zeile an alle Plätze. |
        | `N` | `shift-note` | Schreibt den Hinweis der Schicht für den Raum. |
        | `R` | `reports` | Zeigt die Berichte. |

        ### Anruf

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `w` | `reminder` | Legt eine Wiedervorlage an. |
        | `1` | `outcome-1` | Erreicht, erledigt; bei Nachverfolgung: erreicht, gesund. |
        | `2` | `outcome-2` | Erreicht, abgebrochen; bei Nachverfolgung: erreicht, Symptome. |
        | `3` | `outcome-3` | Niemand hat abgenommen. |
        | `4` | `outcome-4` | Die Leitung war besetzt. |
        | `5` | `outcome-5` | Rückrufbitte auf der Mailbox hinterlassen. |
        | `6` | `outcome-6` | Mailbox, nichts hinterlassen. |
        | `7` | `outcome-7` | Rückruf vereinbart. |
        | `8` | `outcome-8` | Dritte erreicht, die Person selbst nicht; Vermerk nötig. |
        | `9` | `outcome-9` | Die Person verweigert die Mitwirkung; Vermerk nötig. |
        | `0` | `outcome-0` | Öffnet die Liste der weiteren Ergebnisse. |
        | `a` | `dial` | Wählt die angezeigte Rufnummer. |
        | `t` | `numbers` | Zeigt und ändert die Rufnummern. |
        | `Ab` | `next-number` | Geht zur nächsten Rufnummer. |
        | `Auf` | `prev-number` | Geht zur vorigen Rufnummer. |
        | `q` | `quarantine` | Schlägt eine Anordnung für die angekreuzten Personen vor. |
        | `p` | `person` | Zeigt und ändert die Angaben zur Person. |
        | `v` | `note` | Schreibt einen Vermerk. |
        | `h` | `household` | Zeigt den Haushalt oder die Einrichtung und kreuzt Personen an. |
        | `r` | `question` | Stellt eine Rückfrage an Ärztin, Arzt oder Teamleitung. |
        | `k` | `capture` | Erfasst Kontaktpersonen, eine Zeile je Person. |
        | `i` | `index-case` | Zeigt den Indexfall. |
        | `x` | `extra-fields` | Zeigt die Felder, die nur diese Quelle kennt. |
        | `-` | `put-back` | Legt den Anruf mit Begründung in die Liste zurück; das ist kein Versuch. |
        | `d` | `details` | Blendet Einzelheiten ein oder aus. |
        | `BildAb` | `script-next` | Geht zum nächsten Schritt des Leitfadens. |
        | `BildAuf` | `script-back` | Geht zum vorigen Schritt des Leitfadens. |
        | `l` | `history` | Zeigt den Verlauf: wer wann was geändert hat. |

        ### Gesprächsleitfaden

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `j` `y` | `answer-yes` | Beantwortet die Frage im Leitfaden mit Ja. |
        | `n` | `answer-no` | Beantwortet die Frage im Leitfaden mit Nein. |
        | `Enter` | `script-next` | Geht zum nächsten Schritt des Leitfadens. |
        | `Rück` | `script-back` | Geht zum vorigen Schritt des Leitfadens. |

        ### Weitere Ergebnisse (0)

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `h` | `outcome-household-refused` | Angehörige verweigern die Auskunft. |
        | `l` | `outcome-language` | Sprachbarriere; geht an jemanden, der die Sprache spricht. |
        | `w` | `outcome-wrong-number` | Falsche Nummer; sie wird nie wieder angerufen. |
        | `x` | `outcome-dead-number` | Nummer nicht vergeben oder Fax; sie wird nie wieder angerufen. |
        | `k` | `outcome-no-number` | Keine Nummer bekannt; geht in die Nummernsuche. |
        | `u` | `outcome-unfit` | Die Person ist nicht gesprächsfähig. |
        | `v` | `outcome-deceased` | Die Person ist verstorben; es wird noch einmal gefragt. |
        | `z` | `outcome-hand-over` | Gibt den Vorgang an ein anderes Amt ab; es wird noch einmal gefragt. |
        | `b` | `outcome-handled-elsewhere` | Ein anderes Amt bearbeitet den Vorgang schon; es wird noch einmal gefragt. |
        | `n` | `outcome-not-a-contact` | Es gab keinen Kontakt. |
        | `d` | `outcome-duplicate` | Die Person ist doppelt erfasst; es wird noch einmal gefragt. |
        | `t` | `outcome-technical` | Technische Störung; zählt nicht als Versuch. |

        ### Haushalt und Einrichtung

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Einfg` | `add-mate` | Nimmt eine Person, die gesucht wird, in den Haushalt auf. |
        | `Entf` | `remove-mate` | Nimmt eine Person aus dem Haushalt; es wird noch einmal gefragt. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |
        | `+` | `tick-all` | Kreuzt alle gezeigten Personen an. |
        | `-` | `tick-none` | Nimmt allen gezeigten Personen das Kreuz. |

        ### Formular

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `F2` `Strg-S` | `save` | Speichert das Formular oder den Text. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |

        ### Textfeld

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `F2` `Strg-S` | `save` | Speichert das Formular oder den Text. |

        ### Vorgang

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `w` | `reminder` | Legt eine Wiedervorlage an. |
        | `t` | `numbers` | Zeigt und ändert die Rufnummern. |
        | `p` | `person` | Zeigt und ändert die Angaben zur Person. |
        | `v` | `note` | Schreibt einen Vermerk. |
        | `h` | `household` | Zeigt den Haushalt oder die Einrichtung und kreuzt Personen an. |
        | `Einfg` | `add-mate` | Nimmt eine Person, die gesucht wird, in den Haushalt auf. |
        | `Entf` | `remove-mate` | Nimmt eine Person aus dem Haushalt; es wird noch einmal gefragt. |
        | `r` | `question` | Stellt eine Rückfrage an Ärztin, Arzt oder Teamleitung. |
        | `k` | `capture` | Erfasst Kontaktpersonen, eine Zeile je Person. |
        | `i` | `index-case` | Zeigt den Indexfall. |
        | `x` | `extra-fields` | Zeigt die Felder, die nur diese Quelle kennt. |
        | `c` | `start-call` | Beginnt einen Anruf bei dieser Person. |
        | `q` | `record-orders` | Zeigt die Anordnungen für diese Person; noch einmal: ordnet an. |
        | `d` | `documents` | Zeigt die Schreiben. |
        | `l` | `history` | Zeigt den Verlauf: wer wann was geändert hat. |
        | `K` | `correct` | Berichtigt einen Eintrag; der alte bleibt nachlesbar. |
        | `z` | `hand-over` | Gibt den Vorgang an ein anderes Amt ab. |
        | `o` | `reopen` | Nimmt einen abgeschlossenen Vorgang mit Begründung wieder auf. |
        | `A` | `lift-order` | Hebt eine Anordnung auf. |
        | `D` | `note-delivery` | Trägt Aktenzeichen, Schreiben und Zustellung einer Anordnung ein. |
        | `Z` | `assign` | Teilt die angekreuzten Anrufe jemandem zu. |
        | `F` | `release` | Gibt einen Anruf frei, den ein anderer Platz in Bearbeitung hat. |
        | `P` | `priority` | Ändert den Vorrang der angekreuzten Anrufe. |
        | `W` | `withdraw` | Zieht die angekreuzten Anrufe zurück: ihr Anlass ist entfallen. |

        ### Anordnungen

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `f` | `filter` | Schränkt die Liste ein. |
        | `d` | `documents` | Zeigt die Schreiben. |
        | `A` | `lift-order` | Hebt eine Anordnung auf. |
        | `D` | `note-delivery` | Trägt Aktenzeichen, Schreiben und Zustellung einer Anordnung ein. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |
        | `R` | `reports` | Zeigt die Berichte. |
        | `X` | `export` | Schreibt eine Datenlieferung. |

        ### Anordnung vorschlagen

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Enter` | `give-orders` | Ordnet für jede angekreuzte Person einzeln an. |
        | `w` | `order-kind` | Wechselt zwischen Quarantäne, Tätigkeitsverbot und beidem. |
        | `k` | `correct` | Berichtigt einen Eintrag; der alte bleibt nachlesbar. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |

        ### Datenlieferungen

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `f` | `filter` | Schränkt die Liste ein. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |
        | `X` | `export` | Schreibt eine Datenlieferung. |

        ### Übersicht

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `Z` | `assign` | Teilt die angekreuzten Anrufe jemandem zu. |
        | `F` | `release` | Gibt einen Anruf frei, den ein anderer Platz in Bearbeitung hat. |
        | `T` | `tell-all` | Schickt eine Zeile an alle Plätze. |
        | `N` | `shift-note` | Schreibt den Hinweis der Schicht für den Raum. |
        | `R` | `reports` | Zeigt die Berichte. |
        | `X` | `export` | Schreibt eine Datenlieferung. |

        ### Liste der Teamleitung

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `/` | `search` | Sucht eine Person nach Name, Geburtsdatum, Rufnummer oder Aktenzeichen. |
        | `Leertaste` | `tick` | Kreuzt die Zeile an oder nimmt das Kreuz weg. |
        | `Z` | `assign` | Teilt die angekreuzten Anrufe jemandem zu. |
        | `F` | `release` | Gibt einen Anruf frei, den ein anderer Platz in Bearbeitung hat. |
        | `P` | `priority` | Ändert den Vorrang der angekreuzten Anrufe. |
        | `W` | `withdraw` | Zieht die angekreuzten Anrufe zurück: ihr Anlass ist entfallen. |
        | `t` | `take-decision` | Übernimmt den Anruf in die eigene Hand. |
        | `d` | `decide` | Schreibt auf, was zu tun ist. |
        | `r` | `return-call` | Gibt den Anruf in die Anrufliste zurück. |
        | `c` | `close-call` | Schließt den Anruf ab, mit Begründung. |

        ### Feierabend

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `t` | `to-team` | Gibt alles dem Team. |
        | `m` | `to-me-tomorrow` | Legt mir alles morgen früh wieder vor. |
        | `n` | `with-note` | Gibt alles weiter, mit einem Vermerk. |
        | `F1` `?` | `help` | Zeigt die Tasten, die hier gelten. |
        | `Esc` | `back` | Geht einen Schritt zurück; nichts geht verloren. |
        | `F5` | `redraw` | Zeichnet den Bildschirm neu. |
        | `F10` `q` | `quit` | Beendet Rufliste; offene Rückrufe und Wiedervorlagen werden vorher gezeigt. |

        ### Suche

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Einfg` | `new` | Legt eine Person an, die noch nicht erfasst ist. |
        | `Strg-Pos1` | `first` | Geht zur ersten Zeile. |
        | `Strg-Ende` | `last` | Geht zur letzten Zeile. |

        ### Rufnummern

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Enter` | `choose-number` | Diese Nummer wird als Nächste gewählt; eine stillgelegte gilt wieder. |
        | `+` `Einfg` | `add-number` | Fügt eine Rufnummer hinzu. |
        | `x` | `retire-number` | Legt die Nummer still; sie wird nicht mehr angerufen. |
        | `k` | `correct` | Berichtigt einen Eintrag; der alte bleibt nachlesbar. |

        ### Nachfrage

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `j` `y` | `yes` | Bestätigt die Nachfrage. |
        | `n` `Esc` | `no` | Lehnt ab; es bleibt alles, wie es war. |
        | `F5` | `redraw` | Zeichnet den Bildschirm neu. |

        ### Gesperrt

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Enter` | `unlock` | Entsperrt den Bildschirm nach Anmeldung. |
        | `F5` | `redraw` | Zeichnet den Bildschirm neu. |

        ### Befehle

        | Taste | Befehl | Wirkung |
        |---|---|---|
        | `Strg-Pos1` | `first` | Geht zur ersten Zeile. |
        | `Strg-Ende` | `last` | Geht zur letzten Zeile. |
        "#);
    }

    #[test]
    fn the_key_shown_is_single_and_from_its_home() {
        let map = load("default", &[]).map;
        let shown = |focus: Focus, action| key_of(&map, focus.path(), action).unwrap().to_string();
        assert_eq!(shown(Focus::Queue, Action::Search), "s");
        assert_eq!(shown(Focus::Queue, Action::GoBoard), "b");
        assert_eq!(shown(Focus::Record, Action::GoBoard), "g b");
        assert_eq!(shown(Focus::Script, Action::ScriptNext), "Enter");
        assert_eq!(shown(Focus::Call, Action::ScriptNext), "PageDown");
        assert_eq!(key_of(&map, Focus::Script.path(), Action::Next), None);
    }

    #[test]
    fn what_help_says_is_what_the_key_does() {
        for (name, _) in BUILTIN {
            let map = load(name, &[]).map;
            for path in Focus::PATHS {
                for action in Action::ALL {
                    for keys in keys_of(&map, path, *action) {
                        let keys: Vec<Key> = keys.keys().collect();
                        assert_eq!(map.resolve(path, &keys), Resolution::Action(*action));
                    }
                }
            }
        }
    }

    #[test]
    fn help_is_in_every_footer_from_which_help_can_be_reached() {
        for (name, _) in BUILTIN {
            let map = load(name, &[]).map;
            for path in Focus::PATHS.into_iter().filter(|path| path.contains(&Focus::Global)) {
                let shown = footer(&map, path, true, 80);
                assert_eq!(shown.last(), Some(&(String::from("F1"), "Hilfe")));
            }
        }
    }

    #[test]
    fn a_footer_fits_and_a_wider_one_only_adds() {
        for (name, _) in BUILTIN {
            let map = load(name, &[]).map;
            for path in Focus::PATHS {
                let mut shown: Vec<(String, &str)> = Vec::new();
                for width in (0..160).step_by(7) {
                    let mut wider = footer(&map, path, true, width);
                    assert!(line(&wider).width() <= width);
                    wider.retain(|(_, label)| *label != "Hilfe");
                    // Where help itself does not fit, another entry may stand in for it.
                    assert!(width < 15 || wider.starts_with(&shown), "{name} {path:?} {width}");
                    shown = if width < 8 { Vec::new() } else { wider };
                }
            }
        }
    }
}
