//! Whether a workstation is as it has to be.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use cie_devices::devices::Devices;
use cie_devices::doctor::{Check, Doctor, DoctorConfig as Config, Finding, ProxyChoice};

use crate::{ApiError, Result};

choice! {
    /// How a check of a workstation ended.
    pub enum DoctorVerdict {
        /// It is as it has to be.
        Ok = "ok",
        /// It could not be looked at, and the finding says why. Nothing is known of it.
        NotChecked = "not_checked",
        /// It works, and something is not as advised or will not last.
        Warning = "warning",
        /// It is not as it has to be.
        Failed = "failed",
    }
}

record! {
    /// What the doctor looks at. Without anything: the services of circular 8/2017, and this
    /// workstation.
    pub struct DoctorConfig {
        /// TOML text that says more; its form is that of the file that `cie doctor` takes.
        pub settings: Option<String> = None,
        /// Folder from which the paths of the settings start; the present one unless given.
        pub folder: Option<String> = None,
        /// TOML text of the devices of the workstation, as `cie devices` takes it.
        pub devices: Option<String> = None,
        /// No connection is tried: the findings of the network say that nothing was checked.
        pub offline: Option<bool> = None,
        /// The HTTP proxy, such as `http://proxy:3128`; none unless given.
        pub proxy: Option<String> = None,
        /// Longest time of the whole run, in seconds, 1 to 600; 20 unless given.
        pub limit: Option<u32> = None,
        /// Only the checks whose name begins so, such as `endpoint` or `clock`.
        pub only: Option<Vec<String> > = None,
        /// Not the checks whose name begins so.
        pub skip: Option<Vec<String> > = None,
    }
}

record! {
    /// What a check found.
    pub struct DoctorFinding {
        /// Stable name of the check, such as `endpoint.dvra.cie.interno.gov.it:8442`.
        pub check: String,
        /// How it ended.
        pub verdict: DoctorVerdict,
        /// What was looked at, in Italian.
        pub what_it: String,
        /// What was looked at, in English.
        pub what_en: String,
        /// What was found, in Italian.
        pub found_it: String,
        /// What was found, in English.
        pub found_en: String,
        /// Why it matters, in Italian.
        pub why_it: String,
        /// Why it matters, in English.
        pub why_en: String,
        /// What to do, in Italian; absent when all is well.
        pub remedy_it: Option<String> = None,
        /// What to do, in English; absent when all is well.
        pub remedy_en: Option<String> = None,
        /// Act and article that ask for it, or a word that it is this project's own rule.
        pub source: String,
        /// Particulars for programs.
        pub facts: HashMap<String, String>,
        /// How long it took, in milliseconds.
        pub millis: i64,
    }
}

impl TryFrom<Finding> for DoctorFinding {
    type Error = ApiError;

    fn try_from(finding: Finding) -> Result<Self> {
        let todo = finding.todo;
        Ok(Self {
            check: finding.check,
            verdict: DoctorVerdict::of_core(finding.verdict)?,
            what_it: finding.what.it,
            what_en: finding.what.en,
            found_it: finding.found.it,
            found_en: finding.found.en,
            why_it: finding.why.it,
            why_en: finding.why.en,
            remedy_it: todo.as_ref().map(|todo| todo.it.clone()),
            remedy_en: todo.map(|todo| todo.en),
            source: finding.source,
            facts: finding.facts.into_iter().collect(),
            millis: i64::try_from(finding.millis).unwrap_or(i64::MAX),
        })
    }
}

fn prepared(given: DoctorConfig) -> Result<Doctor> {
    let folder = given.folder.map(PathBuf::from).unwrap_or_default();
    let mut config = match &given.settings {
        Some(settings) => Config::parse_in(settings, &folder)?,
        None => Config::default(),
    };
    config.offline |= given.offline.unwrap_or_default();
    if let Some(proxy) = &given.proxy {
        config.proxy = ProxyChoice::At(proxy.parse()?);
    }
    if let Some(seconds) = given.limit {
        config.limit = Duration::from_secs(u64::from(seconds.clamp(1, 600)));
    }
    let devices = match (&given.devices, &config.devices) {
        (Some(devices), _) => Devices::parse_in(devices, &folder)?,
        (None, Some(file)) => Devices::parse_in(
            &crate::connector::read(file)?,
            file.parent().unwrap_or(Path::new("")),
        )?,
        (None, None) => Devices::default(),
    };
    let route = config.route(Utc::now(), None)?;
    let mut doctor = config.doctor(route, &devices);
    let begins = |check: &dyn Check, names: &[String]| {
        let id = check.id();
        names.iter().any(|name| id.starts_with(name))
    };
    doctor.retain(|check| {
        given.only.as_ref().is_none_or(|only| begins(check, only))
            && !given.skip.as_ref().is_some_and(|skip| begins(check, skip))
    });
    Ok(doctor)
}

export! { long
    /// Looks whether this workstation is as it has to be: services and ports of circular 8/2017,
    /// clock, hosts file, certificates, disk, and the devices and connectors that the settings name.
    /// It reads and asks; it changes nothing. What could not be looked at says so. Stores are not
    /// looked at, and readers only where the package was built with PC/SC.
    fn run_doctor(config: DoctorConfig) -> Vec<DoctorFinding>, "Promise<Array<DoctorFinding>>"
    [
        /// `CIE-API-005` when the file of devices cannot be read;
        /// `CIE-DEV-740` and `CIE-DEV-741` for devices, `CIE-DEV-700` to `CIE-DEV-705` for settings
        /// that are not sound, with line and column;
    ]
    {
        let findings = prepared(config)?.run(|_| {});
        findings.into_iter().map(TryInto::try_into).collect()
    }
}
