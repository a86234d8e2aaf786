//! The names of the columns.

/// Columns without which a file is refused; every other one may be missing.
pub(super) const REQUIRED: [&str; 6] = [
    "scheda",
    "cognome",
    "nome",
    "sesso",
    "data_nascita",
    "luogo_nascita",
];

/// The columns of one parent.
pub(super) struct ParentColumns {
    pub(super) surname: &'static str,
    pub(super) given: &'static str,
    pub(super) sex: &'static str,
    pub(super) birth_date: &'static str,
    pub(super) birth_place: &'static str,
    pub(super) belfiore: &'static str,
    pub(super) codice_fiscale: &'static str,
}

macro_rules! parent {
    ($prefix:literal) => {
        ParentColumns {
            surname: concat!($prefix, "_cognome"),
            given: concat!($prefix, "_nome"),
            sex: concat!($prefix, "_sesso"),
            birth_date: concat!($prefix, "_data_nascita"),
            birth_place: concat!($prefix, "_luogo_nascita"),
            belfiore: concat!($prefix, "_belfiore_nascita"),
            codice_fiscale: concat!($prefix, "_codice_fiscale"),
        }
    };
}

pub(super) const PARENTS: [ParentColumns; 2] = [parent!("genitore1"), parent!("genitore2")];

impl ParentColumns {
    pub(super) fn all(&self) -> [&'static str; 7] {
        [
            self.surname,
            self.given,
            self.sex,
            self.birth_date,
            self.birth_place,
            self.belfiore,
            self.codice_fiscale,
        ]
    }
}

const COLUMNS: [&str; 57] = [
    "scheda",
    "cognome",
    "senza_cognome",
    "nome",
    "senza_nome",
    "sesso",
    "data_nascita",
    "luogo_nascita",
    "belfiore_nascita",
    "provincia_nascita",
    "localita_nascita",
    "codice_stato_nascita",
    "codice_fiscale",
    "cf_validato",
    "cittadinanza",
    "stato_civile",
    "tipo_residenza",
    "comune_residenza",
    "istat_residenza",
    "provincia_residenza",
    "specie",
    "via",
    "civico",
    "cap",
    "frazione",
    "presso",
    "residente_dal",
    "stato_estero",
    "codice_stato_estero",
    "localita_estera",
    "indirizzo_estero",
    "atto_comune",
    "atto_anno",
    "atto_numero",
    "atto_parte",
    "atto_serie",
    "statura",
    "genitore1_cognome",
    "genitore1_nome",
    "genitore1_sesso",
    "genitore1_data_nascita",
    "genitore1_luogo_nascita",
    "genitore1_belfiore_nascita",
    "genitore1_codice_fiscale",
    "genitore2_cognome",
    "genitore2_nome",
    "genitore2_sesso",
    "genitore2_data_nascita",
    "genitore2_luogo_nascita",
    "genitore2_belfiore_nascita",
    "genitore2_codice_fiscale",
    "carta_numero",
    "carta_tipo",
    "carta_rilascio",
    "carta_scadenza",
    "cancellato_il",
    "cancellato_motivo",
];

/// A free label of the sheet, kept as a note.
pub(super) const NOTE: &str = "caso";

/// Every column a file may have, in the order in which they are usually written.
///
/// | Columns | Values |
/// |---|---|
/// | `scheda` | identifier of the sheet; importing it again updates it |
/// | `cognome`, `nome` | as the registry writes them; empty only with `S` in `senza_cognome`, `senza_nome` |
/// | `sesso` | `M`, `F`, `N` (not stated) |
/// | `data_nascita` | `YYYY-MM-DD`, `YYYY-MM` or `YYYY` |
/// | `luogo_nascita`, `belfiore_nascita`, `provincia_nascita` | comune of birth; with a code that begins with `Z`, the foreign state, and then `localita_nascita` the town and `codice_stato_nascita` ANPR's code (3 digits) |
/// | `codice_fiscale`, `cf_validato` | 16 or 11 characters, or empty; `1` validated, `9` not |
/// | `cittadinanza` | codes of states (3 digits; 100 is Italy) joined by `+` |
/// | `tipo_residenza` | `RESIDENTE`, `AIRE`, `SFD` (no fixed abode) |
/// | `civico` | verbatim, never rewritten |
/// | `residente_dal`, `carta_rilascio`, `carta_scadenza`, `cancellato_il` | `YYYY-MM-DD` |
/// | `statura` | centimetres, 30 to 272 |
/// | `carta_tipo` | `C` paper, `E` electronic |
/// | `caso` | free label, kept as a note |
pub fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().chain([NOTE])
}
