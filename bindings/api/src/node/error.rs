//! How the facade's error becomes a JavaScript exception.

use crate::ApiError;

/// The error as JSON in the text of the exception: the package's JavaScript makes a `CieError` of it.
pub(crate) fn thrown(error: ApiError) -> napi::Error {
    napi::Error::from_reason(error.to_json())
}
