//! What a module says, in our words.

use cryptoki::error::{Error as Cryptoki, RvError};

use crate::{Code, Error};

/// Which PIN a call was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// None.
    Nothing,
    /// The operator's.
    Pin,
    /// The Security Officer's, which unlocks.
    Puk,
    /// The card was talked to already: one that is gone was taken out.
    Open,
}

/// The error of a module, named after the step that met it. Its text is kept as the cause: it says
/// nothing of PINs nor of people, but it is long.
pub(super) fn of(error: Cryptoki, step: &'static str, about: About) -> Error {
    let code = match &error {
        Cryptoki::LibraryLoading(_) | Cryptoki::MissingSymbol(_) => Code::ModuleUnavailable,
        Cryptoki::Pkcs11(value, _) => code(*value, about),
        Cryptoki::NullFunctionPointer | Cryptoki::NotSupported => Code::NotOffered,
        _ => Code::ModuleFailed,
    };
    let detail = match &error {
        Cryptoki::Pkcs11(value, _) => format!("{step}: {value:?}"),
        _ => step.to_owned(),
    };
    Error::new(code).detail(detail).caused_by(error)
}

fn code(value: RvError, about: About) -> Code {
    use RvError as R;
    match (value, about) {
        (R::PinIncorrect, About::Puk) => Code::WrongPuk,
        (R::PinLocked, About::Puk) => Code::PukLocked,
        (R::PinIncorrect, _) => Code::WrongPin,
        (R::PinLocked, _) => Code::PinLocked,
        (R::PinLenRange | R::PinInvalid | R::PinTooWeak, _) => Code::BadPin,
        (R::UserPinNotInitialized | R::PinExpired, _) => Code::PinNotSet,
        (R::FunctionCanceled | R::Cancel, _) => Code::PinCancelled,
        (R::UserNotLoggedIn, _) => Code::PinRequired,
        (
            R::TokenNotPresent
            | R::DeviceRemoved
            | R::SlotIdInvalid
            | R::TokenNotRecognized
            | R::SessionHandleInvalid
            | R::SessionClosed,
            About::Nothing,
        ) => Code::CardAbsent,
        (
            R::TokenNotPresent
            | R::DeviceRemoved
            | R::SlotIdInvalid
            | R::TokenNotRecognized
            | R::SessionHandleInvalid
            | R::SessionClosed,
            _,
        ) => Code::CardWithdrawn,
        (R::FunctionNotSupported | R::ActionProhibited | R::FunctionRejected, _) => {
            Code::NotOffered
        }
        (
            R::KeyHandleInvalid
            | R::KeySizeRange
            | R::KeyTypeInconsistent
            | R::KeyFunctionNotPermitted
            | R::MechanismInvalid
            | R::MechanismParamInvalid
            | R::CurveNotSupported,
            _,
        ) => Code::KeyUnusable,
        _ => Code::ModuleFailed,
    }
}

/// Whether the card went away.
pub(super) fn is_gone(error: &Cryptoki) -> bool {
    matches!(error, Cryptoki::Pkcs11(value, _) if code(*value, About::Nothing) == Code::CardAbsent)
}
