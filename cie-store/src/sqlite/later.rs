//! Syncs that nobody waits for.
//!
//! What may be synced soon is committed without a sync: it is in the write-ahead log, which the
//! system holds, and the log is synced a moment later by one thread for all stores of the process.
//! A program that is killed loses nothing; a power cut loses at most what was committed in the last
//! moments, whole transactions from the end.

use std::collections::VecDeque;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::writer::unpoisoned;

/// How long what is committed may wait for its sync, unless the disk is slower.
const DELAY: Duration = Duration::from_millis(100);

/// The write-ahead log of one store, and whether it wants to be synced.
pub(super) struct Later {
    log: PathBuf,
    pending: AtomicBool,
    failed: AtomicBool,
}

/// Logs in the order in which they are due, and whether a thread looks after them.
#[derive(Default)]
struct Queue {
    due: VecDeque<(Instant, Arc<Later>)>,
    running: bool,
}

static QUEUE: Mutex<Queue> = Mutex::new(Queue {
    due: VecDeque::new(),
    running: false,
});

impl Later {
    /// For the store in this file.
    pub(super) fn new(file: &Path) -> Arc<Self> {
        let mut log = file.as_os_str().to_owned();
        log.push("-wal");
        Arc::new(Self {
            log: log.into(),
            pending: AtomicBool::new(false),
            failed: AtomicBool::new(false),
        })
    }

    /// Whether the last sync failed: who commits now wants to hear of it.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::SeqCst)
    }

    /// Something was committed without a sync.
    pub(super) fn note(self: &Arc<Self>) {
        if self.pending.swap(true, Ordering::SeqCst) {
            return;
        }
        let mut queue = unpoisoned(&QUEUE);
        queue
            .due
            .push_back((Instant::now() + DELAY, Arc::clone(self)));
        if std::mem::replace(&mut queue.running, true) {
            return;
        }
        drop(queue);
        let spawned = std::thread::Builder::new()
            .name("cie-store-sync".into())
            .stack_size(256 << 10)
            .spawn(work);
        if spawned.is_err() {
            // The machine has no more threads: whoever committed does it.
            work();
        }
    }

    /// Everything committed so far is on the disk.
    pub(super) fn settled(&self) {
        self.pending.store(false, Ordering::SeqCst);
        self.failed.store(false, Ordering::SeqCst);
    }

    /// Syncs what was committed, if it was not yet.
    pub(super) fn sync(&self) {
        if !self.pending.swap(false, Ordering::SeqCst) {
            return;
        }
        // Written to, because Windows syncs nothing else. SQLite locks other files than this one,
        // so that closing it gives no lock away.
        let log = OpenOptions::new().read(true).write(true).open(&self.log);
        match log.and_then(|log| log.sync_data()) {
            Ok(()) => {}
            // Cleared away with the last connection, after everything was copied and synced.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => self.failed.store(true, Ordering::SeqCst),
        }
    }
}

/// Syncs what is due until nothing is left.
fn work() {
    loop {
        let mut queue = unpoisoned(&QUEUE);
        let Some((due, later)) = queue.due.pop_front() else {
            queue.running = false;
            return;
        };
        drop(queue);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        later.sync();
    }
}
