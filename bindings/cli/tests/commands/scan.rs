//! `cie scan` with a simulated network scanner and SANE's test driver; `cie barcode`.

use std::fs;

use cie_devices::barcode::{Rendering, render};
use cie_devices::sim::escl::{EsclFault, SimulatedScanner};

use crate::support::{cie, cie_with_input};

const CF: &str = "RSSMRA80A01H501U";

#[test]
fn a_network_scanner_is_listed_and_scanned() {
    let device = SimulatedScanner::start().expect("a scanner");
    device.load_feeder(2);
    let url = device.url();
    let run = cie(&["--json", "scan", "list", "--scanner", &url]);
    let sources = run.objects();
    assert_eq!((run.code, sources.len()), (0, 2));
    assert_eq!(sources[0]["source"], "flatbed");
    assert!(
        sources[0]["model"]
            .as_str()
            .is_some_and(|m| m.contains("SIMULATED"))
    );

    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("photo.png").display().to_string();
    let page = |more: &[&str]| {
        let common = ["--json", "scan", "page", "--scanner", &url, "--out", &out];
        cie(&[&common, more].concat())
    };
    let scanned = page(&["--area", "25.4,25.4,25.4,50.8", "--dpi", "150"]).object();
    assert_eq!(
        (&scanned["width"], &scanned["height"]),
        (&150.into(), &300.into())
    );
    let file = fs::read(&out).expect("a file");
    assert!(file.starts_with(b"\x89PNG"));

    let run = page(&["--source", "feeder", "--dpi", "75", "--mode", "gray"]);
    assert_eq!(run.objects().len(), 2, "{}", run.err);
    assert!(folder.path().join("photo-2.png").exists());

    // Empty by now.
    let run = page(&["--source", "feeder", "--dpi", "75"]);
    assert_eq!(
        (run.code, run.objects()[0]["code"].as_str()),
        (1, Some("CIE-DEV-647"))
    );
    assert_eq!(page(&["--dpi", "123"]).code, 1);
    assert_eq!(page(&["--area", "1,2,3"]).code, 2);

    device.load_feeder(3);
    device.set_fault(Some(EsclFault::Jam { after: 1 }));
    let run = page(&["--source", "feeder", "--dpi", "75"]);
    // The page that came, and why no other did.
    assert_eq!((run.code, run.objects().len()), (1, 2));
    drop(device);
    assert_eq!(page(&["--dpi", "75"]).code, 3);
}

#[test]
fn a_scanner_must_be_named() {
    assert_eq!(cie(&["scan", "page", "--out", "x.png"]).code, 2);
    let run = cie(&["scan", "page", "--scanner", "-L", "--out", "x.png"]);
    assert_eq!(run.code, 2);
}

#[test]
fn a_barcode_is_read_from_an_image_and_from_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, code: &str| {
        let path = folder.path().join(name);
        let png = render(code, &Rendering::default()).expect("a symbol");
        fs::write(&path, png).expect("a file");
        path.display().to_string()
    };
    let (good, bad) = (write("good.png", CF), write("bad.png", "RSSMRA80A01H501A"));
    let read = cie(&["--json", "barcode", "read", &good]).object();
    assert_eq!(read["codice_fiscale"], CF);
    let run = cie(&["--json", "barcode", "read", &bad]);
    assert_eq!(
        (run.code, run.objects()[0]["code"].as_str()),
        (1, Some("CIE-DEV-070"))
    );
    assert!(!format!("{}{}", run.out, run.err).contains("RSSMRA"));

    let run = cie_with_input(
        &["barcode", "read", "--wedge"],
        format!("*{CF}*\r\n").as_bytes(),
    );
    assert_eq!((run.code, run.out.trim()), (0, CF));
    let run = cie_with_input(
        &["barcode", "read", "--wedge", "--prefix", "~"],
        CF.as_bytes(),
    );
    assert_eq!(run.code, 1);
    assert_eq!(cie(&["barcode", "read"]).code, 2);
    assert_eq!(cie(&["barcode", "read", &good, "--wedge"]).code, 2);
    assert_eq!(
        cie(&["barcode", "read", "--serial", "no/such/line"]).code,
        3
    );
    assert_eq!(cie(&["barcode", "read", "no/such/image.png"]).code, 3);
}
