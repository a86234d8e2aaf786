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
