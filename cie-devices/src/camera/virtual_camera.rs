//! A camera without camera: it shows files.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::{Camera, Preview, Shot, Shutter, shot};
use crate::sim::MARKER;
use crate::{Code, Error, Result};

/// What goes wrong with a virtual camera at its next photograph, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CameraFault {
    /// It is not there.
    Unplugged,
    /// It does not answer until time is up.
    Hangs,
    /// It writes what is no image.
    Garbage,
    /// Its file ends half way.
    CutShort,
}

/// A camera that shows image files, one after the other and again from the first.
///
/// Honest simulator: `SIMULATED` is in its name, and its shots say that they are simulated, whatever
/// the files show.
#[derive(Debug)]
pub struct VirtualCamera {
    files: Vec<cie_core::redact::Personal<Vec<u8>>>,
    next: usize,
    faults: VecDeque<CameraFault>,
}

impl VirtualCamera {
    /// A camera that shows these files, PNG or JPEG.
    #[must_use]
    pub fn new(files: Vec<Vec<u8>>) -> Self {
        Self {
            files: files
                .into_iter()
                .map(cie_core::redact::Personal::new)
                .collect(),
            next: 0,
            faults: VecDeque::new(),
        }
    }

    /// Lets the next photograph fail; several faults befall as many photographs.
    pub fn fail(&mut self, fault: CameraFault) {
        self.faults.push_back(fault);
    }

    fn show(&self) -> Result<Shot> {
        let nothing = || Error::new(Code::CameraUnavailable).detail(self.name());
        let at = self
            .next
            .checked_rem(self.files.len())
            .ok_or_else(nothing)?;
        let file = self.files.get(at).ok_or_else(nothing)?;
        shot(file.expose().clone(), true)
    }
}

impl Camera for VirtualCamera {
    fn name(&self) -> String {
        format!("{MARKER} camera")
    }

    fn take(&mut self, limit: Duration, preview: Option<&mut dyn Preview>) -> Result<Shot> {
        let deadline = Instant::now() + limit;
        let late = || Error::new(Code::CameraTimeout).detail(format!("{MARKER} camera"));
        let fault = self.faults.pop_front();
        if fault == Some(CameraFault::Unplugged) {
            return Err(Error::new(Code::CameraUnavailable).detail(self.name()));
        }
        if fault == Some(CameraFault::Hangs) {
            std::thread::sleep(limit);
            return Err(late());
        }
        if let Some(preview) = preview {
            for number in 0.. {
                if Instant::now() >= deadline {
                    return Err(late());
                }
                match preview.frame(number, self.show()?) {
                    Shutter::Wait => self.next += 1,
                    Shutter::Release => break,
                    Shutter::Cancel => return Err(Code::CaptureCancelled.into()),
                }
            }
        }
        let taken = self.show()?;
        self.next += 1;
        match fault {
            Some(CameraFault::Garbage) => shot(b"no image".to_vec(), true),
            Some(CameraFault::CutShort) => {
                let bytes = taken.bytes.expose();
                let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
                shot(half.to_vec(), true)
            }
            _ => Ok(taken),
        }
    }
}
