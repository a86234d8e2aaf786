//! A scanner behind its vendor's capture program.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use cie_core::request::{Finger, Hand};
use serde::Deserialize;

use super::file::{PrintFile, PrintFormat};
use super::position::FingerPosition;
use super::scanner::{
    CaptureEvent, CaptureOrder, CaptureWatch, CapturedPrint, FingerprintScanner, ScannerInfo,
};
use crate::{Code, Error, Result};

/// Largest image that a program may write: four fingers at 1000 ppi, uncompressed.
const MOST_OUTPUT: usize = 16 << 20;
/// How often to look whether the program ended or is to be stopped.
const LOOK: Duration = Duration::from_millis(10);
/// How long after its end what a program wrote may still be on its way.
const REST: Duration = Duration::from_secs(2);

/// How to run a capture program. Read from a configuration file.
///
/// The program is started once for each print, without a shell, and writes one PGM, PNG, WSQ or
/// ISO/IEC 19794-4 file to standard output. What it writes to standard error is not kept: nobody knows
/// what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalSettings {
    /// Name for people.
    pub name: String,
    /// The program: a path, or a name to look for as the system does.
    pub program: String,
    /// Its arguments, in which `{hand}` (right, left), `{finger}` (index, middle, ring, thumb),
    /// `{position}` (1 to 10, ISO/IEC 19794-4) and `{seconds}` (the limit, whole) are replaced.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Resolution in pixels per inch of images that do not state theirs.
    pub ppi: u16,
    /// Exit code with which the program says that no finger was placed.
    #[serde(default)]
    pub exit_no_finger: Option<i32>,
    /// Exit code with which it says that the scanner is not there.
    #[serde(default)]
    pub exit_no_scanner: Option<i32>,
}

impl ExternalSettings {
    /// # Errors
    /// `CIE-DEV-516` for a value that makes no sense, named by its field.
    pub fn check(&self) -> Result<()> {
        let fields = [
            ("name", (1..=100).contains(&self.name.trim().len())),
            ("program", !self.program.trim().is_empty()),
            (
                "arguments",
                self.arguments.len() <= 64 && self.placeholders_known(),
            ),
            ("ppi", (100..=2000).contains(&self.ppi)),
        ];
        match fields.into_iter().find(|(_, good)| !good) {
            Some((field, _)) => Err(Error::new(Code::PrintScannerSettings)
                .at(cie_core::error::Position::Field(field.into()))),
            None => Ok(()),
        }
    }

    fn placeholders_known(&self) -> bool {
        let order = (Hand::Right, Finger::Index, Duration::ZERO);
        self.arguments.iter().all(|argument| {
            let filled = fill(argument, order.0, order.1, order.2);
            !filled.contains(['{', '}'])
        })
    }
}

/// The argument with its placeholders replaced.
fn fill(argument: &str, hand: Hand, finger: Finger, limit: Duration) -> String {
    let hand_name = match hand {
        Hand::Right => "right",
        Hand::Left => "left",
    };
    let finger_name = match finger {
        Finger::Index => "index",
        Finger::Middle => "middle",
        Finger::Ring => "ring",
        Finger::Thumb => "thumb",
    };
    let position = FingerPosition::of(hand, finger).code().to_string();
    argument
        .replace("{hand}", hand_name)
        .replace("{finger}", finger_name)
        .replace("{position}", &position)
        .replace("{seconds}", &limit.as_secs().to_string())
}

/// A scanner of which only its vendor's capture program is known: needs no SDK, and a crash of the
/// vendor's code is a failed attempt and not the end of this process.
///
/// ```no_run
/// use std::time::Duration;
/// use cie_core::request::{Finger, Hand};
/// use cie_devices::fingerprint::{
///     CaptureOrder, ExternalScanner, ExternalSettings, FingerprintScanner, NoWatch,
/// };
/// let mut scanner = ExternalScanner::new(ExternalSettings {
///     name: "scanner of the counter".into(),
///     program: "/opt/vendor/capture".into(),
///     arguments: vec!["--finger={position}".into(), "--timeout={seconds}".into()],
///     ppi: 500,
///     exit_no_finger: Some(2),
///     exit_no_scanner: Some(3),
/// })?;
/// scanner.open(Duration::from_secs(5))?;
/// let order = CaptureOrder::new(Hand::Right, Finger::Index, Duration::from_secs(30));
/// let print = scanner.capture(order, &mut NoWatch)?;
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Debug)]
pub struct ExternalScanner {
    settings: ExternalSettings,
}

impl ExternalScanner {
    /// # Errors
    /// `CIE-DEV-516` for settings that make no sense.
    pub fn new(settings: ExternalSettings) -> Result<Self> {
        settings.check()?;
        Ok(Self { settings })
    }

    /// Runs the program; gives what it wrote, once it ended well.
    fn run(&self, order: &CaptureOrder) -> Result<Vec<u8>> {
        let deadline = Instant::now() + order.limit;
        let arguments = self.settings.arguments.iter();
        let arguments = arguments.map(|a| fill(a, order.hand, order.finger, order.limit));
        let mut command = Command::new(&self.settings.program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        alone(&mut command);
        let mut running = Running(command.spawn().map_err(|error| {
            Error::new(Code::PrintScannerUnavailable)
                .detail("the capture program cannot be started")
                .caused_by(error)
        })?);
        let written = running.read();
        let (status, early) = running.wait(order, deadline, written.as_ref())?;
        let bytes = match early {
            Some(bytes) => bytes,
            None => written
                .and_then(|written| written.recv_timeout(REST).ok())
                .unwrap_or_default(),
        };
        self.judge(status)?;
        if bytes.is_empty() || bytes.len() > MOST_OUTPUT {
            return Err(Error::new(Code::PrintProgramOutput));
        }
        Ok(bytes)
    }

    /// What the exit code means.
    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        let code = status.code();
        let means = |meant: Option<i32>| meant.is_some() && meant == code;
        Err(if means(self.settings.exit_no_finger) {
            Error::new(Code::PrintTimeout)
        } else if means(self.settings.exit_no_scanner) {
            Error::new(Code::PrintScannerUnavailable)
        } else {
            let ended = code.map_or("signal".to_owned(), |code| format!("exit code {code}"));
            Error::new(Code::PrintProgramFailed).detail(ended)
        })
    }
}

impl FingerprintScanner for ExternalScanner {
    fn info(&self) -> ScannerInfo {
        ScannerInfo::new(self.settings.name.clone(), self.settings.ppi)
    }

    /// Nothing is started before a capture; whether the program is there shows then.
    fn open(&mut self, _: Duration) -> Result<()> {
        self.settings.check()
    }

    fn capture(
        &mut self,
        order: CaptureOrder,
        watch: &mut dyn CaptureWatch,
    ) -> Result<CapturedPrint> {
        order.cancel.check()?;
        let (hand, finger) = (order.hand, order.finger);
        watch.event(CaptureEvent::Waiting { hand, finger });
        let bytes = self.run(&order)?;
        // The text of an unknown format says what to write instead; it is the program's failure.
        if PrintFormat::guess(&bytes).is_none() {
            return Err(Error::new(Code::PrintProgramOutput).detail("unknown format"));
        }
        let image = PrintFile::read(&bytes, self.settings.ppi)?.print;
        watch.event(CaptureEvent::Captured);
        Ok(CapturedPrint {
            hand,
            finger,
            image,
            simulated: false,
        })
    }

    fn close(&mut self) {}
}

/// A program at work, ended with this value.
struct Running(Child);

impl Running {
    /// Collects what the program writes, on a thread of its own: a program that writes more than a
    /// pipe holds would wait for ever.
    fn read(&mut self) -> Option<Receiver<Vec<u8>>> {
        let stdout = self.0.stdout.take()?;
        let (sender, receiver) = sync_channel(1);
        let read = move || {
            let mut bytes = Vec::new();
            // One byte more tells that there was too much.
            let _ = stdout.take(MOST_OUTPUT as u64 + 1).read_to_end(&mut bytes);
            let _ = sender.send(bytes);
        };
        let started = thread::Builder::new().name("fingerprint".to_owned());
        started.spawn(read).ok().map(|_| receiver)
    }

    /// Waits for the end, and gives what was written if that came first. Ends it when time is up, when
    /// it is cancelled, and when it wrote too much.
    fn wait(
        &mut self,
        order: &CaptureOrder,
        deadline: Instant,
        written: Option<&Receiver<Vec<u8>>>,
    ) -> Result<(ExitStatus, Option<Vec<u8>>)> {
        let mut early = None;
        loop {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Ok((status, early));
            }
            order.cancel.check()?;
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::new(Code::PrintTimeout));
            }
            match written {
                Some(written) if early.is_none() => match written.recv_timeout(LOOK.min(left)) {
                    Ok(bytes) if bytes.len() > MOST_OUTPUT => {
                        return Err(Error::new(Code::PrintProgramOutput));
                    }
                    Ok(bytes) => early = Some(bytes),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => early = Some(Vec::new()),
                },
                _ => thread::sleep(LOOK.min(left)),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Reaped already: its number may be somebody else's by now.
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        end(&self.0);
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Puts the program at the head of a group of its own, so that what it starts can be ended with it.
#[cfg(target_os = "linux")]
fn alone(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(target_os = "linux"))]
fn alone(_: &mut Command) {}

/// Ends the program's group.
#[cfg(target_os = "linux")]
fn end(child: &Child) {
    let group = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    if let Some(group) = group {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(target_os = "linux"))]
fn end(_: &Child) {}
