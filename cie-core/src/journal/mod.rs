//! The journal: what was done, when, by whom, in a chain of hashes that shows any later change.

mod chain;
mod entry;

pub use chain::{Chain, GENESIS, verify};
pub use entry::{Entry, Event, Hash};

/// Whatever kept a journal from writing or reading.
pub type JournalError = Box<dyn std::error::Error + Send + Sync>;

/// An append-only journal. Implementations write durably before they return.
pub trait Journal: Send + Sync {
    /// Appends an event and returns the entry it became.
    ///
    /// # Errors
    /// Whatever kept the entry from being written; then nothing was written.
    fn append(&self, event: Event) -> Result<Entry, JournalError>;

    /// The same for an event that had no effect, such as a question that was answered. A journal may
    /// put it on the disk a moment after this returns, as long as a program that is killed does not
    /// lose it. Without a word of its own a journal appends it as any other.
    ///
    /// # Errors
    /// Whatever kept the entry from being written; then nothing was written.
    fn append_soon(&self, event: Event) -> Result<Entry, JournalError> {
        self.append(event)
    }

    /// Every entry, oldest first.
    ///
    /// # Errors
    /// Whatever kept the entries from being read.
    fn entries(&self) -> Result<Vec<Entry>, JournalError>;
}
