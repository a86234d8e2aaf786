//! Pages scanned with a scanner of the caller's.

use cie_devices::media::MediaFormat;
use cie_devices::scanner::{PAGE_BOUNDS, Page};
use cie_devices::{Code, Error};

use super::{DocumentScanner, ScanColour, ScanJob, ScanSettings};
use crate::{Bytes, Trouble};

record! {
    /// A scanned page.
    pub struct ScannedPage {
        /// The file as the scanner wrote it.
        @personal pub image: Bytes,
        /// Its media type, `image/jpeg` or `image/png`.
        pub media_type: String,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// Dots an inch at which it was scanned.
        pub dpi: u32,
        /// `gray` or `colour`; a page in black and white is gray.
        pub colour: ScanColour,
    }
}

record! {
    /// What was scanned.
    pub struct ScannedDocument {
        /// The pages, in order; at least one.
        pub pages: Vec<ScannedPage>,
        /// What ended the scan before the feeder was empty or the pages asked for were there.
        pub stopped_by: Option<Trouble> = None,
    }
}

/// Most bytes of all pages of a scan.
const MOST_BYTES: usize = 512 << 20;

/// The pages that are sound, up to the first that is not or the first beyond the bounds.
fn sound(files: Vec<Bytes>, job: &ScanJob, most_bytes: usize) -> (Vec<ScannedPage>, Option<Error>) {
    let mut left = most_bytes;
    let mut pages = Vec::new();
    for file in files {
        let fits = pages.len() < job.most_pages() && file.0.len() <= PAGE_BOUNDS.max_bytes;
        let Some(rest) = left.checked_sub(file.0.len()).filter(|_| fits) else {
            return (pages, Some(Code::ScanTooLarge.into()));
        };
        left = rest;
        match page(file, job.dpi) {
            Ok(page) => pages.push(page),
            Err(error) => return (pages, Some(error)),
        }
    }
    (pages, None)
}

/// A page, decoded to see that it is whole; what is kept is its file.
fn page(file: Bytes, dpi: u32) -> cie_devices::Result<ScannedPage> {
    let format = MediaFormat::guess(&file.0).ok_or(Code::PageDamaged)?;
    let page = Page::from_file(&file.0, dpi)?;
    Ok(ScannedPage {
        media_type: format.media_type().into(),
        width: page.width(),
        height: page.height(),
        dpi,
        colour: ScanColour::of_page(&page),
        image: file,
    })
}

export! { long
    /// Scans with a scanner of the caller's: the settings are held against what it offers, and each page
    /// is decoded to see that it is whole. Its pages are what `photo_from_sheet` and
    /// `signature_from_sheet` take. Pages that came before something stopped the scan are kept.
    fn scan_document(
        scanner: DocumentScanner,
        settings: Option<ScanSettings> = None,
    ) -> ScannedDocument, "Promise<ScannedDocument>"
    [
        /// `CIE-DEV-644` when the scanner did not say what it offers;
        /// `CIE-DEV-651` for settings that it does not offer;
        /// `CIE-DEV-652` when it offers what makes no sense;
        /// `CIE-DEV-654` when it failed, or gave no page;
        /// `CIE-DEV-645` to `CIE-DEV-650` and `CIE-DEV-658` when it says so of itself, without a page;
        /// `CIE-DEV-653` when the first page is larger than 64 MiB or 40 million pixels;
        /// `CIE-DEV-655` when the first page is damaged;
    ]
    {
        let settings = settings.unwrap_or(ScanSettings {
            source: None,
            dpi: None,
            colour: None,
            area: None,
            pages: None,
            seconds: None,
        });
        let job = settings.job();
        let unreachable = |failure| Error::new(Code::ScannerUnreachable).caused_by(failure);
        let offered = scanner.0.capabilities().map_err(unreachable)?.device()?;
        offered.check(&job.settings())?;
        let failed = |failure| Error::new(Code::ScannerFailed).caused_by(failure);
        let given = scanner.0.scan(job.clone()).map_err(failed)?;
        let (pages, stopped) = sound(given.files, &job, MOST_BYTES);
        let said = given.stopped_by.map(|stop| Error::new(stop.code()));
        let stopped = stopped.or(said);
        if pages.is_empty() {
            let none = || Error::new(Code::ScannerFailed).detail("no page");
            return Err(stopped.unwrap_or_else(none).into());
        }
        // A feeder that ran empty gave all that it had.
        let stopped = stopped.filter(|error| error.code() != Code::FeederEmpty);
        Ok(ScannedDocument {
            pages,
            stopped_by: stopped.as_ref().map(Trouble::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ScanSource, simulated_signature};

    #[test]
    fn pages_beyond_the_bounds_are_not_kept() {
        let file = simulated_signature(1).unwrap();
        let size = file.0.len();
        let job = ScanJob {
            source: ScanSource::Feeder,
            dpi: 300,
            colour: ScanColour::Gray,
            area: None,
            pages: 3,
            seconds: 60,
        };
        let kept = |job: &ScanJob, most_bytes| {
            let (pages, stopped) = sound(vec![file.clone(); 4], job, most_bytes);
            (pages.len(), stopped.map(|error| error.code()))
        };
        let beyond = Some(Code::ScanTooLarge);
        assert_eq!(kept(&job, MOST_BYTES), (3, beyond));
        assert_eq!(kept(&job, 2 * size), (2, beyond));
        assert_eq!(kept(&job, size - 1), (0, beyond));
        let four = ScanJob { pages: 4, ..job };
        assert_eq!(kept(&four, 4 * size), (4, None));
        let glass = ScanJob {
            source: ScanSource::Flatbed,
            ..four
        };
        assert_eq!(kept(&glass, MOST_BYTES), (1, beyond));
        let (pages, stopped) = sound(vec![Bytes(vec![0; (64 << 20) + 1])], &glass, MOST_BYTES);
        assert_eq!((pages.len(), stopped.map(|e| e.code())), (0, beyond));
    }
}
