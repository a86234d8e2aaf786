//! What a registry in good order answers about somebody.

use chrono::{Days, Months, NaiveDate};
use proptest::option::of;
use proptest::prelude::*;

use super::date::date;
use super::document::serial;
use super::person::person;
use super::place::{citizenship, comune, residence};
use crate::exchange::{CardData, Subject};

/// A card that is known of on a day, electronic or paper: issued in the ten years before, for three,
/// five or ten years.
///
/// ```
/// use cie_core::strategies::card;
/// use proptest::prelude::*;
/// proptest!(|(card in card("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert!(card.issued_on < card.expires_on);
/// });
/// ```
pub fn card(on: NaiveDate) -> BoxedStrategy<CardData> {
    let years = prop::sample::select(vec![3u32, 5, 10]);
    let number = prop_oneof![
        3 => serial().prop_map(|serial| (true, serial.as_str().to_owned())),
        1 => "A[A-Z][0-9]{7}".prop_map(|number| (false, number)),
    ];
    (number, 0u64..3650, years, any::<bool>(), comune(on))
        .prop_map(move |((electronic, serial), age, years, travel, comune)| {
            let issued = on.checked_sub_days(Days::new(age)).unwrap_or(on);
            CardData {
                serial,
                electronic: Some(electronic),
                issued_on: Some(issued),
                expires_on: issued.checked_add_months(Months::new(12 * years)),
                valid_for_travel: Some(travel),
                comune_istat: comune.istat,
                comune: Some(comune.name),
                annulled_on: None,
            }
        })
        .boxed()
}

/// Somebody alive on a day, of any age up to a hundred: with a validated code, one or two
/// citizenships, a residence, perhaps a card.
///
/// ```
/// use cie_core::strategies::subject;
/// use proptest::prelude::*;
/// proptest!(|(subject in subject("2026-11-23".parse().unwrap_or_default()))| {
///     prop_assert!(subject.person.tax_code.is_some() && subject.residence.is_some());
/// });
/// ```
pub fn subject(on: NaiveDate) -> BoxedStrategy<Subject> {
    let oldest = on.checked_sub_months(Months::new(12 * 100)).unwrap_or(on);
    (
        person(oldest..=on),
        prop::collection::vec(citizenship(on), 1..3),
        residence(on),
        of(card(on)),
        of(40u16..220),
        of(date(oldest..=on)),
    )
        .prop_map(
            |(person, mut citizenships, residence, card, height, since)| {
                citizenships.dedup_by(|a, b| a.state_code == b.state_code);
                if let Some(first) = citizenships.first_mut() {
                    first.since = since.max(person.birth_date.complete());
                }
                let mut subject = Subject::new(person);
                subject.citizenships = citizenships;
                subject.residence = Some(residence);
                subject.card = card;
                subject.height_cm = height;
                subject.certifiable = Some(true);
                subject
            },
        )
        .boxed()
}
