//! Comuni and states, with their dates.

use cie_core::citizen::place as core;

use crate::{Day, Result};

choice! {
    /// What a place is.
    pub enum PlaceKind {
        /// A comune.
        Comune = "comune",
        /// A foreign state or territory.
        State = "state",
    }
}

record! {
    /// A comune or a state, in one period of its life.
    pub struct Place {
        /// What it is.
        pub kind: PlaceKind,
        /// Its name in Italian, in capitals.
        pub name: String,
        /// Its Belfiore code (codice catastale), if it has one.
        pub belfiore: Option<String> = None,
        /// Its ISTAT code: six digits for a comune, three for a state.
        pub istat: Option<String> = None,
        /// Its province, two letters.
        pub province: Option<String> = None,
        /// Its other names: German, Ladin, French or Slovene for comuni, English for states.
        pub alternatives: Vec<String>,
        /// The first day of the period, if it is known.
        pub active_from: Option<Day> = None,
        /// The last day of the period; absent for a place that still exists.
        pub active_to: Option<Day> = None,
    }
}

impl From<core::Place<'_>> for Place {
    fn from(place: core::Place<'_>) -> Self {
        Self {
            kind: match place.kind() {
                core::PlaceKind::Comune => PlaceKind::Comune,
                _ => PlaceKind::State,
            },
            name: place.name().into(),
            belfiore: place.belfiore().map(|code| code.to_string()),
            istat: place.istat_code(),
            province: place.province().map(Into::into),
            alternatives: place.alternatives().map(Into::into).collect(),
            active_from: place.from().map(Day),
            active_to: place.to().map(Day),
        }
    }
}

fn belfiore(code: &str) -> Result<core::Belfiore> {
    Ok(code.parse()?)
}

export! {
    /// The place that had this Belfiore code on a day, today unless given; none if there was none.
    fn place_by_belfiore(code: String, on: Option<Day> = None) -> Option<Place>
    [
        /// `CIE-CORE-030` when the text is not a letter and three digits;
    ]
    {
        let places = core::Places::embedded();
        Ok(places.at(belfiore(&code)?, Day::or_today(on)).map(Into::into))
    }

    /// Every period of the place with this Belfiore code, oldest first.
    fn place_history(code: String) -> Vec<Place>
    [
        /// `CIE-CORE-030` when the text is not a letter and three digits;
    ]
    {
        let places = core::Places::embedded();
        Ok(places.by_belfiore(belfiore(&code)?).map(Into::into).collect())
    }

    /// The places that had this name on a day, today unless given. Case, accents, blanks, hyphens and
    /// apostrophes do not count; another spelling of the table will do.
    fn places_by_name(name: String, on: Option<Day> = None) -> Vec<Place>
    []
    {
        let places = core::Places::embedded();
        Ok(places.by_name_at(&name, Day::or_today(on)).map(Into::into).collect())
    }
}
