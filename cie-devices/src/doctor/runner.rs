//! Runs checks side by side, within a limit of time for all of them.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::{Check, Finding, Verdict};

/// Most checks of one run.
pub const MAX_CHECKS: usize = 256;
/// Threads of one run. Most checks wait for somebody; one that hangs keeps its thread.
const THREADS: usize = 32;
/// What a check gets less than the whole run, so that its own verdict comes in time.
const MARGIN: Duration = Duration::from_millis(200);

/// A set of checks, run side by side.
///
/// ```
/// use std::time::Duration;
/// use cie_devices::doctor::{Check, Doctor, Finding, Said, Verdict};
///
/// struct Printer;
/// impl Check for Printer {
///     fn id(&self) -> String {
///         "printer".into()
///     }
///     fn what(&self) -> Said {
///         Said::new("stampante", "printer")
///     }
///     fn run(&self, _limit: Duration) -> Finding {
///         let found = Said::new("manca la carta", "out of paper");
///         Finding::new(self.id(), self.what(), Verdict::Failed, found)
///     }
/// }
///
/// let mut doctor = Doctor::new(Duration::from_secs(5));
/// doctor.add(Printer);
/// let findings = doctor.run(|_| {});
/// assert_eq!(findings[0].found.en, "out of paper");
/// ```
pub struct Doctor {
    checks: Vec<Arc<dyn Check>>,
    limit: Duration,
}

impl Doctor {
    /// No checks yet, and so much time for all of them together.
    #[must_use]
    pub fn new(limit: Duration) -> Self {
        Self {
            checks: Vec::new(),
            limit,
        }
    }

    /// Adds a check. Beyond [`MAX_CHECKS`] they are left out.
    pub fn add(&mut self, check: impl Check + 'static) {
        self.add_shared(Arc::new(check));
    }

    /// Adds a check that others hold too.
    pub fn add_shared(&mut self, check: Arc<dyn Check>) {
        if self.checks.len() < MAX_CHECKS {
            self.checks.push(check);
        }
    }

    /// The checks, in the order in which they were added.
    #[must_use]
    pub fn checks(&self) -> &[Arc<dyn Check>] {
        &self.checks
    }

    /// Keeps only the checks of which this holds.
    pub fn retain(&mut self, keep: impl Fn(&dyn Check) -> bool) {
        self.checks.retain(|check| keep(check.as_ref()));
    }

    /// Runs all checks and gives a finding for each, in their order, never later than the limit of
    /// time. What is told of each as soon as it ends comes in the order in which they end.
    pub fn run(&self, mut told: impl FnMut(&Finding)) -> Vec<Finding> {
        let began = Instant::now();
        let until = began + self.limit;
        let mut found: Vec<Option<Finding>> = self.checks.iter().map(|_| None).collect();
        let (sender, receiver) = channel::<(usize, Finding)>();
        let (todo, work) = channel::<(usize, Arc<dyn Check>)>();
        for job in self.checks.iter().cloned().enumerate() {
            let _ = todo.send(job);
        }
        drop(todo);
        let work = Arc::new(std::sync::Mutex::new(work));
        for _ in 0..self.checks.len().min(THREADS) {
            let (work, sender) = (Arc::clone(&work), sender.clone());
            // Where no thread can be started the others do its work, or the lines say that nobody did.
            let _ = Builder::new().name("cie doctor".to_owned()).spawn(move || {
                loop {
                    let job = match work.lock() {
                        Ok(work) => work.recv(),
                        Err(_) => return,
                    };
                    let Ok((at, check)) = job else { return };
                    if !examine(at, check.as_ref(), until, &sender) {
                        return;
                    }
                }
            });
        }
        drop(sender);
        while found.iter().any(Option::is_none) {
            let left = until.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(left) {
                Ok((at, finding)) => {
                    told(&finding);
                    if let Some(place) = found.get_mut(at) {
                        *place = Some(finding);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let late = |check: &Arc<dyn Check>| {
            let finding = self.late(check.as_ref(), began.elapsed());
            told(&finding);
            finding
        };
        let mut late = late;
        let all = self.checks.iter().zip(found);
        all.map(|(check, finding)| finding.unwrap_or_else(|| late(check)))
            .collect()
    }

    fn late(&self, check: &dyn Check, time: Duration) -> Finding {
        let limit = self.limit.as_millis();
        let found = if time >= self.limit {
            said!("nessuna risposta entro {limit} ms" / "no answer within {limit} ms")
        } else {
            said!("il controllo si è interrotto" / "the check broke off")
        };
        Finding::new(check.id(), check.what(), Verdict::NotChecked, found)
            .todo(said!(
                "ripetere con un limite di tempo più lungo" / "repeat with a longer limit of time"
            ))
            .took(time)
    }
}

/// Runs one check; says whether anybody still listens.
fn examine(
    at: usize,
    check: &dyn Check,
    until: Instant,
    sender: &Sender<(usize, Finding)>,
) -> bool {
    let began = Instant::now();
    let left = until.saturating_duration_since(began);
    if left.is_zero() {
        return false;
    }
    let finding = check.run(left.saturating_sub(MARGIN.min(left / 4)));
    sender.send((at, finding.took(began.elapsed()))).is_ok()
}

impl fmt::Debug for Doctor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.checks.iter().map(|check| check.id()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Said;

    enum Fake {
        Quick(usize),
        Hangs,
        Breaks,
    }

    impl Check for Fake {
        fn id(&self) -> String {
            match self {
                Self::Quick(n) => format!("quick.{n}"),
                Self::Hangs => "hangs".into(),
                Self::Breaks => "breaks".into(),
            }
        }
        fn what(&self) -> Said {
            Said::new("prova", "trial")
        }
        fn run(&self, limit: Duration) -> Finding {
            match self {
                Self::Quick(_) => {}
                Self::Hangs => std::thread::sleep(limit + Duration::from_secs(5)),
                Self::Breaks => panic!("on purpose"),
            }
            Finding::new(self.id(), self.what(), Verdict::Ok, Said::new("sì", "yes"))
        }
    }

    #[test]
    fn one_that_hangs_and_one_that_breaks_take_nothing_from_the_others() {
        let mut doctor = Doctor::new(Duration::from_millis(600));
        doctor.add(Fake::Hangs);
        doctor.add(Fake::Breaks);
        for n in 0..60 {
            doctor.add(Fake::Quick(n));
        }
        let began = Instant::now();
        let mut told = 0;
        let findings = doctor.run(|_| told += 1);
        assert!(began.elapsed() < Duration::from_secs(3));
        assert_eq!((findings.len(), told), (62, 62));
        let verdicts: Vec<Verdict> = findings.iter().map(|f| f.verdict).collect();
        assert_eq!(verdicts[..2], [Verdict::NotChecked; 2]);
        assert!(verdicts[2..].iter().all(|v| *v == Verdict::Ok));
        assert!(findings[0].found.en.contains("600 ms"));
        assert_eq!(findings[61].check, "quick.59");
    }

    #[test]
    fn no_checks_are_done_at_once() {
        assert!(Doctor::new(Duration::ZERO).run(|_| {}).is_empty());
    }
}
