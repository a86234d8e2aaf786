//! The synthetic registry of `examples/counter`: codes made by its Python generator, which shares
//! no line with this crate, must be the codes that this crate makes.

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{AnyCode, BirthData, CodiceFiscale, Validator};
use cie_core::citizen::place::{Belfiore, Places};

#[test]
fn codes_of_the_counter_example() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("../examples/counter/residents.csv");
    if !file.exists() {
        eprintln!("SKIPPED: {} is not there", file.display());
        return Ok(());
    }
    let reference = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("date")?;
    let validator = Validator::new(reference).with_places(Places::embedded());
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(file)?;
    let header = reader.headers()?.clone();
    let (mut agreeing, mut numeric, mut disagreeing) = (0, 0, 0);
    for record in reader.records() {
        let record = record?;
        let get = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let label = |name| get("caso").split('+').any(|label| label == name);
        let code = get("codice_fiscale");
        for parent in ["genitore1", "genitore2"] {
            if get(&format!("{parent}_nome")).is_empty() {
                continue;
            }
            let data = BirthData {
                surname: Some(get(&format!("{parent}_cognome"))),
                given: Some(get(&format!("{parent}_nome"))),
                birth: get(&format!("{parent}_data_nascita")).parse()?,
                sex: Sex::from_letter(get(&format!("{parent}_sesso"))).ok_or("sex")?,
                place: get(&format!("{parent}_belfiore_nascita")).parse::<Belfiore>()?,
            };
            let code = CodiceFiscale::parse(get(&format!("{parent}_codice_fiscale")).as_bytes())?;
            assert!(
                code.verify(&data)?.is_match(),
                "parent of {}",
                get("scheda")
            );
            agreeing += 1;
        }
        match code.len() {
            0 => continue,
            11 => {
                AnyCode::parse(code.as_bytes())?;
                numeric += 1;
                continue;
            }
            _ => {}
        }
        assert!(
            validator.validate(code.as_bytes()).is_valid(),
            "{}",
            get("scheda")
        );
        let Ok(birth) = get("data_nascita").parse() else {
            continue;
        };
        let data = BirthData {
            surname: Some(get("cognome")),
            given: Some(get("nome")),
            birth,
            sex: Sex::from_letter(get("sesso")).ok_or("sex")?,
            place: get("belfiore_nascita").parse::<Belfiore>()?,
        };
        let verification = CodiceFiscale::parse(code.as_bytes())?.verify(&data)?;
        assert_eq!(
            verification.is_omocode(),
            label("omocodia"),
            "{}",
            get("scheda")
        );
        assert_eq!(
            verification.is_match(),
            !label("cf_incoerente"),
            "{}",
            get("scheda")
        );
        if verification.is_match() {
            agreeing += 1;
        } else {
            disagreeing += 1;
        }
    }
    eprintln!("{agreeing} agree, {numeric} numeric, {disagreeing} disagree as labelled");
    assert!(agreeing > 2_500 && numeric == 3 && disagreeing == 4);
    Ok(())
}
