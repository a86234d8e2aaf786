//! Step 2: an APR connector serves the registry over HTTP; the workstation is its client.

use std::sync::Arc;

use chrono::NaiveDateTime;
use cie_core::exchange::{Answer, Header, Mode, OperationId, Request, Requester};
use cie_core::journal::{Event, Hash};
use cie_sad::connector::{Connector, codes};
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::workstation::{Exchange, Workstation, WorkstationOptions};
use serde_json::json;

use super::STEPS;
use super::case::Case;
use super::counter::{COUNTER, Counter};
use super::import::Apr;
use crate::exit::{Failure, Status};

/// A connector and a workstation that talk to each other over loopback.
pub(super) struct Connection {
    workstation: Workstation,
    server: ServerHandle,
}

impl Connection {
    /// Ends the connector; it finishes what it accepted.
    pub(super) fn close(self) {
        self.server.shutdown();
    }
}

pub(super) fn step(counter: &mut Counter<'_>, apr: &Apr, port: u16) -> Result<Connection, Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Connettore APR: l'anagrafe risponde in HTTP (SAD, profilo anpr)"
            / "APR connector: the registry answers over HTTP (SAD, profile anpr)"
    );
    counter.report.step(2, STEPS, &title);
    let profile = Arc::new(Profile::anpr()?);
    let registry = Arc::new(apr.registry.clone());
    let answers = Arc::new(apr.store.clone());
    let istat = counter.config.office().istat;
    let connector =
        Connector::new(Arc::clone(&profile), registry, answers).with_sender(istat.as_str());
    let options = ServerOptions::default();
    let server = serve(("127.0.0.1", port), connector, &options)?;
    let url = format!("http://{}{}", server.local_addr(), options.path);
    let workstation = Workstation::new(&url, profile, WorkstationOptions::default())?;
    counter
        .report
        .fact(&text!(lang, "in ascolto" / "listening"), &url);
    counter.report.object("connector", json!({ "url": url }));
    Ok(Connection {
        workstation,
        server,
    })
}

impl Connection {
    /// Heading of an operation: its identifier comes from the number of the request, so that an
    /// interrupted run repeats the same operation.
    pub(super) fn header(
        counter: &Counter<'_>,
        case: &Case,
        kind: &str,
        sent_at: NaiveDateTime,
    ) -> Result<Header, Failure> {
        let istat = counter.config.office().istat;
        let operation_id: OperationId = format!("{kind}-{}", case.number).parse()?;
        Ok(Header {
            operation_id,
            sender: istat.clone(),
            recipient: istat,
            sent_at,
            mode: Mode::Test,
            application: Some("cie demo".to_owned()),
            application_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            application_vendor: None,
        })
    }

    /// Who asks.
    pub(super) fn requester(counter: &Counter<'_>) -> Requester {
        let (office, operator) = (counter.config.office(), counter.config.operator());
        Requester {
            comune_istat: office.istat,
            workstation_id: office.workstation_id,
            operator: operator.codice_fiscale,
        }
    }

    /// Sends a request, keeps both messages in the folder, and returns the answer and the event
    /// for the journal.
    pub(super) fn exchange(
        &self,
        counter: &mut Counter<'_>,
        case: &Case,
        name: &str,
        request: &Request,
    ) -> Result<(Answer, Event), Failure> {
        let exchange = self.workstation.send(request)?;
        let operation = request.operation().name();
        keep(counter, name, &exchange)?;
        let outcome = format!("{:?}", exchange.answer.outcome).to_lowercase();
        let event = counter
            .event(case, &format!("sad.{operation}"), COUNTER)
            .with("operation", request.header().operation_id.as_str())
            .with("outcome", outcome.as_str());
        let event = with_digests(event, &exchange);
        let shown = format!("{operation} → {outcome} (messages/{name}-*.xml)");
        counter.report.fact("SAD", &shown);
        Ok((exchange.answer, event))
    }
}

/// The event with the sums of both messages.
pub(super) fn with_digests(event: Event, exchange: &Exchange) -> Event {
    event
        .with(
            "request_sha256",
            Hash::of(&exchange.request_bytes).to_string(),
        )
        .with(
            "answer_sha256",
            Hash::of(&exchange.answer_bytes).to_string(),
        )
}

/// Keeps both messages of an exchange in the folder.
pub(super) fn keep(counter: &Counter<'_>, name: &str, exchange: &Exchange) -> Result<(), Failure> {
    counter.folder.write(
        &format!("messages/{name}-request.xml"),
        &exchange.request_bytes,
    )?;
    counter.folder.write(
        &format!("messages/{name}-answer.xml"),
        &exchange.answer_bytes,
    )
}

/// The registry refused: its codes say why. Its texts may name the citizen and are not repeated.
pub(super) fn refused(answer: &Answer, it: &str, en: &str) -> Failure {
    let codes: Vec<&str> = answer.anomalies.iter().map(|a| a.code.as_str()).collect();
    // A registry that failed may answer next time; one that said no will say it again.
    let status = if codes.contains(&codes::GENERIC) {
        Status::Environment
    } else {
        Status::Findings
    };
    let codes = codes.join(", ");
    Failure::new(status, format!("{it} [{codes}]"), format!("{en} [{codes}]"))
}
