//! Who watches a reading.

use cie_devices::emrtd::{Continue, Progress};

callback! {
    /// Somebody who watches a card being read, and may stop it.
    pub trait ReadingWatch as CardWatch;

    /// What is being done (`access`, `EF.SOD`, `DG2`, `chip_authentication`), how many bytes of it are
    /// done, and of how many; 0 of 0 where nothing is counted. Returns whether to go on.
    fn progress(what: String, done: u32, total: u32) -> bool;
}

/// Tells the watcher, if there is one; one that fails stops the reading.
pub(super) fn told(watch: Option<&CardWatch>, progress: Progress) -> Continue {
    let Some(watch) = watch else {
        return Continue::Yes;
    };
    let count = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
    let (what, done, total) = match progress {
        Progress::Access => ("access".to_owned(), 0, 0),
        Progress::Reading { file, done, total } => (file.to_string(), count(done), count(total)),
        Progress::ChipAuthentication => ("chip_authentication".to_owned(), 0, 0),
        _ => return Continue::Yes,
    };
    match watch.0.progress(what, done, total) {
        Ok(true) => Continue::Yes,
        Ok(false) | Err(_) => Continue::Stop,
    }
}
