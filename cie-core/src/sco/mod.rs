//! Operator smart cards (SCO): from the request to the day they are revoked, and who holds them.
//!
//! An [`Inventory`] is what one office has. It changes by [`Event`]s only, each a fact with its
//! day; an event that cannot have happened is refused and changes nothing, and replaying the
//! events gives the same inventory. Events carry labels, never names: who stands behind a label is
//! the comune's business, and is asked for only when a handover is printed.
//!
//! A card that goes to another office leaves one inventory and enters the other
//! ([`Inventory::transfer`]): each office replays its own events.
//!
//! The words for the states are attested, their order is derived; what the chip and its
//! certificates contain and what the Ministry's SCO service offers is not public. The master
//! password itself has no place here: only the day on which it was received has.
//!
//! ```
//! use chrono::NaiveDate;
//! use cie_core::sco::{CardState, Event, Happening, Inventory, Role};
//!
//! let day = |d| NaiveDate::from_ymd_opt(2017, 10, d).expect("in the calendar");
//! let (so, officer, card) = ("SO-1".parse()?, "UA-1".parse()?, "SCO-1".parse()?);
//! let mut office = Inventory::new("centrale".parse()?);
//! for what in [
//!     Happening::SecurityOfficerNamed { security_officer: so },
//!     Happening::OfficerNamed { officer, role: Role::RegistryOfficer },
//!     Happening::Requested { card, security_officer: "SO-1".parse()? },
//!     Happening::Received { card: "SCO-1".parse()?, number: None },
//! ] {
//!     office.apply(Event::new(day(2), what))?;
//! }
//!
//! // Without the master password no card is activated.
//! let activate = Happening::Activated { card: "SCO-1".parse()?, expires: None };
//! let refused = office.apply(Event::new(day(3), activate.clone())).unwrap_err();
//! assert_eq!(refused.code(), cie_core::Code::NoMasterPassword);
//!
//! let receipt = Happening::MasterPasswordReceived { security_officer: "SO-1".parse()? };
//! office.apply(Event::new(day(3), receipt))?;
//! office.apply(Event::new(day(3), activate))?;
//! let state = office.card(&"SCO-1".parse()?).map(|card| card.state());
//! assert_eq!(state, Some(CardState::Activated));
//! assert_eq!(Inventory::replay("centrale".parse()?, office.events().to_vec())?, office);
//! # Ok::<(), cie_core::Error>(())
//! ```

mod change;
mod event;
mod handover;
mod help;
mod id;
mod inventory;
mod record;
mod report;
mod state;
mod transfer;

pub use event::{Event, Happening};
pub use handover::{Handover, Parties};
pub use help::{Contacts, RevocationReason, further_cards_request, help_desk, revocation_request};
pub use id::{CardId, CardNumber, OfficeId, OfficerId, SecurityOfficerId};
pub use inventory::Inventory;
pub use record::{Card, Officer, Role, SecurityOfficer};
pub use report::{Expiring, Report};
pub use state::{CardState, Step};
pub use transfer::{Arrival, Departed, Transfer, TransferParties};
