//! SOAP Faults: the answer to an envelope that could not be read.

use cie_core::error::{Catalogued, Coded};
use cie_core::lang::Lang;

use super::{CLOSE, OPEN};
use crate::{Code, Error};

/// Namespace of the particulars of a Fault; this project's own.
pub const DETAIL_NAMESPACE: &str = "urn:cie:sad:fault:1";

/// The four codes of SOAP 1.1 (section 4.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultCode {
    /// The envelope is of another version.
    VersionMismatch,
    /// A header block that must be understood is not.
    MustUnderstand,
    /// The message is wrong.
    Client,
    /// The message is right, and could not be served.
    Server,
}

impl FaultCode {
    /// The code for an error in reading a request.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        match error.code() {
            Code::VersionMismatch => Self::VersionMismatch,
            Code::MustUnderstand => Self::MustUnderstand,
            _ => Self::Client,
        }
    }

    /// Its local name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::VersionMismatch => "VersionMismatch",
            Self::MustUnderstand => "MustUnderstand",
            Self::Client => "Client",
            Self::Server => "Server",
        }
    }
}

/// Writes a Fault in UTF-8. Its text is ours, so that it names no citizen.
#[must_use]
pub fn write(code: FaultCode, error: &Error) -> Vec<u8> {
    let told = match code {
        // What went wrong inside is not for the sender.
        FaultCode::Server => String::from("Errore generico: riprovare"),
        _ => error.message(Lang::It),
    };
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(OPEN);
    text.push_str(&format!(
        "<soapenv:Fault><faultcode>soapenv:{}</faultcode><faultstring>{}</faultstring>",
        code.name(),
        quick_xml::escape::escape(told.as_str())
    ));
    // SOAP 1.1, 4.4: particulars are there if the body was at fault, and only then.
    if matches!(code, FaultCode::Client | FaultCode::Server) {
        let id = match code {
            FaultCode::Server => Code::RegistryFailed.info().id,
            _ => error.info().id,
        };
        text.push_str(&format!(
            "<detail><errore xmlns=\"{DETAIL_NAMESPACE}\">{id}</errore></detail>"
        ));
    }
    text.push_str("</soapenv:Fault>");
    text.push_str(CLOSE);
    text.into_bytes()
}
