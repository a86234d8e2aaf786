//! The photograph: what is wrong with it, and its crop.

use cie_devices::photo::{
    FaceLocator, Fitted, MarkedFace, Picture, Policy, Requirements, examine, fit,
};
use cie_devices::sheet::{self, PAGE_BOUNDS};

use super::{FaceMarks, MediaReport};
use crate::{Bytes, Result};

record! {
    /// A photograph with the measures that the rules ask for.
    pub struct FittedPhoto {
        /// The file: JPEG, without EXIF, place or comments.
        @personal pub image: Bytes,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// Resolution, in dots an inch.
        pub dpi: u32,
        /// Quality of the JPEG.
        pub quality: u32,
        /// Where the face is in it, if it was cropped around one.
        pub face: Option<FaceMarks> = None,
    }
}

impl From<Fitted> for FittedPhoto {
    fn from(fitted: Fitted) -> Self {
        let (width, height) = fitted.size();
        Self {
            width,
            height,
            dpi: fitted.dpi().into(),
            quality: fitted.quality().into(),
            face: fitted.face().copied().map(FaceMarks::from),
            image: Bytes(fitted.into_bytes()),
        }
    }
}

fn marked(face: Option<FaceMarks>) -> Result<Option<MarkedFace>> {
    Ok(face.map(|face| face.face()).transpose()?.map(MarkedFace))
}

fn locator(face: &mut Option<MarkedFace>) -> Option<&mut dyn FaceLocator> {
    face.as_mut().map(|face| face as &mut dyn FaceLocator)
}

export! { long
    /// Measures a photograph (JPEG) by the rules for the card: file, size, resolution, exposure,
    /// sharpness, background and, with the face marked, its place and height. What is no photograph
    /// gets verdicts too.
    fn check_photo(image: Bytes, face: Option<FaceMarks> = None) -> MediaReport,
        "Promise<MediaReport>"
    [
        /// `CIE-DEV-030` when the marks cannot be those of an upright face;
    ]
    {
        let mut face = marked(face)?;
        let (requirements, policy) = (Requirements::default(), Policy::default());
        let seen = examine(&image.0, &requirements, &policy, locator(&mut face));
        seen.report().try_into()
    }

    /// The photograph with what the rules ask for drawn over it, and what is wrong in red; PNG.
    fn photo_overlay(image: Bytes, face: Option<FaceMarks> = None) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-030` when the marks cannot be those of an upright face;
        /// `CIE-DEV-001` when it is no image;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        let mut face = marked(face)?;
        let (requirements, policy) = (Requirements::default(), Policy::default());
        let seen = examine(&image.0, &requirements, &policy, locator(&mut face));
        Ok(Bytes(seen.overlay()?))
    }

    /// Crops a photograph (JPEG or PNG) around its face to the measures of the rules: turned as its
    /// EXIF data say, brought to sRGB, levelled by the eyes, scaled down if it has more pixels than
    /// needed. It is never scaled up and no background is invented.
    fn fit_photo(image: Bytes, face: FaceMarks) -> FittedPhoto, "Promise<FittedPhoto>"
    [
        /// `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read;
        /// `CIE-DEV-030` when the marks cannot be those of an upright face;
        /// `CIE-DEV-033` without room around it;
        /// `CIE-DEV-034` with too few pixels;
        /// `CIE-DEV-035` when the head is tilted too far;
        /// `CIE-DEV-036` when no quality fits the largest size;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        let mut face = MarkedFace(face.face()?);
        let (requirements, policy) = (Requirements::default(), Policy::default());
        Ok(fit(&image.0, &mut face, &requirements, &policy)?.into())
    }

    /// Finds the print of a photograph on a scanned page (PNG or JPEG), straightens it and cuts it
    /// out. `dpi` is the resolution of the scan.
    fn photo_from_sheet(page: Bytes, dpi: u32) -> FittedPhoto, "Promise<FittedPhoto>"
    [
        /// `CIE-DEV-001` to `CIE-DEV-003` when the page cannot be read;
        /// `CIE-DEV-040` without a print of that size;
        /// `CIE-DEV-041` with several;
        /// `CIE-DEV-042` when it lies beyond the page;
        /// `CIE-DEV-036` when no quality fits the largest size;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        let page = Picture::upright(&page.0, &PAGE_BOUNDS)?;
        let at = sheet::find_photo(&page, dpi, &sheet::Policy::default())?;
        let (requirements, policy) = (Requirements::default(), Policy::default());
        Ok(sheet::photo(&page, &at, dpi, &requirements, &policy)?.into())
    }
}
