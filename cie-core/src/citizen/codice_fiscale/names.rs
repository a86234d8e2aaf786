//! From names to the three letters of a code.

use crate::citizen::place::latin;
use crate::{Code, Error};

/// A name in the 26 capitals of the codice fiscale, without blanks, apostrophes and hyphens.
///
/// Letters with marks follow the table of circular 34/E of 2011, which is that of circular 1 of
/// 22 January 2008 of the Ministero dell'Interno: Ä=AE, Ö=OE, Ü=UE, Æ=AE, Œ=OE, ß=SS, and the
/// base letter for Â Ç Č Ê Ë Î Ï Ô Û Š Ž and for vowels with acute or grave accent. The circular
/// is silent on all others: those that decompose in Unicode give their base letter (Ñ=N, Å=A,
/// Ő=O), those that do not follow ICAO Doc 9303 part 3 (Ł=L, Đ=D, Ø=OE, Þ=TH).
///
/// ```
/// use cie_core::citizen::codice_fiscale::transliterate;
/// assert_eq!(transliterate("D'Übermaß")?, "DUEBERMASS");
/// # Ok::<(), cie_core::Error>(())
/// ```
///
/// # Errors
/// `CIE-CORE-013` when a character is neither a Latin letter nor a separator.
pub fn transliterate(name: &str) -> Result<String, Error> {
    let mut text = String::with_capacity(name.len());
    each_letter(name, |letter| text.push(char::from(letter)))?;
    Ok(text)
}

/// Calls `take` with each capital of the transliterated name.
fn each_letter(name: &str, mut take: impl FnMut(u8)) -> Result<(), Error> {
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let umlaut = letters.peek() == Some(&'\u{308}');
        let capitals = match letter {
            'Ä' | 'ä' => "AE",
            'Ö' | 'ö' => "OE",
            'Ü' | 'ü' => "UE",
            // The same letters in decomposed Unicode.
            'A' | 'a' if umlaut => "AE",
            'O' | 'o' if umlaut => "OE",
            'U' | 'u' if umlaut => "UE",
            // Separators: blanks, apostrophes and what is typed for them, hyphens, full stops;
            // and marks that follow their letter.
            ' '
            | '\u{A0}'
            | '\''
            | '`'
            | '´'
            | '\u{2BC}'
            | '\u{2018}'
            | '\u{2019}'
            | '-'
            | '\u{2010}'
            | '\u{2011}'
            | '.'
            | '\u{300}'..='\u{36F}' => "",
            _ => latin::capitals(letter).ok_or(Code::NameNotLatin)?,
        };
        capitals.bytes().for_each(&mut take);
    }
    Ok(())
}

/// The first consonants and vowels of a name, as many as a code can need.
#[derive(Default)]
struct Letters {
    consonants: Vec4,
    vowels: Vec4,
}

/// Up to four letters; further ones are dropped.
#[derive(Default)]
struct Vec4 {
    letters: [u8; 4],
    length: usize,
}

impl Vec4 {
    fn push(&mut self, letter: u8) {
        if let Some(place) = self.letters.get_mut(self.length) {
            *place = letter;
            self.length += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = u8> {
        self.letters.into_iter().take(self.length)
    }
}

impl Letters {
    fn of(name: Option<&str>) -> Result<Self, Error> {
        let mut letters = Self::default();
        each_letter(name.unwrap_or_default(), |letter| {
            if is_vowel(letter) {
                letters.vowels.push(letter);
            } else {
                letters.consonants.push(letter);
            }
        })?;
        Ok(letters)
    }

    /// Consonants, then vowels, then `X` (DM 23/12/1976).
    fn triplet(&self) -> [u8; 3] {
        let filling = std::iter::repeat(b'X');
        let mut all = self
            .consonants
            .iter()
            .chain(self.vowels.iter())
            .chain(filling);
        [(); 3].map(|()| all.next().unwrap_or(b'X'))
    }
}

/// The three letters of a surname (DM 23/12/1976); `XXX` when there is none.
pub(super) fn surname(name: Option<&str>) -> Result<[u8; 3], Error> {
    Letters::of(name).map(|letters| letters.triplet())
}

/// The three letters of a given name (DM 23/12/1976): with four consonants or more, the
/// first, the third and the fourth.
pub(super) fn given(name: Option<&str>) -> Result<[u8; 3], Error> {
    let letters = Letters::of(name)?;
    Ok(match letters.consonants.letters {
        [first, _, third, fourth] if fourth != 0 => [first, third, fourth],
        _ => letters.triplet(),
    })
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'A' | b'E' | b'I' | b'O' | b'U')
}

/// Whether three letters can come from a name: consonants, then vowels, then filling `X`s.
pub(super) fn is_plausible(triplet: [u8; 3]) -> bool {
    let mut rest = triplet.as_slice();
    while let [first, tail @ ..] = rest
        && !is_vowel(*first)
    {
        rest = tail;
    }
    while let [first, tail @ ..] = rest
        && is_vowel(*first)
    {
        rest = tail;
    }
    rest.iter().all(|letter| *letter == b'X')
}
