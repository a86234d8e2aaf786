//! `cie doctor`: whether this workstation is as it has to be.

mod proxy;
mod show;
mod store;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use cie_devices::devices::Devices;
use cie_devices::doctor::{Address, Check, Doctor, DoctorConfig, ProxyChoice, Verdict};
use clap::Args;
use serde_json::json;

use super::{devices, read_config, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie doctor`. What they name comes on top of what the file says.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// What to look at, beside the services of circular 8/2017 (docs/doctor.md).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The devices of this workstation (docs/devices.md).
    #[arg(long, value_name = "FILE")]
    devices: Option<PathBuf>,
    /// Try no connection: the lines of the network say that nothing was checked.
    #[arg(long)]
    offline: bool,
    /// The HTTP proxy, such as http://proxy:3128, or none [default: that of the environment].
    #[arg(long, value_name = "URL", value_parser = proxy::choice)]
    proxy: Option<ProxyChoice>,
    /// A connector of the registry, such as http://10.0.0.5:8080/sad. May be repeated.
    #[arg(long, value_name = "URL")]
    connector: Vec<Address>,
    /// A PKCS#11 module of the operator cards, such as bit4xpki.dll. May be repeated.
    #[arg(long, value_name = "FILE")]
    module: Vec<PathBuf>,
    /// A store: a SQLite file, or the apr.toml of a comune. May be repeated.
    #[arg(long, value_name = "STORE")]
    store: Vec<String>,
    /// Longest time of the whole run, in seconds [default: 20].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    limit: Option<u64>,
    /// Only the checks whose name begins so, such as `endpoint` or `clock`. May be repeated.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Not the checks whose name begins so. May be repeated.
    #[arg(long, value_name = "NAME")]
    skip: Vec<String>,
    /// A warning ends the command as a failure does.
    #[arg(long)]
    strict: bool,
    /// Say also of what is well why it matters and which act asks for it.
    #[arg(long)]
    verbose: bool,
    /// List the checks and end.
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let doctor = doctor(options)?;
    if doctor.checks().is_empty() {
        return Err(Failure::new(
            Status::Usage,
            "nessun controllo ha questo nome: elencarli con --list",
            "no check has this name: list them with --list",
        ));
    }
    if options.list {
        list(&doctor, report);
        return Ok(Status::Ok);
    }
    let count = u64::try_from(doctor.checks().len()).unwrap_or(u64::MAX);
    let progress = report.progress(count, &text!(report.lang(), "controlli" / "checks"));
    let findings = doctor.run(|_| progress.inc(1));
    progress.finish_and_clear();
    show::all(&findings, options.verbose, report);
    let bad =
        |verdict| verdict == Verdict::Failed || (options.strict && verdict == Verdict::Warning);
    Ok(match findings.iter().any(|finding| bad(finding.verdict)) {
        true => Status::Findings,
        false => Status::Ok,
    })
}

fn doctor(options: &Options) -> Result<Doctor, Failure> {
    let mut config = match &options.config {
        Some(file) => {
            let folder = file.parent().unwrap_or(Path::new(""));
            DoctorConfig::parse_in(&read_config(file)?, folder)
                .map_err(|error| Failure::from(error).in_file(file))?
        }
        None => DoctorConfig::default(),
    };
    config.offline |= options.offline;
    if let Some(proxy) = &options.proxy {
        config.proxy = proxy.clone();
    }
    config.connectors.extend(options.connector.iter().cloned());
    config.modules.extend(options.module.iter().cloned());
    config.stores.extend(options.store.iter().cloned());
    if let Some(seconds) = options.limit {
        config.limit = Duration::from_secs(seconds);
    }
    let devices = match options.devices.as_ref().or(config.devices.as_ref()) {
        Some(file) => devices::load(file)?,
        None => Devices::default(),
    };
    let found = match config.proxy {
        // One that is not to be asked need not be read.
        ProxyChoice::Environment if !config.offline => proxy::of_the_environment()?,
        _ => None,
    };
    let route = config.route(Utc::now(), found)?;
    let mut doctor = config.doctor(route, &devices);
    for place in &config.stores {
        doctor.add(store::StoreCheck::new(place));
    }
    let begins = |check: &dyn Check, names: &[String]| {
        let id = check.id();
        names.iter().any(|name| id.starts_with(name))
    };
    doctor.retain(|check| {
        (options.only.is_empty() || begins(check, &options.only)) && !begins(check, &options.skip)
    });
    Ok(doctor)
}

fn list(doctor: &Doctor, report: &mut Report) {
    let mut rows = Vec::new();
    for check in doctor.checks() {
        let (id, what) = (check.id(), check.what());
        report.record(&json!({ "check": id, "what": what }));
        rows.push([id, what.get(report.lang()).to_owned()]);
    }
    table::rows(report, &rows);
}
