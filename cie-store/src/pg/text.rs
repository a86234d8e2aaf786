//! Texts that PostgreSQL cannot store.
//!
//! Its `TEXT` has no NUL. In a column that may hold one, NUL is written `\0` and the backslash `\\`;
//! every other text is stored as it is.

use std::borrow::Cow;

/// A text as it is stored.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['\0', '\\']) {
        Cow::Owned(text.replace('\\', "\\\\").replace('\0', "\\0"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A stored text as it was; `None` when it is not the image of one.
pub(super) fn unescape(text: String) -> Option<String> {
    if !text.contains('\\') {
        return Some(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                '\\' => plain.push('\\'),
                '0' => plain.push('\0'),
                _ => return None,
            },
            c => plain.push(c),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in "[\0\\\\0a\\PC]{0,12}") {
            let stored = escape(&text).into_owned();
            prop_assert!(!stored.contains('\0'));
            prop_assert_eq!(unescape(stored), Some(text));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,12}") {
            let _ = unescape(text);
        }
    }
}
