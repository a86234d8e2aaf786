//! From a row to a subject.

use cie_core::citizen::{
    BirthPlace, Citizenship, ITALY_STATE_CODE, NamePart, Person, Sex, TaxCode,
};
use cie_core::date::{PartialDate, parse_date};
use cie_core::exchange::{BirthAct, Cancellation, CardData, Subject};
use cie_core::redact::Personal;

use super::address::residence;
use super::cells::{self, Cells, belfiore, digits, province};
use super::columns::{NOTE, PARENTS, ParentColumns};
use crate::Code;

/// A sheet of the registry as one row describes it.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) subject: Subject,
    /// Free label, never on a wire.
    pub(crate) note: Option<String>,
}

impl Sheet {
    /// The identifier of the sheet.
    pub(crate) fn scheda(&self) -> &str {
        self.subject
            .person
            .registry_id
            .as_deref()
            .unwrap_or_default()
    }
}

/// Reads a row; whatever is wrong is left in `cells`.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<Sheet> {
    // Everything is read before anything is given up, so that all errors are told at once.
    let person = person(cells);
    let parents: Vec<_> = PARENTS
        .iter()
        .filter_map(|columns| parent(cells, columns))
        .collect();
    let residence = residence(cells);
    let citizenships = citizenships(cells);
    let birth_act = birth_act(cells);
    let card = card(cells);
    let cancellation = cancellation(cells);
    let height_cm = cells.read("statura", cells::HEIGHT, |text| {
        let height = text
            .parse()
            .ok()
            .filter(|height| (30..=272).contains(height));
        height.filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
    });
    Some(Sheet {
        note: cells.text(NOTE),
        subject: Subject {
            birth_act,
            civil_status: cells.text("stato_civile"),
            parents,
            residence,
            citizenships,
            cancellation,
            card,
            height_cm,
            ..Subject::new(person?)
        },
    })
}

fn person(cells: &mut Cells<'_>) -> Option<Person> {
    cells.need("scheda");
    let fits = |text: &str| text.chars().count() <= 64;
    let scheda = cells.shaped("scheda", cells::SHEET, fits);
    let surname = name(cells, "cognome", "senza_cognome", cells::NO_SURNAME);
    let given = name(cells, "nome", "senza_nome", cells::NO_GIVEN);
    cells.need("sesso");
    let sex = cells.read("sesso", cells::SEX, Sex::from_letter);
    cells.need("data_nascita");
    let birth_date = date_of_birth(cells, "data_nascita");
    let birth_place = birth_place(cells);
    let validated = cells.read("cf_validato", cells::VALIDATED, |text| match text {
        "1" => Some(true),
        "9" => Some(false),
        _ => None,
    });
    let tax_code = tax_code(cells, "codice_fiscale").map(|code| TaxCode { validated, ..code });
    if validated.is_some() && cells.get("codice_fiscale").is_none() {
        cells.error("cf_validato", Code::CsvContradiction, cells::NEEDS_CODE);
    }
    Some(Person {
        tax_code,
        surname: surname?,
        given: given?,
        sex: sex?,
        birth_date: birth_date?,
        birth_place: birth_place?,
        aire: cells.get("tipo_residenza") == Some("AIRE"),
        registry_id: Some(scheda?),
        anpr_id: None,
    })
}

fn name(
    cells: &mut Cells<'_>,
    column: &'static str,
    without: &'static str,
    advice: cie_core::lang::Text,
) -> Option<NamePart> {
    let none = cells.read(without, cells::S_OR_EMPTY, |text| {
        (text == "S").then_some(())
    });
    match (cells.get(column), none) {
        (Some(_), Some(())) => {
            cells.error(without, Code::CsvContradiction, cells::NAME_AND_NONE);
            None
        }
        (Some(text), None) => Some(NamePart::from_text(text)),
        (None, Some(())) => Some(NamePart::None),
        (None, None) => {
            cells.error(column, Code::CsvMissing, advice);
            None
        }
    }
}

fn date_of_birth(cells: &mut Cells<'_>, column: &'static str) -> Option<PartialDate> {
    cells.read(column, cells::PARTIAL_DATE, |text| text.parse().ok())
}

/// Only length and alphabet: whether the code is right is judged where the rules are.
fn tax_code(cells: &mut Cells<'_>, column: &'static str) -> Option<TaxCode> {
    let code = cells.shaped(column, cells::FISCAL_CODE, |text| match text.len() {
        16 => text.bytes().all(|b| b.is_ascii_alphanumeric()),
        11 => text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    })?;
    Some(TaxCode {
        code: Personal::new(code),
        validated: None,
        since: None,
    })
}

fn birth_place(cells: &mut Cells<'_>) -> Option<BirthPlace> {
    let belfiore = cells.shaped("belfiore_nascita", cells::BELFIORE, belfiore);
    let state_code = cells.shaped("codice_stato_nascita", cells::STATE_CODE, digits(3));
    let place = cells.need("luogo_nascita").map(str::to_owned);
    let says_abroad = state_code
        .as_deref()
        .is_some_and(|code| code != ITALY_STATE_CODE);
    let abroad = match &belfiore {
        Some(code) => code.starts_with('Z'),
        None => says_abroad,
    };
    if abroad != says_abroad && state_code.is_some() {
        cells.error(
            "codice_stato_nascita",
            Code::CsvContradiction,
            cells::BORN_IN_ITALY,
        );
    }
    if abroad {
        return Some(BirthPlace::Foreign {
            belfiore,
            state_code,
            state: place?,
            locality: cells.text("localita_nascita"),
            province: cells.text("provincia_nascita"),
        });
    }
    cells.ignore(&["localita_nascita"], cells::FOREIGN_BIRTH);
    let province = cells.shaped("provincia_nascita", cells::PROVINCE, province);
    Some(BirthPlace::Comune {
        belfiore,
        istat: None,
        name: place?,
        province,
    })
}

/// A parent, where any column says something.
///
/// There is no "has no surname" for parents in the file: an empty one is kept as an empty text,
/// which is what the check of the request reports before the citizen is at the counter.
fn parent(cells: &mut Cells<'_>, columns: &ParentColumns) -> Option<Person> {
    if !cells.any(&columns.all()) {
        return None;
    }
    let text =
        |cells: &Cells<'_>, column| NamePart::from_text(cells.get(column).unwrap_or_default());
    let (surname, given) = (text(cells, columns.surname), text(cells, columns.given));
    if !cells.any(&[columns.surname, columns.given]) {
        cells.error(columns.surname, Code::CsvMissing, cells::REQUIRED);
    }
    let sex = cells.read(columns.sex, cells::SEX, Sex::from_letter);
    cells.need(columns.birth_date);
    let birth_date = date_of_birth(cells, columns.birth_date);
    let place = cells.need(columns.birth_place).map(str::to_owned);
    let belfiore = cells.shaped(columns.belfiore, cells::BELFIORE, belfiore);
    let tax_code = tax_code(cells, columns.codice_fiscale);
    let place = place?;
    let birth_place = if belfiore
        .as_deref()
        .is_some_and(|code| code.starts_with('Z'))
    {
        BirthPlace::Foreign {
            belfiore,
            state_code: None,
            state: place,
            locality: None,
            province: None,
        }
    } else {
        BirthPlace::Comune {
            belfiore,
            istat: None,
            name: place,
            province: None,
        }
    };
    Some(Person {
        tax_code,
        surname,
        given,
        sex: sex.unwrap_or(Sex::N),
        birth_date: birth_date?,
        birth_place,
        aire: false,
        registry_id: None,
        anpr_id: None,
    })
}

fn citizenships(cells: &mut Cells<'_>) -> Vec<Citizenship> {
    let read = cells.read("cittadinanza", cells::CITIZENSHIP, |text| {
        let codes: Vec<&str> = text.split('+').map(str::trim).collect();
        let mut distinct = codes.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let fits = codes.iter().all(|code| digits(3)(code)) && distinct.len() == codes.len();
        fits.then(|| codes.into_iter().map(citizenship).collect())
    });
    read.unwrap_or_default()
}

fn citizenship(code: &str) -> Citizenship {
    if code == ITALY_STATE_CODE {
        return Citizenship::italian();
    }
    Citizenship {
        state_code: code.to_owned(),
        state: None,
        since: None,
    }
}

fn birth_act(cells: &mut Cells<'_>) -> Option<BirthAct> {
    let columns = [
        "atto_comune",
        "atto_anno",
        "atto_numero",
        "atto_parte",
        "atto_serie",
    ];
    if !cells.any(&columns) {
        return None;
    }
    Some(BirthAct {
        comune: cells.text("atto_comune"),
        comune_istat: None,
        year: cells.shaped("atto_anno", cells::YEAR, digits(4)),
        part: cells.text("atto_parte"),
        series: cells.text("atto_serie"),
        number: cells.get("atto_numero").map(Personal::from),
    })
}

fn card(cells: &mut Cells<'_>) -> Option<CardData> {
    if cells.get("carta_numero").is_none() {
        for column in ["carta_tipo", "carta_rilascio", "carta_scadenza"] {
            if cells.get(column).is_some() {
                cells.error(column, Code::CsvContradiction, cells::NEEDS_CARD);
            }
        }
        return None;
    }
    let fits = |text: &str| text.chars().count() <= 20;
    let serial = cells.shaped("carta_numero", cells::CARD_NUMBER, fits);
    cells.need("carta_tipo");
    let electronic = cells.read("carta_tipo", cells::CARD_TYPE, |text| match text {
        "E" => Some(true),
        "C" => Some(false),
        _ => None,
    });
    let mut day = |column| cells.read(column, cells::DATE, |text| parse_date(text).ok());
    let (issued_on, expires_on) = (day("carta_rilascio"), day("carta_scadenza"));
    if issued_on
        .zip(expires_on)
        .is_some_and(|(issue, expiry)| expiry < issue)
    {
        cells.error("carta_scadenza", Code::CsvContradiction, cells::EXPIRY);
    }
    Some(CardData {
        serial: serial?,
        electronic: Some(electronic?),
        issued_on,
        expires_on,
        valid_for_travel: None,
        comune_istat: None,
        comune: None,
        annulled_on: None,
    })
}

fn cancellation(cells: &mut Cells<'_>) -> Option<Cancellation> {
    if cells.get("cancellato_il").is_none() && cells.get("cancellato_motivo").is_some() {
        cells.error("cancellato_il", Code::CsvMissing, cells::NEEDS_CANCELLED);
    }
    let on = cells.read("cancellato_il", cells::DATE, |text| parse_date(text).ok())?;
    Some(Cancellation {
        reason: cells.text("cancellato_motivo"),
        on,
    })
}
