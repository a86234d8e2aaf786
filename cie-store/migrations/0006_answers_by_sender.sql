-- Answers are named by sender and identifier, since two comuni number theirs independently, and kept
-- as the bytes that went out. Those stored before knew neither; an operation repeated across this
-- step is asked again, which the registry takes as the repetition that it is.
DROP TABLE answer;

CREATE TABLE answer (
    sender         TEXT NOT NULL,
    operation_id   TEXT NOT NULL,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    outcome        TEXT NOT NULL CHECK (outcome IN ('ok', 'several', 'error')),
    codes          TEXT NOT NULL, -- of errors and warnings, as a JSON array
    body           BLOB NOT NULL,
    PRIMARY KEY (sender, operation_id)
) STRICT, WITHOUT ROWID;

-- A registry may know a card without knowing whether it is electronic.
CREATE TABLE card_new (
    id               INTEGER PRIMARY KEY, -- order of recording
    serial           TEXT NOT NULL UNIQUE,
    scheda           TEXT NOT NULL REFERENCES subject (scheda),
    electronic       INTEGER CHECK (electronic IN (0, 1)),
    issued_on        TEXT,
    expires_on       TEXT,
    valid_for_travel INTEGER CHECK (valid_for_travel IN (0, 1)),
    comune_istat     TEXT,
    comune           TEXT,
    annulled_on      TEXT,
    annulment_reason TEXT,
    origin           TEXT NOT NULL CHECK (origin IN ('import', 'notice'))
) STRICT;
INSERT INTO card_new SELECT * FROM card;
-- Dropping a table deletes its rows without firing triggers.
DROP TABLE card;
ALTER TABLE card_new RENAME TO card;

CREATE INDEX card_by_holder ON card (scheda);

CREATE TRIGGER card_no_delete BEFORE DELETE ON card BEGIN
    SELECT RAISE (ABORT, 'cards are never deleted');
END;

CREATE TRIGGER card_stays_annulled BEFORE UPDATE ON card
WHEN OLD.annulled_on IS NOT NULL AND NEW.annulled_on IS NOT OLD.annulled_on
BEGIN
    SELECT RAISE (ABORT, 'an annulment is never undone');
END;
