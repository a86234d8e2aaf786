//! One API of the CIE issuance SDK for every language: owned records, a few objects, one error.
//!
//! The packages of the languages (`bindings/python`, `bindings/node`, `bindings/mobile`) are this
//! crate, built with the feature of their language: what a caller can do, and with which words, is
//! decided here. A Rust program has no need of it; it uses `cie-core` and its neighbours.

#[macro_use]
mod callback;
#[macro_use]
mod choice;
#[macro_use]
mod export;
#[macro_use]
mod object;
#[macro_use]
mod record;
#[cfg(feature = "node")]
#[macro_use]
mod text_in_node;

mod born;
mod bytes;
mod call;
mod capture;
mod card;
mod codice_fiscale;
mod connector;
mod day;
mod doctor;
mod error;
mod exchange;
mod fault;
mod fees;
mod guard;
#[cfg(feature = "mobile")]
pub mod mobile;
mod mrz;
#[cfg(feature = "node")]
pub mod node;
mod person;
mod place;
#[cfg(feature = "python")]
mod python;
mod request;
mod rule;
mod validity;
mod workstation;

pub use born::Born;
pub use bytes::Bytes;
pub use call::{Made, call, make, schema};
pub use callback::{Callback, CallbackFailure, CallbackMethod};
pub use capture::*;
pub use card::*;
pub use choice::Choice;
pub use codice_fiscale::*;
pub use connector::*;
pub use day::Day;
pub use doctor::*;
pub use error::{ApiError, ErrorKind, ErrorPosition, Result};
pub use exchange::*;
pub use fees::*;
pub use guard::guard;
pub use mrz::*;
pub use person::{BirthData, Sex};
pub use place::*;
pub use request::*;
pub use rule::*;
pub use validity::*;
pub use workstation::*;

/// The functions of every area.
const AREAS: &[&[call::Call]] = &[
    capture::barcode::CALLS,
    capture::fingerprint::CALLS,
    capture::photo::CALLS,
    capture::sample::CALLS,
    capture::signature::CALLS,
    capture::typed::CALLS,
    card::files::CALLS,
    card::pin::CALLS,
    card::read::CALLS,
    card::simulate::CALLS,
    card::verify::CALLS,
    codice_fiscale::CALLS,
    connector::CALLS,
    doctor::CALLS,
    fees::CALLS,
    mrz::CALLS,
    place::CALLS,
    request::CALLS,
    rule::CALLS,
    validity::CALLS,
    workstation::CALLS,
];

/// Every object of the facade.
const OBJECTS: &[call::Object] = &[
    capture::fingerprint_session::OBJECT,
    card::virtual_card::OBJECT,
];

/// What callers implement.
pub const CALLBACKS: &[Callback] = &[
    capture::scanner::CALLBACK,
    card::transport::CALLBACK,
    card::watch::CALLBACK,
];

/// Every record of the facade, by name: its fields with their types.
const RECORDS: &[(&str, &[(&str, &str)])] = &[
    Anomaly::RECORD,
    Attachment::RECORD,
    Authority::RECORD,
    BirthAct::RECORD,
    BirthData::RECORD,
    BirthPlace::RECORD,
    Cancellation::RECORD,
    Card::RECORD,
    CardAccess::RECORD,
    CardAnnulment::RECORD,
    CardContent::RECORD,
    CardDocument::RECORD,
    CardFile::RECORD,
    CardHolder::RECORD,
    CardNotice::RECORD,
    CardPhoto::RECORD,
    CardPlan::RECORD,
    CardReading::RECORD,
    CardReport::RECORD,
    CardVerdict::RECORD,
    Charge::RECORD,
    Citizenship::RECORD,
    CleanedSignature::RECORD,
    CodiceFiscaleParts::RECORD,
    CodiceFiscaleReport::RECORD,
    ConnectorConfig::RECORD,
    DoctorConfig::RECORD,
    DoctorFinding::RECORD,
    ErrorInfo::RECORD,
    ErrorPosition::RECORD,
    FaceMarks::RECORD,
    Finding::RECORD,
    FingerImage::RECORD,
    FingerView::RECORD,
    FingerprintFile::RECORD,
    FingerprintOutcome::RECORD,
    FingerprintQuality::RECORD,
    FingerprintStep::RECORD,
    FittedPhoto::RECORD,
    Found::RECORD,
    ImagePoint::RECORD,
    JournalEntry::RECORD,
    LocalExemption::RECORD,
    MediaReport::RECORD,
    MediaVerdict::RECORD,
    Mrz::RECORD,
    MrzData::RECORD,
    Person::RECORD,
    PinTries::RECORD,
    Place::RECORD,
    Query::RECORD,
    Quote::RECORD,
    QuoteLine::RECORD,
    Remittance::RECORD,
    Renewal::RECORD,
    Reply::RECORD,
    Residence::RECORD,
    Rule::RECORD,
    RuleFigure::RECORD,
    SadAnswer::RECORD,
    SimulatedCard::RECORD,
    SimulatedPortrait::RECORD,
    Subject::RECORD,
    TakenFingerprint::RECORD,
    Tariff::RECORD,
    TrustContent::RECORD,
    Validity::RECORD,
    Workstation::RECORD,
];

/// Every enumeration of the facade, by name.
pub const CHOICES: &[Choice] = &[
    AnnulmentReason::CHOICE,
    Applicant::CHOICE,
    AttachmentKind::CHOICE,
    AttemptFailure::CHOICE,
    BirthPlaceKind::CHOICE,
    CardCheck::CHOICE,
    CardEffect::CHOICE,
    CardField::CHOICE,
    CardModel::CHOICE,
    CardSummary::CHOICE,
    CheckOutcome::CHOICE,
    CodiceFiscaleField::CHOICE,
    CodiceFiscaleSyntax::CHOICE,
    Confidence::CHOICE,
    DoctorVerdict::CHOICE,
    DueDatePolicy::CHOICE,
    ErrorKind::CHOICE,
    FeeComponent::CHOICE,
    Finger::CHOICE,
    FingerAbsence::CHOICE,
    FingerAdvice::CHOICE,
    FingerprintChoice::CHOICE,
    FingerprintFormat::CHOICE,
    FingerprintStepKind::CHOICE,
    Fingerprints::CHOICE,
    Gravity::CHOICE,
    Hand::CHOICE,
    Impossibility::CHOICE,
    IssueReason::CHOICE,
    MediaOutcome::CHOICE,
    Operation::CHOICE,
    PlaceKind::CHOICE,
    Provenance::CHOICE,
    ResidenceKind::CHOICE,
    SadOutcome::CHOICE,
    SendMode::CHOICE,
    Severity::CHOICE,
    Sex::CHOICE,
];

#[cfg(feature = "mobile")]
uniffi::setup_scaffolding!("cie");
