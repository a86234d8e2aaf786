//! Where the card is: in a reader of the workstation, or in the file of a simulated one.

use std::io::Write;
use std::path::{Path, PathBuf};

use cie_core::document::Can;
use cie_devices::apdu::CardTransport;
use cie_devices::sim::card::VirtualCie;
use clap::Args;

use crate::commands::input;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Longest file of a simulated card.
const MAX_CARD: u64 = 2 << 20;

/// Options of where the card is.
#[derive(Args, Debug)]
pub(super) struct SourceOptions {
    /// A SIMULATED card: the file that `cie card simulate` wrote.
    #[arg(long, value_name = "FILE", conflicts_with = "reader")]
    sim: Option<PathBuf>,
    /// The reader, by a part of its name [default: the first that holds a CIE].
    #[arg(long, value_name = "NAME")]
    reader: Option<String>,
}

/// What is done with a card.
pub(super) type Work<'a, T> = &'a mut dyn FnMut(&mut dyn CardTransport) -> Result<T, Failure>;

/// A card that was found.
pub(super) enum Source<'a> {
    Simulated(Box<VirtualCie>, &'a Path),
    #[cfg_attr(not(feature = "pcsc"), allow(dead_code))]
    Reader(Option<&'a str>),
}

impl SourceOptions {
    /// Opens the file of a simulated card; a reader is opened when it is used.
    pub(super) fn open(&self) -> Result<Source<'_>, Failure> {
        match &self.sim {
            None => Ok(Source::Reader(self.reader.as_deref())),
            Some(path) => Ok(Source::Simulated(Box::new(simulated(path)?), path)),
        }
    }
}

impl Source<'_> {
    /// The number that is printed on a simulated card.
    pub(super) fn printed_can(&self) -> Option<&Can> {
        match self {
            Self::Simulated(card, _) => Some(card.can()),
            Self::Reader(_) => None,
        }
    }

    /// Says once that a card is simulated.
    pub(super) fn label(&self, report: &mut Report) {
        if let Self::Simulated(_, path) = self {
            let path = path.display();
            let text = text!(
                report.lang(),
                "carta SIMULATA: {path}" / "SIMULATED card: {path}"
            );
            report.warn(&text);
        }
    }

    /// Whether the card is simulated.
    pub(super) fn is_simulated(&self) -> bool {
        matches!(self, Self::Simulated(..))
    }

    /// Does something with the card. What it did to a simulated card's PIN stays done.
    pub(super) fn with<T>(self, work: Work<'_, T>) -> Result<T, Failure> {
        match self {
            Self::Simulated(mut card, path) => {
                let before = card.to_bytes()?;
                let outcome = work(&mut *card);
                let after = card.to_bytes()?;
                if before != after {
                    replace(path, &after)?;
                }
                outcome
            }
            Self::Reader(name) => in_reader(name, work),
        }
    }
}

/// The simulated card of a file.
pub(super) fn simulated(path: &Path) -> Result<VirtualCie, Failure> {
    let bytes = input::read(path, MAX_CARD)?;
    VirtualCie::from_bytes(&bytes).map_err(|error| Failure::from(error).in_file(path))
}

/// Puts the new state of a card in the place of the old one, whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| io_failure(path, &error);
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(feature = "pcsc")]
fn in_reader<T>(name: Option<&str>, work: Work<'_, T>) -> Result<T, Failure> {
    use cie_devices::apdu::{Command, exchange};
    use cie_devices::reader::Readers;

    /// The application of travel documents: what tells a CIE from a bank card.
    const EMRTD: [u8; 7] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];

    let readers = Readers::connect()?;
    let mut refused = None;
    for mut card in readers.open_all()? {
        if !name.is_none_or(|name| card.reader().contains(name)) {
            continue;
        }
        let mut session = card.session()?;
        let select = Command::new(0x00, 0xA4, 0x04, 0x0C).data(&EMRTD);
        match exchange(&mut session, &select) {
            Ok(answer) if answer.status().is_success() => {
                // Opening the chip begins at the master file.
                let master = Command::new(0x00, 0xA4, 0x00, 0x0C).data(&[0x3F, 0x00]);
                exchange(&mut session, &master)?;
                return work(&mut session);
            }
            Ok(_) => {}
            Err(error) => refused = Some(error),
        }
    }
    Err(match refused {
        Some(error) => error.into(),
        None => Failure::new(
            Status::Findings,
            "nessuna CIE nei lettori: controllare la carta, o indicare il lettore con --reader",
            "no CIE in the readers: check the card, or name the reader with --reader",
        ),
    })
}

#[cfg(not(feature = "pcsc"))]
fn in_reader<T>(_: Option<&str>, _: Work<'_, T>) -> Result<T, Failure> {
    Err(without_readers())
}

/// The failure of a command that was built without readers.
#[cfg(not(feature = "pcsc"))]
pub(super) fn without_readers() -> Failure {
    Failure::new(
        Status::Environment,
        "comando compilato senza lettori (funzione `pcsc`): usare --sim, o ricompilarlo",
        "the command was built without readers (feature `pcsc`): use --sim, or build it again",
    )
}
