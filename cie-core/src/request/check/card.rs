//! The previous card, the reason of issue, fee and serial.

use super::{FindingCode as F, Inspection};
use crate::document::{CardModel, Expiry, renewable_from};
use crate::fees::Reason;
use crate::request::IssueKind;

pub(super) fn inspect(i: &mut Inspection<'_>) {
    let known = i.request.subject.card.as_ref();
    let first = i.request.reason == Reason::FirstIssue;
    let previous = known.filter(|card| card.annulled_on.is_none());
    i.found_if(first && previous.is_some(), F::PreviousCardExists, "reason");
    i.found_if(!first && known.is_none(), F::NoPreviousCard, "reason");
    renewal(i);
    i.found_if(
        i.request.fee_receipt.is_none(),
        F::NoFeeReceipt,
        "fee_receipt",
    );
    // Paper cards have numbers of their own, printed on the form.
    let paper = matches!(i.request.kind, IssueKind::Paper { .. });
    i.found_if(!paper && i.request.serial.is_none(), F::NoSerial, "serial");
}

/// Only a plain renewal has to wait: loss, theft, damage, change of data and defects do not.
fn renewal(i: &mut Inspection<'_>) {
    let waits = matches!(
        i.request.reason,
        Reason::RenewalExpiring | Reason::RenewalExpired
    );
    let Some(card) = i.request.subject.card.as_ref().filter(|_| waits) else {
        return;
    };
    let model = match card.electronic {
        Some(true) => CardModel::Cie,
        Some(false) => CardModel::Paper,
        // The windows of the two differ, and the registry does not say which card it is.
        None => return,
    };
    // An electronic card without dates may be of unlimited validity or badly recorded: the registry
    // cannot tell, so the operator is not stopped.
    let (Some(issued), Some(expires)) = (card.issued_on, card.expires_on) else {
        return;
    };
    let window = renewable_from(model, Expiry::On(expires), issued);
    i.found_if(
        window.is_ok_and(|(from, _)| !from.allows(i.on)),
        F::RenewalTooEarly,
        "reason",
    );
}
