//! A year of national issuance reconciled in one pass, beside DuckDB and Polars:
//! `cargo run --release --bin reconcile` in this folder, on Linux, with Python 3 and its `venv`.
//!
//! Every contender is a process of its own that reads the same two CSV files (cards, payments) from
//! the disk cache, so that its peak memory is its own. Time is from opening the files to the last
//! answer, without the start of the process. Rounds alternate; the median is printed.
//!
//! What each side does:
//! - ours, on one thread: parses codes and dates strictly, counts cards by comune and half-month,
//!   keeps every payment, balances each half-month and names every mismatch (twelve kinds:
//!   lateness, duplicates, fractions and so on);
//! - the peers, on every core and again on one thread: count cards by the same key, sum the
//!   payments, join, and take the difference. They do not look at single payments.
//!
//! Processor time is given beside: on a busy machine it is the fairer figure.
//!
//! The sums of all sides must agree, and our mismatches must be the slips that were put in.

mod make;
mod ours;

use std::path::Path;
use std::process::{Command, exit};

const CARDS: u32 = 7_000_000;
const ROUNDS: usize = 5;

/// What a contender says about its run.
struct Report {
    seconds: f64,
    cpu: f64,
    peak_kib: u64,
    /// Rows, due, paid, rows with a difference.
    answer: [i64; 4],
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", folder, cards, one_in] => make::make(
            Path::new(folder),
            cards.parse().expect("a count"),
            one_in.parse().expect("a count"),
        ),
        ["ours", folder] => ours::run(Path::new(folder)),
        [] => compare(CARDS),
        ["--cards", cards] => compare(cards.parse().expect("a count")),
        _ => {
            eprintln!("usage: reconcile [--cards COUNT]");
            exit(2);
        }
    }
}

fn compare(cards: u32) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::temp_dir().join(format!("cie-reconcile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the files");
    let myself = std::env::current_exe().expect("this program");
    let folder_text = folder.to_str().expect("a folder with a plain name");
    let command = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    };
    let make = |one_in: &str| {
        let count = cards.to_string();
        print!(
            "{}",
            output(command(&myself, &["make", folder_text, &count, one_in]))
        );
    };
    make("100");

    let peer = here.join("reconcile_peer.py");
    let peer = peer.to_str().expect("a checkout with a plain name");
    let python = Path::new("python3");
    let sides: Vec<(String, Box<dyn Fn() -> Report>)> = [
        ("cie, 1 thread", vec!["ours", folder_text]),
        ("DuckDB, 1 thread", vec![peer, folder_text, "duckdb", "1"]),
        ("DuckDB, every core", vec![peer, folder_text, "duckdb", "0"]),
        ("Polars, 1 thread", vec![peer, folder_text, "polars", "1"]),
        ("Polars, every core", vec![peer, folder_text, "polars", "0"]),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (name, arguments))| {
        let program = if at == 0 {
            myself.clone()
        } else {
            python.to_owned()
        };
        let run = move || report(&output(command(&program, &arguments)));
        (name.to_owned(), Box::new(run) as Box<dyn Fn() -> Report>)
    })
    .collect();

    let mut rounds: Vec<Vec<Report>> = sides.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for ((_, run), reports) in sides.iter().zip(&mut rounds) {
            reports.push(run());
        }
    }
    let expected = rounds[0][0].answer;
    for ((name, _), reports) in sides.iter().zip(&rounds) {
        for report in reports {
            assert_eq!(report.answer, expected, "{name} has another answer");
        }
    }
    println!("answers agree: rows, due, paid, rows with a difference = {expected:?}");
    let mut first = None;
    for ((name, _), reports) in sides.iter().zip(&mut rounds) {
        reports.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let (seconds, cpu) = (reports[ROUNDS / 2].seconds, reports[ROUNDS / 2].cpu);
        let peak = reports
            .iter()
            .map(|report| report.peak_kib)
            .max()
            .unwrap_or(0);
        let (ours, our_peak) = *first.get_or_insert((seconds, peak));
        println!(
            "  {name:<20} {seconds:>7.3} s ({cpu:.2} s of processor) {:>6.2} M cards/s {:>8.1} MiB peak   time x{:.2}  memory x{:.1}",
            f64::from(cards) / seconds / 1e6,
            peak as f64 / 1024.0,
            seconds / ours,
            peak as f64 / our_peak as f64,
        );
    }
    make("1");
    let worst = report(&output(command(&myself, &["ours", folder_text])));
    println!(
        "  cie, a slip in every half-month: {:.3} s, {:.1} MiB peak",
        worst.seconds,
        worst.peak_kib as f64 / 1024.0,
    );
    std::fs::remove_dir_all(&folder).expect("the folder of the files");
}

fn output(mut command: Command) -> String {
    let output = command.stderr(std::process::Stdio::inherit()).output();
    let output = output.expect("a contender that starts");
    assert!(output.status.success(), "{command:?} failed");
    String::from_utf8(output.stdout).expect("text")
}

/// `seconds cpu peak_kib rows due paid off`, on the last line.
fn report(text: &str) -> Report {
    let mut words = text.lines().last().unwrap_or_default().split_whitespace();
    let mut next = || words.next().expect("seven figures");
    Report {
        seconds: next().parse().expect("seconds"),
        cpu: next().parse().expect("seconds"),
        peak_kib: next().parse().expect("KiB"),
        answer: std::array::from_fn(|_| next().parse().expect("a whole number")),
    }
}
