//! Rolling out an office that issues cards: dates, tasks, premises, network, software, letters.
//!
//! Everything is computed from the period that the Ministry assigned and from a given day; nothing
//! here reads a clock or opens a connection. The figures are those of circ. 8/2017, kept in the
//! catalogue of rules ([`rule::rollout`](crate::rule::rollout),
//! [`rule::workstation`](crate::rule::workstation)).
//!
//! ```
//! use chrono::NaiveDate;
//! use cie_core::office::{Period, Plan, Task};
//!
//! let day = |m, d| NaiveDate::from_ymd_opt(2017, m, d).expect("in the calendar");
//! let mut plan = Plan::new("Esempio", "sede centrale", 2, Period::new(day(10, 2), day(10, 6))?)?;
//! // Monitora: at least three weeks before; postponement: 15 days before.
//! assert_eq!(plan.preparation_due(), day(9, 11));
//! assert_eq!(plan.postponement_due(), day(9, 17));
//! plan.done(Task::ConfirmPremises, day(9, 4))?;
//! assert!(plan.overdue(day(9, 11)).is_empty());
//! assert!(plan.overdue(day(9, 12)).iter().any(|item| item.task == Task::CheckAddress));
//! # Ok::<(), cie_core::Error>(())
//! ```

mod agenda;
mod checklist;
mod document;
mod endpoint;
mod line;
mod period;
mod plan;
mod postponement;
mod premises;
mod software;
mod task;
mod training;

pub use agenda::agenda_request;
pub use document::{Channel, Document};
pub use endpoint::{Probe, Reached, Unreached, endpoints, unreached};
pub use period::Period;
pub use plan::{Item, Plan};
pub use postponement::Postponement;
pub use premises::{Premises, Requirement, Unmet, Weight, Workstation};
pub use software::{Breach, Effect, Software};
pub use task::{Role, Task};
pub use training::Training;

pub(crate) use line::{count, line};
