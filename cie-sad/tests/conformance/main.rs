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
mod soap;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use cie_core::citizen::codice_fiscale::CodiceFiscale;
use cie_core::citizen::place::Places;
use cie_core::citizen::{AddressPlace, BirthPlace, NamePart, Residence};
use cie_core::exchange::{Cancellation, Registry, Subject};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_sad::Code;
use cie_sad::conformance::{Check, Fixtures, Group, Level, Report, Target, Verdict, checks, grade};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{FrontOptions, ServerHandle, ServerOptions, serve};
use cie_sad::profile::{Envelope, Profile};
use cie_sad::registry::MemoryRegistry;
use server::{Server, answer};
use support::sample;

const KNOWN: &str = "RSSBNC80E57H501B";
const OTHER: &str = "VRDGPP75C12F205K";
const SEVERAL: &str = "BNCGLI90A01F205D";
const CANCELLED: &str = "NREDAA70A41H501O";
const ELSEWHERE: &str = "GLLMRC85T10A944W";

/// Everybody's sex, date and place of birth are those of the code.
fn subject(code: &str, surname: &str, given: &str) -> Subject {
    let mut person = sample::person();
    person.surname = NamePart::from_text(surname);
    person.given = NamePart::from_text(given);
    let parts = CodiceFiscale::parse(code.as_bytes()).unwrap().parts();
    person.sex = parts.sex;
    let (year, month) = (1900 + i32::from(parts.year), parts.month.into());
    let day = chrono::NaiveDate::from_ymd_opt(year, month, parts.day.into());
    person.birth_date = day.unwrap().into();
    let place = Places::embedded().at(parts.place, day.unwrap()).unwrap();
    person.birth_place = BirthPlace::Comune {
        belfiore: Some(parts.place.as_str().to_owned()),
        istat: place.istat_code(),
        name: place.name().to_owned(),
        province: place.province().map(str::to_owned),
    };
    if let Some(tax) = &mut person.tax_code {
        tax.code = Personal::from(code);
    }
    let mut subject = Subject::new(person);
    subject.residence = Some(sample::residence());
    subject.citizenships = vec![sample::citizenship()];
    subject
}

fn moved() -> Subject {
    let mut moved = subject(ELSEWHERE, "GALLI", "MARCO");
    if let Some(Residence::Italy { address, .. }) = &mut moved.residence {
        address.comune = AddressPlace {
            name: "MILANO".into(),
            istat: Some("015146".into()),
            province: Some("MI".into()),
        };
    }
    moved
}

fn registry() -> Arc<MemoryRegistry> {
    let mut cancelled = subject(CANCELLED, "NERI", "ADA");
    cancelled.cancellation = Some(Cancellation {
        reason: None,
        on: sample::day("2020-01-01"),
    });
    let registry = MemoryRegistry::new(vec![
        subject(KNOWN, "ROSSI", "BIANCA"),
        subject(OTHER, "VERDI", "GIUSEPPE"),
        subject(SEVERAL, "BIANCHI", "GIULIO"),
        subject(SEVERAL, "BIANCHI", "GIULIO"),
        // Who lives elsewhere, for a search by names; by code it is told apart already.
        moved(),
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
        .named(KNOWN, "ROSSI", "BIANCA")
        .named(OTHER, "VERDI", "GIUSEPPE")
        .named(SEVERAL, "BIANCHI", "GIULIO")
        .named(CANCELLED, "NERI", "ADA")
        .named(ELSEWHERE, "GALLI", "MARCO")
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

fn passes_with(profile: Profile, skipped: &[&'static str]) {
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
    let not_tried: Vec<&'static str> = report
        .graded()
        .iter()
        .filter(|graded| matches!(graded.verdict, Verdict::Skipped(_)))
        .map(|graded| graded.check.name)
        .collect();
    let envelope = |name: &&str| name.starts_with("soap.");
    let mut skipped = skipped.to_vec();
    if profile.envelope() == Envelope::None {
        skipped.extend(checks().map(|check| check.name).filter(envelope));
    }
    let (not_tried, skipped) = (sorted(not_tried), sorted(skipped));
    assert_eq!(not_tried, skipped, "{}", report.to_text(Lang::En));
}

fn sorted(mut names: Vec<&'static str>) -> Vec<&'static str> {
    names.sort_unstable();
    names
}

#[test]
fn our_connector_passes_with_the_default_profile() {
    passes_with(Profile::anpr().unwrap(), &[]);
}

#[test]
fn our_connector_passes_with_the_flat_profile() {
    passes_with(
        Profile::piatto().unwrap(),
        &[
            "cards.attachments",
            "encodings.prefix",
            "fields.other-namespace",
        ],
    );
}

/// What the schemas of the service have no place for is skipped, and all else holds.
#[test]
fn our_connector_passes_as_the_public_service() {
    passes_with(
        Profile::anpr_soap().unwrap(),
        &["cards.attachments", "cards.reasons"],
    );
}

#[test]
fn names_are_asked_for_where_the_wire_needs_them() {
    let profile = Arc::new(Profile::anpr_soap().unwrap());
    let server = start(&profile);
    let url = format!("http://{}/sad", server.local_addr());
    let mut bare = Fixtures::new("058091", KNOWN);
    bare.other = Some(Personal::from(OTHER));
    let error = grade(&target(&url, &profile), &bare, |_| true).unwrap_err();
    assert_eq!(error.code(), Code::NamesNeeded);
    // A case without names is skipped with its reason, and the rest is graded.
    let mut bare = bare.named(KNOWN, "ROSSI", "BIANCA");
    bare.cancelled = Some(Personal::from(CANCELLED));
    let chosen = |check: &Check| check.group == Group::Interrogazione;
    let report = grade(&target(&url, &profile), &bare, chosen).unwrap();
    assert_eq!(report.counts().failed, 0, "{}", report.to_text(Lang::En));
    let verdict = |name: &str| {
        let graded = report.graded().iter().find(|g| g.check.name == name);
        graded.unwrap().verdict.clone()
    };
    let Verdict::Skipped(why) = verdict("interrogazione.cancelled") else {
        panic!("not skipped");
    };
    assert!(why.en.contains("names"), "{}", why.en);
    assert_eq!(verdict("interrogazione.known"), Verdict::Passed);
}

/// Servers of the public service that are broken on purpose, each in one way.
#[test]
fn a_broken_soap_server_fails_the_check_that_looks_for_it() {
    let profile = Arc::new(Profile::anpr_soap().unwrap());
    for (what, check, handler) in soap::all(|| connector(&profile, registry())) {
        let sound = connector(&profile, registry());
        let server = Server::start(handler);
        let chosen = |c: &Check| c.name == check;
        let report = grade(&target(&server.url(), &profile), &fixtures(), chosen).unwrap();
        assert_eq!(report.graded().len(), 1, "{check}");
        let verdict = &report.graded()[0].verdict;
        assert!(
            matches!(verdict, Verdict::Failed(_)),
            "{what}: {check} gave {verdict:?}"
        );
        let server = Server::start(Arc::new(move |body: &[u8]| soap::answer(&sound, body)));
        let report = grade(&target(&server.url(), &profile), &fixtures(), chosen).unwrap();
        let verdict = &report.graded()[0].verdict;
        assert_eq!(*verdict, Verdict::Passed, "{what}: {check}");
    }
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
