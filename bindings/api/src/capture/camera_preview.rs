//! Who looks at the live picture and releases the shutter.

use crate::Bytes;

choice! {
    /// What is to be done about a frame of the live picture.
    pub enum Shutter {
        /// Show the next frame.
        Wait = "wait",
        /// Take the photograph.
        Release = "release",
        /// Take none.
        Cancel = "cancel",
    }
}

callback! {
    /// Somebody who is shown the live picture of a camera and releases its shutter: the operator's window.
    pub trait PreviewWindow as CameraPreview;

    /// A frame, numbered from 0: PNG or JPEG. Returns what to do; the time it takes counts. Whatever is
    /// raised cancels the photograph.
    fn show(number: u32, image: Bytes) -> Shutter;
}
