//! People, and where they were born and live.

use proptest::option::of;
use proptest::prelude::*;

use super::super::{any_date, partial_date};
use super::text::{personal, text};
use crate::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, NamePart, Person,
    Residence, Sex, TaxCode,
};

/// A name, an empty one, or none.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(name in wire::name())| prop_assert!(name.text().is_none_or(|text| !text.contains('\0'))));
/// ```
pub fn name() -> BoxedStrategy<NamePart> {
    prop_oneof![
        8 => text().prop_map(NamePart::from_text),
        1 => Just(NamePart::None),
        1 => Just(NamePart::from_text("")),
    ]
    .boxed()
}

/// A place of birth of any of the three kinds, whatever its codes.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(place in wire::birth_place())| prop_assert!(place.belfiore().is_none_or(|code| !code.is_empty())));
/// ```
pub fn birth_place() -> BoxedStrategy<BirthPlace> {
    let t = || of(text());
    prop_oneof![
        (t(), t(), text(), t()).prop_map(|(belfiore, istat, name, province)| {
            BirthPlace::Comune {
                belfiore,
                istat,
                name,
                province,
            }
        }),
        (t(), t(), text(), t(), t()).prop_map(
            |(belfiore, state_code, state, locality, province)| {
                BirthPlace::Foreign {
                    belfiore,
                    state_code,
                    state,
                    locality,
                    province,
                }
            }
        ),
        text().prop_map(BirthPlace::Exceptional),
    ]
    .boxed()
}

/// What stands in the place of a codice fiscale: seldom one.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(tax in wire::tax_code())| prop_assert!(!tax.code.expose().is_empty()));
/// ```
pub fn tax_code() -> BoxedStrategy<TaxCode> {
    (personal(), of(any::<bool>()), of(any_date()))
        .prop_map(|(code, validated, since)| TaxCode {
            code,
            validated,
            since,
        })
        .boxed()
}

/// A person as a careless registry has them: names empty, dates incomplete, codes that are none.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(person in wire::person())| prop_assert!((1800..2102).contains(&person.birth_date.year())));
/// ```
pub fn person() -> BoxedStrategy<Person> {
    let sex = prop_oneof![Just(Sex::M), Just(Sex::F), Just(Sex::N)];
    (
        of(tax_code()),
        name(),
        name(),
        sex,
        partial_date(),
        birth_place(),
        any::<bool>(),
        of(text()),
        of(text()),
    )
        .prop_map(
            |(
                tax_code,
                surname,
                given,
                sex,
                birth_date,
                birth_place,
                aire,
                registry_id,
                anpr_id,
            )| {
                Person {
                    tax_code,
                    surname,
                    given,
                    sex,
                    birth_date,
                    birth_place,
                    aire,
                    registry_id,
                    anpr_id,
                }
            },
        )
        .boxed()
}

/// A comune as an address names it.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(place in wire::place())| prop_assert!(!place.name.is_empty()));
/// ```
pub fn place() -> BoxedStrategy<AddressPlace> {
    (text(), of(text()), of(text()))
        .prop_map(|(name, istat, province)| AddressPlace {
            name,
            istat,
            province,
        })
        .boxed()
}

/// A civic number, usual or odd; its text is never rewritten.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(civic in wire::civic())| prop_assert!(!civic.verbatim.is_empty()));
/// ```
pub fn civic() -> BoxedStrategy<Civic> {
    let text = prop_oneof!["[0-9]{1,4}([/ -][0-9A-Za-z]{1,4})?", text()];
    text.prop_map(|text| Civic::parse(&text)).boxed()
}

/// A residence of any of the three kinds.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(residence in wire::residence())| prop_assert!(residence.comune().is_none_or(|place| !place.name.is_empty())));
/// ```
pub fn residence() -> BoxedStrategy<Residence> {
    let address = (
        place(),
        of(text()),
        personal(),
        of(civic()),
        of(text()),
        of(text()),
    )
        .prop_map(
            |(comune, street_type, street, civic, cap, frazione)| Address {
                comune,
                street_type,
                street,
                civic,
                cap,
                frazione,
            },
        );
    let abroad = (of(text()), text(), of(text()), of(text()), of(personal())).prop_map(
        |(state_code, state, locality, province, line)| ForeignAddress {
            state_code,
            state,
            locality,
            province,
            line,
        },
    );
    prop_oneof![
        (address, of(personal()), of(any_date())).prop_map(|(address, care_of, since)| {
            Residence::Italy {
                address,
                care_of,
                since,
            }
        }),
        (abroad, of(place())).prop_map(|(address, aire_comune)| Residence::Abroad {
            address,
            aire_comune,
        }),
        (place(), of(personal()))
            .prop_map(|(comune, street)| Residence::NoFixedAbode { comune, street }),
    ]
    .boxed()
}

/// A citizenship under any code.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(citizenship in wire::citizenship())| prop_assert!(!citizenship.state_code.is_empty()));
/// ```
pub fn citizenship() -> BoxedStrategy<Citizenship> {
    (text(), of(text()), of(any_date()))
        .prop_map(|(state_code, state, since)| Citizenship {
            state_code,
            state,
            since,
        })
        .boxed()
}
