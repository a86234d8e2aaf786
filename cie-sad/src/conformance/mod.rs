//! A kit that grades a connector: ours or anybody's, of any profile.
//!
//! It plays the workstation against a running connector and says, check by check, what holds. What a
//! check expects comes from what is public: the operations and outcomes of the exchange, XML 1.0,
//! HTTP/1.1, and the rule that repeating an operation gives the stored answer. Nobody can test
//! against the official specification of SAD 2.8, which is not public: a full mark is not a
//! certificate.
//!
//! The kit needs to know a few citizens of the connector's registry ([`Fixtures`]). Checks that
//! record or annul cards run only when [`Fixtures::may_write`] allows it: never allow it on a
//! registry in production.
//!
//! Where the wire asks for names beside the codice fiscale, as the public ANPR service does, give
//! them with [`Fixtures::named`].
//!
//! ```no_run
//! use std::sync::Arc;
//! use cie_sad::conformance::{Fixtures, Target, grade};
//! use cie_sad::profile::Profile;
//!
//! let target = Target::new("http://10.0.0.5:8080/sad", Arc::new(Profile::anpr()?))?;
//! let fixtures = Fixtures::new("058091", "RSSBNC80E57H501B");
//! let report = grade(&target, &fixtures, |_| true)?;
//! println!("{}", report.to_text(cie_core::lang::Lang::En));
//! assert!(report.accepted());
//! # Ok::<(), cie_sad::Error>(())
//! ```

#[macro_use]
mod verdict;

mod check;
mod checks;
mod fixtures;
mod raw;
mod report;
mod run;
mod session;
mod target;
mod xml;

pub use check::{Check, Group, Level, Need};
pub use checks::all as checks;
pub use fixtures::Fixtures;
pub use report::{Counts, Graded, Report};
pub use run::grade;
pub use target::Target;
pub use verdict::{Said, Verdict};
