//! The error catalogue of `cie-core`.
//!
//! Numbers are grouped by room: 0xx citizen, 1xx document, 2xx rules and fees, 3xx request and
//! issuance, 4xx exchange, 5xx journal.

crate::error_catalogue! {
    prefix = "CIE-CORE";

    /// A date is not of the form YYYY-MM-DD, or does not exist in the calendar.
    BadDate = "001", Input {
        it: "data non valida",
        en: "invalid date",
        fix_it: "scrivere AAAA-MM-GG, oppure AAAA-MM o AAAA se incompleta",
        fix_en: "write YYYY-MM-DD, or YYYY-MM or YYYY if incomplete",
    }
    /// A text field is longer than its limit.
    TooLong = "002", Limit {
        it: "testo troppo lungo",
        en: "text too long",
        fix_it: "accorciare il campo",
        fix_en: "shorten the field",
    }
    /// A codice fiscale has the wrong length, or a character where it cannot be.
    BadCodiceFiscale = "010", Input {
        it: "codice fiscale malformato",
        en: "malformed codice fiscale",
        fix_it: "scrivere i 16 caratteri senza spazi e ricontrollare la posizione indicata",
        fix_en: "write the 16 characters without blanks and check the position given",
    }
    /// The check character of a codice fiscale does not match the others.
    WrongCheckCharacter = "011", Input {
        it: "carattere di controllo del codice fiscale errato",
        en: "wrong check character in the codice fiscale",
        fix_it: "ricontrollare il codice carattere per carattere",
        fix_en: "check the code character by character",
    }
    /// A numeric codice fiscale is not of 11 digits, or its check digit is wrong.
    BadNumericCode = "012", Input {
        it: "codice fiscale numerico non valido",
        en: "invalid numeric codice fiscale",
        fix_it: "scrivere le 11 cifre del codice provvisorio",
        fix_en: "write the 11 digits of the provisional code",
    }
    /// A name has a character that no rule turns into one of the 26 capitals.
    NameNotLatin = "013", Input {
        it: "il nome contiene caratteri che non si possono traslitterare",
        en: "the name has characters that cannot be transliterated",
        fix_it: "scrivere il nome in caratteri latini come sul documento",
        fix_en: "write the name in Latin letters as on the document",
    }
    /// The sex is not stated, and a codice fiscale cannot do without.
    SexNotStated = "014", Input {
        it: "sesso non indicato",
        en: "sex not stated",
        fix_it: "completare la scheda: il codice fiscale dipende dal sesso",
        fix_en: "complete the record: the codice fiscale depends on the sex",
    }
    /// A Belfiore code is not a capital letter and three digits.
    BadBelfiore = "030", Input {
        it: "codice catastale malformato",
        en: "malformed Belfiore code",
        fix_it: "scrivere una lettera maiuscola e tre cifre, come H501",
        fix_en: "write a capital letter and three digits, such as H501",
    }
    /// A row of the archive of comuni cannot be read.
    BadPlaceRow = "031", Input {
        it: "riga non valida nell'archivio dei comuni",
        en: "invalid row in the archive of comuni",
        fix_it: "usare il file ANPR_archivio_comuni.csv come pubblicato",
        fix_en: "use the file ANPR_archivio_comuni.csv as published",
    }
    /// The archive of comuni is larger than any real one.
    PlaceTableTooLarge = "032", Limit {
        it: "archivio dei comuni troppo grande",
        en: "archive of comuni too large",
        fix_it: "verificare di aver indicato il file giusto",
        fix_en: "check that this is the right file",
    }
    /// A transition is not allowed from the present state.
    IllegalTransition = "301", State {
        it: "passaggio di stato non consentito",
        en: "state transition not allowed",
        fix_it: "verificare lo stato della richiesta prima di procedere",
        fix_en: "check the state of the request before going on",
    }
    /// A request number is not of the form `IIIIII-YYYY-NNNNNN`.
    BadRequestNumber = "302", Input {
        it: "numero di richiesta non valido",
        en: "invalid request number",
        fix_it: "usare codice ISTAT (6 cifre), anno e progressivo (6 cifre) separati da trattino",
        fix_en: "use ISTAT code (6 digits), year and progressive (6 digits) joined by hyphens",
    }
    /// The request has no serial yet.
    NotReadyToSign = "310", State {
        it: "la richiesta non ha ancora il numero della carta",
        en: "the request has no serial yet",
        fix_it: "chiedere il numero a CIEOnline prima di firmare",
        fix_en: "ask CIEOnline for the serial before signing",
    }
    /// The canonical form is larger than its limit.
    FormTooLarge = "311", Limit {
        it: "richiesta oltre 8 MiB",
        en: "request beyond 8 MiB",
        fix_it: "ridurre foto e immagini ai limiti previsti",
        fix_en: "reduce photo and images to their limits",
    }
    /// The canonical form could not be made.
    Canonicalisation = "312", Internal {
        it: "forma canonica non riuscita",
        en: "the canonical form could not be made",
        fix_it: "segnalare il difetto",
        fix_en: "report the defect",
    }
    /// An operation identifier is empty, too long or has characters that are not allowed.
    BadOperationId = "401", Input {
        it: "identificativo operazione non valido",
        en: "invalid operation identifier",
        fix_it: "usare da 1 a 30 lettere, cifre, punto, trattino o sottolineato",
        fix_en: "use 1 to 30 letters, digits, dot, hyphen or underscore",
    }
    /// The hash chain of the journal is broken.
    BrokenChain = "501", Integrity {
        it: "la catena del giornale è interrotta",
        en: "the journal's hash chain is broken",
        fix_it: "conservare il file com'è e confrontarlo con una copia di riserva",
        fix_en: "keep the file as it is and compare it with a backup",
    }
    /// A digest is not 64 lower-case hexadecimal digits.
    BadHash = "502", Input {
        it: "impronta hash non valida",
        en: "invalid hash",
        fix_it: "servono 64 cifre esadecimali minuscole",
        fix_en: "64 lower-case hexadecimal digits are needed",
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
