//! `cie fees calendar`: when a comune remits in a year.

use cie_core::Code;
use cie_core::fees::HalfMonth;
use cie_core::rule::remittance::WHEN;
use clap::Args;
use serde_json::json;

use super::due::{DueOptions, with_weekday};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie fees calendar`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Year.
    #[arg(long)]
    year: i32,
    #[command(flatten)]
    due: DueOptions,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let calendar = options.due.calendar()?;
    let mut periods = HalfMonth::of_year(options.year)?;
    periods.retain(|period| WHEN.in_force(period.start()));
    if periods.is_empty() {
        return Err(cie_core::Error::new(Code::NoRuleInForce)
            .detail(WHEN.id)
            .into());
    }
    let mut rows = vec![[
        text!(lang, "dal" / "from"),
        text!(lang, "al" / "to"),
        text!(lang, "entro il" / "due by"),
        String::new(),
    ]];
    for period in periods {
        let due = options.due.due(period, &calendar);
        let working = calendar.is_working_day(due);
        report.record(&json!({
            "from": period.start(),
            "to": period.end(),
            "due": due,
            "due_is_working_day": working,
        }));
        let remark = match calendar.holiday(due) {
            _ if working => String::new(),
            Some(holiday) => holiday.title.get(lang).to_owned(),
            None => text!(lang, "non lavorativo" / "not a working day"),
        };
        rows.push([
            period.start().to_string(),
            period.end().to_string(),
            with_weekday(due, lang),
            remark,
        ]);
    }
    table::rows(report, &rows);
    Ok(Status::Ok)
}
