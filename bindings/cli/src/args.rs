//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::{
    barcode, card, cf, connector, devices, doctor, fees, fingerprint, journal, mrz, office, photo,
    profile, registry, request, rules, scan, sco, signature, store, validity,
};

/// Issue the Italian electronic identity card (CIE), on the comune's side.
#[derive(Debug, Parser)]
#[command(name = "cie", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Language of the messages.
    #[arg(long, global = true, value_enum, default_value_t = Language::It)]
    pub(crate) lang: Language,
    /// One JSON object a line on stdout; messages go to stderr.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Language of the messages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    /// Italian.
    It,
    /// English.
    En,
}

impl From<Language> for cie_core::lang::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::It => Self::It,
            Language::En => Self::En,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Issue one card end to end, on loopback, with the Ministry's side simulated.
    Demo(DemoOptions),
    /// Check a codice fiscale, or write the one that personal data call for.
    #[command(subcommand)]
    Cf(cf::Command),
    /// Say how long a card holds and from when it may be renewed.
    Validity(validity::Options),
    /// Say what a card costs, and what the comune remits to the State and when.
    #[command(subcommand)]
    Fees(fees::Command),
    /// Read or make the machine readable zone of the card.
    #[command(subcommand)]
    Mrz(mrz::Command),
    /// Check a request for a card.
    #[command(subcommand)]
    Request(request::Command),
    /// Read and verify an issued card, or make a simulated one.
    #[command(subcommand)]
    Card(card::Command),
    /// Check, convert and take fingerprints.
    #[command(subcommand)]
    Fingerprint(fingerprint::Command),
    /// Check a photograph, crop it to the required measures, cut it out of a scanned page.
    #[command(subcommand)]
    Photo(photo::Command),
    /// Clean the image of a signature.
    #[command(subcommand)]
    Signature(signature::Command),
    /// Read the codice fiscale by barcode.
    #[command(subcommand)]
    Barcode(barcode::Command),
    /// Scan the papers of a request.
    #[command(subcommand)]
    Scan(scan::Command),
    /// Keep the inventory of the operator cards (SCO) of an office.
    #[command(subcommand)]
    Sco(sco::Command),
    /// Plan the roll-out of an office: dates, checklist, letters, network.
    #[command(subcommand)]
    Office(office::Command),
    /// Import the comune's registry, or try a mapping of a vendor's own tables.
    #[command(subcommand)]
    Registry(registry::Command),
    /// Check a wire profile, or show what it puts on the wire.
    #[command(subcommand)]
    Profile(profile::Command),
    /// Show the rules of issuance: what they say, since when, from which source.
    #[command(subcommand)]
    Rules(rules::Command),
    /// The APR connector of a comune: grade it, ask it.
    #[command(subcommand)]
    Connector(connector::Command),
    /// Verify the journal of a store.
    #[command(subcommand)]
    Journal(journal::Command),
    /// Back a store up, restore it, verify it, apply its retention.
    #[command(subcommand)]
    Store(store::Command),
    /// Look whether this workstation is as it has to be: network, clock, cards, devices, stores.
    Doctor(Box<doctor::Options>),
    /// The devices of this workstation: which there are, whether they work, what comes and goes.
    #[command(subcommand)]
    Devices(devices::Command),
    /// Serve the simulated CIEOnline, CNSD and IPZS (the demo starts this by itself).
    #[command(hide = true)]
    Simulator(SimulatorOptions),
}

/// Options of `cie demo`.
#[derive(Args, Debug)]
pub(crate) struct DemoOptions {
    /// Folder that receives messages, receipt, signed request, journal and remittance.
    #[arg(long, default_value = "out", value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// The comune's registry file.
    #[arg(
        long,
        default_value = "examples/counter/residents.csv",
        value_name = "FILE"
    )]
    pub(crate) residents: PathBuf,
    /// The comune's configuration: office, operator, tariff.
    #[arg(
        long,
        default_value = "examples/counter/comune.toml",
        value_name = "FILE"
    )]
    pub(crate) comune: PathBuf,
    /// Codice fiscale of the citizen to serve [default: the resident of the row marked `demo`].
    #[arg(long, value_name = "CODE")]
    pub(crate) codice_fiscale: Option<String>,
    /// Date of a new request, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) on: Option<NaiveDate>,
    /// Port of the APR connector on loopback; 0 takes a free one.
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub(crate) port: u16,
    /// Use simulators that are running already, at this address.
    #[arg(long, value_name = "URL")]
    pub(crate) ministry: Option<String>,
    /// Stop dead at a checkpoint, to try that the next run completes the same request.
    #[arg(long, value_name = "CHECKPOINT")]
    pub(crate) abort_at: Option<String>,
    /// Print the checkpoints of `--abort-at` and end.
    #[arg(long)]
    pub(crate) list_checkpoints: bool,
}

/// Options of `cie simulator`.
#[derive(Args, Debug)]
pub(crate) struct SimulatorOptions {
    /// Folder of its state.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dir: PathBuf,
    /// Certificate (DER) of the authority that issued the operator cards it accepts.
    #[arg(long, value_name = "FILE")]
    pub(crate) sco_ca: PathBuf,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// Milliseconds that each stage of production takes.
    #[arg(long, default_value_t = 120, value_name = "MS")]
    pub(crate) stage_ms: u64,
    /// End when standard input closes, as it does when the program that started it is gone.
    #[arg(long)]
    pub(crate) until_stdin_closes: bool,
}
