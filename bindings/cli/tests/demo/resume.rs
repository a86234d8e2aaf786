//! A run that is stopped dead anywhere is completed by the next one, without issuing twice.

use std::time::Duration;

use crate::run::{Bench, assert_issued_once, cie};

/// Every checkpoint the command knows.
fn checkpoints() -> Vec<String> {
    let listed = cie()
        .args(["demo", "--list-checkpoints"])
        .output()
        .expect("the command runs");
    let names: Vec<String> = String::from_utf8(listed.stdout)
        .expect("UTF-8")
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        names.len(),
        33,
        "one for the import's batches, two for each commit"
    );
    names
}

/// Two halves, so that the test runner spreads them over two processors.
#[test]
fn killed_at_each_even_checkpoint() {
    checkpoints()
        .iter()
        .step_by(2)
        .for_each(|name| kill_at(name));
}

#[test]
fn killed_at_each_odd_checkpoint() {
    checkpoints()
        .iter()
        .skip(1)
        .step_by(2)
        .for_each(|name| kill_at(name));
}

fn kill_at(checkpoint: &str) {
    let bench = Bench::new();
    let killed = bench.run(&["--abort-at", checkpoint]);
    assert_eq!(
        killed.code(),
        None,
        "{checkpoint} was not reached: {}",
        killed.stderr()
    );
    // Whatever was cut off, what is recorded is whole.
    let before = bench.journal();
    let resumed = bench.run(&[]);
    assert_issued_once(&bench, &resumed);
    let after = bench.journal();
    assert_eq!(
        after[..before.len()],
        before[..],
        "{checkpoint}: the past does not change"
    );
    let resumes = resumed.object("start")["resumes"].clone();
    let expected = before.first().map(|entry| entry.event.subject.clone());
    assert_eq!(
        resumes.as_str().map(str::to_owned),
        expected,
        "{checkpoint}"
    );
}

/// A run of another day, resumed without saying the day again: the request keeps its day.
#[test]
fn killed_on_another_day() {
    let bench = Bench::new();
    let start = |day: Option<&str>, more: &[&str]| {
        let mut command = cie();
        command.args(["--json", "demo", "--out"]).arg(bench.out());
        command.arg("--residents").arg(bench.residents()).args(more);
        command.args(day.map(|day| ["--on", day]).into_iter().flatten());
        crate::run::Finished(command.output().expect("the command runs"))
    };
    assert_eq!(
        start(
            Some("2031-05-05"),
            &["--abort-at", "identified.uncommitted"]
        )
        .code(),
        None
    );
    assert_issued_once(&bench, &start(None, &[]));
    assert!(
        bench
            .journal()
            .iter()
            .all(|e| e.event.at.to_string().starts_with("2031-05-0"))
    );
}

/// Killed from outside, at moments nobody chose, again and again until a run gets through.
#[test]
fn killed_at_any_moment() {
    for first in [40u64, 130, 310, 470] {
        let bench = Bench::new();
        let mut wait = first;
        let last = loop {
            let mut child = bench
                .command()
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .expect("the command starts");
            std::thread::sleep(Duration::from_millis(wait));
            let ended = child.try_wait().expect("the child is ours").is_some();
            if !ended {
                child.kill().expect("the child is ours");
            }
            let output = child.wait_with_output().expect("the child ends");
            if output.status.code().is_some() {
                break crate::run::Finished(output);
            }
            wait += 170;
        };
        assert_issued_once(&bench, &last);
    }
}
