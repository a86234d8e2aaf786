//! Paper: receipt and summary of a CIE request, handover of an operator card, and the documents of the
//! remittance to the State.
//!
//! The [`Receipt`] carries the request number, the first half of PIN and PUK, the holder's photo
//! and a QR code, and counts as identification in Italy until the card is delivered; it is printed
//! as PDF and as HTML. [`RemittanceSheet`], [`QuarterlySheet`] and [`ReconciliationSheet`] show the
//! figures of [`cie_core::fees`] as PDF. [`RequestForm`] is the summary of a request that the citizen
//! reads and signs, [`HandoverSheet`] the record of an operator card's handover: no official form of
//! either is public, and both say that they are none.
//!
//! Every PDF declares PDF/A-2a (archival, so PDF/A-2b too) and PDF/UA-1 (accessible); the HTML is
//! one file that loads nothing. The same input gives the same bytes: no clock and no random number
//! is read.
//!
//! Source of the receipt's content: workflow of issue, step 8 (QR code and photo since 2019-03-03).

mod fees;
mod forms;
mod frame;
mod page;
mod receipt;

use crate::{Code, Error, Result};
pub use fees::{
    Correction, QuarterlySheet, ReconciliationSheet, RemittanceSheet, RowsShown, Sent,
    TRANSFERS_MAX, Transfer,
};
pub use forms::{HandoverSheet, RequestForm};
pub use frame::{Frame, LINES_MAX};
pub use receipt::{
    FEES_MAX, Fee, Holder, NAME_CHARS_MAX, PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, PrintSecrets,
    QR_BYTES_MAX, Receipt, SECRET_HALF_DIGITS,
};
