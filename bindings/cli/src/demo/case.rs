//! What is stored of the request between one step and the next.

use chrono::{NaiveDate, NaiveDateTime};
use cie_core::issuance::{Issuance, RequestNumber};
use cie_core::ports::Acceptance;
use cie_core::redact::Personal;
use cie_core::request::CardRequest;
use cie_store::RequestRecord;
use serde::{Deserialize, Serialize};

use crate::exit::{Failure, Status};

/// Version of the stored shape.
pub(super) const FORMAT: u32 = 1;

/// How far the request got; the next run goes on from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// A number was given to a codice fiscale.
    Opened,
    /// The registry's answer is in.
    Identified,
    /// The request is entered and checked.
    Entered,
    /// Biometrics are in.
    Complete,
    /// Signed and enveloped.
    Signed,
    /// Handed in.
    Accepted,
    /// Delivered to the holder.
    Delivered,
    /// The registry knows the card.
    Pushed,
    /// The repetition was tried.
    Repeated,
    /// ANPR knows the card.
    Notified,
    /// The remittance is computed.
    Remitted,
    /// The card was read back: the run is complete.
    ReadBack,
}

/// The stored request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Case {
    pub(super) number: RequestNumber,
    pub(super) stage: Stage,
    /// Day of the request, whatever day it is completed on.
    pub(super) on: NaiveDate,
    /// Days by which `--on` moved the counter's clock; a resumed run goes on with it.
    pub(super) moved_days: i64,
    /// When the codice fiscale was read, by the counter's clock; messages about it carry this time,
    /// so that repeating them after an interruption sends the same bytes.
    pub(super) opened_at: NaiveDateTime,
    pub(super) issuance: Issuance,
    pub(super) codice_fiscale: Personal<String>,
    pub(super) subject: Option<cie_core::exchange::Subject>,
    pub(super) request: Option<CardRequest>,
    pub(super) envelope: Option<Personal<String>>,
    pub(super) acceptance: Option<Acceptance>,
    /// How many updates of the other side were applied.
    pub(super) updates: usize,
    #[serde(skip)]
    pub(super) version: u64,
}

impl Case {
    pub(super) fn new(
        number: RequestNumber,
        codice_fiscale: Personal<String>,
        opened_at: NaiveDateTime,
        moved_days: i64,
    ) -> Self {
        Self {
            number,
            stage: Stage::Opened,
            on: opened_at.date(),
            moved_days,
            opened_at,
            issuance: Issuance::default(),
            codice_fiscale,
            subject: None,
            request: None,
            envelope: None,
            acceptance: None,
            updates: 0,
            version: 0,
        }
    }

    /// Reads a stored request.
    pub(super) fn read(record: RequestRecord) -> Result<Self, Failure> {
        let document = record.document.into_inner();
        let case = serde_json::from_value::<Self>(document)
            .ok()
            .filter(|_| record.format == FORMAT);
        let case = case.ok_or_else(|| {
            Failure::new(
                Status::Environment,
                "lo stato è di un'altra versione della demo: indicare un'altra cartella con --out",
                "the state is of another version of the demo: name another folder with --out",
            )
        })?;
        Ok(Self {
            version: record.version,
            ..case
        })
    }

    /// The request, which every step after `entered` has.
    pub(super) fn request(&self) -> Result<&CardRequest, Failure> {
        self.request.as_ref().ok_or_else(incomplete)
    }

    /// The serial, fixed before the request is signed.
    pub(super) fn serial(&self) -> Result<&str, Failure> {
        self.request()?.serial.as_deref().ok_or_else(incomplete)
    }
}

pub(super) fn incomplete() -> Failure {
    Failure::new(
        Status::Environment,
        "lo stato salvato è incompleto: indicare un'altra cartella con --out",
        "the stored state is incomplete: name another folder with --out",
    )
}
