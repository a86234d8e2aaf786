//! Whether the workstation's clock is right.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use cie_core::lang::Text;

use super::address::{Address, authority};
use super::endpoint::offline;
use super::resolve::resolve;
use super::route::Route;
use super::sntp;
use super::trouble::Trouble;
use crate::doctor::{Check, Finding, Said, Verdict};

/// Whose clock is the measure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClockSource {
    /// The date in the head of a page, exact to the second.
    Http(Address),
    /// A time server: host and port.
    Sntp(String, u16),
}

/// How far a clock may be off. No act sets a figure; these are this project's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTolerance {
    /// From here on it is worth a word; one minute.
    pub warning: TimeDelta,
    /// From here on it is wrong; five minutes, where log-ins to a domain begin to fail.
    pub failure: TimeDelta,
}

impl Default for ClockTolerance {
    fn default() -> Self {
        Self {
            warning: TimeDelta::minutes(1),
            failure: TimeDelta::minutes(5),
        }
    }
}

const WHY: Text = Text {
    it: "firme, certificati e date delle richieste dipendono dall'ora della postazione",
    en: "signatures, certificates and dates of requests depend on the workstation's clock",
};
const SOURCE: &str = "circ. 8/2017 is silent; house rule";

/// Compares the workstation's clock with another.
#[derive(Debug)]
pub struct ClockCheck {
    source: ClockSource,
    tolerance: ClockTolerance,
    route: Arc<Route>,
}

impl ClockCheck {
    /// A comparison with this clock.
    #[must_use]
    pub fn new(source: ClockSource, tolerance: ClockTolerance, route: Arc<Route>) -> Self {
        Self {
            source,
            tolerance,
            route,
        }
    }

    /// How far the other clock is ahead, and how exactly that is known.
    fn ahead(&self, limit: Duration) -> Result<(TimeDelta, TimeDelta), Trouble> {
        let clock = self.route.clock;
        match &self.source {
            ClockSource::Http(page) => {
                let began = Instant::now();
                let head = self.route.head(page, "HEAD", limit)?;
                let theirs = head.date.ok_or(Trouble::NotHttp)?;
                let took = TimeDelta::from_std(began.elapsed()).unwrap_or_default();
                // The date was written at some moment of the exchange, and has no fractions.
                let half = TimeDelta::milliseconds(500);
                let ahead = theirs + half - (clock.now() - took / 2);
                Ok((ahead, half + took / 2))
            }
            ClockSource::Sntp(host, port) => {
                let began = Instant::now();
                let limit = limit.min(self.route.limit);
                let addresses = resolve(self.route.resolver.as_ref(), host, limit)?;
                let left = limit.saturating_sub(began.elapsed());
                let (ahead, _) = sntp::ask(&addresses, *port, || clock.now(), left)?;
                let took = TimeDelta::from_std(began.elapsed()).unwrap_or_default();
                Ok((ahead, took / 2))
            }
        }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, SOURCE)
    }
}

impl Check for ClockCheck {
    fn id(&self) -> String {
        "clock".to_owned()
    }

    fn what(&self) -> Said {
        let whose = match &self.source {
            ClockSource::Http(page) => page.authority(),
            ClockSource::Sntp(host, port) => authority(host, *port),
        };
        said!("ora della postazione, secondo {whose}" / "workstation's clock, against {whose}")
    }

    fn run(&self, limit: Duration) -> Finding {
        if self.route.offline {
            return offline(self.finding(Verdict::NotChecked, Said::default()));
        }
        let (ahead, exact) = match self.ahead(limit) {
            Ok(measured) => measured,
            // The clock is not known to be wrong: the other one is not there.
            Err(trouble) => {
                let finding = self.finding(Verdict::NotChecked, trouble.said());
                return finding.todo(trouble.todo()).fact("step", trouble.step());
            }
        };
        // As far off as it is at the least.
        let off = (ahead.abs() - exact).max(TimeDelta::zero());
        let verdict = if off >= self.tolerance.failure {
            Verdict::Failed
        } else if off >= self.tolerance.warning {
            Verdict::Warning
        } else {
            Verdict::Ok
        };
        let seconds = ahead.abs().num_seconds();
        let found = match verdict {
            Verdict::Ok => said!(
                "a meno di {0} s" / "within {0} s",
                self.tolerance.warning.num_seconds()
            ),
            _ if ahead > TimeDelta::zero() => {
                said!("indietro di {seconds} s" / "{seconds} s slow")
            }
            _ => said!("avanti di {seconds} s" / "{seconds} s fast"),
        };
        let finding = self
            .finding(verdict, found)
            .fact("ahead_ms", -ahead.num_milliseconds())
            .fact("exact_to_ms", exact.num_milliseconds());
        match verdict {
            Verdict::Ok => finding,
            _ => finding.todo(said!(
                "sincronizzare data e ora della postazione con un server dell'ora"
                    / "synchronise the workstation's date and time with a time server"
            )),
        }
    }
}
