//! Card readers of the workstation, over PC/SC (feature `pcsc`).
//!
//! Cards are opened shared, because other programs of the workstation use them too, and every
//! session is a transaction, so that none of them comes between two commands. What a card is, its
//! ATR never decides: all readers are tried, and the card says what it offers. Nothing waits without
//! a limit of time ([`Patience`]).
//!
//! ```no_run
//! use cie_devices::reader::Readers;
//! let readers = Readers::connect()?;
//! for state in readers.states()? {
//!     println!("{}: {:?}", state.name, state.presence);
//! }
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod bounded;
mod card;
mod fault;
mod states;
mod watch;
mod worker;

pub use bounded::Patience;
pub use card::{CardSession, PcscCard};
pub use states::{CardPresence, ReaderState, Readers};
pub use watch::{ReaderEvent, Watch};
