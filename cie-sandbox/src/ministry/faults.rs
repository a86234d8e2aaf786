//! Faults on demand.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cie_core::issuance::RequestNumber;
use cie_core::ports::System;

use crate::Course;

/// Longest delay of an answer.
const SLOWEST: Duration = Duration::from_secs(60);

/// What the simulator is told to do wrong. Orders are kept in memory only, and the course of a
/// request from the moment it is taken in.
///
/// Only [`System::CieOnline`] (serials) and [`System::Cnsd`] (all else) are called directly; what
/// goes wrong at the IPZS or at the post is a [`Course`].
///
/// Where several orders meet, a call is first slow, then unavailable; if it was done, its answer
/// is first lost, then garbage.
#[derive(Debug, Default)]
pub struct Faults(Mutex<BTreeMap<System, Orders>>, Mutex<Courses>);

#[derive(Debug, Default)]
struct Orders {
    unavailable: u32,
    lost: u32,
    garbage: u32,
    slow: u32,
    delay: Duration,
}

#[derive(Debug, Default)]
struct Courses {
    usual: Course,
    of: BTreeMap<RequestNumber, Course>,
}

/// What is to happen to one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Misfortune {
    pub(super) delay: Duration,
    pub(super) unavailable: bool,
    pub(super) lost: bool,
    pub(super) garbage: bool,
}

impl Faults {
    fn orders(&self) -> MutexGuard<'_, BTreeMap<System, Orders>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn courses(&self) -> MutexGuard<'_, Courses> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next calls of a system fail before anything is done.
    pub fn unavailable(&self, system: System, calls: u32) {
        self.orders().entry(system).or_default().unavailable = calls;
    }

    /// The next calls of a system are done, but the caller does not learn it.
    pub fn lose_answers(&self, system: System, calls: u32) {
        self.orders().entry(system).or_default().lost = calls;
    }

    /// The next calls of a system are done, but the answer is garbage.
    pub fn garble_answers(&self, system: System, calls: u32) {
        self.orders().entry(system).or_default().garbage = calls;
    }

    /// The next calls of a system take this much longer (at most 60 s).
    pub fn slow(&self, system: System, calls: u32, delay: Duration) {
        let mut orders = self.orders();
        let orders = orders.entry(system).or_default();
        orders.slow = calls;
        orders.delay = delay.min(SLOWEST);
    }

    /// The course of requests that are taken in from now on.
    pub fn course(&self, course: Course) {
        self.courses().usual = course;
    }

    /// The course of one request, if it is not taken in yet.
    pub fn course_of(&self, request: &RequestNumber, course: Course) {
        self.courses().of.insert(request.clone(), course);
    }

    /// Forgets every order.
    pub fn clear(&self) {
        self.orders().clear();
        *self.courses() = Courses::default();
    }

    pub(super) fn course_for(&self, request: &RequestNumber) -> Course {
        let courses = self.courses();
        courses.of.get(request).copied().unwrap_or(courses.usual)
    }

    /// Takes one call's share of the orders.
    pub(super) fn take(&self, system: System) -> Misfortune {
        let mut all = self.orders();
        let Some(orders) = all.get_mut(&system) else {
            return Misfortune::default();
        };
        let mut fate = Misfortune::default();
        if spend(&mut orders.slow) {
            fate.delay = orders.delay;
        }
        fate.unavailable = spend(&mut orders.unavailable);
        if !fate.unavailable {
            fate.lost = spend(&mut orders.lost);
            fate.garbage = !fate.lost && spend(&mut orders.garbage);
        }
        fate
    }
}

fn spend(count: &mut u32) -> bool {
    let any = *count > 0;
    *count = count.saturating_sub(1);
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_spent_one_a_call_and_by_system() {
        let faults = Faults::default();
        faults.unavailable(System::Cnsd, 1);
        faults.lose_answers(System::Cnsd, 1);
        faults.garble_answers(System::Cnsd, 1);
        faults.slow(System::Cnsd, 2, Duration::from_secs(3_600));
        assert_eq!(faults.take(System::CieOnline), Misfortune::default());
        let slow = Misfortune {
            delay: SLOWEST,
            ..Misfortune::default()
        };
        assert_eq!(
            faults.take(System::Cnsd),
            Misfortune {
                unavailable: true,
                ..slow
            }
        );
        assert_eq!(faults.take(System::Cnsd), Misfortune { lost: true, ..slow });
        let garbage = Misfortune {
            garbage: true,
            ..Misfortune::default()
        };
        assert_eq!(faults.take(System::Cnsd), garbage);
        assert_eq!(faults.take(System::Cnsd), Misfortune::default());
    }
}
