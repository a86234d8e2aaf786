//! Operator card and signed messages: 1xx.

macro_rules! operator {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// The operator card is not in the reader.
    CardAbsent = "101", Unavailable {
        it: "carta operatore assente",
        en: "operator card absent",
        fix_it: "inserire la carta operatore nel lettore",
        fix_en: "insert the operator card into the reader",
    }
    /// The card asks for its PIN before signing.
    PinRequired = "102", State {
        it: "PIN non ancora verificato",
        en: "PIN not yet verified",
        fix_it: "inserire il PIN della carta operatore",
        fix_en: "enter the PIN of the operator card",
    }
    /// The PIN is wrong.
    WrongPin = "103", Refused {
        it: "PIN errato",
        en: "wrong PIN",
        fix_it: "controllare il PIN: dopo tre errori la carta si blocca",
        fix_en: "check the PIN: after three errors the card locks",
    }
    /// The PIN is locked after too many errors.
    PinLocked = "104", Refused {
        it: "PIN bloccato",
        en: "PIN locked",
        fix_it: "far sbloccare o sostituire la carta dal responsabile della sicurezza",
        fix_en: "have the Security Officer unlock or replace the card",
    }
    /// A PIN is not made of the digits asked for.
    BadPin = "105", Input {
        it: "PIN di formato non valido",
        en: "PIN of the wrong form",
        fix_it: "scrivere un PIN da 4 a 12 cifre",
        fix_en: "write a PIN of 4 to 12 digits",
    }
    /// The stored bytes of a virtual card or authority are not readable.
    BadCardState = "106", Input {
        it: "stato della carta virtuale illeggibile",
        en: "unreadable state of the virtual card",
        fix_it: "ripristinare il file da una copia o generare una nuova carta virtuale",
        fix_en: "restore the file from a copy or make a new virtual card",
    }
    /// A certificate is not readable DER of the X.509 form.
    BadCertificate = "107", Input {
        it: "certificato illeggibile",
        en: "unreadable certificate",
        fix_it: "fornire un certificato X.509 in DER",
        fix_en: "supply an X.509 certificate in DER",
    }
    /// A private key does not belong to the certificate beside it.
    KeyMismatch = "108", Integrity {
        it: "chiave e certificato non corrispondono",
        en: "key and certificate do not match",
        fix_it: "usare la chiave e il certificato della stessa carta",
        fix_en: "use the key and the certificate of the same card",
    }
    /// The card did not produce a signature.
    SigningFailed = "109", Unavailable {
        it: "firma non riuscita",
        en: "signing failed",
        fix_it: "estrarre e reinserire la carta, poi riprovare",
        fix_en: "take the card out and in again, then retry",
    }
    /// The test authority could not make a certificate.
    IssueFailed = "110", Internal {
        it: "emissione del certificato di prova non riuscita",
        en: "test certificate not issued",
        fix_it: "controllare nome e periodo di validità",
        fix_en: "check name and period of validity",
    }
    /// A signed message or its content exceeds the limit.
    SignedTooLarge = "111", Limit {
        it: "messaggio firmato troppo grande",
        en: "signed message too large",
        fix_it: "ridurre gli allegati entro il limite indicato",
        fix_en: "bring the attachments within the limit shown",
    }
    /// A signed message is not DER-encoded CMS SignedData.
    SignedMalformed = "112", Input {
        it: "messaggio firmato malformato",
        en: "malformed signed message",
        fix_it: "fornire un CMS SignedData in DER (RFC 5652)",
        fix_en: "supply CMS SignedData in DER (RFC 5652)",
    }
    /// A signed message uses an algorithm or a form that is not accepted.
    SignedUnsupported = "113", Input {
        it: "algoritmo o forma di firma non accettati",
        en: "signature algorithm or form not accepted",
        fix_it: "firmare con ECDSA o RSA e SHA-256 o superiore, un solo firmatario, attributi firmati",
        fix_en: "sign with ECDSA or RSA and SHA-256 or better, one signer, signed attributes",
    }
    /// The signer's certificate is not in the message.
    SignerCertificateMissing = "114", Input {
        it: "certificato del firmatario mancante",
        en: "signer's certificate missing",
        fix_it: "includere il certificato del firmatario nel messaggio",
        fix_en: "include the signer's certificate in the message",
    }
    /// A detached signature came without its content, or an embedded one with another.
    ContentMissing = "115", Input {
        it: "contenuto firmato mancante o doppio",
        en: "signed content missing or given twice",
        fix_it: "fornire il contenuto solo per le firme staccate",
        fix_en: "supply the content for detached signatures only",
    }
    /// The content is not the one that was signed.
    DigestMismatch = "116", Integrity {
        it: "il contenuto non è quello firmato",
        en: "the content is not the one signed",
        fix_it: "scartare il messaggio e chiederne un altro",
        fix_en: "discard the message and ask for another",
    }
    /// The signature does not verify.
    SignatureInvalid = "117", Integrity {
        it: "firma non valida",
        en: "invalid signature",
        fix_it: "scartare il messaggio e chiederne un altro",
        fix_en: "discard the message and ask for another",
    }
    /// The signed reference to the certificate is missing or names another certificate.
    SignerBindingBroken = "118", Integrity {
        it: "riferimento firmato al certificato assente o diverso",
        en: "signed reference to the certificate missing or different",
        fix_it: "firmare in forma CAdES-BES con il certificato della carta",
        fix_en: "sign in CAdES-BES form with the card's certificate",
    }
    /// The signer's certificate does not lead to a trust anchor at the time given.
    SignerUntrusted = "119", Refused {
        it: "certificato del firmatario non attendibile",
        en: "untrusted signer's certificate",
        fix_it: "verificare scadenza ed emittente del certificato e le autorità configurate",
        fix_en: "check the certificate's expiry and issuer and the configured authorities",
    }
    /// The certificate may not be used for signing.
    SignerKeyUsage = "120", Refused {
        it: "certificato non abilitato alla firma",
        en: "certificate not meant for signing",
        fix_it: "usare il certificato di firma della carta operatore",
        fix_en: "use the signing certificate of the operator card",
    }
    /// A time cannot be written in a certificate or signature.
    BadTime = "121", Input {
        it: "data e ora fuori dai limiti",
        en: "time out of bounds",
        fix_it: "usare una data tra il 1970 e il 9999, con inizio prima della fine",
        fix_en: "use a date between 1970 and 9999, with the start before the end",
    }

    } };
}
