//! Digits that must not get into a command line: from a file, from standard input, or typed.

use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

use cie_core::redact::Secret;
use console::Term;
use zeroize::Zeroizing;

use crate::commands::input;
use crate::exit::{Failure, Status};

/// Longer than any zone with its line ends.
const MAX_LEN: u64 = 256;

/// Refuses what is not a file but the secret itself, without repeating it: command lines are seen by
/// other users and kept in histories.
pub(super) fn not_typed(path: &Path, option: &str) -> Result<(), Failure> {
    let text = path.to_string_lossy();
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if (digits || text.contains('<')) && !path.exists() {
        return Err(Failure::new(
            Status::Usage,
            format!("{option} vuole un file (o - per lo standard input), non le cifre stesse"),
            format!("{option} takes a file (or - for standard input), not the digits themselves"),
        ));
    }
    Ok(())
}

/// The first line of a file without its end; of standard input, for `-`, the next line, so that two
/// secrets can be piped in one after the other.
pub(super) fn from_file(path: &Path) -> Result<Secret, Failure> {
    if path == Path::new("-") {
        let mut line = Zeroizing::new(Vec::new());
        let stdin = io::stdin();
        let unreadable = |error| input::unreadable(path, &error);
        let mut bounded = stdin.lock().take(MAX_LEN);
        bounded.read_until(b'\n', &mut line).map_err(unreadable)?;
        return Ok(Secret::new(String::from_utf8_lossy(&line).trim_end()));
    }
    let bytes = Zeroizing::new(input::read(path, MAX_LEN)?);
    let text = String::from_utf8_lossy(&bytes);
    Ok(Secret::new(
        text.lines().next().unwrap_or_default().trim_end(),
    ))
}

/// All of a short file, or of standard input for `-`.
pub(super) fn whole_file(path: &Path) -> Result<Secret, Failure> {
    let bytes = Zeroizing::new(input::read(path, MAX_LEN)?);
    Ok(Secret::new(String::from_utf8_lossy(&bytes).trim()))
}

/// Whether to show what is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Echo {
    Yes,
    No,
}

/// Asks at the terminal; `instead` names what to give where there is none.
pub(super) fn ask(question: &str, echo: Echo, instead: &str) -> Result<Secret, Failure> {
    let terminal = Term::stderr();
    if !terminal.is_term() || !io::stdin().is_terminal() {
        return Err(Failure::new(
            Status::Usage,
            format!("nessun terminale a cui chiedere: indicare {instead}"),
            format!("no terminal to ask at: give {instead}"),
        ));
    }
    let failed = |error: io::Error| {
        Failure::new(
            Status::Environment,
            format!("terminale non leggibile: {error}"),
            format!("the terminal cannot be read: {error}"),
        )
    };
    terminal
        .write_str(&format!("{question}: "))
        .map_err(failed)?;
    let typed = match echo {
        Echo::Yes => terminal.read_line(),
        Echo::No => terminal.read_secure_line(),
    };
    typed.map(Secret::new).map_err(failed)
}
