//! Records that have the members of a type of the core, under the same names.

use chrono::NaiveDate;
use cie_core::redact::Personal;

use crate::Day;

/// A member as languages have it, and as the core has it (`C`).
pub(crate) trait Mirror<C> {
    fn core(self) -> C;
    fn of_core(core: &C) -> Self;
}

impl Mirror<Self> for String {
    fn core(self) -> Self {
        self
    }

    fn of_core(core: &Self) -> Self {
        core.clone()
    }
}

impl Mirror<Personal<Self>> for String {
    fn core(self) -> Personal<Self> {
        Personal::new(self)
    }

    fn of_core(core: &Personal<Self>) -> Self {
        core.expose().clone()
    }
}

impl Mirror<Self> for bool {
    fn core(self) -> Self {
        self
    }

    fn of_core(core: &Self) -> Self {
        *core
    }
}

impl Mirror<NaiveDate> for Day {
    fn core(self) -> NaiveDate {
        self.0
    }

    fn of_core(core: &NaiveDate) -> Self {
        Self(*core)
    }
}

impl<C, T: Mirror<C>> Mirror<Option<C>> for Option<T> {
    fn core(self) -> Option<C> {
        self.map(T::core)
    }

    fn of_core(core: &Option<C>) -> Self {
        core.as_ref().map(T::of_core)
    }
}

/// Turns records into the types of the core that have the same members, and back. The compiler sees
/// to it that none is left out.
macro_rules! mirrors {
    ($($record:ident = $core:ty { $($member:ident),+ $(,)? })+) => {$(
        impl From<$record> for $core {
            fn from(given: $record) -> Self {
                Self { $($member: $crate::mirror::Mirror::core(given.$member)),+ }
            }
        }

        impl From<&$core> for $record {
            fn from(core: &$core) -> Self {
                Self { $($member: $crate::mirror::Mirror::of_core(&core.$member)),+ }
            }
        }
    )+};
}
