//! `cie cf encode`: writes the code that personal data call for.

use cie_core::Code;
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{BirthData, CodiceFiscale};
use cie_core::date::PartialDate;
use cie_core::redact::Personal;
use clap::Args;
use serde_json::json;

use super::sex_text;
use crate::commands::{input, place, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie cf encode`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Surname; leave it out for who has none.
    #[arg(long, default_value = "", hide_default_value = true)]
    surname: Personal<String>,
    /// Given names; leave them out for who has none.
    #[arg(long, default_value = "", hide_default_value = true)]
    name: Personal<String>,
    /// Date of birth, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    born: PartialDate,
    /// Sex, M or F.
    #[arg(long, value_parser = input::sex)]
    sex: Sex,
    /// Comune or foreign state of birth: Belfiore code, or name as in `Castro (LE)`.
    #[arg(long)]
    place: Personal<String>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let (surname, given) = (options.surname.expose(), options.name.expose());
    if surname.trim().is_empty() && given.trim().is_empty() {
        return Err(Failure::new(
            Status::Usage,
            "indicare --surname, --name o entrambi",
            "give --surname, --name or both",
        ));
    }
    let born = options.born.complete();
    let birth = born.ok_or_else(|| cie_core::Error::new(Code::IncompleteBirth))?;
    let (code, place) = place::find(options.place.expose(), birth, report)?;
    let encoded = CodiceFiscale::encode(&BirthData {
        surname: Some(surname),
        given: Some(given),
        birth,
        sex: options.sex,
        place: code,
    })?;
    report.record(&json!({
        "codice_fiscale": encoded.expose(),
        "birth_place": code,
        "birth_place_name": place.name(),
    }));
    report.show(encoded.expose());
    let place = format!("{code} {}", place::label(&place));
    table::facts(
        report,
        &[
            (text!(lang, "nascita" / "born"), birth.to_string()),
            (text!(lang, "sesso" / "sex"), sex_text(options.sex, report)),
            (text!(lang, "luogo" / "place"), place),
            (
                text!(lang, "nota" / "note"),
                text!(
                    lang,
                    "i codici li attribuisce solo l'Agenzia delle Entrate, che può averne \
                     assegnato un altro (omocodia)"
                        / "only the Agenzia delle Entrate assigns codes, and it may have assigned \
                     another (omocode)"
                ),
            ),
        ],
    );
    Ok(Status::Ok)
}
