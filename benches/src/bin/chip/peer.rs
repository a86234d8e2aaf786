//! JMRTD's side: one Java program, many sessions.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::card::{CAN, card, insert, issuer, median};
use crate::{Figures, stack};

/// The service's library, where Java does not look by itself.
fn library() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").expect("/usr/lib");
    folders
        .flatten()
        .map(|folder| folder.path().join("libpcsclite.so.1"))
        .find(|file| file.exists())
        .expect("libpcsclite")
}

/// Has the peer read our card so many times, in blocks of so many bytes.
pub fn run(rounds: usize, block: usize, what: &str) -> Figures {
    let issuer = issuer();
    let authority = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(authority.path(), issuer.authority()).expect("a file");
    let inserted = insert(card(&issuer));
    let build = PathBuf::from(std::env::var_os(stack::INSIDE).expect("the peer's classes"));
    let path = format!("{0}/classes:{0}/dependency/*", build.display());
    let mut child = Command::new("java")
        .arg(format!("-Dsun.security.smartcardio.library={}", library().display()))
        .args(["-Xmx512m", "-cp", &path, "Peer"])
        .arg(authority.path())
        .args([&rounds.to_string(), &block.to_string(), what, "can", CAN])
        .stdout(Stdio::piped())
        .spawn()
        .expect("java");
    let out = child.stdout.take().expect("its output");
    let mut figures = Figures::default();
    let mut before = inserted.work();
    let mut times = Vec::new();
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        // The next session may have begun by the time that the line is read: its first command is
        // EF.CardAccess, which the card answers in no time.
        if let Some(nanos) = line.strip_prefix("round ") {
            let whole = Duration::from_nanos(nanos.parse().expect("a number"));
            let after = inserted.work();
            times.push(whole.saturating_sub(after.busy - before.busy));
            before = after;
        }
    }
    assert!(child.wait().expect("java").success(), "the peer failed");
    let all = inserted.work();
    figures.commands = all.commands / rounds as u64;
    figures.bytes = (all.received + all.sent) / rounds as u64;
    figures.reader = median(times);
    figures
}
