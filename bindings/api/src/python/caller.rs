//! An object of Python's, called from the threads of the SDK.

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::CallbackFailure;

/// A Python object, in the package's own helper, which runs coroutines too and logs what is raised.
pub(crate) struct Caller(Py<PyAny>);

impl Caller {
    /// Takes an object that has these methods. What they raise goes to the logger `cie.` and the name
    /// of the kind in lower case.
    ///
    /// # Errors
    /// `TypeError` when a method is missing: better here than in the middle of the work.
    pub(crate) fn new(object: &Bound<'_, PyAny>, kind: &str, methods: &[&str]) -> PyResult<Self> {
        for method in methods {
            let found = object.getattr_opt(*method)?;
            if !found.is_some_and(|found| found.is_callable()) {
                return Err(pyo3::exceptions::PyTypeError::new_err(format!(
                    "a {kind} needs the method `{method}`"
                )));
            }
        }
        let helper = object.py().import("cie._callback")?.getattr("Caller")?;
        let logger = format!("cie.{}", kind.to_lowercase());
        Ok(Self(helper.call1((object, logger))?.unbind()))
    }

    /// Calls a method; its exception goes to the logger and its text no further than the failure.
    pub(crate) fn call<A, T>(&self, method: &str, arguments: A) -> Result<T, CallbackFailure>
    where
        A: for<'py> IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>>,
        T: for<'a, 'py> FromPyObject<'a, 'py>,
    {
        let asked = Python::try_attach(|py| {
            let arguments = arguments.into_pyobject(py).map_err(Into::<PyErr>::into)?;
            let mut all = vec![PyString::new(py, method).into_any()];
            all.extend(arguments.iter());
            let answer = self.0.bind(py).call1(PyTuple::new(py, all)?)?;
            let taken: PyResult<T> = answer.extract().map_err(Into::into);
            taken
        });
        match asked {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(error)) => Err(CallbackFailure(error.to_string())),
            None => Err(CallbackFailure("the interpreter is ending".into())),
        }
    }
}
