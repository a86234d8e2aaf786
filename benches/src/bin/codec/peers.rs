//! The peers, each a program of its own that times itself.

use std::path::Path;
use std::process::Command;

/// A peer and its median time for one record.
pub struct Peer {
    pub name: String,
    pub micros: f64,
}

/// Runs every peer over the record; one that is not installed is said and left out.
pub fn run(folder: &Path, record: &[u8]) -> Vec<Peer> {
    let file = std::env::temp_dir().join(format!("cie-record-{}.xml", std::process::id()));
    std::fs::write(&file, record).expect("a file for the record");
    let python = Command::new("python3")
        .arg(folder.join("codec_peer.py"))
        .arg(&file)
        .output();
    let java = Command::new("python3")
        .arg(folder.join("jaxb_peer.py"))
        .arg(&file)
        .output();
    let mut peers = Vec::new();
    for (what, output) in [("lxml", python), ("JAXB", java)] {
        match output {
            Ok(output) if output.status.success() => {
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                peers.extend(text.lines().filter_map(peer));
            }
            Ok(output) => {
                let why = String::from_utf8_lossy(&output.stderr).into_owned();
                eprintln!("SKIPPED: {what}: {}", why.trim());
            }
            Err(error) => eprintln!("SKIPPED: {what}: {error}"),
        }
    }
    let _ = std::fs::remove_file(&file);
    peers
}

/// A line `NAME<tab>MICROSECONDS`.
fn peer(line: &str) -> Option<Peer> {
    let (name, micros) = line.split_once('\t')?;
    Some(Peer {
        name: name.to_owned(),
        micros: micros.parse().ok()?,
    })
}
