//! A photograph taken with a camera of the caller's, judged and cropped.

use std::time::{Duration, Instant};

use cie_core::redact::Personal;
use cie_devices::camera::{self, Preview, Shot};
use cie_devices::media::MediaFormat;
use cie_devices::photo::{Face, MarkedFace, Picture, Policy, Requirements, examine, fit};
use cie_devices::{Code, Error};

use super::{Camera, CameraPreview, FaceFinder, FaceMarks, FittedPhoto, MediaReport, Shutter};
use crate::fault;
use crate::{Bytes, CallbackFailure, Trouble};

record! {
    /// A photograph that a camera of the caller's took.
    pub struct TakenPhoto {
        /// The file as the camera wrote it.
        @personal pub image: Bytes,
        /// Its media type, `image/jpeg` or `image/png`.
        pub media_type: String,
        /// Where the face is in it, once it is turned as its EXIF data say.
        pub face: Option<FaceMarks> = None,
        /// The photograph for the card, cropped around the face.
        pub fitted: Option<FittedPhoto> = None,
        /// Why it is not there although a face was looked for.
        pub unfit: Option<Trouble> = None,
        /// The verdicts on the photograph for the card; where it is not there, on the file of the camera.
        pub report: MediaReport,
    }
}

/// How long the citizen and the operator have unless told otherwise, and at most, in seconds.
const PATIENCE: u32 = 60;
const MOST_PATIENCE: u32 = 600;

/// The caller's camera as the counter sees it.
struct Linked(Camera);

impl Linked {
    /// Shows frames until the shutter is released.
    fn show(&self, deadline: Instant, preview: &mut dyn Preview) -> cie_devices::Result<()> {
        for number in 0.. {
            if Instant::now() >= deadline {
                break;
            }
            let Some(frame) = self.0.0.frame().map_err(gone)? else {
                return Ok(());
            };
            match preview.frame(number, shot(frame.0)?) {
                camera::Shutter::Wait => {}
                camera::Shutter::Release => return Ok(()),
                _ => return Err(Code::CaptureCancelled.into()),
            }
        }
        Err(Code::CameraTimeout.into())
    }
}

impl camera::Camera for Linked {
    fn name(&self) -> String {
        "the caller's camera".into()
    }

    fn take(
        &mut self,
        limit: Duration,
        preview: Option<&mut dyn Preview>,
    ) -> cie_devices::Result<Shot> {
        let deadline = Instant::now() + limit;
        if let Some(preview) = preview {
            self.show(deadline, preview)?;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        // A shutter that was released at the last moment still has a second.
        let seconds = u32::try_from(left.as_secs())
            .unwrap_or(MOST_PATIENCE)
            .max(1);
        shot(self.0.0.shoot(seconds).map_err(gone)?.0)
    }
}

/// The caller's window as the counter sees it.
struct Shown(CameraPreview);

impl Preview for Shown {
    fn frame(&mut self, number: u32, frame: Shot) -> camera::Shutter {
        let frame = Bytes(frame.bytes.into_inner());
        match self.0.0.show(number, frame) {
            Ok(Shutter::Wait) => camera::Shutter::Wait,
            Ok(Shutter::Release) => camera::Shutter::Release,
            // Nobody is photographed by a window that is out of order.
            Ok(Shutter::Cancel) | Err(_) => camera::Shutter::Cancel,
        }
    }
}

fn gone(failure: CallbackFailure) -> Error {
    Error::new(Code::CameraUnavailable).caused_by(failure)
}

/// A file of the caller's camera, within the bounds of a photograph.
fn shot(bytes: Vec<u8>) -> cie_devices::Result<Shot> {
    if bytes.len() > Requirements::default().bounds.max_bytes {
        return Err(Error::new(Code::MediaTooLarge).detail(format!("{} bytes", bytes.len())));
    }
    Ok(Shot {
        format: MediaFormat::guess(&bytes).ok_or(Code::MediaUnreadable)?,
        bytes: Personal::new(bytes),
        simulated: false,
    })
}

/// The face that the finder says, or why there is none to crop around.
fn found(finder: &FaceFinder, picture: &Picture) -> Result<Face, Trouble> {
    let image = picture.to_png().map_err(|error| Trouble::from(&error))?;
    let found = finder.0.find(Bytes(image)).map_err(|failure| {
        Trouble::from(&fault::Error::new(fault::Code::FaceFinder).caused_by(failure))
    })?;
    let marks = found.ok_or_else(|| Trouble::from(&Error::new(Code::NoFace)))?;
    marks.marked().map_err(|error| Trouble::from(&error))
}

export! { long
    /// Takes a photograph with a camera of the caller's, within so many seconds (60 unless given, 600 at
    /// most), measures it by the rules for the card and crops it to them. With a `preview` its frames are
    /// shown until the shutter is released; without one, or where the camera has no live picture, it is
    /// taken at once. With a `finder`, who is asked for the face once the photograph is taken, there is a
    /// crop; a photograph that cannot be cropped is answered all the same, and says why.
    fn take_photo(
        camera: Camera,
        finder: Option<FaceFinder> = None,
        preview: Option<CameraPreview> = None,
        seconds: Option<u32> = None,
    ) -> TakenPhoto, "Promise<TakenPhoto>"
    [
        /// `CIE-DEV-020` when the camera failed;
        /// `CIE-DEV-021` when the shutter was not released in time;
        /// `CIE-DEV-022` when it was cancelled, or the preview failed;
        /// `CIE-DEV-001` to `CIE-DEV-003` when what the camera gave is too large, or no PNG or JPEG file;
    ]
    {
        let seconds = seconds.unwrap_or(PATIENCE).clamp(1, MOST_PATIENCE);
        let mut preview = preview.map(Shown);
        let preview = preview.as_mut().map(|shown| shown as &mut dyn Preview);
        let limit = Duration::from_secs(seconds.into());
        let taken = camera::Camera::take(&mut Linked(camera), limit, preview)?;
        let file = taken.bytes.into_inner();
        let (requirements, policy) = (Requirements::default(), Policy::default());
        let picture = Picture::upright(&file, &requirements.bounds)?;
        let face = finder.map(|finder| found(&finder, &picture)).transpose();
        let (face, unfit) = match face {
            Ok(face) => (face, None),
            Err(trouble) => (None, Some(trouble)),
        };
        let fitted = face.map(|face| fit(&file, &mut MarkedFace(face), &requirements, &policy));
        let (fitted, unfit) = match fitted.transpose() {
            Ok(fitted) => (fitted, unfit),
            Err(error) => (None, Some(Trouble::from(&error))),
        };
        let judged = |file: &[u8], face: Option<Face>| {
            let mut marked = face.map(MarkedFace);
            examine(file, &requirements, &policy, marked.as_mut().map(|face| face as _))
        };
        let seen = match &fitted {
            Some(fitted) => judged(fitted.bytes(), fitted.face().copied()),
            None => judged(&file, face),
        };
        Ok(TakenPhoto {
            media_type: taken.format.media_type().into(),
            face: face.map(FaceMarks::from),
            report: seen.report().try_into()?,
            fitted: fitted.map(FittedPhoto::from),
            unfit,
            image: Bytes(file),
        })
    }
}
