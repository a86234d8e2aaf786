//! Devices that a program of their maker drives.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Device, DeviceKind, DeviceState, Probed};
use crate::child::{self, Ended, Limits, Trouble, ending};
use crate::{Code, Error, Result};

/// Most bytes of a program's output that are kept; what follows is read and dropped.
const MAX_OUTPUT: usize = 4096;
/// Most characters that are shown of it.
const SHOWN: usize = 120;
const REST: Duration = Duration::from_millis(100);

/// A device whose maker's program is run: for a trial, with the arguments that the file gives, such
/// as `--version`. Trials take no image of anybody.
#[derive(Clone, Debug)]
pub struct ProgramDevice {
    pub(super) name: String,
    pub(super) kind: DeviceKind,
    pub(super) driver: &'static str,
    pub(super) program: PathBuf,
    pub(super) test: Vec<String>,
}

impl Device for ProgramDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        self.kind
    }

    fn driver(&self) -> &str {
        self.driver
    }

    fn probe(&self, limit: Duration) -> Result<Probed> {
        let mut command = Command::new(&self.program);
        command.args(&self.test);
        let limits = Limits {
            until: Instant::now() + limit,
            most: MAX_OUTPUT,
            spill: true,
            // A grandchild may hold the pipe: what has come by then is enough.
            rest: REST,
            alone: false,
        };
        let ended = child::run(command, limits, &mut child::Nobody);
        let Ended { status, output } = ended.map_err(|trouble| self.told(trouble))?;
        if !status.success() {
            return Err(Error::new(Code::DeviceFailed).detail(ending(status)));
        }
        let first = first_line(&output);
        let said = match first.as_str() {
            "" => said!("il programma funziona" / "the program works"),
            first => said!("il programma risponde: {first}" / "the program answers: {first}"),
        };
        Ok(Probed::new(DeviceState::Ready, said).fact("output", first))
    }
}

impl ProgramDevice {
    fn told(&self, trouble: Trouble) -> Error {
        match trouble {
            Trouble::NotStarted(error) => {
                let code = match error.kind() {
                    std::io::ErrorKind::NotFound => Code::DeviceAbsent,
                    _ => Code::DeviceFailed,
                };
                let program = self.program.display().to_string();
                Error::new(code).detail(program).caused_by(error)
            }
            Trouble::Late => Error::new(Code::DeviceTimedOut).detail("program"),
            Trouble::TooMuch => Error::new(Code::DeviceFailed).detail("output"),
            Trouble::Lost(error) => Error::new(Code::DeviceFailed).caused_by(error),
            Trouble::Stopped(error) => error,
        }
    }
}

/// The first line of what a program says, printable and short.
fn first_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let line = text.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default().trim();
    line.chars()
        .filter(|c| !c.is_control())
        .take(SHOWN)
        .collect()
}
