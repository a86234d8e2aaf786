//! Instructions executed for one input, counted by valgrind: the same on any machine of the kind,
//! whatever else it is doing.

use std::process::Command;

use crate::timing::Contender;

/// Prints for each contender the instructions for one input, and the ratio to the first contender.
///
/// Each is run twice, with one round and with two: the difference is one round without the start.
pub fn count(title: &str, inputs: usize, contenders: &[Contender<'_>]) {
    println!("{title} ({inputs} inputs, instructions for one, callgrind)");
    let mut first = None;
    for (number, contender) in contenders.iter().enumerate() {
        let (Some(once), Some(twice)) = (instructions(number, 1), instructions(number, 2)) else {
            println!("  SKIPPED: valgrind is not there, or does not know this processor");
            return;
        };
        let each = (twice - once) / inputs as f64;
        let ratio = *first.get_or_insert(each) / each;
        println!("  {:<44} {each:>9.1}  x{ratio:.1}", contender.name);
    }
}

fn instructions(contender: usize, rounds: usize) -> Option<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args(["repeat", &contender.to_string(), &rounds.to_string()])
        .output()
        .ok()?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, count) = report.split_once("Collected : ")?;
    let count = count.split_whitespace().next()?.parse().ok()?;
    output.status.success().then_some(count)
}
