//! Key events as Linux gives them in `/dev/input/event*` (`struct input_event`, linux/input.h).

use std::time::Duration;

use cie_core::error::Position;

use crate::{Code, Error, Result};

/// Bytes of an event where time is 64 bits wide: seconds, microseconds, type, code, value.
pub(super) const EVENT: usize = 24;
const MAX_EVENTS: usize = 65_536;
const EV_KEY: u16 = 1;

/// What happened to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// It went down.
    Pressed,
    /// It came up.
    Released,
    /// It is held down.
    Repeated,
}

/// A key went down or came up. `Debug` does not show which: it is part of what was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyEvent {
    /// When, since the moment the system counts from.
    pub at: Duration,
    /// The key's number (linux/input-event-codes.h): a place on the keyboard, not a character.
    pub key: u16,
    /// What happened to it.
    pub state: KeyState,
}

impl std::fmt::Debug for KeyEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyEvent")
            .field("at", &self.at)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Reads recorded events, 24 bytes each in little-endian order; those of other devices than keys
/// are left out.
///
/// # Errors
/// `CIE-DEV-076` for more than 65 536 events, a piece of an event, a time before the start or a
/// state that does not exist.
pub fn parse_key_events(bytes: &[u8]) -> Result<Vec<KeyEvent>> {
    if bytes.len() > MAX_EVENTS * EVENT {
        return Err(Error::new(Code::BadKeyEvents).detail(format!("over {MAX_EVENTS} events")));
    }
    let mut events = Vec::new();
    for (number, bytes) in bytes.chunks(EVENT).enumerate() {
        let wrong = |what| {
            let at = Position::Byte((number * EVENT) as u64);
            Error::new(Code::BadKeyEvents).at(at).detail(what)
        };
        let event: &[u8; EVENT] = bytes.try_into().map_err(|_| wrong("24 bytes an event"))?;
        if let Some(event) = one(event).map_err(wrong)? {
            events.push(event);
        }
    }
    Ok(events)
}

/// An event, or nothing when it is not of a key.
fn one(bytes: &[u8; EVENT]) -> std::result::Result<Option<KeyEvent>, &'static str> {
    let [
        s0,
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        u0,
        u1,
        u2,
        u3,
        u4,
        u5,
        u6,
        u7,
        t0,
        t1,
        k0,
        k1,
        v0,
        v1,
        v2,
        v3,
    ] = *bytes;
    if u16::from_le_bytes([t0, t1]) != EV_KEY {
        return Ok(None);
    }
    let seconds = i64::from_le_bytes([s0, s1, s2, s3, s4, s5, s6, s7]);
    let micros = i64::from_le_bytes([u0, u1, u2, u3, u4, u5, u6, u7]);
    let (Ok(seconds), Ok(micros @ 0..1_000_000)) = (u64::try_from(seconds), u32::try_from(micros))
    else {
        return Err("time");
    };
    let state = match i32::from_le_bytes([v0, v1, v2, v3]) {
        0 => KeyState::Released,
        1 => KeyState::Pressed,
        2 => KeyState::Repeated,
        _ => return Err("state of a key"),
    };
    Ok(Some(KeyEvent {
        at: Duration::new(seconds, micros * 1000),
        key: u16::from_le_bytes([k0, k1]),
        state,
    }))
}
