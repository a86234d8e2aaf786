//! The half-months under reconciliation, with what is fixed for each of them.

use chrono::{Datelike, NaiveDate};

use crate::fees::{Calendar, Cents, DueDatePolicy, HalfMonth, state_share};
use crate::{Code, Result};

/// Ten years.
const MOST_PERIODS: usize = 240;

/// A half-month, its State share and its due date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    pub(super) half: HalfMonth,
    pub(super) share: Cents,
    pub(super) due_on: NaiveDate,
}

/// A run of half-months without gaps.
#[derive(Debug)]
pub(super) struct Span {
    periods: Vec<Period>,
    /// Position of the half-month of each day, from the first.
    of_day: Vec<u16>,
    first_day: i32,
}

impl Span {
    pub(super) fn new(first: HalfMonth, last: HalfMonth) -> Result<Self> {
        let (policy, calendar) = (DueDatePolicy::default(), Calendar::default());
        let mut span = Self {
            periods: Vec::new(),
            of_day: Vec::new(),
            first_day: first.start().num_days_from_ce(),
        };
        let mut half = first;
        while half <= last {
            let position = u16::try_from(span.periods.len()).map_err(|_| Code::ReconcileSpan)?;
            if span.periods.len() == MOST_PERIODS {
                return Err(Code::ReconcileSpan.into());
            }
            let (share, _) = state_share(half.start())?;
            span.periods.push(Period {
                half,
                share,
                due_on: half.due(policy, &calendar),
            });
            let days = half
                .start()
                .iter_days()
                .take_while(|day| *day <= half.end());
            span.of_day.extend(days.map(|_| position));
            if half == last {
                return Ok(span);
            }
            half = HalfMonth::containing(half.end().succ_opt().ok_or(Code::BadPeriod)?)?;
        }
        Err(Code::ReconcileSpan.into())
    }

    pub(super) fn set_due_dates(&mut self, policy: DueDatePolicy, calendar: &Calendar) {
        for period in &mut self.periods {
            period.due_on = period.half.due(policy, calendar);
        }
    }

    pub(super) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Position of the half-month that contains the day.
    pub(super) fn position(&self, day: NaiveDate) -> Result<u16> {
        usize::try_from(day.num_days_from_ce() - self.first_day)
            .ok()
            .and_then(|offset| self.of_day.get(offset).copied())
            .ok_or_else(|| Code::OutsideSpan.into())
    }
}
