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
    /// The fingerprint scanner is not there, or does not answer.
    PrintScannerUnavailable = "510", Unavailable {
        it: "lettore di impronte non disponibile",
        en: "the fingerprint scanner is not available",
        fix_it: "collegarlo, verificare il programma del produttore e riprovare",
        fix_en: "connect it, check the vendor's program and try again",
    }
    /// No finger was captured in time.
    PrintTimeout = "511", Unavailable {
        it: "nessuna impronta acquisita in tempo",
        en: "no fingerprint was captured in time",
        fix_it: "appoggiare il dito e ripetere il tentativo",
        fix_en: "place the finger and repeat the attempt",
    }
    /// The capture was cancelled.
    PrintCancelled = "512", State {
        it: "acquisizione dell'impronta interrotta",
        en: "the capture of the fingerprint was cancelled",
        fix_it: "riprendere la sessione quando si vuole",
        fix_en: "resume the session at any time",
    }
    /// The finger was lifted too early.
    PrintFingerLifted = "513", Input {
        it: "dito sollevato troppo presto",
        en: "the finger was lifted too early",
        fix_it: "ripetere tenendo fermo il dito",
        fix_en: "repeat, keeping the finger still",
    }
    /// The vendor's capture program failed.
    PrintProgramFailed = "514", Environment {
        it: "il programma di acquisizione è fallito",
        en: "the capture program failed",
        fix_it: "provarlo a mano con gli stessi argomenti",
        fix_en: "run it by hand with the same arguments",
    }
    /// What the capture program wrote is beyond its bound.
    PrintProgramOutput = "515", Limit {
        it: "il programma di acquisizione ha scritto troppo o nulla",
        en: "the capture program wrote too much or nothing",
        fix_it: "verificare che scriva una sola immagine PGM, PNG o WSQ",
        fix_en: "check that it writes one PGM, PNG or WSQ image",
    }
    /// The configuration of a scanner makes no sense.
    PrintScannerSettings = "516", Input {
        it: "configurazione del lettore di impronte non valida",
        en: "invalid configuration of the fingerprint scanner",
        fix_it: "correggere il valore indicato",
        fix_en: "put right the value named",
    }
    /// A finger image record or its images are beyond the bounds.
    FirTooLarge = "520", Limit {
        it: "record ISO/IEC 19794-4 fuori misura",
        en: "ISO/IEC 19794-4 record out of bounds",
        fix_it: "usare record sotto i 32 MiB con al più 255 immagini",
        fix_en: "use records below 32 MiB with at most 255 images",
    }
    /// A finger image record does not make sense from some byte on.
    FirMalformed = "521", Input {
        it: "record ISO/IEC 19794-4 non valido",
        en: "invalid ISO/IEC 19794-4 record",
        fix_it: "chiedere un record conforme all'edizione 2005",
        fix_en: "ask for a record that follows the 2005 edition",
    }
    /// A finger image record uses something that is not read or written.
    FirUnsupported = "522", Input {
        it: "record ISO/IEC 19794-4 con una caratteristica non prevista",
        en: "ISO/IEC 19794-4 record with a feature that is not handled",
        fix_it: "usare immagini WSQ, PNG o non compresse a 8 bit",
        fix_en: "use images in WSQ, PNG or 8-bit uncompressed form",
    }
    /// A PGM file does not make sense.
    PgmMalformed = "524", Input {
        it: "file PGM non valido",
        en: "invalid PGM file",
        fix_it: "usare PGM binario (P5) a 8 bit",
        fix_en: "use a binary PGM (P5) of 8 bits",
    }
    /// The file is in no format that is read as a fingerprint.
    PrintFileUnknown = "525", Input {
        it: "formato del file di impronta non riconosciuto",
        en: "unknown format of the fingerprint file",
        fix_it: "usare PNG, PGM, WSQ o ISO/IEC 19794-4",
        fix_en: "use PNG, PGM, WSQ or ISO/IEC 19794-4",
    }
    /// The step is not one that the session allows now.
    PrintStep = "530", State {
        it: "passo non ammesso in questo momento della sessione",
        en: "the session does not allow this step now",
        fix_it: "seguire il passo che la sessione chiede",
        fix_en: "take the step that the session asks for",
    }
    /// Permanent impossibility without its medical proof.
    PrintProofMissing = "531", Refused {
        it: "impossibilità permanente senza certificazione medica",
        en: "permanent impossibility without medical proof",
        fix_it: "indicare gli estremi del certificato medico",
        fix_en: "give the reference of the medical certificate",
    }
    /// The fingerprints were refused, so there is no card.
    PrintsRefused = "532", Refused {
        it: "impronte rifiutate: la carta non si rilascia",
        en: "fingerprints refused: no card is issued",
        fix_it: "spiegare la regola; la sessione può ricominciare",
        fix_en: "explain the rule; the session may begin again",
    }
    /// A stored session does not follow the rule it was begun under.
    PrintSessionData = "533", Integrity {
        it: "sessione di impronte salvata non valida",
        en: "invalid stored fingerprint session",
        fix_it: "ricominciare l'acquisizione",
        fix_en: "begin the acquisition again",
    }
    /// No rule says which fingerprints are asked for on that day.
    PrintNoRule = "534", NotFound {
        it: "nessuna regola sulle impronte a quella data",
        en: "no rule about fingerprints on that day",
        fix_it: "verificare la data della richiesta",
        fix_en: "check the date of the request",
    }
    /// A session could not be stored.
    PrintSessionNotSaved = "535", Environment {
        it: "sessione di impronte non salvata",
        en: "the fingerprint session was not stored",
        fix_it: "verificare spazio e permessi, poi riprendere dall'ultimo passo salvato",
        fix_en: "check space and permissions, then resume from the last step stored",
    }

    } };
}
