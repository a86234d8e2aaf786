//! The documents of the remittance, against the vectors, the CSV tables and each other.

mod bounds;
mod quarterly;
mod reconciliation;
mod remittance;
mod samples;

/// The amount in a text such as `-1.234,56 €`, in cents.
fn cents(text: &str) -> Option<i64> {
    let digits = text.strip_suffix('€')?.trim_end();
    let (euros, rest) = digits.rsplit_once(',')?;
    let whole: String = euros.chars().filter(|c| *c != '.').collect();
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let whole: i64 = whole.trim_start_matches('-').parse().ok()?;
    Some(sign * (whole * 100 + rest.parse::<i64>().ok()?))
}

/// Every amount of a line, in order.
fn amounts(line: &str) -> Vec<i64> {
    let mut words = line
        .split(['\u{a0}', ' '])
        .filter(|w| !w.is_empty())
        .peekable();
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if words.peek() == Some(&"€") {
            found.extend(cents(&format!("{word} €")));
        }
    }
    found
}

/// The lines below a heading, up to the first that starts a total, and that one.
fn table(pages: &[Vec<String>], heading: &str) -> (Vec<String>, String) {
    let lines = pages.concat();
    let start = lines.iter().position(|line| line == heading);
    let start = start.unwrap_or_else(|| panic!("{heading} is not there"));
    let body = &lines[start + 1..];
    let total = body.iter().position(|line| line.starts_with("Totale"));
    let total = total.expect("a total");
    (body[..total].to_vec(), body[total].clone())
}
