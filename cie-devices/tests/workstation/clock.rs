//! Clocks that are off.

use std::net::UdpSocket;
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use cie_devices::doctor::{
    Check, ClockCheck, ClockSource, ClockTolerance, Finding, Route, Verdict,
};

use crate::servers::{HOME, HOST, LIMIT, address, home, http_date, web};

fn against(source: ClockSource, route: Route) -> Finding {
    ClockCheck::new(source, ClockTolerance::default(), Arc::new(route)).run(LIMIT)
}

/// A page whose server's clock is so far ahead.
fn page(ahead: i64) -> ClockSource {
    let (port, _) = web(move |_| {
        let date = http_date(Utc::now() + TimeDelta::seconds(ahead));
        format!("HTTP/1.1 404 Not Found\r\nDate: {date}\r\nContent-Length: 0\r\n\r\n")
    });
    ClockSource::Http(address("http", port))
}

#[test]
fn the_date_of_a_page_shows_a_clock_that_is_off() {
    for (ahead, verdict) in [
        (0, Verdict::Ok),
        (55, Verdict::Ok),
        (-65, Verdict::Warning),
        (120, Verdict::Warning),
        (3600, Verdict::Failed),
        (-3600, Verdict::Failed),
    ] {
        let finding = against(page(ahead), home());
        assert_eq!(finding.verdict, verdict, "{ahead}: {finding:?}");
        let measured: i64 = finding.facts["ahead_ms"].parse().unwrap();
        assert!(
            (measured + ahead * 1000).abs() <= 2000,
            "{ahead}: {measured}"
        );
    }
    let slow = against(page(3600), home());
    assert!(slow.found.it.starts_with("indietro di 3"), "{slow:?}");
    let fast = against(page(-3600), home());
    assert!(fast.found.en.ends_with("s fast"), "{fast:?}");
}

#[test]
fn without_another_clock_nothing_is_known_of_this_one() {
    let (port, _) = web(|_| "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into());
    let (odd, _) = web(|_| "HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n".into());
    for port in [port, odd] {
        let finding = against(ClockSource::Http(address("http", port)), home());
        assert_eq!(finding.verdict, Verdict::NotChecked);
    }
    let none = ClockSource::Sntp("127.0.0.1".into(), 9);
    let short = Route {
        limit: Duration::from_millis(300),
        ..home()
    };
    assert_eq!(against(none, short).verdict, Verdict::NotChecked);
}

/// A time server (RFC 4330, 5) so far ahead; before its answer comes one that is not to the
/// question.
fn time_server(ahead: TimeDelta) -> ClockSource {
    let socket = UdpSocket::bind((HOME, 0)).unwrap();
    let port = socket.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let mut packet = [0; 48];
        while let Ok((length, client)) = socket.recv_from(&mut packet) {
            assert_eq!((length, packet[0]), (48, 0b00_100_011));
            let mut answer = [0; 48];
            answer[0] = 0b00_100_100;
            answer[1] = 1;
            let now = Utc::now() + ahead;
            // Seconds since 1900 and a fraction.
            let seconds = u64::try_from(now.timestamp() + 2_208_988_800).unwrap();
            let fraction = (u64::from(now.timestamp_subsec_nanos()) << 32) / 1_000_000_000;
            let stamp = ((seconds & 0xFFFF_FFFF) << 32 | fraction).to_be_bytes();
            answer[32..40].copy_from_slice(&stamp);
            answer[40..48].copy_from_slice(&stamp);
            socket.send_to(&answer, client).unwrap();
            answer[24..32].copy_from_slice(&packet[40..48]);
            socket.send_to(&answer, client).unwrap();
        }
    });
    ClockSource::Sntp(HOST.to_owned(), port)
}

#[test]
fn a_time_server_shows_it_to_the_millisecond() {
    for (ahead, verdict) in [
        (TimeDelta::milliseconds(700), Verdict::Ok),
        (TimeDelta::seconds(-90), Verdict::Warning),
        (TimeDelta::hours(2), Verdict::Failed),
    ] {
        let finding = against(time_server(ahead), home());
        assert_eq!(finding.verdict, verdict, "{finding:?}");
        let measured: i64 = finding.facts["ahead_ms"].parse().unwrap();
        let exact: i64 = finding.facts["exact_to_ms"].parse().unwrap();
        let off = (measured + ahead.num_milliseconds()).abs();
        assert!(off <= exact + 5, "{measured} {ahead} {exact}");
    }
}
