//! From an HTTP call to a call of the simulator, and back.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{get, put};
use cie_core::issuance::RequestNumber;
use cie_core::ports::{Cnsd, PortError, SerialSource, System, Trouble};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::server::WORKERS;
use super::wire::{
    CertificateAnswer, ErrorAnswer, GARBAGE, Health, SecretsAnswer, SerialAnswer, status_of,
};
use crate::fault::port_error;
use crate::label::{HEADER, HEADER_VALUE};
use crate::state::to_base64;
use crate::{Code, Error, MAX_ENVELOPE, Ministry};

/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

type Answered = Result<Response, PortError>;
type Number = Result<Path<String>, PathRejection>;

#[derive(Clone)]
struct Front {
    ministry: Arc<Ministry>,
    places: Arc<Semaphore>,
}

/// The calls of the interface; anything else gets a labelled error.
pub(super) fn router(ministry: Arc<Ministry>) -> Router {
    let front = Front {
        ministry,
        places: Arc::new(Semaphore::new(WORKERS)),
    };
    Router::new()
        .route("/health", get(health))
        .route("/v1/recipient", get(recipient))
        .route("/v1/requests/{number}/serial", put(serial))
        .route("/v1/requests/{number}/envelope", put(envelope))
        .route("/v1/requests/{number}/progress", get(progress))
        .route("/v1/requests/{number}/receipt-secrets", get(secrets))
        .fallback(|| async { unknown(StatusCode::NOT_FOUND) })
        .method_not_allowed_fallback(|| async { unknown(StatusCode::METHOD_NOT_ALLOWED) })
        .layer(map_response(label))
        .with_state(front)
}

/// Labels every answer, and keeps it out of caches: some of them are secrets.
async fn label(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static(HEADER),
        HeaderValue::from_static(HEADER_VALUE),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl Front {
    /// Does a call on a worker thread: it waits for the disk, and is slow when so ordered.
    async fn work<T: Serialize + Send + 'static>(
        self,
        system: System,
        call: impl FnOnce(&Ministry) -> Result<T, PortError> + Send + 'static,
    ) -> Response {
        let Ok(place) = self.places.try_acquire_owned() else {
            return failure(&port_error(system, Code::Busy.into()));
        };
        let ministry = self.ministry;
        let done = tokio::task::spawn_blocking(move || {
            let done = call(&ministry);
            drop(place);
            done
        })
        .await
        // The worker panicked: a step hook may. The state on disk is whole all the same.
        .unwrap_or_else(|error| {
            Err(port_error(system, Error::new(Code::StateUnusable).caused_by(error)))
        });
        match done.and_then(|answer| success(system, &answer)) {
            Ok(response) => response,
            Err(error) => failure(&error),
        }
    }
}

async fn health() -> Response {
    let health = Health {
        simulated: true,
        status: String::from("ok"),
    };
    success(System::CieOnline, &health).unwrap_or_else(|error| failure(&error))
}

async fn recipient(State(front): State<Front>) -> Response {
    front
        .work(System::Cnsd, |ministry| {
            let certificate = to_base64(&ministry.recipient_certificate()?).to_string();
            Ok(CertificateAnswer {
                simulated: true,
                certificate,
            })
        })
        .await
}

async fn serial(State(front): State<Front>, number: Number) -> Response {
    let number = match parse(System::CieOnline, number) {
        Ok(number) => number,
        Err(error) => return failure(&error),
    };
    front
        .work(System::CieOnline, move |ministry| {
            Ok(SerialAnswer {
                simulated: true,
                serial: ministry.serial(&number)?,
            })
        })
        .await
}

async fn envelope(State(front): State<Front>, number: Number, body: Body) -> Response {
    let taken = match parse(System::Cnsd, number) {
        Ok(number) => take(body).await.map(|body| (number, body)),
        Err(error) => Err(error),
    };
    let (number, body) = match taken {
        Ok(taken) => taken,
        Err(error) => return failure(&error),
    };
    front
        .work(System::Cnsd, move |ministry| {
            ministry.submit(&number, &body)
        })
        .await
}

async fn progress(State(front): State<Front>, number: Number) -> Response {
    let number = match parse(System::Cnsd, number) {
        Ok(number) => number,
        Err(error) => return failure(&error),
    };
    front
        .work(System::Cnsd, move |ministry| ministry.progress(&number))
        .await
}

async fn secrets(State(front): State<Front>, number: Number) -> Response {
    let number = match parse(System::Cnsd, number) {
        Ok(number) => number,
        Err(error) => return failure(&error),
    };
    front
        .work(System::Cnsd, move |ministry| {
            let halves = ministry.receipt_secrets(&number)?;
            Ok(SecretsAnswer {
                simulated: true,
                pin: halves.pin.0.expose().to_owned(),
                puk: halves.puk.0.expose().to_owned(),
            })
        })
        .await
}

fn parse(system: System, number: Number) -> Result<RequestNumber, PortError> {
    let unknown = || {
        port_error(
            system,
            Error::new(Code::CallUnknown).detail("request number"),
        )
    };
    let Path(number) = number.map_err(|_| unknown())?;
    number.parse().map_err(|_| unknown())
}

/// The body of a call, bounded in size and time.
async fn take(body: Body) -> Result<Bytes, PortError> {
    let fail = |code: Code| port_error(System::Cnsd, code.into());
    // A body that announces to be too large is not waited for.
    if usize::try_from(body.size_hint().lower()).map_or(true, |size| size > MAX_ENVELOPE) {
        return Err(fail(Code::EnvelopeTooLarge));
    }
    match tokio::time::timeout(BODY_TIME, to_bytes(body, MAX_ENVELOPE)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(fail(Code::EnvelopeTooLarge)),
        Err(_) => Err(fail(Code::Busy)),
    }
}

fn success<T: Serialize>(system: System, answer: &T) -> Answered {
    serde_json::to_vec(answer)
        .map(|body| json(StatusCode::OK, body))
        .map_err(|error| port_error(system, Error::new(Code::StateUnusable).caused_by(error)))
}

fn failure(error: &PortError) -> Response {
    if error.trouble == Trouble::Garbled {
        // The caller must cope with a body that is nothing at all.
        return json(StatusCode::OK, GARBAGE.to_vec());
    }
    let status = StatusCode::from_u16(status_of(error)).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    said(status, error)
}

fn unknown(status: StatusCode) -> Response {
    said(
        status,
        &port_error(System::CieOnline, Code::CallUnknown.into()),
    )
}

fn said(status: StatusCode, error: &PortError) -> Response {
    match serde_json::to_vec(&ErrorAnswer::of(error)) {
        Ok(body) => json(status, body),
        Err(_) => json(status, GARBAGE.to_vec()),
    }
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
