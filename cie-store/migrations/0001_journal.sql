-- The journal: entries are added at the end and never changed. The triggers keep honest programs
-- honest; the chain of hashes shows what a dishonest one did.
CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL, -- RFC 3339, whole seconds, UTC
    subject  TEXT NOT NULL,
    what     TEXT NOT NULL,
    actor    TEXT NOT NULL,
    data     TEXT NOT NULL, -- JSON object of texts, sorted by name
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    hash     TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject, seq);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;

-- Refuses gaps, forks and INSERT OR REPLACE over an old entry.
CREATE TRIGGER journal_only_at_the_end BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    OR NEW.previous <> coalesce(
        (SELECT hash FROM journal ORDER BY seq DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000'
    )
BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
