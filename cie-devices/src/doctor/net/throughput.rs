//! How fast the line is, measured on a page that somebody named for it.

use std::io::{ErrorKind, Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::lang::Text;
use cie_core::rule::{Value, workstation as rules};

use super::address::{Address, Scheme};
use super::endpoint::{Service, offline};
use super::http;
use super::route::Route;
use super::trouble::Trouble;
use crate::doctor::{Check, Finding, Said, Verdict};

/// Most bytes taken, and bytes given: four seconds and two at 1 Mbps.
const MOST_DOWN: u64 = 4 << 20;
const UP: usize = 256 << 10;
/// Fewer tell nothing.
const LEAST: u64 = 32 << 10;
/// Longest measurement.
const LONGEST: Duration = Duration::from_secs(10);

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From the page: a GET, of which at most 4 MiB are taken.
    Down,
    /// To the page: a POST of 256 KiB of zeros.
    Up,
}

const WHY: Text = Text {
    it: "foto, impronte e moduli passano sulla linea: sotto la banda consigliata l'operatore attende",
    en: "photographs, fingerprints and forms pass over the line: below the bandwidth advised the operator waits",
};

/// Measures the line against a page. Hosts that the circular names are refused: the Ministry's
/// servers are not there to be measured.
#[derive(Debug)]
pub struct ThroughputCheck {
    page: Address,
    direction: Direction,
    route: Arc<Route>,
}

impl ThroughputCheck {
    /// A measurement with this page.
    #[must_use]
    pub fn new(page: Address, direction: Direction, route: Arc<Route>) -> Self {
        Self {
            page,
            direction,
            route,
        }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::BANDWIDTH.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }

    /// Bytes that passed, and in which time.
    fn measure(&self, limit: Duration) -> Result<(u64, Duration), Trouble> {
        // Connecting has its own, shorter limit; the measurement may take longer.
        let route = Route {
            limit: LONGEST,
            ..self.route.as_ref().clone()
        };
        let tls = self.page.scheme == Scheme::Https;
        let mut opened = route.open(&self.page, tls, limit);
        let (target, host) = (opened.target.clone(), self.page.authority());
        let wire = opened.wire.as_mut().map_err(|trouble| trouble.clone())?;
        match self.direction {
            Direction::Down => {
                http::send(wire, "GET", &target, &host, "Connection: close\r\n")?;
                let (head, first) = http::receive(wire)?;
                let began = Instant::now();
                self.accept(&head)?;
                let mut count = u64::try_from(first.len()).unwrap_or_default();
                let mut buffer = vec![0; 64 << 10];
                while count < MOST_DOWN {
                    match wire.read(&mut buffer) {
                        Ok(0) => break,
                        Ok(more) => count += u64::try_from(more).unwrap_or_default(),
                        // Time is up: what came until now is the measure. Some servers end TLS
                        // without saying so.
                        Err(error)
                            if count >= LEAST
                                && !matches!(error.kind(), ErrorKind::InvalidData) =>
                        {
                            break;
                        }
                        Err(error) => return Err(Trouble::of(&error, "http")),
                    }
                }
                Ok((count, began.elapsed()))
            }
            Direction::Up => {
                let more = format!(
                    "Content-Type: application/octet-stream\r\nContent-Length: {UP}\r\n\
                     Connection: close\r\n"
                );
                let began = Instant::now();
                http::send(wire, "POST", &target, &host, &more)?;
                let block = [0; 16 << 10];
                for _ in 0..UP / block.len() {
                    wire.write_all(&block)
                        .map_err(|error| Trouble::of(&error, "http"))?;
                }
                wire.flush().map_err(|error| Trouble::of(&error, "http"))?;
                let (head, _) = http::receive(wire)?;
                let took = began.elapsed();
                self.accept(&head)?;
                Ok((u64::try_from(UP).unwrap_or_default(), took))
            }
        }
    }

    fn accept(&self, head: &http::Head) -> Result<(), Trouble> {
        match head.status {
            200..=299 => Ok(()),
            407 if self.route.proxy.is_some() => Err(Trouble::ProxyAsks),
            _ => Err(Trouble::NotHttp),
        }
    }
}

impl Check for ThroughputCheck {
    fn id(&self) -> String {
        match self.direction {
            Direction::Down => "throughput.down".to_owned(),
            Direction::Up => "throughput.up".to_owned(),
        }
    }

    fn what(&self) -> Said {
        let host = self.page.authority();
        match self.direction {
            Direction::Down => said!("banda in ricezione da {host}" / "bandwidth from {host}"),
            Direction::Up => said!("banda in invio verso {host}" / "bandwidth to {host}"),
        }
    }

    fn run(&self, limit: Duration) -> Finding {
        let ministry = Service::of_the_circular();
        if ministry
            .iter()
            .any(|service| service.address.host == self.page.host)
        {
            let refused = said!(
                "non misurata: i server della circolare non si caricano di prove"
                    / "not measured: the servers of the circular are not burdened with trials"
            );
            return self.finding(Verdict::NotChecked, refused).todo(said!(
                "indicare una pagina di un server proprio" / "name a page of a server of one's own"
            ));
        }
        if self.route.offline {
            return offline(self.finding(Verdict::NotChecked, Said::default()));
        }
        let (bytes, time) = match self.measure(limit) {
            Ok(measured) => measured,
            Err(trouble) => {
                let finding = self.finding(Verdict::NotChecked, trouble.said());
                return finding.todo(trouble.todo()).fact("step", trouble.step());
            }
        };
        if bytes < LEAST {
            let few = said!(
                "pagina troppo corta per misurare: {bytes} byte"
                    / "page too short to measure: {bytes} bytes"
            );
            return self.finding(Verdict::NotChecked, few).todo(said!(
                "indicare una pagina di almeno 1 MB" / "name a page of at least 1 MB"
            ));
        }
        let Some(Value::MegabitsPerSecond(advised)) = rules::BANDWIDTH.value("per_workstation")
        else {
            return self.finding(Verdict::NotChecked, Said::default());
        };
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
        // Bits in a millisecond are kilobits in a second.
        let kbps = bytes.saturating_mul(8) / millis;
        let found = said!(
            "{0}.{1:02} Mbps" / "{0}.{1:02} Mbps",
            kbps / 1000,
            kbps % 1000 / 10
        );
        let enough = kbps >= u64::from(advised) * 1000;
        let finding = match enough {
            true => self.finding(Verdict::Ok, found),
            // The circular advises the figure.
            false => self.finding(Verdict::Warning, found).todo(said!(
                "chiedere almeno {advised} Mbps simmetrico per postazione al fornitore della linea, o QoS"
                    / "ask the line's provider for at least {advised} Mbps, symmetric, for each workstation, or QoS"
            )),
        };
        finding
            .fact("kbps", kbps)
            .fact("bytes", bytes)
            .fact("measured_ms", millis)
    }
}
