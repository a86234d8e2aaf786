//! One run of `scanimage`, and what it complains of.

use std::process::Command;
use std::time::{Duration, Instant};

use super::trouble;
use crate::child::{self, Ended, Limits, Trouble};
use crate::scanner::deadline;
use crate::{Code, Error, Result};

const PROGRAM: &str = "scanimage";
/// How long a program that reported an error may take to end: some drivers hang there.
const GRACE: Duration = Duration::from_secs(1);

/// Who hears of a run while it goes on.
pub(super) trait Listener {
    /// The program says something that is no error.
    fn message(&mut self, _: &str) {}

    /// Asked several times a second; an error ends the run.
    fn look(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Nobody.
pub(super) struct Quiet;

impl Listener for Quiet {}

/// A run of the program.
pub(super) struct Run {
    arguments: Vec<String>,
    deadline: Instant,
}

impl Run {
    /// A run with these arguments, within this time from now.
    pub(super) fn new<I, S>(arguments: I, limit: Duration) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        Self {
            arguments: arguments.into_iter().map(Into::into).collect(),
            deadline: deadline(limit),
        }
    }

    /// Runs it; gives its standard output of at most so many bytes.
    pub(super) fn capture(&self, most: usize, listener: &mut dyn Listener) -> Result<Vec<u8>> {
        let mut command = Command::new(PROGRAM);
        // Its messages in English, which is what is read here.
        command.args(&self.arguments).env("LC_ALL", "C");
        let limits = Limits {
            until: self.deadline,
            most,
            spill: false,
            rest: GRACE,
            alone: false,
        };
        let mut heard = Heard {
            listener,
            complaint: None,
        };
        let ended = child::run(command, limits, &mut heard);
        let Ended { status, output } = ended.map_err(|trouble| told(trouble, most))?;
        if status.success() {
            return Ok(output);
        }
        let unsaid = || trouble::of_end(status.code());
        Err(heard.complaint.map_or_else(unsaid, |(error, _)| error))
    }
}

/// Tells complaints from other messages.
struct Heard<'a> {
    listener: &'a mut dyn Listener,
    /// The first says what happened, the others what follows from it. Some drivers hang after it.
    complaint: Option<(Error, Instant)>,
}

impl child::Listener for Heard<'_> {
    fn listens(&self) -> bool {
        true
    }

    fn message(&mut self, line: &str) {
        match trouble::of_line(line) {
            Some(error) if self.complaint.is_none() => {
                self.complaint = Some((error, Instant::now() + GRACE));
            }
            Some(_) => {}
            None => self.listener.message(line),
        }
    }

    fn look(&mut self) -> Result<()> {
        let over = |(_, until): &mut (Error, Instant)| Instant::now() >= *until;
        match self.complaint.take_if(over) {
            Some((error, _)) => Err(error),
            None => self.listener.look(),
        }
    }
}

fn told(trouble: Trouble, most: usize) -> Error {
    match trouble {
        Trouble::NotStarted(error) => Error::new(Code::ScanProgramMissing)
            .detail(PROGRAM)
            .caused_by(error),
        Trouble::Late => Error::new(Code::ScannerTimeout).detail(PROGRAM),
        Trouble::TooMuch => Error::new(Code::ScanTooLarge).detail(format!("over {most} bytes")),
        Trouble::Lost(error) => Error::new(Code::ScannerFailed).caused_by(error),
        Trouble::Stopped(error) => error,
    }
}
