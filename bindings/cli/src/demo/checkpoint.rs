//! Points at which a run can be stopped dead, to try that the next run completes the request.
//!
//! Every commit has two: `NAME.uncommitted`, when the outside effect is done and nothing is stored,
//! and `NAME.committed`, when it is stored and nothing after it is done. The import, which has no
//! request yet, has one more after each of its batches.

use crate::exit::{Failure, Status};

/// The commits of a run, in order.
pub(super) const COMMITS: [&str; 16] = [
    "imported",
    "opened",
    "identified",
    "entered",
    "complete",
    "signed",
    "accepted",
    "in_certification",
    "in_production",
    "shipped",
    "delivered",
    "pushed",
    "repeated",
    "notified",
    "remitted",
    "read_back",
];

/// Which checkpoint to stop at, if any.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    abort_at: Option<String>,
}

impl Checkpoints {
    /// # Errors
    /// Usage, when there is no such checkpoint.
    pub(super) fn new(abort_at: Option<String>) -> Result<Self, Failure> {
        if let Some(name) = abort_at
            .as_ref()
            .filter(|name| !names().any(|known| known == **name))
        {
            return Err(Failure::new(
                Status::Usage,
                format!("punto di arresto sconosciuto '{name}': vedere --list-checkpoints"),
                format!("unknown checkpoint '{name}': see --list-checkpoints"),
            ));
        }
        Ok(Self { abort_at })
    }

    /// The outside effect of a commit is done, nothing of it is stored.
    pub(super) fn before(&self, commit: &str) {
        self.reached(commit, "uncommitted");
    }

    /// The commit is stored.
    pub(super) fn after(&self, commit: &str) {
        self.reached(commit, "committed");
    }

    fn reached(&self, commit: &str, moment: &str) {
        if self.abort_at.as_deref() == Some(format!("{commit}.{moment}").as_str()) {
            // Not a clean exit: no destructor runs, as when the power fails.
            std::process::abort();
        }
    }
}

/// The batches of the import.
pub(super) const BATCH: &str = "batch";

/// Every checkpoint, in the order in which a run reaches them.
pub(super) fn names() -> impl Iterator<Item = String> {
    let commits = COMMITS
        .iter()
        .flat_map(|name| ["uncommitted", "committed"].map(|m| (*name, m)));
    let all = std::iter::once((BATCH, "committed")).chain(commits);
    all.map(|(name, moment)| format!("{name}.{moment}"))
}
