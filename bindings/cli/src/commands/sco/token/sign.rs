//! `cie sco token sign`: a request, signed once.

use std::fs;
use std::path::PathBuf;

use chrono::Local;
use cie_core::issuance::RequestNumber;
use cie_devices::operator::OperatorCard;
use cie_devices::operator::cms::{MAX_CONTENT, Placement};
use cie_devices::operator::signing::{Matter, SigningDesk, SigningPolicy, SigningRequest};
use cie_store::Store;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::card::PinnedOptions;
use super::record::StoredSignatures;
use crate::commands::sco::file;
use crate::commands::{input, read_config, table};
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Options of `cie sco token sign`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    card: PinnedOptions,
    /// What to sign, such as the canonical form of a request.
    content: PathBuf,
    /// Number of the request, IIIIII-YYYY-NNNNNN.
    #[arg(long, value_name = "NUMBER")]
    request: RequestNumber,
    /// What is signed.
    #[arg(long, value_enum, default_value_t = Signed::IssueRequest)]
    matter: Signed,
    /// Inventory of the office's operator cards (see `cie sco new`).
    #[arg(long, value_name = "FILE")]
    inventory: PathBuf,
    /// The office's rules of signing, as TOML: certificates of its cards, roles, hours.
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// The store that keeps signatures and journal; made if it is not there.
    #[arg(long, value_name = "STORE")]
    record: PathBuf,
    /// File of the signed request (CMS SignedData, DER); replaced if it is there.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Leave the content out of the signed message.
    #[arg(long)]
    detached: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Signed {
    /// A request of issue.
    IssueRequest,
    /// The revocation of a card.
    Revocation,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let content = input::read(&options.content, MAX_CONTENT as u64)?;
    let inventory = file::open(&options.inventory)?.inventory;
    let policy: SigningPolicy =
        toml::from_str(&read_config(&options.policy)?).map_err(|error| {
            let what = error.message();
            Failure::new(
                Status::Findings,
                format!("regole di firma non valide: {what}"),
                format!("invalid signing policy: {what}"),
            )
            .in_file(&options.policy)
        })?;
    policy.check()?;
    let store = Store::open(&options.record)?;
    let (mut card, mut source) = options.card.open(report)?;
    let desk = SigningDesk {
        policy: &policy,
        inventory: &inventory,
        journal: &store,
        record: &StoredSignatures(&store),
    };
    let signed = desk.sign(
        &SigningRequest {
            number: &options.request,
            matter: match options.matter {
                Signed::IssueRequest => Matter::IssueRequest,
                Signed::Revocation => Matter::Revocation,
            },
            content: &content,
            at: Local::now().fixed_offset(),
            placement: match options.detached {
                true => Placement::Detached,
                false => Placement::Embedded,
            },
        },
        &mut card,
        &mut source,
    );
    card.logout();
    let signed = signed?;
    fs::write(&options.out, &signed.message).map_err(|e| io_failure(&options.out, &e))?;
    report.record(&json!({
        "request": options.request,
        "sha256": signed.digest,
        "certificate": signed.certificate,
        "at": signed.at,
        "repeated": signed.repeated,
    }));
    let what = if signed.repeated {
        text!(
            lang,
            "già firmata il {}: firma conservata, carta non usata"
                / "already signed on {}: kept signature, card not used",
            signed.at
        )
    } else {
        text!(lang, "firmata" / "signed")
    };
    let facts = [
        (options.request.to_string(), what),
        ("sha-256".to_owned(), signed.digest.to_string()),
        (
            text!(lang, "certificato" / "certificate"),
            signed.certificate.to_string(),
        ),
        (
            text!(lang, "file" / "file"),
            options.out.display().to_string(),
        ),
    ];
    table::facts(report, &facts);
    Ok(Status::Ok)
}
