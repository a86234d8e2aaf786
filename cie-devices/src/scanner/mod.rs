//! Document scanners: the photograph, the signature and the papers of a request.
//!
//! A program speaks to the trait [`Scanner`]; behind it are network scanners over eSCL (feature
//! `escl`, [`escl`]) and the scanners of this computer through SANE (feature `sane`, [`sane`]).
//! Every call ends within a limit of time, and a page that came before a jam is not lost.

mod capabilities;
mod page;
mod settings;
mod watch;

#[cfg(feature = "escl")]
pub mod escl;
#[cfg(feature = "sane")]
pub mod sane;

pub use capabilities::{Capabilities, Resolutions, SourceCapabilities};
pub use page::{PAGE_BOUNDS, Page};
pub use settings::{Area, Colour, ScanSettings, Source};
pub use watch::{NobodyWatching, ScanEvent, ScanWatcher};

use std::sync::Arc;
#[cfg(any(feature = "escl", feature = "sane"))]
use std::time::{Duration, Instant};

use crate::{Error, Result};

/// When a time limit that starts now ends; one that no clock can hold ends in a day.
#[cfg(any(feature = "escl", feature = "sane"))]
pub(crate) fn deadline(limit: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(limit)
        .unwrap_or_else(|| now + Duration::from_secs(86_400))
}

/// A scanner of the counter.
///
/// All methods block, but never longer than the time limit they are given. An implementation in
/// another language only needs owned values.
pub trait Scanner: Send {
    /// What a person recognises it by: maker, model, address.
    fn name(&self) -> String;

    /// What it offers.
    ///
    /// # Errors
    /// `CIE-DEV-644`, `645`, `646`, `652`, `658` when it cannot be asked.
    fn capabilities(&mut self) -> Result<Capabilities>;

    /// Scans one page or several.
    ///
    /// # Errors
    /// `CIE-DEV-651` for settings that it does not offer; `647`, `648`, `649` for paper and covers;
    /// `644`, `645`, `646`, `652`, `653`, `654`, `655`, `658` for the scanner; `650` when the
    /// watcher cancels. After the first page an error is in [`Scanned::stopped_by`] instead.
    fn scan(&mut self, settings: ScanSettings, watcher: Arc<dyn ScanWatcher>) -> Result<Scanned>;
}

/// What a scan gave.
#[derive(Debug)]
#[non_exhaustive]
pub struct Scanned {
    /// The pages, in order; at least one.
    pub pages: Vec<Page>,
    /// What ended the scan before the feeder was empty or the pages asked for were there.
    pub stopped_by: Option<Error>,
}

impl Scanned {
    /// Pages, and what stopped the scan: without pages that is all there is to tell.
    ///
    /// # Errors
    /// The error given, or `CIE-DEV-654`, when there is no page.
    pub fn of(pages: Vec<Page>, stopped_by: Option<Error>) -> Result<Self> {
        match (pages.is_empty(), stopped_by) {
            (true, Some(error)) => Err(error),
            (true, None) => Err(Error::new(crate::Code::ScannerFailed).detail("no page")),
            (false, stopped_by) => Ok(Self { pages, stopped_by }),
        }
    }
}
