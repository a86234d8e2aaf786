//! One API of the CIE issuance SDK for every language: owned records, a few objects, one error.
//!
//! The packages of the languages (`bindings/python`, `bindings/node`, `bindings/kotlin`,
//! `bindings/swift`) are this crate, built with the feature of their language: what a caller can do,
//! and with which words, is decided here. A Rust program has no need of it; it uses `cie-core` and its
//! neighbours.

#[macro_use]
#[allow(unused_macros, reason = "its first use comes with the devices")]
mod callback;
#[macro_use]
mod choice;
#[macro_use]
mod export;
#[macro_use]
#[allow(unused_macros, reason = "its first use comes with the devices")]
mod object;
#[macro_use]
mod record;
#[cfg(feature = "node")]
#[macro_use]
mod text_in_node;

mod born;
mod bytes;
mod call;
mod codice_fiscale;
mod connector;
mod day;
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
pub use choice::Choice;
pub use codice_fiscale::*;
pub use connector::*;
pub use day::Day;
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
    codice_fiscale::CALLS,
    connector::CALLS,
    fees::CALLS,
    mrz::CALLS,
    place::CALLS,
    request::CALLS,
    rule::CALLS,
    validity::CALLS,
    workstation::CALLS,
];

/// Every object of the facade.
const OBJECTS: &[call::Object] = &[];

/// What callers implement.
pub const CALLBACKS: &[Callback] = &[];

/// Every record of the facade, by name: its fields with their types and whether they are personal.
const RECORDS: &[(&str, &[(&str, &str, bool)])] = &[
    Anomaly::RECORD,
    Attachment::RECORD,
    BirthAct::RECORD,
    BirthData::RECORD,
    BirthPlace::RECORD,
    Cancellation::RECORD,
    Card::RECORD,
    CardAnnulment::RECORD,
    CardNotice::RECORD,
    Charge::RECORD,
    Citizenship::RECORD,
    CodiceFiscaleParts::RECORD,
    CodiceFiscaleReport::RECORD,
    ConnectorConfig::RECORD,
    ErrorInfo::RECORD,
    ErrorPosition::RECORD,
    Finding::RECORD,
    Found::RECORD,
    JournalEntry::RECORD,
    LocalExemption::RECORD,
    Mrz::RECORD,
    MrzData::RECORD,
    Person::RECORD,
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
    Subject::RECORD,
    Tariff::RECORD,
    Validity::RECORD,
    Workstation::RECORD,
];

/// Every enumeration of the facade, by name.
pub const CHOICES: &[Choice] = &[
    AnnulmentReason::CHOICE,
    Applicant::CHOICE,
    AttachmentKind::CHOICE,
    BirthPlaceKind::CHOICE,
    CardEffect::CHOICE,
    CardModel::CHOICE,
    CodiceFiscaleField::CHOICE,
    CodiceFiscaleSyntax::CHOICE,
    Confidence::CHOICE,
    DueDatePolicy::CHOICE,
    ErrorKind::CHOICE,
    FeeComponent::CHOICE,
    Fingerprints::CHOICE,
    Gravity::CHOICE,
    IssueReason::CHOICE,
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
