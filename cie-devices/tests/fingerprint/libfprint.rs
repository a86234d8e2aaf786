//! libfprint, with its virtual driver, behind the external scanner.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cie_core::request::{Finger, Hand};
use cie_devices::Code;
use cie_devices::fingerprint::{
    CaptureOrder, ExternalScanner, ExternalSettings, FingerprintScanner, GrayPrint, NoWatch,
};

use crate::drawn::print;

const PYTHON: &str = "/usr/bin/python3";

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/fingerprint/libfprint-capture.py")
}

/// Whether the system has libfprint for Python; said loudly where it has not.
fn installed() -> bool {
    let look = "import gi; gi.require_version('FPrint', '2.0'); from gi.repository import FPrint";
    let found = Command::new(PYTHON).args(["-c", look]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return true;
    }
    let required = std::env::var("CIE_PEERS").as_deref() == Ok("required");
    assert!(
        !required,
        "gir1.2-fprint-2.0 and python3-gi are not installed"
    );
    eprintln!("SKIPPED: gir1.2-fprint-2.0 and python3-gi are not installed");
    false
}

/// The scanner of the example, with the driver that takes its images from a socket.
fn scanner(socket: Option<&Path>) -> ExternalScanner {
    let mut arguments = Vec::new();
    if let Some(socket) = socket {
        arguments.push(format!("FP_VIRTUAL_IMAGE={}", socket.display()));
    }
    arguments.push(PYTHON.to_owned());
    arguments.push(script().display().to_string());
    arguments.push("{seconds}".to_owned());
    arguments.push("virtual_image".to_owned());
    ExternalScanner::new(ExternalSettings {
        name: "libfprint".into(),
        program: "env".into(),
        arguments,
        ppi: 500,
        exit_no_finger: Some(2),
        exit_no_scanner: Some(3),
    })
    .unwrap()
}

fn order(seconds: u64) -> CaptureOrder {
    CaptureOrder::new(Hand::Right, Finger::Index, Duration::from_secs(seconds))
}

/// Places a finger once the driver listens.
fn place(socket: &Path, image: &GrayPrint) {
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut stream = loop {
        match UnixStream::connect(socket) {
            Ok(stream) => break stream,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    // The driver's protocol: width and height, 32 bits of the machine each, then the pixels.
    let side = |side: u32| i32::try_from(side).unwrap().to_ne_bytes();
    stream.write_all(&side(image.width())).unwrap();
    stream.write_all(&side(image.height())).unwrap();
    stream.write_all(image.pixels()).unwrap();
}

#[test]
fn a_scanner_of_libfprint_gives_its_image() {
    if !installed() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("finger");
    let finger = print(1);
    let (path, image) = (socket.clone(), finger.clone());
    let placed = std::thread::spawn(move || place(&path, &image));
    let captured = scanner(Some(&socket))
        .capture(order(30), &mut NoWatch)
        .unwrap();
    placed.join().unwrap();
    assert_eq!(captured.image, finger);
}

#[test]
fn no_finger_and_no_scanner_are_told_apart() {
    if !installed() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("finger");
    let waited = scanner(Some(&socket)).capture(order(3), &mut NoWatch);
    assert_eq!(waited.unwrap_err().code(), Code::PrintTimeout);
    let none = scanner(None).capture(order(20), &mut NoWatch);
    assert_eq!(none.unwrap_err().code(), Code::PrintScannerUnavailable);
}
