-- Tables of a made-up vendor, as a program of the nineties might have left them in SQLite: one flat
-- table of people, dates as numbers (19641230; 0 for none, 00 for an unknown day or month), codes
-- instead of words.
CREATE TABLE ANAGR (
    COD_IND   TEXT PRIMARY KEY,            -- the person's sheet
    COD_FIS   TEXT,
    FIS_VAL   INTEGER,                     -- 1 validated by the tax agency, 9 not
    COGNOME   TEXT NOT NULL,               -- '-' for a person without surname
    NOME      TEXT NOT NULL,               -- '-' for a person without first name
    SESSO     INTEGER NOT NULL,            -- 1 male, 2 female, 3 not stated
    DT_NAS    INTEGER NOT NULL,
    COM_NAS   TEXT NOT NULL,
    BEL_NAS   TEXT,
    PRV_NAS   TEXT,
    CITTAD    TEXT NOT NULL,               -- codes of states joined by +
    COM_RES   TEXT REFERENCES COMUNI (ISTAT),
    SPECIE    TEXT,
    VIA       TEXT,
    CIVICO    TEXT,
    CAP       TEXT,
    STATURA   INTEGER NOT NULL DEFAULT 0,
    DT_CAN    INTEGER NOT NULL DEFAULT 0,  -- cancelled from the registry
    MOT_CAN   TEXT
);
CREATE INDEX ANAGR_FIS ON ANAGR (COD_FIS);
CREATE INDEX ANAGR_NAS ON ANAGR (DT_NAS);

CREATE TABLE COMUNI (
    ISTAT TEXT PRIMARY KEY,
    NOME  TEXT NOT NULL
);

CREATE TABLE CARTE (
    PROGR   INTEGER PRIMARY KEY,
    COD_IND TEXT NOT NULL REFERENCES ANAGR (COD_IND),
    NUMERO  TEXT NOT NULL UNIQUE,
    TIPO    TEXT,                          -- 'E' electronic, 'C' paper
    DT_RIL  INTEGER,
    DT_SCA  INTEGER,                       -- NULL: unlimited
    ESPATRIO TEXT,                         -- 'S' valid for travel, 'N' not
    COM_RIL TEXT,
    IST_RIL TEXT,
    DT_ANN  INTEGER,                       -- annulled on
    MOT_ANN INTEGER,                       -- 1 material error, 2 revocation, 3 other
    OPER    TEXT,                          -- operation that wrote the row
    CHI     TEXT                           -- operator who asked for it
);
