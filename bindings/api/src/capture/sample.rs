//! SIMULATED images, for tests and courses: drawings with the measures of the real thing.

use cie_core::request::{self as core, CardRequest, Fingerprint, FingerprintPlan, Media, Outcome};
use cie_core::samples;
use cie_devices::fingerprint::PrintFile;
use cie_devices::fingerprint::wsq::{self, BitRate};
use cie_devices::scanner::{Area, Colour, ScanSettings};
use cie_devices::signature::{self, Policy, Requirements};
use cie_devices::sim;

use super::FaceMarks;
use crate::fault::{Code, Error};
use crate::{Bytes, Finger, Hand, Result};

record! {
    /// A drawn face, and where its parts are.
    pub struct SimulatedPortrait {
        /// JPEG, 552 by 709 pixels at 400 dots an inch, with `SIMULATED` in its comment.
        pub image: Bytes,
        /// Where the face is, as an operator would mark it.
        pub face: FaceMarks,
    }
}

fn print(hand: core::Hand) -> Result<Fingerprint> {
    let finger = core::Finger::Index;
    let drawn = sim::fingerprint(1, hand, finger)?;
    let file = wsq::encode(&PrintFile::read(drawn.bytes(), 0)?.print, BitRate::USUAL)?;
    Ok(Fingerprint {
        hand,
        finger,
        image: Media::new(FingerprintPlan::media_type(), file, true),
    })
}

/// The sample of the core with drawn images, and with what the mint answers.
fn request() -> Result<CardRequest> {
    let mut request = samples::request()?;
    let photo = sim::portrait(1)?.into_bytes();
    let signature = sim::signature(1)?;
    let limits = Requirements::default();
    let signature = signature::clean(signature.bytes(), &limits, &Policy::default())?;
    request.biometrics.photo = Some(Media::new("image/jpeg", photo, true));
    request.biometrics.signature = Some(Media::new("image/png", signature.into_bytes(), true));
    request.biometrics.fingerprints = vec![print(core::Hand::Right)?, print(core::Hand::Left)?];
    request.outcome = Some(Outcome {
        expires_on: Some("2036-01-01".parse().map_err(|_| Error::new(Code::Defect))?),
        valid_for_travel: true,
        fee_cents: 2221,
        rules: Vec::new(),
    });
    Ok(request)
}

export! { long
    /// A sound request to start from, as JSON: the first card of MARIO ROSSI, invented, born in Roma on
    /// 1 January 1980, asked for on 23 November 2026, with drawn images. `simulate_card` makes the card
    /// that answers it.
    fn simulated_request() -> String, "Promise<string>"
    [
        /// `CIE-DEV-014` when an encoder fails;
    ]
    {
        Ok(serde_json::to_string(&request()?).map_err(|_| Error::new(Code::Defect))?)
    }

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

    /// Draws a page of A4 as a scanner sees it, with a photograph 20 millimetres from its left and upper
    /// edges and a signature beneath it, at so many dots an inch (400 unless given); PNG, with `SIMULATED`
    /// in its comment.
    fn simulated_sheet(seed: u32, dpi: Option<u32> = None) -> Bytes, "Promise<Buffer>"
    [
        /// `CIE-DEV-014` when the encoder fails;
        /// `CIE-DEV-653` for more than 40 million pixels;
    ]
    {
        let dpi = dpi.unwrap_or(ScanSettings::default().dpi);
        let (width, height) = sim::SimulatedSheet::SIZE;
        let whole = Area::new(0.0, 0.0, width, height);
        Ok(Bytes(sim::SimulatedSheet::new(seed.into())?.png(&whole, dpi, Colour::Rgb)?))
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
