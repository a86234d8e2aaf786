//! Master lists: authorities of many States, signed by one (ICAO Doc 9303-12, 8).

use chrono::{DateTime, Utc};

use super::certificate::{Certificate, read_all};
use super::signed_data::SignedData;
use super::trust::TrustStore;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error, Result};

/// id-icao-cscaMasterList: 2.23.136.1.1.2.
const MASTER_LIST: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x02];
/// Largest list read, in bytes.
const MAX_LIST: usize = 8 << 20;
/// Most certificates of a list.
const MAX_CERTIFICATES: usize = 4096;

/// A master list whose signature by its own signer holds.
#[derive(Clone, Debug)]
pub struct MasterList {
    signer: Certificate,
    signed: Option<DateTime<Utc>>,
    certificates: Vec<Certificate>,
    unreadable: usize,
}

impl MasterList {
    /// Reads a list and checks its signature with the signer's certificate it carries. Whether that
    /// signer is to be trusted, [`trusted`](Self::trusted) tells.
    ///
    /// # Errors
    /// `CIE-DEV-452` for more than 8 MiB, `CIE-DEV-477` when it is malformed, `CIE-DEV-472` to
    /// `CIE-DEV-474` for the signature, `CIE-DEV-471` when that cannot be judged.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_LIST {
            return Err(Error::new(Code::CardFileTooLarge).detail("list of more than 8 MiB"));
        }
        let malformed = |e: Error| Error::new(Code::MasterListMalformed).caused_by(e);
        let message = SignedData::parse(bytes).map_err(malformed)?;
        if message.content_type != MASTER_LIST {
            return Err(Error::new(Code::MasterListMalformed).detail("content type"));
        }
        let signer = message.signer()?.clone();
        let checked = message.check(&signer)?;
        let fields = Tlv::expect(&message.content, 0x30)
            .and_then(|list| list.children())
            .map_err(malformed)?;
        let [_, set] = fields.as_slice() else {
            return Err(Error::new(Code::MasterListMalformed).detail("fields"));
        };
        let set = set.tagged(0x31).map_err(malformed)?;
        let (certificates, unreadable) =
            read_all(set.value, MAX_CERTIFICATES).map_err(malformed)?;
        Ok(Self {
            signer,
            signed: checked.signing_time,
            certificates,
            unreadable,
        })
    }

    /// The certificate of the list's signer.
    #[must_use]
    pub fn signer(&self) -> &Certificate {
        &self.signer
    }

    /// When the signer says to have signed.
    #[must_use]
    pub fn signed(&self) -> Option<DateTime<Utc>> {
        self.signed
    }

    /// The authorities of the list.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// How many certificates of the list could not be read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Checks that the list's signer was certified by an authority that is already trusted, at a
    /// moment.
    ///
    /// # Errors
    /// As [`TrustStore::issuer_of`].
    pub fn trusted<'a>(
        &self,
        store: &'a TrustStore,
        moment: DateTime<Utc>,
    ) -> Result<&'a Certificate> {
        store.issuer_of(&self.signer, moment)
    }

    /// Adds the list's authorities to a store: all, or those of one country (two letters). Gives how
    /// many were added.
    ///
    /// # Errors
    /// `CIE-DEV-451` when the store is full. Certificates that are no authorities are passed over.
    pub fn add_to(&self, store: &mut TrustStore, country: Option<&str>) -> Result<usize> {
        let before = store.anchors().len();
        for certificate in &self.certificates {
            let wanted = country.is_none_or(|country| {
                let own = certificate.subject().country();
                own.is_some_and(|own| own.eq_ignore_ascii_case(country))
            });
            if wanted && certificate.may_certify() {
                store.add_certificate(certificate.clone())?;
            }
        }
        Ok(store.anchors().len() - before)
    }
}
