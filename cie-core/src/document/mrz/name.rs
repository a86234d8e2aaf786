//! The name line, and how a name too long for it is shortened.

use serde::{Deserialize, Serialize};

use super::translit::{Umlauts, transliterate};
use crate::{Code, Result};

/// Characters of the name line.
const WIDTH: usize = 30;

/// How a name too long is shortened (policy `numbers.policy.mrz_truncation`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Truncation {
    /// The last characters go.
    #[default]
    Cut,
    /// At least the initial of every given name stays, where there is room.
    Initials,
}

/// The choices ICAO leaves to the State for names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct NamePolicy {
    /// Ä, Å, Ö, Ü.
    pub umlauts: Umlauts,
    /// Names too long.
    pub truncation: Truncation,
}

/// The name line of a TD1: surname, two fillers, given names; 30 characters.
///
/// Whoever has only one of the two has it in the place of the surname. A line that was shortened
/// ends with a letter (ICAO Doc 9303-5 section 4.2.2.3).
///
/// # Errors
/// `CIE-CORE-116` when both are empty, and the errors of [`transliterate`].
///
/// ```
/// use cie_core::document::mrz::{name_field, NamePolicy};
/// let line = name_field("Vilarchao Fernandez", "Jose Ramon", NamePolicy::default())?;
/// assert_eq!(line, "VILARCHAO<FERNANDEZ<<JOSE<RAMO");
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn name_field(surname: &str, given: &str, policy: NamePolicy) -> Result<String> {
    let surname = transliterate(surname, policy.umlauts)?;
    let given = transliterate(given, policy.umlauts)?;
    let (primary, secondary) = match (surname.is_empty(), given.is_empty()) {
        (true, true) => return Err(Code::NoName.into()),
        (true, false) => (&given, ""),
        (false, _) => (&surname, given.as_str()),
    };
    let line = if secondary.is_empty() {
        cut(primary, WIDTH).unwrap_or_else(|| keep(primary, WIDTH))
    } else if primary.len() + 2 + secondary.len() <= WIDTH {
        format!("{primary}<<{secondary}")
    } else {
        shorten(primary, secondary, policy.truncation)
    };
    Ok(format!("{line:<<WIDTH$}"))
}

fn shorten(primary: &str, secondary: &str, truncation: Truncation) -> String {
    let full: Vec<&str> = primary.split('<').collect();
    let mut lengths = primary_lengths(&full, WIDTH - 3);
    let room = |lengths: &[usize]| WIDTH.saturating_sub(joined_len(lengths) + 2);

    // Letters taken from the surname in vain go back to it, so that the line is full.
    while room(&lengths) > secondary.len() {
        let Some(short) = lengths
            .iter_mut()
            .zip(&full)
            .find(|(length, part)| **length < part.len())
        else {
            break;
        };
        *short.0 += 1;
    }

    let given = match truncation {
        Truncation::Initials => initials(secondary, room(&lengths)),
        Truncation::Cut => None,
    };
    let given = given.or_else(|| cut(secondary, room(&lengths)));
    let given = given.unwrap_or_else(|| {
        // Only one-letter names precede the cut: the surname gives up a letter for the next one.
        if let Some(length) = lengths.iter_mut().rev().find(|length| **length > 1) {
            *length -= 1;
        }
        keep(secondary, room(&lengths))
    });
    let parts: Vec<String> = full
        .iter()
        .zip(&lengths)
        .map(|(part, length)| keep(part, *length))
        .collect();
    format!("{}<<{given}", parts.join("<"))
}

/// Lengths of the surname's components so that together they take at most `limit`: the last ones
/// become initials first, then the first is cut, then the last ones vanish.
fn primary_lengths(parts: &[&str], limit: usize) -> Vec<usize> {
    let mut lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    for at in (1..lengths.len()).rev() {
        if joined_len(&lengths) <= limit {
            return lengths;
        }
        if let Some(length) = lengths.get_mut(at) {
            *length = 1;
        }
    }
    while joined_len(&lengths) > limit {
        let excess = joined_len(&lengths) - limit;
        let several = lengths.len() > 1;
        match lengths.first_mut() {
            Some(first) if *first > excess => *first -= excess,
            _ if several => {
                lengths.pop();
            }
            _ => break,
        }
    }
    lengths
}

fn joined_len(lengths: &[usize]) -> usize {
    lengths.iter().sum::<usize>() + lengths.len().saturating_sub(1)
}

/// The first `room` characters, ending with a letter; `None` when that cannot be had.
fn cut(name: &str, room: usize) -> Option<String> {
    if name.len() <= room {
        return Some(name.to_owned());
    }
    let kept = keep(name, room);
    if !kept.ends_with('<') {
        return Some(kept);
    }
    // The next component's initial takes the place of the last letter that can be spared.
    let next = name.chars().nth(room)?;
    let mut parts: Vec<String> = kept
        .trim_end_matches('<')
        .split('<')
        .map(Into::into)
        .collect();
    let spare = parts.iter_mut().rev().find(|part| part.len() > 1)?;
    spare.pop();
    Some(format!("{}<{next}", parts.join("<")))
}

/// All components, each with at least its initial, filled up from the left.
fn initials(name: &str, room: usize) -> Option<String> {
    let parts: Vec<&str> = name.split('<').collect();
    let mut spare = room.checked_sub(2 * parts.len() - 1)?;
    let kept: Vec<String> = parts
        .iter()
        .map(|part| {
            let more = spare.min(part.len().saturating_sub(1));
            spare -= more;
            keep(part, more + 1)
        })
        .collect();
    Some(kept.join("<"))
}

fn keep(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}
