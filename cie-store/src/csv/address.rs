//! Residence.

use cie_core::citizen::{Address, AddressPlace, Civic, ForeignAddress, Residence};
use cie_core::date::parse_date;
use cie_core::redact::Personal;

use super::cells::{self, Cells, digits, province};
use crate::Code;

const COMUNE: [&str; 3] = ["comune_residenza", "istat_residenza", "provincia_residenza"];
const STREET: [&str; 3] = ["specie", "via", "civico"];
const ITALY: [&str; 4] = ["cap", "frazione", "presso", "residente_dal"];
const ABROAD: [&str; 4] = [
    "stato_estero",
    "codice_stato_estero",
    "localita_estera",
    "indirizzo_estero",
];

/// What the row says of the residence; `None` when it says nothing or something wrong.
pub(super) fn residence(cells: &mut Cells<'_>) -> Option<Residence> {
    match cells.get("tipo_residenza") {
        Some("RESIDENTE") => in_italy(cells),
        Some("AIRE") => abroad(cells),
        Some("SFD") => no_fixed_abode(cells),
        Some(_) => {
            cells.error("tipo_residenza", Code::CsvBadValue, cells::RESIDENCE);
            None
        }
        None => {
            if [&COMUNE[..], &STREET, &ITALY, &ABROAD]
                .iter()
                .any(|group| cells.any(group))
            {
                cells.error("tipo_residenza", Code::CsvMissing, cells::NEEDS_RESIDENCE);
            }
            None
        }
    }
}

fn in_italy(cells: &mut Cells<'_>) -> Option<Residence> {
    cells.ignore(&ABROAD, cells::NOT_ABROAD);
    let comune = comune(cells);
    let street = cells.need("via").map(Personal::from);
    let cap = cells.shaped("cap", cells::CAP, digits(5));
    let since = cells.read("residente_dal", cells::DATE, |text| parse_date(text).ok());
    // Spaces and separators of a civic number are the registry's: only an empty one is none.
    let civic = cells
        .get("civico")
        .map(|_| Civic::parse(cells.raw("civico")));
    Some(Residence::Italy {
        address: Address {
            comune: comune?,
            street_type: cells.text("specie"),
            street: street?,
            civic,
            cap,
            frazione: cells.text("frazione"),
        },
        care_of: cells.get("presso").map(Personal::from),
        since,
    })
}

fn abroad(cells: &mut Cells<'_>) -> Option<Residence> {
    cells.ignore(&STREET, cells::NOT_IN_ITALY);
    cells.ignore(&ITALY, cells::NOT_IN_ITALY);
    let aire_comune = if cells.any(&COMUNE) {
        comune(cells)
    } else {
        None
    };
    let state_code = cells.shaped("codice_stato_estero", cells::STATE_CODE, digits(3));
    let state = cells.need("stato_estero")?.to_owned();
    Some(Residence::Abroad {
        address: ForeignAddress {
            state_code,
            state,
            locality: cells.text("localita_estera"),
            province: None,
            line: cells.get("indirizzo_estero").map(Personal::from),
        },
        aire_comune,
    })
}

fn no_fixed_abode(cells: &mut Cells<'_>) -> Option<Residence> {
    cells.ignore(&ABROAD, cells::NOT_ABROAD);
    cells.ignore(&ITALY, cells::NOT_IN_ABODE);
    let comune = comune(cells)?;
    // The conventional street is one text: type, name and number as they stand.
    let parts: Vec<&str> = STREET
        .iter()
        .filter_map(|column| cells.get(column))
        .collect();
    Some(Residence::NoFixedAbode {
        comune,
        street: (!parts.is_empty()).then(|| Personal::from(parts.join(" "))),
    })
}

fn comune(cells: &mut Cells<'_>) -> Option<AddressPlace> {
    let istat = cells.shaped("istat_residenza", cells::ISTAT, digits(6));
    let province = cells.shaped("provincia_residenza", cells::PROVINCE, province);
    let name = cells.need("comune_residenza")?.to_owned();
    Some(AddressPlace {
        name,
        istat,
        province,
    })
}
