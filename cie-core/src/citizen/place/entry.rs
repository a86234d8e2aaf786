//! One row of the table of places.

use chrono::{Datelike, NaiveDate};

use super::belfiore::Belfiore;
use super::pack::{
    BIRTH, CITIZENSHIP, HAS_ISTAT, NONE, OPEN, RESIDENCE, RawPlace, STATE, day_number, iso_index,
};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlaceKind {
    /// An Italian comune.
    Comune,
    /// A foreign state or territory, Italy itself, or a condition such as statelessness.
    State,
}

/// A comune or a state during one period: a code that was renamed or moved to another province
/// has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Place<'a> {
    pub(super) belfiore: Option<Belfiore>,
    pub(super) istat: u32,
    #[serde(skip)]
    pub(super) flags: u8,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) province: Option<&'a str>,
    #[serde(skip)]
    pub(super) iso3: Option<[u8; 3]>,
    pub(super) name: &'a str,
    #[serde(skip)]
    pub(super) alt: &'a str,
}

impl<'a> Place<'a> {
    /// Comune or state.
    #[must_use]
    pub fn kind(&self) -> PlaceKind {
        if self.has(STATE) {
            PlaceKind::State
        } else {
            PlaceKind::Comune
        }
    }

    /// The Belfiore code; 28 comuni that ceased long ago and some territories have none.
    #[must_use]
    pub fn belfiore(&self) -> Option<Belfiore> {
        self.belfiore
    }

    /// The name in capitals, as ANPR writes it, accents included.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Other names: German, Ladin, French or Slovene for comuni; Italian and English for states.
    pub fn alternatives(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.alt.split('|').filter(|name| !name.is_empty())
    }

    /// The number of the ISTAT code: six digits for a comune, ANPR's three-digit `codiceStato`
    /// for a state (100 is Italy).
    #[must_use]
    pub fn istat(&self) -> Option<u32> {
        self.has(HAS_ISTAT).then_some(self.istat)
    }

    /// The ISTAT code as written: `058091` for a comune, `216` for a state.
    #[must_use]
    pub fn istat_code(&self) -> Option<String> {
        let width = match self.kind() {
            PlaceKind::Comune => 6,
            PlaceKind::State => 3,
        };
        self.istat().map(|istat| format!("{istat:0width$}"))
    }

    /// The two letters of the province of that period (`FU`, `PL` and `ZA` no longer exist), for
    /// comuni only.
    #[must_use]
    pub fn province(&self) -> Option<&'a str> {
        self.province
    }

    /// The ISO 3166-1 alpha-3 code, for states that have one.
    #[must_use]
    pub fn iso3(&self) -> Option<[u8; 3]> {
        self.iso3
    }

    /// The first day of the period, when known: states are mostly given since ever.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day of the period; none for a place that still exists.
    #[must_use]
    pub fn to(&self) -> Option<NaiveDate> {
        self.to
    }

    /// Whether the day falls within the period, both ends included.
    #[must_use]
    pub fn is_active_on(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether ANPR admits it as a citizenship.
    #[must_use]
    pub fn admits_citizenship(&self) -> bool {
        self.has(CITIZENSHIP)
    }

    /// Whether ANPR admits it as a place of birth.
    #[must_use]
    pub fn admits_birth(&self) -> bool {
        self.has(BIRTH)
    }

    /// Whether ANPR admits it as a place of residence.
    #[must_use]
    pub fn admits_residence(&self) -> bool {
        self.has(RESIDENCE)
    }

    /// The row as it was before packing, to be packed again.
    pub(super) fn raw(&self) -> RawPlace<'a> {
        let day =
            |date: NaiveDate| day_number(date.year().unsigned_abs(), date.month(), date.day());
        RawPlace {
            belfiore: self.belfiore.map(Belfiore::index),
            istat: self.istat(),
            from: self.from.map_or(0, day),
            to: self.to.map_or(OPEN, day),
            province: self
                .province
                .and_then(|letters| letters.as_bytes().try_into().ok())
                .unwrap_or_default(),
            iso3: self
                .iso3
                .and_then(|code| iso_index(std::str::from_utf8(&code).ok()?))
                .unwrap_or(NONE),
            flags: self.flags & !HAS_ISTAT,
            name: self.name,
            alt: self.alt,
        }
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}
