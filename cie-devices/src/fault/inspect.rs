//! From the chip to the operator: 640 to 679.

macro_rules! inspect {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// The picture of the face is damaged, or of a form that is not read.
    FaceUnreadable = "640", Input {
        it: "immagine del volto illeggibile",
        en: "unreadable picture of the face",
        fix_it: "rileggere la carta; se si ripete, l'immagine non è conforme",
        fix_en: "read the card again; if it happens again, the picture does not conform",
    }
    /// A request lacks what a card is personalised with.
    NotPersonalisable = "641", Input {
        it: "richiesta incompleta: la carta non si può personalizzare",
        en: "incomplete request: the card cannot be personalised",
        fix_it: "completare la richiesta con il dato indicato",
        fix_en: "complete the request with the datum named",
    }
    /// The name of a fault of the virtual card is not known.
    UnknownCardFault = "642", Input {
        it: "guasto della carta virtuale sconosciuto",
        en: "unknown fault of the virtual card",
        fix_it: "usare uno dei guasti elencati nella guida del comando",
        fix_en: "use one of the faults that the help of the command lists",
    }
    /// A file is neither a certificate nor a master list nor a revocation list.
    TrustSourceUnknown = "643", Input {
        it: "il file non contiene certificati, né una master list, né una lista di revoca",
        en: "the file holds no certificate, master list or revocation list",
        fix_it: "togliere il file dalla cartella, o sostituirlo con uno DER o PEM integro",
        fix_en: "take the file out of the folder, or replace it with a sound one in DER or PEM",
    }

    } };
}
