//! `cie connector check`: the conformance kit.

use std::path::PathBuf;
use std::time::Duration;

use cie_core::redact::Personal;
use cie_sad::conformance::{Check, Fixtures, Level, Target, Verdict, checks, grade};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::commands::{table, wire};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie connector check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Where the connector listens, such as http://10.0.0.5:8080/sad.
    #[arg(value_name = "URL", required_unless_present = "list")]
    url: Option<String>,
    /// Wire profile: anpr, piatto, anpr-soap, or the path of a profile file; `,travel=SI/NO` may follow.
    #[arg(long, default_value = "anpr", value_name = "PROFILE")]
    profile: String,
    /// ISTAT code of the comune, 6 digits.
    #[arg(long, value_name = "ISTAT", required_unless_present = "list")]
    comune: Option<String>,
    /// Codice fiscale of a resident, the only one who has it. Give synthetic people of a trial
    /// registry. Where the profile asks for names beside the code, as anpr-soap does, give them after
    /// it: CODE,SURNAME,NAME.
    #[arg(long, value_name = "CODE", required_unless_present = "list")]
    known: Option<Personal<String>>,
    /// Codice fiscale of another resident.
    #[arg(long, value_name = "CODE")]
    other: Option<Personal<String>>,
    /// Codice fiscale that several people have.
    #[arg(long, value_name = "CODE")]
    several: Option<Personal<String>>,
    /// Codice fiscale of somebody who was cancelled from the registry.
    #[arg(long, value_name = "CODE")]
    cancelled: Option<Personal<String>>,
    /// Codice fiscale of somebody who lives in another comune.
    #[arg(long, value_name = "CODE")]
    elsewhere: Option<Personal<String>>,
    /// Codice fiscale of the operator [default: a synthetic one].
    #[arg(long, value_name = "CODE")]
    operator: Option<Personal<String>>,
    /// Also record and annul cards of the residents given. Never on a registry in production.
    #[arg(long)]
    allow_writes: bool,
    /// Only the checks whose name begins so, such as `hostile` or `cards.shown`. May be repeated.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Not the checks whose name begins so. May be repeated.
    #[arg(long, value_name = "NAME")]
    skip: Vec<String>,
    /// Longest time for an ordinary answer, in seconds.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
    /// Time within which a client that says nothing should be cut off, in seconds.
    #[arg(long, default_value_t = 45, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    patience: u64,
    /// A check that only advises fails too.
    #[arg(long)]
    strict: bool,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// File of the report [default: standard output].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// List the checks and end.
    #[arg(long)]
    list: bool,
}

/// Form of the report. With `--json` it is always JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For build servers.
    Junit,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let (Some(url), Some(comune), Some(known), false) =
        (&options.url, &options.comune, &options.known, options.list)
    else {
        list(options, report);
        return Ok(Status::Ok);
    };
    if !checks().any(|check| options.chooses(check)) {
        return Err(Failure::new(
            Status::Usage,
            "nessuna prova ha questo nome: elencarle con --list",
            "no check has this name: list them with --list",
        ));
    }
    let mut target = Target::new(url, wire::profile(&options.profile)?)?;
    target.timeout = Duration::from_secs(options.timeout);
    target.patience = Duration::from_secs(options.patience);
    let mut fixtures = Fixtures::new(comune.as_str(), code_of(known));
    let code = |given: &Option<Personal<String>>| given.as_ref().map(code_of).map(Personal::from);
    fixtures.other = code(&options.other);
    fixtures.several = code(&options.several);
    fixtures.cancelled = code(&options.cancelled);
    fixtures.elsewhere = code(&options.elsewhere);
    for given in [
        &options.known,
        &options.other,
        &options.several,
        &options.cancelled,
        &options.elsewhere,
    ] {
        fixtures = named(fixtures, given.as_ref());
    }
    fixtures.may_write = options.allow_writes;
    if let Some(operator) = &options.operator {
        fixtures.operator = operator.clone();
    }
    let total = checks().filter(|check| options.chooses(check)).count();
    let progress = report.progress(
        u64::try_from(total).unwrap_or(u64::MAX),
        &text!(report.lang(), "prove" / "checks"),
    );
    let graded = grade(&target, &fixtures, |check| {
        let chosen = options.chooses(check);
        progress.inc(u64::from(chosen));
        chosen
    });
    progress.finish_and_clear();
    let graded = graded?;
    let lang = report.lang();
    let form = if report.is_json() {
        Form::Json
    } else {
        options.format
    };
    let text = match form {
        Form::Text => graded.to_text(lang),
        Form::Json => format!("{}\n", graded.to_json()),
        Form::Junit => graded.to_junit(lang),
    };
    match &options.output {
        Some(path) => std::fs::write(path, text).map_err(|error| {
            let path = path.display();
            Failure::new(
                Status::Environment,
                format!("{path}: scrittura non riuscita: {error}"),
                format!("{path}: cannot be written: {error}"),
            )
        })?,
        None => report.print(text.trim_end()),
    }
    let advice = |verdict: &Verdict| matches!(verdict, Verdict::Failed(_));
    let stricter = options.strict && graded.graded().iter().any(|g| advice(&g.verdict));
    Ok(if graded.accepted() && !stricter {
        Status::Ok
    } else {
        Status::Findings
    })
}

/// The code of a citizen given as `CODE` or `CODE,SURNAME,NAME`.
fn code_of(given: &Personal<String>) -> &str {
    let text = given.expose();
    text.split_once(',').map_or(text.as_str(), |(code, _)| code)
}

/// Tells the kit the names that follow a code.
fn named(fixtures: Fixtures, given: Option<&Personal<String>>) -> Fixtures {
    let names = given.and_then(|given| {
        let (code, names) = given.expose().split_once(',')?;
        let (surname, name) = names.split_once(',').unwrap_or((names, ""));
        Some((code, surname, name))
    });
    match names {
        Some((code, surname, name)) => fixtures.named(code, surname, name),
        None => fixtures,
    }
}

impl Options {
    fn chooses(&self, check: &Check) -> bool {
        let begins = |names: &[String]| names.iter().any(|name| check.name.starts_with(name));
        (self.only.is_empty() || begins(&self.only)) && !begins(&self.skip)
    }
}

fn list(options: &Options, report: &mut Report) {
    let lang = report.lang();
    let mut rows = Vec::new();
    for check in checks().filter(|check| options.chooses(check)) {
        report.record(&json!({
            "name": check.name,
            "group": check.group.name(),
            "level": check.level.name(),
            "title_it": check.it,
            "title_en": check.en,
        }));
        let level = match check.level {
            Level::Must => text!(lang, "obbligo" / "must"),
            _ => text!(lang, "consiglio" / "should"),
        };
        rows.push([check.name.to_owned(), level, check.title(lang).to_owned()]);
    }
    table::rows(report, &rows);
}
