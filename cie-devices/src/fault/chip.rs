//! Chip of the card: 400 exchange, 420 access, 440 secure messaging, 450 files, 470 verification,
//! 490 IAS.

macro_rules! chip {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

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

    } };
}
