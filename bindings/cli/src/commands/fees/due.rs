//! By which day a comune remits: its calendar and its policy.

use chrono::{Datelike, NaiveDate};
use cie_core::date::parse_date;
use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth};
use cie_core::lang::Lang;
use clap::Args;

use crate::commands::input;
use crate::exit::Failure;

/// What the due days of a comune depend on.
#[derive(Args, Debug)]
pub(super) struct DueOptions {
    /// Due days that are not working days: last_working_day_only, both_preceding_working_day,
    /// both_following_working_day.
    #[arg(long, value_name = "POLICY", default_value = "last_working_day_only",
        value_parser = input::named::<DueDatePolicy>)]
    due_date_policy: DueDatePolicy,
    /// Patron saint's day of the comune, MM-DD.
    #[arg(long, value_name = "MM-DD", value_parser = patron)]
    patron: Option<(u32, u32)>,
    /// Saturday is a working day.
    #[arg(long)]
    saturday: bool,
}

impl DueOptions {
    /// The working days of the comune.
    pub(super) fn calendar(&self) -> Result<Calendar, Failure> {
        let calendar = Calendar::default().with_saturday(self.saturday);
        Ok(match self.patron {
            Some((month, day)) => calendar.with_patron(month, day)?,
            None => calendar,
        })
    }

    /// What happens when a due day is not a working day.
    pub(super) fn policy(&self) -> DueDatePolicy {
        self.due_date_policy
    }

    /// The day by which the period is remitted.
    pub(super) fn due(&self, period: HalfMonth, calendar: &Calendar) -> NaiveDate {
        period.due(self.due_date_policy, calendar)
    }
}

/// Any leap year has every day a patron can have.
fn patron(text: &str) -> Result<(u32, u32), cie_core::Error> {
    let day = parse_date(&format!("2000-{text}"))?;
    Ok((day.month(), day.day()))
}

/// The day with its weekday, for people.
pub(super) fn with_weekday(day: NaiveDate, lang: Lang) -> String {
    let it = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let names = if lang == Lang::En { en } else { it };
    let number = day.weekday().num_days_from_monday() as usize;
    let name = names.get(number).copied().unwrap_or_default();
    format!("{day} {name}")
}
