//! The errors of the command line in Italian: clap knows only English.

use std::error::Error as _;
use std::fmt::Write;
use std::net::AddrParseError;
use std::num::{ParseFloatError, ParseIntError};

use cie_core::error::Coded;
use cie_core::lang::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The whole message; nothing where clap's own is not an error, such as the help.
pub(super) fn text(error: &clap::Error) -> Option<String> {
    if !error.use_stderr() {
        return None;
    }
    let mut text = format!("errore: {}\n", what(error)?);
    for (kind, name) in [
        (ContextKind::SuggestedSubcommand, "un comando simile"),
        (ContextKind::SuggestedArg, "un'opzione simile"),
        (ContextKind::SuggestedValue, "un valore simile"),
    ] {
        if let Some(list) = list(error.get(kind)) {
            let _ = write!(text, "\n  suggerimento: esiste {name}: {list}\n");
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        let usage = usage
            .replace("[OPTIONS]", "[OPZIONI]")
            .replace("<COMMAND>", "<COMANDO>");
        let _ = write!(text, "\nUso: {usage}\n");
    }
    text.push_str("\nPer saperne di più, provare '--help'.\n");
    Some(text)
}

/// What is wrong, from the kind of the error and its context.
fn what(error: &clap::Error) -> Option<String> {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => Some(*number),
        _ => None,
    };
    let argument = word(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidValue => {
            let argument = argument?;
            let mut text = match word(ContextKind::InvalidValue) {
                Some("") | None => format!("'{argument}' vuole un valore, che manca"),
                Some(value) => format!("valore '{value}' non valido per '{argument}'"),
            };
            if let Some(values) = list(error.get(ContextKind::ValidValue)) {
                let _ = write!(text, "\n  [valori ammessi: {values}]");
            }
            text
        }
        ErrorKind::ValueValidation => {
            let (value, argument) = (word(ContextKind::InvalidValue)?, argument?);
            let text = format!("valore '{value}' non valido per '{argument}'");
            match reason(error) {
                Some(reason) => format!("{text}: {reason}"),
                None => text,
            }
        }
        ErrorKind::UnknownArgument => format!("argomento '{}' non previsto", argument?),
        ErrorKind::InvalidSubcommand => {
            let command = word(ContextKind::InvalidSubcommand)?;
            format!("comando '{command}' sconosciuto")
        }
        ErrorKind::MissingSubcommand => {
            let command = word(ContextKind::InvalidSubcommand)?;
            let mut text = format!("'{command}' vuole un comando, che manca");
            if let Some(commands) = list(error.get(ContextKind::ValidSubcommand)) {
                let _ = write!(text, "\n  [comandi: {commands}]");
            }
            text
        }
        ErrorKind::MissingRequiredArgument => {
            let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else {
                return None;
            };
            let mut text = "mancano questi argomenti obbligatori:".to_owned();
            for argument in missing {
                let _ = write!(text, "\n  {argument}");
            }
            text
        }
        ErrorKind::ArgumentConflict => conflict(error, argument?),
        ErrorKind::NoEquals => format!("'{}' vuole il segno di uguale", argument?),
        ErrorKind::TooManyValues => format!("troppi valori per '{}'", argument?),
        ErrorKind::TooFewValues => {
            let least = number(ContextKind::MinValues)?;
            format!("'{}' vuole almeno {least} valori", argument?)
        }
        ErrorKind::WrongNumberOfValues => {
            let wanted = number(ContextKind::ExpectedNumValues)?;
            format!("'{}' vuole {wanted} valori", argument?)
        }
        ErrorKind::InvalidUtf8 => "un argomento non è UTF-8".to_owned(),
        // The help, which has its own form, and kinds still to come.
        _ => return None,
    })
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    match list(error.get(ContextKind::PriorArg)) {
        Some(prior) if prior == argument => {
            format!("'{argument}' non si può ripetere")
        }
        Some(prior) => format!("'{argument}' non si può usare insieme con {prior}"),
        None => format!("'{argument}' non si può usare insieme con altri argomenti dati"),
    }
}

/// Why a value was refused. Other reasons than these are lists of the choices.
fn reason(error: &clap::Error) -> Option<String> {
    let source = error.source()?;
    if let Some(error) = source.downcast_ref::<cie_core::Error>() {
        return Some(error.message(Lang::It));
    }
    if let Some(error) = source.downcast_ref::<cie_devices::Error>() {
        return Some(error.message(Lang::It));
    }
    Some(
        if source.is::<ParseIntError>() || source.is::<ParseFloatError>() {
            "non è un numero nei limiti".to_owned()
        } else if source.is::<AddrParseError>() {
            "non è un indirizzo con la porta".to_owned()
        } else {
            source.to_string()
        },
    )
}

fn list(value: Option<&ContextValue>) -> Option<String> {
    match value {
        Some(ContextValue::String(one)) => Some(one.clone()),
        Some(ContextValue::Strings(several)) if !several.is_empty() => Some(several.join(", ")),
        _ => None,
    }
}
