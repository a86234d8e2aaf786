//! Fingerprints: 5xx.

macro_rules! fingerprint {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// A WSQ file or its image is beyond the bounds.
    WsqTooLarge = "500", Limit {
        it: "file WSQ o immagine fuori misura",
        en: "WSQ file or image out of bounds",
        fix_it: "usare immagini da 96 a 4096 pixel di lato e file sotto i 16 MiB",
        fix_en: "use images of 96 to 4096 pixels a side and files below 16 MiB",
    }
    /// A WSQ file does not make sense from some byte on.
    WsqMalformed = "501", Input {
        it: "file WSQ non valido",
        en: "invalid WSQ file",
        fix_it: "acquisire di nuovo l'impronta o chiedere un file integro",
        fix_en: "capture the fingerprint again or ask for an undamaged file",
    }
    /// A WSQ file uses something that is not read.
    WsqUnsupported = "502", Input {
        it: "file WSQ con una caratteristica non prevista",
        en: "WSQ file with a feature that is not read",
        fix_it: "ricodificare l'immagine con un codificatore conforme a IAFIS-IC-0110",
        fix_en: "encode the image again with an encoder that follows IAFIS-IC-0110",
    }
    /// The size of a fingerprint image is out of bounds, or its pixels are not as many.
    PrintSize = "504", Input {
        it: "misure dell'impronta non valide",
        en: "invalid size of the fingerprint image",
        fix_it: "usare immagini da 96 a 4096 pixel di lato, un byte per pixel",
        fix_en: "use images of 96 to 4096 pixels a side, one byte a pixel",
    }
    /// The rate of compression is out of bounds.
    WsqBitRate = "505", Input {
        it: "tasso di compressione WSQ fuori misura",
        en: "WSQ bit rate out of bounds",
        fix_it: "usare un valore da 0,1 a 5 bit per pixel; il valore usuale è 0,75",
        fix_en: "use a value from 0.1 to 5 bits a pixel; the usual one is 0.75",
    }

    } };
}
