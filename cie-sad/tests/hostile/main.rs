//! Hostile documents, handed to the codec and to a connector over HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod documents;
#[path = "../support/mod.rs"]
mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::exchange::{Operation, Outcome, Request, Subject};
use cie_sad::codec::{Limits, decode_answer, decode_request, encode_request};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use documents::{Document, Fate, documents};
use support::sample;

fn good() -> String {
    let profile = Profile::anpr().unwrap();
    let encoded = encode_request(&profile, &sample::issued("OP-1", "CA00001AA")).unwrap();
    String::from_utf8(encoded.bytes).unwrap()
}

#[test]
fn every_document_meets_its_fate() {
    let profile = Profile::anpr().unwrap();
    let limits = Limits::default();
    let all = documents(&good());
    assert!(all.len() >= 40, "{}", all.len());
    for Document { name, bytes, fate } in all {
        let started = Instant::now();
        let read = decode_request(&profile, &bytes, &limits);
        // Work must not grow faster than the document; a slow machine is given its time.
        assert!(started.elapsed() < Duration::from_secs(5), "{name}");
        match (fate, read) {
            (Fate::Refused(codes), Err(failure)) => {
                let code = failure.error.code();
                assert!(codes.contains(&code), "{name}: {}", failure.error);
                let told = format!("{} {:?}", failure.error, failure.error);
                assert!(!told.contains("BIANCA"), "{name}: {told}");
            }
            (Fate::Read, Ok(read)) => {
                assert!(read.unknown.is_empty(), "{name}: {:?}", read.unknown);
                assert_eq!(read.message.operation(), Operation::Emissione, "{name}");
            }
            (Fate::Reported(count), Ok(read)) => {
                assert_eq!(read.unknown.len(), count, "{name}: {:?}", read.unknown);
                let Request::Emissione(notice) = read.message else {
                    panic!("{name}");
                };
                assert_eq!(notice.person.surname.text(), Some("ROSSI"), "{name}");
            }
            (Fate::Refused(_), Ok(_)) => panic!("{name} was read"),
            (_, Err(failure)) => panic!("{name}: {}", failure.error),
        }
    }
}

/// No beginning of a message is taken for the whole of it.
#[test]
fn every_truncation_is_refused() {
    let profile = Profile::anpr().unwrap();
    let good = good();
    for end in 0..good.len() {
        let read = decode_request(&profile, &good.as_bytes()[..end], &Limits::default());
        assert!(read.is_err(), "{end} bytes");
    }
}

/// Sends a body and gives back status and body; a server that hangs up early may leave no answer.
fn post(address: std::net::SocketAddr, body: &[u8]) -> Option<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let head = format!(
        "POST /sad HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/xml\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let sent = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    if answer.is_empty() {
        assert!(sent.is_err() || read.is_err(), "an empty answer");
        return None;
    }
    let split = answer.windows(4).position(|part| part == b"\r\n\r\n")? + 4;
    let status = std::str::from_utf8(&answer[9..12]).ok()?.parse().ok()?;
    Some((status, answer[split..].to_vec()))
}

#[test]
fn a_connector_over_http_answers_each_and_lives_on() {
    let profile = Arc::new(Profile::anpr().unwrap());
    let registry = Arc::new(MemoryRegistry::new(vec![Subject::new(sample::person())]));
    let connector = Connector::new(
        Arc::clone(&profile),
        registry.clone(),
        Arc::new(MemoryAnswerLog::default()),
    );
    let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
    let limits = Limits::default();
    for Document { name, bytes, fate } in documents(&good()) {
        let answer = post(server.local_addr(), &bytes);
        let Some((status, body)) = answer else {
            // The server need not read a body that it was told is too large.
            assert!(bytes.len() > limits.bytes, "{name}: no answer");
            continue;
        };
        match fate {
            Fate::Refused(_) if status == 413 => assert!(bytes.len() > limits.bytes, "{name}"),
            Fate::Refused(_) => {
                assert_eq!(status, 400, "{name}");
                // Whatever came in, what goes out is a message of the profile.
                let read = decode_answer(&profile, Operation::Emissione, &body, &limits);
                let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
                let told = String::from_utf8_lossy(&body).into_owned();
                assert!(told.contains("EN489"), "{name}: {told}");
                assert!(
                    matches!(read.message, cie_sad::codec::Response::Refusal(_)),
                    "{name}"
                );
            }
            Fate::Read | Fate::Reported(_) => assert_eq!(status, 200, "{name}"),
        }
        // Nothing it was sent keeps it from serving the next citizen.
        let id = format!("OK-{}", bytes.len() % 97);
        let ask = encode_request(&profile, &sample::query(&id, "RSSBNC80E57H501B")).unwrap();
        let (status, body) = post(server.local_addr(), &ask.bytes).expect("an answer");
        assert_eq!(status, 200, "after {name}");
        let read = decode_answer(&profile, Operation::Interrogazione, &body, &limits).unwrap();
        let cie_sad::codec::Response::Answer(_, answer) = read.message else {
            panic!("after {name}");
        };
        assert_eq!(answer.outcome, Outcome::Ok, "after {name}");
    }
    // Of all that was read, one card was recorded: every good one was a repetition or refused.
    assert_eq!(registry.cards(), 1);
    server.shutdown();
}
