//! Connector and workstation over loopback.

use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::support::sample;
use crate::tools::{connector, eventually, quick, raw, registry, start, workstation};
use cie_core::error::Kind;
use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Outcome, Query, Registry, RegistryError, Search, Subject,
};
use cie_sad::Code;
use cie_sad::codec::Limits;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{FrontOptions, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use cie_sad::workstation::{Workstation, WorkstationOptions};

const CODE: &str = "RSSBNC80E57H501B";

#[test]
fn a_citizen_is_found_a_card_recorded_an_annulment_told() {
    let registry = registry();
    let server = start(
        Arc::clone(&registry) as Arc<dyn Registry>,
        &ServerOptions::default(),
    );
    let counter = workstation(&server, quick());
    let found = counter.send(&sample::query("1", CODE)).unwrap();
    assert_eq!(found.answer.outcome, Outcome::Ok);
    assert_eq!(found.answer.subjects[0].person, sample::person());
    assert!(found.unknown.is_empty() && found.omitted.is_empty());
    let told = counter.send(&sample::issued("2", "CA00001AA")).unwrap();
    assert_eq!(told.answer.outcome, Outcome::Ok);
    // Repeated, byte for byte the same answer.
    let again = counter.send(&sample::issued("2", "CA00001AA")).unwrap();
    assert_eq!(told.answer_bytes, again.answer_bytes);
    assert_eq!(registry.cards(), 1);
    // Reused for another card.
    let reused = counter.send(&sample::issued("2", "CA00002AA")).unwrap();
    assert_eq!(reused.answer.anomalies[0].code, "SAD001");
    let annulled = counter.send(&sample::annulled("3", "CA00001AA")).unwrap();
    assert_eq!(annulled.answer.outcome, Outcome::Ok);
    server.shutdown();
    assert!(registry.card("CA00001AA").unwrap().1.is_some());
}

#[test]
fn health_and_headers() {
    let server = start(registry(), &ServerOptions::default());
    let health = raw(&server, "GET /health HTTP/1.1", b"");
    assert!(
        health.starts_with("HTTP/1.1 200") && health.contains("\"status\":\"ok\""),
        "{health}"
    );
    let refused = raw(&server, "POST /sad HTTP/1.1", b"<x/>");
    assert!(refused.starts_with("HTTP/1.1 400"), "{refused}");
    let lower = refused.to_lowercase();
    assert!(lower.contains("x-request-id: ") && lower.contains("text/xml; charset=utf-8"));
    assert!(refused.contains("EN489"));
    assert!(raw(&server, "GET /sad HTTP/1.1", b"").starts_with("HTTP/1.1 405"));
    assert!(raw(&server, "POST /altro HTTP/1.1", b"").starts_with("HTTP/1.1 404"));
}

#[test]
fn an_oversize_body_is_refused_unread() {
    let limits = Limits {
        bytes: 64 * 1024,
        ..Limits::default()
    };
    let connector = connector(registry()).with_limits(limits);
    let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
    let answer = raw(&server, "POST /sad HTTP/1.1", &vec![b' '; 70 * 1024]);
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    // And the server goes on.
    let found = workstation(&server, quick()).send(&sample::query("1", CODE));
    assert_eq!(found.unwrap().answer.outcome, Outcome::Ok);
}

/// Slow the first time, like a database that was asleep.
struct Slow {
    calls: AtomicUsize,
    inner: Arc<MemoryRegistry>,
    pause: Duration,
}

impl Slow {
    fn new(pause: Duration) -> Arc<Self> {
        Arc::new(Self {
            calls: AtomicUsize::new(0),
            inner: registry(),
            pause,
        })
    }

    /// Waits until a request is in hand.
    fn is_asked(&self) {
        eventually("it is asked", || self.calls.load(Ordering::SeqCst) > 0);
    }
}

impl Registry for Slow {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(self.pause);
        self.inner.find(query)
    }
    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(self.pause);
        self.inner.card_issued(notice)
    }
    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.inner.card_annulled(annulment)
    }
}

#[test]
fn a_slow_registry_is_waited_for_by_repetition() {
    let slow = Slow::new(Duration::from_millis(400));
    let inner = Arc::clone(&slow.inner);
    let options = ServerOptions {
        time_limit: Duration::from_millis(150),
        ..ServerOptions::default()
    };
    let server = start(Arc::clone(&slow) as Arc<dyn Registry>, &options);
    let patient = WorkstationOptions {
        attempts: 20,
        backoff: Duration::from_millis(600),
        ..quick()
    };
    let told = workstation(&server, patient)
        .send(&sample::issued("1", "CA00001AA"))
        .unwrap();
    assert_eq!(told.answer.outcome, Outcome::Ok);
    // A further attempt finds the stored answer: the second, unless the machine is slow as well.
    assert!(told.attempts > 1);
    assert_eq!((inner.cards(), slow.calls.load(Ordering::SeqCst)), (1, 1));
    // Someone without patience is told so, in time.
    let hasty = WorkstationOptions {
        attempts: 1,
        ..quick()
    };
    let error = workstation(&server, hasty)
        .send(&sample::query("2", CODE))
        .unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::Busy, Kind::Unavailable)
    );
}

#[test]
fn a_silent_connector_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sad", listener.local_addr().unwrap());
    let options = WorkstationOptions {
        timeout: Duration::from_millis(200),
        attempts: 1,
        ..quick()
    };
    let counter = Workstation::new(&url, Arc::new(Profile::anpr().unwrap()), options).unwrap();
    let error = counter.send(&sample::query("1", CODE)).unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::TimedOut, Kind::Unavailable)
    );
}

/// A peer that dies with the request in hand; then the real one comes up on the same port.
#[test]
fn a_killed_server_is_survived_with_the_same_operation() {
    let dying = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = dying.local_addr().unwrap();
    let registry = registry();
    let real = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let reborn = std::thread::spawn(move || {
        let (mut stream, _) = dying.accept().unwrap();
        let mut some = [0; 64];
        let _ = stream.read(&mut some);
        drop(stream);
        drop(dying);
        serve(address, real, &ServerOptions::default()).unwrap()
    });
    let options = WorkstationOptions {
        attempts: 8,
        backoff: Duration::from_millis(50),
        ..quick()
    };
    let url = format!("http://{address}/sad");
    let counter = Workstation::new(&url, Arc::new(Profile::anpr().unwrap()), options).unwrap();
    let told = counter.send(&sample::issued("1", "CA00001AA")).unwrap();
    assert!(told.attempts > 1);
    assert_eq!(told.answer.outcome, Outcome::Ok);
    assert_eq!(registry.cards(), 1);
    let server = reborn.join().unwrap();
    server.shutdown();
    // Nobody is there any more.
    let once = WorkstationOptions {
        attempts: 2,
        ..quick()
    };
    let counter = Workstation::new(&url, Arc::new(Profile::anpr().unwrap()), once).unwrap();
    let error = counter.send(&sample::issued("1", "CA00001AA")).unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::Unreachable, Kind::Unavailable)
    );
}

#[test]
fn a_taken_port_is_said_clearly() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let error = serve(address, connector(registry()), &ServerOptions::default()).unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::Bind, Kind::Environment)
    );
    let options = ServerOptions {
        path: "sad".into(),
        ..ServerOptions::default()
    };
    let error = serve("127.0.0.1:0", connector(registry()), &options).unwrap_err();
    assert_eq!(error.code(), Code::BadPath);
    for url in ["", "sad", "ftp://x/", "http:///sad"] {
        let profile = Arc::new(Profile::anpr().unwrap());
        let error = Workstation::new(url, profile, quick()).unwrap_err();
        assert_eq!(error.code(), Code::BadUrl, "{url}");
    }
}

#[test]
fn a_shutdown_waits_for_what_is_in_hand_but_not_for_ever() {
    let slow = Slow::new(Duration::from_millis(300));
    let server = start(slow.clone(), &ServerOptions::default());
    let counter = workstation(&server, quick());
    let sent = std::thread::spawn(move || counter.send(&sample::query("1", CODE)));
    slow.is_asked();
    server.shutdown();
    assert_eq!(sent.join().unwrap().unwrap().answer.outcome, Outcome::Ok);

    let options = ServerOptions {
        front: FrontOptions {
            grace: Duration::from_millis(100),
            ..FrontOptions::default()
        },
        ..ServerOptions::default()
    };
    let slow = Slow::new(Duration::from_secs(60));
    let server = start(slow.clone(), &options);
    let hasty = WorkstationOptions {
        attempts: 1,
        ..quick()
    };
    let counter = workstation(&server, hasty);
    let sent = std::thread::spawn(move || counter.send(&sample::query("1", CODE)));
    slow.is_asked();
    let started = Instant::now();
    server.shutdown();
    assert!(started.elapsed() < Duration::from_secs(15));
    assert_eq!(sent.join().unwrap().unwrap_err().kind(), Kind::Unavailable);
}

/// A form parameter, in an encoding whose bytes are not UTF-8.
#[test]
fn the_form_carrier_keeps_every_byte() {
    let text = Profile::ANPR
        .replace("carrier = \"body\"", "carrier = \"form:xml dati\"")
        .replace("encoding = \"UTF-8\"", "encoding = \"ISO-8859-15\"");
    let profile = Arc::new(Profile::parse(&text).unwrap());
    let mut person = sample::person();
    person.surname = cie_core::citizen::NamePart::from_text("NICCOLÒ €+%26&");
    let registry = Arc::new(MemoryRegistry::new(vec![Subject::new(person.clone())]));
    let connector = Connector::new(
        Arc::clone(&profile),
        registry,
        Arc::new(MemoryAnswerLog::default()),
    );
    let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
    let url = format!("http://{}/sad", server.local_addr());
    let counter = Workstation::new(&url, profile, quick()).unwrap();
    let cie_core::exchange::Request::Interrogazione(mut query) = sample::query("1", CODE) else {
        panic!("a query");
    };
    query.key = cie_core::exchange::QueryKey::Person(Box::new(person.clone()));
    let request = cie_core::exchange::Request::Interrogazione(query);
    let found = counter.send(&request).unwrap();
    assert_eq!(found.answer.subjects[0].person, person);
}

#[test]
fn one_too_many_is_told_to_come_back() {
    let options = ServerOptions {
        concurrency: 1,
        queue: 0,
        ..ServerOptions::default()
    };
    let slow = Slow::new(Duration::from_secs(2));
    let server = start(slow.clone(), &options);
    let once = WorkstationOptions {
        attempts: 1,
        ..quick()
    };
    let counter = workstation(&server, once);
    let other = counter.clone();
    let first = std::thread::spawn(move || other.send(&sample::query("1", CODE)));
    slow.is_asked();
    let second = counter.send(&sample::query("2", CODE));
    assert_eq!(second.unwrap_err().code(), Code::Busy);
    assert_eq!(first.join().unwrap().unwrap().answer.outcome, Outcome::Ok);
}

/// What cannot be told apart from "done, but the answer was lost" is sent again only to a connector
/// that looks at identifiers.
#[test]
fn a_notice_is_repeated_only_where_that_is_safe() {
    use cie_sad::workstation::Retry;

    let seen = Arc::new(AtomicUsize::new(0));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let counting = Arc::clone(&seen);
    // Takes every request and answers none.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 64]);
            counting.fetch_add(1, Ordering::SeqCst);
        }
    });
    let notice = sample::issued("1", "CA00001AA");
    for (retry, request, attempts) in [
        (Retry::ByIdentifier, &notice, 3),
        (Retry::OnlyQueries, &notice, 1),
        (Retry::OnlyQueries, &sample::query("1", CODE), 3),
        (Retry::Never, &sample::query("1", CODE), 1),
    ] {
        let options = WorkstationOptions {
            retry,
            attempts: 3,
            ..quick()
        };
        let profile = Arc::new(Profile::anpr().unwrap());
        let counter = Workstation::new(&format!("http://{address}/sad"), profile, options).unwrap();
        seen.store(0, Ordering::SeqCst);
        assert_eq!(counter.send(request).unwrap_err().kind(), Kind::Unavailable);
        assert_eq!(seen.load(Ordering::SeqCst), attempts, "{retry:?}");
    }
    // Where nobody listens nothing can have been done: then a notice is tried again, too. The
    // connector comes up between the attempts.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let registry = registry();
    let late = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let options = WorkstationOptions {
        retry: Retry::OnlyQueries,
        attempts: 20,
        ..quick()
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    let counter = Workstation::new(&format!("http://{free}/sad"), profile, options).unwrap();
    let starting = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        serve(free, late, &ServerOptions::default()).unwrap()
    });
    let told = counter.send(&notice).unwrap();
    assert!(told.attempts > 1 && told.answer.outcome == Outcome::Ok);
    starting.join().unwrap().shutdown();
    assert_eq!(registry.cards(), 1);
}

#[test]
fn a_stored_request_is_repeated_byte_for_byte() {
    let server = start(registry(), &ServerOptions::default());
    let counter = workstation(&server, quick());
    let told = counter.send(&sample::query("1", CODE)).unwrap();
    let again = counter.repeat(&told.request_bytes).unwrap();
    assert_eq!(again.answer_bytes, told.answer_bytes);
    assert_eq!(again.answer, told.answer);
    let nonsense = counter.repeat(b"<x/>").unwrap_err();
    assert_eq!(
        (nonsense.code(), nonsense.kind()),
        (Code::UnknownMessage, Kind::Input)
    );
}
