//! What a scanner offers, is asked for, and gives.

use cie_devices::Code;
use cie_devices::scanner as core;

use crate::Bytes;

choice! {
    /// Where the paper is.
    pub enum ScanSource {
        /// On the glass.
        Flatbed = "flatbed",
        /// In the feeder, one side.
        Feeder = "feeder",
        /// In the feeder, both sides.
        FeederDuplex = "feeder-duplex",
    }
}

choice! {
    /// How a page is scanned.
    pub enum ScanColour {
        /// Black and white, one bit a pixel.
        Bilevel = "bilevel",
        /// Gray, 8 bits a pixel.
        Gray = "gray",
        /// Red, green and blue, 8 bits each.
        Colour = "colour",
    }
}

choice! {
    /// What stopped a scanner.
    pub enum ScanStop {
        /// There is no paper in the feeder. After a page it is the end, and no trouble.
        FeederEmpty = "feeder_empty",
        /// The paper is stuck.
        PaperJam = "paper_jam",
        /// A cover is open.
        CoverOpen = "cover_open",
        /// Another program has it.
        Busy = "busy",
        /// It did not finish in time.
        TimedOut = "timed_out",
        /// The operator cancelled.
        Cancelled = "cancelled",
        /// It wants a password, or permits nobody to scan.
        Refused = "refused",
        /// It is out of reach.
        Unreachable = "unreachable",
        /// Anything else.
        Failed = "failed",
    }
}

record! {
    /// A part of a page, in millimetres from its upper left corner.
    pub struct ScanArea {
        /// From the left edge.
        pub left: f64,
        /// From the upper edge.
        pub top: f64,
        /// Width.
        pub width: f64,
        /// Height.
        pub height: f64,
    }
}

record! {
    /// A source of paper, and what it offers.
    pub struct ScannerSource {
        /// Where the paper is.
        pub source: ScanSource,
        /// Its colours.
        pub colours: Vec<ScanColour>,
        /// Its resolutions, in dots an inch: every one that may be asked for.
        pub resolutions: Vec<u32>,
        /// Widest area, in millimetres.
        pub width: f64,
        /// Highest area, in millimetres.
        pub height: f64,
    }
}

record! {
    /// What a scanner offers.
    pub struct ScannerCapabilities {
        /// Its sources of paper, each once.
        pub sources: Vec<ScannerSource>,
    }
}

record! {
    /// What to scan and how; what is left out is as usual.
    pub struct ScanSettings {
        /// Where the paper is; the glass unless given.
        pub source: Option<ScanSource> = None,
        /// Dots an inch, both ways; 400 unless given, which is what the photograph needs at least.
        pub dpi: Option<u32> = None,
        /// Colours; all unless given.
        pub colour: Option<ScanColour> = None,
        /// The part of the page; all that the scanner reaches unless given.
        pub area: Option<ScanArea> = None,
        /// Most pages to take from the feeder; 50 unless given, 500 at most.
        pub pages: Option<u32> = None,
        /// Seconds for all of it; 120 unless given, 600 at most.
        pub seconds: Option<u32> = None,
    }
}

record! {
    /// What a scanner is asked for. It offers it: that was looked at before.
    pub struct ScanJob {
        /// Where the paper is.
        pub source: ScanSource,
        /// Dots an inch, both ways.
        pub dpi: u32,
        /// Colours.
        pub colour: ScanColour,
        /// The part of the page; all that the scanner reaches where it is absent.
        pub area: Option<ScanArea> = None,
        /// Most pages to take from the feeder; the glass gives one. More are not kept.
        pub pages: u32,
        /// Seconds for all of it.
        pub seconds: u32,
    }
}

record! {
    /// What a scanner gave.
    pub struct ScannerPages {
        /// The files of the pages, in order: PNG or JPEG, whole, up to 64 MiB each.
        @personal pub files: Vec<Bytes>,
        /// What stopped it before the feeder was empty or the pages asked for were there.
        pub stopped_by: Option<ScanStop> = None,
    }
}

/// Most pages and longest time of a scan, in seconds.
const MOST_PAGES: u32 = 500;
const MOST_PATIENCE: u32 = 600;

/// Most sources and resolutions that a scanner is believed to have.
const MOST_SOURCES: usize = 16;
const MOST_RESOLUTIONS: usize = 10_000;

impl ScanSettings {
    /// What the scanner is asked for.
    pub(super) fn job(self) -> ScanJob {
        let usual = core::ScanSettings::default();
        let seconds = u32::try_from(usual.limit.as_secs()).unwrap_or(MOST_PATIENCE);
        ScanJob {
            source: self.source.unwrap_or(ScanSource::Flatbed),
            dpi: self.dpi.unwrap_or(usual.dpi),
            colour: self.colour.unwrap_or(ScanColour::Colour),
            area: self.area,
            pages: self.pages.unwrap_or(usual.max_pages).min(MOST_PAGES),
            seconds: self.seconds.unwrap_or(seconds).clamp(1, MOST_PATIENCE),
        }
    }
}

impl ScanJob {
    /// The settings by which the capabilities are judged.
    pub(super) fn settings(&self) -> core::ScanSettings {
        core::ScanSettings {
            source: self.source.device(),
            dpi: self.dpi,
            colour: self.colour.device(),
            area: self
                .area
                .as_ref()
                .map(|area| core::Area::new(area.left, area.top, area.width, area.height)),
            max_pages: self.pages,
            limit: std::time::Duration::from_secs(self.seconds.into()),
        }
    }

    /// How many pages may come.
    pub(super) fn most_pages(&self) -> usize {
        match self.source {
            ScanSource::Flatbed => 1,
            _ => usize::try_from(self.pages).unwrap_or(usize::MAX),
        }
    }
}

impl ScanSource {
    fn device(self) -> core::Source {
        match self {
            Self::Flatbed => core::Source::Flatbed,
            Self::Feeder => core::Source::Feeder,
            Self::FeederDuplex => core::Source::FeederDuplex,
        }
    }
}

impl ScanColour {
    fn device(self) -> core::Colour {
        match self {
            Self::Bilevel => core::Colour::Bilevel,
            Self::Gray => core::Colour::Gray,
            Self::Colour => core::Colour::Rgb,
        }
    }

    /// The colours of a page.
    pub(super) fn of_page(page: &core::Page) -> Self {
        match page.colour() {
            core::Colour::Bilevel => Self::Bilevel,
            core::Colour::Gray => Self::Gray,
            _ => Self::Colour,
        }
    }
}

impl ScanStop {
    /// The error of the catalogue that says so.
    pub(super) fn code(self) -> Code {
        match self {
            Self::FeederEmpty => Code::FeederEmpty,
            Self::PaperJam => Code::PaperJam,
            Self::CoverOpen => Code::CoverOpen,
            Self::Busy => Code::ScannerBusy,
            Self::TimedOut => Code::ScannerTimeout,
            Self::Cancelled => Code::ScanCancelled,
            Self::Refused => Code::ScannerRefused,
            Self::Unreachable => Code::ScannerUnreachable,
            Self::Failed => Code::ScannerFailed,
        }
    }
}

impl ScannerCapabilities {
    /// What the caller's scanner offers, as settings are held against it.
    pub(super) fn device(self) -> cie_devices::Result<core::Capabilities> {
        let sense = self.sources.len() <= MOST_SOURCES
            && (self.sources.iter()).all(|source| source.resolutions.len() <= MOST_RESOLUTIONS);
        if !sense {
            return Err(Code::ScannerAnswer.into());
        }
        let sources = self.sources.into_iter().map(|source| {
            core::SourceCapabilities::new(
                source.source.device(),
                source.colours.into_iter().map(ScanColour::device).collect(),
                core::Resolutions::List(source.resolutions),
                (source.width, source.height),
            )
        });
        Ok(core::Capabilities::new(String::new(), sources.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_devices() {
        for source in ScanSource::ALL {
            assert_eq!(source.device().name(), source.text());
        }
        for colour in ScanColour::ALL {
            assert_eq!(colour.device().name(), colour.text());
        }
    }
}
