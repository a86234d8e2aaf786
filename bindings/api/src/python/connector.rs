//! A connector whose registry is a Python object.

use std::sync::Arc;
use std::time::Duration;

use pyo3::prelude::*;

use super::Caller;
use crate::connector::{self, ConnectorConfig, Registry, Reply};
use crate::{CallbackFailure, CardAnnulment, CardEffect, CardNotice, Found, Query, Subject};

/// How often a wait looks whether somebody pressed Ctrl-C.
const LOOK: Duration = Duration::from_millis(100);

/// A Python object with the methods of a registry.
struct PyRegistry(Caller);

/// What a registry's method may return.
trait TakenFrom<'py>: Sized {
    fn taken_from(answer: &Bound<'py, PyAny>) -> PyResult<Self>;
}

impl<'py> TakenFrom<'py> for Found {
    /// A `Found`, a list of subjects, one subject, or none.
    fn taken_from(answer: &Bound<'py, PyAny>) -> PyResult<Self> {
        let of = |subjects| Self {
            subjects,
            resident_elsewhere_istat: None,
            resident_elsewhere: None,
        };
        if answer.is_none() {
            return Ok(of(Vec::new()));
        }
        if let Ok(found) = answer.extract::<Self>() {
            return Ok(found);
        }
        if let Ok(subject) = answer.extract::<Subject>() {
            return Ok(of(vec![subject]));
        }
        answer.extract().map(of)
    }
}

impl<'py> TakenFrom<'py> for CardEffect {
    /// A `CardEffect`, or none for a notice that was recorded.
    fn taken_from(answer: &Bound<'py, PyAny>) -> PyResult<Self> {
        if answer.is_none() {
            return Ok(Self::Recorded);
        }
        answer.extract()
    }
}

/// What a method returned, in any of the forms that it may.
struct Lenient<T>(T);

impl<'py, T: TakenFrom<'py>> FromPyObject<'_, 'py> for Lenient<T> {
    type Error = PyErr;

    fn extract(given: pyo3::Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        T::taken_from(&given).map(Self)
    }
}

impl PyRegistry {
    fn ask<A, T>(&self, method: &str, argument: A) -> Result<T, CallbackFailure>
    where
        A: for<'py> IntoPyObject<'py>,
        T: for<'py> TakenFrom<'py>,
    {
        let answer: Lenient<T> = self.0.call(method, (argument,))?;
        Ok(answer.0)
    }
}

impl Registry for PyRegistry {
    fn find(&self, query: Query) -> Result<Found, CallbackFailure> {
        self.ask("find", query)
    }

    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, CallbackFailure> {
        self.ask("card_issued", notice)
    }

    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, CallbackFailure> {
        self.ask("card_annulled", annulment)
    }
}

/// An APR connector over a registry of your own: any object with the methods `find`, `card_issued`
/// and `card_annulled`, see `Registry`.
///
/// `find` gets a `Query` and returns a `Found`, a list of subjects, one subject, or `None`.
/// `card_issued` gets a `CardNotice`, `card_annulled` a `CardAnnulment`; both return a `CardEffect`,
/// or `None` for one that was recorded. They may be `async`, may be slow, and are called from several
/// threads. What they raise goes to the logger `cie.registry` and never on the wire: the workstation
/// is told that the registry failed, and may ask again.
///
/// Raises a `CieError`: `CIE-API-005` when the profile's file cannot be read, `CIE-SAD-…` when a
/// profile is not sound, `CIE-STORE-…` when the store cannot be opened.
#[pyclass(frozen, module = "cie")]
pub(crate) struct Connector(connector::Connector);

#[pymethods]
impl Connector {
    #[new]
    fn __new__(
        py: Python<'_>,
        config: ConnectorConfig,
        registry: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let methods = ["find", "card_issued", "card_annulled"];
        let registry = Arc::new(PyRegistry(Caller::new(registry, "Registry", &methods)?));
        Ok(Self(
            py.detach(|| connector::Connector::new(config, registry))?,
        ))
    }

    /// Answers one message, for programs that have a web server of their own.
    fn answer(&self, py: Python<'_>, message: Vec<u8>) -> PyResult<Reply> {
        Ok(py.detach(|| self.0.answer(&message))?)
    }

    /// Starts a server on the address of the configuration. Use it in a `with`, or call `stop`.
    ///
    /// Raises a `CieError`: `CIE-SAD-301` when the address or port cannot be listened on,
    /// `CIE-SAD-302` when no thread can start, `CIE-SAD-303` for a path that is not absolute,
    /// `CIE-SAD-310` for a certificate or key that cannot be used.
    fn serve(&self, py: Python<'_>) -> PyResult<Server> {
        Ok(Server(py.detach(|| self.0.serve())?))
    }

    fn __repr__(&self) -> &'static str {
        "<cie.Connector>"
    }
}

/// A connector that is serving; it stops when it is left, stopped, or collected.
#[pyclass(frozen, module = "cie")]
pub(crate) struct Server(connector::Server);

#[pymethods]
impl Server {
    /// The address that workstations are given.
    #[getter]
    fn url(&self) -> &str {
        self.0.url()
    }

    /// Stops listening, waits some seconds for the requests in hand, and ends.
    fn stop(&self, py: Python<'_>) {
        py.detach(|| self.0.stop());
    }

    /// Waits until the server is stopped by another thread, or by Ctrl-C; whether it was, within
    /// `seconds` if they are given.
    #[pyo3(signature = (seconds = None))]
    fn wait(&self, py: Python<'_>, seconds: Option<f64>) -> PyResult<bool> {
        let started = std::time::Instant::now();
        loop {
            let left = seconds.map_or(f64::INFINITY, |all| all - started.elapsed().as_secs_f64());
            if left <= 0.0 {
                return Ok(false);
            }
            let pause = LOOK.min(Duration::try_from_secs_f64(left).unwrap_or(LOOK));
            if py.detach(|| self.0.wait(pause)) {
                return Ok(true);
            }
            py.check_signals()?;
        }
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception: "object") -> "None")]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, pyo3::types::PyTuple>) {
        self.stop(py);
    }

    fn __repr__(&self) -> String {
        format!("<cie.Server {}>", self.0.url())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Threads in there may be waiting for the interpreter: it is let go meanwhile.
        if Python::try_attach(|py| py.detach(|| self.0.stop())).is_none() {
            self.0.stop();
        }
    }
}
