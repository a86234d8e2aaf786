//! Programs that are not ours: found, started, stopped.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A peer that is not there is skipped loudly, or fails where peers are required.
pub(crate) fn skip(what: &str) {
    assert!(
        std::env::var_os("CIE_PEERS").is_none_or(|value| value != "required"),
        "{what} is missing, and peers are required"
    );
    eprintln!("SKIPPED: {what}");
}

/// The Python interpreter that has these modules.
pub(crate) fn python(modules: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let program = std::env::var_os("CIE_PYTHON").map_or_else(
        || root.join(".venv").join("bin").join("python"),
        PathBuf::from,
    );
    let there = Command::new(&program)
        .args(["-c", &format!("import {modules}")])
        .output()
        .is_ok_and(|output| output.status.success());
    if there {
        Some(program)
    } else {
        skip(&format!("no Python with {modules}"));
        None
    }
}

/// The path of a script of ours.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join("soap")
        .join("peers")
        .join(name)
}

/// Runs a program to its end; gives its output, and fails with what it said.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}\n{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// A peer that serves until it is dropped; it prints its port first.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

impl Server {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().parse().expect("the server prints its port");
        Self { child, port }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
