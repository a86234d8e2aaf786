//! Which finger, by the code of the standards.

use cie_core::request::{Finger, Hand};

/// Finger position as ISO/IEC 19794-4:2005 (and NIST's records) number it.
///
/// ```
/// use cie_core::request::{Finger, Hand};
/// use cie_devices::fingerprint::FingerPosition;
/// let position = FingerPosition::of(Hand::Left, Finger::Index);
/// assert_eq!(position.code(), 7);
/// assert_eq!(position.finger(), Some((Hand::Left, Finger::Index)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FingerPosition(u8);

impl FingerPosition {
    /// Not known.
    pub const UNKNOWN: Self = Self(0);

    /// The position of a finger: 1 to 5 from the right thumb, 6 to 10 from the left one.
    #[must_use]
    pub fn of(hand: Hand, finger: Finger) -> Self {
        let on_hand = match finger {
            Finger::Thumb => 1,
            Finger::Index => 2,
            Finger::Middle => 3,
            Finger::Ring => 4,
        };
        Self(match hand {
            Hand::Right => on_hand,
            Hand::Left => on_hand + 5,
        })
    }

    /// The position of this code: 0 to 10, or 13 to 15 for several fingers at once. Palms, which the
    /// standard numbers from 20, are none.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        matches!(code, 0..=10 | 13..=15).then_some(Self(code))
    }

    /// The code.
    #[must_use]
    pub fn code(self) -> u8 {
        self.0
    }

    /// The finger, if it is one that the card may hold: little fingers and slaps are not.
    #[must_use]
    pub fn finger(self) -> Option<(Hand, Finger)> {
        let hand = match self.0 {
            1..=4 => Hand::Right,
            6..=9 => Hand::Left,
            _ => return None,
        };
        let finger = match self.0 % 5 {
            1 => Finger::Thumb,
            2 => Finger::Index,
            3 => Finger::Middle,
            _ => Finger::Ring,
        };
        Some((hand, finger))
    }
}
