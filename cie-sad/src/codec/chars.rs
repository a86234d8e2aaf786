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

/// Looks at every byte of a text once, without a branch.
pub(crate) fn survey(text: &str) -> Survey {
    // U+FFFE and U+FFFF begin with EF; surrogates cannot be in a text.
    let (mut suspicious, mut odd) = (0_u8, 0_u8);
    for b in text.as_bytes() {
        let cr = u8::from(*b == b'\r');
        let blank = u8::from(*b == b'\t') | u8::from(*b == b'\n') | cr;
        suspicious |= (u8::from(*b < 0x20) & !blank) | u8::from(*b == 0xEF);
        odd |= cr | u8::from(*b == b']');
    }
    let mut chars = text.char_indices().filter(|_| suspicious != 0);
    Survey {
        forbidden: chars.find(|(_, c)| !is_xml_char(*c)).map(|(at, _)| at),
        odd: odd != 0,
    }
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
