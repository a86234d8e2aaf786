//! The error codes a connector answers with.

/// Codes of the answers. Those that start with `E` are ANPR's, with the meaning they have in its
/// public tables; `SAD…` are this project's own, where ANPR's table is not public or has none.
pub mod codes {
    /// No subject found.
    pub const NOT_FOUND: &str = "EN130";
    /// Several subjects found.
    pub const SEVERAL: &str = "EN131";
    /// The subject was cancelled from the registry.
    pub const CANCELLED: &str = "EN413";
    /// The comune does not match; the text names the current one when it is known.
    pub const OTHER_COMUNE: &str = "EN074";
    /// Generic error: the registry failed.
    pub const GENERIC: &str = "EN148";
    /// The message is not valid.
    pub const NOT_VALID: &str = "EN489";
    /// The data of the requesting comune are not enough.
    pub const INSUFFICIENT: &str = "EN080";
    /// The identifier was used before for another request (our own code).
    pub const REUSED: &str = "SAD001";
    /// No such card to annul (our own code).
    pub const UNKNOWN_CARD: &str = "SAD002";
    /// The serial is recorded with other data or for another holder (our own code).
    pub const CARD_CONFLICT: &str = "SAD003";
    /// The dates of the card contradict each other or the date of the message (our own code).
    pub const CARD_DATES: &str = "SAD004";
    /// More subjects found than an answer can carry (our own code).
    pub const TOO_MANY: &str = "SAD005";
    /// A warning: data that the schema of the wire does not take were left out (our own code).
    pub const LEFT_OUT: &str = "SAD006";
    /// The identifier is lower than the last one and was not seen before (our own code).
    pub const OVERTAKEN: &str = "SAD009";
}
