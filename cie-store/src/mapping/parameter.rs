//! What a statement of a mapping may ask for, by name.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Dialect, Role};

/// What sort of value a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    /// Text that the vendor's table may keep as a number: an identifier of its own.
    Identifier,
    Date,
    Moment,
    Flag,
    Number,
    /// One of these words.
    Token(&'static [&'static str]),
}

impl Sort {
    /// The words that a map may translate; empty when it cannot.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Flag => &["yes", "no"],
            Self::Token(words) => words,
            _ => &[],
        }
    }
}

/// A parameter: its name, its sort, and whether the statement is wrong without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) sort: Sort,
    pub(super) required: bool,
}

macro_rules! parameters {
    ($($list:ident: [$($name:literal $sort:expr, $required:literal;)+];)+) => {
        $(const $list: &[Parameter] = &[
            $(Parameter { name: $name, sort: $sort, required: $required }),+
        ];)+
    };
}

use Sort::{Date, Flag, Identifier, Moment, Number, Text};

const SEX: Sort = Sort::Token(&["M", "F", "N"]);
const REASON: Sort = Sort::Token(&["material_error", "revocation", "other"]);

parameters! {
    CODE: [
        "codice_fiscale" Text, true;
        "comune_istat" Text, false;
        "on" Date, false;
    ];
    PARTICULARS: [
        "birth_year" Number, false;
        "birth_from" Date, false;
        "birth_to" Date, false;
        "surname" Text, false;
        "surname_key" Text, false;
        "given" Text, false;
        "given_key" Text, false;
        "sex" SEX, false;
        "codice_fiscale" Text, false;
        "comune_istat" Text, false;
        "on" Date, false;
    ];
    SHEET: [
        "registry_id" Identifier, true;
        "comune_istat" Text, false;
        "on" Date, false;
    ];
    CARD: [
        "serial" Text, true;
        "comune_istat" Text, false;
        "on" Date, false;
    ];
    ISSUED: [
        "serial" Text, false;
        "registry_id" Identifier, false;
        "codice_fiscale" Text, false;
        "electronic" Flag, false;
        "issued_on" Date, false;
        "expires_on" Date, false;
        "valid_for_travel" Flag, false;
        "card_comune" Text, false;
        "card_comune_istat" Text, false;
        "operation_id" Text, false;
        "sender" Text, false;
        "sent_at" Moment, false;
        "operator" Text, false;
        "workstation_id" Text, false;
        "requester_istat" Text, false;
        "comune_istat" Text, false;
    ];
    ANNULLED: [
        "serial" Text, false;
        "registry_id" Identifier, false;
        "codice_fiscale" Text, false;
        "annulled_on" Date, false;
        "reason" REASON, false;
        "operation_id" Text, false;
        "sender" Text, false;
        "sent_at" Moment, false;
        "operator" Text, false;
        "workstation_id" Text, false;
        "requester_istat" Text, false;
        "comune_istat" Text, false;
    ];
}

/// The parameters that a statement of this role may use.
pub(super) fn of(role: Role) -> &'static [Parameter] {
    match role {
        Role::FindCode => CODE,
        Role::FindParticulars => PARTICULARS,
        Role::FindSheet | Role::Cards => SHEET,
        Role::Card => CARD,
        Role::Issued => ISSUED,
        Role::Annulled => ANNULLED,
    }
}

/// The sort of a parameter of that name, whatever the statement; names mean the same everywhere.
pub(super) fn sort(name: &str) -> Option<Sort> {
    let lists = [CODE, PARTICULARS, SHEET, CARD, ISSUED, ANNULLED];
    let mut all = lists.into_iter().flatten();
    all.find(|known| known.name == name).map(|known| known.sort)
}

/// Every name, once or more.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let lists = [CODE, PARTICULARS, SHEET, CARD, ISSUED, ANNULLED];
    lists.into_iter().flatten().map(|known| known.name)
}

/// A value on its way into a statement. No `Debug`: it is about a citizen.
#[derive(Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    Number(i64),
    Date(NaiveDate),
    Moment(NaiveDateTime),
    Flag(bool),
}

impl Value {
    /// A text, or NULL.
    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// A date, or NULL.
    pub(super) fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Null, Self::Date)
    }

    /// A flag, or NULL.
    pub(super) fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Flag)
    }
}

/// The types of a database that a parameter can go into.
#[cfg_attr(
    not(feature = "postgres"),
    allow(dead_code, reason = "SQLite has fewer types")
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// SQLite takes anything.
    Any,
    Text,
    /// 2, 4 or 8 bytes.
    Integer(u8),
    Date,
    Moment,
    Flag,
    /// None of these; its name.
    Other(String),
}

impl std::fmt::Display for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Any => "anything",
            Self::Text => "a text",
            Self::Integer(_) => "a whole number",
            Self::Date => "a date",
            Self::Moment => "a timestamp",
            Self::Flag => "a boolean",
            Self::Other(name) => return write!(f, "of type {name}"),
        })
    }
}

/// Whether a parameter can go where the database wants it; `shaped` when a map or a format of the
/// mapping makes a text of it.
pub(super) fn fits(sort: Sort, shaped: bool, slot: &Slot, dialect: Dialect) -> bool {
    match slot {
        Slot::Any => dialect == Dialect::Sqlite,
        Slot::Text => shaped || !matches!(sort, Flag | Moment),
        Slot::Integer(_) => shaped || matches!(sort, Number | Identifier),
        Slot::Date => !shaped && sort == Date,
        Slot::Moment => !shaped && matches!(sort, Date | Moment),
        Slot::Flag => !shaped && sort == Flag,
        Slot::Other(_) => false,
    }
}
