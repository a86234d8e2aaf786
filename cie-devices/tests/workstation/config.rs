//! The two files: what is refused and where, and a whole run from one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::Utc;
use cie_core::error::{Coded, Position};
use cie_devices::Code;
use cie_devices::devices::{DeviceKind, Devices};
use cie_devices::doctor::{DoctorConfig, ProxyChoice, Verdict};

use crate::servers::{HOST, web};

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../examples/workstation")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

/// Code, line and column of what is wrong.
fn wrong(error: &cie_devices::Error) -> (Code, u64, u64) {
    match error.position() {
        Some(Position::Text { line, column }) => (error.code(), *line, *column),
        other => panic!("{other:?} {error}"),
    }
}

#[test]
fn the_examples_are_what_they_say() {
    let config = DoctorConfig::parse_in(&example("doctor.toml"), Path::new("/etc/cie")).unwrap();
    assert_eq!(config.devices, Some(PathBuf::from("/etc/cie/devices.toml")));
    assert_eq!(config.disks, [PathBuf::from("/etc/cie/.")]);
    // A bare name is the system's to find.
    assert_eq!(config.modules, [PathBuf::from("bit4xpki.dll")]);
    assert_eq!(config.proxy, ProxyChoice::None);
    assert_eq!(config.services, DoctorConfig::default().services);
    assert_eq!(
        config.clock_tolerance,
        DoctorConfig::default().clock_tolerance
    );
    let devices = Devices::parse(&example("devices.toml")).unwrap();
    let kinds: Vec<DeviceKind> = devices.all().iter().map(|device| device.kind()).collect();
    use DeviceKind::{
        BarcodeReader, Camera, CardReader, FingerprintScanner, OperatorCard, Scanner,
    };
    assert_eq!(
        kinds,
        [
            CardReader,
            OperatorCard,
            Scanner,
            Scanner,
            FingerprintScanner,
            Camera,
            BarcodeReader
        ]
    );
    assert_eq!(
        Devices::parse(&example("training.toml"))
            .unwrap()
            .all()
            .len(),
        3
    );
    let none = devices.named("nessuno").map(|_| ()).unwrap_err();
    assert_eq!(none.code(), Code::DeviceUnknown);
}

#[test]
fn what_is_wrong_in_the_file_of_the_doctor_has_its_place() {
    let (config, address) = (Code::DoctorConfig, Code::BadAddress);
    for (text, expected) in [
        ("limit_seconds = 0", (config, 1, 17)),
        ("limit_seconds = 601", (config, 1, 17)),
        ("limits = 1", (config, 1, 1)),
        (
            "[network]\nproxy = \"http://anna:segreta@proxy:3128\"",
            (address, 2, 9),
        ),
        ("[network]\nproxy = \"maybe\"", (address, 2, 9)),
        (
            "[network.resolve]\n\"a.example\" = [\"ten\"]",
            (config, 2, 16),
        ),
        ("[network.resolve]\n\"a b\" = []", (config, 2, 1)),
        ("[[network.endpoint]]\nurl = \"ftp://a\"", (address, 2, 7)),
        (
            "[[network.endpoint]]\nurl = \"http://a\"\nproxy_log_in = \"maybe\"",
            (config, 3, 16),
        ),
        (
            "[clock]\nhttp = \"http://a\"\nsntp = \"a:123\"",
            (config, 3, 8),
        ),
        ("[clock]\nsntp = \"a\"", (address, 2, 8)),
        ("[hosts_file]\nsha256 = \"00\"", (config, 2, 10)),
        (
            "[[certificates]]\nname = \"a\"\npath = \"b\"\nsha256 = [\"x\"]",
            (config, 4, 11),
        ),
        ("[[connector]]\nurl = \"10.0.0.5\"", (address, 2, 7)),
        ("[disk]\npaths = [\"\"]", (config, 2, 10)),
        ("[disk]\nwarning_mb = -1", (config, 2, 14)),
        ("a = [", (config, 1, 6)),
    ] {
        let error = DoctorConfig::parse(text).unwrap_err();
        assert_eq!(wrong(&error), expected, "{text}: {error}");
        assert!(!error.to_string().contains("segreta"));
    }
    let long = format!("#{}", "x".repeat(256 * 1024));
    assert_eq!(
        DoctorConfig::parse(&long).unwrap_err().code(),
        Code::DoctorConfigTooLarge
    );
    assert_eq!(DoctorConfig::parse("").unwrap(), DoctorConfig::default());
}

#[test]
fn what_is_wrong_in_the_file_of_devices_has_its_place() {
    let wedge = "[[device]]\nname = \"a\"\nkind = \"barcode_keyboard\"\n";
    for (text, line, column) in [
        (
            "[[device]]\nname = \"a\"\nkind = \"mouse\"".to_owned(),
            3,
            8,
        ),
        ("[[device]]\nname = \"\"\nkind = \"pcsc\"".to_owned(), 2, 8),
        (
            "[[device]]\nname = \"a\\nb\"\nkind = \"pcsc\"".to_owned(),
            2,
            8,
        ),
        (format!("{wedge}port = \"COM3\""), 4, 8),
        (format!("{wedge}{wedge}"), 5, 8),
        (
            "[[device]]\nname = \"a\"\nkind = \"pkcs11\"".to_owned(),
            1,
            1,
        ),
        (
            "[[device]]\nname = \"a\"\nkind = \"camera_program\"\nprogram = \"x\"".to_owned(),
            1,
            1,
        ),
        (
            "[[device]]\nname = \"a\"\nkind = \"escl\"\nurl = \"http://u:p@h/\"".to_owned(),
            4,
            7,
        ),
        (
            "[[device]]\nname = \"a\"\nkind = \"escl\"\nurl = \"10.0.0.1\"".to_owned(),
            4,
            7,
        ),
        (format!("{wedge}colour = 1"), 4, 1),
    ] {
        let error = Devices::parse(&text).unwrap_err();
        assert_eq!(
            wrong(&error),
            (Code::DevicesConfig, line, column),
            "{text}: {error}"
        );
    }
    let many: String = (0..65)
        .map(|n| format!("[[device]]\nname = \"{n}\"\nkind = \"barcode_keyboard\"\n"))
        .collect();
    assert_eq!(
        Devices::parse(&many).unwrap_err().code(),
        Code::DevicesConfigTooLarge
    );
}

/// Nothing here leaves the machine: every name is in the file.
#[test]
fn a_run_from_a_file_ends_in_time_with_a_line_for_everything() {
    let (port, _) = web(|_| "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hosts"), "127.0.0.1 localhost\n").unwrap();
    let text = format!(
        "limit_seconds = 15\n\
         [network]\nservice_seconds = 5\nproxy = \"none\"\n\
         [network.resolve]\n\"{HOST}\" = [\"127.0.0.1\"]\n\"nessuno.example\" = []\n\
         [[network.endpoint]]\nurl = \"http://{HOST}:{port}\"\nsource = \"prova\"\n\
         [[network.endpoint]]\nurl = \"https://nessuno.example\"\n\
         [hosts_file]\npath = \"hosts\"\n\
         [smart_cards]\nreaders = false\n\
         [[connector]]\nurl = \"http://{HOST}:{port}/sad\"\n\
         [disk]\nwarning_mb = 1\nfailure_mb = 1\npaths = [\".\"]\n"
    );
    let config = DoctorConfig::parse_in(&text, folder.path()).unwrap();
    let route = config.route(Utc::now(), None).unwrap();
    let began = Instant::now();
    let mut told = 0;
    let findings = config.doctor(route, &Devices::default()).run(|_| told += 1);
    assert!(began.elapsed() < Duration::from_secs(15));
    let all: Vec<(&str, Verdict)> = findings
        .iter()
        .map(|finding| (finding.check.split(':').next().unwrap(), finding.verdict))
        .collect();
    let disk = format!("disk.{}", folder.path().join(".").display());
    assert_eq!(
        all,
        [
            ("endpoint.servizio.example", Verdict::Ok),
            ("endpoint.nessuno.example", Verdict::Failed),
            ("clock", Verdict::NotChecked),
            ("connector.servizio.example", Verdict::Ok),
            ("hosts_file", Verdict::Ok),
            ("certificates", Verdict::NotChecked),
            (disk.as_str(), Verdict::Ok),
        ]
    );
    assert_eq!(told, findings.len());
    for finding in &findings {
        assert!(
            !finding.why.it.is_empty() && finding.why.it != finding.why.en,
            "{finding:?}"
        );
        assert!(!finding.source.is_empty(), "{finding:?}");
        assert_eq!(
            finding.todo.is_none(),
            finding.verdict == Verdict::Ok,
            "{finding:?}"
        );
    }
    let named = serde_json::to_value(&findings[1]).unwrap();
    assert_eq!(named["verdict"], "failed");
    assert_eq!(named["facts"]["step"], "dns");
}
