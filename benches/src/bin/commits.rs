//! Durable journal entries a second, beside what the disk allows:
//! `cargo run --release --bin commits [-- FOLDER]` in this folder.
//!
//! The floor is a program that appends a page of 4096 bytes to a file and syncs it (`fdatasync`),
//! one after the other, on the same file system, in rounds that alternate with ours. An entry counts
//! when `append` has returned: it is on the disk then. With 100 writers the floor is 100 threads that
//! append a page each to one file, one sync at a time; whoever waits for a sync shares the next one.
//!
//! What is printed is the median round. The goal is 0.80 of the floor with 1 and with 100 writers;
//! the program exits with 1 below it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use cie_core::journal::{Event, Journal};
use cie_store::Store;

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(600);
const GOAL: f64 = 0.8;
const PAGE: [u8; 4096] = [0x5A; 4096];

fn main() {
    let base = std::env::args()
        .nth(1)
        .map_or_else(std::env::temp_dir, Into::into);
    let folder = base.join(format!("cie-commits-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let store = Store::open(folder.join("office.db")).expect("a store");
    let mut reached = true;
    for writers in [1, 100] {
        let mut rounds: Vec<[f64; 3]> = Vec::new();
        for _ in 0..ROUNDS {
            let alone = rate(1, || SharedFile::new(&folder), SharedFile::append);
            let floor = rate(writers, || SharedFile::new(&folder), SharedFile::append);
            let ours = rate(writers, || store.clone(), entry);
            rounds.push([alone, floor, ours]);
        }
        let median = |of: fn(&[f64; 3]) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[ROUNDS / 2]
        };
        let (syncs, shared) = (median(|r| r[2] / r[0]), median(|r| r[2] / r[1]));
        println!(
            "{writers:>3} writers: {:>7.0} entries/s; one sync at a time allows {:>6.0}/s (x{syncs:.2}); \
             as many threads on one plain file {:>7.0}/s (x{shared:.2})",
            median(|r| r[2]),
            median(|r| r[0]),
            median(|r| r[1]),
        );
        reached &= syncs >= GOAL;
    }
    let entries = store.verify_journal().expect("a sound journal").entries;
    println!("{entries} entries verified");
    drop(store);
    let _ = std::fs::remove_dir_all(&folder);
    std::process::exit(i32::from(!reached));
}

fn entry(store: &Store) {
    let event = Event::new(
        chrono::DateTime::UNIX_EPOCH,
        "058091-2026-000001",
        "sad.interrogazione",
        "connector",
    );
    store.append(event.with("outcome", "ok")).expect("an entry");
}

/// How often a second these threads do the work.
fn rate<T: Sync>(threads: u64, make: impl FnOnce() -> T, work: impl Fn(&T) + Sync) -> f64 {
    let subject = make();
    work(&subject);
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    work(&subject);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::Relaxed);
    });
    done.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64()
}

/// The floor: a file that grows by a page and is synced, by whoever comes first for all who wait.
struct SharedFile {
    file: File,
    state: Mutex<State>,
    synced: Condvar,
}

#[derive(Default)]
struct State {
    written: u64,
    synced: u64,
    syncing: bool,
}

impl SharedFile {
    fn new(folder: &Path) -> Self {
        let path = folder.join("floor");
        let _ = std::fs::remove_file(&path);
        let file = OpenOptions::new().append(true).create(true).open(path);
        Self {
            file: file.expect("a file"),
            state: Mutex::default(),
            synced: Condvar::new(),
        }
    }

    fn append(&self) {
        let mut state = self.state.lock().expect("a lock");
        (&self.file).write_all(&PAGE).expect("a page");
        state.written += 1;
        let mine = state.written;
        while state.synced < mine {
            if state.syncing {
                state = self.synced.wait(state).expect("a lock");
                continue;
            }
            let up_to = state.written;
            state.syncing = true;
            drop(state);
            self.file.sync_data().expect("a sync");
            state = self.state.lock().expect("a lock");
            state.syncing = false;
            state.synced = up_to;
            self.synced.notify_all();
        }
    }
}
