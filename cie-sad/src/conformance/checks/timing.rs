//! How long it takes. No public document sets a limit: these are this project's.

use std::time::Duration;

use super::super::session::Session;
use super::{Check, Group, Outcome, must};

const G: Group = Group::Timing;

/// Interrogazioni measured.
const ROUNDS: usize = 40;

/// Longest time that an operator at the counter does not notice.
const QUICK: Duration = Duration::from_secs(1);

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    must(G, "timing.known", "19 interrogazioni su 20 in meno di un secondo", "19 interrogazioni out of 20 in less than a second", known).should(),
    must(G, "timing.absent", "un cittadino sconosciuto: 19 volte su 20 in meno di un secondo", "an unknown citizen: 19 times out of 20 in less than a second", absent).should(),
    must(G, "timing.repeat", "una ripetizione non costa più di un secondo", "a repetition costs no more than a second", repeat).should(),
];

fn quick(mut took: Vec<Duration>) -> Outcome {
    took.sort_unstable();
    let at = took.len() * 19 / 20;
    let slow = took.get(at).copied().unwrap_or_default();
    ensure!(
        slow < QUICK,
        "95° percentile {0} ms" / "95th percentile {0} ms",
        slow.as_millis()
    );
    Ok(())
}

fn known(s: &Session<'_>) -> Outcome {
    let took = (0..ROUNDS).map(|_| Ok(s.done(&s.query(&s.fixtures.known))?.reply.took));
    quick(took.collect::<Outcome<_>>()?)
}

fn absent(s: &Session<'_>) -> Outcome {
    let took = (0..ROUNDS).map(|_| Ok(s.ask(&s.query(&s.fixtures.absent))?.reply.took));
    quick(took.collect::<Outcome<_>>()?)
}

fn repeat(s: &Session<'_>) -> Outcome {
    let request = s.query(&s.fixtures.known);
    let bytes = s.bytes(&request)?;
    let took = (0..ROUNDS).map(|_| Ok(s.post(&bytes)?.took));
    quick(took.collect::<Outcome<_>>()?)
}
