//! The HTTP front as bytes on a socket, and the client against things that are not the simulator.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use cie_core::ports::{Cnsd, SerialSource, System, Trouble};
use cie_sandbox::{ClientOptions, Code, MAX_ENVELOPE, MinistryClient, code_of, serve};
use common::{Side, Way, number};

/// Sends these bytes and reads all that comes back.
fn raw(side: &Side, request: &str, body: &[u8]) -> (String, Vec<u8>) {
    let address = side.url().strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..end].to_vec())
        .unwrap()
        .to_ascii_lowercase();
    (head, answer[end + 4..].to_vec())
}

fn call(side: &Side, method: &str, path: &str, body: &[u8]) -> (String, Vec<u8>) {
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    raw(side, &head, body)
}

#[test]
fn every_answer_is_labelled() {
    let side = Side::new(Way::Http);
    let envelope = side.prepare(&number(1));
    let of = |n: u32, what: &str| format!("/v1/requests/{}/{what}", number(n));
    let table: Vec<(&str, String, &[u8], u16)> = vec![
        ("GET", "/health".into(), b"", 200),
        ("GET", "/v1/recipient".into(), b"", 200),
        ("PUT", of(1, "serial"), b"", 200),
        ("PUT", of(1, "envelope"), &envelope, 200),
        ("GET", of(1, "progress"), b"", 200),
        ("GET", of(1, "receipt-secrets"), b"", 200),
        ("PUT", of(1, "envelope"), b"x", 422),
        ("PUT", of(2, "envelope"), &envelope, 409),
        ("GET", of(9, "progress"), b"", 404),
        ("GET", of(9, "receipt-secrets"), b"", 404),
        ("GET", "/".into(), b"", 404),
        ("GET", "/v2/anything".into(), b"", 404),
        ("DELETE", of(1, "serial"), b"", 405),
        ("GET", of(1, "serial"), b"", 405),
        ("PUT", "/v1/requests/1/serial".into(), b"", 400),
        ("PUT", "/v1/requests/..%2f..%2fx/serial".into(), b"", 400),
        ("PUT", "/v1/requests/%ff/serial".into(), b"", 400),
    ];
    for (method, path, body, status) in table {
        let (head, body) = call(&side, method, &path, body);
        assert!(
            head.starts_with(&format!("http/1.1 {status} ")),
            "{method} {path}: {head}"
        );
        assert!(
            head.contains("\r\nx-simulated: yes"),
            "{method} {path}: {head}"
        );
        assert!(
            head.contains("\r\ncache-control: no-store"),
            "{method} {path}: {head}"
        );
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(json["simulated"], true, "{method} {path}");
        if status != 200 {
            assert!(
                json["text"].as_str().unwrap().starts_with("SIMULATED"),
                "{json}"
            );
            assert!(
                json["it"].as_str().unwrap().starts_with("SIMULATO:"),
                "{json}"
            );
            assert!(
                json["code"].as_str().unwrap().starts_with("CIE-SIM-"),
                "{json}"
            );
        }
    }
    side.ministry().faults().unavailable(System::Cnsd, 1);
    let (head, _) = call(&side, "GET", "/v1/recipient", b"");
    assert!(
        head.starts_with("http/1.1 503 ") && head.contains("x-simulated: yes"),
        "{head}"
    );
    side.ministry().faults().garble_answers(System::Cnsd, 1);
    let (head, body) = call(&side, "GET", "/v1/recipient", b"");
    assert!(
        head.starts_with("http/1.1 200 ") && head.contains("x-simulated: yes"),
        "{head}"
    );
    assert!(body.starts_with(b"SIMULATO") && std::str::from_utf8(&body).is_err());
}

/// A body that only announces to be too large is refused at once; one that is too large without
/// saying so, when the limit is passed.
#[test]
fn bodies_are_bounded() {
    let side = Side::new(Way::Http);
    let path = format!("/v1/requests/{}/envelope", number(1));
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        MAX_ENVELOPE + 1
    );
    let (answer, body) = raw(&side, &head, b"");
    assert!(answer.starts_with("http/1.1 413 "), "{answer}");
    let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(json["code"], "CIE-SIM-020");

    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        MAX_ENVELOPE + 1
    );
    let (answer, _) = raw(&side, &head, &vec![0x30; MAX_ENVELOPE + 1]);
    assert!(answer.starts_with("http/1.1 413 "), "{answer}");
}

#[test]
fn a_taken_port_and_a_public_address_are_clear_errors() {
    let side = Side::new(Way::InProcess);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap();
    let error = serve(address, side.ministry().clone()).unwrap_err();
    assert_eq!(error.code(), Code::PortTaken);
    assert!(error.to_string().contains(&address.to_string()), "{error}");
    for public in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let error = serve(public.parse().unwrap(), side.ministry().clone()).unwrap_err();
        assert_eq!(error.code(), Code::NotLoopback, "{public}");
    }
    // An address of the documentation range (RFC 5737) is nobody's here.
    let nowhere = "192.0.2.1:0".parse().unwrap();
    let error = cie_sandbox::serve_exposed(nowhere, side.ministry().clone()).unwrap_err();
    assert_eq!(error.code(), Code::ServerNotStarted);
}

#[test]
fn a_stopped_server_is_gone_and_its_port_and_directory_are_free() {
    let mut side = Side::new(Way::InProcess);
    let server = serve("127.0.0.1:0".parse().unwrap(), side.ministry().clone()).unwrap();
    let address = server.local_addr();
    let client = MinistryClient::new(&server.url(), ClientOptions::default()).unwrap();
    client.health().unwrap();
    server.shutdown();
    let error = client.health().unwrap_err();
    assert_eq!(code_of(&error), Some(Code::NoAnswer));
    assert_eq!(error.trouble, Trouble::Unavailable);
    side.restart();
    let server = serve(address, side.ministry().clone()).unwrap();
    client.health().unwrap();
    drop(server);
    assert!(client.health().is_err());
}

#[test]
fn only_http_addresses_are_taken() {
    for bad in [
        "",
        "/",
        "127.0.0.1:80",
        "https://127.0.0.1",
        "http://",
        "http://user:word@127.0.0.1",
        "http://127.0.0.1/?a=b",
        "ftp://127.0.0.1",
    ] {
        let error = MinistryClient::new(bad, ClientOptions::default()).unwrap_err();
        assert_eq!(error.code(), Code::BadUrl, "{bad}");
    }
}

/// A server that answers one call with these bytes.
fn impostor(answer: Vec<u8>) -> (String, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut part = [0; 1_024];
        while !request.windows(4).any(|w| w == b"\r\n\r\n") {
            let read = stream.read(&mut part).unwrap();
            request.extend_from_slice(&part[..read]);
        }
        // The client may hang up before it has read it all.
        let _ = stream.write_all(&answer);
    });
    (url, thread)
}

#[test]
fn the_client_talks_to_simulators_only() {
    let answer = |status: &str, head: &str, body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .into_bytes()
    };
    let label = "X-Simulated: yes\r\n";
    let good = "{\"simulated\":true,\"serial\":\"CA00000AA\"}";
    let large = format!(
        "{{\"simulated\":true,\"serial\":\"{}\"}}",
        "A".repeat(1 << 20)
    );
    let table = [
        ("good", answer("200 OK", label, good), None),
        (
            "no header",
            answer("200 OK", "", good),
            Some(Code::AnswerGarbled),
        ),
        (
            "other header",
            answer("200 OK", "X-Simulated: no\r\n", good),
            Some(Code::AnswerGarbled),
        ),
        (
            "no label",
            answer("200 OK", label, "{\"serial\":\"CA00000AA\"}"),
            Some(Code::AnswerGarbled),
        ),
        (
            "redirected",
            answer(
                "302 Found",
                "X-Simulated: yes\r\nLocation: http://127.0.0.1:9/\r\n",
                "",
            ),
            Some(Code::AnswerGarbled),
        ),
        (
            "too large",
            answer("200 OK", label, &large),
            Some(Code::AnswerTooLarge),
        ),
        (
            "not HTTP",
            b"220 ftp ready\r\n".to_vec(),
            Some(Code::AnswerGarbled),
        ),
        ("nothing", vec![], Some(Code::NoAnswer)),
        (
            "cut short",
            b"HTTP/1.1 200 OK\r\nX-Simulated: yes\r\nContent-Length: 99\r\n\r\n{".to_vec(),
            Some(Code::NoAnswer),
        ),
    ];
    for (name, bytes, expected) in table {
        let (url, thread) = impostor(bytes);
        let client = MinistryClient::new(&url, ClientOptions::default()).unwrap();
        let outcome = client.serial(&number(1));
        thread.join().unwrap();
        match (outcome, expected) {
            (Ok(serial), None) => assert_eq!(serial, "CA00000AA"),
            (Err(error), Some(code)) => {
                assert_eq!(code_of(&error), Some(code), "{name}: {error:?}");
                assert_eq!(error.trouble, code.trouble(), "{name}");
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

#[test]
fn the_client_does_not_send_what_is_too_large() {
    let client = MinistryClient::new("http://127.0.0.1:9", ClientOptions::default()).unwrap();
    let error = client
        .submit(&number(1), &vec![0; MAX_ENVELOPE + 1])
        .unwrap_err();
    assert_eq!(code_of(&error), Some(Code::EnvelopeTooLarge));
}
