//! Calls into the system's service, each with a limit of time.
//!
//! The service's own calls wait for ever when it, a driver or a reader hangs. Each runs in a thread
//! of its own; when time is up the caller goes on and the thread ends whenever the call does.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread::Builder;
use std::time::Duration;

use crate::{Code, Error, Result};

/// How long to wait for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Patience {
    /// For the service, the list of readers and the opening of a card.
    pub opening: Duration,
    /// For other programs to end their transaction.
    pub turn: Duration,
    /// For the answer to one command: the chip's slowest step takes two or three seconds.
    pub exchange: Duration,
}

impl Default for Patience {
    /// Ten seconds to open, ten for the turn, thirty for an exchange.
    fn default() -> Self {
        Self {
            opening: Duration::from_secs(10),
            turn: Duration::from_secs(10),
            exchange: Duration::from_secs(30),
        }
    }
}

impl Patience {
    /// The same time for everything.
    #[must_use]
    pub const fn of(most: Duration) -> Self {
        Self {
            opening: most,
            turn: most,
            exchange: most,
        }
    }
}

/// The result of a call, or `CIE-DEV-601` when it takes longer.
pub(super) fn bounded<R: Send + 'static>(
    most: Duration,
    step: &'static str,
    call: impl FnOnce() -> R + Send + 'static,
) -> Result<R> {
    let (sender, receiver) = sync_channel(1);
    Builder::new()
        .name(format!("cie {step}"))
        .spawn(move || {
            // Nobody listens any more when time is up.
            let _ = sender.send(call());
        })
        .map_err(|e| {
            Error::new(Code::ReaderUnavailable)
                .detail(step)
                .caused_by(e)
        })?;
    receiver.recv_timeout(most).map_err(|e| late(e, most, step))
}

/// What a wait that came to nothing means.
pub(super) fn late(error: RecvTimeoutError, most: Duration, step: &'static str) -> Error {
    match error {
        RecvTimeoutError::Timeout => {
            Error::new(Code::CardTimeout).detail(format!("{step}, {} ms", most.as_millis()))
        }
        RecvTimeoutError::Disconnected => Error::new(Code::ReaderUnavailable).detail(step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_left_behind() {
        let short = Duration::from_millis(20);
        assert_eq!(bounded(short, "test", || 7).unwrap(), 7);
        let error = bounded(short, "test", || std::thread::sleep(Duration::from_secs(2)));
        let error = error.unwrap_err();
        assert_eq!(error.code(), Code::CardTimeout);
        assert!(error.to_string().contains("test, 20 ms"), "{error}");
    }
}
