//! Step 7: the notice of the card goes back to the registry, and going twice changes nothing.

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::exchange::{CardData, CardNotice, Outcome, Request};
use cie_core::issuance::{SideTrack, Track};
use cie_core::redact::Personal;
use cie_store::{NewPush, Outbox};
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage, incomplete};
use super::connect::{Connection, refused};
use super::counter::Counter;
use super::import::Apr;
use crate::exit::Failure;

/// How long a push in flight is left alone before another run takes it again.
const LEASE: TimeDelta = TimeDelta::seconds(0);

/// The push of the card, to be queued together with the acceptance of the request: from then on it
/// is owed to the registry, whatever becomes of this run.
pub(super) fn owed(
    counter: &Counter<'_>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<NewPush, Failure> {
    let request = case.request()?;
    let outcome = request.outcome.as_ref().ok_or_else(incomplete)?;
    let notice = CardNotice {
        header: Connection::header(counter, case, "E", counter.clock().naive_local())?,
        requester: Connection::requester(counter),
        person: request.subject.person.clone(),
        card: CardData {
            serial: case.serial()?.to_owned(),
            electronic: Some(true),
            issued_on: Some(request.requested_on),
            expires_on: outcome.expires_on,
            valid_for_travel: Some(outcome.valid_for_travel),
            comune_istat: Some(request.office.istat.clone()),
            comune: Some(request.office.comune.clone()),
            annulled_on: None,
        },
        attachments: Vec::new(),
    };
    let payload = serde_json::to_vec(&Request::Emissione(notice)).map_err(|_| incomplete())?;
    Ok(NewPush {
        key: key(case),
        kind: "sad.emissione".to_owned(),
        payload: Personal::new(payload),
        due_at: now,
    })
}

fn key(case: &Case) -> String {
    format!("sad.emissione/{}", case.number)
}

pub(super) fn step(
    counter: &mut Counter<'_>,
    connection: &Connection,
    apr: &Apr,
    case: &mut Case,
) -> Result<(), Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Ritorno all'anagrafe: la carta emessa, anche ripetuta"
            / "Back to the registry: the card issued, repeated too"
    );
    counter.report.step(7, STEPS, &title);
    if case.stage < Stage::Pushed {
        send(counter, connection, case)?;
    }
    // Here and not in `send`: a run that was stopped after storing the answer owes this too, and
    // saying it again changes nothing.
    counter.store.acknowledge(&key(case))?;
    let before = cards(apr, case)?;
    if case.stage < Stage::Repeated {
        repeat(counter, connection, case)?;
    }
    show(counter, apr, case, &before)
}

/// Sends what is owed. A run that was stopped in flight left it to be taken again.
fn send(
    counter: &mut Counter<'_>,
    connection: &Connection,
    case: &mut Case,
) -> Result<(), Failure> {
    let now = counter.now();
    counter.store.take(now, now + LEASE, 16)?;
    let request = queued(counter, case)?;
    match connection.exchange(counter, case, "2-emissione", &request) {
        Ok((answer, event)) if answer.outcome == Outcome::Ok => {
            case.issuance
                .set_track(SideTrack::AprPush, Track::Acknowledged);
            counter.reach("pushed", case, Stage::Pushed, event)
        }
        Ok((answer, _)) => {
            failed(counter, case, "refused")?;
            Err(refused(
                &answer,
                "l'anagrafe ha rifiutato la carta",
                "the registry refused the card",
            ))
        }
        Err(failure) => {
            failed(counter, case, failure.code.unwrap_or("failed"))?;
            Err(failure)
        }
    }
}

/// A failed push is due again at once: the next run tries it.
fn failed(counter: &Counter<'_>, case: &Case, code: &str) -> Result<(), Failure> {
    counter.store.fail(&key(case), code, Some(counter.now()))?;
    Ok(())
}

fn queued(counter: &Counter<'_>, case: &Case) -> Result<Request, Failure> {
    let push = counter.store.push(&key(case))?.ok_or_else(incomplete)?;
    serde_json::from_slice(push.payload.expose()).map_err(|_| incomplete())
}

/// The same notice twice more: once with the same identifier, which gets the stored answer, once
/// with a new one, which the registry recognises.
fn repeat(
    counter: &mut Counter<'_>,
    connection: &Connection,
    case: &mut Case,
) -> Result<(), Failure> {
    let mut request = queued(counter, case)?;
    connection.exchange(counter, case, "3-emissione-repeated", &request)?;
    if let Request::Emissione(notice) = &mut request {
        notice.header = Connection::header(counter, case, "E2", notice.header.sent_at)?;
    }
    let (answer, event) =
        connection.exchange(counter, case, "4-emissione-new-identifier", &request)?;
    if answer.outcome != Outcome::Ok {
        return Err(refused(
            &answer,
            "la ripetizione è stata rifiutata",
            "the repetition was refused",
        ));
    }
    counter.reach(
        "repeated",
        case,
        Stage::Repeated,
        event.with("repeated", "yes"),
    )
}

fn cards(apr: &Apr, case: &Case) -> Result<Vec<CardData>, Failure> {
    let sheet = case
        .request()?
        .subject
        .person
        .registry_id
        .clone()
        .ok_or_else(incomplete)?;
    Ok(apr.registry.cards(&sheet)?)
}

/// What the registry holds now, and that repeating changed nothing.
fn show(
    counter: &mut Counter<'_>,
    apr: &Apr,
    case: &Case,
    before: &[CardData],
) -> Result<(), Failure> {
    let lang = counter.lang();
    let after = cards(apr, case)?;
    let serial = case.serial()?;
    let known = after.iter().filter(|card| card.serial == serial).count();
    let unchanged = after == before;
    counter.report.fact(
        &text!(
            lang,
            "carte {serial} in anagrafe" / "cards {serial} in the registry"
        ),
        &known.to_string(),
    );
    let told = if unchanged {
        text!(lang, "nessuna modifica" / "nothing changed")
    } else {
        text!(lang, "MODIFICATA" / "CHANGED")
    };
    counter.report.fact(
        &text!(lang, "ripetendo il messaggio" / "on repeating the message"),
        &told,
    );
    counter.findings |= known != 1 || !unchanged;
    counter.report.object(
        "pushed",
        json!({ "serial": serial, "cards_with_serial": known, "repeating_changed_nothing": unchanged }),
    );
    Ok(())
}
