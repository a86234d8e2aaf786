-- The comune's registry: one sheet (scheda) a person, and the cards the registry knows of.
CREATE TABLE subject (
    scheda         TEXT PRIMARY KEY,
    codice_fiscale TEXT,             -- in capitals, to look up by; several sheets may share one
    surname_key    TEXT,             -- folded, to look up by; NULL: the person has no surname
    given_key      TEXT,             -- folded, to look up by; NULL: the person has no first name
    birth_year     INTEGER NOT NULL,
    document       TEXT NOT NULL,    -- the subject as JSON, without its card
    note           TEXT              -- free label of the sheet, never on a wire
) STRICT;

CREATE INDEX subject_by_code ON subject (codice_fiscale) WHERE codice_fiscale IS NOT NULL;
CREATE INDEX subject_by_name ON subject (birth_year, surname_key, given_key);

CREATE TABLE card (
    id               INTEGER PRIMARY KEY, -- order of recording
    serial           TEXT NOT NULL UNIQUE,
    scheda           TEXT NOT NULL REFERENCES subject (scheda),
    electronic       INTEGER NOT NULL CHECK (electronic IN (0, 1)),
    issued_on        TEXT,
    expires_on       TEXT,
    valid_for_travel INTEGER CHECK (valid_for_travel IN (0, 1)),
    comune_istat     TEXT,
    comune           TEXT,
    annulled_on      TEXT,
    annulment_reason TEXT,
    origin           TEXT NOT NULL CHECK (origin IN ('import', 'notice'))
) STRICT;

CREATE INDEX card_by_holder ON card (scheda);

CREATE TRIGGER card_no_delete BEFORE DELETE ON card BEGIN
    SELECT RAISE (ABORT, 'cards are never deleted');
END;

CREATE TRIGGER card_stays_annulled BEFORE UPDATE ON card
WHEN OLD.annulled_on IS NOT NULL AND NEW.annulled_on IS NOT OLD.annulled_on
BEGIN
    SELECT RAISE (ABORT, 'an annulment is never undone');
END;
