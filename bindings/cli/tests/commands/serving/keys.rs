//! Keys of encryption at rest, from the command line.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{folder, people};
use crate::process::Process;
use crate::support::cie;

/// Whether the bytes are anywhere in the files of a folder.
fn found(folder: &std::path::Path, needle: &str) -> bool {
    folder::files(folder).iter().any(|name| {
        let bytes = fs::read(folder.join(name)).unwrap();
        name.starts_with("folder.db")
            && bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
    })
}

#[test]
fn a_store_is_sealed_rotated_and_served() {
    let place = folder::place();
    let path = |name: &str| place.path().join(name);
    let text = |name: &str| path(name).to_str().unwrap().to_owned();
    let (keys, db) = (text("office.keys"), text("folder.db"));
    let made = cie(&["--json", "store", "key", "new", &keys, "--name", "k1"]).object();
    assert_eq!(
        (&made["current"], &made["keys"]),
        (&"k1".into(), &serde_json::json!(["k1"]))
    );
    let mode = fs::metadata(&keys).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = cie(&["store", "key", "new", &keys]);
    assert!(
        again.code == 1 && again.err.contains("CIE-STORE-090"),
        "{}",
        again.err
    );

    // A store that was plain so far.
    let plain = cie(&["registry", "import", &text("residents.csv"), "--store", &db]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert!(found(place.path(), people::CODE));
    let sealed = folder::FOLDER.replace(
        "kind = \"csv\"\nfile = \"residents.csv\"",
        "kind = \"store\"",
    );
    fs::write(
        path("apr.toml"),
        format!("{sealed}keys = \"office.keys\"\n"),
    )
    .unwrap();
    let apr = text("apr.toml");
    let done = cie(&["--json", "store", "reseal", &apr]).object();
    assert_eq!(
        (&done["resealed"], &done["log_cleared"]),
        (&1.into(), &true.into())
    );
    assert!(!found(place.path(), people::CODE));

    // Rotated while it is served: the process takes the new key up by itself.
    let mut process = Process::start(&path("apr.toml"));
    process.line("watching");
    let station = || {
        let profile = cie_sad::profile::Profile::anpr().unwrap();
        folder::workstation(folder::local(&path("in"), &path("out")), profile)
    };
    let ok = cie_core::exchange::Outcome::Ok;
    assert_eq!(
        station()
            .send(&people::by_code("K-1"))
            .unwrap()
            .answer
            .outcome,
        ok
    );
    let rotated = cie(&["--json", "store", "key", "rotate", &keys, "--name", "k2"]).object();
    assert_eq!(
        (&rotated["current"], &rotated["keys"]),
        (&"k2".into(), &serde_json::json!(["k1", "k2"]))
    );
    process.signal("HUP");
    assert_eq!(process.line("reloaded")["replaced"], 1);
    assert_eq!(
        station()
            .send(&people::by_code("K-2"))
            .unwrap()
            .answer
            .outcome,
        ok
    );
    // The sheet and the first answer; the second is sealed with the new key already.
    let done = cie(&["--json", "store", "reseal", &apr]).object();
    assert_eq!(done["resealed"], 2);
    let forgotten = cie(&["--json", "store", "key", "forget", &keys, "k1"]).object();
    assert_eq!(forgotten["keys"], serde_json::json!(["k2"]));
    assert_eq!(
        station()
            .send(&people::by_code("K-2"))
            .unwrap()
            .answer
            .outcome,
        ok
    );
    process.end();

    // Others may read it: refused, and said what to do.
    fs::set_permissions(&keys, fs::Permissions::from_mode(0o644)).unwrap();
    for command in [
        &["store", "key", "list", &keys][..],
        &["store", "reseal", &apr],
    ] {
        let refused = cie(command);
        assert_eq!(refused.code, 3, "{}", refused.err);
        assert!(refused.err.contains("CIE-STORE-064") && refused.err.contains("office.keys"));
    }
    let checked = cie(&["connector", "serve", "--check", &apr]);
    assert!(
        checked.code == 3 && checked.out.contains("office.keys"),
        "{}",
        checked.out
    );
}

#[test]
fn a_passphrase_opens_the_keys_and_is_never_shown() {
    let place = folder::place();
    let text = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    fs::write(text("phrase"), "correct horse battery\n").unwrap();
    fs::set_permissions(text("phrase"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(text("guess"), "horse\n").unwrap();
    let (keys, phrase) = (text("office.keys"), text("phrase"));
    let with = |command: &[&str], phrase: &str| {
        let tail = ["--passphrase-file", phrase];
        cie(&[&["--json", "--lang", "en", "store", "key"], command, &tail].concat())
    };
    let cheap = ["--name", "k1", "--memory-kib", "64", "--passes", "1"];
    let made = with(&[&["new", &keys], &cheap[..]].concat(), &phrase);
    assert_eq!(made.object()["current"], "k1");
    assert!(made.err.contains("others may read it"), "{}", made.err);
    let rotated = with(&["rotate", &keys, "--name", "k2"], &phrase);
    assert_eq!(rotated.object()["keys"], serde_json::json!(["k1", "k2"]));
    let wrong = with(&["list", &keys], &text("guess"));
    assert!(
        wrong.code == 1 && wrong.err.contains("CIE-STORE-066"),
        "{}",
        wrong.err
    );
    let current = with(&["forget", &keys, "k2"], &phrase);
    assert!(
        current.code != 0 && current.err.contains("CIE-STORE-062"),
        "{}",
        current.err
    );

    let config =
        folder::FOLDER.to_owned() + "keys = \"office.keys\"\npassphrase_file = \"phrase\"\n";
    fs::write(text("apr.toml"), config).unwrap();
    let checked = cie(&["--json", "connector", "serve", "--check", &text("apr.toml")]);
    assert_eq!(checked.object()["ok"], true);
    assert!(
        checked.err.contains("phrase"),
        "others may read it: {}",
        checked.err
    );
    for run in [made, rotated, wrong, current, checked] {
        assert!(!run.out.contains("horse") && !run.err.contains("horse"));
    }
}
