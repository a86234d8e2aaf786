//! Runs the binary and finds the shared vectors.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The lines of stdout, each of which must be a JSON object.
    pub(crate) fn objects(&self) -> Vec<Value> {
        let lines = self.out.lines();
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        let objects: Vec<Value> = lines.map(parse).collect();
        assert!(objects.iter().all(Value::is_object), "{}", self.out);
        objects
    }

    /// The only object of stdout, after success.
    pub(crate) fn object(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        let mut objects = self.objects();
        assert_eq!(objects.len(), 1, "{}", self.out);
        objects.remove(0)
    }
}

/// Runs `cie` with nothing on standard input.
pub(crate) fn cie(arguments: &[&str]) -> Run {
    cie_with_input(arguments, b"")
}

/// Runs `cie` with this on standard input.
pub(crate) fn cie_with_input(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A command that does not read its input may be gone already.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// The cases of a shared vector file, or `None`, said loudly, without it.
pub(crate) fn cases(name: &str) -> Option<Vec<Value>> {
    let shared = std::env::var_os("CIE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = shared.join("vectors").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let file: Value = serde_json::from_str(&text).expect("vectors are JSON");
    let cases = file["cases"].as_array().expect("cases").clone();
    assert!(!cases.is_empty());
    Some(cases)
}
