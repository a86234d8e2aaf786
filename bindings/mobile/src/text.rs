//! Changing a source text where it is expected to be as it was.

use anyhow::{Context as _, Result, ensure};

/// The text with every `from` replaced, of which there must be one at least.
pub fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    ensure!(text.contains(from), "there is no {from:?}");
    Ok(text.replace(from, to))
}

/// The text with each declaration changed that begins with a line that fits and ends with the next
/// line that is `}` alone. There must be one at least.
pub fn declarations(
    text: &str,
    fits: impl Fn(&str) -> bool,
    mut change: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut left = text;
    let mut found = false;
    while let Some(line) = left.lines().next() {
        let whole = if fits(line) {
            found = true;
            let end = left.find("\n}\n").context("a declaration has no end")?;
            let (declaration, after) = left.split_at(end + "\n}\n".len());
            left = after;
            out.push_str(&change(declaration)?);
            continue;
        } else {
            left.find('\n').map_or(left.len(), |end| end + 1)
        };
        let (line, after) = left.split_at(whole);
        out.push_str(line);
        left = after;
    }
    ensure!(found, "none of the declarations was found");
    Ok(out)
}

/// The name that follows a word at the beginning of a line: of `data class Card (` it is `Card`.
pub fn named<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let name = line.strip_prefix(word)?.trim_start();
    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    name.get(..end.unwrap_or(name.len()))
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_told() {
        assert_eq!(replaced("a b a", "a", "c").unwrap(), "c b c");
        assert!(replaced("a b a", "d", "c").is_err());
    }

    #[test]
    fn declarations_end_at_their_brace() {
        let text = "one\nclass A {\n    {}\n}\n}\nclass B {\n}\nlast";
        let mut seen = Vec::new();
        let out = declarations(
            text,
            |line| line.starts_with("class "),
            |one| {
                seen.push(one.to_owned());
                Ok("-\n".into())
            },
        );
        assert_eq!(out.unwrap(), "one\n-\n}\n-\nlast");
        assert_eq!(seen, ["class A {\n    {}\n}\n", "class B {\n}\n"]);
        let same = |one: &str| Ok(one.into());
        assert!(declarations(text, |line| line == "class C {", same).is_err());
        assert!(declarations("class A {", |line| line.starts_with("class "), same).is_err());
    }

    #[test]
    fn names_end_where_they_end() {
        assert_eq!(named("data class Card (", "data class "), Some("Card"));
        assert_eq!(named("class A_1(", "class "), Some("A_1"));
        assert_eq!(named("class (", "class "), None);
        assert_eq!(named("object A", "class "), None);
    }
}
