//! The functions of the facade over JSON: what the conformance vectors are run with in Rust.
//!
//! Each language's runner calls its own package with the same names and the same members.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::fault::{Code, Error};
use crate::{ApiError, Result};

/// A function by its name.
pub(crate) struct Call {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its arguments, in order: name and type.
    pub(crate) arguments: &'static [(&'static str, &'static str)],
    /// The type of its answer.
    pub(crate) answers: &'static str,
    /// Whether it waits for others, or works for long.
    pub(crate) long: bool,
    /// Runs it.
    pub(crate) run: fn(Given) -> Result<Value>,
}

/// The arguments of a call, taken one by one.
pub(crate) struct Given(Map<String, Value>);

impl Given {
    /// The argument with this name; one left out is `null`, which stands for `None`.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T> {
        let value = self.0.remove(name).unwrap_or_default();
        serde_json::from_value(value).map_err(|_| misfit(name))
    }

    /// Nothing may be left over: a misspelt name would go unnoticed.
    pub(crate) fn finish(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(misfit("arguments"))
        }
    }
}

/// What a function answered, as JSON.
pub(crate) fn answer<T: Serialize>(answered: Result<T>) -> Result<Value> {
    serde_json::to_value(answered?).map_err(|_| Error::new(Code::Defect).into())
}

fn misfit(name: &'static str) -> ApiError {
    let position = cie_core::error::Position::Field(name.into());
    Error::new(Code::Arguments).at(position).into()
}

/// The facade as data: its functions with the types of their arguments and answers, its records with
/// those of their fields, which of these are personal, its enumerations with their texts. The runners
/// of the conformance vectors go by it in every language, and the generator of Kotlin and Swift.
///
/// ```
/// let schema = cie_api::schema();
/// assert_eq!(schema["functions"]["omocodes"]["arguments"][0], serde_json::json!(["code", "String"]));
/// ```
#[must_use]
pub fn schema() -> Value {
    // Types as written, without the blanks that the compiler puts between their parts.
    let tight = |of: &str| of.split_whitespace().collect::<String>().replace(",>", ">");
    let typed = |members: &[(&str, &str)]| -> Value {
        members
            .iter()
            .map(|(name, of)| serde_json::json!([name, tight(of)]))
            .collect()
    };
    let functions: Map<String, Value> = all()
        .map(|call| {
            let about = serde_json::json!({
                "arguments": typed(call.arguments),
                "answers": tight(call.answers),
                "long": call.long,
            });
            (call.name.to_owned(), about)
        })
        .collect();
    let records: Map<String, Value> = crate::RECORDS
        .iter()
        .map(|(name, fields)| {
            let fields: Vec<_> = fields.iter().map(|(name, of, _)| (*name, *of)).collect();
            ((*name).to_owned(), typed(&fields))
        })
        .collect();
    let personal: Map<String, Value> = crate::RECORDS
        .iter()
        .map(|(name, fields)| {
            let marked = fields.iter().filter(|(_, _, personal)| *personal);
            let names = marked.map(|(name, _, _)| Value::from(*name));
            ((*name).to_owned(), names.collect())
        })
        .collect();
    let choices: Map<String, Value> = crate::CHOICES
        .iter()
        .map(|choice| {
            let texts = choice.values.iter().map(|(_, text, _)| Value::from(*text));
            (choice.name.to_owned(), texts.collect())
        })
        .collect();
    serde_json::json!({
        "functions": functions,
        "records": records,
        "personal": personal,
        "choices": choices,
    })
}

/// Calls a function of the facade by its name, with its arguments as JSON: days are `YYYY-MM-DD`,
/// enumerations their text, records objects.
///
/// ```
/// let arguments = serde_json::json!({ "code": "RSSMRA80A41H501Y" });
/// let parts = cie_api::call("parse_codice_fiscale", arguments)?;
/// assert_eq!(parts["sex"], "F");
/// # Ok::<(), cie_api::ApiError>(())
/// ```
///
/// # Errors
/// `CIE-API-002` when there is no such function or the arguments are not its own; those of the
/// function.
pub fn call(name: &str, arguments: Value) -> Result<Value> {
    let found = all().find(|call| call.name == name);
    let found = found.ok_or_else(|| misfit("name"))?;
    let Value::Object(given) = arguments else {
        return Err(misfit("arguments"));
    };
    (found.run)(Given(given))
}

fn all() -> impl Iterator<Item = &'static Call> {
    crate::AREAS.iter().copied().flatten()
}
