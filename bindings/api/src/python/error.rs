//! How the facade's error becomes a Python exception.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::ApiError;

impl From<ApiError> for PyErr {
    fn from(error: ApiError) -> Self {
        Python::attach(|py| match raised(py, error) {
            // A failure here is one of the package itself, and says so.
            Ok(exception) => Self::from_value(exception),
            Err(failure) => failure,
        })
    }
}

/// The exception of the error's class, made as the package `cie` makes it.
fn raised(py: Python<'_>, error: ApiError) -> PyResult<Bound<'_, PyAny>> {
    let classes = py.import("cie._errors")?.getattr("BY_KIND")?;
    let class = classes.get_item(error.kind.text())?;
    let fields = PyDict::new(py);
    fields.set_item("code", error.code)?;
    fields.set_item("kind", error.kind)?;
    fields.set_item("message_it", error.message_it)?;
    fields.set_item("message_en", error.message_en)?;
    fields.set_item("position", error.position)?;
    class.call((), Some(&fields))
}
