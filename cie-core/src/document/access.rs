//! CAN, PIN and PUK: secrets that cannot be printed by accident.

use crate::redact::Secret;
use crate::rule::numbers as rules;
use crate::{Code, Error, Result};

macro_rules! digits {
    ($(#[doc = $doc:literal])+ $name:ident, $code:ident $id:literal, $rule:ident $figure:literal) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(Secret);

        impl $name {
            /// Reads exactly the digits it has; nothing is trimmed.
            ///
            /// # Errors
            #[doc = concat!("`", $id, "` when the text is of another form.")]
            pub fn parse(text: &str) -> Result<Self> {
                let wanted = const { rules::$rule.count($figure) };
                let digits = text.bytes().all(|b| b.is_ascii_digit());
                if digits && u32::try_from(text.len()) == Ok(wanted) {
                    Ok(Self(Secret::new(text)))
                } else {
                    Err(Error::new(Code::$code).detail(format!("expected {wanted} digits")))
                }
            }

            /// The digits; calling this says that the reader is entitled to them.
            #[must_use]
            pub fn expose(&self) -> &str {
                self.0.expose()
            }
        }
    };
}

digits! {
    /// The card access number (6 digits), printed on the card; it opens PACE.
    ///
    /// ```
    /// use cie_core::document::Can;
    /// let can = Can::parse("123456")?;
    /// assert_eq!(format!("{can:?}"), "Can([secret])");
    /// # Ok::<(), cie_core::Error>(())
    /// ```
    Can, BadCan "CIE-CORE-102", CAN "digits"
}
digits! {
    /// The PIN (8 digits); three wrong ones lock it.
    Pin, BadPin "CIE-CORE-103", PIN_PUK "digits"
}
digits! {
    /// The PUK (8 digits); ten wrong ones block the card for good.
    Puk, BadPin "CIE-CORE-103", PIN_PUK "digits"
}
digits! {
    /// Half of a PIN (4 digits): the first is on the receipt, the second in the envelope.
    PinHalf, BadPin "CIE-CORE-103", PIN_PUK "half"
}
digits! {
    /// Half of a PUK (4 digits): the first is on the receipt, the second in the envelope.
    PukHalf, BadPin "CIE-CORE-103", PIN_PUK "half"
}

impl Pin {
    /// The PIN from its two halves.
    ///
    /// ```
    /// use cie_core::document::{Pin, PinHalf};
    /// let pin = Pin::join(&PinHalf::parse("1234")?, &PinHalf::parse("5678")?);
    /// assert_eq!(pin.expose(), "12345678");
    /// # Ok::<(), cie_core::Error>(())
    /// ```
    #[must_use]
    pub fn join(first: &PinHalf, second: &PinHalf) -> Self {
        Self(joined(&first.0, &second.0))
    }
}

impl Puk {
    /// The PUK from its two halves.
    #[must_use]
    pub fn join(first: &PukHalf, second: &PukHalf) -> Self {
        Self(joined(&first.0, &second.0))
    }
}

fn joined(first: &Secret, second: &Secret) -> Secret {
    // Room for both at once, so that growing leaves no unwiped copy behind.
    let mut both = String::with_capacity(first.expose().len() + second.expose().len());
    both.push_str(first.expose());
    both.push_str(second.expose());
    Secret::new(both)
}
