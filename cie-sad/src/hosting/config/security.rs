//! `[security]`: the signatures of a SOAP service.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use serde::Deserialize;
use toml::Spanned;

use super::source::Source;
use crate::codec::Limits;
use crate::soap::{Clock, Security, Signer, Verifier};
use crate::{Code, Error, Result};

/// The keys and certificates of `[security]`: what is signed and what is demanded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityFiles {
    /// Key (PEM, PKCS #8, RSA) and certificate with which answers are signed.
    pub signing: Option<(PathBuf, PathBuf)>,
    /// Files of the certificates (PEM) whose signatures are accepted; when there are none, no
    /// signature is demanded.
    pub trusted: Vec<PathBuf>,
    /// How long a message of ours is good.
    pub lifetime: Duration,
    /// How far clocks may differ.
    pub tolerance: Duration,
    /// How long a message of others may be good after it was made.
    pub longest: Duration,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    key: Option<Spanned<String>>,
    certificate: Option<Spanned<String>>,
    trusted: Option<Vec<String>>,
    lifetime_seconds: Option<Spanned<u64>>,
    tolerance_seconds: Option<Spanned<u64>>,
    longest_seconds: Option<Spanned<u64>>,
}

impl Raw {
    pub(super) fn check(
        raw: Spanned<Self>,
        source: &Source<'_>,
        folder: &Path,
    ) -> Result<SecurityFiles> {
        let span = raw.span();
        let raw = raw.into_inner();
        let signing = match (&raw.key, &raw.certificate) {
            (None, None) => None,
            (Some(key), Some(certificate)) => Some((
                folder.join(key.get_ref()),
                folder.join(certificate.get_ref()),
            )),
            (Some(key), None) => return Err(source.error(key, "certificate is missing")),
            (None, Some(certificate)) => return Err(source.error(certificate, "key is missing")),
        };
        let trusted = raw.trusted.unwrap_or_default();
        if signing.is_none() && trusted.is_empty() {
            return Err(source.error_at(span, "key and certificate, or trusted, are missing"));
        }
        let seconds = |name, value: &Option<Spanned<u64>>, most, usual| {
            let seconds = source.number(name, value.as_ref(), 1..=most, usual)?;
            Ok::<_, Error>(Duration::from_secs(seconds))
        };
        Ok(SecurityFiles {
            signing,
            trusted: trusted.into_iter().map(|path| folder.join(path)).collect(),
            lifetime: seconds("lifetime_seconds", &raw.lifetime_seconds, 3600, 300)?,
            tolerance: seconds("tolerance_seconds", &raw.tolerance_seconds, 3600, 60)?,
            longest: seconds("longest_seconds", &raw.longest_seconds, 86_400, 900)?,
        })
    }
}

impl SecurityFiles {
    /// Every file that is read, to see whether one changed.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let signing = self.signing.iter().flat_map(|(key, cert)| [key, cert]);
        signing.chain(&self.trusted)
    }

    /// Reads keys and certificates.
    ///
    /// # Errors
    /// `CIE-SAD-526` for one that cannot be used, named; `CIE-SAD-310` for a file that cannot be
    /// read.
    pub fn open(&self, clock: Clock, limits: Limits) -> Result<Security> {
        let mut security = Security::new(clock);
        if let Some((key, certificate)) = &self.signing {
            let pem = crate::pem::read(key)?;
            let pkcs8 = PrivatePkcs8KeyDer::from_pem_slice(&pem).map_err(|_| bad(key))?;
            let chain = certificates(certificate)?;
            let own = chain.first().ok_or_else(|| bad(certificate))?;
            let signer = Signer::new(pkcs8.secret_pkcs8_der(), own)?.with_lifetime(self.lifetime);
            security = security.signing(signer);
        }
        if !self.trusted.is_empty() {
            let mut trusted = Vec::new();
            for file in &self.trusted {
                trusted.extend(certificates(file)?);
            }
            let verifier = Verifier::new(trusted)?
                .with_times(self.tolerance, self.longest)
                .with_limits(limits);
            security = security.verifying(verifier);
        }
        Ok(security)
    }
}

fn certificates(path: &Path) -> Result<Vec<Vec<u8>>> {
    let pem = crate::pem::read(path)?;
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem)
        .map(|one| one.map(|der| der.to_vec()))
        .collect();
    match all {
        Ok(all) if !all.is_empty() => Ok(all),
        _ => Err(bad(path)),
    }
}

fn bad(path: &Path) -> Error {
    Error::new(Code::BadKey).detail(path.display().to_string())
}
