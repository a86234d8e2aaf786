//! How fast the line is.

use std::io::{Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_devices::doctor::{Check, Direction, Finding, ThroughputCheck, Verdict};

use crate::servers::{LIMIT, address, head, home, serve, web};

fn measured(port: u16, direction: Direction) -> Finding {
    ThroughputCheck::new(address("http", port), direction, Arc::new(home())).run(LIMIT)
}

/// Gives so many bytes at so many a second.
fn page(bytes: usize, rate: usize) -> u16 {
    serve(move |mut stream| {
        let _ = head(&mut stream);
        let heading = format!("HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n");
        let _ = stream.write_all(heading.as_bytes());
        let began = Instant::now();
        let mut sent = 0;
        while sent < bytes && stream.write_all(&[7; 4096]).is_ok() {
            sent += 4096;
            let due = Duration::from_micros((sent as u64) * 1_000_000 / rate as u64);
            std::thread::sleep(due.saturating_sub(began.elapsed()));
        }
    })
}

/// The circular advises 1 Mbps, which is 125 000 bytes a second.
#[test]
fn below_the_bandwidth_advised_there_is_a_warning() {
    let slow = measured(page(80_000, 60_000), Direction::Down);
    assert_eq!(slow.verdict, Verdict::Warning, "{slow:?}");
    let kbps: u64 = slow.facts["kbps"].parse().unwrap();
    // A machine that has other things to do measures less, never more.
    assert!((100..=520).contains(&kbps), "{kbps}");
    let fast = measured(page(1 << 20, 4_000_000), Direction::Down);
    assert_eq!(fast.verdict, Verdict::Ok, "{fast:?}");
    assert!(fast.source.contains("8/2017"));
}

#[test]
fn a_page_without_end_is_left_after_four_megabytes() {
    let finding = measured(page(usize::MAX / 2, 400_000_000), Direction::Down);
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
    let bytes: u64 = finding.facts["bytes"].parse().unwrap();
    assert!((4 << 20..5 << 20).contains(&bytes), "{bytes}");
}

#[test]
fn what_is_sent_is_measured_too() {
    let port = serve(|mut stream| {
        let head = head(&mut stream);
        assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("Content-Length: 262144\r\n"), "{head}");
        let mut read = 0;
        let mut buffer = [0; 8192];
        while read < 262_144 {
            read += stream.read(&mut buffer).unwrap();
        }
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
    });
    let finding = measured(port, Direction::Up);
    assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
}

#[test]
fn what_tells_nothing_is_not_passed_off_as_a_measure() {
    let (short, _) = web(|_| "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".into());
    let (missing, _) = web(|_| format!("HTTP/1.1 404 Not Found\r\n\r\n{}", "x".repeat(100_000)));
    for port in [short, missing] {
        let finding = measured(port, Direction::Down);
        assert_eq!(finding.verdict, Verdict::NotChecked, "{finding:?}");
    }
    // The Ministry's servers are not asked at all: not even the name is looked for.
    let page = "https://cieonline.interno.gov.it/".parse().unwrap();
    let check = ThroughputCheck::new(page, Direction::Down, Arc::new(home()));
    let finding = check.run(LIMIT);
    assert_eq!(finding.verdict, Verdict::NotChecked);
    assert!(finding.found.it.contains("non si caricano"));
}
