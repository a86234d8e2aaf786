//! JSON from outside, and what is said of it when it is not what was asked for.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::exit::{Failure, Status};

/// The value that the bytes of this file stand for; `it` and `en` say what was asked for.
pub(super) fn parse<T: DeserializeOwned>(
    path: &Path,
    bytes: &[u8],
    it: &str,
    en: &str,
) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| malformed(path, &error, it, en))
}

/// Says where and, if that names nothing but a field, what. The texts of serde quote the values
/// they met, and those are personal.
fn malformed(path: &Path, error: &serde_json::Error, it: &str, en: &str) -> Failure {
    let (path, line, column) = (path.display(), error.line(), error.column());
    let text = error.to_string();
    let (why_it, why_en) = match (missing(&text), choices(&text)) {
        (Some(field), _) => (format!("manca {field}"), format!("{field} is missing")),
        (_, Some(choices)) => (
            format!("i valori ammessi sono {choices}"),
            format!("the values allowed are {choices}"),
        ),
        _ if error.is_data() => (
            "un valore non è quello atteso".to_owned(),
            "a value is not the one expected".to_owned(),
        ),
        _ => ("non è JSON".to_owned(), "not JSON".to_owned()),
    };
    Failure::new(
        Status::Findings,
        format!("{path}, riga {line}, colonna {column}: non è {it}: {why_it}"),
        format!("{path}, line {line}, column {column}: not {en}: {why_en}"),
    )
}

/// The field that is missing.
fn missing(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("missing field `")?;
    rest.split_once('`').map(|(field, _)| field)
}

/// What would have been right in the place of an unknown name: the last part of the text, since
/// the name met, which comes first, may contain anything.
fn choices(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("unknown variant `")?;
    let (_, choices) = rest.rsplit_once(", expected ")?;
    let (choices, _) = choices.rsplit_once(" at line ")?;
    Some(choices.strip_prefix("one of ").unwrap_or(choices))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::office::Reached;

    #[test]
    fn the_choices_are_given_and_what_was_met_is_not() {
        for met in ["ROSSI", "x`, expected one of `ROSSI` at line 1 column 1"] {
            let text = serde_json::to_string(met).expect("a string");
            let failure = parse::<Reached>(Path::new("f"), text.as_bytes(), "un esito", "a result")
                .expect_err("no such result");
            for said in [&failure.it, &failure.en] {
                assert!(said.contains("`with_credentials`"), "{said}");
                assert!(!said.contains("ROSSI"), "{said}");
            }
        }
    }
}
