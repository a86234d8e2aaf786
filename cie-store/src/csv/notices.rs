//! The notices about cards that a registry in a CSV file received: a CSV file beside it.
//!
//! One line an event, synced to the disk before the notice is answered, never changed afterwards.
//! The comune's own program may import it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::error::Position;
use cie_core::exchange::{AnnulmentReason, CardData};

use super::header::values;
use crate::jsonl::io;
use crate::{Code, Error, Result};

const HEADER: &str = "evento;scheda;numero;tipo;rilascio;scadenza;espatrio;comune;istat;\
                      annullata_il;motivo;operazione\n";
const COLUMNS: usize = 12;
/// Largest file read, in bytes: some millions of cards.
const MAX_FILE: u64 = 1024 * 1024 * 1024;

/// What one line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) scheda: String,
    pub(super) card: CardData,
    /// Set when it is an annulment.
    pub(super) annulled: Option<(NaiveDate, AnnulmentReason)>,
    pub(super) operation: String,
}

/// The file, locked for as long as it is open.
#[derive(Debug)]
pub(super) struct Notices {
    file: File,
    /// Where the last whole line ends; `None` when it is not known any more.
    end: Option<u64>,
}

impl Notices {
    /// Opens the file, makes it when there is none, and cuts off a line that a crash left half
    /// written: nobody was told that it was recorded.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Code::Locked.into()),
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let length = file.metadata().map_err(io)?.len();
        let end = whole_lines(&mut file, length)?;
        if end == 0 {
            file.set_len(0).map_err(io)?;
            file.seek(SeekFrom::Start(0)).map_err(io)?;
            file.write_all(HEADER.as_bytes()).map_err(io)?;
        } else if end < length {
            file.set_len(end).map_err(io)?;
        }
        file.sync_all().map_err(io)?;
        let end = end.max(HEADER.len() as u64);
        Ok(Self {
            file,
            end: Some(end),
        })
    }

    /// Every notice, in the order in which they came.
    pub(super) fn read(&mut self) -> Result<Vec<Notice>> {
        let mut text = Vec::new();
        self.file.seek(SeekFrom::Start(0)).map_err(io)?;
        (&mut self.file)
            .take(MAX_FILE)
            .read_to_end(&mut text)
            .map_err(io)?;
        parse(&text)
    }

    /// Adds a notice; when this returns, it is on the disk.
    pub(super) fn append(&mut self, notice: &Notice) -> Result<()> {
        let line = write_line(notice)?;
        let end = self.end.take().ok_or_else(|| Error::new(Code::Io))?;
        let written = self
            .file
            .seek(SeekFrom::Start(end))
            .and_then(|_| self.file.write_all(&line))
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Half a line must not become the beginning of the next one.
            if self.file.set_len(end).is_ok() {
                self.end = Some(end);
            }
            return Err(io(error));
        }
        self.end = Some(end + line.len() as u64);
        Ok(())
    }
}

fn parse(text: &[u8]) -> Result<Vec<Notice>> {
    let mut lines = text.split(|b| *b == b'\n').enumerate();
    let first = lines.next().map(|(_, line)| line);
    if first != Some(HEADER.trim_end().as_bytes()) {
        return Err(damaged(0));
    }
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| read_line(line).ok_or_else(|| damaged(at)))
        .collect()
}

/// Checks the text of a file of notices, as a [`CsvRegistry`](super::CsvRegistry) writes it, and says
/// how many it holds. A last line without an end does not count: a crash left it, and nobody was told
/// that it was recorded.
///
/// ```
/// let text = "evento;scheda;numero;tipo;rilascio;scadenza;espatrio;comune;istat;annullata_il;motivo;operazione\n\
///             EMISSIONE;S1;CA00001AA;E;2026-11-20;2036-11-19;S;ROMA;058091;;;OP-1\n\
///             EMISSIONE;S2;CA0";
/// assert_eq!(cie_store::check_notices(text.as_bytes())?, 1);
/// # Ok::<(), cie_store::Error>(())
/// ```
///
/// # Errors
/// `CIE-STORE-340` with the line that is damaged.
pub fn check_notices(text: &[u8]) -> Result<usize> {
    let whole = text
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |at| at + 1);
    let whole = text.get(..whole).unwrap_or_default();
    if whole.is_empty() {
        // As a crash leaves it before the first notice.
        return Ok(0);
    }
    parse(whole).map(|notices| notices.len())
}

fn damaged(line: usize) -> Error {
    Error::new(Code::NoticesDamaged).at(Position::Text {
        line: line as u64 + 1,
        column: 1,
    })
}

/// Length of the file up to its last line end.
fn whole_lines(file: &mut File, length: u64) -> Result<u64> {
    let mut end = length;
    while end > 0 {
        let start = end.saturating_sub(4096);
        let mut block = Vec::new();
        file.seek(SeekFrom::Start(start)).map_err(io)?;
        (&mut *file)
            .take(end - start)
            .read_to_end(&mut block)
            .map_err(io)?;
        if let Some(at) = block.iter().rposition(|b| *b == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

fn write_line(notice: &Notice) -> Result<Vec<u8>> {
    let card = &notice.card;
    let day = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| date.to_string());
    let flag = |flag: Option<bool>, yes: &str, no: &str| {
        flag.map_or_else(String::new, |flag| if flag { yes } else { no }.to_owned())
    };
    let (event, on, reason) = match notice.annulled {
        None => ("EMISSIONE", None, ""),
        Some((on, AnnulmentReason::MaterialError)) => ("ANNULLAMENTO", Some(on), "1"),
        Some((on, AnnulmentReason::Revocation)) => ("ANNULLAMENTO", Some(on), "2"),
        Some((on, _)) => ("ANNULLAMENTO", Some(on), "3"),
    };
    let cells = [
        event.to_owned(),
        notice.scheda.clone(),
        card.serial.clone(),
        flag(card.electronic, "E", "C"),
        day(card.issued_on),
        day(card.expires_on),
        flag(card.valid_for_travel, "S", "N"),
        card.comune.clone().unwrap_or_default(),
        card.comune_istat.clone().unwrap_or_default(),
        day(on),
        reason.to_owned(),
        notice.operation.clone(),
    ];
    // A line end within a cell would be read as the end of the line.
    if cells.iter().any(|cell| cell.contains(['\n', '\r'])) {
        return Err(Error::new(Code::CsvControl));
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    writer
        .write_record(&cells)
        .map_err(|_| Error::new(Code::Unexpected))?;
    writer
        .into_inner()
        .map_err(|_| Error::new(Code::Unexpected))
}

fn read_line(line: &[u8]) -> Option<Notice> {
    let record = values(line).filter(|record| record.len() == COLUMNS)?;
    let cell = |at: usize| record.get(at).unwrap_or_default();
    let text = |at: usize| {
        Some(cell(at))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let day = |at: usize| match cell(at) {
        "" => Some(None),
        text => parse_date(text).ok().map(Some),
    };
    let flag = |at: usize, yes: &str, no: &str| match cell(at) {
        "" => Some(None),
        text if text == yes => Some(Some(true)),
        text if text == no => Some(Some(false)),
        _ => None,
    };
    let annulled = match (cell(0), day(9)?, cell(10)) {
        ("EMISSIONE", None, "") => None,
        ("ANNULLAMENTO", Some(on), "1") => Some((on, AnnulmentReason::MaterialError)),
        ("ANNULLAMENTO", Some(on), "2") => Some((on, AnnulmentReason::Revocation)),
        ("ANNULLAMENTO", Some(on), "3") => Some((on, AnnulmentReason::Other)),
        _ => return None,
    };
    Some(Notice {
        scheda: text(1)?,
        card: CardData {
            serial: text(2)?,
            electronic: flag(3, "E", "C")?,
            issued_on: day(4)?,
            expires_on: day(5)?,
            valid_for_travel: flag(6, "S", "N")?,
            comune: text(7),
            comune_istat: text(8),
            annulled_on: None,
        },
        annulled,
        operation: text(11)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn notice(scheda: &str, serial: &str, travel: Option<bool>) -> Notice {
        Notice {
            scheda: scheda.into(),
            card: CardData {
                serial: serial.into(),
                electronic: Some(true),
                issued_on: NaiveDate::from_ymd_opt(2026, 11, 20),
                expires_on: None,
                valid_for_travel: travel,
                comune_istat: Some("058091".into()),
                comune: Some("ROMA".into()),
                annulled_on: None,
            },
            annulled: None,
            operation: "OP-1".into(),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            scheda in "[^\\p{C}]{1,12}",
            serial in "[^\\p{C}]{1,12}",
            travel: Option<bool>,
            annulled in prop::option::of(1_i32..3_000_000),
        ) {
            let mut notice = notice(&scheda, &serial, travel);
            notice.annulled = annulled.map(|day| {
                let on = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
                (on, AnnulmentReason::Revocation)
            });
            let line = write_line(&notice).unwrap();
            prop_assert_eq!(line.iter().filter(|b| **b == b'\n').count(), 1);
            prop_assert_eq!(read_line(line.trim_ascii_end()), Some(notice));
        }

        #[test]
        fn no_line_panics(line: Vec<u8>) {
            let _ = read_line(&line);
            let _ = check_notices(&[HEADER.as_bytes(), &line, b"\n"].concat());
        }
    }

    #[test]
    fn half_a_line_is_cut_off_and_a_damaged_one_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notices.csv");
        let mut notices = Notices::open(&path).unwrap();
        notices
            .append(&notice("S1", "CA00001AA", Some(true)))
            .unwrap();
        assert_eq!(Notices::open(&path).unwrap_err().code(), Code::Locked);
        drop(notices);
        let whole = std::fs::read(&path).unwrap();
        for cut in HEADER.len()..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut notices = Notices::open(&path).unwrap();
            assert_eq!(notices.read().unwrap(), [], "{cut}");
            notices.append(&notice("S2", "CA00002AA", None)).unwrap();
            assert_eq!(notices.read().unwrap(), [notice("S2", "CA00002AA", None)]);
        }
        for cut in HEADER.len()..whole.len() {
            assert_eq!(check_notices(&whole[..cut]).unwrap(), 0, "{cut}");
        }
        assert_eq!(check_notices(&whole).unwrap(), 1);
        let error = check_notices(&[&whole[..], b"x;y\n"].concat()).unwrap_err();
        assert!(error.to_string().contains("3:1"), "{error}");
        std::fs::write(&path, [&whole[..], b"x;y\n"].concat()).unwrap();
        let error = Notices::open(&path).unwrap().read().unwrap_err();
        assert!(error.to_string().contains("3:1"), "{error}");
    }
}
