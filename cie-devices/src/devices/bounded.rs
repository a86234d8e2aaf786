//! Calls that may hang, each with a limit of time.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread::Builder;
use std::time::Duration;

use crate::{Code, Error, Result};

/// What a call brings, or `CIE-DEV-744` when it takes longer; then its thread is left behind.
pub(super) fn bounded<T: Send + 'static>(
    limit: Duration,
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (sender, receiver) = sync_channel(1);
    Builder::new()
        .name("cie device".to_owned())
        .spawn(move || {
            // Nobody listens any more when time is up.
            let _ = sender.send(call());
        })
        .map_err(|e| Error::new(Code::DeviceFailed).detail("thread").caused_by(e))?;
    receiver.recv_timeout(limit).map_err(|error| match error {
        RecvTimeoutError::Timeout => {
            Error::new(Code::DeviceTimedOut).detail(format!("{} ms", limit.as_millis()))
        }
        RecvTimeoutError::Disconnected => Error::new(Code::DeviceFailed).detail("broke off"),
    })
}
