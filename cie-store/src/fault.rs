//! The error catalogue of `cie-store`.
//!
//! Numbers: 00x the file and the machine, 02x journal and stored records, 03x requests, 04x outbox,
//! 05x registry, 06x keys and encryption, 07x PostgreSQL, 08x retention and erasure, 09x backup, 1xx rows
//! and header of a CSV import, 20x sending what is queued, 3xx registries of vendors.

cie_core::error_catalogue! {
    prefix = "CIE-STORE";

    /// The disk, or the space the store may use, is full.
    Full = "001", Environment {
        it: "spazio esaurito",
        en: "no space left",
        fix_it: "liberare spazio su disco o alzare il limite, poi ripetere: nulla è andato perso",
        fix_en: "free some disk space or raise the limit, then try again: nothing was lost",
    }
    /// The file, its folder or this opening of it allows no writing.
    ReadOnly = "002", Environment {
        it: "archivio in sola lettura",
        en: "the store is read-only",
        fix_it: "controllare i permessi del file e della cartella",
        fix_en: "check the permissions of the file and of its folder",
    }
    /// Another program held the file for longer than the busy timeout.
    Locked = "003", Environment {
        it: "archivio occupato da un altro programma",
        en: "the store is locked by another program",
        fix_it: "riprovare; se persiste, chiudere l'altro programma",
        fix_en: "try again; if it persists, close the other program",
    }
    /// The file is not a SQLite database.
    NotADatabase = "004", Integrity {
        it: "il file non è un archivio",
        en: "the file is not a database",
        fix_it: "controllare il percorso; se era un archivio, recuperare una copia di riserva",
        fix_en: "check the path; if it was a store, restore a backup",
    }
    /// The store was written by a later version of this program.
    NewerSchema = "005", Environment {
        it: "archivio scritto da una versione più recente del programma",
        en: "the store was written by a newer version of the program",
        fix_it: "aggiornare il programma",
        fix_en: "upgrade the program",
    }
    /// SQLite found the file damaged.
    Corrupt = "006", Integrity {
        it: "archivio danneggiato",
        en: "the store is damaged",
        fix_it: "conservare il file com'è e recuperare una copia di riserva",
        fix_en: "keep the file as it is and restore a backup",
    }
    /// The file cannot be opened or made.
    CannotOpen = "007", Environment {
        it: "impossibile aprire l'archivio",
        en: "the store cannot be opened",
        fix_it: "controllare che il percorso esista e sia accessibile",
        fix_en: "check that the path exists and is accessible",
    }
    /// Reading from or writing to the disk or a stream failed.
    Io = "008", Environment {
        it: "errore di lettura o scrittura",
        en: "reading or writing failed",
        fix_it: "controllare il disco",
        fix_en: "check the disk",
    }
    /// SQLite answered with something this crate does not expect.
    Unexpected = "009", Internal {
        it: "risposta inattesa dell'archivio",
        en: "unexpected answer of the database",
        fix_it: "segnalare il codice al fornitore",
        fix_en: "report the code to the vendor",
    }
    /// A SQLite database, but of another program.
    NotOurs = "010", Integrity {
        it: "il file è l'archivio di un altro programma",
        en: "the file is the database of another program",
        fix_it: "controllare il percorso",
        fix_en: "check the path",
    }
    /// The store is used again from inside one of its own transactions.
    Reentrant = "011", State {
        it: "archivio usato dall'interno di una sua transazione",
        en: "the store was used from inside its own transaction",
        fix_it: "usare l'oggetto transazione",
        fix_en: "use the transaction object",
    }
    /// Something tried to change or remove what is kept for good.
    AppendOnly = "020", Integrity {
        it: "tentativo di modificare dati non modificabili",
        en: "attempt to change what cannot be changed",
        fix_it: "verificare il giornale",
        fix_en: "verify the journal",
    }
    /// The chain of the journal is broken.
    BrokenChain = "021", Integrity {
        it: "la catena del giornale è interrotta",
        en: "the journal's chain is broken",
        fix_it: "conservare il file com'è e confrontarlo con una copia di riserva",
        fix_en: "keep the file as it is and compare it with a backup",
    }
    /// A stored record cannot be read back.
    BadRecord = "022", Integrity {
        it: "record illeggibile",
        en: "a stored record cannot be read",
        fix_it: "conservare il file com'è e recuperare una copia di riserva",
        fix_en: "keep the file as it is and restore a backup",
    }
    /// A text, a document or a payload is beyond its limit.
    TooLarge = "023", Limit {
        it: "dato oltre il limite",
        en: "beyond its limit",
        fix_it: "ridurre il dato",
        fix_en: "make it smaller",
    }
    /// A time cannot be stored.
    BadTime = "024", Input {
        it: "data e ora fuori intervallo",
        en: "time out of range",
        fix_it: "controllare l'orologio",
        fix_en: "check the clock",
    }
    /// A request of this number is stored already.
    RequestExists = "030", Conflict {
        it: "richiesta già presente",
        en: "the request exists already",
        fix_it: "leggere la richiesta prima di modificarla",
        fix_en: "read the request before changing it",
    }
    /// No request of this number is stored.
    RequestUnknown = "031", NotFound {
        it: "richiesta sconosciuta",
        en: "unknown request",
        fix_it: "controllare il numero",
        fix_en: "check the number",
    }
    /// Somebody changed the request in the meantime.
    VersionConflict = "032", Conflict {
        it: "la richiesta è cambiata nel frattempo",
        en: "the request changed in the meantime",
        fix_it: "rileggere la richiesta e decidere di nuovo",
        fix_en: "read the request again and decide again",
    }
    /// The comune gave out all its numbers of the year.
    NumbersExhausted = "033", Limit {
        it: "numeri dell'anno esauriti",
        en: "no request number left this year",
        fix_it: "contattare il fornitore",
        fix_en: "contact the vendor",
    }
    /// The key of a push was used for another content.
    KeyReused = "040", Conflict {
        it: "chiave già usata per un altro contenuto",
        en: "the key was used for another content",
        fix_it: "usare una chiave nuova per ogni comunicazione",
        fix_en: "use a new key for every notice",
    }
    /// No push has this key.
    PushUnknown = "041", NotFound {
        it: "comunicazione sconosciuta",
        en: "unknown push",
        fix_it: "controllare la chiave",
        fix_en: "check the key",
    }
    /// The push is not in flight, or was acknowledged already.
    PushState = "042", State {
        it: "operazione non consentita nello stato della comunicazione",
        en: "not allowed in the state of the push",
        fix_it: "rileggere lo stato della comunicazione",
        fix_en: "read the state of the push again",
    }
    /// A key, a kind or an error code has characters that are not allowed.
    BadLabel = "043", Input {
        it: "etichetta non valida",
        en: "invalid label",
        fix_it: "usare da 1 a 80 lettere, cifre, punto, due punti, barra, trattino o sottolineato",
        fix_en: "use 1 to 80 letters, digits, dot, colon, slash, hyphen or underscore",
    }
    /// A sheet has no identifier.
    NoSheetId = "050", Input {
        it: "scheda senza identificativo",
        en: "a sheet without identifier",
        fix_it: "indicare l'identificativo della scheda",
        fix_en: "give the identifier of the sheet",
    }
    /// More subjects answer than may be shown.
    TooManyFound = "051", Limit {
        it: "troppi soggetti trovati",
        en: "too many subjects found",
        fix_it: "precisare la ricerca",
        fix_en: "narrow the query",
    }
    /// An ISTAT code is not 6 digits.
    BadIstat = "052", Input {
        it: "codice ISTAT non valido",
        en: "invalid ISTAT code",
        fix_it: "servono 6 cifre",
        fix_en: "6 digits are needed",
    }

    /// The first row is not a header.
    CsvNoHeader = "100", Input {
        it: "manca la riga di intestazione",
        en: "the header row is missing",
        fix_it: "la prima riga deve contenere i nomi delle colonne, separati da punto e virgola",
        fix_en: "the first row must hold the names of the columns, separated by semicolons",
    }
    /// The header has columns nobody knows.
    CsvUnknownColumns = "101", Input {
        it: "colonne sconosciute",
        en: "unknown columns",
        fix_it: "correggere o togliere le colonne",
        fix_en: "correct or remove the columns",
    }
    /// The header names a column twice.
    CsvRepeatedColumns = "102", Input {
        it: "colonne ripetute",
        en: "repeated columns",
        fix_it: "lasciare ogni colonna una sola volta",
        fix_en: "leave every column only once",
    }
    /// The header lacks columns that are needed.
    CsvMissingColumns = "103", Input {
        it: "colonne mancanti",
        en: "missing columns",
        fix_it: "aggiungere le colonne",
        fix_en: "add the columns",
    }
    /// The file has more rows, or more bad rows, than the limit.
    CsvTooManyRows = "104", Limit {
        it: "troppe righe",
        en: "too many rows",
        fix_it: "dividere il file o alzare il limite",
        fix_en: "split the file or raise the limit",
    }
    /// A row is longer than the limit.
    CsvRowTooLong = "110", Limit {
        it: "riga troppo lunga",
        en: "row too long",
        fix_it: "controllare virgolette e fine riga",
        fix_en: "check quotes and line ends",
    }
    /// A row is not UTF-8.
    CsvNotUtf8 = "111", Input {
        it: "riga non in UTF-8",
        en: "the row is not UTF-8",
        fix_it: "esportare il file in UTF-8",
        fix_en: "export the file as UTF-8",
    }
    /// A row has not as many columns as the header.
    CsvWidth = "112", Input {
        it: "numero di colonne diverso dall'intestazione",
        en: "not as many columns as the header",
        fix_it: "controllare separatori e virgolette",
        fix_en: "check separators and quotes",
    }
    /// A value is longer than the limit.
    CsvCellTooLong = "113", Limit {
        it: "valore troppo lungo",
        en: "value too long",
        fix_it: "accorciare il valore",
        fix_en: "shorten the value",
    }
    /// A value has control characters.
    CsvControl = "114", Input {
        it: "caratteri di controllo nel valore",
        en: "control characters in the value",
        fix_it: "togliere i caratteri",
        fix_en: "remove the characters",
    }
    /// A value is needed and missing.
    CsvMissing = "120", Input {
        it: "valore mancante",
        en: "missing value",
        fix_it: "compilare la colonna",
        fix_en: "fill the column in",
    }
    /// A value is not of the form or of the list expected.
    CsvBadValue = "121", Input {
        it: "valore non valido",
        en: "invalid value",
        fix_it: "correggere il valore",
        fix_en: "correct the value",
    }
    /// Two values contradict each other.
    CsvContradiction = "122", Input {
        it: "valori in contraddizione",
        en: "contradictory values",
        fix_it: "correggere uno dei due",
        fix_en: "correct one of them",
    }
    /// The sheet was in the file already.
    CsvRepeatedSheet = "123", Conflict {
        it: "scheda ripetuta nel file",
        en: "the sheet is repeated in the file",
        fix_it: "lasciare una sola riga per scheda",
        fix_en: "leave one row a sheet",
    }
    /// The card is recorded for another holder, or was noticed with other content.
    CsvCardConflict = "124", Conflict {
        it: "carta già registrata con altri dati",
        en: "the card is recorded with other content",
        fix_it: "verificare numero e titolare della carta",
        fix_en: "check the card's number and holder",
    }
    /// A value has no place in the record and was left out; the row is imported.
    CsvIgnored = "125", Input {
        it: "valore non pertinente, ignorato",
        en: "value that does not apply, ignored",
        fix_it: "svuotare la colonna",
        fix_en: "empty the column",
    }
    /// The store is encrypted, and it was opened without keys.
    Sealed = "060", State {
        it: "archivio cifrato, aperto senza chiavi",
        en: "the store is encrypted and was opened without keys",
        fix_it: "indicare le chiavi; senza, si può solo verificare il giornale",
        fix_en: "give the keys; without them only the journal can be verified",
    }
    /// A sealed value does not open: another key, or changed data.
    WrongKey = "061", Integrity {
        it: "dato cifrato che non si apre: chiave sbagliata o dato alterato",
        en: "a sealed value does not open: wrong key or changed data",
        fix_it: "controllare le chiavi; se sono giuste, recuperare una copia di riserva",
        fix_en: "check the keys; if they are right, restore a backup",
    }
    /// A value was sealed with a key that nobody gave.
    KeyUnknown = "062", Environment {
        it: "chiave di cifratura mancante",
        en: "an encryption key is missing",
        fix_it: "aggiungere la chiave indicata a quelle fornite",
        fix_en: "add the named key to those given",
    }
    /// A file of keys cannot be read as one.
    BadKeyFile = "063", Input {
        it: "file delle chiavi non valido",
        en: "invalid key file",
        fix_it: "controllare il percorso o recuperare una copia del file",
        fix_en: "check the path or restore a copy of the file",
    }
    /// Others may read the file of keys.
    KeyFileExposed = "064", Environment {
        it: "file delle chiavi leggibile da altri utenti",
        en: "other users may read the key file",
        fix_it: "limitare i permessi al solo proprietario (0600)",
        fix_en: "let only its owner read and write it (0600)",
    }
    /// The system gives no random numbers.
    NoRandomness = "065", Environment {
        it: "numeri casuali non disponibili",
        en: "no random numbers available",
        fix_it: "controllare il sistema operativo",
        fix_en: "check the operating system",
    }
    /// The passphrase does not open the file of keys.
    WrongPassphrase = "066", Input {
        it: "frase segreta sbagliata",
        en: "wrong passphrase",
        fix_it: "riprovare",
        fix_en: "try again",
    }
    /// The database server does not answer.
    DatabaseDown = "070", Unavailable {
        it: "la base di dati non risponde",
        en: "the database does not answer",
        fix_it: "controllare il server e la rete, poi ripetere: nulla è andato perso",
        fix_en: "check the server and the network, then try again: nothing was lost",
    }
    /// The database server lets this user not in, or not do this.
    DatabaseRefused = "071", Environment {
        it: "accesso alla base di dati rifiutato",
        en: "the database refuses access",
        fix_it: "controllare utente, password, nome della base di dati e permessi",
        fix_en: "check user, password, name of the database and permissions",
    }
    /// The database took longer than the time limit, or all connections stayed in use.
    DatabaseSlow = "072", Unavailable {
        it: "la base di dati non ha risposto in tempo",
        en: "the database did not answer in time",
        fix_it: "ripetere; se persiste, controllare il carico del server",
        fix_en: "try again; if it persists, check the load of the server",
    }
    /// The connection was lost while changes were being confirmed: they may be there or not.
    CommitUnknown = "073", Unavailable {
        it: "connessione persa durante la conferma: l'esito è ignoto",
        en: "the connection was lost during the commit: its outcome is unknown",
        fix_it: "ripetere l'operazione con lo stesso identificativo",
        fix_en: "repeat the operation under the same identifier",
    }
    /// The address or an option of the database makes no sense.
    DatabaseConfig = "074", Input {
        it: "parametri della base di dati non validi",
        en: "invalid database parameters",
        fix_it: "correggere il parametro indicato",
        fix_en: "correct the parameter named",
    }
    /// What was stored here was erased by retention or at a person's request.
    Erased = "080", State {
        it: "contenuto cancellato",
        en: "the content was erased",
        fix_it: "il giornale dice quando e per quale regola",
        fix_en: "the journal says when and under which rule",
    }
    /// A retention policy cannot be read or makes no sense.
    BadPolicy = "081", Input {
        it: "regola di conservazione non valida",
        en: "invalid retention policy",
        fix_it: "correggere la regola indicata",
        fix_en: "correct the rule named",
    }
    /// The time handed in is implausible beside the time of the last run.
    ClockJump = "082", Refused {
        it: "data implausibile rispetto all'ultima esecuzione",
        en: "implausible date beside the last run",
        fix_it: "controllare l'orologio; se è giusto, confermare il salto",
        fix_en: "check the clock; if it is right, confirm the jump",
    }
    /// The file to be written exists already.
    FileExists = "090", Conflict {
        it: "il file esiste già",
        en: "the file exists already",
        fix_it: "indicare un altro nome",
        fix_en: "give another name",
    }
    /// A backup is not sound.
    BadBackup = "091", Integrity {
        it: "copia di riserva non integra",
        en: "the backup is not sound",
        fix_it: "usare un'altra copia",
        fix_en: "use another backup",
    }
    /// The rule for trying again makes no sense.
    BadRetryRule = "200", Input {
        it: "regola dei nuovi tentativi non valida",
        en: "invalid rule for trying again",
        fix_it: "correggere il valore indicato",
        fix_en: "correct the value named",
    }
    /// The mapping is not the TOML it should be.
    MappingSyntax = "300", Input {
        it: "la mappatura non è un file TOML valido",
        en: "the mapping is not valid TOML",
        fix_it: "correggere il punto indicato",
        fix_en: "fix the place indicated",
    }
    /// An option of the mapping has a value that is not allowed.
    MappingOption = "301", Input {
        it: "opzione della mappatura non valida",
        en: "invalid option of the mapping",
        fix_it: "usare uno dei valori indicati",
        fix_en: "use one of the values indicated",
    }
    /// The text that says how to reach a database is not one.
    BadConnection = "302", Input {
        it: "parametri di connessione non validi",
        en: "invalid connection parameters",
        fix_it: "scrivere postgresql://utente@macchina:porta/base",
        fix_en: "write postgresql://user@host:port/database",
    }
    /// The mapping names a field that the model does not have.
    UnknownField = "303", Input {
        it: "la mappatura nomina un campo sconosciuto",
        en: "the mapping names an unknown field",
        fix_it: "usare uno dei campi di docs/registry.md",
        fix_en: "use one of the fields of docs/registry.md",
    }
    /// A required field has no column.
    MissingField = "304", Input {
        it: "manca nella mappatura un campo obbligatorio",
        en: "a required field has no column",
        fix_it: "aggiungere il campo con la sua colonna",
        fix_en: "add the field with its column",
    }
    /// A statement asks for a parameter that it cannot have.
    UnknownParameter = "305", Input {
        it: "parametro sconosciuto",
        en: "unknown parameter",
        fix_it: "usare uno dei parametri indicati",
        fix_en: "use one of the parameters indicated",
    }
    /// A statement lacks the parameter without which it would be about somebody else.
    MissingParameter = "306", Input {
        it: "manca un parametro obbligatorio",
        en: "a required parameter is missing",
        fix_it: "usare il parametro nella condizione",
        fix_en: "use the parameter in the condition",
    }
    /// A statement that the others need is missing.
    MissingStatement = "307", Input {
        it: "manca un'istruzione necessaria",
        en: "a statement is missing",
        fix_it: "aggiungere l'istruzione indicata",
        fix_en: "add the statement indicated",
    }
    /// The statement is not one, or the database refuses it.
    BadStatement = "308", Input {
        it: "istruzione SQL rifiutata",
        en: "the statement is refused",
        fix_it: "correggere l'istruzione nel punto indicato",
        fix_en: "fix the statement where indicated",
    }
    /// A parameter cannot become what the database wants there.
    ParameterType = "309", Input {
        it: "tipo del parametro non compatibile",
        en: "the parameter has another type",
        fix_it: "convertire il parametro nella query o dargli una tabella di valori",
        fix_en: "cast the parameter in the statement, or give it a map",
    }
    /// A column of the mapping is not in the result of the query.
    MissingColumn = "310", Input {
        it: "colonna assente dal risultato",
        en: "the column is not in the result",
        fix_it: "aggiungere la colonna alla query o correggerne il nome",
        fix_en: "add the column to the query, or correct its name",
    }
    /// A column has a type that its field cannot be read from.
    ColumnType = "311", Input {
        it: "tipo della colonna non compatibile",
        en: "the column has another type",
        fix_it: "convertire la colonna nella query",
        fix_en: "cast the column in the query",
    }
    /// A statement that should only look would write.
    NotAQuery = "312", Input {
        it: "la query modifica i dati",
        en: "the query would write",
        fix_it: "usare una sola SELECT",
        fix_en: "use a single SELECT",
    }
    /// The mapping is larger than 256 KiB.
    MappingTooLarge = "313", Limit {
        it: "mappatura troppo grande",
        en: "mapping too large",
        fix_it: "ridurre il file",
        fix_en: "make the file smaller",
    }
    /// The mapping is for another kind of database.
    WrongDatabase = "314", Input {
        it: "la mappatura è per un altro tipo di base dati",
        en: "the mapping is for another kind of database",
        fix_it: "usare la base dati per cui è scritta",
        fix_en: "use the database it was written for",
    }
    /// A row of the vendor's table lacks a value that every citizen has.
    RowMissing = "320", Input {
        it: "manca un dato obbligatorio nella tabella",
        en: "a row lacks a required value",
        fix_it: "completare la scheda nell'anagrafe",
        fix_en: "complete the sheet in the registry",
    }
    /// A value of the vendor's table is not what the mapping says it is.
    RowBadValue = "321", Input {
        it: "valore della tabella non leggibile",
        en: "a value of the table cannot be read",
        fix_it: "correggere il valore nell'anagrafe, o la mappatura",
        fix_en: "correct the value in the registry, or the mapping",
    }
    /// A query gives the same sheet more than once.
    RowRepeated = "322", Input {
        it: "la query restituisce due volte la stessa scheda",
        en: "the query gives a sheet twice",
        fix_it: "aggregare le righe nella query",
        fix_en: "aggregate the rows in the query",
    }
    /// The vendor's database cannot be reached, or the connection broke.
    RegistryUnreachable = "330", Unavailable {
        it: "base dati dell'anagrafe non raggiungibile",
        en: "the registry's database cannot be reached",
        fix_it: "verificare la base dati e riprovare",
        fix_en: "check the database and try again",
    }
    /// The vendor's database took longer than the mapping allows.
    RegistryTimedOut = "331", Unavailable {
        it: "la base dati dell'anagrafe non ha risposto in tempo",
        en: "the registry's database took too long",
        fix_it: "riprovare; se persiste, aggiungere un indice o alzare time_limit_ms",
        fix_en: "try again; if it persists, add an index or raise time_limit_ms",
    }
    /// Several notices about the same rows kept getting in each other's way.
    RegistryContention = "332", Unavailable {
        it: "troppe comunicazioni contemporanee sulle stesse righe",
        en: "too many notices about the same rows at once",
        fix_it: "riprovare",
        fix_en: "try again",
    }
    /// The vendor's database refused a statement while it ran.
    StatementFailed = "333", Unavailable {
        it: "istruzione rifiutata dalla base dati",
        en: "the database refused the statement",
        fix_it: "verificare vincoli e permessi della tabella",
        fix_en: "check the constraints and permissions of the table",
    }
    /// After the statements of a notice, find.card does not show what it said; nothing was kept.
    NotRecorded = "334", Conflict {
        it: "la carta non risulta registrata come comunicato",
        en: "the card is not recorded as notified",
        fix_it: "allineare le istruzioni della mappatura e find.card",
        fix_en: "make the statements of the mapping and find.card agree",
    }
    /// The mapping has no statements for notices about cards.
    CardsNotMapped = "335", State {
        it: "la mappatura non registra le carte",
        en: "the mapping records no cards",
        fix_it: "aggiungere card_issued e card_annulled",
        fix_en: "add card_issued and card_annulled",
    }
    /// The mapping has no query by particulars, and the person has no codice fiscale.
    ParticularsNotMapped = "336", State {
        it: "ricerca per generalità non prevista dalla mappatura",
        en: "the mapping has no search by particulars",
        fix_it: "aggiungere find.particulars",
        fix_en: "add find.particulars",
    }
    /// The file of notices has a line that this program did not write.
    NoticesDamaged = "340", Integrity {
        it: "file delle comunicazioni sulle carte danneggiato",
        en: "the file of card notices is damaged",
        fix_it: "conservare il file e correggere la riga indicata, o recuperarne una copia",
        fix_en: "keep the file and correct the line indicated, or restore a copy",
    }
    /// A store in PostgreSQL is copied by PostgreSQL's own tools.
    UseDatabaseTools = "350", State {
        it: "un archivio PostgreSQL si copia con gli strumenti di PostgreSQL",
        en: "a store in PostgreSQL is copied with PostgreSQL's own tools",
        fix_it: "copia: pg_dump --format=custom --schema=cie; ripristino: pg_restore; poi cie store verify",
        fix_en: "backup: pg_dump --format=custom --schema=cie; restore: pg_restore; then cie store verify",
    }
    /// A row opens a quote and does not close it.
    CsvOpenQuote = "370", Input {
        it: "virgolette aperte e non chiuse",
        en: "a quote is opened and not closed",
        fix_it: "chiudere le virgolette sulla stessa riga; dentro un valore raddoppiarle",
        fix_en: "close the quotes on the same line; double them within a value",
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
