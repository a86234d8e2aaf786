//! Devices that a program of their maker drives.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::{Device, DeviceKind, DeviceState, Probed};
use crate::{Code, Error, Result};

/// Most bytes of a program's output that are kept; what follows is read and dropped.
const MAX_OUTPUT: usize = 4096;
/// Most characters that are shown of it.
const SHOWN: usize = 120;
const PAUSE: Duration = Duration::from_millis(10);

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
        let until = Instant::now() + limit;
        let mut child = Command::new(&self.program)
            .args(&self.test)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                let code = match error.kind() {
                    std::io::ErrorKind::NotFound => Code::DeviceAbsent,
                    _ => Code::DeviceFailed,
                };
                let program = self.program.display();
                Error::new(code)
                    .detail(format!("{program}"))
                    .caused_by(error)
            })?;
        let output = child.stdout.take().map(head);
        let status = end(&mut child, until)?;
        if !status.success() {
            let detail = match status.code() {
                Some(code) => format!("exit status {code}"),
                None => "ended by a signal".to_owned(),
            };
            return Err(Error::new(Code::DeviceFailed).detail(detail));
        }
        // A grandchild may hold the pipe: what has come by now is enough.
        let left = until.saturating_duration_since(Instant::now());
        let output = output.and_then(|output| output.recv_timeout(left.min(PAUSE * 10)).ok());
        let first = output.unwrap_or_default();
        let said = match first.as_str() {
            "" => said!("il programma funziona" / "the program works"),
            first => said!("il programma risponde: {first}" / "the program answers: {first}"),
        };
        Ok(Probed::new(DeviceState::Ready, said).fact("output", first))
    }
}

/// Waits for the end of a program, and ends one that takes too long.
fn end(child: &mut Child, until: Instant) -> Result<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if Instant::now() < until => std::thread::sleep(PAUSE),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(Error::new(Code::DeviceTimedOut).detail("program"));
            }
            Err(error) => return Err(Error::new(Code::DeviceFailed).caused_by(error)),
        }
    }
}

/// The first line of what a program says, printable and short.
fn head(mut pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = sync_channel(1);
    // Without a thread nothing of the output is known, and the program may wait for a reader.
    let _ = std::thread::Builder::new()
        .name("cie device output".to_owned())
        .spawn(move || {
            let mut kept = Vec::new();
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = pipe.read(&mut buffer) {
                let room = MAX_OUTPUT - kept.len();
                kept.extend(buffer.iter().take(count.min(room)));
            }
            let text = String::from_utf8_lossy(&kept);
            let line = text.lines().find(|line| !line.trim().is_empty());
            let line = line.unwrap_or_default().trim();
            let shown = line.chars().filter(|c| !c.is_control()).take(SHOWN);
            let _ = sender.send(shown.collect());
        });
    receiver
}
