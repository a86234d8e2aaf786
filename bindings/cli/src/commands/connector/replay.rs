//! `cie connector replay`: a stored request, once more.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_core::exchange::{Answer, Operation, Outcome};
use cie_sad::codec::{Limits, Response, decode_answer, decode_request};
use cie_sad::connector::MemoryAnswerLog;
use cie_sad::hosting::config::AprConfig;
use cie_sad::profile::Profile;
use cie_sad::workstation::{Workstation, WorkstationOptions};
use clap::{ArgGroup, Args};
use serde_json::json;

use crate::commands::{input, table, wire};
use crate::connector::{Databases, Opened, unopened};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Longest stored message.
const MAX: u64 = 16 << 20;

/// Options of `cie connector replay`.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("to").required(true).args(["url", "apr"])))]
pub(crate) struct Options {
    /// The stored request.
    file: PathBuf,
    /// Send it to this connector, such as http://10.0.0.5:8080/sad. A connector that keeps its
    /// answers gives the one it gave; nothing is done twice.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Give it to the connector of this apr.toml, in this process, as if it had never been answered.
    /// Only queries: a notice would be recorded.
    #[arg(long, value_name = "FILE", conflicts_with = "profile")]
    apr: Option<PathBuf>,
    /// Wire profile, with --url: anpr, piatto, or the path of a profile file.
    #[arg(long, default_value = "anpr", value_name = "PROFILE")]
    profile: String,
    /// The stored answer [default: the file beside the request, `…-answer.xml` for
    /// `…-request.xml`, when there is one].
    #[arg(long, value_name = "FILE")]
    answer: Option<PathBuf>,
    /// Keep the answer in this file.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

/// How an answer stands to the stored one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Identical,
    SameContent,
    Different,
    NothingStored,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::SameContent => "same_content",
            Self::Different => "different",
            Self::NothingStored => "nothing_stored",
        }
    }
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = input::read(&options.file, MAX)?;
    let (profile, bytes) = match (&options.url, &options.apr) {
        (Some(url), _) => {
            let profile = wire::profile(&options.profile)?;
            let client = WorkstationOptions::default();
            let client = Workstation::new(url, Arc::clone(&profile), client)?;
            let exchange = client.repeat(&request)?;
            (profile, exchange.answer_bytes)
        }
        (None, Some(apr)) => in_process(apr, &request)?,
        (None, None) => return Err(Failure::new(Status::Usage, "--url, --apr", "--url, --apr")),
    };
    let decoded = decode_request(&profile, &request, &Limits::default());
    let operation = decoded
        .map_err(|failure| failure.error)?
        .message
        .operation();
    // Before the new answer is kept: it may be kept in the same file.
    let stored = stored(options)?;
    if let Some(path) = &options.keep {
        std::fs::write(path, &bytes).map_err(|e| crate::exit::io_failure(path, &e))?;
    }
    let verdict = match &stored {
        None => Verdict::NothingStored,
        Some(stored) if *stored == bytes => Verdict::Identical,
        Some(stored) => {
            let read = |bytes: &[u8]| content(&profile, operation, bytes);
            match (read(stored), read(&bytes)) {
                (Some(before), Some(now)) if before == now => Verdict::SameContent,
                _ => Verdict::Different,
            }
        }
    };
    show(
        report,
        operation,
        content(&profile, operation, &bytes),
        verdict,
    );
    Ok(match verdict {
        Verdict::Different => Status::Findings,
        _ => Status::Ok,
    })
}

/// The answer of a comune's own connector, whose answers are not looked at and not added to.
fn in_process(apr: &Path, request: &[u8]) -> Result<(Arc<Profile>, Vec<u8>), Failure> {
    let config = AprConfig::load(apr)?;
    let profile = Arc::new(config.load_profile()?);
    let decoded = decode_request(&profile, request, &config.message);
    let operation = decoded
        .map_err(|failure| failure.error)?
        .message
        .operation();
    if operation != Operation::Interrogazione {
        let name = operation.name();
        return Err(Failure::new(
            Status::Findings,
            format!("{name}: con --apr si ripetono solo le interrogazioni; usare --url"),
            format!("{name}: with --apr only queries are repeated; use --url"),
        ));
    }
    let forgetful = Arc::new(MemoryAnswerLog::default());
    let opened = Opened::with_answers(
        &config,
        Arc::clone(&profile),
        &Databases::default(),
        Some(forgetful),
    )
    .map_err(|cause| unopened(config.id.as_str(), cause.as_ref()))?;
    Ok((profile, opened.connector.handle(request).body))
}

fn stored(options: &Options) -> Result<Option<Vec<u8>>, Failure> {
    if let Some(path) = &options.answer {
        return input::read(path, MAX).map(Some);
    }
    let name = options.file.file_name().and_then(|name| name.to_str());
    let stem = name.and_then(|name| name.strip_suffix("-request.xml"));
    let beside = stem.map(|stem| options.file.with_file_name(format!("{stem}-answer.xml")));
    match beside {
        Some(path) if path.exists() => input::read(&path, MAX).map(Some),
        _ => Ok(None),
    }
}

fn content(profile: &Profile, operation: Operation, bytes: &[u8]) -> Option<Answer> {
    let decoded = decode_answer(profile, operation, bytes, &Limits::default()).ok()?;
    match decoded.message {
        Response::Answer(_, answer) => Some(answer),
        _ => None,
    }
}

/// Says what came of it; whom it is about is in the file of `--keep`.
fn show(report: &mut Report, operation: Operation, answer: Option<Answer>, verdict: Verdict) {
    let outcome = match answer.as_ref().map(|answer| answer.outcome) {
        Some(Outcome::Ok) => "ok",
        Some(Outcome::Several) => "several",
        _ => "error",
    };
    let codes: Vec<String> = answer.map_or_else(Vec::new, |answer| {
        answer.anomalies.into_iter().map(|one| one.code).collect()
    });
    let lang = report.lang();
    report.record(&json!({
        "operation": operation.name(),
        "outcome": outcome,
        "codes": codes,
        "verdict": verdict.name(),
    }));
    let said = match verdict {
        Verdict::Identical => text!(lang, "identica, byte per byte" / "identical, byte for byte"),
        Verdict::SameContent => text!(lang, "stesso contenuto" / "same content"),
        Verdict::Different => text!(lang, "DIVERSA" / "DIFFERENT"),
        Verdict::NothingStored => text!(
            lang,
            "nessuna risposta con cui confrontarla" / "no stored answer to compare with"
        ),
    };
    let facts = [
        (
            text!(lang, "operazione" / "operation"),
            operation.name().to_owned(),
        ),
        (
            text!(lang, "esito" / "outcome"),
            format!("{outcome} {}", codes.join(" ")),
        ),
        (text!(lang, "risposta" / "answer"), said),
    ];
    table::facts(report, &facts);
}
