//! The fixed texts of the receipt.

use crate::print::page::words::texts;

texts! {
    TITLE = "Ricevuta della richiesta di carta d’identità elettronica",
        "Receipt of the request for an electronic identity card";
    NUMBER = "Numero della richiesta", "Request number";
    ISSUED = "Data e ora", "Date and time";
    HOLDER = "Titolare", "Holder";
    SURNAME = "Cognome", "Surname";
    GIVEN = "Nome", "Given names";
    NO_NAME = "— (assente in anagrafe)", "— (none in the registry)";
    BORN = "Data di nascita", "Date of birth";
    BIRTH_PLACE = "Luogo di nascita", "Place of birth";
    FISCAL_CODE = "Codice fiscale", "Tax code (codice fiscale)";
    CARD = "Carta e consegna", "Card and delivery";
    SERIAL = "Numero della carta", "Card number";
    EXPIRY = "Scadenza", "Expiry";
    OPERATOR = "Operatore", "Operator";
    DELIVERY = "Consegna", "Delivery";
    SECRETS = "PIN e PUK: prima parte", "PIN and PUK: first half";
    PIN = "PIN, prime 4 cifre", "PIN, first 4 digits";
    PUK = "PUK, prime 4 cifre", "PUK, first 4 digits";
    HIDDEN = "non stampato", "not printed";
    SECRETS_NOTE = "La seconda parte arriva con la carta. Conservare questa ricevuta in luogo sicuro \
        e non comunicare i codici a nessuno.",
        "The second half comes with the card. Keep this receipt in a safe place and tell the codes \
        to nobody.";
    HIDDEN_NOTE = "Copia senza codici: le cifre sono soltanto sulla copia consegnata al titolare.",
        "Copy without codes: the digits are only on the copy handed to the holder.";
    FEES = "Importi pagati", "Amounts paid";
    FEE_LABEL = "Voce", "Item";
    FEE_AMOUNT = "Importo", "Amount";
    TOTAL = "Totale", "Total";
    NO_FEES = "Nessun importo dovuto.", "Nothing to pay.";
    VALIDITY = "Validità della ricevuta", "Validity of the receipt";
    VALID = "Questa ricevuta vale come documento di riconoscimento in Italia fino alla consegna \
        della carta.",
        "This receipt counts as identification in Italy until the card is delivered.";
    NOT_VALID = "Questa ricevuta proviene da una richiesta simulata: non vale come documento di \
        riconoscimento e nessuna carta sarà prodotta.",
        "This receipt comes from a simulated request: it does not count as identification and no \
        card will be produced.";
    PHOTO_ALT = "Fotografia del titolare", "Photo of the holder";
    QR_ALT = "Codice QR della richiesta", "QR code of the request";
    REQUEST = "Richiesta", "Request";
}

/// The dots that stand for a half: always as many, whatever the secret is.
pub(super) const DOTS: &str = "••••";
