//! What the smart card service says, in our words.

use pcsc::Error as Pcsc;

use crate::{Code, Error};

/// The error of the service, named after the step that met it.
pub(super) fn of(error: Pcsc, step: &'static str) -> Error {
    let code = match error {
        Pcsc::RemovedCard | Pcsc::NoSmartcard | Pcsc::UnpoweredCard => Code::CardRemoved,
        // Another program reset the card: the session is gone, the card is not.
        Pcsc::ResetCard => Code::CardReset,
        Pcsc::SharingViolation => Code::CardBusy,
        Pcsc::UnresponsiveCard | Pcsc::UnsupportedCard | Pcsc::ProtoMismatch => Code::CardMute,
        Pcsc::NoService
        | Pcsc::ServiceStopped
        | Pcsc::NoReadersAvailable
        | Pcsc::UnknownReader
        | Pcsc::ReaderUnavailable
        | Pcsc::ReaderUnsupported => Code::ReaderUnavailable,
        Pcsc::Timeout => Code::CardTimeout,
        _ => Code::TransportFailed,
    };
    Error::new(code).detail(step).caused_by(error)
}
