//! Names, ports, handshakes, certificates.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use cie_devices::doctor::{Finding, LocalClock, Route, Service, Verdict};

use crate::servers::{
    Certified, HOME, HOST, LIMIT, NOBODY, endpoint, home, route, serve, tls, trusting, url,
};

/// Verdict, and what is said of the certificate.
fn certificate(certified: &Certified) -> (Verdict, String) {
    let (port, authority) = tls(certified);
    let finding = endpoint(&url("https", port), trusting(authority));
    (finding.verdict, finding.facts["certificate"].clone())
}

fn step(finding: &Finding) -> (Verdict, &str) {
    (finding.verdict, finding.facts["step"].as_str())
}

#[test]
fn a_sound_certificate_of_a_known_authority_is_fine() {
    let (port, authority) = tls(&Certified::default());
    let finding = endpoint(&url("https", port), trusting(authority));
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
    assert_eq!(finding.todo, None);
    assert_eq!(finding.check, format!("endpoint.{HOST}:{port}"));
    let ends = (Utc::now() + TimeDelta::days(300)).date_naive().to_string();
    for (name, value) in [
        ("tls", "TLS 1.3"),
        ("certificate", "sound"),
        ("certificate_until", ends.as_str()),
        ("address", "127.0.0.1"),
        ("client_certificate_asked", "false"),
    ] {
        assert_eq!(finding.facts[name], value, "{finding:?}");
    }
    assert!(finding.facts["issuer"].contains("Autorità di prova"));
}

#[test]
fn each_fault_of_a_certificate_has_its_name_and_verdict() {
    for (certified, expected) in [
        (
            Certified {
                until: -1,
                ..Certified::default()
            },
            (Verdict::Failed, "expired"),
        ),
        (
            Certified {
                from: 2,
                ..Certified::default()
            },
            (Verdict::Failed, "not_yet_valid"),
        ),
        (
            Certified {
                name: "altro.example",
                ..Certified::default()
            },
            (Verdict::Failed, "wrong_name"),
        ),
        // The Ministry's own authorities are on nobody's list: known to be reached, and no more.
        (
            Certified {
                until: 29,
                ..Certified::default()
            },
            (Verdict::Warning, "sound"),
        ),
        (
            Certified {
                until: 31,
                ..Certified::default()
            },
            (Verdict::Ok, "sound"),
        ),
    ] {
        let (verdict, named) = certificate(&certified);
        assert_eq!((verdict, named.as_str()), expected);
    }
    let (port, _) = tls(&Certified::default());
    let finding = endpoint(&url("https", port), home());
    assert_eq!(finding.verdict, Verdict::Warning);
    assert_eq!(finding.facts["certificate"], "unknown_issuer");
    // Ended and of nobody known: both are said, the worse one decides.
    let (port, _) = tls(&Certified {
        until: -1,
        ..Certified::default()
    });
    let finding = endpoint(&url("https", port), home());
    assert_eq!(finding.verdict, Verdict::Failed);
    assert_eq!(finding.facts["certificate"], "expired,unknown_issuer");
}

#[test]
fn a_clock_that_is_years_behind_makes_certificates_of_the_future() {
    let (port, authority) = tls(&Certified::default());
    let clock = LocalClock::says(Utc::now() - TimeDelta::days(3000));
    let finding = endpoint(
        &url("https", port),
        Route {
            clock,
            ..trusting(authority)
        },
    );
    assert_eq!(finding.facts["certificate"], "not_yet_valid");
    assert!(finding.todo.unwrap().it.contains("data e ora"));
}

/// As the services of the operator cards do.
#[test]
fn a_server_that_wants_the_operator_card_is_reached() {
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let certified = Certified {
            asks: Some(version),
            ..Certified::default()
        };
        let (port, authority) = tls(&certified);
        let finding = endpoint(&url("https", port), trusting(authority));
        assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
        assert_eq!(finding.facts["client_certificate_asked"], "true");
    }
}

#[test]
fn what_is_not_there_is_said_step_by_step() {
    let nameless = endpoint(
        "https://nessuno.example/",
        route(&[("nessuno.example", &[])]),
    );
    assert_eq!(step(&nameless), (Verdict::Failed, "dns"));
    let port = serve(drop);
    let refused = endpoint(&url("https", port), route(&[(HOST, &[NOBODY])]));
    assert_eq!(step(&refused), (Verdict::Failed, "tcp"));
    assert!(refused.todo.unwrap().it.contains("firewall"));
    // The second address of a name is tried where the first does not answer.
    let second = endpoint(
        &format!("http://{HOST}:{port}/"),
        route(&[(HOST, &[NOBODY, HOME])]),
    );
    assert_eq!(second.verdict, Verdict::Ok, "{second:?}");
    let closed = endpoint(&url("https", port), home());
    assert_eq!(step(&closed), (Verdict::Failed, "tls"));
}

#[test]
fn what_answers_in_the_place_of_the_server_is_seen() {
    let portal = serve(|mut stream| {
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: http://portale/\r\n\r\n");
    });
    let finding = endpoint(&url("https", portal), home());
    assert_eq!(step(&finding), (Verdict::Failed, "tls"));
    assert!(
        finding.found.en.contains("does not speak TLS"),
        "{finding:?}"
    );
    // It speaks TLS and agrees to nothing (alert 70, protocol_version): reached all the same.
    let old = serve(|mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
        let _ = stream.read(&mut [0; 1024]);
    });
    let finding = endpoint(&url("https", old), home());
    assert_eq!(step(&finding), (Verdict::Warning, "tls"));
}

#[test]
fn silence_and_dripping_end_in_time() {
    let silent = serve(|stream| {
        std::thread::sleep(3 * LIMIT);
        drop(stream);
    });
    let dripping = serve(|mut stream| {
        // A record of 16 KiB, a byte at a time.
        let _ = stream.write_all(&[22, 3, 3, 0x40, 0]);
        while stream.write_all(&[2]).is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    for port in [silent, dripping] {
        let began = Instant::now();
        let limited = Route {
            limit: Duration::from_secs(1),
            ..home()
        };
        let finding = endpoint(&url("https", port), limited);
        assert!(began.elapsed() < LIMIT / 2);
        assert_eq!(step(&finding), (Verdict::Failed, "tls"));
    }
}

#[test]
fn without_network_nothing_is_tried_and_nothing_is_claimed() {
    let finding = endpoint(
        "https://nessuno.example/",
        Route {
            offline: true,
            ..home()
        },
    );
    assert_eq!(finding.verdict, Verdict::NotChecked);
    assert!(finding.todo.unwrap().it.contains("--offline"));
}

/// Circular 8/2017, attachment 2, paragraph 2.2.
#[test]
fn the_services_are_those_of_the_circular() {
    let all: Vec<String> = Service::of_the_circular()
        .iter()
        .map(|service| service.address.to_string())
        .collect();
    assert_eq!(
        all,
        [
            "http://www.cartaidentita.interno.gov.it:80/",
            "https://cieonline.interno.gov.it:443/",
            "https://agendacie.interno.gov.it:443/",
            "https://dvra.cie.interno.gov.it:8442/SCOPortType?wsdl",
            "https://dvra.cie.interno.gov.it:8443/SCOPortType?wsdl",
            "https://dvraweb.cie.interno.gov.it:443/",
            "https://www.poste.it:443/",
            "https://cie-bf.vitrociset.it:443/",
            "https://cie-bf.vitrociset.it:80/",
        ]
    );
}
