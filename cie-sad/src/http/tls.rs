//! TLS of the server: PEM files in, reloaded without a restart.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::pem::read;
use crate::{Code, Error, Result};

/// Whether clients show a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientCertificates {
    /// They must (mutual TLS).
    #[default]
    Required,
    /// They may; one that is shown must be good.
    Optional,
}

/// Where certificates and keys are: PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The server's certificate, followed by those of the authorities in between.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// Authorities that sign the certificates of clients; with them TLS is mutual.
    pub clients: Option<(PathBuf, ClientCertificates)>,
}

/// TLS of a listener, version 1.2 or 1.3. Clones are the same one: reloading it is seen by all.
#[derive(Clone)]
pub struct ServerTls {
    files: TlsFiles,
    current: Arc<RwLock<Arc<ServerConfig>>>,
}

impl ServerTls {
    /// Reads the files.
    ///
    /// # Errors
    /// `CIE-SAD-310`, naming the file, when one cannot be read or used.
    pub fn open(files: TlsFiles) -> Result<Self> {
        let config = config(&files)?;
        Ok(Self {
            files,
            current: Arc::new(RwLock::new(Arc::new(config))),
        })
    }

    /// Reads the files again. Connections that are open go on with what they began with.
    ///
    /// # Errors
    /// `CIE-SAD-310`; what was in force stays in force.
    pub fn reload(&self) -> Result<()> {
        let config = Arc::new(config(&self.files)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// The files it reads.
    #[must_use]
    pub fn files(&self) -> &TlsFiles {
        &self.files
    }

    pub(super) fn acceptor(&self) -> tokio_rustls::TlsAcceptor {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current).into()
    }
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServerTls").field(&self.files).finish()
    }
}

fn config(files: &TlsFiles) -> Result<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain = certificates(&files.certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&read(&files.key)?)
        .map_err(|_| bad(&files.key).detail(shown(&files.key, "no private key in it")))?;
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| bad(&files.certificate).caused_by(error))?;
    let builder = match &files.clients {
        None => builder.with_no_client_auth(),
        Some((authorities, clients)) => {
            let unusable = || bad(authorities);
            let mut roots = RootCertStore::empty();
            for root in certificates(authorities)? {
                roots
                    .add(root)
                    .map_err(|error| unusable().caused_by(error))?;
            }
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            let verifier = match clients {
                ClientCertificates::Required => verifier,
                ClientCertificates::Optional => verifier.allow_unauthenticated(),
            };
            builder.with_client_cert_verifier(
                verifier
                    .build()
                    .map_err(|error| unusable().caused_by(error))?,
            )
        }
    };
    let mut config = builder
        .with_single_cert(chain, key)
        // A key that belongs to another certificate ends up here.
        .map_err(|error| bad(&files.key).caused_by(error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let bytes = read(path)?;
    let all: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    match all {
        Ok(all) if !all.is_empty() => Ok(all),
        _ => Err(bad(path).detail(shown(path, "no certificate in it"))),
    }
}

fn bad(path: &Path) -> Error {
    Error::new(Code::BadTls).detail(path.display().to_string())
}

fn shown(path: &Path, what: &str) -> String {
    format!("{}: {what}", path.display())
}
