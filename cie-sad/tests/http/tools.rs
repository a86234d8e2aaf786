//! What the tests of the server share.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::exchange::{Registry, Subject};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use cie_sad::workstation::{Workstation, WorkstationOptions};

use crate::support::sample;

pub(crate) fn registry() -> Arc<MemoryRegistry> {
    Arc::new(MemoryRegistry::new(vec![Subject::new(sample::person())]))
}

pub(crate) fn connector(registry: Arc<dyn Registry>) -> Connector {
    let profile = Arc::new(Profile::anpr().unwrap());
    Connector::new(profile, registry, Arc::new(MemoryAnswerLog::default()))
}

pub(crate) fn quick() -> WorkstationOptions {
    WorkstationOptions {
        connect_timeout: Duration::from_secs(2),
        timeout: Duration::from_secs(5),
        backoff: Duration::from_millis(20),
        max_backoff: Duration::from_millis(700),
        ..WorkstationOptions::default()
    }
}

pub(crate) fn workstation(server: &ServerHandle, options: WorkstationOptions) -> Workstation {
    let url = format!("http://{}/sad", server.local_addr());
    Workstation::new(&url, Arc::new(Profile::anpr().unwrap()), options).unwrap()
}

pub(crate) fn start(registry: Arc<dyn Registry>, options: &ServerOptions) -> ServerHandle {
    serve("127.0.0.1:0", connector(registry), options).unwrap()
}

/// One raw request, the whole response as text.
pub(crate) fn raw(server: &ServerHandle, head: &str, body: &[u8]) -> String {
    raw_at(server.local_addr(), head, body)
}

pub(crate) fn raw_at(address: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("{head}\r\nHost: x\r\nConnection: close\r\n");
    let head = format!("{head}Content-Length: {}\r\n\r\n", body.len());
    // A server that refuses may close before it has everything.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

pub(crate) fn metrics(server: &ServerHandle) -> String {
    let page = raw(server, "GET /metrics HTTP/1.1", b"");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    page
}

/// The value of a sample, which must be there.
pub(crate) fn sample_of(server: &ServerHandle, name: &str) -> u64 {
    let page = metrics(server);
    let line = page
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let line = line.unwrap_or_else(|| panic!("no {name} in {page}"));
    line.parse().unwrap()
}

/// Waits until something holds, for as long as anyone would.
pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// More than a busy machine takes to come round.
pub(crate) const SOON: Duration = Duration::from_secs(15);

/// Reads until the other side closes; how long it took.
pub(crate) fn until_closed(stream: &mut TcpStream) -> Duration {
    let started = Instant::now();
    stream.set_read_timeout(Some(2 * SOON)).unwrap();
    let mut sink = [0; 4096];
    loop {
        match stream.read(&mut sink) {
            Ok(0) => return started.elapsed(),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {
                return started.elapsed();
            }
            Err(error) => panic!("not closed: {error}"),
        }
    }
}
