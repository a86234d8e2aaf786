//! Operator cards in real readers: the smart card service says where, OpenSC's PKCS#11 module says
//! which, and cards are pulled out while they sign.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::journal::{Chain, Entry, Event, Journal, JournalError};
use cie_core::redact::Secret;
use cie_core::sco::{Event as Fact, Happening as H, Inventory, Role};
use cie_devices::Code;
use cie_devices::operator::cms::{self, Placement};
use cie_devices::operator::pkcs11::{Limits, Module, RsaPadding};
use cie_devices::operator::presence::{CollisionKind, Holds, PresenceEvent, PresenceWatch};
use cie_devices::operator::signing::{
    Matter, MemoryRecord, SigningDesk, SigningPolicy, SigningRequest,
};
use cie_devices::operator::{CertificateSelector, OnePin, Selection};
use cie_devices::reader::CardPresence;
use cie_devices::sim::card::{Inserted, VPCD_PORT};
use cie_devices::sim::{TestAuthority, Validity};
use ring::rand::SystemRandom;

use crate::kit::cie;
use crate::piv::{PIN, PivCard};
use crate::stack::{Service, isolated, readers, skip};

const SOON: Duration = Duration::from_secs(20);

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(Utc::now().timestamp(), 0).unwrap()
}

fn validity() -> Validity {
    Validity {
        not_before: now() - TimeDelta::days(1),
        not_after: now() + TimeDelta::days(30),
    }
}

/// OpenSC's module, if it is installed.
fn opensc() -> Option<PathBuf> {
    let places = [
        "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
        "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
        "/usr/lib64/opensc-pkcs11.so",
        "/usr/lib/opensc-pkcs11.so",
    ];
    places.iter().map(PathBuf::from).find(|path| path.exists())
}

/// A desk with two virtual readers, OpenSC and an authority; the test runs in a process of its own.
fn desk(test: &str, body: impl FnOnce(&Module, &TestAuthority)) {
    let Some(module) = opensc() else {
        return skip("OpenSC's PKCS#11 module is not installed");
    };
    let folder = tempfile::tempdir().unwrap();
    let conf = folder.path().join("opensc.conf");
    // Nothing of the machine's own configuration, and no other driver asks our cards anything.
    let text = "app default { card_drivers = PIV-II; framework pkcs15 { use_file_caching = no; } }";
    std::fs::write(&conf, text).unwrap();
    let conf = conf.display().to_string();
    isolated(test, &[("OPENSC_CONF", conf)], || {
        let _service = Service::start();
        let module = Module::open(module, Limits::default()).unwrap();
        let rng = SystemRandom::new();
        let authority = TestAuthority::generate("Test CA", validity(), &rng).unwrap();
        body(&module, &authority);
    });
}

fn selection(card: &PivCard) -> Selection {
    let fingerprint = card.certificate().fingerprint();
    Selection::to_sign(CertificateSelector::Fingerprint(fingerprint), now())
}

fn put(card: PivCard, reader: u16) -> Inserted<PivCard> {
    Inserted::insert(card, ("127.0.0.1", VPCD_PORT + reader)).unwrap()
}

/// The next event, which must come soon.
fn next(watch: &mut PresenceWatch) -> PresenceEvent {
    watch.next(SOON).unwrap().expect("something happened")
}

#[test]
fn the_reader_of_the_chosen_card_is_told_and_a_second_card_collides() {
    let name = "operator::the_reader_of_the_chosen_card_is_told_and_a_second_card_collides";
    desk(name, |module, authority| {
        let readers = readers();
        let names = readers.names().unwrap();
        let sco = PivCard::issue(authority, validity(), 1);
        let anpr = PivCard::issue(authority, validity(), 2);
        let wanted = selection(&sco);
        let mut watch = PresenceWatch::start(&readers, module, wanted).unwrap();
        assert_eq!(watch.next(Duration::from_millis(100)).unwrap(), None);
        let code = watch.survey().chosen().unwrap_err().code();
        assert_eq!(code, Code::NoSuchCertificate);

        // A citizen's card is foreign to the module.
        let (card, _) = cie();
        let guest = Inserted::insert(card, ("127.0.0.1", VPCD_PORT)).unwrap();
        let PresenceEvent::CardInserted(place) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(
            (place.name(), place.holds),
            (names[0].clone(), Holds::Foreign)
        );

        let sco = put(sco, 1);
        let PresenceEvent::CardInserted(place) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(
            (place.name(), place.holds),
            (names[1].clone(), Holds::Chosen)
        );
        assert_eq!(
            watch.survey().alone().unwrap().reader.as_ref(),
            Some(&names[1])
        );

        guest.remove().unwrap();
        let PresenceEvent::CardRemoved(place) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(
            (place.name(), place.holds),
            (names[0].clone(), Holds::Foreign)
        );

        // The ANPR card of the same officer, in the reader that is free.
        let anpr = put(anpr, 0);
        let PresenceEvent::CardInserted(place) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(
            (place.name(), place.holds),
            (names[0].clone(), Holds::Other)
        );
        let PresenceEvent::CardsCollide(collision) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(collision.kind, CollisionKind::SameModule);
        assert_eq!(collision.places, names);
        assert_eq!(watch.survey().chosen().unwrap().name(), names[1]);
        let code = watch.survey().alone().unwrap_err().code();
        assert_eq!(code, Code::CardsCollide);

        anpr.remove().unwrap();
        assert!(matches!(next(&mut watch), PresenceEvent::CardRemoved(_)));
        assert_eq!(next(&mut watch), PresenceEvent::CollisionOver);
        sco.remove().unwrap();
        let PresenceEvent::CardRemoved(place) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!(place.holds, Holds::Chosen);
        let states = readers.states().unwrap();
        assert!(states.iter().all(|s| s.presence == CardPresence::Empty));
        let late = watch.wait_for_card(Duration::from_millis(100));
        assert_eq!(late.unwrap_err().code(), Code::CardAbsent);
    });
}

#[derive(Default)]
struct Lines(Mutex<(Chain, Vec<Entry>)>);

impl Journal for Lines {
    fn append(&self, event: Event) -> Result<Entry, JournalError> {
        let mut lines = self.0.lock().unwrap();
        let entry = lines.0.link(event);
        lines.1.push(entry.clone());
        Ok(entry)
    }

    fn entries(&self) -> Result<Vec<Entry>, JournalError> {
        Ok(self.0.lock().unwrap().1.clone())
    }
}

/// An office whose one card is in use.
fn office() -> Inventory {
    let mut inventory = Inventory::new("centrale".parse().unwrap());
    for what in [
        H::SecurityOfficerNamed {
            security_officer: "SO-1".parse().unwrap(),
        },
        H::MasterPasswordReceived {
            security_officer: "SO-1".parse().unwrap(),
        },
        H::OfficerNamed {
            officer: "UA-1".parse().unwrap(),
            role: Role::RegistryOfficer,
        },
        H::Requested {
            card: "SCO-1".parse().unwrap(),
            security_officer: "SO-1".parse().unwrap(),
        },
        H::Received {
            card: "SCO-1".parse().unwrap(),
            number: None,
        },
        H::Activated {
            card: "SCO-1".parse().unwrap(),
            expires: None,
        },
        H::Assigned {
            card: "SCO-1".parse().unwrap(),
            officer: "UA-1".parse().unwrap(),
        },
    ] {
        inventory
            .apply(Fact::new(now().date_naive(), what))
            .unwrap();
    }
    inventory
}

#[test]
fn a_card_pulled_out_while_it_signs_leaves_the_request_unsigned_and_resumable() {
    let name =
        "operator::a_card_pulled_out_while_it_signs_leaves_the_request_unsigned_and_resumable";
    desk(name, |module, authority| {
        let mut card = PivCard::issue(authority, validity(), 1);
        card.leaves_at_sign = true;
        let wanted = selection(&card);
        let fingerprint = card.certificate().fingerprint();
        let readers = readers();
        let mut watch = PresenceWatch::start(&readers, module, wanted.clone()).unwrap();
        let inserted = put(card, 0);
        let place = watch.wait_for_card(SOON).unwrap();

        let inventory = office();
        let mut policy = SigningPolicy::default();
        policy.enrol("SCO-1".parse().unwrap(), fingerprint).unwrap();
        let journal = Arc::new(Lines::default());
        let record = MemoryRecord::new(journal.clone());
        let desk = SigningDesk {
            policy: &policy,
            inventory: &inventory,
            journal: &*journal,
            record: &record,
        };
        let number = "031007-2026-000001".parse().unwrap();
        let request = SigningRequest {
            number: &number,
            matter: Matter::IssueRequest,
            content: b"the canonical form",
            at: now().fixed_offset(),
            placement: Placement::Embedded,
        };
        let mut token = module.card(&wanted, RsaPadding::Pkcs1).unwrap();
        let pin = || OnePin::new(Secret::new(PIN));
        let failed = desk.sign(&request, &mut token, &mut pin()).unwrap_err();
        assert_eq!(failed.code(), Code::CardWithdrawn, "{failed:?}");
        let PresenceEvent::CardRemoved(gone) = next(&mut watch) else {
            panic!("{watch:?}");
        };
        assert_eq!((gone.name(), gone.holds), (place.name(), Holds::Chosen));
        assert!(!inserted.is_there());

        // The card is put back, and the same call is repeated.
        let mut card = inserted.remove().unwrap();
        assert_eq!(card.signed, 0);
        card.leaves_at_sign = false;
        let inserted = put(card, 0);
        watch.wait_for_card(SOON).unwrap();
        let signed = desk.sign(&request, &mut token, &mut pin()).unwrap();
        assert!(!signed.repeated);
        let trusted = cms::verify(&signed.message, &[authority.certificate()], now(), None);
        trusted.expect("a signature of the card");
        // Repeated once more, the kept one is given: the card is not asked.
        assert!(
            desk.sign(&request, &mut token, &mut pin())
                .unwrap()
                .repeated
        );
        drop((token, watch));
        assert_eq!(inserted.remove().unwrap().signed, 1);
        let said: Vec<String> = journal
            .entries()
            .unwrap()
            .into_iter()
            .map(|e| e.event.what)
            .collect();
        assert_eq!(
            said,
            [
                "sco.signature.begun",
                "sco.signature.failed",
                "sco.signature.begun",
                "sco.signature.made",
                "sco.signature.returned",
            ]
        );
    });
}
