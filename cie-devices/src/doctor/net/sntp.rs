//! One question to a time server (RFC 4330: SNTP version 4).

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::trouble::Trouble;
use crate::{Code, Error, Result};

const LENGTH: usize = 48;
/// From 1900 to 1970, in seconds.
const EPOCH: i64 = 2_208_988_800;
/// Until 2036-02-07 the first era runs; a timestamp with a clear first bit is of the second.
const ERA: i64 = 1 << 32;

/// An answer of a time server to a question of this client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When the question arrived there.
    pub received: DateTime<Utc>,
    /// When the answer left.
    pub sent: DateTime<Utc>,
    /// How far the server is from a clock: 1 has one.
    pub stratum: u8,
}

impl Answer {
    /// Reads an answer to the question with this timestamp.
    ///
    /// # Errors
    /// `CIE-DEV-704` for what is no answer to it, for a server whose clock is not set, and for one
    /// that refuses.
    pub fn parse(bytes: &[u8], question: u64) -> Result<Self> {
        let wrong = |what: &'static str| Error::new(Code::NotTime).detail(what);
        let (head, _) = bytes
            .split_first_chunk::<LENGTH>()
            .ok_or_else(|| wrong("shorter than 48 bytes"))?;
        let [first, stratum, ..] = *head;
        let number = |at: usize| {
            let bytes = head.get(at..).and_then(|rest| rest.first_chunk::<8>());
            bytes.map_or(0, |bytes| u64::from_be_bytes(*bytes))
        };
        if first & 7 != 4 {
            return Err(wrong("not from a server"));
        }
        if number(24) != question {
            return Err(wrong("not to this question"));
        }
        if stratum == 0 {
            return Err(wrong("the server refuses"));
        }
        if stratum > 15 || first >> 6 == 3 || number(40) == 0 {
            return Err(wrong("the server's own clock is not set"));
        }
        let moment = |stamp| moment(stamp).ok_or_else(|| wrong("timestamp"));
        Ok(Self {
            received: moment(number(32))?,
            sent: moment(number(40))?,
            stratum,
        })
    }
}

fn moment(stamp: u64) -> Option<DateTime<Utc>> {
    let seconds = i64::try_from(stamp >> 32).ok()?;
    let era = if seconds >> 31 == 0 { ERA } else { 0 };
    let nanos = ((stamp & 0xFFFF_FFFF) * 1_000_000_000) >> 32;
    DateTime::from_timestamp(seconds + era - EPOCH, u32::try_from(nanos).ok()?)
}

/// How far the clock of the server is ahead of this one.
pub(super) fn ask(
    addresses: &[IpAddr],
    port: u16,
    now: impl Fn() -> DateTime<Utc>,
    limit: Duration,
) -> std::result::Result<(TimeDelta, Answer), Trouble> {
    let other = |error: std::io::Error| Trouble::of(&error, "sntp");
    let address = addresses.first().ok_or(Trouble::NoRoute)?;
    let local: SocketAddr = match address {
        IpAddr::V4(_) => ([0, 0, 0, 0], 0).into(),
        IpAddr::V6(_) => ([0u16; 8], 0).into(),
    };
    let socket = UdpSocket::bind(local).map_err(other)?;
    socket.connect((*address, port)).map_err(other)?;
    let began = now();
    let until = Instant::now() + limit;
    // Any number will do, as long as the answer repeats it: our time is nobody's business.
    let nanos = began.timestamp_nanos_opt().unwrap_or_default();
    let question = u64::from_ne_bytes(nanos.to_ne_bytes()) | 1;
    let mut packet = [0; LENGTH];
    if let Some(first) = packet.first_mut() {
        *first = 0b00_100_011;
    }
    if let Some(stamp) = packet.get_mut(40..) {
        stamp.copy_from_slice(&question.to_be_bytes());
    }
    socket.send(&packet).map_err(other)?;
    let mut buffer = [0; 512];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::TimedOut("sntp"));
        }
        socket.set_read_timeout(Some(left)).map_err(other)?;
        let length = match socket.recv(&mut buffer) {
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(other(error)),
        };
        let ended = now();
        // What is not an answer to this question may be anybody's: the real one may still come.
        if let Ok(answer) = Answer::parse(buffer.get(..length).unwrap_or_default(), question) {
            let ahead = (answer.received - began) + (answer.sent - ended);
            return Ok((ahead / 2, answer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(seconds: u32, fraction: u32) -> [u8; LENGTH] {
        let mut packet = [0; LENGTH];
        packet[0] = 0b00_100_100;
        packet[1] = 2;
        packet[24..32].copy_from_slice(&7u64.to_be_bytes());
        for at in [32, 40] {
            packet[at..at + 4].copy_from_slice(&seconds.to_be_bytes());
            packet[at + 4..at + 8].copy_from_slice(&fraction.to_be_bytes());
        }
        packet
    }

    /// RFC 4330, 3: seconds since 1900; from 2036 on the first bit is clear.
    #[test]
    fn timestamps_of_both_eras() {
        let read = |packet: [u8; LENGTH]| Answer::parse(&packet, 7).unwrap().sent.to_rfc3339();
        assert_eq!(
            read(answer(2_208_988_800, 1 << 31)),
            "1970-01-01T00:00:00.500+00:00"
        );
        assert_eq!(read(answer(3_692_217_600, 0)), "2017-01-01T00:00:00+00:00");
        assert_eq!(read(answer(0, 1 << 31)), "2036-02-07T06:28:16.500+00:00");
    }

    #[test]
    fn an_answer_is_to_the_question_and_from_a_server_with_a_clock() {
        let good = answer(3_692_217_600, 0);
        assert!(Answer::parse(&good, 7).is_ok());
        assert!(Answer::parse(&good, 8).is_err());
        assert!(Answer::parse(&good[..47], 7).is_err());
        for (at, value) in [(0, 0b00_100_011), (0, 0b11_100_100), (1, 0), (1, 16)] {
            let mut bad = good;
            bad[at] = value;
            assert!(Answer::parse(&bad, 7).is_err(), "{at}: {value}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_packet_is_an_answer_or_not(bytes in proptest::collection::vec(0u8.., 0..100), q in 0u64..) {
            let _ = Answer::parse(&bytes, q);
        }
    }
}
