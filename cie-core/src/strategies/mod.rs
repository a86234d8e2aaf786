//! Strategies for property tests with [`proptest`], so that users test with the values we test
//! with. Behind the feature `proptest`.
//!
//! Values made here could exist: codes agree with their people, places stood on the day of birth,
//! requests pass [`check`](crate::request::check()) or fail it by one chosen fault. [`wire`] has the
//! others, which no registry should hold and some do. Everybody is invented.
//!
//! `Debug` of people shows nothing of them, and so does a failed property: the seed that proptest
//! writes beside the test tells the case again.
//!
//! ```
//! use cie_core::request::check;
//! use cie_core::strategies::card_request;
//! use proptest::prelude::*;
//!
//! proptest!(|(request in card_request())| {
//!     let findings = check(&request, request.requested_on);
//!     prop_assert!(!findings.iter().any(|finding| finding.is_blocking()));
//! });
//! ```

mod date;
mod document;
mod fault;
mod fees;
mod issuance;
mod journal;
mod person;
mod place;
mod request;
mod subject;
pub mod wire;

pub use date::{any_date, date, partial_date};
pub use document::{MrzFields, mrz_fields, serial};
pub use fault::{card_request_with, faulted_card_request};
pub use fees::tariff;
pub use issuance::{life, transition, transitions};
pub use journal::{event, journal};
pub use person::{codice_fiscale, family_name, omocode, person};
pub use place::{address, birth_place, citizenship, comune, foreign_citizenship, residence};
pub use request::{card_request, media};
pub use subject::{card, subject};
