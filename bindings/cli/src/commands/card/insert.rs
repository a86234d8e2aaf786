//! `cie card insert`: a SIMULATED card in a virtual reader of the system's smart card service.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cie_devices::sim::card::{Inserted, VPCD_PORT, VirtualCie};
use clap::Args;
use serde_json::json;

use super::source::{replace, simulated};
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::signals::{Signal, Signals};

/// How often we look whether the card is still there.
const LOOK: Duration = Duration::from_millis(100);

/// Options of `cie card insert`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The file that `cie card simulate` wrote. What is done to the card's PIN meanwhile is kept in
    /// it when the card is taken out.
    card: PathBuf,
    /// Where the driver of the virtual reader (vpcd) waits for a card, HOST:PORT
    /// [default: 127.0.0.1:35963, its first reader; the second is one port further].
    #[arg(long, value_name = "HOST:PORT")]
    at: Option<String>,
    /// Take the card out after so many seconds [default: at Ctrl-C].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: Option<u64>,
}

/// Why the card is no longer in the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Signal,
    Time,
    /// It left: a fault that was ordered, or the service stopped.
    Itself,
}

impl Ended {
    fn name(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Time => "time",
            Self::Itself => "itself",
        }
    }
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let card = simulated(&options.card)?;
    let before = card.to_bytes()?;
    let started = |error: std::io::Error| {
        Failure::new(Status::Environment, error.to_string(), error.to_string())
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(started)?;
    // Before anybody sees the card: whoever waits for it may stop us at once.
    let entered = runtime.enter();
    let mut signals = Signals::new().map_err(started)?;
    drop(entered);

    let at = options
        .at
        .clone()
        .unwrap_or_else(|| format!("127.0.0.1:{VPCD_PORT}"));
    let inserted = Inserted::insert(card, at.as_str())?;
    let lang = report.lang();
    report.object("inserted", json!({ "simulated": true, "at": at }));
    report.show(&text!(
        lang,
        "carta SIMULATA inserita in {at}; Ctrl-C la estrae"
            / "SIMULATED card inserted at {at}; Ctrl-C takes it out"
    ));
    let most = options.seconds.map(Duration::from_secs);
    let ended = runtime.block_on(stay(&inserted, &mut signals, most));

    let work = inserted.work();
    let after = inserted.remove()?.to_bytes()?;
    if after != before {
        replace(&options.card, &after)?;
    }
    report.object(
        "removed",
        json!({ "by": ended.name(), "commands": work.commands }),
    );
    report.show(&match ended {
        Ended::Itself => text!(
            lang,
            "la carta non è più nel lettore; comandi: {}"
                / "the card is no longer in the reader; commands: {}",
            work.commands
        ),
        _ => text!(
            lang,
            "carta estratta; comandi: {}" / "card taken out; commands: {}",
            work.commands
        ),
    });
    Ok(match ended {
        Ended::Itself => Status::Environment,
        _ => Status::Ok,
    })
}

/// Waits as long as the card is to stay.
async fn stay(
    inserted: &Inserted<VirtualCie>,
    signals: &mut Signals,
    most: Option<Duration>,
) -> Ended {
    let began = Instant::now();
    loop {
        tokio::select! {
            signal = signals.next() => if signal == Signal::Stop {
                return Ended::Signal;
            },
            () = tokio::time::sleep(LOOK) => {}
        }
        if !inserted.is_there() {
            return Ended::Itself;
        }
        if most.is_some_and(|most| began.elapsed() >= most) {
            return Ended::Time;
        }
    }
}
