//! What can go wrong with the simulated scanner.

/// A fault of the simulated scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EsclFault {
    /// Answers 503 to so many requests for jobs and pages, then works.
    Busy {
        /// How many.
        answers: u32,
    },
    /// The paper jams after so many pages of the feeder.
    Jam {
        /// How many come out well.
        after: u32,
    },
    /// The cover of the feeder is open.
    CoverOpen,
    /// Refuses everybody, with 403.
    Forbidden,
    /// Ends the connection in the middle of a page that it announced in full.
    Cut,
    /// Sends half a page in pieces and ends as if that were all.
    Half,
    /// Announces fewer bytes than the page has.
    TooShort,
    /// Sends half a page, then nothing more, and keeps the connection.
    Stall,
    /// Announces a page of a gigabyte.
    Huge,
    /// Sends pieces of a page without end.
    Endless,
    /// Answers with text where XML belongs.
    Nonsense,
    /// Names no job when it starts one.
    NoLocation,
    /// Names the job on another host.
    OtherHost,
}
