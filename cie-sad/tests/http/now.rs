//! Answers given on the thread that read the request: by whom, and when not.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cie_core::exchange::{Outcome, Registry, Request};
use cie_sad::connector::Connector;
use cie_sad::hosting::{AlwaysOpen, Answered, Endpoint, Host, HostOptions, Route, TenantSpec};
use cie_sad::http::{FrontOptions, Listener, ServerHandle, serve_host};
use cie_sad::profile::Profile;
use cie_sad::workstation::Workstation;

use crate::support::sample;
use crate::tools::{connector, eventually, quick, registry};

/// Notes the threads that ask; slow or panicking on those that read, when told to.
struct Threads {
    inner: Connector,
    asked: Mutex<Vec<(bool, String)>>,
    slow: Duration,
    panics: AtomicUsize,
}

impl Threads {
    fn note(&self, now: bool) {
        let thread = std::thread::current().name().unwrap_or_default().to_owned();
        self.asked.lock().unwrap().push((now, thread));
    }

    fn asked(&self) -> Vec<(bool, String)> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Endpoint for Threads {
    fn answer(&self, body: &[u8]) -> Answered {
        self.note(false);
        self.inner.answer(body)
    }

    fn answer_now(&self, body: &[u8]) -> Option<Answered> {
        self.note(true);
        std::thread::sleep(self.slow);
        let less_one = |left: usize| left.checked_sub(1);
        let panics = self
            .panics
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less_one);
        if panics.is_ok() {
            // Without the panic hook: no noise among the results.
            std::panic::resume_unwind(Box::new("as a defect would"));
        }
        self.inner.answer_now(body)
    }

    fn unavailable(&self) -> Answered {
        Endpoint::unavailable(&self.inner)
    }
}

fn serving(slow: Duration, panics: usize) -> (Arc<Threads>, ServerHandle, Workstation) {
    let threads = Arc::new(Threads {
        inner: connector(registry() as Arc<dyn Registry>),
        asked: Mutex::default(),
        slow,
        panics: AtomicUsize::new(panics),
    });
    let host = Host::new(HostOptions::default());
    let spec = TenantSpec::new("one", Route::path("/sad")).unwrap();
    let endpoint = Arc::clone(&threads) as Arc<dyn Endpoint>;
    host.add(spec, Arc::new(AlwaysOpen::new(endpoint))).unwrap();
    let listener = Listener::bind("http", "127.0.0.1:0", None).unwrap();
    let server = serve_host(host, vec![listener], &FrontOptions::default()).unwrap();
    let url = format!("http://{}/sad", server.local_addr());
    let profile = Arc::new(Profile::anpr().unwrap());
    let workstation = Workstation::new(&url, profile, quick()).unwrap();
    (threads, server, workstation)
}

fn question(id: &str) -> Request {
    sample::query(id, "RSSBNC80E57H501B")
}

/// The first request opens a tenant, on a worker; effects are always a worker's.
#[test]
fn questions_are_answered_where_they_are_read_and_effects_are_not() {
    let (threads, server, workstation) = serving(Duration::ZERO, 0);
    let ask = |request: &Request| {
        threads.asked();
        let answer = workstation.send(request).unwrap().answer;
        assert_eq!(answer.outcome, Outcome::Ok);
        threads.asked()
    };
    ask(&question("1"));
    let (here, worker) = (
        (true, "cie-sad-http".to_owned()),
        (false, "cie-sad-worker".to_owned()),
    );
    // A machine that was busy makes answers slow, and then the workers have the next for a while.
    for id in ["2", "2", "3"] {
        eventually("a question is answered where it is read", || {
            ask(&question(id)) == [here.clone()]
        });
    }
    let mut effects = 0;
    eventually("an effect is tried there and is the worker's", || {
        effects += 1;
        let (id, card) = (format!("E{effects}"), format!("CA{effects:05}AA"));
        let asked = ask(&sample::issued(&id, &card));
        assert_eq!(asked.last(), Some(&worker));
        asked == [here.clone(), worker.clone()]
    });
    server.shutdown();
}

/// One that takes long leaves the threads that read alone for ten times as long.
#[test]
fn who_was_slow_goes_to_the_workers() {
    let (threads, server, workstation) = serving(Duration::from_millis(300), 0);
    let ask = |id: &str| workstation.send(&question(id)).unwrap().answer.outcome;
    assert_eq!(ask("1"), Outcome::Ok);
    threads.asked();
    let slow = Instant::now();
    assert_eq!(ask("2"), Outcome::Ok);
    for n in 3..8 {
        assert_eq!(ask(&n.to_string()), Outcome::Ok);
    }
    let asked = threads.asked();
    if slow.elapsed() < Duration::from_secs(3) {
        let now: Vec<bool> = asked.iter().map(|(now, _)| *now).collect();
        assert_eq!(now.iter().filter(|now| **now).count(), 1, "{asked:?}");
    }
    server.shutdown();
}

/// The connection goes on.
#[test]
fn a_panic_costs_one_answer() {
    let (_threads, server, workstation) = serving(Duration::ZERO, 1);
    let ask = |id: &str| workstation.send(&question(id));
    // The workstation tries again when it is told to come back.
    for id in ["1", "2", "3"] {
        assert_eq!(ask(id).unwrap().answer.outcome, Outcome::Ok);
    }
    server.shutdown();
}
