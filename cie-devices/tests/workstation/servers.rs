//! Servers that behave, and that misbehave on purpose. Each listens on a free port of loopback until
//! the test's process ends.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cie_devices::doctor::Check;
use cie_devices::doctor::{
    Address, Authorities, EndpointCheck, Finding, FixedResolver, LocalClock, Route, Service,
};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

/// The name that every server here is looked for by.
pub(crate) const HOST: &str = "servizio.example";
pub(crate) const HOME: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// Nobody listens there on a port that a server has on [`HOME`].
pub(crate) const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 9, 9, 9));
/// More than any of these tests takes.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// Serves each connection on a thread of its own.
pub(crate) fn serve(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind((HOME, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let handle = Arc::new(handle);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let handle = Arc::clone(&handle);
            thread::spawn(move || handle(stream));
        }
    });
    port
}

/// The head of a request.
pub(crate) fn head(stream: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// A web server that answers every request so, and remembers the first lines.
pub(crate) fn web(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> (u16, Lines) {
    let lines = Lines::default();
    let seen = lines.clone();
    let port = serve(move |mut stream| {
        let head = head(&mut stream);
        let line = head.lines().next().unwrap_or_default().to_owned();
        let answer = answer(&line);
        seen.0.lock().unwrap().push(line);
        let _ = stream.write_all(answer.as_bytes());
    });
    (port, lines)
}

#[derive(Clone, Default)]
pub(crate) struct Lines(pub(crate) Arc<Mutex<Vec<String>>>);

impl Lines {
    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// The form of RFC 9110, 5.6.7.
pub(crate) fn http_date(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A certificate as the tests need them.
pub(crate) struct Certified {
    pub(crate) name: &'static str,
    /// Days from now.
    pub(crate) from: i64,
    pub(crate) until: i64,
    /// The server asks for the client's certificate, over this version alone.
    pub(crate) asks: Option<&'static rustls::SupportedProtocolVersion>,
}

impl Default for Certified {
    fn default() -> Self {
        Self {
            name: HOST,
            from: -10,
            until: 300,
            asks: None,
        }
    }
}

/// A server with TLS, and the certificate (DER) of its authority.
pub(crate) fn tls(certified: &Certified) -> (u16, Vec<u8>) {
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
        .distinguished_name
        .push(DnType::CommonName, "Autorità di prova");
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let mut params = CertificateParams::new(vec![certified.name.to_owned()]).unwrap();
    let day = |days: i64| std::time::SystemTime::from(Utc::now() + TimeDelta::days(days)).into();
    params.not_before = day(certified.from);
    params.not_after = day(certified.until);
    let key = KeyPair::generate().unwrap();
    let leaf = params.signed_by(&key, &issuer).unwrap();
    let authority = issuer.der().to_vec();

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = match certified.asks {
        Some(version) => vec![version],
        None => vec![&rustls::version::TLS13, &rustls::version::TLS12],
    };
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&versions)
        .unwrap();
    let config = match certified.asks {
        None => config.with_no_client_auth(),
        Some(_) => {
            let mut roots = RootCertStore::empty();
            roots.add(issuer.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = Arc::new(
        config
            .with_single_cert(vec![leaf.der().clone()], key)
            .unwrap(),
    );
    let port = serve(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let head = head(&mut stream);
        if !head.is_empty() {
            let date = http_date(Utc::now());
            let answer = format!("HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 0\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes());
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (port, authority)
}

/// The way to loopback: every name in the list, and none of the system's.
pub(crate) fn route(names: &[(&str, &[IpAddr])]) -> Route {
    let mut route = Route::direct(LocalClock::says(Utc::now()));
    let names = names
        .iter()
        .map(|(name, numbers)| ((*name).to_owned(), numbers.to_vec()));
    route.resolver = Arc::new(FixedResolver(names.collect()));
    route
}

/// The way to the one server of a test.
pub(crate) fn home() -> Route {
    route(&[(HOST, &[HOME])])
}

pub(crate) fn trusting(authority: Vec<u8>) -> Route {
    Route {
        authorities: Authorities::public().with([authority]).unwrap(),
        ..home()
    }
}

/// A service of the circular's form.
pub(crate) fn service(url: &str, proxy: cie_core::rule::ProxyAuth) -> Service {
    Service {
        address: url.parse().unwrap(),
        proxy,
        source: "trial".to_owned(),
    }
}

pub(crate) fn url(scheme: &str, port: u16) -> String {
    format!("{scheme}://{HOST}:{port}/")
}

pub(crate) fn address(scheme: &str, port: u16) -> Address {
    url(scheme, port).parse().unwrap()
}

/// What the check of an endpoint says.
pub(crate) fn endpoint(url: &str, route: Route) -> Finding {
    let service = service(url, cie_core::rule::ProxyAuth::Discouraged);
    EndpointCheck::new(service, Arc::new(route)).run(LIMIT)
}
