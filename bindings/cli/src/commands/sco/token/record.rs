//! Signatures kept in a store, together with their journal entries.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use cie_core::issuance::{RequestNumber, State};
use cie_core::journal::{Event, Hash, JournalError};
use cie_core::redact::Personal;
use cie_devices::operator::signing::{Kept, Matter, SignatureRecord};
use cie_store::{Expected, Ledger, RequestUpdate, Requests, Step, Store};
use serde::{Deserialize, Serialize};

/// Version of the stored shape.
const FORMAT: u32 = 1;

/// A store that holds signatures, one document a request.
pub(super) struct StoredSignatures<'a>(pub(super) &'a Store);

/// The signatures of a request.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    signatures: Vec<Signature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    matter: Matter,
    sha256: Hash,
    certificate: Hash,
    at: DateTime<Utc>,
    message: String,
}

impl StoredSignatures<'_> {
    fn document(&self, number: &RequestNumber) -> Result<(Expected, Document), JournalError> {
        let Some(record) = self.0.get(number)? else {
            return Ok((Expected::Absent, Document::default()));
        };
        if record.format != FORMAT {
            return Err("the record is of another version".into());
        }
        let document = serde_json::from_value(record.document.into_inner())?;
        Ok((Expected::Version(record.version), document))
    }
}

fn kept(
    document: &Document,
    number: &RequestNumber,
    matter: Matter,
) -> Result<Option<Kept>, JournalError> {
    let found = document.signatures.iter().find(|one| one.matter == matter);
    let Some(one) = found else {
        return Ok(None);
    };
    Ok(Some(Kept {
        number: number.clone(),
        matter,
        digest: one.sha256,
        certificate: one.certificate,
        at: one.at,
        message: STANDARD.decode(&one.message)?,
    }))
}

impl SignatureRecord for StoredSignatures<'_> {
    fn find(&self, number: &RequestNumber, matter: Matter) -> Result<Option<Kept>, JournalError> {
        let (_, document) = self.document(number)?;
        kept(&document, number, matter)
    }

    fn keep(&self, signature: &Kept, event: Event) -> Result<Kept, JournalError> {
        let number = &signature.number;
        let (expected, mut document) = self.document(number)?;
        if let Some(first) = kept(&document, number, signature.matter)? {
            return Ok(first);
        }
        document.signatures.push(Signature {
            matter: signature.matter,
            sha256: signature.digest,
            certificate: signature.certificate,
            at: signature.at,
            message: STANDARD.encode(&signature.message),
        });
        let step = Step {
            request: Some(RequestUpdate {
                number: number.clone(),
                expected,
                state: State::Signed,
                format: FORMAT,
                document: Personal::new(serde_json::to_value(&document)?),
                at: signature.at,
            }),
            events: vec![event],
            pushes: Vec::new(),
        };
        match self.0.commit(&step) {
            Ok(_) => Ok(signature.clone()),
            // Somebody else's signature came between: then it is there to be read.
            Err(error) => match self.find(number, signature.matter)? {
                Some(first) => Ok(first),
                None => Err(error.into()),
            },
        }
    }
}
