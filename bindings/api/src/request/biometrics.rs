//! Photo, fingerprints and signature.

use cie_core::error::Position;
use cie_core::journal::Hash;
use cie_core::request as core;

use crate::fault::{Code, Error};
use crate::{Bytes, Result};

choice! {
    /// A hand.
    pub enum Hand {
        /// Right.
        Right = "right",
        /// Left.
        Left = "left",
    }
}

choice! {
    /// A finger, in the order in which they are tried.
    pub enum Finger {
        /// Index.
        Index = "index",
        /// Middle.
        Middle = "middle",
        /// Ring.
        Ring = "ring",
        /// Thumb.
        Thumb = "thumb",
    }
}

choice! {
    /// Why fingerprints could not be taken.
    pub enum Impossibility {
        /// For now: the card lasts 12 months.
        Temporary = "temporary",
        /// For good, with medical proof: ordinary validity.
        Permanent = "permanent",
    }
}

record! {
    /// An image that goes with a request.
    pub struct Media {
        /// Media type, such as `image/jpeg`; that of a fingerprint is `image/x-wsq`.
        pub media_type: String,
        /// The bytes; their SHA-256 is computed where it is needed.
        @personal pub content: Bytes,
        /// Whether it was made by a simulator.
        pub simulated: bool = false,
    }
}

record! {
    /// One fingerprint.
    pub struct Fingerprint {
        /// Hand.
        pub hand: Hand,
        /// Finger.
        pub finger: Finger,
        /// The image.
        @personal pub image: Media,
    }
}

record! {
    /// What was taken of the citizen.
    pub struct Biometrics {
        /// Photo.
        @personal pub photo: Option<Media> = None,
        /// Fingerprints, right hand first.
        @personal pub fingerprints: Option<Vec<Fingerprint> > = None,
        /// Set when fingerprints are missing for a reason.
        pub fingerprints_impossible: Option<Impossibility> = None,
        /// Handwritten signature.
        @personal pub signature: Option<Media> = None,
        /// The citizen is unable to sign.
        pub unable_to_sign: bool = false,
    }
}

fn media(media: &core::Media, path: &str) -> Result<Media> {
    let bytes = media.bytes.expose();
    if Hash::of(bytes) != media.about.sha256 || bytes.len() as u64 != media.about.len {
        let position = Position::Field(path.to_owned().into());
        return Err(Error::new(Code::MediaDigest).at(position).into());
    }
    Ok(Media {
        media_type: media.about.media_type.clone(),
        content: Bytes(bytes.clone()),
        simulated: media.about.simulated,
    })
}

impl From<Media> for core::Media {
    fn from(media: Media) -> Self {
        Self::new(media.media_type, media.content.0, media.simulated)
    }
}

impl TryFrom<&core::Biometrics> for Biometrics {
    type Error = crate::ApiError;

    fn try_from(taken: &core::Biometrics) -> Result<Self> {
        let image = |one: Option<&core::Media>, path| one.map(|one| media(one, path)).transpose();
        let print = |(at, one): (usize, &core::Fingerprint)| {
            Ok(Fingerprint {
                hand: Hand::of_core(one.hand)?,
                finger: Finger::of_core(one.finger)?,
                image: media(&one.image, &format!("biometrics.fingerprints[{at}]"))?,
            })
        };
        let prints: Vec<Fingerprint> = taken
            .fingerprints
            .iter()
            .enumerate()
            .map(print)
            .collect::<Result<_>>()?;
        Ok(Self {
            photo: image(taken.photo.as_ref(), "biometrics.photo")?,
            fingerprints: (!prints.is_empty()).then_some(prints),
            fingerprints_impossible: taken
                .fingerprints_impossible
                .map(Impossibility::of_core)
                .transpose()?,
            signature: image(taken.signature.as_ref(), "biometrics.signature")?,
            unable_to_sign: taken.unable_to_sign,
        })
    }
}

impl TryFrom<Biometrics> for core::Biometrics {
    type Error = crate::ApiError;

    fn try_from(taken: Biometrics) -> Result<Self> {
        let print = |one: Fingerprint| {
            Ok(core::Fingerprint {
                hand: one.hand.core()?,
                finger: one.finger.core()?,
                image: one.image.into(),
            })
        };
        let prints = taken.fingerprints.unwrap_or_default().into_iter();
        Ok(Self {
            photo: taken.photo.map(Into::into),
            fingerprints: prints.map(print).collect::<Result<_>>()?,
            fingerprints_impossible: taken
                .fingerprints_impossible
                .map(Impossibility::core)
                .transpose()?,
            signature: taken.signature.map(Into::into),
            unable_to_sign: taken.unable_to_sign,
        })
    }
}
