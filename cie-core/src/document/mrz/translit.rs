//! Names in the 26 letters of the MRZ.

use serde::{Deserialize, Serialize};

use crate::{Code, Error, Result};

/// Longest name accepted, in characters.
const LONGEST: usize = 300;

/// Which of ICAO's alternatives stands for Ä, Å, Ö and Ü (policy `numbers.policy.mrz_umlaut`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Umlauts {
    /// Two letters: AE, AA, OE, UE.
    #[default]
    Digraph,
    /// The base letter: A, A, O, U.
    Base,
}

/// A name as the MRZ writes it: capital letters, components separated by one filler.
///
/// Spaces, hyphens and commas separate components; apostrophes and full stops vanish; letters with
/// diacritics, alone or combining, follow ICAO Doc 9303-3 section 6 A. Whatever else there is, is
/// refused and not dropped: a letter lost is another person.
///
/// # Errors
/// `CIE-CORE-115` when a character has no transliteration, with its position counted from 1;
/// `CIE-CORE-002` above 300 characters.
///
/// ```
/// use cie_core::document::mrz::{transliterate, Umlauts};
/// assert_eq!(transliterate("D'Amico Nicolò", Umlauts::Digraph)?, "DAMICO<NICOLO");
/// assert_eq!(transliterate("Müller-Žagar", Umlauts::Digraph)?, "MUELLER<ZAGAR");
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn transliterate(name: &str, umlauts: Umlauts) -> Result<String> {
    if name.chars().nth(LONGEST).is_some() {
        return Err(Error::new(Code::TooLong).detail(format!("at most {LONGEST} characters")));
    }
    let mut out = String::with_capacity(name.len());
    for (at, c) in name.chars().enumerate() {
        for upper in c.to_uppercase() {
            match place(upper, umlauts, out.chars().last()) {
                Some("<") if out.is_empty() || out.ends_with('<') => {}
                Some(letters) => out.push_str(letters),
                None if upper.is_ascii_uppercase() => out.push(upper),
                None => {
                    return Err(Error::new(Code::BadMrzName)
                        .detail(format!("character number {}", at.saturating_add(1))));
                }
            }
        }
    }
    if out.ends_with('<') {
        out.pop();
    }
    Ok(out)
}

/// What stands for one upper-case character; `None` for plain letters and for unknown characters.
fn place(c: char, umlauts: Umlauts, before: Option<char>) -> Option<&'static str> {
    let digraph = umlauts == Umlauts::Digraph;
    Some(match c {
        'Ä' if digraph => "AE",
        'Å' if digraph => "AA",
        'Ö' if digraph => "OE",
        'Ü' if digraph => "UE",
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'Æ' => "AE",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'Ð' | 'Ď' | 'Đ' => "D",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'Ĥ' | 'Ħ' => "H",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' | 'ı' => "I",
        'Ĳ' => "IJ",
        'Ĵ' => "J",
        'Ķ' => "K",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' | 'Ŋ' => "N",
        'Ò'..='Ö' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'Ø' | 'Œ' => "OE",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        // Ș and Ț are the comma-below letters that ICAO's table lists under their cedilla twins.
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'ẞ' => "SS",
        'Þ' => "TH",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'Ŵ' => "W",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        // The same letters written as a base letter and a combining mark.
        '\u{308}' if digraph && matches!(before, Some('A' | 'O' | 'U')) => "E",
        '\u{30a}' if digraph && before == Some('A') => "A",
        '\u{300}'..='\u{36f}' if before.is_some_and(|b| b != '<') => "",
        // Doc 9303-3 section 4.6: apostrophes and full stops are left out, the rest separates.
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '.' => "",
        '-' | '‐' | '‑' | '–' | ',' | ' ' | '\u{a0}' => "<",
        _ => return None,
    })
}
