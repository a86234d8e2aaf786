//! Places that stood on a day, and who lives there or belongs to them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::citizen::place::{Place, PlaceKind, Places};
use crate::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, ITALY_STATE_CODE,
    Residence, UNDEFINED_STATE_CODE,
};
use crate::redact::Personal;

/// Every place, decoded once: comuni, then states.
static PLACES: LazyLock<[Vec<Place<'static>>; 2]> = LazyLock::new(|| {
    let all = Places::embedded().iter();
    let (comuni, states) = all.partition(|place| place.kind() == PlaceKind::Comune);
    [comuni, states]
});

/// One of the places of a kind that stood on a day: the first from the index on.
pub(super) fn pick(
    on: NaiveDate,
    kind: PlaceKind,
    index: &Index,
    admits: impl Fn(&Place<'static>) -> bool,
) -> Option<Place<'static>> {
    let [comuni, states] = &*PLACES;
    let places = match kind {
        PlaceKind::Comune => comuni,
        PlaceKind::State => states,
    };
    let (before, from) = places.split_at_checked(index.index(places.len()))?;
    let mut round = from.iter().chain(before);
    round
        .find(|place| place.is_active_on(on) && admits(place))
        .copied()
}

/// The place of birth of somebody born on a day, with its Belfiore code.
pub(super) fn born_at(on: NaiveDate, abroad: bool, index: &Index) -> Option<BirthPlace> {
    if abroad {
        let is_state = |place: &Place<'_>| {
            place.admits_birth() && place.belfiore().is_some_and(|code| code.is_foreign())
        };
        let state = pick(on, PlaceKind::State, index, is_state)?;
        Some(BirthPlace::Foreign {
            belfiore: state.belfiore().map(|code| code.to_string()),
            state_code: state.istat_code(),
            state: state.name().to_owned(),
            locality: None,
            province: None,
        })
    } else {
        let coded = |place: &Place<'_>| place.belfiore().is_some();
        let comune = pick(on, PlaceKind::Comune, index, coded)?;
        Some(BirthPlace::Comune {
            belfiore: comune.belfiore().map(|code| code.to_string()),
            istat: comune.istat_code(),
            name: comune.name().to_owned(),
            province: comune.province().map(str::to_owned),
        })
    }
}

/// Where somebody born on a day can have been born: a comune, or one time in five a state, that
/// stood on that day.
///
/// ```
/// use cie_core::citizen::place::{Belfiore, Places};
/// use cie_core::strategies::birth_place;
/// use proptest::prelude::*;
/// let day = "1938-05-14".parse()?;
/// proptest!(|(place in birth_place(day))| {
///     let code: Belfiore = place.belfiore().unwrap_or_default().parse()?;
///     prop_assert!(Places::embedded().was_active(code, day));
/// });
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn birth_place(on: NaiveDate) -> BoxedStrategy<BirthPlace> {
    (prop::bool::weighted(0.2), any::<Index>())
        .prop_filter_map("no place stood on that day", move |(abroad, index)| {
            born_at(on, abroad, &index)
        })
        .boxed()
}

/// A comune that stood on a day, with ISTAT code and province.
///
/// ```
/// use cie_core::strategies::comune;
/// use proptest::prelude::*;
/// proptest!(|(comune in comune("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert_eq!(comune.istat.map(|code| code.len()), Some(6));
/// });
/// ```
pub fn comune(on: NaiveDate) -> BoxedStrategy<AddressPlace> {
    any::<Index>()
        .prop_filter_map("no comune stood on that day", move |index| {
            let complete =
                |place: &Place<'_>| place.istat().is_some() && place.province().is_some();
            pick(on, PlaceKind::Comune, &index, complete).map(|place| AddressPlace {
                name: place.name().to_owned(),
                istat: place.istat_code(),
                province: place.province().map(str::to_owned),
            })
        })
        .boxed()
}

/// An address in Italy on a day, with a civic number and a post code of five digits.
///
/// ```
/// use cie_core::strategies::address;
/// use proptest::prelude::*;
/// proptest!(|(address in address("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert!(address.civic.is_some());
///     prop_assert_eq!(address.cap.map(|cap| cap.len()), Some(5));
/// });
/// ```
pub fn address(on: NaiveDate) -> BoxedStrategy<Address> {
    comune(on).prop_flat_map(address_in).boxed()
}

/// An address in a comune.
pub(super) fn address_in(comune: AddressPlace) -> BoxedStrategy<Address> {
    let types = prop::sample::select(vec!["VIA", "PIAZZA", "VICOLO", "CONTRADA", "LOCALITÀ"]);
    let civic = prop_oneof![
        3 => "[1-9][0-9]{0,2}",
        2 => "[1-9][0-9]{0,2}/[1-9A-F]",
        1 => Just("snc".to_owned()),
        1 => "[1-9][0-9]? bis",
        1 => "km [1-9]\\+[0-9]{3}",
    ];
    (
        types,
        "DE[IL]( [A-Z][A-ZÀÈÌÒÙ']{2,10}){1,2}",
        civic,
        "[0-9]{5}",
        of("[A-Z]{4,12}"),
    )
        .prop_map(move |(kind, street, civic, cap, frazione)| Address {
            comune: comune.clone(),
            street_type: Some(kind.to_owned()),
            street: Personal::new(street),
            civic: Some(Civic::parse(&civic)),
            cap: Some(cap),
            frazione,
        })
        .boxed()
}

/// Somebody's residence on a day: in Italy mostly, abroad, or without a fixed abode.
///
/// ```
/// use cie_core::strategies::residence;
/// use proptest::prelude::*;
/// proptest!(|(residence in residence("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert!(residence.comune().is_some());
/// });
/// ```
pub fn residence(on: NaiveDate) -> BoxedStrategy<Residence> {
    let home = comune(on).prop_flat_map(resident_in);
    let roofless = comune(on).prop_map(|comune| Residence::NoFixedAbode {
        comune,
        street: Some("DELLA CASA COMUNALE".into()),
    });
    prop_oneof![6 => home, 2 => abroad(on), 1 => roofless].boxed()
}

/// A residence in a comune.
pub(super) fn resident_in(comune: AddressPlace) -> BoxedStrategy<Residence> {
    address_in(comune)
        .prop_map(|address| Residence::Italy {
            address,
            care_of: None,
            since: None,
        })
        .boxed()
}

/// A residence abroad, on the AIRE register of a comune.
pub(super) fn abroad(on: NaiveDate) -> BoxedStrategy<Residence> {
    (any::<Index>(), "[A-Z]{3,12}", comune(on))
        .prop_filter_map(
            "no state stood on that day",
            move |(index, town, comune)| {
                let foreign = |place: &Place<'_>| {
                    place.admits_residence()
                        && place.belfiore().is_some_and(|code| code.is_foreign())
                };
                let state = pick(on, PlaceKind::State, &index, foreign)?;
                let address = ForeignAddress {
                    state_code: state.istat_code(),
                    state: state.name().to_owned(),
                    locality: Some(town),
                    province: None,
                    line: None,
                };
                Some(Residence::Abroad {
                    address,
                    aire_comune: Some(comune),
                })
            },
        )
        .boxed()
}

/// A citizenship on a day: Italian, or three times in ten another.
///
/// ```
/// use cie_core::strategies::citizenship;
/// use proptest::prelude::*;
/// proptest!(|(citizenship in citizenship("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert_eq!(citizenship.state_code.len(), 3);
///     prop_assert_ne!(citizenship.state_code, cie_core::citizen::UNDEFINED_STATE_CODE);
/// });
/// ```
pub fn citizenship(on: NaiveDate) -> BoxedStrategy<Citizenship> {
    prop_oneof![
        7 => Just(Citizenship::italian()),
        3 => foreign_citizenship(on),
    ]
    .boxed()
}

/// A citizenship on a day that is neither Italian nor "being defined".
///
/// ```
/// use cie_core::strategies::foreign_citizenship;
/// use proptest::prelude::*;
/// proptest!(|(citizenship in foreign_citizenship("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert!(!citizenship.is_italian());
/// });
/// ```
pub fn foreign_citizenship(on: NaiveDate) -> BoxedStrategy<Citizenship> {
    any::<Index>()
        .prop_filter_map("no state stood on that day", move |index| {
            let foreign = |place: &Place<'_>| {
                let code = place.istat_code();
                let code = code.as_deref();
                place.admits_citizenship()
                    && code.is_some_and(|c| c != ITALY_STATE_CODE && c != UNDEFINED_STATE_CODE)
            };
            let state = pick(on, PlaceKind::State, &index, foreign)?;
            Some(Citizenship {
                state_code: state.istat_code()?,
                state: Some(state.name().to_owned()),
                since: None,
            })
        })
        .boxed()
}
