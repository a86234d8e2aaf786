//! The functions of the facade over JSON: what the conformance vectors are run with in Rust.
//!
//! Each language's runner calls its own package with the same names and the same members.

use std::any::Any;

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

/// A record by its name: its fields with their types and whether they are personal.
pub(crate) type Record = (&'static str, &'static [(&'static str, &'static str, bool)]);

/// An object by its name.
pub(crate) struct Object {
    /// Its name.
    pub(crate) name: &'static str,
    /// The arguments of its constructor, in order: name and type.
    pub(crate) arguments: &'static [(&'static str, &'static str)],
    /// Makes one.
    pub(crate) new: fn(Given) -> Result<Box<dyn Any + Send + Sync>>,
    /// Its methods.
    pub(crate) methods: &'static [Method],
}

/// A method of an object.
pub(crate) struct Method {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its arguments, in order: name and type.
    pub(crate) arguments: &'static [(&'static str, &'static str)],
    /// The type of its answer.
    pub(crate) answers: &'static str,
    /// Runs it.
    pub(crate) run: fn(&(dyn Any + Send + Sync), Given) -> Result<Value>,
}

/// The arguments of a call, taken one by one.
pub(crate) struct Given(Map<String, Value>);

impl Given {
    fn of(arguments: Value) -> Result<Self> {
        match arguments {
            Value::Object(given) => Ok(Self(given)),
            _ => Err(misfit("arguments")),
        }
    }

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
    let objects: Map<String, Value> = crate::OBJECTS
        .iter()
        .map(|object| {
            let methods: Map<String, Value> = object
                .methods
                .iter()
                .map(|method| {
                    (
                        method.name.to_owned(),
                        signature(method.arguments, method.answers),
                    )
                })
                .collect();
            let about = serde_json::json!({ "new": typed(object.arguments), "methods": methods });
            (object.name.to_owned(), about)
        })
        .collect();
    let callbacks: Map<String, Value> = crate::CALLBACKS
        .iter()
        .map(|callback| {
            let methods: Map<String, Value> = callback
                .methods
                .iter()
                .map(|method| {
                    let about = signature(method.arguments, method.answers);
                    (method.name.to_owned(), about)
                })
                .collect();
            (callback.name.to_owned(), methods.into())
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
        "objects": objects,
        "callbacks": callbacks,
        "records": records,
        "personal": personal,
        "choices": choices,
    })
}

/// A type as written, without the blanks that the compiler puts between its parts.
fn tight(of: &str) -> String {
    of.split_whitespace().collect::<String>().replace(",>", ">")
}

fn typed(members: &[(&str, &str)]) -> Value {
    members
        .iter()
        .map(|(name, of)| serde_json::json!([name, tight(of)]))
        .collect()
}

fn signature(arguments: &[(&str, &str)], answers: &str) -> Value {
    serde_json::json!({ "arguments": typed(arguments), "answers": tight(answers) })
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
    (found.run)(Given::of(arguments)?)
}

/// An object that was made by its name.
pub struct Made(&'static Object, Box<dyn Any + Send + Sync>);

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

/// Makes an object of the facade by its name, as [`call`] calls a function.
///
/// # Errors
/// `CIE-API-002` when there is no such object or the arguments are not its constructor's; those of the
/// constructor.
pub fn make(name: &str, arguments: Value) -> Result<Made> {
    let found = crate::OBJECTS.iter().find(|object| object.name == name);
    let found = found.ok_or_else(|| misfit("name"))?;
    Ok(Made(found, (found.new)(Given::of(arguments)?)?))
}

impl Made {
    /// Calls a method by its name.
    ///
    /// # Errors
    /// `CIE-API-002` when there is no such method or the arguments are not its own; those of the
    /// method.
    pub fn call(&self, name: &str, arguments: Value) -> Result<Value> {
        let found = self.0.methods.iter().find(|method| method.name == name);
        let found = found.ok_or_else(|| misfit("name"))?;
        (found.run)(&*self.1, Given::of(arguments)?)
    }
}

fn all() -> impl Iterator<Item = &'static Call> {
    crate::AREAS.iter().copied().flatten()
}

/// The methods of every callback, and the places of the arguments that are one, by names as `spelt`.
#[cfg(feature = "node")]
pub(crate) fn callbacks(spelt: fn(&str) -> String) -> Value {
    let methods: Map<String, Value> = crate::CALLBACKS
        .iter()
        .map(|one| {
            let names = one
                .methods
                .iter()
                .map(|method| Value::from(spelt(method.name)));
            (one.name.to_owned(), names.collect())
        })
        .collect();
    let places = |arguments: &[(&str, &str)]| -> Map<String, Value> {
        let typed = arguments.iter().enumerate();
        typed
            .filter_map(|(at, (_, of))| {
                let of = tight(of);
                let of = of
                    .strip_prefix("Option<")
                    .and_then(|of| of.strip_suffix('>'))
                    .unwrap_or(&of);
                methods
                    .contains_key(of)
                    .then(|| (at.to_string(), Value::from(of)))
            })
            .collect()
    };
    let mut taken = Map::new();
    for call in all() {
        taken.insert(spelt(call.name), places(call.arguments).into());
    }
    for object in crate::OBJECTS {
        taken.insert(object.name.to_owned(), places(object.arguments).into());
        for method in object.methods {
            let name = format!("{}.{}", object.name, spelt(method.name));
            taken.insert(name, places(method.arguments).into());
        }
    }
    taken.retain(|_, places| places.as_object().is_some_and(|places| !places.is_empty()));
    serde_json::json!({ "methods": methods, "taken": taken })
}
