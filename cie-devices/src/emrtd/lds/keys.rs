//! DG14 and DG15: what proves the chip genuine.

use crate::emrtd::SecurityInfos;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error, Result};

/// DG14: security infos, above all the keys of chip authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg14 {
    /// The infos.
    pub infos: SecurityInfos,
}

impl Dg14 {
    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450` and `CIE-DEV-453` for another file, `CIE-DEV-427` for a broken list.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let file = Tlv::expect(bytes, 0x6E)?;
        SecurityInfos::parse(file.value).map(|infos| Self { infos })
    }
}

/// DG15: the key of active authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg15 {
    /// SubjectPublicKeyInfo in DER.
    pub key: Vec<u8>,
}

impl Dg15 {
    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450` and `CIE-DEV-453` for another file, `CIE-DEV-455` when it holds no key.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let file = Tlv::expect(bytes, 0x6F)?;
        let key = Tlv::expect(file.value, 0x30).map_err(|e| {
            Error::new(Code::CardFieldMalformed)
                .detail("key")
                .caused_by(e)
        })?;
        Ok(Self {
            key: key.whole.to_vec(),
        })
    }
}
