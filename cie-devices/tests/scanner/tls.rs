//! Scanners behind TLS: who is trusted, and who is not.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cie_devices::Code;
use cie_devices::scanner::escl::{EsclScanner, Trust};
use cie_devices::scanner::{NobodyWatching, Scanner};
use cie_devices::sim::escl::SimulatedScanner;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::kit::{code, quick};

/// An authority, in PEM, and the TLS side of a server on loopback that it vouches for.
fn authority() -> (Vec<u8>, Arc<ServerConfig>) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let certificate = server.signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private)
        .unwrap();
    let text = STANDARD.encode(issuer.der());
    let pem = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
    (pem.into_bytes(), Arc::new(config))
}

/// Takes TLS off each connection and hands the one request on.
fn front(config: Arc<ServerConfig>, behind: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            thread::spawn(move || -> std::io::Result<()> {
                let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
                let mut outside = StreamOwned::new(connection, stream);
                let mut inside = TcpStream::connect(behind)?;
                let mut answers = inside.try_clone()?;
                let mut piece = [0; 8192];
                let read = outside.read(&mut piece)?;
                inside.write_all(&piece[..read])?;
                // The body of a job may come apart from its head.
                let head = String::from_utf8_lossy(&piece[..read]).into_owned();
                if head.starts_with("POST") && !head.contains("</scan:ScanSettings>") {
                    let read = outside.read(&mut piece)?;
                    inside.write_all(&piece[..read])?;
                }
                let mut answer = Vec::new();
                answers.read_to_end(&mut answer)?;
                outside.write_all(&answer)?;
                outside.conn.send_close_notify();
                outside.flush()
            });
        }
    });
    address
}

#[test]
fn only_who_is_trusted_is_heard() {
    let device = SimulatedScanner::start().unwrap();
    let ((ours, config), (theirs, _)) = (authority(), authority());
    let url = format!("https://{}/eSCL", front(config, device.address()));
    let scan = |trust: &Trust| {
        let mut scanner = EsclScanner::new(&url, trust).unwrap();
        scanner.scan(quick(), Arc::new(NobodyWatching))
    };
    assert_eq!(scan(&Trust::Authorities(ours)).unwrap().pages.len(), 1);
    assert_eq!(scan(&Trust::Anybody).unwrap().pages.len(), 1);
    for trust in [Trust::Authorities(theirs), Trust::PublicAuthorities] {
        assert_eq!(code(scan(&trust)), Some(Code::ScannerRefused), "{trust:?}");
    }
    assert_eq!(device.jobs().0, 2);
}
