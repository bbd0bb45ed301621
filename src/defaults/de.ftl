### Deutsche Texte. Die gleichen Schlüssel und Variablen stehen in en.ftl; ein Test vergleicht beide.
### Geschrieben für Verwaltung und Teamleitung: kurz, förmlich, in den Wörtern des Fachs. Ein Satz hat einen Punkt, eine Marke keinen.

## Bildschirme und Wörter

app-title = Rufliste
app-subtitle = Kontaktnachverfolgung am Telefon
screen-queue = Anrufliste
screen-call = Anruf
screen-record = Vorgang
screen-orders = Anordnungen
screen-ordering = Anordnen: { $who }
pick-delivery = Rückmeldung zu welcher Anordnung? { $who }
pick-lift = Welche Anordnung aufheben? { $who }
screen-batches = Datenlieferungen
screen-board = Übersicht
screen-search = Suche
screen-palette = Befehle
screen-help = Hilfe
screen-decisions = Liste der Teamleitung
screen-incoming = Eingehender Anruf
screen-new-person = Neue Person
screen-settings = Einstellungen
word-yes = ja
word-no = nein
word-unknown = unbekannt
word-none = keine
word-nobody = niemand
word-never = nie
word-today = heute
word-case = Indexfall
word-contact = Kontaktperson
word-person = Person
word-and = und
word-or = oder
word-more = weitere
word-reference = Vorgangsnummer
word-station = Platz
word-optional = freiwillig
word-required = erforderlich
plural-calls = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    }
plural-contacts = { $n } { $n ->
        [one] Kontaktperson
       *[other] Kontaktpersonen
    }
plural-cases = { $n } { $n ->
        [one] Indexfall
       *[other] Indexfälle
    }
plural-persons = { $n } { $n ->
        [one] Person
       *[other] Personen
    }
plural-records = { $n } { $n ->
        [one] Vorgang
       *[other] Vorgänge
    }
plural-attempts = { $n } { $n ->
        [one] Anrufversuch
       *[other] Anrufversuche
    }
plural-orders = { $n } { $n ->
        [one] Anordnung
       *[other] Anordnungen
    }
plural-letters = { $n } Schreiben
plural-batches = { $n } { $n ->
        [one] Datenlieferung
       *[other] Datenlieferungen
    }
plural-stations = { $n } { $n ->
        [one] Platz
       *[other] Plätze
    }
plural-rows = { $n } { $n ->
        [one] Zeile
       *[other] Zeilen
    }
plural-days = { $n } { $n ->
        [one] Tag
       *[other] Tage
    }
plural-hours = { $n } { $n ->
        [one] Stunde
       *[other] Stunden
    }
plural-minutes = { $n } { $n ->
        [one] Minute
       *[other] Minuten
    }
plural-hits = { $n } Treffer

## Spalten

column-due = fällig
column-reason = Anlass
column-name = Name
column-age = Alter
column-municipality = Gemeinde
column-attempts = Versuche
column-reference = Vorgang
column-priority = Priorität
column-state = Stand
column-language = Sprache
column-owner = zugewiesen
column-last = zuletzt
column-outcome = Ergebnis
column-number = Nummer
column-ready = ab
column-leased-by = in Bearbeitung
column-lacking = fehlt im Dienst
column-disease = Krankheit
column-from = von
column-until = bis
column-kind = Art
column-rule = Regel
column-birth = geboren
column-phone = Telefon
column-user = Benutzer
column-roles = Rollen
column-rights = Rechte
column-team = Team
column-languages = Sprachen
column-expires = gültig bis
column-destination = Ziel
column-count = Anzahl
column-share = Anteil
column-time = Zeit
column-day = Tag
column-hour = Stunde
column-what = Was
column-why = Grund
column-who = Wer
column-where = Wo
column-file = Datei
column-line = Zeile
column-column = Spalte
column-value = Wert
column-field = Feld
column-key = Taste
column-action = Aktion
column-note = Vermerk
column-address = Anschrift
column-verbal = mitgeteilt
column-written = schriftlich
column-authority = Behörde
column-authority-name = Name der Behörde
column-authority-address = Anschrift der Behörde
column-file-number = Aktenzeichen
column-delivered = zugestellt
column-ags = amtlicher Schlüssel
column-spellings = Schreibweisen
column-postcodes = Postleitzahlen
column-mode = wer schreibt
column-street = Straße
column-postcode = PLZ
column-place = Ort
column-candidates = in Frage kommen
column-sealed = abgeschlossen
column-records = Datensätze
column-sha = SHA-256
column-fingerprint = Fingerabdruck
column-since = seit
column-check = Prüfung
column-fix = Abhilfe

## Anrufliste

header-today = { $calls } { $calls ->
        [one] Anruf
       *[other] Anrufe
    } heute · { $reached } erreicht
header-queue = { $ready } bereit · { $overdue } überfällig · { $waiting } warten
header-queue-calm = { $ready } bereit · { $waiting } warten
header-callbacks = { $n } { $n ->
        [one] Rückruf
       *[other] Rückrufe
    } vereinbart
header-next-callback = nächster Rückruf { $when }
header-station = { $user } · Platz { $station }
header-decisions = { $n } bei Teamleitung
header-demo = Übungsdaten
header-outside-hours = außerhalb der Anrufzeiten · wieder ab { $when }
state-ready = bereit
state-waiting = wartet
state-waiting-until = wartet bis { $when }
state-overdue = überfällig
state-overdue-since = überfällig seit { $since }
state-overdue-span = { $span } überfällig
state-due = fällig { $when }
state-callback = Rückruf { $when }
state-missed = Rückruf versäumt
state-leased = in Bearbeitung bei { $who }
state-leased-long = in Bearbeitung bei { $who }, Platz { $station }, seit { $since }
state-leased-mine = in Bearbeitung bei mir
state-unfinished = unterbrochen, zuletzt bei { $who }
state-assigned = zugewiesen an { $who }
state-household = Haushalt: { $n } { $n ->
        [one] Person
       *[other] Personen
    }
queue-empty = Zurzeit ist niemand anzurufen.
queue-empty-next = Der nächste Anruf wird { $when } bereit.
queue-empty-filter = Zu diesem Filter ist niemand anzurufen.
queue-filter = Filter: { $filter }
queue-filter-mine = meine
queue-filter-none = alle
queue-filter-language = Sprache
queue-filter-municipality = Gemeinde
queue-filter-reason = Anlass
queue-filter-disease = Krankheit
queue-filter-case = Indexfall
queue-filter-institution = Einrichtung
queue-position = { $row } von { $total }
queue-loading = wird geladen …
queue-section-callbacks = Rückrufe
queue-section-mine = Mir zugewiesen
queue-section-ready = Bereit
queue-section-reminders = Wiedervorlagen
queue-section-waiting = Wartet
side-last-exposure = letzter Kontakt { $when }
side-index = Indexfall { $reference }
side-numbers = Nummern
side-attempts = Bisherige Versuche
side-notes = Vermerke

## Warum dieser, warum jener nicht

why-title = Warum dieser Anruf?
why-short = warum: { $why }
why-assigned = Ihnen von { $who } zugewiesen
why-assigned-team = Ihrem Team zugewiesen
why-my-callback = Ihr vereinbarter Rückruf, { $when }
why-callback = vereinbarter Rückruf, { $when }
why-callback-missed = versäumter Rückruf, vereinbart war { $when }
why-deadline = { $reason }, Priorität { $priority }, fällig { $when }
why-overdue = { $reason }, Priorität { $priority }, überfällig seit { $since }
why-prefers-later = lieber ab { $when }, aber sonst ist nichts bereit
why-follow-up-rises = Nachverfolgung heute noch nicht versucht
why-unfinished = Ihr unterbrochenes Gespräch
why-household = zusammen mit { $n } { $n ->
        [one] weiteren Person
       *[other] weiteren Personen
    } des Haushalts
why-longest-waiting = wartet am längsten
why-held = von Ihnen gehalten
why-incoming = hat angerufen
why-opened = von Ihnen geöffnet
why-not-title = Warum jetzt nicht?
why-not-delay = letzter Versuch: { $outcome }, nächster ab { $when }
why-not-ready = erst ab { $when }
why-not-daypart = bevorzugt { $daypart }, ab { $when }
why-not-lease = in Bearbeitung bei { $who }, Platz { $station }, seit { $since }
why-not-household = Haushalt in Bearbeitung bei { $who }
why-not-number-in-use = Nummer in Bearbeitung bei { $who }
why-not-number-limit = Nummer gerade oder heute oft angerufen, wieder ab { $when }
why-not-attempts-today = heute schon { $n } { $n ->
        [one] Versuch
       *[other] Versuche
    }, wieder ab { $when }
why-not-language = braucht { $language }
why-not-skill = braucht Kenntnisse: { $skill }
need-both = { $language } und { $skill }
skill-order = Recht anzuordnen
why-not-hours = außerhalb der Anrufzeiten, wieder ab { $when }
why-not-holiday = Feiertag: { $holiday }, wieder ab { $when }
why-not-owner = zugewiesen an { $who }
why-not-callback-hold = Rückruf bis { $when } für { $who } vorgehalten
why-not-callback-later = Rückruf vereinbart für { $when }
why-not-no-number = keine wählbare Nummer
why-not-filter = passt nicht zum Filter
why-not-escalated = bei Teamleitung
why-not-done = erledigt
why-not-withdrawn = zurückgezogen
why-not-rank = vorher kommen { $n } { $n ->
        [one] anderer
       *[other] andere
    }

## Anruf

call-why = warum: { $why }
call-due = fällig { $when }
call-incoming = EINGEHEND
call-parked = geparkt: { $name }
call-speak-to = sprechen mit: { $who }
call-speak-guardian = sprechen mit: Sorgeberechtigte
call-speak-representative = sprechen mit: { $name } (rechtliche Betreuung)
call-age = { $age } J.
call-address-as = Anrede: { $address }
call-number-never = nie
call-number-last = { $when } { $outcome }
call-no-number = keine wählbare Nummer
call-contact-line = Kontakt: { $category }, zuletzt { $when }
call-index = Index { $reference }
call-index-unknown = Indexfall nicht bekannt
call-household = Haushalt
call-institution = Einrichtung
call-step = Schritt { $step }/{ $steps }
call-step-confirm = stimmt? j / n
call-step-yes-no = j / n
call-script-done = Leitfaden beendet · Ergebnis wählen
call-identity-first = Erst die Person feststellen, dann den Grund nennen.
call-mailbox-text = Für Mailbox und Dritte:
call-mode-outcome = Ziffern: ERGEBNIS
call-mode-text = Ziffern: TEXT
call-mode-choice = Ziffern: AUSWAHL
call-outcome-more = weitere
call-outcome-more-title = Weitere Ergebnisse
call-outcome-confirm = { $outcome } — sicher? j / n
call-order-spoken-question = Anordnung mitgeteilt? j / n
call-order-proposal = Quarantäne { $from } bis { $until }
call-order-in-force = Anordnung { $number }: bis { $until }
call-order-missing = fehlt: { $what }
call-order-days-missing = Ende angeben
call-order-prepared = Vorbereitet: { $kinds }
call-callback-when = Wann zurückrufen?
call-callback-hint = z. B. 14:30 · morgen 9 · fr nachmittag · in 2h · 14-16
call-callback-owner = bei mir
call-callback-anyone = bei jedem
call-note = Vermerk
call-note-required = Vermerk (erforderlich)
call-language = Welche Sprache?
call-office = Welches Gesundheitsamt?
call-office-name = Name der Ansprechperson
call-number-choose = Nummer wählen
call-dialled = gewählt: { $number }
call-copied = Nummer kopiert
call-changed = von { $who } geändert { $when }
call-capture-title = Kontaktpersonen aufnehmen
call-capture-hint = Name, Nummer, letzter Kontakt, Umfeld — eine Zeile je Person
call-put-back-reason = Warum zurücklegen?
call-question-text = Was ist die Frage?
call-question-to = An wen?
call-reminder-when = Wann wieder vorlegen?
call-pinned = ! { $note }
call-signed = Vermerk { $who }, { $when }
call-quarantine-title = Quarantäne
call-quarantine-derivation = Herleitung
call-quarantine-reason = Warum abweichend?
call-quarantine-by-ordinance = gilt durch Verordnung, keine einzelne Anordnung
call-quarantine-recommendation = nur Empfehlung
call-quarantine-none = keine Quarantäne nach Regelwerk
call-quarantine-release-test = Freitestung ab { $when }
call-quarantine-prepared = vorbereitet · an befugte Person weitergegeben

## Vorgang

record-title = Vorgang { $reference }
record-tab-facts = Angaben
record-tab-attempts = Anrufversuche
record-tab-notes = Vermerke
record-tab-orders = Anordnungen
record-order-hint = { $key } hier noch einmal: anordnen
record-tab-documents = Schreiben
record-tab-batches = Datenlieferungen
record-tab-extra = Weitere Felder
record-tab-history = Verlauf
record-tab-household = Haushalt
record-field-last-name = Nachname
record-field-first-name = Vorname
record-field-birth = Geburtsdatum
record-field-sex = Geschlecht
record-field-languages = Sprachen
record-field-phones = Telefon
record-field-email = E-Mail
record-field-municipality = Gemeinde
record-place-ambiguous = nicht eindeutig: { $candidates }
record-place-unknown = ungeklärt
record-field-street = Straße
record-field-postcode = PLZ
record-field-place = Ort
record-field-stay = Aufenthalt
record-field-guardians = Sorgeberechtigte
record-field-legal-representative = Rechtliche Betreuung
record-field-household = Haushalt
record-field-institution = Einrichtung
record-field-disease = Krankheit
record-field-kind = Art
record-field-reported = gemeldet am
record-field-exposure-first = erster Kontakt
record-field-exposure-last = letzter Kontakt
record-field-category = Kategorie
record-field-setting = Umfeld
record-field-onset = Symptombeginn
record-field-specimen = Abnahmedatum
record-field-finding = Befund
record-field-index = Indexfall
record-field-group = Personengruppe
record-field-immunity = Immunstatus
record-field-classification = Einstufung
record-field-follow-up-until = Nachverfolgung bis
record-field-closing = Abschluss
record-field-source = Herkunft
record-field-external-ids = Fremdnummern
record-field-doubts = Unklare Angaben
record-as-received = wie eingegangen: { $text }
record-changed-since = geändert, seit Sie zuletzt hier waren
record-no-attempts = noch kein Anrufversuch
record-no-notes = keine Vermerke
record-no-orders = keine Anordnung
record-no-extra = keine weiteren Felder
record-unsaved = nicht gespeicherter Entwurf
record-closed = abgeschlossen: { $closing }
record-attempt-later = nachgetragen
record-attempt-corrected = berichtigt: { $outcome } ({ $reason })

## Anordnungen

orders-title = Anordnungen
orders-view-in-force = in Kraft
orders-view-ending = enden heute
orders-view-unwritten = mitgeteilt, noch nicht schriftlich
orders-view-letters = Schreiben fällig
orders-view-municipality = nach Gemeinde
orders-empty = keine Anordnungen
orders-until = bis { $until } einschließlich
orders-spoken = mitgeteilt { $when } durch { $who }
orders-spoken-to = an { $who }
orders-written = schriftlich { $when }
orders-delivered = zugestellt { $when }
orders-file-number = Aktenzeichen { $number }
orders-letter-is-out = Schreiben ist bereits heraus: { $authority }
orders-request-is-out = Anforderung ist bereits heraus: { $authority }
orders-municipality-informed = Gemeinde informiert { $when }
orders-amends = ändert { $number }
orders-lift-reason = Warum aufheben?
orders-amend-reason = Warum ändern?
orders-without-number = ohne Nummer (Verordnung)

## Datenlieferungen

batches-title = Datenlieferungen
batches-waiting = { $n } { $n ->
        [one] Datensatz wartet
       *[other] Datensätze warten
    }
batches-none = noch keine Datenlieferung
batches-sealed = abgeschlossen { $when } durch { $who }
batches-last = zuletzt { $when }
batch-state-sealed = abgeschlossen
batch-state-written = geschrieben
batch-state-acknowledged = bestätigt
batch-state-rejected = zurückgewiesen

## Übersicht

board-title = Übersicht
board-queue-by-age = Anrufliste nach Wartezeit
board-queue-by-reason = Anrufliste nach Anlass
board-reached-24 = innerhalb 24 h erreicht
board-reached-48 = innerhalb 48 h erreicht
board-attempts-per-hour = Versuche je Stunde
board-outcomes = Ergebnisse heute
board-stranded = { $n } { $n ->
    [one] Anruf kann
   *[other] Anrufe kann
 } im Dienst niemand annehmen: { $needs }
board-stations = Plätze
board-station-on = { $user }, Platz { $station }: { $reference } seit { $since }
board-station-idle = { $user }, Platz { $station }: frei
board-forecast = Bei diesem Tempo ist die Liste um { $when } abgearbeitet.
board-forecast-never = Bei diesem Tempo wächst die Liste.
board-oldest = ältester offener Anruf: seit { $since }
board-under-control = im Griff
board-behind = Rückstand
board-as-of = Stand { $when }

## Suche, Befehle, Hilfe, eingehende Anrufe

search-prompt = Suche
search-hint = Name, Geburtsdatum, Ort, Nummer, Vorgang
search-none = nichts gefunden
search-mistyped = Vorgangsnummer vertippt: das Prüfzeichen passt nicht.
search-tolerant = ähnlich geschrieben
palette-prompt = Befehl
palette-none = kein Befehl heißt so
help-title = Tasten auf diesem Bildschirm
help-everywhere = überall
help-keymap = Tastenbelegung: { $name }
incoming-prompt = Wer ruft an?
incoming-hint = Name und Geburtsdatum, z. B. yil 3.4
incoming-new = nicht gefunden · + legt die Person an
new-person-title = Neue Person
new-person-similar = Ähnliche Personen
new-person-phone = Telefon
new-person-date = Kontakt- oder Testdatum
lock-title = Gesperrt
lock-body = Eine Taste drücken, um weiterzuarbeiten.
quit-title = Beenden?
quit-callbacks = { $n } eigene { $n ->
        [one] Rückruf
       *[other] Rückrufe
    } offen
quit-reminders = { $n } eigene { $n ->
        [one] Wiedervorlage
       *[other] Wiedervorlagen
    } offen
quit-lease = Ein Anruf ist noch in Bearbeitung.
quit-pass-on = Ans Team weitergeben
quit-keep = behalten
quit-anyway = beenden
pending-keys = { $keys } …

## Quittungen: was gespeichert wurde

receipt-next-attempt = { $outcome } · nächster Versuch { $when } · { $key } zurück
receipt-done = { $outcome } · erledigt · { $key } zurück
receipt-follow-up = { $outcome } · nächster Anruf { $when } · { $key } zurück
receipt-callback = Rückruf { $when } vereinbart · { $key } zurück
receipt-escalated = { $outcome } · an Teamleitung · { $key } zurück
receipt-research = { $outcome } · Nummernsuche · { $key } zurück
receipt-closed = abgeschlossen: { $closing } · { $key } zurück
receipt-household = { $outcome } · { $n } { $n ->
        [one] Person
       *[other] Personen
    } · { $key } zurück
receipt-ordered = { $what } { $number } bis { $until }
receipt-ordered-several = { $n } { $n ->
        [one] Anordnung
       *[other] Anordnungen
    } erlassen
receipt-order-amended = Anordnung { $number } ersetzt { $old }
receipt-order-lifted = Anordnung { $number } aufgehoben
receipt-delivery-noted = Anordnung { $number }: Rückmeldung eingetragen
receipt-unchanged = nichts geändert, es stand schon so da
receipt-note = Vermerk gespeichert
receipt-saved = gespeichert
receipt-undone = zurückgenommen: { $what }
receipt-put-back = zurückgelegt
receipt-released = freigegeben
receipt-assigned = { $who } zugewiesen
receipt-priority = Priorität { $priority }
receipt-withdrawn = zurückgezogen
receipt-reopened = wieder geöffnet
receipt-reminder = Wiedervorlage { $when }
receipt-question = Rückfrage an { $who } gestellt
receipt-contacts-captured = { $n } { $n ->
        [one] Kontaktperson
       *[other] Kontaktpersonen
    } aufgenommen
receipt-person-added = Vorgang { $reference } angelegt
receipt-became-case = Kontaktperson ist jetzt Indexfall
receipt-corrected = Ergebnis berichtigt: { $outcome }
receipt-batch = Datenlieferung { $number } abgeschlossen, { $n } { $n ->
        [one] Datensatz
       *[other] Datensätze
    }
receipt-letters = { $n } Schreiben erstellt
receipt-draft-kept = Entwurf aufbewahrt

## Ablehnungen: nichts wurde geändert, und warum

refusal-not-permitted = Dafür fehlt Ihnen die Berechtigung.
refusal-order-right-missing = Anordnungen mitteilen darf nur, wer das Recht dazu hat. Der Vorschlag wird weitergegeben.
refusal-stale-token = Inzwischen in Bearbeitung bei { $who }, Platz { $station }. Ihr Text bleibt als Entwurf erhalten.
refusal-lease-lost = Ihre Bearbeitung ist abgelaufen. Ihr Text bleibt als Entwurf erhalten.
refusal-leased-by = In Bearbeitung bei { $who }, Platz { $station }, seit { $since }.
refusal-not-leased = Der Anruf ist nicht in Ihrer Bearbeitung.
refusal-call-closed = Der Anruf ist schon abgeschlossen.
refusal-call-open = Zu diesem Anlass ist schon ein Anruf offen.
refusal-record-closed = Der Vorgang ist abgeschlossen; erst wieder öffnen.
refusal-changed-meanwhile = Der Vorgang wurde inzwischen geändert; bitte neu ansehen.
refusal-note-required = Zu diesem Ergebnis gehört ein Vermerk.
refusal-time-required = Zu diesem Ergebnis gehört eine Zeit.
refusal-time-past = Die Zeit liegt in der Vergangenheit.
refusal-language-required = Bitte die Sprache angeben.
refusal-office-required = Bitte das Gesundheitsamt angeben.
refusal-office-name-required = Bitte angeben, mit wem dort gesprochen wurde.
refusal-reason-required = Bitte einen Grund angeben.
refusal-number-required = Bitte die Nummer angeben, die nicht stimmt.
refusal-outcome-unknown = Dieses Ergebnis gibt es bei diesem Anlass nicht.
refusal-exposure-missing = Erst die Angaben zum Kontakt erfassen: letzter Kontakt, Kategorie.
refusal-infection-missing = Erst Symptombeginn oder Abnahmedatum erfassen.
refusal-order-in-force = Anordnung { $number } ist in Kraft bis { $until }; diese ändern statt neu anordnen.
refusal-order-not-in-force = Diese Anordnung ist nicht mehr in Kraft.
refusal-order-dates = Das Ende liegt vor dem Beginn.
refusal-order-reason-required = Die Daten weichen vom Regelwerk ab: bitte begründen.
refusal-order-no-rule = Das Regelwerk kennt dafür keine Regel; Daten und Begründung eingeben.
refusal-order-by-ordinance = Die Pflicht gilt durch Verordnung; eine einzelne Anordnung gibt es nicht.
refusal-order-no-address = Es fehlt eine Anschrift für das Schreiben.
refusal-order-no-municipality = Die Gemeinde ist nicht eindeutig; bitte zuordnen.
refusal-number-limit = Diese Nummer wurde zu oft angerufen; wieder ab { $when }.
refusal-number-never = Diese Nummer wird nicht mehr angerufen.
refusal-emergency-number = 110 und 112 werden nicht gewählt.
refusal-outside-hours = Außerhalb der Anrufzeiten; wieder ab { $when }.
refusal-undo-late = Zurücknehmen geht nur 60 Sekunden lang; bitte berichtigen.
refusal-undo-nothing = Es gibt nichts zurückzunehmen.
refusal-undo-moved-on = Der Vorgang wurde seitdem geändert; bitte berichtigen.
refusal-undo-sent = Der Stand wurde schon geliefert; bitte berichtigen.
refusal-batch-empty = Für dieses Ziel wartet nichts.
refusal-batch-unknown = Diese Datenlieferung gibt es nicht.
refusal-batch-settled = Die Datenlieferung ist schon bestätigt oder zurückgewiesen.
refusal-batch-erased = Personen dieser Datenlieferung wurden gelöscht; sie kann nicht neu ausgegeben werden.
refusal-destination-unknown = Dieses Ziel ist nicht eingerichtet.
refusal-reference-unknown = Diese Vorgangsnummer gibt es nicht.
refusal-reference-mistyped = Die Vorgangsnummer ist vertippt: das Prüfzeichen passt nicht.
refusal-reference-ambiguous = Zu diesem Vorgang sind mehrere Anrufe offen: Anlass angeben.
refusal-user-unknown = Diesen Benutzer gibt es nicht.
refusal-user-disabled = Dieser Benutzer ist gesperrt.
refusal-user-expired = Die Berechtigung ist am { $when } abgelaufen.
refusal-user-exists = Diesen Benutzer gibt es schon.
refusal-last-admin = Eine Person mit Verwaltungsrecht muss bleiben.
refusal-name-required = Bitte den Namen angeben.
refusal-deceased = Die Person ist verstorben.
refusal-same-record = Ein Vorgang kann nicht Dublette seiner selbst sein.
refusal-not-a-contact = Das geht nur bei einer Kontaktperson.
refusal-not-a-case = Das geht nur bei einem Indexfall.
refusal-not-in-demo = Das geht nur mit Übungsdaten.
refusal-busy = Die Datenbank ist gerade belegt; bitte noch einmal.
refusal-storage = Nicht gespeichert: { $why }
refusal-newer-version = Eine neue Version ist installiert; bitte neu anmelden.

## Hinweise: was nebenher geschah

notice-too-small = Fenster zu klein: { $width }×{ $height }, nötig sind 80×24.
notice-keymap = Tastenbelegung { $name } ist fehlerhaft, die mitgelieferte gilt: { $problem }
notice-keymap-switched = Tastenbelegung: { $name }
notice-paste-dropped = Eingefügter Text wurde verworfen: kein Textfeld aktiv.
notice-paste-cut = Eingefügter Text wurde auf { $n } Zeichen gekürzt.
notice-digits-not-yet = Ziffern wirken erst, wenn der nächste Kontakt auf dem Bildschirm steht.
notice-key-unused = { $key } hat hier keine Bedeutung. F1 zeigt die Tasten.
notice-key-dropped = Taste direkt nach Esc verworfen.
notice-released-by = { $who } hat Ihren Anruf freigegeben. Ihr Text bleibt als Entwurf erhalten.
notice-reassigned-by = { $who } hat Ihren Anruf { $to } zugewiesen.
notice-callback-due = Rückruf fällig: { $name }, { $when }
notice-callback-missed = Rückruf versäumt: { $name }, { $when }
notice-lease-ending = Bearbeitung endet in { $span } ohne Eingabe.
notice-lease-expired = Bearbeitung abgelaufen, Entwurf aufbewahrt.
notice-draft-restored = Entwurf von { $when } wiederhergestellt.
notice-returned = Weiter an derselben Stelle: { $name }.
notice-nothing-ready = Zurzeit ist niemand anzurufen.
notice-new-version = Neue Version installiert: bitte neu anmelden.
notice-offline = Keine Verbindung zur Datenbank. Es wird weiter versucht.
notice-online = Verbindung zur Datenbank steht wieder.
notice-slow = Speichern dauert länger als üblich.
notice-language = Sprache: Deutsch
notice-theme = Farben: { $name }
notice-copied = kopiert
notice-dial-failed = Wählen nicht möglich: { $why }
notice-answer-arrived = Antwort auf Ihre Rückfrage zu { $name }.
notice-order-proposed = { $who } bittet um eine Anordnung: { $name }.
notice-import-open = Ein Import wurde unterbrochen; noch einmal starten setzt ihn fort.
notice-demo = Übungsdaten: nichts hiervon ist echt.
notice-clock-back = Die Uhr dieses Rechners geht nach.

## Zweifel: ein nicht verstandener Wert, als Text aufbewahrt

doubt-no-such-date = kein gültiges Datum
doubt-future = liegt in der Zukunft
doubt-no-number = keine Telefonnummer erkennbar
doubt-too-old = liegt zu weit zurück
doubt-unknown-value = unbekannter Wert
doubt-ambiguous-place = Ort nicht eindeutig
doubt-unknown-place = Ort nicht bekannt
doubt-ambiguous-date = Datum nicht eindeutig
doubt-year-missing = Jahr fehlt
doubt-before-birth = liegt vor der Geburt
doubt-order-of-dates = Beginn liegt nach dem Ende
doubt-too-long = zu lang, gekürzt
doubt-no-postcode = keine gültige Postleitzahl
doubt-no-email = keine gültige E-Mail-Adresse
doubt-emergency-number = Notrufnummer
doubt-formula = sieht aus wie eine Formel
doubt-scientific-number = von der Tabellenkalkulation verändert (z. B. 4,92E+11)
doubt-encoding = Zeichen nicht lesbar
doubt-name-split = Vor- und Nachname nicht sicher zu trennen
doubt-possible-duplicate = ähnelt { $reference }
doubt-office-keeps = vom Amt geändert, nicht überschrieben
doubt-unknown-language = unbekannte Sprache
doubt-placeholder = Platzhalter statt Angabe

## Abgelehnte Zeilen und Dateien

reject-no-name = kein Name
reject-too-many-cells = mehr Zellen als Überschriften
reject-too-few-cells = weniger Zellen als Überschriften
reject-cell-too-long = Zelle länger als 32 kB
reject-empty-row = leere Zeile
reject-bad-quoting = Anführungszeichen nicht geschlossen
reject-bad-encoding = Zeichenkodierung nicht lesbar
reject-no-header = keine Überschriftenzeile erkannt
reject-unknown-header = kein Profil passt zu den Überschriften
reject-duplicate-header = Überschrift doppelt: { $name }
reject-no-disease = keine Krankheit angegeben
reject-unknown-disease = unbekannte Krankheit: { $value }
reject-two-rows-one-id = Kennung kommt in der Datei zweimal vor
reject-conflict = widerspricht dem vorhandenen Vorgang { $reference }
reject-file-too-large = Datei größer als 100 MB
reject-unpacked-too-large = entpackt größer als 1 GB
reject-too-many-rows = mehr als 1.000.000 Zeilen
reject-unknown-format = Dateiart nicht erkannt
reject-broken-file = Datei beschädigt: { $why }
reject-password = Datei ist mit einem Kennwort geschützt
reject-not-positive = Befund ist nicht positiv
reject-no-patient = Meldung ohne Person
reject-newer-known = eine neuere Fassung ist schon bekannt
reject-other-office = für ein anderes Gesundheitsamt bestimmt
reject-checksum = Prüfsumme stimmt nicht

## Gesagte Zeiten

when-empty = Bitte eine Zeit angeben.
when-not-understood = Nicht verstanden: { $text }
when-no-such-time = Diese Uhrzeit gibt es nicht.
when-no-such-date = Dieses Datum gibt es nicht.
when-past = Das ist schon vorbei.
when-too-far = Das ist mehr als ein Jahr hin.
when-backwards = Das Ende liegt vor dem Beginn.

## Bezeichnungen: Ergebnisse

outcome-complete = erreicht, erledigt
outcome-complete-follow_up = erreicht, gesund
outcome-complete-end_of_quarantine = entlassen
outcome-symptoms = erreicht, Symptome
outcome-symptoms-end_of_quarantine = Symptome
outcome-partial = erreicht, abgebrochen
outcome-no_answer = keine Antwort
outcome-busy = besetzt
outcome-voicemail_left = Mailbox, Rückrufbitte
outcome-voicemail_none = Mailbox, nichts hinterlassen
outcome-callback = Rückruf vereinbart
outcome-third_party = Dritte erreicht, Person nicht da
outcome-refused = Mitwirkung verweigert
outcome-household_refused = Angehörige verweigern Auskunft
outcome-language = Sprachbarriere
outcome-wrong_number = falsche Nummer
outcome-dead_number = Nummer nicht vergeben / Fax
outcome-no_number = keine Nummer bekannt
outcome-unfit = nicht gesprächsfähig
outcome-deceased = verstorben
outcome-hand_over = an anderes Amt abgeben
outcome-handled_elsewhere = dort schon in Bearbeitung
outcome-not_a_contact = kein Kontakt
outcome-duplicate = Dublette
outcome-technical = technische Störung
outcome-short-complete = erledigt
outcome-short-complete-follow_up = gesund
outcome-short-complete-end_of_quarantine = entlassen
outcome-short-symptoms = Symptome
outcome-short-partial = abgebrochen
outcome-short-no_answer = keine Antwort
outcome-short-busy = besetzt
outcome-short-voicemail_left = Mailbox+Bitte
outcome-short-voicemail_none = Mailbox
outcome-short-callback = Rückruf
outcome-short-third_party = Dritte
outcome-short-refused = verweigert
outcome-short-household_refused = Angehörige
outcome-short-language = Sprache
outcome-short-wrong_number = falsche Nr.
outcome-short-dead_number = tote Nummer
outcome-short-no_number = keine Nummer
outcome-short-unfit = nicht fähig
outcome-short-deceased = verstorben
outcome-short-hand_over = abgeben
outcome-short-handled_elsewhere = anderes Amt
outcome-short-not_a_contact = kein Kontakt
outcome-short-duplicate = Dublette
outcome-short-technical = Störung

## Bezeichnungen: Anrufe

reason-index_interview = Fallermittlung
reason-first_notification = Erstanruf
reason-follow_up = Nachverfolgung
reason-end_of_quarantine = Abschlussanruf
reason-enquiry = Anliegen
reason-reminder = Wiedervorlage
reason-question = Rückfrage
reason-research = Nummernsuche
reason-decision = Entscheidung
call-state-open = offen
call-state-done = erledigt
call-state-withdrawn = zurückgezogen
call-state-escalated = bei Teamleitung
priority-urgent = dringend
priority-high = hoch
priority-normal = normal
priority-low = niedrig
closing-complete = Befragung vollständig
closing-ended = Quarantäne beendet
closing-exhausted = nicht erreichbar
closing-too_late = zu spät, Frist vorbei
closing-refused = Mitwirkung verweigert
closing-deceased = verstorben
closing-handed_over = abgegeben
closing-handled_elsewhere = andernorts bearbeitet
closing-not_a_contact = kein Kontakt
closing-duplicate = Dublette
closing-became_case = wurde Indexfall
closing-withdrawn = zurückgezogen
direction-outgoing = ausgehend
direction-incoming = eingehend
spoken-with-self = Person selbst
spoken-with-guardian = Sorgeberechtigte
spoken-with-legal_representative = rechtliche Betreuung
spoken-with-other = andere Person
daypart-morning = vormittags
daypart-afternoon = nachmittags
daypart-evening = abends
escalation-exhausted = nicht erreichbar
escalation-order_proposal = Anordnung vorgeschlagen
escalation-symptoms = Symptome gemeldet
escalation-too_late = Frist vorbei
escalation-question = Rückfrage
escalation-duplicate = mögliche Dublette
escalation-place = Gemeinde unklar

## Bezeichnungen: Personen und Vorgänge

sex-female = weiblich
sex-male = männlich
sex-other = divers
sex-unknown = unbekannt
sex-short-female = w
sex-short-male = m
sex-short-other = d
sex-short-unknown = ?
phone-state-usable = wählbar
phone-state-wrong = falsch
phone-state-dead = nicht vergeben
phone-state-retired = stillgelegt
address-kind-registered = Meldeanschrift
address-kind-stay = Aufenthaltsort
kind-contact = Kontaktperson
kind-case = Indexfall
category-household = Haushalt
category-close = enger Kontakt
category-other = sonstiger Kontakt
category-unknown = noch unbekannt
group-general = allgemein
group-pupil = Schule, Kita
group-care_staff = Pflege, Medizin
group-vulnerable = gefährdete Einrichtung
immunity-unknown = nicht erfragt
immunity-none = kein Schutz
immunity-vaccinated = geimpft
immunity-exempt = ausgenommen (aufgefrischt, frisch genesen)
immunity-recovered = genesen
classification-unconfirmed = unbestätigt
classification-confirmed = bestätigt
classification-no_contact = kein Kontakt
disease-covid = COVID-19
disease-measles = Masern
disease-mpox = Mpox
disease-pertussis = Keuchhusten
disease-tuberculosis = Tuberkulose
disease-meningococcal = Meningokokken, invasiv
disease-new_influenza = Influenza, neuer Subtyp
disease-vhf = virales hämorrhagisches Fieber
disease-other = andere Krankheit
source-list = Liste
source-sormas = SORMAS
source-records = Rufliste
source-telephone = Telefon
source-interview = Befragung
source-demo = Übung
source-demis = DEMIS
source-handover = Abgabe
setting-household = Haushalt
setting-school = Schule
setting-day_care = Kita
setting-workplace = Arbeitsplatz
setting-nursing_home = Pflegeheim
setting-hospital = Krankenhaus
setting-shelter = Unterkunft
setting-leisure = Freizeit
setting-travel = Reise
setting-other = sonstiges
institution-kind-nursing_home = Pflegeheim
institution-kind-school = Schule
institution-kind-shelter = Unterkunft
institution-kind-other = Einrichtung
worked-interview_complete = Befragung vollständig
worked-order_issued = Anordnung erlassen
worked-order_amended = Anordnung geändert
worked-order_ended = Anordnung beendet
worked-order_lifted = Anordnung aufgehoben
worked-order_delivery = Rückmeldung zur Anordnung
worked-order_moved = Anordnung an neue zuständige Behörde
worked-order_annulled = Anordnung zurückgenommen
worked-became_case = wurde Indexfall
worked-closed = abgeschlossen
worked-refused = Mitwirkung verweigert
worked-deceased = verstorben
worked-handed_over = abgegeben
worked-corrected = berichtigt

## Bezeichnungen: Anordnungen

order-kind-quarantine = Quarantäne
order-kind-isolation = Isolierung
order-kind-work_ban = Tätigkeitsverbot
order-state-issued = in Kraft
order-state-requested = angefordert
order-state-amended = geändert
order-state-ended = beendet
order-state-lifted = aufgehoben
order-state-annulled = zurückgenommen
rule-result-order = Anordnung
rule-result-by_ordinance = durch Verordnung
rule-result-recommendation = Empfehlung
rule-result-none = nichts
issuing-mode-own = Gesundheitsamt erlässt selbst
issuing-mode-request = Ordnungsamt erlässt auf Ersuchen

## Bezeichnungen: Benutzer

role-tracer = Ermittlung
role-supervisor = Teamleitung
role-order_office = Ordnungsamt
role-auditor = Revision
role-admin = Verwaltung
right-order = Anordnungen mitteilen
user-active = aktiv
user-disabled = gesperrt

## Bezeichnungen: Sprachen

language-de = Deutsch
language-en = Englisch
language-tr = Türkisch
language-ar = Arabisch
language-uk = Ukrainisch
language-ru = Russisch
language-pl = Polnisch
language-ro = Rumänisch
language-fa = Persisch (Farsi, Dari)
language-ps = Paschtu
language-fr = Französisch
language-it = Italienisch
language-es = Spanisch
language-pt = Portugiesisch
language-bg = Bulgarisch
language-sr = Serbisch
language-hr = Kroatisch
language-bs = Bosnisch
language-sq = Albanisch
language-mk = Mazedonisch
language-sl = Slowenisch
language-el = Griechisch
language-hu = Ungarisch
language-cs = Tschechisch
language-sk = Slowakisch
language-lt = Litauisch
language-lv = Lettisch
language-nl = Niederländisch
language-ku = Kurdisch
language-ti = Tigrinya
language-am = Amharisch
language-so = Somali
language-ur = Urdu
language-hi = Hindi
language-ta = Tamil
language-vi = Vietnamesisch
language-zh = Chinesisch
language-ko = Koreanisch
language-ja = Japanisch
language-th = Thailändisch
language-rom = Romanes
language-dgs = Gebärdensprache

## Befehlszeile: allgemein

cli-error = Fehler: { $what }
cli-why = Grund: { $why }
cli-hint = Abhilfe: { $hint }
cli-warning = Achtung: { $what }
cli-dry-run = Probelauf: nichts wurde geändert.
cli-nothing-changed = Nichts wurde geändert.
cli-done = Erledigt.
cli-nothing-to-show = Nichts anzuzeigen.
cli-progress = { $done } von { $total }
cli-written = Geschrieben: { $path }
cli-office-created = Datenbank angelegt: { $path }
cli-office-exists = Hier gibt es schon eine Datenbank: { $path }
cli-demo-created = Übungsamt mit { $n } { $n ->
        [one] Kontaktperson
       *[other] Kontaktpersonen
    } angelegt: { $path }
cli-user-unknown = Kein Benutzer { $name } in dieser Datenbank.
cli-no-database = Keine Datenbank unter { $path }.
cli-no-database-hint = Mit »rufliste init« anlegen oder mit --db einen anderen Ort angeben.
cli-database-newer = Die Datenbank ist von einer neueren Version ({ $found }, bekannt ist { $known }).
cli-database-newer-hint = Die aktuelle Version von Rufliste installieren.
cli-not-a-database = { $path } ist keine Datenbank von Rufliste.
cli-file-unreadable = { $path } ist nicht lesbar.
cli-file-unwritable = { $path } ist nicht beschreibbar.
cli-disk-full = Kein Platz mehr auf dem Datenträger.
cli-no-terminal = Die Oberfläche braucht ein Terminal.
cli-no-terminal-hint = Für Programme gibt es Unterbefehle: rufliste --help.
cli-interrupted = Abgebrochen.
cli-bad-date = Kein Datum: { $text } (JJJJ-MM-TT oder TT.MM.JJJJ)
cli-not-permitted = Nicht erlaubt für { $user }.
cli-not-permitted-hint = Nötig ist die Rolle { $role }.
cli-permissions-open = { $path } ist für andere beschreibbar; das wird abgelehnt.

## Befehlszeile: Import

import-title = Import { $file }
import-profile = Profil: { $name }
import-summary = { $read } { $read ->
        [one] Zeile
       *[other] Zeilen
    } gelesen: { $added } neu, { $changed } geändert, { $unchanged } unverändert, { $refused } abgelehnt
import-read = gelesen
import-added = neu
import-changed = geändert
import-unchanged = unverändert
import-refused = abgelehnt
import-calls-made = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } in die Anrufliste gestellt
import-without-call = { $n } ohne Anruf: nichts mehr anzurufen
import-rejects-heading = Abgelehnte Zeilen
import-warnings-heading = Hinweise
import-reject-line = Zeile { $line }: { $reason }
import-reject-cell = Zeile { $line }, Spalte { $column }: { $reason }
import-rejects-written = Abgelehnte Zeilen: { $path }
import-more = … und { $n } weitere
import-resumed = Unterbrochener Import fortgesetzt ab Zeile { $line }.
import-known-file = Diese Datei wurde am { $when } schon eingelesen.
import-similar = { $n } { $n ->
        [one] ähnelt einem vorhandenen Vorgang
       *[other] ähneln vorhandenen Vorgängen
    }
import-kept = { $n } { $n ->
        [one] Wert
       *[other] Werte
    } vom Amt geändert und nicht überschrieben
import-extra-columns = Weitere Felder: { $names }
import-undone = Import { $id } zurückgenommen, { $n } { $n ->
        [one] Vorgang
       *[other] Vorgänge
    } entfernt
import-undo-refused = Import nicht zurückgenommen: { $n } { $n ->
        [one] Vorgang wurde
       *[other] Vorgänge wurden
    } seitdem bearbeitet.
profile-guess = Vorschlag: { $name } ({ $matched } von { $total } Spalten erkannt)
profile-ok = Profil { $name } ist in Ordnung.
profile-unmapped = Ohne Zuordnung: { $names }

## Befehlszeile: Export und Datenlieferungen

export-sealed = Datenlieferung { $number } an { $destination }: { $n } { $n ->
        [one] Datensatz
       *[other] Datensätze
    }, { $path }
export-nothing = Für { $destination } wartet nichts.
export-would = Für { $destination } warten { $n } { $n ->
        [one] Datensatz
       *[other] Datensätze
    }.
export-held-back = Zurückgehalten: { $n }
export-held-from-sormas = { $n } aus SORMAS (stehen in der Übertragungsliste)
export-held-already-sent = { $n } schon geliefert (SORMAS legt nur an)
export-held-refused = { $n } unvollständig
batch-heading = Datenlieferungen
batch-number = Nr.
batch-verified = Datenlieferung { $number } ist vollständig und unverändert.
batch-broken = Datenlieferung { $number }: { $n } Fehler
batch-problem-missing = Datei fehlt
batch-problem-changed = Inhalt wurde verändert
batch-problem-extra = Datei gehört nicht dazu
batch-problem-size = Größe stimmt nicht
batch-problem-count = Anzahl der Datensätze stimmt nicht
batch-problem-chain = schließt nicht an die vorige Datenlieferung an
batch-problem-manifest = manifest.json nicht lesbar
batch-acknowledged = Datenlieferung { $number } bestätigt
batch-rejected = Datenlieferung { $number } zurückgewiesen; { $n } { $n ->
        [one] Datensatz geht
       *[other] Datensätze gehen
    } in die nächste
batch-reissued = Datenlieferung { $number } neu ausgegeben: { $path }

## Befehlszeile: Anrufliste

stats-title = Anrufliste
stats-open = offen
stats-ready = bereit
stats-waiting = wartet
stats-leased = in Bearbeitung
stats-done = erledigt
stats-escalated = bei Teamleitung
stats-withdrawn = zurückgezogen
stats-rather = bereit, lieber später
stats-part-ready = { $n } bereit{ $rather ->
        [0] {""}
       *[other] {" "}(davon { $rather } lieber später)
    }
stats-part-from = { $n } ab { $when }
stats-part-later = { $n } später
stats-by-when = { $n } offen: { $parts }
plan-try-now = jetzt anzurufen
plan-try-rather = davon lieber später
plan-try-from = ab { $when }
plan-try-exhausted = Versuche erschöpft: { $follows }
exhaustion-escalate = an die Teamleitung
exhaustion-close_unreachable = als nicht erreichbar abgeschlossen
exhaustion-letter = Brief mit Bitte um Rückruf
stats-overdue = überfällig
stats-stranded = ohne passende Kraft
stats-lacking = es fehlt im Dienst
queue-next-none = Zurzeit ist niemand anzurufen.
queue-next-closed = Außerhalb der Anrufzeiten: Anrufe werden wieder { $when } zugeteilt.
queue-next-served = { $reference } { $name }, { $reason }
queue-token = Kennung { $token }, gültig bis { $when }
queue-released = { $reference } freigegeben
queue-assigned = { $reference } an { $who } zugewiesen
queue-withdrawn = { $reference } zurückgezogen
queue-reopened = { $reference } wieder geöffnet
queue-priority-set = { $reference } Priorität { $priority }
queue-print-title = Anrufliste { $office }, { $date }
queue-print-footer = Seite { $page } von { $pages } · gedruckt { $when } · nach Gebrauch vernichten
queue-print-result = Ergebnis
queue-print-time = Uhrzeit
call-logged = { $reference }: { $outcome } eingetragen
call-logged-next = Nächster Anruf: { $reason }, { $when }
call-logged-last = Kein weiterer Anruf.
call-logged-all = Ein Telefonat, { $n } Vorgänge.
call-logged-known = War schon eingetragen.

## Befehlszeile: Personen, Vermerke, Anordnungen

person-heading = { $reference } { $name }
person-added = Angelegt: { $reference }
person-found = { $n } { $n ->
        [one] Person
       *[other] Personen
    } gefunden
person-none = Niemand gefunden.
person-similar = Ähnlich: { $reference } { $name } ({ $why })
person-changed = { $reference } geändert: { $fields }
person-export-done = Auskunft nach Art. 15 DSGVO: { $path }
note-added = Vermerk zu { $reference } gespeichert
order-heading = Anordnungen
order-none = Keine Anordnung in Kraft.
order-issued = Anordnung { $number }: { $kind } { $from } bis { $until }
order-amended = Anordnung { $number } ersetzt { $old }: bis { $until }
order-lifted = Anordnung { $number } aufgehoben
order-derivation = Herleitung: { $text }
order-letters-written = { $n } Schreiben nach { $path }
order-letters-none = Kein Schreiben fällig.

## Befehlszeile: Berichte

report-queue = Anrufliste nach Wartezeit und Anlass
report-outcomes = Ergebnisse
report-reach = Erreichte Personen
report-attempts = Versuche bis zum Erreichen
report-timeliness = Fristen
report-cascade = Vom Eingang bis zum Abschluss
report-quarantine = Quarantäne
report-batches = Datenlieferungen
report-imports = Importe
report-workload = Auslastung
report-forecast = Vorausschau
report-evening = Tagesbericht { $date }
report-period = { $from } bis { $until }
report-total = gesamt
report-reached = erreicht
report-reached-strict = Person selbst erreicht
report-reached-wide = auch über Dritte oder Schreiben
report-not-reached = nicht erreicht
report-attempts-counted = gezählte Versuche
report-within-24 = innerhalb 24 h
report-within-48 = innerhalb 48 h
report-later = später
report-median = Median
report-open = offen
report-closed = abgeschlossen
report-too-late = zu spät
report-age-today = heute
report-age-1 = seit gestern
report-age-2-3 = 2–3 Tage
report-age-older = älter
report-no-data = In diesem Zeitraum liegt nichts vor.
report-as-of = Stand { $when }
report-teams-only = Auswertung nur nach Teams; je Person ist sie nicht freigegeben.

## Befehlszeile: Benutzer und Schlüssel

user-heading = Benutzer
user-added = Benutzer { $name } angelegt
user-disabled-done = Benutzer { $name } gesperrt
user-changed = Benutzer { $name } geändert
user-name-bad = Kein Anmeldename: { $name } (Kleinbuchstaben, Ziffern, Punkt, Bindestrich)
user-from-file = { $added } angelegt, { $changed } geändert, { $refused } abgelehnt
key-added = Schlüssel für { $name } hinterlegt: { $fingerprint }
key-removed = Schlüssel entfernt: { $fingerprint }
key-none = Kein Schlüssel hinterlegt.
key-bad = Kein SSH-Schlüssel: { $why }

## Befehlszeile: Prüfung und Pflege

doctor-title = Prüfung
doctor-state-ok = in Ordnung
doctor-state-warn = Achtung
doctor-state-fail = Fehler
doctor-all-well = Alles in Ordnung.
doctor-problems = { $n } { $n ->
        [one] Befund
       *[other] Befunde
    }, bitte beheben.
doctor-check-database = Datenbank lesbar
doctor-check-integrity = Datenbank unbeschädigt
doctor-check-schema = Schema aktuell
doctor-check-permissions = Dateirechte
doctor-check-space = freier Speicherplatz
doctor-check-backup = letzte Sicherung
doctor-check-audit = Protokollkette
doctor-check-tick = Zeitdienst (tick)
doctor-check-clock = Uhrzeit
doctor-check-filesystem = Dateisystem
doctor-check-lock = Schreibsperre
doctor-check-keymap = Tastenbelegung
doctor-check-plan = Anrufplan
doctor-check-rulebook = Regelwerk
doctor-check-users = Benutzer
doctor-check-terminal = Terminal
doctor-check-batches = Datenlieferungen
doctor-check-invariants = Widerspruchsfreiheit
doctor-check-config = Konfiguration
doctor-why-backup-old = letzte Sicherung { $when }
doctor-why-backup-never = noch nie gesichert
doctor-why-space-low = nur noch { $free } frei
doctor-why-tick-late = zuletzt gelaufen { $when }
doctor-why-blocked = { $who } (Prozess { $pid }) hält die Schreibsperre seit { $since }
doctor-why-permissions = für andere beschreibbar
doctor-why-network = Datenbank liegt auf einem Netzlaufwerk
doctor-why-damaged = Datenbank beschädigt: { $detail }
doctor-fix-backup = rufliste backup DATEI
doctor-fix-restore = Letzte Sicherung einspielen: rufliste restore DATEI
doctor-fix-space = Platz schaffen oder die Datenbank verlegen
doctor-fix-tick = »rufliste tick« alle fünf Minuten durch einen Zeitdienst starten
doctor-fix-unblock = rufliste doctor --unblock
doctor-fix-permissions = chmod 600 { $path }
doctor-fix-network = Datenbank auf einen örtlichen Datenträger legen
doctor-unblocked = Prozess { $pid } beendet.
tick-done = Zeitdienst: { $n } { $n ->
        [one] Änderung
       *[other] Änderungen
    }
tick-nothing = Zeitdienst: nichts zu tun
tick-reranked = Anrufliste nach dem geänderten Anrufplan neu geordnet
tick-too-late = { $n } als zu spät abgeschlossen
tick-missed = { $n } { $n ->
        [one] Rückruf
       *[other] Rückrufe
    } versäumt
tick-follow-ups = { $n } { $n ->
        [one] Nachverfolgung
       *[other] Nachverfolgungen
    } angelegt
tick-promoted = { $n } bereit geworden
tick-orders-ended = { $n } { $n ->
        [one] Anordnung
       *[other] Anordnungen
    } beendet
tick-leases-expired = { $n } abgelaufene { $n ->
        [one] Bearbeitung
       *[other] Bearbeitungen
    } freigegeben
backup-done = Gesichert: { $path }, { $size }
backup-exists = { $path } gibt es schon; nicht überschrieben.
restore-done = Wiederhergestellt aus { $path }, Stand { $when }
restore-refused = { $path } ist keine unbeschädigte Sicherung.
restore-stations = { $n } { $n ->
        [one] Platz arbeitet
       *[other] Plätze arbeiten
    } noch; erst abmelden.
retention-would = { $n } { $n ->
        [one] Person
       *[other] Personen
    } zu löschen; --apply löscht
retention-done = { $n } { $n ->
        [one] Person
       *[other] Personen
    } gelöscht
audit-verified = Protokoll unverändert: { $n } { $n ->
        [one] Eintrag
       *[other] Einträge
    }
audit-broken = Protokoll verändert ab Eintrag { $n }
rulebook-ok = Regelwerk { $version } ist in Ordnung.
rulebook-not-advice = Mitgeliefertes Regelwerk: sorgfältiger Anfang, keine Rechtsberatung. Vom Amt zu prüfen.
plan-ok = Anrufplan { $version } ist in Ordnung.
template-ok = Vorlage { $name } ist in Ordnung.
keymap-ok = Tastenbelegung { $name } ist in Ordnung.
check-problem = { $file }:{ $line }:{ $column }: { $what }
config-source-default = Vorgabe
config-source-file = Datei
config-source-environment = Umgebung
config-source-flag = Befehlszeile

### Datenlieferungen und Import

export-no-destination = Das Ziel { $destination } gibt es nicht.
export-destinations = Bekannte Ziele: { $known }
export-disk = { $file } konnte nicht geschrieben werden; es wurde nichts halb ausgeliefert.
export-disk-hint = Platz und Rechte des Ordners prüfen und denselben Befehl noch einmal starten: Er schreibt dieselbe Datenlieferung fertig.
export-occupied = { $file } gibt es schon, mit anderem Inhalt.
export-occupied-hint = Den Ordner umbenennen oder mit --out einen anderen angeben.
export-differs = Die Datenlieferung { $batch } hätte nicht dieselben Bytes wie beim ersten Mal.
export-differs-hint = audit verify prüft, ob die Datenbank verändert wurde.
batch-not-found = Die Datenlieferung { $batch } gibt es nicht.
batch-not-found-hint = batch list zeigt alle Datenlieferungen.
batch-problem-gap = eine Nummer davor fehlt
batch-problem-no-batch = hier liegt keine Datenlieferung
verify-ok = Vollständig und unverändert.
import-file-refused = { $file }, Zeile { $line }, Spalte { $column }: Die Datei wurde nicht eingelesen.
import-hint-columns = Überschriften prüfen, oder mit --profile angeben, welche Spalte was bedeutet.
import-dry-run = Probelauf: Es wurde nichts geschrieben.
import-is-folder = { $file } ist ein Ordner, keine Datei.
import-is-folder-hint = Die Dateien einzeln angeben, etwa { $file }/*.csv.
import-warning = Zeile { $line }, Spalte { $column }, { $field }: { $reason }
import-interrupted = Ein Import dieser Datei war unterbrochen worden; er wurde fortgesetzt.
import-nothing-written = Nichts davon wurde eingelesen.
import-taken-partly = Die ersten { $rows } Zeilen sind gespeichert. Derselbe Befehl noch einmal setzt fort; nichts wird doppelt.
warning-kept-own = vom Amt geändert, nicht überschrieben
warning-own-edition = von Hand geändert; eigene Lieferungen werden nicht zurückgelesen
warning-near-match = Hinweis: gleicher Name schon erfasst: { $detail }
demo-made = Übungsamt mit { $n } Kontakten: { $path }
demo-open-hint = Öffnen mit: rufliste --db { $path }
demo-exists = In { $path } liegt schon eine Datenbank.
demo-exists-hint = Einen anderen Ordner angeben; eine Datenbank wird nie überschrieben.
file-no-records = Zeile ist kein Datensatz einer records-Lieferung: { $detail }
takeover-not-empty = Eine records-Lieferung wird nur in ein leeres Amt übernommen; hier gibt es schon Vorgänge.
takeover-not-empty-hint = Mit --db eine neue Datenbank anlegen (rufliste init) und dort einlesen.
ui-no-terminal = Die Bedienoberfläche braucht ein Terminal.
ui-no-terminal-hint = Über SSH mit -t verbinden; für Skripte gibt es die Unterbefehle (rufliste --help).
file-empty = Die Datei ist leer.
file-binary = Das ist keine Textdatei.
file-xlsx = Das ist eine Excel-Mappe (XLSX). Bitte als CSV speichern.
file-xls = Das ist eine alte Excel-Mappe (XLS). Bitte als CSV speichern.
file-markup = Das ist eine HTML- oder XML-Datei, keine Tabelle.
file-too-large = Die Datei ist größer als { $detail } MB.
file-too-many-rows = Die Datei hat mehr als { $detail } Zeilen.
file-quote-unclosed = Ein Anführungszeichen aus dieser Zeile wird nirgends geschlossen.
file-unknown-header = Keine Kopfzeile mit einem Namen erkannt: { $detail }
file-wrong-separator = Nur eine Spalte, vermutlich ein anderes Trennzeichen: { $detail }
reject-unreadable = Die Datei hat sich während des Lesens geändert.
doubt-no-date = kein Datum
doubt-incomplete-date = unvollständiges Datum
doubt-implausible-date = unwahrscheinliches Datum
doubt-no-area-code = Vorwahl fehlt oder ist unklar
doubt-digits-lost = Tabellenkalkulation hat Ziffern verloren
doubt-postcode = keine fünfstellige Postleitzahl
doubt-unknown-word = hier unbekanntes Wort
warning-control-characters = unsichtbare Steuerzeichen entfernt
warning-formula = sieht wie eine Formel aus; als Text übernommen
warning-stray-quote = Anführungszeichen mitten im Text
warning-ends-before-it-begins = Ende liegt vor dem Beginn ({ $detail })
profile-broken = Ein mitgeliefertes Profil ist fehlerhaft: { $detail }
profile-syntax = Fehler im Profil: { $detail }
profile-unknown-field = Dieses Feld gibt es nicht: { $detail }
profile-unknown-value = Dieser Wert ist nicht erlaubt: { $detail }
profile-unknown-profile = Dieses Profil gibt es nicht: { $detail }
profile-heading-twice = Überschrift steht bei zwei Feldern: { $detail }
profile-word-twice = Wort steht bei zwei Werten: { $detail }

### Command line

## Sätze für Ablehnungen, Quittungen und Gründe
refusal-not-found = Das gibt es nicht.
refusal-held = In Bearbeitung bei { $holder }.
refusal-stale-held = Inzwischen in Bearbeitung bei { $holder }. Der Text bleibt als Entwurf erhalten.
refusal-stale = Die Bearbeitung ist abgelaufen. Der Text bleibt als Entwurf erhalten.
refusal-holds-another = An diesem Platz ist seit { $since } noch ein anderer Anruf in Bearbeitung.
refusal-not-open = Der Anruf ist nicht mehr offen: { $state }.
refusal-not-yet = Erst ab { $when }.
refusal-note-needed = Zu diesem Ergebnis gehört ein Vermerk.
refusal-time-needed = Zu diesem Ergebnis gehört eine Zeit.
refusal-language-needed = Zu diesem Ergebnis gehört die Sprache.
refusal-office-needed = Zu diesem Ergebnis gehören das andere Gesundheitsamt und die Ansprechperson dort.
refusal-reason-needed = Bitte einen Grund angeben.
refusal-cannot-take = Dieser Anruf braucht eine Sprache oder Kenntnisse, die nicht hinterlegt sind.
refusal-facts-missing = Erst erfragen: { $facts }.
refusal-no-order-due = Das Regelwerk sieht hier keine Anordnung vor: { $result }.
refusal-dates-wrong = Das Ende liegt vor dem Beginn oder in der Vergangenheit.
refusal-in-force = Es ist schon eine Anordnung dieser Art in Kraft: { $number }.
refusal-not-in-force = Diese Anordnung ist nicht mehr in Kraft.
refusal-delivery-dates = Geschrieben oder zugestellt liegt in der Zukunft, oder zugestellt vor geschrieben.
refusal-no-letter = Die Pflicht gilt durch Verordnung; ein Schreiben gibt es nicht.
refusal-noted-otherwise = Dort steht schon etwas anderes: { $known }.
refusal-bad-fact = Diese Antwort passt nicht zum Feld »{ $field }«.
done-claimed = in Bearbeitung bis { $when }
done-logged = { $outcome } eingetragen
done-next = { $outcome } · nächster Anruf: { $reason } { $when }
done-closed = { $outcome } · abgeschlossen: { $closing }
done-escalated = { $outcome } · an Teamleitung
done-bound = { $result }: bis { $until }
why-assigned-to-you = von der Teamleitung zugewiesen
why-not-held = in Bearbeitung bei { $holder }
lease-holder = { $who }, Platz { $station }, seit { $since }
lease-unfinished = { $who }, Platz { $station }, unterbrochen, seit { $since }

## Datenbank: was ist, warum, was hilft
db-foreign = Das ist keine Datenbank von Rufliste.
db-foreign-why = Gefunden: { $detail }
db-foreign-hint = Mit --db die richtige Datei angeben oder mit »rufliste init« eine neue anlegen.
db-newer = Die Datenbank ist von einer neueren Version.
db-newer-why = Gefunden: { $detail }
db-newer-hint = Die aktuelle Version von Rufliste installieren.
db-permissions = Die Dateirechte der Datenbank stimmen nicht.
db-permissions-why = Datei oder Ordner ist nicht zugänglich oder für andere beschreibbar: { $detail }
db-permissions-hint = Datei und Ordner dem Dienstkonto geben: chmod 600 für die Datei, chmod 700 für den Ordner.
db-network = Die Datenbank liegt auf einem Netzlaufwerk.
db-network-why = Sperren gelten dort nicht zuverlässig: { $detail }
db-network-hint = Die Datenbank auf einen örtlichen Datenträger legen.
db-damaged = Die Datenbank ist beschädigt.
db-damaged-why = Gefunden: { $detail }
db-damaged-hint = Die letzte Sicherung einspielen: rufliste restore DATEI
db-missing = Hier gibt es keine Datenbank.
db-missing-why = Nicht gefunden: { $detail }
db-missing-hint = Mit »rufliste init« anlegen oder mit --db einen anderen Ort angeben.
db-exists = Hier gibt es schon eine Datenbank.
db-exists-why = Vorhanden: { $detail }
db-exists-hint = Mit --db einen anderen Ort angeben; nichts wird überschrieben.
db-sqlite-old = Die eingebaute Datenbankbibliothek ist zu alt.
db-sqlite-old-why = SQLite { $detail }; nötig ist 3.51.3 oder neuer.
db-sqlite-old-hint = Die mitgelieferte Fassung von Rufliste verwenden.
db-io = Der Datenträger hat nicht gespeichert oder gelesen.
db-io-why = Meldung des Systems: { $detail }
db-io-hint = Platz und Datenträger prüfen: rufliste doctor
db-busy = Die Datenbank ist gerade belegt; nichts wurde geändert.
db-busy-why = Gewartet auf: { $detail }
db-busy-hint = Gleich noch einmal versuchen; bleibt es dabei: rufliste doctor
db-corrupt = Gespeicherte Daten sind nicht lesbar.
db-corrupt-why = Gefunden: { $detail }
db-corrupt-hint = Mit »rufliste doctor« prüfen und die letzte Sicherung bereithalten.
db-taken = Dieser Wert ist schon vergeben; nichts wurde geändert.
db-taken-why = Vergeben ist: { $detail }
db-taken-hint = Noch einmal versuchen.

## Befehlszeile: Fehler
config-faulty = Die Konfiguration ist fehlerhaft: { $place }
user-not-believed = Als anderer Benutzer handeln darf nur, wem die Datenbank gehört.
user-not-believed-hint = Ohne --user starten oder als Dienstkonto anmelden.
now-only-in-demo = --now gilt nur in Übungsdatenbanken.
time-not-understood = Keine Zeit: { $text }
time-not-understood-hint = So schreiben: 2026-03-03T14:30 oder 2026-03-03
file-unreadable = Nicht lesbar: { $file }
data-faulty = Fehlerhaft: { $file }
user-unknown = Diesem Amt ist kein aktiver Benutzer { $name } bekannt.
user-unknown-hint = Anlegen: rufliste user add { $name }
value-unknown = Unbekannter Wert: { $value }
value-unknown-hint = Möglich sind: { $known }
fact-shape = Keine Angabe: { $text }
fact-shape-hint = So schreiben: --fact exposure.last=2026-03-01
call-none = Zu diesem Vorgang gibt es keinen Anruf.
call-several-hint = Offen sind: { $known } (mit --reason angeben)
call-token-elsewhere = Diese Kennung gehört zu keinem Anruf dieses Vorgangs.
call-time-hint = Zum Beispiel: 14:30 · "morgen 9" · "in 2h"
queue-not-held = An diesem Vorgang arbeitet gerade niemand.
order-unknown = Keine Anordnung mit der Nummer { $number }.
order-note-empty = Bitte Aktenzeichen, Datum des Schreibens oder der Zustellung angeben.
delivery-unreadable = Die Liste { $file } kann nicht gelesen werden.
delivery-no-list = Es fehlen die Spalten: number (Nummer) und file_number (Aktenzeichen), written_on oder delivered_on.
delivery-summary = gelesen { $read }: eingetragen { $noted }, unverändert { $unchanged }, abgelehnt { $refused }
municipality-ok = In Ordnung: { $n } { $n ->
    [one] Gemeinde
   *[other] Gemeinden
  }.
municipality-faulty = { $n } { $n ->
    [one] Fehler
   *[other] Fehler
  } in den Gemeinden.
municipality-set = { $n } Gemeinden übernommen; neu zugeordnet: { $changed } Personen, ungeklärt: { $unclear } (»rufliste municipality unclear«).
place-unknown = unbekannt
report-unknown = Keinen Bericht namens { $name }.
report-unknown-hint = Möglich sind: queue, outcomes
output-failed = Die Ausgabe war nicht möglich.
cli-not-permitted-role = Nötig ist die Rolle { $role }.
cli-not-permitted-right = Nötig ist das Recht »{ $right }«.
cli-usage = Die Befehlszeile stimmt nicht.
cli-usage-argument = Unbekannt: { $value }
cli-usage-subcommand = Unbekannter Befehl: { $value }
cli-usage-missing = Es fehlt: { $value }
cli-usage-value = Ungültiger Wert: { $value }
cli-usage-conflict = Passt nicht zusammen: { $value }
cli-usage-hint = Hilfe: { $command } --help

## Befehlszeile: Spalten und Ergebnisse
column-callback = Rückruf
column-closing = Abschluss
column-source = Quelle
column-seq = Nr.
column-display = Anzeigename
column-skills = Kenntnisse
column-result = Folge
column-version = Version
column-days = Tage
column-legal = Rechtsgrundlage
column-why-now = warum hier
column-not-now = warum jetzt nicht
order-would = Vorschlag: { $kind } { $from } bis { $until }
order-rule = Regel { $rule } ({ $rulebook })
order-legal = Rechtsgrundlage: { $basis }
order-release-test = Freitestung ab { $when }
keymap-faulty = Tastenbelegung { $name }: { $n } Fehler
plan-faulty = Anrufplan: { $n } Fehler
rulebook-faulty = Regelwerk: { $n } Fehler
audit-broken-entity = Gespeicherter Stand weicht vom Protokoll ab.
init-user = Erste Benutzerkennung: { $name } ({ $roles })
init-next = Weiter mit: rufliste import DATEI, dann: rufliste
init-next-admin = Diese Kennung verwaltet nur. Weiter mit: rufliste --user { $name } user add KENNUNG --role supervisor
init-land-unknown = Kein Land mit dem Kürzel { $land }.
init-land-hint = Zum Beispiel NW, BY, BE.
init-folder = Ordner { $folder } kann nicht angelegt werden.
path-config = Konfiguration
path-data = Daten
path-db = Datenbank
path-export = Datenlieferungen
path-file = Konfigurationsdatei
restore-old-kept = Die bisherige Datei liegt jetzt unter { $path }.
backup-failed = Die Sicherung war nicht möglich.
restore-failed = Die Wiederherstellung war nicht möglich; die Datenbank ist unverändert.
doctor-why-users = kein aktiver Benutzer mit der Rolle Verwaltung
doctor-check-places = Anschriften
doctor-check-authorities = Gemeinden und Behörden
doctor-check-requests = Ersuchen an Ordnungsämter
doctor-well-places = jede Gemeinde eindeutig
doctor-why-places = { $n } { $n ->
    [one] Anschrift
   *[other] Anschriften
 } mit unklarer Gemeinde
doctor-fix-places = rufliste municipality unclear
doctor-well-authorities = jede Gemeinde mit Behörde
doctor-why-authorities = ohne Angabe der Behörde: { $names }
doctor-fix-authorities = Gemeinde mit Behörde ergänzen: rufliste municipality set DATEI
doctor-well-requests = kein Aktenzeichen fehlt länger als { $days } Tage
doctor-why-requests = { $n } { $n ->
    [one] Anordnung
   *[other] Anordnungen
 } seit mehr als { $days } Tagen ohne Aktenzeichen des Ordnungsamts
doctor-fix-requests = nachfragen: rufliste order list --state requested
doctor-check-leftovers = Reste abgebrochener Läufe
doctor-well-leftovers = keine
doctor-why-leftovers = mit Personendaten liegen geblieben: { $folders }
doctor-fix-leftovers = Entfernen: rufliste tick
doctor-fix-users = Mit der Sicherung oder durch das Dienstkonto wiederherstellen.
doctor-fix-file = { $file } berichtigen
doctor-check-sqlite = SQLite
doctor-check-place = Ort und Dateirechte
doctor-check-pages = Datenbankseiten
doctor-check-references = Verweise
doctor-check-search = Suchverzeichnis
doctor-check-chain = Protokollkette
doctor-check-entities = Stand wie im Protokoll
doctor-check-log = Schreibprotokoll (WAL)
doctor-check-leases = laufende Bearbeitungen
doctor-fix-log = Sitzungen beenden, die lange offen stehen, dann: rufliste tick
doctor-fix-lock = Abwarten; bleibt es dabei, den genannten Prozess beenden
restore-head = Protokolleintrag { $n }
record-heading-calls = Anrufe

## Felder, wie Leitfäden und Profile sie nennen
field-last_name = Nachname
field-first_name = Vorname
field-full_name = Name
field-full_name_family_first = Name
field-salutation = Anrede
field-birth = Geburtsdatum
field-birth_day = Geburtstag
field-birth_month = Geburtsmonat
field-birth_year = Geburtsjahr
field-sex = Geschlecht
field-languages = Sprachen
field-phone = Telefon
field-phone_private = Telefon privat
field-phone_work = Telefon dienstlich
field-phone_mobile = Mobiltelefon
field-phone_owner = Anschlussinhaber
field-email = E-Mail
field-street = Straße
field-house_number = Hausnummer
field-postcode = PLZ
field-place = Ort
field-postcode_place = PLZ und Ort
field-address = Anschrift
field-address_detail = Adresszusatz
field-guardians = Sorgeberechtigte
field-condition = Zustand
field-disease = Krankheit
field-reported_on = Meldedatum
field-exposure-first = erster Kontakt
field-exposure-last = letzter Kontakt
field-exposure-category = Kontaktart
field-exposure-setting = Umfeld des Kontakts
field-relation = Beziehung zum Indexfall
field-onset = Symptombeginn
field-specimen = Abnahmedatum
field-finding = Befund
field-infection-onset = Symptombeginn
field-infection-specimen = Abnahmedatum
field-infection-finding = Befund
field-index = Indexfall
field-index-external = Nummer des Indexfalls
field-index-words = Indexfall in Worten
field-index-tested_on = Testdatum des Indexfalls
field-classification = Einstufung
field-follow_up_until = Nachverfolgung bis
field-status = Status
field-quarantine-from = Quarantäne von
field-quarantine-to = Quarantäne bis
field-quarantine-verbally = mündlich angeordnet
field-quarantine-verbally_on = mündlich angeordnet am
field-quarantine-written = schriftlich angeordnet
field-quarantine-state = Stand der Anordnung
field-quarantine-written_on = schriftlich angeordnet am
field-municipality = Gemeinde
field-institution = Einrichtung
field-group = Personengruppe
field-immunity = Immunstatus
field-note = Vermerk
field-priority = Priorität
field-kind = Art des Vorgangs
field-closing = Abschluss

### Terminal

tui-any = alle
tui-back-to-parked = Weiter mit dem geparkten Anruf.
tui-bad-fact = Passt nicht: { $name }
tui-call-still-open = Der Anruf ist noch offen: Ergebnis eingeben oder mit - zurücklegen.
tui-cannot-take = Dafür fehlen Ihnen Sprache oder Kenntnisse.
tui-changed = geändert
tui-choose = bitte wählen
tui-column-age = Alter
tui-column-attempts = Vers.
tui-confirm-export = Datenlieferung für { $destination } abschließen und schreiben? j / n
tui-confirm-order-proposed = { $n ->
    [one] Anordnung bis { $until } zur Mitteilung vorschlagen? j / n
   *[other] Anordnung für { $n } Personen vorschlagen (bis { $until })? j / n
}
tui-confirm-order-spoken = { $n ->
    [one] Anordnung bis { $until } mitgeteilt? j / n
   *[other] Anordnung für { $n } Personen mitgeteilt (bis { $until })? j / n
}
tui-confirm-outcome = { $outcome } – sicher? j / n
tui-confirm-quit = Ein Anruf ist offen oder Text nicht gespeichert; beides wird aufbewahrt. Beenden? j / n
tui-confirm-quit-keeping = Der Text bleibt für den nächsten Start aufbewahrt. Beenden? j / n
tui-going-back = Der Anruf geht in die Liste zurück.
capture-none-saved = { $n ->
    [one] Eine Zeile kann nicht aufgenommen werden; keine wurde gespeichert.
   *[other] { $n } Zeilen können nicht aufgenommen werden; keine wurde gespeichert.
}
tui-confirm-quit-losing = Was eingegeben wurde, ist nicht gespeichert und geht verloren. Beenden? j / n
tui-confirm-release = Anruf freigeben, den { $holder } bearbeitet? j / n
tui-digits-outcome = 0–9 ERGEBNIS
tui-digits-text = 0–9 TEXT
tui-draft-restored = Entwurf wiederhergestellt.
tui-enter-on = weiter
tui-exported = Datenlieferung { $destination } { $number }: { $records } { $records ->
        [one] Datensatz
       *[other] Datensätze
    } in { $folder }
tui-exporting = Datenlieferung für { $destination } wird geschrieben …
tui-event-call-reopened = Anruf wieder geöffnet
tui-event-incoming-held-elsewhere = hat angerufen, wurde gerade an einem anderen Platz bearbeitet
tui-event-incoming-taken = eingehender Anruf angenommen
tui-event-outcome-undone = Ergebnis zurückgenommen
tui-event-resumed = geparkter Anruf fortgesetzt
tui-event-attempt-logged = Ergebnis eingetragen
tui-event-facts-kept = Angaben ergänzt
tui-event-imported = aus einer Datei eingelesen
tui-event-lease-released-by-supervisor = durch die Teamleitung freigegeben
tui-event-line-lost = Verbindung verloren
tui-event-note-added = Vermerk geschrieben
tui-event-opened = Vorgang angesehen
tui-event-order-issued = Anordnung erteilt
tui-event-order-delivery-noted = Rückmeldung zur Anordnung eingetragen
tui-event-place-derived = Gemeinde neu zugeordnet
tui-event-municipalities-changed = Gemeinden geändert
tui-event-order-lifted = Anordnung aufgehoben
tui-event-order-proposed = Anordnung vorgeschlagen
tui-event-outcome-corrected = Ergebnis berichtigt
tui-event-put-back = Anruf zurückgelegt
tui-event-released = Anruf freigegeben
tui-event-served = zum Anrufen geholt
tui-event-taken-over = aus einem älteren Bestand übernommen
tui-fact-identity = Person festgestellt
tui-fact-index-test = Test des Indexfalls
tui-field-call-reason = Anlass
tui-field-from = erster Tag
tui-field-language = Sprache
tui-field-mine = nur meine
tui-field-municipality = Gemeinde
tui-field-note = Vermerk
tui-field-office = Gesundheitsamt
tui-field-orders = Liste
tui-field-file-number = Aktenzeichen
tui-field-written = geschrieben am
tui-field-delivered = zugestellt am
tui-field-kind = Art
tui-field-outcome = Ergebnis
tui-field-own-callback = ich rufe an
tui-field-pinned = anheften
tui-field-spoken-to = mitgeteilt an
tui-field-time = wann
tui-field-to = letzter Tag
tui-field-why = Grund
tui-form-call-note = Vermerk zum Anruf
tui-form-correct = Ergebnis berichtigen
tui-form-filter = Filter
tui-form-lift = Anordnung aufheben
tui-form-delivery = Rückmeldung zu { $number }
tui-form-note = Vermerk
tui-form-order-dates = Andere Daten
tui-form-order-facts = Für die Anordnung fehlt
tui-form-put-back = Anruf zurücklegen
tui-hint-choice = Ziffer oder Buchstabe wählt, Enter weiter
tui-hint-choices = Anfangsbuchstabe oder ← →: { $choices }
tui-hint-confirm = stimmt?  { $yes } / { $no }
tui-hint-date = Datum, Enter weiter
tui-hint-note-needed = nötig: in einem Satz, was gesagt wurde
tui-hint-number = Zahl, Enter weiter
tui-hint-say = { $key } weiter
tui-hint-text = Text, Enter weiter
tui-hint-when = 15:30 · morgen 9 · in 2h · Fr 14–16
tui-hint-yes-no = { $yes } / { $no }
tui-identity-first = Erst die Person feststellen; bis dahin keinen Grund nennen.
tui-lives-alone = Niemand sonst unter dieser Anschrift oder Nummer.
tui-nobody-ticked = Niemand ist angekreuzt.
tui-in-call = in diesem Anruf: { $n }
tui-in-call-ticked = angekreuzt: { $n }
tui-in-call-done = erledigt: { $n }
tui-in-call-find = suchen: { $text }
tui-in-call-none = Niemand mit diesem Namen.
tui-in-call-elsewhere = nur auswärtige
tui-elsewhere = abgeben an: { $place }
tui-no-call-now = kein offener Anruf
tui-own-number = eigener Anruf
tui-refused-for = { $name }: { $why } Nichts gespeichert.
tui-receipt-many = { $n } { $outcome }
tui-receipt-orders = { $n ->
    [one] Eine Anordnung erteilt.
   *[other] { $n } Anordnungen erteilt.
}
screen-joining = Haushalt
tui-joining-prompt = Wer lebt dort noch?
tui-not-of-household = Diese Person gehört nicht zum Haushalt.
tui-confirm-leave-household = { $name } aus dem Haushalt nehmen? j / n
tui-confirm-moves = Andere Anschrift: aus dem Haushalt ({ $n } { $n ->
        [one] weitere Person
       *[other] weitere
    }) herausnehmen? j / n
tui-confirm-leave-rest = { $n ->
    [one] Eine Person ohne Ergebnis geht
   *[other] { $n } Personen ohne Ergebnis gehen
} zurück in die Liste. Weiter? j / n
tui-logged-already = Schon gespeichert. Ziffern gelten wieder beim nächsten Anruf.
tui-mark-callback = Rückruf vereinbart
tui-mark-missed = Rückruf versäumt
tui-mine = meiner
tui-missed = versäumt
tui-more-in-record = … { $n } weitere: { $key } zeigt den Vorgang
tui-next-answer = wechseln
tui-next-call = nächster Anruf
tui-no-interrupt = Strg-C beendet keinen Anruf. F10 beendet Rufliste.
tui-no-open-call = Zu diesem Vorgang ist kein Anruf offen.
tui-no-order-due = Keine Anordnung nach Regelwerk: { $result }
tui-nobody-holds-it = Niemand bearbeitet diese Zeile.
tui-not-a-choice = Bitte eine der Antworten wählen.
tui-not-a-date = Kein Datum: 3.3. · 03.03.2026 · gestern
tui-not-a-number = Bitte eine Zahl.
tui-not-open = Der Anruf ist nicht mehr offen: { $state }
tui-not-written = noch nicht
tui-not-yet = Erst ab { $when }.
tui-lines-shown = { $first }–{ $last } von { $all } · { $key } blättert
tui-orders-stay = { $n ->
    [one] Anordnung { $number } bleibt
   *[other] { $n } Anordnungen bleiben
}
tui-orders-stay-lift = { $n ->
    [one] Anordnung { $number } bleibt; aufheben im Vorgang mit { $key }
   *[other] { $n } Anordnungen bleiben; aufheben im Vorgang mit { $key }
}
tui-enter-done = fertig
call-number-wanted = Nummer gesucht für: { $reason }
tui-no-order-missing = Keine Anordnung. Dafür fehlt: { $what }
tui-no-order-missing-for = { $n ->
        [one] Ohne Anordnung: { $name }, es fehlt: { $what }
       *[other] Ohne Anordnung: { $n } Personen, es fehlt: { $what }
    }
tui-script-known = (bekannt)
tui-script-left-open = offen geblieben: { $what }
institution-unknown = Eine Einrichtung „{ $name }“ ist nicht bekannt.
tui-nothing-done = Nichts geändert.
tui-nothing-ready = Nichts bereit.
tui-out-of-hours = Außerhalb der Anrufzeiten, wieder { $when }. Enter öffnet einen Vorgang trotzdem.
tui-nothing-ready-until = Nichts bereit. Nächster Anruf { $when }.
tui-nothing-to-export = Für { $destination } wartet nichts.
tui-nothing-to-order = Keine der angekreuzten Personen braucht eine Anordnung.
tui-open-call = offener Anruf: { $name }
tui-order-in-force = Anordnung { $number } ist schon in Kraft.
tui-order-without-right = Ohne Recht anzuordnen: wird als Vorschlag weitergegeben
tui-orders-ending = enden heute
tui-orders-in-force = in Kraft
tui-orders-requested = angefordert
tui-orders-no-letter-due = entfällt
tui-orders-no-letter = ohne Schreiben
tui-paste-dropped = Eingefügter Text verworfen: hier ist kein Textfeld.
tui-queue-change-filter = { $key } ändert den Filter, Esc hebt ihn auf.
tui-queue-demo = Zum Üben:  rufliste demo
tui-queue-import = Einlesen:  rufliste import LISTE.xlsx
tui-queue-nothing-yet = Die Anrufliste ist noch leer.
tui-queue-waiting = { $n } { $n ->
        [one] Anruf wartet
       *[other] Anrufe warten
    } auf ihre Zeit. { $key } holt den nächsten.
tui-receipt-callback = Rückruf vereinbart: { $when }
tui-receipt-requested = { $what } { $number } bis { $until }, beim Ordnungsamt angefordert
tui-receipt-closed = { $outcome } · abgeschlossen: { $closing }
tui-receipt-escalated = { $outcome } · an die Teamleitung
tui-receipt-logged = { $outcome } · gespeichert
tui-receipt-ordinance = { $result } bis { $until }
tui-receipt-retry = { $outcome } · nächster Versuch { $when }
tui-receipt-then = { $outcome } · { $reason } { $when }
tui-same-number = gleiche Nummer
tui-saving = wird gespeichert …
tui-serving = nächster Anruf wird geholt …
tui-today-short = heute { $calls }, erreicht { $reached }
tui-too-small = Fenster zu klein: { $width }×{ $height }. Nötig sind 60×20, gut sind 80×24.
tui-unlock = zeigt den Bildschirm wieder
tui-waiting = warten

## Hilfe zur Befehlszeile
usage-rufliste = Kontaktnachverfolgung am Telefon: der nächste Anruf, Ergebnisse, Anordnungen, Datenlieferungen
usage-rufliste-db = Datenbankdatei
usage-rufliste-config = Konfigurationsdatei
usage-rufliste-user = Als dieser Benutzer handeln; nur, wem die Datenbank gehört
usage-rufliste-lang = Sprache: de oder en
usage-rufliste-color = Farben
usage-rufliste-format = Form der Ausgabe: table für Menschen, csv und json für Programme
usage-rufliste-station = Name des Platzes, wenn ein Skript über mehrere Aufrufe ein Platz sein soll
usage-rufliste-quiet = Nur Fehler ausgeben
usage-rufliste-now = Diese Zeit statt der Uhrzeit verwenden, nur in Übungsdatenbanken (ISO 8601)
usage-demo = Übungsamt mit erfundenen Kontaktpersonen öffnen
usage-demo-contacts = Anzahl der Kontaktpersonen
usage-demo-seed = Startwert: gleicher Wert, gleiches Amt
usage-demo-dir = Ordner dafür; sonst ein neuer vorläufiger
usage-demo-no-ui = Nur anlegen und den Ordner ausgeben
usage-init = Neue Datenbank anlegen
usage-init-office = Name des Gesundheitsamts
usage-init-land = Land, zwei Buchstaben
usage-init-district = Kreis oder kreisfreie Stadt, wie SORMAS sie nennt
usage-init-phone = Rufnummer für Rückrufe
usage-init-admin = Erste Benutzerkennung mit Verwaltungsrecht; sonst die der Anmeldung
usage-init-municipalities = Gemeinden als TOML; siehe examples
usage-import = Listen und Meldungen einlesen
usage-import-files = Dateien
usage-import-rows-are = Was die Zeilen sind, wenn die Überschriften es nicht sagen
usage-import-profile = Profil: Name oder Datei; sonst nach den Überschriften
usage-import-dry-run = Dieselbe Zusammenfassung ausgeben und nichts schreiben
usage-import-rejects = Wohin Zeilen kommen, die nicht zu übernehmen sind; sonst neben die Datei. Bei mehreren Dateien je Datei eine: aus nein.csv wird nein.januar.csv
usage-export = Nächste Datenlieferung an ein Ziel abschließen und schreiben
usage-export-to = Ziel: records oder sormas
usage-export-out = Ordner für Datenlieferungen
usage-export-dry-run = Ausgeben, was abgeschlossen würde, und nichts schreiben
usage-batch = Datenlieferungen
usage-batch-list = Alle Datenlieferungen
usage-batch-list-to = Nur dieses Ziel
usage-batch-show = Eine Datenlieferung: Ziel und Nummer, z. B. sormas 3
usage-batch-show-destination = Ziel
usage-batch-show-number = Nummer
usage-batch-verify = Ordner mit Datenlieferungen prüfen; ohne Datenbank
usage-batch-verify-dir = Ordner einer Datenlieferung oder der Ordner darüber
usage-batch-reissue = Datenlieferung noch einmal schreiben, Byte für Byte gleich
usage-batch-reissue-destination = Ziel
usage-batch-reissue-number = Nummer
usage-batch-reissue-out = Ordner, in den sie geschrieben wird
usage-queue = Anrufliste
usage-queue-list = Was jetzt anzurufen ist, in der Reihenfolge der Vergabe
usage-queue-list-limit = Höchstzahl der Zeilen; sonst 50, gedruckt alle
usage-queue-list-print = Als Text für A4-Seiten, mit Platz für Ergebnis, Uhrzeit und Vermerk
usage-queue-list-by = Seiten nach: tracer oder municipality
usage-queue-list-reason = Nur dieser Anlass
usage-queue-list-municipality = Nur diese Gemeinde (amtlicher Schlüssel)
usage-queue-list-language = Nur Anrufe in dieser Sprache
usage-queue-list-institution = Nur Personen dieser Einrichtung
usage-queue-list-outside = Nur Personen, die außerhalb des Kreises leben und an ein anderes Amt abzugeben sind
usage-queue-list-mine = Nur eigene
usage-queue-stats = Anrufliste in Zahlen
usage-queue-next = Nächsten Anruf in Bearbeitung nehmen
usage-queue-show = Anrufe zu einem Vorgang
usage-queue-show-reference = Vorgangsnummer
usage-queue-why = Warum ein Anruf an seiner Stelle steht und warum er jetzt nicht vergeben wird
usage-queue-why-reference = Vorgangsnummer
usage-queue-assign = Anruf jemandem zuweisen oder die Zuweisung aufheben
usage-queue-assign-reference = Vorgangsnummer, oder all: jeder bereite Anruf, den der Filter durchlässt
usage-queue-assign-to = Benutzer, team:NAME, lead oder nobody
usage-queue-assign-reason = Begründung
usage-queue-assign-only = Von allen: nur Anrufe mit diesem Anlass
usage-queue-assign-municipality = Von allen: nur diese Gemeinde (amtlicher Schlüssel)
usage-queue-assign-language = Von allen: nur Anrufe in dieser Sprache
usage-queue-release = Anruf freigeben: den eigenen, als Teamleitung jeden
usage-queue-release-reference = Vorgangsnummer, oder all: jeder bereite Anruf, den der Filter durchlässt
usage-queue-release-reason = Begründung
usage-queue-release-only = Von allen: nur Anrufe mit diesem Anlass
usage-queue-release-municipality = Von allen: nur diese Gemeinde (amtlicher Schlüssel)
usage-queue-release-language = Von allen: nur Anrufe in dieser Sprache
usage-queue-withdraw = Anruf zurückziehen: sein Anlass ist entfallen
usage-queue-withdraw-reference = Vorgangsnummer, oder all: jeder bereite Anruf, den der Filter durchlässt
usage-queue-withdraw-reason = Begründung
usage-queue-withdraw-only = Von allen: nur Anrufe mit diesem Anlass
usage-queue-withdraw-municipality = Von allen: nur diese Gemeinde (amtlicher Schlüssel)
usage-queue-withdraw-language = Von allen: nur Anrufe in dieser Sprache
usage-queue-priority = Priorität eines Anrufs ändern
usage-queue-priority-reference = Vorgangsnummer, oder all: jeder bereite Anruf, den der Filter durchlässt
usage-queue-priority-class = Klasse: urgent, high, normal, low
usage-queue-priority-reason = Begründung
usage-queue-priority-only = Von allen: nur Anrufe mit diesem Anlass
usage-queue-priority-municipality = Von allen: nur diese Gemeinde (amtlicher Schlüssel)
usage-queue-priority-language = Von allen: nur Anrufe in dieser Sprache
usage-queue-decisions = Liste der Teamleitung: was dort steht, seit wann, warum
usage-queue-take = Anruf der Liste der Teamleitung übernehmen
usage-queue-take-reference = Vorgangsnummer
usage-queue-decide = Zu einem Anruf der Liste der Teamleitung entscheiden
usage-queue-decide-reference = Vorgangsnummer
usage-queue-decide-text = Was zu tun ist
usage-queue-return = Anruf der Liste der Teamleitung in die Anrufliste zurückgeben
usage-queue-return-reference = Vorgangsnummer
usage-queue-return-to = Für wen: Benutzer, team:NAME, lead; sonst für alle
usage-queue-return-reason = Begründung
usage-queue-close = Anruf der Liste der Teamleitung abschließen
usage-queue-close-reference = Vorgangsnummer
usage-queue-close-closing = Abschluss als Kennwort: exhausted, refused, complete, …
usage-queue-close-reason = Begründung
usage-queue-ask = Rückfrage an Ärztin, Arzt oder Teamleitung stellen
usage-queue-ask-reference = Vorgangsnummer
usage-queue-ask-text = Frage
usage-queue-ask-to = Wen: Benutzer, team:NAME; sonst lead
usage-queue-answer = Rückfrage zu einem Vorgang beantworten
usage-queue-answer-reference = Vorgangsnummer
usage-queue-answer-text = Antwort
usage-queue-remind = Vorgang zur Wiedervorlage legen
usage-queue-remind-reference = Vorgangsnummer
usage-queue-remind-when = Wann, wie man es sagt: "morgen 9", "fr", 14:30
usage-queue-remind-text = Was zu tun ist
usage-queue-remind-to = Für wen: Benutzer, team:NAME, lead, nobody; sonst für sich selbst
usage-queue-settle = Wiedervorlage erledigt, Antwort gelesen
usage-queue-settle-reference = Vorgangsnummer
usage-queue-settle-text = Was daraus wurde
usage-queue-pass-on = Eigenen Anruf am Ende der Schicht weitergeben
usage-queue-pass-on-reference = Vorgangsnummer
usage-queue-pass-on-to = Für wen: Benutzer, team:NAME, lead; sonst für alle
usage-queue-pass-on-not-before = Nicht vor dieser Zeit, wie man sie sagt
usage-queue-pass-on-note = Was die nächste Person wissen muss
usage-queue-stations = Plätze bei der Arbeit und in der Pause
usage-queue-pause = An diesem Platz Pause machen
usage-queue-pause-reason = Begründung
usage-queue-resume = Aus der Pause zurückkommen
usage-queue-tell = Eine Zeile an alle Plätze
usage-queue-tell-text = Text
usage-queue-shift-note = Hinweis der Schicht für den Raum; ein leerer nimmt ihn weg
usage-queue-shift-note-text = Text; ohne ihn wird der Hinweis gezeigt
usage-call = Anrufversuche ohne Oberfläche eintragen
usage-call-log = Einen Anrufversuch eintragen
usage-call-log-reference = Vorgangsnummer
usage-call-log-outcome = Ergebnis als Kennwort: complete, no_answer, busy, …
usage-call-log-token = Kennung aus »queue next«; ohne sie in einem Schritt nehmen, eintragen, freigeben
usage-call-log-note = Vermerk
usage-call-log-callback = Vereinbarte Zeit, wie man sie sagt: 14:30, "morgen 9", "in 2h"
usage-call-log-language = Benötigte Sprache, z. B. tr
usage-call-log-other-office = Das andere Gesundheitsamt und die Ansprechperson dort
usage-call-log-number = Gewählte Nummer; sonst die beste
usage-call-log-incoming = Eingehender Anruf
usage-call-log-at = Wann es war, wenn es nachgetragen wird
usage-call-log-reason = Anlass, wenn zu einem Vorgang mehrere Anrufe offen sind
usage-call-log-facts = Eine Angabe: feld=wert; mehrfach möglich
usage-call-log-household = Für alle offenen Anrufe des Haushalts und unter seinen Nummern zugleich: ein Telefonat, ein Versuch je Vorgang
usage-order = Anordnungen
usage-order-list = Anordnungen nach Filter
usage-order-list-in-force = Nur heute in Kraft
usage-order-list-ending-today = Nur solche, die heute enden
usage-order-list-without-letter = Nur mitgeteilte ohne Schreiben
usage-order-list-state = Nur in diesem Zustand: issued, requested, amended, ended, lifted, annulled
usage-order-list-municipality = Nur diese Gemeinde (amtlicher Schlüssel oder Name)
usage-order-show = Eine Anordnung nach Nummer
usage-order-show-number = Nummer
usage-order-note = Rückmeldung der schreibenden Behörde eintragen
usage-order-note-number = Nummer der Anordnung
usage-order-note-file-number = Aktenzeichen der Gemeinde
usage-order-note-written = Datum des Schreibens
usage-order-note-delivered = Datum der Zustellung
usage-order-note-from = CSV-Datei mit den Spalten number, file_number, written_on, delivered_on
usage-municipality = Gemeinden: wer wo zuständig ist, und ungeklärte Orte
usage-municipality-list = Die Gemeinden des Amtes
usage-municipality-check = Eine Datei mit Gemeinden prüfen; braucht keine Datenbank
usage-municipality-check-file = Datei
usage-municipality-set = Gemeinden aus einer Datei übernehmen und jede Anschrift neu zuordnen
usage-municipality-set-file = Datei
usage-municipality-unclear = Personen, deren Gemeinde unbekannt oder nicht eindeutig ist
usage-municipality-unclear-limit = Höchstens so viele Zeilen
usage-order-issue = Anordnung erlassen, wie das Regelwerk sie vorschlägt
usage-order-issue-reference = Vorgangsnummer
usage-order-issue-kind = Art, wenn nicht die vorgeschlagene: work_ban (Tätigkeitsverbot)
usage-order-issue-from = Erster Tag, wenn anders als vorgeschlagen
usage-order-issue-to = Letzter Tag, wenn anders als vorgeschlagen
usage-order-issue-reason = Begründung der Abweichung
usage-order-issue-spoken-to = Wem sie mitgeteilt wurde, wenn nicht der Person selbst
usage-order-issue-facts = Eine Angabe: feld=wert; mehrfach möglich
usage-order-issue-dry-run = Den Vorschlag des Regelwerks ausgeben und nichts schreiben
usage-order-lift = Anordnung aufheben
usage-order-lift-number = Nummer
usage-order-lift-reason = Begründung
usage-person = Personen
usage-person-find = Suche nach Teilen: Name, Geburtsdatum, PLZ, Rufnummer, Vorgangsnummer, Fremdnummer
usage-person-find-parts = Suchwörter
usage-person-find-limit = Höchstzahl der Treffer
usage-person-show = Ein Vorgang mit allen Angaben
usage-person-show-reference = Vorgangsnummer
usage-note = Vermerk zu einem Vorgang schreiben
usage-note-reference = Vorgangsnummer, z. B. 4F7Q-2M9K
usage-note-text = Text
usage-note-pin = Anheften: auf jedem Bildschirm des Vorgangs sichtbar
usage-report = Berichte
usage-report-name = queue oder outcomes
usage-report-from = Erster Tag
usage-report-to = Letzter Tag
usage-user = Benutzer, Rollen, Rechte
usage-user-add = Benutzer anlegen, oder alle aus einer Datei
usage-user-add-name = Anmeldename
usage-user-add-display = Name für Kolleginnen und Kollegen
usage-user-add-roles = Rolle; mehrfach möglich
usage-user-add-rights = Recht; mehrfach möglich
usage-user-add-languages = Sprache; mehrfach möglich
usage-user-list = Alle Benutzer
usage-user-role = Rollen eines Benutzers festlegen
usage-user-role-name = Anmeldename
usage-user-role-roles = Rollen
usage-user-set = Benutzer ändern
usage-user-set-name = Anmeldename
usage-user-set-display = Name für Kolleginnen und Kollegen
usage-user-set-give = Recht geben
usage-user-set-take = Recht nehmen
usage-user-set-languages = Sprachen, anstelle der bisherigen
usage-user-set-skills = Kenntnisse, anstelle der bisherigen
usage-user-set-municipality = Gemeinde eines Ordnungsamtes (amtlicher Schlüssel oder Name)
usage-user-set-team = Team
usage-user-set-expires = Letzter Tag, an dem die Anmeldung gilt
usage-user-set-enable = Wieder zulassen
usage-user-disable = Benutzer sperren
usage-user-disable-name = Anmeldename
usage-keymap = Tastenbelegungen
usage-keymap-list = Namen der Tastenbelegungen
usage-keymap-show = Tabelle der Tasten
usage-keymap-show-name = Name; sonst die eingestellte
usage-keymap-check = Datei prüfen
usage-keymap-check-file = Datei
usage-rulebook = Regelwerk: datierte Quarantäneregeln
usage-rulebook-show = Zeigen, was gilt
usage-rulebook-check = Datei prüfen
usage-rulebook-check-file = Datei
usage-plan = Anrufplan
usage-plan-show = Zeigen, was gilt
usage-plan-try = Zeigt neben dem geltenden Plan, was eine Datei aus der Anrufliste machte; ändert nichts
usage-plan-try-file = Datei
usage-plan-check = Datei prüfen
usage-plan-check-file = Datei
usage-audit = Protokoll
usage-audit-show = Neueste Einträge
usage-audit-show-limit = Höchstzahl der Einträge
usage-audit-verify = Kette und gespeicherten Stand vollständig prüfen
usage-tick = Ausführen, was allein die Zeit ändert; für einen Zeitdienst
usage-backup = Geprüfte Sicherung der Datenbank schreiben
usage-backup-file = Neue Datei
usage-restore = Sicherung an die Stelle der Datenbank setzen; die bisherige Datei bleibt daneben liegen
usage-restore-file = Sicherungsdatei
usage-doctor = Sagen, was nicht stimmt und was zu tun ist
usage-config = Einstellungen und ihre Herkunft
usage-config-show = Jede Einstellung mit ihrer Quelle
usage-config-path = Wo Konfiguration und Daten liegen
usage-completions = Vervollständigung für die Shell
usage-completions-shell = Shell
usage-rufliste-help = Diese Hilfe ausgeben
usage-rufliste-version = Version ausgeben
usage-default = [Vorgabe: { $value }]
usage-possible = [möglich: { $values }]
cli-usage-no-subcommand = Es fehlt ein Befehl.
doctor-well-pages = unbeschädigt
doctor-well-references = vollständig
doctor-well-search = jeder Vorgang wird gefunden
doctor-well-chain = lückenlos und unverändert
doctor-well-entities = jeder Stand wie zuletzt protokolliert
doctor-well-lock = frei
doctor-well-log = klein
doctor-well-leases = lesbar
doctor-bad-pages = beschädigt
doctor-bad-references = unvollständig
doctor-bad-search = unvollständig
doctor-bad-chain = verändert
doctor-bad-entities = weicht vom Protokoll ab
doctor-bad-log = ungewöhnlich groß
doctor-bad-lock = belegt
doctor-bad-leases = nicht lesbar
doctor-rulebooks = { $n ->
    [one] ein Regelwerk
   *[other] { $n } Regelwerke
}
takeover-fault-unreadable = nicht lesbar
takeover-fault-syntax = kein JSON
takeover-fault-field = ein Feld fehlt oder ist von falscher Art
takeover-fault-end = die Zeile endet zu früh

# Incoming calls, messages, undo, reopening.
refusal-not-closed = Wieder öffnen lassen sich nur abgeschlossene und zurückgezogene Anrufe; dieser ist { $state }.
receipt-held-elsewhere = In Bearbeitung bei { $who }, Platz { $station }, seit { $since }. Dort steht jetzt ein Hinweis.
message-rings = { $reference } ruft gerade an, Platz { $station }.
message-line = { $from }: { $text }
tui-message-confirm = { $key } gelesen
tui-one-parked = Ein Anruf ist schon geparkt; bitte erst diesen eingehenden abschließen.
tui-undo = { $key } zurück
tui-back-to-parked-after = { $receipt } · weiter: geparkter Anruf
record-held = In Bearbeitung bei { $who }, Platz { $station }, seit { $since }
record-attempt-undone = zurückgenommen von { $who }, { $when }
tui-form-reopen = Wieder öffnen
tui-nothing-to-reopen = Hier ist kein Anruf abgeschlossen.
usage-queue-reopen = Abgeschlossenen oder zurückgezogenen Anruf wieder öffnen
usage-queue-reopen-reference = Vorgangsnummer
usage-queue-reopen-reason = Begründung; sie wird als Vermerk aufbewahrt
usage-queue-reopen-call = Anlass des Anrufs; sonst der zuletzt abgeschlossene
usage-call-incoming = Den Anruf einer Person nehmen, die gerade anruft, wann immer er fällig wäre
usage-call-incoming-reference = Vorgangsnummer
usage-call-undo = Das hier zuletzt eingetragene Ergebnis binnen einer Minute zurücknehmen
call-incoming-taken = { $reference }: { $reason }, eingehend

script-ok = Leitfaden { $version } ist in Ordnung.
script-faulty = Leitfaden: { $n } Fehler
usage-script = Gesprächsleitfäden: was am Telefon gesagt und gefragt wird
usage-script-show = Zeigen, was gilt
usage-script-check = Datei prüfen
usage-script-check-file = Datei
column-step = Schritt
column-text = Text

# People: added by hand, captured in an interview, corrected, reached on other numbers.
doubt-near-match = gleicher Name schon erfasst
doubt-near-match-said = Hinweis: gleicher Name schon erfasst: { $references }
field-legal_representative = Rechtliche Betreuung
field-registered-street = Meldeadresse: Straße
field-registered-postcode = Meldeadresse: PLZ
field-registered-place = Meldeadresse: Ort
field-registered-detail = Meldeadresse: Zusatz
field-stay-street = Aufenthalt: Straße
field-stay-postcode = Aufenthalt: PLZ
field-stay-place = Aufenthalt: Ort
field-stay-detail = Aufenthalt: Zusatz
receipt-added = angelegt: { $reference }
receipt-near-match = gleicher Name: { $references }
receipt-person-corrected = berichtigt: { $fields }
receipt-authority = jetzt { $municipality }, zuständig: { $authority }
receipt-authority-request = jetzt { $municipality }, zuständig: { $authority } auf Ersuchen
receipt-place-unclear = Gemeinde unklar, bitte Ort und PLZ prüfen
receipt-order-out = Anordnung { $number } ist mit den alten Angaben ausgesprochen
receipt-order-passes = Anordnung { $number } geht dorthin, noch ist nichts heraus
receipt-request-out = Anforderung zu { $number } ist mit den alten Angaben schon heraus
receipt-request-stays = Anforderung zu { $number } ist schon heraus und bleibt bei { $authority }
receipt-letter-stays = Schreiben zu { $number } ist schon heraus und bleibt bei { $authority }
receipt-letter-out = Schreiben zu { $number } ist mit den alten Angaben schon gefertigt
receipt-number-found = Nummer gefunden: { $reason } steht wieder in der Anrufliste
receipt-no-number-left = gespeichert; keine Nummer mehr übrig, die Nummernsuche ist angelegt
receipt-numbers-saved = Rufnummern gespeichert
receipt-household-joined = lebt jetzt im Haushalt mit { $n } { $n ->
        [one] weiteren Person
       *[other] weiteren Personen
    }
receipt-household-left = { $n ->
        [0] aus dem Haushalt genommen, dort lebt niemand mehr
        [one] aus dem Haushalt genommen, dort lebt noch eine Person
       *[other] aus dem Haushalt genommen, dort leben noch { $n } Personen
    }
receipt-still-in-household = steht noch im Haushalt mit { $n } { $n ->
        [one] weiteren Person
       *[other] weiteren Personen
    }
refusal-same-person = Das ist dieselbe Person.
refusal-known-already = Diese Person ist schon in Bearbeitung: { $reference }.

screen-new = NEU ERFASSEN
screen-numbers = RUFNUMMERN
screen-capture = KONTAKTE ERFASSEN
new-candidates = Schon erfasst? Pfeil ab und Enter öffnet den Vorgang
new-no-candidates = Niemand mit diesem Namen oder dieser Nummer
new-hint-name = Name, Vorname und Geburtsdatum: Yılmaz, Emre 3.4.85
new-hint-index = Vorgangsnummer, fremdes Aktenzeichen oder Worte; leer, wenn unbekannt
new-hint-candidate = Enter öffnet diesen Vorgang, Esc zurück zum Formular
capture-hint = Name; Nummer; letzter Kontakt; Umfeld – eine Zeile je Person
capture-count = Kontaktpersonen: { $n }
capture-no-number = ohne Nummer
capture-no-date = Kontakttag fehlt
tui-add-anyway = Nochmals speichern legt trotzdem einen neuen Vorgang an.
tui-name-missing = Der Name fehlt.
tui-hint-birth = Tag.Monat.Jahr, etwa 3.4.85
tui-municipality-unclear = Gemeinde unklar
tui-number-next = als Nächste
tui-capture-only-cases = Kontaktpersonen werden beim Indexfall erfasst.
tui-hint-people = { $key } Kontakte erfassen, Enter weiter
tui-field-representative = rechtl. Betreuer
tui-form-person = Angaben zur Person berichtigen
tui-form-number = Rufnummer berichtigen
tui-form-number-new = neue Rufnummer
tui-event-person-added = Person angelegt
field-people = Haushalt
field-registered = Meldeanschrift
field-stay = Aufenthaltsort
tui-event-household-joined = in den Haushalt aufgenommen
tui-event-household-left = aus dem Haushalt genommen
tui-event-person-corrected = Person berichtigt
tui-event-number-added = Rufnummer hinzugefügt
tui-event-number-corrected = Rufnummer berichtigt
tui-event-number-retired = Rufnummer stillgelegt
tui-event-number-chosen = Rufnummer gewählt
field-phone_label = Art, erreichbar
usage-person-add = Person mit Vorgang und Anruf anlegen
usage-person-add-last-name = Nachname
usage-person-add-first-name = Vorname
usage-person-add-birth = Geburtsdatum
usage-person-add-sex = Geschlecht: female, male, other, unknown
usage-person-add-language = Sprache, mehrfach für mehrere
usage-person-add-phone = Rufnummer, mehrfach für mehrere
usage-person-add-address = Anschrift: Straße, PLZ und Ort
usage-person-add-kind = contact (Kontaktperson) oder case (Indexfall)
usage-person-add-disease = Krankheit
usage-person-add-day = Letzter Kontakt einer Kontaktperson, Testdatum eines Indexfalls
usage-person-add-category = Kontaktart: household, close, other, unknown
usage-person-add-setting = Umfeld des Kontakts
usage-person-add-index = Indexfall: Vorgangsnummer, fremdes Aktenzeichen oder Worte
usage-person-add-id = Kennung des Vorgangs (UUID): zweimal angelegt ist einmal angelegt
usage-person-add-anyway = Anlegen, obwohl die Person schon in Bearbeitung ist
usage-person-capture = Kontaktpersonen eines Indexfalls anlegen, je eine Zeile
usage-person-capture-reference = Vorgangsnummer des Indexfalls
usage-person-capture-lines = Zeilen: Name; Nummer; letzter Kontakt; Umfeld
usage-person-capture-anyway = Anlegen, obwohl sie schon in Bearbeitung sind
usage-person-edit = Angaben zur Person berichtigen; ein leerer Wert nimmt die Angabe weg
usage-person-edit-reference = Vorgangsnummer
usage-person-edit-last-name = Nachname
usage-person-edit-first-name = Vorname
usage-person-edit-birth = Geburtsdatum
usage-person-edit-sex = Geschlecht: female, male, other, unknown
usage-person-edit-languages = Sprachen, durch Komma getrennt
usage-person-edit-registered = Meldeanschrift: Straße, PLZ und Ort
usage-person-edit-stay = Aufenthaltsanschrift, falls eine andere
usage-person-edit-guardians = Sorgeberechtigte, durch Komma getrennt
usage-person-edit-legal-representative = Rechtliche Betreuung
usage-person-edit-email = E-Mail-Adresse
usage-person-household = Sagt, wer mit wem zusammenlebt: Ein Haushalt wird gemeinsam angerufen
usage-person-household-reference = Vorgangsnummer der Person
usage-person-household-join = Lebt im Haushalt dieser Person; gibt es keinen, wird er angelegt
usage-person-household-leave = Lebt nicht mehr im Haushalt
usage-person-number = Rufnummer hinzufügen, berichtigen, stilllegen oder wählen
usage-person-number-reference = Vorgangsnummer
usage-person-number-add = Diese Nummer hinzufügen
usage-person-number-correct = Diese Nummer berichtigen
usage-person-number-to = Die Nummer, wie sie richtig lautet
usage-person-number-retire = Diese Nummer nie wieder wählen
usage-person-number-first = Diese Nummer als Nächste wählen
usage-person-number-owner = Wem der Anschluss gehört
usage-person-number-label = Art des Anschlusses, wann jemand erreichbar ist
tui-field-registered = Meldeanschrift
tui-field-stay = Aufenthaltsort
tui-field-phone-owner = wessen Nummer
## Raum: zuweisen, fragen, vorlegen
refusal-nobody-there = Niemand, der heute arbeiten darf, heißt so: { $name }
refusal-not-raised = Dieser Anruf steht nicht auf der Liste der Teamleitung.
receipt-assigned-nobody = niemandem mehr zugewiesen
owner-team = Team { $team }
notice-assigned-by = { $who } hat Ihnen Anrufe zugewiesen.
notice-withdrawn-by = { $who } hat Ihren Anruf zurückgezogen. Ihr Text bleibt als Entwurf erhalten.
notice-answered-by = { $who } hat Ihre Rückfrage beantwortet.
room-calls-changed = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } geändert
station-calling = im Anruf
station-paused = Pause
column-decided = entschieden
escalation-unfinished = Gespräch unterbrochen
decisions-empty = Nichts wartet auf eine Entscheidung.
decisions-decided = entschieden von { $who }: { $text }
leaving-title = Feierabend
leaving-left = { $n ->
        [one] Ein eigener Eintrag ist heute noch offen.
       *[other] { $n } eigene Einträge sind heute noch offen.
    } An wen gehen sie?
tui-text-needed = Bitte einen Text eingeben.
tui-anybody = alle
tui-paused = Pause seit { $since } ({ $reason }) · { $key } beendet sie und holt den nächsten Anruf
tui-desk-task = Kein Telefonat: 1 erledigt, - legt zurück.
tui-field-owner = für
tui-field-whole-filter = alle im Filter
tui-field-line = Text
tui-field-answer = Antwort
tui-form-assign = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } zuteilen
tui-form-release = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } freigeben
tui-form-priority = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } Priorität ändern
tui-form-withdraw = { $n } { $n ->
        [one] Anruf
       *[other] Anrufe
    } zurückziehen
tui-form-decide = Was ist zu tun?
tui-form-return = Zurück in die Anrufliste
tui-form-close = Anruf abschließen
tui-form-ask = Rückfrage
tui-form-answer = Rückfrage beantworten
tui-form-remind = Wiedervorlage
tui-form-pause = Pause
tui-form-tell-all = Zeile an alle Plätze
tui-form-shift-note = Hinweis der Schicht
tui-form-pass-on = Weitergeben
escalation-letter = nicht erreicht: Brief
escalation-office_visit = nicht erreicht: Hausbesuch
leaving-quit = Beendet trotzdem; alles bleibt bei mir.
leaving-stay = Bleibt hier.
usage-user-add-from = CSV-Datei mit den Spalten name, display, roles, rights, languages, skills, team, expires
usage-user-add-dry-run = Bei einer Datei: ausgeben, was angelegt würde, und nichts schreiben
roster-faulty = Die Liste wurde nicht übernommen: { $n } { $n ->
        [one] Fehler
       *[other] Fehler
    }
roster-column-missing = Die Spalte »name« fehlt.
roster-column-unknown = Unbekannte Spalte: { $name }
roster-name-twice = Anmeldename steht zweimal in der Datei: { $name }
roster-expired = Der letzte Tag ist schon vorbei: { $text }
roster-cells = Die Zeile hat { $n } Zellen mehr oder weniger als die Kopfzeile.
roster-would = { $n } { $n ->
        [one] Benutzer würde
       *[other] Benutzer würden
    } angelegt. Probelauf: nichts wurde geändert.
roster-added = { $n } { $n ->
        [one] Benutzer
       *[other] Benutzer
    } angelegt
queue-print-everybody = alle
queue-print-nowhere = ohne Gemeinde
queue-print-codes = Ergebnisse zum Eintragen: rufliste call log VORGANG ERGEBNIS --at ZEIT
usage-man = Handbuchseiten (man) schreiben
usage-man-dir = Ordner
man-written = { $n } Handbuchseiten in { $dir }
