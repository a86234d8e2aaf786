//! Options of a connector that serves a folder.

use std::time::Duration;

/// What becomes of a request that was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answered {
    /// It is removed: it holds a citizen's data that nobody needs any more. The default.
    Remove,
    /// It is moved to the folder `done`, for a trial; nothing removes it from there.
    Keep,
}

/// What becomes of a file in the folder of requests whose name does not fit the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// It stays where it is and is counted ([`Status::foreign`](super::Status::foreign)): it may
    /// belong to somebody else. The default.
    Leave,
    /// It is moved to the folder `rejected` with its reason.
    Reject,
}

/// Options of a [`FolderService`](super::FolderService).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderOptions {
    /// Pause between two looks at the folder.
    pub interval: Duration,
    /// Longest pause after failures; the pause doubles up to it.
    pub max_backoff: Duration,
    /// Looks in a row at which a file must have the same size and time before it is read. At
    /// least 2, unless every uploader renames its files when they are whole.
    pub stable_looks: u32,
    /// Whether a file must also end with the end of its first element.
    pub check_end: bool,
    /// How long a file may look incomplete without changing before it is read all the same, and
    /// refused.
    pub patience: Duration,
    /// Tries at a request while the registry fails, before the workstation is told so.
    pub attempts: u32,
    /// How many connectors may die on a request before it is rejected.
    pub deaths: u8,
    /// How long a claim of another connector is respected when nobody can tell whether it lives:
    /// longer than the slowest request takes.
    pub lease: Duration,
    /// Requests answered between two looks.
    pub batch: usize,
    /// Files of a folder looked at; those beyond wait until the first are gone.
    pub listed: usize,
    /// Answers that nobody fetched in this time are removed; `None` keeps them.
    pub unfetched: Option<Duration>,
    /// What becomes of answered requests.
    pub answered: Answered,
    /// What becomes of files that are none of the profile's.
    pub foreign: Foreign,
}

impl Default for FolderOptions {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(1),
            max_backoff: Duration::from_secs(60),
            stable_looks: 2,
            check_end: true,
            patience: Duration::from_secs(300),
            attempts: 5,
            deaths: 3,
            lease: Duration::from_secs(600),
            batch: 500,
            listed: 20_000,
            unfetched: Some(Duration::from_secs(7 * 24 * 3600)),
            answered: Answered::Remove,
            foreign: Foreign::Leave,
        }
    }
}
