//! A connection whose every read and write ends by a given moment.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use super::trouble::Trouble;

/// A TCP stream that gives up at a moment, however slowly the other side drips.
#[derive(Debug)]
pub(super) struct Timed {
    stream: TcpStream,
    until: Instant,
}

impl Timed {
    /// The first of these addresses that answers, each with its share of the time.
    pub(super) fn connect(
        addresses: &[IpAddr],
        port: u16,
        until: Instant,
    ) -> Result<Self, Trouble> {
        let mut last = Trouble::TimedOut("tcp");
        let mut behind = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        for address in addresses {
            let left = until.saturating_duration_since(Instant::now());
            let share = left / behind.max(1);
            behind = behind.saturating_sub(1);
            if share.is_zero() {
                break;
            }
            match TcpStream::connect_timeout(&SocketAddr::new(*address, port), share) {
                Ok(stream) => {
                    let _ = stream.set_nodelay(true);
                    return Ok(Self { stream, until });
                }
                Err(error) => last = Trouble::of(&error, "tcp"),
            }
        }
        Err(last)
    }

    pub(super) fn peer(&self) -> Option<IpAddr> {
        self.stream.peer_addr().ok().map(|address| address.ip())
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        match left.is_zero() {
            true => Err(ErrorKind::TimedOut.into()),
            false => Ok(left),
        }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// A connection in clear or over TLS.
#[derive(Debug)]
pub(super) enum Wire {
    Plain(Timed),
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}
