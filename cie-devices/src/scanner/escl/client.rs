//! A scanner that speaks eSCL.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::{Method, Uri};

use super::capabilities::parse_capabilities;
use super::job::scan_settings;
use super::status::parse_status;
use super::wire::{Answer, Ask, Bound, Wire};
use super::xml::MAX_BYTES;
use super::{Offer, ScannerStatus, State, Trust};
use crate::scanner::{
    Capabilities, NobodyWatching, PAGE_BOUNDS, Page, ScanEvent, ScanSettings, ScanWatcher, Scanned,
    Scanner, deadline,
};
use crate::{Code, Error, Result};

/// Time for the short questions.
const SHORT: Duration = Duration::from_secs(15);
/// Time to end a job that is given up.
const ENDING: Duration = Duration::from_secs(3);
/// How long to wait when the scanner is busy and does not say for how long.
const AGAIN: Duration = Duration::from_millis(500);
/// The longest wait that a scanner may ask for.
const LONGEST_AGAIN: Duration = Duration::from_secs(5);

/// A scanner that speaks eSCL, at a given address.
///
/// ```no_run
/// use std::sync::Arc;
/// use cie_devices::scanner::escl::{EsclScanner, Trust};
/// use cie_devices::scanner::{Area, NobodyWatching, ScanSettings, Scanner};
/// let mut scanner = EsclScanner::new("http://192.0.2.7/eSCL", &Trust::default())?;
/// let settings = ScanSettings {
///     area: Some(Area::new(20.0, 20.0, 35.0, 45.0)),
///     ..ScanSettings::default()
/// };
/// let scanned = scanner.scan(settings, Arc::new(NobodyWatching))?;
/// for page in &scanned.pages {
///     println!("{} x {} at {} dpi", page.width(), page.height(), page.dpi());
/// }
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct EsclScanner {
    wire: Wire,
    /// Scheme, host and port.
    authority: String,
    /// Path of the resource, without a slash at its end.
    root: String,
    offer: Option<Offer>,
}

impl EsclScanner {
    /// The scanner at this address: `http` or `https`, host, port if unusual, and the path of the
    /// resource, which is `/eSCL` when none is given.
    ///
    /// # Errors
    /// `CIE-DEV-656` when address or certificates cannot be used. Nothing is sent yet.
    pub fn new(address: &str, trust: &Trust) -> Result<Self> {
        let bad = || Error::new(Code::BadScannerAddress);
        let uri: Uri = address.parse().map_err(|e| bad().caused_by(e))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(bad());
        };
        // A password in the address would end up in messages.
        if !["http", "https"].contains(&scheme) || authority.as_str().contains('@') {
            return Err(bad());
        }
        let root = match uri.path().trim_end_matches('/') {
            "" => "/eSCL",
            path => path,
        };
        Ok(Self {
            wire: Wire::new(trust)?,
            authority: format!("{scheme}://{authority}"),
            root: root.to_owned(),
            offer: None,
        })
    }

    /// What the scanner is doing and how its feeder is.
    ///
    /// # Errors
    /// `CIE-DEV-644`, `646`, `652`, `658` when it cannot be asked.
    pub fn status(&self) -> Result<ScannerStatus> {
        self.status_within(&Bound {
            deadline: deadline(SHORT),
            watcher: Arc::new(NobodyWatching),
        })
    }

    fn status_within(&self, bound: &Bound) -> Result<ScannerStatus> {
        parse_status(&self.document("ScannerStatus", bound)?)
    }

    /// What the scanner offers, asked once.
    fn offer(&mut self, bound: &Bound) -> Result<Offer> {
        if let Some(offer) = &self.offer {
            return Ok(offer.clone());
        }
        let offer = parse_capabilities(&self.document("ScannerCapabilities", bound)?)?;
        self.offer = Some(offer.clone());
        Ok(offer)
    }

    fn document(&self, name: &str, bound: &Bound) -> Result<Vec<u8>> {
        let mut busy = false;
        loop {
            let ask = self.get(format!("{}{}/{name}", self.authority, self.root), MAX_BYTES);
            let answer = self.wire.ask(ask, bound, &mut |_| {});
            let answer = answer.map_err(|e| late(e, busy))?;
            match answer.status {
                200 => return Ok(answer.body),
                503 => busy = self.wait(&answer, bound)?,
                status => return Err(refusal(status)),
            }
        }
    }

    fn get(&self, url: String, most: usize) -> Ask {
        Ask {
            method: Method::GET,
            url,
            body: None,
            most,
        }
    }

    /// Waits as long as a busy scanner asks for, and says that it was busy.
    fn wait(&self, answer: &Answer, bound: &Bound) -> Result<bool> {
        bound.watcher.event(ScanEvent::Waiting);
        let time = answer.retry_after.unwrap_or(AGAIN).min(LONGEST_AGAIN);
        let waited = bound.sleep(time.max(Duration::from_millis(20)));
        waited.map(|()| true).map_err(|e| late(e, true))
    }

    /// Starts a job; gives its address.
    fn start(&self, document: &str, bound: &Bound) -> Result<String> {
        let mut busy = false;
        loop {
            let ask = Ask {
                method: Method::POST,
                url: format!("{}{}/ScanJobs", self.authority, self.root),
                body: Some(document.to_owned()),
                most: MAX_BYTES,
            };
            let answer = self.wire.ask(ask, bound, &mut |_| {});
            let answer = answer.map_err(|e| late(e, busy))?;
            match answer.status {
                201 => {
                    bound.watcher.event(ScanEvent::Started);
                    return self.job(answer.location.as_deref());
                }
                503 => busy = self.wait(&answer, bound)?,
                // Machines use it for an empty feeder and for settings that they do not like.
                409 => {
                    let complaint = self.status_within(bound)?.complaint();
                    return Err(complaint
                        .unwrap_or_else(|| Error::new(Code::ScanNotOffered).detail("HTTP 409")));
                }
                400 => return Err(Error::new(Code::ScanNotOffered).detail("HTTP 400")),
                status => return Err(refusal(status)),
            }
        }
    }

    /// The address of a job on the host that was given, whatever host the scanner believes to be.
    fn job(&self, location: Option<&str>) -> Result<String> {
        let wrong = || Error::new(Code::ScannerAnswer).detail("Location");
        let uri: Uri = location.ok_or_else(wrong)?.parse().map_err(|_| wrong())?;
        let path = uri.path().trim_end_matches('/');
        if !path.starts_with('/') || path.len() < 2 {
            return Err(wrong());
        }
        Ok(format!("{}{path}", self.authority))
    }

    /// The next page of a job, or nothing after the last.
    fn next(&self, job: &str, page: u32, bound: &Bound) -> Result<Option<Vec<u8>>> {
        let mut busy = false;
        loop {
            let ask = self.get(format!("{job}/NextDocument"), PAGE_BOUNDS.max_bytes);
            let mut received = |bytes| bound.watcher.event(ScanEvent::Received { page, bytes });
            let answer = self.wire.ask(ask, bound, &mut received);
            let answer = answer.map_err(|e| late(e, busy))?;
            match answer.status {
                200 => return Ok(Some(answer.body)),
                404 | 410 => return Ok(None),
                503 => busy = self.wait(&answer, bound)?,
                status => {
                    let complaint = self.status_within(bound)?.complaint();
                    return Err(complaint.unwrap_or_else(|| refusal(status)));
                }
            }
        }
    }

    fn pages(
        &self,
        job: &str,
        settings: &ScanSettings,
        bound: &Bound,
        pages: &mut Vec<Page>,
    ) -> Result<()> {
        let most = if settings.source.is_feeder() {
            settings.max_pages
        } else {
            1
        };
        for number in 1..=most {
            let Some(file) = self.next(job, number, bound)? else {
                return self.ended(settings, number, bound);
            };
            pages.push(Page::from_file(&file, settings.dpi)?);
            bound.watcher.event(ScanEvent::Page { page: number });
        }
        Ok(())
    }

    /// No more pages: whether that is how it should be.
    fn ended(&self, settings: &ScanSettings, missing: u32, bound: &Bound) -> Result<()> {
        let status = self.status_within(bound)?;
        match status.complaint() {
            Some(error) if settings.source.is_feeder() => {
                let empty = error.code() == Code::FeederEmpty;
                if empty && missing > 1 {
                    Ok(())
                } else {
                    Err(error)
                }
            }
            _ if status.state == State::Stopped => {
                Err(Error::new(Code::ScannerFailed).detail("Stopped"))
            }
            _ if missing == 1 => Err(Error::new(Code::ScannerFailed).detail("no page")),
            _ => Ok(()),
        }
    }

    /// Ends a job, whether or not the scanner still knows it.
    fn end(&self, job: &str) {
        let ask = Ask {
            method: Method::DELETE,
            url: job.to_owned(),
            body: None,
            most: MAX_BYTES,
        };
        let bound = Bound {
            deadline: deadline(ENDING),
            watcher: Arc::new(NobodyWatching),
        };
        // It forgets its jobs by itself, only later.
        let _ = self.wire.ask(ask, &bound, &mut |_| {});
    }
}

impl Scanner for EsclScanner {
    fn name(&self) -> String {
        let model = self
            .offer
            .as_ref()
            .map(|offer| offer.capabilities.model.as_str());
        let address = format!("{}{}", self.authority, self.root);
        match model {
            Some(model) if !model.is_empty() => format!("{model} ({address})"),
            _ => address,
        }
    }

    fn capabilities(&mut self) -> Result<Capabilities> {
        let bound = Bound {
            deadline: deadline(SHORT),
            watcher: Arc::new(NobodyWatching),
        };
        self.offer(&bound).map(|offer| offer.capabilities)
    }

    fn scan(&mut self, settings: ScanSettings, watcher: Arc<dyn ScanWatcher>) -> Result<Scanned> {
        let bound = Bound {
            deadline: deadline(settings.limit),
            watcher,
        };
        let offer = self.offer(&bound)?;
        let document = scan_settings(&settings, &offer)?;
        if settings.source.is_feeder() {
            // Not every machine knows; those that do save a job.
            if let Some(error) = self.status_within(&bound)?.complaint() {
                return Err(error);
            }
        }
        let job = self.start(&document, &bound)?;
        let mut pages = Vec::new();
        let ended = self.pages(&job, &settings, &bound, &mut pages);
        self.end(&job);
        Scanned::of(pages, ended.err())
    }
}

/// Time that runs out while another job runs is that job's doing.
fn late(error: Error, busy: bool) -> Error {
    match error.code() {
        Code::ScannerTimeout if busy => Code::ScannerBusy.into(),
        _ => error,
    }
}

fn refusal(status: u16) -> Error {
    let code = match status {
        401 | 403 => Code::ScannerRefused,
        500..=599 => Code::ScannerFailed,
        _ => Code::ScannerAnswer,
    };
    Error::new(code).detail(format!("HTTP {status}"))
}
