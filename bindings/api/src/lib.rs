//! One API of the CIE issuance SDK for every language: owned records, a few objects, one error.
//!
//! The packages of the languages (`bindings/python`, `bindings/node`, `bindings/kotlin`,
//! `bindings/swift`) are this crate, built with the feature of their language: what a caller can do,
//! and with which words, is decided here. A Rust program has no need of it; it uses `cie-core` and its
//! neighbours.

#[macro_use]
mod callback;
#[macro_use]
mod choice;
#[macro_use]
mod export;
#[macro_use]
mod mirror;
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
mod devices;
mod doctor;
mod error;
mod exchange;
mod fault;
mod fees;
mod guard;
mod issuance;
#[cfg(feature = "mobile")]
pub mod mobile;
mod mrz;
#[cfg(feature = "node")]
pub mod node;
mod operator;
mod person;
mod place;
#[cfg(feature = "python")]
mod python;
mod request;
mod rule;
mod sad;
mod sco;
mod store;
mod travel;
mod trouble;
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
pub use devices::*;
pub use doctor::*;
pub use error::{ApiError, ErrorKind, ErrorPosition, Result};
pub use exchange::*;
pub use fees::*;
pub use guard::guard;
pub use issuance::*;
pub use mrz::*;
pub use operator::*;
pub use person::{BirthData, Sex};
pub use place::*;
pub use request::*;
pub use rule::*;
pub use sad::*;
pub use sco::*;
pub use store::*;
pub use travel::*;
pub use trouble::Trouble;
pub use validity::*;
pub use workstation::*;

/// The functions of every area.
const AREAS: &[&[call::Call]] = &[
    capture::barcode::CALLS,
    capture::fingerprint::CALLS,
    capture::photo::CALLS,
    capture::sample::CALLS,
    capture::scan_document::CALLS,
    capture::signature::CALLS,
    capture::take_photo::CALLS,
    capture::typed::CALLS,
    card::files::CALLS,
    card::pin::CALLS,
    card::read::CALLS,
    card::simulate::CALLS,
    card::verify::CALLS,
    codice_fiscale::CALLS,
    connector::CALLS,
    devices::trial::CALLS,
    doctor::CALLS,
    fees::calendar::CALLS,
    fees::quote::CALLS,
    fees::reconcile::CALLS,
    fees::remittance::CALLS,
    fees::summary::CALLS,
    issuance::state::CALLS,
    mrz::CALLS,
    operator::seal::CALLS,
    operator::sign::CALLS,
    operator::simulate::CALLS,
    place::CALLS,
    request::check::CALLS,
    request::sign::CALLS,
    rule::CALLS,
    sad::codec::CALLS,
    sad::profile::CALLS,
    sco::inventory::CALLS,
    sco::paper::CALLS,
    sco::report::CALLS,
    store::CALLS,
    travel::CALLS,
    validity::CALLS,
    workstation::CALLS,
];

/// Every object of the facade.
const OBJECTS: &[call::Object] = &[
    capture::fingerprint_session::OBJECT,
    card::virtual_card::OBJECT,
    devices::watch::OBJECT,
    issuance::store::OBJECT,
    operator::virtual_operator_card::OBJECT,
];

/// What callers implement.
pub const CALLBACKS: &[Callback] = &[
    capture::camera::CALLBACK,
    capture::camera_preview::CALLBACK,
    capture::document_scanner::CALLBACK,
    capture::face_finder::CALLBACK,
    capture::scanner::CALLBACK,
    card::transport::CALLBACK,
    card::watch::CALLBACK,
    devices::watcher::CALLBACK,
    operator::link::CALLBACK,
];

/// Every record of the facade, by name: its fields with their types and whether they are personal.
const RECORDS: &[call::Record] = &[
    Address::RECORD,
    AnnulmentOrder::RECORD,
    AnnulmentReport::RECORD,
    Anomaly::RECORD,
    Attachment::RECORD,
    Authority::RECORD,
    Biometrics::RECORD,
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
    CardRequest::RECORD,
    CardVerdict::RECORD,
    CardsSent::RECORD,
    Charge::RECORD,
    Citizenship::RECORD,
    CleanedSignature::RECORD,
    CodiceFiscaleParts::RECORD,
    CodiceFiscaleReport::RECORD,
    ComuneCalendar::RECORD,
    ConnectorConfig::RECORD,
    ConsularChecks::RECORD,
    Contacts::RECORD,
    Delivery::RECORD,
    DeviceEvent::RECORD,
    DeviceTrial::RECORD,
    DoctorConfig::RECORD,
    DoctorFinding::RECORD,
    ErrorInfo::RECORD,
    ErrorPosition::RECORD,
    FaceMarks::RECORD,
    FeeInquiry::RECORD,
    Finding::RECORD,
    FingerImage::RECORD,
    FingerView::RECORD,
    Fingerprint::RECORD,
    FingerprintFile::RECORD,
    FingerprintOutcome::RECORD,
    FingerprintPlan::RECORD,
    FingerprintQuality::RECORD,
    FingerprintStep::RECORD,
    FittedPhoto::RECORD,
    FiveData::RECORD,
    Found::RECORD,
    Guardian::RECORD,
    HalfMonth::RECORD,
    HelpDesk::RECORD,
    Holiday::RECORD,
    ImagePoint::RECORD,
    Injunction::RECORD,
    IssuanceEntry::RECORD,
    IssuanceStep::RECORD,
    JournalEntry::RECORD,
    LocalExemption::RECORD,
    Media::RECORD,
    MediaReport::RECORD,
    MediaVerdict::RECORD,
    Mismatch::RECORD,
    Mrz::RECORD,
    MrzData::RECORD,
    NullaOsta::RECORD,
    Office::RECORD,
    OfficeDocument::RECORD,
    Operator::RECORD,
    PaymentMade::RECORD,
    PaymentOrder::RECORD,
    Person::RECORD,
    PinTries::RECORD,
    Place::RECORD,
    ProfileChoice::RECORD,
    ProfileField::RECORD,
    ProfileInfo::RECORD,
    ProfileMessage::RECORD,
    QuarterlySummary::RECORD,
    Query::RECORD,
    Quote::RECORD,
    QuoteLine::RECORD,
    ReasonQuote::RECORD,
    ReconciledHalfMonth::RECORD,
    Reconciliation::RECORD,
    Remittance::RECORD,
    Renewal::RECORD,
    Reply::RECORD,
    RequestNumberParts::RECORD,
    RequestOutcome::RECORD,
    Residence::RECORD,
    Rule::RECORD,
    RuleFigure::RECORD,
    SadAnswer::RECORD,
    SadAnswerReading::RECORD,
    SadEncoded::RECORD,
    SadHeader::RECORD,
    SadInspection::RECORD,
    SadRequest::RECORD,
    SadRequestReading::RECORD,
    SadUnknown::RECORD,
    ScanArea::RECORD,
    ScanJob::RECORD,
    ScanSettings::RECORD,
    ScannedDocument::RECORD,
    ScannedPage::RECORD,
    ScannerCapabilities::RECORD,
    ScannerPages::RECORD,
    ScannerSource::RECORD,
    ScoCard::RECORD,
    ScoCount::RECORD,
    ScoDeparted::RECORD,
    ScoEvent::RECORD,
    ScoExpiring::RECORD,
    ScoHoldings::RECORD,
    ScoInventory::RECORD,
    ScoOfficer::RECORD,
    ScoParties::RECORD,
    ScoReport::RECORD,
    ScoSecurityOfficer::RECORD,
    ScoTransfer::RECORD,
    ScoTransferred::RECORD,
    SignedContent::RECORD,
    SimulatedCard::RECORD,
    SimulatedOperatorCard::RECORD,
    SimulatedPortrait::RECORD,
    StoreCheck::RECORD,
    StoredRequest::RECORD,
    Subject::RECORD,
    TakenFingerprint::RECORD,
    TakenPhoto::RECORD,
    Tariff::RECORD,
    Travel::RECORD,
    TravelHolder::RECORD,
    Trouble::RECORD,
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
    Consent::CHOICE,
    DeliveryMode::CHOICE,
    DeviceChange::CHOICE,
    DeviceKind::CHOICE,
    DeviceState::CHOICE,
    DoctorVerdict::CHOICE,
    DocumentChannel::CHOICE,
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
    GuardianRole::CHOICE,
    Hand::CHOICE,
    Impossibility::CHOICE,
    IssuanceState::CHOICE,
    IssueKind::CHOICE,
    IssueReason::CHOICE,
    Language::CHOICE,
    MediaOutcome::CHOICE,
    MismatchKind::CHOICE,
    Nationality::CHOICE,
    Operation::CHOICE,
    OrganDonation::CHOICE,
    PaperGround::CHOICE,
    PaymentKind::CHOICE,
    PlaceKind::CHOICE,
    ProfileMessageKind::CHOICE,
    Provenance::CHOICE,
    ResidenceKind::CHOICE,
    SadOutcome::CHOICE,
    SadUnknownReason::CHOICE,
    ScanColour::CHOICE,
    ScanSource::CHOICE,
    ScanStop::CHOICE,
    ScoEventKind::CHOICE,
    ScoRevocationReason::CHOICE,
    ScoRole::CHOICE,
    ScoState::CHOICE,
    SendMode::CHOICE,
    Severity::CHOICE,
    Sex::CHOICE,
    Shutter::CHOICE,
    SideTrack::CHOICE,
    SignatureAlgorithm::CHOICE,
    Stage::CHOICE,
    Standing::CHOICE,
    SummaryChannel::CHOICE,
    TrackStatus::CHOICE,
    Transition::CHOICE,
    TravelAssent::CHOICE,
];

#[cfg(feature = "mobile")]
uniffi::setup_scaffolding!("cie");
