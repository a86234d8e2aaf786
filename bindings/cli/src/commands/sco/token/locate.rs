//! `cie sco token where`: which reader holds the card, and what the others hold.

use std::time::{Duration, Instant};

use cie_devices::operator::presence::{Collision, Holds, Place, PresenceEvent, PresenceWatch};
use cie_devices::reader::Readers;
use clap::Args;
use serde_json::{Value, json};

use super::card::CardOptions;
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco token where`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    card: CardOptions,
    /// Then follow what comes and goes, for so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: Option<u64>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let (module, selection) = options.card.module_and_selection()?;
    let mut watch = PresenceWatch::start(&Readers::connect()?, &module, selection)?;
    let lang = report.lang();
    let mut rows = Vec::new();
    for place in watch.survey().places() {
        report.record(&object(place));
        rows.push([place.name(), shown(place.holds, report)]);
    }
    table::rows(report, &rows);
    if let Some(collision) = watch.survey().collision() {
        collides(&collision, report);
    }
    let Some(seconds) = options.seconds else {
        watch.survey().alone()?;
        return Ok(Status::Ok);
    };
    let until = Instant::now() + Duration::from_secs(seconds);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let Some(event) = watch.next(left)? else {
            return Ok(Status::Ok);
        };
        match &event {
            PresenceEvent::ReaderAdded(reader) => {
                report.record(&json!({ "what": "reader_added", "reader": reader }));
                report.show(&text!(
                    lang,
                    "lettore collegato: {reader}" / "reader connected: {reader}"
                ));
            }
            PresenceEvent::ReaderRemoved(reader) => {
                report.record(&json!({ "what": "reader_removed", "reader": reader }));
                report.show(&text!(
                    lang,
                    "lettore scollegato: {reader}" / "reader disconnected: {reader}"
                ));
            }
            PresenceEvent::CardInserted(place) => {
                let told = text!(lang, "inserita" / "inserted");
                moved("inserted", &told, place, report);
            }
            PresenceEvent::CardRemoved(place) => {
                let told = text!(lang, "estratta" / "removed");
                moved("removed", &told, place, report);
            }
            PresenceEvent::CardRecognised(place) => {
                let told = text!(lang, "riconosciuta" / "recognised");
                moved("recognised", &told, place, report);
            }
            PresenceEvent::CardsCollide(collision) => collides(collision, report),
            PresenceEvent::CollisionOver => {
                report.record(&json!({ "what": "collision_over" }));
                report.show(&text!(
                    lang,
                    "le carte non si disturbano più" / "the cards no longer disturb each other"
                ));
            }
            _ => {}
        }
    }
}

fn object(place: &Place) -> Value {
    json!({
        "reader": place.reader,
        "slot": place.slot,
        "holds": place.holds.name(),
    })
}

fn moved(what: &str, told: &str, place: &Place, report: &mut Report) {
    let mut record = object(place);
    if let Value::Object(members) = &mut record {
        members.insert("what".to_owned(), json!(what));
    }
    report.record(&record);
    let holds = shown(place.holds, report);
    report.show(&format!("{told}: {}: {holds}", place.name()));
}

fn collides(collision: &Collision, report: &mut Report) {
    report.record(&json!({
        "what": "collision",
        "kind": collision.kind.name(),
        "places": collision.places,
    }));
    let places = collision.places.join(", ");
    report.warn(&text!(
        report.lang(),
        "attenzione: carte dello stesso tipo insieme, funziona solo una: {places}"
            / "warning: cards of one family together, only one of them works: {places}"
    ));
}

fn shown(holds: Holds, report: &Report) -> String {
    let lang = report.lang();
    match holds {
        Holds::Nothing => text!(lang, "vuoto" / "empty"),
        Holds::Chosen => text!(
            lang,
            "la carta operatore scelta" / "the operator card that was chosen"
        ),
        Holds::Other => text!(lang, "un'altra carta operatore" / "another operator card"),
        Holds::Foreign => text!(lang, "una carta di altro tipo" / "a card of another kind"),
        Holds::Mute => text!(
            lang,
            "carta che non risponde" / "a card that does not answer"
        ),
        Holds::Taken => text!(
            lang,
            "usato da un altro programma" / "used by another program"
        ),
        _ => text!(lang, "non disponibile" / "not available"),
    }
}
