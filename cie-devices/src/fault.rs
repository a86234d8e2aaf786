//! The error catalogue of `cie-devices`.
//!
//! Numbers are grouped by room: 0xx images and barcodes, 1xx operator card and signed messages,
//! 2xx sealed messages, 3xx printing, 4xx chip of the card (400 exchange, 420 access, 440 secure
//! messaging, 450 files, 470 verification, 490 IAS), 5xx fingerprints, 600 to 639 readers.

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

    /// The card left the reader.
    CardRemoved = "400", Unavailable {
        it: "carta allontanata dal lettore",
        en: "card removed from the reader",
        fix_it: "riporre la carta sul lettore e riprendere la lettura",
        fix_en: "put the card back on the reader and resume reading",
    }
    /// An exchange with the card failed.
    TransportFailed = "401", Unavailable {
        it: "scambio con la carta non riuscito",
        en: "exchange with the card failed",
        fix_it: "tenere ferma la carta sul lettore e riprovare",
        fix_en: "keep the card still on the reader and retry",
    }
    /// The reader, or the system's smart card service, is not there.
    ReaderUnavailable = "402", Environment {
        it: "lettore di carte non disponibile",
        en: "card reader not available",
        fix_it: "collegare il lettore e controllare che il servizio smart card sia attivo",
        fix_en: "connect the reader and check that the smart card service runs",
    }
    /// A command cannot be written, or its lengths do not fit.
    BadCommand = "403", Input {
        it: "comando per la carta non valido",
        en: "invalid card command",
        fix_it: "ridurre i dati del comando",
        fix_en: "shorten the data of the command",
    }
    /// The card's answer is not a response.
    BadResponse = "404", Input {
        it: "risposta della carta non valida",
        en: "invalid answer of the card",
        fix_it: "riprovare; se si ripete, il lettore o la carta sono difettosi",
        fix_en: "retry; if it happens again, the reader or the card is faulty",
    }
    /// The card's answer is longer than any answer may be.
    ResponseTooLong = "405", Limit {
        it: "risposta della carta troppo lunga",
        en: "answer of the card too long",
        fix_it: "non usare la carta: risponde senza fine",
        fix_en: "do not use the card: it answers without end",
    }
    /// The card refused a command with a status that this step does not know.
    UnexpectedStatus = "406", Refused {
        it: "la carta ha rifiutato il comando",
        en: "the card refused the command",
        fix_it: "chiudere gli altri programmi che usano la carta e riprovare",
        fix_en: "close other programs that use the card and retry",
    }
    /// Reading was stopped by the caller.
    ReadingStopped = "407", State {
        it: "lettura interrotta su richiesta",
        en: "reading stopped on request",
        fix_it: "riprendere la lettura quando serve",
        fix_en: "resume reading when needed",
    }
    /// The card has no such application or file.
    CardFileNotFound = "408", NotFound {
        it: "applicazione o file assente sulla carta",
        en: "application or file absent from the card",
        fix_it: "controllare che la carta sia una CIE 3.0",
        fix_en: "check that the card is a CIE 3.0",
    }
    /// The card refuses access to what was asked.
    CardAccessRefused = "409", Refused {
        it: "accesso rifiutato dalla carta",
        en: "access refused by the card",
        fix_it: "ripetere l'accesso con CAN o MRZ, poi riprendere la lettura",
        fix_en: "gain access again with CAN or MRZ, then resume reading",
    }
    /// The card does not know the function.
    CardFunctionMissing = "410", Refused {
        it: "funzione non prevista dalla carta",
        en: "function not known to the card",
        fix_it: "controllare che la carta sia una CIE 3.0",
        fix_en: "check that the card is a CIE 3.0",
    }

    /// A password is not of the form of its kind.
    BadAccessPassword = "420", Input {
        it: "CAN, MRZ o PIN di formato non valido",
        en: "CAN, MRZ or PIN of the wrong form",
        fix_it: "ricopiare il CAN (6 cifre) o le righe della MRZ dalla carta",
        fix_en: "copy the CAN (6 digits) or the lines of the MRZ from the card",
    }
    /// The card did not accept the password.
    WrongAccessPassword = "421", Refused {
        it: "CAN, MRZ o PIN non accettato dalla carta",
        en: "CAN, MRZ or PIN not accepted by the card",
        fix_it: "ricontrollare le cifre: appartengono a questa carta?",
        fix_en: "check the digits again: do they belong to this card?",
    }
    /// The card offers no way of access that this reader knows, or not for this password.
    AccessUnsupported = "422", Refused {
        it: "modalità di accesso della carta non gestita",
        en: "the card's way of access is not supported",
        fix_it: "provare con la MRZ al posto del CAN, o con un altro lettore",
        fix_en: "try the MRZ instead of the CAN, or another reader",
    }
    /// The card's part of an access protocol is malformed.
    AccessMalformed = "423", Input {
        it: "dati di accesso malformati dalla carta",
        en: "malformed access data from the card",
        fix_it: "riprovare; se si ripete, la carta non è conforme",
        fix_en: "retry; if it happens again, the card does not conform",
    }
    /// The card's proof that it knows the password is wrong.
    CardProofWrong = "424", Integrity {
        it: "la carta non dimostra di conoscere la chiave",
        en: "the card does not prove that it knows the key",
        fix_it: "ricontrollare le cifre; se sono giuste, non fidarsi della carta",
        fix_en: "check the digits again; if they are right, do not trust the card",
    }
    /// A public key of the card is not a sound element of its group.
    BadCardKey = "425", Integrity {
        it: "chiave pubblica della carta non valida",
        en: "invalid public key of the card",
        fix_it: "non fidarsi della carta: la chiave è malformata o debole",
        fix_en: "do not trust the card: the key is malformed or weak",
    }
    /// The password is blocked or suspended.
    AccessPasswordBlocked = "426", Refused {
        it: "password della carta bloccata o sospesa",
        en: "password of the card blocked or suspended",
        fix_it: "usare il CAN, oppure sbloccare con il PUK",
        fix_en: "use the CAN, or unblock with the PUK",
    }
    /// A list of what the card's security can do is unreadable.
    SecurityInfosMalformed = "427", Input {
        it: "elenco delle funzioni di sicurezza illeggibile",
        en: "unreadable list of security functions",
        fix_it: "riprovare; se si ripete, la carta non è conforme",
        fix_en: "retry; if it happens again, the card does not conform",
    }
    /// The random generator handed in failed or gave what cannot be used.
    RandomnessFailed = "428", Environment {
        it: "generatore casuale non utilizzabile",
        en: "random generator not usable",
        fix_it: "riavviare la postazione e riprovare",
        fix_en: "restart the workstation and retry",
    }

    /// A protected answer has the wrong checksum.
    SecureMessagingChecksum = "440", Integrity {
        it: "risposta protetta con codice di controllo errato",
        en: "protected answer with a wrong checksum",
        fix_it: "ripetere la lettura; se si ripete, non fidarsi della carta",
        fix_en: "read again; if it happens again, do not trust the card",
    }
    /// A protected answer is malformed.
    SecureMessagingMalformed = "441", Input {
        it: "risposta protetta malformata",
        en: "malformed protected answer",
        fix_it: "ripetere la lettura; se si ripete, la carta non è conforme",
        fix_en: "read again; if it happens again, the card does not conform",
    }
    /// The card answered without protection: the secure channel is gone.
    SecureMessagingLost = "442", State {
        it: "canale protetto interrotto dalla carta",
        en: "secure channel ended by the card",
        fix_it: "ripetere l'accesso con CAN o MRZ, poi riprendere la lettura",
        fix_en: "gain access again with CAN or MRZ, then resume reading",
    }
    /// A command is too long to be protected.
    SecureMessagingTooLong = "443", Limit {
        it: "comando troppo lungo per il canale protetto",
        en: "command too long for the secure channel",
        fix_it: "ridurre i dati del comando",
        fix_en: "shorten the data of the command",
    }

    /// A file is not tag-length-value, or its lengths lie.
    TlvMalformed = "450", Input {
        it: "file della carta malformato",
        en: "malformed file of the card",
        fix_it: "rileggere la carta; se si ripete, il file non è conforme",
        fix_en: "read the card again; if it happens again, the file does not conform",
    }
    /// A file nests deeper, or has more elements, than any real one.
    TlvTooMany = "451", Limit {
        it: "file della carta con troppi elementi",
        en: "file of the card with too many elements",
        fix_it: "non usare la carta: il file è costruito per disturbare",
        fix_en: "do not use the card: the file is made to disturb",
    }
    /// A file is longer than the limit.
    CardFileTooLarge = "452", Limit {
        it: "file della carta troppo grande",
        en: "file of the card too large",
        fix_it: "non usare la carta: il file supera ogni misura reale",
        fix_en: "do not use the card: the file exceeds any real size",
    }
    /// A file is not the one it should be.
    WrongFileTag = "453", Input {
        it: "il file non è quello atteso",
        en: "the file is not the one expected",
        fix_it: "rileggere la carta; se si ripete, il file non è conforme",
        fix_en: "read the card again; if it happens again, the file does not conform",
    }
    /// A field that the file must have is missing.
    CardFieldMissing = "454", Input {
        it: "campo obbligatorio mancante nel file della carta",
        en: "mandatory field missing from a file of the card",
        fix_it: "segnalare la carta come non conforme",
        fix_en: "report the card as not conforming",
    }
    /// A field of a file has not the form of its kind.
    CardFieldMalformed = "455", Input {
        it: "campo malformato nel file della carta",
        en: "malformed field in a file of the card",
        fix_it: "segnalare la carta come non conforme",
        fix_en: "report the card as not conforming",
    }
    /// The data group is out of reach without keys that only the State has.
    GroupOutOfReach = "456", Refused {
        it: "gruppo di dati leggibile solo con chiavi dello Stato",
        en: "data group readable only with keys of the State",
        fix_it: "rinunciare a impronte e iridi: richiedono la Terminal Authentication",
        fix_en: "do without fingerprints and irises: they need Terminal Authentication",
    }

    /// A document security object is malformed.
    SodMalformed = "470", Input {
        it: "oggetto di sicurezza (SOD) malformato",
        en: "malformed security object (SOD)",
        fix_it: "rileggere la carta; se si ripete, non fidarsi dei dati",
        fix_en: "read the card again; if it happens again, do not trust the data",
    }
    /// A security object uses an algorithm or a form that is not known.
    SodUnsupported = "471", Refused {
        it: "algoritmo o forma del SOD non gestiti",
        en: "algorithm or form of the SOD not supported",
        fix_it: "verificare il documento con un altro strumento",
        fix_en: "verify the document with another tool",
    }
    /// A security object without its signer's certificate.
    DocumentSignerMissing = "472", Input {
        it: "certificato del firmatario assente nel SOD",
        en: "signer's certificate missing from the SOD",
        fix_it: "fornire il certificato del Document Signer",
        fix_en: "supply the Document Signer's certificate",
    }
    /// The signed digest is not that of the security object's content.
    SodDigestWrong = "473", Integrity {
        it: "contenuto del SOD alterato",
        en: "content of the SOD altered",
        fix_it: "non accettare il documento",
        fix_en: "do not accept the document",
    }
    /// The signature of a security object does not verify.
    SodSignatureWrong = "474", Integrity {
        it: "firma del SOD non valida",
        en: "invalid signature of the SOD",
        fix_it: "non accettare il documento",
        fix_en: "do not accept the document",
    }
    /// No trust anchor given is the issuer of a certificate.
    CscaUnknown = "475", NotFound {
        it: "autorità emittente (CSCA) non tra quelle fornite",
        en: "issuing authority (CSCA) not among those given",
        fix_it: "fornire i certificati CSCA del Paese emittente o una master list",
        fix_en: "supply the CSCA certificates of the issuing country or a master list",
    }
    /// A certificate does not lead to a trust anchor.
    CscaChainBroken = "476", Integrity {
        it: "catena verso la CSCA non valida",
        en: "invalid chain to the CSCA",
        fix_it: "non accettare il documento",
        fix_en: "do not accept the document",
    }
    /// A master list is malformed.
    MasterListMalformed = "477", Input {
        it: "master list malformata",
        en: "malformed master list",
        fix_it: "scaricare di nuovo la master list da fonte ufficiale",
        fix_en: "download the master list again from an official source",
    }
    /// A revocation list is malformed or not signed by the authority.
    CrlUnusable = "478", Input {
        it: "lista di revoca malformata o non firmata dalla CSCA",
        en: "revocation list malformed or not signed by the CSCA",
        fix_it: "scaricare di nuovo la lista di revoca",
        fix_en: "download the revocation list again",
    }
    /// The chip did not prove to be genuine.
    ChipNotGenuine = "479", Integrity {
        it: "il chip non dimostra di essere autentico",
        en: "the chip does not prove to be genuine",
        fix_it: "non accettare il documento: può essere una copia",
        fix_en: "do not accept the document: it may be a copy",
    }
    /// A certificate of an authority is unreadable or not one.
    BadCsca = "480", Input {
        it: "certificato CSCA illeggibile o non di autorità",
        en: "CSCA certificate unreadable or not of an authority",
        fix_it: "fornire certificati X.509 di CSCA in DER",
        fix_en: "supply X.509 certificates of CSCAs in DER",
    }

    /// The NIS or a file of the IAS application is malformed.
    IasFileMalformed = "490", Input {
        it: "file dell'applicazione IAS malformato",
        en: "malformed file of the IAS application",
        fix_it: "rileggere la carta; se si ripete, la carta non è conforme",
        fix_en: "read the card again; if it happens again, the card does not conform",
    }
    /// The PIN or PUK was wrong.
    WrongCardPin = "491", Refused {
        it: "PIN o PUK della carta errato",
        en: "wrong PIN or PUK of the card",
        fix_it: "controllare le cifre e i tentativi rimasti prima di riprovare",
        fix_en: "check the digits and the tries left before retrying",
    }
    /// The PIN or PUK is blocked.
    CardPinBlocked = "492", Refused {
        it: "PIN o PUK della carta bloccato",
        en: "PIN or PUK of the card blocked",
        fix_it: "sbloccare il PIN con il PUK; un PUK bloccato richiede una nuova carta",
        fix_en: "unblock the PIN with the PUK; a blocked PUK needs a new card",
    }
    /// The card wants a protected channel that only a provider of keys can open.
    CardChannelRequired = "493", Refused {
        it: "la carta richiede un canale protetto con chiavi non disponibili",
        en: "the card needs a secure channel with keys not available",
        fix_it: "configurare il fornitore delle chiavi di ruolo",
        fix_en: "configure the provider of role keys",
    }
    /// The chip's answer to a challenge is not signed with its key.
    InternalAuthenticationFailed = "494", Integrity {
        it: "la risposta del chip alla sfida non è autentica",
        en: "the chip's answer to the challenge is not genuine",
        fix_it: "non accettare la carta: può essere una copia",
        fix_en: "do not accept the card: it may be a copy",
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
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests;
