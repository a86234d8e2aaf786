//! The table of sheets.

use cie_core::citizen::Person;
use cie_core::exchange::{CardData, Subject};
use rusqlite::{OptionalExtension, ToSql, params};

use super::cards;
use super::fault::{bad_record, sql};
use super::keys::learn_new_keys;
use super::store::Db;
use crate::registry::cards::Recorded;
use crate::registry::db::{RegistryDb, SheetRow, StoredSheet};
use crate::registry::holders::{MAX_HOMONYMS, Sheets};
use crate::registry::matching::{code_key, name_key, same_person};
use crate::seal::{Vault, index};
use crate::{Code, Result};

type ParamsUnderKey<'a> = dyn Fn(Option<&str>) -> Result<Vec<Box<dyn ToSql>>> + 'a;

/// Looks sheets up by a condition on the columns, under every key there is.
fn select(db: &Db<'_>, filter: &str, params: &ParamsUnderKey<'_>) -> Result<Vec<Subject>> {
    learn_new_keys(db.connection, db.vault)?;
    let limit = MAX_HOMONYMS + 1;
    let select = format!(
        "SELECT scheda, document FROM subject WHERE {filter} AND sealed_by IS ? \
         AND erased_at IS NULL ORDER BY scheda LIMIT {limit}"
    );
    let mut select = db.connection.prepare_cached(&select).map_err(sql)?;
    let mut sheets = Vec::new();
    for by in db.vault.generations() {
        let by = by.as_deref();
        let mut params = params(by)?;
        params.push(Box::new(by.map(str::to_owned)));
        let rows = select
            .query_map(rusqlite::params_from_iter(params), |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?))
            })
            .map_err(sql)?;
        for row in rows {
            let (scheda, document) = row.map_err(sql)?;
            let (document, _) = SheetRow::open(db.vault, &scheda, by, document, None)?;
            let sheet: Subject =
                serde_json::from_slice(&document).map_err(|_| bad_record("subject"))?;
            sheets.push((scheda, sheet));
        }
    }
    if sheets.len() > MAX_HOMONYMS {
        return Err(Code::TooManyFound.into());
    }
    sheets.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
}

impl Sheets for Db<'_> {
    fn by_sheet(&mut self, scheda: &str) -> Result<Vec<Subject>> {
        select(self, "scheda = ?", &|_| {
            Ok(vec![Box::new(scheda.to_owned())])
        })
    }

    fn by_code(&mut self, code: &str) -> Result<Vec<Subject>> {
        let key = code_key(code);
        select(self, "codice_fiscale = ?", &|by| {
            let key = self.vault.index(by, index::CODICE_FISCALE, &key)?;
            Ok(vec![Box::new(key)])
        })
    }

    fn by_person(&mut self, asked: &Person) -> Result<Vec<Subject>> {
        let (surname, given) = (name_key(&asked.surname), name_key(&asked.given));
        let filter = "birth_year = ? AND surname_key IS ? AND given_key IS ?";
        let mut sheets = select(self, filter, &|by| {
            let key = |column, name: &Option<String>| {
                let name = name.as_ref();
                name.map(|name| self.vault.index(by, column, name))
                    .transpose()
            };
            Ok(vec![
                Box::new(asked.birth_date.year()),
                Box::new(key(index::SURNAME, &surname)?),
                Box::new(key(index::GIVEN, &given)?),
            ])
        })?;
        sheets.retain(|sheet| same_person(asked, &sheet.person));
        Ok(sheets)
    }
}

impl RegistryDb for Db<'_> {
    fn card(&mut self, serial: &str) -> Result<Option<Recorded>> {
        cards::find(self.connection, serial)
    }

    fn cards_of(&mut self, scheda: &str) -> Result<Vec<CardData>> {
        cards::of(self.connection, scheda)
    }

    fn write_card(&mut self, card: &Recorded) -> Result<()> {
        cards::write(self.connection, card)
    }

    fn stored_sheet(&mut self, scheda: &str) -> Result<Option<StoredSheet>> {
        let select = "SELECT sealed_by, document, note FROM subject \
                      WHERE scheda = ? AND erased_at IS NULL";
        let row: Option<(Option<String>, _, _)> = self
            .connection
            .prepare_cached(select)
            .and_then(|mut select| {
                select
                    .query_row([scheda], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(sql)?;
        row.map(|(by, document, note)| {
            SheetRow::open(self.vault, scheda, by.as_deref(), document, note)
        })
        .transpose()
    }

    fn write_sheet(&mut self, row: &SheetRow) -> Result<()> {
        let write = "INSERT INTO subject (scheda, codice_fiscale, surname_key, given_key, \
            birth_year, document, note, sealed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (scheda) DO UPDATE SET codice_fiscale = excluded.codice_fiscale, \
            surname_key = excluded.surname_key, given_key = excluded.given_key, \
            birth_year = excluded.birth_year, document = excluded.document, \
            note = excluded.note, sealed_by = excluded.sealed_by, erased_at = NULL";
        let values = params![
            row.scheda,
            row.codice_fiscale,
            row.surname_key,
            row.given_key,
            row.birth_year,
            row.document,
            row.note,
            row.sealed_by,
        ];
        self.connection
            .prepare_cached(write)
            .and_then(|mut write| write.execute(values))
            .map(drop)
            .map_err(sql)
    }

    fn vault(&self) -> &Vault {
        self.vault
    }
}
