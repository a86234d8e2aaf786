//! The signature on paper.

use cie_devices::photo::Picture;
use cie_devices::sheet::{self, PAGE_BOUNDS};
use cie_devices::signature::{Cleaned, Policy, Requirements, check, clean};

use super::MediaReport;
use crate::{ApiError, Bytes, Result};

record! {
    /// A signature in black and white.
    pub struct CleanedSignature {
        /// The file: PNG, one bit a pixel.
        @personal pub image: Bytes,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// The verdicts on the image that it was made of, and on its own size.
        pub report: MediaReport,
    }
}

impl TryFrom<Cleaned> for CleanedSignature {
    type Error = ApiError;

    fn try_from(cleaned: Cleaned) -> Result<Self> {
        let (width, height) = cleaned.size();
        Ok(Self {
            width,
            height,
            report: cleaned.report().try_into()?,
            image: Bytes(cleaned.into_bytes()),
        })
    }
}

export! { long
    /// Judges the image of a signature (PNG or JPEG). What is no image gets verdicts too.
    fn check_signature(image: Bytes) -> MediaReport, "Promise<MediaReport>"
    []
    {
        MediaReport::try_from(&check(&image.0, &Requirements::default(), &Policy::default()))
    }

    /// Cleans the image of a signature (PNG or JPEG): evens out the light, keeps the ink, drops
    /// specks, crops to the ink, makes it smaller if need be. No stroke is added or joined. Whether
    /// the result will do is for its report to say.
    fn clean_signature(image: Bytes) -> CleanedSignature, "Promise<CleanedSignature>"
    [
        /// `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read;
        /// `CIE-DEV-050` when there is no ink;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        clean(&image.0, &Requirements::default(), &Policy::default())?.try_into()
    }

    /// Finds the signature on a scanned page (PNG or JPEG) that has nothing else written on it, save a
    /// photograph, cuts it out and cleans it as `clean_signature` does. `dpi` is the resolution of the
    /// scan.
    fn signature_from_sheet(page: Bytes, dpi: u32) -> CleanedSignature, "Promise<CleanedSignature>"
    [
        /// `CIE-DEV-001` to `CIE-DEV-003` when the page cannot be read;
        /// `CIE-DEV-040` without a signature;
        /// `CIE-DEV-041` with several;
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        let page = Picture::upright(&page.0, &PAGE_BOUNDS)?;
        let at = sheet::find_signature(&page, dpi, &sheet::Policy::default())?;
        let cut = sheet::crop(&page, &at)?.to_png()?;
        clean(&cut, &Requirements::default(), &Policy::default())?.try_into()
    }
}
