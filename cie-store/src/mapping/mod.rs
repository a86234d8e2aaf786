//! A vendor's own tables served as a registry, by a file that says which column is what.
//!
//! The file is TOML. It holds the vendor's SQL, with named parameters, and for each field of the
//! model the column it is read from. Nothing is ever put into a statement as text: every value is
//! bound. On opening, each statement is prepared by the real database, and everything that is wrong
//! (a table, a column, a parameter, a type) is told with its line in the file.
//!
//! `docs/registry.md` of the repository describes the format; `examples/registry-mapping` has one
//! for each database.
//!
//! # How a card is written once
//! A notice is one transaction. The holder is looked up, then `find.card` by serial. A card that is
//! there with the same content is not written again; one with other content or another holder is a
//! conflict. Otherwise the statements run, and `find.card` must show the card as the notice
//! described it, or nothing is kept. SQLite takes its write lock before looking; PostgreSQL runs the
//! transaction as serializable, and one that lost a race is done again.

mod cell;
mod field;
mod format;
mod live;
mod load;
mod parameter;
#[cfg(feature = "postgres")]
mod postgres;
mod registry;
mod row;
mod session;
mod source;
mod sql;
mod sqlite;
mod values;

pub use load::Mapping;
#[cfg(feature = "postgres")]
pub use postgres::PgConnect;
pub use registry::MappedRegistry;

/// The databases that a mapping can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL; needs the feature `postgres`.
    PostgreSql,
}

impl Dialect {
    /// Its name in a mapping.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::PostgreSql => "postgresql",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Sqlite, Self::PostgreSql]
            .into_iter()
            .find(|dialect| dialect.name() == name)
    }
}

/// What a statement of a mapping is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    FindCode,
    FindParticulars,
    FindSheet,
    /// The cards of a sheet.
    Cards,
    /// The card of a serial.
    Card,
    Issued,
    Annulled,
}

impl Role {
    const FIND: [Self; 5] = [
        Self::FindCode,
        Self::FindParticulars,
        Self::FindSheet,
        Self::Cards,
        Self::Card,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::FindCode => "codice_fiscale",
            Self::FindParticulars => "particulars",
            Self::FindSheet => "registry_id",
            Self::Cards => "cards",
            Self::Card => "card",
            Self::Issued => "card_issued",
            Self::Annulled => "card_annulled",
        }
    }

    /// Whether its rows are about cards rather than subjects.
    fn about_cards(self) -> bool {
        matches!(self, Self::Cards | Self::Card)
    }
}
