//! Who says where the face is.

use super::FaceMarks;
use crate::Bytes;

callback! {
    /// Somebody who says where the face is in a photograph: the operator who marks it, or a face detector
    /// such as that of a phone.
    pub trait FaceSpotter as FaceFinder;

    /// The face in a photograph (PNG, upright, without its EXIF data), or none. The marks are pixels of
    /// this very image.
    fn find(image: Bytes) -> Option<FaceMarks>;
}
