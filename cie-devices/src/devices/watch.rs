//! What is plugged in and unplugged, told as it happens.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::{DeviceKind, Devices, found};
use crate::{Code, Error, Result};

/// How often nodes are looked at, and how soon a request to stop is seen.
const PAUSE: Duration = Duration::from_millis(200);
/// How long a smart card service that is gone is left alone.
#[cfg(feature = "pcsc")]
const RETRY: Duration = Duration::from_secs(2);

/// What happened to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// It was plugged in.
    Appeared,
    /// It was unplugged.
    Gone,
    /// A card was put into it.
    CardInserted,
    /// The card was taken out.
    CardRemoved,
}

impl Change {
    /// Its name in JSON, such as `card_inserted`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::Gone => "gone",
            Self::CardInserted => "card_inserted",
            Self::CardRemoved => "card_removed",
        }
    }
}

/// Something that happened to a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DeviceEvent {
    /// What happened.
    pub change: Change,
    /// What sort of device it is.
    pub kind: DeviceKind,
    /// The reader's name, or the path of the node.
    pub name: String,
    /// The name that the file of devices gives it, if it does.
    pub device: Option<String>,
}

/// Is told what happens. Called on a thread of the watch's own, one call at a time.
pub trait DeviceWatcher: Send {
    /// Something was plugged in, unplugged, put in or taken out.
    fn event(&mut self, event: DeviceEvent);

    /// A source of events is out of order, such as a smart card service that has stopped. It is
    /// tried again; this is said once for each time that it fails anew.
    fn trouble(&mut self, error: Error);
}

type Told = Result<DeviceEvent>;

/// Follows what is plugged in, until it is stopped or dropped.
#[derive(Debug)]
pub struct DeviceWatch {
    stop: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl DeviceWatch {
    /// Starts to follow: the readers of the smart card service and their cards, the USB serial
    /// ports, and the nodes of the devices of the file. What is there already is no event.
    ///
    /// # Errors
    /// `CIE-DEV-745` when no thread can be started.
    pub fn start(devices: &Devices, watcher: Box<dyn DeviceWatcher>) -> Result<Self> {
        Self::start_in(devices, watcher, PathBuf::from("/dev"))
    }

    pub(super) fn start_in(
        devices: &Devices,
        mut watcher: Box<dyn DeviceWatcher>,
        folder: PathBuf,
    ) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, events) = channel::<Told>();
        let (end, ended) = channel();
        let nodes = Nodes::of(devices, folder);
        // Looked at here: what is plugged in once this has returned is an event.
        let known = nodes.now();
        start("cie nodes", {
            let (stop, sender) = (Arc::clone(&stop), sender.clone());
            move || nodes.follow(known, &stop, &sender)
        })?;
        #[cfg(feature = "pcsc")]
        start("cie readers", {
            let stop = Arc::clone(&stop);
            let names = devices
                .all()
                .iter()
                .filter(|device| device.driver() == "pcsc")
                .map(Arc::clone)
                .collect();
            move || follow_readers(names, &stop, &sender)
        })?;
        #[cfg(not(feature = "pcsc"))]
        drop(sender);
        start("cie device events", move || {
            // Ends when the sources have.
            while let Ok(told) = events.recv() {
                match told {
                    Ok(event) => watcher.event(event),
                    Err(error) => watcher.trouble(error),
                }
            }
            let _ = end.send(());
        })?;
        Ok(Self { stop, ended })
    }

    /// Stops, and waits at most so long for the last call to the watcher to end. Says whether it
    /// has: after that the watcher is not called again.
    #[must_use]
    pub fn stop(self, limit: Duration) -> bool {
        self.stop.store(true, Ordering::SeqCst);
        self.ended.recv_timeout(limit).is_ok()
    }
}

impl Drop for DeviceWatch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let started = Builder::new().name(name.to_owned()).spawn(work);
    started
        .map(drop)
        .map_err(|e| Error::new(Code::DeviceFailed).detail("thread").caused_by(e))
}

/// Whether to go on; waits a moment first.
fn goes_on(stop: &AtomicBool, wait: Duration) -> bool {
    let until = Instant::now() + wait;
    loop {
        if stop.load(Ordering::SeqCst) {
            return false;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        std::thread::sleep(left.min(PAUSE));
    }
}

/// Nodes that come and go with their device.
struct Nodes {
    configured: Vec<(PathBuf, DeviceKind, String)>,
    folder: PathBuf,
}

type Node = (PathBuf, DeviceKind, Option<String>);

impl Nodes {
    fn of(devices: &Devices, folder: PathBuf) -> Self {
        let configured = devices
            .all()
            .iter()
            .filter_map(|device| Some((device.node()?, device.kind(), device.name().to_owned())))
            .collect();
        Self { configured, folder }
    }

    fn now(&self) -> Vec<Node> {
        let there = self.configured.iter().filter(|(path, ..)| path.exists());
        let mut nodes: Vec<Node> = there
            .map(|(path, kind, name)| (path.clone(), *kind, Some(name.clone())))
            .collect();
        for port in found::ports(&self.folder) {
            if !self.configured.iter().any(|(path, ..)| *path == port) {
                nodes.push((port, DeviceKind::BarcodeReader, None));
            }
        }
        nodes
    }

    fn follow(&self, mut known: Vec<Node>, stop: &AtomicBool, sender: &Sender<Told>) {
        while goes_on(stop, PAUSE) {
            let now = self.now();
            let gone = known.iter().filter(|node| !now.contains(node));
            let came = now.iter().filter(|node| !known.contains(node));
            let gone = gone.map(|node| (Change::Gone, node));
            for (change, (path, kind, device)) in gone.chain(came.map(|n| (Change::Appeared, n))) {
                let event = DeviceEvent {
                    change,
                    kind: *kind,
                    name: path.display().to_string(),
                    device: device.clone(),
                };
                if sender.send(Ok(event)).is_err() {
                    return;
                }
            }
            known = now;
        }
    }
}

#[cfg(feature = "pcsc")]
fn follow_readers(devices: Vec<Arc<dyn super::Device>>, stop: &AtomicBool, sender: &Sender<Told>) {
    use crate::reader::{Patience, ReaderEvent, Readers};

    let patience = Patience::of(Duration::from_secs(5));
    let known_as = |reader: &str| {
        let mut names = devices.iter().filter(|device| device.answers_to(reader));
        names.next().map(|device| device.name().to_owned())
    };
    let mut failed = false;
    while goes_on(stop, Duration::ZERO) {
        let watch = Readers::connect_within(patience).and_then(|readers| readers.watch());
        let error = match watch {
            Ok(mut watch) => loop {
                failed = false;
                if !goes_on(stop, Duration::ZERO) {
                    return;
                }
                let (change, name) = match watch.next(PAUSE) {
                    Ok(None) => continue,
                    Ok(Some(ReaderEvent::ReaderAdded(name))) => (Change::Appeared, name),
                    Ok(Some(ReaderEvent::ReaderRemoved(name))) => (Change::Gone, name),
                    Ok(Some(ReaderEvent::CardInserted(state))) => {
                        (Change::CardInserted, state.name)
                    }
                    Ok(Some(ReaderEvent::CardRemoved(name))) => (Change::CardRemoved, name),
                    Err(error) => break error,
                };
                let event = DeviceEvent {
                    change,
                    kind: DeviceKind::CardReader,
                    device: known_as(&name),
                    name,
                };
                if sender.send(Ok(event)).is_err() {
                    return;
                }
            },
            Err(error) => error,
        };
        if !failed && sender.send(Err(error)).is_err() {
            return;
        }
        failed = true;
        if !goes_on(stop, RETRY) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender as Told;

    use super::*;

    struct Notes(Told<(Change, String, Option<String>)>);

    impl DeviceWatcher for Notes {
        fn event(&mut self, event: DeviceEvent) {
            let _ = self.0.send((event.change, event.name, event.device));
        }

        // There may be no smart card service here.
        fn trouble(&mut self, _: Error) {}
    }

    #[test]
    fn nodes_that_come_and_go_are_told_until_the_watch_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (known, named) = (at("ttyACM7"), at("lettore"));
        std::fs::write(&known, "").unwrap();
        let devices = format!(
            "[[device]]\nname = \"banco\"\nkind = \"barcode_serial\"\nport = '{}'\n",
            named.display()
        );
        let devices = Devices::parse(&devices).unwrap();
        let (sender, told) = channel();
        let watcher = Box::new(Notes(sender));
        let watch = DeviceWatch::start_in(&devices, watcher, folder.path().into()).unwrap();
        let next = || told.recv_timeout(Duration::from_secs(10)).unwrap();
        let name = |path: &std::path::Path| path.display().to_string();
        std::fs::write(at("unrelated"), "").unwrap();
        std::fs::write(at("ttyUSB0"), "").unwrap();
        let appeared = (Change::Appeared, name(&at("ttyUSB0")), None);
        assert_eq!(next(), appeared);
        std::fs::remove_file(&known).unwrap();
        assert_eq!(next(), (Change::Gone, name(&known), None));
        if !cfg!(windows) {
            std::fs::write(&named, "").unwrap();
            let banco = Some("banco".to_owned());
            assert_eq!(next(), (Change::Appeared, name(&named), banco));
        }
        assert!(watch.stop(Duration::from_secs(10)));
        std::fs::remove_file(at("ttyUSB0")).unwrap();
        // Nobody is left who could tell.
        assert!(told.recv_timeout(PAUSE * 3).is_err());
    }

    #[test]
    fn a_watcher_that_hangs_does_not_hold_up_who_stops_it() {
        struct Hangs(Told<()>, Receiver<()>);
        impl DeviceWatcher for Hangs {
            fn event(&mut self, _: DeviceEvent) {
                let _ = self.0.send(());
                let _ = self.1.recv();
            }
            fn trouble(&mut self, _: Error) {}
        }
        let folder = tempfile::tempdir().unwrap();
        let none = Devices::default();
        let (told, hangs) = channel();
        let (_let_go, held) = channel();
        let watcher = Box::new(Hangs(told, held));
        let watch = DeviceWatch::start_in(&none, watcher, folder.path().into()).unwrap();
        std::fs::write(folder.path().join("ttyACM0"), "").unwrap();
        hangs.recv_timeout(Duration::from_secs(10)).unwrap();
        // It hangs until the end of this test.
        assert!(!watch.stop(PAUSE));
    }
}
