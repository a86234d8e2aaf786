//! The connector of the registry.

use cie_devices::doctor::{Check, ConnectorCheck, Finding, Verdict};

use crate::servers::{HOST, LIMIT, NOBODY, home, route, web};

/// What is said of a connector that answers so for its state and for the path of the exchange.
fn asked(ready: &'static str, path: &'static str) -> Finding {
    let (port, lines) = web(move |line| {
        let status = match line.contains("/health/ready") {
            true => ready,
            false => path,
        };
        format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n")
    });
    let url = format!("http://{HOST}:{port}/sad").parse().unwrap();
    let finding = ConnectorCheck::new(url, &home()).run(LIMIT);
    let lines = lines.all();
    assert!(
        lines.iter().all(|line| line.starts_with("GET ")),
        "{lines:?}"
    );
    finding
}

#[test]
fn a_connector_tells_whether_it_is_ready() {
    for (ready, path, verdict) in [
        ("200 OK", "405 Method Not Allowed", Verdict::Ok),
        ("404 Not Found", "405 Method Not Allowed", Verdict::Ok),
        ("404 Not Found", "400 Bad Request", Verdict::Ok),
        (
            "503 Service Unavailable",
            "405 Method Not Allowed",
            Verdict::Failed,
        ),
        ("200 OK", "404 Not Found", Verdict::Failed),
        (
            "404 Not Found",
            "500 Internal Server Error",
            Verdict::Failed,
        ),
        ("200 OK", "403 Forbidden", Verdict::Warning),
    ] {
        let finding = asked(ready, path);
        assert_eq!(finding.verdict, verdict, "{ready} {path} {finding:?}");
        assert_eq!(finding.todo.is_none(), verdict == Verdict::Ok);
    }
}

#[test]
fn one_that_is_not_there_is_a_failure() {
    let url = format!("http://{HOST}:8080/sad").parse().unwrap();
    let finding = ConnectorCheck::new(url, &route(&[(HOST, &[NOBODY])])).run(LIMIT);
    assert_eq!(
        (finding.verdict, finding.facts["step"].as_str()),
        (Verdict::Failed, "tcp")
    );
}
