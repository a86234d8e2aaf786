//! Who is told what comes and goes.

use super::DeviceEvent;

callback! {
    /// Somebody who is told what is plugged in and unplugged.
    pub trait DeviceObserver as DeviceWatcher;

    /// Something was plugged in, unplugged, put in or taken out. Returns whether to go on being told.
    fn event(event: DeviceEvent) -> bool;
}
