//! The exchange between the CIE workstation and the comune's registry (SAD 2.8).

mod holder;
mod message;
mod residence;
mod subject;

pub use holder::{BirthPlace, BirthPlaceKind, Person};
pub use message::{
    AnnulmentReason, Attachment, AttachmentKind, CardAnnulment, CardEffect, CardNotice, Found,
    Operation, Query, SadOutcome,
};
pub use residence::{Residence, ResidenceKind};
pub use subject::{BirthAct, Cancellation, Card, Citizenship, Provenance, Subject};
