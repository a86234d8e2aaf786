//! The previous card, the reason of issue, fee and serial.

use super::{FindingCode as F, Inspection};
use crate::fees::Reason;

pub(super) fn inspect(i: &mut Inspection<'_>) {
    let known = i.request.subject.card.as_ref();
    let first = i.request.reason == Reason::FirstIssue;
    let previous = known.filter(|card| card.annulled_on.is_none());
    i.found_if(first && previous.is_some(), F::PreviousCardExists, "reason");
    i.found_if(!first && known.is_none(), F::NoPreviousCard, "reason");
    renewal(i);
    i.found_if(i.request.fee_receipt.is_none(), F::NoFeeReceipt, "fee_receipt");
    i.found_if(i.request.serial.is_none(), F::NoSerial, "serial");
}

/// Only a plain renewal has to wait: loss, theft, damage, change of data and defects do not.
fn renewal(i: &mut Inspection<'_>) {
    let waits = matches!(i.request.reason, Reason::RenewalExpiring | Reason::RenewalExpired);
    let Some(card) = i.request.subject.card.as_ref().filter(|_| waits) else { return };
    // Paper cards may be replaced at any time; so may those whose expiry nobody knows.
    let (true, Some(expires)) = (card.electronic, card.expires_on) else { return };
    let opens = crate::document::renewal_opens(expires);
    i.found_if(i.on < opens, F::RenewalTooEarly, "reason");
}
