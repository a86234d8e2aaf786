//! A TLS handshake that looks at the certificate instead of hiding behind the first fault in it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use der::Decode;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error as Tls,
    RootCertStore, SignatureScheme, StreamOwned,
};

use super::trouble::Trouble;
use super::wire::Timed;
use crate::{Code, Error, Result};

/// The authorities in whom a server's certificate must end.
#[derive(Clone)]
pub struct Authorities {
    roots: Arc<RootCertStore>,
}

impl Authorities {
    /// Those of Mozilla's list, as of the release of this program.
    #[must_use]
    pub fn public() -> Self {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        Self {
            roots: Arc::new(roots),
        }
    }

    /// These too: certificates in DER, such as the Ministry's chain.
    ///
    /// # Errors
    /// `CIE-DEV-705` for what is no certificate of an authority.
    pub fn with(mut self, certificates: impl IntoIterator<Item = Vec<u8>>) -> Result<Self> {
        let roots = Arc::make_mut(&mut self.roots);
        for certificate in certificates {
            let added = roots.add(CertificateDer::from(certificate));
            added.map_err(|e| Error::new(Code::BadCertificateFile).caused_by(e))?;
        }
        Ok(self)
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorities({})", self.roots.len())
    }
}

/// What is wrong with a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blemish {
    /// It has ended.
    Expired,
    /// It has not begun.
    NotYetValid,
    /// It is for other names.
    WrongName,
    /// It ends in nobody who is known.
    UnknownIssuer,
    /// Anything else.
    Unsound,
}

/// What a handshake showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// TLS 1.2 or 1.3.
    pub(crate) version: Option<String>,
    /// The certificate's last moment.
    pub(crate) until: Option<DateTime<Utc>>,
    /// Who issued it.
    pub(crate) issuer: Option<String>,
    /// What is wrong with it.
    pub(crate) blemishes: Vec<Blemish>,
    /// Whether the server asked for a certificate of the client.
    pub(crate) asked: bool,
}

/// Looks at what the server shows, and lets the handshake go on. Nothing confidential is ever sent
/// over such a connection.
struct Witness {
    inner: Arc<WebPkiServerVerifier>,
    now: DateTime<Utc>,
    shown: Mutex<Shown>,
}

impl Witness {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
    ) -> Vec<Blemish> {
        let mut blemishes = Vec::new();
        let mut at = self.now;
        let mut add = |blemish| {
            if !blemishes.contains(&blemish) {
                blemishes.push(blemish);
            }
        };
        if let Ok(read) = x509_cert::Certificate::from_der(leaf) {
            let validity = read.tbs_certificate.validity;
            let moment = |time: x509_cert::time::Time| {
                DateTime::<Utc>::UNIX_EPOCH
                    + chrono::TimeDelta::from_std(time.to_unix_duration()).unwrap_or_default()
            };
            let (from, until) = (moment(validity.not_before), moment(validity.not_after));
            if until < self.now {
                add(Blemish::Expired);
                at = until;
            }
            if from > self.now {
                add(Blemish::NotYetValid);
                at = from;
            }
            let mut shown = self.shown();
            shown.until = Some(until);
            shown.issuer = Some(read.tbs_certificate.issuer.to_string());
        }
        let named = webpki::EndEntityCert::try_from(leaf)
            .and_then(|leaf| leaf.verify_is_valid_for_subject_name(name));
        match named {
            Ok(()) => {}
            Err(webpki::Error::CertNotValidForName(_)) => add(Blemish::WrongName),
            Err(_) => add(Blemish::Unsound),
        }
        // Who issued it is asked for a moment of its own life: the first fault must not hide this one.
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        match self.inner.verify_server_cert(leaf, others, name, &[], now) {
            Ok(_) => {}
            Err(Tls::InvalidCertificate(error)) => add(match error {
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    Blemish::Expired
                }
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    Blemish::NotYetValid
                }
                CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. } => Blemish::WrongName,
                CertificateError::UnknownIssuer => Blemish::UnknownIssuer,
                _ => Blemish::Unsound,
            }),
            Err(_) => add(Blemish::Unsound),
        }
        blemishes
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, Tls> {
        let blemishes = self.judge(leaf, others, name);
        self.shown().blemishes = blemishes;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, Tls> {
        self.inner.verify_tls12_signature(message, leaf, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, Tls> {
        self.inner.verify_tls13_signature(message, leaf, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Witness")
    }
}

/// Has no certificate to give, and remembers that it was asked.
#[derive(Debug)]
struct Asked(Arc<Witness>);

impl ResolvesClientCert for Asked {
    fn resolve(
        &self,
        _subjects: &[&[u8]],
        _schemes: &[SignatureScheme],
    ) -> Option<Arc<rustls::sign::CertifiedKey>> {
        self.0.shown().asked = true;
        None
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// Shakes hands, and gives what was shown even where the handshake failed.
pub(super) fn shake(
    mut stream: Timed,
    host: &str,
    authorities: &Authorities,
    now: DateTime<Utc>,
) -> (
    std::result::Result<StreamOwned<ClientConnection, Timed>, Trouble>,
    Shown,
) {
    let provider: Arc<CryptoProvider> = Arc::new(rustls::crypto::ring::default_provider());
    let refused = |why: String| (Err(Trouble::TlsRefused(why)), Shown::default());
    let roots = Arc::clone(&authorities.roots);
    let built = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
    let inner = match built {
        Ok(inner) => inner,
        Err(error) => return refused(error.to_string()),
    };
    let witness = Arc::new(Witness {
        inner,
        now,
        shown: Mutex::default(),
    });
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = match versions {
        Ok(config) => config
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
            .with_client_cert_resolver(Arc::new(Asked(Arc::clone(&witness)))),
        Err(error) => return refused(error.to_string()),
    };
    let name = match ServerName::try_from(host.to_owned()) {
        Ok(name) => name,
        Err(error) => return refused(error.to_string()),
    };
    let mut connection = match ClientConnection::new(Arc::new(config), name) {
        Ok(connection) => connection,
        Err(error) => return refused(error.to_string()),
    };
    let mut outcome = Ok(());
    while connection.is_handshaking() && outcome.is_ok() {
        outcome = match connection.complete_io(&mut stream) {
            Ok((0, 0)) => Err(Trouble::Closed("tls")),
            Ok(_) => Ok(()),
            Err(error) => Err(trouble(&error)),
        };
    }
    let mut shown = witness.shown().clone();
    let version = connection.protocol_version();
    shown.version = version.map(|version| match version {
        rustls::ProtocolVersion::TLSv1_2 => "TLS 1.2".to_owned(),
        rustls::ProtocolVersion::TLSv1_3 => "TLS 1.3".to_owned(),
        other => format!("{other:?}"),
    });
    (
        outcome.map(|()| StreamOwned::new(connection, stream)),
        shown,
    )
}

fn trouble(error: &std::io::Error) -> Trouble {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Tls>());
    match inner {
        Some(Tls::InvalidMessage(_) | Tls::InappropriateMessage { .. }) => Trouble::NotTls,
        Some(error) => Trouble::TlsRefused(error.to_string()),
        None => Trouble::of(error, "tls"),
    }
}
