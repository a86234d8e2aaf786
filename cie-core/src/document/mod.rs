//! The card as a document: its numbers, its machine readable zone, how long it holds, whether it
//! serves for travel.
//!
//! ```
//! use chrono::NaiveDate;
//! use cie_core::document::{validity, Circumstances, Expiry, Policy};
//!
//! let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
//! let card = validity(
//!     day(1988, 3, 15).into(),
//!     day(2026, 11, 23),
//!     Circumstances::default(),
//!     &Policy::default(),
//! )?;
//! assert_eq!(card.expires, Expiry::On(day(2036, 3, 15)));
//! assert_eq!(card.rules[1].id, "validity.adult.last_birthday");
//! # Ok::<(), cie_core::Error>(())
//! ```

pub mod mrz;

mod access;
mod birthday;
mod renewal;
mod serial;
mod travel;
mod validity;

pub use access::{Can, Pin, PinHalf, Puk, PukHalf};
pub use birthday::{LeapDay, OnBirthday, age_on};
pub use renewal::{CardModel, RenewableFrom, paper_card_end, renewable_from};
pub use serial::Serial;
pub use travel::{Assent, Holder, Injunction, Nationality, Travel, travel};
pub use validity::{
    Applicant, AsylumTerm, Circumstances, Expiry, Fingerprints, IncompleteBirth, Policy, Validity,
    validity,
};
