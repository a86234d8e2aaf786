//! Aligned text for people.

use chrono::NaiveDate;
use cie_core::lang::Lang;

use crate::report::Report;

/// Columns of a page.
const WIDTH: usize = 96;

/// Names and values below each other, the values aligned and wrapped.
pub(super) fn facts(report: &mut Report, facts: &[(String, String)]) {
    let width = facts.iter().map(|(name, _)| length(name)).max();
    let width = width.unwrap_or(0);
    for (name, value) in facts {
        let mut name = name.as_str();
        for line in wrapped(value, WIDTH.saturating_sub(width + 4)) {
            report.show(&format!("  {}  {line}", padded(name, width)));
            name = "";
        }
    }
}

/// Rows of cells; every column but the last as wide as its widest cell.
pub(super) fn rows<const N: usize>(report: &mut Report, rows: &[[String; N]]) {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = length(cell).max(*width);
        }
    }
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| padded(cell, width))
            .collect();
        report.show(format!("  {}", cells.join("  ")).trim_end());
    }
}

/// Since when and until when, both days included.
pub(super) fn period(from: Option<NaiveDate>, to: Option<NaiveDate>, lang: Lang) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => text!(lang, "dal {from}" / "since {from}"),
        (None, Some(to)) => text!(lang, "fino al {to}" / "until {to}"),
        (None, None) => "–".to_owned(),
    }
}

/// Lines of at most so many characters, broken at blanks; a longer word stays whole.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if length(line) + 1 + length(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(length(text)))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_only() {
        assert_eq!(wrapped("uno due tre", 7), ["uno due", "tre"]);
        assert_eq!(wrapped("lunghissimo si", 4), ["lunghissimo", "si"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}
