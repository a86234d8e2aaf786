//! Payments recorded twice, and references used twice.

use std::cmp::Ordering;

use super::accumulator::{Entry, Mark, References};

/// Marks every payment that repeats an earlier one of its comune.
///
/// "Earlier" goes by the day of the payment and then by its other fields, never by the order in
/// which the payments came.
pub(super) fn mark(payments: &mut [Entry], references: &References) {
    payments.sort_unstable_by(|a, b| {
        same_reference(a, b, references).then_with(|| fields(a).cmp(&fields(b)))
    });
    let mut first: Option<Entry> = None;
    let mut previous: Option<Entry> = None;
    for entry in payments {
        match first {
            Some(first) if same_reference(&first, entry, references).is_eq() => {
                let copy = previous.is_some_and(|previous| fields(&previous) == fields(entry));
                entry.mark = if copy {
                    Mark::Copy
                } else {
                    Mark::Reused(first.period)
                };
            }
            _ => first = Some(*entry),
        }
        previous = Some(*entry);
    }
}

fn same_reference(a: &Entry, b: &Entry, references: &References) -> Ordering {
    (a.comune.cmp(&b.comune)).then_with(|| references.get(a).cmp(references.get(b)))
}

fn fields(entry: &Entry) -> impl Ord + use<> {
    let Entry {
        paid_on,
        period,
        kind,
        amount,
        cards,
        ..
    } = *entry;
    (paid_on, period, kind, amount, cards)
}
