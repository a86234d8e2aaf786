//! A scanner behind its vendor's capture program.

use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use cie_core::request::{Finger, Hand};
use serde::Deserialize;

use super::file::{PrintFile, PrintFormat};
use super::position::FingerPosition;
use super::scanner::{
    CaptureEvent, CaptureOrder, CaptureWatch, CapturedPrint, FingerprintScanner, ScannerInfo,
};
use crate::child::{self, Limits, Listener, Trouble};
use crate::{Code, Error, Result};

/// Largest image that a program may write: four fingers at 1000 ppi, uncompressed.
const MOST_OUTPUT: usize = 16 << 20;
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
        let arguments = self.settings.arguments.iter();
        let arguments = arguments.map(|a| fill(a, order.hand, order.finger, order.limit));
        let mut command = Command::new(&self.settings.program);
        command.args(arguments);
        let limits = Limits {
            until: Instant::now() + order.limit,
            most: MOST_OUTPUT,
            spill: false,
            rest: REST,
            alone: true,
        };
        let ended = child::run(command, limits, &mut Cancelling(order)).map_err(told)?;
        let (status, bytes) = (ended.status, ended.output);
        self.judge(status)?;
        if bytes.is_empty() {
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

/// Ends the program when the capture is cancelled.
struct Cancelling<'a>(&'a CaptureOrder);

impl Listener for Cancelling<'_> {
    fn look(&mut self) -> Result<()> {
        self.0.cancel.check()
    }
}

fn told(trouble: Trouble) -> Error {
    match trouble {
        Trouble::NotStarted(error) => Error::new(Code::PrintScannerUnavailable)
            .detail("the capture program cannot be started")
            .caused_by(error),
        Trouble::Late => Error::new(Code::PrintTimeout),
        Trouble::TooMuch => Error::new(Code::PrintProgramOutput),
        Trouble::Lost(error) => Error::new(Code::PrintProgramFailed).caused_by(error),
        Trouble::Stopped(error) => error,
    }
}
