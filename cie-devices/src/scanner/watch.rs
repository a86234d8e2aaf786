//! Who looks on while a scan runs, and may stop it.

/// What happens during a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScanEvent {
    /// The scanner is busy and will be asked again.
    Waiting,
    /// The scanner accepted the job.
    Started,
    /// Bytes of a page that have come so far.
    Received {
        /// The page, from 1.
        page: u32,
        /// Its bytes so far.
        bytes: u64,
    },
    /// Part of a page that the scanner says is done.
    Percent {
        /// The page, from 1.
        page: u32,
        /// Hundredths, from 0 to 100.
        percent: u8,
    },
    /// A page is complete.
    Page {
        /// The page, from 1.
        page: u32,
    },
}

/// Looks on while a scan runs.
///
/// Called from the thread that scans; it should return at once.
pub trait ScanWatcher: Send + Sync {
    /// Something happened.
    fn event(&self, event: ScanEvent);

    /// Whether the scan is to be given up; asked several times a second.
    fn cancelled(&self) -> bool {
        false
    }
}

/// A watcher that does nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NobodyWatching;

impl ScanWatcher for NobodyWatching {
    fn event(&self, _: ScanEvent) {}
}
