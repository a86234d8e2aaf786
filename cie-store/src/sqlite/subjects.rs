//! The table of sheets.

use cie_core::citizen::Person;
use cie_core::exchange::Subject;
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::cards;
use super::fault::{bad_record, sql};
use crate::registry::Upsert;
use crate::registry::cards::{Holders, imported};
use crate::registry::holders::Sheets;
use crate::registry::matching::{code_key, name_key, same_person};
use crate::{Code, Error, Result};

/// More than this many sheets for one query is no answer for an operator.
pub(super) const MAX_FOUND: usize = 100;
/// Bound on the homonyms of one year that are compared.
const MAX_HOMONYMS: usize = 10_000;
/// Longest sheet, in bytes of JSON.
const MAX_DOCUMENT: usize = 256 * 1024;

fn select(connection: &Connection, filter: &str, params: impl Params) -> Result<Vec<Subject>> {
    let limit = MAX_HOMONYMS + 1;
    let select =
        format!("SELECT document FROM subject WHERE {filter} ORDER BY scheda LIMIT {limit}");
    let mut select = connection.prepare_cached(&select).map_err(sql)?;
    let rows = select
        .query_map(params, |row| row.get::<_, String>(0))
        .map_err(sql)?;
    let mut sheets = Vec::new();
    for row in rows {
        let sheet = serde_json::from_str(&row.map_err(sql)?).map_err(|_| bad_record("subject"))?;
        sheets.push(sheet);
    }
    if sheets.len() > MAX_HOMONYMS {
        return Err(Code::TooManyFound.into());
    }
    Ok(sheets)
}

pub(super) fn by_code(connection: &Connection, code: &str) -> Result<Vec<Subject>> {
    select(connection, "codice_fiscale = ?", [code_key(code)])
}

pub(super) fn by_person(connection: &Connection, asked: &Person) -> Result<Vec<Subject>> {
    let filter = "birth_year = ? AND surname_key IS ? AND given_key IS ?";
    let (surname, given) = (name_key(&asked.surname), name_key(&asked.given));
    let mut sheets = select(
        connection,
        filter,
        params![asked.birth_date.year(), surname, given],
    )?;
    sheets.retain(|sheet| same_person(asked, &sheet.person));
    Ok(sheets)
}

/// Whether there is a sheet of that identifier.
pub(super) fn is_there(connection: &Connection, scheda: &str) -> Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM subject WHERE scheda = ?")
        .and_then(|mut select| select.exists([scheda]))
        .map_err(sql)
}

/// The sheets to which the particulars of a notice lead.
pub(super) fn holders(connection: &Connection, person: &Person, istat: &str) -> Result<Holders> {
    crate::registry::holders::holders(&mut Lookup(connection), person, istat)
}

struct Lookup<'c>(&'c Connection);

impl Sheets for Lookup<'_> {
    fn by_sheet(&mut self, scheda: &str) -> Result<Vec<Subject>> {
        select(self.0, "scheda = ?", [scheda])
    }

    fn by_code(&mut self, code: &str) -> Result<Vec<Subject>> {
        by_code(self.0, code)
    }

    fn by_person(&mut self, person: &Person) -> Result<Vec<Subject>> {
        by_person(self.0, person)
    }
}

/// Writes a sheet and its card.
pub(super) fn upsert(
    connection: &Connection,
    sheet: &Subject,
    note: Option<&str>,
) -> Result<Upsert> {
    let person = &sheet.person;
    let scheda = person
        .registry_id
        .as_deref()
        .filter(|scheda| !scheda.is_empty());
    let scheda = scheda.ok_or_else(|| Error::new(Code::NoSheetId))?;
    // The card first: a conflict leaves the sheet as it was.
    let card = match &sheet.card {
        Some(card) => match imported(scheda, cards::find(connection, &card.serial)?, card) {
            Ok(write) => write,
            Err(()) => return Ok(Upsert::CardConflict),
        },
        None => None,
    };
    let bare = Subject {
        card: None,
        ..sheet.clone()
    };
    let document = serde_json::to_string(&bare).map_err(|_| Error::new(Code::Unexpected))?;
    if document.len() > MAX_DOCUMENT {
        return Err(Error::new(Code::TooLarge).detail("sheet"));
    }
    let stored: Option<(String, Option<String>)> = connection
        .prepare_cached("SELECT document, note FROM subject WHERE scheda = ?")
        .and_then(|mut select| {
            select
                .query_row([scheda], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
        .map_err(sql)?;
    let same = stored
        .as_ref()
        .is_some_and(|(stored, label)| *stored == document && label.as_deref() == note);
    if !same {
        let write = "INSERT INTO subject \
            (scheda, codice_fiscale, surname_key, given_key, birth_year, document, note) \
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (scheda) DO UPDATE SET \
            codice_fiscale = excluded.codice_fiscale, surname_key = excluded.surname_key, \
            given_key = excluded.given_key, birth_year = excluded.birth_year, \
            document = excluded.document, note = excluded.note";
        let values = params![
            scheda,
            person.codice_fiscale().map(code_key),
            name_key(&person.surname),
            name_key(&person.given),
            person.birth_date.year(),
            document,
            note,
        ];
        connection
            .prepare_cached(write)
            .and_then(|mut write| write.execute(values))
            .map_err(sql)?;
    }
    if let Some(card) = &card {
        cards::write(connection, card)?;
    }
    Ok(match (stored.is_some(), same && card.is_none()) {
        (false, _) => Upsert::Added,
        (true, true) => Upsert::Unchanged,
        (true, false) => Upsert::Updated,
    })
}
