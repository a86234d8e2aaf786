//! Reads the tables under `data/`, at build time only.

use super::pack::{
    BIRTH, CITIZENSHIP, NONE, OPEN, RESIDENCE, RawPlace, STATE, code_index, day_number, iso_index,
};

/// Rows of `comuni.tsv`.
///
/// # Errors
/// A sentence with the line number when a row is malformed.
pub fn comuni(text: &str) -> Result<Vec<RawPlace<'_>>, String> {
    lines(text, |[belfiore, istat, from, to, province, name, alt]| {
        Some(RawPlace {
            belfiore: code(belfiore)?,
            istat: number(istat, 6)?,
            from: date(from, 0)?,
            to: date(to, OPEN)?,
            province: province.as_bytes().try_into().ok()?,
            iso3: NONE,
            flags: BIRTH | RESIDENCE,
            name,
            alt,
        })
    })
}

/// Rows of `states.tsv`.
///
/// # Errors
/// A sentence with the line number when a row is malformed.
pub fn states(text: &str) -> Result<Vec<RawPlace<'_>>, String> {
    lines(
        text,
        |[belfiore, istat, iso3, from, to, uses, name, alt]| {
            let mut flags = STATE;
            for letter in uses.chars() {
                flags |= match letter {
                    'C' => CITIZENSHIP,
                    'N' => BIRTH,
                    'R' => RESIDENCE,
                    _ => return None,
                };
            }
            Some(RawPlace {
                belfiore: code(belfiore)?,
                istat: number(istat, 3)?,
                from: date(from, 0)?,
                to: date(to, OPEN)?,
                province: [0; 2],
                iso3: if iso3.is_empty() {
                    NONE
                } else {
                    iso_index(iso3)?
                },
                flags,
                name,
                alt,
            })
        },
    )
}

fn lines<'a, const N: usize>(
    text: &'a str,
    row: impl Fn([&'a str; N]) -> Option<RawPlace<'a>>,
) -> Result<Vec<RawPlace<'a>>, String> {
    let mut rows = Vec::new();
    let numbered = (1..).zip(text.lines());
    // After the comments comes one line of column names.
    for (line, text) in numbered.filter(|(_, t)| !t.starts_with('#')).skip(1) {
        let cells: Vec<&str> = text.split('\t').collect();
        let cells: [&str; N] = cells
            .try_into()
            .map_err(|_| format!("line {line}: not {N} columns"))?;
        rows.push(row(cells).ok_or_else(|| format!("line {line}: malformed"))?);
    }
    Ok(rows)
}

/// An empty cell is "none"; `None` means malformed.
fn code(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    code_index(text.as_bytes().try_into().ok()?).map(Some)
}

fn number(text: &str, digits: usize) -> Option<Option<u32>> {
    match text.len() {
        0 => Some(None),
        length if length == digits => text.parse().ok().map(Some),
        _ => None,
    }
}

fn date(text: &str, missing: u32) -> Option<u32> {
    if text.is_empty() {
        return Some(missing);
    }
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let plausible =
        (1800..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    plausible.then(|| day_number(year, month, day))
}
