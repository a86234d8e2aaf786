//! Authorities and revocation lists from files, whatever their form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::certificate::Certificate;
use super::crl::RevocationList;
use super::master_list::MasterList;
use super::trust::TrustStore;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error, Result};

/// Largest file read, in bytes: master lists have one million.
const MAX_FILE: usize = 16 << 20;
/// Most parts of a PEM file.
const MAX_PARTS: usize = 4096;

/// What a file of a folder of authorities holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TrustSource {
    /// Certificates, in DER or PEM.
    Certificates(Vec<Certificate>),
    /// A master list; its own signature holds, and that is all that is known of it.
    MasterList(Box<MasterList>),
    /// Revocation lists, in DER or PEM.
    RevocationLists(Vec<RevocationList>),
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Added {
    /// Authorities that were not in the store before.
    pub authorities: usize,
    /// Certificates that may not sign others, and were passed over.
    pub passed_over: usize,
    /// Revocation lists.
    pub lists: usize,
}

impl TrustSource {
    /// Tells by the bytes what a file is, and reads it: certificates and revocation lists in DER or
    /// PEM, master lists in CMS.
    ///
    /// ```
    /// use cie_devices::emrtd::passive::TrustSource;
    /// let error = TrustSource::read(b"not a certificate").expect_err("it is a text");
    /// assert_eq!(error.code(), cie_devices::Code::TrustSourceUnknown);
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-452` for more than 16 MiB, `CIE-DEV-643` for a file of another kind, and those of
    /// [`Certificate::parse`], [`MasterList::parse`] and [`RevocationList::parse`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_FILE {
            return Err(Error::new(Code::CardFileTooLarge).detail("file of more than 16 MiB"));
        }
        let parts = parts(bytes)?;
        if parts.is_empty() {
            return Self::read_der(bytes);
        }
        let (mut certificates, mut lists) = (Vec::new(), Vec::new());
        for part in parts {
            match Self::read_der(&part)? {
                Self::Certificates(more) => certificates.extend(more),
                Self::RevocationLists(more) => lists.extend(more),
                list @ Self::MasterList(_) => return Ok(list),
            }
        }
        if certificates.is_empty() {
            Ok(Self::RevocationLists(lists))
        } else if lists.is_empty() {
            Ok(Self::Certificates(certificates))
        } else {
            Err(unknown("certificates and revocation lists in one file"))
        }
    }

    fn read_der(der: &[u8]) -> Result<Self> {
        let outer = Tlv::expect(der, 0x30).map_err(|_| unknown("not DER"))?;
        if Tlv::read(outer.value).is_ok_and(|(first, _)| first.tag == 0x06) {
            return MasterList::parse(der).map(|list| Self::MasterList(Box::new(list)));
        }
        match (Certificate::parse(der), RevocationList::parse(der)) {
            (Ok(certificate), _) => Ok(Self::Certificates(vec![certificate])),
            (_, Ok(list)) => Ok(Self::RevocationLists(vec![list])),
            (Err(error), Err(_)) => Err(Error::new(Code::TrustSourceUnknown).caused_by(error)),
        }
    }

    /// Adds what the file holds: authorities to the store, lists to the lists.
    ///
    /// # Errors
    /// `CIE-DEV-451` when the store is full.
    pub fn add_to(self, store: &mut TrustStore, lists: &mut Vec<RevocationList>) -> Result<Added> {
        let before = store.anchors().len();
        let mut added = Added::default();
        match self {
            Self::Certificates(certificates) => {
                for certificate in certificates {
                    if certificate.may_certify() {
                        store.add_certificate(certificate)?;
                    } else {
                        added.passed_over += 1;
                    }
                }
            }
            Self::MasterList(list) => {
                let usable = list.certificates().iter().filter(|c| c.may_certify());
                added.passed_over = list.certificates().len() - usable.count();
                list.add_to(store, None)?;
            }
            Self::RevocationLists(more) => {
                added.lists = more.len();
                lists.extend(more);
            }
        }
        added.authorities = store.anchors().len() - before;
        Ok(added)
    }
}

/// The decoded parts of a PEM file (RFC 7468); none when it is not one.
fn parts(bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(found);
    };
    let mut body: Option<String> = None;
    for line in text.lines().map(str::trim) {
        if line.starts_with("-----BEGIN ") {
            body = Some(String::new());
        } else if line.starts_with("-----END ") {
            let body = body.take().ok_or_else(|| unknown("PEM"))?;
            if found.len() == MAX_PARTS {
                return Err(unknown("too many parts"));
            }
            found.push(STANDARD.decode(body).map_err(|_| unknown("base64"))?);
        } else if let Some(body) = &mut body {
            body.push_str(line);
        }
    }
    match body {
        Some(_) => Err(unknown("PEM ends early")),
        None => Ok(found),
    }
}

fn unknown(what: &'static str) -> Error {
    Error::new(Code::TrustSourceUnknown).detail(what)
}
