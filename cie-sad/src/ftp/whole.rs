//! Whether a file looks complete, without reading it as XML.

/// Whether the last tag closes the first element. All encodings of a wire keep ASCII as it is.
///
/// A cheap look, not a check: what passes is read properly afterwards, what does not is given more
/// time before it is refused.
pub(super) fn looks_whole(bytes: &[u8]) -> bool {
    root(bytes).is_some_and(|name| {
        let end = bytes.trim_ascii_end();
        let Some(body) = end.strip_suffix(b">") else {
            return false;
        };
        let open = body.iter().rposition(|b| *b == b'<');
        let Some(tag) = open.and_then(|open| body.get(open + 1..)) else {
            return false;
        };
        match tag.strip_prefix(b"/") {
            Some(closing) => closing.trim_ascii_end() == name,
            // An empty root element is whole as well.
            None => tag.ends_with(b"/") && tag.starts_with(name) && once(body, name),
        }
    })
}

/// The name of the first element, after declaration and comments.
fn root(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    loop {
        let open = rest.iter().position(|b| *b == b'<')?;
        rest = rest.get(open + 1..)?;
        let skip: &[u8] = match rest.first()? {
            b'?' => b"?>",
            b'!' if rest.starts_with(b"!--") => b"-->",
            b'!' => b">",
            _ => {
                let end = rest
                    .iter()
                    .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))?;
                return rest.get(..end).filter(|name| !name.is_empty());
            }
        };
        let end = rest.windows(skip.len()).position(|window| window == skip)?;
        rest = rest.get(end + skip.len()..)?;
    }
}

/// Whether the only element that starts in `body` is the root.
fn once(body: &[u8], name: &[u8]) -> bool {
    let starts = |window: &[u8]| window.first() == Some(&b'<') && window.get(1..) == Some(name);
    let first = body.windows(name.len() + 1).position(starts);
    first.is_some_and(|at| body.get(at + 1..).is_some_and(|rest| !rest.contains(&b'<')))
}

#[cfg(test)]
mod tests {
    use super::looks_whole;

    const MESSAGE: &str =
        "<?xml version=\"1.0\"?>\n<!-- <b> -->\n<s:a xmlns:s='u'>\n <b/><c>x</c>\n</s:a >\n";

    #[test]
    fn only_the_end_of_the_root_is_the_end() {
        assert!(looks_whole(MESSAGE.as_bytes()));
        let end = MESSAGE.trim_end().len();
        for length in 0..end {
            assert!(!looks_whole(&MESSAGE.as_bytes()[..length]), "{length}");
        }
        for whole in ["<a/>", "<?xml?><a b='1' />\r\n"] {
            assert!(looks_whole(whole.as_bytes()), "{whole}");
        }
        for broken in [
            "",
            "<",
            "<a",
            "text",
            "<a><b/>",
            "<a><a/>",
            "</a>",
            "<a></b>",
            "<!-- <a/> ",
        ] {
            assert!(!looks_whole(broken.as_bytes()), "{broken}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>) {
            let _ = looks_whole(&bytes);
        }

        #[test]
        fn never_panics_on_markup(text in "[<>/!?a -]{0,40}") {
            let _ = looks_whole(text.as_bytes());
        }
    }
}
