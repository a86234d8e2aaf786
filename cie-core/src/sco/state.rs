//! The states of an operator card and the steps between them.

use serde::{Deserialize, Serialize};

/// State of an operator card. The words are attested, their order is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CardState {
    /// Asked for in Sedi CIE, or of the help desk.
    Requested,
    /// On its way to the office.
    Shipped,
    /// In the hands of the Security Officer, not active.
    Received,
    /// Activated with the master password, not handed over.
    Activated,
    /// In the hands of one officer.
    Assigned,
    /// Its PIN is blocked.
    Blocked,
    /// Put out of use for a time.
    Suspended,
    /// Revoked: it never works again.
    Revoked,
    /// Past the end of its validity.
    Expired,
    /// Revoked or expired, and another card took its place.
    Replaced,
    /// Lost or stolen, and not yet revoked.
    Lost,
}

/// What moves an operator card from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// It was shipped.
    Ship,
    /// It arrived; the office may never have heard of the shipment.
    Receive,
    /// The Security Officer activated it.
    Activate,
    /// The Security Officer handed it to an officer.
    Assign,
    /// Its PIN was blocked.
    Block,
    /// Its PIN was unblocked.
    Unblock,
    /// It was put out of use for a time.
    Suspend,
    /// It was put back into use.
    Resume,
    /// It was lost or stolen.
    Lose,
    /// It was revoked; of a card that was only asked for, the request was withdrawn.
    Revoke,
    /// Its validity ended.
    Expire,
    /// Another card took its place.
    Replace,
}

impl CardState {
    /// Every state.
    pub const ALL: [Self; 11] = [
        Self::Requested,
        Self::Shipped,
        Self::Received,
        Self::Activated,
        Self::Assigned,
        Self::Blocked,
        Self::Suspended,
        Self::Revoked,
        Self::Expired,
        Self::Replaced,
        Self::Lost,
    ];

    /// Stable lower-case name, as journals and stores write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Shipped => "shipped",
            Self::Received => "received",
            Self::Activated => "activated",
            Self::Assigned => "assigned",
            Self::Blocked => "blocked",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::Lost => "lost",
        }
    }

    /// Whether the card can never sign again. A lost card is not over: it has to be revoked.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Revoked | Self::Expired | Self::Replaced)
    }

    /// Whether the card is active, even if it cannot be used at the moment.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(
            self,
            Self::Activated | Self::Assigned | Self::Blocked | Self::Suspended
        )
    }

    /// Whether the card is on its way to an officer.
    #[must_use]
    pub fn is_awaited(self) -> bool {
        matches!(
            self,
            Self::Requested | Self::Shipped | Self::Received | Self::Activated
        )
    }

    /// The state after a step, or `None` where the step is not allowed.
    ///
    /// `assigned` says whether the card was handed to an officer: that is where an unblocked or
    /// resumed card comes back to.
    #[must_use]
    pub fn after(self, step: Step, assigned: bool) -> Option<Self> {
        use CardState as S;
        use Step as T;
        Some(match (self, step) {
            (S::Requested, T::Ship) => S::Shipped,
            (S::Requested | S::Shipped, T::Receive) => S::Received,
            (S::Received, T::Activate) => S::Activated,
            (S::Activated, T::Assign) => S::Assigned,
            (S::Activated | S::Assigned, T::Block) => S::Blocked,
            (S::Activated | S::Assigned, T::Suspend) => S::Suspended,
            (S::Blocked, T::Unblock) | (S::Suspended, T::Resume) if assigned => S::Assigned,
            (S::Blocked, T::Unblock) | (S::Suspended, T::Resume) => S::Activated,
            (S::Shipped | S::Received, T::Lose) => S::Lost,
            (from, T::Lose) if from.is_active() => S::Lost,
            (from, T::Revoke) if !from.is_over() => S::Revoked,
            (from, T::Expire) if from.is_active() => S::Expired,
            (S::Revoked | S::Expired, T::Replace) => S::Replaced,
            _ => return None,
        })
    }
}
