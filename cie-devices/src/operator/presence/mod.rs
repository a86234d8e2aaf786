//! Which reader holds the operator card, which hold others, and whether they collide.
//!
//! Two sources know a part each: the smart card service (PC/SC) knows the readers and whether they
//! hold a card, the PKCS#11 module knows which cards are operator cards and their certificates. A
//! [`Survey`] joins them: each [`Place`] says what it [`Holds`], the card that was chosen by its
//! certificate among them. [`differences`] tells what happened between two surveys.
//!
//! With the features `pcsc` and `pkcs11` a `PresenceWatch` does so for the workstation. Without them,
//! surveys are made of what any other source tells.
//!
//! Only one card of a family works reliably at a time: SCO and ANPR card of one officer, served by
//! the same driver, collide (reported by registry offices, not by the law). [`Survey::collision`] says when
//! that is to be expected, [`Survey::alone`] insists that it is not.

mod event;
mod survey;
#[cfg(test)]
mod tests;
#[cfg(all(feature = "pcsc", feature = "pkcs11"))]
mod watch;

pub use event::{PresenceEvent, differences};
pub use survey::{Collision, CollisionKind, Holds, Place, Seat, SeenCard, Survey};
#[cfg(all(feature = "pcsc", feature = "pkcs11"))]
pub use watch::PresenceWatch;
