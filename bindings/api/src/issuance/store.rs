//! The requests of an office in a file, each with its journal.

use std::sync::Arc;

use chrono::Utc;
use cie_core::issuance::{Issuance, RequestNumber, State};
use cie_core::journal::Event;
use cie_core::redact::Personal;
use cie_core::request as core;
use cie_store::{
    Expected, FileKeys, Ledger, RequestFilter, RequestRecord, RequestUpdate, Requests, Step, Store,
    StoreOptions,
};
use serde::{Deserialize, Serialize};

use super::{IssuanceState, SideTrack, TrackStatus, Transition};
use crate::connector::JournalEntry;
use crate::fault::{Code, Error};
use crate::{CardRequest, Result};

record! {
    /// Where a stored request stands.
    pub struct IssuanceEntry {
        /// Number of the request.
        pub number: String,
        /// State.
        pub state: IssuanceState,
        /// How often it was written, from 1: who changes it says which version was read.
        pub version: i64,
        /// When it changed last, in whole seconds of UTC, such as `2026-11-23T09:30:00Z`.
        pub changed_at: String,
        /// How far the notice to ANPR got.
        pub anpr_notice: TrackStatus,
        /// How often it failed.
        pub anpr_notice_failures: u32,
        /// How far the push to the comune's registry got.
        pub apr_push: TrackStatus,
        /// How often it failed.
        pub apr_push_failures: u32,
    }
}

record! {
    /// A stored request.
    pub struct StoredRequest {
        /// Where it stands.
        pub entry: IssuanceEntry,
        /// The request.
        @personal pub request: CardRequest,
    }
}

/// Version of the stored document's shape.
const FORMAT: u32 = 1;

/// Most entries of one list.
const MOST: u32 = 1000;

/// The stored document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    issuance: Issuance,
    request: core::CardRequest,
}

/// A document with where it was found.
struct Held {
    document: Document,
    version: u64,
}

/// The requests of an office, in a SQLite file.
pub struct RequestStore {
    store: Arc<Store>,
}

object! {
    /// The requests of an office, in a SQLite file: each change is written together with its entry of the
    /// journal, or not at all. `actor` is who made it, for the journal: a role or a number, not a name.
    object RequestStore

    /// Opens the store in this file, and makes it when there is none; `:memory:` is gone with the
    /// program. With a file of keys (`cie store key`), personal data are sealed.
    new(path: String, key_file: Option<String> = None)
    [
        /// `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
        /// `CIE-STORE-061` to `CIE-STORE-064` when the keys are not those, or their file will not do;
    ]
    {
        let keys = key_file.map(FileKeys::open).transpose()?;
        let options = StoreOptions {
            keys: keys.map(|keys| Arc::new(keys) as _),
            ..StoreOptions::default()
        };
        Ok(Self { store: Arc::new(options.open(path)?) })
    }

    long
    /// Gives out the next number of a comune and year. It is given out once, used or not.
    fn next_number(&self, istat: String, year: i32) -> String, "Promise<string>"
    [
        /// `CIE-STORE-033` after 999999;
        /// `CIE-STORE-052` when the ISTAT code is not 6 digits, `CIE-STORE-024` when the year is not 1 to
        /// 9999;
    ]
    {
        Ok(self.store.next_number(&istat, year)?.to_string())
    }

    long
    /// Stores a new request as a draft.
    fn begin(&self, request: CardRequest, actor: String) -> StoredRequest, "Promise<StoredRequest>"
    [
        /// `CIE-STORE-030` when a request of that number is stored;
        /// `CIE-CORE-302` and `CIE-API-011` when the request is not one;
    ]
    {
        let document = Document { issuance: Issuance::default(), request: request.try_into()? };
        let event = event(&document, "state.draft", &actor);
        self.commit(&document, Expected::Absent, event)
    }

    long
    /// Stores what was changed in a request that is not signed yet. `version` is the one that was read.
    fn save(
        &self,
        request: CardRequest,
        version: i64,
        actor: String,
    ) -> StoredRequest, "Promise<StoredRequest>"
    [
        /// `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when somebody else changed it
        /// meanwhile;
        /// `CIE-API-012` when its document is of another form or was erased, `CIE-API-015` when it is
        /// signed or over;
        /// `CIE-CORE-302` and `CIE-API-011` when the request is not one;
    ]
    {
        let request: core::CardRequest = request.try_into()?;
        let held = self.held(&request.number)?;
        let state = held.document.issuance.state();
        if !matches!(state, State::Draft | State::Complete) {
            return Err(Error::new(Code::RequestFixed).detail(state.name()).into());
        }
        let document = Document { request, ..held.document };
        let event = event(&document, "request.changed", &actor);
        self.commit(&document, expected(Some(version), held.version), event)
    }

    long
    /// Moves a request to its next state. It is signed only when no finding blocks it. With `version`,
    /// only if it is still the one that was read.
    fn advance(
        &self,
        number: String,
        transition: Transition,
        actor: String,
        version: Option<i64> = None,
    ) -> StoredRequest, "Promise<StoredRequest>"
    [
        /// `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when its version is another;
        /// `CIE-CORE-301` when the transition is not allowed from its state, `CIE-CORE-302` when the text
        /// is not a number;
        /// `CIE-API-012` when its document is of another form or was erased, `CIE-API-016` when a finding
        /// blocks the signature, with its field;
    ]
    {
        let mut held = self.held(&number.parse()?)?;
        let document = &mut held.document;
        let state = document.issuance.apply(transition.core()?)?;
        if state == State::Signed {
            signable(&document.request)?;
        }
        let mut event = event(document, &format!("state.{}", state.name()), &actor);
        if let Some(serial) = document.request.serial.as_deref().filter(|_| state.is_signed()) {
            event = event.with("serial", serial);
        }
        self.commit(document, expected(version, held.version), event)
    }

    long
    /// Notes how far a side track got; another failure is counted. The state does not change.
    fn set_track(
        &self,
        number: String,
        track: SideTrack,
        status: TrackStatus,
        actor: String,
        version: Option<i64> = None,
    ) -> StoredRequest, "Promise<StoredRequest>"
    [
        /// `CIE-STORE-031` when there is no such request, `CIE-STORE-032` when its version is another;
        /// `CIE-CORE-302` when the text is not a number;
        /// `CIE-API-012` when its document is of another form or was erased;
    ]
    {
        let mut held = self.held(&number.parse()?)?;
        let issuance = &mut held.document.issuance;
        let which = track.core()?;
        issuance.set_track(which, status.after(issuance.track(which)));
        let what = format!("track.{}", track.text());
        let event = event(&held.document, &what, &actor).with("status", status.text());
        self.commit(&held.document, expected(version, held.version), event)
    }

    long
    /// A request by its number; none if there is none.
    fn request(&self, number: String) -> Option<StoredRequest>, "Promise<StoredRequest | null>"
    [
        /// `CIE-CORE-302` when the text is not a number;
        /// `CIE-API-012` when its document is of another form or was erased;
    ]
    {
        self.store.get(&number.parse()?)?.map(stored).transpose()
    }

    long
    /// Where requests stand, in the order of their numbers: those of one state if it is given, after a
    /// number if it is given; 100 unless `limit` is given, 1000 at most.
    fn requests(
        &self,
        state: Option<IssuanceState> = None,
        after: Option<String> = None,
        limit: Option<u32> = None,
    ) -> Vec<IssuanceEntry>, "Promise<Array<IssuanceEntry>>"
    [
        /// `CIE-CORE-302` when `after` is not a number;
        /// `CIE-API-012` when a document is of another form or was erased;
    ]
    {
        let filter = RequestFilter {
            state: state.map(IssuanceState::core).transpose()?,
            after: after.map(|after| after.parse()).transpose()?,
            limit: limit.unwrap_or(100).min(MOST),
        };
        let records = self.store.list(&filter)?.into_iter();
        records.map(|record| Ok(stored(record)?.entry)).collect()
    }

    long
    /// The journal of a request, oldest first.
    fn journal(&self, number: String) -> Vec<JournalEntry>, "Promise<Array<JournalEntry>>"
    [
        /// `CIE-CORE-302` when the text is not a number;
        /// `CIE-STORE-022` for an entry that cannot be read;
    ]
    {
        let number: RequestNumber = number.parse()?;
        let entries = self.store.journal_of(number.as_str())?;
        Ok(entries.into_iter().map(Into::into).collect())
    }
}

impl RequestStore {
    fn held(&self, number: &RequestNumber) -> Result<Held> {
        let record = self.store.get(number)?;
        held(record.ok_or_else(|| cie_store::Error::from(cie_store::Code::RequestUnknown))?)
    }

    fn commit(
        &self,
        document: &Document,
        expected: Expected,
        event: Event,
    ) -> Result<StoredRequest> {
        let json = serde_json::to_value(document).map_err(|_| Error::new(Code::Defect))?;
        let update = RequestUpdate {
            number: document.request.number.clone(),
            expected,
            state: document.issuance.state(),
            format: FORMAT,
            document: Personal::new(json),
            at: event.at,
        };
        let at = event.at;
        let committed = self.store.commit(&Step {
            request: Some(update),
            events: vec![event],
            pushes: Vec::new(),
        })?;
        let version = committed.version.ok_or_else(|| Error::new(Code::Defect))?;
        shown(document, version, at)
    }
}

fn event(document: &Document, what: &str, actor: &str) -> Event {
    Event::new(Utc::now(), document.request.number.as_str(), what, actor)
}

/// The version that the caller wants to find, or the one that is there.
fn expected(wanted: Option<i64>, stored: u64) -> Expected {
    // A version below 0 is none that was ever stored.
    Expected::Version(wanted.map_or(stored, |wanted| u64::try_from(wanted).unwrap_or(0)))
}

/// Whether the operator's card may sign a request.
fn signable(request: &core::CardRequest) -> Result<()> {
    let findings = core::check(request, request.requested_on);
    let Some(finding) = findings.iter().find(|finding| finding.is_blocking()) else {
        return Ok(());
    };
    let position = cie_core::error::Position::Field(finding.field.clone().into());
    Err(Error::new(Code::Unsignable)
        .detail(finding.code.info().id)
        .at(position)
        .into())
}

fn held(record: RequestRecord) -> Result<Held> {
    let document = record.document.into_inner();
    let document = serde_json::from_value(document)
        .ok()
        .filter(|_| record.format == FORMAT);
    Ok(Held {
        document: document.ok_or_else(|| Error::new(Code::StoredForm))?,
        version: record.version,
    })
}

fn stored(record: RequestRecord) -> Result<StoredRequest> {
    let at = record.changed_at;
    let held = held(record)?;
    shown(&held.document, held.version, at)
}

fn shown(
    document: &Document,
    version: u64,
    changed_at: chrono::DateTime<Utc>,
) -> Result<StoredRequest> {
    use cie_core::issuance::SideTrack as Side;
    let issuance = &document.issuance;
    let (anpr_notice, anpr_notice_failures) =
        TrackStatus::reached(issuance.track(Side::AnprNotice))?;
    let (apr_push, apr_push_failures) = TrackStatus::reached(issuance.track(Side::AprPush))?;
    Ok(StoredRequest {
        entry: IssuanceEntry {
            number: document.request.number.to_string(),
            state: IssuanceState::of_core(issuance.state())?,
            version: i64::try_from(version).unwrap_or(i64::MAX),
            changed_at: changed_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            anpr_notice,
            anpr_notice_failures,
            apr_push,
            apr_push_failures,
        },
        request: (&document.request).try_into()?,
    })
}
