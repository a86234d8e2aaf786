//! A fingerprint, pixel by pixel, and what belongs to it.

use cie_core::request as core;
use cie_devices::fingerprint::fir::FingerView as View;
use cie_devices::fingerprint::quality::Quality;
use cie_devices::fingerprint::{FingerPosition, GrayPrint, PrintFormat};

use crate::fault::{Code, Error};
use crate::{ApiError, Bytes, Finger, Hand, Result};

choice! {
    /// Format of a file with a fingerprint.
    pub enum FingerprintFormat {
        /// PNG, without loss.
        Png = "png",
        /// Binary gray map, without loss.
        Pgm = "pgm",
        /// WSQ (IAFIS-IC-0110), with loss.
        Wsq = "wsq",
        /// Finger image record of ISO/IEC 19794-4:2005; written with WSQ inside.
        Iso19794 = "iso19794-4",
    }
}

choice! {
    /// What the operator may tell the citizen.
    pub enum FingerAdvice {
        /// Too little of the finger is on the glass.
        MoreFinger = "more_finger",
        /// The ridges are faint: press harder, or moisten the finger.
        PressHarder = "press_harder",
        /// The ridges run together: press less, or dry the finger.
        PressLess = "press_less",
        /// The ridges have no clear direction: keep still, clean the glass.
        KeepStill = "keep_still",
    }
}

record! {
    /// A fingerprint as 8-bit gray pixels.
    pub struct FingerImage {
        /// Width in pixels, 96 to 4096.
        pub width: u32,
        /// Height in pixels, 96 to 4096.
        pub height: u32,
        /// Resolution in pixels per inch; 0 when it is not known.
        pub ppi: u32,
        /// Row by row from the top, a byte each; 0 is black (a ridge).
        @personal pub pixels: Bytes,
    }
}

record! {
    /// A fingerprint read from a file.
    pub struct FingerprintFile {
        /// Format of the file.
        pub format: FingerprintFormat,
        /// The hand, as a record says it.
        pub hand: Option<Hand> = None,
        /// The finger, as a record says it.
        pub finger: Option<Finger> = None,
        /// The image.
        @personal pub image: FingerImage,
    }
}

record! {
    /// An image of a finger in a record of ISO/IEC 19794-4.
    pub struct FingerView {
        /// The hand; absent where the record does not say which finger it is.
        pub hand: Option<Hand> = None,
        /// The finger; absent where the record does not say which it is.
        pub finger: Option<Finger> = None,
        /// Quality from 0 to 100; absent where it was not measured.
        pub quality: Option<u32> = None,
        /// The image.
        @personal pub image: FingerImage,
    }
}

record! {
    /// How good a fingerprint is.
    pub struct FingerprintQuality {
        /// From 0, useless, to 100. It orders prints, and says nothing of how often a matcher fails.
        pub score: u32,
        /// Area of the finger, in square millimetres.
        pub area: f64,
        /// How sure the direction of the ridges is, from 0 to 1.
        pub certainty: f64,
        /// Difference of ridge and valley, from 0 to 1.
        pub contrast: f64,
        /// Share of the finger that is ridge.
        pub ink: f64,
        /// What would help, most helpful first; empty where the print is good.
        pub advice: Vec<FingerAdvice>,
    }
}

impl TryFrom<FingerImage> for GrayPrint {
    type Error = ApiError;

    fn try_from(image: FingerImage) -> Result<Self> {
        let ppi = u16::try_from(image.ppi).unwrap_or(u16::MAX);
        Ok(Self::new(image.width, image.height, ppi, image.pixels.0)?)
    }
}

impl From<&GrayPrint> for FingerImage {
    fn from(print: &GrayPrint) -> Self {
        Self {
            width: print.width(),
            height: print.height(),
            ppi: print.ppi().into(),
            pixels: Bytes(print.pixels().to_vec()),
        }
    }
}

impl TryFrom<Quality> for FingerprintQuality {
    type Error = ApiError;

    fn try_from(quality: Quality) -> Result<Self> {
        let advice = quality.advice.into_iter().map(FingerAdvice::of_core);
        Ok(Self {
            score: quality.score.into(),
            area: quality.area,
            certainty: quality.certainty,
            contrast: quality.contrast,
            ink: quality.ink,
            advice: advice.collect::<Result<_>>()?,
        })
    }
}

impl FingerprintFormat {
    pub(super) fn to_format(self) -> PrintFormat {
        match self {
            Self::Png => PrintFormat::Png,
            Self::Pgm => PrintFormat::Pgm,
            Self::Wsq => PrintFormat::Wsq,
            Self::Iso19794 => PrintFormat::Iso19794,
        }
    }

    pub(super) fn of_format(format: PrintFormat) -> Result<Self> {
        Self::of(format.name()).ok_or_else(|| Error::new(Code::Defect).into())
    }
}

/// The position of a finger; not known unless both are given.
pub(super) fn position(hand: Option<Hand>, finger: Option<Finger>) -> Result<FingerPosition> {
    Ok(match (hand, finger) {
        (Some(hand), Some(finger)) => FingerPosition::of(hand.core()?, finger.core()?),
        _ => FingerPosition::UNKNOWN,
    })
}

/// Hand and finger of a position, where it is one of a finger that the card may hold.
pub(super) fn finger_at(position: FingerPosition) -> Result<(Option<Hand>, Option<Finger>)> {
    let Some((hand, finger)): Option<(core::Hand, core::Finger)> = position.finger() else {
        return Ok((None, None));
    };
    Ok((Some(Hand::of_core(hand)?), Some(Finger::of_core(finger)?)))
}

impl FingerView {
    pub(super) fn of(view: &View, print: &GrayPrint) -> Result<Self> {
        let (hand, finger) = finger_at(view.position)?;
        Ok(Self {
            hand,
            finger,
            quality: view.quality.map(u32::from),
            image: print.into(),
        })
    }
}
