-- Tables of a made-up vendor in PostgreSQL: normalised, with real dates and booleans.
CREATE TABLE comune (
    istat char(6) PRIMARY KEY,
    nome  varchar(80) NOT NULL
);

CREATE TABLE persona (
    id              varchar(16) PRIMARY KEY,
    codice_fiscale  varchar(16),
    cf_validato     boolean,
    cognome         varchar(80),
    nome            varchar(80),
    senza_cognome   boolean NOT NULL DEFAULT false,
    senza_nome      boolean NOT NULL DEFAULT false,
    sesso           char(1) NOT NULL CHECK (sesso IN ('M', 'F', 'N')),
    data_nascita    date NOT NULL,
    nascita_incerta smallint NOT NULL DEFAULT 0, -- 1 day not known, 2 day and month not known
    comune_nascita  varchar(80) NOT NULL,
    belfiore        char(4),
    provincia       char(2),
    statura         smallint
);
CREATE INDEX ON persona (upper(codice_fiscale));
CREATE INDEX ON persona (data_nascita);

CREATE TABLE cittadinanza (
    persona varchar(16) NOT NULL REFERENCES persona (id),
    stato   char(3) NOT NULL,
    PRIMARY KEY (persona, stato)
);

CREATE TABLE residenza (
    persona varchar(16) PRIMARY KEY REFERENCES persona (id),
    istat   char(6) NOT NULL REFERENCES comune (istat),
    specie  varchar(20),
    via     varchar(80) NOT NULL,
    civico  varchar(20),
    cap     char(5)
);

CREATE TABLE cancellazione (
    persona  varchar(16) PRIMARY KEY REFERENCES persona (id),
    dal      date NOT NULL,
    motivo   varchar(40)
);

CREATE TABLE carta (
    progressivo bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    persona     varchar(16) NOT NULL REFERENCES persona (id),
    numero      varchar(20) NOT NULL UNIQUE,
    elettronica boolean,
    rilascio    date,
    scadenza    date,
    espatrio    boolean,
    comune      varchar(80),
    istat       char(6)
);

CREATE TABLE annullamento (
    carta     bigint PRIMARY KEY REFERENCES carta (progressivo),
    dal       date NOT NULL,
    motivo    varchar(20) NOT NULL,
    operatore varchar(16),
    ricevuto  timestamp
);

-- What citizens and connectors see: one row a person.
CREATE VIEW scheda AS
SELECT p.*,
       (SELECT string_agg(stato, '+' ORDER BY stato) FROM cittadinanza WHERE persona = p.id) AS stati,
       r.istat AS istat_residenza, c.nome AS comune_residenza, r.specie, r.via, r.civico, r.cap,
       x.dal AS cancellato_dal, x.motivo AS cancellato_motivo
FROM persona p
LEFT JOIN residenza r ON r.persona = p.id
LEFT JOIN comune c ON c.istat = r.istat
LEFT JOIN cancellazione x ON x.persona = p.id;
