//! Nothing that goes wrong inside may stop the caller's program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Result;
use crate::fault::{Code, Error};

/// Runs an entry of the facade; a panic becomes the error `CIE-API-001`.
///
/// A panic that crossed the boundary would end Node, and pass by `except Exception` in Python. Its
/// text is left out: it may hold what the caller passed.
///
/// ```
/// let caught = cie_api::guard(|| -> cie_api::Result<()> { panic!("a defect") });
/// assert_eq!(caught.unwrap_err().code, "CIE-API-001");
/// ```
///
/// # Errors
/// Those of what is run; `CIE-API-001` when it panics.
pub fn guard<T>(entry: impl FnOnce() -> Result<T>) -> Result<T> {
    // Whatever was half-changed is the callee's own: entries hold no state across calls.
    catch_unwind(AssertUnwindSafe(entry)).unwrap_or_else(|_| Err(Error::new(Code::Defect).into()))
}
