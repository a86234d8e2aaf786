//! What is asked of a scanner.

use std::time::Duration;

/// Where the paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Source {
    /// On the glass.
    Flatbed,
    /// In the feeder, one side.
    Feeder,
    /// In the feeder, both sides.
    FeederDuplex,
}

impl Source {
    /// A stable word for it: `flatbed`, `feeder`, `feeder-duplex`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flatbed => "flatbed",
            Self::Feeder => "feeder",
            Self::FeederDuplex => "feeder-duplex",
        }
    }

    /// Whether it takes sheets one after the other.
    #[must_use]
    pub fn is_feeder(self) -> bool {
        self != Self::Flatbed
    }
}

/// How a page is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Colour {
    /// Black and white, one bit a pixel.
    Bilevel,
    /// Gray, 8 bits a pixel.
    Gray,
    /// Red, green and blue, 8 bits each.
    Rgb,
}

impl Colour {
    /// A stable word for it: `bilevel`, `gray`, `colour`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilevel => "bilevel",
            Self::Gray => "gray",
            Self::Rgb => "colour",
        }
    }
}

/// A rectangle of the page, in millimetres from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// From the left edge.
    pub left: f64,
    /// From the top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// A rectangle of this many millimetres.
    #[must_use]
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    /// Whether it lies within a page of this size, with a tenth of a millimetre to spare for what
    /// scanners round.
    pub(crate) fn fits(&self, width: f64, height: f64) -> bool {
        const SPARE: f64 = 0.1;
        self.left >= 0.0
            && self.top >= 0.0
            && self.width > 0.0
            && self.height > 0.0
            && self.left + self.width <= width + SPARE
            && self.top + self.height <= height + SPARE
    }
}

/// What to scan and how.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanSettings {
    /// Where the paper is.
    pub source: Source,
    /// Dots an inch, both ways.
    pub dpi: u32,
    /// Colours.
    pub colour: Colour,
    /// The part of the page; all that the scanner reaches without it.
    pub area: Option<Area>,
    /// Most pages to take from the feeder; the glass gives one.
    pub max_pages: u32,
    /// Time for all of it.
    pub limit: Duration,
}

impl Default for ScanSettings {
    /// The glass, 400 dpi (what the photograph needs at least), colour, the whole page, at most 50
    /// pages, two minutes.
    fn default() -> Self {
        Self {
            source: Source::Flatbed,
            dpi: 400,
            colour: Colour::Rgb,
            area: None,
            max_pages: 50,
            limit: Duration::from_secs(120),
        }
    }
}
