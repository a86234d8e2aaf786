//! Whom a connection over TLS trusts.

use std::fmt;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::{Code, Error, Result};

/// Largest file of certificates, in bytes.
const MAX_PEM: usize = 1 << 20;

/// Whom a connection over TLS (`https`) trusts. Scanners sign their certificates themselves, so
/// somebody of the office has to say.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trust {
    /// The authorities of the web: for scanners behind a proper name.
    #[default]
    PublicAuthorities,
    /// These authorities and no others, in PEM: those of the office.
    Authorities(Vec<u8>),
    /// Whoever answers. Nobody is kept out: only for a network that nobody else is on.
    Anybody,
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PublicAuthorities => "PublicAuthorities",
            Self::Authorities(_) => "Authorities",
            Self::Anybody => "Anybody",
        })
    }
}

impl Trust {
    pub(super) fn config(&self) -> Result<TlsConfig> {
        let config = TlsConfig::builder();
        Ok(match self {
            Self::PublicAuthorities => config.root_certs(RootCerts::WebPki),
            Self::Authorities(pem) => {
                config.root_certs(RootCerts::from(certificates(pem)?.into_iter()))
            }
            Self::Anybody => config.disable_verification(true),
        }
        .build())
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>> {
    let bad = || Error::new(Code::BadScannerAddress).detail("certificate");
    if pem.len() > MAX_PEM {
        return Err(bad());
    }
    let mut all = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(one) = item.map_err(|e| bad().caused_by(e))? {
            all.push(one);
        }
    }
    if all.is_empty() { Err(bad()) } else { Ok(all) }
}
