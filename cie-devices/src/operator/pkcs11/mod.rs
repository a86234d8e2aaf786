//! Real operator cards, through their vendor's PKCS#11 module (feature `pkcs11`).
//!
//! The module is a library of somebody else, opened when it is asked for and not before. All its
//! calls run on one thread of its own, and each has a time limit: see [`Module`]. The card is
//! chosen by its certificate ([`Selection`](super::Selection)), never by slot or label.
//!
//! ```no_run
//! use chrono::Utc;
//! use cie_core::redact::Secret;
//! use cie_devices::operator::pkcs11::{Limits, Module, RsaPadding};
//! use cie_devices::operator::{OnePin, Selection, cms, log_in};
//!
//! let module = Module::open("C:\\Windows\\System32\\bit4xpki.dll", Limits::default())?;
//! for holding in module.certificates()? {
//!     println!("{}: sha256:{}", holding.token.reader, holding.certificate.fingerprint());
//! }
//! let selector = "sha256:5F4E…".parse()?;
//! let mut card = module.card(&Selection::to_sign(selector, Utc::now()), RsaPadding::Pkcs1)?;
//! log_in(&mut card, &mut OnePin::new(Secret::new("12345678")))?;
//! let signed = cms::sign(b"a request", &mut card, Utc::now(), cms::Placement::Embedded)?;
//! # drop(signed);
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod card;
mod fault;
mod keys;
mod mechanism;
mod module;
mod slot;
mod token;
mod watch;
mod worker;

pub use card::Pkcs11Card;
pub use mechanism::RsaPadding;
pub use module::{Limits, Module};
pub use slot::Slot;
pub use token::{Holding, Token};
pub use watch::{TokenEvent, Watch};
