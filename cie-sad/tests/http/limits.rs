//! Clients that take too much are cut, and counted; the others do not notice.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::exchange::{Outcome, Registry};
use cie_sad::hosting::{AlwaysOpen, Answered, Endpoint, Host, HostOptions, Route, TenantSpec};
use cie_sad::http::{FrontOptions, Listener, ServerHandle, ServerOptions, serve_host};

use crate::support::sample;
use crate::tools::{
    SOON, eventually, quick, raw, registry, sample_of, start, until_closed, workstation,
};

const CODE: &str = "RSSBNC80E57H501B";

fn impatient(front: FrontOptions) -> ServerHandle {
    let options = ServerOptions {
        front,
        ..ServerOptions::default()
    };
    start(registry() as Arc<dyn Registry>, &options)
}

fn still_serves(server: &ServerHandle, id: &str) {
    let found = workstation(server, quick())
        .send(&sample::query(id, CODE))
        .unwrap();
    assert_eq!(found.answer.outcome, Outcome::Ok);
}

fn refused(server: &ServerHandle, reason: &str) -> u64 {
    sample_of(
        server,
        &format!("cie_sad_refused_total{{reason=\"{reason}\"}}"),
    )
}

/// A heading that comes byte by byte: each byte in time, the whole not.
#[test]
fn a_heading_that_drips_is_cut() {
    let server = impatient(FrontOptions {
        head_limit: Duration::from_millis(600),
        idle_limit: Duration::from_secs(60),
        ..FrontOptions::default()
    });
    let mut stream = TcpStream::connect(server.local_addr()).unwrap();
    let mut drip = stream.try_clone().unwrap();
    let dripping = std::thread::spawn(move || {
        let head =
            b"POST /sad HTTP/1.1\r\nHost: x\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        for byte in head {
            if drip.write_all(&[*byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let taken = until_closed(&mut stream);
    assert!(
        taken > Duration::from_millis(500) && taken < SOON,
        "{taken:?}"
    );
    assert_eq!(refused(&server, "slow_head"), 1);
    dripping.join().unwrap();
    still_serves(&server, "1");
}

#[test]
fn a_body_that_drips_is_told_so() {
    let server = impatient(FrontOptions {
        body_limit: Duration::from_millis(300),
        ..FrontOptions::default()
    });
    let mut stream = TcpStream::connect(server.local_addr()).unwrap();
    stream
        .write_all(b"POST /sad HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<a>")
        .unwrap();
    let mut said = [0; 12];
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    stream.read_exact(&mut said).unwrap();
    assert_eq!(&said, b"HTTP/1.1 408");
    assert_eq!(refused(&server, "slow_body"), 1);
    still_serves(&server, "1");
}

#[test]
fn a_connection_without_requests_ends() {
    let server = impatient(FrontOptions {
        idle_limit: Duration::from_millis(300),
        ..FrontOptions::default()
    });
    // One that never said anything, and one that was served before.
    let mut silent = TcpStream::connect(server.local_addr()).unwrap();
    assert!(until_closed(&mut silent) < SOON);
    let mut served = TcpStream::connect(server.local_addr()).unwrap();
    let asked = Instant::now();
    served
        .write_all(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    assert!(until_closed(&mut served) < SOON);
    let taken = asked.elapsed();
    assert!(taken > Duration::from_millis(200), "{taken:?}");
    // Neither of them did anything wrong.
    assert_eq!(refused(&server, "slow_head"), 0);
    eventually("the connections are gone", || {
        sample_of(&server, "cie_sad_connections") <= 1
    });
}

/// What rests gives its memory back; nobody may notice.
#[test]
fn a_connection_that_rested_goes_on() {
    let server = impatient(FrontOptions::default());
    let mut stream = TcpStream::connect(server.local_addr()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let ask = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    for pause in [0, 500, 0, 500] {
        std::thread::sleep(Duration::from_millis(pause));
        stream.write_all(ask).unwrap();
        let mut text = Vec::new();
        while !text.ends_with(b"ok\n") {
            let mut some = [0; 512];
            let read = stream.read(&mut some).unwrap();
            assert!(read > 0, "closed");
            text.extend_from_slice(&some[..read]);
        }
    }
    // A heading that began is not mistaken for rest.
    stream.write_all(&ask[..20]).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    stream.write_all(&ask[20..]).unwrap();
    let mut some = [0; 512];
    assert!(stream.read(&mut some).unwrap() > 0);
    assert!(some.starts_with(b"HTTP/1.1 200"));
    assert_eq!(server.host().health().connections, 1);
}

#[test]
fn one_connection_too_many_is_closed_and_the_others_are_not() {
    let server = impatient(FrontOptions {
        max_connections: 3,
        ..FrontOptions::default()
    });
    let held: Vec<TcpStream> = (0..3)
        .map(|_| TcpStream::connect(server.local_addr()).unwrap())
        .collect();
    eventually("three are open", || server.host().health().connections == 3);
    let mut further = TcpStream::connect(server.local_addr()).unwrap();
    assert!(until_closed(&mut further) < SOON);
    drop(held);
    eventually("room again", || server.host().health().connections == 0);
    still_serves(&server, "1");
    assert!(refused(&server, "connections") >= 1);
}

/// Answers with more than socket buffers hold.
struct Large;

impl Endpoint for Large {
    fn answer(&self, _: &[u8]) -> Answered {
        Answered::new("text/xml", vec![b' '; 32 << 20], Outcome::Ok)
    }
    fn unavailable(&self) -> Answered {
        Answered::bare(503)
    }
}

#[test]
fn a_client_that_does_not_take_its_answer_is_cut() {
    let host = Host::new(HostOptions::default());
    let large = AlwaysOpen::new(Arc::new(Large));
    host.add(
        TenantSpec::new("large", Route::path("/sad")).unwrap(),
        Arc::new(large),
    )
    .unwrap();
    let options = FrontOptions {
        // Enough to read all of it.
        write_limit: Duration::from_secs(3),
        ..FrontOptions::default()
    };
    let listener = Listener::bind("http", "127.0.0.1:0", None).unwrap();
    let server = serve_host(host, vec![listener], &options).unwrap();
    let mut stream = TcpStream::connect(server.local_addr()).unwrap();
    stream
        .write_all(b"POST /sad HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        .unwrap();
    // It takes a little now and then: that is not enough.
    let mut some = [0; 1024];
    eventually("it was cut", || {
        let _ = stream.read(&mut some);
        std::thread::sleep(Duration::from_millis(100));
        refused(&server, "slow_reader") >= 1
    });
    // Somebody who reads gets all of it.
    let whole = raw(&server, "POST /sad HTTP/1.1", b"");
    assert_eq!(whole.split_once("\r\n\r\n").unwrap().1.len(), 32 << 20);
}

#[test]
fn bodies_together_do_not_take_more_memory_than_allowed() {
    let server = impatient(FrontOptions {
        bodies_bytes: 100 * 1024,
        ..FrontOptions::default()
    });
    let answer = raw(&server, "POST /sad HTTP/1.1", &vec![b' '; 200 * 1024]);
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.contains("retry-after"),
        "{answer}"
    );
    assert_eq!(refused(&server, "busy"), 1);
    // What it took was given back.
    for id in 1..50 {
        still_serves(&server, &id.to_string());
    }
}

#[test]
fn a_heading_beyond_reason_is_refused() {
    let server = impatient(FrontOptions::default());
    let many = (0..100)
        .map(|n| format!("x-{n}: 1"))
        .collect::<Vec<_>>()
        .join("\r\n");
    let answer = raw(&server, &format!("POST /sad HTTP/1.1\r\n{many}"), b"");
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let long = format!("POST /sad HTTP/1.1\r\nx-long: {}", "a".repeat(200 << 10));
    let answer = raw(&server, &long, b"");
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer}"
    );
    still_serves(&server, "1");
}

#[test]
fn figures_say_what_happened_and_name_nobody() {
    let server = impatient(FrontOptions::default());
    let counter = workstation(&server, quick());
    counter.send(&sample::query("1", CODE)).unwrap();
    counter.send(&sample::query("1", CODE)).unwrap();
    counter
        .send(&sample::query("2", "VRDGPP75C12F205K"))
        .unwrap();
    counter.send(&sample::issued("3", "CA00001AA")).unwrap();
    raw(&server, "POST /sad HTTP/1.1", b"<x/>");
    raw(&server, "POST /elsewhere HTTP/1.1", b"");
    for (name, value) in [
        (
            "cie_sad_answers_total{operation=\"interrogazione\",outcome=\"ok\"}",
            2,
        ),
        (
            "cie_sad_answers_total{operation=\"interrogazione\",outcome=\"error\"}",
            1,
        ),
        (
            "cie_sad_answers_total{operation=\"emissione\",outcome=\"ok\"}",
            1,
        ),
        (
            "cie_sad_answers_total{operation=\"unknown\",outcome=\"error\"}",
            1,
        ),
        ("cie_sad_answer_codes_total{code=\"EN130\"}", 1),
        ("cie_sad_answer_codes_total{code=\"EN489\"}", 1),
        ("cie_sad_repeated_total", 1),
        (
            "cie_sad_answer_seconds_count{operation=\"interrogazione\"}",
            3,
        ),
        ("cie_sad_refused_total{reason=\"route\"}", 1),
        (
            "cie_sad_tenant_answers_total{tenant=\"connector\",outcome=\"ok\"}",
            3,
        ),
        ("cie_sad_tenants", 1),
    ] {
        assert_eq!(sample_of(&server, name), value, "{name}");
    }
    let page = crate::tools::metrics(&server);
    for personal in ["RSSBNC80E57H501B", "VRDGPP75C12F205K", "CA00001AA", "ROSSI"] {
        assert!(!page.contains(personal));
    }
    // Every line is a comment or a sample with one number (text format 0.0.4).
    let body = page.split_once("\r\n\r\n").unwrap().1;
    for line in body.lines() {
        let sample = line
            .rsplit_once(' ')
            .is_some_and(|(_, value)| value.parse::<f64>().is_ok());
        assert!(
            line.starts_with("# HELP ") || line.starts_with("# TYPE ") || sample,
            "{line}"
        );
    }
}
