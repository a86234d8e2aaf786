//! The error catalogue of `cie-devices`.
//!
//! Numbers are grouped by room: 0xx images and barcodes, 1xx operator card and signed messages,
//! 2xx sealed messages, 3xx printing, 4xx chip, 5xx fingerprints.

cie_core::error_catalogue! {
    prefix = "CIE-DEV";

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
    /// A sealed message or its content exceeds the limit.
    EnvelopeTooLarge = "201", Limit {
        it: "busta cifrata troppo grande",
        en: "sealed message too large",
        fix_it: "ridurre gli allegati entro il limite indicato",
        fix_en: "bring the attachments within the limit shown",
    }
    /// A sealed message is not DER-encoded CMS AuthEnvelopedData.
    EnvelopeMalformed = "202", Input {
        it: "busta cifrata malformata",
        en: "malformed sealed message",
        fix_it: "fornire un CMS AuthEnvelopedData in DER (RFC 5083)",
        fix_en: "supply CMS AuthEnvelopedData in DER (RFC 5083)",
    }
    /// A sealed message uses an algorithm that is not accepted.
    EnvelopeUnsupported = "203", Input {
        it: "algoritmo di cifratura non accettato",
        en: "encryption algorithm not accepted",
        fix_it: "cifrare con AES-256-GCM e accordo ECDH P-256 con SHA-256",
        fix_en: "encrypt with AES-256-GCM and ECDH P-256 agreement with SHA-256",
    }
    /// The sealed message is not for this recipient.
    NotARecipient = "204", NotFound {
        it: "busta non destinata a questa chiave",
        en: "message not sealed for this key",
        fix_it: "usare la chiave del destinatario indicato nella busta",
        fix_en: "use the key of the recipient named in the message",
    }
    /// The key does not open the message, or the message was altered.
    EnvelopeNotOpened = "205", Integrity {
        it: "busta non apribile o alterata",
        en: "message not openable or altered",
        fix_it: "scartare la busta e chiederne un'altra",
        fix_en: "discard the message and ask for another",
    }
    /// A recipient's certificate or key is not for P-256 key agreement.
    RecipientUnsuitable = "206", Input {
        it: "certificato o chiave del destinatario non adatti",
        en: "recipient's certificate or key unsuitable",
        fix_it: "usare un certificato con chiave P-256 e uso keyAgreement",
        fix_en: "use a certificate with a P-256 key and keyAgreement usage",
    }
    /// The system's random generator failed.
    NoRandomness = "207", Environment {
        it: "generatore casuale non disponibile",
        en: "random generator not available",
        fix_it: "riavviare la postazione e riprovare",
        fix_en: "restart the workstation and retry",
    }

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
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::error::Catalogued;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_distinct_and_say_what_to_do() {
        let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.info().id).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            let info = code.info();
            let number = info.id.strip_prefix("CIE-DEV-").unwrap_or_default();
            assert!(
                number.len() == 3 && number.parse::<u16>().is_ok(),
                "{}",
                info.id
            );
            for text in [info.it, info.en, info.fix_it, info.fix_en] {
                assert!(text.len() > 5, "{}", info.id);
            }
            assert_ne!(info.it, info.en, "{}", info.id);
        }
    }
}
