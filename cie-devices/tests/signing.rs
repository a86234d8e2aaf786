//! Who may sign what and when, and that nothing is signed twice.
// Helpers of tests panic as tests do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use cie_core::issuance::RequestNumber;
use cie_core::journal::{Chain, Entry, Event, Hash, Journal, JournalError, verify};
use cie_core::redact::Secret;
use cie_core::sco::{CardId, Event as ScoEvent, Happening, Inventory, Role};
use cie_devices::operator::activation::{ActivationOrder, ScoService, activate};
use cie_devices::operator::cms::{self, Placement};
use cie_devices::operator::signing::{
    Hours, Kept, Matter, MemoryRecord, SignatureRecord, Signed, SigningDesk, SigningPolicy,
    SigningRequest,
};
use cie_devices::operator::{
    CardCertificate, OnePin, OperatorCard, PinRequest, Presence, SignatureAlgorithm,
};
use cie_devices::sim::{SimulatedScoService, TestAuthority, Validity, VirtualSco};
use cie_devices::{Code, Result};
use ring::rand::SystemRandom;

use support::{authority, now, pin, validity};

const CONTENT: &[u8] = b"{\"canonical\":\"form\"}";

/// A journal in memory, which can be made to fail.
#[derive(Default)]
struct Memory {
    entries: Mutex<Vec<Entry>>,
    broken: Mutex<bool>,
}

impl Memory {
    /// What was noted: event and code.
    fn said(&self) -> Vec<String> {
        let entries = self.entries.lock().unwrap();
        verify(&entries).unwrap();
        let said = entries.iter().map(|entry| {
            let what = entry.event.what.strip_prefix("sco.signature.").unwrap();
            match entry.event.data.get("code") {
                Some(code) => format!("{what} {code}"),
                None => what.to_owned(),
            }
        });
        said.collect()
    }
}

impl Journal for Memory {
    fn append(&self, event: Event) -> std::result::Result<Entry, JournalError> {
        if *self.broken.lock().unwrap() {
            return Err("disk full".into());
        }
        let mut entries = self.entries.lock().unwrap();
        let mut chain = entries.last().map_or_else(Chain::default, Chain::after);
        let entry = chain.link(event);
        entries.push(entry.clone());
        Ok(entry)
    }

    fn entries(&self) -> std::result::Result<Vec<Entry>, JournalError> {
        Ok(self.entries.lock().unwrap().clone())
    }
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    now().date_naive()
}

/// An office, a service that activates its cards, a journal and a record.
struct Office {
    authority: TestAuthority,
    inventory: Inventory,
    policy: SigningPolicy,
    journal: Arc<Memory>,
    record: MemoryRecord,
}

fn office() -> Office {
    let journal = Arc::new(Memory::default());
    let mut office = Office {
        authority: authority(),
        inventory: Inventory::new(id("centrale")),
        policy: SigningPolicy::default(),
        record: MemoryRecord::new(Arc::clone(&journal) as Arc<dyn Journal>),
        journal,
    };
    office.happens(Happening::SecurityOfficerNamed {
        security_officer: id("SO-1"),
    });
    office.happens(Happening::MasterPasswordReceived {
        security_officer: id("SO-1"),
    });
    office.happens(Happening::OfficerNamed {
        officer: id("UA-1"),
        role: Role::RegistryOfficer,
    });
    office
}

/// An office with one card in use, and that card.
fn ready() -> (Office, VirtualSco) {
    let mut office = office();
    let card = office.card("SCO-1");
    office.happens(Happening::Assigned {
        card: id("SCO-1"),
        officer: id("UA-1"),
    });
    (office, card)
}

impl Office {
    fn happens(&mut self, what: Happening) {
        self.inventory.apply(ScoEvent::new(today(), what)).unwrap();
    }

    /// A card that was received, and is activated and enrolled.
    fn card(&mut self, label: &str) -> VirtualSco {
        let rng = SystemRandom::new();
        let card = VirtualSco::issue(&self.authority, label, &pin(), validity(), &rng).unwrap();
        self.happens(Happening::Requested {
            card: id(label),
            security_officer: id("SO-1"),
        });
        self.happens(Happening::Received {
            card: id(label),
            number: None,
        });
        self.happens(Happening::Activated {
            card: id(label),
            expires: None,
        });
        let fingerprint = Hash::of(&card.certificate().unwrap());
        self.policy.enrol(id(label), fingerprint).unwrap();
        card
    }

    fn desk(&self) -> SigningDesk<'_> {
        SigningDesk {
            policy: &self.policy,
            inventory: &self.inventory,
            journal: &*self.journal,
            record: &self.record,
        }
    }

    fn sign(&self, card: &mut dyn OperatorCard, content: &[u8]) -> Result<Signed> {
        self.sign_at(card, content, here(0))
    }

    fn sign_at(
        &self,
        card: &mut dyn OperatorCard,
        content: &[u8],
        at: DateTime<FixedOffset>,
    ) -> Result<Signed> {
        let number: RequestNumber = id("031007-2026-000001");
        let request = SigningRequest {
            number: &number,
            matter: Matter::IssueRequest,
            content,
            at,
            placement: Placement::Embedded,
        };
        self.desk().sign(&request, card, &mut OnePin::new(pin()))
    }
}

/// Now and so many hours, by Rome's clock in winter.
fn here(hours: i64) -> DateTime<FixedOffset> {
    let rome = FixedOffset::east_opt(3600).unwrap();
    (now() + TimeDelta::hours(hours)).with_timezone(&rome)
}

fn code<T>(outcome: Result<T>) -> Option<Code> {
    outcome.err().map(|error| error.code())
}

#[test]
fn a_request_is_signed_once_and_the_signature_given_again() {
    let (office, mut card) = ready();
    let first = office.sign(&mut card, CONTENT).unwrap();
    assert!(!first.repeated);
    let anchors = [office.authority.certificate()];
    let verified = cms::verify(&first.message, &anchors, now(), None).unwrap();
    assert_eq!(verified.content().expose(), CONTENT);
    assert_eq!(first.digest, Hash::of(CONTENT));
    assert_eq!(first.certificate, Hash::of(&card.certificate().unwrap()));

    // No card is needed to be given the same bytes again.
    card.set_presence(Presence::Absent);
    let again = office.sign(&mut card, CONTENT).unwrap();
    assert!(again.repeated);
    assert_eq!((again.message, again.at), (first.message, first.at));
    // And no other content is signed under that number, card or no card.
    let other = office.sign(&mut card, b"another content");
    assert_eq!(code(other), Some(Code::SignatureConflict));
    card.set_presence(Presence::Present);
    let other = office.sign(&mut card, b"another content");
    assert_eq!(code(other), Some(Code::SignatureConflict));
    let conflict = "refused CIE-DEV-143";
    let said = office.journal.said();
    assert_eq!(said, ["begun", "made", "returned", conflict, conflict]);
}

#[test]
fn the_journal_says_who_signed_what_and_nothing_of_the_citizen() {
    let (office, mut card) = ready();
    let at = here(0);
    office.sign_at(&mut card, b"ROSSI BIANCA", at).unwrap();
    let entries = office.journal.entries().unwrap();
    let made = &entries.last().unwrap().event;
    assert_eq!(made.subject, "031007-2026-000001");
    assert_eq!(made.actor, "UA-1");
    assert_eq!(made.at, at.to_utc());
    let data: Vec<_> = made
        .data
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let certificate = Hash::of(&card.certificate().unwrap()).to_string();
    let digest = Hash::of(b"ROSSI BIANCA").to_string();
    let expected = [
        ("card", "SCO-1"),
        ("certificate", &certificate),
        ("matter", "issue_request"),
        ("sha256", &digest),
    ];
    assert_eq!(data, expected);
    let all = serde_json::to_string(&entries).unwrap();
    assert!(!all.contains("ROSSI") && !all.contains("12345678"));
}

#[test]
fn a_card_not_in_an_officers_hands_does_not_sign() {
    let mut office = office();
    let mut card = office.card("SCO-1");
    let outcome = |office: &Office, card: &mut VirtualSco| {
        let error = office.sign(card, CONTENT).unwrap_err();
        let text = error.to_string();
        (error.code(), text)
    };
    let (refusal, text) = outcome(&office, &mut card);
    assert_eq!(refusal, Code::CardNotActive);
    assert!(text.contains("SCO-1: activated"), "{text}");
    office.happens(Happening::Assigned {
        card: id("SCO-1"),
        officer: id("UA-1"),
    });

    type Step = fn(CardId) -> Happening;
    let steps: [(Step, Option<Step>, &str); 4] = [
        (
            |card| Happening::Blocked { card },
            Some(|card| Happening::Unblocked { card }),
            "blocked",
        ),
        (
            |card| Happening::Suspended { card },
            Some(|card| Happening::Resumed { card }),
            "suspended",
        ),
        (|card| Happening::Lost { card }, None, "lost"),
        (|card| Happening::Revoked { card }, None, "revoked"),
    ];
    for (into, back, state) in steps {
        office.happens(into(id("SCO-1")));
        let (refusal, text) = outcome(&office, &mut card);
        assert_eq!(refusal, Code::CardOutOfUse);
        assert!(text.contains(&format!("SCO-1: {state}")), "{text}");
        if let Some(back) = back {
            office.happens(back(id("SCO-1")));
        }
    }
    assert_eq!(card.tries_left(), Some(3));
    let said = office.journal.said();
    assert_eq!(said.len(), 5);
    assert!(
        said.iter().all(|one| one.starts_with("refused ")),
        "{said:?}"
    );
}

#[test]
fn a_card_of_another_office_does_not_sign() {
    let (mut office, _) = ready();
    // Never heard of.
    let mut foreign = support::open_card(&office.authority);
    assert_eq!(
        code(office.sign(&mut foreign, CONTENT)),
        Some(Code::NotEnrolled)
    );
    // Given away before it was handed to anybody.
    let mut moved = office.card("SCO-2");
    let mut harbour = Inventory::new(id("porto"));
    let named = Happening::SecurityOfficerNamed {
        security_officer: id("SO-9"),
    };
    harbour.apply(ScoEvent::new(today(), named)).unwrap();
    let transfer = office
        .inventory
        .transfer(&mut harbour, &id("SCO-2"), &id("SO-9"), today());
    transfer.unwrap();
    let error = office.sign(&mut moved, CONTENT).unwrap_err();
    assert_eq!(error.code(), Code::NotEnrolled);
    assert!(error.to_string().contains("transferred to porto"));
}

#[test]
fn roles_hours_and_validity_are_kept_to() {
    let (mut office, mut card) = ready();
    office.happens(Happening::OfficerNamed {
        officer: id("D-1"),
        role: Role::Delegate,
    });
    let mut delegates = office.card("SCO-3");
    office.happens(Happening::Assigned {
        card: id("SCO-3"),
        officer: id("D-1"),
    });
    let admit = |office: &Office, card: &VirtualSco, matter, at: DateTime<FixedOffset>| {
        let certificate = CardCertificate::parse(&card.certificate().unwrap()).unwrap();
        office
            .policy
            .admit(&office.inventory, &certificate, matter, at)
            .map(|signatory| signatory.officer.to_string())
    };
    let only = vec![Role::RegistryOfficer];
    office.policy.roles.insert(Matter::Revocation, only);
    let (issue, revoke) = (Matter::IssueRequest, Matter::Revocation);
    assert_eq!(admit(&office, &delegates, issue, here(0)).unwrap(), "D-1");
    assert_eq!(admit(&office, &card, revoke, here(0)).unwrap(), "UA-1");
    let refused = admit(&office, &delegates, revoke, here(0));
    assert_eq!(code(refused), Some(Code::SignerNotEntitled));

    // 2026-11-23 is a Monday (cal 11 2026); the clock is the office's, an hour ahead of UTC.
    office.policy.hours = Some(Hours {
        days: vec![chrono::Weekday::Mon],
        from: id("08:00:00"),
        until: id("18:00:00"),
    });
    let mut certificate = CardCertificate::parse(&card.certificate().unwrap()).unwrap();
    let policy = office.policy.clone();
    let mut at = |text: &str| {
        let at: DateTime<FixedOffset> = id(text);
        // A card of that time, so that nothing but the hour is asked about.
        let period = Validity {
            not_before: at.to_utc() - TimeDelta::days(10),
            not_after: at.to_utc() + TimeDelta::days(10),
        };
        let rng = SystemRandom::new();
        let card = VirtualSco::issue(&office.authority, "SCO", &pin(), period, &rng).unwrap();
        certificate = CardCertificate::parse(&card.certificate().unwrap()).unwrap();
        let mut policy = policy.clone();
        policy.enrolled.clear();
        policy
            .enrol(id("SCO-1"), certificate.fingerprint())
            .unwrap();
        let mut inventory = Inventory::new(id("centrale"));
        let on = at.date_naive() - TimeDelta::days(1);
        for event in office.inventory.events() {
            inventory
                .apply(ScoEvent::new(on, event.what.clone()))
                .unwrap();
        }
        code(policy.admit(&inventory, &certificate, issue, at))
    };
    let closed = Some(Code::OutsideSigningHours);
    assert_eq!(at("2026-11-23T07:59:59+01:00"), closed);
    assert_eq!(at("2026-11-23T08:00:00+01:00"), None);
    assert_eq!(at("2026-11-23T17:59:59+01:00"), None);
    assert_eq!(at("2026-11-23T16:59:59+00:00"), None);
    assert_eq!(at("2026-11-23T18:00:00+01:00"), closed);
    assert_eq!(at("2026-11-24T10:00:00+01:00"), closed);
    office.policy.hours = None;

    let late = admit(&office, &card, issue, here(31 * 24));
    assert_eq!(code(late), Some(Code::CertificateNotValid));
    let early = admit(&office, &card, issue, here(-23));
    let before = here(-23).date_naive() < today();
    let expected = before.then_some(Code::CardNotActive);
    assert_eq!(code(early), expected, "the card was handed over today");
    // Past the expiry that was read from the card.
    let expires = today() + TimeDelta::days(2);
    office.happens(Happening::ExpiryRead {
        card: id("SCO-1"),
        expires,
    });
    assert_eq!(code(admit(&office, &card, issue, here(24))), None);
    let past = admit(&office, &card, issue, here(4 * 24));
    assert_eq!(code(past), Some(Code::CardOutOfUse));

    // An authentication or encryption certificate does not sign.
    let rng = SystemRandom::new();
    let purpose = cie_devices::sim::Purpose::KeyAgreement;
    let other = office
        .authority
        .issue("other", purpose, validity(), &rng)
        .unwrap();
    let other = CardCertificate::parse(&other.certificate).unwrap();
    let outcome = office
        .policy
        .admit(&office.inventory, &other, issue, here(0));
    assert_eq!(code(outcome), Some(Code::SignerKeyUsage));
    card.logout();
    delegates.logout();
}

/// A card that fails at what it is told to.
struct Faulty {
    inner: VirtualSco,
    withdraw: bool,
    swap: Option<VirtualSco>,
}

impl OperatorCard for Faulty {
    fn label(&self) -> &str {
        self.inner.label()
    }
    fn presence(&self) -> Presence {
        self.inner.presence()
    }
    fn certificate(&self) -> Result<Vec<u8>> {
        self.inner.certificate()
    }
    fn algorithm(&self) -> SignatureAlgorithm {
        self.inner.algorithm()
    }
    fn tries_left(&self) -> Option<u8> {
        self.inner.tries_left()
    }
    fn is_open(&self) -> bool {
        self.inner.is_open()
    }
    fn login(&mut self, pin: &Secret) -> Result<()> {
        if let Some(other) = self.swap.take() {
            self.inner = other;
        }
        self.inner.login(pin)
    }
    fn logout(&mut self) {
        self.inner.logout();
    }
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>> {
        if self.withdraw {
            self.inner.set_presence(Presence::Absent);
            return Err(Code::CardWithdrawn.into());
        }
        self.inner.sign(message)
    }
}

#[test]
fn a_card_taken_out_leaves_the_request_unsigned_and_it_resumes() {
    let (office, card) = ready();
    let mut card = Faulty {
        inner: card,
        withdraw: true,
        swap: None,
    };
    assert_eq!(
        code(office.sign(&mut card, CONTENT)),
        Some(Code::CardWithdrawn)
    );
    let number = id("031007-2026-000001");
    let kept = office.record.find(&number, Matter::IssueRequest).unwrap();
    assert_eq!(kept, None);
    assert_eq!(
        code(office.sign(&mut card, CONTENT)),
        Some(Code::CardAbsent)
    );
    card.withdraw = false;
    card.inner.set_presence(Presence::Present);
    assert!(!office.sign(&mut card, CONTENT).unwrap().repeated);
    let said = office.journal.said();
    assert_eq!(said, ["begun", "failed CIE-DEV-137", "begun", "made"]);
}

#[test]
fn a_card_changed_while_the_pin_is_asked_for_signs_nothing() {
    let (office, card) = ready();
    let other = support::open_card(&office.authority);
    let mut card = Faulty {
        inner: card,
        withdraw: false,
        swap: Some(other),
    };
    assert_eq!(
        code(office.sign(&mut card, CONTENT)),
        Some(Code::CardWithdrawn)
    );
    assert_eq!(office.journal.said(), ["begun", "failed CIE-DEV-137"]);
}

#[test]
fn without_a_journal_nothing_is_signed() {
    let (office, mut card) = ready();
    *office.journal.broken.lock().unwrap() = true;
    let asked = std::cell::Cell::new(0);
    let number = id("031007-2026-000001");
    let request = SigningRequest {
        number: &number,
        matter: Matter::IssueRequest,
        content: CONTENT,
        at: here(0),
        placement: Placement::Detached,
    };
    let mut prompt = |_: &PinRequest<'_>| {
        asked.set(asked.get() + 1);
        Some(pin())
    };
    let outcome = office.desk().sign(&request, &mut card, &mut prompt);
    assert_eq!(code(outcome), Some(Code::SigningNotJournaled));
    assert_eq!(asked.get(), 0);
    *office.journal.broken.lock().unwrap() = false;
    let first = office
        .desk()
        .sign(&request, &mut card, &mut prompt)
        .unwrap();
    let anchors = [office.authority.certificate()];
    cms::verify(&first.message, &anchors, now(), Some(CONTENT)).unwrap();
    let again = office
        .desk()
        .sign(&request, &mut card, &mut prompt)
        .unwrap();
    assert!(again.repeated && again.message == first.message);
    assert_eq!(asked.get(), 1, "the PIN is asked for once");
}

/// A record that somebody else wrote to, or damaged.
struct Foreign(Option<Kept>, Kept);

impl SignatureRecord for Foreign {
    fn find(
        &self,
        _: &RequestNumber,
        _: Matter,
    ) -> std::result::Result<Option<Kept>, JournalError> {
        Ok(self.0.clone())
    }
    fn keep(&self, _: &Kept, _: Event) -> std::result::Result<Kept, JournalError> {
        Ok(self.1.clone())
    }
}

#[test]
fn the_first_of_two_signatures_counts_and_a_damaged_one_is_noticed() {
    let (office, mut card) = ready();
    let first = office.sign(&mut card, CONTENT).unwrap();
    let number: RequestNumber = id("031007-2026-000001");
    let kept = office.record.find(&number, Matter::IssueRequest).unwrap();
    let kept = kept.unwrap();
    let sign = |record: &Foreign, card: &mut VirtualSco, content: &[u8]| {
        let desk = SigningDesk {
            record,
            ..office.desk()
        };
        let request = SigningRequest {
            number: &number,
            matter: Matter::IssueRequest,
            content,
            at: here(0),
            placement: Placement::Embedded,
        };
        desk.sign(&request, card, &mut OnePin::new(pin()))
    };
    // Two counters at once: this one comes second, and gives out what the first one made.
    let second = sign(&Foreign(None, kept.clone()), &mut card, CONTENT).unwrap();
    assert!(second.repeated);
    assert_eq!(second.message, first.message);
    let other = sign(&Foreign(None, kept.clone()), &mut card, b"other");
    assert_eq!(code(other), Some(Code::SignatureConflict));

    let mut damaged = kept.clone();
    *damaged.message.last_mut().unwrap() ^= 1;
    let outcome = sign(&Foreign(Some(damaged), kept.clone()), &mut card, CONTENT);
    assert_eq!(code(outcome), Some(Code::BadStoredSignature));
    let mut relabelled = kept.clone();
    relabelled.certificate = Hash::of(b"somebody else's");
    let outcome = sign(&Foreign(Some(relabelled), kept), &mut card, CONTENT);
    assert_eq!(code(outcome), Some(Code::BadStoredSignature));
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let one: Hash = Hash::of(b"one");
    let mut policy = SigningPolicy::default();
    policy.enrol(id("SCO-1"), one).unwrap();
    policy.enrol(id("SCO-1"), one).unwrap();
    assert_eq!(policy.enrolled.len(), 1);
    let twice = policy.enrol(id("SCO-2"), one);
    assert_eq!(code(twice), Some(Code::BadSigningPolicy));
    assert_eq!(policy.enrolled.len(), 1);
    let read = |text: &str| serde_json::from_str::<SigningPolicy>(text).unwrap();
    for text in [
        r#"{"hours":{"days":[],"from":"08:00:00","until":"09:00:00"}}"#,
        r#"{"hours":{"days":["Mon"],"from":"09:00:00","until":"09:00:00"}}"#,
    ] {
        assert_eq!(code(read(text).check()), Some(Code::BadSigningPolicy));
    }
    let text = serde_json::to_string(&policy).unwrap();
    assert_eq!(read(&text), policy);
}

#[test]
fn a_card_is_activated_with_the_master_password_and_then_signs() {
    let mut office = office();
    let service = SimulatedScoService::new(authority(), validity());
    let (so, card): (_, CardId) = (id("SO-1"), id("SCO-1"));
    let master = Secret::new("master password of SO-1");
    assert!(format!("{service}").contains("SIMULATED"));
    service.give_password(id("SO-1"), &master).unwrap();
    service.send(id("SCO-1"), id("SO-1"));
    let order = ActivationOrder {
        card: &card,
        security_officer: &so,
        master_password: &master,
        pin: &pin(),
        on: today(),
    };
    // Not received yet: the service is not even asked.
    let early = activate(&mut office.inventory, &service, &order).unwrap_err();
    assert_eq!(early.code(), Code::ActivationFailed);
    assert!(early.to_string().contains("CIE-CORE-601"), "{early}");
    office.happens(Happening::Requested {
        card: id("SCO-1"),
        security_officer: id("SO-1"),
    });
    office.happens(Happening::Received {
        card: id("SCO-1"),
        number: None,
    });
    let wrong = Secret::new("guess");
    let guess = ActivationOrder {
        master_password: &wrong,
        ..order
    };
    let refused = activate(&mut office.inventory, &service, &guess).unwrap_err();
    assert_eq!(refused.code(), Code::ActivationFailed);
    assert!(!format!("{refused} {refused:?} {order:?}").contains("password of SO-1"));
    assert!(service.take_card(&card).is_none());

    let asked_before = service.activate(&order).unwrap();
    // The program was killed here: repeating it gives the same card.
    let activation = activate(&mut office.inventory, &service, &order).unwrap();
    assert_eq!(activation, asked_before);
    assert!(activation.simulated);
    let state = office.inventory.card(&card).unwrap();
    assert_eq!(state.state().name(), "activated");
    assert_eq!(state.expires(), Some(validity().not_after.date_naive()));
    let again = activate(&mut office.inventory, &service, &order).unwrap_err();
    assert!(again.to_string().contains("CIE-CORE-603"), "{again}");

    let certificate = activation.certificate.unwrap();
    office
        .policy
        .enrol(id("SCO-1"), Hash::of(&certificate))
        .unwrap();
    let mut virtual_card = service.take_card(&card).unwrap();
    let not_yet = office.sign(&mut virtual_card, CONTENT);
    assert_eq!(code(not_yet), Some(Code::CardNotActive));
    office.happens(Happening::Assigned {
        card: id("SCO-1"),
        officer: id("UA-1"),
    });
    office.sign(&mut virtual_card, CONTENT).unwrap();

    let other = id("SO-2");
    let foreign = ActivationOrder {
        security_officer: &other,
        ..order
    };
    let outcome = activate(&mut office.inventory, &service, &foreign);
    assert_eq!(code(outcome), Some(Code::ActivationFailed));
    for _ in 0..5 {
        assert_eq!(code(service.activate(&guess)), Some(Code::ActivationFailed));
    }
    let locked = service.activate(&order).unwrap_err();
    assert!(locked.to_string().contains("locked"), "{locked}");
}
