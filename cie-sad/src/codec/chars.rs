//! Characters and names of XML, lines and columns.

/// Whether XML 1.0 allows the character (production 2, `Char`).
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Where the first character of a text stands that XML 1.0 does not allow. Only when some byte looks
/// odd are characters looked at one by one.
pub(crate) fn forbidden(text: &str) -> Option<usize> {
    // Sums of bytes, no early end and no jump: so the compiler looks at many bytes at a time.
    let odd = |b: u8| {
        // U+FFFE and U+FFFF begin with EF; surrogates cannot be in a text.
        let control = u8::from(b < 0x20) & u8::from(b != b'\t') & u8::from(b != b'\n');
        (control & u8::from(b != b'\r')) | u8::from(b == 0xEF)
    };
    let (blocks, rest) = text.as_bytes().as_chunks::<32>();
    let look = |bytes: &[u8]| bytes.iter().fold(0, |found, b| found | odd(*b));
    let mut found = look(rest);
    for block in blocks {
        found |= look(block);
    }
    if found == 0 {
        return None;
    }
    let mut chars = text.char_indices();
    chars.find(|(_, c)| !is_xml_char(*c)).map(|(at, _)| at)
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
        fn a_look_at_bytes_finds_what_a_look_at_characters_finds(
            text in "([a-z<>/ ]|\\PC|[\x00-\x1F]|\u{FFFE}|\u{FFFF}|\u{FFFD}|\\]){0,40}",
        ) {
            let plain = text.char_indices().find(|(_, c)| !is_xml_char(*c)).map(|(at, _)| at);
            prop_assert_eq!(forbidden(&text), plain);
        }
    }
}
