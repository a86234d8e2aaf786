//! A process that runs on, ended by a signal.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

/// A command at work.
pub(crate) struct Process {
    child: Child,
    lines: Receiver<Value>,
    pub(crate) seen: Vec<Value>,
}

impl Process {
    pub(crate) fn start(path: &Path) -> Self {
        Self::start_with(path, &["--no-watch"])
    }

    pub(crate) fn start_with(path: &Path, options: &[&str]) -> Self {
        let serve = ["connector", "serve", path.to_str().unwrap()];
        Self::run(&[&serve, options].concat())
    }

    /// `cie --json` with these arguments.
    pub(crate) fn run(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cie"))
            .arg("--json")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(serde_json::from_str(&line).unwrap()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            lines,
            seen: Vec::new(),
        }
    }

    /// The next line about this event.
    pub(crate) fn line(&mut self, event: &str) -> Value {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("no {event} after {:?}", self.seen));
            self.seen.push(line.clone());
            if line["event"] == event {
                return line;
            }
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let done = Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status();
        assert!(done.unwrap().success());
    }

    pub(crate) fn end(mut self) -> Vec<Value> {
        self.signal("TERM");
        assert_eq!(self.line("stopped")["finished"], true);
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        std::mem::take(&mut self.seen)
    }
}

#[cfg(all(feature = "pcsc", target_os = "linux"))]
impl Process {
    /// Waits until it has ended by itself, and gives its exit code.
    pub(crate) fn code(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
