//! A SIMULATED card that answers commands.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cie_devices::apdu::CardTransport as _;
use cie_devices::sim::card::{CardFaults, VirtualCie};

use crate::Bytes;

/// A SIMULATED card in process.
pub struct VirtualCard(Mutex<VirtualCie>);

impl VirtualCard {
    fn card(&self) -> MutexGuard<'_, VirtualCie> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

object! {
    /// A SIMULATED card in process, which answers commands as the chip of a CIE does. It is a
    /// `CardTransport`: hand it to `read_card`. Everything it says is marked as simulated.
    object VirtualCard

    /// The card that `simulate_card` or `cie card simulate` made, or that `to_bytes` kept. `faults` go
    /// wrong on demand, such as `removed-at=20`, parted by commas.
    new(card: Bytes, faults: Option<String> = None)
    [
        /// `CIE-DEV-106` when the bytes are no such card;
        /// `CIE-DEV-642` for a fault that is not known;
    ]
    {
        let mut made = VirtualCie::from_bytes(&card.0)?;
        if let Some(faults) = faults {
            let faults: CardFaults = faults.parse()?;
            made.break_with(faults)?;
        }
        Ok(Self(Mutex::new(made)))
    }

    /// Answers a command.
    fn transmit(&self, command: Bytes) -> Bytes
    [
        /// `CIE-DEV-400` when a fault took the card away;
    ]
    {
        Ok(Bytes(self.card().transmit(&command.0)?))
    }

    /// Off and on again: the session is forgotten, the tries of the PIN are not.
    fn reset(&self) -> ()
    []
    {
        self.card().reset();
        Ok(())
    }

    /// How many commands it answered.
    fn exchanges(&self) -> i64
    []
    {
        Ok(i64::try_from(self.card().exchanges()).unwrap_or(i64::MAX))
    }

    /// The card as it stands, with its keys and the tries of its PIN.
    fn to_bytes(&self) -> Bytes
    []
    {
        Ok(Bytes(self.card().to_bytes()?.to_vec()))
    }
}
