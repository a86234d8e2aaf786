//! `cie card list`: readers and what they hold.

use crate::exit::{Failure, Status};
use crate::report::Report;

#[cfg(feature = "pcsc")]
pub(super) fn run(report: &mut Report) -> Result<Status, Failure> {
    use cie_devices::reader::{CardPresence, Readers};
    use serde_json::json;

    let states = Readers::connect()?.states()?;
    let lang = report.lang();
    let mut rows = Vec::new();
    for state in &states {
        let (name, shown) = match state.presence {
            CardPresence::Empty => ("empty", text!(lang, "vuoto" / "empty")),
            CardPresence::Present => ("present", text!(lang, "carta presente" / "holds a card")),
            CardPresence::Mute => (
                "mute",
                text!(
                    lang,
                    "carta che non risponde" / "holds a card that does not answer"
                ),
            ),
            CardPresence::Taken => (
                "taken",
                text!(
                    lang,
                    "usato da un altro programma" / "used by another program"
                ),
            ),
            _ => (
                "unavailable",
                text!(lang, "non disponibile" / "not available"),
            ),
        };
        report.record(&json!({ "reader": state.name, "state": name }));
        rows.push([state.name.clone(), shown]);
    }
    crate::commands::table::rows(report, &rows);
    if states.is_empty() {
        return Err(Failure::new(
            Status::Environment,
            "nessun lettore collegato",
            "no reader is connected",
        ));
    }
    Ok(Status::Ok)
}

#[cfg(not(feature = "pcsc"))]
pub(super) fn run(_: &mut Report) -> Result<Status, Failure> {
    Err(super::source::without_readers())
}
