//! `cie office plan`: what is due when, and what is late.

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::office::{Item, Plan, Role, Task, Training};
use clap::Args;
use serde_json::{Value, json};

use super::site::Site;
use crate::commands::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie office plan`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    site: Site,
    /// Day agreed for the installation, YYYY-MM-DD [default: the last of the period].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    installation: Option<NaiveDate>,
    /// Polo formativo of the course assigned to the comune.
    #[arg(long, value_name = "CENTRE", requires_all = ["training_on", "learners"])]
    training: Option<String>,
    /// Day of the course, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date, requires = "training")]
    training_on: Option<NaiveDate>,
    /// How many people of the comune come to the course.
    #[arg(long, value_name = "N", requires = "training")]
    learners: Option<u32>,
    /// A task that is done, by the name that the plan shows, with its day if it was not today
    /// (or --on). May be repeated.
    #[arg(long, value_name = "TASK[=DATE]", value_parser = done)]
    done: Vec<(Task, Option<NaiveDate>)>,
    /// Day on which the plan is seen, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// Print the whole sheet instead, with premises, network and help desk.
    #[arg(long)]
    sheet: bool,
}

fn done(text: &str) -> Result<(Task, Option<NaiveDate>), String> {
    let (task, day) = match text.split_once('=') {
        Some((task, day)) => (task, Some(parse_date(day).map_err(|e| e.to_string())?)),
        None => (text, None),
    };
    Ok((input::named(task)?, day))
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let on = input::day_or_today(options.on);
    let plan = plan(options, on)?;
    let late = plan.overdue(on);
    record(&plan, on, &late, report);
    if options.sheet {
        report.show(plan.checklist(on, report.lang()).trim_end());
    } else {
        show(&plan, on, &late, report);
    }
    let lang = report.lang();
    report.line(&text!(
        lang,
        "in ritardo al {on}: {}" / "late as of {on}: {}",
        late.len()
    ));
    Ok(if late.is_empty() {
        Status::Ok
    } else {
        Status::Findings
    })
}

fn plan(options: &Options, on: NaiveDate) -> Result<Plan, Failure> {
    let mut plan = options.site.plan()?;
    if let Some(day) = options.installation {
        plan.agree_installation(day)?;
    }
    if let (Some(centre), Some(day), Some(learners)) =
        (&options.training, options.training_on, options.learners)
    {
        plan = plan.with_training(Training::new(centre.as_str(), day, learners)?);
    }
    for (task, day) in &options.done {
        plan.done(*task, day.unwrap_or(on))?;
    }
    Ok(plan)
}

fn record(plan: &Plan, on: NaiveDate, late: &[Item], report: &mut Report) {
    let items: Vec<Value> = plan
        .items()
        .map(|item| {
            json!({
                "task": item.task,
                "role": item.task.role(),
                "due": item.due,
                "done_on": item.done_on,
                "needed": item.task.is_needed(),
                "overdue": late.contains(&item),
            })
        })
        .collect();
    report.record(&json!({
        "comune": plan.comune(),
        "office": plan.office(),
        "workstations": plan.workstations(),
        "period": plan.period(),
        "on": on,
        "preparation_due": plan.preparation_due(),
        "postponement_due": plan.postponement_due(),
        "installation_due": plan.installation_due(),
        "training": plan.training(),
        "training_confirmation_due": plan.training().map(Training::confirmation_due),
        "items": items,
        "overdue": late.len(),
    }));
}

fn show(plan: &Plan, on: NaiveDate, late: &[Item], report: &mut Report) {
    let lang = report.lang();
    report.show(&format!("Comune di {}, {}", plan.comune(), plan.office()));
    let period = plan.period();
    let mut facts = vec![
        (
            text!(lang, "periodo assegnato" / "assigned period"),
            table::period(Some(period.from()), Some(period.to()), lang),
        ),
        (
            text!(lang, "postazioni" / "workstations"),
            plan.workstations().to_string(),
        ),
        (
            text!(lang, "dati entro il" / "data due by"),
            plan.preparation_due().to_string(),
        ),
        (
            text!(lang, "posticipo entro il" / "postponement by"),
            plan.postponement_due().to_string(),
        ),
        (
            text!(lang, "installazione entro il" / "installation by"),
            plan.installation_due().to_string(),
        ),
    ];
    if let Some(course) = plan.training() {
        let (centre, day, learners) = (course.centre(), course.on(), course.learners());
        facts.push((
            text!(lang, "corso" / "course"),
            text!(
                lang,
                "{day}, {centre}, partecipanti: {learners}"
                    / "{day}, {centre}, learners: {learners}"
            ),
        ));
    }
    table::facts(report, &facts);
    let width = plan.items().map(|item| name(item.task).len()).max();
    let width = width.unwrap_or(0);
    for role in Role::ALL {
        report.show(&format!("\n{}", role.title().get(lang)));
        let items = plan.items().filter(|item| item.task.role() == role);
        let lines: Vec<(String, String)> = items
            .map(|item| {
                let mark = match item.is_open(on) {
                    false => 'x',
                    true if late.contains(&item) => '!',
                    true => ' ',
                };
                (
                    format!("[{mark}] {} {:width$}", item.due, name(item.task)),
                    item.task.text().get(lang).to_owned(),
                )
            })
            .collect();
        table::facts(report, &lines);
    }
    report.show(&text!(
        lang,
        "\n[x] fatto, [!] in ritardo" / "\n[x] done, [!] late"
    ));
}

/// The name that `--done` takes and files have.
fn name(task: Task) -> String {
    let name = json!(task);
    name.as_str().unwrap_or_default().to_owned()
}
