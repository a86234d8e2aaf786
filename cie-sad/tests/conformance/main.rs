//! The kit against our own connector, which passes, and against broken ones, which do not.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod broken;
mod server;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use cie_core::citizen::NamePart;
use cie_core::exchange::{Cancellation, Registry, Subject};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_sad::Code;
use cie_sad::conformance::{Check, Fixtures, Group, Level, Report, Target, Verdict, checks, grade};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{FrontOptions, ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use server::{Server, answer};
use support::sample;

const KNOWN: &str = "RSSBNC80E57H501B";
const OTHER: &str = "VRDGPP75C12F205K";
const SEVERAL: &str = "BNCGLI90A01F205X";
const CANCELLED: &str = "NREDAA70A41H501X";
const ELSEWHERE: &str = "GLLMRC85T10A944Z";

fn subject(code: &str, surname: &str) -> Subject {
    let mut person = sample::person();
    person.surname = NamePart::from_text(surname);
    if let Some(tax) = &mut person.tax_code {
        tax.code = Personal::from(code);
    }
    let mut subject = Subject::new(person);
    subject.residence = Some(sample::residence());
    subject.citizenships = vec![sample::citizenship()];
    subject
}

fn registry() -> Arc<MemoryRegistry> {
    let mut cancelled = subject(CANCELLED, "NERI");
    cancelled.cancellation = Some(Cancellation {
        reason: None,
        on: sample::day("2020-01-01"),
    });
    let registry = MemoryRegistry::new(vec![
        subject(KNOWN, "ROSSI"),
        subject(OTHER, "VERDI"),
        subject(SEVERAL, "BIANCHI"),
        subject(SEVERAL, "BIANCO"),
        cancelled,
    ]);
    registry.add_elsewhere(ELSEWHERE, Some("015146".into()), Some("MILANO".into()));
    Arc::new(registry)
}

fn fixtures() -> Fixtures {
    let mut fixtures = Fixtures::new("058091", KNOWN);
    let code = |text: &str| Some(Personal::from(text));
    fixtures.other = code(OTHER);
    fixtures.several = code(SEVERAL);
    fixtures.cancelled = code(CANCELLED);
    fixtures.elsewhere = code(ELSEWHERE);
    fixtures.may_write = true;
    fixtures
}

fn connector(profile: &Arc<Profile>, registry: Arc<dyn Registry>) -> Connector {
    let answers = Arc::new(MemoryAnswerLog::default());
    Connector::new(Arc::clone(profile), registry, answers)
}

fn start(profile: &Arc<Profile>) -> ServerHandle {
    let options = ServerOptions {
        time_limit: Duration::from_secs(2),
        front: FrontOptions {
            head_limit: Duration::from_secs(2),
            ..FrontOptions::default()
        },
        ..ServerOptions::default()
    };
    serve("127.0.0.1:0", connector(profile, registry()), &options).unwrap()
}

fn target(url: &str, profile: &Arc<Profile>) -> Target {
    let mut target = Target::new(url, Arc::clone(profile)).unwrap();
    target.timeout = Duration::from_secs(20);
    target.patience = Duration::from_secs(8);
    target
}

fn failed(report: &Report, level: Level) -> Vec<String> {
    report
        .graded()
        .iter()
        .filter(|graded| graded.check.level == level)
        .filter_map(|graded| match &graded.verdict {
            Verdict::Failed(why) => Some(format!("{}: {}", graded.check.name, why.en)),
            _ => None,
        })
        .collect()
}

fn passes_with(profile: Profile, skipped: &[&str]) {
    let profile = Arc::new(profile);
    let server = start(&profile);
    let url = format!("http://{}/sad", server.local_addr());
    let report = grade(&target(&url, &profile), &fixtures(), |_| true).unwrap();
    assert_eq!(
        failed(&report, Level::Must),
        [""; 0],
        "{}",
        report.to_text(Lang::En)
    );
    assert_eq!(
        failed(&report, Level::Should),
        [""; 0],
        "{}",
        report.to_text(Lang::En)
    );
    assert!(report.accepted());
    let not_tried: Vec<&str> = report
        .graded()
        .iter()
        .filter(|graded| matches!(graded.verdict, Verdict::Skipped(_)))
        .map(|graded| graded.check.name)
        .collect();
    assert_eq!(not_tried, skipped, "{}", report.to_text(Lang::En));
}

#[test]
fn our_connector_passes_with_the_default_profile() {
    passes_with(Profile::anpr().unwrap(), &[]);
}

#[test]
fn our_connector_passes_with_the_flat_profile() {
    passes_with(
        Profile::piatto().unwrap(),
        &["encodings.prefix", "fields.other-namespace"],
    );
}

#[test]
fn our_connector_passes_with_a_form() {
    let form = Profile::ANPR.replace("carrier = \"body\"", "carrier = \"form:xml\"");
    assert_ne!(form, Profile::ANPR);
    passes_with(Profile::parse(&form).unwrap(), &[]);
}

/// Every check has a name of its own, in its group, in both languages, and there are enough.
#[test]
fn every_check_is_named() {
    let all: Vec<&Check> = checks().collect();
    assert!(all.len() >= 60, "{}", all.len());
    let names: BTreeSet<&str> = all.iter().map(|check| check.name).collect();
    assert_eq!(names.len(), all.len());
    for check in &all {
        let (group, what) = check.name.split_once('.').unwrap();
        assert_eq!(group, check.group.name(), "{}", check.name);
        assert!(!what.is_empty() && !check.it.is_empty() && !check.en.is_empty());
        assert!(
            check.it != check.en || check.it.contains("HTTP"),
            "{}",
            check.name
        );
    }
    for group in Group::ALL {
        assert!(
            all.iter().any(|check| check.group == group),
            "{}",
            group.name()
        );
    }
}

/// Each way of being broken is found by the check that is there for it.
#[test]
fn a_broken_connector_fails_the_check_that_looks_for_it() {
    let profile = Arc::new(Profile::anpr().unwrap());
    for (what, check, handler) in broken::all(|| connector(&profile, registry())) {
        let server = Server::start(handler);
        let report = grade(&target(&server.url(), &profile), &fixtures(), |c| {
            c.name == check
        });
        let report = report.unwrap();
        assert_eq!(report.graded().len(), 1, "{check}");
        assert!(
            matches!(report.graded()[0].verdict, Verdict::Failed(_)),
            "{what}: {check} gave {:?}",
            report.graded()[0].verdict
        );
        // The same check passes when the same server is not broken.
        let sound = connector(&profile, registry());
        let server = Server::start(Arc::new(move |body: &[u8]| answer(&sound, body)));
        let report = grade(&target(&server.url(), &profile), &fixtures(), |c| {
            c.name == check
        });
        let report = report.unwrap();
        let verdict = &report.graded()[0].verdict;
        assert_eq!(*verdict, Verdict::Passed, "{what}: {check}");
    }
}

#[test]
fn nothing_is_written_without_leave() {
    let profile = Arc::new(Profile::anpr().unwrap());
    let registry = registry();
    let recorded = Arc::clone(&registry);
    let server = serve(
        "127.0.0.1:0",
        connector(&profile, registry),
        &ServerOptions::default(),
    )
    .unwrap();
    let url = format!("http://{}/sad", server.local_addr());
    let mut fixtures = fixtures();
    fixtures.may_write = false;
    let quick = |check: &Check| check.group != Group::Http && check.group != Group::Hostile;
    let report = grade(&target(&url, &profile), &fixtures, quick).unwrap();
    assert!(report.accepted());
    assert!(report.counts().skipped >= 20, "{:?}", report.counts());
    assert_eq!(recorded.cards(), 0);
}

#[test]
fn without_a_connector_there_is_no_report() {
    let profile = Arc::new(Profile::anpr().unwrap());
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sad", nobody.local_addr().unwrap());
    drop(nobody);
    let error = grade(&target(&url, &profile), &fixtures(), |_| true).unwrap_err();
    assert_eq!(error.code(), Code::Unreachable);
    let mut wrong = fixtures();
    wrong.run = "non va".into();
    let error = grade(&target(&url, &profile), &wrong, |_| true).unwrap_err();
    assert_eq!(error.code(), Code::BadRun);
}

/// No report, in any form, names a citizen.
#[test]
fn reports_name_nobody_and_agree() {
    let profile = Arc::new(Profile::anpr().unwrap());
    let handler = broken::all(|| connector(&profile, registry()))
        .into_iter()
        .find(|(_, check, _)| *check == "interrogazione.same-code")
        .unwrap();
    let server = Server::start(handler.2);
    let mut fixtures = fixtures();
    fixtures.may_write = false;
    let chosen =
        |check: &Check| check.group == Group::Interrogazione || check.name == "cards.issued";
    let report = grade(&target(&server.url(), &profile), &fixtures, chosen).unwrap();
    assert!(!report.accepted());
    let counts = report.counts();
    let json = report.to_json();
    assert_eq!(json["counts"]["failed"], counts.failed);
    assert_eq!(
        json["checks"].as_array().unwrap().len(),
        report.graded().len()
    );
    let junit = report.to_junit(Lang::It);
    assert_eq!(junit.matches("<failure ").count(), counts.failed);
    assert_eq!(junit.matches("<skipped ").count(), counts.skipped);
    assert_eq!(junit.matches("<testcase ").count(), report.graded().len());
    support::well_formed(&junit);
    for text in [
        report.to_text(Lang::It),
        report.to_text(Lang::En),
        junit,
        json.to_string(),
    ] {
        for name in [KNOWN, OTHER, SEVERAL, "ROSSI", "BIANCA", "VERDI"] {
            assert!(!text.contains(name), "{name} in {text}");
        }
    }
}
