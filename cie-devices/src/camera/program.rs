//! A camera behind an outside program: `gphoto2`, `ffmpeg`, a vendor's own.

use std::time::{Duration, Instant};

use super::{Camera, Preview, Shot, Shutter, shot};
use crate::{Code, Error, Program, Result};

/// A camera whose program writes one JPEG or PNG file to its standard output and ends.
///
/// The words of the command come from the configuration and go to the program as they are, without a
/// shell. A second command, if there is one, writes a frame of the preview each time it runs.
///
/// ```no_run
/// use std::time::Duration;
/// use cie_devices::Program;
/// use cie_devices::camera::{Camera, ProgramCamera};
///
/// let photo = Program::new(["gphoto2", "--quiet", "--capture-image-and-download", "--stdout"])?;
/// let frame = Program::new(["gphoto2", "--quiet", "--capture-preview", "--stdout"])?;
/// let mut camera = ProgramCamera::new(photo).with_preview(frame);
/// let shot = camera.take(Duration::from_secs(60), None)?;
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramCamera {
    photo: Program,
    preview: Option<Program>,
}

impl ProgramCamera {
    /// A camera without preview.
    #[must_use]
    pub fn new(photo: Program) -> Self {
        Self {
            photo,
            preview: None,
        }
    }

    /// With a program that writes one frame of the preview.
    #[must_use]
    pub fn with_preview(mut self, frame: Program) -> Self {
        self.preview = Some(frame);
        self
    }
}

impl Camera for ProgramCamera {
    fn name(&self) -> String {
        self.photo.name().to_owned()
    }

    fn take(&mut self, limit: Duration, preview: Option<&mut dyn Preview>) -> Result<Shot> {
        let deadline = Instant::now() + limit;
        if let (Some(program), Some(preview)) = (&self.preview, preview) {
            for number in 0.. {
                let frame = once(program, deadline)?;
                match preview.frame(number, frame) {
                    Shutter::Wait => {}
                    Shutter::Release => break,
                    Shutter::Cancel => return Err(Code::CaptureCancelled.into()),
                }
            }
        }
        once(&self.photo, deadline)
    }
}

/// Runs a program until its own limit or the deadline, whichever is earlier.
fn once(program: &Program, deadline: Instant) -> Result<Shot> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(Error::new(Code::CameraTimeout).detail(program.name().to_owned()));
    }
    let limited = program.clone().limit(program.time().min(left));
    let bytes = limited.run().map_err(|error| {
        let code = match error.code() {
            Code::ProgramTimeout => Code::CameraTimeout,
            Code::ProgramNotStarted | Code::ProgramFailed => Code::CameraUnavailable,
            _ => return error,
        };
        Error::new(code)
            .detail(program.name().to_owned())
            .caused_by(error)
    })?;
    shot(bytes, false)
}
