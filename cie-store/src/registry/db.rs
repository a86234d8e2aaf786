//! What a registry does, over whatever database: the database only looks up and writes rows.

use chrono::NaiveDate;
use cie_core::exchange::{
    AnnulmentReason, CardAnnulment, CardData, CardEffect, CardNotice, Query, QueryKey, Search,
    Subject,
};

use super::cards::{Recorded, annulled, imported, issued, replayed, shown};
use super::holders::{MAX_DOCUMENT, MAX_FOUND, Sheets, holders};
use super::matching::{code_key, name_key};
use super::{RegistryConfig, Upsert, search};
use crate::seal::{Field, Vault, index};
use crate::{Code, Error, Result};

/// Document and label of a sheet.
pub(crate) type StoredSheet = (Vec<u8>, Option<Vec<u8>>);

/// Rows of one registry, inside one transaction.
pub(crate) trait RegistryDb: Sheets {
    /// A card by its serial.
    fn card(&mut self, serial: &str) -> Result<Option<Recorded>>;
    /// The cards of a sheet, in the order of recording.
    fn cards_of(&mut self, scheda: &str) -> Result<Vec<CardData>>;
    /// Adds or replaces a card.
    fn write_card(&mut self, card: &Recorded) -> Result<()>;
    /// Document and label of a sheet, opened.
    fn stored_sheet(&mut self, scheda: &str) -> Result<Option<StoredSheet>>;
    /// Adds or replaces a sheet.
    fn write_sheet(&mut self, row: &SheetRow) -> Result<()>;
    /// What seals its columns.
    fn vault(&self) -> &Vault;
}

/// A sheet as it is stored.
pub(crate) struct SheetRow {
    pub(crate) scheda: String,
    pub(crate) codice_fiscale: Option<String>,
    pub(crate) surname_key: Option<String>,
    pub(crate) given_key: Option<String>,
    pub(crate) birth_year: i32,
    pub(crate) document: Vec<u8>,
    pub(crate) note: Option<Vec<u8>>,
    pub(crate) sealed_by: Option<String>,
}

impl SheetRow {
    /// Seals a sheet with the current key.
    pub(crate) fn seal(
        vault: &Vault,
        sheet: &Subject,
        document: Vec<u8>,
        note: Option<Vec<u8>>,
    ) -> Result<Self> {
        let person = &sheet.person;
        let scheda = person.registry_id.clone().unwrap_or_default();
        let row = [scheda.as_str()];
        let sealed = vault.seal_field(Field::SubjectDocument, &row, document)?;
        let by = sealed.by.as_deref();
        let key = |column, text: Option<String>| {
            let text = text.map(|text| vault.index(by, column, &text));
            text.transpose()
        };
        let seal_note = |note| vault.seal_field_by(by, Field::SubjectNote, &row, note);
        Ok(Self {
            codice_fiscale: key(index::CODICE_FISCALE, person.codice_fiscale().map(code_key))?,
            surname_key: key(index::SURNAME, name_key(&person.surname))?,
            given_key: key(index::GIVEN, name_key(&person.given))?,
            birth_year: person.birth_date.year(),
            note: note.map(seal_note).transpose()?,
            document: sealed.bytes,
            sealed_by: sealed.by,
            scheda,
        })
    }

    /// Opens a sheet's document and label as they are stored.
    pub(crate) fn open(
        vault: &Vault,
        scheda: &str,
        by: Option<&str>,
        document: Vec<u8>,
        note: Option<Vec<u8>>,
    ) -> Result<StoredSheet> {
        let document = vault.open_field(Field::SubjectDocument, &[scheda], by, document)?;
        let note = note.map(|note| vault.open_field(Field::SubjectNote, &[scheda], by, note));
        Ok((document, note.transpose()?))
    }
}

/// Answers a query.
pub(crate) fn find(
    db: &mut dyn RegistryDb,
    query: &Query,
    config: &RegistryConfig,
) -> Result<Search> {
    let day = query.header.sent_at.date();
    let mut sheets = match &query.key {
        QueryKey::CodiceFiscale(code) => db.by_code(code.expose())?,
        QueryKey::Person(person) => db.by_person(person)?,
        _ => return Err(Error::new(Code::Unexpected).detail("kind of query")),
    };
    if sheets.len() > MAX_FOUND {
        return Err(Code::TooManyFound.into());
    }
    for sheet in &mut sheets {
        if let Some(scheda) = &sheet.person.registry_id {
            let cards = db.cards_of(scheda)?;
            sheet.card = shown(cards, day, config.card_policy);
        }
    }
    Ok(search(sheets, config.comune_istat()))
}

/// Records a card that was issued; `keep` sees the holder's sheet before anything stays.
pub(crate) fn issue(
    db: &mut dyn RegistryDb,
    notice: &CardNotice,
    istat: &str,
    keep: impl FnOnce(&str) -> Result<()>,
) -> Result<CardEffect> {
    let holders = holders(db, &notice.person, istat)?;
    let recorded = db.card(&notice.card.serial)?;
    let done = issued(&holders, recorded, &notice.card);
    if let Some(write) = &done.write {
        db.write_card(write)?;
        keep(&write.scheda)?;
    }
    Ok(done.effect)
}

/// Records that a card was annulled; `keep` as for [`issue`].
pub(crate) fn annul(
    db: &mut dyn RegistryDb,
    annulment: &CardAnnulment,
    istat: &str,
    keep: impl FnOnce(&str) -> Result<()>,
) -> Result<CardEffect> {
    let holders = holders(db, &annulment.person, istat)?;
    let recorded = db.card(&annulment.card.serial)?;
    let done = annulled(&holders, recorded.as_ref(), annulment.on, annulment.reason);
    if let Some(mut card) = recorded.filter(|_| done.write) {
        card.card.annulled_on = Some(annulment.on);
        card.reason = Some(annulment.reason);
        db.write_card(&card)?;
        keep(&card.scheda)?;
    }
    Ok(done.effect)
}

/// Applies a notice that was recorded before, unless its sheet is gone; what the notice said stands.
pub(crate) fn replay(
    db: &mut dyn RegistryDb,
    scheda: &str,
    card: &CardData,
    annulment: Option<(NaiveDate, AnnulmentReason)>,
) -> Result<()> {
    if db.stored_sheet(scheda)?.is_none() {
        return Ok(());
    }
    let recorded = db.card(&card.serial)?;
    let write = match annulment {
        Some((on, reason)) => recorded.map(|mut old| {
            old.card.annulled_on = Some(on);
            old.reason = Some(reason);
            old
        }),
        None => Some(replayed(scheda, recorded, card)),
    };
    write.map_or(Ok(()), |write| db.write_card(&write))
}

/// Writes a sheet and its card.
pub(crate) fn upsert(
    db: &mut dyn RegistryDb,
    sheet: &Subject,
    note: Option<&str>,
) -> Result<Upsert> {
    let scheda = sheet.person.registry_id.as_deref();
    let scheda = scheda.filter(|scheda| !scheda.is_empty());
    let scheda = scheda.ok_or_else(|| Error::new(Code::NoSheetId))?;
    // The card first: a conflict leaves the sheet as it was.
    let card = match &sheet.card {
        Some(card) => match imported(scheda, db.card(&card.serial)?, card) {
            Ok(write) => write,
            Err(()) => return Ok(Upsert::CardConflict),
        },
        None => None,
    };
    let bare = Subject {
        card: None,
        ..sheet.clone()
    };
    let document = serde_json::to_vec(&bare).map_err(|_| Error::new(Code::Unexpected))?;
    if document.len() > MAX_DOCUMENT {
        return Err(Error::new(Code::TooLarge).detail("sheet"));
    }
    let note = note.map(|note| note.as_bytes().to_vec());
    let stored = db.stored_sheet(scheda)?;
    let same = stored
        .as_ref()
        .is_some_and(|(stored, label)| *stored == document && *label == note);
    if !same {
        let row = SheetRow::seal(db.vault(), &bare, document, note)?;
        db.write_sheet(&row)?;
    }
    if let Some(card) = &card {
        db.write_card(card)?;
    }
    Ok(match (stored.is_some(), same && card.is_none()) {
        (false, _) => Upsert::Added,
        (true, true) => Upsert::Unchanged,
        (true, false) => Upsert::Updated,
    })
}
