//! The devices of a workstation.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::config::MAX_DEVICES;
use super::{Device, Probed};
use crate::{Code, Error, Result};

/// How long the threads of a trial may be late.
const GRACE: Duration = Duration::from_millis(500);

/// The devices of a workstation: those of its file, and those that a program adds.
#[derive(Clone, Default)]
pub struct Devices {
    all: Vec<Arc<dyn Device>>,
}

impl Devices {
    /// All of them, in the order of the file.
    #[must_use]
    pub fn all(&self) -> &[Arc<dyn Device>] {
        &self.all
    }

    /// Adds a device of a kind that the file does not know. Beyond 64 they are left out.
    pub fn add(&mut self, device: Arc<dyn Device>) {
        if self.all.len() < MAX_DEVICES {
            self.all.push(device);
        }
    }

    /// The device of this name.
    ///
    /// # Errors
    /// `CIE-DEV-742`.
    pub fn named(&self, name: &str) -> Result<&Arc<dyn Device>> {
        let found = self.all.iter().find(|device| device.name() == name);
        found.ok_or_else(|| Error::from(Code::DeviceUnknown))
    }

    /// Tries these devices side by side, each within this time, and gives the outcome of each in
    /// their order. A device that hangs is left behind with `CIE-DEV-744`.
    #[must_use]
    pub fn probe(devices: &[Arc<dyn Device>], limit: Duration) -> Vec<Result<Probed>> {
        let until = Instant::now() + limit + GRACE;
        let started: Vec<_> = devices
            .iter()
            .map(|device| {
                let device = Arc::clone(device);
                let (sender, receiver) = std::sync::mpsc::sync_channel(1);
                let thread = std::thread::Builder::new().name("cie device".to_owned());
                let started = thread.spawn(move || {
                    let _ = sender.send(device.probe(limit));
                });
                started.map(|_| receiver)
            })
            .collect();
        let late = |_| Err(Code::DeviceTimedOut.into());
        started
            .into_iter()
            .map(|receiver| match receiver {
                Ok(receiver) => {
                    let left = until.saturating_duration_since(Instant::now());
                    receiver.recv_timeout(left).unwrap_or_else(late)
                }
                Err(error) => Err(Error::new(Code::DeviceFailed).caused_by(error)),
            })
            .collect()
    }
}

impl fmt::Debug for Devices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.all.iter().map(|device| device.name());
        f.debug_list().entries(names).finish()
    }
}
