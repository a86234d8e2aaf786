//! What a wire wants beside what the model has: the province of a comune, the code of a state, the
//! parts of a civic number. Taken from the tables of the core, never guessed.

use chrono::NaiveDate;
use cie_core::citizen::place::{Place, PlaceKind, Places};
use cie_core::citizen::{Civic, StreetType};

use super::sheet::Sheet;
use super::value::Value;
use crate::profile::{Key, Node, Profile};

/// Name, ISTAT code and province of a comune, and the date it is named for.
const COMUNI: [(Key, Key, Key, Option<Key>); 5] = [
    (
        Key::BirthComune,
        Key::BirthComuneIstat,
        Key::BirthComuneProvince,
        Some(Key::BirthDate),
    ),
    (Key::Comune, Key::ComuneIstat, Key::ComuneProvince, None),
    (
        Key::CardComune,
        Key::CardComuneIstat,
        Key::CardComuneProvince,
        Some(Key::CardIssuedOn),
    ),
    (
        Key::ActComune,
        Key::ActComuneIstat,
        Key::ActComuneProvince,
        Some(Key::BirthDate),
    ),
    (
        Key::QueryResidenceName,
        Key::QueryResidence,
        Key::QueryResidenceProvince,
        None,
    ),
];

/// Name and code of a state.
const STATES: [(Key, Key); 3] = [
    (Key::BirthState, Key::BirthStateCode),
    (Key::AbroadState, Key::AbroadStateCode),
    (Key::CitizenshipState, Key::CitizenshipCode),
];

/// Completes the fields of a message and of its groups, as far as the layout has a place for them.
pub(super) fn complete(profile: &Profile, node: &Node, sheet: &mut Sheet) {
    let mut mapped = Vec::new();
    node.fields(&mut |key| mapped.push(key));
    let wants = |key: Key| mapped.contains(&key);
    if wants(Key::CivicNumber) && !wants(Key::Civic) {
        part_civic(sheet);
    }
    if wants(Key::StreetTypeCode)
        && let Some(kind) = text(sheet, Key::StreetType).and_then(StreetType::by_name)
    {
        sheet.exact(Key::StreetTypeCode, &kind.code.to_string());
    }
    if profile.fill_places {
        for (name, istat, province, day) in COMUNI {
            if wants(province) {
                let day = day.and_then(|key| date(sheet, key));
                complete_comune(sheet, name, istat, province, day);
            }
        }
        for (name, code) in STATES {
            if wants(code) {
                complete_state(sheet, name, code);
            }
        }
        let unnamed = text(sheet, Key::BirthState).is_some_and(|name| !name.is_empty())
            && text(sheet, Key::BirthStateCode).is_none();
        if let (true, true, Some(code)) = (
            wants(Key::BirthStateCode),
            unnamed,
            &profile.state_without_code,
        ) {
            sheet.exact(Key::BirthStateCode, code);
        }
    }
    node.groups(&mut |child, group| {
        for member in sheet.groups.get_mut(&group).into_iter().flatten() {
            complete(profile, child, member);
        }
    });
}

/// The ISTAT code of a comune by name and province, when only one of today's fits.
pub(super) fn istat_of(name: &str, province: Option<&str>) -> Option<String> {
    let fits = |place: &Place<'_>| {
        place.kind() == PlaceKind::Comune
            && place.to().is_none()
            && province.is_none_or(|letters| place.province() == Some(letters))
    };
    only(Places::embedded().by_name(name).filter(fits))?.istat_code()
}

fn text(sheet: &Sheet, key: Key) -> Option<&str> {
    match sheet.values.get(key) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn date(sheet: &Sheet, key: Key) -> Option<NaiveDate> {
    match sheet.values.get(key) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

fn part_civic(sheet: &mut Sheet) {
    let Some(Value::Text(verbatim)) = sheet.values.take(Key::Civic) else {
        return;
    };
    let civic = Civic::parse(&verbatim);
    match (civic.number, civic.suffix) {
        (Some(_), suffix) => {
            let digits = verbatim.bytes().take_while(u8::is_ascii_digit).count();
            sheet.exact(Key::CivicNumber, verbatim.get(..digits).unwrap_or_default());
            sheet.text(Key::CivicSuffix, suffix.as_ref());
        }
        (None, _) => sheet.exact(Key::CivicSuffix, &verbatim),
    }
}

fn complete_comune(
    sheet: &mut Sheet,
    name: Key,
    istat: Key,
    province: Key,
    day: Option<NaiveDate>,
) {
    let place = {
        let named = text(sheet, name);
        let letters = text(sheet, province);
        let code = text(sheet, istat)
            .filter(|code| code.len() == 6)
            .and_then(|code| code.parse().ok());
        let comune = |place: &Place<'_>| place.kind() == PlaceKind::Comune;
        let on_day = |place: &Place<'_>| match day {
            Some(day) => place.is_active_on(day),
            None => place.to().is_none(),
        };
        match (code, named) {
            (Some(code), _) => {
                let mut periods: Vec<_> =
                    Places::embedded().by_istat(code).filter(comune).collect();
                // A message may name a comune by a code it got later: the last period then.
                periods.sort_by_key(|place| (on_day(place), place.from()));
                periods.pop()
            }
            (None, Some(named)) => only(
                Places::embedded()
                    .by_name(named)
                    .filter(comune)
                    .filter(on_day)
                    .filter(|place| letters.is_none_or(|text| place.province() == Some(text))),
            ),
            (None, None) => None,
        }
    };
    let Some(place) = place else {
        return;
    };
    if text(sheet, name).is_none() {
        sheet.exact(name, place.name());
    }
    if let (None, Some(code)) = (text(sheet, istat), place.istat_code()) {
        sheet.exact(istat, &code);
    }
    if let (None, Some(letters)) = (text(sheet, province), place.province()) {
        sheet.exact(province, letters);
    }
}

fn complete_state(sheet: &mut Sheet, name: Key, code: Key) {
    let state = |place: &Place<'_>| place.kind() == PlaceKind::State;
    let place = match (text(sheet, code), text(sheet, name)) {
        (Some(code), None) if code.len() == 3 => code.parse().ok().and_then(|number| {
            let mut places: Vec<_> = Places::embedded()
                .by_state_code(number)
                .filter(state)
                .collect();
            places.sort_by_key(|place| (place.to().is_none(), place.from()));
            places.pop()
        }),
        (None, Some(name)) => only(Places::embedded().by_name(name).filter(state)),
        _ => None,
    };
    let Some(place) = place else {
        return;
    };
    if text(sheet, name).is_none() {
        sheet.exact(name, place.name());
    }
    if let (None, Some(digits)) = (text(sheet, code), place.istat_code()) {
        sheet.exact(code, &digits);
    }
}

/// The only place of those found; several periods of one place count as one.
fn only<'p>(places: impl Iterator<Item = Place<'p>>) -> Option<Place<'p>> {
    let mut found: Option<Place<'p>> = None;
    for place in places {
        match &found {
            Some(first) if first.istat() != place.istat() => return None,
            _ => found = Some(place),
        }
    }
    found
}
