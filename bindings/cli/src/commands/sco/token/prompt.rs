//! Where PINs come from: the terminal, without echo, or a file.

use std::path::{Path, PathBuf};

use cie_core::lang::Lang;
use cie_core::redact::Secret;
use cie_devices::operator::{PinLevel, PinPrompt, PinRequest};
use clap::Args;
use console::Term;

use crate::commands::input;
use crate::exit::{Failure, Status};

/// Two PINs and their line ends.
const MAX_LEN: u64 = 1024;

/// Where PINs come from.
#[derive(Args, Debug)]
pub(super) struct PinOptions {
    /// File with a PIN a line, tried once; `-` reads standard input [default: asked on the
    /// terminal].
    #[arg(long, value_name = "FILE")]
    pin_file: Option<PathBuf>,
}

impl PinOptions {
    pub(super) fn source(&self, lang: Lang) -> Result<Source, Failure> {
        match &self.pin_file {
            Some(path) => Source::file(path, lang),
            None => Ok(Source::Terminal(lang)),
        }
    }
}

/// Gives PINs.
pub(crate) enum Source {
    /// Each line once.
    Lines(std::vec::IntoIter<Secret>, Lang),
    /// The operator.
    Terminal(Lang),
}

impl Source {
    /// The lines of a file.
    pub(crate) fn file(path: &Path, lang: Lang) -> Result<Self, Failure> {
        let bytes = zeroize::Zeroizing::new(input::read(path, MAX_LEN)?);
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            Failure::new(Status::Findings, "non è testo UTF-8", "not UTF-8 text").in_file(path)
        })?;
        let lines: Vec<Secret> = text.lines().map(Secret::new).collect();
        Ok(Self::Lines(lines.into_iter(), lang))
    }

    fn lang(&self) -> Lang {
        match self {
            Self::Lines(_, lang) | Self::Terminal(lang) => *lang,
        }
    }

    /// The next PIN.
    pub(super) fn next(&mut self, what: &str) -> Option<Secret> {
        match self {
            Self::Lines(lines, _) => lines.next(),
            Self::Terminal(_) => {
                let terminal = Term::stderr();
                if !terminal.is_term() {
                    return None;
                }
                terminal.write_str(&format!("{what}: ")).ok()?;
                let typed = terminal.read_secure_line().ok()?;
                (!typed.is_empty()).then(|| Secret::new(typed))
            }
        }
    }

    /// A new PIN, which the terminal asks for twice.
    pub(super) fn new_pin(&mut self) -> Result<Secret, Failure> {
        let lang = self.lang();
        let first = self.required(&text!(lang, "nuovo PIN" / "new PIN"))?;
        if matches!(self, Self::Terminal(_)) {
            let again = self.required(&text!(lang, "di nuovo" / "again"))?;
            if again != first {
                return Err(Failure::new(
                    Status::Findings,
                    "i due PIN sono diversi; nulla è cambiato",
                    "the two PINs differ; nothing was changed",
                ));
            }
        }
        Ok(first)
    }

    /// A PIN without which nothing can be done.
    pub(super) fn required(&mut self, what: &str) -> Result<Secret, Failure> {
        let cancelled = || cie_devices::Error::new(cie_devices::Code::PinCancelled);
        Ok(self.next(what).ok_or_else(cancelled)?)
    }
}

impl PinPrompt for Source {
    fn ask(&mut self, request: &PinRequest<'_>) -> Option<Secret> {
        let lang = self.lang();
        if let Self::Lines(lines, _) = self {
            // The PIN that was wrong is not to be followed by a guess.
            return lines.next().filter(|_| !request.wrong_before);
        }
        let mut what = text!(lang, "PIN di {}" / "PIN of {}", request.card);
        if request.wrong_before {
            what = text!(lang, "PIN errato. {what}" / "Wrong PIN. {what}");
        }
        if request.state.level == PinLevel::FinalTry {
            what = text!(lang, "{what} (ULTIMO tentativo)" / "{what} (LAST attempt)");
        }
        self.next(&what)
    }
}
