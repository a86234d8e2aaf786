//! The security object: digests of the files, signed by the document signer.

use chrono::{DateTime, Utc};

use super::certificate::Certificate;
use super::signed_data::{SignedData, algorithm_hash};
use crate::emrtd::crypto::hash::Hash;
use crate::emrtd::crypto::same;
use crate::emrtd::security_info::integer;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error, Result};

/// id-icao-mrtd-security-ldsSecurityObject: 2.23.136.1.1.1.
const LDS_SECURITY_OBJECT: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x01];
/// Largest security object read, in bytes: real ones have three to six thousand.
const MAX_SOD: usize = 64 << 10;
/// Most files listed.
const MAX_GROUPS: usize = 32;

/// The digest of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupDigest {
    /// The file's number as one octet: 1 to 16 for data groups; the IAS application of the CIE uses
    /// `A1` to `A5` and `1B`, which are negative INTEGERs in DER.
    pub number: u8,
    /// The digest.
    pub digest: Vec<u8>,
}

/// A signature that was found right, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SodSignature {
    /// Such as `RSA-PSS, SHA-512`.
    pub algorithm: String,
    /// When the signer says to have signed, where it does.
    pub signing_time: Option<DateTime<Utc>>,
}

/// A security object, of the eMRTD or of the IAS application.
#[derive(Clone, Debug)]
pub struct SecurityObject {
    message: SignedData,
    version: u64,
    hash: Hash,
    groups: Vec<GroupDigest>,
}

impl SecurityObject {
    /// Reads the file, with or without its outer tag `77`.
    ///
    /// # Errors
    /// `CIE-DEV-452` for more than 64 KiB, `CIE-DEV-470` when it is malformed, `CIE-DEV-471` for an
    /// unknown hash or several signers.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_SOD {
            return Err(Error::new(Code::CardFileTooLarge).detail("SOD of more than 64 KiB"));
        }
        let malformed = |e: Error| match e.code() {
            Code::SodUnsupported => e,
            _ => Error::new(Code::SodMalformed).caused_by(e),
        };
        let inner = match bytes.first() {
            Some(0x77) => Tlv::expect(bytes, 0x77).map_err(malformed)?.value,
            _ => bytes,
        };
        let message = SignedData::parse(inner)?;
        if message.content_type != LDS_SECURITY_OBJECT {
            return Err(Error::new(Code::SodMalformed).detail("content type"));
        }
        let (version, hash, groups) = read(&message.content).map_err(malformed)?;
        Ok(Self {
            message,
            version,
            hash,
            groups,
        })
    }

    /// Version of the object: 0 or 1.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The hash of the digests.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The digests, in the order of the object.
    #[must_use]
    pub fn groups(&self) -> &[GroupDigest] {
        &self.groups
    }

    /// The document signer's certificate.
    ///
    /// # Errors
    /// `CIE-DEV-472` when the object does not carry it.
    pub fn signer(&self) -> Result<&Certificate> {
        self.message.signer()
    }

    /// Checks the object's signature with the document signer's certificate that it carries. Who
    /// that signer is, is another question.
    ///
    /// # Errors
    /// `CIE-DEV-472` without certificate, `CIE-DEV-473` when the content was altered, `CIE-DEV-474`
    /// when the signature is wrong, `CIE-DEV-471` when it cannot be judged.
    pub fn check_signature(&self) -> Result<SodSignature> {
        let checked = self.message.check(self.message.signer()?)?;
        Ok(SodSignature {
            algorithm: checked.algorithm,
            signing_time: checked.signing_time,
        })
    }

    /// Whether a file is the one signed under this number; none when the number is not listed.
    /// The file's own length counts, not what the chip padded.
    #[must_use]
    pub fn matches(&self, number: u8, file: &[u8]) -> Option<bool> {
        let group = self.groups.iter().find(|group| group.number == number)?;
        Some(same(&self.hash.digest(&[file]), &group.digest))
    }
}

fn read(content: &[u8]) -> Result<(u64, Hash, Vec<GroupDigest>)> {
    let bad = |what: &'static str| Error::new(Code::SodMalformed).detail(what);
    let fields = Tlv::expect(content, 0x30)?.children()?;
    let [version, hash, list, ..] = fields.as_slice() else {
        return Err(bad("fields"));
    };
    let version = integer(version).ok_or_else(|| bad("version"))?;
    let hash = algorithm_hash(hash.whole)
        .ok_or_else(|| Error::new(Code::SodUnsupported).detail("digest algorithm"))?;
    let length = hash.digest(&[]).len();
    let mut groups: Vec<GroupDigest> = Vec::new();
    for entry in list.tagged(0x30)?.children()? {
        if groups.len() == MAX_GROUPS {
            return Err(bad("too many groups"));
        }
        let parts = entry.tagged(0x30)?.children()?;
        let [number, digest] = parts.as_slice() else {
            return Err(bad("group"));
        };
        let &[number] = number.tagged(0x02)?.value else {
            return Err(bad("group number"));
        };
        let digest = digest.tagged(0x04)?.value;
        if digest.len() != length || groups.iter().any(|group| group.number == number) {
            return Err(bad("digest"));
        }
        groups.push(GroupDigest {
            number,
            digest: digest.to_vec(),
        });
    }
    Ok((version, hash, groups))
}
