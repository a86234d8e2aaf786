//! TLS, mutual TLS, and certificates that change while the server runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cie_core::error::Kind;
use cie_core::exchange::{Outcome, Registry};
use cie_sad::Code;
use cie_sad::http::{ClientCertificates, ServerHandle, ServerOptions, ServerTls, TlsFiles};
use cie_sad::profile::Profile;
use cie_sad::workstation::{ClientTls, Workstation, WorkstationOptions};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::support::sample;
use crate::tools::{eventually, quick, raw, registry, sample_of, start};

const CODE: &str = "RSSBNC80E57H501B";

/// RFC 7468.
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    let lines = lines.join("\n");
    format!("-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n")
}

/// An authority, and a folder for what it signs.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: PathBuf,
}

impl Authority {
    fn new(folder: &Path, name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, name);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        std::fs::write(
            folder.join(format!("{name}.pem")),
            pem("CERTIFICATE", issuer.der()),
        )
        .unwrap();
        Self {
            issuer,
            folder: folder.to_owned(),
        }
    }

    /// A certificate for this name, and its key, in files.
    fn sign(&self, file: &str, name: &str) -> (PathBuf, PathBuf) {
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let paths = (
            self.folder.join(format!("{file}.pem")),
            self.folder.join(format!("{file}.key")),
        );
        std::fs::write(&paths.0, pem("CERTIFICATE", certificate.der())).unwrap();
        std::fs::write(&paths.1, pem("PRIVATE KEY", &key.serialize_der())).unwrap();
        paths
    }
}

fn server(tls: &ServerTls) -> ServerHandle {
    let options = ServerOptions {
        tls: Some(tls.clone()),
        ..ServerOptions::default()
    };
    start(registry() as Arc<dyn Registry>, &options)
}

fn counter(server: &ServerHandle, tls: ClientTls) -> Workstation {
    let options = WorkstationOptions {
        tls,
        attempts: 1,
        ..quick()
    };
    let url = format!("https://localhost:{}/sad", server.local_addr().port());
    Workstation::new(&url, Arc::new(Profile::anpr().unwrap()), options).unwrap()
}

fn trusting(folder: &Path, authority: &str) -> ClientTls {
    ClientTls {
        authorities: Some(folder.join(format!("{authority}.pem"))),
        identity: None,
    }
}

#[test]
fn only_the_right_authority_is_trusted_and_plain_text_is_not_answered() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new(folder.path(), "ca");
    Authority::new(folder.path(), "other");
    let (certificate, key) = authority.sign("server", "localhost");
    let tls = ServerTls::open(TlsFiles {
        certificate,
        key,
        clients: None,
    });
    let server = server(&tls.unwrap());
    let found = counter(&server, trusting(folder.path(), "ca")).send(&sample::query("1", CODE));
    assert_eq!(found.unwrap().answer.outcome, Outcome::Ok);
    for stranger in [trusting(folder.path(), "other"), ClientTls::default()] {
        let error = counter(&server, stranger)
            .send(&sample::query("2", CODE))
            .unwrap_err();
        assert_eq!(
            (error.code(), error.kind()),
            (Code::Unreachable, Kind::Unavailable)
        );
    }
    let plain = raw(&server, "GET /health HTTP/1.1", b"");
    assert!(!plain.contains("HTTP"), "{plain}");
    // A client that goes away is noticed a moment after it knows.
    eventually("three were refused", || {
        let metrics = server.host().metrics_text();
        metrics.contains("cie_sad_refused_total{reason=\"tls\"} 3")
    });
}

#[test]
fn with_mutual_tls_a_client_without_certificate_stays_out() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new(folder.path(), "ca");
    let clients = Authority::new(folder.path(), "clients");
    let (certificate, key) = authority.sign("server", "localhost");
    let good = clients.sign("sportello", "sportello");
    let stray = authority.sign("stray", "stray");
    let open = |clients| {
        let tls = ServerTls::open(TlsFiles {
            certificate: certificate.clone(),
            key: key.clone(),
            clients: Some((folder.path().join("clients.pem"), clients)),
        });
        server(&tls.unwrap())
    };
    let with = |identity: Option<&(PathBuf, PathBuf)>| ClientTls {
        identity: identity.cloned(),
        ..trusting(folder.path(), "ca")
    };
    for (clients, bare_comes_in) in [
        (ClientCertificates::Required, false),
        (ClientCertificates::Optional, true),
    ] {
        let server = open(clients);
        let send = |identity| counter(&server, with(identity)).send(&sample::query("1", CODE));
        assert_eq!(send(Some(&good)).unwrap().answer.outcome, Outcome::Ok);
        assert_eq!(send(None).is_ok(), bare_comes_in);
        // Signed by an authority that is trusted for servers, not for clients.
        assert_eq!(send(Some(&stray)).unwrap_err().kind(), Kind::Unavailable);
    }
}

#[test]
fn a_new_certificate_is_taken_up_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let old = Authority::new(folder.path(), "old");
    let new = Authority::new(folder.path(), "new");
    let (certificate, key) = old.sign("server", "localhost");
    let tls = ServerTls::open(TlsFiles {
        certificate,
        key: key.clone(),
        clients: None,
    });
    let tls = tls.unwrap();
    let server = server(&tls);
    let asks = |authority| {
        counter(&server, trusting(folder.path(), authority)).send(&sample::query("1", CODE))
    };
    assert!(asks("old").is_ok() && asks("new").is_err());
    // A file that is half there changes nothing.
    std::fs::write(&key, "-----BEGIN PRIVATE KEY-----\nMIG").unwrap();
    assert_eq!(tls.reload().unwrap_err().code(), Code::BadTls);
    assert!(asks("old").is_ok());
    new.sign("server", "localhost");
    tls.reload().unwrap();
    assert!(asks("new").is_ok() && asks("old").is_err());
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new(folder.path(), "ca");
    let (certificate, key) = authority.sign("server", "localhost");
    let (_, other_key) = authority.sign("other", "localhost");
    let missing = folder.path().join("missing.pem");
    let files = |certificate: &Path, key: &Path, clients: Option<&Path>| TlsFiles {
        certificate: certificate.to_owned(),
        key: key.to_owned(),
        clients: clients.map(|path| (path.to_owned(), ClientCertificates::Required)),
    };
    for (files, named) in [
        (files(&missing, &key, None), "missing.pem"),
        (files(&certificate, &missing, None), "missing.pem"),
        (files(&key, &key, None), "server.key"),
        (files(&certificate, &certificate, None), "server.pem"),
        (files(&certificate, &other_key, None), "other.key"),
        (files(&certificate, &key, Some(&key)), "server.key"),
    ] {
        let error = ServerTls::open(files).unwrap_err();
        assert_eq!(error.code(), Code::BadTls);
        assert!(error.to_string().contains(named), "{error}");
    }
    for tls in [
        ClientTls {
            authorities: Some(missing.clone()),
            identity: None,
        },
        ClientTls {
            authorities: None,
            identity: Some((certificate.clone(), certificate.clone())),
        },
        ClientTls {
            authorities: None,
            identity: Some((key.clone(), key.clone())),
        },
    ] {
        let options = WorkstationOptions { tls, ..quick() };
        let profile = Arc::new(Profile::anpr().unwrap());
        let error = Workstation::new("https://localhost/sad", profile, options).unwrap_err();
        assert_eq!(error.code(), Code::BadTls);
    }
    // Looks odd, is not: the metrics page of a server that never had TLS trouble.
    let server = start(registry() as Arc<dyn Registry>, &ServerOptions::default());
    assert_eq!(
        sample_of(&server, "cie_sad_refused_total{reason=\"tls\"}"),
        0
    );
}
