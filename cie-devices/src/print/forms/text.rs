//! The fixed texts of summary and handover.

use cie_core::fees::Reason;
use cie_core::lang::Text;
use cie_core::request::{Finger, Hand, IssueKind};
use cie_core::sco::Role;

use crate::print::page::words::texts;

texts! {
    REQUEST = "Riepilogo della richiesta di carta d’identità elettronica",
        "Summary of the request for an electronic identity card";
    NOT_OFFICIAL = "Non è un modulo ministeriale: riporta i dati inseriti nella richiesta, perché chi \
        la presenta li controlli prima che l’operatore la firmi digitalmente.",
        "This is no ministerial form: it shows the data entered in the request, for the applicant to \
        check before the operator signs it digitally.";
    BLANK = "—", "—";

    THE_REQUEST = "Richiesta", "Request";
    NUMBER = "Numero", "Number";
    DAY = "Data", "Date";
    REASON = "Motivo", "Reason";
    KIND = "Documento", "Document";
    OFFICE = "Sede", "Office";
    OPERATOR = "Operatore", "Operator";
    NULLA_OSTA = "Nulla osta del comune di residenza", "Leave of the comune of residence";

    CITIZEN = "Titolare", "Holder";
    SURNAME = "Cognome", "Surname";
    GIVEN = "Nome", "Given names";
    NO_NAME = "— (assente in anagrafe)", "— (none in the registry)";
    SEX = "Sesso", "Sex";
    MALE = "maschile (M)", "male (M)";
    FEMALE = "femminile (F)", "female (F)";
    BORN = "Data di nascita", "Date of birth";
    BIRTH_PLACE = "Luogo di nascita", "Place of birth";
    CODE = "Codice fiscale", "Tax code (codice fiscale)";
    CITIZENSHIP = "Cittadinanza", "Citizenship";
    ITALIAN = "italiana", "Italian";
    STATELESS = "apolide", "stateless";
    HEIGHT = "Statura", "Height";
    PHOTO_ALT = "Fotografia del titolare", "Photo of the holder";
    NO_PHOTO = "Fotografia non acquisita.", "No photo taken.";

    HOME = "Residenza, recapiti e consegna", "Residence, contacts and delivery";
    RESIDENCE = "Residenza", "Residence";
    CARE_OF = "presso", "care of";
    NO_ABODE = "senza fissa dimora", "no fixed abode";
    EMAIL = "Posta elettronica", "E-mail";
    PHONE = "Telefono", "Telephone";
    DELIVERY = "Consegna della carta", "Delivery of the card";
    TO_RESIDENCE = "per posta alla residenza", "by post to the residence";
    TO_ADDRESS = "per posta ad altro indirizzo", "by post to another address";
    TO_COMUNE = "ritiro in comune", "collected at the comune";
    DELEGATE = "Persona delegata al ritiro", "Person who may collect it";

    GUARDIANS = "Chi risponde per il minore", "Who answers for the minor";
    GUARDIAN = "Cognome e nome", "Surname and name";
    PARENT = "genitore", "parent";
    TUTORE = "tutore", "guardian";
    ASSENT = "Assenso all’espatrio", "Assent to travel";
    ASSENT_GIVEN = "dato", "given";
    ASSENT_MISSING = "non dato", "not given";
    ASSENT_JUDGE = "autorizzazione del giudice tutelare", "authorisation of the guardianship judge";

    CARD = "Carta", "Card";
    SERIAL = "Numero della carta", "Card number";
    FEE_RECEIPT = "Ricevuta di pagamento", "Receipt of payment";
    EXPIRY = "Scadenza", "Expiry";
    UNLIMITED = "illimitata", "unlimited";
    PRICE = "Importo", "Price";
    ABROAD = "Espatrio", "Travel";
    TRAVEL = "valida per l’espatrio", "valid for travel";
    NO_TRAVEL = "NON valida per l’espatrio", "NOT valid for travel";

    TAKEN = "Dati acquisiti allo sportello", "Taken at the counter";
    FINGERPRINTS = "Impronte digitali", "Fingerprints";
    NOT_TAKEN = "non acquisita", "not taken";
    NO_PRINTS = "non acquisite", "not taken";
    NOT_FOR_AGE = "non si acquisisce a questa età", "not taken at this age";
    NO_FINGERS_NOW = "impossibilità temporanea: la carta vale 12 mesi",
        "impossible for now: the card is valid for 12 months";
    NO_FINGERS = "impossibilità permanente", "impossible for good";
    SIGNATURE = "Firma", "Signature";
    TAKEN_NOW = "acquisita", "taken";
    UNABLE = "impossibilitato a firmare", "unable to sign";
    ORGANS = "Donazione di organi e tessuti", "Donation of organs and tissues";
    ORGANS_YES = "consenso", "consent";
    ORGANS_NO = "diniego", "refusal";
    NOT_EXPRESSED = "non espressa", "not expressed";

    SIGNATURES = "Firme", "Signatures";
    CHECKED = "I dati sono stati letti e sono esatti; ciò che non lo era è stato corretto prima della \
        firma.",
        "The data have been read and are right; what was not has been corrected before signing.";
    SIGNED_APPLICANT = "Chi chiede la carta", "The applicant";
    SIGNED_OPERATOR = "L’operatore", "The operator";
    QR_NOTE = "Il codice contiene soltanto il numero della richiesta, per ritrovarla allo sportello.",
        "The code holds nothing but the number of the request, to find it again at the counter.";
    QR_ALT = "Codice QR con il numero della richiesta", "QR code with the request number";

    HANDOVER = "Verbale di consegna di smart card operatore (SCO)",
        "Record of handover of an operator smart card (SCO)";
    PARTIES = "Consegna", "Handover";
    GIVER = "Consegna (Security Officer)", "Handed over by (Security Officer)";
    TAKER = "Riceve", "Received by";
    QUALITY = "In qualità di", "In the quality of";
    OFFICER = "ufficiale d’anagrafe", "registry officer";
    OFFICER_DELEGATE = "delegato dell’ufficiale d’anagrafe", "delegate of the registry officer";
    LABEL = "Contrassegno", "Label";
    CARD_NUMBER = "Numero", "Number";
    NOT_READ = "non rilevato", "not read";
    EXPIRY_NOT_READ = "non rilevata", "not read";
    DUTIES = "La carta è consegnata già attivata. Chi la riceve la custodisce, la usa di persona e avvisa \
        subito il Security Officer in caso di smarrimento, furto o blocco. PIN e master password non \
        sono riportati in questo verbale.",
        "The card is handed over activated. Whoever receives it keeps it safe, uses it in person and \
        tells the Security Officer at once if it is lost, stolen or blocked. Neither PIN nor master \
        password appears in this record.";
    PROPOSED = "Non risulta pubblico alcun modulo ufficiale: testo proposto.",
        "No official form is public: proposed text.";
    SIGNED_GIVER = "Firma di chi consegna", "Signature, handed over by";
    SIGNED_TAKER = "Firma di chi riceve", "Signature, received by";
}

const fn both(it: &'static str, en: &'static str) -> Text {
    Text { it, en }
}

pub(super) fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Loss => both("smarrimento", "loss"),
        Reason::Theft => both("furto", "theft"),
        Reason::Damage => both("deterioramento", "damage"),
        Reason::RenewalExpired => both("rinnovo di carta scaduta", "renewal of an expired card"),
        Reason::FirstIssue => both("primo rilascio", "first issue"),
        Reason::RenewalExpiring => both(
            "rinnovo di carta in scadenza, cartacea o di vecchio modello",
            "renewal of an expiring, paper or old-model card",
        ),
        Reason::DataChange => both("variazione dei dati", "change of data"),
        Reason::EarlyRenewal => both("rinnovo anticipato", "early renewal"),
        Reason::Defect => both("chip difettoso", "defective chip"),
        Reason::NotDelivered => both("carta mai consegnata", "card never delivered"),
        // A reason added later: its stable name says more than nothing.
        other => both(other.name(), other.name()),
    }
}

pub(super) fn kind(kind: &IssueKind) -> Text {
    match kind {
        IssueKind::Ordinary => both("carta elettronica", "electronic card"),
        IssueKind::AsylumSeeker => both(
            "carta elettronica per richiedente asilo",
            "electronic card for an asylum seeker",
        ),
        IssueKind::Consular(_) => both(
            "carta elettronica, rilascio consolare",
            "electronic card, issued by a consulate",
        ),
        IssueKind::Paper { .. } => both("carta cartacea", "paper card"),
        _ => BLANK,
    }
}

pub(super) fn finger(finger: Finger) -> Text {
    match finger {
        Finger::Index => both("indice", "index"),
        Finger::Middle => both("medio", "middle"),
        Finger::Ring => both("anulare", "ring"),
        Finger::Thumb => both("pollice", "thumb"),
    }
}

pub(super) fn hand(hand: Hand) -> Text {
    match hand {
        Hand::Right => both("destro", "right"),
        Hand::Left => both("sinistro", "left"),
    }
}

pub(super) fn role(role: Role) -> Text {
    match role {
        Role::RegistryOfficer => OFFICER,
        Role::Delegate => OFFICER_DELEGATE,
        _ => BLANK,
    }
}
