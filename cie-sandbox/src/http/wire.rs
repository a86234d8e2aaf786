//! The bodies of the simulator's interface, and the pure reading of an answer.

use cie_core::document::Serial;
use cie_core::error::Coded;
use cie_core::lang::Lang;
use cie_core::ports::{Acceptance, PortError, Progress, System, Trouble};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::fault::{code_of, port_error};
use crate::label::{SIMULATED, SIMULATO};
use crate::{Code, Error, Result};

/// Largest answer that the simulator gives, in bytes.
pub(super) const MAX_ANSWER: u64 = 64 << 10;
/// Longest text of an answer, in bytes.
const MAX_TEXT: usize = 1_024;
/// Most updates of a request: each state is passed once at most.
const MAX_UPDATES: usize = 16;

/// What a garbage answer consists of: labelled, and neither JSON nor text.
pub(super) const GARBAGE: &[u8] = b"SIMULATO \x00\xff{{{";

/// An answer that can be told from the real thing, and checked.
pub(super) trait Answer: DeserializeOwned {
    /// Whether it is labelled as simulated and holds what such an answer may hold.
    fn is_sound(&self) -> bool;
}

/// Answer of `/health`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Health {
    pub(super) simulated: bool,
    pub(super) status: String,
}

impl Answer for Health {
    fn is_sound(&self) -> bool {
        self.simulated && self.status == "ok"
    }
}

/// A serial. No `Debug`: it names a person's document.
#[derive(Serialize, Deserialize)]
pub(super) struct SerialAnswer {
    pub(super) simulated: bool,
    pub(super) serial: String,
}

impl Answer for SerialAnswer {
    fn is_sound(&self) -> bool {
        self.simulated && self.serial.parse::<Serial>().is_ok()
    }
}

/// The recipient certificate, DER in base64.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CertificateAnswer {
    pub(super) simulated: bool,
    pub(super) certificate: String,
}

impl Answer for CertificateAnswer {
    fn is_sound(&self) -> bool {
        self.simulated
    }
}

impl Answer for Acceptance {
    fn is_sound(&self) -> bool {
        self.simulated && self.protocol.starts_with(SIMULATO) && self.protocol.len() <= 64
    }
}

impl Answer for Progress {
    fn is_sound(&self) -> bool {
        self.simulated
            && self.updates.len() <= MAX_UPDATES
            && self.updates.is_sorted_by_key(|update| update.at)
    }
}

/// First halves of PIN and PUK. No `Debug`: they are secrets.
#[derive(Serialize, Deserialize)]
pub(super) struct SecretsAnswer {
    pub(super) simulated: bool,
    pub(super) pin: String,
    pub(super) puk: String,
}

impl Answer for SecretsAnswer {
    fn is_sound(&self) -> bool {
        let half = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        self.simulated && half(&self.pin) && half(&self.puk)
    }
}

/// An error.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ErrorAnswer {
    pub(super) simulated: bool,
    pub(super) system: System,
    pub(super) trouble: String,
    pub(super) code: String,
    pub(super) text: String,
    pub(super) it: String,
}

impl ErrorAnswer {
    /// The words for an error of a port.
    pub(super) fn of(error: &PortError) -> Self {
        let coded = error
            .source
            .as_deref()
            .and_then(|e| e.downcast_ref::<Error>());
        Self {
            simulated: true,
            system: error.system,
            trouble: String::from(match error.trouble {
                Trouble::Unavailable => "unavailable",
                Trouble::Garbled => "garbled",
                _ => "refused",
            }),
            code: coded.map_or_else(String::new, |e| e.info().id.to_owned()),
            text: error.text.clone(),
            it: coded.map_or_else(|| String::from(SIMULATO), |e| e.message(Lang::It)),
        }
    }
}

/// The HTTP status that goes with an error.
pub(super) fn status_of(error: &PortError) -> u16 {
    match code_of(error) {
        Some(Code::UnknownRequest) => 404,
        Some(Code::EnvelopeTooLarge) => 413,
        Some(
            Code::NumberMismatch
            | Code::SerialMismatch
            | Code::SerialNotAssigned
            | Code::OtherContent,
        ) => 409,
        Some(Code::CallUnknown) => 400,
        _ if error.trouble == Trouble::Refused => 422,
        _ => 503,
    }
}

/// Reads an answer: the result that was asked for, or the error that the simulator reports.
///
/// Whatever is not labelled as simulated is garbage here: this client talks to simulators only.
pub(super) fn read<T: Answer>(
    system: System,
    status: u16,
    labelled: bool,
    body: &[u8],
) -> Result<T, PortError> {
    let garbled =
        |detail: &'static str| port_error(system, Error::new(Code::AnswerGarbled).detail(detail));
    if !labelled {
        return Err(garbled("not labelled as simulated"));
    }
    if status == 200 {
        // The JSON error is not kept: its text may quote a value.
        let answer: T = serde_json::from_slice(body).map_err(|_| garbled("unexpected body"))?;
        return if answer.is_sound() {
            Ok(answer)
        } else {
            Err(garbled("unexpected value"))
        };
    }
    let answer: ErrorAnswer = serde_json::from_slice(body).map_err(|_| garbled("error body"))?;
    let code = Code::from_id(&answer.code).ok_or_else(|| garbled("unknown code"))?;
    let sound = answer.simulated
        && !(200..300).contains(&status)
        && answer.text.starts_with(SIMULATED)
        && answer.text.len() <= MAX_TEXT;
    if !sound {
        return Err(garbled("unexpected error"));
    }
    Err(PortError {
        system: answer.system,
        trouble: code.trouble(),
        text: answer.text,
        source: Some(Box::new(Error::new(code))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn errors_come_out_as_they_went_in() {
        for code in Code::ALL {
            let sent = port_error(System::Ipzs, Error::new(*code).detail("particulars"));
            let body = serde_json::to_vec(&ErrorAnswer::of(&sent)).unwrap();
            let got = read::<Health>(System::Cnsd, status_of(&sent), true, &body).unwrap_err();
            assert_eq!(code_of(&got), Some(*code));
            assert_eq!((got.system, got.trouble), (sent.system, sent.trouble));
            assert_eq!(got.text, sent.text);
        }
    }

    #[test]
    fn unlabelled_and_unsound_answers_are_garbled() {
        let refused = |status, labelled, body: &str| {
            let error = read::<SerialAnswer>(System::CieOnline, status, labelled, body.as_bytes())
                .map(|_| ())
                .unwrap_err();
            assert_eq!(error.trouble, Trouble::Garbled, "{body}");
            assert_eq!(error.system, System::CieOnline);
        };
        let good = "{\"simulated\":true,\"serial\":\"CA00000AA\"}";
        assert!(read::<SerialAnswer>(System::CieOnline, 200, true, good.as_bytes()).is_ok());
        refused(200, false, good);
        refused(302, true, good);
        refused(200, true, "{\"simulated\":false,\"serial\":\"CA00000AA\"}");
        refused(200, true, "{\"serial\":\"CA00000AA\"}");
        refused(200, true, "{\"simulated\":true,\"serial\":\"A00000AA\"}");
        refused(200, true, "");
        refused(
            503,
            true,
            "{\"simulated\":true,\"system\":\"cnsd\",\"trouble\":\"refused\",\"code\":\"CIE-SIM-999\",\"text\":\"SIMULATED\",\"it\":\"\"}",
        );
        refused(
            503,
            true,
            "{\"simulated\":false,\"system\":\"cnsd\",\"trouble\":\"refused\",\"code\":\"CIE-SIM-040\",\"text\":\"SIMULATED\",\"it\":\"\"}",
        );
    }

    #[test]
    fn garbage_is_labelled_and_unreadable() {
        assert!(GARBAGE.starts_with(SIMULATO.as_bytes()));
        assert!(String::from_utf8(GARBAGE.to_vec()).is_err());
        assert!(serde_json::from_slice::<serde_json::Value>(GARBAGE).is_err());
    }

    proptest! {
        #[test]
        fn any_answer_is_judged(status: u16, labelled: bool, body: Vec<u8>) {
            prop_assert!(read::<Progress>(System::Cnsd, status, labelled, &body).is_err());
            prop_assert!(read::<Acceptance>(System::Cnsd, status, labelled, &body).is_err());
            prop_assert!(read::<SecretsAnswer>(System::Cnsd, status, labelled, &body).is_err());
        }
    }
}
