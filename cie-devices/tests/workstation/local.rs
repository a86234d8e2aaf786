//! What is on the workstation: hosts file, certificates, disk.

use std::fs;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_devices::doctor::{
    CertificateStore, CertificatesCheck, Check, DiskCheck, DiskTolerance, HostsCheck, Verdict,
};
use rcgen::{CertificateParams, KeyPair};

use crate::servers::LIMIT;

#[test]
fn a_line_for_an_address_of_the_circular_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hosts");
    let clean = "127.0.0.1 localhost\n# 10.0.0.1 dvra.cie.interno.gov.it\n";
    fs::write(&file, clean).unwrap();
    let check = HostsCheck::of_the_system().in_file(&file);
    let finding = check.run(LIMIT);
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
    let digest = finding.facts["sha256"].clone();
    // What another program says of the same bytes.
    if let Ok(said) = Command::new("sha256sum").arg(&file).output() {
        assert!(String::from_utf8(said.stdout).unwrap().starts_with(&digest));
    }
    let recorded = check.clone().recorded(digest.to_uppercase());
    assert_eq!(recorded.run(LIMIT).verdict, Verdict::Ok);

    fs::write(&file, format!("{clean}\n10.0.0.9 server-nuovo\n")).unwrap();
    assert_eq!(check.run(LIMIT).verdict, Verdict::Ok);
    let changed = recorded.run(LIMIT);
    assert_eq!(changed.verdict, Verdict::Failed);
    assert!(changed.found.it.contains("modificato"));

    fs::write(
        &file,
        format!("{clean}10.0.0.9 altro DVRA.cie.interno.gov.it"),
    )
    .unwrap();
    let diverted = check.run(LIMIT);
    assert_eq!(diverted.verdict, Verdict::Failed);
    assert!(
        diverted.found.en.contains("dvra.cie.interno.gov.it (3)"),
        "{diverted:?}"
    );

    let also = check.clone().also(["localhost".to_owned()]);
    assert_eq!(also.run(LIMIT).facts["lines"], "2");
    let absent = check.in_file(folder.path().join("none")).run(LIMIT);
    assert_eq!(absent.verdict, Verdict::NotChecked);
}

/// A certificate and what openssl would call its fingerprint.
fn certificate() -> (String, Vec<u8>, String) {
    let params = CertificateParams::new(vec!["ca.example".to_owned()]).unwrap();
    let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    let digest = ring::digest::digest(&ring::digest::SHA256, made.der());
    let hex: String = digest.as_ref().iter().map(|b| format!("{b:02X}")).collect();
    let body = STANDARD.encode(made.der());
    let lines: Vec<&str> = (0..body.len())
        .step_by(64)
        .map(|at| &body[at..body.len().min(at + 64)])
        .collect();
    let lines = lines.join("\n");
    let pem = format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n");
    (pem, made.der().to_vec(), hex)
}

#[test]
fn a_certificate_that_somebody_removed_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<_> = (0..3).map(|_| certificate()).collect();
    let file = folder.path().join("chain.pem");
    fs::write(&file, format!("# exported\n{}\n{}", all[0].0, all[1].0)).unwrap();
    let store = |path: &std::path::Path, of: &[usize]| {
        CertificatesCheck::of(CertificateStore {
            name: "firefox".to_owned(),
            path: path.to_owned(),
            fingerprints: of.iter().map(|at| all[*at].2.clone()).collect(),
        })
        .run(LIMIT)
    };
    let whole = store(&file, &[0, 1]);
    assert_eq!(
        (whole.verdict, whole.facts["held"].as_str()),
        (Verdict::Ok, "2")
    );
    let lacking = store(&file, &[0, 2]);
    assert_eq!(lacking.verdict, Verdict::Failed);
    assert_eq!(lacking.facts["missing"], all[2].2);

    let files = folder.path().join("store");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("a.der"), &all[2].1).unwrap();
    fs::write(files.join("b.crt"), &all[0].0).unwrap();
    fs::write(files.join("index.txt"), "not a certificate").unwrap();
    assert_eq!(store(&files, &[0, 2]).verdict, Verdict::Ok);
    assert_eq!(store(&files, &[1]).verdict, Verdict::Failed);
    assert_eq!(
        store(&folder.path().join("none"), &[0]).verdict,
        Verdict::Failed
    );
    fs::write(&file, all[0].0.replace("MII", "MI?")).unwrap();
    assert_eq!(store(&file, &[0]).verdict, Verdict::Failed);
    // Stores of a form of their own are not read, and nobody says that they are fine.
    assert_eq!(
        CertificatesCheck::unnamed().run(LIMIT).verdict,
        Verdict::NotChecked
    );
}

#[test]
fn room_on_the_disk_is_what_the_system_says() {
    let folder = tempfile::tempdir().unwrap();
    let at = |warning, failure| {
        let tolerance = DiskTolerance { warning, failure };
        DiskCheck::new(folder.path(), tolerance).run(LIMIT)
    };
    let fine = at(0, 0);
    assert_eq!(fine.verdict, Verdict::Ok);
    assert_eq!(at(u64::MAX, 0).verdict, Verdict::Warning);
    assert_eq!(at(u64::MAX, u64::MAX).verdict, Verdict::Failed);
    // df counts in the same megabytes; others write to the disk meanwhile.
    let df = Command::new("df")
        .args(["-B1000000", "--output=avail"])
        .arg(folder.path())
        .output();
    if let Some(output) = df.ok().filter(|output| output.status.success()) {
        let said = String::from_utf8(output.stdout).unwrap();
        let theirs: i64 = said.lines().nth(1).unwrap().trim().parse().unwrap();
        let ours: i64 = fine.facts["free_mb"].parse().unwrap();
        assert!((theirs - ours).abs() < 2000, "{theirs} {ours}");
    }
    let none = DiskCheck::new(folder.path().join("none"), DiskTolerance::default());
    assert_eq!(none.run(LIMIT).verdict, Verdict::Failed);
}
