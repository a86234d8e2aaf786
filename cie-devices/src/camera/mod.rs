//! Taking the photograph: a trait, a camera behind a program, and a virtual one.

mod program;
mod virtual_camera;

use std::time::Duration;

use cie_core::redact::Personal;

use crate::Result;
use crate::media::MediaFormat;

pub use program::ProgramCamera;
pub use virtual_camera::{CameraFault, VirtualCamera};

/// A photograph or a frame of the preview, as the camera wrote it: PNG or JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// The file.
    pub bytes: Personal<Vec<u8>>,
    /// Its format, by its first bytes.
    pub format: MediaFormat,
    /// Whether a simulator made it.
    pub simulated: bool,
}

/// What the operator does about a frame of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shutter {
    /// Look at the next frame.
    Wait,
    /// Take the photograph.
    Release,
    /// Take none.
    Cancel,
}

/// Whoever shows the preview and releases the shutter.
pub trait Preview: Send {
    /// A frame, numbered from 0. Called on the caller's thread; the time it takes counts.
    fn frame(&mut self, number: u32, frame: Shot) -> Shutter;
}

/// A camera at the counter.
pub trait Camera: Send {
    /// Its name for the operator; a virtual one says `SIMULATED`.
    fn name(&self) -> String;

    /// Shows frames until the shutter is released, then takes the photograph; all within the limit of
    /// time. Without a preview it takes it at once. A camera that has no preview ignores it.
    ///
    /// # Errors
    /// `CIE-DEV-020` when the camera cannot be reached, `CIE-DEV-021` when time is up, `CIE-DEV-022`
    /// when the operator cancels, `CIE-DEV-003` when what it wrote is no PNG or JPEG file.
    fn take(&mut self, limit: Duration, preview: Option<&mut dyn Preview>) -> Result<Shot>;
}

/// A file of a camera, whose format is told by its first bytes.
fn shot(bytes: Vec<u8>, simulated: bool) -> Result<Shot> {
    let format = MediaFormat::guess(&bytes).ok_or(crate::Code::MediaUnreadable)?;
    Ok(Shot {
        bytes: Personal::new(bytes),
        format,
        simulated,
    })
}
