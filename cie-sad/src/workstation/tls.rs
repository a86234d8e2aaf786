//! Certificates of the client, from files to what the HTTP library wants.

use std::path::Path;

use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};

use super::ClientTls;
use crate::{Code, Error, Result};

pub(super) fn config(tls: &ClientTls) -> Result<TlsConfig> {
    let roots = match &tls.authorities {
        None => RootCerts::WebPki,
        Some(path) => RootCerts::from(certificates(path)?.into_iter()),
    };
    let identity = match &tls.identity {
        None => None,
        Some((chain, key)) => Some(ClientCert::new_with_certs(
            &certificates(chain)?,
            private_key(key)?,
        )),
    };
    Ok(TlsConfig::builder()
        .root_certs(roots)
        .client_cert(identity)
        .build())
}

fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>> {
    let bytes = read(path)?;
    let mut all = Vec::new();
    for item in parse_pem(&bytes) {
        if let PemItem::Certificate(one) = item.map_err(|error| bad(path).caused_by(error))? {
            all.push(one);
        }
    }
    if all.is_empty() {
        return Err(bad(path));
    }
    Ok(all)
}

fn private_key(path: &Path) -> Result<PrivateKey<'static>> {
    PrivateKey::from_pem(&read(path)?).map_err(|_| bad(path))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    crate::pem::read(path)
}

fn bad(path: &Path) -> Error {
    Error::new(Code::BadTls).detail(path.display().to_string())
}
