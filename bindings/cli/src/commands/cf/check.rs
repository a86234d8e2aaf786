//! `cie cf check`: judges codes by degrees.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale::{AnyCode, Details, Report as Judgement, Syntax, Validator};
use cie_core::citizen::place::Places;
use cie_core::date::parse_date;
use cie_core::redact::Personal;
use clap::Args;
use serde_json::{Value, json};

use super::sex_text;
use crate::commands::{input, place, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// A longer line is no code; what is beyond is skipped, not kept.
const LONGEST_LINE: u64 = 256;
/// More than the citizens of any comune: a longer input is not a list of codes.
const MOST_LINES: u64 = 10_000_000;
/// As much as the core accepts as an archive of comuni.
const MAX_PLACES: u64 = 32 << 20;

/// Options of `cie cf check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Codes; `-` reads them from standard input, one a line.
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<Personal<String>>,
    /// Day taken as today: nobody was born after it, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// Archive of comuni in the form of ANPR_archivio_comuni.csv, instead of the embedded one.
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let loaded = match &options.places {
        Some(path) => Some(Places::from_anpr_csv(&input::read(path, MAX_PLACES)?)?),
        None => None,
    };
    let places = loaded.as_ref().unwrap_or_else(|| Places::embedded());
    let validator = Validator::new(input::day_or_today(options.on)).with_places(places);
    let mut valid = true;
    let mut judge = |code: &[u8]| {
        let judgement = validator.validate(code);
        valid &= judgement.is_valid();
        report.record(&members(&judgement));
        show(code, &judgement, places, report);
    };
    for code in &options.codes {
        match code.expose().as_str() {
            "-" => each_line(io::stdin().lock(), &mut judge)?,
            code => judge(code.as_bytes()),
        }
    }
    Ok(if valid { Status::Ok } else { Status::Findings })
}

/// The judgement in the words of the vectors; a form that does not fit leaves all else unsaid.
fn members(judgement: &Judgement) -> Value {
    let details = judgement.details();
    let births = |details: &Details| -> Vec<NaiveDate> { details.births.iter().collect() };
    json!({
        "syntax": judgement.syntax() == Syntax::Fits,
        "checksum": details.map(|d| d.checksum),
        "calendar": details.map(|d| d.calendar),
        "place_known": details.map(|d| d.place_known),
        "place_active_at_birth": details.and_then(|d| d.place_active),
        "names_plausible": details.map(|d| d.names_plausible),
        "omocode": details.map(|d| d.omocode),
        "birth_date_candidates": details.as_ref().map(births),
        "sex": details.map(|d| d.sex),
        "birth_place": details.map(|d| d.birth_place),
        "strict_valid": judgement.is_valid(),
    })
}

/// Calls `take` with every line that is not empty, without its end.
fn each_line(mut lines: impl BufRead, mut take: impl FnMut(&[u8])) -> Result<(), Failure> {
    let unreadable = |error: io::Error| input::unreadable(Path::new("-"), &error);
    let mut line = Vec::new();
    for _ in 0..MOST_LINES {
        line.clear();
        let mut start = lines.by_ref().take(LONGEST_LINE);
        start.read_until(b'\n', &mut line).map_err(unreadable)?;
        if line.is_empty() {
            return Ok(());
        }
        if line.last() != Some(&b'\n') {
            lines.skip_until(b'\n').map_err(unreadable)?;
        }
        let code = line.strip_suffix(b"\n").unwrap_or(&line);
        let code = code.strip_suffix(b"\r").unwrap_or(code);
        if !code.is_empty() {
            take(code);
        }
    }
    Err(Failure::new(
        Status::Findings,
        format!("-: oltre {MOST_LINES} righe"),
        format!("-: beyond {MOST_LINES} lines"),
    ))
}

/// The judgement for people.
fn show(code: &[u8], judgement: &Judgement, places: &Places, report: &mut Report) {
    let lang = report.lang();
    let verdict = if judgement.is_valid() {
        text!(lang, "valido" / "valid")
    } else {
        text!(lang, "NON VALIDO" / "NOT VALID")
    };
    report.show(&format!("{:<16}  {verdict}", printable(code)));
    let mut facts = Vec::new();
    match judgement.details() {
        Some(details) => describe(&details, places, report, &mut facts),
        None => {
            let what = match judgement.syntax() {
                Syntax::Misfit(at) => {
                    let at = u32::from(at) + 1;
                    text!(
                        lang,
                        "il carattere {at} non può stare in quella posizione"
                            / "character {at} may not stand in that position"
                    )
                }
                _ => text!(
                    lang,
                    "non ha 16 caratteri" / "it does not have 16 characters"
                ),
            };
            facts.push((text!(lang, "forma" / "form"), what));
            if let Ok(AnyCode::Provisional(_)) = AnyCode::parse(code) {
                facts.push((
                    text!(lang, "nota" / "note"),
                    text!(
                        lang,
                        "è un codice numerico provvisorio, con la cifra di controllo giusta"
                            / "it is a provisional numeric code, with the right check digit"
                    ),
                ));
            }
        }
    }
    table::facts(report, &facts);
}

/// What the code says, then what is wrong with it, then what is only worth a look.
fn describe(
    details: &Details,
    places: &Places,
    report: &Report,
    facts: &mut Vec<(String, String)>,
) {
    let lang = report.lang();
    let births: Vec<String> = details.births.iter().map(|day| day.to_string()).collect();
    let births = births.join(&text!(lang, " o " / " or "));
    if !births.is_empty() {
        facts.push((text!(lang, "nascita" / "born"), births));
    }
    let sex = sex_text(details.sex, report);
    facts.push((text!(lang, "sesso" / "sex"), sex));
    let place_name = place_name(details, places).unwrap_or_default();
    let place = format!("{} {place_name}", details.birth_place);
    facts.push((text!(lang, "luogo" / "place"), place));

    let error = || text!(lang, "errore" / "error");
    let warning = || text!(lang, "attenzione" / "warning");
    let remarks = [
        (
            !details.checksum,
            error(),
            text!(
                lang,
                "il carattere di controllo è errato" / "the check character is wrong"
            ),
        ),
        (
            !details.calendar,
            error(),
            text!(
                lang,
                "il giorno di nascita non esiste o non è possibile"
                    / "the day of birth does not exist or is not possible"
            ),
        ),
        (
            !details.place_known,
            error(),
            text!(
                lang,
                "il codice del luogo non è mai stato assegnato"
                    / "the code of the place was never assigned"
            ),
        ),
        (
            details.place_active == Some(false),
            warning(),
            text!(
                lang,
                "il luogo non esisteva il giorno della nascita"
                    / "the place did not exist on the day of birth"
            ),
        ),
        (
            !details.names_plausible,
            warning(),
            text!(
                lang,
                "nessun cognome o nome dà queste lettere"
                    / "no surname or given name gives these letters"
            ),
        ),
        (
            details.omocode,
            text!(lang, "nota" / "note"),
            text!(
                lang,
                "omocodia: una o più cifre sono scritte come lettere"
                    / "omocode: one or more digits are written as letters"
            ),
        ),
    ];
    for (holds, label, remark) in remarks {
        if holds {
            facts.push((label, remark));
        }
    }
}

/// The name the place had at the latest possible birth, or the last it had.
fn place_name(details: &Details, places: &Places) -> Option<String> {
    let then = details
        .births
        .iter()
        .filter_map(|day| places.at(details.birth_place, day))
        .last();
    let found = then.or_else(|| places.by_belfiore(details.birth_place).last())?;
    Some(place::label(&found))
}

/// What was typed, short and without anything a terminal would obey.
fn printable(code: &[u8]) -> String {
    String::from_utf8_lossy(code)
        .chars()
        .take(40)
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_one_line_and_empty_ones_are_none() {
        let mut text = vec![b'A'; 3 * 256];
        text.extend_from_slice(b"\n\r\n\nRSS\r\nend");
        let mut lengths = Vec::new();
        each_line(&text[..], |line| lengths.push(line.len())).expect("memory can be read");
        assert_eq!(lengths, [256, 3, 3]);
    }

    #[test]
    fn a_terminal_is_told_nothing() {
        assert_eq!(printable(b"A\x1b[2J\xff"), "A\u{FFFD}[2J\u{FFFD}");
    }
}
