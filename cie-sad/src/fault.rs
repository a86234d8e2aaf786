//! The error catalogue of `cie-sad`.
//!
//! Numbers are grouped by room: 0xx profile, 1xx codec, 2xx connector, 3xx http, 4xx workstation,
//! 70x conformance.

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
