//! What the tests of scanners share.
#![allow(dead_code)]

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cie_devices::scanner::{Colour, ScanEvent, ScanSettings, ScanWatcher};
use cie_devices::{Code, Result};

pub(crate) fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.code())
}

/// Gray at 75 dpi: small, and offered by everybody.
pub(crate) fn quick() -> ScanSettings {
    ScanSettings {
        dpi: 75,
        colour: Colour::Gray,
        limit: Duration::from_secs(30),
        ..ScanSettings::default()
    }
}

/// Writes down what happens, and cancels at the first of some event.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) events: Mutex<Vec<ScanEvent>>,
    pub(crate) cancel_at: Option<fn(&ScanEvent) -> bool>,
    cancelled: AtomicBool,
}

impl Log {
    pub(crate) fn cancelling(at: fn(&ScanEvent) -> bool) -> Self {
        Self {
            cancel_at: Some(at),
            ..Self::default()
        }
    }

    pub(crate) fn events(&self) -> Vec<ScanEvent> {
        self.events.lock().unwrap().clone()
    }
}

impl ScanWatcher for Log {
    fn event(&self, event: ScanEvent) {
        if self.cancel_at.is_some_and(|at| at(&event)) {
            self.cancelled.store(true, Ordering::Relaxed);
        }
        self.events.lock().unwrap().push(event);
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Whether a peer is here; where peers are required its absence fails.
pub(crate) fn present(program: &str, file: Option<&str>) -> bool {
    let runs = Command::new(program).arg("--version").output().is_ok();
    if runs && file.is_none_or(|file| Path::new(file).exists()) {
        return true;
    }
    let missing = file.unwrap_or(program);
    assert!(
        std::env::var("CIE_PEERS").as_deref() != Ok("required"),
        "{missing} is missing"
    );
    eprintln!("SKIPPED: {missing} is missing");
    false
}

/// Mean difference of two images of the same size.
pub(crate) fn difference(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let sum: u64 = a
        .iter()
        .zip(b)
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.len() as f64
}
