-- Answers in an ordinary table, with the index of their names beside it. Without row numbers the
-- names shared pages with the bodies, which are longer than such a page keeps: each comparison of a
-- search read a further page.
CREATE TABLE answer_new (
    sender         TEXT NOT NULL,
    operation_id   TEXT NOT NULL,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    outcome        TEXT NOT NULL CHECK (outcome IN ('ok', 'several', 'error')),
    codes          TEXT NOT NULL, -- of errors and warnings, as a JSON array
    body           BLOB NOT NULL,
    sealed_by      TEXT,
    kept_since     INTEGER, -- when retention met the row first
    erased_at      INTEGER,
    PRIMARY KEY (sender, operation_id)
) STRICT;
INSERT INTO answer_new
    SELECT sender, operation_id, request_digest, outcome, codes, body, sealed_by, kept_since,
        erased_at
    FROM answer;
DROP TABLE answer;
ALTER TABLE answer_new RENAME TO answer;
