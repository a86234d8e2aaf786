//! Many tenants in one process: nobody gets another's requests, nobody starves.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cie_core::exchange::{Outcome, Registry, RegistryError, Request};
use cie_core::redact::Secret;
use cie_sad::Code;
use cie_sad::codec::encode_request;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::hosting::{
    AlwaysOpen, Answered, BasicUsers, ByComune, ComuneFrom, Endpoint, Host, HostOptions, Log,
    LogEvent, Opener, PasswordDigest, Refusal, Route, TenantId, TenantSpec, TenantState,
};
use cie_sad::http::{FrontOptions, Listener, ServerHandle, serve_host};
use cie_sad::profile::Profile;
use cie_sad::workstation::{Workstation, WorkstationOptions};

use crate::support::sample;
use crate::tools::{connector, eventually, quick, registry};

const CODE: &str = "RSSBNC80E57H501B";

fn anpr() -> Arc<Profile> {
    Arc::new(Profile::anpr().unwrap())
}

fn id(name: &str) -> TenantId {
    name.parse().unwrap()
}

/// A tenant whose answers bear its name as their sender.
fn signed(name: &str) -> Arc<AlwaysOpen> {
    let connector = connector(registry() as Arc<dyn Registry>).with_sender(name);
    Arc::new(AlwaysOpen::new(Arc::new(connector)))
}

fn spec(name: &str, route: Route) -> TenantSpec {
    TenantSpec::new(name, route).unwrap()
}

fn listening(host: &Host, names: &[&str]) -> ServerHandle {
    let listeners = names
        .iter()
        .map(|name| Listener::bind(*name, "127.0.0.1:0", None).unwrap())
        .collect();
    serve_host(host.clone(), listeners, &FrontOptions::default()).unwrap()
}

fn counter(server: &ServerHandle, listener: &str, path: &str) -> Workstation {
    waiting(server, listener, path, quick().timeout)
}

/// Asks once, and waits so long.
fn waiting(server: &ServerHandle, listener: &str, path: &str, timeout: Duration) -> Workstation {
    let listeners = server.listeners();
    let (_, address) = listeners.iter().find(|(name, _)| name == listener).unwrap();
    let options = WorkstationOptions {
        attempts: 1,
        timeout,
        ..quick()
    };
    Workstation::new(&format!("http://{address}{path}"), anpr(), options).unwrap()
}

fn from(istat: &str, operation: &str) -> Request {
    let Request::Interrogazione(mut query) = sample::query(operation, CODE) else {
        panic!("a query");
    };
    query.header.sender = istat.to_owned();
    Request::Interrogazione(query)
}

#[test]
fn tenants_are_told_apart_by_path_port_and_comune() {
    let host = Host::new(HostOptions::default());
    host.add(spec("path-a", Route::path("/a/sad")), signed("000001"))
        .unwrap();
    host.add(spec("path-b", Route::path("/b/sad")), signed("000002"))
        .unwrap();
    for (name, listener, sender) in [("port-a", "one", "000003"), ("port-b", "two", "000004")] {
        let route = Route {
            listener: Some(listener.to_owned()),
            ..Route::path("/sad")
        };
        host.add(spec(name, route), signed(sender)).unwrap();
    }
    for (name, istat) in [("istat-a", "031007"), ("istat-b", "058091")] {
        let route = Route {
            comune: Some(ByComune {
                istat: istat.to_owned(),
                from: ComuneFrom::Sender,
                profile: anpr(),
            }),
            ..Route::path("/comuni")
        };
        host.add(spec(name, route), signed(istat)).unwrap();
    }
    let server = listening(&host, &["one", "two"]);
    for (listener, path, istat, expected) in [
        ("one", "/a/sad", "058091", "000001"),
        ("two", "/b/sad", "058091", "000002"),
        ("one", "/sad", "058091", "000003"),
        ("two", "/sad", "058091", "000004"),
        ("one", "/comuni", "031007", "031007"),
        ("two", "/comuni", "058091", "058091"),
    ] {
        let answer = counter(&server, listener, path)
            .send(&from(istat, "1"))
            .unwrap()
            .answer;
        assert_eq!(
            (answer.outcome, answer.header.sender.as_str()),
            (Outcome::Ok, expected)
        );
    }
    // A comune that is not served here, and a message that names none.
    let stranger = counter(&server, "one", "/comuni")
        .send(&from("015146", "1"))
        .unwrap();
    assert_eq!(stranger.answer.anomalies[0].code, "EN074");
    let address = server.local_addr();
    let nonsense = crate::tools::raw_at(address, "POST /comuni HTTP/1.1", b"<x/>");
    assert!(
        nonsense.starts_with("HTTP/1.1 400") && nonsense.contains("EN074"),
        "{nonsense}"
    );
    assert_eq!(
        host.metrics_text().matches("reason=\"comune\"} 2").count(),
        1
    );
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let host = Host::new(HostOptions::default());
    let comune = |istat: &str, from, profile: Arc<Profile>| Route {
        comune: Some(ByComune {
            istat: istat.to_owned(),
            from,
            profile,
        }),
        ..Route::path("/comuni")
    };
    host.add(spec("a", Route::path("/a")), signed("000001"))
        .unwrap();
    host.add(
        spec("b", comune("031007", ComuneFrom::Sender, anpr())),
        signed("000002"),
    )
    .unwrap();
    let flat = Arc::new(Profile::piatto().unwrap());
    for (name, route, code) in [
        ("a", Route::path("/other"), Code::TenantExists),
        ("c", Route::path("/a"), Code::RouteTaken),
        ("c", Route::path("/comuni"), Code::RouteTaken),
        (
            "c",
            comune("031007", ComuneFrom::Sender, anpr()),
            Code::RouteTaken,
        ),
        (
            "c",
            comune("058091", ComuneFrom::Recipient, anpr()),
            Code::RouteTaken,
        ),
        (
            "c",
            comune("058091", ComuneFrom::Sender, flat),
            Code::RouteTaken,
        ),
        (
            "c",
            comune("58091", ComuneFrom::Sender, anpr()),
            Code::BadTenant,
        ),
        ("c", Route::path("relative"), Code::BadPath),
        ("c", Route::path("/metrics"), Code::BadPath),
        ("c", Route::path("/health/x"), Code::BadPath),
    ] {
        assert_eq!(
            host.add(spec(name, route), signed("000003"))
                .unwrap_err()
                .code(),
            code
        );
    }
    assert_eq!(
        TenantSpec::new("two words", Route::path("/x"))
            .unwrap_err()
            .code(),
        Code::BadTenant
    );
    assert_eq!(
        host.remove(&id("nobody")).unwrap_err().code(),
        Code::NoTenant
    );
    let nobody = host.replace(spec("nobody", Route::path("/x")), signed("000003"));
    assert_eq!(nobody.unwrap_err().code(), Code::NoTenant);
    assert_eq!(host.tenants().len(), 2);
    // Once it is gone, its place is free; and a tenant may move to another path.
    host.remove(&id("b")).unwrap();
    host.replace(spec("a", Route::path("/comuni")), signed("000001"))
        .unwrap();
    host.add(spec("c", Route::path("/a")), signed("000003"))
        .unwrap();
}

#[test]
fn one_is_added_replaced_and_removed_while_the_others_serve() {
    let host = Host::new(HostOptions::default());
    host.add(spec("steady", Route::path("/steady")), signed("000001"))
        .unwrap();
    let server = listening(&host, &["http"]);
    let steady = counter(&server, "http", "/steady");
    let stop = Arc::new(AtomicUsize::new(0));
    let serving = {
        let stop = Arc::clone(&stop);
        std::thread::spawn(move || {
            let mut served = 0;
            while stop.load(Ordering::SeqCst) == 0 {
                served += 1;
                let answer = steady
                    .send(&from("058091", &served.to_string()))
                    .unwrap()
                    .answer;
                assert_eq!(answer.outcome, Outcome::Ok);
            }
            served
        })
    };
    let moving = counter(&server, "http", "/moving");
    for round in 0..20 {
        let sender = format!("{:06}", 10 + round);
        host.add(spec("moving", Route::path("/moving")), signed("000002"))
            .unwrap();
        host.replace(spec("moving", Route::path("/moving")), signed(&sender))
            .unwrap();
        let answer = moving.send(&from("058091", "1")).unwrap().answer;
        assert_eq!(answer.header.sender, sender);
        host.remove(&id("moving")).unwrap();
        assert_eq!(
            moving.send(&from("058091", "1")).unwrap_err().code(),
            Code::BadStatus
        );
    }
    stop.store(1, Ordering::SeqCst);
    assert!(serving.join().unwrap() > 0);
}

/// Hangs until told otherwise.
struct Hanging {
    inner: Connector,
    hang: Arc<Mutex<()>>,
    entered: AtomicUsize,
}

impl Endpoint for Hanging {
    fn answer(&self, body: &[u8]) -> Answered {
        self.entered.fetch_add(1, Ordering::SeqCst);
        let _held = self.hang.lock().unwrap();
        self.inner.answer(body)
    }
    fn unavailable(&self) -> Answered {
        Endpoint::unavailable(&self.inner)
    }
}

#[test]
fn a_noisy_tenant_does_not_starve_the_rest() {
    let host = Host::new(HostOptions {
        workers: 8,
        ..HostOptions::default()
    });
    let gate = Arc::new(Mutex::new(()));
    let hanging = Arc::new(Hanging {
        inner: connector(registry() as Arc<dyn Registry>),
        hang: Arc::clone(&gate),
        entered: AtomicUsize::new(0),
    });
    let mut noisy = spec("noisy", Route::path("/noisy"));
    noisy.limits.at_once = 100;
    noisy.limits.queue = 50;
    noisy.limits.time = Duration::from_secs(120);
    host.add(
        noisy,
        Arc::new(AlwaysOpen::new(Arc::clone(&hanging) as Arc<dyn Endpoint>)),
    )
    .unwrap();
    host.add(spec("calm", Route::path("/calm")), signed("000002"))
        .unwrap();
    let server = listening(&host, &["http"]);
    let held = gate.lock().unwrap();
    let patient = Duration::from_secs(120);
    let noise: Vec<_> = (0..60)
        .map(|n| {
            let noisy = waiting(&server, "http", "/noisy", patient);
            std::thread::spawn(move || noisy.send(&from("058091", &n.to_string())))
        })
        .collect();
    eventually("the noise is there", || {
        let health = host.health();
        health.busy == 6 && health.waiting == 54
    });
    let calm = counter(&server, "http", "/calm");
    for n in 0..50 {
        // Within the workstation's time: behind the noise it would wait for as long as this lasts.
        let answer = calm.send(&from("058091", &n.to_string())).unwrap().answer;
        assert_eq!(answer.outcome, Outcome::Ok);
    }
    assert_eq!(hanging.entered.load(Ordering::SeqCst), 6);
    drop(held);
    // And the noise is served in the end: nothing that was accepted is lost.
    for one in noise {
        one.join().unwrap().unwrap();
    }
    assert_eq!(hanging.entered.load(Ordering::SeqCst), 60);
}

/// Opens and counts; can be told to fail.
#[derive(Default)]
struct Counted {
    opened: AtomicUsize,
    fail: AtomicUsize,
    probes_fail: Arc<AtomicUsize>,
}

struct Probed {
    inner: Connector,
    fail: Arc<AtomicUsize>,
}

impl Endpoint for Probed {
    fn answer(&self, body: &[u8]) -> Answered {
        let mut answer = self.inner.answer(body);
        if self.fail.load(Ordering::SeqCst) > 0 {
            answer.trouble = Some(Code::RegistryFailed);
        }
        answer
    }
    fn unavailable(&self) -> Answered {
        Endpoint::unavailable(&self.inner)
    }
    fn probe(&self) -> Result<(), RegistryError> {
        match self.fail.load(Ordering::SeqCst) {
            0 => Ok(()),
            _ => Err("asleep".into()),
        }
    }
}

impl Opener for Counted {
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError> {
        if self.fail.load(Ordering::SeqCst) > 0 {
            return Err("disk gone".into());
        }
        self.opened.fetch_add(1, Ordering::SeqCst);
        let connector = Connector::new(
            anpr(),
            registry() as Arc<dyn Registry>,
            Arc::new(MemoryAnswerLog::default()),
        );
        Ok(Arc::new(Probed {
            inner: connector,
            fail: Arc::clone(&self.probes_fail),
        }))
    }
}

fn message(operation: &str) -> Vec<u8> {
    encode_request(&anpr(), &from("058091", operation))
        .unwrap()
        .bytes
}

#[test]
fn tenants_open_when_asked_and_the_least_used_close() {
    let host = Host::new(HostOptions {
        max_open: 3,
        ..HostOptions::default()
    });
    let openers: Vec<Arc<Counted>> = (0..10).map(|_| Arc::default()).collect();
    for (n, opener) in openers.iter().enumerate() {
        let route = Route::path(format!("/{n}"));
        host.add(
            spec(&n.to_string(), route),
            Arc::clone(opener) as Arc<dyn Opener>,
        )
        .unwrap();
    }
    assert_eq!(host.health().open, 0);
    for n in 0..10 {
        let answer = host.exchange(&id(&n.to_string()), message("1")).unwrap();
        assert_eq!(answer.outcome, Outcome::Ok);
        // Closing follows the answer.
        eventually("at most three are open", || host.health().open <= 3);
    }
    // The last three are there still; the first must be opened again.
    for n in [9, 8, 7, 0] {
        host.exchange(&id(&n.to_string()), message("2")).unwrap();
    }
    let opened: Vec<usize> = openers
        .iter()
        .map(|one| one.opened.load(Ordering::SeqCst))
        .collect();
    assert_eq!(opened, [2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn an_idle_tenant_is_closed_by_the_sweep() {
    let host = Host::new(HostOptions {
        idle_close: Duration::from_millis(1),
        ..HostOptions::default()
    });
    let opener: Arc<Counted> = Arc::default();
    host.add(
        spec("a", Route::path("/a")),
        Arc::clone(&opener) as Arc<dyn Opener>,
    )
    .unwrap();
    host.add(spec("b", Route::path("/b")), signed("000001"))
        .unwrap();
    host.exchange(&id("a"), message("1")).unwrap();
    host.exchange(&id("b"), message("1")).unwrap();
    assert_eq!(host.health().open, 2);
    std::thread::sleep(Duration::from_millis(20));
    host.sweep();
    // What lives in memory alone is never closed: it would forget.
    assert_eq!(host.health().open, 1);
    host.exchange(&id("a"), message("2")).unwrap();
    assert_eq!(opener.opened.load(Ordering::SeqCst), 2);
}

/// Keeps the lines.
#[derive(Default)]
struct Lines(Mutex<Vec<String>>);

impl Log for Lines {
    fn event(&self, event: &LogEvent<'_>) {
        let line = match event {
            LogEvent::Failing { tenant, cause } => format!("failing {tenant} {cause}"),
            LogEvent::Refused { reason, .. } => format!("refused {}", reason.name()),
            other => format!("{other:?}"),
        };
        self.0.lock().unwrap().push(line);
    }
}

#[test]
fn a_tenant_that_fails_is_named_looked_at_again_and_well_in_the_end() {
    let lines = Arc::new(Lines::default());
    let host = Host::new(HostOptions {
        log: Arc::clone(&lines) as Arc<dyn Log>,
        ..HostOptions::default()
    });
    let (dead, ill): (Arc<Counted>, Arc<Counted>) = Default::default();
    dead.fail.store(1, Ordering::SeqCst);
    ill.probes_fail.store(1, Ordering::SeqCst);
    host.add(
        spec("dead", Route::path("/dead")),
        Arc::clone(&dead) as Arc<dyn Opener>,
    )
    .unwrap();
    host.add(
        spec("ill", Route::path("/ill")),
        Arc::clone(&ill) as Arc<dyn Opener>,
    )
    .unwrap();
    let server = listening(&host, &["http"]);
    let error = counter(&server, "http", "/dead")
        .send(&from("058091", "1"))
        .unwrap_err();
    assert_eq!(error.code(), Code::Busy);
    host.exchange(&id("ill"), message("1")).unwrap();
    let states = host.tenants();
    assert_eq!(states[0], (id("dead"), TenantState::CannotOpen));
    assert_eq!(states[1], (id("ill"), TenantState::RegistryFailing));
    let health = crate::tools::raw(&server, "GET /health/ready HTTP/1.1", b"");
    assert!(
        health.starts_with("HTTP/1.1 503") && health.ends_with("failing\n"),
        "{health}"
    );
    let page = crate::tools::raw(&server, "GET /health HTTP/1.1", b"");
    assert!(
        page.contains("\"dead\":\"cannot_open\",\"ill\":\"registry_failing\""),
        "{page}"
    );
    assert!(
        lines
            .0
            .lock()
            .unwrap()
            .iter()
            .any(|line| line == "failing dead disk gone")
    );
    // They come back by themselves, without a request.
    ill.probes_fail.store(0, Ordering::SeqCst);
    host.sweep();
    eventually("it is well again", || {
        host.tenants()[1].1 == TenantState::Well
    });
    let health = crate::tools::raw(&server, "GET /health/ready HTTP/1.1", b"");
    assert!(
        health.starts_with("HTTP/1.1 200") && health.ends_with("degraded\n"),
        "{health}"
    );
    dead.fail.store(0, Ordering::SeqCst);
    eventually("the other too", || {
        host.sweep();
        host.tenants()[0].1 == TenantState::Well
    });
}

#[test]
fn each_tenant_has_its_own_password() {
    let host = Host::new(HostOptions::default());
    for (name, password) in [("a", "first password"), ("b", "second password")] {
        let digest = PasswordDigest::of(&Secret::new(password)).unwrap();
        let mut tenant = spec(name, Route::path(format!("/{name}")));
        let users = BasicUsers::new(vec![("user".to_owned(), digest)]).unwrap();
        tenant.access.basic = Some(Arc::new(users));
        host.add(tenant, signed("000001")).unwrap();
    }
    let server = listening(&host, &["http"]);
    let send = |path: &str, password: &str| {
        let options = WorkstationOptions {
            basic: Some(("user".to_owned(), Secret::new(password))),
            ..quick()
        };
        let url = format!("http://{}{path}", server.local_addr());
        let counter = Workstation::new(&url, anpr(), options).unwrap();
        counter
            .send(&from("058091", "1"))
            .map(|done| done.answer.outcome)
    };
    assert_eq!(send("/a", "first password").unwrap(), Outcome::Ok);
    assert_eq!(send("/b", "second password").unwrap(), Outcome::Ok);
    assert_eq!(
        send("/b", "first password").unwrap_err().code(),
        Code::Forbidden
    );
    assert!(Refusal::ALL.iter().all(|one| !one.name().is_empty()));
}

#[test]
fn a_host_that_is_drained_finishes_and_takes_nothing_more() {
    let host = Host::new(HostOptions::default());
    let gate = Arc::new(Mutex::new(()));
    let hanging = Arc::new(Hanging {
        inner: connector(registry() as Arc<dyn Registry>),
        hang: Arc::clone(&gate),
        entered: AtomicUsize::new(0),
    });
    let tenant = AlwaysOpen::new(Arc::clone(&hanging) as Arc<dyn Endpoint>);
    host.add(spec("a", Route::path("/a")), Arc::new(tenant))
        .unwrap();
    let held = gate.lock().unwrap();
    let waiting = {
        let host = host.clone();
        std::thread::spawn(move || host.exchange(&id("a"), message("1")))
    };
    eventually("it is in hand", || {
        hanging.entered.load(Ordering::SeqCst) == 1
    });
    assert!(!host.drain(Duration::from_millis(50)));
    assert_eq!(
        host.exchange(&id("a"), message("2")).unwrap_err().code(),
        Code::HostBusy
    );
    drop(held);
    assert!(host.drain(Duration::from_secs(5)));
    assert_eq!(waiting.join().unwrap().unwrap().outcome, Outcome::Ok);
}
