//! The closed table of fields: what a profile can map.

use super::{Scope, TokenSet};

/// What kind of value a field holds, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text, kept exactly.
    Text,
    /// A date in the profile's format.
    Date,
    /// Date and time in the profile's format.
    DateTime,
    /// One of the profile's tokens.
    Token(TokenSet),
    /// The outcome, whose token may carry a count (`01NN`).
    Outcome,
    /// A whole number from 0 to 65535.
    Number,
    /// Bytes in base64.
    Bytes,
}

const REQUESTS: u16 = Scope::Query.bit() | Scope::Notice.bit() | Scope::Annulment.bit();
const NOWHERE: u16 = 0;
const MESSAGES: u16 = Scope::Query.bit()
    | Scope::Notice.bit()
    | Scope::Annulment.bit()
    | Scope::Answer.bit()
    | Scope::Refusal.bit();
const QUERY: u16 = Scope::Query.bit();
const PEOPLE: u16 =
    Scope::Notice.bit() | Scope::Annulment.bit() | Scope::Subject.bit() | Scope::Parent.bit();
const ALL_PEOPLE: u16 = Scope::Query.bit()
    | Scope::Notice.bit()
    | Scope::Annulment.bit()
    | Scope::Subject.bit()
    | Scope::Parent.bit();
const CARDS: u16 = Scope::Notice.bit() | Scope::Annulment.bit() | Scope::Subject.bit();
const NOTICES: u16 = Scope::Notice.bit() | Scope::Annulment.bit();
const ANNULMENT: u16 = Scope::Annulment.bit();
const REPLIES: u16 = Scope::Answer.bit() | Scope::Refusal.bit();
const ANSWER: u16 = Scope::Answer.bit();
const SUBJECT: u16 = Scope::Subject.bit();
const CITIZENSHIP: u16 = Scope::Citizenship.bit();
const ANOMALY: u16 = Scope::Anomaly.bit();
const ATTACHMENT: u16 = Scope::Attachment.bit();

macro_rules! keys {
    ($( #[doc = $doc:literal] $variant:ident = $name:literal, $kind:expr, $allowed:ident, $required:ident; )+) => {
        /// A field of the model, by a name that never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Key {
            $( #[doc = $doc]
            #[doc = concat!("\n\nIn a profile: `", $name, "`.")] $variant, )+
        }

        impl Key {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in a profile.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// The kind of its value.
            #[must_use]
            #[inline]
            pub fn kind(self) -> Kind {
                match self { $( Self::$variant => $kind, )+ }
            }

            /// Whether it can stand in a message or group.
            #[must_use]
            pub fn allowed_in(self, scope: Scope) -> bool {
                (match self { $( Self::$variant => $allowed, )+ }) & scope.bit() != 0
            }

            /// Whether a profile must give it a place in a message or group.
            #[must_use]
            pub fn required_in(self, scope: Scope) -> bool {
                (match self { $( Self::$variant => $required, )+ }) & scope.bit() != 0
            }
        }
    };
}

use Kind::{Bytes, Date, DateTime, Number, Outcome, Text, Token};

keys! {
    /// Identifier of the operation.
    OperationId = "header.operation_id", Text, REQUESTS, REQUESTS;
    /// Sender.
    Sender = "header.sender", Text, REQUESTS, REQUESTS;
    /// Recipient.
    Recipient = "header.recipient", Text, REQUESTS, REQUESTS;
    /// When the request was sent.
    SentAt = "header.sent_at", DateTime, REQUESTS, REQUESTS;
    /// Test, pre-subentro or production.
    Mode = "header.mode", Token(TokenSet::Mode), REQUESTS, REQUESTS;
    /// Name of the sending application.
    Application = "header.application", Text, REQUESTS, NOWHERE;
    /// Its version.
    ApplicationVersion = "header.application_version", Text, REQUESTS, NOWHERE;
    /// Its vendor.
    ApplicationVendor = "header.application_vendor", Text, REQUESTS, NOWHERE;
    /// Code of the message, the `code` of the profile's message.
    MessageCode = "message.code", Text, MESSAGES, NOWHERE;
    /// ISTAT code of the comune that asks.
    RequesterComune = "requester.comune_istat", Text, REQUESTS, REQUESTS;
    /// Identifier of the workstation.
    RequesterWorkstation = "requester.workstation_id", Text, REQUESTS, REQUESTS;
    /// Codice fiscale of the operator.
    RequesterOperator = "requester.operator", Text, REQUESTS, REQUESTS;
    /// Codice fiscale asked for.
    QueryTaxCode = "query.tax_code", Text, QUERY, QUERY;
    /// ISTAT code of the comune where the citizen is said to live.
    QueryResidence = "query.residence_istat", Text, QUERY, NOWHERE;
    /// Its name.
    QueryResidenceName = "query.residence_comune", Text, QUERY, NOWHERE;
    /// Its province, two letters.
    QueryResidenceProvince = "query.residence_province", Text, QUERY, NOWHERE;
    /// Codice fiscale.
    TaxCode = "person.tax_code", Text, PEOPLE, NOWHERE;
    /// Whether the tax agency validated it.
    TaxCodeValidated = "person.tax_code_validated", Token(TokenSet::Validated), ALL_PEOPLE, NOWHERE;
    /// Date of attribution or validation.
    TaxCodeSince = "person.tax_code_since", Date, ALL_PEOPLE, NOWHERE;
    /// Surname.
    Surname = "person.surname", Text, ALL_PEOPLE, PEOPLE;
    /// The person has no surname.
    NoSurname = "person.no_surname", Token(TokenSet::Without), ALL_PEOPLE, NOWHERE;
    /// First name.
    Given = "person.given", Text, ALL_PEOPLE, PEOPLE;
    /// The person has no first name.
    NoGiven = "person.no_given", Token(TokenSet::Without), ALL_PEOPLE, NOWHERE;
    /// Sex.
    Sex = "person.sex", Token(TokenSet::Sex), ALL_PEOPLE, PEOPLE;
    /// Date of birth, with 01 for what is not known.
    BirthDate = "person.birth_date", Date, ALL_PEOPLE, PEOPLE;
    /// The day of birth is not known.
    NoBirthDay = "person.no_birth_day", Token(TokenSet::Without), ALL_PEOPLE, NOWHERE;
    /// Day and month of birth are not known.
    NoBirthDayMonth = "person.no_birth_day_month", Token(TokenSet::Without), ALL_PEOPLE, NOWHERE;
    /// Comune of birth, by name.
    BirthComune = "birth_place.comune", Text, ALL_PEOPLE, NOWHERE;
    /// Its ISTAT code.
    BirthComuneIstat = "birth_place.comune_istat", Text, ALL_PEOPLE, NOWHERE;
    /// Its Belfiore code.
    BirthComuneBelfiore = "birth_place.comune_belfiore", Text, ALL_PEOPLE, NOWHERE;
    /// Its province, two letters.
    BirthComuneProvince = "birth_place.comune_province", Text, ALL_PEOPLE, NOWHERE;
    /// Foreign state of birth, by name.
    BirthState = "birth_place.state", Text, ALL_PEOPLE, NOWHERE;
    /// Its code, 3 digits.
    BirthStateCode = "birth_place.state_code", Text, ALL_PEOPLE, NOWHERE;
    /// Its Belfiore code.
    BirthStateBelfiore = "birth_place.state_belfiore", Text, ALL_PEOPLE, NOWHERE;
    /// Foreign town of birth.
    BirthLocality = "birth_place.locality", Text, ALL_PEOPLE, NOWHERE;
    /// Foreign province or county of birth; never required.
    BirthForeignProvince = "birth_place.foreign_province", Text, ALL_PEOPLE, NOWHERE;
    /// Place of birth that is neither a comune nor a foreign town.
    BirthExceptional = "birth_place.exceptional", Text, ALL_PEOPLE, NOWHERE;
    /// Registered with AIRE.
    Aire = "person.aire", Token(TokenSet::YesNo), ALL_PEOPLE, NOWHERE;
    /// Sheet in the comune's registry.
    RegistryId = "person.registry_id", Text, ALL_PEOPLE, NOWHERE;
    /// Sheet in ANPR.
    AnprId = "person.anpr_id", Text, ALL_PEOPLE, NOWHERE;
    /// Serial of the card.
    CardSerial = "card.serial", Text, CARDS, NOTICES;
    /// Electronic or paper.
    CardElectronic = "card.electronic", Token(TokenSet::Electronic), CARDS, NOTICES;
    /// Date of issue.
    CardIssuedOn = "card.issued_on", Date, CARDS, NOWHERE;
    /// Date of expiry.
    CardExpiresOn = "card.expires_on", Date, CARDS, NOWHERE;
    /// Travel flag; its tokens say what it means.
    CardTravel = "card.travel", Token(TokenSet::Travel), CARDS, NOWHERE;
    /// Issuing comune, by name.
    CardComune = "card.comune", Text, CARDS, NOWHERE;
    /// Its ISTAT code.
    CardComuneIstat = "card.comune_istat", Text, CARDS, NOWHERE;
    /// Its province, two letters.
    CardComuneProvince = "card.comune_province", Text, CARDS, NOWHERE;
    /// Date of annulment as recorded on the card.
    CardAnnulledOn = "card.annulled_on", Date, CARDS, NOWHERE;
    /// Date of annulment being notified.
    AnnulmentOn = "annulment.on", Date, ANNULMENT, ANNULMENT;
    /// Reason of annulment.
    AnnulmentReason = "annulment.reason", Token(TokenSet::Reason), ANNULMENT, ANNULMENT;
    /// Identifier of the request answered.
    AnswerOperationId = "answer.operation_id", Text, REPLIES, ANSWER;
    /// Sender of the answer.
    AnswerSender = "answer.sender", Text, REPLIES, ANSWER;
    /// Recipient of the answer.
    AnswerRecipient = "answer.recipient", Text, REPLIES, ANSWER;
    /// When the request answered says it was sent.
    AnswerSentAt = "answer.request_sent_at", DateTime, REPLIES, NOWHERE;
    /// The registry's own identifier of the operation.
    AnswerRegistryId = "answer.registry_operation_id", Text, REPLIES, NOWHERE;
    /// Outcome.
    AnswerOutcome = "answer.outcome", Outcome, REPLIES, REPLIES;
    /// Comune that registered the birth act, by name.
    ActComune = "birth_act.comune", Text, SUBJECT, NOWHERE;
    /// Its ISTAT code.
    ActComuneIstat = "birth_act.comune_istat", Text, SUBJECT, NOWHERE;
    /// Its province, two letters.
    ActComuneProvince = "birth_act.comune_province", Text, SUBJECT, NOWHERE;
    /// Year.
    ActYear = "birth_act.year", Text, SUBJECT, NOWHERE;
    /// Part.
    ActPart = "birth_act.part", Text, SUBJECT, NOWHERE;
    /// Series.
    ActSeries = "birth_act.series", Text, SUBJECT, NOWHERE;
    /// Number.
    ActNumber = "birth_act.number", Text, SUBJECT, NOWHERE;
    /// Civil status, as the registry codes it.
    CivilStatus = "subject.civil_status", Text, SUBJECT, NOWHERE;
    /// Comune of residence, by name.
    Comune = "residence.comune", Text, SUBJECT, NOWHERE;
    /// Its ISTAT code.
    ComuneIstat = "residence.comune_istat", Text, SUBJECT, NOWHERE;
    /// Its province, two letters.
    ComuneProvince = "residence.comune_province", Text, SUBJECT, NOWHERE;
    /// Street type.
    StreetType = "residence.street_type", Text, SUBJECT, NOWHERE;
    /// Code of the street type in ANPR's table.
    StreetTypeCode = "residence.street_type_code", Text, SUBJECT, NOWHERE;
    /// Street name.
    Street = "residence.street", Text, SUBJECT, NOWHERE;
    /// Civic number, verbatim.
    Civic = "residence.civic", Text, SUBJECT, NOWHERE;
    /// The number of a civic number, for wires that part it from its suffix.
    CivicNumber = "residence.civic_number", Text, SUBJECT, NOWHERE;
    /// What follows the number (`2` in `17/2`), or the whole text where there is no number.
    CivicSuffix = "residence.civic_suffix", Text, SUBJECT, NOWHERE;
    /// Post code.
    Cap = "residence.cap", Text, SUBJECT, NOWHERE;
    /// Hamlet.
    Frazione = "residence.frazione", Text, SUBJECT, NOWHERE;
    /// Care of.
    CareOf = "residence.care_of", Text, SUBJECT, NOWHERE;
    /// Resident there since.
    ResidentSince = "residence.since", Date, SUBJECT, NOWHERE;
    /// No fixed abode.
    NoFixedAbode = "residence.no_fixed_abode", Token(TokenSet::YesNo), SUBJECT, NOWHERE;
    /// Foreign state of residence, by name.
    AbroadState = "residence.state", Text, SUBJECT, NOWHERE;
    /// Its code, 3 digits.
    AbroadStateCode = "residence.state_code", Text, SUBJECT, NOWHERE;
    /// Foreign town of residence.
    AbroadLocality = "residence.locality", Text, SUBJECT, NOWHERE;
    /// Foreign province, county or region.
    AbroadProvince = "residence.foreign_province", Text, SUBJECT, NOWHERE;
    /// Foreign street and number, as written there.
    AbroadLine = "residence.foreign_line", Text, SUBJECT, NOWHERE;
    /// Comune of AIRE registration, by name.
    AireComune = "residence.aire_comune", Text, SUBJECT, NOWHERE;
    /// Its ISTAT code.
    AireComuneIstat = "residence.aire_comune_istat", Text, SUBJECT, NOWHERE;
    /// Its province, two letters.
    AireComuneProvince = "residence.aire_comune_province", Text, SUBJECT, NOWHERE;
    /// Reason of cancellation from the registry.
    CancellationReason = "cancellation.reason", Text, SUBJECT, NOWHERE;
    /// Date of cancellation from the registry.
    CancelledOn = "cancellation.on", Date, SUBJECT, NOWHERE;
    /// Whether certificates may be issued.
    Certifiable = "subject.certifiable", Token(TokenSet::Certifiable), SUBJECT, NOWHERE;
    /// Where the data come from.
    Provenance = "subject.provenance", Token(TokenSet::Provenance), SUBJECT, NOWHERE;
    /// Height in centimetres.
    Height = "subject.height_cm", Number, SUBJECT, NOWHERE;
    /// Code of the state, 3 digits.
    CitizenshipCode = "citizenship.state_code", Text, CITIZENSHIP, CITIZENSHIP;
    /// Name of the state.
    CitizenshipState = "citizenship.state", Text, CITIZENSHIP, NOWHERE;
    /// Held since.
    CitizenshipSince = "citizenship.since", Date, CITIZENSHIP, NOWHERE;
    /// Code.
    AnomalyCode = "anomaly.code", Text, ANOMALY, ANOMALY;
    /// Error or warning.
    AnomalySeverity = "anomaly.severity", Token(TokenSet::Severity), ANOMALY, ANOMALY;
    /// Text.
    AnomalyText = "anomaly.text", Text, ANOMALY, ANOMALY;
    /// Field concerned.
    AnomalyField = "anomaly.field", Text, ANOMALY, NOWHERE;
    /// What the file is.
    AttachmentKind = "attachment.kind", Token(TokenSet::Attachment), ATTACHMENT, ATTACHMENT;
    /// Media type.
    AttachmentMedia = "attachment.media_type", Text, ATTACHMENT, ATTACHMENT;
    /// The file, base64.
    AttachmentBytes = "attachment.bytes", Bytes, ATTACHMENT, ATTACHMENT;
}

impl Key {
    /// The field of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }

    /// Whether leaving the value out would change what the others mean, so that no policy may.
    pub(crate) fn essential(self) -> bool {
        use Key::{Aire, NoBirthDay, NoBirthDayMonth, NoFixedAbode, NoGiven, NoSurname};
        matches!(
            self,
            NoSurname | NoGiven | NoBirthDay | NoBirthDayMonth | NoFixedAbode | Aire
        )
    }
}
