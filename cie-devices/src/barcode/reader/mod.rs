//! Barcode readers: those that type like a keyboard, and those on a serial line.
//!
//! A keyboard-wedge reader is indistinguishable from a person who types, but for its speed. The
//! [`Wedge`] takes the characters that arrive with the time of each and says when a whole reading
//! is there; it reads no clock and no device. [`Keyboard`] makes such characters of the key events
//! that Linux records, in the layout the computer is set to, and [`SerialReader`] reads any line of
//! bytes within a time limit.

mod evdev;
mod framing;
mod keyboard;
mod serial;
mod wedge;

pub use evdev::{KeyEvent, KeyState, parse_key_events};
pub use framing::{Framing, StartStop};
pub use keyboard::{Keyboard, Layout};
pub use serial::SerialReader;
pub use wedge::{Wedge, WedgeSettings};
