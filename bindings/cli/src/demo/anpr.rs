//! The side track of step 7: the notice of the card to ANPR, over the public service (CIE8). The
//! ANPR that answers is simulated; messages and service are the published ones.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use cie_core::exchange::{CardNotice, Outcome, Request};
use cie_core::issuance::{SideTrack, Track};
use cie_core::redact::Personal;
use cie_sad::soap::Anpr;
use cie_sad::workstation::{Exchange, WorkstationOptions};
use cie_sandbox::serve_anpr;
use cie_store::{NewPush, Outbox};
use serde_json::json;

use super::case::{Case, Stage, incomplete};
use super::connect::{keep, refused, with_digests};
use super::counter::{COUNTER, Counter};
use super::push::{failed, notice};
use crate::exit::Failure;

/// Where the simulated ANPR keeps its cards.
const STATE: &str = "state/anpr";

/// The notice, to be queued together with the acceptance of the request.
pub(super) fn owed(
    counter: &Counter<'_>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<NewPush, Failure> {
    let mut notice = notice(counter, case)?;
    notice.header.operation_id = Anpr::operation_id("CIE8", case.number.as_str())?;
    notice.header.recipient = Anpr::RECIPIENT.to_owned();
    let payload = serde_json::to_vec(&Request::Emissione(notice)).map_err(|_| incomplete())?;
    Ok(NewPush {
        key: key(case),
        kind: "anpr.cie8".to_owned(),
        payload: Personal::new(payload),
        due_at: now,
    })
}

fn key(case: &Case) -> String {
    format!("anpr.cie8/{}", case.number)
}

/// Sends what is owed, unless an earlier run did.
pub(super) fn step(counter: &mut Counter<'_>, case: &mut Case) -> Result<(), Failure> {
    if case.stage < Stage::Notified {
        send(counter, case)?;
    }
    // As for the registry: a run that was stopped after storing the answer owes this too.
    counter.store.acknowledge(&key(case))?;
    Ok(())
}

fn send(counter: &mut Counter<'_>, case: &mut Case) -> Result<(), Failure> {
    let now = counter.now();
    counter.store.take(now, now, 16)?;
    let key = key(case);
    let simulated = cie_sandbox::Anpr::open(&counter.folder.path(STATE))?;
    let (server, url) = serve_anpr(0, Arc::new(simulated))?;
    let sent = queued(counter, &key).and_then(|notice| {
        let client = Anpr::new(&url, WorkstationOptions::default())?;
        Ok(client.issued(&notice)?)
    });
    server.shutdown();
    match sent {
        Ok(exchange) if exchange.answer.outcome == Outcome::Ok => told(counter, case, &exchange),
        Ok(exchange) => {
            failed(counter, &key, "refused")?;
            Err(refused(
                &exchange.answer,
                "ANPR (SIMULATA) ha rifiutato l'avviso",
                "ANPR (SIMULATED) refused the notice",
            ))
        }
        Err(failure) => {
            failed(counter, &key, failure.code.unwrap_or("failed"))?;
            Err(failure)
        }
    }
}

fn queued(counter: &Counter<'_>, key: &str) -> Result<CardNotice, Failure> {
    let push = counter.store.push(key)?.ok_or_else(incomplete)?;
    match serde_json::from_slice(push.payload.expose()) {
        Ok(Request::Emissione(notice)) => Ok(notice),
        _ => Err(incomplete()),
    }
}

fn told(counter: &mut Counter<'_>, case: &mut Case, exchange: &Exchange) -> Result<(), Failure> {
    let lang = counter.lang();
    keep(counter, "5-simulated-anpr-cie8", exchange)?;
    let operation = exchange.answer.header.operation_id.as_str();
    let event = counter
        .event(case, "anpr.cie8", COUNTER)
        .with("operation", operation)
        .with("outcome", "ok")
        .with("simulated", "yes");
    let event = with_digests(event, exchange);
    case.issuance
        .set_track(SideTrack::AnprNotice, Track::Acknowledged);
    counter.reach("notified", case, Stage::Notified, event)?;
    counter.report.fact(
        &text!(lang, "ANPR SIMULATA" / "SIMULATED ANPR"),
        "CIE8 → ok (messages/5-simulated-anpr-cie8-*.xml)",
    );
    counter.report.object(
        "anpr",
        json!({ "operation": operation, "outcome": "ok", "simulated": true }),
    );
    Ok(())
}
