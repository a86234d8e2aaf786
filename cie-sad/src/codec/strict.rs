//! Grammar that the parser below leaves unchecked, found by comparing it with libxml2.

use super::chars::is_blank;

/// Whether an XML declaration is exactly what XML 1.0 (production 23, `XMLDecl`) allows; the text
/// stands between `<?` and `?>`.
pub(crate) fn is_declaration(content: &str) -> bool {
    if content == "xml version=\"1.0\" encoding=\"UTF-8\"" {
        return true;
    }
    let Some(attributes) = content.strip_prefix("xml").and_then(pairs) else {
        return false;
    };
    let mut rest = attributes.as_slice();
    match rest {
        [("version", "1.0"), others @ ..] => rest = others,
        _ => return false,
    }
    if let [("encoding", name), others @ ..] = rest {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        let starts = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        if !starts || !name.bytes().all(plain) {
            return false;
        }
        rest = others;
    }
    matches!(rest, [] | [("standalone", "yes" | "no")])
}

/// Whether the attributes of a start tag are separated by white space and quoted; the text stands
/// between the name and the end of the tag.
pub(crate) fn are_attributes(content: &str) -> bool {
    pairs(content).is_some()
}

/// `(S Name Eq AttValue)* S?`; names are for the caller to check.
fn pairs(content: &str) -> Option<Vec<(&str, &str)>> {
    let (mut pairs, mut rest) = (Vec::new(), content);
    loop {
        let next = trim(rest);
        if next.is_empty() {
            return Some(pairs);
        }
        if next.len() == rest.len() {
            return None;
        }
        let (name, after) = next.split_once('=')?;
        let name = name.trim_end_matches(SPACE);
        let value = trim(after);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = value.get(1..)?.split_once(quote)?;
        if name.is_empty() || name.contains(|c: char| is_blank(c.encode_utf8(&mut [0; 4]))) {
            return None;
        }
        pairs.push((name, value));
        rest = after;
    }
}

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

fn trim(text: &str) -> &str {
    text.trim_start_matches(SPACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        for good in [
            "xml version='1.0'",
            "xml version=\"1.0\" encoding = 'UTF-8' ",
            "xml\nversion='1.0' encoding='a' standalone='no'",
        ] {
            assert!(is_declaration(good), "{good}");
        }
        for bad in [
            "xml",
            "xml version='1.1'",
            "xml encoding='UTF-8' version='1.0'",
            "xml version='1.0'encoding='UTF-8'",
            "xml version='1.0' standalone='maybe'",
            "xml version='1.0' encoding='-'",
            "xml version='1.0' x='y'",
            "xml version='1.0' <!-- -->",
        ] {
            assert!(!is_declaration(bad), "{bad}");
        }
    }

    #[test]
    fn attributes() {
        for good in ["", " ", " a='1'", "\n a = \"'\" b=''\t"] {
            assert!(are_attributes(good), "{good}");
        }
        for bad in [
            "a='1'",
            " a",
            " a=1",
            " a='1'b='2'",
            " a='1",
            " a b='1'",
            " ='1'",
        ] {
            assert!(!are_attributes(bad), "{bad}");
        }
    }
}
