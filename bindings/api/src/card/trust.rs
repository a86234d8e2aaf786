//! Whom the caller trusts: authorities and revocation lists, as their files have them.

use cie_devices::emrtd::passive::{Certificate, RevocationList, TrustSource, TrustStore};

use crate::{Bytes, Day, Result};

record! {
    /// A certificate of a country signing authority (CSCA).
    pub struct Authority {
        /// Its name, such as `CN=…, O=…, C=IT`.
        pub subject: String,
        /// The name of who signed it.
        pub issuer: String,
        /// Its country, two letters.
        pub country: Option<String> = None,
        /// Its serial number, in hexadecimal digits.
        pub serial: String,
        /// First day on which it is valid.
        pub valid_from: Day,
        /// Last day on which it is valid.
        pub valid_to: Day,
        /// The certificate, in DER.
        pub der: Bytes,
    }
}

record! {
    /// What a file of authorities holds.
    pub struct TrustContent {
        /// The authorities.
        pub authorities: Vec<Authority>,
        /// How many certificates may not sign others, and are passed over.
        pub passed_over: u32,
        /// How many revocation lists there are.
        pub lists: u32,
    }
}

/// The authorities and lists of several files.
#[derive(Default)]
pub(super) struct Trust {
    pub(super) store: TrustStore,
    pub(super) lists: Vec<RevocationList>,
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

impl Trust {
    pub(super) fn of(files: &[Bytes]) -> Result<Self> {
        let mut trust = Self::default();
        for file in files {
            trust.add(&file.0)?;
        }
        Ok(trust)
    }

    fn add(&mut self, file: &[u8]) -> Result<usize> {
        let added = TrustSource::read(file)?.add_to(&mut self.store, &mut self.lists)?;
        Ok(added.passed_over)
    }
}

impl TrustContent {
    pub(super) fn of(file: &[u8]) -> Result<Self> {
        let mut trust = Trust::default();
        let passed_over = trust.add(file)?;
        Ok(Self {
            authorities: trust.store.anchors().iter().map(Into::into).collect(),
            passed_over: count(passed_over),
            lists: count(trust.lists.len()),
        })
    }
}

impl From<&Certificate> for Authority {
    fn from(certificate: &Certificate) -> Self {
        let (from, to) = certificate.validity();
        let serial = certificate.serial().iter();
        Self {
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            country: certificate.subject().country(),
            serial: serial.map(|byte| format!("{byte:02x}")).collect(),
            valid_from: Day(from.date_naive()),
            valid_to: Day(to.date_naive()),
            der: Bytes(certificate.der().to_vec()),
        }
    }
}
