//! The table of sheets.

use cie_core::citizen::Person;
use cie_core::exchange::{CardData, Subject};

use super::cards;
use super::fault::{bad_record, sql};
use super::keys::learn_new_keys;
use super::text::{escape, unescape};
use super::tx::PgTx;
use crate::registry::cards::Recorded;
use crate::registry::db::{RegistryDb, SheetRow, StoredSheet};
use crate::registry::holders::{MAX_HOMONYMS, Sheets};
use crate::registry::matching::{code_key, name_key, same_person};
use crate::seal::{Vault, index};
use crate::{Code, Result};

/// Rows of a tenant's registry.
pub(super) struct Rows<'a, 't>(pub(super) &'a PgTx<'t>);

impl Rows<'_, '_> {
    /// Looks sheets up by a condition on the columns, under every key there is.
    fn select(
        &self,
        filter: &str,
        year: Option<i32>,
        keys: &[(&str, Option<String>)],
    ) -> Result<Vec<Subject>> {
        let tx = self.0;
        learn_new_keys(tx)?;
        let select = format!(
            "SELECT scheda, document FROM subject WHERE tenant = $1 \
             AND sealed_by IS NOT DISTINCT FROM $2 AND erased_at IS NULL \
             AND ($3::integer IS NULL OR birth_year = $3) AND {filter} \
             ORDER BY scheda LIMIT {}",
            MAX_HOMONYMS + 1
        );
        let mut sheets = Vec::new();
        for by in tx.vault.generations() {
            let by = by.as_deref();
            let key = |(column, text): &(&str, Option<String>)| {
                let text = text.as_ref();
                let text = text.map(|text| tx.vault.index(by, column, text));
                Ok(text.transpose()?.map(|text| escape(&text).into_owned()))
            };
            let keys: Vec<Option<String>> = keys.iter().map(key).collect::<Result<_>>()?;
            let mut params: Vec<&(dyn postgres::types::ToSql + Sync)> =
                vec![&tx.tenant, &by, &year];
            for key in &keys {
                params.push(key);
            }
            for row in tx.query(&select, &params)? {
                let bad = || bad_record("subject");
                let scheda = unescape(row.try_get(0).map_err(sql)?).ok_or_else(bad)?;
                let document = row.try_get(1).map_err(sql)?;
                let (document, _) = SheetRow::open(tx.vault, &scheda, by, document, None)?;
                let sheet: Subject = serde_json::from_slice(&document).map_err(|_| bad())?;
                sheets.push((scheda, sheet));
            }
        }
        if sheets.len() > MAX_HOMONYMS {
            return Err(Code::TooManyFound.into());
        }
        // By bytes, whatever the collation of the database.
        sheets.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
    }
}

impl Sheets for Rows<'_, '_> {
    fn by_sheet(&mut self, scheda: &str) -> Result<Vec<Subject>> {
        let found = self.stored_sheet(scheda)?;
        let sheet = |(document, _): StoredSheet| {
            serde_json::from_slice(&document).map_err(|_| bad_record("subject"))
        };
        found.into_iter().map(sheet).collect()
    }

    fn by_code(&mut self, code: &str) -> Result<Vec<Subject>> {
        let keys = [(index::CODICE_FISCALE, Some(code_key(code)))];
        self.select("codice_fiscale = $4", None, &keys)
    }

    fn by_person(&mut self, asked: &Person) -> Result<Vec<Subject>> {
        let keys = [
            (index::SURNAME, name_key(&asked.surname)),
            (index::GIVEN, name_key(&asked.given)),
        ];
        let filter = "surname_key IS NOT DISTINCT FROM $4 AND given_key IS NOT DISTINCT FROM $5";
        let mut sheets = self.select(filter, Some(asked.birth_date.year()), &keys)?;
        sheets.retain(|sheet| same_person(asked, &sheet.person));
        Ok(sheets)
    }
}

impl RegistryDb for Rows<'_, '_> {
    fn card(&mut self, serial: &str) -> Result<Option<Recorded>> {
        cards::find(self.0, serial)
    }

    fn cards_of(&mut self, scheda: &str) -> Result<Vec<CardData>> {
        cards::of(self.0, scheda)
    }

    fn write_card(&mut self, card: &Recorded) -> Result<()> {
        cards::write(self.0, card)
    }

    fn stored_sheet(&mut self, scheda: &str) -> Result<Option<StoredSheet>> {
        let tx = self.0;
        let select = "SELECT sealed_by, document, note FROM subject \
                      WHERE tenant = $1 AND scheda = $2 AND erased_at IS NULL";
        let row = tx.query_opt(select, &[&tx.tenant, &escape(scheda)])?;
        row.map(|row| {
            let by: Option<&str> = row.try_get(0).map_err(sql)?;
            let document = row.try_get(1).map_err(sql)?;
            let note = row.try_get(2).map_err(sql)?;
            SheetRow::open(tx.vault, scheda, by, document, note)
        })
        .transpose()
    }

    fn write_sheet(&mut self, row: &SheetRow) -> Result<()> {
        let tx = self.0;
        let write = "INSERT INTO subject (tenant, scheda, codice_fiscale, surname_key, given_key, \
            birth_year, document, note, sealed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
            ON CONFLICT (tenant, scheda) DO UPDATE SET \
            codice_fiscale = excluded.codice_fiscale, surname_key = excluded.surname_key, \
            given_key = excluded.given_key, birth_year = excluded.birth_year, \
            document = excluded.document, note = excluded.note, \
            sealed_by = excluded.sealed_by, erased_at = NULL";
        tx.execute(
            write,
            &[
                &tx.tenant,
                &escape(&row.scheda),
                &row.codice_fiscale.as_deref().map(escape),
                &row.surname_key.as_deref().map(escape),
                &row.given_key.as_deref().map(escape),
                &row.birth_year,
                &row.document,
                &row.note,
                &row.sealed_by,
            ],
        )
        .map(drop)
    }

    fn vault(&self) -> &Vault {
        self.0.vault
    }
}
