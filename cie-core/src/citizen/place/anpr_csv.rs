//! Loads the archive of comuni that ANPR publishes, when the embedded one is not fresh enough.

use csv::StringRecord;

use super::entry::PlaceKind;
use super::pack::{BIRTH, NONE, OPEN, RESIDENCE, RawPlace, code_index, day_number};
use super::table::Places;
use crate::date::parse_date;
use crate::error::Position;
use crate::{Code, Error};
use chrono::Datelike;

/// Largest file accepted, in bytes: thirteen times the real one.
const MAX_BYTES: usize = 32 << 20;
/// Most rows accepted: two and a half times the real ones.
const MAX_ROWS: usize = 50_000;
/// Longest name accepted, in bytes.
const MAX_NAME: usize = 200;

const ISTITUZIONE: &str = "DATAISTITUZIONE";
const CESSAZIONE: &str = "DATACESSAZIONE";
const ISTAT: &str = "CODISTAT";
const CATASTALE: &str = "CODCATASTALE";
const NAME: &str = "DENOMINAZIONE_IT";
const ALT: &str = "ALTRADENOMINAZIONE";
const PROVINCE: &str = "SIGLAPROVINCIA";
const COLUMNS: [&str; 7] = [
    ISTITUZIONE,
    CESSAZIONE,
    ISTAT,
    CATASTALE,
    NAME,
    ALT,
    PROVINCE,
];

impl Places {
    /// A table with the comuni of `ANPR_archivio_comuni.csv` and the embedded states.
    ///
    /// The file is the one published by the Ministero dell'Interno at github.com/italia/anpr:
    /// UTF-8 with or without byte order mark, comma separated, with a header. Columns are found
    /// by name, so their order and further columns do not matter.
    ///
    /// # Errors
    /// - `CIE-CORE-031` when a column is missing or a row is malformed, with line and column;
    /// - `CIE-CORE-032` when the file is larger than 32 MiB or has more than 50,000 rows.
    pub fn from_anpr_csv(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::new(Code::PlaceTableTooLarge).detail("more than 32 MiB"));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::Reader::from_reader(bytes);
        let mut lines = LineCount::new(bytes);
        let header = reader.headers();
        let header = header.map_err(|error| unreadable(error, &mut lines))?;
        let mut at = [0; COLUMNS.len()];
        for (at, column) in at.iter_mut().zip(COLUMNS) {
            let found = header.iter().position(|name| name == column);
            *at = found.ok_or_else(|| bad(1, column).detail("missing column"))?;
        }
        let mut records: Vec<(u64, [String; COLUMNS.len()])> = Vec::new();
        let mut record = StringRecord::new();
        while reader
            .read_record(&mut record)
            .map_err(|error| unreadable(error, &mut lines))?
        {
            if records.len() == MAX_ROWS {
                return Err(Error::new(Code::PlaceTableTooLarge).detail("more than 50,000 rows"));
            }
            let line = lines.of(record.position());
            let cells = at.map(|at| record.get(at).unwrap_or_default().to_owned());
            records.push((line, cells));
        }
        let mut rows = Vec::with_capacity(records.len());
        for (line, cells) in &records {
            rows.push(row(*line, cells)?);
        }
        let states: Vec<_> = Self::embedded()
            .iter()
            .filter(|place| place.kind() == PlaceKind::State)
            .collect();
        rows.extend(states.iter().map(|place| place.raw()));
        Self::from_rows(rows).map_err(|why| Error::new(Code::PlaceTableTooLarge).detail(why))
    }
}

fn row(line: u64, cells: &[String; COLUMNS.len()]) -> Result<RawPlace<'_>, Error> {
    let [from, to, istat, catastale, name, alt, province] = cells;
    let day = |text: &str, column| {
        let date = parse_date(text).map_err(|error| bad(line, column).caused_by(error))?;
        let year = u32::try_from(date.year()).unwrap_or(0);
        Ok::<u32, Error>(day_number(year, date.month(), date.day()))
    };
    if name.is_empty() || name.len() > MAX_NAME {
        return Err(bad(line, NAME).detail("1 to 200 bytes"));
    }
    if alt.len() > MAX_NAME || alt.contains('|') {
        return Err(bad(line, ALT).detail("at most 200 bytes, no vertical bar"));
    }
    Ok(RawPlace {
        belfiore: match catastale.as_bytes() {
            // How ANPR writes that a comune which ceased long ago never had a code.
            [] | b"ND" => None,
            code => {
                let index = code.try_into().ok().and_then(code_index);
                Some(index.ok_or_else(|| bad(line, CATASTALE).detail("not a Belfiore code"))?)
            }
        },
        istat: match istat.as_bytes() {
            [] => None,
            code if code.len() == 6 && code.iter().all(u8::is_ascii_digit) => istat.parse().ok(),
            _ => return Err(bad(line, ISTAT).detail("not six digits")),
        },
        from: day(from, ISTITUZIONE)?,
        to: if to == "9999-12-31" || to.is_empty() {
            OPEN
        } else {
            day(to, CESSAZIONE)?
        },
        province: province
            .as_bytes()
            .try_into()
            .ok()
            .filter(|letters: &[u8; 2]| letters.iter().all(u8::is_ascii_uppercase))
            .ok_or_else(|| bad(line, PROVINCE).detail("not two capital letters"))?,
        iso3: NONE,
        flags: BIRTH | RESIDENCE,
        name,
        alt,
    })
}

fn bad(line: u64, column: &'static str) -> Error {
    Error::new(Code::BadPlaceRow).at(Position::Row {
        line,
        column: column.into(),
    })
}

/// Line of a place in the file as an editor counts it. The library counts one too few after a
/// carriage return, and takes blank lines for a part of the row that follows.
struct LineCount<'b> {
    bytes: &'b [u8],
    /// How far lines were counted, and how many there were.
    counted: (usize, u64),
}

impl<'b> LineCount<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            counted: (0, 1),
        }
    }

    /// Places must not go backwards.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let byte = position.map_or(0, csv::Position::byte);
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.bytes.get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        let start = start.saturating_add(blank.count());
        let (from, lines) = self.counted;
        let passed = self.bytes.get(from..start).unwrap_or_default();
        let more = passed.iter().filter(|b| **b == b'\n').count() as u64;
        self.counted = (start.max(from), lines + more);
        self.counted.1
    }
}

fn unreadable(error: csv::Error, lines: &mut LineCount<'_>) -> Error {
    let line = lines.of(error.position());
    let column = if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) {
        "UTF-8"
    } else {
        "CSV"
    };
    bad(line, column).caused_by(error)
}
