//! Bytes to and from the connector, without the good manners of an HTTP library.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use super::target::Target;
use super::verdict::{Outcome, Stop};

/// Longest response read.
const MAX: u64 = 16 * 1024 * 1024;

/// An open connection.
pub(super) struct Wire(TcpStream);

/// What came back on a raw connection.
pub(super) struct Heard {
    pub(super) bytes: Vec<u8>,
    /// The connector closed the connection; otherwise time ran out.
    pub(super) closed: bool,
    pub(super) took: Duration,
}

impl Heard {
    /// The status of the first response.
    pub(super) fn status(&self) -> Option<u16> {
        let text = self.bytes.get(..12)?;
        let text = std::str::from_utf8(text).ok()?;
        text.strip_prefix("HTTP/1.1 ")
            .or(text.strip_prefix("HTTP/1.0 "))?
            .parse()
            .ok()
    }

    /// How many responses there are.
    pub(super) fn responses(&self) -> usize {
        self.bytes
            .windows(7)
            .filter(|window| *window == b"HTTP/1.")
            .count()
    }
}

impl Wire {
    pub(super) fn open(target: &Target) -> Outcome<Self> {
        let unreachable = |error: io::Error| {
            Stop::Failed(said!(
                "connessione non riuscita: {}" / "cannot connect: {}",
                error.kind()
            ))
        };
        let Some(place) = target.plain() else {
            return Err(Stop::Skipped(said!(
                "si prova solo in HTTP semplice" / "tried over plain HTTP only"
            )));
        };
        let mut addresses = place.to_socket_addrs().map_err(unreachable)?;
        let Some(address) = addresses.next() else {
            fail!("indirizzo sconosciuto" / "unknown address");
        };
        let stream = TcpStream::connect_timeout(&address, target.timeout).map_err(unreachable)?;
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(target.timeout));
        Ok(Self(stream))
    }

    /// Writes; a connector that closed already is heard by [`Wire::listen`].
    pub(super) fn say(&mut self, bytes: &[u8]) -> bool {
        self.0
            .write_all(bytes)
            .and_then(|()| self.0.flush())
            .is_ok()
    }

    /// Says that nothing more will come.
    pub(super) fn hush(&self) {
        let _ = self.0.shutdown(std::net::Shutdown::Write);
    }

    /// Reads until the connector closes, or `enough` is satisfied, or time runs out.
    pub(super) fn listen(&mut self, within: Duration, enough: impl Fn(&[u8]) -> bool) -> Heard {
        let start = Instant::now();
        let mut bytes = Vec::new();
        let mut buffer = [0; 16 * 1024];
        let mut closed = false;
        while bytes.len() as u64 <= MAX && !enough(&bytes) {
            let Some(left) = within
                .checked_sub(start.elapsed())
                .filter(|left| !left.is_zero())
            else {
                break;
            };
            let _ = self
                .0
                .set_read_timeout(Some(left.min(Duration::from_millis(500))));
            match self.0.read(&mut buffer) {
                Ok(0) => closed = true,
                Ok(count) => bytes.extend(buffer.iter().take(count)),
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock
                            | io::ErrorKind::TimedOut
                            | io::ErrorKind::Interrupted
                    ) => {}
                Err(_) => closed = true,
            }
            if closed {
                break;
            }
        }
        Heard {
            bytes,
            closed,
            took: start.elapsed(),
        }
    }
}

/// The head of a POST to the connector; the caller adds the length and the empty line.
pub(super) fn head(target: &Target, version: &str, content_type: &str) -> String {
    let path = target
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let host = target.uri.authority().map_or("localhost", |a| a.as_str());
    let action = if target.soap() {
        "SOAPAction: \"\"\r\n"
    } else {
        ""
    };
    format!("POST {path} {version}\r\nHost: {host}\r\nContent-Type: {content_type}\r\n{action}")
}
