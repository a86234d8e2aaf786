//! `cie connector serve`: serves until told to stop.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cie_sad::hosting::Endpoint;
use clap::Args;
use serde_json::json;

use crate::connector::{
    Databases, Lines, Opened, Profiles, Serving, Site, Which, check_folder, unopened,
};
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::signals::{Signal, Signals};

/// Options of `cie connector serve`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The apr.toml of a comune, or a folder with one file a comune (and server.toml for the
    /// process).
    #[arg(default_value = "apr.toml", value_name = "PATH")]
    path: PathBuf,
    /// Which events get a line on standard output.
    #[arg(long, value_enum, default_value_t = Which::All)]
    log: Which,
    /// Do not look for changed files; SIGHUP still takes them up.
    #[arg(long)]
    no_watch: bool,
    /// Read everything, open every registry and store, and end.
    #[arg(long)]
    check: bool,
}

/// How often files are looked at.
const WATCH: Duration = Duration::from_secs(2);

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    if options.check {
        return check_site(&options.path, report);
    }
    let lines = Arc::new(Lines::new(report.is_json(), options.log));
    let started = |error: std::io::Error| {
        Failure::new(Status::Environment, error.to_string(), error.to_string())
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(started)?;
    // Before anything listens: whoever starts this may stop it at once.
    let entered = runtime.enter();
    let mut signals = Signals::new().map_err(started)?;
    drop(entered);
    // Only waiting is done in the event loop: databases are not spoken to, nor closed, from within.
    let mut serving = Serving::start(options.path.clone(), Arc::clone(&lines))?;
    loop {
        match runtime.block_on(woken(&mut signals, !options.no_watch)) {
            Some(Signal::Stop) => break,
            Some(Signal::Reload) => serving.reload(),
            None if serving.changed() => serving.reload(),
            None => {}
        }
        serving.retry();
    }
    serving.stop();
    report.object(
        "served",
        json!({ "path": options.path.display().to_string() }),
    );
    Ok(Status::Ok)
}

/// The next signal, or nothing when it is time to look at the files.
async fn woken(signals: &mut Signals, watch: bool) -> Option<Signal> {
    tokio::select! {
        signal = signals.next() => Some(signal),
        () = tokio::time::sleep(WATCH), if watch => None,
    }
}

/// Opens everything that a site names, and says what does not open.
fn check_site(path: &Path, report: &mut Report) -> Result<Status, Failure> {
    let site = Site::load(path)?;
    let (mut profiles, mut broken) = (Profiles::default(), 0);
    let databases = Databases::default();
    let lang = report.lang();
    for (id, config) in &site.comuni {
        let profile = profiles.of(config)?;
        let opened = Opened::new(config, Arc::clone(&profile), &databases);
        let failed = opened
            .and_then(|opened| opened.probe())
            .err()
            .map(|cause| unopened(id.as_str(), cause.as_ref()));
        let failed = failed.or_else(|| {
            let folder = check_folder(config, &profile);
            folder.err().map(|failure| failure.about(id.as_str()))
        });
        report.record(&json!({
            "tenant": id.as_str(),
            "ok": failed.is_none(),
            "message": failed.as_ref().map(|failure| failure.text(lang)),
        }));
        let said = failed.as_ref().map_or("ok", |failure| failure.text(lang));
        report.show(&format!("{id}: {said}"));
        broken += usize::from(failed.is_some());
    }
    for (id, file) in site.exposed() {
        let file = file.display();
        report.warn(&text!(
            lang,
            "attenzione: {id}: {file}: altri possono leggerlo"
                / "warning: {id}: {file}: others may read it"
        ));
    }
    Ok(if broken == 0 {
        Status::Ok
    } else {
        Status::Environment
    })
}
