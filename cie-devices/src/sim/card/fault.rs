//! What can go wrong with a card, on demand.

use crate::emrtd::lds::DataGroup;

/// Faults of a virtual card; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardFaults {
    /// The card leaves the reader at this exchange, counted from 1.
    pub removed_at: Option<u64>,
    /// The answer to this exchange is noise.
    pub garbage_at: Option<u64>,
    /// One byte of this group is changed after signing.
    pub tampered: Option<DataGroup>,
    /// PACE is refused with `6985`, as when another program holds the session.
    pub pace_refused: bool,
    /// The chip is a copy: it has all files, not the private keys.
    pub copied: bool,
    /// This group announces a length far beyond its bytes.
    pub lying_length: Option<DataGroup>,
    /// PACE is refused with `6985` until the card is reset, as after another program's session.
    pub busy_until_reset: bool,
    /// READ BINARY for more than so many bytes is refused with `6700`.
    pub longest_read: Option<u32>,
    /// Every answer ends in `61FF`, for ever.
    pub endless: bool,
    /// READ BINARY with a short identifier is not known.
    pub no_short_identifiers: bool,
    /// The IAS application is not selected by name.
    pub ias_by_master_file: bool,
}
