//! Running the checks.

use std::time::Instant;

use super::check::{Check, Need};
use super::checks;
use super::fixtures::Fixtures;
use super::report::{Graded, Report};
use super::session::Session;
use super::target::Target;
use super::verdict::Verdict;
use crate::Result;

/// Runs the chosen checks, in order, and reports on every check of the kit that was chosen.
///
/// A check that fails does not keep the next from running; after each the connector must still
/// answer, and a check that leaves it dumb fails for that.
///
/// # Errors
/// `CIE-SAD-402`, `CIE-SAD-403` when there is no connector at all, `CIE-SAD-701` for a run name
/// that no operation identifier can hold, `CIE-SAD-650` when the wire asks for names beside the codice
/// fiscale and those of the known citizen were not given.
pub fn grade(
    target: &Target,
    fixtures: &Fixtures,
    chosen: impl Fn(&Check) -> bool,
) -> Result<Report> {
    let session = Session::new(target, fixtures)?;
    session.reach()?;
    let mut graded = Vec::new();
    for check in checks::all().filter(|check| chosen(check)) {
        let start = Instant::now();
        let verdict = match missing(check.need, target, fixtures) {
            Some(verdict) => verdict,
            None => run(check, &session),
        };
        graded.push(Graded {
            check: *check,
            verdict,
            took: start.elapsed(),
        });
    }
    Ok(Report::new(target, graded))
}

fn run(check: &Check, session: &Session<'_>) -> Verdict {
    let verdict = Verdict::from((check.run)(session));
    if matches!(verdict, Verdict::Passed) && session.reach().is_err() {
        return Verdict::Failed(said!(
            "dopo questa prova il connettore non risponde più"
                / "the connector no longer answers after this check"
        ));
    }
    verdict
}

fn missing(need: Need, target: &Target, fixtures: &Fixtures) -> Option<Verdict> {
    match need {
        Need::Writing if !fixtures.may_write => Some(Verdict::Skipped(said!(
            "registra o annulla carte: va consentito" / "records or annuls cards: must be allowed"
        ))),
        Need::PlainHttp if target.plain().is_none() => Some(Verdict::Skipped(said!(
            "si prova solo in HTTP semplice" / "tried over plain HTTP only"
        ))),
        Need::Envelope if !target.soap() => Some(Verdict::Skipped(said!(
            "il profilo non ha una busta SOAP" / "the profile has no SOAP envelope"
        ))),
        _ => None,
    }
}
