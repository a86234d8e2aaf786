//! The message model of the SAD exchange, free of any wire.
//!
//! The workstation asks the comune's registry (APR) for a citizen's data, later tells it the serial
//! of the card issued or its annulment. The 2001 ancestor of SAD 2.8 named four operations, kept
//! here; the official element names are not public, so a wire is a *profile* (crate `cie-sad`).

mod answer;
mod header;
mod registry;
mod request;
mod subject;

pub use answer::{Anomaly, Answer, AnswerHeader, Outcome, Severity};
pub use header::{Header, Mode, OperationId, OperationKey, Requester};
pub use registry::{AnswerLog, CardEffect, Registry, RegistryError, Search, StoredAnswer, Tried};
pub use request::{
    AnnulmentReason, Attachment, AttachmentKind, CardAnnulment, CardData, CardNotice, Operation,
    Query, QueryKey, Request,
};
pub use subject::{BirthAct, Cancellation, Provenance, Subject};
