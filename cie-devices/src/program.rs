//! A device behind a program of somebody else: it is started, writes what it took to its standard
//! output, and ends.
//!
//! No shell is involved: the words of the command go to the program as they are.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::child::{self, Ended, Limits, Trouble, ending};
use crate::{Code, Error, Result};

/// An outside program, how long it may run and how much it may write.
///
/// What it writes to its standard error is dropped; its standard input is empty. When time is up,
/// or it writes more than it may, it is killed. What it started itself is not killed, but nobody
/// waits for that either.
///
/// ```no_run
/// use std::time::Duration;
/// use cie_devices::Program;
/// let camera = Program::new(["gphoto2", "--capture-image-and-download", "--stdout"])?
///     .limit(Duration::from_secs(20))
///     .max_output(16 << 20);
/// let photo = camera.run()?;
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    program: String,
    arguments: Vec<String>,
    limit: Duration,
    max_output: usize,
}

impl Program {
    /// A program and its arguments, 30 seconds and 16 MiB.
    ///
    /// # Errors
    /// `CIE-DEV-015` when there is not even a name.
    pub fn new<I, S>(argv: I) -> Result<Self>
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        let mut words = argv.into_iter().map(Into::into);
        let program = words.next().filter(|name: &String| !name.is_empty());
        Ok(Self {
            program: program
                .ok_or_else(|| Error::new(Code::ProgramNotStarted).detail("no name"))?,
            arguments: words.collect(),
            limit: Duration::from_secs(30),
            max_output: 16 << 20,
        })
    }

    /// With another limit of time.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// With another limit of what it writes, in bytes.
    #[must_use]
    pub fn max_output(mut self, bytes: usize) -> Self {
        self.max_output = bytes;
        self
    }

    /// The name it is started by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.program
    }

    /// How long it may run.
    #[must_use]
    pub fn time(&self) -> Duration {
        self.limit
    }

    /// Runs the program and returns what it wrote.
    ///
    /// # Errors
    /// `CIE-DEV-015` when it cannot be started, `CIE-DEV-016` when time is up, `CIE-DEV-017` when it
    /// ends with an error, `CIE-DEV-018` when it writes too much.
    pub fn run(&self) -> Result<Vec<u8>> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        let limits = Limits {
            until: Instant::now() + self.limit,
            most: self.max_output,
            spill: false,
            rest: self.limit,
            alone: false,
        };
        let ended = child::run(command, limits, &mut child::Nobody);
        let Ended { status, output } = ended.map_err(|trouble| self.told(trouble))?;
        if status.success() {
            Ok(output)
        } else {
            Err(self.fault(Code::ProgramFailed).detail(ending(status)))
        }
    }

    fn told(&self, trouble: Trouble) -> Error {
        match trouble {
            Trouble::NotStarted(error) => self.fault(Code::ProgramNotStarted).caused_by(error),
            Trouble::Late => {
                let error = self.fault(Code::ProgramTimeout);
                error.detail(format!("{} ms", self.limit.as_millis()))
            }
            Trouble::TooMuch => {
                let error = self.fault(Code::ProgramTooMuch);
                error.detail(format!("at most {} bytes", self.max_output))
            }
            Trouble::Lost(error) => self.fault(Code::ProgramFailed).caused_by(error),
            Trouble::Stopped(error) => error,
        }
    }

    /// Only the program is named: its arguments may name a person's file.
    fn fault(&self, code: Code) -> Error {
        Error::new(code).detail(self.program.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(argv: &[&str]) -> Program {
        Program::new(argv.iter().copied()).unwrap()
    }

    fn code(result: Result<Vec<u8>>) -> Option<Code> {
        result.err().map(|e| e.code())
    }

    #[test]
    fn a_program_needs_a_name_that_exists() {
        assert_eq!(
            Program::new([""; 0]).err().map(|e| e.code()),
            Some(Code::ProgramNotStarted)
        );
        let nobody = program(&["no-such-program-of-a-camera"]);
        assert_eq!(code(nobody.run()), Some(Code::ProgramNotStarted));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_comes_back_as_it_was() {
        assert_eq!(
            program(&["printf", "a %s b", "$HOME;*"]).run().unwrap(),
            b"a $HOME;* b"
        );
        let long = program(&["head", "-c", "300000", "/dev/zero"]);
        assert_eq!(long.run().unwrap(), vec![0; 300_000]);
        // Nothing to read for it, nothing to wait for.
        assert_eq!(program(&["cat"]).run().unwrap(), b"");
    }

    #[cfg(unix)]
    #[test]
    fn limits_are_inclusive_and_an_endless_writer_is_stopped() {
        let zeros = program(&["head", "-c", "1000", "/dev/zero"]);
        assert_eq!(zeros.clone().max_output(1000).run().unwrap().len(), 1000);
        assert_eq!(
            code(zeros.max_output(999).run()),
            Some(Code::ProgramTooMuch)
        );
        assert_eq!(code(program(&["yes"]).run()), Some(Code::ProgramTooMuch));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_killed_in_time() {
        let start = Instant::now();
        let limit = Duration::from_millis(200);
        let silent = program(&["sleep", "60"]).limit(limit);
        assert_eq!(code(silent.run()), Some(Code::ProgramTimeout));
        // It closes its output and stays.
        let closed = program(&["sh", "-c", "exec >&-; exec sleep 60"]).limit(limit);
        assert_eq!(code(closed.run()), Some(Code::ProgramTimeout));
        // Its child keeps the output open after it has ended.
        let heir = program(&["sh", "-c", "sleep 60 & exit 0"]).limit(limit);
        assert_eq!(code(heir.run()), Some(Code::ProgramTimeout));
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_failing_program_wrote_is_not_taken() {
        let error = program(&["sh", "-c", "echo half; exit 3"]).run();
        let error = error.unwrap_err();
        assert_eq!(error.code(), Code::ProgramFailed);
        assert!(error.to_string().contains("status 3"), "{error}");
    }
}
