//! Where PINs come from: the terminal, without echo, or a file.

use std::path::{Path, PathBuf};

use cie_core::lang::Lang;
use cie_core::redact::Secret;
use cie_devices::operator::{PinLevel, PinPrompt, PinRequest};
use clap::Args;

use crate::commands::secret::{self, Echo};
use crate::exit::Failure;

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
        Ok(Self::Lines(secret::lines(path)?.into_iter(), lang))
    }

    fn lang(&self) -> Lang {
        match self {
            Self::Lines(_, lang) | Self::Terminal(lang) => *lang,
        }
    }

    /// The next PIN; nothing typed is none.
    fn next(&mut self, what: &str) -> Option<Secret> {
        match self {
            Self::Lines(lines, _) => lines.next(),
            Self::Terminal(_) => {
                let typed = secret::typed(what, Echo::No).ok().flatten();
                typed.filter(|typed| !typed.expose().is_empty())
            }
        }
    }

    /// A new PIN, which the terminal asks for twice.
    pub(super) fn new_pin(&mut self) -> Result<Secret, Failure> {
        let is_typed = matches!(self, Self::Terminal(_));
        secret::new_pin(self.lang(), is_typed, |question| self.required(question))
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
