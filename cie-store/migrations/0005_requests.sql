-- Requests of issue, so that a program that was killed goes on where it was.
CREATE TABLE request (
    number     TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 1), -- counts changes, for compare-and-set
    format     INTEGER NOT NULL,                      -- version of the document's own shape
    document   TEXT NOT NULL,                         -- JSON
    changed_at INTEGER NOT NULL                       -- milliseconds since 1970 UTC
) STRICT;

CREATE INDEX request_by_state ON request (state, number);

-- The last progressive given out, by comune and year.
CREATE TABLE request_counter (
    istat TEXT NOT NULL,
    year  INTEGER NOT NULL,
    last  INTEGER NOT NULL,
    PRIMARY KEY (istat, year)
) STRICT;
