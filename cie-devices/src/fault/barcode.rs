//! Barcode readers: 070 to 099.

macro_rules! barcode {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// Sixteen characters were read that are no codice fiscale, by form or check character.
    WrongCodiceFiscale = "070", Input {
        it: "il codice letto non è un codice fiscale valido",
        en: "the code read is not a valid codice fiscale",
        fix_it: "leggere di nuovo; se si ripete, digitare il codice e controllare il documento",
        fix_en: "read it again; if it happens again, type the code and check the document",
    }
    /// Keys came too slowly for a reader: somebody typed.
    TypedByHand = "071", Refused {
        it: "testo digitato a mano, non letto",
        en: "text typed by hand, not scanned",
        fix_it: "usare il lettore, oppure il campo per la digitazione",
        fix_en: "use the reader, or the field for typing",
    }
    /// A reader sent more than a reading may have.
    ReadingTooLong = "072", Limit {
        it: "lettura troppo lunga",
        en: "reading too long",
        fix_it: "leggere un codice alla volta e controllare il suffisso impostato sul lettore",
        fix_en: "read one symbol at a time and check the suffix set on the reader",
    }
    /// A reading lacks the prefix or the start and stop characters that were agreed.
    ReadingNotFramed = "073", Input {
        it: "prefisso o caratteri di inizio e fine mancanti",
        en: "prefix or start and stop characters missing",
        fix_it: "impostare sul lettore lo stesso prefisso e gli stessi caratteri di inizio e fine",
        fix_en: "set the reader to the same prefix and start and stop characters",
    }
    /// The reader did not send a whole reading in time.
    ReadingTimeout = "074", Unavailable {
        it: "nessuna lettura completa nel tempo concesso",
        en: "no complete reading in the time allowed",
        fix_it: "avvicinare il documento al lettore e controllare il suffisso impostato",
        fix_en: "hold the document to the reader and check the suffix set on it",
    }
    /// The reader was unplugged or cannot be read.
    ReadingCut = "075", Unavailable {
        it: "lettore di codici a barre scollegato",
        en: "barcode reader gone",
        fix_it: "ricollegare il lettore e controllare i permessi del dispositivo",
        fix_en: "plug the reader in again and check the permissions of the device",
    }
    /// Recorded events of a keyboard do not have the form the system gives them.
    BadKeyEvents = "076", Input {
        it: "eventi di tastiera non comprensibili",
        en: "keyboard events not understood",
        fix_it: "registrare gli eventi da /dev/input su una macchina a 64 bit",
        fix_en: "record the events from /dev/input on a machine of 64 bits",
    }

    } };
}
