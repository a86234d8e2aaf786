//! SANE's own eSCL client, `sane-airscan`, scans from the simulated scanner: what the simulator
//! speaks is what others understand.

use std::fs;
use std::process::Command;

use cie_devices::scanner::{Area, Colour};
use cie_devices::sim::SimulatedSheet;
use cie_devices::sim::escl::SimulatedScanner;

use crate::kit::{difference, present};

const BACKEND: &str = "/etc/sane.d/airscan.conf";

/// Runs `scanimage` with nothing but the simulated scanner in sight.
fn scanimage(device: &SimulatedScanner, arguments: &[&str]) -> std::process::Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dll.conf"), "airscan\n").unwrap();
    let config = format!(
        "[devices]\nsimulated = {}/, eSCL\n[options]\ndiscovery = disable\nmodel = network\n",
        device.url()
    );
    fs::write(folder.path().join("airscan.conf"), config).unwrap();
    Command::new("timeout")
        .args(["60", "scanimage", "-d", "airscan:e0:simulated"])
        .args(arguments)
        .env("SANE_CONFIG_DIR", folder.path())
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

#[test]
fn sane_airscan_scans_from_the_simulator() {
    if !present("scanimage", Some(BACKEND)) {
        return;
    }
    let device = SimulatedScanner::start().unwrap();
    device.place(5);
    let sheet = SimulatedSheet::new(5).unwrap();
    for (mode, colour) in [("Gray", Colour::Gray), ("Color", Colour::Rgb)] {
        let output = scanimage(
            &device,
            &[
                "--format=png",
                "--resolution",
                "150",
                "--mode",
                mode,
                "--source",
                "Flatbed",
                "-l",
                "12.7",
                "-t",
                "12.7",
                "-x",
                "50.8",
                "-y",
                "76.2",
            ],
        );
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let seen = image::load_from_memory(&output.stdout).unwrap();
        assert_eq!((seen.width(), seen.height()), (300, 450));
        let area = Area::new(12.7, 12.7, 50.8, 76.2);
        let truth = sheet.scan(&area, 150, colour).unwrap();
        let seen = match colour {
            Colour::Gray => seen.into_luma8().into_raw(),
            _ => seen.into_rgb8().into_raw(),
        };
        // It asks for JPEG; an empty sheet would differ by ten times as much.
        let apart = difference(&seen, truth.as_bytes());
        let blank = difference(&vec![255; seen.len()], truth.as_bytes());
        assert!(apart < 2.0 && blank > 20.0, "{mode}: {apart}, {blank}");
    }
}

#[test]
fn sane_airscan_empties_the_feeder() {
    if !present("scanimage", Some(BACKEND)) {
        return;
    }
    let device = SimulatedScanner::start().unwrap();
    device.load_feeder(2);
    let folder = tempfile::tempdir().unwrap();
    let names = format!("--batch={}/page-%d.png", folder.path().display());
    let output = scanimage(
        &device,
        &[
            "--format=png",
            "--resolution",
            "75",
            "--mode",
            "Gray",
            "--source",
            "ADF",
            &names,
        ],
    );
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    for page in [1, 2] {
        let path = folder.path().join(format!("page-{page}.png"));
        let seen = image::open(&path).unwrap_or_else(|e| panic!("{e}: {errors}"));
        assert_eq!((seen.width(), seen.height()), (620, 877));
    }
    assert!(!folder.path().join("page-3.png").exists());
}
