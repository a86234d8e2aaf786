//! What must not get into a command line: from a file, from standard input, or typed.

use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

use cie_core::lang::Lang;
use cie_core::redact::Secret;
use console::Term;
use zeroize::Zeroizing;

use crate::commands::input;
use crate::exit::{Failure, Status};

/// Longer than any zone, and than any two PINs, with their line ends.
const MAX_LEN: u64 = 1024;

/// Refuses what is not a file but the secret itself, without repeating it: command lines are seen by
/// other users and kept in histories.
pub(crate) fn not_typed(path: &Path, option: &str) -> Result<(), Failure> {
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
pub(crate) fn from_file(path: &Path) -> Result<Secret, Failure> {
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
pub(crate) fn whole_file(path: &Path) -> Result<Secret, Failure> {
    let bytes = Zeroizing::new(input::read(path, MAX_LEN)?);
    Ok(Secret::new(String::from_utf8_lossy(&bytes).trim()))
}

/// Whether to show what is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Echo {
    Yes,
    No,
}

/// Every line of a short file, or of standard input for `-`, without its end.
#[cfg(feature = "pkcs11")]
pub(crate) fn lines(path: &Path) -> Result<Vec<Secret>, Failure> {
    let bytes = Zeroizing::new(input::read(path, MAX_LEN)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        Failure::new(Status::Findings, "non è testo UTF-8", "not UTF-8 text").in_file(path)
    })?;
    Ok(text.lines().map(Secret::new).collect())
}

/// Asks at the terminal; `instead` are the ways to give it where there is none.
pub(crate) fn ask(question: &str, echo: Echo, instead: &[&str]) -> Result<Secret, Failure> {
    match typed(question, echo) {
        Ok(Some(secret)) => Ok(secret),
        Ok(None) => {
            let (it, en) = (instead.join(" o "), instead.join(" or "));
            Err(Failure::new(
                Status::Usage,
                format!("nessun terminale a cui chiedere: indicare {it}"),
                format!("no terminal to ask at: give {en}"),
            ))
        }
        Err(error) => Err(Failure::new(
            Status::Environment,
            format!("terminale non leggibile: {error}"),
            format!("the terminal cannot be read: {error}"),
        )),
    }
}

/// What is typed at the terminal; nothing where there is none.
pub(crate) fn typed(question: &str, echo: Echo) -> io::Result<Option<Secret>> {
    let terminal = Term::stderr();
    if !terminal.is_term() || !io::stdin().is_terminal() {
        return Ok(None);
    }
    terminal.write_str(&format!("{question}: "))?;
    let typed = match echo {
        Echo::Yes => terminal.read_line(),
        Echo::No => terminal.read_secure_line(),
    };
    typed.map(Secret::new).map(Some)
}

/// A new PIN, asked for twice when it is typed: what nobody sees is easily mistyped.
pub(crate) fn new_pin(
    lang: Lang,
    is_typed: bool,
    mut ask: impl FnMut(&str) -> Result<Secret, Failure>,
) -> Result<Secret, Failure> {
    let first = ask(&text!(lang, "nuovo PIN" / "new PIN"))?;
    if is_typed && ask(&text!(lang, "nuovo PIN, di nuovo" / "new PIN, again"))? != first {
        return Err(Failure::new(
            Status::Findings,
            "i due PIN nuovi sono diversi: nulla è cambiato",
            "the two new PINs differ: nothing was changed",
        ));
    }
    Ok(first)
}
