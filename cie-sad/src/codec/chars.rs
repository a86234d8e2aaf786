//! Characters and names of XML, lines and columns.

/// Whether XML 1.0 allows the character (production 2, `Char`).
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// What one pass over a text finds out.
pub(crate) struct Survey {
    /// Where the first character stands that XML 1.0 does not allow.
    pub(crate) forbidden: Option<usize>,
    /// Whether a carriage return or a closing bracket is somewhere, which few messages have.
    pub(crate) odd: bool,
}

/// Looks at a text once, eight bytes at a time; only eight that look odd are looked at one by one.
pub(crate) fn survey(text: &str) -> Survey {
    let (mut suspicious, mut odd) = (false, false);
    let mut one_by_one = |bytes: &[u8]| {
        for b in bytes {
            // U+FFFE and U+FFFF begin with EF; surrogates cannot be in a text.
            suspicious |= *b == 0xEF || (*b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r'));
            odd |= matches!(*b, b'\r' | b']');
        }
    };
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    for eight in eights {
        let word = u64::from_ne_bytes(*eight);
        if has_below_blank(word) | has(word, 0xEF) | has(word, b']') {
            one_by_one(eight);
        }
    }
    one_by_one(rest);
    let mut chars = text.char_indices().filter(|_| suspicious);
    Survey {
        forbidden: chars.find(|(_, c)| !is_xml_char(*c)).map(|(at, _)| at),
        odd,
    }
}

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);

/// Whether any of eight bytes is below 0x20: subtracting it borrows the top bit, which the byte did
/// not have.
fn has_below_blank(word: u64) -> bool {
    word.wrapping_sub(ONES * 0x20) & !word & TOPS != 0
}

/// Whether any of eight bytes is this one: the difference to it is then below 1.
fn has(word: u64, byte: u8) -> bool {
    let difference = word ^ (ONES * u64::from(byte));
    difference.wrapping_sub(ONES) & !difference & TOPS != 0
}

/// Whether a text is an XML name without a colon (`NCName`; XML 1.0, fifth edition, 4 and 4a).
pub(crate) fn is_ncname(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    if text.bytes().all(plain) {
        let first = text.bytes().next();
        return first.is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
    }
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name) && chars.all(|c| starts_name(c) || continues_name(c))
}

fn starts_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether a text is only XML white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Line and column, both from 1, of a byte offset.
pub(crate) fn line_column(text: &str, offset: usize) -> (u64, u64) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) as u64 + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_survey_finds_what_a_look_at_each_character_finds(
            text in "([a-z<>/ ]|\\PC|[\x00-\x1F]|\u{FFFE}|\u{FFFF}|\u{FFFD}|\\]){0,40}",
        ) {
            let found = survey(&text);
            let plain = text.char_indices().find(|(_, c)| !is_xml_char(*c)).map(|(at, _)| at);
            prop_assert_eq!(found.forbidden, plain);
            prop_assert_eq!(found.odd, text.contains(['\r', ']']));
        }
    }
}
