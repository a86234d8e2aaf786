//! The error catalogue of `cie-sad`.
//!
//! Numbers are grouped by room: 0xx profile, 1xx codec, 2xx connector, 3xx http, 4xx workstation,
//! 500 to 559 SOAP, 60x to 65x ftp, 70x conformance.

cie_core::error_catalogue! {
    prefix = "CIE-SAD";

    /// The profile is not valid TOML, or has a key that profiles do not have.
    ProfileSyntax = "001", Input {
        it: "profilo non leggibile",
        en: "unreadable profile",
        fix_it: "correggere la riga indicata",
        fix_en: "fix the line indicated",
    }
    /// The profile names a field that the model does not have.
    UnknownField = "002", Input {
        it: "il profilo nomina un campo sconosciuto",
        en: "the profile names an unknown field",
        fix_it: "usare uno dei campi elencati nella documentazione di `profile::Key`",
        fix_en: "use one of the fields listed in the documentation of `profile::Key`",
    }
    /// A token table of the profile is unknown, incomplete or ambiguous.
    BadTokens = "003", Input {
        it: "tabella di valori del profilo sconosciuta, incompleta o ambigua",
        en: "token table unknown, incomplete or ambiguous",
        fix_it: "dare a ogni voce almeno un valore, mai lo stesso a due voci",
        fix_en: "give every entry at least one token, never the same to two entries",
    }
    /// Two entries of the profile claim the same element.
    DuplicatePath = "004", Input {
        it: "due voci del profilo usano lo stesso elemento",
        en: "two entries of the profile claim the same element",
        fix_it: "dare a ogni voce il proprio percorso",
        fix_en: "give each entry its own path",
    }
    /// A field is mapped twice in the same group.
    DuplicateField = "005", Input {
        it: "campo assegnato due volte",
        en: "field mapped twice",
        fix_it: "tenere una sola voce per campo; per altri nomi accettati usare `also`",
        fix_en: "keep one entry per field; for other accepted names use `also`",
    }
    /// A required field has no entry in the profile.
    MissingField = "006", Input {
        it: "manca nel profilo un campo obbligatorio",
        en: "a required field has no entry",
        fix_it: "aggiungere una voce con il percorso del campo",
        fix_en: "add an entry with the field's path",
    }
    /// A field or group does not belong in this message or group.
    FieldNotHere = "007", Input {
        it: "campo fuori posto",
        en: "field out of place",
        fix_it: "spostare la voce nel messaggio o gruppo che ha quel campo",
        fix_en: "move the entry to the message or group that has the field",
    }
    /// A root, path or prefix is not made of XML names.
    BadName = "008", Input {
        it: "nome di elemento non valido",
        en: "invalid element name",
        fix_it: "usare nomi XML separati da `/`",
        fix_en: "use XML names separated by `/`",
    }
    /// A block does not exist, or contains itself.
    BadBlock = "009", Input {
        it: "blocco inesistente o ricorsivo",
        en: "missing or recursive block",
        fix_it: "definire il blocco in [blocks], senza cicli",
        fix_en: "define the block in [blocks], without cycles",
    }
    /// An option of the profile has a value that is not allowed.
    BadOption = "010", Input {
        it: "opzione del profilo non valida",
        en: "invalid profile option",
        fix_it: "usare uno dei valori indicati",
        fix_en: "use one of the values indicated",
    }
    /// The profile is larger than 256 KiB.
    ProfileTooLarge = "011", Limit {
        it: "profilo troppo grande",
        en: "profile too large",
        fix_it: "ridurre il file",
        fix_en: "make the file smaller",
    }
    /// The message is larger than allowed.
    TooLarge = "101", Limit {
        it: "messaggio troppo grande",
        en: "message too large",
        fix_it: "ridurre gli allegati o alzare il limite",
        fix_en: "reduce the attachments or raise the limit",
    }
    /// The encoding is not supported, or the bytes do not belong to it.
    BadEncoding = "102", Input {
        it: "codifica dei caratteri non valida",
        en: "invalid character encoding",
        fix_it: "usare UTF-8, ISO-8859-1, ISO-8859-15 o Windows-1252, e dichiararla",
        fix_en: "use UTF-8, ISO-8859-1, ISO-8859-15 or Windows-1252, and declare it",
    }
    /// The text is not well-formed XML.
    NotWellFormed = "103", Input {
        it: "XML malformato",
        en: "XML not well-formed",
        fix_it: "correggere il punto indicato",
        fix_en: "fix the place indicated",
    }
    /// A DTD, an entity or a processing instruction, which messages never need.
    ForbiddenMarkup = "104", Input {
        it: "costrutto XML non ammesso",
        en: "XML construct not allowed",
        fix_it: "togliere DTD, entità e istruzioni di elaborazione",
        fix_en: "remove DTDs, entities and processing instructions",
    }
    /// A character that XML does not allow.
    ForbiddenCharacter = "105", Input {
        it: "carattere non ammesso in XML",
        en: "character not allowed in XML",
        fix_it: "togliere il carattere di controllo",
        fix_en: "remove the control character",
    }
    /// Elements are nested too deeply.
    TooDeep = "106", Limit {
        it: "elementi troppo annidati",
        en: "elements nested too deeply",
        fix_it: "verificare il messaggio",
        fix_en: "check the message",
    }
    /// An element has too many attributes.
    TooManyAttributes = "107", Limit {
        it: "troppi attributi",
        en: "too many attributes",
        fix_it: "verificare il messaggio",
        fix_en: "check the message",
    }
    /// The text of an element is too long.
    TooLong = "108", Limit {
        it: "testo di un elemento troppo lungo",
        en: "text of an element too long",
        fix_it: "accorciare il campo",
        fix_en: "shorten the field",
    }
    /// Too many repetitions of a group, or too many unknown elements.
    TooMany = "109", Limit {
        it: "troppe ripetizioni",
        en: "too many repetitions",
        fix_it: "verificare il messaggio",
        fix_en: "check the message",
    }
    /// The root element is not one of the profile's.
    UnknownMessage = "110", Input {
        it: "messaggio sconosciuto",
        en: "unknown message",
        fix_it: "verificare il profilo e lo spazio dei nomi",
        fix_en: "check the profile and the namespace",
    }
    /// A required element is missing or empty.
    MissingElement = "111", Input {
        it: "manca un elemento obbligatorio",
        en: "a required element is missing",
        fix_it: "aggiungere l'elemento indicato",
        fix_en: "add the element indicated",
    }
    /// An element that may occur once occurs again.
    DuplicateElement = "112", Input {
        it: "elemento ripetuto",
        en: "element repeated",
        fix_it: "lasciare una sola occorrenza",
        fix_en: "leave only one",
    }
    /// A value is not one of the profile's tokens.
    UnknownToken = "113", Input {
        it: "valore sconosciuto",
        en: "unknown token",
        fix_it: "usare uno dei valori del profilo",
        fix_en: "use one of the profile's tokens",
    }
    /// A date, number, identifier or base64 text is malformed.
    BadValue = "114", Input {
        it: "valore malformato",
        en: "malformed value",
        fix_it: "correggere il formato del campo indicato",
        fix_en: "fix the format of the field indicated",
    }
    /// Two elements contradict each other.
    Inconsistent = "115", Input {
        it: "elementi in contraddizione",
        en: "elements contradict each other",
        fix_it: "lasciare solo quello giusto",
        fix_en: "leave only the right one",
    }
    /// Text beside elements, or an element inside a text field.
    MixedContent = "116", Input {
        it: "testo ed elementi mescolati",
        en: "text and elements mixed",
        fix_it: "correggere la struttura del messaggio",
        fix_en: "fix the structure of the message",
    }
    /// A character does not exist in the profile's encoding.
    NotEncodable = "117", Input {
        it: "carattere assente dalla codifica del profilo",
        en: "character not in the profile's encoding",
        fix_it: "traslitterare il campo o usare UTF-8",
        fix_en: "transliterate the field or use UTF-8",
    }
    /// The profile has no place for a value of the message.
    Unmapped = "118", Input {
        it: "il profilo non prevede un dato del messaggio",
        en: "the profile has no place for a datum",
        fix_it: "aggiungere il campo al profilo, o togliere il dato",
        fix_en: "add the field to the profile, or leave the datum out",
    }
    /// A value of the message cannot be written on any wire.
    NotRepresentable = "119", Input {
        it: "dato non rappresentabile",
        en: "value cannot be represented",
        fix_it: "correggere il dato all'origine",
        fix_en: "fix the datum at its source",
    }
    /// The registry failed.
    RegistryFailed = "201", Unavailable {
        it: "l'anagrafe non risponde",
        en: "the registry failed",
        fix_it: "verificare l'anagrafe comunale e riprovare",
        fix_en: "check the registry and try again",
    }
    /// The log of answers failed.
    AnswerLogFailed = "202", Unavailable {
        it: "il registro delle risposte non risponde",
        en: "the log of answers failed",
        fix_it: "verificare spazio e permessi dell'archivio",
        fix_en: "check space and permissions of the store",
    }
    /// An operation identifier was used again for another request.
    OperationReused = "203", Conflict {
        it: "identificativo operazione già usato per un'altra richiesta",
        en: "operation identifier already used for another request",
        fix_it: "usare un identificativo nuovo",
        fix_en: "use a new identifier",
    }
    /// The exchange could not be journalled.
    ObserverFailed = "204", Unavailable {
        it: "scambio non registrato nel giornale",
        en: "the exchange could not be journalled",
        fix_it: "verificare spazio e permessi del giornale",
        fix_en: "check space and permissions of the journal",
    }
    /// The address or port cannot be listened on.
    Bind = "301", Environment {
        it: "impossibile mettersi in ascolto sull'indirizzo",
        en: "cannot listen on the address",
        fix_it: "scegliere un'altra porta o chiudere il programma che la occupa",
        fix_en: "choose another port or close the program that holds it",
    }
    /// The server's thread or event loop could not start.
    Runtime = "302", Environment {
        it: "impossibile avviare il server",
        en: "the server could not start",
        fix_it: "verificare le risorse della macchina",
        fix_en: "check the machine's resources",
    }
    /// The service path is not an absolute path.
    BadPath = "303", Input {
        it: "percorso del servizio non valido",
        en: "invalid service path",
        fix_it: "scrivere un percorso come /sad",
        fix_en: "write a path such as /sad",
    }
    /// The connector's URL is not valid.
    BadUrl = "401", Input {
        it: "indirizzo del connettore non valido",
        en: "invalid connector URL",
        fix_it: "scrivere http://indirizzo:porta/percorso",
        fix_en: "write http://address:port/path",
    }
    /// The connector cannot be reached.
    Unreachable = "402", Unavailable {
        it: "connettore non raggiungibile",
        en: "the connector cannot be reached",
        fix_it: "verificare rete, indirizzo e porta, poi riprovare",
        fix_en: "check network, address and port, then try again",
    }
    /// The connector did not answer in time.
    TimedOut = "403", Unavailable {
        it: "il connettore non ha risposto in tempo",
        en: "the connector did not answer in time",
        fix_it: "riprovare: la stessa operazione non viene eseguita due volte",
        fix_en: "try again: the same operation is not done twice",
    }
    /// The answer is larger than allowed.
    AnswerTooLarge = "404", Limit {
        it: "risposta troppo grande",
        en: "answer too large",
        fix_it: "verificare il connettore o alzare il limite",
        fix_en: "check the connector or raise the limit",
    }
    /// The peer answered with an HTTP status that a connector does not use.
    BadStatus = "405", Input {
        it: "risposta HTTP inattesa",
        en: "unexpected HTTP status",
        fix_it: "verificare che l'indirizzo sia quello del connettore",
        fix_en: "check that the URL is the connector's",
    }
    /// The answer belongs to another operation.
    AnswerMismatch = "406", Integrity {
        it: "la risposta è di un'altra operazione",
        en: "the answer belongs to another operation",
        fix_it: "verificare il connettore: scambia le risposte",
        fix_en: "check the connector: it mixes answers up",
    }
    /// The connector is too busy, or its registry too slow.
    Busy = "407", Unavailable {
        it: "connettore occupato",
        en: "the connector is busy",
        fix_it: "riprovare più tardi",
        fix_en: "try again later",
    }
    /// A certificate, key or list of authorities cannot be used.
    BadTls = "310", Input {
        it: "certificato, chiave o elenco di autorità non utilizzabile",
        en: "certificate, key or list of authorities cannot be used",
        fix_it: "verificare i file PEM indicati: catena del server, chiave, autorità dei client",
        fix_en: "check the PEM files named: chain of the server, key, authorities of clients",
    }
    /// A text is not an address or a network.
    BadNetwork = "311", Input {
        it: "indirizzo o rete non valida",
        en: "not an address or a network",
        fix_it: "scrivere un indirizzo o una rete come 10.0.5.0/24",
        fix_en: "write an address or a network such as 10.0.5.0/24",
    }
    /// A name, password or stored digest of HTTP Basic is not valid.
    BadPassword = "312", Input {
        it: "utente, password o impronta di password non valida",
        en: "user, password or digest of a password not valid",
        fix_it: "calcolare l'impronta con `cie connector init`",
        fix_en: "make the digest with `cie connector init`",
    }
    /// The connector does not let this client in.
    Forbidden = "313", Refused {
        it: "il connettore non accetta questo client",
        en: "the connector does not let this client in",
        fix_it: "verificare utente, password, certificato e rete da cui si chiama",
        fix_en: "check user, password, certificate and the network you call from",
    }
    /// The name or ISTAT code of a tenant has another form.
    BadTenant = "350", Input {
        it: "nome o codice ISTAT del comune ospitato non valido",
        en: "name or ISTAT code of a tenant not valid",
        fix_it: "usare da 1 a 64 lettere, cifre, punti e trattini; il codice ISTAT ha 6 cifre",
        fix_en: "use 1 to 64 letters, digits, dots and dashes; an ISTAT code has 6 digits",
    }
    /// There is a tenant of this name.
    TenantExists = "351", Conflict {
        it: "esiste già un comune ospitato con questo nome",
        en: "there is a tenant of this name",
        fix_it: "scegliere un altro nome",
        fix_en: "choose another name",
    }
    /// Another tenant has the path or the ISTAT code.
    RouteTaken = "352", Conflict {
        it: "percorso o codice ISTAT già usato da un altro comune ospitato",
        en: "path or ISTAT code taken by another tenant",
        fix_it: "dare a ogni comune un percorso, una porta o un codice ISTAT proprio",
        fix_en: "give each tenant a path, port or ISTAT code of its own",
    }
    /// There is no tenant of this name.
    NoTenant = "353", NotFound {
        it: "nessun comune ospitato con questo nome",
        en: "no tenant of this name",
        fix_it: "verificare il nome",
        fix_en: "check the name",
    }
    /// A configuration file cannot be read.
    ConfigUnreadable = "354", Environment {
        it: "file di configurazione non leggibile",
        en: "configuration file cannot be read",
        fix_it: "verificare percorso e permessi; `cie connector init` ne scrive uno",
        fix_en: "check path and permissions; `cie connector init` writes one",
    }
    /// The configuration has something missing, unknown or out of bounds.
    BadConfig = "355", Input {
        it: "configurazione non valida",
        en: "configuration not valid",
        fix_it: "correggere la riga indicata; le voci sono in docs/connector.md",
        fix_en: "fix the line indicated; the keys are in docs/connector.md",
    }
    /// The tenant cannot be opened.
    TenantClosed = "357", Unavailable {
        it: "anagrafe o archivio del comune non apribile",
        en: "registry or store of the tenant cannot be opened",
        fix_it: "vedere il registro eventi del connettore e riprovare",
        fix_en: "see the log of the connector and try again",
    }
    /// Too many requests of the tenant wait, or the host is shutting down.
    HostBusy = "358", Unavailable {
        it: "troppe richieste in attesa, o servizio in chiusura",
        en: "too many requests wait, or the service is closing",
        fix_it: "riprovare più tardi",
        fix_en: "try again later",
    }
    /// A value is not of the type that the schema of the wire gives the element.
    NotInType = "500", Input {
        it: "valore non ammesso dallo schema",
        en: "value not allowed by the schema",
        fix_it: "correggere lunghezza o caratteri del campo indicato",
        fix_en: "fix the length or the characters of the field indicated",
    }
    /// An element that the schema of the wire requires has no value.
    Incomplete = "501", Input {
        it: "manca un dato richiesto dallo schema",
        en: "a datum required by the schema is missing",
        fix_it: "completare il dato indicato",
        fix_en: "complete the datum indicated",
    }
    /// An element stands in another place than the schema of the wire gives it.
    OutOfOrder = "502", Input {
        it: "elemento fuori ordine",
        en: "element out of order",
        fix_it: "seguire l'ordine dello schema",
        fix_en: "follow the order of the schema",
    }
    /// The message is not a SOAP 1.1 envelope with one element in its body.
    BadEnvelope = "510", Input {
        it: "busta SOAP non valida",
        en: "invalid SOAP envelope",
        fix_it: "inviare una busta SOAP 1.1 con un solo elemento nel Body",
        fix_en: "send a SOAP 1.1 envelope with one element in its Body",
    }
    /// The envelope is of another SOAP version.
    VersionMismatch = "511", Input {
        it: "versione di SOAP non ammessa",
        en: "SOAP version not supported",
        fix_it: "usare SOAP 1.1",
        fix_en: "use SOAP 1.1",
    }
    /// A header block must be understood and is not.
    MustUnderstand = "512", Input {
        it: "intestazione SOAP obbligatoria e sconosciuta",
        en: "mandatory SOAP header not understood",
        fix_it: "togliere l'intestazione, o configurare la sicurezza che la usa",
        fix_en: "remove the header, or configure the security that uses it",
    }
    /// The peer answered with a SOAP Fault that blames the request.
    FaultClient = "513", Input {
        it: "il servizio ha rifiutato la richiesta con un errore SOAP",
        en: "the service refused the request with a SOAP Fault",
        fix_it: "confrontare la richiesta con lo schema del servizio",
        fix_en: "compare the request with the schema of the service",
    }
    /// The peer answered with a SOAP Fault that blames itself.
    FaultServer = "514", Unavailable {
        it: "il servizio ha risposto con un errore SOAP interno",
        en: "the service answered with an internal SOAP Fault",
        fix_it: "riprovare più tardi con lo stesso identificativo",
        fix_en: "try again later with the same identifier",
    }
    /// A signature is required and there is none.
    SignatureMissing = "520", Integrity {
        it: "messaggio non firmato",
        en: "message not signed",
        fix_it: "firmare il Body e il Timestamp",
        fix_en: "sign the Body and the Timestamp",
    }
    /// The security header has a form or an algorithm that is not supported.
    SignatureUnsupported = "521", Input {
        it: "firma di forma non prevista",
        en: "unsupported form of signature",
        fix_it: "usare RSA-SHA256, SHA-256, C14N esclusiva e un BinarySecurityToken X.509",
        fix_en: "use RSA-SHA256, SHA-256, exclusive C14N and an X.509 BinarySecurityToken",
    }
    /// A digest or the signature does not match: the message was changed, or signed by another key.
    SignatureInvalid = "522", Integrity {
        it: "firma non valida",
        en: "invalid signature",
        fix_it: "non usare il messaggio; verificare chi lo ha inviato",
        fix_en: "do not use the message; check who sent it",
    }
    /// What is signed is not the body that would be processed, or an identifier is there twice.
    SignatureMisplaced = "523", Integrity {
        it: "la firma non copre il contenuto del messaggio",
        en: "the signature does not cover the content of the message",
        fix_it: "non usare il messaggio: può essere un attacco",
        fix_en: "do not use the message: it may be an attack",
    }
    /// The time of the message has passed, or has not come.
    SignatureExpired = "524", Integrity {
        it: "messaggio scaduto o con data futura",
        en: "message expired or from the future",
        fix_it: "regolare gli orologi e inviare di nuovo",
        fix_en: "set the clocks and send again",
    }
    /// The certificate of the signer is not one of those trusted.
    UnknownSigner = "525", Integrity {
        it: "firmatario sconosciuto",
        en: "unknown signer",
        fix_it: "aggiungere il certificato del firmatario a quelli ammessi",
        fix_en: "add the certificate of the signer to those trusted",
    }
    /// A key or certificate cannot be used for signing.
    BadKey = "526", Input {
        it: "chiave o certificato di firma non utilizzabile",
        en: "signing key or certificate cannot be used",
        fix_it: "usare una chiave RSA da 2048 bit o più in PKCS#8 e il suo certificato",
        fix_en: "use an RSA key of 2048 bits or more in PKCS#8 and its certificate",
    }
    /// The profile names files of the exchange over FTP in a way that cannot work.
    BadFileNames = "600", Input {
        it: "nomi dei file non validi nel profilo",
        en: "invalid file names in the profile",
        fix_it: "correggere la riga indicata della sezione [ftp]",
        fix_en: "fix the line indicated of section [ftp]",
    }
    /// A folder of the exchange does not exist and cannot be made.
    FolderMissing = "601", Environment {
        it: "cartella di scambio mancante",
        en: "exchange folder missing",
        fix_it: "creare la cartella o correggere il percorso",
        fix_en: "make the folder or correct its path",
    }
    /// A folder of the exchange cannot be used at the moment.
    FolderUnavailable = "602", Unavailable {
        it: "cartella di scambio non disponibile",
        en: "exchange folder not available",
        fix_it: "verificare disco, rete e condivisione; il lavoro riprende da solo",
        fix_en: "check disk, network and share; work resumes by itself",
    }
    /// A file is not there any more, or not yet.
    FileGone = "603", NotFound {
        it: "file non trovato nella cartella di scambio",
        en: "file not found in the exchange folder",
        fix_it: "nessuna azione: un altro programma lo ha preso o tolto",
        fix_en: "nothing to do: another program took or removed it",
    }
    /// There is no room for a file.
    FolderFull = "604", Unavailable {
        it: "spazio esaurito nella cartella di scambio",
        en: "no room left in the exchange folder",
        fix_it: "liberare spazio; il lavoro riprende da solo",
        fix_en: "free some space; work resumes by itself",
    }
    /// The connector may not read, write or move files there.
    FolderDenied = "605", Environment {
        it: "permessi insufficienti nella cartella di scambio",
        en: "not allowed to use the exchange folder",
        fix_it: "dare al connettore lettura, scrittura e spostamento nelle cartelle",
        fix_en: "let the connector read, write and move files in the folders",
    }
    /// The FTP server cannot be reached, or broke off.
    FtpUnreachable = "606", Unavailable {
        it: "server FTP non raggiungibile",
        en: "the FTP server cannot be reached",
        fix_it: "verificare rete, indirizzo e porta, anche quelle del modo passivo",
        fix_en: "check network, address and port, those of the passive mode too",
    }
    /// The FTP server does not accept the user name or password.
    FtpLogin = "607", Environment {
        it: "accesso rifiutato dal server FTP",
        en: "login refused by the FTP server",
        fix_it: "verificare nome utente e password",
        fix_en: "check user name and password",
    }
    /// The connection cannot be encrypted as asked.
    FtpTls = "608", Environment {
        it: "connessione FTP non cifrabile come richiesto",
        en: "the FTP connection cannot be encrypted as asked",
        fix_it: "verificare che il server offra TLS e che il suo certificato sia riconosciuto",
        fix_en: "check that the server offers TLS and that its certificate is trusted",
    }
    /// The FTP server answered something unexpected.
    FtpProtocol = "609", Unavailable {
        it: "risposta inattesa del server FTP",
        en: "unexpected answer of the FTP server",
        fix_it: "verificare la configurazione del server; riprovare",
        fix_en: "check the server's configuration; try again",
    }
    /// An option of the exchange over folders is not valid.
    BadFolderOption = "610", Input {
        it: "opzione dello scambio FTP non valida",
        en: "invalid option of the FTP exchange",
        fix_it: "correggere l'opzione indicata",
        fix_en: "fix the option indicated",
    }
    /// The identifier or the sender of a request does not fit the profile's file names.
    NotNameable = "611", Input {
        it: "identificativo o mittente non utilizzabile nel nome del file",
        en: "identifier or sender does not fit the file name",
        fix_it: "usare un mittente di sei lettere o cifre, o cambiare i nomi del profilo",
        fix_en: "use a sender of six letters or digits, or change the profile's names",
    }
    /// No answer file came in time.
    AnswerLate = "612", Unavailable {
        it: "nessun file di risposta entro il tempo previsto",
        en: "no answer file in time",
        fix_it: "riprovare: la stessa operazione non viene eseguita due volte",
        fix_en: "try again: the same operation is not done twice",
    }
    /// A file in the folder of requests is not named as the profile says.
    NotByPattern = "620", Input {
        it: "nome del file non conforme al profilo",
        en: "file name does not follow the profile",
        fix_it: "rinominare il file come prevede la sezione [ftp] del profilo",
        fix_en: "rename the file as section [ftp] of the profile says",
    }
    /// The connector died several times while it was working on a request.
    NeverFinished = "621", Internal {
        it: "elaborazione della richiesta mai terminata",
        en: "processing of the request never finished",
        fix_it: "conservare il file e segnalarlo: ha fermato il connettore più volte",
        fix_en: "keep the file and report it: it stopped the connector several times",
    }
    /// The embedded FTP server could not start.
    FtpServer = "630", Environment {
        it: "impossibile avviare il server FTP",
        en: "the FTP server could not start",
        fix_it: "verificare indirizzo, porta, certificato e cartelle",
        fix_en: "check address, port, certificate and folders",
    }
    /// A password that the configuration names is not there.
    SecretMissing = "640", Environment {
        it: "password non disponibile",
        en: "the password is not there",
        fix_it: "creare il file indicato, con la password nella prima riga, o impostare la variabile",
        fix_en: "make the file named, with the password on its first line, or set the variable",
    }
    /// Two comuni have the same folder of requests.
    FolderShared = "641", Input {
        it: "due comuni hanno la stessa cartella delle richieste",
        en: "two comuni have the same folder of requests",
        fix_it: "dare a ogni comune una cartella sua",
        fix_en: "give each comune a folder of its own",
    }
    /// This build has no FTP server.
    FtpServerAbsent = "642", State {
        it: "questo eseguibile non contiene il server FTP",
        en: "this executable has no FTP server in it",
        fix_it: "compilarlo con --features ftp-server, o usare mode = \"folder\" con un server FTP che c'è già",
        fix_en: "build it with --features ftp-server, or use mode = \"folder\" beside an FTP server that is there",
    }
    /// The wire asks for names beside the codice fiscale.
    NamesNeeded = "650", Input {
        it: "il profilo chiede cognome e nome oltre al codice fiscale",
        en: "the profile asks for names beside the codice fiscale",
        fix_it: "dare anche cognome e nome del cittadino di prova, come CODICE,COGNOME,NOME",
        fix_en: "give the citizen's surname and first name too, as CODE,SURNAME,NAME",
    }
    /// The name of a run of the kit is not one.
    BadRun = "701", Input {
        it: "nome della prova non valido",
        en: "invalid name of the run",
        fix_it: "usare da 1 a 12 lettere e cifre",
        fix_en: "use 1 to 12 letters and digits",
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
