//! Alternating rounds and their median.

use std::time::Instant;

pub const ROUNDS: usize = 15;

/// A way of doing the work, under the name it is printed with; returns how many answers were yes,
/// so that the work cannot be optimised away.
pub struct Contender<'a> {
    pub name: &'static str,
    pub work: Box<dyn Fn() -> usize + 'a>,
}

/// Runs the contenders in alternating rounds over `count` inputs and prints nanoseconds for each
/// input, millions of inputs a second, and the ratio to the first contender. Returns the medians.
pub fn race(title: &str, count: usize, contenders: &[Contender<'_>]) -> Vec<f64> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for (contender, rounds) in contenders.iter().zip(&mut rounds) {
            let start = Instant::now();
            let yes = std::hint::black_box((contender.work)());
            let time = start.elapsed().as_secs_f64();
            assert_eq!(
                yes, count,
                "{}: not every input was accepted",
                contender.name
            );
            rounds.push(time / count as f64 * 1e9);
        }
    }
    println!("{title} ({count} inputs, median of {ROUNDS} rounds)");
    let medians = rounds.iter_mut().map(|rounds| {
        rounds.sort_by(f64::total_cmp);
        rounds[ROUNDS / 2]
    });
    let medians: Vec<f64> = medians.collect();
    for (contender, median) in contenders.iter().zip(&medians) {
        let (millions, ratio) = (1e3 / median, medians[0] / median);
        println!(
            "  {:<44} {median:>9.1} ns {millions:>8.2} M/s  x{ratio:.1}",
            contender.name
        );
    }
    medians
}
