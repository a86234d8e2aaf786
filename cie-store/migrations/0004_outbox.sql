-- What must still reach somebody else: notices to ANPR and pushes to the registry.
CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY, -- order of queueing
    key             TEXT NOT NULL UNIQUE,
    kind            TEXT NOT NULL,
    payload         BLOB NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'acknowledged', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    failures        INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER, -- milliseconds since 1970 UTC; NULL: not by itself
    last_error      TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE state <> 'acknowledged';
