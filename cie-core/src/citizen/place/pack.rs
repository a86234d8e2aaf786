//! Packs rows of places into one block of bytes that is searched in place.
//!
//! Compiled into `build.rs` for the table that ships with the crate and into the library for
//! tables loaded at run time, so that both are read by the same code.
//!
//! Layout, little endian: six lengths as `u32` (rows, spans, ISTAT codes, names, rows by name,
//! bytes of text), then
//! 1. `start`: for each Belfiore code `A000`–`Z999` and one past it, the first row (`u16`);
//! 2. `span_of`: for each Belfiore code its latest span, counted from 1, or 0 for a code that was
//!    never assigned (`u16`);
//! 3. `spans`: [`SPAN`] bytes each, when a code was in use, latest first (see [`spans`]);
//! 4. `rows`: [`ROW`] bytes each, sorted by Belfiore code and date, rows without a code last;
//! 5. `by_istat`: row numbers sorted by ISTAT code (`u16`);
//! 6. `name_at`: offset of each name in `text` and one past it (`u32`), names sorted as folded;
//! 7. `name_rows`: where the rows of each name begin in `by_name` and one past it (`u16`);
//! 8. `by_name`: row numbers (`u16`);
//! 9. `text`: the names, end to end, UTF-8.

use std::collections::{BTreeMap, BTreeSet};

use super::latin::folded;

/// Belfiore codes there can be: 26 letters by 1000.
pub const CODES: usize = 26_000;
/// Marks a row without a Belfiore code, a name or an ISO code.
pub const NONE: u16 = u16::MAX;
/// Bytes of a row: from, to (3 each), ISTAT code (3), flags (1), Belfiore, name, alternatives,
/// ISO 3166 (2 each), province (2).
pub const ROW: usize = 20;
/// Bytes of a span: from, to (3 each), whether an earlier span of the code follows (1).
pub const SPAN: usize = 7;
/// A date later than all others: the period is still open.
pub const OPEN: u32 = 0xFF_FFFF;

/// Row flag: a foreign state or territory, not a comune.
pub const STATE: u8 = 1;
/// Row flag: one can be a citizen of it.
pub const CITIZENSHIP: u8 = 2;
/// Row flag: one can be born in it.
pub const BIRTH: u8 = 4;
/// Row flag: one can reside in it.
pub const RESIDENCE: u8 = 8;
/// Row flag: the ISTAT code is known.
pub const HAS_ISTAT: u8 = 16;

/// One row before packing; names borrowed from the table it was read from.
pub struct RawPlace<'a> {
    /// Index of the Belfiore code (see [`code_index`]), if the place has one.
    pub belfiore: Option<u16>,
    /// ISTAT code of a comune (6 digits) or ANPR code of a state (3 digits).
    pub istat: Option<u32>,
    /// First day, as [`day_number`]; 0 when unknown.
    pub from: u32,
    /// Last day, as [`day_number`]; [`OPEN`] when the place still exists.
    pub to: u32,
    /// Province, two letters; zeros for states.
    pub province: [u8; 2],
    /// ISO 3166-1 alpha-3 code, as [`iso_index`], or [`NONE`].
    pub iso3: u16,
    /// Flags, except [`HAS_ISTAT`].
    pub flags: u8,
    /// Name.
    pub name: &'a str,
    /// Other names, separated by `|`.
    pub alt: &'a str,
}

/// Index of a Belfiore code: letter by 1000 plus number.
pub fn code_index(code: [u8; 4]) -> Option<u16> {
    let [letter, digits @ ..] = code;
    if !letter.is_ascii_uppercase() {
        return None;
    }
    let mut index = u16::from(letter - b'A');
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        index = index * 10 + u16::from(digit - b'0');
    }
    Some(index)
}

/// Index of an ISO 3166-1 alpha-3 code.
pub fn iso_index(code: &str) -> Option<u16> {
    let bytes = code.as_bytes();
    if bytes.len() != 3 {
        return None;
    }
    bytes.iter().try_fold(0u16, |sum, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| sum * 26 + u16::from(letter - b'A'))
    })
}

/// A date as a number that sorts like the date and fits in three bytes.
pub fn day_number(year: u32, month: u32, day: u32) -> u32 {
    year << 9 | month << 5 | day
}

/// Packs the rows.
///
/// # Errors
/// A sentence when there are more rows or names than the layout can number.
pub fn pack(mut rows: Vec<RawPlace<'_>>) -> Result<Vec<u8>, &'static str> {
    if rows.len() >= usize::from(NONE) {
        return Err("too many rows");
    }
    rows.sort_by_key(|row| (row.belfiore.unwrap_or(NONE), row.from, row.to, row.name));

    // Names sorted as they are compared, so that a folded query finds a run of them.
    let mut rows_of: BTreeMap<(Vec<u8>, &str), BTreeSet<u16>> = BTreeMap::new();
    for (number, row) in (0u16..).zip(&rows) {
        let mut add = |name, number: Option<u16>| {
            let key: (Vec<u8>, &str) = (folded(name).collect(), name);
            rows_of.entry(key).or_default().extend(number);
        };
        add(row.name, Some(number));
        if !row.alt.is_empty() {
            add(row.alt, None);
        }
        for alt in row.alt.split('|').filter(|alt| !alt.is_empty()) {
            add(alt, Some(number));
            // "Doberdò del Lago-Doberdob" is also looked up as "Doberdò del Lago".
            let italian = row.name.strip_suffix(alt).and_then(|n| n.strip_suffix('-'));
            if let Some(italian) = italian {
                add(italian, Some(number));
            }
        }
    }
    if rows_of.len() >= usize::from(NONE) {
        return Err("too many names");
    }
    let (mut text, mut name_at, mut name_rows, mut by_name) = (vec![], vec![0u32], vec![0], vec![]);
    let mut id_of: BTreeMap<&str, u16> = BTreeMap::new();
    for (id, ((_, name), numbers)) in (0u16..).zip(&rows_of) {
        text.extend_from_slice(name.as_bytes());
        name_at.push(u32::try_from(text.len()).map_err(|_| "too much text")?);
        by_name.extend(numbers.iter().copied());
        name_rows.push(u16::try_from(by_name.len()).map_err(|_| "too many names")?);
        id_of.insert(name, id);
    }

    let mut packed = Vec::with_capacity(rows.len() * ROW);
    for row in &rows {
        let known = if row.istat.is_some() { HAS_ISTAT } else { 0 };
        let id = |name: &str| id_of.get(name).copied().unwrap_or(NONE);
        put24(&mut packed, row.from);
        put24(&mut packed, row.to);
        put24(&mut packed, row.istat.unwrap_or(0));
        packed.push(row.flags | known);
        for value in [
            row.belfiore.unwrap_or(NONE),
            id(row.name),
            id(row.alt),
            row.iso3,
        ] {
            packed.extend_from_slice(&value.to_le_bytes());
        }
        packed.extend_from_slice(&row.province);
    }

    let (span_of, spans) = spans(&rows)?;
    let mut start = Vec::with_capacity(CODES + 1);
    for code in (0u16..).take(CODES + 1) {
        let first = rows.partition_point(|row| row.belfiore.unwrap_or(NONE) < code);
        start.push(u16::try_from(first).map_err(|_| "too many rows")?);
    }
    let mut by_istat: Vec<(u8, u32, u16)> = (0u16..)
        .zip(&rows)
        .filter_map(|(number, row)| Some((row.flags & STATE, row.istat?, number)))
        .collect();
    by_istat.sort_unstable();
    let by_istat: Vec<u16> = by_istat.into_iter().map(|(.., number)| number).collect();

    let lengths = [
        rows.len(),
        spans.len() / SPAN,
        by_istat.len(),
        id_of.len(),
        by_name.len(),
        text.len(),
    ];
    let mut out = Vec::new();
    for length in lengths {
        out.extend_from_slice(&u32::try_from(length).map_err(|_| "too long")?.to_le_bytes());
    }
    put16(&mut out, &start);
    put16(&mut out, &span_of);
    out.extend_from_slice(&spans);
    out.extend_from_slice(&packed);
    put16(&mut out, &by_istat);
    for offset in name_at {
        out.extend_from_slice(&offset.to_le_bytes());
    }
    put16(&mut out, &name_rows);
    put16(&mut out, &by_name);
    out.extend_from_slice(&text);
    Ok(out)
}

/// When each code was in use, whatever the place was called: for each code its latest span, and
/// the spans as bytes.
///
/// Most codes were in use in a single stretch, and thousands of them in the same one, so codes
/// share their spans: what a judgement of many codes looks up stays small enough to stay near.
fn spans(rows: &[RawPlace<'_>]) -> Result<(Vec<u16>, Vec<u8>), &'static str> {
    let mut of_code: BTreeMap<u16, Vec<(u32, u32)>> = BTreeMap::new();
    for row in rows {
        let Some(code) = row.belfiore else { continue };
        let spans = of_code.entry(code).or_default();
        match spans.last_mut() {
            // Rows come sorted by their first day.
            Some((_, to)) if row.from <= next_day(*to) => *to = row.to.max(*to),
            _ => spans.push((row.from, row.to)),
        }
    }
    let (mut span_of, mut packed) = (vec![0; CODES], Vec::new());
    let mut known: BTreeMap<Vec<(u32, u32)>, u16> = BTreeMap::new();
    let mut count = 0u16;
    for (code, mut spans) in of_code {
        // The latest first: most of the living were born in it.
        spans.reverse();
        let first = match known.get(&spans) {
            Some(first) => *first,
            None => {
                let first = count.checked_add(1).ok_or("too many spans")?;
                for (at, (from, to)) in spans.iter().enumerate() {
                    put24(&mut packed, *from);
                    put24(&mut packed, *to);
                    packed.push(u8::from(at + 1 < spans.len()));
                    count = count.checked_add(1).ok_or("too many spans")?;
                }
                known.insert(spans, first);
                first
            }
        };
        if let Some(place) = span_of.get_mut(usize::from(code)) {
            *place = first;
        }
    }
    Ok((span_of, packed))
}

/// The day after a [`day_number`], the calendar's last day of the month included.
fn next_day(number: u32) -> u32 {
    let (year, month, day) = (number >> 9, number >> 5 & 15, number & 31);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if number == OPEN || day < last {
        number.saturating_add(1)
    } else if month < 12 {
        day_number(year, month + 1, 1)
    } else {
        day_number(year + 1, 1, 1)
    }
}

fn put16(out: &mut Vec<u8>, values: &[u16]) {
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

fn put24(out: &mut Vec<u8>, value: u32) {
    let [low, middle, high, _] = value.to_le_bytes();
    out.extend_from_slice(&[low, middle, high]);
}
