//! Revocation lists of country signing authorities.

use chrono::{DateTime, Utc};

use super::certificate::{Certificate, DistinguishedName, time};
use super::signature::{Algorithm, PublicKey};
use crate::emrtd::security_info::bit_string;
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// Largest list read, in bytes.
const MAX_LIST: usize = 4 << 20;
/// Most entries of a list.
const MAX_ENTRIES: usize = 65_536;

/// A revocation list; its signature is checked when it is used.
#[derive(Clone, Debug)]
pub struct RevocationList {
    signed: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    issuer: DistinguishedName,
    this_update: DateTime<Utc>,
    next_update: Option<DateTime<Utc>>,
    revoked: Vec<(Vec<u8>, DateTime<Utc>)>,
}

impl RevocationList {
    /// Reads a list in DER.
    ///
    /// # Errors
    /// `CIE-DEV-452` for more than 4 MiB, `CIE-DEV-478` when it is malformed.
    pub fn parse(der: &[u8]) -> Result<Self> {
        if der.len() > MAX_LIST {
            return Err(Error::new(Code::CardFileTooLarge).detail("list of more than 4 MiB"));
        }
        Self::read(der).map_err(|e| match e.code() {
            Code::CrlUnusable => e,
            _ => Error::new(Code::CrlUnusable).caused_by(e),
        })
    }

    fn read(der: &[u8]) -> Result<Self> {
        let bad = |what: &'static str| Error::new(Code::CrlUnusable).detail(what);
        let parts = Tlv::expect(der, 0x30)?.children()?;
        let [signed, algorithm, signature] = parts.as_slice() else {
            return Err(bad("parts"));
        };
        let fields = signed.tagged(0x30)?.children()?;
        let fields = match fields.as_slice() {
            [version, rest @ ..] if version.tag == 0x02 => rest,
            rest => rest,
        };
        let [_, issuer, this_update, rest @ ..] = fields else {
            return Err(bad("fields"));
        };
        let (next_update, rest) = match rest {
            [next, rest @ ..] if matches!(next.tag, 0x17 | 0x18) => (time(next), rest),
            rest => (None, rest),
        };
        let mut revoked = Vec::new();
        if let Some(list) = rest.first().filter(|list| list.tag == 0x30) {
            for entry in tlv::iter(list.value) {
                if revoked.len() == MAX_ENTRIES {
                    return Err(bad("too many entries"));
                }
                let entry = entry?.tagged(0x30)?.children()?;
                let [serial, when, ..] = entry.as_slice() else {
                    return Err(bad("entry"));
                };
                let when = time(when).ok_or_else(|| bad("time"))?;
                revoked.push((serial.tagged(0x02)?.value.to_vec(), when));
            }
        }
        Ok(Self {
            signed: signed.whole.to_vec(),
            algorithm: algorithm.tagged(0x30)?.whole.to_vec(),
            signature: bit_string(signature)
                .ok_or_else(|| bad("signature"))?
                .to_vec(),
            issuer: DistinguishedName::read(issuer)?,
            this_update: time(this_update).ok_or_else(|| bad("time"))?,
            next_update,
            revoked,
        })
    }

    /// When it was made, and when the next one is due.
    #[must_use]
    pub fn period(&self) -> (DateTime<Utc>, Option<DateTime<Utc>>) {
        (self.this_update, self.next_update)
    }

    /// How many certificates it revokes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.revoked.len()
    }

    /// Whether it revokes none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.revoked.is_empty()
    }

    /// Whether it is the list of this authority.
    pub(super) fn is_of(&self, authority: &Certificate) -> bool {
        self.issuer.same_as(authority.subject())
    }

    /// Since when a certificate of this authority is revoked; none when it is not.
    ///
    /// # Errors
    /// `CIE-DEV-478` when the authority did not sign the list, `CIE-DEV-471` when that cannot be
    /// judged.
    pub fn revoked_since(
        &self,
        certificate: &Certificate,
        authority: &Certificate,
    ) -> Result<Option<DateTime<Utc>>> {
        let algorithm = Algorithm::read(&self.algorithm, None)?;
        let key = PublicKey::read(authority.public_key())?;
        if !self.is_of(authority) || !algorithm.verify(&key, &self.signed, &self.signature)? {
            return Err(Error::new(Code::CrlUnusable).detail("not signed by the authority"));
        }
        let entry = self
            .revoked
            .iter()
            .find(|(serial, _)| serial.as_slice() == certificate.serial());
        Ok(entry.map(|(_, when)| *when))
    }
}
