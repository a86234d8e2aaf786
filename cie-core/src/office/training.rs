//! The course at a polo formativo.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::line::{count, line};
use super::period::before;
use crate::Result;
use crate::error::Position;
use crate::rule::rollout as rules;

/// The course that the activation plan of the Ministry assigns to a comune (circ. 8/2017, all. 1
/// and 3).
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::office::Training;
/// let day = |d| NaiveDate::from_ymd_opt(2017, 9, d).expect("in the calendar");
/// let course = Training::new("Viterbo", day(20), 4)?;
/// assert_eq!(course.confirmation_due(), day(13));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Course")]
pub struct Training {
    centre: String,
    on: NaiveDate,
    learners: u32,
}

#[derive(Deserialize)]
#[serde(rename = "Training", deny_unknown_fields)]
struct Course {
    centre: String,
    on: NaiveDate,
    learners: u32,
}

impl TryFrom<Course> for Training {
    type Error = crate::Error;
    fn try_from(course: Course) -> Result<Self> {
        Self::new(course.centre, course.on, course.learners)
    }
}

impl Training {
    /// A course: polo formativo, day, number of learners from the comune.
    ///
    /// # Errors
    /// `CIE-CORE-650` when the name of the polo is not a line of at most 100 characters,
    /// `CIE-CORE-656` when the learners are 0 or beyond 1000, `CIE-CORE-651` when the day is not of
    /// the years 2001 to 2099.
    pub fn new(centre: impl Into<String>, on: NaiveDate, learners: u32) -> Result<Self> {
        let centre = centre.into();
        line(&centre, 100, "centre")?;
        count(learners, 1000, "learners")?;
        super::Period::new(on, on).map_err(|error| error.at(Position::Field("on".into())))?;
        Ok(Self {
            centre,
            on,
            learners,
        })
    }

    /// The polo formativo.
    #[must_use]
    pub fn centre(&self) -> &str {
        &self.centre
    }

    /// The day.
    #[must_use]
    pub fn on(&self) -> NaiveDate {
        self.on
    }

    /// How many people of the comune come.
    #[must_use]
    pub fn learners(&self) -> u32 {
        self.learners
    }

    /// The day by which the Prefettura confirms the room to the Ministry, and by which it should
    /// know the learners: seven days before the course (rule `rollout.training`).
    #[must_use]
    pub fn confirmation_due(&self) -> NaiveDate {
        before(self.on, const { rules::TRAINING.days("confirmed_before") })
    }
}
