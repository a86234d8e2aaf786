//! An image made by a simulator, and its label.

use std::fmt;

use cie_core::lang::Text;

use crate::media::MediaFormat;

/// The word that every simulated thing carries.
pub const MARKER: &str = "SIMULATED";

/// What a simulated image shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// A drawn face.
    Portrait,
    /// A drawn ridge pattern.
    Fingerprint,
    /// A drawn stroke.
    Signature,
}

impl Subject {
    /// Its name.
    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Portrait => Text {
                it: "ritratto",
                en: "portrait",
            },
            Self::Fingerprint => Text {
                it: "impronta",
                en: "fingerprint",
            },
            Self::Signature => Text {
                it: "firma",
                en: "signature",
            },
        }
    }
}

/// A file made by a simulator: always labelled, never a person's.
#[derive(Clone, PartialEq, Eq)]
pub struct SimulatedImage {
    pub(super) bytes: Vec<u8>,
    pub(super) subject: Subject,
    pub(super) format: MediaFormat,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) dpi: u32,
}

impl SimulatedImage {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, by value.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What it shows.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Format of the file.
    #[must_use]
    pub fn format(&self) -> MediaFormat {
        self.format
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Resolution in dots an inch, as written in the file.
    #[must_use]
    pub fn dpi(&self) -> u32 {
        self.dpi
    }
}

impl fmt::Display for SimulatedImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{MARKER} {} {} x {} px, {} dpi, {}, {} bytes",
            self.subject.name().en,
            self.width,
            self.height,
            self.dpi,
            self.format.media_type(),
            self.bytes.len()
        )
    }
}

impl fmt::Debug for SimulatedImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
