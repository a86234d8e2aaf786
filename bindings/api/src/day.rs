//! A day, as each language has it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::{ApiError, Result};

/// A calendar day: `datetime.date` in Python, `YYYY-MM-DD` in TypeScript, `java.time.LocalDate` in
/// Kotlin.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub NaiveDate);

impl Day {
    /// The day given, or today by the clock of the machine: the core reads none.
    pub(crate) fn or_today(given: Option<Self>) -> NaiveDate {
        given.map_or_else(|| chrono::Local::now().date_naive(), |day| day.0)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = ApiError;

    /// # Errors
    /// `CIE-CORE-001` when the text is not `YYYY-MM-DD` or the day is not in the calendar.
    fn from_str(text: &str) -> Result<Self> {
        Ok(Self(cie_core::date::parse_date(text)?))
    }
}

#[cfg(feature = "python")]
mod python {
    use chrono::NaiveDate;
    use pyo3::inspect::PyStaticExpr;
    use pyo3::prelude::*;
    use pyo3::types::PyDate;

    use super::Day;

    impl<'py> IntoPyObject<'py> for Day {
        type Target = PyDate;
        type Output = Bound<'py, PyDate>;
        type Error = PyErr;

        const OUTPUT_TYPE: PyStaticExpr = <NaiveDate as IntoPyObject<'_>>::OUTPUT_TYPE;

        fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
            self.0.into_pyobject(py)
        }
    }

    impl FromPyObject<'_, '_> for Day {
        type Error = PyErr;

        const INPUT_TYPE: PyStaticExpr = <NaiveDate as FromPyObject<'_, '_>>::INPUT_TYPE;

        fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
            given.extract().map(Self)
        }
    }
}

#[cfg(feature = "node")]
text_in_node!(Day);

#[cfg(feature = "mobile")]
uniffi::custom_type!(Day, String, {
    lower: |day| day.to_string(),
    // As the error that Kotlin and Swift know: any other would come out as a defect.
    try_lift: |text| Ok(text.parse().map_err(crate::mobile::CieError::from)?),
});
