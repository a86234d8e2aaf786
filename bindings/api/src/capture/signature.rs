//! The signature on paper.

use cie_devices::signature::{Policy, Requirements, check, clean};

use super::MediaReport;
use crate::Bytes;

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
        let cleaned = clean(&image.0, &Requirements::default(), &Policy::default())?;
        let (width, height) = cleaned.size();
        Ok(CleanedSignature {
            width,
            height,
            report: cleaned.report().try_into()?,
            image: Bytes(cleaned.into_bytes()),
        })
    }
}
