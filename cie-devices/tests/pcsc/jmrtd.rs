//! JMRTD, with Bouncy Castle, reads our card over PC/SC: every suite that both know, byte for byte,
//! and what it makes of the bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use cie_devices::emrtd::lds::File;
use cie_devices::emrtd::{Cipher, Curve, Mapping};
use cie_devices::sim::card::{ChipKeyKind, ChipSuite};

use crate::kit::{CAN, GROUPS, ZONE, card, face, insert};
use crate::stack::{Service, is_inside, isolated, skip};

/// Where the class files of the peer are.
const CLASSES: &str = "CIE_JMRTD";

/// Builds the peer, once; none, loudly, where Maven is missing.
fn peer() -> Option<PathBuf> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            if Command::new("mvn").arg("-version").output().is_err() {
                skip("mvn is not installed");
                return None;
            }
            let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pcsc/peers/jmrtd");
            let build = Path::new(env!("CARGO_TARGET_TMPDIR")).join("jmrtd");
            let output = Command::new("mvn")
                .current_dir(sources)
                .args(["-q", "-B", "compile"])
                .arg(format!("-Dbuild.folder={}", build.display()))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{said}");
            Some(build)
        })
        .clone()
}

/// The service's library, where Java does not look by itself.
fn library() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").unwrap();
    folders
        .map(|folder| folder.unwrap().path().join("libpcsclite.so.1"))
        .find(|file| file.exists())
        .expect("the service's library")
}

/// Runs the peer on the card in the reader; what it found, by name.
fn run(authority: &[u8], block: usize, password: &[&str]) -> BTreeMap<String, String> {
    let build = PathBuf::from(std::env::var_os(CLASSES).unwrap());
    let certificate = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(certificate.path(), authority).unwrap();
    let path = format!("{0}/classes:{0}/dependency/*", build.display());
    let output = Command::new("java")
        .arg(format!(
            "-Dsun.security.smartcardio.library={}",
            library().display()
        ))
        .args([
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            &path,
            "Peer",
        ])
        .arg(certificate.path())
        .args(["1", &block.to_string(), "full"])
        .args(password)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{password:?}\n{said}\n{trouble}");
    let lines = said.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect()
}

/// Has the peer read a card of these suites, and compares everything.
fn compare(offered: &[ChipSuite], chip: ChipKeyKind, block: usize, access: &str) {
    let (card, issuer) = card(offered, chip);
    let inserted = insert(card, 0);
    let readers = crate::stack::readers();
    drop(
        readers
            .wait_for_card(std::time::Duration::from_secs(10))
            .unwrap(),
    );
    let password: &[&str] = if offered.is_empty() {
        &["mrz", "CA00000AA", "641230", "221230"]
    } else {
        &["can", CAN]
    };
    let found = run(issuer.authority(), block, password);
    let card = inserted.remove().unwrap();
    let text = |name: &str| found.get(name).map(String::as_str);
    for file in GROUPS
        .map(File::Group)
        .into_iter()
        .chain([File::Sod, File::Com])
    {
        let name = file.to_string();
        let name = name.trim_start_matches("EF.");
        assert_eq!(text(name), card.file(file).map(to_hex).as_deref(), "{name}");
    }
    assert_eq!(text("access"), Some(access));
    assert_eq!(text("digests"), Some("[1, 2, 11, 12, 14]"));
    assert_eq!(text("signature"), Some("true"));
    assert!(text("chip").unwrap().starts_with("id-CA-"), "{found:?}");
    // What it makes of the bytes is what the card was personalised with.
    assert_eq!(text("zone"), Some(ZONE));
    assert_eq!(text("image"), Some("image/jp2 307x378"));
    assert_eq!(text("image.bytes"), Some(to_hex(&face()).as_str()));
    assert_eq!(text("holder.name"), Some("ROSSI<<BIANCA"));
    assert_eq!(text("holder.number"), Some("RSSBNC64T70Z110P"));
    assert_eq!(text("holder.birth"), Some("19641230"));
    assert_eq!(text("holder.place"), Some("[PARIGI]"));
    assert_eq!(text("document.issued"), Some("20240301"));
}

/// In the namespaces of a test, with the peer built before: they have no network.
fn with_peer(test: &str, body: impl FnOnce()) {
    if is_inside() {
        return isolated(test, &[], body);
    }
    if let Some(build) = peer() {
        let setting = (CLASSES, build.display().to_string());
        isolated(test, &[setting], body);
    }
}

#[test]
fn jmrtd_reads_with_basic_access_control() {
    with_peer("jmrtd::jmrtd_reads_with_basic_access_control", || {
        let _service = Service::start();
        compare(&[], ChipKeyKind::Dh(Cipher::TripleDes), 223, "BAC");
        let chip = ChipKeyKind::Ec(Curve::P256, Cipher::Aes128);
        compare(&[], chip, 4096, "BAC");
    });
}

#[test]
fn jmrtd_reads_with_the_suite_of_the_cie() {
    with_peer("jmrtd::jmrtd_reads_with_the_suite_of_the_cie", || {
        let _service = Service::start();
        let access = "PACE id-PACE-DH-GM-3DES-CBC-CBC";
        let chip = ChipKeyKind::Dh(Cipher::TripleDes);
        compare(&[ChipSuite::CIE], chip, 223, access);
        let chip = ChipKeyKind::Dh(Cipher::Aes256);
        // Java's own classes take no answer longer than 8,192 bytes.
        compare(&[ChipSuite::CIE], chip, 8_000, access);
    });
}

#[test]
fn jmrtd_reads_with_curves_and_every_aes() {
    with_peer("jmrtd::jmrtd_reads_with_curves_and_every_aes", || {
        let _service = Service::start();
        for (cipher, parameter, curve, bits) in [
            (Cipher::Aes128, 12, Curve::P256, 128),
            (Cipher::Aes128, 13, Curve::BrainpoolP256r1, 128),
            (Cipher::Aes192, 15, Curve::P384, 192),
            (Cipher::Aes256, 16, Curve::BrainpoolP384r1, 256),
            (Cipher::Aes256, 17, Curve::BrainpoolP512r1, 256),
            (Cipher::Aes256, 18, Curve::P521, 256),
        ] {
            let suite = ChipSuite::new(Mapping::Generic, cipher, parameter);
            let access = format!("PACE id-PACE-ECDH-GM-AES-CBC-CMAC-{bits}");
            compare(&[suite], ChipKeyKind::Ec(curve, cipher), 223, &access);
        }
    });
}
