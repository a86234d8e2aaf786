//! What the tests share: a test authority, an operator card, and the two ways to reach a simulator.
#![allow(dead_code, unreachable_pub)] // Each test file is a crate and uses its part.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use cie_core::issuance::RequestNumber;
use cie_core::ports::{Cnsd, SerialSource};
use cie_core::redact::Secret;
use cie_devices::envelope::seal;
use cie_devices::operator::OperatorCard;
use cie_devices::operator::cms::{Placement, sign};
use cie_devices::sim::{TestAuthority, Validity, VirtualSco};
use cie_sandbox::{
    ClientOptions, ManualClock, Ministry, MinistryBuilder, MinistryClient, ServerHandle, Tempo,
    serve,
};
use ring::rand::SystemRandom;

/// Each stage lasts a minute of the manual clock.
pub const STAGE: Duration = Duration::from_secs(60);

pub fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub fn number(progressive: u32) -> RequestNumber {
    RequestNumber::new("058091", 2026, progressive).unwrap()
}

/// An authority and one of its cards, both valid in 2026.
pub struct Office {
    pub authority: TestAuthority,
    card: std::sync::Mutex<VirtualSco>,
}

impl Office {
    pub fn new() -> Self {
        Self::with_card_until("2026-12-31T00:00:00Z")
    }

    pub fn with_card_until(end: &str) -> Self {
        let rng = SystemRandom::new();
        let from = "2026-01-01T00:00:00Z".parse().unwrap();
        let validity = |end: &str| Validity {
            not_before: from,
            not_after: end.parse().unwrap(),
        };
        let authority =
            TestAuthority::generate("SCO test authority", validity("2027-01-01T00:00:00Z"), &rng)
                .unwrap();
        let pin = Secret::new("12345678");
        let mut card =
            VirtualSco::issue(&authority, "Operator 1", &pin, validity(end), &rng).unwrap();
        card.login(&pin).unwrap();
        Self {
            authority,
            card: std::sync::Mutex::new(card),
        }
    }

    pub fn sign(&self, content: &[u8]) -> Vec<u8> {
        sign(
            content,
            &mut *self.card.lock().unwrap(),
            start(),
            Placement::Embedded,
        )
        .unwrap()
    }

    /// Signs a content and seals it for the simulator.
    pub fn envelope(&self, content: &[u8], recipient: &[u8]) -> Vec<u8> {
        seal(&self.sign(content), recipient, &SystemRandom::new()).unwrap()
    }
}

pub fn payload(number: &RequestNumber, serial: &str) -> Vec<u8> {
    format!("{{\"number\":\"{number}\",\"reason\":\"first\",\"serial\":\"{serial}\"}}").into_bytes()
}

/// A simulator seen through its ports.
pub trait Ports: SerialSource + Cnsd {}
impl<T: SerialSource + Cnsd> Ports for T {}

/// How a simulator is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    InProcess,
    Http,
}

pub const WAYS: [Way; 2] = [Way::InProcess, Way::Http];

/// A simulator that can be killed and started again on the same directory.
pub struct Side {
    pub way: Way,
    pub dir: tempfile::TempDir,
    pub clock: ManualClock,
    pub office: Office,
    ministry: Option<Arc<Ministry>>,
    server: Option<ServerHandle>,
}

impl Side {
    pub fn new(way: Way) -> Self {
        Self::with_office(way, Office::new())
    }

    pub fn with_office(way: Way, office: Office) -> Self {
        let mut side = Self {
            way,
            dir: tempfile::tempdir().unwrap(),
            clock: ManualClock::at(start()),
            office,
            ministry: None,
            server: None,
        };
        side.restart();
        side
    }

    pub fn restart(&mut self) {
        self.server = None;
        self.ministry = None;
        let builder = builder(self.dir.path(), &self.office).clock(self.clock.clone());
        let ministry = Arc::new(builder.open().unwrap());
        if self.way == Way::Http {
            let address = "127.0.0.1:0".parse().unwrap();
            self.server = Some(serve(address, ministry.clone()).unwrap());
        }
        self.ministry = Some(ministry);
    }

    pub fn ministry(&self) -> &Arc<Ministry> {
        self.ministry.as_ref().unwrap()
    }

    pub fn url(&self) -> String {
        self.server.as_ref().unwrap().url()
    }

    pub fn ports(&self) -> Box<dyn Ports> {
        match &self.server {
            None => Box::new(InProcess(self.ministry().clone())),
            Some(server) => {
                let options = ClientOptions {
                    timeout: Duration::from_secs(20),
                    ..ClientOptions::default()
                };
                Box::new(MinistryClient::new(&server.url(), options).unwrap())
            }
        }
    }

    /// Asks for a serial and makes the envelope of an ordinary request.
    pub fn prepare(&self, number: &RequestNumber) -> Vec<u8> {
        let ports = self.ports();
        let serial = ports.serial(number).unwrap();
        let recipient = ports.recipient_certificate().unwrap();
        self.office.envelope(&payload(number, &serial), &recipient)
    }
}

pub fn builder(dir: &Path, office: &Office) -> MinistryBuilder {
    Ministry::builder(dir, office.authority.certificate()).tempo(Tempo::every(STAGE))
}

/// A shared simulator is reached through its own methods.
struct InProcess(Arc<Ministry>);

impl SerialSource for InProcess {
    fn serial(&self, request: &RequestNumber) -> Result<String, cie_core::ports::PortError> {
        self.0.serial(request)
    }
}

impl Cnsd for InProcess {
    fn recipient_certificate(&self) -> Result<Vec<u8>, cie_core::ports::PortError> {
        self.0.recipient_certificate()
    }
    fn submit(
        &self,
        request: &RequestNumber,
        envelope: &[u8],
    ) -> Result<cie_core::ports::Acceptance, cie_core::ports::PortError> {
        self.0.submit(request, envelope)
    }
    fn progress(
        &self,
        request: &RequestNumber,
    ) -> Result<cie_core::ports::Progress, cie_core::ports::PortError> {
        self.0.progress(request)
    }
    fn receipt_secrets(
        &self,
        request: &RequestNumber,
    ) -> Result<cie_core::ports::ReceiptSecrets, cie_core::ports::PortError> {
        self.0.receipt_secrets(request)
    }
}
