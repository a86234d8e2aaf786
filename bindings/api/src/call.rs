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
    /// The names of its arguments, in order.
    pub(crate) arguments: &'static [&'static str],
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

/// The names of every function of the facade, each with the names of its arguments.
pub fn functions() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    all().map(|call| (call.name, call.arguments))
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
