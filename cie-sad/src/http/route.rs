//! What the server does with one request.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Request, Response, StatusCode};
use axum::routing::{get, post};
use percent_encoding::percent_decode;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::Semaphore;

use super::ServerOptions;
use crate::connector::Connector;
use crate::profile::{Carrier, Envelope};

#[derive(Clone)]
struct Service {
    connector: Connector,
    slots: Arc<Semaphore>,
    time_limit: Duration,
}

pub(super) fn router(connector: Connector, options: &ServerOptions) -> Router {
    let service = Service {
        connector,
        slots: Arc::new(Semaphore::new(options.concurrency.max(1))),
        time_limit: options.time_limit,
    };
    Router::new()
        .route(&options.path, post(exchange))
        .route("/health", get(|| async { "ok" }))
        .with_state(service)
}

async fn exchange(State(service): State<Service>, request: Request<Body>) -> Response<Body> {
    let (status, body) =
        match tokio::time::timeout(service.time_limit, service.answer(request)).await {
            Ok(answered) => answered,
            // The registry goes on; its answer is stored and given to the repetition.
            Err(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                service.connector.unavailable(),
            ),
        };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let kind = format!(
        "text/xml; charset={}",
        service.connector.profile().charset().name()
    );
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    if let Ok(id) = HeaderValue::from_str(&request_id()) {
        headers.insert("x-request-id", id);
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

impl Service {
    async fn answer(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        // Taken before the body is read: waiting requests must not pile up in memory.
        let Ok(slot) = Arc::clone(&self.slots).try_acquire_owned() else {
            return (
                StatusCode::SERVICE_UNAVAILABLE,
                self.connector.unavailable(),
            );
        };
        let form = matches!(self.connector.profile().carrier(), Carrier::Form(_));
        // Percent-encoding may triple a message.
        let factor = if form { 3 } else { 1 };
        let limit = self
            .connector
            .limits()
            .bytes
            .saturating_mul(factor)
            .saturating_add(1024);
        let Ok(body) = to_bytes(request.into_body(), limit).await else {
            return (StatusCode::PAYLOAD_TOO_LARGE, Vec::new());
        };
        let connector = self.connector.clone();
        let enveloped = connector.profile().envelope() != Envelope::None;
        let work = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            let message = carried(connector.profile().carrier(), &body);
            connector.handle(&message)
        });
        match work.await {
            // SOAP 1.1, 6.2: a Fault goes with 500, and any other envelope is an answer.
            Ok(reply) if reply.fault => (StatusCode::INTERNAL_SERVER_ERROR, reply.body),
            Ok(reply) if reply.readable || enveloped => (StatusCode::OK, reply.body),
            Ok(reply) => (StatusCode::BAD_REQUEST, reply.body),
            // The registry panicked.
            Err(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                self.connector.unavailable(),
            ),
        }
    }
}

/// The message within a body; nothing when the form has no such parameter.
fn carried(carrier: &Carrier, body: &Bytes) -> Bytes {
    let Carrier::Form(wanted) = carrier else {
        return body.clone();
    };
    let decode = |text: &[u8]| -> Vec<u8> {
        let spaced: Vec<u8> = text
            .iter()
            .map(|b| if *b == b'+' { b' ' } else { *b })
            .collect();
        percent_decode(&spaced).collect()
    };
    body.split(|b| *b == b'&')
        .find_map(|pair| {
            let split = pair.iter().position(|b| *b == b'=')?;
            let (name, value) = (pair.get(..split)?, pair.get(split + 1..)?);
            (decode(name) == wanted.as_bytes()).then(|| Bytes::from(decode(value)))
        })
        .unwrap_or_default()
}

/// An identifier for logs; it says nothing about the request.
fn request_id() -> String {
    let mut bytes = [0; 12];
    // Without randomness the identifier is all zeros: useless in a log, harmless otherwise.
    let _ = SystemRandom::new().fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
