//! The states of a card as people read them.

use cie_core::lang::Lang;
use cie_core::sco::CardState;

/// Name of a state.
pub(super) fn state(state: CardState, lang: Lang) -> &'static str {
    let (it, en) = match state {
        CardState::Requested => ("richiesta", "requested"),
        CardState::Shipped => ("spedita", "shipped"),
        CardState::Received => ("ricevuta", "received"),
        CardState::Activated => ("attivata", "activated"),
        CardState::Assigned => ("consegnata", "handed over"),
        CardState::Blocked => ("bloccata", "blocked"),
        CardState::Suspended => ("sospesa", "suspended"),
        CardState::Revoked => ("revocata", "revoked"),
        CardState::Expired => ("scaduta", "expired"),
        CardState::Replaced => ("sostituita", "replaced"),
        CardState::Lost => ("smarrita o rubata", "lost or stolen"),
        // A state added later: its stable name says more than nothing.
        other => (other.name(), other.name()),
    };
    if lang == Lang::En { en } else { it }
}
