//! What tells a command that runs on to end, or to look at its files again.

/// What was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// End: Ctrl-C, or the system's own word for it.
    Stop,
    /// Look at the files again.
    #[cfg_attr(windows, allow(dead_code, reason = "Windows has no such signal"))]
    Reload,
}

/// The signals of this process, from when this is made.
pub(crate) struct Signals(system::Signals);

impl Signals {
    /// Listens. Needs the runtime that will wait.
    pub(crate) fn new() -> std::io::Result<Self> {
        system::Signals::new().map(Self)
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Signal {
        self.0.next().await
    }
}

#[cfg(unix)]
mod system {
    use tokio::signal::unix::{Signal as Source, SignalKind, signal};

    use super::Signal;

    pub(super) struct Signals {
        interrupt: Source,
        terminate: Source,
        hang_up: Source,
    }

    impl Signals {
        pub(super) fn new() -> std::io::Result<Self> {
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
                hang_up: signal(SignalKind::hangup())?,
            })
        }

        pub(super) async fn next(&mut self) -> Signal {
            tokio::select! {
                _ = self.interrupt.recv() => Signal::Stop,
                _ = self.terminate.recv() => Signal::Stop,
                _ = self.hang_up.recv() => Signal::Reload,
            }
        }
    }
}

#[cfg(windows)]
mod system {
    use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, CtrlShutdown};
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

    use super::Signal;

    pub(super) struct Signals {
        interrupt: CtrlC,
        shutdown: CtrlShutdown,
        close: CtrlClose,
        stop: CtrlBreak,
    }

    impl Signals {
        pub(super) fn new() -> std::io::Result<Self> {
            Ok(Self {
                interrupt: ctrl_c()?,
                shutdown: ctrl_shutdown()?,
                close: ctrl_close()?,
                stop: ctrl_break()?,
            })
        }

        pub(super) async fn next(&mut self) -> Signal {
            tokio::select! {
                _ = self.interrupt.recv() => Signal::Stop,
                _ = self.shutdown.recv() => Signal::Stop,
                _ = self.close.recv() => Signal::Stop,
                _ = self.stop.recv() => Signal::Stop,
            }
        }
    }
}
