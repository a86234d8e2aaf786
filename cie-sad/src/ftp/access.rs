//! How to reach an FTP server.

use std::sync::Arc;
use std::time::Duration;

use cie_core::redact::Secret;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::{Code, Error, Result};

/// Whether the connection is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Security {
    /// It is not: password and data travel in the clear. Only within the comune's own network.
    Plain,
    /// Explicit FTPS (RFC 4217): control and data encrypted, the server's certificate checked
    /// against the public authorities.
    Tls,
    /// The same, with the certificate checked against these authorities only (PEM), such as the
    /// server's own certificate.
    TlsWith(String),
}

/// Versions of TLS to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Versions {
    /// 1.2 and 1.3.
    All,
    /// 1.2 only, whose sessions can be resumed any number of times. Some servers (vsftpd, as
    /// shipped) demand that every data connection resumes the control connection's session; a
    /// ticket of 1.3 is good for one resumption, and they hand out two.
    Reusable,
}

/// An FTP server, an account on it, and how patient to be.
///
/// ```
/// use cie_sad::ftp::{FtpAccess, Security};
/// let access = FtpAccess::new("ftp.comune.example", 21, "cie", "segreta", Security::Tls);
/// assert!(!format!("{access:?}").contains("segreta"));
/// ```
#[derive(Clone, Debug)]
pub struct FtpAccess {
    /// Name or address of the server; with TLS, what its certificate must say.
    pub host: String,
    /// Port of the control connection.
    pub port: u16,
    /// User name.
    pub user: String,
    /// Password.
    pub password: Secret,
    /// Encryption.
    pub security: Security,
    /// Longest time to connect, for control and data.
    pub connect_timeout: Duration,
    /// Longest silence of the server.
    pub timeout: Duration,
    /// Times a transfer that broke off is resumed.
    pub resumes: u32,
}

impl FtpAccess {
    /// An account on a server: 10 seconds to connect, 30 of silence, three resumptions.
    #[must_use]
    pub fn new(
        host: impl Into<String>,
        port: u16,
        user: impl Into<String>,
        password: impl Into<String>,
        security: Security,
    ) -> Self {
        Self {
            host: host.into(),
            port,
            user: user.into(),
            password: Secret::new(password),
            security,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            resumes: 3,
        }
    }

    /// The TLS configuration; one for all connections, so that sessions are resumed.
    pub(super) fn tls(&self, versions: Versions) -> Result<Option<Arc<ClientConfig>>> {
        let mut roots = RootCertStore::empty();
        match &self.security {
            Security::Plain => return Ok(None),
            Security::Tls => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Security::TlsWith(pem) => {
                let bad = || Error::new(Code::BadFolderOption).detail("certificate");
                for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
                    let certificate = certificate.map_err(|cause| bad().caused_by(cause))?;
                    roots
                        .add(certificate)
                        .map_err(|cause| bad().caused_by(cause))?;
                }
                if roots.is_empty() {
                    return Err(bad());
                }
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let reusable = [&rustls::version::TLS12];
        let offered = match versions {
            Versions::All => rustls::ALL_VERSIONS,
            Versions::Reusable => &reusable,
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(offered)
            .map_err(|cause| Error::new(Code::FtpTls).caused_by(cause))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Some(Arc::new(config)))
    }
}
