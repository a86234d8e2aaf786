//! `cie devices watch`: what comes and goes.

use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use cie_devices::devices::{Change, DeviceEvent, DeviceWatch, DeviceWatcher};
use clap::Args;
use serde_json::json;

use super::FileOption;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie devices watch`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    file: FileOption,
    /// How many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
}

/// Hands on what it is told.
struct Teller(Sender<Result<DeviceEvent, cie_devices::Error>>);

impl DeviceWatcher for Teller {
    fn event(&mut self, event: DeviceEvent) {
        // Nobody listens when time is up.
        let _ = self.0.send(Ok(event));
    }

    fn trouble(&mut self, error: cie_devices::Error) {
        let _ = self.0.send(Err(error));
    }
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let devices = options.file.load_if_there()?;
    let (sender, events) = channel();
    let watch = DeviceWatch::start(&devices, Box::new(Teller(sender)))?;
    let until = Instant::now() + Duration::from_secs(options.seconds);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match events.recv_timeout(left) {
            Ok(Ok(event)) => show(&event, report),
            Ok(Err(error)) => {
                let failure = Failure::from(error);
                let said = failure.text(report.lang()).to_owned();
                report.warn(&said);
            }
            Err(_) => break,
        }
    }
    // What still comes is nobody's any more.
    let _ = watch.stop(Duration::from_secs(2));
    Ok(Status::Ok)
}

fn show(event: &DeviceEvent, report: &mut Report) {
    let lang = report.lang();
    let told = match event.change {
        Change::Appeared => text!(lang, "collegato" / "plugged in"),
        Change::Gone => text!(lang, "scollegato" / "unplugged"),
        Change::CardInserted => text!(lang, "carta inserita" / "card inserted"),
        Change::CardRemoved => text!(lang, "carta estratta" / "card removed"),
        _ => return,
    };
    report.record(&json!(event));
    let name = &event.name;
    report.show(&match &event.device {
        Some(device) => format!("{told}: {device} ({name})"),
        None => format!("{told}: {name}"),
    });
}
