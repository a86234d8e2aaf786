//! Runs the peers that are written in Java.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

fn required() -> bool {
    std::env::var("CIE_PEERS").as_deref() == Ok("required")
}

/// Builds the peers, once; none, loudly, where Maven is missing.
fn built() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let build = || {
        if Command::new("mvn").arg("-version").output().is_err() {
            assert!(!required(), "mvn is not installed");
            eprintln!("SKIPPED: mvn is not installed");
            return None;
        }
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fingerprint/peers");
        let build = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fingerprint-peers");
        let output = Command::new("mvn")
            .current_dir(sources)
            .args(["-q", "-B", "compile"])
            .arg(format!("-Dbuild.folder={}", build.display()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}");
        Some(build)
    };
    BUILT.get_or_init(build).as_deref()
}

/// What the peer says, line by line; none where it is not installed.
pub(crate) fn peer(arguments: &[String]) -> Option<Vec<String>> {
    let build = built()?;
    let path = format!("{0}/classes:{0}/dependency/*", build.display());
    let output = Command::new("java")
        .args([
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            &path,
            "Peer",
        ])
        .args(arguments)
        .output()
        .unwrap();
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{trouble}");
    let said = String::from_utf8(output.stdout).unwrap();
    Some(said.lines().map(str::to_owned).collect())
}
