//! Which office: what every plan and letter starts from.

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::office::{Period, Plan};
use clap::Args;

use crate::exit::Failure;

/// The office and the period that the Ministry assigned to it.
#[derive(Args, Debug)]
pub(super) struct Site {
    /// Name of the comune, without "Comune di".
    #[arg(long, value_name = "NAME")]
    comune: String,
    /// Name of the office.
    #[arg(long, value_name = "NAME")]
    office: String,
    /// How many workstations are to be installed.
    #[arg(long, value_name = "N")]
    workstations: u32,
    /// First day of the period assigned, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: NaiveDate,
    /// Last day of the period assigned, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: NaiveDate,
}

impl Site {
    /// The plan of this office, with nothing done.
    pub(super) fn plan(&self) -> Result<Plan, Failure> {
        let period = Period::new(self.from, self.to)?;
        Ok(Plan::new(
            self.comune.as_str(),
            self.office.as_str(),
            self.workstations,
            period,
        )?)
    }
}
