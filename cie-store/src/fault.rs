//! The error catalogue of `cie-store`.
//!
//! Numbers: 00x the file and the machine, 02x journal and stored records, 03x requests, 04x outbox,
//! 05x registry, 06x keys and encryption, 07x PostgreSQL, 08x retention and erasure, 09x backup, 1xx rows
//! and header of a CSV import, 20x sending what is queued.

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
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
