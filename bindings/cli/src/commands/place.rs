//! Places by code or by name, as the operator types them.

use chrono::NaiveDate;
use cie_core::citizen::place::{Belfiore, Place, Places};
use serde_json::json;

use super::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The place with that Belfiore code, or the only one with that name on that day; a name may end
/// with its province, as in `Castro (LE)`. Where several answer, they are listed.
pub(super) fn find(
    text: &str,
    on: NaiveDate,
    report: &mut Report,
) -> Result<(Belfiore, Place<'static>), Failure> {
    if let Ok(code) = text.trim().to_ascii_uppercase().parse::<Belfiore>() {
        return by_code(code, on, report);
    }
    let (name, province) = split(text);
    let wanted = |place: &Place<'_>| {
        let here = |letters: &str| place.province() == Some(letters);
        place.admits_birth() && province.as_deref().is_none_or(here)
    };
    let places = Places::embedded();
    let now = distinct(places.by_name_at(name, on).filter(wanted));
    match now.as_slice() {
        [found] => Ok(*found),
        [] => {
            let once = distinct(places.by_name(name).filter(wanted));
            if once.is_empty() {
                return Err(unknown());
            }
            list(&once, report);
            Err(Failure::new(
                Status::Findings,
                "quel giorno nessun luogo aveva questo nome: indicare il codice catastale",
                "no place had this name on that day: give the Belfiore code",
            ))
        }
        several => {
            list(several, report);
            Err(Failure::new(
                Status::Findings,
                "più luoghi hanno questo nome: indicare il codice catastale o la provincia, \
                 come in 'Castro (LE)'",
                "several places have this name: give the Belfiore code or the province, as in \
                 'Castro (LE)'",
            ))
        }
    }
}

/// Name and province for people, such as `ROMA (RM)`.
pub(super) fn label(place: &Place<'_>) -> String {
    match place.province() {
        Some(province) => format!("{} ({province})", place.name()),
        None => place.name().to_owned(),
    }
}

fn by_code(
    code: Belfiore,
    on: NaiveDate,
    report: &mut Report,
) -> Result<(Belfiore, Place<'static>), Failure> {
    let places = Places::embedded();
    if let Some(place) = places.at(code, on) {
        return Ok((code, place));
    }
    let place = places.by_belfiore(code).last().ok_or_else(unknown)?;
    report.warn(&text!(
        report.lang(),
        "attenzione: quel giorno nessun luogo aveva questo codice catastale"
            / "warning: no place had this Belfiore code on that day"
    ));
    Ok((code, place))
}

fn unknown() -> Failure {
    Failure::new(
        Status::Findings,
        "luogo sconosciuto: indicare il nome o il codice catastale di un comune o di uno Stato",
        "unknown place: give the name or the Belfiore code of a comune or a state",
    )
}

/// The name without a province in brackets, and the province.
fn split(text: &str) -> (&str, Option<String>) {
    let trimmed = text.trim();
    let province = trimmed
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .filter(|(_, letters)| letters.len() == 2);
    match province {
        Some((name, letters)) => (name, Some(letters.to_ascii_uppercase())),
        None => (trimmed, None),
    }
}

/// One row for each Belfiore code, its latest.
fn distinct(places: impl Iterator<Item = Place<'static>>) -> Vec<(Belfiore, Place<'static>)> {
    let mut all: Vec<(Belfiore, Place<'static>)> = places
        .filter_map(|place| Some((place.belfiore()?, place)))
        .collect();
    all.sort_by_key(|(code, place)| (*code, std::cmp::Reverse(place.from())));
    all.dedup_by_key(|(code, _)| *code);
    all
}

fn list(places: &[(Belfiore, Place<'static>)], report: &mut Report) {
    let lang = report.lang();
    let rows: Vec<[String; 3]> = places
        .iter()
        .map(|(code, place)| {
            let period = table::period(place.from(), place.to(), lang);
            [code.to_string(), label(place), period]
        })
        .collect();
    table::rows(report, &rows);
    for (code, place) in places {
        report.object(
            "candidate",
            json!({
                "belfiore": code,
                "name": place.name(),
                "province": place.province(),
                "from": place.from(),
                "to": place.to(),
            }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_in_brackets_is_not_part_of_the_name() {
        assert_eq!(split(" Castro (le) "), ("Castro ", Some("LE".to_owned())));
        assert_eq!(split("Castro"), ("Castro", None));
        assert_eq!(split("Castro (Lecce)"), ("Castro (Lecce)", None));
    }
}
