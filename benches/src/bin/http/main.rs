//! Our connector over HTTP beside a bare axum handler that returns the same bytes:
//! `cargo run --release --bin http` in this folder, on Linux.
//!
//! Both servers are processes of their own on the same machine, asked in alternating rounds by the
//! same load generator (this process) over loopback. The bare handler reads the request and returns
//! one stored answer. Ours reads the message, looks one of a million people up, writes the answer and
//! remembers it.
//!
//! Contenders:
//! - `repeated`: ours, the same identifiers again and again: the answer comes from the log;
//! - `memory`: ours, every question new, the log of answers in memory;
//! - `kept`: ours, every question new, each answer in the store before it leaves and on the disk a
//!   moment later, as questions are;
//! - `journalled`: the same, with an entry of the journal for each, as `cie connector serve` does;
//! - `synced`: ours, every question new, each answer on the disk before it leaves, as effects are.
//!
//! `--people N`, `--tenants N` and `--store FILE` (kept for the next run) change the sizes.

mod load;
mod people;
mod servers;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use load::Load;

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_secs(2);
const CONNECTIONS: usize = 64;
const IDLE: usize = 5_000;

struct Server(Child, SocketAddr);

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let (child, line) = process(arguments);
        Self(child, line.trim().parse().expect("an address"))
    }

    /// Memory in MiB: now, and at most so far.
    fn memory(&self) -> (f64, f64) {
        memory(self.0.id())
    }
}

/// What a process took from the machine so far: microseconds of its processors, and how often one of
/// its threads had to wait for something. Both say the same on a busy machine and on a quiet one.
fn taken(process: u32) -> (f64, f64) {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("Linux");
    // After the name in brackets: the state, and user and system time as the 12th and 13th.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|text| text.parse::<f64>().ok()).sum();
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).expect("Linux");
    let switches = tasks.flatten().map(|task| {
        // A thread may have ended meanwhile.
        let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
            .unwrap_or_default()
    });
    // Linux tells ticks of a hundredth of a second, whatever it counts by itself.
    (ticks * 10_000.0, switches.sum())
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A process of this program, and the first line that it says.
fn process(arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut line = String::new();
    let out = child.stdout.as_mut().expect("a pipe");
    BufReader::new(out).read_line(&mut line).expect("a line");
    (child, line)
}

fn memory(process: u32) -> (f64, f64) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("Linux");
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kib.expect("a figure") / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bare", answer] => return servers::bare(Path::new(answer)),
        ["ours", database, kind] => return servers::ours(Path::new(database), kind),
        ["tenants", folder, count, most] => {
            let number = |text: &str| text.parse().expect("a number");
            return servers::tenants(Path::new(folder), number(count), number(most));
        }
        _ => {}
    }
    let (mut people, mut tenants, mut store) = (1_000_000, 2_000, None);
    let mut rest = words.as_slice();
    while let [name, value, more @ ..] = rest {
        match *name {
            "--people" => people = value.parse().expect("a number"),
            "--tenants" => tenants = value.parse().expect("a number"),
            "--store" => store = Some(PathBuf::from(value)),
            _ => break,
        }
        rest = more;
    }
    if !rest.is_empty() {
        eprintln!("usage: http [--people N] [--tenants N] [--store FILE]");
        std::process::exit(2);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let store = store.unwrap_or_else(|| folder.path().join("registry.db"));
    if !store.exists() {
        let started = std::time::Instant::now();
        servers::make(&store, people);
        println!(
            "{people} people imported in {:.1} s",
            started.elapsed().as_secs_f64()
        );
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("threads");
    runtime.block_on(compare(folder.path(), &store, people));
    hosting(folder.path(), tenants);
}

/// A name for a question in the form of its numbers.
type Questions = Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>;

async fn compare(folder: &Path, store: &Path, people: u64) {
    let template = Arc::new(people::Template::new());
    // Far fewer codes than people: making them is not what is measured. They are spread over all.
    let codes: Arc<Vec<String>> = Arc::new(
        (0..20_000)
            .map(|n| people::code(n * (people / 20_000).max(1)))
            .collect(),
    );
    // Identifiers begin anew with each run, rounds go on where the one before ended.
    let run = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let begin = run.expect("after 1970").as_secs() % 100_000 * 1_000_000_000;
    let fresh = |round: u64| -> Questions {
        let (template, codes) = (Arc::clone(&template), Arc::clone(&codes));
        Arc::new(move |n| {
            let number = begin + round * 10_000_000 + n;
            template.fill(
                number,
                &codes[(number.wrapping_mul(7919) % 20_000) as usize],
            )
        })
    };
    let repeated: Questions = {
        let (template, codes) = (Arc::clone(&template), Arc::clone(&codes));
        Arc::new(move |n| template.fill(begin + n % 1000, &codes[(n % 1000) as usize]))
    };
    let path = store.to_str().expect("a plain name");
    let memory = Server::start(&["ours", path, "memory"]);
    let one = template.fill(begin, &codes[0]);
    let answer = load::ask(memory.1, &one).await;
    let answer_file = folder.join("answer.xml");
    std::fs::write(&answer_file, &answer).expect("a file");
    let bare = Server::start(&["bare", answer_file.to_str().expect("a plain name")]);
    assert_eq!(
        load::ask(bare.1, &one).await,
        answer,
        "both return the same bytes"
    );
    println!(
        "request {} bytes, answer {} bytes, {CONNECTIONS} connections, {ROUNDS} rounds of {} s",
        one.len(),
        answer.len(),
        ROUND.as_secs()
    );
    let [kept, journalled, synced] =
        ["kept", "journalled", "synced"].map(|kind| Server::start(&["ours", path, kind]));
    let sides = [
        ("bare axum", &bare),
        ("ours, repeated", &memory),
        ("ours, memory", &memory),
        ("ours, kept", &kept),
        ("ours, journalled", &journalled),
        ("ours, synced", &synced),
    ];
    let mut sides = sides.map(|(name, server)| (name, server, Vec::new(), (0.0, 0.0, 0.0)));
    let mut asked = 0;
    for _ in 0..ROUNDS {
        for (at, (_, server, rounds, costs)) in sides.iter_mut().enumerate() {
            asked += 1;
            let questions = match at {
                1 => Arc::clone(&repeated),
                _ => fresh(asked),
            };
            let before = taken(server.0.id());
            let load = load::run(server.1, CONNECTIONS, ROUND, questions).await;
            let after = taken(server.0.id());
            costs.0 += load.count;
            costs.1 += after.0 - before.0;
            costs.2 += after.1 - before.1;
            rounds.push(load);
        }
    }
    // Of each round with the bare handler's beside it: what else the machine does changes slowly.
    let bare_rates: Vec<f64> = sides[0].2.iter().map(|load: &Load| load.rate).collect();
    for (name, _, rounds, (count, micros, switches)) in &mut sides {
        let mut ratios: Vec<f64> = rounds
            .iter()
            .zip(&bare_rates)
            .map(|(load, bare)| load.rate / bare)
            .collect();
        ratios.sort_by(f64::total_cmp);
        rounds.sort_by(|a, b| a.rate.total_cmp(&b.rate));
        let median = &rounds[ROUNDS / 2];
        let ratio = ratios[ROUNDS / 2];
        println!(
            "  {name:<16} {:>9.0} requests/s  {:>4.0} %   p50 {:>7.2} ms   p99 {:>7.2} ms   \
             of the server {:>6.1} µs and {:>5.2} waits a request",
            median.rate,
            ratio * 100.0,
            median.p50,
            median.p99,
            *micros / *count,
            *switches / *count
        );
    }
    println!(
        "  memory at most: journalled {:.1} MiB",
        journalled.memory().1
    );
    // A fresh process, so that idle connections are all that it remembers.
    drop((bare, memory, kept, journalled, synced));
    let server = Server::start(&["ours", path, "journalled"]);
    let before = server.memory().0;
    let held = load::idle(server.1, IDLE, &one).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let after = server.memory().0;
    let busy = load::run(server.1, 16, Duration::from_secs(2), fresh(asked + 1)).await;
    println!(
        "  {} idle connections: {before:.1} MiB before, {after:.1} MiB with them; p99 of 16 others {:.2} ms; \
         at most {:.1} MiB",
        held.len(),
        busy.p99,
        server.memory().1
    );
}

fn hosting(folder: &Path, count: usize) {
    let stores = folder.join("tenants");
    std::fs::create_dir(&stores).expect("a folder");
    let (stores, number) = (stores.to_str().expect("a plain name"), count.to_string());
    for (what, most) in [("all open", number.as_str()), ("256 open at once", "256")] {
        let (mut child, line) = process(&["tenants", stores, &number, most]);
        let (open, seconds) = line.trim().split_once(' ').expect("two figures");
        let (now, most) = memory(child.id());
        println!(
            "{count} tenants, {what}: {open} open after one question each in {seconds:.5} s; \
             {now:.1} MiB, at most {most:.1} MiB"
        );
        drop(child.stdin.take());
        child.wait().expect("an end");
    }
}
