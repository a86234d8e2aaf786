//! Latin letters with marks, brought back to the 26 capitals.
//!
//! Used to compare names of places and, with the rules of the Agenzia delle Entrate on top, to
//! write a codice fiscale. Also compiled into `build.rs`, hence free of dependencies.

/// Base letters of U+00C0..U+024F by canonical decomposition; `.` where there is none.
const LATIN: &str = "\
    AAAAAA.CEEEEIIII.NOOOOO..UUUUY..AAAAAA.CEEEEIIII.NOOOOO..UUUUY.Y\
    AAAAAACCCCCCCCDD..EEEEEEEEEEGGGGGGGGHH..IIIIIIIIII..JJKK.LLLLLL.\
    ...NNNNNN...OOOOOO..RRRRRRSSSSSSSSTTTT..UUUUUUUUUUUUWWYYYZZZZZZS\
    ................................OO.............UU...............\
    .............AAIIOOUUUUUUUUUU.AAAA....GGKKOOOO..J...GG..NNAA....\
    AAAAEEEEIIIIOOOORRRRUUUUSSTT..HH......AAEEOOOOOOOOYY............\
    ................";

/// The same for U+1E00..U+1EFF, where Vietnamese lives.
const LATIN_ADDITIONAL: &str = "\
    AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMM\
    MMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRRSSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVV\
    WWWWWWWWWWXXXXYYZZZZZZHTWY.S....AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE\
    EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY......";

const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The capitals that stand for a Latin letter, or nothing if it is not one.
///
/// Letters that decompose give their base letter; letters that do not (Ł, Đ, Æ, ß…) follow the
/// table of ICAO Doc 9303 part 3, section 6.
pub fn capitals(letter: char) -> Option<&'static str> {
    let special = match letter {
        'a'..='z' | 'A'..='Z' => return capital(letter),
        'Æ' | 'æ' | 'Ǽ' | 'ǽ' | 'Ǣ' | 'ǣ' => "AE",
        'Œ' | 'œ' | 'Ø' | 'ø' | 'Ǿ' | 'ǿ' => "OE",
        'ß' | 'ẞ' => "SS",
        'Þ' | 'þ' => "TH",
        'Đ' | 'đ' | 'Ð' | 'ð' => "D",
        'Ħ' | 'ħ' => "H",
        'ı' => "I",
        'Ĳ' | 'ĳ' => "IJ",
        'ĸ' => "Q",
        'Ł' | 'ł' | 'Ŀ' | 'ŀ' => "L",
        'Ŋ' | 'ŋ' | 'ŉ' => "N",
        'Ŧ' | 'ŧ' => "T",
        'Ə' | 'ə' => "E",
        _ => "",
    };
    if !special.is_empty() {
        return Some(special);
    }
    let code = letter as usize;
    let base = match code {
        0xC0..=0x24F => LATIN.as_bytes().get(code - 0xC0),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.as_bytes().get(code - 0x1E00),
        _ => None,
    };
    base.and_then(|base| capital(char::from(*base)))
}

fn capital(letter: char) -> Option<&'static str> {
    if !letter.is_ascii_alphabetic() {
        return None;
    }
    let at = usize::from(letter.to_ascii_uppercase() as u8 - b'A');
    CAPITALS.get(at..=at)
}

/// What is compared when names are looked up: capitals and digits, without marks, blanks,
/// apostrophes or hyphens.
pub fn folded(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.chars().flat_map(|letter| {
        let digit = match letter {
            '0' => "0",
            '1' => "1",
            '2' => "2",
            '3' => "3",
            '4' => "4",
            '5' => "5",
            '6' => "6",
            '7' => "7",
            '8' => "8",
            '9' => "9",
            _ => "",
        };
        capitals(letter).unwrap_or(digit).bytes()
    })
}
