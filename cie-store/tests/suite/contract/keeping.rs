use chrono::{DateTime, Utc};
use cie_core::exchange::{
    AnswerLog, OperationKey, Outcome, Registry, Search, StoredAnswer, Subject,
};
use cie_core::issuance::{RequestNumber, State};
use cie_core::journal::Journal;
use cie_core::redact::Personal;
use cie_store::{
    ClockCheck, Code, Error, Expected, NewPush, Outbox, PersonErased, PersonToErase,
    RegistryConfig, RequestUpdate, Requests, Result, RetentionPolicy, RetentionReport, Store,
    Verified,
};
use serde_json::json;

use super::at;
use super::people::{ROMA, bianca, by_code, card, notice, subject};
use super::requests::number;

/// What both stores do beyond their traits.
pub(crate) trait Keeps: Journal + AnswerLog + Outbox + Requests {
    fn retain(&self, now: DateTime<Utc>, clock: ClockCheck, limit: u32) -> Result<RetentionReport>;
    fn erase(&self, person: &PersonToErase) -> Result<PersonErased>;
    fn verify(&self) -> Verified;
    fn office(&self) -> Box<dyn Registry>;
    fn load(&self, subject: &Subject);
    fn cards_of(&self, scheda: &str) -> usize;
}

macro_rules! keeps {
    ($store:ty) => {
        impl Keeps for $store {
            fn retain(
                &self,
                now: DateTime<Utc>,
                clock: ClockCheck,
                limit: u32,
            ) -> Result<RetentionReport> {
                self.apply_retention(&RetentionPolicy::default(), now, clock, limit)
            }
            fn erase(&self, person: &PersonToErase) -> Result<PersonErased> {
                self.erase_person(person)
            }
            fn verify(&self) -> Verified {
                self.verify_journal().unwrap()
            }
            fn office(&self) -> Box<dyn Registry> {
                Box::new(self.registry(RegistryConfig::new(ROMA).unwrap()))
            }
            fn load(&self, subject: &Subject) {
                let registry = self.registry(RegistryConfig::new(ROMA).unwrap());
                registry.upsert(subject, Some("label")).unwrap();
            }
            fn cards_of(&self, scheda: &str) -> usize {
                let registry = self.registry(RegistryConfig::new(ROMA).unwrap());
                registry.cards(scheda).unwrap().len()
            }
        }
    };
}
keeps!(Store);
#[cfg(all(unix, feature = "postgres"))]
keeps!(cie_store::PgStore);

fn key(id: &str) -> OperationKey {
    OperationKey {
        sender: ROMA.into(),
        id: id.parse().unwrap(),
    }
}

fn answer(body: &[u8]) -> StoredAnswer {
    StoredAnswer {
        request_digest: [9; 32],
        outcome: Outcome::Ok,
        codes: vec![],
        body: Personal::new(body.to_vec()),
    }
}

fn queue<K: Keeps>(store: &K, key: &str, body: &[u8], sent: bool) {
    let push = NewPush {
        key: key.into(),
        kind: "sad.emissione".into(),
        payload: Personal::new(body.to_vec()),
        due_at: at(0),
    };
    store.enqueue(&push).unwrap();
    if sent {
        assert_eq!(store.take(at(0), at(9), 1).unwrap()[0].key, key);
        store.acknowledge(key).unwrap();
    }
}

fn request<K: Keeps>(store: &K, n: u32, state: State, changed: DateTime<Utc>, code: &str) {
    let update = RequestUpdate {
        number: number(n),
        expected: Expected::Absent,
        state,
        format: 1,
        document: Personal::new(json!({
            "request": {"biometrics": {"photo": "AAAA"}, "fiscal": code},
            "envelope": "BBBB",
        })),
        at: changed,
    };
    store.put(&update).unwrap();
}

fn document<K: Keeps>(store: &K, n: u32) -> serde_json::Value {
    let record = store.get(&number(n)).unwrap().unwrap();
    record.document.into_inner()
}

fn erased(error: cie_core::exchange::RegistryError) -> bool {
    let error = error.downcast_ref::<Error>().map(Error::code);
    error == Some(Code::Erased)
}

const DAY: i64 = 86_400;

/// Day by day over two years, by the default rules.
pub(crate) fn retention_erases_what_is_due_and_nothing_else<K: Keeps>(open: impl Fn() -> K) {
    let store = open();
    store.remember(&key("OP-1"), &answer(b"<old/>")).unwrap();
    queue(&store, "sent", b"<x/>", true);
    queue(&store, "waiting", b"<y/>", false);
    request(&store, 1, State::Delivered, at(0), "A");
    request(&store, 2, State::Shipped, at(0), "B");
    request(&store, 3, State::Draft, at(0), "C");

    let day = |n: i64| at(n * DAY);
    let run = |n: i64| open().retain(day(n), ClockCheck::Doubt, 1000).unwrap();
    let rows = |report: &RetentionReport, id: &str| {
        let found = report.erased.iter().find(|(name, _)| name == id);
        found.map_or(0, |(_, rows)| *rows)
    };
    let first = run(1);
    assert!(first.finished);
    assert_eq!(rows(&first, "biometrics-collected"), 1);
    let bare = json!({"request": {"fiscal": "A"}});
    assert_eq!(document(&store, 1), bare);
    assert_eq!(store.get(&number(1)).unwrap().unwrap().version, 2);
    assert_ne!(document(&store, 2), bare);
    let entries = store.entries().unwrap().len();
    assert_eq!(entries, 1, "one entry says what was erased");
    assert_eq!(
        store.entries().unwrap()[0].event.data["biometrics-collected"],
        "1"
    );
    assert!(run(2).finished);
    assert_eq!(
        store.entries().unwrap().len(),
        entries,
        "nothing due, nothing said"
    );

    // Met on day 1, acknowledged before: due on day 31. What waits is not touched.
    assert_eq!(rows(&run(30), "pushes"), 0);
    assert_eq!(rows(&run(31), "pushes"), 1);
    let gone = store.push("sent").unwrap().unwrap();
    assert!(gone.erased && gone.payload.expose().is_empty());
    assert!(!store.push("waiting").unwrap().unwrap().erased);
    // Its key still names it: it is not sent again.
    queue(&open(), "sent", b"<x/>", false);
    assert_eq!(store.counts().unwrap().pending, 1);

    assert_eq!(rows(&run(89), "biometrics-90-days"), 0);
    let ninety = run(90);
    assert_eq!(rows(&ninety, "biometrics-90-days"), 1);
    assert_eq!(document(&store, 2), json!({"request": {"fiscal": "B"}}));

    assert_eq!(store.recall(&key("OP-1")).unwrap(), Some(answer(b"<old/>")));
    assert_eq!(rows(&run(91), "answers"), 1);
    assert!(
        erased(store.recall(&key("OP-1")).unwrap_err()),
        "known, not answered"
    );
    let again = store.remember(&key("OP-1"), &answer(b"<new/>"));
    assert!(erased(again.unwrap_err()), "and never done a second time");

    let mut n = 91;
    while n < 729 {
        n = (n + 60).min(729);
        assert_eq!(rows(&run(n), "requests"), 0);
    }
    assert_eq!(rows(&run(730), "requests"), 1);
    assert_eq!(document(&store, 1), json!(null));
    assert_eq!(
        document(&store, 3)["envelope"],
        "BBBB",
        "drafts are nobody's business here"
    );
    store.verify();
}

pub(crate) fn retention_doubts_a_clock_that_jumps<K: Keeps>(open: impl Fn() -> K) {
    let store = open();
    store.remember(&key("OP-1"), &answer(b"<old/>")).unwrap();
    store.retain(at(0), ClockCheck::Doubt, 10).unwrap();
    for jump in [at(-1), at(63 * DAY), at(3650 * DAY)] {
        let error = store.retain(jump, ClockCheck::Doubt, 10).unwrap_err();
        assert_eq!(error.code(), Code::ClockJump);
        assert!(store.recall(&key("OP-1")).unwrap().is_some());
    }
    store.retain(at(62 * DAY), ClockCheck::Doubt, 10).unwrap();
    let confirmed = store.retain(at(3650 * DAY), ClockCheck::Confirmed, 10);
    assert!(confirmed.unwrap().finished);
    assert!(erased(store.recall(&key("OP-1")).unwrap_err()));
    // Back to the right time, confirmed once.
    let back = store
        .retain(at(63 * DAY), ClockCheck::Doubt, 10)
        .unwrap_err();
    assert_eq!(back.code(), Code::ClockJump);
    store
        .retain(at(63 * DAY), ClockCheck::Confirmed, 10)
        .unwrap();
    store.retain(at(64 * DAY), ClockCheck::Doubt, 10).unwrap();

    // A few rows at a time.
    for n in 0..5 {
        store
            .remember(&key(&format!("N-{n}")), &answer(b"x"))
            .unwrap();
    }
    store.retain(at(65 * DAY), ClockCheck::Doubt, 10).unwrap();
    let (mut rows, mut calls) = (0, 0);
    loop {
        let report = store
            .retain(at(400 * DAY), ClockCheck::Confirmed, 2)
            .unwrap();
        rows += report.erased.iter().map(|(_, rows)| rows).sum::<u64>();
        calls += 1;
        if report.finished {
            break;
        }
    }
    assert_eq!((rows, calls), (5, 3));
}

/// One of two people is erased from everywhere; the other is untouched, and so is the chain.
pub(crate) fn erases_one_person_and_keeps_the_chain<K: Keeps>(open: impl Fn() -> K) {
    const CODE: &str = "RSSBNC64T70H501Z";
    const OTHER: &str = "VRDLGU70A01H501X";
    let store = open();
    store.load(&bianca());
    store.load(&subject("S2", "VERDI", "LUIGIA", "1970-01-01", Some(OTHER)));
    let office = store.office();
    let hers = card("CA00001AA", "2026-01-01", None);
    office.card_issued(&notice(&bianca().person, hers)).unwrap();
    let body = |code: &str| format!("<cf>{code}</cf>").into_bytes();
    let wide: Vec<u8> = CODE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    store
        .remember(&key("A1"), &answer(&body(&CODE.to_lowercase())))
        .unwrap();
    store.remember(&key("A2"), &answer(&wide)).unwrap();
    store.remember(&key("A3"), &answer(&body(OTHER))).unwrap();
    queue(&store, "p1", &body(CODE), true);
    queue(&store, "p2", &body(OTHER), true);
    queue(&store, "p3", &body(CODE), false);
    request(&store, 1, State::Delivered, at(0), CODE);
    request(&store, 2, State::Delivered, at(0), OTHER);
    request(&store, 3, State::Draft, at(0), "none");
    let before = store.entries().unwrap();

    let mut person = PersonToErase {
        codice_fiscale: Some(Personal::from("rssbnc64t70h501z ")),
        sheets: vec!["nobody".into()],
        requests: vec![number(3)],
        actor: "dpo".into(),
        reason: "gdpr-17".into(),
        at: at(10),
    };
    let done = store.erase(&person).unwrap();
    let numbers: Vec<RequestNumber> = vec![number(1), number(3)];
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    assert_eq!(
        done,
        PersonErased {
            sheets: 1,
            answers: 2,
            pushes: 1,
            requests: numbers,
            unsent: vec!["p3".into()],
        }
    );
    let found = |code: &str| match office.find(&by_code(code)).unwrap() {
        Search::Found(found) => found.len(),
        _ => 0,
    };
    assert_eq!((found(CODE), found(OTHER)), (0, 1));
    assert_eq!(
        store.cards_of("S1"),
        0,
        "the sheet's name says nothing any more"
    );
    // The card itself stays known: nobody else can be given its serial.
    let mut other = subject("S2", "VERDI", "LUIGIA", "1970-01-01", Some(OTHER)).person;
    other.registry_id = None;
    let effect = office.card_issued(&notice(&other, card("CA00001AA", "2026-01-01", None)));
    assert_eq!(effect.unwrap(), cie_core::exchange::CardEffect::Conflict);
    assert!(erased(store.recall(&key("A1")).unwrap_err()));
    assert!(erased(store.recall(&key("A2")).unwrap_err()));
    assert_eq!(
        store.recall(&key("A3")).unwrap(),
        Some(answer(&body(OTHER)))
    );
    assert!(store.push("p1").unwrap().unwrap().erased);
    assert!(!store.push("p2").unwrap().unwrap().erased);
    assert_eq!(
        store.push("p3").unwrap().unwrap().payload.expose(),
        &body(CODE)
    );
    assert_eq!(document(&store, 1), json!(null));
    assert_eq!(document(&store, 3), json!(null));
    assert_ne!(document(&store, 2), json!(null));

    // The chain goes on, says what happened, and names nobody.
    store.verify();
    let entries = store.entries().unwrap();
    assert_eq!(entries[..before.len()], before);
    let new: Vec<_> = entries[before.len()..].iter().map(|e| &e.event).collect();
    let subjects: Vec<_> = new.iter().map(|event| event.subject.as_str()).collect();
    assert_eq!(subjects, [number(1).as_str(), number(3).as_str(), "store"]);
    assert_eq!(new[2].data["unsent"], "1");
    assert!(!format!("{entries:?}").to_uppercase().contains(CODE));

    // What was on its way is erased by calling again once it has arrived.
    assert_eq!(store.take(at(0), at(9), 1).unwrap()[0].key, "p3");
    store.acknowledge("p3").unwrap();
    let again = store.erase(&person).unwrap();
    assert_eq!((again.pushes, again.sheets, again.unsent.len()), (1, 0, 0));
    person.actor = "Bianca Rossi".into();
    assert_eq!(store.erase(&person).unwrap_err().code(), Code::BadLabel);
    person.actor = "dpo".into();
    person.codice_fiscale = Some(Personal::from("RSS"));
    assert_eq!(store.erase(&person).unwrap_err().code(), Code::BadPolicy);
}
