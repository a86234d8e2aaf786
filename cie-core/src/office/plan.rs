//! The plan of one office: its tasks with their days, what is done, what is late.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::line::{count, line};
use super::task::Due;
use super::{Period, Task, Training};
use crate::error::Position;
use crate::rule::rollout as rules;
use crate::{Code, Error, Result};

/// The roll-out plan of one office of a comune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Sheet")]
pub struct Plan {
    comune: String,
    office: String,
    workstations: u32,
    period: Period,
    installation: Option<NaiveDate>,
    training: Option<Training>,
    done: BTreeMap<Task, NaiveDate>,
}

/// What is read back is checked as if it were entered.
#[derive(Deserialize)]
#[serde(rename = "Plan", deny_unknown_fields)]
struct Sheet {
    comune: String,
    office: String,
    workstations: u32,
    period: Period,
    installation: Option<NaiveDate>,
    training: Option<Training>,
    done: BTreeMap<Task, NaiveDate>,
}

impl TryFrom<Sheet> for Plan {
    type Error = Error;
    fn try_from(sheet: Sheet) -> Result<Self> {
        let mut plan = Self::new(sheet.comune, sheet.office, sheet.workstations, sheet.period)?;
        if let Some(day) = sheet.installation {
            plan.agree_installation(day)?;
        }
        plan.training = sheet.training;
        plan.done = sheet.done;
        Ok(plan)
    }
}

/// A task of a plan with its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What.
    pub task: Task,
    /// Last day on which it is in time.
    pub due: NaiveDate,
    /// The day on which it was done, if it was.
    pub done_on: Option<NaiveDate>,
}

impl Plan {
    /// The plan of an office: comune (without "Comune di"), name of the office, number of
    /// workstations, period assigned.
    ///
    /// # Errors
    /// `CIE-CORE-650` when a name is not a line of at most 100 characters, `CIE-CORE-656` when
    /// there is no workstation or more than 1000.
    pub fn new(
        comune: impl Into<String>,
        office: impl Into<String>,
        workstations: u32,
        period: Period,
    ) -> Result<Self> {
        let (comune, office) = (comune.into(), office.into());
        line(&comune, 100, "comune")?;
        line(&office, 100, "office")?;
        count(workstations, 1000, "workstations")?;
        Ok(Self {
            comune,
            office,
            workstations,
            period,
            installation: None,
            training: None,
            done: BTreeMap::new(),
        })
    }

    /// The same plan with the course of the comune.
    #[must_use]
    pub fn with_training(mut self, training: Training) -> Self {
        self.training = Some(training);
        self
    }

    /// Records the day agreed for the installation.
    ///
    /// # Errors
    /// `CIE-CORE-655` when it is not of the period.
    pub fn agree_installation(&mut self, day: NaiveDate) -> Result<()> {
        if !self.period.contains(day) {
            let error = Error::new(Code::DayOutsidePeriod);
            return Err(error.at(Position::Field("installation".into())));
        }
        self.installation = Some(day);
        Ok(())
    }

    /// The comune.
    #[must_use]
    pub fn comune(&self) -> &str {
        &self.comune
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.office
    }

    /// How many workstations are to be installed.
    #[must_use]
    pub fn workstations(&self) -> u32 {
        self.workstations
    }

    /// The period assigned.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The day agreed, else the last one of the period.
    #[must_use]
    pub fn installation_due(&self) -> NaiveDate {
        self.installation.unwrap_or(self.period.to())
    }

    /// The course, if one is assigned.
    #[must_use]
    pub fn training(&self) -> Option<&Training> {
        self.training.as_ref()
    }

    /// Last day for the data in Monitora: three weeks before the period.
    ///
    /// Source: circ. 8/2017, all. 2, par. 3.
    #[must_use]
    pub fn preparation_due(&self) -> NaiveDate {
        let days = const { rules::PREPARATION.days("before") };
        self.period.days_before(days)
    }

    /// Last day for asking a postponement: 15 days before the period.
    ///
    /// Source: circ. 8/2017, all. 2, par. 3.
    #[must_use]
    pub fn postponement_due(&self) -> NaiveDate {
        let days = const { rules::POSTPONEMENT.days("before") };
        self.period.days_before(days)
    }

    /// Every task with its day, in the order of the checklist. The one about the course is there
    /// only when a course is assigned.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        Task::ALL.iter().filter_map(|task| {
            Some(Item {
                task: *task,
                due: self.due(*task)?,
                done_on: self.done.get(task).copied(),
            })
        })
    }

    fn due(&self, task: Task) -> Option<NaiveDate> {
        match task.due() {
            Due::Preparation => Some(self.preparation_due()),
            Due::Installation => Some(self.installation_due()),
            Due::Course => self.training.as_ref().map(Training::confirmation_due),
        }
    }

    /// Records that a task was done on that day.
    ///
    /// # Errors
    /// `CIE-CORE-654` when it was recorded before; the first day stays.
    pub fn done(&mut self, task: Task, on: NaiveDate) -> Result<()> {
        if self.done.contains_key(&task) {
            return Err(Code::TaskAlreadyDone.into());
        }
        self.done.insert(task, on);
        Ok(())
    }

    /// What must be done, was due before that day, and had not been done by it.
    #[must_use]
    pub fn overdue(&self, on: NaiveDate) -> Vec<Item> {
        self.items()
            .filter(|item| item.task.is_needed() && item.due < on && item.is_open(on))
            .collect()
    }

    /// What still keeps the installation from being possible on that day: without the data in
    /// Sedi CIE and Monitora and without the master password there is none.
    #[must_use]
    pub fn blockers(&self, on: NaiveDate) -> Vec<Item> {
        let before = |task: Task| task.is_needed() && task.due() == Due::Preparation;
        self.items()
            .filter(|item| before(item.task) && item.is_open(on))
            .collect()
    }

    /// Moves the plan to a new period: every day is computed anew, what is done stays done, an
    /// agreed day that is not of the new period is dropped.
    pub fn reschedule(&mut self, period: Period) {
        self.period = period;
        self.installation = self.installation.filter(|day| period.contains(*day));
        if self.installation.is_none() {
            // A date preferred among those of the old period says nothing about the new one.
            self.done.remove(&Task::GivePreferredDate);
        }
    }
}

impl Item {
    /// Whether it had not been done by that day.
    #[must_use]
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.done_on.is_none_or(|done| on < done)
    }
}
