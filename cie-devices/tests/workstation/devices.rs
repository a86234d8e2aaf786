//! Devices of the file, tried.

use std::fs;
use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::devices::{DeviceState, Devices, Probed};

use crate::servers::web;

const LIMIT: Duration = Duration::from_secs(10);

/// The outcome of the only device of a file.
fn probe(settings: &str) -> Result<Probed, Code> {
    probe_within(settings, LIMIT)
}

fn probe_within(settings: &str, limit: Duration) -> Result<Probed, Code> {
    let devices = Devices::parse(&format!("[[device]]\nname = \"prova\"\n{settings}")).unwrap();
    let outcome = Devices::probe(devices.all(), limit).remove(0);
    outcome.map_err(|error| error.code())
}

#[test]
fn a_program_is_run_with_the_arguments_of_its_trial() {
    let shell = |script: &str| {
        format!("kind = \"camera_program\"\nprogram = \"sh\"\ntest = [\"-c\", '{script}']")
    };
    let said = probe(&shell("echo; echo \"camera 1.2\"; echo more")).unwrap();
    assert_eq!(
        (said.state, said.facts["output"].as_str()),
        (DeviceState::Ready, "camera 1.2")
    );
    assert_eq!(
        probe(&shell("echo no >&2; exit 3")),
        Err(Code::DeviceFailed)
    );
    assert_eq!(probe(&shell("kill -9 $$")), Err(Code::DeviceFailed));
    let absent = "kind = \"camera_program\"\nprogram = \"no-such-program\"\ntest = []";
    assert_eq!(probe(absent), Err(Code::DeviceAbsent));
    let began = Instant::now();
    let short = Duration::from_millis(300);
    assert_eq!(
        probe_within(&shell("exec sleep 30"), short),
        Err(Code::DeviceTimedOut)
    );
    // A child that keeps the pipe open holds nobody up, and neither does one that talks for ever.
    let ready = probe(&shell("sleep 60 & echo here")).unwrap();
    assert_eq!(ready.state, DeviceState::Ready);
    assert_eq!(
        probe_within(&shell("exec yes"), short),
        Err(Code::DeviceTimedOut)
    );
    assert!(began.elapsed() < LIMIT);
    // What a program says may be anything.
    let odd = probe(&shell("printf \"\\033[2J%0500d\" 1")).unwrap();
    let output = &odd.facts["output"];
    assert!(
        output.chars().count() <= 120 && !output.contains('\u{1b}'),
        "{output}"
    );
}

#[test]
fn images_stand_in_for_a_camera_and_a_fingerprint_scanner() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("b.png"), png(40, 30)).unwrap();
    fs::write(path("a.txt"), "no image").unwrap();
    let taken = |kind: &str, at: &std::path::Path| {
        probe(&format!("kind = \"{kind}\"\nimages = '{}'", at.display()))
    };
    let camera = taken("camera_virtual", folder.path()).unwrap();
    assert_eq!(camera.facts["width"], "40");
    assert!(camera.said.it.starts_with("SIMULATO"));
    fs::write(path("c.png"), &png(40, 30)[..60]).unwrap();
    assert_eq!(
        taken("camera_virtual", &path("c.png")),
        Err(Code::DeviceAnswer)
    );
    assert_eq!(
        taken("fingerprint_virtual", &path("none")),
        Err(Code::DeviceAbsent)
    );
    fs::create_dir(path("empty")).unwrap();
    assert_eq!(
        taken("fingerprint_virtual", &path("empty")),
        Err(Code::DeviceAbsent)
    );
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(width, height)
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

#[test]
fn a_port_opens_or_is_not_there() {
    // The multiplexer of terminals: each opening is a terminal of its own.
    let port = probe("kind = \"barcode_serial\"\nport = \"/dev/ptmx\"").unwrap();
    assert_eq!(port.state, DeviceState::Ready);
    let absent = probe("kind = \"barcode_serial\"\nport = \"/dev/ttyNONE0\"");
    assert_eq!(absent, Err(Code::DeviceAbsent));
    let wedge = probe("kind = \"barcode_keyboard\"").unwrap();
    assert_eq!(wedge.state, DeviceState::Untestable);
}

#[test]
fn a_scanner_on_the_network_is_asked_for_its_status() {
    let scanner = |status: &'static str| {
        let (port, lines) = web(move |_| format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"));
        let url = format!("kind = \"escl\"\nurl = \"http://127.0.0.1:{port}/eSCL/\"");
        (probe(&url).map(|probed| probed.state), lines.all())
    };
    let (state, lines) = scanner("200 OK");
    assert_eq!(state, Ok(DeviceState::Ready));
    assert_eq!(lines, ["GET /eSCL/ScannerStatus HTTP/1.1"]);
    assert_eq!(scanner("503 Service Unavailable").0, Ok(DeviceState::Busy));
    assert_eq!(scanner("404 Not Found").0, Err(Code::DeviceAnswer));
    let nobody = "kind = \"escl\"\nurl = \"http://127.9.9.9:9/eSCL\"";
    assert_eq!(probe(nobody), Err(Code::DeviceAbsent));
}

/// `scanimage` with its device `test`, which asks no hardware.
#[test]
fn a_local_scanner_is_asked_what_it_can_do() {
    if std::process::Command::new("scanimage")
        .arg("--version")
        .output()
        .is_err()
    {
        assert_eq!(
            probe("kind = \"sane\"\ndevice = \"test:0\""),
            Err(Code::DeviceAbsent)
        );
        return;
    }
    assert!(probe("kind = \"sane\"\ndevice = \"test:0\"").is_ok());
    assert_eq!(
        probe("kind = \"sane\"\ndevice = \"none:7\""),
        Err(Code::DeviceFailed)
    );
}
