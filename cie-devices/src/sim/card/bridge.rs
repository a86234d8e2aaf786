//! A virtual card in the system's smart card service.
//!
//! The driver `vpcd` of vsmartcard gives the service virtual readers. A card is a TCP client: every
//! message is a length of two octets, big-endian, and a body; a body of one octet is a control (0 off,
//! 1 on, 2 reset, 4 answer to reset), a longer one a command to answer. Programs that speak PC/SC,
//! ours and other people's, then see a card like any other.

use std::fmt;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::VirtualCie;
use crate::apdu::CardTransport;
use crate::{Code, Error, Result};

/// Where `vpcd` listens for the card of its first reader; the second reader is one further.
pub const VPCD_PORT: u16 = 35_963;
/// How long the driver may take to accept a card.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long it may take to accept an answer.
const WRITING: Duration = Duration::from_secs(30);

/// A card that can lie in a reader: it answers commands, forgets its session without power, and
/// says what it is when power comes.
pub trait PoweredCard: CardTransport + Send {
    /// Off and on again.
    fn power_cycle(&mut self);

    /// The answer to reset.
    fn answer_to_reset(&self) -> Vec<u8>;
}

impl PoweredCard for VirtualCie {
    fn power_cycle(&mut self) {
        self.reset();
    }

    /// That of a card published by the makers of `opencie-pkcs11` as a CIE with an NXP chip.
    fn answer_to_reset(&self) -> Vec<u8> {
        vec![
            0x3B, 0x8E, 0x80, 0x01, 0x80, 0x31, 0x80, 0x65, 0x49, 0x54, 0x4E, 0x58, 0x50, 0x12,
            0x0F, 0xFF, 0x82, 0x90, 0xF0,
        ]
    }
}

/// What a card in a reader was asked so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardWork {
    /// Commands.
    pub commands: u64,
    /// Bytes of commands.
    pub received: u64,
    /// Bytes of answers.
    pub sent: u64,
    /// Time that the card took to answer.
    pub busy: Duration,
}

/// A card in a virtual reader, until it is taken out or dropped.
///
/// ```no_run
/// use cie_devices::sim::card::{Inserted, VPCD_PORT, VirtualCie};
/// # fn f(card: VirtualCie) -> cie_devices::Result<()> {
/// let inserted = Inserted::insert(card, ("127.0.0.1", VPCD_PORT))?;
/// // Any program on the workstation can read it now.
/// let card = inserted.remove()?;
/// # Ok(())
/// # }
/// ```
pub struct Inserted<C> {
    stream: TcpStream,
    card: Option<JoinHandle<C>>,
    work: Arc<Mutex<CardWork>>,
}

impl<C: PoweredCard + 'static> Inserted<C> {
    /// Puts a card into the reader whose driver listens at an address.
    ///
    /// # Errors
    /// `CIE-DEV-604` when nobody listens there.
    pub fn insert(card: C, address: impl ToSocketAddrs) -> Result<Self> {
        let failed = |e: std::io::Error| {
            Error::new(Code::VirtualReaderFailed)
                .detail("connecting")
                .caused_by(e)
        };
        let mut last = None;
        let mut found = None;
        for address in address.to_socket_addrs().map_err(failed)?.take(4) {
            match TcpStream::connect_timeout(&address, CONNECTING) {
                Ok(stream) => {
                    found = Some(stream);
                    break;
                }
                Err(error) => last = Some(error),
            }
        }
        let stream = match (found, last) {
            (Some(stream), _) => stream,
            (None, Some(error)) => return Err(failed(error)),
            (None, None) => return Err(Error::new(Code::VirtualReaderFailed).detail("address")),
        };
        stream.set_nodelay(true).map_err(failed)?;
        stream.set_write_timeout(Some(WRITING)).map_err(failed)?;
        let work = Arc::new(Mutex::new(CardWork::default()));
        let (wire, noted) = (stream.try_clone().map_err(failed)?, Arc::clone(&work));
        let card = Builder::new()
            .name("virtual card".to_owned())
            .spawn(move || serve(card, &wire, &noted))
            .map_err(failed)?;
        Ok(Self {
            stream,
            card: Some(card),
            work,
        })
    }

    /// What it was asked so far.
    #[must_use]
    pub fn work(&self) -> CardWork {
        *self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the card is still there: a card that fails as if it were taken away leaves by itself,
    /// and so does every card when the service stops.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.card.as_ref().is_some_and(|card| !card.is_finished())
    }

    /// Takes the card out, in the state it is in.
    ///
    /// # Errors
    /// `CIE-DEV-604` when the card broke.
    pub fn remove(mut self) -> Result<C> {
        let _ = self.stream.shutdown(Shutdown::Both);
        let broken = || Error::new(Code::VirtualReaderFailed).detail("card");
        let card = self.card.take().ok_or_else(broken)?;
        card.join().map_err(|_| broken())
    }
}

impl<C> Drop for Inserted<C> {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        if let Some(card) = self.card.take() {
            let _ = card.join();
        }
    }
}

impl<C> fmt::Debug for Inserted<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inserted(SIMULATED)")
    }
}

/// Answers until the connection or the card goes away.
fn serve<C: PoweredCard>(mut card: C, wire: &TcpStream, noted: &Mutex<CardWork>) -> C {
    let mut wire = wire;
    while let Some(body) = receive(wire) {
        let answer = match *body.as_slice() {
            [0..=2] => {
                card.power_cycle();
                continue;
            }
            [4] => card.answer_to_reset(),
            // The driver asks for nothing else in one octet.
            [] | [_] => continue,
            ref command => {
                let began = Instant::now();
                let answer = card.transmit(command);
                let busy = began.elapsed();
                // A card that was taken away answers nothing: its connection ends.
                let Ok(answer) = answer else { break };
                let mut work = noted.lock().unwrap_or_else(PoisonError::into_inner);
                work.commands += 1;
                work.received += command.len() as u64;
                work.sent += answer.len() as u64;
                work.busy += busy;
                answer
            }
        };
        let Ok(length) = u16::try_from(answer.len()) else {
            break;
        };
        let message = [&length.to_be_bytes()[..], &answer].concat();
        if wire.write_all(&message).is_err() {
            break;
        }
    }
    let _ = wire.shutdown(Shutdown::Both);
    card
}

/// The next message; none when the connection ended.
fn receive(mut wire: &TcpStream) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    acknowledge_at_once(wire);
    wire.read_exact(&mut length).ok()?;
    let mut body = vec![0; u16::from_be_bytes(length).into()];
    acknowledge_at_once(wire);
    wire.read_exact(&mut body).ok()?;
    Some(body)
}

/// The driver sends length and body apart and waits for the acknowledgement in between. The system
/// falls back to its own ways after each packet, so this is said before every read.
fn acknowledge_at_once(wire: &TcpStream) {
    // Only slower without it.
    #[cfg(target_os = "linux")]
    let _ = rustix::net::sockopt::set_tcp_quickack(wire, true);
    #[cfg(not(target_os = "linux"))]
    let _ = wire;
}
