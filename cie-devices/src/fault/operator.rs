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
    /// The driver of the operator card cannot be loaded.
    ModuleUnavailable = "122", Environment {
        it: "modulo PKCS#11 non caricabile",
        en: "PKCS#11 module cannot be loaded",
        fix_it: "installare il driver della carta operatore e indicare il percorso del suo modulo PKCS#11",
        fix_en: "install the driver of the operator card and name the path of its PKCS#11 module",
    }
    /// The driver answered with an error of its own.
    ModuleFailed = "123", Unavailable {
        it: "il modulo PKCS#11 ha dato un errore",
        en: "the PKCS#11 module gave an error",
        fix_it: "estrarre e reinserire la carta; se continua, riavviare il servizio delle smart card",
        fix_en: "take the card out and in again; if it goes on, restart the smart card service",
    }
    /// The driver did not answer in time.
    ModuleTimedOut = "124", Unavailable {
        it: "il modulo PKCS#11 non ha risposto in tempo",
        en: "the PKCS#11 module did not answer in time",
        fix_it: "attendere, estrarre e reinserire la carta, poi riprovare",
        fix_en: "wait, take the card out and in again, then retry",
    }
    /// A call that ran out of time still holds the driver.
    ModuleStuck = "125", Unavailable {
        it: "il modulo PKCS#11 è ancora fermo su una chiamata precedente",
        en: "the PKCS#11 module still hangs in an earlier call",
        fix_it: "estrarre la carta; se non basta, riavviare il programma e il servizio delle smart card",
        fix_en: "take the card out; if that is not enough, restart the program and the smart card service",
    }
    /// No card in a reader has the certificate that was chosen.
    NoSuchCertificate = "126", NotFound {
        it: "nessuna carta inserita ha il certificato scelto",
        en: "no card in a reader has the chosen certificate",
        fix_it: "inserire la carta operatore giusta (la carta ANPR è un'altra) o scegliere il certificato",
        fix_en: "insert the right operator card (the ANPR card is another) or choose the certificate",
    }
    /// More than one certificate fits the choice.
    SeveralCertificates = "127", Input {
        it: "la scelta corrisponde a più certificati",
        en: "the choice fits more than one certificate",
        fix_it: "scegliere il certificato per impronta SHA-256, o togliere le altre carte",
        fix_en: "choose the certificate by its SHA-256 fingerprint, or take the other cards out",
    }
    /// The choice of a certificate is not written in a form that is known.
    BadSelector = "128", Input {
        it: "scelta del certificato non leggibile",
        en: "unreadable choice of a certificate",
        fix_it: "scrivere sha256:IMPRONTA, serial:NUMERO@EMITTENTE oppure subject:ATTRIBUTO=VALORE",
        fix_en: "write sha256:FINGERPRINT, serial:NUMBER@ISSUER or subject:ATTRIBUTE=VALUE",
    }
    /// The certificate is not valid yet, or no longer.
    CertificateNotValid = "129", Refused {
        it: "certificato della carta scaduto o non ancora valido",
        en: "certificate of the card expired or not yet valid",
        fix_it: "controllare data e ora della postazione; se sono giuste, chiedere una nuova carta",
        fix_en: "check the workstation's date and time; if they are right, ask for a new card",
    }
    /// The card has no usable private key for the certificate.
    KeyUnusable = "130", State {
        it: "la carta non ha una chiave utilizzabile per il certificato",
        en: "the card has no usable key for the certificate",
        fix_it: "usare una carta con chiave RSA da 2048 a 4096 bit, oppure EC P-256 o P-384",
        fix_en: "use a card with an RSA key of 2048 to 4096 bits, or EC P-256 or P-384",
    }
    /// Whoever was asked for the PIN gave none.
    PinCancelled = "131", State {
        it: "inserimento del PIN annullato",
        en: "PIN entry cancelled",
        fix_it: "ripetere l'operazione e inserire il PIN",
        fix_en: "repeat the operation and enter the PIN",
    }
    /// The PIN is taken by the reader's own keypad, or the reader has none.
    PinPadMismatch = "132", State {
        it: "il PIN va inserito in un altro modo",
        en: "the PIN is to be entered in another way",
        fix_it: "usare la tastiera del lettore se il lettore ne ha una, altrimenti quella del computer",
        fix_en: "use the reader's keypad where it has one, else the computer's",
    }
    /// The PUK is wrong.
    WrongPuk = "133", Refused {
        it: "PUK errato",
        en: "wrong PUK",
        fix_it: "controllare il PUK: dopo troppi errori la carta non si sblocca più",
        fix_en: "check the PUK: after too many errors the card cannot be unlocked any more",
    }
    /// The PUK is locked after too many errors.
    PukLocked = "134", Refused {
        it: "PUK bloccato",
        en: "PUK locked",
        fix_it: "la carta non è più utilizzabile: farla revocare e chiederne un'altra",
        fix_en: "the card cannot be used any more: have it revoked and ask for another",
    }
    /// The card has no PIN yet, or its PIN must be changed first.
    PinNotSet = "135", State {
        it: "PIN della carta da impostare o da cambiare",
        en: "PIN of the card to be set or changed",
        fix_it: "completare la prima attivazione della carta con il responsabile della sicurezza",
        fix_en: "complete the first activation of the card with the Security Officer",
    }
    /// Card or driver do not offer this function.
    NotOffered = "136", State {
        it: "funzione non offerta dalla carta o dal suo driver",
        en: "function not offered by the card or its driver",
        fix_it: "usare il programma del produttore della carta",
        fix_en: "use the program of the card's vendor",
    }
    /// The card was taken out while it was working; nothing was signed.
    CardWithdrawn = "137", Unavailable {
        it: "carta operatore estratta durante l'operazione: nulla è stato firmato",
        en: "operator card taken out during the operation: nothing was signed",
        fix_it: "reinserire la stessa carta e ripetere: la richiesta riprende da qui",
        fix_en: "insert the same card again and repeat: the request resumes from here",
    }
    /// The certificate is not enrolled in this office.
    NotEnrolled = "138", Refused {
        it: "certificato non registrato in questa sede",
        en: "certificate not enrolled in this office",
        fix_it: "usare una carta operatore di questa sede, o registrarne il certificato",
        fix_en: "use an operator card of this office, or enrol its certificate",
    }
    /// The card is not in the hands of an officer yet.
    CardNotActive = "139", Refused {
        it: "carta operatore non ancora attivata o consegnata",
        en: "operator card not yet activated or handed over",
        fix_it: "far attivare e consegnare la carta dal responsabile della sicurezza",
        fix_en: "have the Security Officer activate the card and hand it over",
    }
    /// The card is blocked, suspended, lost, revoked, expired or replaced.
    CardOutOfUse = "140", Refused {
        it: "carta operatore non utilizzabile",
        en: "operator card out of use",
        fix_it: "vedere lo stato indicato: sbloccare, riattivare o sostituire la carta",
        fix_en: "see the state shown: unlock, resume or replace the card",
    }
    /// The officer of the card may not sign this.
    SignerNotEntitled = "141", Refused {
        it: "l'ufficiale della carta non può firmare questo atto",
        en: "the officer of the card may not sign this",
        fix_it: "far firmare un ufficiale in servizio con il ruolo richiesto",
        fix_en: "have an officer in service with the role asked for sign it",
    }
    /// Signing is not allowed at this hour.
    OutsideSigningHours = "142", Refused {
        it: "firma fuori dall'orario ammesso",
        en: "signing outside the hours allowed",
        fix_it: "firmare durante l'orario dell'ufficio, o cambiare la regola della sede",
        fix_en: "sign in the office's hours, or change the rule of the office",
    }
    /// The request was signed already, with another content.
    SignatureConflict = "143", Conflict {
        it: "richiesta già firmata con un contenuto diverso",
        en: "request already signed with another content",
        fix_it: "non firmare due volte lo stesso numero: aprire una nuova richiesta",
        fix_en: "do not sign one number twice: open a new request",
    }
    /// The signature could not be stored, or read back.
    SignatureNotKept = "144", Environment {
        it: "registro delle firme non leggibile o non scrivibile",
        en: "the record of signatures cannot be read or written",
        fix_it: "controllare disco e permessi, poi ripetere: la richiesta riprende da qui",
        fix_en: "check disk and permissions, then repeat: the request resumes from here",
    }
    /// A stored signature is not that of the content.
    BadStoredSignature = "145", Integrity {
        it: "la firma conservata non corrisponde al contenuto",
        en: "the stored signature does not fit the content",
        fix_it: "non inviare la richiesta: ripristinare il registro da una copia",
        fix_en: "do not send the request: restore the record from a backup",
    }
    /// The signing policy contradicts itself.
    BadSigningPolicy = "146", Input {
        it: "regole di firma non valide",
        en: "invalid signing policy",
        fix_it: "correggere il punto indicato delle regole di firma",
        fix_en: "correct the point of the signing policy shown",
    }
    /// The SCO service did not activate the card.
    ActivationFailed = "147", Refused {
        it: "attivazione della carta non riuscita",
        en: "card not activated",
        fix_it: "controllare la master password e lo stato della carta, poi l'assistenza CIE",
        fix_en: "check the master password and the card's state, then the CIE help desk",
    }
    /// The journal could not be written; nothing was signed.
    SigningNotJournaled = "148", Environment {
        it: "giornale non scrivibile: firma non eseguita",
        en: "journal not writable: not signed",
        fix_it: "controllare disco e permessi del giornale, poi ripetere",
        fix_en: "check disk and permissions of the journal, then repeat",
    }
    /// The SCO service cannot be reached.
    ScoServiceUnavailable = "149", Unavailable {
        it: "servizio delle carte operatore non raggiungibile",
        en: "service of the operator cards out of reach",
        fix_it: "controllare la rete (porte 8442 e 8443) e riprovare",
        fix_en: "check the network (ports 8442 and 8443) and retry",
    }
    /// Cards of one family are in the readers together: only one of them works reliably.
    CardsCollide = "150", State {
        it: "nei lettori ci sono più carte dello stesso tipo, che si disturbano",
        en: "several cards of one family are in the readers and disturb each other",
        fix_it: "lasciare nei lettori solo la carta da usare: SCO e carta ANPR non insieme",
        fix_en: "leave only the card to be used in the readers: not SCO and ANPR card together",
    }

    } };
}
