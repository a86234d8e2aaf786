//! Readers and virtual readers: 600 to 639.

macro_rules! reader {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// Another program holds the card, or its session on the card is open.
    CardBusy = "600", Unavailable {
        it: "carta occupata da un altro programma",
        en: "card held by another program",
        fix_it: "chiudere gli altri programmi che usano la carta, rimetterla sul lettore e riprovare",
        fix_en: "close other programs that use the card, put it on the reader again and retry",
    }
    /// The card, its reader or the system's service did not answer in time.
    CardTimeout = "601", Unavailable {
        it: "carta o lettore non rispondono in tempo",
        en: "card or reader do not answer in time",
        fix_it: "rimettere la carta sul lettore; se si ripete, scollegare e ricollegare il lettore",
        fix_en: "put the card on the reader again; if it happens again, unplug the reader and plug it in",
    }
    /// Another program reset the card: its session is gone.
    CardReset = "602", Unavailable {
        it: "sessione con la carta azzerata da un altro programma",
        en: "session with the card reset by another program",
        fix_it: "chiudere gli altri programmi che usano la carta e riprendere la lettura",
        fix_en: "close other programs that use the card and resume reading",
    }
    /// Something is in the reader that does not answer.
    CardMute = "603", Unavailable {
        it: "la carta nel lettore non risponde",
        en: "the card in the reader does not answer",
        fix_it: "controllare che sia una CIE 3.0 e appoggiarla bene al lettore",
        fix_en: "check that it is a CIE 3.0 and place it well on the reader",
    }
    /// A virtual card could not be put into a virtual reader, or fell out of it.
    VirtualReaderFailed = "604", Environment {
        it: "lettore virtuale non raggiungibile",
        en: "virtual reader out of reach",
        fix_it: "controllare che il servizio smart card sia attivo con il driver vpcd",
        fix_en: "check that the smart card service runs with the driver vpcd",
    }

    } };
}
