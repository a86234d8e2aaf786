//! The devices of a workstation: whether they are there, what comes and goes.

mod event;
pub(crate) mod trial;
pub(crate) mod watch;
pub(crate) mod watcher;

pub use event::{DeviceChange, DeviceEvent, DeviceKind, DeviceState};
pub use trial::{DeviceTrial, try_devices};
pub use watch::DeviceWatch;
pub use watcher::{DeviceObserver, DeviceWatcher};

#[cfg(feature = "python")]
pub(crate) mod python {
    pub(crate) use super::trial::python::*;
    pub(crate) use super::watch::python::*;
}
