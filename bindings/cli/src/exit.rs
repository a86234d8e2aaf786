//! How a command ends.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use cie_core::error::{Coded, Kind};
use cie_core::lang::Lang;

/// Exit status of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// All went well.
    Ok = 0,
    /// There are findings, or a rule or a peer refused.
    Findings = 1,
    /// The command line is wrong. (clap ends with the same number.)
    Usage = 2,
    /// Disk, port, file, peer: the surroundings are at fault.
    Environment = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command ends early: one line in each language, free of personal data.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    pub(crate) code: Option<&'static str>,
    pub(crate) it: String,
    pub(crate) en: String,
}

impl Failure {
    pub(crate) fn new(status: Status, it: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            status,
            code: None,
            it: it.into(),
            en: en.into(),
        }
    }

    pub(crate) fn text(&self, lang: Lang) -> &str {
        if lang == Lang::En { &self.en } else { &self.it }
    }
}

impl Failure {
    /// The same, about this file.
    pub(crate) fn in_file(self, file: &Path) -> Self {
        let file = file.display();
        Self {
            it: format!("{file}: {}", self.it),
            en: format!("{file}: {}", self.en),
            ..self
        }
    }

    /// The same, about this comune.
    pub(crate) fn about(self, id: &str) -> Self {
        Self {
            it: format!("{id}: {}", self.it),
            en: format!("{id}: {}", self.en),
            ..self
        }
    }

    /// The failure that the error of any crate stands for.
    fn coded(error: &dyn Coded) -> Self {
        let status = match error.info().kind {
            Kind::Environment | Kind::Unavailable | Kind::Internal => Status::Environment,
            _ => Status::Findings,
        };
        Self {
            status,
            code: Some(error.info().id),
            it: error.message(Lang::It),
            en: error.message(Lang::En),
        }
    }
}

macro_rules! from_the_error_of {
    ($($krate:ident),+) => {
        $(impl From<$krate::Error> for Failure {
            fn from(error: $krate::Error) -> Self {
                Self::coded(&error)
            }
        })+
    };
}

from_the_error_of!(cie_core, cie_devices, cie_sad, cie_sandbox, cie_store);

impl From<cie_core::ports::PortError> for Failure {
    fn from(error: cie_core::ports::PortError) -> Self {
        use cie_core::ports::Trouble;
        let (status, it, en) = match error.trouble {
            Trouble::Unavailable => (
                Status::Environment,
                "non risponde; riavviarlo e ripetere il comando: la richiesta riprende da qui",
                "does not answer; restart it and repeat the command: the request resumes from here",
            ),
            Trouble::Refused => (Status::Findings, "ha rifiutato", "refused"),
            _ => (
                Status::Environment,
                "ha dato una risposta incomprensibile",
                "answered nonsense",
            ),
        };
        let (system, text) = (error.system, &error.text);
        Self::new(
            status,
            format!("{system} (simulato) {it} [{text}]"),
            format!("{system} (simulated) {en} [{text}]"),
        )
    }
}

/// A file or folder that could not be read or written.
pub(crate) fn io_failure(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Environment,
        format!(
            "{path}: {error}; quanto già registrato è salvo, ripetere il comando dopo aver rimediato"
        ),
        format!("{path}: {error}; what was recorded is safe, put it right and repeat the command"),
    )
}

/// A file that the user named, or should have, and that cannot be read.
pub(crate) fn input_failure(path: &Path, error: &std::io::Error, option: &str) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Environment,
        format!("{path}: {error}; indicare il file con {option}"),
        format!("{path}: {error}; name the file with {option}"),
    )
}

impl std::error::Error for Failure {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}
