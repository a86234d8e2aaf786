//! A document scanner of the caller's.

use super::{ScanJob, ScannerCapabilities, ScannerPages};

callback! {
    /// A scanner of documents, as its vendor's library drives it.
    pub trait SheetScanner as DocumentScanner;

    /// What it offers. Raises when it is out of reach.
    fn capabilities() -> ScannerCapabilities;

    /// Scans what is asked for, and returns the pages in order, with what stopped it if something did: so
    /// the pages before a jam are kept. Raises when the scanner is gone, and with it the pages.
    fn scan(job: ScanJob) -> ScannerPages;
}
