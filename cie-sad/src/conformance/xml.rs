//! Changing the text of a message, without knowing its profile.

use std::ops::Range;

use super::verdict::Outcome;

/// Where the root's start tag begins.
pub(super) fn root(text: &str) -> Outcome<usize> {
    let starts = |at: &usize| {
        text.get(at + 1..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphabetic)
    };
    match text.match_indices('<').map(|(at, _)| at).find(starts) {
        Some(at) => Ok(at),
        None => fail!("messaggio senza radice" / "a message without a root"),
    }
}

/// Where the message's own start tag begins: the root's, or within a SOAP envelope that of the first
/// element of the body.
pub(super) fn payload(text: &str) -> Outcome<usize> {
    let root = root(text)?;
    let tail = text.get(root..).unwrap_or_default();
    let name = tail.split([' ', '>', '/']).next().unwrap_or_default();
    if !name.ends_with("Envelope") {
        return Ok(root);
    }
    let body = tail.find("Body>").map(|at| at + "Body>".len());
    let first = body.and_then(|at| tail.get(at..)?.find('<').map(|next| at + next));
    match first {
        Some(at) => Ok(root + at),
        None => fail!("busta senza corpo" / "an envelope without a body"),
    }
}

/// The text with something before the root.
pub(super) fn before_root(text: &str, what: &str) -> Outcome<String> {
    let at = root(text)?;
    Ok(spliced(text, at..at, what))
}

/// The text with something as the first content of the message.
pub(super) fn in_root(text: &str, what: &str) -> Outcome<String> {
    let start = payload(text)?;
    let rest = text.get(start..).unwrap_or_default();
    let Some(end) = rest.find('>') else {
        fail!("messaggio senza radice" / "a message without a root");
    };
    let at = start + end + 1;
    Ok(spliced(text, at..at, what))
}

/// Where this value stands as the whole text of an element.
pub(super) fn value(text: &str, value: &str) -> Outcome<Range<usize>> {
    match text.find(&format!(">{value}<")) {
        Some(at) => Ok(at + 1..at + 1 + value.len()),
        None => fail!("valore non trovato nel messaggio" / "value not found in the message"),
    }
}

/// The element around a value, tags included.
pub(super) fn element(text: &str, value: Range<usize>) -> Outcome<Range<usize>> {
    let start = text.get(..value.start).and_then(|head| head.rfind('<'));
    let end = text.get(value.end..).and_then(|tail| tail.find('>'));
    match start.zip(end) {
        Some((start, end)) => Ok(start..value.end + end + 1),
        None => fail!("elemento non trovato" / "element not found"),
    }
}

/// Where two messages differ, in the first.
pub(super) fn difference(a: &str, b: &str) -> Range<usize> {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = a
        .chars()
        .zip(b.chars())
        .take_while(same)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (rest_a, rest_b) = (
        a.get(head..).unwrap_or_default(),
        b.get(head..).unwrap_or_default(),
    );
    let tail: usize = rest_a
        .chars()
        .rev()
        .zip(rest_b.chars().rev())
        .take_while(same)
        .map(|(a, _)| a.len_utf8())
        .sum();
    head..a.len() - tail
}

/// The text with a part replaced.
pub(super) fn spliced(text: &str, range: Range<usize>, what: &str) -> String {
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    [head, what, tail].concat()
}
