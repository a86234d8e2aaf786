-- Columns that hold personal data become bytes, so that they can be sealed with a key, and every row
-- says which key that was. A row that was erased keeps its name and nothing else.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_new (
    scheda         TEXT PRIMARY KEY,
    codice_fiscale TEXT,             -- in capitals, to look up by; several sheets may share one
    surname_key    TEXT,             -- folded, to look up by; NULL: the person has no surname
    given_key      TEXT,             -- folded, to look up by; NULL: the person has no first name
    birth_year     INTEGER NOT NULL, -- 0: erased
    document       BLOB NOT NULL,    -- the subject as JSON, without its card
    note           BLOB,             -- free label of the sheet, never on a wire
    sealed_by      TEXT,             -- name of the key; then the columns to look up by hold HMACs
    erased_at      INTEGER           -- milliseconds since 1970 UTC
) STRICT;
INSERT INTO subject_new
    SELECT scheda, codice_fiscale, surname_key, given_key, birth_year, CAST(document AS BLOB),
        CAST(note AS BLOB), NULL, NULL
    FROM subject;
DROP TABLE subject;
ALTER TABLE subject_new RENAME TO subject;
CREATE INDEX subject_by_code ON subject (codice_fiscale) WHERE codice_fiscale IS NOT NULL;
CREATE INDEX subject_by_name ON subject (birth_year, surname_key, given_key);

CREATE TABLE request_new (
    number     TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 1), -- counts changes, for compare-and-set
    format     INTEGER NOT NULL,                      -- version of the document's own shape
    document   BLOB NOT NULL,                         -- JSON
    changed_at INTEGER NOT NULL,                      -- milliseconds since 1970 UTC
    sealed_by  TEXT,
    erased_at  INTEGER
) STRICT;
INSERT INTO request_new
    SELECT number, state, version, format, CAST(document AS BLOB), changed_at, NULL, NULL
    FROM request;
DROP TABLE request;
ALTER TABLE request_new RENAME TO request;
CREATE INDEX request_by_state ON request (state, number);

-- `kept_since`: when retention met the row first, because nobody says when it was written.
ALTER TABLE answer ADD COLUMN sealed_by TEXT;
ALTER TABLE answer ADD COLUMN kept_since INTEGER;
ALTER TABLE answer ADD COLUMN erased_at INTEGER;

ALTER TABLE outbox ADD COLUMN sealed_by TEXT;
ALTER TABLE outbox ADD COLUMN first_due_at INTEGER; -- NULL: queued before this was noted
ALTER TABLE outbox ADD COLUMN kept_since INTEGER;
ALTER TABLE outbox ADD COLUMN erased_at INTEGER;
