//! Typed figures of a rule.

use chrono::NaiveDate;
use serde::Serialize;

use super::Endpoint;
use crate::fees::Cents;

/// One typed figure of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Value {
    /// An amount of money.
    Money(Cents),
    /// A rate in percent.
    Percent(u32),
    /// A span of years, or an age in completed years.
    Years(u32),
    /// A span of months.
    Months(u32),
    /// A span of calendar days.
    Days(u32),
    /// A span of working days.
    WorkingDays(u32),
    /// A count: of digits, attempts, cards.
    Count(u32),
    /// A length in millimetres.
    Millimetres(u32),
    /// A power in watts.
    Watts(u32),
    /// A symmetric throughput in megabits per second.
    MegabitsPerSecond(u32),
    /// A service on the network.
    Endpoint(Endpoint),
    /// A size in bytes.
    Bytes(u32),
    /// A resolution in dots per inch.
    DotsPerInch(u32),
    /// A calendar date.
    Date(NaiveDate),
    /// A day of every year.
    MonthDay {
        /// Month, from 1.
        month: u32,
        /// Day, from 1.
        day: u32,
    },
    /// A fixed text: an account, an address, a pattern, the name of a default.
    Text(&'static str),
    /// Fixed texts, in order of preference where order matters.
    Texts(&'static [&'static str]),
    /// Yes or no.
    Flag(bool),
}

/// A named figure of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Stable name within the rule, such as `term`.
    pub name: &'static str,
    /// The value.
    pub value: Value,
}

impl Figure {
    /// A named value.
    #[must_use]
    pub const fn new(name: &'static str, value: Value) -> Self {
        Self { name, value }
    }
}
