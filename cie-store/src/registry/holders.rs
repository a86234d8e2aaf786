//! Whose card it is: from the particulars of a notice to the sheets they lead to.

use cie_core::citizen::Person;
use cie_core::exchange::Subject;

use super::cards::Holders;
use super::is_here;
use super::matching::{code_key, same_particulars};
use crate::Result;

/// The sheets of a registry, looked up in the three ways there are.
pub(crate) trait Sheets {
    /// The sheet of that identifier.
    fn by_sheet(&mut self, scheda: &str) -> Result<Vec<Subject>>;
    /// The sheets with that codice fiscale.
    fn by_code(&mut self, code: &str) -> Result<Vec<Subject>>;
    /// The sheets whose particulars are the same.
    fn by_person(&mut self, person: &Person) -> Result<Vec<Subject>>;
}

/// The sheets to which the particulars of a notice lead.
///
/// The identifier of the sheet is believed when the codice fiscale does not contradict it; then
/// the codice fiscale, and among several sheets with the same one, the particulars.
pub(crate) fn holders(registry: &mut impl Sheets, person: &Person, istat: &str) -> Result<Holders> {
    let mut sheets = match &person.registry_id {
        Some(scheda) => registry.by_sheet(scheda)?,
        None => Vec::new(),
    };
    let both_codes = |sheet: &Subject| {
        let stored = sheet.person.codice_fiscale();
        person
            .codice_fiscale()
            .zip(stored)
            .map(|(a, b)| code_key(a) == code_key(b))
    };
    sheets.retain(|sheet| {
        both_codes(sheet).unwrap_or_else(|| same_particulars(person, &sheet.person))
    });
    if sheets.is_empty() {
        sheets = match person.codice_fiscale() {
            Some(code) => registry.by_code(code)?,
            None => registry.by_person(person)?,
        };
        if sheets.len() > 1 {
            sheets.retain(|sheet| same_particulars(person, &sheet.person));
        }
    }
    // A card goes on the one sheet of somebody who lives here; failing that, on the one sheet of
    // somebody who was cancelled meanwhile. Where it is not certain, the operator must decide.
    let here = |sheet: &&Subject| is_here(sheet, istat);
    let living: Vec<_> = sheets
        .iter()
        .filter(here)
        .filter(|sheet| sheet.cancellation.is_none())
        .collect();
    let eligible = if living.is_empty() {
        sheets.iter().filter(here).collect()
    } else {
        living
    };
    let certain = match eligible.as_slice() {
        [only] => only.person.registry_id.clone(),
        _ => None,
    };
    let possible = sheets
        .iter()
        .filter_map(|sheet| sheet.person.registry_id.clone())
        .collect();
    Ok(Holders {
        possible,
        certain,
        ambiguous: eligible.len() > 1,
    })
}
