//! A photograph cropped and encoded to the requirements. Nothing is retouched: pixels are moved by
//! the crop, by straightening, and by scaling down.

mod encode;
mod frame;
mod straighten;

use std::fmt;

use image::DynamicImage;
use image::imageops::{FilterType, resize};

use super::{Face, FaceLocator, Picture, Policy, Requirements};
use crate::pixel::{length, whole};
use crate::{Code, Error, Result};

pub(super) use encode::Encoded;
use frame::Frame;

/// A tilt below this is left alone, in degrees: straightening costs a little sharpness.
const LEVEL: f32 = 0.5;

/// A photograph that was cropped and encoded.
#[derive(Clone, PartialEq)]
pub struct Fitted {
    encoded: Encoded,
    face: Option<Face>,
}

impl Fitted {
    /// The JPEG file: upright, resolution in its JFIF header, no other metadata.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.encoded.bytes
    }

    /// The file, by value.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.encoded.bytes
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.encoded.size
    }

    /// Resolution in dots an inch.
    #[must_use]
    pub fn dpi(&self) -> u16 {
        self.encoded.dpi
    }

    /// JPEG quality, 1 to 100.
    #[must_use]
    pub fn quality(&self) -> u8 {
        self.encoded.quality
    }

    /// Where the face is in it, if it was cropped around one.
    #[must_use]
    pub fn face(&self) -> Option<&Face> {
        self.face.as_ref()
    }
}

impl fmt::Debug for Fitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        let (dpi, quality) = (self.dpi(), self.quality());
        write!(
            f,
            "Fitted({width} x {height}, {dpi} dpi, quality {quality}, [personal])"
        )
    }
}

/// Crops a photograph (JPEG or PNG) around its face to the required width and least height, and
/// encodes it as JPEG within the largest size.
///
/// The picture is turned as its EXIF data say, brought to sRGB, straightened by the line of the eyes
/// up to [`Policy::most_tilt`], cropped so that face and eyes are as near as possible to the middle of
/// what the rules allow, and scaled down to [`Policy::most_dpi`] if it has more. It is never scaled
/// up and no background is invented. Gray stays gray, colours stay colours. EXIF, GPS, XMP and
/// comments are dropped.
///
/// ```
/// use cie_devices::photo::{MarkedFace, Policy, Requirements, check, fit};
/// use cie_devices::sim;
/// let requirements = Requirements::default();
/// let portrait = sim::portrait(1)?;
/// let mut face = MarkedFace(sim::portrait_face());
/// let fitted = fit(portrait.bytes(), &mut face, &requirements, &Policy::default())?;
/// assert!(check(fitted.bytes(), &requirements).accepted());
/// # Ok::<(), cie_devices::Error>(())
/// ```
///
/// # Errors
/// `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read; `CIE-DEV-030` to `CIE-DEV-032` without
/// exactly one face; `CIE-DEV-033` without room around it; `CIE-DEV-034` with too few pixels;
/// `CIE-DEV-035` when the head is tilted too far; `CIE-DEV-036` when no quality fits the size;
/// `CIE-DEV-014` when the encoder fails.
pub fn fit(
    file: &[u8],
    locator: &mut dyn FaceLocator,
    requirements: &Requirements,
    policy: &Policy,
) -> Result<Fitted> {
    let picture = Picture::upright(file, &requirements.bounds)?;
    let face = only(locator.locate(&picture)?)?;
    let tilt = face.tilt();
    if tilt.abs() > policy.most_tilt {
        return Err(Error::new(Code::TooTilted).detail(format!("{tilt:.0}°")));
    }
    let size = picture.size();
    let angle = if tilt.abs() < LEVEL { 0.0 } else { tilt };
    let turn = straighten::Turn::new(face.eye_line(), angle);
    let level = face.moved(|point| turn.forth(point), 1.0);
    let frame = Frame::around(
        &level,
        |corner| turn.back(corner),
        size,
        requirements,
        policy,
    )?;
    let cropped = if angle == 0.0 {
        crop(&picture, &frame)
    } else {
        straighten::cropped(&picture, &frame, &turn)
    };
    let dpi = frame.dpi(requirements, policy);
    let target = encode::size_at(dpi, requirements);
    let scaled = if (cropped.width(), cropped.height()) == target {
        cropped
    } else {
        resized(&cropped, target)
    };
    let factor = length(target.1) / frame.height;
    let face = level.moved(
        |p| super::Point::new((p.x - frame.left) * factor, (p.y - frame.top) * factor),
        factor,
    );
    let encoded = encode::within(&scaled, dpi, requirements, policy)?;
    Ok(Fitted {
        encoded,
        face: Some(face),
    })
}

fn only(mut faces: Vec<Face>) -> Result<Face> {
    match (faces.pop(), faces.len()) {
        (None, _) => Err(Code::NoFace.into()),
        (Some(face), 0) => face.judge().map(|()| face),
        (Some(_), more) => Err(Error::new(Code::SeveralFaces).detail((more + 1).to_string())),
    }
}

/// A plain crop moves no pixel.
fn crop(picture: &Picture, frame: &Frame) -> DynamicImage {
    let near = |length: f32| whole(length + 0.5);
    let cut = picture.cut(
        near(frame.left),
        near(frame.top),
        near(frame.width),
        near(frame.height),
    );
    cut.image().clone()
}

fn resized(image: &DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    // Lanczos keeps the detail of a portrait that is made smaller.
    match image {
        DynamicImage::ImageLuma8(gray) => resize(gray, width, height, FilterType::Lanczos3).into(),
        other => resize(&other.to_rgb8(), width, height, FilterType::Lanczos3).into(),
    }
}

/// A rectangle of a picture at an angle, made level.
pub(crate) fn turned_crop(
    picture: &Picture,
    centre: super::Point,
    (across, down): (f32, f32),
    tilt: f32,
) -> Picture {
    let frame = Frame {
        left: centre.x - across,
        top: centre.y - down,
        width: 2.0 * across,
        height: 2.0 * down,
    };
    let turn = straighten::Turn::new(centre, tilt);
    Picture::from_image(straighten::cropped(picture, &frame, &turn))
}

/// A picture as a photograph at a resolution: of the required size on paper if it is `nominal`, else
/// of its own at the resolution it was scanned at.
pub(crate) fn encoded(
    picture: &Picture,
    (nominal, scanned, dpi): (bool, u32, u16),
    requirements: &Requirements,
    policy: &Policy,
) -> Result<Fitted> {
    let (width, height) = picture.size();
    let target = if nominal {
        encode::size_at(dpi, requirements)
    } else {
        let factor = (f32::from(dpi) / length(scanned.max(1))).min(1.0);
        let side = |pixels: u32| whole(length(pixels) * factor + 0.5).max(1);
        (side(width), side(height))
    };
    let image = if target == (width, height) {
        picture.image().clone()
    } else {
        resized(picture.image(), target)
    };
    Ok(Fitted {
        encoded: encode::within(&image, dpi, requirements, policy)?,
        face: None,
    })
}
