//! A fingerprint scanner of the caller's.

use super::FingerImage;
use crate::{Finger, Hand};

callback! {
    /// A fingerprint scanner, as its vendor's library drives it.
    pub trait PrintScanner as FingerprintScanner;

    /// Waits for a finger and takes its print, within so many seconds. Returns none when nothing was
    /// placed in time; raises when the scanner is gone.
    fn capture(hand: Hand, finger: Finger, seconds: u32) -> Option<FingerImage>;
}
