### English texts. The same keys and variables stand in de.ftl; a test compares the two.

## Screens

app-title = Rufliste
app-subtitle = contact tracing by telephone
screen-queue = Queue
screen-call = Call
screen-record = Record
screen-orders = Orders
screen-ordering = Give orders: { $who }
pick-delivery = Answer on which order? { $who }
pick-lift = Lift which order? { $who }
screen-batches = Batches
screen-board = Board
screen-search = Search
screen-palette = Commands
screen-help = Help
screen-decisions = Supervisor's list
screen-incoming = Incoming call
screen-new-person = New person
screen-settings = Settings
word-yes = yes
word-no = no
word-unknown = unknown
word-none = none
word-nobody = nobody
word-never = never
word-today = today
word-case = index case
word-contact = contact
word-person = person
word-and = and
word-or = or
word-more = more
word-reference = reference
word-station = station
word-optional = optional
word-required = required
plural-calls = { $n } { $n ->
        [one] call
       *[other] calls
    }
plural-contacts = { $n } { $n ->
        [one] contact
       *[other] contacts
    }
plural-cases = { $n } { $n ->
        [one] case
       *[other] cases
    }
plural-persons = { $n } { $n ->
        [one] person
       *[other] people
    }
plural-records = { $n } { $n ->
        [one] record
       *[other] records
    }
plural-attempts = { $n } { $n ->
        [one] attempt
       *[other] attempts
    }
plural-orders = { $n } { $n ->
        [one] order
       *[other] orders
    }
plural-letters = { $n } { $n ->
        [one] letter
       *[other] letters
    }
plural-batches = { $n } { $n ->
        [one] batch
       *[other] batches
    }
plural-stations = { $n } { $n ->
        [one] station
       *[other] stations
    }
plural-rows = { $n } { $n ->
        [one] row
       *[other] rows
    }
plural-days = { $n } { $n ->
        [one] day
       *[other] days
    }
plural-hours = { $n } { $n ->
        [one] hour
       *[other] hours
    }
plural-minutes = { $n } { $n ->
        [one] minute
       *[other] minutes
    }
plural-hits = { $n } { $n ->
        [one] hit
       *[other] hits
    }

## Columns

column-due = due
column-reason = reason
column-name = name
column-age = age
column-municipality = municipality
column-attempts = attempts
column-reference = record
column-priority = priority
column-state = state
column-language = language
column-owner = assigned to
column-last = last tried
column-outcome = outcome
column-number = number
column-ready = from
column-leased-by = being worked by
column-lacking = missing on shift
column-disease = disease
column-from = from
column-until = until
column-kind = kind
column-rule = rule
column-birth = born
column-phone = telephone
column-user = user
column-roles = roles
column-rights = rights
column-team = team
column-languages = languages
column-expires = valid until
column-destination = destination
column-count = count
column-share = share
column-time = time
column-day = day
column-hour = hour
column-what = what
column-why = why
column-who = who
column-where = where
column-file = file
column-line = line
column-column = column
column-value = value
column-field = field
column-key = key
column-action = action
column-note = note
column-address = address
column-verbal = spoken
column-written = written
column-authority = authority
column-authority-name = name of the authority
column-authority-address = address of the authority
column-file-number = file number
column-delivered = delivered
column-ags = official key
column-spellings = spellings
column-postcodes = postcodes
column-mode = who writes
column-street = street
column-postcode = postcode
column-place = place
column-candidates = may be
column-sealed = sealed
column-records = records
column-sha = SHA-256
column-fingerprint = fingerprint
column-since = since
column-check = check
column-fix = fix

## Queue

header-today = { $calls } { $calls ->
        [one] call
       *[other] calls
    } today · { $reached } reached
header-queue = { $ready } ready · { $overdue } overdue · { $waiting } waiting
header-queue-calm = { $ready } ready · { $waiting } waiting
header-callbacks = { $n } { $n ->
        [one] callback
       *[other] callbacks
    } agreed
header-next-callback = next callback { $when }
header-station = { $user } · station { $station }
header-decisions = { $n } with the supervisor
header-demo = practice data
header-outside-hours = outside calling hours · again from { $when }
state-ready = ready
state-waiting = waiting
state-waiting-until = waiting until { $when }
state-overdue = overdue
state-overdue-since = overdue since { $since }
state-overdue-span = { $span } overdue
state-due = due { $when }
state-callback = callback { $when }
state-missed = callback missed
state-leased = being worked by { $who }
state-leased-long = being worked by { $who }, station { $station }, since { $since }
state-leased-mine = being worked by me
state-unfinished = interrupted, last with { $who }
state-assigned = assigned to { $who }
state-household = household: { $n } { $n ->
        [one] person
       *[other] people
    }
queue-empty = Nobody is to be called at present.
queue-empty-next = The next call becomes ready { $when }.
queue-empty-filter = Nobody matches this filter.
queue-filter = filter: { $filter }
queue-filter-mine = mine
queue-filter-none = all
queue-filter-language = language
queue-filter-municipality = municipality
queue-filter-reason = reason
queue-filter-disease = disease
queue-filter-case = index case
queue-filter-institution = institution
queue-position = { $row } of { $total }
queue-loading = loading …
queue-section-callbacks = Callbacks
queue-section-mine = Assigned to me
queue-section-ready = Ready
queue-section-reminders = Reminders
queue-section-waiting = Waiting
side-last-exposure = last exposure { $when }
side-index = index case { $reference }
side-numbers = Numbers
side-attempts = Attempts so far
side-notes = Notes

## Why this one, and why not that one

why-title = Why this one?
why-short = why: { $why }
why-assigned = assigned to you by { $who }
why-assigned-team = assigned to your team
why-my-callback = your agreed callback, { $when }
why-callback = agreed callback, { $when }
why-callback-missed = missed callback, agreed for { $when }
why-deadline = { $reason }, priority { $priority }, due { $when }
why-overdue = { $reason }, priority { $priority }, overdue since { $since }
why-prefers-later = better from { $when }, but nothing else is ready
why-follow-up-rises = follow-up not tried yet today
why-unfinished = your interrupted call
why-household = together with { $n } { $n ->
        [one] other member
       *[other] other members
    } of the household
why-longest-waiting = waiting longest
why-held = held by you
why-incoming = called in
why-opened = opened by you
why-not-title = Why not now?
why-not-delay = last attempt: { $outcome }, next from { $when }
why-not-ready = not before { $when }
why-not-daypart = preferably { $daypart }, from { $when }
why-not-lease = being worked by { $who }, station { $station }, since { $since }
why-not-household = household being worked by { $who }
why-not-number-in-use = number being worked by { $who }
why-not-number-limit = number called just now or often today, again from { $when }
why-not-attempts-today = { $n } { $n ->
        [one] attempt
       *[other] attempts
    } today already, again from { $when }
why-not-language = needs { $language }
why-not-skill = needs skill: { $skill }
need-both = { $language } and { $skill }
skill-order = right to order
why-not-hours = outside calling hours, again from { $when }
why-not-holiday = public holiday: { $holiday }, again from { $when }
why-not-owner = assigned to { $who }
why-not-callback-hold = callback held for { $who } until { $when }
why-not-callback-later = callback agreed for { $when }
why-not-no-number = no number to dial
why-not-filter = does not match the filter
why-not-escalated = with the supervisor
why-not-done = done
why-not-withdrawn = withdrawn
why-not-rank = { $n } { $n ->
        [one] other comes
       *[other] others come
    } first

## Call

call-why = why: { $why }
call-due = due { $when }
call-incoming = INCOMING
call-parked = parked: { $name }
call-speak-to = speak to: { $who }
call-speak-guardian = speak to: guardian
call-speak-representative = speak to: { $name } (legal representative)
call-age = age { $age }
call-address-as = address as: { $address }
call-number-never = never
call-number-last = { $when } { $outcome }
call-no-number = no number to dial
call-contact-line = contact: { $category }, last { $when }
call-index = index { $reference }
call-index-unknown = index case not known
call-household = household
call-institution = institution
call-step = step { $step }/{ $steps }
call-step-confirm = correct? y / n
call-step-yes-no = y / n
call-script-done = script finished · choose the outcome
call-identity-first = Confirm identity before giving the reason.
call-mailbox-text = For mailbox and third parties:
call-mode-outcome = digits: OUTCOME
call-mode-text = digits: TEXT
call-mode-choice = digits: CHOICE
call-outcome-more = more
call-outcome-more-title = More outcomes
call-outcome-confirm = { $outcome } — sure? y / n
call-order-spoken-question = Was the order spoken? y / n
call-order-proposal = quarantine { $from } until { $until }
call-order-in-force = order { $number }: until { $until }
call-order-missing = missing: { $what }
call-order-days-missing = give its end
call-order-prepared = Prepared: { $kinds }
call-callback-when = Call back when?
call-callback-hint = e.g. 14:30 · tomorrow 9 · fri afternoon · in 2h · 14-16
call-callback-owner = with me
call-callback-anyone = with anyone
call-note = note
call-note-required = note (required)
call-language = Which language?
call-office = Which health office?
call-office-name = name of the person there
call-number-choose = choose a number
call-dialled = dialled: { $number }
call-copied = number copied
call-changed = changed by { $who } { $when }
call-capture-title = Capture contacts
call-capture-hint = name, number, last exposure, setting — one line each
call-put-back-reason = Why put back?
call-question-text = What is the question?
call-question-to = To whom?
call-reminder-when = Remind when?
call-pinned = ! { $note }
call-signed = note { $who }, { $when }
call-quarantine-title = Quarantine
call-quarantine-derivation = derivation
call-quarantine-reason = Why different dates?
call-quarantine-by-ordinance = holds by ordinance, no individual order
call-quarantine-recommendation = recommendation only
call-quarantine-none = no quarantine by the rulebook
call-quarantine-release-test = release test from { $when }
call-quarantine-prepared = prepared · passed to an authorised colleague

## Record

record-title = Record { $reference }
record-tab-facts = Facts
record-tab-attempts = Attempts
record-tab-notes = Notes
record-tab-orders = Orders
record-order-hint = { $key } once more here: give an order
record-tab-documents = Documents
record-tab-batches = Batches
record-tab-extra = Extra fields
record-tab-history = History
record-tab-household = Household
record-field-last-name = family name
record-field-first-name = given name
record-field-birth = date of birth
record-field-sex = sex
record-field-languages = languages
record-field-phones = telephone
record-field-email = e-mail
record-field-municipality = municipality
record-place-ambiguous = ambiguous: { $candidates }
record-place-unknown = not known
record-field-street = street
record-field-postcode = postcode
record-field-place = place
record-field-stay = stays at
record-field-guardians = guardians
record-field-legal-representative = legal representative
record-field-household = household
record-field-institution = institution
record-field-disease = disease
record-field-kind = kind
record-field-reported = reported on
record-field-exposure-first = first exposure
record-field-exposure-last = last exposure
record-field-category = category
record-field-setting = setting
record-field-onset = onset
record-field-specimen = specimen taken
record-field-finding = finding
record-field-index = index case
record-field-group = group
record-field-immunity = immunity
record-field-classification = classification
record-field-follow-up-until = follow-up until
record-field-closing = closing
record-field-source = source
record-field-external-ids = external ids
record-field-doubts = doubtful values
record-as-received = as received: { $text }
record-changed-since = changed since you last saw it
record-no-attempts = no attempt yet
record-no-notes = no notes
record-no-orders = no order
record-no-extra = no extra fields
record-unsaved = unsaved draft
record-closed = closed: { $closing }
record-attempt-later = entered later
record-attempt-corrected = corrected: { $outcome } ({ $reason })

## Orders

orders-title = Orders
orders-view-in-force = in force
orders-view-ending = ending today
orders-view-unwritten = spoken, not yet written
orders-view-letters = letters due
orders-view-municipality = by municipality
orders-empty = no orders
orders-until = until { $until } inclusive
orders-spoken = spoken { $when } by { $who }
orders-spoken-to = to { $who }
orders-written = written { $when }
orders-delivered = delivered { $when }
orders-file-number = file number { $number }
orders-letter-is-out = The letter is out already: { $authority }
orders-request-is-out = The request is out already: { $authority }
orders-municipality-informed = municipality informed { $when }
orders-amends = amends { $number }
orders-lift-reason = Why lift it?
orders-amend-reason = Why amend it?
orders-without-number = no number (ordinance)

## Batches

batches-title = Batches
batches-waiting = { $n } { $n ->
        [one] record waits
       *[other] records wait
    }
batches-none = no batch yet
batches-sealed = sealed { $when } by { $who }
batches-last = last { $when }
batch-state-sealed = sealed
batch-state-written = written
batch-state-acknowledged = acknowledged
batch-state-rejected = rejected

## Board

board-title = Board
board-queue-by-age = queue by age
board-queue-by-reason = queue by reason
board-reached-24 = reached within 24 h
board-reached-48 = reached within 48 h
board-attempts-per-hour = attempts per hour
board-outcomes = outcomes today
board-stranded = nobody on shift can take { $n } { $n ->
    [one] call
   *[other] calls
 }: { $needs }
board-stations = stations
board-station-on = { $user }, station { $station }: { $reference } since { $since }
board-station-idle = { $user }, station { $station }: free
board-forecast = At this pace the queue is worked off by { $when }.
board-forecast-never = At this pace the queue grows.
board-oldest = oldest open call: since { $since }
board-under-control = under control
board-behind = behind
board-as-of = as of { $when }

## Search, palette, help, incoming

search-prompt = Search
search-hint = name, birth date, place, number, reference
search-none = nothing found
search-mistyped = Reference mistyped: the check character does not fit.
search-tolerant = similar spelling
palette-prompt = Command
palette-none = no command of that name
help-title = Keys on this screen
help-everywhere = everywhere
help-keymap = keymap: { $name }
incoming-prompt = Who is calling?
incoming-hint = name and birth date, e.g. yil 3.4
incoming-new = not found · + adds the person
new-person-title = New person
new-person-similar = Similar people
new-person-phone = telephone
new-person-date = exposure or test date
lock-title = Locked
lock-body = Press a key to go on.
quit-title = Quit?
quit-callbacks = { $n } { $n ->
        [one] callback
       *[other] callbacks
    } of yours open
quit-reminders = { $n } { $n ->
        [one] reminder
       *[other] reminders
    } of yours open
quit-lease = A call is still being worked.
quit-pass-on = pass on to the team
quit-keep = keep
quit-anyway = quit
pending-keys = { $keys } …

## Receipts: what was saved

receipt-next-attempt = { $outcome } · next attempt { $when } · { $key } undo
receipt-done = { $outcome } · done · { $key } undo
receipt-follow-up = { $outcome } · next call { $when } · { $key } undo
receipt-callback = callback agreed { $when } · { $key } undo
receipt-escalated = { $outcome } · to the supervisor · { $key } undo
receipt-research = { $outcome } · number to be found · { $key } undo
receipt-closed = closed: { $closing } · { $key } undo
receipt-household = { $outcome } · { $n } { $n ->
        [one] person
       *[other] people
    } · { $key } undo
receipt-ordered = { $what } { $number } until { $until }
receipt-ordered-several = { $n } { $n ->
        [one] order
       *[other] orders
    } issued
receipt-order-amended = order { $number } replaces { $old }
receipt-order-lifted = order { $number } lifted
receipt-delivery-noted = order { $number }: answer noted
receipt-unchanged = nothing changed, it was so already
receipt-note = note saved
receipt-saved = saved
receipt-undone = undone: { $what }
receipt-put-back = put back
receipt-released = released
receipt-assigned = assigned to { $who }
receipt-priority = priority { $priority }
receipt-withdrawn = withdrawn
receipt-reopened = reopened
receipt-reminder = reminder { $when }
receipt-question = question put to { $who }
receipt-contacts-captured = { $n } { $n ->
        [one] contact
       *[other] contacts
    } captured
receipt-person-added = record { $reference } added
receipt-became-case = the contact is now a case
receipt-corrected = outcome corrected: { $outcome }
receipt-batch = batch { $number } sealed, { $n } { $n ->
        [one] record
       *[other] records
    }
receipt-letters = { $n } { $n ->
        [one] letter
       *[other] letters
    } written
receipt-draft-kept = draft kept

## Refusals: nothing was changed, and why

refusal-not-permitted = You are not permitted to do that.
refusal-order-right-missing = Only those with the right may speak an order. The proposal is passed on.
refusal-stale-token = Meanwhile being worked by { $who }, station { $station }. Your text is kept as a draft.
refusal-lease-lost = Your right to work on it has run out. Your text is kept as a draft.
refusal-leased-by = Being worked by { $who }, station { $station }, since { $since }.
refusal-not-leased = You do not hold this call.
refusal-call-closed = The call is closed already.
refusal-call-open = A call for this reason is open already.
refusal-record-closed = The record is closed; reopen it first.
refusal-changed-meanwhile = The record has changed meanwhile; please look again.
refusal-note-required = This outcome needs a note.
refusal-time-required = This outcome needs a time.
refusal-time-past = That time has passed.
refusal-language-required = Please give the language.
refusal-office-required = Please give the health office.
refusal-office-name-required = Please say who was spoken with there.
refusal-reason-required = Please give a reason.
refusal-number-required = Please say which number is wrong.
refusal-outcome-unknown = There is no such outcome for this reason.
refusal-exposure-missing = First enter the exposure: last day, category.
refusal-infection-missing = First enter the onset or the day of the specimen.
refusal-order-in-force = Order { $number } is in force until { $until }; amend it instead.
refusal-order-not-in-force = This order is no longer in force.
refusal-order-dates = The end lies before the beginning.
refusal-order-reason-required = The dates differ from the rulebook: please give a reason.
refusal-order-no-rule = The rulebook has no rule for this; enter dates and a reason.
refusal-order-by-ordinance = The duty holds by ordinance; there is no individual order.
refusal-order-no-address = An address for the letter is missing.
refusal-order-no-municipality = The municipality is ambiguous; please settle it.
refusal-number-limit = This number was called too often; again from { $when }.
refusal-number-never = This number is not to be called again.
refusal-emergency-number = 110 and 112 are never dialled.
refusal-outside-hours = Outside calling hours; again from { $when }.
refusal-undo-late = Undo works for 60 seconds only; please correct it.
refusal-undo-nothing = There is nothing to undo.
refusal-undo-moved-on = The record has moved on since; please correct it.
refusal-undo-sent = It has been sent already; please correct it.
refusal-batch-empty = Nothing waits for this destination.
refusal-batch-unknown = There is no such batch.
refusal-batch-settled = The batch is acknowledged or rejected already.
refusal-batch-erased = People of this batch were erased; it cannot be issued again.
refusal-destination-unknown = This destination is not set up.
refusal-reference-unknown = There is no such reference.
refusal-reference-mistyped = The reference is mistyped: the check character does not fit.
refusal-reference-ambiguous = Several calls are open for this record: give the reason.
refusal-user-unknown = There is no such user.
refusal-user-disabled = This user is disabled.
refusal-user-expired = The account expired on { $when }.
refusal-user-exists = This user exists already.
refusal-last-admin = One administrator must remain.
refusal-name-required = Please give the name.
refusal-deceased = The person has died.
refusal-same-record = A record cannot be a duplicate of itself.
refusal-not-a-contact = That is possible for a contact only.
refusal-not-a-case = That is possible for a case only.
refusal-not-in-demo = That is possible with practice data only.
refusal-busy = The database is busy; please try again.
refusal-storage = Not saved: { $why }
refusal-newer-version = A new version is installed; please log in again.

## Notices: what happened beside the work

notice-too-small = Window too small: { $width }×{ $height }, 80×24 are needed.
notice-keymap = Keymap { $name } is faulty, the built-in one holds: { $problem }
notice-keymap-switched = keymap: { $name }
notice-paste-dropped = Pasted text was dropped: no text field is active.
notice-paste-cut = Pasted text was cut to { $n } characters.
notice-digits-not-yet = Digits act only once the next contact is on screen.
notice-key-unused = { $key } does nothing here. F1 shows the keys.
notice-key-dropped = Key right after Esc dropped.
notice-released-by = { $who } released your call. Your text is kept as a draft.
notice-reassigned-by = { $who } reassigned your call to { $to }.
notice-callback-due = callback due: { $name }, { $when }
notice-callback-missed = callback missed: { $name }, { $when }
notice-lease-ending = Your right to work on it ends in { $span } without a key.
notice-lease-expired = No longer yours to work on, draft kept.
notice-draft-restored = Draft of { $when } restored.
notice-returned = Back where you were: { $name }.
notice-nothing-ready = Nobody is to be called at present.
notice-new-version = New version installed: please log in again.
notice-offline = No connection to the database. Trying again.
notice-online = The database is back.
notice-slow = Saving takes longer than usual.
notice-language = language: English
notice-theme = theme: { $name }
notice-copied = copied
notice-dial-failed = Could not dial: { $why }
notice-answer-arrived = Answer to your question about { $name }.
notice-order-proposed = { $who } asks for an order: { $name }.
notice-import-open = An import was interrupted; running it again resumes it.
notice-demo = Practice data: nothing of this is real.
notice-clock-back = The clock of this machine is behind.

## Doubts: a value that could not be understood, kept as text

doubt-no-such-date = no such date
doubt-future = lies in the future
doubt-no-number = no telephone number in it
doubt-too-old = lies too far back
doubt-unknown-value = unknown value
doubt-ambiguous-place = place is ambiguous
doubt-unknown-place = place is not known
doubt-ambiguous-date = date is ambiguous
doubt-year-missing = year is missing
doubt-before-birth = lies before birth
doubt-order-of-dates = begins after its end
doubt-too-long = too long, was cut
doubt-no-postcode = no valid postcode
doubt-no-email = no valid e-mail address
doubt-emergency-number = emergency number
doubt-formula = looks like a formula
doubt-scientific-number = changed by the spreadsheet (such as 4.92E+11)
doubt-encoding = unreadable characters
doubt-name-split = family and given name not safely told apart
doubt-possible-duplicate = resembles { $reference }
doubt-office-keeps = changed by the office, not overwritten
doubt-unknown-language = unknown language
doubt-placeholder = placeholder instead of a value

## Rejects: a row or file that was not taken in

reject-no-name = no name
reject-too-many-cells = more cells than headings
reject-too-few-cells = fewer cells than headings
reject-cell-too-long = a cell longer than 32 kB
reject-empty-row = empty row
reject-bad-quoting = quotation mark not closed
reject-bad-encoding = encoding not readable
reject-no-header = no heading row recognised
reject-unknown-header = no profile fits the headings
reject-duplicate-header = heading stands twice: { $name }
reject-no-disease = no disease given
reject-unknown-disease = unknown disease: { $value }
reject-two-rows-one-id = id stands twice in the file
reject-conflict = contradicts the existing record { $reference }
reject-file-too-large = file larger than 100 MB
reject-unpacked-too-large = larger than 1 GB unpacked
reject-too-many-rows = more than 1,000,000 rows
reject-unknown-format = kind of file not recognised
reject-broken-file = file damaged: { $why }
reject-password = file is protected by a password
reject-not-positive = finding is not positive
reject-no-patient = notification without a person
reject-newer-known = a newer version is known already
reject-other-office = meant for another office
reject-checksum = checksum does not fit

## Times that people say

when-empty = Please give a time.
when-not-understood = Not understood: { $text }
when-no-such-time = There is no such time of day.
when-no-such-date = There is no such date.
when-past = That has passed.
when-too-far = That is more than a year ahead.
when-backwards = The end lies before the beginning.

## Labels: outcomes

outcome-complete = reached, done
outcome-complete-follow_up = reached, well
outcome-complete-end_of_quarantine = released
outcome-symptoms = reached, symptoms
outcome-symptoms-end_of_quarantine = symptoms
outcome-partial = reached, broken off
outcome-no_answer = no answer
outcome-busy = busy
outcome-voicemail_left = mailbox, asked to call back
outcome-voicemail_none = mailbox, nothing left
outcome-callback = callback agreed
outcome-third_party = third party reached, person not there
outcome-refused = refused to take part
outcome-household_refused = relatives refuse
outcome-language = no common language
outcome-wrong_number = wrong number
outcome-dead_number = not in service / fax
outcome-no_number = no number known
outcome-unfit = not fit to talk
outcome-deceased = has died
outcome-hand_over = hand over to another office
outcome-handled_elsewhere = handled elsewhere already
outcome-not_a_contact = no contact
outcome-duplicate = duplicate
outcome-technical = technical fault
outcome-short-complete = done
outcome-short-complete-follow_up = well
outcome-short-complete-end_of_quarantine = released
outcome-short-symptoms = symptoms
outcome-short-partial = broken off
outcome-short-no_answer = no answer
outcome-short-busy = busy
outcome-short-voicemail_left = mailbox+asked
outcome-short-voicemail_none = mailbox
outcome-short-callback = callback
outcome-short-third_party = third party
outcome-short-refused = refused
outcome-short-household_refused = relatives
outcome-short-language = language
outcome-short-wrong_number = wrong number
outcome-short-dead_number = dead number
outcome-short-no_number = no number
outcome-short-unfit = unfit
outcome-short-deceased = deceased
outcome-short-hand_over = hand over
outcome-short-handled_elsewhere = elsewhere
outcome-short-not_a_contact = no contact
outcome-short-duplicate = duplicate
outcome-short-technical = fault

## Labels: calls

reason-index_interview = index interview
reason-first_notification = first notification
reason-follow_up = follow-up
reason-end_of_quarantine = end of quarantine
reason-enquiry = enquiry
reason-reminder = reminder
reason-question = question
reason-research = research
reason-decision = decision
call-state-open = open
call-state-done = done
call-state-withdrawn = withdrawn
call-state-escalated = with the supervisor
priority-urgent = urgent
priority-high = high
priority-normal = normal
priority-low = low
closing-complete = interview complete
closing-ended = quarantine ended
closing-exhausted = not reachable
closing-too_late = too late, deadline passed
closing-refused = refused
closing-deceased = deceased
closing-handed_over = handed over
closing-handled_elsewhere = handled elsewhere
closing-not_a_contact = no contact
closing-duplicate = duplicate
closing-became_case = became a case
closing-withdrawn = withdrawn
direction-outgoing = outgoing
direction-incoming = incoming
spoken-with-self = the person
spoken-with-guardian = guardian
spoken-with-legal_representative = legal representative
spoken-with-other = somebody else
daypart-morning = in the morning
daypart-afternoon = in the afternoon
daypart-evening = in the evening
escalation-exhausted = not reachable
escalation-order_proposal = order proposed
escalation-symptoms = symptoms reported
escalation-too_late = deadline passed
escalation-question = question
escalation-duplicate = possible duplicate
escalation-place = municipality unclear

## Labels: people and records

sex-female = female
sex-male = male
sex-other = diverse
sex-unknown = unknown
sex-short-female = f
sex-short-male = m
sex-short-other = d
sex-short-unknown = ?
phone-state-usable = usable
phone-state-wrong = wrong
phone-state-dead = not in service
phone-state-retired = retired
address-kind-registered = registered address
address-kind-stay = place of stay
kind-contact = contact
kind-case = case
category-household = household
category-close = close contact
category-other = other contact
category-unknown = not known yet
group-general = general
group-pupil = pupil, day care
group-care_staff = care staff
group-vulnerable = vulnerable setting
immunity-unknown = not asked
immunity-none = none
immunity-vaccinated = vaccinated
immunity-exempt = exempt (boosted, freshly recovered)
immunity-recovered = recovered
classification-unconfirmed = unconfirmed
classification-confirmed = confirmed
classification-no_contact = no contact
disease-covid = COVID-19
disease-measles = measles
disease-mpox = mpox
disease-pertussis = pertussis
disease-tuberculosis = tuberculosis
disease-meningococcal = meningococcal, invasive
disease-new_influenza = new influenza
disease-vhf = viral haemorrhagic fever
disease-other = other disease
source-list = list
source-sormas = SORMAS
source-records = Rufliste
source-telephone = telephone
source-interview = interview
source-demo = practice
source-demis = DEMIS
source-handover = handover
setting-household = household
setting-school = school
setting-day_care = day care
setting-workplace = workplace
setting-nursing_home = nursing home
setting-hospital = hospital
setting-shelter = shelter
setting-leisure = leisure
setting-travel = travel
setting-other = other
institution-kind-nursing_home = nursing home
institution-kind-school = school
institution-kind-shelter = shelter
institution-kind-other = institution
worked-interview_complete = interview complete
worked-order_issued = order issued
worked-order_amended = order amended
worked-order_ended = order ended
worked-order_lifted = order lifted
worked-order_delivery = answer about an order
worked-order_moved = order moved to the authority now competent
worked-order_annulled = order annulled
worked-became_case = became a case
worked-closed = closed
worked-refused = refused
worked-deceased = deceased
worked-handed_over = handed over
worked-corrected = corrected

## Labels: orders

order-kind-quarantine = quarantine
order-kind-isolation = isolation
order-kind-work_ban = ban on working
order-state-issued = in force
order-state-requested = requested
order-state-amended = amended
order-state-ended = ended
order-state-lifted = lifted
order-state-annulled = annulled
rule-result-order = order
rule-result-by_ordinance = by ordinance
rule-result-recommendation = recommendation
rule-result-none = nothing
issuing-mode-own = the health office issues
issuing-mode-request = the order office issues on request

## Labels: users

role-tracer = tracer
role-supervisor = supervisor
role-order_office = order office
role-auditor = auditor
role-admin = administrator
right-order = speak orders
user-active = active
user-disabled = disabled

## Labels: languages

language-de = German
language-en = English
language-tr = Turkish
language-ar = Arabic
language-uk = Ukrainian
language-ru = Russian
language-pl = Polish
language-ro = Romanian
language-fa = Persian (Farsi, Dari)
language-ps = Pashto
language-fr = French
language-it = Italian
language-es = Spanish
language-pt = Portuguese
language-bg = Bulgarian
language-sr = Serbian
language-hr = Croatian
language-bs = Bosnian
language-sq = Albanian
language-mk = Macedonian
language-sl = Slovenian
language-el = Greek
language-hu = Hungarian
language-cs = Czech
language-sk = Slovak
language-lt = Lithuanian
language-lv = Latvian
language-nl = Dutch
language-ku = Kurdish
language-ti = Tigrinya
language-am = Amharic
language-so = Somali
language-ur = Urdu
language-hi = Hindi
language-ta = Tamil
language-vi = Vietnamese
language-zh = Chinese
language-ko = Korean
language-ja = Japanese
language-th = Thai
language-rom = Romani
language-dgs = sign language

## Command line: common

cli-error = error: { $what }
cli-why = why: { $why }
cli-hint = what to do: { $hint }
cli-warning = warning: { $what }
cli-dry-run = Dry run: nothing was changed.
cli-nothing-changed = Nothing was changed.
cli-done = Done.
cli-nothing-to-show = Nothing to show.
cli-progress = { $done } of { $total }
cli-written = Written: { $path }
cli-office-created = Database created: { $path }
cli-office-exists = There is a database already: { $path }
cli-demo-created = Practice office with { $n } { $n ->
        [one] contact
       *[other] contacts
    } made: { $path }
cli-user-unknown = No user { $name } in this database.
cli-no-database = No database at { $path }.
cli-no-database-hint = Make one with "rufliste init" or give another place with --db.
cli-database-newer = The database is of a newer version ({ $found }, known is { $known }).
cli-database-newer-hint = Install the current version of Rufliste.
cli-not-a-database = { $path } is not a database of Rufliste.
cli-file-unreadable = { $path } cannot be read.
cli-file-unwritable = { $path } cannot be written.
cli-disk-full = No space left on the disk.
cli-no-terminal = The screens need a terminal.
cli-no-terminal-hint = Programs use subcommands: rufliste --help.
cli-interrupted = Interrupted.
cli-bad-date = No date: { $text } (YYYY-MM-DD or DD.MM.YYYY)
cli-not-permitted = Not permitted for { $user }.
cli-not-permitted-hint = The role { $role } is needed.
cli-permissions-open = { $path } is writable for others; that is refused.

## Command line: import

import-title = Import of { $file }
import-profile = profile: { $name }
import-summary = { $read } { $read ->
        [one] row
       *[other] rows
    } read: { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused
import-read = read
import-added = added
import-changed = changed
import-unchanged = unchanged
import-refused = refused
import-calls-made = { $n } { $n ->
        [one] call
       *[other] calls
    } put into the queue
import-without-call = { $n } without a call: nothing left to call about
import-rejects-heading = Refused rows
import-warnings-heading = Warnings
import-reject-line = line { $line }: { $reason }
import-reject-cell = line { $line }, column { $column }: { $reason }
import-rejects-written = refused rows: { $path }
import-more = … and { $n } more
import-resumed = Interrupted import resumed at line { $line }.
import-known-file = This file was read in on { $when } already.
import-similar = { $n } { $n ->
        [one] resembles
       *[other] resemble
    } existing records
import-kept = { $n } { $n ->
        [one] value
       *[other] values
    } changed by the office and not overwritten
import-extra-columns = extra fields: { $names }
import-undone = import { $id } undone, { $n } { $n ->
        [one] record
       *[other] records
    } removed
import-undo-refused = Import not undone: { $n } { $n ->
        [one] record was
       *[other] records were
    } worked since.
profile-guess = guess: { $name } ({ $matched } of { $total } columns recognised)
profile-ok = Profile { $name } is sound.
profile-unmapped = without a mapping: { $names }

## Command line: export and batches

export-sealed = Batch { $number } for { $destination }: { $n } { $n ->
        [one] record
       *[other] records
    }, { $path }
export-nothing = Nothing waits for { $destination }.
export-would = { $n } { $n ->
        [one] record waits
       *[other] records wait
    } for { $destination }.
export-held-back = held back: { $n }
export-held-from-sormas = { $n } from SORMAS (in the transfer list)
export-held-already-sent = { $n } sent already (SORMAS only creates)
export-held-refused = { $n } incomplete
batch-heading = Batches
batch-number = no.
batch-verified = Batch { $number } is complete and unchanged.
batch-broken = Batch { $number }: { $n } { $n ->
        [one] problem
       *[other] problems
    }
batch-problem-missing = file is missing
batch-problem-changed = content was changed
batch-problem-extra = file does not belong
batch-problem-size = size does not fit
batch-problem-count = number of records does not fit
batch-problem-chain = does not follow the previous batch
batch-problem-manifest = manifest.json not readable
batch-acknowledged = batch { $number } acknowledged
batch-rejected = batch { $number } rejected; { $n } { $n ->
        [one] record goes
       *[other] records go
    } into the next
batch-reissued = batch { $number } issued again: { $path }

## Command line: queue

stats-title = Queue
stats-open = open
stats-ready = ready
stats-waiting = waiting
stats-leased = being worked
stats-done = done
stats-escalated = with the supervisor
stats-withdrawn = withdrawn
stats-rather = ready, rather later
stats-part-ready = { $n } ready{ $rather ->
        [0] {""}
       *[other] {" "}({ $rather } of them rather later)
    }
stats-part-from = { $n } from { $when }
stats-part-later = { $n } later
stats-by-when = { $n } open: { $parts }
plan-try-now = to be called now
plan-try-rather = of these rather later
plan-try-from = from { $when }
plan-try-exhausted = attempts used up: { $follows }
exhaustion-escalate = to the team lead
exhaustion-close_unreachable = closed as unreachable
exhaustion-letter = letter asking to call back
stats-overdue = overdue
stats-stranded = nobody can take
stats-lacking = missing on shift
queue-next-none = Nobody may be called now.
queue-next-closed = Outside calling hours: calls are served again { $when }.
queue-next-served = { $reference } { $name }, { $reason }
queue-token = token { $token }, valid until { $when }
queue-released = { $reference } released
queue-assigned = { $reference } assigned to { $who }
queue-withdrawn = { $reference } withdrawn
queue-reopened = { $reference } reopened
queue-priority-set = { $reference } priority { $priority }
queue-print-title = Queue of { $office }, { $date }
queue-print-footer = page { $page } of { $pages } · printed { $when } · destroy after use
queue-print-result = outcome
queue-print-time = time
call-logged = { $reference }: { $outcome } logged
call-logged-next = next call: { $reason }, { $when }
call-logged-last = No further call.
call-logged-all = One telephone call, { $n } records.
call-logged-known = Was logged already.

## Command line: people, notes, orders

person-heading = { $reference } { $name }
person-added = Added: { $reference }
person-found = { $n } { $n ->
        [one] person
       *[other] people
    } found
person-none = Nobody found.
person-similar = similar: { $reference } { $name } ({ $why })
person-changed = { $reference } changed: { $fields }
person-export-done = answer under Art. 15 GDPR: { $path }
note-added = note on { $reference } saved
order-heading = Orders
order-none = No order in force.
order-issued = order { $number }: { $kind } { $from } until { $until }
order-amended = order { $number } replaces { $old }: until { $until }
order-lifted = order { $number } lifted
order-derivation = derivation: { $text }
order-letters-written = { $n } { $n ->
        [one] letter
       *[other] letters
    } to { $path }
order-letters-none = No letter is due.

## Command line: reports

report-queue = queue by age and reason
report-outcomes = outcomes
report-reach = people reached
report-attempts = attempts until reached
report-timeliness = timeliness
report-cascade = from intake to closing
report-quarantine = quarantine
report-batches = batches
report-imports = imports
report-workload = workload
report-forecast = forecast
report-evening = report of the day, { $date }
report-period = { $from } to { $until }
report-total = total
report-reached = reached
report-reached-strict = the person reached
report-reached-wide = also by others or by letter
report-not-reached = not reached
report-attempts-counted = attempts counted
report-within-24 = within 24 h
report-within-48 = within 48 h
report-later = later
report-median = median
report-open = open
report-closed = closed
report-too-late = too late
report-age-today = today
report-age-1 = since yesterday
report-age-2-3 = 2–3 days
report-age-older = older
report-no-data = Nothing in this period.
report-as-of = as of { $when }
report-teams-only = By team only; by person it is not enabled.

## Command line: users and keys

user-heading = Users
user-added = user { $name } added
user-disabled-done = user { $name } disabled
user-changed = user { $name } changed
user-name-bad = Not a login name: { $name } (small letters, digits, dot, hyphen)
user-from-file = { $added } added, { $changed } changed, { $refused } refused
key-added = key of { $name } added: { $fingerprint }
key-removed = key removed: { $fingerprint }
key-none = No key.
key-bad = Not an SSH key: { $why }

## Command line: checks and care

doctor-title = Check-up
doctor-state-ok = ok
doctor-state-warn = warning
doctor-state-fail = failed
doctor-all-well = All is well.
doctor-problems = { $n } { $n ->
        [one] finding
       *[other] findings
    }, please mend.
doctor-check-database = database readable
doctor-check-integrity = database undamaged
doctor-check-schema = schema current
doctor-check-permissions = file permissions
doctor-check-space = free space
doctor-check-backup = last backup
doctor-check-audit = audit chain
doctor-check-tick = timer (tick)
doctor-check-clock = clock
doctor-check-filesystem = file system
doctor-check-lock = write lock
doctor-check-keymap = keymap
doctor-check-plan = call plan
doctor-check-rulebook = rulebook
doctor-check-users = users
doctor-check-terminal = terminal
doctor-check-batches = batches
doctor-check-invariants = invariants
doctor-check-config = configuration
doctor-why-backup-old = last backup { $when }
doctor-why-backup-never = never backed up
doctor-why-space-low = only { $free } free
doctor-why-tick-late = last ran { $when }
doctor-why-blocked = { $who } (process { $pid }) has held the write lock since { $since }
doctor-why-permissions = writable for others
doctor-why-network = the database lies on a network drive
doctor-why-damaged = database damaged: { $detail }
doctor-fix-backup = rufliste backup FILE
doctor-fix-restore = restore the last backup: rufliste restore FILE
doctor-fix-space = make space or move the database
doctor-fix-tick = run "rufliste tick" every five minutes by a timer
doctor-fix-unblock = rufliste doctor --unblock
doctor-fix-permissions = chmod 600 { $path }
doctor-fix-network = put the database on a local disk
doctor-unblocked = Process { $pid } ended.
tick-done = tick: { $n } { $n ->
        [one] change
       *[other] changes
    }
tick-nothing = tick: nothing to do
tick-reranked = queue ranked anew by the changed call plan
tick-too-late = { $n } closed as too late
tick-missed = { $n } { $n ->
        [one] callback
       *[other] callbacks
    } missed
tick-follow-ups = { $n } { $n ->
        [one] follow-up
       *[other] follow-ups
    } made
tick-promoted = { $n } became ready
tick-orders-ended = { $n } { $n ->
        [one] order
       *[other] orders
    } ended
tick-leases-expired = { $n } expired { $n ->
        [one] lease
       *[other] leases
    } released
backup-done = Backed up: { $path }, { $size }
backup-exists = { $path } exists already; not overwritten.
restore-done = Restored from { $path }, as of { $when }
restore-refused = { $path } is not a sound backup.
restore-stations = { $n } { $n ->
        [one] station is
       *[other] stations are
    } still at work; log off first.
retention-would = { $n } { $n ->
        [one] person
       *[other] people
    } to erase; --apply erases
retention-done = { $n } { $n ->
        [one] person
       *[other] people
    } erased
audit-verified = trail unchanged: { $n } { $n ->
        [one] event
       *[other] events
    }
audit-broken = trail altered from event { $n } on
rulebook-ok = Rulebook { $version } is sound.
rulebook-not-advice = Built-in rulebook: a careful start, not legal advice. To be checked by the office.
plan-ok = Call plan { $version } is sound.
template-ok = Template { $name } is sound.
keymap-ok = Keymap { $name } is sound.
check-problem = { $file }:{ $line }:{ $column }: { $what }
config-source-default = default
config-source-file = file
config-source-environment = environment
config-source-flag = command line

### Batches and import

export-no-destination = There is no destination { $destination }.
export-destinations = Known destinations: { $known }
export-disk = { $file } could not be written; nothing was delivered by halves.
export-disk-hint = Check space and rights of the folder and run the same command again: it finishes the same batch.
export-occupied = { $file } exists already, with other content.
export-occupied-hint = Rename that folder or name another with --out.
export-differs = Batch { $batch } would not have the same bytes as the first time.
export-differs-hint = audit verify checks whether the database was altered.
batch-not-found = There is no batch { $batch }.
batch-not-found-hint = batch list shows all batches.
batch-problem-gap = a number before it is missing
batch-problem-no-batch = there is no batch here
verify-ok = Complete and unaltered.
import-file-refused = { $file }, line { $line }, column { $column }: the file was not taken in.
import-hint-columns = Check the headings, or say with --profile which column means what.
import-dry-run = Dry run: nothing was written.
import-is-folder = { $file } is a folder, not a file.
import-is-folder-hint = Name the files themselves, such as { $file }/*.csv.
import-warning = Line { $line }, column { $column }, { $field }: { $reason }
import-interrupted = An import of this file had been interrupted; it was continued.
import-nothing-written = None of it was taken in.
import-taken-partly = The first { $rows } rows are saved. The same command again goes on; nothing is taken twice.
warning-kept-own = changed by the office, not overwritten
warning-own-edition = changed by hand; our own deliveries are not read back
warning-near-match = Note: same name known already: { $detail }
demo-made = Demo office with { $n } contacts: { $path }
demo-open-hint = Open it with: rufliste --db { $path }
demo-exists = { $path } holds a database already.
demo-exists-hint = Name another folder; a database is never overwritten.
file-no-records = the line is no record of a records batch: { $detail }
takeover-not-empty = A records batch is taken over into an empty office only; this one has records already.
takeover-not-empty-hint = Make a new database with --db (rufliste init) and import there.
ui-no-terminal = The user interface needs a terminal.
ui-no-terminal-hint = Over SSH connect with -t; for scripts there are the subcommands (rufliste --help).
file-empty = The file is empty.
file-binary = This is not a text file.
file-xlsx = This is an Excel workbook (XLSX). Save it as CSV.
file-xls = This is an old Excel workbook (XLS). Save it as CSV.
file-markup = This is an HTML or XML file, not a table.
file-too-large = The file is larger than { $detail } MB.
file-too-many-rows = The file has more than { $detail } rows.
file-quote-unclosed = A quotation mark opened in this line is never closed.
file-unknown-header = No header with a name was recognised: { $detail }
file-wrong-separator = Only one column, probably another separator: { $detail }
reject-unreadable = The file changed while it was read.
doubt-no-date = not a date
doubt-incomplete-date = incomplete date
doubt-implausible-date = implausible date
doubt-no-area-code = area code missing or unclear
doubt-digits-lost = the spreadsheet has lost digits
doubt-postcode = not a postcode of five digits
doubt-unknown-word = word not known here
warning-control-characters = invisible control characters removed
warning-formula = looks like a formula; kept as text
warning-stray-quote = quotation marks in the middle of a cell
warning-ends-before-it-begins = ends before it begins ({ $detail })
profile-broken = A shipped profile is broken: { $detail }
profile-syntax = Error in the profile: { $detail }
profile-unknown-field = There is no such field: { $detail }
profile-unknown-value = This value is not allowed: { $detail }
profile-unknown-profile = There is no such profile: { $detail }
profile-heading-twice = Heading given for two fields: { $detail }
profile-word-twice = Word given for two values: { $detail }

### Command line

## Sentences for refusals, receipts and reasons
refusal-not-found = There is no such thing.
refusal-held = Being worked on by { $holder }.
refusal-stale-held = Meanwhile being worked on by { $holder }. Your text is kept as a draft.
refusal-stale = Your lease has run out. Your text is kept as a draft.
refusal-holds-another = This station has held another call since { $since }.
refusal-not-open = The call is no longer open: { $state }.
refusal-not-yet = Not before { $when }.
refusal-note-needed = This outcome needs a note.
refusal-time-needed = This outcome needs a time.
refusal-language-needed = This outcome needs the language.
refusal-office-needed = This outcome needs the other office and who was spoken with there.
refusal-reason-needed = Please give a reason.
refusal-cannot-take = This call needs a language or a skill that you are not listed with.
refusal-facts-missing = Ask first: { $facts }.
refusal-no-order-due = The rulebook provides for no order here: { $result }.
refusal-dates-wrong = The last day lies before the first, or in the past.
refusal-in-force = An order of this kind is in force already: { $number }.
refusal-not-in-force = This order is no longer in force.
refusal-delivery-dates = Written or delivered lies ahead of today, or delivered before written.
refusal-no-letter = The duty holds by ordinance; there is no letter.
refusal-noted-otherwise = Something else stands there already: { $known }.
refusal-bad-fact = This answer does not fit the field “{ $field }”.
done-claimed = leased until { $when }
done-logged = { $outcome } logged
done-next = { $outcome } · next call: { $reason } { $when }
done-closed = { $outcome } · closed: { $closing }
done-escalated = { $outcome } · to the supervisor
done-bound = { $result }: until { $until }
why-assigned-to-you = assigned by the supervisor
why-not-held = being worked on by { $holder }
lease-holder = { $who }, station { $station }, since { $since }
lease-unfinished = { $who }, station { $station }, broken off, since { $since }

## Database: what, why, what to do
db-foreign = This is no database of Rufliste.
db-foreign-why = Found: { $detail }
db-foreign-hint = Name the right file with --db, or make a new one with “rufliste init”.
db-newer = The database is of a newer version.
db-newer-why = Found: { $detail }
db-newer-hint = Install the current version of Rufliste.
db-permissions = The permissions of the database are wrong.
db-permissions-why = File or folder is out of reach or writable by others: { $detail }
db-permissions-hint = Give file and folder to the service account: chmod 600 for the file, chmod 700 for the folder.
db-network = The database lies on a network drive.
db-network-why = Locks do not hold there: { $detail }
db-network-hint = Move the database to a local disk.
db-damaged = The database is damaged.
db-damaged-why = Found: { $detail }
db-damaged-hint = Restore the last backup: rufliste restore FILE
db-missing = There is no database here.
db-missing-why = Not found: { $detail }
db-missing-hint = Make one with “rufliste init”, or name another place with --db.
db-exists = There is a database here already.
db-exists-why = Found: { $detail }
db-exists-hint = Name another place with --db; nothing is overwritten.
db-sqlite-old = The database library is too old.
db-sqlite-old-why = SQLite { $detail }; 3.51.3 or newer is needed.
db-sqlite-old-hint = Use Rufliste as it is delivered.
db-io = The disk failed to read or to save.
db-io-why = The system says: { $detail }
db-io-hint = Check space and disk: rufliste doctor
db-busy = The database is busy; nothing was changed.
db-busy-why = Waited for: { $detail }
db-busy-hint = Try again in a moment; if it stays so: rufliste doctor
db-corrupt = Stored data does not read back.
db-corrupt-why = Found: { $detail }
db-corrupt-hint = Check with “rufliste doctor” and keep the last backup at hand.
db-taken = This value is taken already; nothing was changed.
db-taken-why = Taken: { $detail }
db-taken-hint = Try again.

## Command line: errors
config-faulty = The configuration is faulty: { $place }
user-not-believed = Only the owner of the database may act as another user.
user-not-believed-hint = Start without --user, or log in as the service account.
now-only-in-demo = --now holds in demo databases only.
time-not-understood = No time: { $text }
time-not-understood-hint = Write it like 2026-03-03T14:30 or 2026-03-03
file-unreadable = Can't be read: { $file }
data-faulty = Faulty: { $file }
user-unknown = This office knows no active user { $name }.
user-unknown-hint = To add one: rufliste user add { $name }
value-unknown = Unknown value: { $value }
value-unknown-hint = Possible are: { $known }
fact-shape = No fact: { $text }
fact-shape-hint = Write it like --fact exposure.last=2026-03-01
call-none = This record has no call.
call-several-hint = Open are: { $known } (name one with --reason)
call-token-elsewhere = This token belongs to no call of this record.
call-time-hint = For example: 14:30 · "tomorrow 9" · "in 2h"
queue-not-held = Nobody works on this record now.
order-unknown = No order has the number { $number }.
order-note-empty = Please give a file number, the date of the letter or of its delivery.
delivery-unreadable = The list { $file } can't be read.
delivery-no-list = Columns are missing: number, and file_number, written_on or delivered_on.
delivery-summary = read { $read }: noted { $noted }, unchanged { $unchanged }, refused { $refused }
municipality-ok = In order: { $n } { $n ->
    [one] municipality
   *[other] municipalities
  }.
municipality-faulty = { $n } { $n ->
    [one] fault
   *[other] faults
  } in the municipalities.
municipality-set = { $n } municipalities taken in; derived again: { $changed } people, not clear: { $unclear } (“rufliste municipality unclear”).
place-unknown = unknown
report-unknown = No report is called { $name }.
report-unknown-hint = Possible are: queue, outcomes
output-failed = The output could not be written.
cli-not-permitted-role = It takes the role { $role }.
cli-not-permitted-right = It takes the right “{ $right }”.
cli-usage = The command line is wrong.
cli-usage-argument = Unknown: { $value }
cli-usage-subcommand = Unknown command: { $value }
cli-usage-missing = Missing: { $value }
cli-usage-value = Invalid value: { $value }
cli-usage-conflict = Do not go together: { $value }
cli-usage-hint = Help: { $command } --help

## Command line: columns and results
column-callback = callback
column-closing = closed as
column-source = source
column-seq = no.
column-display = display name
column-skills = skills
column-result = result
column-version = version
column-days = days
column-legal = legal basis
column-why-now = why here
column-not-now = why not now
order-would = Proposal: { $kind } { $from } to { $until }
order-rule = Rule { $rule } ({ $rulebook })
order-legal = Legal basis: { $basis }
order-release-test = Release test from { $when }
keymap-faulty = Keymap { $name }: { $n } { $n ->
        [one] fault
       *[other] faults
    }
plan-faulty = Call plan: { $n } { $n ->
        [one] fault
       *[other] faults
    }
rulebook-faulty = Rulebook: { $n } { $n ->
        [one] fault
       *[other] faults
    }
audit-broken-entity = The stored state differs from the trail.
init-user = First user: { $name } ({ $roles })
init-next = Go on with: rufliste import FILE, then: rufliste
init-next-admin = This account only administers. Go on with: rufliste --user { $name } user add NAME --role supervisor
init-land-unknown = No state (Land) has the code { $land }.
init-land-hint = For example NW, BY, BE.
init-folder = The folder { $folder } can't be made.
path-config = Configuration
path-data = Data
path-db = Database
path-export = Batches
path-file = Configuration file
restore-old-kept = The file that was there is now { $path }.
backup-failed = The backup could not be made.
restore-failed = The backup could not be restored; the database is unchanged.
doctor-why-users = no active user has the role admin
doctor-check-places = addresses
doctor-check-authorities = municipalities and authorities
doctor-check-requests = requests to order offices
doctor-well-places = every municipality is clear
doctor-why-places = { $n } { $n ->
    [one] address
   *[other] addresses
 } whose municipality is unclear
doctor-fix-places = rufliste municipality unclear
doctor-well-authorities = every municipality has its authority
doctor-why-authorities = no authority given: { $names }
doctor-fix-authorities = add the municipality with its authority: rufliste municipality set FILE
doctor-well-requests = no file number is missing for more than { $days } days
doctor-why-requests = { $n } { $n ->
    [one] order
   *[other] orders
 } without the order office's file number for more than { $days } days
doctor-fix-requests = ask them: rufliste order list --state requested
doctor-check-leftovers = left by killed runs
doctor-well-leftovers = nothing
doctor-why-leftovers = left behind with personal data: { $folders }
doctor-fix-leftovers = Remove them: rufliste tick
doctor-fix-users = Restore a backup, or have the service account mend it.
doctor-fix-file = Mend { $file }
doctor-check-sqlite = SQLite
doctor-check-place = place and permissions
doctor-check-pages = database pages
doctor-check-references = references
doctor-check-search = search index
doctor-check-chain = chain of the trail
doctor-check-entities = state as in the trail
doctor-check-log = write-ahead log
doctor-check-leases = live leases
doctor-fix-log = End sessions that have been open for long, then: rufliste tick
doctor-fix-lock = Wait; if it stays so, end the process named
restore-head = event { $n }
record-heading-calls = Calls

## Fields as scripts and profiles name them
field-last_name = family name
field-first_name = given name
field-full_name = name
field-full_name_family_first = name
field-salutation = salutation
field-birth = date of birth
field-birth_day = day of birth
field-birth_month = month of birth
field-birth_year = year of birth
field-sex = sex
field-languages = languages
field-phone = telephone
field-phone_private = private telephone
field-phone_work = work telephone
field-phone_mobile = mobile telephone
field-phone_owner = owner of the number
field-email = e-mail
field-street = street
field-house_number = house number
field-postcode = postcode
field-place = place
field-postcode_place = postcode and place
field-address = address
field-address_detail = address detail
field-guardians = guardians
field-condition = condition
field-disease = disease
field-reported_on = report date
field-exposure-first = first exposure
field-exposure-last = last exposure
field-exposure-category = category of exposure
field-exposure-setting = setting of exposure
field-relation = relation to the index case
field-onset = onset of symptoms
field-specimen = specimen date
field-finding = finding
field-infection-onset = onset of symptoms
field-infection-specimen = specimen date
field-infection-finding = finding
field-index = index case
field-index-external = number of the index case
field-index-words = index case in words
field-index-tested_on = test date of the index case
field-classification = classification
field-follow_up_until = follow-up until
field-status = status
field-quarantine-from = quarantine from
field-quarantine-to = quarantine until
field-quarantine-verbally = ordered verbally
field-quarantine-verbally_on = ordered verbally on
field-quarantine-written = ordered in writing
field-quarantine-state = state of the order
field-quarantine-written_on = ordered in writing on
field-municipality = municipality
field-institution = institution
field-group = group
field-immunity = immune status
field-note = note
field-priority = priority
field-kind = kind of record
field-closing = closed as

### Terminal

tui-any = all
tui-back-to-parked = Back to the parked call.
tui-bad-fact = Does not fit: { $name }
tui-call-still-open = The call is still open: enter an outcome, or put it back with -.
tui-cannot-take = You lack the language or the skill for it.
tui-changed = changed
tui-choose = please choose
tui-column-age = age
tui-column-attempts = tries
tui-confirm-export = Seal and write a batch for { $destination }? y / n
tui-confirm-order-proposed = { $n ->
    [one] Propose the order until { $until } to somebody who may speak it? y / n
   *[other] Propose the order for { $n } people (until { $until })? y / n
}
tui-confirm-order-spoken = { $n ->
    [one] Was the order until { $until } spoken? y / n
   *[other] Was the order for { $n } people spoken (until { $until })? y / n
}
tui-confirm-outcome = { $outcome } – sure? y / n
tui-confirm-quit = A call is open or text is not saved; both are kept. Quit? y / n
tui-confirm-quit-keeping = The text is kept for the next start. Quit? y / n
tui-going-back = The call goes back to the list.
capture-none-saved = { $n ->
    [one] One line can't be taken; none was saved.
   *[other] { $n } lines can't be taken; none was saved.
}
tui-confirm-quit-losing = What was typed is not saved and will be lost. Quit? y / n
tui-confirm-release = Release the call that { $holder } is working on? y / n
tui-digits-outcome = 0–9 OUTCOME
tui-digits-text = 0–9 TEXT
tui-draft-restored = Draft restored.
tui-enter-on = next
tui-exported = Batch { $destination } { $number }: { $records } { $records ->
        [one] record
       *[other] records
    } in { $folder }
tui-exporting = Writing a batch for { $destination } …
tui-event-call-reopened = call reopened
tui-event-incoming-held-elsewhere = rang while another station worked on it
tui-event-incoming-taken = incoming call taken
tui-event-outcome-undone = outcome taken back
tui-event-resumed = parked call resumed
tui-event-attempt-logged = outcome logged
tui-event-facts-kept = facts added
tui-event-imported = read from a file
tui-event-lease-released-by-supervisor = released by the supervisor
tui-event-line-lost = line lost
tui-event-note-added = note written
tui-event-opened = record looked at
tui-event-order-issued = order issued
tui-event-order-delivery-noted = answer about an order noted
tui-event-place-derived = municipality derived again
tui-event-municipalities-changed = municipalities changed
tui-event-order-lifted = order lifted
tui-event-order-proposed = order proposed
tui-event-outcome-corrected = outcome corrected
tui-event-put-back = call put back
tui-event-released = call released
tui-event-served = fetched to be called
tui-event-taken-over = taken over from older records
tui-fact-identity = identity confirmed
tui-fact-index-test = test of the index case
tui-field-call-reason = reason
tui-field-from = first day
tui-field-language = language
tui-field-mine = only mine
tui-field-municipality = municipality
tui-field-note = note
tui-field-office = health office
tui-field-orders = list
tui-field-file-number = file number
tui-field-written = written on
tui-field-delivered = delivered on
tui-field-kind = kind
tui-field-outcome = outcome
tui-field-own-callback = I call back
tui-field-pinned = pin it
tui-field-spoken-to = spoken to
tui-field-time = when
tui-field-to = last day
tui-field-why = why
tui-form-call-note = Note on the call
tui-form-correct = Correct the outcome
tui-form-filter = Filter
tui-form-lift = Lift the order
tui-form-delivery = Answer about { $number }
tui-form-note = Note
tui-form-order-dates = Other dates
tui-form-order-facts = Missing for the order
tui-form-put-back = Put the call back
tui-hint-choice = a digit or letter chooses, Enter goes on
tui-hint-choices = first letter or ← →: { $choices }
tui-hint-confirm = correct?  { $yes } / { $no }
tui-hint-date = date, Enter goes on
tui-hint-note-needed = needed: what was said, in a sentence
tui-hint-number = number, Enter goes on
tui-hint-say = { $key } goes on
tui-hint-text = text, Enter goes on
tui-hint-when = 15:30 · tomorrow 9 · in 2h · Fri 14–16
tui-hint-yes-no = { $yes } / { $no }
tui-identity-first = Confirm the person first; until then give no reason.
tui-lives-alone = Nobody else at this address or number.
tui-nobody-ticked = Nobody is ticked.
tui-in-call = in this call: { $n }
tui-in-call-ticked = ticked: { $n }
tui-in-call-done = done: { $n }
tui-in-call-find = find: { $text }
tui-in-call-none = Nobody of this name.
tui-in-call-elsewhere = only from elsewhere
tui-elsewhere = hand over to: { $place }
tui-no-call-now = no open call
tui-own-number = own call
tui-refused-for = { $name }: { $why } Nothing was saved.
tui-receipt-many = { $n } { $outcome }
tui-receipt-orders = { $n ->
    [one] One order was given.
   *[other] { $n } orders were given.
}
screen-joining = Household
tui-joining-prompt = Who else lives there?
tui-not-of-household = This person is not of the household.
tui-confirm-leave-household = Take { $name } out of the household? y / n
tui-confirm-moves = Another address: take them out of the household ({ $n } { $n ->
        [one] other
       *[other] others
    })? y / n
tui-confirm-leave-rest = { $n ->
    [one] One person without an outcome goes
   *[other] { $n } people without an outcome go
} back into the list. Go on? y / n
tui-logged-already = Saved already. Digits count again with the next call.
tui-mark-callback = callback agreed
tui-mark-missed = callback missed
tui-mine = mine
tui-missed = missed
tui-more-in-record = … { $n } more: { $key } shows the record
tui-next-answer = change
tui-next-call = next call
tui-no-interrupt = Ctrl-C ends no call. F10 quits Rufliste.
tui-no-open-call = No call is open for this record.
tui-no-order-due = No order by the rulebook: { $result }
tui-nobody-holds-it = Nobody is working on this row.
tui-not-a-choice = Please choose one of the answers.
tui-not-a-date = Not a date: 3.3. · 03.03.2026 · yesterday
tui-not-a-number = Please give a number.
tui-not-open = The call is no longer open: { $state }
tui-not-written = not yet
tui-not-yet = Not before { $when }.
tui-lines-shown = { $first }–{ $last } of { $all } · { $key } turns the page
tui-orders-stay = { $n ->
    [one] order { $number } stays
   *[other] { $n } orders stay
}
tui-orders-stay-lift = { $n ->
    [one] order { $number } stays; lift it on the record with { $key }
   *[other] { $n } orders stay; lift them on the record with { $key }
}
tui-enter-done = done
call-number-wanted = Number wanted for: { $reason }
tui-no-order-missing = No order. Missing for it: { $what }
tui-no-order-missing-for = { $n ->
        [one] Without an order: { $name }, missing: { $what }
       *[other] Without an order: { $n } people, missing: { $what }
    }
tui-script-known = (on file)
tui-script-left-open = left open: { $what }
institution-unknown = No institution is called “{ $name }”.
tui-nothing-done = Nothing changed.
tui-nothing-ready = Nothing is ready.
tui-out-of-hours = Outside calling hours, again { $when }. Enter opens a record all the same.
tui-nothing-ready-until = Nothing is ready. Next call { $when }.
tui-nothing-to-export = Nothing waits for { $destination }.
tui-nothing-to-order = None of the ticked persons needs an order.
tui-open-call = open call: { $name }
tui-order-in-force = Order { $number } is in force already.
tui-order-without-right = No right to order: passed on as a proposal
tui-orders-ending = ending today
tui-orders-in-force = in force
tui-orders-requested = requested
tui-orders-no-letter-due = none due
tui-orders-no-letter = without a letter
tui-paste-dropped = Pasted text dropped: there is no text field here.
tui-queue-change-filter = { $key } changes the filter, Esc removes it.
tui-queue-demo = To practise:  rufliste demo
tui-queue-import = To import:   rufliste import LIST.xlsx
tui-queue-nothing-yet = The call list is still empty.
tui-queue-waiting = { $n } { $n ->
        [one] call is
       *[other] calls are
    } not due yet. { $key } fetches the next.
tui-receipt-callback = callback agreed: { $when }
tui-receipt-requested = { $what } { $number } until { $until }, requested of the order office
tui-receipt-closed = { $outcome } · closed: { $closing }
tui-receipt-escalated = { $outcome } · to the supervisor
tui-receipt-logged = { $outcome } · saved
tui-receipt-ordinance = { $result } until { $until }
tui-receipt-retry = { $outcome } · next attempt { $when }
tui-receipt-then = { $outcome } · { $reason } { $when }
tui-same-number = same number
tui-saving = saving …
tui-serving = fetching the next call …
tui-today-short = today { $calls }, reached { $reached }
tui-too-small = Window too small: { $width }×{ $height }. 60×20 is needed, 80×24 is good.
tui-unlock = shows the screen again
tui-waiting = waiting

## Help for the command line
usage-rufliste = Contact tracing by telephone: the next contact to call, outcomes, quarantine orders, batches
usage-rufliste-db = Database file
usage-rufliste-config = Configuration file
usage-rufliste-user = Act as this user; believed only from the owner of the database
usage-rufliste-lang = Language: de or en
usage-rufliste-color = Colours
usage-rufliste-format = Form of the output: a table for people; csv and json for programs
usage-rufliste-station = Station name, where a script is to be one station over several runs
usage-rufliste-quiet = Say only errors
usage-rufliste-now = The time to use instead of the clock's, only in demo databases (ISO 8601)
usage-demo = Open a throw-away office with synthetic contacts
usage-demo-contacts = Number of contacts
usage-demo-seed = Seed: the same seed makes the same office
usage-demo-dir = Folder to make it in; a new temporary one otherwise
usage-demo-no-ui = Only make it and print its folder
usage-init = Make a new database
usage-init-office = Name of the office
usage-init-land = State (Land), two letters
usage-init-district = District, as SORMAS names it
usage-init-phone = Number that people are asked to call back
usage-init-admin = First admin; the operating system's user otherwise
usage-init-municipalities = Municipalities as TOML; see examples
usage-import = Take records in
usage-import-files = Files
usage-import-rows-are = What the rows are, where the headings do not say
usage-import-profile = Profile: a name or a file; by the headings otherwise
usage-import-dry-run = Print the same summary and write nothing
usage-import-rejects = Where rows that can't be taken go; beside the file otherwise. One for each of several files: no.csv becomes no.january.csv
usage-export = Seal and write the next batch of a destination
usage-export-to = Destination: records or sormas
usage-export-out = Folder to write batches to
usage-export-dry-run = Say what would be sealed and write nothing
usage-batch = The life of batches
usage-batch-list = All batches
usage-batch-list-to = Only this destination
usage-batch-show = One batch: destination and number, such as sormas 3
usage-batch-show-destination = Destination
usage-batch-show-number = Number
usage-batch-verify = Check a folder of batches; needs no database
usage-batch-verify-dir = Folder of one batch, or the folder that holds batches
usage-batch-reissue = Write a batch again, byte for byte
usage-batch-reissue-destination = Destination
usage-batch-reissue-number = Number
usage-batch-reissue-out = Folder to write it to
usage-queue = The work queue
usage-queue-list = What may be called now, in the order of service
usage-queue-list-limit = Rows at most; 50 otherwise, all where they are printed
usage-queue-list-print = As text for A4 pages, with room for outcome, time and note
usage-queue-list-by = Pages by: tracer or municipality
usage-queue-list-reason = Only this reason
usage-queue-list-municipality = Only this municipality (official key)
usage-queue-list-language = Only calls in this language
usage-queue-list-institution = Only people of this institution
usage-queue-list-outside = Only people who stay outside the district: another office's, to be handed over
usage-queue-list-mine = Only mine
usage-queue-stats = The queue in figures
usage-queue-next = Claim the next call
usage-queue-show = The calls of a record
usage-queue-show-reference = Reference
usage-queue-why = Why a call stands where it stands, and why it is not served now
usage-queue-why-reference = Reference
usage-queue-assign = Give a call to a user or a team, or take it from them
usage-queue-assign-reference = Reference, or all: every ready call that the filter lets through
usage-queue-assign-to = User, team:NAME, lead, or nobody
usage-queue-assign-reason = Why
usage-queue-assign-only = Of all: only calls of this reason
usage-queue-assign-municipality = Of all: only this municipality (official key)
usage-queue-assign-language = Of all: only calls in this language
usage-queue-release = End the lease on a call: one's own, or as supervisor anybody's
usage-queue-release-reference = Reference, or all: every ready call that the filter lets through
usage-queue-release-reason = Why
usage-queue-release-only = Of all: only calls of this reason
usage-queue-release-municipality = Of all: only this municipality (official key)
usage-queue-release-language = Of all: only calls in this language
usage-queue-withdraw = Take a call out of the queue: its ground has gone
usage-queue-withdraw-reference = Reference, or all: every ready call that the filter lets through
usage-queue-withdraw-reason = Why
usage-queue-withdraw-only = Of all: only calls of this reason
usage-queue-withdraw-municipality = Of all: only this municipality (official key)
usage-queue-withdraw-language = Of all: only calls in this language
usage-queue-priority = Give a call another priority class
usage-queue-priority-reference = Reference, or all: every ready call that the filter lets through
usage-queue-priority-class = Class: urgent, high, normal, low
usage-queue-priority-reason = Why
usage-queue-priority-only = Of all: only calls of this reason
usage-queue-priority-municipality = Of all: only this municipality (official key)
usage-queue-priority-language = Of all: only calls in this language
usage-queue-decisions = The supervisor's list: what stands there, since when, why
usage-queue-take = Take a call of the supervisor's list upon oneself
usage-queue-take-reference = Reference
usage-queue-decide = Say what is to be done about a call of the supervisor's list
usage-queue-decide-reference = Reference
usage-queue-decide-text = What is to be done
usage-queue-return = Put a call of the supervisor's list back into the queue
usage-queue-return-reference = Reference
usage-queue-return-to = For whom: user, team:NAME, lead; anybody otherwise
usage-queue-return-reason = Why
usage-queue-close = Close a call of the supervisor's list
usage-queue-close-reference = Reference
usage-queue-close-closing = How it ended, as its code: exhausted, refused, complete, …
usage-queue-close-reason = Why
usage-queue-ask = Ask the doctor or the team lead about a record
usage-queue-ask-reference = Reference
usage-queue-ask-text = Question
usage-queue-ask-to = Whom: user, team:NAME; lead otherwise
usage-queue-answer = Answer the question about a record
usage-queue-answer-reference = Reference
usage-queue-answer-text = Answer
usage-queue-remind = Put a record before somebody on a day
usage-queue-remind-reference = Reference
usage-queue-remind-when = When, as people say it: "morgen 9", "fr", 14:30
usage-queue-remind-text = What is to be done
usage-queue-remind-to = For whom: user, team:NAME, lead, nobody; oneself otherwise
usage-queue-settle = A reminder is done, an answer was read
usage-queue-settle-reference = Reference
usage-queue-settle-text = What came of it
usage-queue-pass-on = Hand an own call on at the end of a shift
usage-queue-pass-on-reference = Reference
usage-queue-pass-on-to = For whom: user, team:NAME, lead; anybody otherwise
usage-queue-pass-on-not-before = Not before this time, as people say it
usage-queue-pass-on-note = What the next one must know
usage-queue-stations = Stations at work and in a pause
usage-queue-pause = Make a pause at this station
usage-queue-pause-reason = Why
usage-queue-resume = Come back from the pause
usage-queue-tell = A line to every station
usage-queue-tell-text = Text
usage-queue-shift-note = The shift's note for the room; an empty one takes it away
usage-queue-shift-note-text = Text; without it the note is shown
usage-call = Log attempts without the terminal UI
usage-call-log = Log an attempt
usage-call-log-reference = Reference
usage-call-log-outcome = Outcome, as its code: complete, no_answer, busy, …
usage-call-log-token = Lease of `queue next`; without it claims, logs and releases in one
usage-call-log-note = Remark
usage-call-log-callback = Agreed time, as people say it: 14:30, "morgen 9", "in 2h"
usage-call-log-language = Language that is needed, such as tr
usage-call-log-other-office = The other office, and who there
usage-call-log-number = Number used; the best one otherwise
usage-call-log-incoming = They called us
usage-call-log-at = When it happened, if it is entered later
usage-call-log-reason = Reason of the call, where a record has several open ones
usage-call-log-facts = An answer: field=value; may be given several times
usage-call-log-household = For all open telephone calls of the household and on its numbers at once: one telephone call, an attempt for each
usage-order = Quarantine orders
usage-order-list = Orders by filter
usage-order-list-in-force = Only those in force today
usage-order-list-ending-today = Only those whose last day is today
usage-order-list-without-letter = Only those spoken and not yet written
usage-order-list-state = Only those in this state: issued, requested, amended, ended, lifted, annulled
usage-order-list-municipality = Only this municipality (official key or name)
usage-order-show = One order by number
usage-order-show-number = Number
usage-order-note = Note what the writing authority sent back: file number, date of the letter, date of delivery
usage-order-note-number = Number of the order
usage-order-note-file-number = File number of the municipality
usage-order-note-written = Date of the letter
usage-order-note-delivered = Date of delivery
usage-order-note-from = A CSV file with the columns number, file_number, written_on, delivered_on
usage-municipality = Municipalities: who is competent where, and places that are not clear
usage-municipality-list = The municipalities of the office
usage-municipality-check = Check a file of municipalities; needs no database
usage-municipality-check-file = File
usage-municipality-set = Take a file of municipalities in the place of those there were, and derive every address again
usage-municipality-set-file = File
usage-municipality-unclear = People whose municipality is unknown or ambiguous
usage-municipality-unclear-limit = Rows at most
usage-order-issue = Issue the order that the rulebook proposes for a record
usage-order-issue-reference = Reference
usage-order-issue-kind = Kind, where not the one that the rules propose: work_ban
usage-order-issue-from = First day, where not as proposed
usage-order-issue-to = Last day, where not as proposed
usage-order-issue-reason = Why the dates differ
usage-order-issue-spoken-to = To whom it was spoken, if not the person
usage-order-issue-facts = A fact: field=value; may be given several times
usage-order-issue-dry-run = Say what the rulebook proposes and write nothing
usage-order-lift = End an order early
usage-order-lift-number = Number
usage-order-lift-reason = Why
usage-person = People
usage-person-find = Search by parts: name, birth date, postcode, number, reference, external id
usage-person-find-parts = Parts
usage-person-find-limit = Hits at most
usage-person-show = A record with everything on it
usage-person-show-reference = Reference
usage-note = Write a note on a record
usage-note-reference = Reference of the record, such as 4F7Q-2M9K
usage-note-text = Text
usage-note-pin = Pin it: shown on every screen of the record
usage-report = Reports
usage-report-name = queue or outcomes
usage-report-from = First day
usage-report-to = Last day
usage-user = Users, roles, rights
usage-user-add = Add a user, or all of a file
usage-user-add-name = Login name
usage-user-add-display = Name as colleagues read it
usage-user-add-roles = Role; may be given several times
usage-user-add-rights = Right; may be given several times
usage-user-add-languages = Language; may be given several times
usage-user-list = All users
usage-user-role = Give a user these roles in place of those they have
usage-user-role-name = Login name
usage-user-role-roles = Roles
usage-user-set = Change a user
usage-user-set-name = Login name
usage-user-set-display = Name as colleagues read it
usage-user-set-give = Give a right
usage-user-set-take = Take a right
usage-user-set-languages = Languages, in place of those they have
usage-user-set-skills = Skills, in place of those they have
usage-user-set-municipality = Municipality of an order office (official key or name)
usage-user-set-team = Team
usage-user-set-expires = Last day on which they may log in
usage-user-set-enable = Let them in again
usage-user-disable = Let a user in no more
usage-user-disable-name = Login name
usage-keymap = Keymaps
usage-keymap-list = Names of keymaps
usage-keymap-show = The key table
usage-keymap-show-name = Name; the configured one otherwise
usage-keymap-check = Check a file
usage-keymap-check-file = File
usage-rulebook = The rulebook: dated quarantine rules
usage-rulebook-show = Show what is in force
usage-rulebook-check = Check a file
usage-rulebook-check-file = File
usage-plan = The call plan
usage-plan-show = Show what is in force
usage-plan-try = Show what a file would do to the queue as it stands, beside the plan in force. Changes nothing
usage-plan-try-file = File
usage-plan-check = Check a file
usage-plan-check-file = File
usage-audit = The audit trail
usage-audit-show = The newest events
usage-audit-show-limit = Events at most
usage-audit-verify = Check the whole chain and every commitment
usage-tick = Do what time alone must change; for a timer
usage-backup = Write a verified copy of the database
usage-backup-file = New file
usage-restore = Put a backup in the place of the database; the old file is kept beside it
usage-restore-file = Backup file
usage-doctor = Say what is wrong and what to do
usage-config = Settings and where they come from
usage-config-show = Each setting with its source
usage-config-path = Where the configuration and the data lie
usage-completions = Shell completions
usage-completions-shell = Shell
usage-rufliste-help = Print this help
usage-rufliste-version = Print the version
usage-default = [default: { $value }]
usage-possible = [possible: { $values }]
cli-usage-no-subcommand = A command is missing.
doctor-well-pages = undamaged
doctor-well-references = whole
doctor-well-search = every record is found
doctor-well-chain = without gap and unchanged
doctor-well-entities = each as last told in the trail
doctor-well-lock = free
doctor-well-log = small
doctor-well-leases = readable
doctor-bad-pages = damaged
doctor-bad-references = not whole
doctor-bad-search = not whole
doctor-bad-chain = changed
doctor-bad-entities = differs from the trail
doctor-bad-log = unusually large
doctor-bad-lock = taken
doctor-bad-leases = not readable
doctor-rulebooks = { $n ->
    [one] one rulebook
   *[other] { $n } rulebooks
}
takeover-fault-unreadable = unreadable
takeover-fault-syntax = not JSON
takeover-fault-field = a field is missing or not of its type
takeover-fault-end = the line ends too early

# Incoming calls, messages, undo, reopening.
refusal-not-closed = Only done or withdrawn calls can be reopened; this one is { $state }.
receipt-held-elsewhere = { $who } is working on it, station { $station }, since { $since }. They are told there now.
message-rings = { $reference } is on the phone now, station { $station }.
message-line = { $from }: { $text }
tui-message-confirm = { $key } read
tui-one-parked = One call is parked already; please settle this incoming one first.
tui-undo = { $key } undo
tui-back-to-parked-after = { $receipt } · back to the parked call
record-held = { $who } is working on it, station { $station }, since { $since }
record-attempt-undone = taken back by { $who }, { $when }
tui-form-reopen = Reopen
tui-nothing-to-reopen = No call is closed here.
usage-queue-reopen = Put a done or withdrawn call into the queue again
usage-queue-reopen-reference = Reference
usage-queue-reopen-reason = Why; kept as a note on the record
usage-queue-reopen-call = Reason of the call; the one closed last otherwise
usage-call-incoming = Take the call of somebody who rings, whenever it would be due
usage-call-incoming-reference = Reference
usage-call-undo = Take back the outcome that was logged last here, within a minute
call-incoming-taken = { $reference }: { $reason }, incoming

script-ok = Script { $version } is sound.
script-faulty = Script: { $n } { $n ->
        [one] fault
       *[other] faults
    }
usage-script = Interview scripts: what is said and asked on the phone
usage-script-show = Show what is in force
usage-script-check = Check a file
usage-script-check-file = File
column-step = Step
column-text = Text

# People: added by hand, captured in an interview, corrected, reached on other numbers.
doubt-near-match = the same name is known already
doubt-near-match-said = Note: same name known already: { $references }
field-legal_representative = legal representative
field-registered-street = registered: street
field-registered-postcode = registered: postcode
field-registered-place = registered: place
field-registered-detail = registered: detail
field-stay-street = stay: street
field-stay-postcode = stay: postcode
field-stay-place = stay: place
field-stay-detail = stay: detail
receipt-added = added: { $reference }
receipt-near-match = same name: { $references }
receipt-person-corrected = corrected: { $fields }
receipt-authority = now { $municipality }, orders by { $authority }
receipt-authority-request = now { $municipality }, orders by { $authority } on request
receipt-place-unclear = municipality unclear, please check place and postcode
receipt-order-out = order { $number } was spoken with the old details
receipt-order-passes = order { $number } goes there, nothing of it is out yet
receipt-request-out = the request for { $number } went out with the old details
receipt-request-stays = the request for { $number } is out already and stays with { $authority }
receipt-letter-stays = the letter for { $number } is out already and stays with { $authority }
receipt-letter-out = the letter for { $number } is made with the old details already
receipt-number-found = number found: { $reason } is in the call list again
receipt-no-number-left = saved; no number is left, the search for one was added
receipt-numbers-saved = numbers saved
receipt-household-joined = now lives in a household with { $n } { $n ->
        [one] other
       *[other] others
    }
receipt-household-left = { $n ->
        [0] taken out of the household, nobody is left in it
        [one] taken out of the household, one person is left in it
       *[other] taken out of the household, { $n } people are left in it
    }
receipt-still-in-household = still stands in the household with { $n } { $n ->
        [one] other
       *[other] others
    }
refusal-same-person = That is the same person.
refusal-known-already = This person is being worked on already: { $reference }.

screen-new = NEW PERSON
screen-numbers = NUMBERS
screen-capture = CAPTURE CONTACTS
new-candidates = Known already? Arrow down and Enter opens the record
new-no-candidates = Nobody of this name or number
new-hint-name = name, given name and birth date: Yılmaz, Emre 3.4.85
new-hint-index = reference, another office's number, or words; empty if unknown
new-hint-candidate = Enter opens this record, Esc back to the form
capture-hint = name; number; last exposure; setting – one line a person
capture-count = contacts: { $n }
capture-no-number = no number
capture-no-date = day of exposure missing
tui-add-anyway = Saving once more adds a new record all the same.
tui-name-missing = The name is missing.
tui-hint-birth = day.month.year, such as 3.4.85
tui-municipality-unclear = municipality unclear
tui-number-next = next
tui-capture-only-cases = Contacts are captured on the index case.
tui-hint-people = { $key } capture contacts, Enter on
tui-field-representative = representative
tui-form-person = correct the person
tui-form-number = correct the number
tui-form-number-new = new number
tui-event-person-added = person added
field-people = household
field-registered = registered address
field-stay = address of stay
tui-event-household-joined = joined the household
tui-event-household-left = left the household
tui-event-person-corrected = person corrected
tui-event-number-added = number added
tui-event-number-corrected = number corrected
tui-event-number-retired = number retired
tui-event-number-chosen = number chosen
field-phone_label = kind, when
usage-person-add = Add a person with a record and a call
usage-person-add-last-name = Family name
usage-person-add-first-name = Given names
usage-person-add-birth = Birth date
usage-person-add-sex = Sex: female, male, other, unknown
usage-person-add-language = Language, repeated for several
usage-person-add-phone = Telephone number, repeated for several
usage-person-add-address = Address: street, postcode and place
usage-person-add-kind = contact or case
usage-person-add-disease = Disease
usage-person-add-day = Last exposure of a contact, day of the test of a case
usage-person-add-category = How close the exposure was: household, close, other, unknown
usage-person-add-setting = Where the exposure was
usage-person-add-index = Index case: a reference, another office's number, or words
usage-person-add-id = Identity of the record (UUID): adding it twice adds it once
usage-person-add-anyway = Add it although the person is being worked on
usage-person-capture = Add contacts of a case, one line each
usage-person-capture-reference = Reference of the case
usage-person-capture-lines = Lines: name; number; last exposure; setting
usage-person-capture-anyway = Add them although they are being worked on
usage-person-edit = Correct what is known of a person; an empty value takes it away
usage-person-edit-reference = Reference
usage-person-edit-last-name = Family name
usage-person-edit-first-name = Given names
usage-person-edit-birth = Birth date
usage-person-edit-sex = Sex: female, male, other, unknown
usage-person-edit-languages = Languages, parted by commas
usage-person-edit-registered = Registered address: street, postcode and place
usage-person-edit-stay = Address of stay, if it is another
usage-person-edit-guardians = Those who speak for a minor, parted by commas
usage-person-edit-legal-representative = Who speaks for an adult under care
usage-person-edit-email = E-mail address
usage-person-household = Say who lives with whom: a household is called together
usage-person-household-reference = Reference of the person
usage-person-household-join = Live in the household of this person; it is made if there is none
usage-person-household-leave = Leave the household
usage-person-number = Add, correct, retire or choose a telephone number
usage-person-number-reference = Reference
usage-person-number-add = Add this number
usage-person-number-correct = Correct this number
usage-person-number-to = The number as it should be
usage-person-number-retire = Never dial this number again
usage-person-number-first = Dial this number next
usage-person-number-owner = Whose it is
usage-person-number-label = What it is, and when somebody answers
tui-field-registered = registered at
tui-field-stay = stays at
tui-field-phone-owner = whose
## The room: assign, ask, remind
refusal-nobody-there = Nobody who may work today has this name: { $name }
refusal-not-raised = This call does not stand on the supervisor's list.
receipt-assigned-nobody = assigned to nobody any more
owner-team = team { $team }
notice-assigned-by = { $who } has assigned calls to you.
notice-withdrawn-by = { $who } has withdrawn your call. Your text is kept as a draft.
notice-answered-by = { $who } has answered your question.
room-calls-changed = { $n } { $n ->
        [one] call
       *[other] calls
    } changed
station-calling = on a call
station-paused = pause
column-decided = decided
escalation-unfinished = call broken off
decisions-empty = Nothing waits for a decision.
decisions-decided = decided by { $who }: { $text }
leaving-title = Going home
leaving-left = { $n ->
        [one] One entry of your own is still open today.
       *[other] { $n } entries of your own are still open today.
    } Who gets them?
tui-text-needed = Please enter a text.
tui-anybody = anybody
tui-paused = Pause since { $since } ({ $reason }) · { $key } ends it and fetches the next call
tui-desk-task = No telephone call: 1 done, - puts it back.
tui-field-owner = for
tui-field-whole-filter = all of the filter
tui-field-line = text
tui-field-answer = answer
tui-form-assign = { $n } { $n ->
        [one] call
       *[other] calls
    }: assign
tui-form-release = { $n } { $n ->
        [one] call
       *[other] calls
    }: release
tui-form-priority = { $n } { $n ->
        [one] call
       *[other] calls
    }: change the priority
tui-form-withdraw = { $n } { $n ->
        [one] call
       *[other] calls
    }: withdraw
tui-form-decide = What is to be done?
tui-form-return = Back into the queue
tui-form-close = Close the call
tui-form-ask = Question
tui-form-answer = Answer the question
tui-form-remind = Reminder
tui-form-pause = Pause
tui-form-tell-all = Line to every station
tui-form-shift-note = The shift's note
tui-form-pass-on = Hand on
escalation-letter = not reached: letter
escalation-office_visit = not reached: visit
leaving-quit = Quits anyway; all of it stays with me.
leaving-stay = Stays here.
usage-user-add-from = CSV file with the columns name, display, roles, rights, languages, skills, team, expires
usage-user-add-dry-run = Of a file: say what would be added and write nothing
roster-faulty = The list was not taken over: { $n } { $n ->
        [one] fault
       *[other] faults
    }
roster-column-missing = The column "name" is missing.
roster-column-unknown = Unknown column: { $name }
roster-name-twice = The login name stands twice in the file: { $name }
roster-expired = The last day has passed: { $text }
roster-cells = The row has { $n } cells more or fewer than the heading.
roster-would = { $n } { $n ->
        [one] user
       *[other] users
    } would be added. Dry run: nothing was changed.
roster-added = { $n } { $n ->
        [one] user
       *[other] users
    } added
queue-print-everybody = everybody
queue-print-nowhere = without municipality
queue-print-codes = Outcomes, to be entered later: rufliste call log REFERENCE OUTCOME --at TIME
usage-man = Write the man pages
usage-man-dir = Folder
man-written = { $n } man pages in { $dir }
