//! Values on their way out of a table.

use chrono::NaiveDate;
use cie_core::date::PartialDate;

use super::field::Kind;
use super::load::FromColumn;
use crate::{Code, Error, Result};

/// A value of a column. No `Debug`: it is about a citizen.
#[cfg_attr(
    not(feature = "postgres"),
    allow(dead_code, reason = "SQLite has fewer types")
)]
#[derive(Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Text(String),
    Number(i64),
    Date(NaiveDate),
    Flag(bool),
    /// Something that no field can be; the type is told when the mapping is loaded.
    Other,
}

/// What a database says about the type of a column.
#[cfg_attr(
    not(feature = "postgres"),
    allow(dead_code, reason = "SQLite has fewer types")
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnType {
    /// SQLite, for an expression: told row by row.
    Unknown,
    Text,
    Integer,
    Date,
    Flag,
    /// None of these; its name.
    Other(String),
}

impl std::fmt::Display for ColumnType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "of a type that is not declared",
            Self::Text => "a text",
            Self::Integer => "a whole number",
            Self::Date => "a date",
            Self::Flag => "a boolean",
            Self::Other(name) => return write!(f, "of type {name}"),
        })
    }
}

/// Whether a column of this type can be read as this kind of field.
pub(super) fn readable(kind: Kind, column: &ColumnType) -> bool {
    match column {
        ColumnType::Unknown | ColumnType::Text => true,
        // A number that is a date is one such as 19800517.
        ColumnType::Integer => true,
        ColumnType::Date => matches!(kind, Kind::Date | Kind::PartialDate),
        ColumnType::Flag => kind == Kind::Flag,
        ColumnType::Other(_) => false,
    }
}

/// Words that need no map to be a flag.
const YES: [&str; 7] = ["yes", "1", "S", "SI", "T", "TRUE", "VERO"];
const NO: [&str; 7] = ["no", "0", "N", "NO", "F", "FALSE", "FALSO"];

/// A column's values as a field reads them; constants included.
pub(super) struct Reading<'a> {
    pub(super) from: &'a FromColumn,
    pub(super) cell: Option<&'a Cell>,
}

impl Reading<'_> {
    fn bad(&self) -> Error {
        let column = self.from.column.as_deref().unwrap_or_default();
        Error::new(Code::RowBadValue).detail(format!("{}, column {column}", self.from.field.name))
    }

    /// The text, without the spaces around it, after the map; `None` when there is none.
    pub(super) fn text(&self) -> Result<Option<String>> {
        let Some(cell) = self.cell else {
            return Ok(self.from.value.clone());
        };
        let text = match cell {
            Cell::Null => return Ok(None),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Flag(flag) => if *flag { "1" } else { "0" }.to_owned(),
            Cell::Date(_) | Cell::Other => return Err(self.bad()),
        };
        // A registry may mean something by a blank: the map is asked first.
        if let Some(map) = &self.from.map {
            let word = map.get(&text).or_else(|| map.get("*"));
            return match word {
                Some(word) => Ok(Some(word.clone()).filter(|word| !word.is_empty())),
                None if text.is_empty() => Ok(None),
                None => Err(self.bad()),
            };
        }
        Ok((!text.is_empty()).then_some(text))
    }

    /// Whether the text is one that stands for "the person has none".
    pub(super) fn says_none(&self) -> bool {
        let text = match self.cell {
            Some(Cell::Text(text)) => text.trim(),
            Some(Cell::Null) => "",
            _ => return false,
        };
        self.from.none.iter().any(|none| none == text)
    }

    /// A date of which parts may be unknown.
    pub(super) fn partial_date(&self) -> Result<Option<PartialDate>> {
        let read = match self.cell {
            None | Some(Cell::Null | Cell::Number(0)) => return Ok(None),
            Some(Cell::Date(date)) => Some(PartialDate::Full(*date)),
            Some(Cell::Number(number)) => self.from.date_format.read_number(*number),
            Some(Cell::Text(text)) if text.trim().is_empty() => return Ok(None),
            Some(Cell::Text(text)) => self.from.date_format.read(text.trim()),
            Some(Cell::Flag(_) | Cell::Other) => None,
        };
        read.map(Some).ok_or_else(|| self.bad())
    }

    /// A whole date.
    pub(super) fn date(&self) -> Result<Option<NaiveDate>> {
        let date = self.partial_date()?;
        date.map(|date| date.complete().ok_or_else(|| self.bad()))
            .transpose()
    }

    /// Yes or no.
    pub(super) fn flag(&self) -> Result<Option<bool>> {
        if let (Some(Cell::Flag(flag)), None) = (self.cell, &self.from.map) {
            return Ok(Some(*flag));
        }
        let Some(text) = self.text()? else {
            return Ok(None);
        };
        if YES.contains(&text.as_str()) {
            Ok(Some(true))
        } else if NO.contains(&text.as_str()) {
            Ok(Some(false))
        } else {
            Err(self.bad())
        }
    }

    /// A whole number.
    pub(super) fn number(&self) -> Result<Option<u16>> {
        match self.cell {
            None | Some(Cell::Null) => Ok(None),
            Some(Cell::Number(number)) => u16::try_from(*number).map(Some).map_err(|_| self.bad()),
            _ => self
                .text()?
                .map(|text| text.parse().map_err(|_| self.bad()))
                .transpose(),
        }
    }

    /// One of the words of the field, by its index.
    pub(super) fn token(&self) -> Result<Option<usize>> {
        let words = self.from.field.kind.words();
        self.text()?
            .map(|text| {
                words
                    .iter()
                    .position(|word| *word == text)
                    .ok_or_else(|| self.bad())
            })
            .transpose()
    }
}
