//! What is said of a command line that cannot be read.

mod italian;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::exit::Status;

/// Stands for what was typed.
const CONCEALED: &str = "…";

/// Prints the help or the error, and says with which code to end.
pub(crate) fn end(mut error: clap::Error) -> ExitCode {
    conceal(&mut error);
    let text = match wants_english(std::env::args_os()) {
        true => None,
        false => italian::text(&error),
    };
    // A closed stream leaves nobody to tell.
    let _ = match text {
        Some(text) => std::io::stderr().write_all(text.as_bytes()),
        None => error.print(),
    };
    if error.use_stderr() {
        Status::Usage.into()
    } else {
        Status::Ok.into()
    }
}

/// Whether English was asked for, as far as a line that cannot be read tells.
fn wants_english(arguments: impl IntoIterator<Item = OsString>) -> bool {
    let mut last = None;
    let mut arguments = arguments.into_iter().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--") => break,
            Some("--lang") => last = arguments.next(),
            Some(text) => {
                if let Some(value) = text.strip_prefix("--lang=") {
                    last = Some(value.into());
                }
            }
            None => {}
        }
    }
    last.is_some_and(|lang| lang == "en")
}

/// Takes what was typed out of the message: it may be somebody's name, code or date of birth, and
/// messages end up in logs. The option at fault is still named.
fn conceal(error: &mut clap::Error) {
    for kind in [ContextKind::InvalidValue, ContextKind::InvalidSubcommand] {
        // An empty value is how clap says that there was none.
        if matches!(error.get(kind), Some(ContextValue::String(typed)) if !typed.is_empty()) {
            error.insert(kind, ContextValue::String(CONCEALED.to_owned()));
        }
    }
    let stray = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(typed)) => !is_option(typed),
        _ => false,
    };
    if stray && error.kind() == ErrorKind::UnknownArgument {
        let concealed = ContextValue::String(CONCEALED.to_owned());
        error.insert(ContextKind::InvalidArg, concealed);
    }
    // Tips of the form "to pass 'VALUE' as a value".
    error.remove(ContextKind::Suggested);
}

/// Whether this has the form of an option's name, which says nothing of anybody.
fn is_option(typed: &str) -> bool {
    typed.starts_with("--") && typed.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_language_named_counts() {
        let english = |line: &str| wants_english(line.split(' ').map(OsString::from));
        assert!(english("cie --lang en cf"));
        assert!(english("cie cf --lang=en"));
        assert!(english("cie --lang it cf --lang en"));
        assert!(!english("cie cf"));
        assert!(!english("cie --lang it cf"));
        assert!(!english("cie cf -- --lang en"));
        assert!(!english("cie --lang de"));
    }
}
