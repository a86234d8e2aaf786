//! `cie card pin`: tries left, change, unblocking. The tries are shown before one is spent.

use std::path::{Path, PathBuf};

use cie_core::document::{Pin, Puk};
use cie_core::redact::Secret;
use cie_devices::apdu::CardTransport;
use cie_devices::emrtd::Channel;
use cie_devices::ias::{self, CardSecret, TriesLeft, change_pin, tries_left, unblock_pin};
use clap::{Args, Subcommand};
use serde_json::json;

use super::source::SourceOptions;
use crate::commands::secret::{self, Echo};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie card pin`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say how many tries PIN and PUK have left; none is spent.
    Status(StatusOptions),
    /// Change the PIN.
    Change(ChangeOptions),
    /// Unblock the PIN with the PUK, and set a new one.
    Unblock(UnblockOptions),
}

/// Options of `cie card pin status`.
#[derive(Args, Debug)]
pub(crate) struct StatusOptions {
    #[command(flatten)]
    source: SourceOptions,
}

/// Options of `cie card pin change`.
#[derive(Args, Debug)]
pub(crate) struct ChangeOptions {
    #[command(flatten)]
    source: SourceOptions,
    /// File with the present PIN; `-` takes a line of standard input [default: asked for, unseen].
    #[arg(long, value_name = "FILE")]
    pin_file: Option<PathBuf>,
    #[command(flatten)]
    new: NewPin,
}

/// Options of `cie card pin unblock`.
#[derive(Args, Debug)]
pub(crate) struct UnblockOptions {
    #[command(flatten)]
    source: SourceOptions,
    /// File with the PUK; `-` takes a line of standard input [default: asked for, unseen].
    #[arg(long, value_name = "FILE")]
    puk_file: Option<PathBuf>,
    #[command(flatten)]
    new: NewPin,
}

/// The new PIN, and the last try.
#[derive(Args, Debug)]
struct NewPin {
    /// File with the new PIN; `-` takes a line of standard input [default: asked for twice, unseen].
    #[arg(long, value_name = "FILE")]
    new_pin_file: Option<PathBuf>,
    /// Spend the last try too, if it comes to that.
    #[arg(long)]
    last_try: bool,
}

pub(super) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Status(options) => status(options, report),
        Command::Change(options) => change(options, report),
        Command::Unblock(options) => unblock(options, report),
    }
}

fn status(options: &StatusOptions, report: &mut Report) -> Result<Status, Failure> {
    let source = options.source.open()?;
    source.label(report);
    let (pin, puk) = source.with(&mut |card| {
        let mut channel = Channel::new(card);
        ias::select(&mut channel)?;
        let pin = tries_left(&mut channel, CardSecret::Pin)?;
        Ok((pin, tries_left(&mut channel, CardSecret::Puk)?))
    })?;
    report.record(&json!({ "pin_tries": pin.count(), "puk_tries": puk.count() }));
    let lang = report.lang();
    let facts = [("PIN", &pin), ("PUK", &puk)];
    let facts = facts.map(|(name, tries)| (name.to_owned(), shown(tries, lang)));
    crate::commands::table::facts(report, &facts);
    Ok(if pin.is_blocked() || puk.is_blocked() {
        Status::Findings
    } else {
        Status::Ok
    })
}

fn change(options: &ChangeOptions, report: &mut Report) -> Result<Status, Failure> {
    let source = options.source.open()?;
    source.label(report);
    source.with(&mut |card| {
        let mut channel = Channel::new(card);
        let tries = announced(&mut channel, CardSecret::Pin, &options.new, report)?;
        let question = text!(report.lang(), "PIN attuale" / "present PIN");
        let old = take(options.pin_file.as_deref(), &question, "--pin-file")?;
        let old = Pin::parse(old.expose())?;
        let new = options.new.take(report)?;
        Ok(change_pin(&mut channel, &old, &new, &tries)?)
    })?;
    done(report, "changed", "PIN cambiato", "PIN changed");
    Ok(Status::Ok)
}

fn unblock(options: &UnblockOptions, report: &mut Report) -> Result<Status, Failure> {
    let source = options.source.open()?;
    source.label(report);
    source.with(&mut |card| {
        let mut channel = Channel::new(card);
        let tries = announced(&mut channel, CardSecret::Puk, &options.new, report)?;
        let puk = take(options.puk_file.as_deref(), "PUK", "--puk-file")?;
        let puk = Puk::parse(puk.expose())?;
        let new = options.new.take(report)?;
        Ok(unblock_pin(&mut channel, &puk, &new, &tries)?)
    })?;
    done(report, "unblocked", "PIN sbloccato", "PIN unblocked");
    Ok(Status::Ok)
}

/// Asks the card for the tries left and says them, before anybody types a secret. A blocked secret is
/// not asked for.
fn announced(
    channel: &mut Channel<&mut dyn CardTransport>,
    which: CardSecret,
    new: &NewPin,
    report: &mut Report,
) -> Result<TriesLeft, Failure> {
    ias::select(channel)?;
    let tries = tries_left(channel, which)?;
    let lang = report.lang();
    let (name, left) = (name(which), shown(&tries, lang));
    report.warn(&format!("{name}: {left}"));
    report.object(
        "tries",
        json!({ "secret": name.to_lowercase(), "left": tries.count() }),
    );
    if tries.is_blocked() {
        return Err(cie_devices::Error::from(cie_devices::Code::CardPinBlocked).into());
    }
    if tries.count() == Some(1) && !new.last_try {
        return Err(Failure::new(
            Status::Findings,
            format!("resta un solo tentativo per il {name}: ripetere con --last-try per usarlo"),
            format!("one try is left for the {name}: repeat with --last-try to spend it"),
        ));
    }
    Ok(if new.last_try {
        tries.allow_last()
    } else {
        tries
    })
}

impl NewPin {
    fn take(&self, report: &Report) -> Result<Pin, Failure> {
        let file = self.new_pin_file.as_deref();
        let new = secret::new_pin(report.lang(), file.is_none(), |question| {
            take(file, question, "--new-pin-file")
        })?;
        Ok(Pin::parse(new.expose())?)
    }
}

fn take(file: Option<&Path>, question: &str, option: &str) -> Result<Secret, Failure> {
    match file {
        Some(file) => {
            secret::not_typed(file, option)?;
            secret::from_file(file)
        }
        None => secret::ask(question, Echo::No, &[option]),
    }
}

fn name(which: CardSecret) -> &'static str {
    match which {
        CardSecret::Puk => "PUK",
        _ => "PIN",
    }
}

fn shown(tries: &TriesLeft, lang: cie_core::lang::Lang) -> String {
    match tries.count() {
        Some(0) => text!(lang, "bloccato" / "blocked"),
        Some(1) => text!(lang, "resta 1 tentativo" / "1 try left"),
        Some(left) => text!(lang, "restano {left} tentativi" / "{left} tries left"),
        None => text!(lang, "già verificato" / "verified already"),
    }
}

fn done(report: &mut Report, event: &str, it: &str, en: &str) {
    report.record(&json!({ "pin": event }));
    let text = if report.lang() == cie_core::lang::Lang::En {
        en
    } else {
        it
    };
    report.show(text);
}
