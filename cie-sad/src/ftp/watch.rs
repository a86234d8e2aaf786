//! Telling somebody what happens in the folder.

use cie_core::exchange::Outcome;

use crate::Error;

/// Something that happened in a folder; free of personal data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// An answer was put in place.
    Answered {
        /// Name of the request file, which the profile makes of an operation's identifier.
        request: &'e str,
        /// The outcome it carries.
        outcome: Outcome,
        /// It was stored before.
        repeated: bool,
        /// What went wrong, kept off the wire.
        cause: Option<&'e Error>,
    },
    /// A file was moved to `rejected`, where its names start with the ticket.
    Rejected {
        /// Where to find it.
        ticket: &'e str,
        /// Why.
        error: &'e Error,
    },
    /// A request waits because of the registry; it will be tried again.
    Waiting(&'e Error),
    /// One file could not be handled; it will be tried again.
    Trouble(&'e Error),
    /// The whole place failed; it will be tried again.
    Lost(&'e Error),
    /// The place works again.
    Recovered,
}

/// Sees what happens in a folder: a log, a metric.
pub trait Watch: Send + Sync {
    /// Called after each event, from the thread that works on the folder.
    fn event(&self, event: &Event<'_>);
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWatch;

impl Watch for NoWatch {
    fn event(&self, _: &Event<'_>) {}
}
