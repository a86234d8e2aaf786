//! The two status bytes and what they mean.

use std::fmt;

use crate::{Code, Error, Result};

/// The two status bytes of a response (SW1 SW2).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status(pub u16);

/// What a status means (ISO/IEC 7816-4, 5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Meaning {
    /// `9000`: done.
    Success,
    /// `61xx`: done, and so many bytes wait (256 for `6100`, which may also mean more).
    MoreData(u16),
    /// `6Cxx`: ask again for exactly so many bytes.
    ExactLength(u16),
    /// `6282`: the file ended before the bytes asked for.
    EndOfFile,
    /// `63Cx`: verification failed, so many tries are left.
    TriesLeft(u8),
    /// `6300`: verification failed.
    VerificationFailed,
    /// `6700`: wrong length.
    WrongLength,
    /// `6982`: access has not been gained.
    SecurityNotSatisfied,
    /// `6983`: the password or PIN is blocked.
    Blocked,
    /// `6984`: the reference data cannot be used, as with a suspended PIN.
    DataNotUsable,
    /// `6985`: conditions of use not satisfied.
    ConditionsNotSatisfied,
    /// `6986`: no file is selected.
    NoFileSelected,
    /// `6987`: secure messaging data objects are missing.
    SecureMessagingMissing,
    /// `6988`: secure messaging data objects are wrong.
    SecureMessagingWrong,
    /// `6A80`: wrong data.
    WrongData,
    /// `6A81`, `6D00`, `6E00`: not a function of this card.
    NotSupported,
    /// `6A82`, `6A83`: no such file, application or record.
    NotFound,
    /// `6A86`, `6B00`: wrong parameters, as with an offset past the end.
    WrongParameters,
    /// `6A88`: no such key or reference.
    ReferenceNotFound,
    /// Anything else.
    Other,
}

impl Status {
    /// `9000`.
    pub const SUCCESS: Self = Self(0x9000);

    /// What it means.
    #[must_use]
    pub fn meaning(self) -> Meaning {
        let [sw1, sw2] = self.0.to_be_bytes();
        let length = if sw2 == 0 { 256 } else { u16::from(sw2) };
        match (sw1, sw2) {
            (0x90, 0x00) => Meaning::Success,
            (0x61, _) => Meaning::MoreData(length),
            (0x6C, _) => Meaning::ExactLength(length),
            (0x62, 0x82) => Meaning::EndOfFile,
            (0x63, 0x00) => Meaning::VerificationFailed,
            (0x63, 0xC0..=0xCF) => Meaning::TriesLeft(sw2 & 0x0F),
            (0x67, 0x00) => Meaning::WrongLength,
            (0x69, 0x82) => Meaning::SecurityNotSatisfied,
            (0x69, 0x83) => Meaning::Blocked,
            (0x69, 0x84) => Meaning::DataNotUsable,
            (0x69, 0x85) => Meaning::ConditionsNotSatisfied,
            (0x69, 0x86) => Meaning::NoFileSelected,
            (0x69, 0x87) => Meaning::SecureMessagingMissing,
            (0x69, 0x88) => Meaning::SecureMessagingWrong,
            (0x6A, 0x80) => Meaning::WrongData,
            (0x6A, 0x81) | (0x6D | 0x6E, 0x00) => Meaning::NotSupported,
            (0x6A, 0x82 | 0x83) => Meaning::NotFound,
            (0x6A, 0x86) | (0x6B, 0x00) => Meaning::WrongParameters,
            (0x6A, 0x88) => Meaning::ReferenceNotFound,
            _ => Meaning::Other,
        }
    }

    /// Whether the command was carried out.
    #[must_use]
    pub fn is_success(self) -> bool {
        self == Self::SUCCESS
    }

    /// The error this status is, named after the step that met it.
    ///
    /// # Errors
    /// `CIE-DEV-408` when nothing was found, `CIE-DEV-409` when access is refused, `CIE-DEV-410`
    /// when the card does not know the function, `CIE-DEV-406` for every other status but `9000`.
    pub fn check(self, step: &'static str) -> Result<()> {
        let code = match self.meaning() {
            Meaning::Success => return Ok(()),
            Meaning::NotFound => Code::CardFileNotFound,
            Meaning::SecurityNotSatisfied
            | Meaning::SecureMessagingMissing
            | Meaning::SecureMessagingWrong => Code::CardAccessRefused,
            Meaning::NotSupported => Code::CardFunctionMissing,
            _ => Code::UnexpectedStatus,
        };
        Err(Error::new(code).detail(format!("{step}, {self}")))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Status({self})")
    }
}
