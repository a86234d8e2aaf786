//! A camera of the caller's.

use crate::Bytes;

callback! {
    /// A camera, as its vendor's library drives it.
    pub trait CounterCamera as Camera;

    /// A frame of the live picture, as it is now: PNG or JPEG. Returns none when the camera shows none;
    /// raises when it is gone.
    fn frame() -> Option<Bytes>;

    /// Takes the photograph, within so many seconds: PNG or JPEG. Raises when the camera is gone.
    fn shoot(seconds: u32) -> Bytes;
}
