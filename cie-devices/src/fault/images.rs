//! Images and barcodes: 0xx.

macro_rules! images {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// An image file is larger than the limit.
    MediaTooLarge = "001", Limit {
        it: "file dell'immagine troppo grande",
        en: "image file too large",
        fix_it: "ridurre il file o acquisirlo di nuovo a risoluzione minore",
        fix_en: "make the file smaller or capture it again at a lower resolution",
    }
    /// An image declares more pixels than the limit.
    TooManyPixels = "002", Limit {
        it: "immagine con troppi pixel",
        en: "image with too many pixels",
        fix_it: "acquisire di nuovo l'immagine a risoluzione minore",
        fix_en: "capture the image again at a lower resolution",
    }
    /// An image is neither PNG nor JPEG, or is damaged.
    MediaUnreadable = "003", Input {
        it: "immagine illeggibile",
        en: "unreadable image",
        fix_it: "fornire un file PNG o JPEG integro",
        fix_en: "supply an undamaged PNG or JPEG file",
    }
    /// No Code 39 symbol was found in the image.
    NoBarcode = "010", NotFound {
        it: "nessun codice a barre Code 39 trovato",
        en: "no Code 39 barcode found",
        fix_it: "inquadrare tutto il codice, margini bianchi compresi, a fuoco e ben illuminato",
        fix_en: "frame the whole symbol with its white margins, in focus and well lit",
    }
    /// The image holds Code 39 symbols that say different things.
    SeveralBarcodes = "011", Input {
        it: "più codici a barre diversi nell'immagine",
        en: "several different barcodes in the image",
        fix_it: "inquadrare un solo documento alla volta",
        fix_en: "frame one document at a time",
    }
    /// The barcode does not hold 16 characters A-Z and 0-9.
    NotCodiceFiscale = "012", Input {
        it: "il codice a barre non contiene un codice fiscale",
        en: "the barcode does not hold a codice fiscale",
        fix_it: "leggere il codice della tessera sanitaria o della CIE, oppure digitare il codice fiscale",
        fix_en: "read the symbol of the health card or of the CIE, or type the codice fiscale",
    }
    /// A text cannot be drawn as a Code 39 symbol within the limits.
    NotRenderable = "013", Input {
        it: "testo non rappresentabile in Code 39",
        en: "text not representable in Code 39",
        fix_it: "usare da 1 a 40 caratteri dell'alfabeto Code 39 e misure entro i limiti",
        fix_en: "use 1 to 40 characters of the Code 39 alphabet and sizes within the limits",
    }
    /// An image made by this crate could not be encoded.
    ImageNotWritten = "014", Internal {
        it: "immagine generata non scrivibile",
        en: "generated image not writable",
        fix_it: "segnalare il difetto con il codice dell'errore",
        fix_en: "report the defect with the error code",
    }

    } };
}
