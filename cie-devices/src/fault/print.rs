//! Printing: 3xx.

macro_rules! print {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// A text that the receipt must carry is empty.
    ReceiptFieldMissing = "300", Input {
        it: "dato obbligatorio della ricevuta mancante",
        en: "a datum that the receipt must carry is missing",
        fix_it: "compilare il campo indicato",
        fix_en: "fill in the field named",
    }
    /// A text is longer than the receipt can lay out.
    ReceiptTextTooLong = "301", Limit {
        it: "testo troppo lungo per la ricevuta",
        en: "text too long for the receipt",
        fix_it: "abbreviare il campo indicato",
        fix_en: "shorten the field named",
    }
    /// A text has a control character, or a character outside the printed alphabets.
    ReceiptTextUnprintable = "302", Input {
        it: "carattere non stampabile",
        en: "unprintable character",
        fix_it: "usare i caratteri latini (anche con segni diacritici), greci o cirillici",
        fix_en: "use Latin letters (also with diacritics), Greek or Cyrillic ones",
    }
    /// The photo has too many bytes or too many pixels.
    ReceiptPhotoTooLarge = "303", Limit {
        it: "fotografia troppo grande per la ricevuta",
        en: "photo too large for the receipt",
        fix_it: "ridurre la fotografia prima di stampare",
        fix_en: "scale the photo down before printing",
    }
    /// The photo is not a decodable JPEG in grey or RGB colour.
    ReceiptPhotoUnreadable = "304", Input {
        it: "fotografia non leggibile",
        en: "unreadable photo",
        fix_it: "fornire un JPEG completo in scala di grigi o a colori RGB",
        fix_en: "give a complete JPEG in grey or RGB colour",
    }
    /// The QR payload does not fit a symbol that a phone can read at the printed size.
    ReceiptQrTooLong = "305", Limit {
        it: "contenuto del codice QR troppo lungo",
        en: "QR payload too long",
        fix_it: "abbreviare il contenuto del codice QR",
        fix_en: "shorten the content of the QR code",
    }
    /// The total is not the sum of the fee lines.
    ReceiptFeesMismatch = "306", Input {
        it: "il totale non corrisponde alla somma delle voci",
        en: "the total is not the sum of the lines",
        fix_it: "ricalcolare il totale prima di stampare",
        fix_en: "work out the total again before printing",
    }
    /// The first half of PIN or PUK has not the form of one.
    ReceiptSecretMalformed = "307", Input {
        it: "prima parte di PIN o PUK non valida",
        en: "invalid first half of PIN or PUK",
        fix_it: "fornire le prime 4 cifre",
        fix_en: "give the first 4 digits",
    }
    /// More fee lines than a receipt can have.
    ReceiptTooManyFees = "308", Limit {
        it: "troppe voci di costo",
        en: "too many fee lines",
        fix_it: "raggruppare le voci",
        fix_en: "group the lines",
    }
    /// The year of issue cannot be written in a document.
    ReceiptDateOutOfRange = "309", Input {
        it: "data di rilascio della ricevuta fuori intervallo",
        en: "date of issue of the receipt out of range",
        fix_it: "verificare l'orologio della postazione",
        fix_en: "check the workstation's clock",
    }
    /// The document could not be composed, though its content is sound.
    ReceiptRendering = "310", Internal {
        it: "composizione della ricevuta non riuscita",
        en: "the receipt could not be composed",
        fix_it: "segnalare l'errore a chi mantiene il programma",
        fix_en: "report it to the maintainers",
    }
    /// A text that a document of the remittance must carry is empty.
    SheetFieldMissing = "311", Input {
        it: "dato obbligatorio del documento mancante",
        en: "a datum that the document must carry is missing",
        fix_it: "compilare il campo indicato",
        fix_en: "fill in the field named",
    }
    /// A text is longer than the document can lay out.
    SheetTextTooLong = "312", Limit {
        it: "testo troppo lungo per il documento",
        en: "text too long for the document",
        fix_it: "abbreviare il campo indicato",
        fix_en: "shorten the field named",
    }
    /// A text of the document has a character outside the printed alphabets.
    SheetTextUnprintable = "313", Input {
        it: "carattere non stampabile nel documento",
        en: "unprintable character in the document",
        fix_it: "usare i caratteri latini (anche con segni diacritici), greci o cirillici",
        fix_en: "use Latin letters (also with diacritics), Greek or Cyrillic ones",
    }
    /// There is nothing to print.
    SheetEmpty = "314", Input {
        it: "documento senza contenuto",
        en: "document without content",
        fix_it: "indicare almeno un versamento",
        fix_en: "name at least one transfer",
    }
    /// More lines than a document may have.
    SheetTooLong = "315", Limit {
        it: "troppe righe per un documento stampabile",
        en: "too many lines for a printable document",
        fix_it: "restringere il periodo o i comuni, o esportare in CSV, che non ha questo limite",
        fix_en: "narrow the period or the comuni, or export CSV, which has not this limit",
    }
    /// The parts of a document do not add up to its sums.
    SheetSumMismatch = "316", Integrity {
        it: "le parti del documento non corrispondono ai totali",
        en: "the parts of the document do not add up to its totals",
        fix_it: "ricalcolare il documento dalle carte e dai versamenti",
        fix_en: "work out the document again from cards and payments",
    }
    /// A comune has two transfers for the same half-month.
    SheetComuneRepeated = "317", Input {
        it: "più versamenti di un comune per la stessa quindicina",
        en: "several transfers of a comune for the same half-month",
        fix_it: "fare un solo versamento per comune; le differenze sono rettifiche",
        fix_en: "make one transfer for each comune; differences are corrections",
    }
    /// A day is outside the half-month, or the year cannot be written in a document.
    SheetDateOutOfRange = "318", Input {
        it: "data fuori dal periodo del documento",
        en: "date outside the period of the document",
        fix_it: "verificare le date e l'orologio della postazione",
        fix_en: "check the dates and the workstation's clock",
    }
    /// The document could not be composed, though its content is sound.
    SheetRendering = "319", Internal {
        it: "composizione del documento non riuscita",
        en: "the document could not be composed",
        fix_it: "segnalare l'errore a chi mantiene il programma",
        fix_en: "report it to the maintainers",
    }
    /// Transfers of different half-months in one document.
    SheetPeriodMixed = "320", Input {
        it: "versamenti di quindicine diverse nello stesso documento",
        en: "transfers of different half-months in one document",
        fix_it: "stampare un documento per ogni quindicina",
        fix_en: "print one document for each half-month",
    }
    /// The photo of a request cannot be printed.
    FormPhotoUnusable = "321", Input {
        it: "fotografia della richiesta non stampabile",
        en: "the photo of the request cannot be printed",
        fix_it: "fornire un JPEG completo in scala di grigi o a colori RGB, di al massimo 1 MB",
        fix_en: "give a complete JPEG in grey or RGB colour of at most 1 MB",
    }
    /// A request has more guardians, citizenships or fingerprints than its summary can list.
    FormTooLong = "322", Limit {
        it: "troppe voci per il riepilogo della richiesta",
        en: "too many entries for the summary of the request",
        fix_it: "controllare la richiesta: genitori, cittadinanze e impronte sono pochi",
        fix_en: "check the request: parents, citizenships and fingerprints are few",
    }

    } };
}
