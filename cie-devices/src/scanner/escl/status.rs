//! `ScannerStatus`: what an eSCL scanner is doing, and how its feeder is.

use super::xml::parse;
use crate::{Code, Error, Result};

/// What the scanner is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Ready for a job.
    Idle,
    /// At work, or testing itself.
    Busy,
    /// Stopped by a fault, or off.
    Stopped,
}

/// How the feeder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Feeder {
    /// Paper is there.
    Loaded,
    /// It holds no paper.
    Empty,
    /// Paper is stuck.
    Jam,
    /// Its cover is open.
    Open,
    /// It took two sheets at once, or none, or one of the wrong length.
    Misfed,
    /// It is at work.
    Working,
}

/// State of the scanner and of its feeder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScannerStatus {
    /// What the scanner is doing.
    pub state: State,
    /// How the feeder is, where there is one and it says so.
    pub feeder: Option<Feeder>,
}

/// Reads the document `ScannerStatus`, of at most 256 KiB.
///
/// # Errors
/// `CIE-DEV-652` when it is something else or names an unknown state.
pub fn parse_status(document: &[u8]) -> Result<ScannerStatus> {
    let root = parse(document, "ScannerStatus")?;
    let state = match root.text_of("State") {
        Some("Idle") => State::Idle,
        Some("Processing" | "Testing") => State::Busy,
        Some("Stopped" | "Down") => State::Stopped,
        _ => return Err(Error::new(Code::ScannerAnswer).detail("State")),
    };
    let feeder = match root.text_of("AdfState") {
        Some("ScannerAdfLoaded") => Some(Feeder::Loaded),
        Some("ScannerAdfEmpty") => Some(Feeder::Empty),
        Some("ScannerAdfJam") => Some(Feeder::Jam),
        Some("ScannerAdfHatchOpen") => Some(Feeder::Open),
        Some("ScannerAdfProcessing") => Some(Feeder::Working),
        Some(
            "ScannerAdfMispick"
            | "ScannerAdfMultipickDetected"
            | "ScannerAdfDuplexPageTooShort"
            | "ScannerAdfDuplexPageTooLong",
        ) => Some(Feeder::Misfed),
        _ => None,
    };
    Ok(ScannerStatus { state, feeder })
}

impl ScannerStatus {
    /// What the feeder complains of.
    pub(super) fn complaint(&self) -> Option<Error> {
        let code = match self.feeder? {
            Feeder::Jam => Code::PaperJam,
            Feeder::Open => Code::CoverOpen,
            Feeder::Empty => Code::FeederEmpty,
            Feeder::Misfed => return Some(Error::new(Code::PaperJam).detail("sheet not fed well")),
            Feeder::Loaded | Feeder::Working => return None,
        };
        Some(Error::new(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_names() {
        let status = |state: &str, adf: &str| {
            let xml = format!("<s:ScannerStatus><p:State>{state}</p:State>{adf}</s:ScannerStatus>");
            parse_status(xml.as_bytes())
        };
        let jam = status("Stopped", "<s:AdfState>ScannerAdfJam</s:AdfState>").unwrap();
        assert_eq!((jam.state, jam.feeder), (State::Stopped, Some(Feeder::Jam)));
        assert_eq!(jam.complaint().map(|e| e.code()), Some(Code::PaperJam));
        let idle = status("Idle", "").unwrap();
        assert_eq!((idle.state, idle.feeder), (State::Idle, None));
        assert!(idle.complaint().is_none());
        assert_eq!(
            status("Asleep", "").err().map(|e| e.code()),
            Some(Code::ScannerAnswer)
        );
    }
}
