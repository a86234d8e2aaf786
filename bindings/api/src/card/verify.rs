//! Whether the files of a chip hold, without the card.

use cie_core::document::mrz::Td1;
use cie_core::request::{CANONICAL_SCHEMA, CardRequest};
use cie_devices::emrtd::lds::File;
use cie_devices::emrtd::passive::{PassiveInput, verify};
use cie_devices::emrtd::{Requested, match_request, match_zone};

use super::files::collected;
use super::trust::Trust;
use super::{CardFile, CardReport, TrustContent};
use crate::fault::{Code, Error};
use crate::{Bytes, Day, Result};

/// Photo, fingerprints and signature in base64 stay far below.
const MAX_REQUEST: usize = 16 << 20;

/// What tells the canonical form from a request.
#[derive(serde::Deserialize)]
struct Form {
    schema: Option<String>,
}

/// A request, or the canonical form that was signed.
pub(super) fn requested(json: &str) -> Result<Requested> {
    let read = || -> serde_json::Result<Requested> {
        let form: Form = serde_json::from_str(json)?;
        if form.schema.as_deref() == Some(CANONICAL_SCHEMA) {
            return serde_json::from_str(json);
        }
        let request: CardRequest = serde_json::from_str(json)?;
        Ok(Requested::from(&request))
    };
    if json.len() > MAX_REQUEST {
        return Err(Error::new(Code::RequestForm)
            .detail("more than 16 MiB")
            .into());
    }
    Ok(read().map_err(|error| {
        let (line, column) = (error.line() as u64, error.column() as u64);
        Error::new(Code::RequestForm).at(cie_core::error::Position::Text { line, column })
    })?)
}

export! { long
    /// Judges the files of a chip without the card (passive authentication): who signed EF.SOD,
    /// whether a trusted authority had certified the signer, whether each group is the one that was
    /// signed. `trust` are files of authorities, master lists and revocation lists (DER, PEM, CMS);
    /// none is built in. With `printed`, the zone printed on the card, and `request`, a request as
    /// JSON, it compares too. `issued` is the day of issue, if it is known. Whether the chip is a
    /// copy only the card itself can show: the summary is `undecided` at best.
    fn verify_card_files(
        files: Vec<CardFile>,
        trust: Vec<Bytes>,
        printed: Option<String> = None,
        request: Option<String> = None,
        issued: Option<Day> = None,
    ) -> CardReport, "Promise<CardReport>"
    [
        /// `CIE-API-030` for a name that no file has, one that comes twice, or files out of bounds;
        /// `CIE-API-004` when `request` is not a request in JSON;
        /// `CIE-CORE-110` to `CIE-CORE-113` when `printed` is not a zone;
        /// `CIE-DEV-451`, `CIE-DEV-452`, `CIE-DEV-480` and `CIE-DEV-643` for files of authorities
        /// that are none;
    ]
    {
        let files = collected(files)?;
        let trust = Trust::of(&trust)?;
        let printed = printed.map(|zone| Td1::parse(zone.as_bytes())).transpose()?;
        let request = request.as_deref().map(requested).transpose()?;
        let mut report = verify(&PassiveInput {
            sod: files.get(File::Sod).unwrap_or_default(),
            groups: &files.groups(),
            trust: &trust.store,
            revocation: &trust.lists,
            issued: issued.map(|day| day.0.and_time(chrono::NaiveTime::MIN).and_utc()),
        });
        if let Some(printed) = &printed {
            report.add(match_zone(&files, printed));
        }
        if let Some(request) = &request {
            for verdict in match_request(&files, request) {
                report.add(verdict);
            }
        }
        CardReport::try_from(&report)
    }

    /// What a file of authorities holds: certificates, a master list or revocation lists, in DER,
    /// PEM or CMS. Of a master list its own signature is checked; whom to trust is the caller's to
    /// say.
    fn read_trust(file: Bytes) -> TrustContent, "Promise<TrustContent>"
    [
        /// `CIE-DEV-452` for more than 16 MiB;
        /// `CIE-DEV-643` for a file of another kind;
        /// `CIE-DEV-451` and `CIE-DEV-480` for one that is damaged;
    ]
    {
        TrustContent::of(&file.0)
    }
}
