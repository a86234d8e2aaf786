//! A date of birth, perhaps incomplete, as each language has it.

use std::fmt;
use std::str::FromStr;

use cie_core::date::PartialDate;

use crate::{ApiError, Result};

/// A date of birth: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` when the rest is not known. Python takes a
/// `datetime.date` too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Born(pub PartialDate);

impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Born {
    type Err = ApiError;

    /// # Errors
    /// `CIE-CORE-001` when the text is none of the three forms or the day is not in the calendar.
    fn from_str(text: &str) -> Result<Self> {
        Ok(Self(text.parse()?))
    }
}

#[cfg(feature = "python")]
mod python {
    use pyo3::inspect::PyStaticExpr;
    use pyo3::prelude::*;
    // By its bare name, because it calls itself so.
    use pyo3::type_hint_union;
    use pyo3::types::PyString;

    use super::Born;
    use crate::Day;

    impl<'py> IntoPyObject<'py> for Born {
        type Target = PyString;
        type Output = Bound<'py, PyString>;
        type Error = PyErr;

        const OUTPUT_TYPE: PyStaticExpr = <String as IntoPyObject<'_>>::OUTPUT_TYPE;

        fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
            Ok(PyString::new(py, &self.to_string()))
        }
    }

    impl FromPyObject<'_, '_> for Born {
        type Error = PyErr;

        const INPUT_TYPE: PyStaticExpr = type_hint_union!(
            <Day as FromPyObject<'_, '_>>::INPUT_TYPE,
            <String as FromPyObject<'_, '_>>::INPUT_TYPE
        );

        fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
            if let Ok(text) = given.extract::<&str>() {
                return Ok(text.parse()?);
            }
            given.extract::<Day>().map(|day| Self(day.0.into()))
        }
    }
}

#[cfg(feature = "node")]
text_in_node!(Born);

#[cfg(feature = "mobile")]
uniffi::custom_type!(Born, String, {
    lower: |born| born.to_string(),
    // As the error that Kotlin and Swift know: any other would come out as a defect.
    try_lift: |text| Ok(text.parse().map_err(crate::mobile::CieError::from)?),
});
