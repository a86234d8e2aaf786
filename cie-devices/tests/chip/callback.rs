//! A transport that somebody else's runtime implements: a phone's NFC, called back.

use std::sync::{Arc, Mutex};

use cie_devices::apdu::{CardTransport, Limits};
use cie_devices::emrtd::passive::{Summary, TrustStore};
use cie_devices::emrtd::{Continue, Reader};
use cie_devices::inspect::{Plan, inspect};
use cie_devices::sim::card::VirtualCie;
use cie_devices::{Code, Error, Result};
use ring::rand::SystemRandom;

use crate::session::{can, cie};

/// What the phone's side says when it cannot.
#[derive(Debug, thiserror::Error)]
enum NfcTrouble {
    #[error("tag lost")]
    TagLost,
    #[error("transceive failed")]
    Failed,
}

/// The interface that a binding generates: shared, called from any thread, failing in its own words.
trait NfcTag: Send + Sync {
    fn transceive(&self, command: Vec<u8>) -> std::result::Result<Vec<u8>, NfcTrouble>;
    fn longest_apdu(&self) -> u32;
}

/// What the binding puts around it.
struct Phone(Arc<dyn NfcTag>);

impl CardTransport for Phone {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        self.0.transceive(command.to_vec()).map_err(|trouble| {
            let code = match trouble {
                NfcTrouble::TagLost => Code::CardRemoved,
                NfcTrouble::Failed => Code::TransportFailed,
            };
            Error::new(code).detail("NFC").caused_by(trouble)
        })
    }

    fn limits(&self) -> Limits {
        let longest = self.0.longest_apdu() as usize;
        Limits::extended_up_to(longest, longest)
    }
}

/// A phone above a virtual card, whose tag is lost once, or whose radio fails.
struct Pocket {
    card: Mutex<(VirtualCie, u32)>,
    lost_at: Option<u32>,
    fails: bool,
}

impl NfcTag for Pocket {
    fn transceive(&self, command: Vec<u8>) -> std::result::Result<Vec<u8>, NfcTrouble> {
        let mut card = self.card.lock().map_err(|_| NfcTrouble::Failed)?;
        card.1 += 1;
        if self.fails {
            return Err(NfcTrouble::Failed);
        }
        if self.lost_at == Some(card.1) {
            card.0.reset();
            return Err(NfcTrouble::TagLost);
        }
        card.0.transmit(&command).map_err(|_| NfcTrouble::Failed)
    }

    fn longest_apdu(&self) -> u32 {
        // Less than a whole data group: as many phones.
        2_048
    }
}

fn phone(lost_at: Option<u32>, fails: bool) -> (Arc<Pocket>, TrustStore) {
    let (card, issuer) = cie();
    let mut trust = TrustStore::new();
    trust.add(issuer.authority()).unwrap();
    let pocket = Pocket {
        card: Mutex::new((card, 0)),
        lost_at,
        fails,
    };
    (Arc::new(pocket), trust)
}

#[test]
fn a_phone_reads_and_verifies() {
    let (pocket, trust) = phone(None, false);
    let passwords = [can()];
    let mut plan = Plan::new(&passwords, &trust);
    plan.nis = true;
    // Boxed and sent away, as a binding keeps it.
    let card: Box<dyn CardTransport + Send> = Box::new(Phone(pocket));
    let found = std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            inspect(card, &plan, &mut SystemRandom::new(), &mut |_| {
                Continue::Yes
            })
            .unwrap()
        });
        reading.join().unwrap()
    });
    assert_eq!(found.report.summary(), Summary::Genuine, "{}", found.report);
}

#[test]
fn a_lost_tag_is_told_from_a_failing_radio_and_can_be_resumed() {
    let (pocket, trust) = phone(None, true);
    let passwords = [can()];
    let plan = Plan::new(&passwords, &trust);
    let read = |pocket: Arc<Pocket>| {
        let card: Box<dyn CardTransport> = Box::new(Phone(pocket));
        inspect(card, &plan, &mut SystemRandom::new(), &mut |_| {
            Continue::Yes
        })
    };
    let error = read(pocket).unwrap_err();
    assert_eq!(error.code(), Code::TransportFailed);
    // The phone's own words stay in the chain of causes.
    let cause = error.cause().map(ToString::to_string);
    assert_eq!(cause.as_deref(), Some("transceive failed"));

    let (pocket, _) = phone(Some(14), false);
    let mut random = SystemRandom::new();
    let mut reader = Reader::open(Phone(pocket.clone())).unwrap();
    reader.gain_access(&[can()], &mut random).unwrap();
    let error = reader.read_all(&mut |_| Continue::Yes).unwrap_err();
    assert_eq!(error.code(), Code::CardRemoved);
    let mut reader = Reader::resume(Phone(pocket), reader.into_files()).unwrap();
    reader.gain_access(&[can()], &mut random).unwrap();
    reader.read_all(&mut |_| Continue::Yes).unwrap();
    assert_eq!(reader.files().groups().len(), 5);
}
