//! SIMULATED images, for tests and courses: drawings with the measures of the real thing.

use cie_devices::sim;

use super::{FaceMarks, Finger, Hand};
use crate::Bytes;

record! {
    /// A drawn face, and where its parts are.
    pub struct SimulatedPortrait {
        /// JPEG, 552 by 709 pixels at 400 dots an inch, with `SIMULATED` in its comment.
        pub image: Bytes,
        /// Where the face is, as an operator would mark it.
        pub face: FaceMarks,
    }
}

export! { long
    /// Draws a face with the measures of an identity photograph; the same for the same seed.
    fn simulated_portrait(seed: u32) -> SimulatedPortrait, "Promise<SimulatedPortrait>"
    [
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        Ok(SimulatedPortrait {
            image: Bytes(sim::portrait(seed.into())?.into_bytes()),
            face: sim::portrait_face().into(),
        })
    }

    /// Draws a signature on paper; PNG, with `SIMULATED` in its comment.
    fn simulated_signature(seed: u32) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        Ok(Bytes(sim::signature(seed.into())?.into_bytes()))
    }

    /// Draws a fingerprint: 400 by 500 pixels at 500 per inch; PNG, with `SIMULATED` in its comment.
    fn simulated_fingerprint(seed: u32, hand: Hand, finger: Finger) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-014` when the encoder fails;
    ]
    {
        Ok(Bytes(sim::fingerprint(seed.into(), hand.core()?, finger.core()?)?.into_bytes()))
    }
}
