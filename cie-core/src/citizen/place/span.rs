//! When codes were in use, as numbers that a judgement compares without reading a row.

use chrono::{Datelike, NaiveDate};

use super::pack::{OPEN, SPAN};

/// One more than the largest number of 15 bits: an index below it needs no check.
const INDICES: usize = 1 << 15;

/// The stretches of time in which codes were in use.
pub(in crate::citizen) struct Spans {
    /// For each code the number of its latest span; 0 for the codes never assigned.
    of_code: Box<[u16; INDICES]>,
    spans: Box<[Span]>,
}

/// One stretch of use of a code.
#[derive(Clone, Copy)]
pub(in crate::citizen) struct Span {
    /// When.
    pub(in crate::citizen) days: Days,
    /// Whether the next span is of the same code, too, an earlier one.
    pub(in crate::citizen) more: bool,
    /// Whether there is such a code.
    pub(in crate::citizen) assigned: bool,
}

/// The zeroth span: of the codes that were never assigned.
const UNASSIGNED: Span = Span {
    days: Days::NONE,
    more: false,
    assigned: false,
};

/// The days from one to another, both included, as [`day_of`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::citizen) struct Days {
    first: i32,
    /// What the last one is more than the first.
    width: u32,
}

impl Days {
    /// No day: far beyond the calendar.
    const NONE: Self = Self {
        first: i32::MAX,
        width: 0,
    };

    pub(in crate::citizen) fn between(first: i32, last: i32) -> Self {
        match last.checked_sub(first) {
            Some(..0) => Self::NONE,
            // Between the two ends of the type there is room for an unsigned number only.
            _ => Self {
                first,
                width: last.wrapping_sub(first).cast_unsigned(),
            },
        }
    }

    /// Whether that day is one of them: a single comparison, for what is before the first wraps
    /// around and is far beyond the last.
    #[inline]
    pub(in crate::citizen) fn contain(self, day: i32) -> bool {
        day.wrapping_sub(self.first).cast_unsigned() <= self.width
    }
}

/// A date as a number that sorts like the date.
pub(in crate::citizen) fn day_of(date: NaiveDate) -> i32 {
    day_at(date.year(), date.month(), date.day())
}

/// The number of a day, which need not be in the calendar: any two digits will do as the day.
pub(in crate::citizen) const fn day_at(year: i32, month: u32, day: u32) -> i32 {
    year * 2048 + (month << 7 | day).cast_signed()
}

/// The number of a day as rows hold it.
fn day_in_row(number: u32) -> i32 {
    day_at((number >> 9).cast_signed(), number >> 5 & 15, number & 31)
}

impl Spans {
    /// From the two sections of a packed table.
    pub(super) fn open(of_code: &[u8], spans: &[u8]) -> Self {
        let (numbers, _) = of_code.as_chunks::<2>();
        let (spans, _) = spans.as_chunks::<SPAN>();
        let spans = spans.iter().map(|[f0, f1, f2, t0, t1, t2, more]| {
            // Rows mark what has no beginning and what has no end.
            let from = match u32::from_le_bytes([*f0, *f1, *f2, 0]) {
                0 => i32::MIN,
                day => day_in_row(day),
            };
            let to = match u32::from_le_bytes([*t0, *t1, *t2, 0]) {
                OPEN => i32::MAX,
                day => day_in_row(day),
            };
            let days = Days::between(from, to);
            let more = *more != 0;
            Span {
                days,
                more,
                assigned: true,
            }
        });
        let mut latest_of = Box::new([0; INDICES]);
        for (latest, number) in latest_of.iter_mut().zip(numbers) {
            *latest = u16::from_le_bytes(*number);
        }
        Self {
            of_code: latest_of,
            spans: [UNASSIGNED].into_iter().chain(spans).collect(),
        }
    }

    /// The latest stretch of use of the code of this index.
    #[inline]
    pub(in crate::citizen) fn latest(&self, code: u16) -> Span {
        let at = self.of_code.get(usize::from(code)).copied().unwrap_or(0);
        let latest = self.spans.get(usize::from(at));
        latest.copied().unwrap_or(UNASSIGNED)
    }

    /// Whether the code of this index was in use on that day, counted as [`day_of`] does.
    pub(in crate::citizen) fn in_use(&self, code: u16, day: i32) -> bool {
        let at = self.of_code.get(usize::from(code)).copied().unwrap_or(0);
        for span in self.spans.iter().skip(at.into()) {
            if span.days.contain(day) {
                return true;
            }
            if !span.more {
                break;
            }
        }
        false
    }
}
