//! `cie card simulate`: a SIMULATED card from a request.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::journal::Hash;
use cie_devices::emrtd::{Cipher, Curve, Mapping};
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, CardFaults, CardSecrets, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie, face_of,
};
use clap::{Args, ValueEnum};
use ring::rand::SystemRandom;
use serde_json::json;

use super::request;
use crate::commands::{input, table};
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Longest photograph.
const MAX_PHOTO: u64 = 1 << 20;

/// Which protocols a card offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// What public traces of the CIE show: PACE with DH of 2,048 bits and 3DES.
    Cie,
    /// PACE on P-256 with AES-128.
    Ecdh,
    /// No PACE: basic access control with the MRZ alone.
    Bac,
}

/// Options of `cie card simulate`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The request: as JSON, or in the canonical form that was signed.
    #[arg(long, value_name = "FILE")]
    request: PathBuf,
    /// The file to make; one that is there already is left alone.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Folder that receives the certificate of the test authority.
    #[arg(long, value_name = "DIR")]
    csca: Option<PathBuf>,
    /// A photograph in the place of the request's: JPEG, PNG or, as a CIE has it, JPEG 2000.
    #[arg(long, value_name = "FILE")]
    photo: Option<PathBuf>,
    /// Day of issue, YYYY-MM-DD [default: the day of the request].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    issued: Option<NaiveDate>,
    /// Which protocols the card offers.
    #[arg(long, value_enum, default_value_t = Suite::Cie)]
    suite: Suite,
    /// What goes wrong with the card, parted by commas: removed-at=N, garbage-at=N, tampered=DGn,
    /// pace-refused, pace-hidden, busy-until-reset, wrong-can, copied, lying-length=DGn,
    /// longest-read=N, endless, no-short-identifiers, ias-by-master-file, slow=MS.
    #[arg(
        long,
        value_name = "FAULTS",
        default_value = "",
        hide_default_value = true
    )]
    fault: CardFaults,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let requested = request::read(&options.request)?;
    let issued = options.issued.unwrap_or(requested.requested_on);
    let mut random = SystemRandom::new();
    let secrets = CardSecrets::draw(&mut random)?;
    let mut data = CardData::for_request(&requested, &secrets, issued)?;
    if let Some(photo) = &options.photo {
        data.face = face_of(&input::read(photo, MAX_PHOTO)?)?;
    }
    let issuer = TestIssuer::generate(Validity::around_issue(issued), &random)?;
    let (suites, chip) = options.suite.parts();
    let mut card = VirtualCie::personalise(&data, &issuer, &suites, chip)?;
    card.break_with(options.fault)?;
    create(&options.to, &card.to_bytes()?)?;
    let authority = match &options.csca {
        Some(folder) => Some(store_authority(folder, card.authority())?),
        None => None,
    };
    show(options, &secrets, authority.as_deref(), report);
    Ok(Status::Ok)
}

impl Suite {
    fn parts(self) -> (Vec<ChipSuite>, ChipKeyKind) {
        let dh = ChipKeyKind::Dh(Cipher::TripleDes);
        match self {
            Self::Cie => (vec![ChipSuite::CIE], dh),
            Self::Ecdh => {
                let suite = ChipSuite::new(Mapping::Generic, Cipher::Aes128, 12);
                (vec![suite], ChipKeyKind::Ec(Curve::P256, Cipher::Aes128))
            }
            Self::Bac => (Vec::new(), dh),
        }
    }
}

/// Writes a file where there is none yet.
fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(
            Status::Findings,
            "c'è già: indicare un altro file",
            "is there already: name another file",
        )
        .in_file(path),
        _ => io_failure(path, &error),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a file would pass for a card.
        let _ = std::fs::remove_file(path);
        io_failure(path, &error)
    })
}

/// The certificate under a name of its own, so that a folder can hold those of several cards.
fn store_authority(folder: &Path, certificate: &[u8]) -> Result<String, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| io_failure(folder, &error))?;
    let digest = Hash::of(certificate).to_string();
    let path = folder.join(format!(
        "simulated-csca-{}.der",
        digest.get(..16).unwrap_or(&digest)
    ));
    std::fs::write(&path, certificate).map_err(|error| io_failure(&path, &error))?;
    Ok(path.display().to_string())
}

fn show(options: &Options, secrets: &CardSecrets, authority: Option<&str>, report: &mut Report) {
    let lang = report.lang();
    let card = options.to.display().to_string();
    report.record(&json!({
        "simulated": true,
        "card": card,
        "csca": authority,
        "can": secrets.can.expose(),
        "pin": secrets.pin.expose(),
        "puk": secrets.puk.expose(),
        "faults": options.fault.to_string(),
    }));
    report.show(&text!(lang, "carta SIMULATA" / "SIMULATED card"));
    let mut facts = vec![
        ("file".to_owned(), card),
        ("CAN".to_owned(), secrets.can.expose().to_owned()),
        ("PIN".to_owned(), secrets.pin.expose().to_owned()),
        ("PUK".to_owned(), secrets.puk.expose().to_owned()),
    ];
    if let Some(authority) = authority {
        let name = text!(lang, "autorità di prova" / "test authority");
        facts.push((name, authority.to_owned()));
    }
    let faults = options.fault.to_string();
    if !faults.is_empty() {
        facts.push((text!(lang, "guasti" / "faults"), faults));
    }
    table::facts(report, &facts);
}
