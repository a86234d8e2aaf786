//! What a column of a vendor's table can be: the closed list of fields.
//!
//! The names are those of wire profiles, so that an integrator learns them once.

/// What sort of value a field holds, which decides what columns fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A whole date.
    Date,
    /// A date of which day and month may be unknown.
    PartialDate,
    /// Yes or no.
    Flag,
    /// A number from 0 to 65535.
    Number,
    /// One of these words.
    Token(&'static [&'static str]),
}

impl Kind {
    /// The words a value map may lead to; empty when any text will do.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Flag => &["yes", "no"],
            Self::Token(words) => words,
            Self::Text | Self::Date | Self::PartialDate | Self::Number => &[],
        }
    }
}

const SEX: Kind = Kind::Token(&["M", "F", "N"]);

/// A field: its name and its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

macro_rules! fields {
    ($list:ident: $($name:literal $kind:expr;)+) => {
        pub(super) const $list: &[Field] = &[$(Field { name: $name, kind: $kind }),+];
    };
}

use Kind::{Date, Flag, Number, PartialDate, Text};

fields! { SUBJECT:
    "person.registry_id" Text;
    "person.anpr_id" Text;
    "person.tax_code" Text;
    "person.tax_code_validated" Flag;
    "person.tax_code_since" Date;
    "person.surname" Text;
    "person.no_surname" Flag;
    "person.given" Text;
    "person.no_given" Flag;
    "person.sex" SEX;
    "person.birth_date" PartialDate;
    "person.no_birth_day" Flag;
    "person.no_birth_day_month" Flag;
    "person.aire" Flag;
    "birth_place.comune" Text;
    "birth_place.comune_istat" Text;
    "birth_place.comune_belfiore" Text;
    "birth_place.comune_province" Text;
    "birth_place.state" Text;
    "birth_place.state_code" Text;
    "birth_place.state_belfiore" Text;
    "birth_place.locality" Text;
    "birth_place.foreign_province" Text;
    "birth_place.exceptional" Text;
    "birth_act.comune" Text;
    "birth_act.comune_istat" Text;
    "birth_act.year" Text;
    "birth_act.part" Text;
    "birth_act.series" Text;
    "birth_act.number" Text;
    "subject.civil_status" Text;
    "subject.certifiable" Flag;
    "subject.provenance" Kind::Token(&["anpr", "ina", "tax_registry", "aire"]);
    "subject.height_cm" Number;
    "residence.comune" Text;
    "residence.comune_istat" Text;
    "residence.comune_province" Text;
    "residence.street_type" Text;
    "residence.street" Text;
    "residence.civic" Text;
    "residence.cap" Text;
    "residence.frazione" Text;
    "residence.care_of" Text;
    "residence.since" Date;
    "residence.no_fixed_abode" Flag;
    "residence.state" Text;
    "residence.state_code" Text;
    "residence.locality" Text;
    "residence.foreign_province" Text;
    "residence.foreign_line" Text;
    "residence.aire_comune" Text;
    "residence.aire_comune_istat" Text;
    "residence.aire_comune_province" Text;
    "citizenship.state_code" Text;
    "cancellation.on" Date;
    "cancellation.reason" Text;
    "parent1.surname" Text;
    "parent1.given" Text;
    "parent1.sex" SEX;
    "parent1.birth_date" PartialDate;
    "parent1.birth_comune" Text;
    "parent1.birth_belfiore" Text;
    "parent1.tax_code" Text;
    "parent2.surname" Text;
    "parent2.given" Text;
    "parent2.sex" SEX;
    "parent2.birth_date" PartialDate;
    "parent2.birth_comune" Text;
    "parent2.birth_belfiore" Text;
    "parent2.tax_code" Text;
}

/// Fields of a subject without which no query can be answered.
pub(super) const SUBJECT_REQUIRED: &[&str] = &[
    "person.registry_id",
    "person.surname",
    "person.given",
    "person.sex",
    "person.birth_date",
];

fields! { CARD:
    "card.holder" Text;
    "card.serial" Text;
    "card.electronic" Flag;
    "card.issued_on" Date;
    "card.expires_on" Date;
    "card.valid_for_travel" Flag;
    "card.comune" Text;
    "card.comune_istat" Text;
    "card.annulled_on" Date;
    "card.annulment_reason" Kind::Token(&["material_error", "revocation", "other"]);
}

/// Fields of a card without which a notice cannot be told from its repetition.
pub(super) const CARD_REQUIRED: &[&str] = &["card.holder", "card.serial", "card.annulled_on"];

/// The field of that name, among those of a table.
pub(super) fn named(list: &'static [Field], name: &str) -> Option<Field> {
    list.iter().copied().find(|field| field.name == name)
}
