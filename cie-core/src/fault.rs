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
