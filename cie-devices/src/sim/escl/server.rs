//! The simulated scanner: jobs, pages, and a thread that answers.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle, sleep};
use std::time::Duration;

use super::documents;
use super::fault::EsclFault;
use super::http::{Request, answer, head, piece, read};
use super::pages::Order;
use crate::{Code, Error, Result};

const XML: (&str, &str) = ("Content-Type", "text/xml");
/// How long a client may take over its request.
const PATIENCE: Duration = Duration::from_secs(10);
const MAX_JOBS: usize = 16;

#[derive(Debug)]
struct Job {
    order: Order,
    sent: u32,
}

#[derive(Debug, Default)]
struct Machine {
    fault: Option<EsclFault>,
    /// Sheets in the feeder.
    loaded: u32,
    jammed: bool,
    jobs: BTreeMap<u64, Job>,
    started: u64,
    ended: u64,
    sheet: u64,
}

/// A SIMULATED network scanner on loopback; it stops when it is dropped.
#[derive(Debug)]
pub struct SimulatedScanner {
    address: SocketAddr,
    machine: Arc<Mutex<Machine>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl SimulatedScanner {
    /// Starts it on a free port of loopback, with a sheet on the glass and an empty feeder.
    ///
    /// # Errors
    /// `CIE-DEV-659` when it cannot listen.
    pub fn start() -> Result<Self> {
        let no = |e: io::Error| Error::new(Code::ScannerSimulatorFailed).caused_by(e);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(no)?;
        let address = listener.local_addr().map_err(no)?;
        let machine = Arc::new(Mutex::new(Machine::default()));
        let stop = Arc::new(AtomicBool::new(false));
        let (theirs, stopped) = (Arc::clone(&machine), Arc::clone(&stop));
        let thread = Builder::new()
            .name("cie simulated scanner".to_owned())
            .spawn(move || serve(&listener, &theirs, &stopped))
            .map_err(no)?;
        Ok(Self {
            address,
            machine,
            stop,
            thread: Some(thread),
        })
    }

    /// Its address, such as `http://127.0.0.1:40123/eSCL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/eSCL", self.address)
    }

    /// Host and port it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Breaks it, or mends it.
    pub fn set_fault(&self, fault: Option<EsclFault>) {
        let mut machine = lock(&self.machine);
        machine.fault = fault;
        machine.jammed = false;
    }

    /// Puts so many sheets into the feeder; their seeds go up from that of the glass, plus one.
    pub fn load_feeder(&self, sheets: u32) {
        lock(&self.machine).loaded = sheets;
    }

    /// Puts the sheet of this seed on the glass.
    pub fn place(&self, seed: u64) {
        lock(&self.machine).sheet = seed;
    }

    /// Jobs started, and jobs ended by the client or by the last page.
    #[must_use]
    pub fn jobs(&self) -> (u64, u64) {
        let machine = lock(&self.machine);
        (machine.started, machine.ended)
    }
}

impl Drop for SimulatedScanner {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the thread that listens.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn lock(machine: &Mutex<Machine>) -> MutexGuard<'_, Machine> {
    machine.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(listener: &TcpListener, machine: &Arc<Mutex<Machine>>, stop: &Arc<AtomicBool>) {
    for stream in listener.incoming() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (machine, stop) = (Arc::clone(machine), Arc::clone(stop));
        let name = Builder::new().name("cie simulated scanner".to_owned());
        // A client that hangs up, or sends nonsense, is its own problem.
        let _ = name.spawn(move || one(stream, &machine, &stop));
    }
}

fn one(mut stream: TcpStream, machine: &Mutex<Machine>, stop: &AtomicBool) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = read(&mut stream)?;
    let fault = lock(machine).fault;
    let path = request.path.trim_end_matches('/');
    match (request.method.as_str(), path) {
        _ if fault == Some(EsclFault::Forbidden) => refuse(&mut stream, "403 Forbidden"),
        ("GET", "/eSCL/ScannerCapabilities" | "/eSCL/ScannerStatus")
            if fault == Some(EsclFault::Nonsense) =>
        {
            answer(
                &mut stream,
                "200 OK",
                &[XML],
                b"Welcome to your new scanner!",
            )
        }
        ("GET", "/eSCL/ScannerCapabilities") => {
            let document = documents::capabilities();
            answer(&mut stream, "200 OK", &[XML], document.as_bytes())
        }
        ("GET", "/eSCL/ScannerStatus") => {
            let document = status(&lock(machine));
            answer(&mut stream, "200 OK", &[XML], document.as_bytes())
        }
        ("POST", "/eSCL/ScanJobs") => start(&mut stream, &request, machine),
        (method, path) => match (method, job_of(path)) {
            ("GET", Some((job, true))) => next(&mut stream, job, machine, stop),
            ("DELETE", Some((job, false))) => {
                let mut machine = lock(machine);
                match machine.jobs.remove(&job) {
                    Some(_) => {
                        machine.ended += 1;
                        answer(&mut stream, "200 OK", &[], b"")
                    }
                    None => refuse(&mut stream, "404 Not Found"),
                }
            }
            _ => refuse(&mut stream, "404 Not Found"),
        },
    }
}

fn refuse(stream: &mut TcpStream, status: &str) -> io::Result<()> {
    answer(stream, status, &[], b"")
}

/// The job of a path, and whether its next page is asked for.
fn job_of(path: &str) -> Option<(u64, bool)> {
    let rest = path.strip_prefix("/eSCL/ScanJobs/")?;
    let (number, page) = match rest.split_once('/') {
        Some((number, "NextDocument")) => (number, true),
        Some(_) => return None,
        None => (rest, false),
    };
    Some((number.parse().ok()?, page))
}

fn status(machine: &Machine) -> String {
    let feeder = match machine.fault {
        Some(EsclFault::CoverOpen) => "ScannerAdfHatchOpen",
        _ if machine.jammed => "ScannerAdfJam",
        _ if machine.loaded == 0 => "ScannerAdfEmpty",
        _ => "ScannerAdfLoaded",
    };
    let state = if machine.jammed { "Stopped" } else { "Idle" };
    documents::status(state, feeder)
}

/// Whether the scanner is busy once more.
fn busy(machine: &mut Machine) -> bool {
    match &mut machine.fault {
        Some(EsclFault::Busy { answers }) if *answers > 0 => {
            *answers -= 1;
            true
        }
        _ => false,
    }
}

fn start(stream: &mut TcpStream, request: &Request, machine: &Mutex<Machine>) -> io::Result<()> {
    let mut machine = lock(machine);
    if busy(&mut machine) || machine.jobs.len() >= MAX_JOBS {
        return answer(
            stream,
            "503 Service Unavailable",
            &[("Retry-After", "0")],
            b"",
        );
    }
    let Some(order) = Order::read(&request.body) else {
        return refuse(stream, "409 Conflict");
    };
    if order.feeder && machine.loaded == 0 {
        return refuse(stream, "409 Conflict");
    }
    machine.started += 1;
    let number = machine.started;
    machine.jobs.insert(number, Job { order, sent: 0 });
    let location = match machine.fault {
        Some(EsclFault::NoLocation) => return refuse(stream, "201 Created"),
        Some(EsclFault::OtherHost) => format!("http://192.0.2.1:9/eSCL/ScanJobs/{number}"),
        _ => format!("/eSCL/ScanJobs/{number}"),
    };
    answer(stream, "201 Created", &[("Location", &location)], b"")
}

fn next(
    stream: &mut TcpStream,
    number: u64,
    machine: &Mutex<Machine>,
    stop: &AtomicBool,
) -> io::Result<()> {
    let (order, seed, fault) = {
        let mut machine = lock(machine);
        if busy(&mut machine) {
            return answer(
                stream,
                "503 Service Unavailable",
                &[("Retry-After", "0")],
                b"",
            );
        }
        let (fault, sheet) = (machine.fault, machine.sheet);
        let Some((order, sent)) = machine.jobs.get(&number).map(|j| (j.order.clone(), j.sent))
        else {
            return refuse(stream, "404 Not Found");
        };
        if order.feeder && fault == Some(EsclFault::Jam { after: sent }) {
            machine.jammed = true;
            return refuse(stream, "409 Conflict");
        }
        let done = if order.feeder {
            machine.loaded == 0
        } else {
            sent > 0
        };
        if done {
            machine.jobs.remove(&number);
            machine.ended += 1;
            return refuse(stream, "404 Not Found");
        }
        if order.feeder {
            machine.loaded -= 1;
        }
        if let Some(job) = machine.jobs.get_mut(&number) {
            job.sent += 1;
        }
        let seed = if order.feeder {
            sheet + u64::from(sent) + 1
        } else {
            sheet
        };
        (order, seed, fault)
    };
    match order.page(seed) {
        Ok((kind, page)) => send(stream, kind, &page, fault, stop),
        Err(_) => refuse(stream, "500 Internal Server Error"),
    }
}

fn send(
    stream: &mut TcpStream,
    kind: &str,
    page: &[u8],
    fault: Option<EsclFault>,
    stop: &AtomicBool,
) -> io::Result<()> {
    let kind = [("Content-Type", kind)];
    let half = page.get(..page.len() / 2).unwrap_or_default();
    match fault {
        Some(EsclFault::Cut) => {
            head(stream, "200 OK", &kind, Some(page.len()))?;
            stream.write_all(half)
        }
        Some(EsclFault::TooShort) => {
            head(stream, "200 OK", &kind, Some(half.len()))?;
            stream.write_all(page)
        }
        Some(EsclFault::Huge) => {
            head(stream, "200 OK", &kind, Some(1 << 30))?;
            stream.write_all(page)
        }
        Some(EsclFault::Stall) => {
            head(stream, "200 OK", &kind, Some(page.len()))?;
            stream.write_all(half)?;
            stream.flush()?;
            while !stop.load(Ordering::Relaxed) {
                sleep(Duration::from_millis(20));
            }
            Ok(())
        }
        Some(EsclFault::Half) => {
            head(stream, "200 OK", &kind, None)?;
            piece(stream, half)?;
            piece(stream, b"")
        }
        Some(EsclFault::Endless) => {
            head(stream, "200 OK", &kind, None)?;
            let block = vec![0; 1 << 20];
            while !stop.load(Ordering::Relaxed) {
                piece(stream, &block)?;
            }
            Ok(())
        }
        // Real scanners send pages in pieces while the lamp moves.
        _ => {
            head(stream, "200 OK", &kind, None)?;
            for part in page.chunks(16 << 10) {
                piece(stream, part)?;
            }
            piece(stream, b"")
        }
    }
}
