-- The same tables as in SQLite, with a tenant before every name: one database serves many connectors.
-- Texts from outside are escaped where they hold what PostgreSQL cannot store (see `text.rs`).
CREATE TABLE setting (
    tenant TEXT  NOT NULL,
    name   TEXT  NOT NULL,
    value  BYTEA NOT NULL,
    PRIMARY KEY (tenant, name)
);

CREATE TABLE journal (
    tenant   TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    at       TEXT   NOT NULL, -- RFC 3339, whole seconds, UTC
    subject  TEXT   NOT NULL,
    what     TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    data     TEXT   NOT NULL, -- JSON object of texts, sorted by name
    previous TEXT   NOT NULL CHECK (length(previous) = 64),
    hash     TEXT   NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (tenant, seq)
);
CREATE INDEX journal_by_subject ON journal (tenant, subject, seq);

-- The triggers keep honest programs honest; the chain of hashes shows what a dishonest one did.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'CIE20';
END $$;

CREATE FUNCTION journal_only_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_seq  BIGINT;
    last_hash TEXT;
BEGIN
    SELECT seq, hash INTO last_seq, last_hash
        FROM journal WHERE tenant = NEW.tenant ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last_seq, 0) + 1
        OR NEW.previous <> coalesce(last_hash, repeat('0', 64)) THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'CIE20';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER journal_only_at_the_end BEFORE INSERT ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_only_at_the_end();

CREATE TABLE subject (
    tenant         TEXT    NOT NULL,
    scheda         TEXT    NOT NULL,
    codice_fiscale TEXT,             -- in capitals, to look up by; several sheets may share one
    surname_key    TEXT,             -- folded, to look up by; NULL: the person has no surname
    given_key      TEXT,             -- folded, to look up by; NULL: the person has no first name
    birth_year     INTEGER NOT NULL, -- 0: erased
    document       BYTEA   NOT NULL, -- the subject as JSON, without its card
    note           BYTEA,            -- free label of the sheet, never on a wire
    sealed_by      TEXT,             -- name of the key; then the columns to look up by hold HMACs
    erased_at      BIGINT,           -- milliseconds since 1970 UTC
    PRIMARY KEY (tenant, scheda)
);
CREATE INDEX subject_by_code ON subject (tenant, codice_fiscale) WHERE codice_fiscale IS NOT NULL;
CREATE INDEX subject_by_name ON subject (tenant, birth_year, surname_key, given_key);

CREATE TABLE card (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order of recording
    tenant           TEXT NOT NULL,
    serial           TEXT NOT NULL,
    scheda           TEXT NOT NULL,
    electronic       BOOLEAN,
    issued_on        TEXT,
    expires_on       TEXT,
    valid_for_travel BOOLEAN,
    comune_istat     TEXT,
    comune           TEXT,
    annulled_on      TEXT,
    annulment_reason TEXT,
    origin           TEXT NOT NULL CHECK (origin IN ('import', 'notice')),
    UNIQUE (tenant, serial),
    FOREIGN KEY (tenant, scheda) REFERENCES subject (tenant, scheda)
);
CREATE INDEX card_by_holder ON card (tenant, scheda);

CREATE FUNCTION card_stays_annulled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.annulled_on IS NOT NULL AND NEW.annulled_on IS DISTINCT FROM OLD.annulled_on THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'CIE20';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER card_no_delete BEFORE DELETE ON card
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON card
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER card_stays_annulled BEFORE UPDATE ON card
    FOR EACH ROW EXECUTE FUNCTION card_stays_annulled();

CREATE TABLE answer (
    tenant         TEXT  NOT NULL,
    sender         TEXT  NOT NULL,
    operation_id   TEXT  NOT NULL,
    request_digest BYTEA NOT NULL CHECK (length(request_digest) = 32),
    outcome        TEXT  NOT NULL CHECK (outcome IN ('ok', 'several', 'error')),
    codes          TEXT  NOT NULL, -- of errors and warnings, as a JSON array
    body           BYTEA NOT NULL,
    sealed_by      TEXT,
    kept_since     BIGINT, -- when retention met the row first
    erased_at      BIGINT,
    PRIMARY KEY (tenant, sender, operation_id)
);

CREATE TABLE outbox (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order of queueing
    tenant          TEXT   NOT NULL,
    key             TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    payload         BYTEA  NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('pending', 'sent', 'acknowledged', 'failed')),
    attempts        BIGINT NOT NULL DEFAULT 0,
    failures        BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT, -- milliseconds since 1970 UTC; NULL: not by itself
    last_error      TEXT,
    sealed_by       TEXT,
    first_due_at    BIGINT,
    kept_since      BIGINT,
    erased_at       BIGINT,
    UNIQUE (tenant, key)
);
CREATE INDEX outbox_due ON outbox (tenant, next_attempt_at) WHERE state <> 'acknowledged';

CREATE TABLE request (
    tenant     TEXT   NOT NULL,
    number     TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    version    BIGINT NOT NULL CHECK (version >= 1), -- counts changes, for compare-and-set
    format     BIGINT NOT NULL,                      -- version of the document's own shape
    document   BYTEA  NOT NULL,                      -- JSON
    changed_at BIGINT NOT NULL,                      -- milliseconds since 1970 UTC
    sealed_by  TEXT,
    erased_at  BIGINT,
    PRIMARY KEY (tenant, number)
);
CREATE INDEX request_by_state ON request (tenant, state, number);

-- The last progressive given out, by comune and year.
CREATE TABLE request_counter (
    tenant TEXT    NOT NULL,
    istat  TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (tenant, istat, year)
);
