//! Pillow in a process of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the peer writes, or `None`, said loudly, where it is not installed.
pub(crate) fn peer(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("CIE_PYTHON").unwrap_or_else(|| {
        let own = root.join("../.venv/bin/python");
        if own.exists() {
            own.into()
        } else {
            "python3".into()
        }
    });
    let mut child = Command::new(python)
        .arg(root.join("tests/photo/peer.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    if output.status.success() {
        return Some(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        std::env::var("CIE_PEERS").as_deref() != Ok("required") && said.contains("ModuleNotFound"),
        "{said}"
    );
    eprintln!("SKIPPED: the Python package `Pillow` is not installed");
    None
}

/// What the peer says of a file.
pub(crate) fn about(file: &[u8]) -> Option<serde_json::Value> {
    peer(&["about"], file).map(|json| serde_json::from_slice(&json).unwrap())
}
