//! The error catalogue of `cie-core`.
//!
//! Numbers are grouped by room: 0xx citizen, 1xx document, 2xx rules and fees, 3xx request and
//! issuance, 4xx exchange, 5xx journal, 600 to 649 operator cards, 650 to 699
//! offices.

crate::error_catalogue! {
    prefix = "CIE-CORE";

    /// A date is not of the form YYYY-MM-DD, or does not exist in the calendar.
    BadDate = "001", Input {
        it: "data non valida",
        en: "invalid date",
        fix_it: "scrivere AAAA-MM-GG, oppure AAAA-MM o AAAA se incompleta",
        fix_en: "write YYYY-MM-DD, or YYYY-MM or YYYY if incomplete",
    }
    /// A text field is longer than its limit.
    TooLong = "002", Limit {
        it: "testo troppo lungo",
        en: "text too long",
        fix_it: "accorciare il campo",
        fix_en: "shorten the field",
    }
    /// A codice fiscale has the wrong length, or a character where it cannot be.
    BadCodiceFiscale = "010", Input {
        it: "codice fiscale malformato",
        en: "malformed codice fiscale",
        fix_it: "scrivere i 16 caratteri senza spazi e ricontrollare la posizione indicata",
        fix_en: "write the 16 characters without blanks and check the position given",
    }
    /// The check character of a codice fiscale does not match the others.
    WrongCheckCharacter = "011", Input {
        it: "carattere di controllo del codice fiscale errato",
        en: "wrong check character in the codice fiscale",
        fix_it: "ricontrollare il codice carattere per carattere",
        fix_en: "check the code character by character",
    }
    /// A numeric codice fiscale is not of 11 digits, or its check digit is wrong.
    BadNumericCode = "012", Input {
        it: "codice fiscale numerico non valido",
        en: "invalid numeric codice fiscale",
        fix_it: "scrivere le 11 cifre del codice provvisorio",
        fix_en: "write the 11 digits of the provisional code",
    }
    /// A name has a character that no rule turns into one of the 26 capitals.
    NameNotLatin = "013", Input {
        it: "il nome contiene caratteri che non si possono traslitterare",
        en: "the name has characters that cannot be transliterated",
        fix_it: "scrivere il nome in caratteri latini come sul documento",
        fix_en: "write the name in Latin letters as on the document",
    }
    /// The sex is not stated, and a codice fiscale cannot do without.
    SexNotStated = "014", Input {
        it: "sesso non indicato",
        en: "sex not stated",
        fix_it: "completare la scheda: il codice fiscale dipende dal sesso",
        fix_en: "complete the record: the codice fiscale depends on the sex",
    }
    /// A Belfiore code is not a capital letter and three digits.
    BadBelfiore = "030", Input {
        it: "codice catastale malformato",
        en: "malformed Belfiore code",
        fix_it: "scrivere una lettera maiuscola e tre cifre, come H501",
        fix_en: "write a capital letter and three digits, such as H501",
    }
    /// A row of the archive of comuni cannot be read.
    BadPlaceRow = "031", Input {
        it: "riga non valida nell'archivio dei comuni",
        en: "invalid row in the archive of comuni",
        fix_it: "usare il file ANPR_archivio_comuni.csv come pubblicato",
        fix_en: "use the file ANPR_archivio_comuni.csv as published",
    }
    /// The archive of comuni is larger than any real one.
    PlaceTableTooLarge = "032", Limit {
        it: "archivio dei comuni troppo grande",
        en: "archive of comuni too large",
        fix_it: "verificare di aver indicato il file giusto",
        fix_en: "check that this is the right file",
    }
    /// A serial is not of the form CA00000AA.
    BadSerial = "101", Input {
        it: "numero di serie non valido",
        en: "invalid serial",
        fix_it: "servono C, una lettera, cinque cifre e due lettere maiuscole",
        fix_en: "C, a letter, five digits and two capital letters are needed",
    }
    /// A card access number does not have six digits.
    BadCan = "102", Input {
        it: "CAN non valido",
        en: "invalid CAN",
        fix_it: "leggere le sei cifre stampate sulla carta",
        fix_en: "read the six digits printed on the card",
    }
    /// A PIN, a PUK or a half of one has the wrong number of digits.
    BadPin = "103", Input {
        it: "PIN o PUK non valido",
        en: "invalid PIN or PUK",
        fix_it: "otto cifre in tutto: quattro sulla ricevuta e quattro nella busta",
        fix_en: "eight digits in all: four on the receipt and four in the envelope",
    }
    /// A machine readable zone is not three lines of 30 characters.
    BadMrzShape = "110", Input {
        it: "MRZ di forma errata",
        en: "MRZ of the wrong shape",
        fix_it: "servono tre righe da 30 caratteri",
        fix_en: "three lines of 30 characters are needed",
    }
    /// A machine readable zone has a character that is not allowed.
    BadMrzCharacter = "111", Input {
        it: "carattere non ammesso nella MRZ",
        en: "character not allowed in the MRZ",
        fix_it: "sono ammessi A-Z, 0-9 e <",
        fix_en: "A-Z, 0-9 and < are allowed",
    }
    /// A check digit of the machine readable zone is wrong.
    MrzCheckDigit = "112", Integrity {
        it: "cifra di controllo della MRZ errata",
        en: "wrong check digit in the MRZ",
        fix_it: "rileggere la carta: un carattere è stato letto male",
        fix_en: "read the card again: a character was misread",
    }
    /// A date of the machine readable zone cannot be.
    BadMrzDate = "113", Input {
        it: "data della MRZ non valida",
        en: "invalid date in the MRZ",
        fix_it: "rileggere la carta",
        fix_en: "read the card again",
    }
    /// A field of the machine readable zone has another form.
    BadMrzField = "114", Input {
        it: "campo della MRZ non valido",
        en: "invalid field of the MRZ",
        fix_it: "verificare il campo indicato",
        fix_en: "check the field named",
    }
    /// A character of a name has no transliteration.
    BadMrzName = "115", Input {
        it: "carattere del nome senza traslitterazione",
        en: "character of the name without a transliteration",
        fix_it: "scrivere il nome in lettere latine, come nel registro",
        fix_en: "write the name in Latin letters, as in the registry",
    }
    /// There is neither a surname nor a given name.
    NoName = "116", Input {
        it: "mancano sia il cognome sia il nome",
        en: "neither a surname nor a given name",
        fix_it: "indicarne almeno uno",
        fix_en: "give at least one of them",
    }
    /// A machine readable zone is of another document.
    NotACie = "117", Input {
        it: "la MRZ non è di una CIE",
        en: "the MRZ is not that of a CIE",
        fix_it: "usare una carta d'identità elettronica italiana",
        fix_en: "use an Italian electronic identity card",
    }
    /// The birth date lacks its day or its month.
    IncompleteBirth = "120", Refused {
        it: "data di nascita incompleta",
        en: "incomplete birth date",
        fix_it: "far completare la data in anagrafe prima dello sportello, o scegliere una regola",
        fix_en: "have the registry complete it before the counter, or choose a policy",
    }
    /// The birth date is after the request.
    BornAfterRequest = "121", Input {
        it: "data di nascita successiva alla richiesta",
        en: "birth date after the request",
        fix_it: "verificare le due date",
        fix_en: "check both dates",
    }
    /// A date is outside the years the SDK works with.
    DateOutOfRange = "122", Limit {
        it: "data fuori dall'intervallo ammesso",
        en: "date out of range",
        fix_it: "usare date tra il 1900 e il 2999",
        fix_en: "use dates between 1900 and 2999",
    }
    /// An injunction ends before it begins.
    BadInjunction = "123", Input {
        it: "inibitoria con date invertite",
        en: "injunction with its dates reversed",
        fix_it: "verificare le due date",
        fix_en: "check both dates",
    }
    /// No rule was in force on that day.
    NoRuleInForce = "201", Refused {
        it: "nessuna regola in vigore in quella data",
        en: "no rule in force on that day",
        fix_it: "verificare la data; la regola è indicata nel dettaglio",
        fix_en: "check the date; the detail names the rule",
    }
    /// An amount of money or a count does not fit.
    AmountOverflow = "210", Limit {
        it: "importo troppo grande",
        en: "amount too large",
        fix_it: "verificare le quantità",
        fix_en: "check the quantities",
    }
    /// The published total of a tariff is not the sum of its parts.
    TariffTotal = "211", Refused {
        it: "il totale pubblicato non è la somma delle parti",
        en: "published total does not equal the sum of its parts",
        fix_it: "correggere la tariffa: la delibera e i suoi importi devono concordare",
        fix_en: "correct the tariff: the resolution and its amounts must agree",
    }
    /// A tariff has a State share of its own.
    TariffStateShare = "212", Refused {
        it: "quota statale diversa da quella nazionale",
        en: "State share other than the national one",
        fix_it: "omettere la quota statale: è uguale in tutta Italia",
        fix_en: "leave the State share out: it is the same everywhere",
    }
    /// A tariff is not well formed.
    BadTariff = "213", Input {
        it: "tariffa non valida",
        en: "invalid tariff",
        fix_it: "correggere il file della tariffa",
        fix_en: "correct the tariff file",
    }
    /// A tariff does not cover that day or that reason.
    TariffDoesNotCover = "214", NotFound {
        it: "la tariffa non copre la data o il motivo",
        en: "the tariff does not cover the day or the reason",
        fix_it: "caricare la tariffa giusta o completarla",
        fix_en: "load the right tariff or complete it",
    }
    /// An exemption is not known, or does not apply here.
    UnknownExemption = "215", NotFound {
        it: "esenzione sconosciuta o non applicabile",
        en: "exemption unknown or not applicable",
        fix_it: "usare un'esenzione della tariffa",
        fix_en: "use an exemption of the tariff",
    }
    /// The PagoPA catalogue has no such reason code.
    UnknownReason = "216", Input {
        it: "causale PagoPA sconosciuta",
        en: "unknown PagoPA reason code",
        fix_it: "usare 1, 2, 4, 7, 9, 10 o 11",
        fix_en: "use 1, 2, 4, 7, 9, 10 or 11",
    }
    /// An IBAN is not of the Italian form.
    BadIban = "220", Input {
        it: "IBAN italiano non valido",
        en: "invalid Italian IBAN",
        fix_it: "servono 27 caratteri che iniziano con IT",
        fix_en: "27 characters beginning with IT are needed",
    }
    /// The international check digits of an IBAN are wrong.
    IbanMod97 = "221", Integrity {
        it: "cifre di controllo dell'IBAN errate",
        en: "wrong IBAN check digits",
        fix_it: "ricopiare l'IBAN",
        fix_en: "copy the IBAN again",
    }
    /// The national check letter (CIN) of an IBAN is wrong.
    IbanCin = "222", Integrity {
        it: "CIN dell'IBAN errato",
        en: "wrong national check letter of the IBAN",
        fix_it: "ricopiare l'IBAN",
        fix_en: "copy the IBAN again",
    }
    /// A remittance period is not a half-month of the years 1900 to 2999.
    BadPeriod = "230", Input {
        it: "periodo di riversamento non valido",
        en: "invalid remittance period",
        fix_it: "usare 1–15 oppure 16–fine mese",
        fix_en: "use 1–15 or 16–end of the month",
    }
    /// The name or the codice catastale of a comune is not well formed.
    BadPayer = "231", Input {
        it: "comune non valido",
        en: "invalid comune",
        fix_it: "indicare il nome e il codice catastale (una lettera e tre cifre)",
        fix_en: "give the name and the codice catastale (a letter and three digits)",
    }
    /// A quarterly summary contradicts itself.
    SummaryMismatch = "232", Refused {
        it: "riepilogo trimestrale incoerente",
        en: "inconsistent quarterly summary",
        fix_it: "correggere il pagamento indicato",
        fix_en: "correct the payment named",
    }
    /// The span of a reconciliation is reversed or longer than ten years.
    ReconcileSpan = "240", Input {
        it: "intervallo della riconciliazione non valido",
        en: "invalid span of the reconciliation",
        fix_it: "indicare prima e ultima quindicina in ordine, al massimo dieci anni",
        fix_en: "give the first and the last half-month in order, ten years at most",
    }
    /// A card or a payment is of a half-month outside the span of the reconciliation.
    OutsideSpan = "241", Input {
        it: "evento fuori dall'intervallo della riconciliazione",
        en: "event outside the span of the reconciliation",
        fix_it: "allargare l'intervallo o escludere l'evento",
        fix_en: "widen the span or leave the event out",
    }
    /// A reconciliation has more comuni, payments or mismatches than its limits allow.
    ReconcileLimit = "242", Limit {
        it: "troppi elementi nella riconciliazione",
        en: "too many items in the reconciliation",
        fix_it: "riconciliare per parti o alzare il limite indicato",
        fix_en: "reconcile in parts or raise the limit named",
    }
    /// A payment event contradicts itself, or its reference is not well formed.
    BadPaymentEvent = "243", Input {
        it: "pagamento da riconciliare non valido",
        en: "invalid payment to reconcile",
        fix_it: "correggere il campo indicato",
        fix_en: "correct the field named",
    }
    /// A CSV export could not be written.
    CsvWrite = "244", Environment {
        it: "scrittura del CSV non riuscita",
        en: "the CSV could not be written",
        fix_it: "verificare spazio e permessi della destinazione",
        fix_en: "check the space and the permissions of the destination",
    }
    /// A text would be taken for a formula by a spreadsheet that opens the CSV.
    CsvFormula = "245", Refused {
        it: "testo che un foglio di calcolo leggerebbe come formula",
        en: "text that a spreadsheet would read as a formula",
        fix_it: "togliere il segno iniziale dal campo indicato",
        fix_en: "remove the leading sign from the field named",
    }
    /// A transition is not allowed from the present state.
    IllegalTransition = "301", State {
        it: "passaggio di stato non consentito",
        en: "state transition not allowed",
        fix_it: "verificare lo stato della richiesta prima di procedere",
        fix_en: "check the state of the request before going on",
    }
    /// A request number is not of the form `IIIIII-YYYY-NNNNNN`.
    BadRequestNumber = "302", Input {
        it: "numero di richiesta non valido",
        en: "invalid request number",
        fix_it: "usare codice ISTAT (6 cifre), anno e progressivo (6 cifre) separati da trattino",
        fix_en: "use ISTAT code (6 digits), year and progressive (6 digits) joined by hyphens",
    }
    /// The request has no serial yet.
    NotReadyToSign = "310", State {
        it: "la richiesta non ha ancora il numero della carta",
        en: "the request has no serial yet",
        fix_it: "chiedere il numero a CIEOnline prima di firmare",
        fix_en: "ask CIEOnline for the serial before signing",
    }
    /// The canonical form is larger than its limit.
    FormTooLarge = "311", Limit {
        it: "richiesta oltre 8 MiB",
        en: "request beyond 8 MiB",
        fix_it: "ridurre foto e immagini ai limiti previsti",
        fix_en: "reduce photo and images to their limits",
    }
    /// The canonical form could not be made.
    Canonicalisation = "312", Internal {
        it: "forma canonica non riuscita",
        en: "the canonical form could not be made",
        fix_it: "segnalare il difetto",
        fix_en: "report the defect",
    }
    /// An operation identifier is empty, too long or has characters that are not allowed.
    BadOperationId = "401", Input {
        it: "identificativo operazione non valido",
        en: "invalid operation identifier",
        fix_it: "usare da 1 a 30 lettere, cifre, punto, trattino o sottolineato",
        fix_en: "use 1 to 30 letters, digits, dot, hyphen or underscore",
    }
    /// The hash chain of the journal is broken.
    BrokenChain = "501", Integrity {
        it: "la catena del giornale è interrotta",
        en: "the journal's hash chain is broken",
        fix_it: "conservare il file com'è e confrontarlo con una copia di riserva",
        fix_en: "keep the file as it is and compare it with a backup",
    }
    /// A digest is not 64 lower-case hexadecimal digits.
    BadHash = "502", Input {
        it: "impronta hash non valida",
        en: "invalid hash",
        fix_it: "servono 64 cifre esadecimali minuscole",
        fix_en: "64 lower-case hexadecimal digits are needed",
    }
    /// A label of the operator-card inventory is not of the form allowed.
    BadScoLabel = "600", Input {
        it: "etichetta dell'inventario SCO non valida",
        en: "invalid label in the SCO inventory",
        fix_it: "usare da 1 a 40 lettere, cifre, punto, trattino o sottolineato; mai un codice fiscale",
        fix_en: "use 1 to 40 letters, digits, dot, hyphen or underscore; never a codice fiscale",
    }
    /// The inventory has no such operator card.
    UnknownCard = "601", NotFound {
        it: "SCO sconosciuta",
        en: "unknown SCO",
        fix_it: "registrare prima la richiesta della carta",
        fix_en: "record the request of the card first",
    }
    /// The officer or Security Officer is not in service in this office.
    UnknownPerson = "602", NotFound {
        it: "persona non in servizio presso la sede",
        en: "person not in service in this office",
        fix_it: "registrare prima la nomina, con una data non successiva",
        fix_en: "record the appointment first, with a date that is not later",
    }
    /// An operator card cannot take this step in its present state.
    IllegalCardStep = "603", State {
        it: "passaggio non consentito per la SCO",
        en: "step not allowed for the SCO",
        fix_it: "verificare lo stato della carta prima di procedere",
        fix_en: "check the state of the card before going on",
    }
    /// Another operator card has this label or this number.
    CardExists = "604", Conflict {
        it: "SCO già presente",
        en: "SCO already present",
        fix_it: "usare un'altra etichetta, o ricontrollare il numero sulla carta",
        fix_en: "use another label, or check the number on the card",
    }
    /// The officer or Security Officer is already in service.
    PersonExists = "605", Conflict {
        it: "persona già in servizio",
        en: "person already in service",
        fix_it: "usare un'altra etichetta, o registrare prima la cessazione",
        fix_en: "use another label, or record that the person left first",
    }
    /// The Security Officer in charge had not received the master password by that day.
    NoMasterPassword = "606", Refused {
        it: "master password non ancora ricevuta dal Security Officer",
        en: "master password not yet received by the Security Officer",
        fix_it: "registrare la data di ricezione, o affidare la carta a un altro Security Officer",
        fix_en: "record the day of receipt, or put another Security Officer in charge of the card",
    }
    /// The receipt of the master password is already recorded.
    MasterPasswordRepeated = "607", Conflict {
        it: "ricezione della master password già registrata",
        en: "receipt of the master password already recorded",
        fix_it: "non serve registrarla di nuovo",
        fix_en: "there is no need to record it again",
    }
    /// The officer already has an operator card.
    OfficerHasCard = "608", Conflict {
        it: "l'ufficiale ha già una SCO",
        en: "the officer already has an SCO",
        fix_it: "revocare prima la carta precedente",
        fix_en: "revoke the earlier card first",
    }
    /// An event is dated before the last one of the same card or person.
    ScoEventOutOfOrder = "609", State {
        it: "evento anteriore all'ultimo registrato",
        en: "event dated before the last one recorded",
        fix_it: "ricontrollare la data",
        fix_en: "check the date",
    }
    /// An operator card past its expiry cannot be activated or handed over.
    CardPastExpiry = "610", Refused {
        it: "SCO già scaduta",
        en: "SCO already expired",
        fix_it: "usare un'altra carta e chiederne una nuova all'assistenza",
        fix_en: "use another card and ask the help desk for a new one",
    }
    /// The expiry of an operator card is not known, or has not passed.
    NotExpired = "611", Refused {
        it: "la SCO non risulta scaduta",
        en: "the SCO is not known to have expired",
        fix_it: "registrare prima la scadenza letta dal certificato",
        fix_en: "record the expiry read from the certificate first",
    }
    /// A card cannot be the replacement of this one.
    BadReplacement = "612", Conflict {
        it: "carta sostitutiva non valida",
        en: "invalid replacement card",
        fix_it: "indicare una carta diversa, non cessata, che non sostituisca già un'altra",
        fix_en: "name a different card that is still alive and does not replace another one",
    }
    /// Whoever leaves still has operator cards.
    CardsStillHeld = "613", State {
        it: "restano SCO in carico",
        en: "SCO are still held",
        fix_it: "revocare le carte o passarle a un altro Security Officer",
        fix_en: "revoke the cards or pass them to another Security Officer",
    }
    /// The inventory has reached its limit.
    ScoLimit = "614", Limit {
        it: "inventario SCO oltre i limiti",
        en: "SCO inventory beyond its limits",
        fix_it: "dividere l'inventario per sede",
        fix_en: "divide the inventory by office",
    }
    /// The operator card was never handed over.
    NotHandedOver = "615", State {
        it: "SCO mai consegnata",
        en: "SCO never handed over",
        fix_it: "registrare prima l'assegnazione",
        fix_en: "record the assignment first",
    }
    /// A line of text is empty, too long, or has control characters.
    BadLine = "650", Input {
        it: "riga di testo vuota, troppo lunga o con caratteri di controllo",
        en: "line of text empty, too long or with control characters",
        fix_it: "scrivere una sola riga nei limiti indicati",
        fix_en: "write a single line within the limit given",
    }
    /// An installation period ends before it begins, is longer than a year, or is not of this century.
    BadInstallationPeriod = "651", Input {
        it: "periodo di installazione non valido",
        en: "invalid installation period",
        fix_it: "indicare il primo e l'ultimo giorno assegnati",
        fix_en: "give the first and the last day assigned",
    }
    /// The last day for asking a postponement has passed.
    PostponementTooLate = "652", Refused {
        it: "termine per il posticipo scaduto",
        en: "too late to ask for a postponement",
        fix_it: "contattare il servizio di assistenza",
        fix_en: "contact the help desk",
    }
    /// The new period does not begin after the assigned one.
    BadPostponement = "653", Input {
        it: "il nuovo periodo non è successivo a quello assegnato",
        en: "the new period is not later than the assigned one",
        fix_it: "indicare un periodo che inizi dopo quello assegnato",
        fix_en: "give a period that begins after the assigned one",
    }
    /// The task is already recorded as done.
    TaskAlreadyDone = "654", State {
        it: "attività già registrata come svolta",
        en: "task already recorded as done",
        fix_it: "non serve registrarla di nuovo",
        fix_en: "there is no need to record it again",
    }
    /// The day is not within the assigned period.
    DayOutsidePeriod = "655", Input {
        it: "giorno fuori dal periodo assegnato",
        en: "day outside the assigned period",
        fix_it: "scegliere un giorno del periodo",
        fix_en: "choose a day of the period",
    }
    /// A count of workstations, offices, learners or cards is zero or beyond its limit.
    BadOfficeCount = "656", Limit {
        it: "numero fuori dai limiti",
        en: "count out of bounds",
        fix_it: "ricontrollare il numero",
        fix_en: "check the number",
    }
    /// An operator card cannot be transferred in this way between these offices.
    BadTransfer = "616", Input {
        it: "trasferimento della SCO non coerente",
        en: "inconsistent transfer of the SCO",
        fix_it: "indicare due sedi diverse e i dati della carta come risultano alla sede che la cede",
        fix_en: "give two different offices, and the card as the office that gives it knows it",
    }
    /// No state of which one can be a citizen has this code or this name, or more than one has.
    UnknownCitizenship = "033", Input {
        it: "cittadinanza non trovata",
        en: "unknown citizenship",
        fix_it: "scrivere il codice ANPR di tre cifre, o il nome per esteso, di uno Stato esistente",
        fix_en: "write the three-digit ANPR code, or the full name, of an existing state",
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
