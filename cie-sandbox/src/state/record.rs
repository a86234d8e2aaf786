//! The documents of the state directory: small JSON objects, each marked as simulated.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use cie_core::document::Serial;
use cie_core::issuance::RequestNumber;
use cie_core::ports::Update;
use cie_core::redact::Secret;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Code, Error, Result};

/// Version of the documents' form.
const FORMAT: u32 = 1;

/// A document of the state directory with its label and version.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<T> {
    simulated: bool,
    format: u32,
    content: T,
}

/// What can be stored as a document.
pub(crate) trait Stored: Serialize + DeserializeOwned {
    /// # Errors
    /// `CIE-SIM-003` when it cannot be written as JSON.
    fn to_document(&self) -> Result<Zeroizing<Vec<u8>>> {
        let envelope = Envelope {
            simulated: true,
            format: FORMAT,
            content: self,
        };
        serde_json::to_vec_pretty(&envelope)
            .map(Zeroizing::new)
            .map_err(|error| Error::new(Code::StateCorrupt).caused_by(error))
    }

    /// # Errors
    /// `CIE-SIM-003` for anything that [`Stored::to_document`] did not write.
    fn from_document(bytes: &[u8]) -> Result<Self> {
        // The JSON error is not kept: its text may quote a value.
        let envelope: Envelope<Self> = serde_json::from_slice(bytes)
            .map_err(|_| Error::new(Code::StateCorrupt).detail("not a state document"))?;
        if !envelope.simulated || envelope.format != FORMAT {
            return Err(Error::new(Code::StateCorrupt).detail("another label or version"));
        }
        Ok(envelope.content)
    }
}

/// How far the order of serials was used. Written before the request it serves: whoever is killed
/// in between finds here for whom the last serial was meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counter {
    /// Place of the next serial in the order.
    pub(crate) next: u64,
    /// The request that the serial before it belongs to.
    pub(crate) last: Option<RequestNumber>,
}

impl Stored for Counter {}

/// The simulator's own key and certificate.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientRecord {
    /// X.509 in DER, base64.
    pub(crate) certificate: String,
    /// PKCS#8 in DER, base64.
    #[serde(with = "secret_text")]
    pub(crate) private_key: Secret,
}

impl Stored for RecipientRecord {}

/// What is known of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestRecord {
    /// Its number.
    pub(crate) number: RequestNumber,
    /// The serial assigned to it.
    pub(crate) serial: Serial,
    /// What happened when it was taken in.
    pub(crate) accepted: Option<Accepted>,
}

impl Stored for RequestRecord {}

/// A request that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepted {
    /// Protocol number.
    pub(crate) protocol: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// SHA-256 of the envelope as handed in, lower-case hexadecimal.
    pub(crate) envelope_sha256: String,
    /// SHA-256 of the signed content, lower-case hexadecimal.
    pub(crate) content_sha256: String,
    /// Everything that will happen to it, oldest first.
    pub(crate) plan: Vec<Update>,
    /// How many entries of the plan were already told: what was told stays so, even if the clock
    /// is set back.
    pub(crate) told: usize,
    /// Eight digits.
    #[serde(with = "secret_text")]
    pub(crate) pin: Secret,
    /// Eight digits.
    #[serde(with = "secret_text")]
    pub(crate) puk: Secret,
}

/// The simulator plays the maker of the card, so it must keep what a comune never may.
mod secret_text {
    use super::Secret;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(secret: &Secret, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(secret.expose())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Secret, D::Error> {
        String::deserialize(from).map(Secret::new)
    }
}

/// Base64 with padding (RFC 4648, 4).
pub(crate) fn to_base64(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(bytes))
}

/// The bytes of a base64 text, or `None` where it is not one.
pub(crate) fn from_base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    STANDARD.decode(text).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record() -> RequestRecord {
        RequestRecord {
            number: "058091-2026-000007".parse().unwrap(),
            serial: "CA00000AA".parse().unwrap(),
            accepted: Some(Accepted {
                protocol: String::from("SIMULATO-1"),
                at: "2026-03-02T09:00:00.123Z".parse().unwrap(),
                envelope_sha256: String::new(),
                content_sha256: String::new(),
                plan: Vec::new(),
                told: 0,
                pin: Secret::new("13572468"),
                puk: Secret::new("86427531"),
            }),
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = format!("{:?}", record());
        assert!(
            !shown.contains("13572468") && !shown.contains("86427531"),
            "{shown}"
        );
        assert!(
            shown.contains("[secret]") && !shown.contains("CA00000AA"),
            "{shown}"
        );
    }

    #[test]
    fn documents_are_labelled_and_read_back() {
        let bytes = record().to_document().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["simulated"], true);
        assert_eq!(RequestRecord::from_document(&bytes).unwrap(), record());
        let unlabelled = String::from_utf8(bytes.to_vec())
            .unwrap()
            .replace("true", "false");
        let error = RequestRecord::from_document(unlabelled.as_bytes()).unwrap_err();
        assert_eq!(error.code(), Code::StateCorrupt);
    }

    proptest! {
        #[test]
        fn a_cut_document_is_refused(cut in 0_usize..400) {
            let bytes = record().to_document().unwrap();
            let cut = cut.min(bytes.len() - 1);
            prop_assert!(RequestRecord::from_document(&bytes[..cut]).is_err());
        }

        #[test]
        fn any_bytes_are_judged(bytes: Vec<u8>) {
            prop_assert!(RequestRecord::from_document(&bytes).is_err());
            prop_assert!(Counter::from_document(&bytes).is_err());
        }
    }
}
