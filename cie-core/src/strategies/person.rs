//! People whose codice fiscale is theirs.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;

use super::date::date;
use super::place::born_at;
use crate::citizen::codice_fiscale::{BirthData, CodiceFiscale};
use crate::citizen::{NamePart, Person, Sex, TaxCode};

/// A surname or given name such as registries in Italy write: accents, apostrophes of either kind,
/// German and Slovene letters, blanks and hyphens; from one letter to some twenty.
///
/// ```
/// use cie_core::citizen::codice_fiscale::transliterate;
/// use cie_core::strategies::family_name;
/// use proptest::prelude::*;
/// proptest!(|(name in family_name())| prop_assert!(transliterate(&name).is_ok()));
/// ```
pub fn family_name() -> BoxedStrategy<String> {
    "[A-ZÀÈÉÌÒÙÄÖÜČŠŽĐ][a-zàèéìòùäöüßčćšžđ]{0,12}([ '’-][A-ZÀÈÉÌÒÙ][a-zàèéìòù]{1,7})?".boxed()
}

/// Both names mostly; one time in ten only a surname or only a given name.
fn names() -> BoxedStrategy<(Option<String>, Option<String>)> {
    prop_oneof![
        18 => (family_name(), family_name()).prop_map(|(s, g)| (Some(s), Some(g))),
        1 => family_name().prop_map(|name| (Some(name), None)),
        1 => family_name().prop_map(|name| (None, Some(name))),
    ]
    .boxed()
}

/// A person born on a day of the range, with a codice fiscale that agrees with every datum and was
/// validated; one code in ten is an omocode. The place of birth stood on the day.
///
/// ```
/// use cie_core::citizen::codice_fiscale::{BirthData, CodiceFiscale};
/// use cie_core::strategies::person;
/// use proptest::prelude::*;
/// let born = "1926-01-01".parse()?..="2026-11-23".parse()?;
/// proptest!(|(person in person(born))| {
///     let code: CodiceFiscale = person.codice_fiscale().unwrap_or_default().parse()?;
///     let verification = BirthData::of(&person).map(|data| code.verify(&data)).transpose()?;
///     prop_assert!(verification.is_some_and(|verification| verification.is_match()));
/// });
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn person(born: RangeInclusive<NaiveDate>) -> BoxedStrategy<Person> {
    // Which of the seven digits are letters, one bit each.
    person_with(born, prop_oneof![9 => Just(0u8), 1 => 1u8..=127].boxed())
}

/// A person whose omocode has letters where the mask says so.
fn person_with(born: RangeInclusive<NaiveDate>, mask: BoxedStrategy<u8>) -> BoxedStrategy<Person> {
    let sex = prop_oneof![Just(Sex::F), Just(Sex::M)];
    let place = (prop::bool::weighted(0.2), any::<Index>());
    let sheet = prop::option::of("[0-9]{7}");
    (names(), date(born), sex, place, mask, sheet)
        .prop_filter_map(
            "no place stood on that day",
            |((surname, given), born, sex, (abroad, index), mask, registry_id)| {
                let part = |name: Option<String>| name.map_or(NamePart::None, NamePart::from_text);
                let mut person = Person {
                    tax_code: None,
                    surname: part(surname),
                    given: part(given),
                    sex,
                    birth_date: born.into(),
                    birth_place: born_at(born, abroad, &index)?,
                    aire: false,
                    registry_id,
                    anpr_id: None,
                };
                let base = CodiceFiscale::encode(&BirthData::of(&person)?).ok()?;
                let code = match mask.checked_sub(1) {
                    Some(nth) => base.omocodes().nth(nth.into())?,
                    None => base,
                };
                person.tax_code = Some(TaxCode {
                    code: code.expose().into(),
                    validated: Some(true),
                    since: None,
                });
                Some(person)
            },
        )
        .boxed()
}

/// The code of somebody born on a day of the range, all its digits digits.
///
/// ```
/// use cie_core::citizen::codice_fiscale::Validator;
/// use cie_core::strategies::codice_fiscale;
/// use proptest::prelude::*;
/// let today = "2026-11-23".parse()?;
/// proptest!(|(code in codice_fiscale("1926-01-01".parse()?..=today))| {
///     prop_assert!(Validator::new(today).judge(&code).is_valid() && !code.is_omocode());
/// });
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn codice_fiscale(born: RangeInclusive<NaiveDate>) -> BoxedStrategy<CodiceFiscale> {
    code_of(person_with(born, Just(0).boxed()))
}

/// The code of somebody born on a day of the range, with at least one digit written as a letter.
///
/// ```
/// use cie_core::strategies::omocode;
/// use proptest::prelude::*;
/// let born = "1926-01-01".parse()?..="2026-11-23".parse()?;
/// proptest!(|(code in omocode(born))| {
///     prop_assert!(code.is_omocode() && !code.base().is_omocode());
/// });
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn omocode(born: RangeInclusive<NaiveDate>) -> BoxedStrategy<CodiceFiscale> {
    code_of(person_with(born, (1u8..=127).boxed()))
}

fn code_of(person: BoxedStrategy<Person>) -> BoxedStrategy<CodiceFiscale> {
    person
        .prop_filter_map("no code", |person| person.codice_fiscale()?.parse().ok())
        .boxed()
}
