//! What a rule is.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Figure, Value};
use crate::fees::Cents;
use crate::lang::Text;

/// How sure we are of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Confidence {
    /// A statute or an official page was read.
    High,
    /// A comune, a consulate or the trade press says so.
    Medium,
    /// A weak source.
    Low,
    /// Derived from other rules.
    Derived,
    /// The sources disagree or are silent: a named policy with a default.
    Policy,
}

/// A rule of issuance: what it says, since when, from where, and how sure it is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Stable identifier, dotted, such as `validity.adult.last_birthday`.
    pub id: &'static str,
    /// Short name.
    pub title: Text,
    /// What it says, in a sentence or two.
    pub summary: Text,
    /// First day on which it holds; `None` when it is older than the sources read.
    pub effective_from: Option<NaiveDate>,
    /// Last day on which it holds; `None` while no successor is known.
    pub effective_to: Option<NaiveDate>,
    /// Act, article and date, or the page that says so.
    pub source: &'static str,
    /// How sure we are.
    pub confidence: Confidence,
    /// Typed figures; code reads them from here and nowhere else.
    pub figures: &'static [Figure],
}

impl Rule {
    /// Whether the rule holds on that day, both ends included.
    #[must_use]
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.effective_from.is_none_or(|from| from <= on)
            && self.effective_to.is_none_or(|to| on <= to)
    }

    /// The figure of that name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value> {
        self.figures
            .iter()
            .find(|figure| figure.name == name)
            .map(|figure| figure.value)
    }
}

/// Readers of one figure, for `const` contexts only: a wrong name or unit does not compile.
macro_rules! const_readers {
    ($($reader:ident: $variant:ident => $type:ty;)+) => {
        impl Rule {
            $(
                pub(crate) const fn $reader(&self, name: &str) -> $type {
                    match self.const_value(name) {
                        Value::$variant(value) => value,
                        _ => panic!("the figure has another unit"),
                    }
                }
            )+

            #[expect(clippy::indexing_slicing, reason = "evaluated at compile time only")]
            const fn const_value(&self, name: &str) -> Value {
                let mut at = 0;
                while at < self.figures.len() {
                    if same(self.figures[at].name, name) {
                        return self.figures[at].value;
                    }
                    at += 1;
                }
                panic!("the rule has no figure of that name");
            }
        }
    };
}

const_readers! {
    money: Money => Cents;
    percent: Percent => u32;
    years: Years => u32;
    months: Months => u32;
    days: Days => u32;
    working_days: WorkingDays => u32;
    count: Count => u32;
    millimetres: Millimetres => u32;
    megabits_per_second: MegabitsPerSecond => u32;
    date: Date => NaiveDate;
    text: Text => &'static str;
    flag: Flag => bool;
    texts: Texts => &'static [&'static str];
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time only")]
const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A date of the catalogue; one that is not in the calendar does not compile.
#[expect(clippy::panic, reason = "evaluated at compile time only")]
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("not in the calendar"),
    }
}
