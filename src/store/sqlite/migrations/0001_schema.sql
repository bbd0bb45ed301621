-- The first schema. `doc` is the entity as JSON and the only truth; every other column is projected from it
-- because a query needs it. Instants are milliseconds since 1970 UTC, days are ISO text, ids are 16 bytes.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    n    INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    doc  TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    n           INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    name_key    TEXT NOT NULL,
    birth       TEXT,
    address_key TEXT,
    household   BLOB,
    unplaced    INTEGER NOT NULL,
    salt        BLOB NOT NULL,
    doc         TEXT NOT NULL
) STRICT;
CREATE INDEX person_unplaced ON person (id) WHERE unplaced = 1;
CREATE INDEX person_sameness ON person (name_key, birth);
CREATE INDEX person_address ON person (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX person_household ON person (household) WHERE household IS NOT NULL;

CREATE TABLE person_phone (
    e164   TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (n),
    PRIMARY KEY (e164, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_external (
    value  TEXT NOT NULL,
    system TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (n),
    PRIMARY KEY (value, system, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE household (
    n    INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    doc  TEXT NOT NULL
) STRICT;

CREATE TABLE institution (
    n      INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    salt   BLOB NOT NULL,
    doc    TEXT NOT NULL
) STRICT;
CREATE INDEX institution_name ON institution (folded);

CREATE TABLE record (
    n         INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    reference INTEGER NOT NULL UNIQUE,
    person    BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    follow_up_until TEXT,
    index_record BLOB,
    salt      BLOB NOT NULL,
    doc       TEXT NOT NULL
) STRICT;
CREATE INDEX record_person ON record (person);
CREATE INDEX record_index ON record (index_record) WHERE index_record IS NOT NULL;

CREATE TABLE record_external (
    value  TEXT NOT NULL,
    system TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (n),
    PRIMARY KEY (value, system, record)
) STRICT, WITHOUT ROWID;

-- The queue. `band`, `rank`, `wake_at`, `exclusive` and `mine` are the standing as of the last write or promotion;
-- `common` is 1 where it may be served to anybody now. `missed_after` ends the window of an agreed callback that is not
-- flagged yet; `useful_until` is the last day of follow-up of the record, for open calls that make no sense afterwards.
CREATE TABLE call (
    n            INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    record       BLOB NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    reason       TEXT NOT NULL,
    state        TEXT NOT NULL,
    band         INTEGER,
    rank         INTEGER,
    wake_at      INTEGER,
    exclusive    TEXT,
    mine         TEXT,
    common       INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    earliest_at  INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    language     TEXT NOT NULL,
    skill        TEXT,
    municipality TEXT,
    institution  BLOB,
    household    BLOB,
    missed_after INTEGER,
    useful_until TEXT,
    salt         BLOB NOT NULL,
    doc          TEXT NOT NULL
) STRICT;
CREATE INDEX call_record ON call (record, created_at);
CREATE UNIQUE INDEX call_open ON call (record, reason) WHERE state = 'open';
CREATE INDEX call_ready ON call (band, rank, created_at, id, language, skill, reason, municipality, institution, mine)
    WHERE common = 1;
CREATE INDEX call_language ON call (language, band, rank, created_at, id, skill, reason, municipality, institution, mine)
    WHERE common = 1 AND language <> 'de';
CREATE INDEX call_desk ON call (band, rank, created_at, id, language, skill, reason, municipality, institution, mine)
    WHERE common = 1 AND reason IN ('reminder', 'question', 'research', 'decision');
CREATE INDEX call_needs ON call (language, skill, earliest_at)
    WHERE state = 'open' AND (language <> 'de' OR skill IS NOT NULL);
CREATE INDEX call_mine ON call (mine, band) WHERE mine IS NOT NULL;
CREATE INDEX call_wake ON call (wake_at, rank) WHERE wake_at IS NOT NULL;
CREATE INDEX call_missed ON call (missed_after) WHERE missed_after IS NOT NULL;
CREATE INDEX call_useful ON call (useful_until) WHERE useful_until IS NOT NULL;
CREATE INDEX call_escalated ON call (created_at, id) WHERE state = 'escalated';
CREATE INDEX call_household ON call (household) WHERE state = 'open' AND household IS NOT NULL;
CREATE INDEX call_institution ON call (institution) WHERE state = 'open' AND institution IS NOT NULL;
CREATE INDEX call_figures ON call (state, reason, earliest_at, due_at);

-- Numbers of open calls only.
CREATE TABLE call_number (
    e164 TEXT NOT NULL,
    call INTEGER NOT NULL REFERENCES call (n),
    PRIMARY KEY (e164, call)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
    n          INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    record     BLOB NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    number     TEXT,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    tracer     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    limited    INTEGER NOT NULL,
    undone     INTEGER NOT NULL,
    salt       BLOB NOT NULL,
    doc        TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_record ON attempt (record, started_at);
CREATE INDEX attempt_number ON attempt (number, started_at) WHERE limited = 1;
CREATE INDEX attempt_figures ON attempt (ended_at, reason, outcome) WHERE undone = 0;
CREATE INDEX attempt_tracer ON attempt (tracer, ended_at, outcome) WHERE undone = 0;

CREATE TABLE orders (
    n            INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    number       TEXT UNIQUE,
    person       BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    record       BLOB NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    from_on      TEXT NOT NULL,
    to_on        TEXT NOT NULL,
    binding      INTEGER NOT NULL,
    unprinted    INTEGER NOT NULL,
    municipality TEXT,
    verbal_at    INTEGER,
    issued_by    TEXT NOT NULL,
    state        TEXT NOT NULL,
    salt         BLOB NOT NULL,
    doc          TEXT NOT NULL
) STRICT;
CREATE INDEX orders_person ON orders (person, from_on);
CREATE INDEX orders_record ON orders (record);
CREATE INDEX orders_end ON orders (to_on, id, binding, unprinted, municipality);
CREATE INDEX orders_binding ON orders (to_on, id) WHERE binding = 1;
CREATE INDEX orders_requested ON orders (to_on, id) WHERE state = 'requested';
CREATE INDEX orders_unprinted ON orders (to_on, id) WHERE unprinted = 1;
CREATE INDEX orders_tracer ON orders (issued_by, verbal_at) WHERE verbal_at IS NOT NULL;

CREATE TABLE note (
    n      INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE,
    record BLOB NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    at     INTEGER NOT NULL,
    salt   BLOB NOT NULL,
    doc    TEXT NOT NULL
) STRICT;
CREATE INDEX note_record ON note (record, at);

CREATE TABLE order_counter (
    authority TEXT NOT NULL,
    year      INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    PRIMARY KEY (authority, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    token      INTEGER PRIMARY KEY,
    station    TEXT NOT NULL,
    parked     INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    doc        TEXT NOT NULL
) STRICT;
CREATE INDEX lease_station ON lease (station);

CREATE TABLE lease_key (
    key   TEXT PRIMARY KEY,
    token INTEGER NOT NULL REFERENCES lease (token)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_key_token ON lease_key (token);

CREATE TABLE lease_call (
    call  BLOB NOT NULL,
    token INTEGER NOT NULL REFERENCES lease (token),
    PRIMARY KEY (call, token)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_call_token ON lease_call (token);

CREATE TABLE pause (
    station TEXT PRIMARY KEY,
    since   INTEGER NOT NULL,
    doc     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The audit trail. `touches` packs kind, entity and commitment of what an event changed, in the order hashed.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY,
    lane     INTEGER NOT NULL,
    action   BLOB NOT NULL UNIQUE,
    at       INTEGER NOT NULL,
    user     TEXT NOT NULL,
    station  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    record   BLOB,
    facts    TEXT NOT NULL,
    touches  BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE INDEX event_record ON event (record, seq) WHERE record IS NOT NULL;

CREATE TABLE event_touch (
    entity BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (entity, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    place    INTEGER PRIMARY KEY AUTOINCREMENT,
    record   BLOB NOT NULL,
    revision INTEGER NOT NULL,
    doc      BLOB NOT NULL,
    UNIQUE (record, revision)
) STRICT;

CREATE TABLE outbox_mark (
    municipality TEXT NOT NULL,
    place        INTEGER NOT NULL,
    PRIMARY KEY (municipality, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    destination TEXT NOT NULL,
    number      INTEGER NOT NULL,
    state       TEXT NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    records     INTEGER NOT NULL,
    sealed_at   INTEGER NOT NULL,
    sealed_by   TEXT NOT NULL,
    head_seq    INTEGER NOT NULL,
    head_hash   BLOB NOT NULL,
    previous    BLOB NOT NULL,
    manifest    BLOB,
    PRIMARY KEY (destination, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    digest  BLOB PRIMARY KEY,
    id      BLOB NOT NULL,
    at      INTEGER NOT NULL,
    summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    n   INTEGER PRIMARY KEY AUTOINCREMENT,
    at  INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX message_at ON message (at);

CREATE TABLE message_read (
    n    INTEGER NOT NULL REFERENCES message (n),
    user TEXT NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (n, user)
) STRICT, WITHOUT ROWID;

-- What the last outcome of a station changed, as it was before; of no use after a minute, and gone with the next one.
CREATE TABLE undo (
    station TEXT PRIMARY KEY,
    at      INTEGER NOT NULL,
    doc     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a record is found by, and the trigrams of it. The family name stands in front between marks, so that
-- its beginning has trigrams of its own.
CREATE TABLE haystack (
    record INTEGER PRIMARY KEY REFERENCES record (n),
    text   TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    text, content = 'haystack', content_rowid = 'record', tokenize = 'trigram case_sensitive 1', detail = 'none'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
