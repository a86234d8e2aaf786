//! What every fingerprint scanner offers, whoever made it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cie_core::request::{Finger, Hand};
use serde::Serialize;

use super::gray::GrayPrint;
use super::quality::Advice;
use crate::{Code, Error, Result};

/// What a scanner says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ScannerInfo {
    /// Its name; a simulator's begins with `SIMULATED`.
    pub name: String,
    /// Resolution in pixels per inch; 0 when it is not known before a capture.
    pub ppi: u16,
    /// Whether its prints are nobody's.
    pub simulated: bool,
    /// Whether it shows images while the finger is being placed.
    pub preview: bool,
}

impl ScannerInfo {
    /// A real scanner without live images.
    #[must_use]
    pub fn new(name: impl Into<String>, ppi: u16) -> Self {
        Self {
            name: name.into(),
            ppi,
            simulated: false,
            preview: false,
        }
    }

    /// The same, as a simulator.
    #[must_use]
    pub fn simulated(mut self) -> Self {
        self.simulated = true;
        self
    }

    /// The same, with live images.
    #[must_use]
    pub fn with_preview(mut self) -> Self {
        self.preview = true;
        self
    }
}

/// Stops a capture from another thread. Clones stop the same capture.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// One that nobody has pulled yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops it, now or when it begins.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it is to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// # Errors
    /// `CIE-DEV-512` once it is cancelled.
    pub fn check(&self) -> Result<()> {
        if self.is_cancelled() {
            return Err(Error::new(Code::PrintCancelled));
        }
        Ok(())
    }
}

/// What is to be captured.
#[derive(Clone, Debug)]
pub struct CaptureOrder {
    /// Hand that the citizen is asked for.
    pub hand: Hand,
    /// Finger of that hand.
    pub finger: Finger,
    /// Longest time to wait for a finger and its image.
    pub limit: Duration,
    /// Stops it earlier.
    pub cancel: Cancel,
}

impl CaptureOrder {
    /// An order that nobody cancels.
    #[must_use]
    pub fn new(hand: Hand, finger: Finger, limit: Duration) -> Self {
        Self {
            hand,
            finger,
            limit,
            cancel: Cancel::new(),
        }
    }
}

/// A print as a scanner gave it. `Debug` shows neither pixels nor more than their size.
#[derive(Clone, PartialEq, Eq)]
pub struct CapturedPrint {
    /// Hand that was asked for.
    pub hand: Hand,
    /// Finger that was asked for: that it is this one only the operator sees.
    pub finger: Finger,
    /// The image.
    pub image: GrayPrint,
    /// Whether a simulator made it.
    pub simulated: bool,
}

impl fmt::Debug for CapturedPrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = if self.simulated { "SIMULATED " } else { "" };
        write!(
            f,
            "CapturedPrint({label}{:?} {:?}, {:?})",
            self.hand, self.finger, self.image
        )
    }
}

/// What happens while a print is captured.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CaptureEvent {
    /// The scanner waits for this finger.
    Waiting {
        /// Hand.
        hand: Hand,
        /// Finger.
        finger: Finger,
    },
    /// A finger is on the glass.
    FingerPlaced,
    /// A live image, from scanners that have them.
    Preview {
        /// The image; `Debug` hides it.
        image: GrayPrint,
        /// What would help, if the scanner says.
        advice: Option<Advice>,
    },
    /// The print was captured; the finger may be lifted.
    Captured,
}

/// Told what happens during a capture. Called on the thread that captures: return soon; to stop, pull
/// the [`Cancel`] of the order.
pub trait CaptureWatch: Send {
    /// Something happened.
    fn event(&mut self, event: CaptureEvent);
}

/// Does not look.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWatch;

impl CaptureWatch for NoWatch {
    fn event(&mut self, _: CaptureEvent) {}
}

/// A fingerprint scanner that captures one flat finger at a time.
///
/// No call blocks beyond its limit of time, and an error leaves the scanner usable: [`open`] may be
/// called again.
///
/// [`open`]: FingerprintScanner::open
pub trait FingerprintScanner: Send {
    /// What it is. Needs no open scanner.
    fn info(&self) -> ScannerInfo;

    /// Makes it ready. Opening an open scanner changes nothing.
    ///
    /// # Errors
    /// `CIE-DEV-510` when it is not there or not ready in time.
    fn open(&mut self, limit: Duration) -> Result<()>;

    /// Waits for a finger and takes its print.
    ///
    /// # Errors
    /// `CIE-DEV-511` in vain, `CIE-DEV-512` when cancelled, `CIE-DEV-513` when the finger was lifted,
    /// `CIE-DEV-510` when the scanner is gone, and what its own kind has to say.
    fn capture(
        &mut self,
        order: CaptureOrder,
        watch: &mut dyn CaptureWatch,
    ) -> Result<CapturedPrint>;

    /// Lets go of it. Never fails: there is nothing the caller could do.
    fn close(&mut self);
}
