//! The table of places and its four ways in: Belfiore code, ISTAT code, state code, name.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::belfiore::Belfiore;
use super::entry::Place;
use super::latin::folded;
use super::pack::{CODES, NONE, OPEN, ROW, RawPlace, SPAN, STATE, pack};
use super::span::{Spans, day_of};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static EMBEDDED: LazyLock<Places> = LazyLock::new(|| Places::open(Cow::Borrowed(PACKED)));

/// Comuni and foreign states, present and past, with their codes and dates.
///
/// The embedded table is ANPR's of 21 February 2026; [`Places::from_anpr_csv`] loads a newer one.
/// Look-ups neither allocate nor fail; by Belfiore code they are a direct index.
///
/// ```
/// use cie_core::citizen::place::Places;
/// let places = Places::embedded();
/// let birth = "1925-06-01".parse()?;
/// let comune = places.at("A001".parse()?, birth).map(|place| place.name());
/// assert_eq!(comune, Some("ABANO TERME"));
/// let mut found = places.by_name_at("doberdo' del lago", "2020-01-01".parse()?);
/// assert_eq!(found.next().and_then(|place| place.province()), Some("GO"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Places {
    bytes: Cow<'static, [u8]>,
    start: Range<usize>,
    spans: Spans,
    rows: Range<usize>,
    by_istat: Range<usize>,
    name_at: Range<usize>,
    name_rows: Range<usize>,
    by_name: Range<usize>,
    text: Range<usize>,
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places")
            .field("rows", &self.len())
            .finish_non_exhaustive()
    }
}

impl Places {
    /// The table that ships with the crate.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Packs rows into a table; the error says which limit of the layout was passed.
    pub(super) fn from_rows(rows: Vec<RawPlace<'_>>) -> Result<Self, &'static str> {
        Ok(Self::open(Cow::Owned(pack(rows)?)))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Self {
        let mut end = 0;
        let mut length = || {
            let value = read_u32(&bytes, end);
            end += 4;
            value as usize
        };
        let (rows, spans) = (length(), length());
        let (istat, names, by_name, text) = (length(), length(), length(), length());
        let mut section = |size: usize| {
            let from = end;
            end += size;
            from..end
        };
        let start = section((CODES + 1) * 2);
        let (of_code, spans) = (section(CODES * 2), section(spans * SPAN));
        let part = |range: Range<usize>| bytes.get(range).unwrap_or_default();
        Self {
            start,
            spans: Spans::open(part(of_code), part(spans)),
            rows: section(rows * ROW),
            by_istat: section(istat * 2),
            name_at: section((names + 1) * 4),
            name_rows: section((names + 1) * 2),
            by_name: section(by_name * 2),
            text: section(text),
            bytes,
        }
    }

    /// Number of rows, comuni and states together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every row: by Belfiore code and date, those without a code last.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.len()).filter_map(|row| self.row(row))
    }

    /// Whether the code was ever assigned.
    #[must_use]
    pub fn is_known(&self, code: Belfiore) -> bool {
        self.spans.latest(code.index()).assigned
    }

    /// Every period of a code, oldest first.
    pub fn by_belfiore(&self, code: Belfiore) -> impl Iterator<Item = Place<'_>> {
        self.rows_of(code).filter_map(|row| self.row(row))
    }

    /// The place that had this code on that day.
    #[must_use]
    pub fn at(&self, code: Belfiore, date: NaiveDate) -> Option<Place<'_>> {
        self.by_belfiore(code)
            .find(|place| place.is_active_on(date))
    }

    /// Whether some place had this code on that day: [`Places::at`] without reading the row.
    #[must_use]
    pub fn was_active(&self, code: Belfiore, date: NaiveDate) -> bool {
        self.spans.in_use(code.index(), day_of(date))
    }

    /// When codes were in use.
    #[inline]
    pub(in crate::citizen) fn spans(&self) -> &Spans {
        &self.spans
    }

    /// Every period of a comune with this ISTAT code (six digits, as a number).
    pub fn by_istat(&self, istat: u32) -> impl Iterator<Item = Place<'_>> {
        self.by_code(0, istat)
    }

    /// The states and territories with this ANPR `codiceStato` (three digits; 100 is Italy).
    pub fn by_state_code(&self, code: u32) -> impl Iterator<Item = Place<'_>> {
        self.by_code(STATE, code)
    }

    /// Every period of the places with this name or alternative name.
    ///
    /// Case, accents, blanks, hyphens and apostrophes do not count: `forli'`, `Forlì` and `FORLI`
    /// are the same.
    pub fn by_name(&self, name: &str) -> impl Iterator<Item = Place<'_>> {
        let count = self.name_at.len() / 4 - 1;
        let from = partition(count, |id| self.compare(id, name) == Ordering::Less);
        let to = partition(count, |id| self.compare(id, name) != Ordering::Greater);
        // A query without letters matches no name; an unused spelling has no rows.
        let rows = if from < to && folded(name).next().is_some() {
            self.u16_at(&self.name_rows, from)..self.u16_at(&self.name_rows, to)
        } else {
            0..0
        };
        rows.filter_map(|at| self.row(usize::from(self.u16_at(&self.by_name, usize::from(at)))))
    }

    /// The places that had this name on that day.
    pub fn by_name_at(&self, name: &str, date: NaiveDate) -> impl Iterator<Item = Place<'_>> {
        self.by_name(name)
            .filter(move |place| place.is_active_on(date))
    }

    fn compare(&self, id: usize, name: &str) -> Ordering {
        folded(self.name(id)).cmp(folded(name))
    }

    fn rows_of(&self, code: Belfiore) -> Range<usize> {
        let index = usize::from(code.index());
        let from = self.u16_at(&self.start, index);
        let to = self.u16_at(&self.start, index + 1);
        usize::from(from)..usize::from(to)
    }

    fn by_code(&self, kind: u8, code: u32) -> impl Iterator<Item = Place<'_>> {
        let key = move |at: usize| {
            let row = usize::from(self.u16_at(&self.by_istat, at));
            let bytes = self.row_bytes(row);
            let flags = bytes.get(9).copied().unwrap_or(0);
            ((flags & STATE), read_u24(bytes, 6))
        };
        let count = self.by_istat.len() / 2;
        let from = partition(count, |at| key(at) < (kind, code));
        let to = partition(count, |at| key(at) <= (kind, code));
        (from..to).filter_map(|at| self.row(usize::from(self.u16_at(&self.by_istat, at))))
    }

    fn row_bytes(&self, row: usize) -> &[u8] {
        let from = self.rows.start + row * ROW;
        self.bytes.get(from..from + ROW).unwrap_or(&[])
    }

    fn row(&self, row: usize) -> Option<Place<'_>> {
        let bytes = self.row_bytes(row);
        let to = read_u24(bytes, 3);
        let alt = read_u16(bytes, 14);
        Some(Place {
            belfiore: Belfiore::from_index(read_u16(bytes, 10)),
            istat: read_u24(bytes, 6),
            flags: *bytes.get(9)?,
            from: date(read_u24(bytes, 0)),
            to: if to == OPEN { None } else { date(to) },
            province: bytes
                .get(18..20)
                .filter(|letters| *letters != [0, 0])
                .and_then(|letters| std::str::from_utf8(letters).ok()),
            iso3: iso3(read_u16(bytes, 16)),
            name: self.name(usize::from(read_u16(bytes, 12))),
            alt: if alt == NONE {
                ""
            } else {
                self.name(usize::from(alt))
            },
        })
    }

    fn name(&self, id: usize) -> &str {
        let at = |id: usize| {
            self.text.start + read_u32(&self.bytes, self.name_at.start + id * 4) as usize
        };
        let bytes = self.bytes.get(at(id)..at(id + 1)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn u16_at(&self, section: &Range<usize>, at: usize) -> u16 {
        read_u16(&self.bytes, section.start + at * 2)
    }
}

/// The first index for which the predicate no longer holds.
fn partition(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = usize::midpoint(from, to);
        if holds(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

fn date(number: u32) -> Option<NaiveDate> {
    let year = i32::try_from(number >> 9).ok()?;
    NaiveDate::from_ymd_opt(year, number >> 5 & 15, number & 31).filter(|_| number != 0)
}

fn iso3(index: u16) -> Option<[u8; 3]> {
    let letter = |unit: u16| (index / unit % 26) as u8 + b'A';
    (index != NONE).then(|| [letter(676), letter(26), letter(1)])
}

fn read<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .unwrap_or([0; N])
}

fn read_u16(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(read(bytes, at))
}

fn read_u24(bytes: &[u8], at: usize) -> u32 {
    let [low, middle, high] = read(bytes, at);
    u32::from_le_bytes([low, middle, high, 0])
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(read(bytes, at))
}
