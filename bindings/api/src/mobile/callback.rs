//! What callbacks throw.

use crate::CallbackFailure;

/// What a callback in Kotlin or Swift may throw; any other exception will do as well.
#[derive(uniffi::Error)]
pub enum CallbackException {
    /// It could not be done; the reason is kept off the wire.
    Failed {
        /// Why, in the caller's own words.
        reason: String,
    },
}

impl std::fmt::Debug for CallbackException {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallbackException([personal])")
    }
}

impl std::fmt::Display for CallbackException {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the caller's own code failed")
    }
}

impl std::error::Error for CallbackException {}

impl From<uniffi::UnexpectedUniFFICallbackError> for CallbackException {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed {
            reason: error.reason,
        }
    }
}

impl From<CallbackException> for CallbackFailure {
    fn from(thrown: CallbackException) -> Self {
        let CallbackException::Failed { reason } = thrown;
        Self(reason)
    }
}
