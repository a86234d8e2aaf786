//! The catalogue of what only the facade can get wrong.

cie_core::error_catalogue! {
    prefix = "CIE-API";

    /// A defect of the SDK was caught before it could stop the caller's program.
    Defect = "001", Internal {
        it: "difetto interno",
        en: "internal defect",
        fix_it: "segnalare il difetto con il codice dell'errore; il programma può continuare",
        fix_en: "report the defect with the error code; the program may go on",
    }
    /// A function was called by a name or with arguments that it does not have.
    Arguments = "002", Input {
        it: "funzione o argomenti sconosciuti",
        en: "unknown function or arguments",
        fix_it: "controllare nome della funzione, nomi e tipi degli argomenti nella documentazione",
        fix_en: "check the name of the function, and the names and types of its arguments in the documentation",
    }
    /// A text is not a request in JSON.
    RequestForm = "004", Input {
        it: "il testo non è una richiesta in JSON",
        en: "the text is not a request in JSON",
        fix_it: "correggere il documento alla riga e colonna indicate",
        fix_en: "mend the document at the line and column given",
    }
    /// A file that a configuration names cannot be read.
    ConfigFile = "005", Environment {
        it: "file della configurazione illeggibile",
        en: "file of the configuration not readable",
        fix_it: "controllare il percorso e i permessi del file",
        fix_en: "check the path and the permissions of the file",
    }
    /// A journal cannot be read.
    JournalUnread = "006", Integrity {
        it: "giornale illeggibile",
        en: "journal not readable",
        fix_it: "verificare l'archivio con `cie store verify`",
        fix_en: "verify the store with `cie store verify`",
    }
    /// The system has no random numbers to give.
    NoRandomness = "007", Environment {
        it: "il sistema non fornisce numeri casuali",
        en: "the system gives no random numbers",
        fix_it: "indicare l'identificativo dell'operazione, o verificare il sistema",
        fix_en: "give the operation identifier, or look after the system",
    }
    /// A medium is not the one that its digest is of.
    MediaDigest = "010", Integrity {
        it: "l'immagine non corrisponde alla sua impronta SHA-256",
        en: "the image is not the one that its SHA-256 is of",
        fix_it: "ripetere l'acquisizione, o recuperare il documento originale",
        fix_en: "take the image again, or go back to the original document",
    }
    /// Members of a record do not go together, or one is missing.
    Members = "011", Input {
        it: "campi mancanti o incompatibili tra loro",
        en: "members missing, or that do not go together",
        fix_it: "completare o togliere il campo indicato secondo la documentazione",
        fix_en: "complete or leave out the member named, as the documentation says",
    }
    /// A stored request has a form that this version does not know.
    StoredForm = "012", State {
        it: "la richiesta archiviata ha una forma sconosciuta o è stata cancellata",
        en: "the stored request has an unknown form or was erased",
        fix_it: "leggerla con il programma che l'ha scritta, o aggiornare l'SDK",
        fix_en: "read it with the program that wrote it, or bring the SDK up to date",
    }
    /// A time is not `YYYY-MM-DDTHH:MM:SS`.
    BadTime = "013", Input {
        it: "l'ora non ha la forma AAAA-MM-GGTHH:MM:SS",
        en: "the time is not of the form YYYY-MM-DDTHH:MM:SS",
        fix_it: "scrivere data e ora locali senza fuso, come 2026-11-23T09:30:00",
        fix_en: "write local date and time without an offset, such as 2026-11-23T09:30:00",
    }
    /// A text is not an inventory of operator cards in JSON.
    ScoForm = "014", Input {
        it: "il testo non è un inventario di carte operatore in JSON",
        en: "the text is not an inventory of operator cards in JSON",
        fix_it: "correggere il documento alla riga e colonna indicate",
        fix_en: "mend the document at the line and column given",
    }
    /// A signed request is not changed any more.
    RequestFixed = "015", State {
        it: "la richiesta è già firmata o conclusa: non si modifica più",
        en: "the request is signed or over: it is not changed any more",
        fix_it: "aprire una nuova richiesta, o revocare la carta",
        fix_en: "begin another request, or revoke the card",
    }
    /// A finding keeps a request from being signed.
    Unsignable = "016", Refused {
        it: "la richiesta ha un esito bloccante: non si può firmare",
        en: "the request has a blocking finding: it cannot be signed",
        fix_it: "correggere il campo indicato; `check_card_request` elenca tutti gli esiti",
        fix_en: "mend the field named; `check_card_request` lists every finding",
    }
    /// A file of a chip has a name that none has, comes twice, or is out of bounds.
    CardFiles = "030", Input {
        it: "file del chip non accettabili",
        en: "files of the chip not acceptable",
        fix_it: "indicare ogni file una volta, come EF.SOD, EF.COM, DG1…DG16, fino a 256 KiB",
        fix_en: "give each file once, as EF.SOD, EF.COM, DG1…DG16, of up to 256 KiB",
    }
    /// The images of a finger record are none, or of different resolutions.
    FingerViews = "031", Input {
        it: "immagini del record di impronte assenti o di risoluzioni diverse",
        en: "images of the finger record missing or of different resolutions",
        fix_it: "indicare almeno un'immagine, tutte alla stessa risoluzione",
        fix_en: "give at least one image, all of the same resolution",
    }
    /// The caller's operator card did not say what it is.
    OperatorCard = "040", Unavailable {
        it: "la carta operatore del programma chiamante non ha risposto",
        en: "the caller's operator card did not answer",
        fix_it: "verificare che la carta sia nel lettore e la sessione aperta, poi riprovare",
        fix_en: "see that the card is in the reader and its session open, then try again",
    }
    /// The caller's face finder failed.
    FaceFinder = "041", Unavailable {
        it: "la ricerca del volto del programma chiamante non è riuscita",
        en: "the caller's face finder failed",
        fix_it: "indicare il volto con `fit_photo`, o correggere la ricerca; la fotografia non è persa",
        fix_en: "mark the face with `fit_photo`, or mend the finder; the photograph is not lost",
    }
}
