//! The virtual scanner and its faults; a real child process behind the external one.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cie_core::request::{Finger, Hand};
use cie_devices::fingerprint::quality::{ClarityMeter, QualityMeter};
use cie_devices::fingerprint::wsq::BitRate;
use cie_devices::fingerprint::{
    CaptureEvent, CaptureOrder, CaptureWatch, FingerprintScanner, NoWatch, PrintFile, PrintFormat,
};
use cie_devices::sim::{PrintFault, VirtualPrintScanner};
use cie_devices::{Code, Result};

use crate::drawn::print;

const LIMIT: Duration = Duration::from_secs(20);
/// Long enough for a busy machine to come round, far below what would be waited without a limit.
const SOON: Duration = Duration::from_secs(8);

fn order(limit: Duration) -> CaptureOrder {
    CaptureOrder::new(Hand::Right, Finger::Index, limit)
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.unwrap_err().code()
}

/// Names of what happened.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<&'static str>>>);

impl CaptureWatch for Log {
    fn event(&mut self, event: CaptureEvent) {
        self.0.lock().unwrap().push(match event {
            CaptureEvent::Waiting { .. } => "waiting",
            CaptureEvent::FingerPlaced => "placed",
            CaptureEvent::Preview { .. } => "preview",
            CaptureEvent::Captured => "captured",
            _ => "?",
        });
    }
}

#[test]
fn the_virtual_scanner_gives_what_is_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let images = [print(1), print(2), print(3)];
    for (name, format, image) in [
        ("right-index-1.wsq", PrintFormat::Wsq, &images[0]),
        ("right-index-2.pgm", PrintFormat::Pgm, &images[1]),
        ("left-thumb.PNG", PrintFormat::Png, &images[2]),
    ] {
        let file = PrintFile::read(&cie_devices::fingerprint::write_pgm(image), 0).unwrap();
        let bytes = file.write(format, BitRate::FINE).unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    for other in [
        "notes.txt",
        "right-little.png",
        "right-index-a.png",
        "right-index-1-1.png",
    ] {
        std::fs::write(folder.path().join(other), b"not read").unwrap();
    }
    let mut scanner = VirtualPrintScanner::from_folder(folder.path()).unwrap();
    assert!(scanner.info().name.starts_with("SIMULATED") && scanner.info().simulated);
    assert_eq!(
        code(scanner.capture(order(LIMIT), &mut NoWatch)),
        Code::PrintScannerUnavailable
    );
    scanner.open(LIMIT).unwrap();
    let log = Log::default();
    let first = scanner.capture(order(LIMIT), &mut log.clone()).unwrap();
    assert_eq!(
        *log.0.lock().unwrap(),
        ["waiting", "placed", "preview", "captured"]
    );
    assert!(first.simulated && first.image != images[0]);
    assert_eq!(
        format!("{first:?}"),
        "CapturedPrint(SIMULATED Right Index, GrayPrint(400x500 at 500 ppi))"
    );
    for _ in 0..2 {
        assert_eq!(
            scanner.capture(order(LIMIT), &mut NoWatch).unwrap().image,
            images[1]
        );
    }
    let left = CaptureOrder::new(Hand::Left, Finger::Thumb, LIMIT);
    assert_eq!(
        scanner.capture(left, &mut NoWatch).unwrap().image,
        images[2]
    );
    let none = CaptureOrder::new(Hand::Left, Finger::Ring, Duration::from_millis(30));
    assert_eq!(
        code(scanner.capture(none, &mut NoWatch)),
        Code::PrintTimeout
    );
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(
        code(VirtualPrintScanner::from_folder(empty.path())),
        Code::PrintScannerSettings
    );
}

#[test]
fn faults_happen_when_they_are_asked_for() {
    let mut scanner = VirtualPrintScanner::new(vec![(Hand::Right, Finger::Index, print(1))]);
    scanner.open(LIMIT).unwrap();
    let score = |scanner: &mut VirtualPrintScanner| {
        let print = scanner.capture(order(LIMIT), &mut NoWatch).unwrap();
        ClarityMeter.measure(&print.image).unwrap().score
    };
    let good = score(&mut scanner);
    scanner.fail_next(PrintFault::Smear(20));
    let smeared = score(&mut scanner);
    assert!(smeared < good, "{smeared} of {good}");
    scanner.fail_next(PrintFault::Dry(15));
    assert!(score(&mut scanner) < good / 2);
    scanner.fail_next(PrintFault::Lifted);
    assert_eq!(
        code(scanner.capture(order(LIMIT), &mut NoWatch)),
        Code::PrintFingerLifted
    );
    scanner.fail_next(PrintFault::Slow(LIMIT));
    let short = Duration::from_millis(40);
    assert_eq!(
        code(scanner.capture(order(short), &mut NoWatch)),
        Code::PrintTimeout
    );
    scanner.fail_next(PrintFault::Slow(Duration::from_millis(40)));
    assert_eq!(score(&mut scanner), good);
    scanner.fail_next(PrintFault::Unplugged);
    for _ in 0..2 {
        assert_eq!(
            code(scanner.capture(order(LIMIT), &mut NoWatch)),
            Code::PrintScannerUnavailable
        );
    }
    assert_eq!(code(scanner.open(LIMIT)), Code::PrintScannerUnavailable);
    scanner.plug_in();
    scanner.open(LIMIT).unwrap();
    assert_eq!(score(&mut scanner), good);
}

#[test]
fn a_capture_is_cancelled_from_another_thread() {
    let mut scanner = VirtualPrintScanner::new(Vec::new());
    scanner.open(LIMIT).unwrap();
    let order = order(LIMIT);
    let cancel = order.cancel.clone();
    let began = Instant::now();
    let helper = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        cancel.cancel();
    });
    assert_eq!(
        code(scanner.capture(order, &mut NoWatch)),
        Code::PrintCancelled
    );
    assert!(began.elapsed() < SOON);
    helper.join().unwrap();
}

/// Programs of the system play the vendor's.
#[cfg(unix)]
mod program {
    use std::path::Path;

    use cie_devices::fingerprint::{ExternalScanner, ExternalSettings, GrayPrint};

    use super::*;

    fn settings(program: &str, arguments: &[&str]) -> ExternalSettings {
        ExternalSettings {
            name: "a program".into(),
            program: program.into(),
            arguments: arguments.iter().map(|a| (*a).to_owned()).collect(),
            ppi: 500,
            exit_no_finger: Some(2),
            exit_no_scanner: Some(3),
        }
    }

    fn scanner(program: &str, arguments: &[&str]) -> ExternalScanner {
        let mut scanner = ExternalScanner::new(settings(program, arguments)).unwrap();
        scanner.open(LIMIT).unwrap();
        scanner
    }

    fn capture(program: &str, arguments: &[&str], limit: Duration) -> Result<GrayPrint> {
        let mut scanner = scanner(program, arguments);
        let print = scanner.capture(order(limit), &mut NoWatch)?;
        assert!(!print.simulated);
        Ok(print.image)
    }

    fn shell(script: &str, limit: Duration) -> Result<GrayPrint> {
        capture("sh", &["-c", script], limit)
    }

    /// Whether a process of this number is at work; a dead one that nobody fetched is not.
    fn runs(pid: &str) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
        stat.is_ok_and(|stat| !stat.contains(") Z "))
    }

    fn write(folder: &Path, name: &str, format: PrintFormat) -> String {
        let image = cie_devices::fingerprint::write_pgm(&print(1));
        let file = PrintFile::read(&image, 0).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, file.write(format, BitRate::USUAL).unwrap()).unwrap();
        path.display().to_string()
    }

    #[test]
    fn what_the_program_writes_is_the_print() {
        let folder = tempfile::tempdir().unwrap();
        let pgm = write(folder.path(), "right index 2.pgm", PrintFormat::Pgm);
        assert_eq!(capture("cat", &[&pgm], LIMIT).unwrap(), print(1));
        // Placeholders are filled, and no shell splits the name at its spaces.
        let pattern = format!(
            "{}/{{hand}} {{finger}} {{position}}.pgm",
            folder.path().display()
        );
        assert_eq!(capture("cat", &[&pattern], LIMIT).unwrap(), print(1));
        let wsq = write(folder.path(), "a.wsq", PrintFormat::Wsq);
        assert_eq!(capture("cat", &[&wsq], LIMIT).unwrap().ppi(), 500);
    }

    #[test]
    fn failures_are_told_apart() {
        assert_eq!(code(shell("exit 2", LIMIT)), Code::PrintTimeout);
        assert_eq!(code(shell("exit 3", LIMIT)), Code::PrintScannerUnavailable);
        assert_eq!(
            code(capture("no/such/program", &[], LIMIT)),
            Code::PrintScannerUnavailable
        );
        let error = shell("echo ROSSI; echo ROSSI >&2; exit 7", LIMIT).unwrap_err();
        assert_eq!(error.code(), Code::PrintProgramFailed);
        assert!(error.to_string().contains("exit code 7") && !error.to_string().contains("ROSSI"));
        assert_eq!(code(shell("kill -9 $$", LIMIT)), Code::PrintProgramFailed);
        assert_eq!(code(shell("true", LIMIT)), Code::PrintProgramOutput);
        assert_eq!(
            code(shell("echo no image", LIMIT)),
            Code::PrintProgramOutput
        );
        assert_eq!(
            code(shell("echo P5 100 100 255", LIMIT)),
            Code::PgmMalformed
        );
    }

    #[test]
    fn too_much_output_ends_the_program() {
        let began = Instant::now();
        let endless = capture(
            "sh",
            &["-c", "cat /dev/zero; sleep 60"],
            Duration::from_secs(60),
        );
        assert_eq!(code(endless), Code::PrintProgramOutput);
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{:?}",
            began.elapsed()
        );
    }

    /// Ended in time, and with it what it had started.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_hangs_is_killed_with_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let pids = folder.path().join("pids");
        let script = format!("sleep 600 & echo $$ $! > '{}'; wait", pids.display());
        let began = Instant::now();
        // Long enough for the shell to have begun.
        assert_eq!(
            code(shell(&script, Duration::from_millis(1500))),
            Code::PrintTimeout
        );
        assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
        let pids = std::fs::read_to_string(pids).unwrap();
        let pids: Vec<&str> = pids.split_whitespace().collect();
        assert_eq!(pids.len(), 2);
        let deadline = Instant::now() + SOON;
        while pids.iter().any(|pid| runs(pid)) {
            assert!(Instant::now() < deadline, "{pids:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// A child that keeps the pipe open does not keep the caller.
    #[test]
    fn a_child_left_behind_does_not_hold_the_caller() {
        let began = Instant::now();
        assert_eq!(
            code(shell("sleep 20 & exit 0", LIMIT)),
            Code::PrintProgramOutput
        );
        assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    }

    #[test]
    fn a_program_is_cancelled() {
        let mut scanner = scanner("sleep", &["600"]);
        let order = order(LIMIT);
        let cancel = order.cancel.clone();
        let helper = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            cancel.cancel();
        });
        let began = Instant::now();
        assert_eq!(
            code(scanner.capture(order, &mut NoWatch)),
            Code::PrintCancelled
        );
        assert!(began.elapsed() < SOON);
        helper.join().unwrap();
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        let bad = |change: fn(&mut ExternalSettings)| {
            let mut settings = settings("cat", &[]);
            change(&mut settings);
            code(ExternalScanner::new(settings))
        };
        for change in [
            (|s| s.name.clear()) as fn(&mut ExternalSettings),
            |s| s.program = " ".into(),
            |s| s.ppi = 0,
            |s| s.arguments = vec!["{citizen}".into()],
            |s| s.arguments = vec![String::new(); 65],
        ] {
            assert_eq!(bad(change), Code::PrintScannerSettings);
        }
    }
}
