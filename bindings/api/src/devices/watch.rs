//! What is plugged in and unplugged, told as it happens.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cie_devices::devices as core;

use super::DeviceWatcher;
use super::trial::named;

/// Follows what is plugged in.
pub struct DeviceWatch(Mutex<Option<core::DeviceWatch>>);

/// How long a watch is given to end.
const END: Duration = Duration::from_secs(5);

/// Tells the caller's watcher, until it has had enough.
struct Told {
    watcher: DeviceWatcher,
    enough: Arc<AtomicBool>,
}

impl core::DeviceWatcher for Told {
    fn event(&mut self, event: core::DeviceEvent) {
        if self.enough.load(Ordering::Relaxed) {
            return;
        }
        let Ok(event) = event.try_into() else { return };
        // One that failed is told the next event all the same: the failure is its own to see.
        if let Ok(false) = self.watcher.0.event(event) {
            self.enough.store(true, Ordering::Relaxed);
        }
    }

    // A source that is out of order is tried again; the doctor tells of it.
    fn trouble(&mut self, _: cie_devices::Error) {}
}

object! {
    /// Follows what is plugged in and unplugged, until it is stopped or collected.
    object DeviceWatch

    /// Starts to follow: USB serial ports, and the nodes and files of the devices that the settings
    /// name (TOML text, as `cie devices` takes it; its paths start from `folder`, the present one unless
    /// given). What is there already is no event. The watcher is called on a thread of the watch's own,
    /// one call at a time.
    new(watcher: DeviceWatcher, settings: Option<String> = None, folder: Option<String> = None)
    [
        /// `CIE-DEV-740` and `CIE-DEV-741` for settings that are not sound, with line and column;
        /// `CIE-DEV-745` when no thread can be started;
    ]
    {
        let devices = named(&settings.unwrap_or_default(), folder)?;
        let enough = Arc::new(AtomicBool::new(false));
        let watch = core::DeviceWatch::start(&devices, Box::new(Told { watcher, enough }))?;
        Ok(Self(Mutex::new(Some(watch))))
    }

    long
    /// Stops, and waits for the last call to end; whether it did within some seconds. Stopping twice
    /// does no harm.
    fn stop(&self) -> bool, "Promise<boolean>"
    []
    {
        let watch = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(watch.is_none_or(|watch| watch.stop(END)))
    }
}
