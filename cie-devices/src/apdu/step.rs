//! Which step of a longer work an error belongs to.

use std::fmt::Display;

use cie_core::error::Coded;

use crate::{Code, Result};

/// Whether the way to the card is at fault, and not what was said on it.
fn is_of_the_way(code: Code) -> bool {
    matches!(
        code,
        Code::CardRemoved
            | Code::TransportFailed
            | Code::ReaderUnavailable
            | Code::CardBusy
            | Code::CardTimeout
            | Code::CardReset
            | Code::CardMute
    )
}

/// Names the step at which a transport failed; other errors name theirs already.
pub(crate) trait During {
    /// The same, with the step before its particulars.
    fn during(self, step: impl Display) -> Self;
}

impl<T> During for Result<T> {
    fn during(self, step: impl Display) -> Self {
        self.map_err(|error| {
            if !is_of_the_way(error.code()) {
                return error;
            }
            let detail = match Coded::detail(&error) {
                Some(detail) => format!("{step}: {detail}"),
                None => step.to_string(),
            };
            error.detail(detail)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn lost_contacts_name_the_step_and_other_errors_stay() {
        let lost: Result<()> = Err(Error::new(Code::CardRemoved).detail("exchange"));
        let lost = lost.during("EF.DG2, 1 of 2 bytes").during("reading");
        let error = lost.unwrap_err();
        assert_eq!(
            Coded::detail(&error),
            Some("reading: EF.DG2, 1 of 2 bytes: exchange")
        );
        let refused: Result<()> = Err(Error::new(Code::WrongAccessPassword).detail("PACE"));
        assert_eq!(
            Coded::detail(&refused.during("reading").unwrap_err()),
            Some("PACE")
        );
    }
}
