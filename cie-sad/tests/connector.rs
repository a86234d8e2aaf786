//! Outcomes and error codes, repetition, failures kept off the wire.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cie_core::citizen::{AddressPlace, Residence};
use cie_core::exchange::{
    Answer, AnswerLog, CardAnnulment, CardEffect, CardNotice, OperationKey, Outcome, Query,
    Registry, RegistryError, Request, Search, StoredAnswer, Subject, Tried,
};
use cie_sad::Code;
use cie_sad::codec::{Limits, Response, decode_answer, encode_request};
use cie_sad::connector::{Connector, ExchangeRecord, MemoryAnswerLog, Observer, Patience, Reply};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use support::sample;

const CODE: &str = "RSSBNC80E57H501B";

fn subject() -> Subject {
    let mut subject = Subject::new(sample::person());
    subject.residence = Some(Residence::NoFixedAbode {
        comune: AddressPlace {
            name: "ROMA".into(),
            istat: Some("058091".into()),
            province: Some("RM".into()),
        },
        street: None,
    });
    subject
}

fn connector(registry: Arc<dyn Registry>) -> Connector {
    let profile = Arc::new(Profile::anpr().unwrap());
    Connector::new(profile, registry, Arc::new(MemoryAnswerLog::default()))
}

fn bytes(request: &Request) -> Vec<u8> {
    let profile = Profile::anpr().unwrap();
    encode_request(&profile, request).unwrap().bytes
}

fn ask(connector: &Connector, request: &Request) -> (Answer, Reply) {
    let reply = connector.handle(&bytes(request));
    let decoded = decode_answer(
        connector.profile(),
        request.operation(),
        &reply.body,
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(decoded.unknown, vec![]);
    match decoded.message {
        Response::Answer(_, answer) => (answer, reply),
        other => panic!("{other:?}"),
    }
}

fn codes(answer: &Answer) -> Vec<&str> {
    answer.anomalies.iter().map(|a| a.code.as_str()).collect()
}

#[test]
fn one_subject_is_an_answer() {
    let connector = connector(Arc::new(MemoryRegistry::new(vec![subject()])));
    let (answer, reply) = ask(&connector, &sample::query("1", CODE));
    assert_eq!(answer.outcome, Outcome::Ok);
    assert_eq!(answer.subjects, [subject()]);
    assert_eq!(answer.header.recipient, "058091");
    assert!(String::from_utf8_lossy(&reply.body).contains("<esitoOperazione>0000<"));
}

/// Codes of ANPR's public table.
#[test]
fn what_the_registry_finds_decides_the_code() {
    let mut cancelled = subject();
    cancelled.cancellation = Some(cie_core::exchange::Cancellation {
        reason: Some("1".into()),
        on: sample::day("2020-01-01"),
    });
    let cases = [
        (vec![], Outcome::Error, vec!["EN130"], 0),
        (vec![cancelled.clone()], Outcome::Error, vec!["EN413"], 0),
        (
            vec![subject(), subject()],
            Outcome::Several,
            vec!["EN131"],
            2,
        ),
        // Left and came back: the sheet in force answers.
        (vec![cancelled, subject()], Outcome::Ok, vec![], 1),
        (vec![subject(); 100], Outcome::Error, vec!["SAD005"], 0),
    ];
    for (found, outcome, expected, count) in cases {
        let connector = connector(Arc::new(MemoryRegistry::new(found)));
        let (answer, reply) = ask(&connector, &sample::query("1", CODE));
        assert_eq!((answer.outcome, codes(&answer)), (outcome, expected));
        assert_eq!(answer.subjects.len(), count);
        let wire = String::from_utf8_lossy(&reply.body).into_owned();
        let esito = match outcome {
            Outcome::Ok => "<esitoOperazione>0000<",
            Outcome::Several => "<esitoOperazione>0102<",
            _ => "<esitoOperazione>XXXX<",
        };
        assert!(wire.contains(esito), "{wire}");
    }
}

#[test]
fn another_comune_is_named() {
    let registry = MemoryRegistry::new(vec![subject()]);
    registry.add_elsewhere(
        "BNCGLI90A01F205X",
        Some("015146".into()),
        Some("MILANO".into()),
    );
    let connector = connector(Arc::new(registry));
    let (answer, _) = ask(&connector, &sample::query("1", "BNCGLI90A01F205X"));
    assert_eq!(codes(&answer), ["EN074"]);
    assert!(answer.anomalies[0].text.contains("MILANO"));
    let Request::Interrogazione(mut query) = sample::query("2", CODE) else {
        panic!("a query");
    };
    query.residence_istat = Some("015146".into());
    let (answer, _) = ask(&connector, &Request::Interrogazione(query));
    assert_eq!(codes(&answer), ["EN074"]);
    assert!(answer.anomalies[0].text.contains("ROMA"));
}

#[test]
fn an_annulment_touches_only_its_card() {
    let registry = Arc::new(MemoryRegistry::new(vec![subject()]));
    let connector = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    for (id, serial) in [("1", "CA00001AA"), ("2", "CA00002AA")] {
        let (answer, _) = ask(&connector, &sample::issued(id, serial));
        assert_eq!(answer.outcome, Outcome::Ok);
    }
    let mut annulment = sample::annulled("3", "CA00001AA");
    if let Request::Annullamento(notice) = &mut annulment {
        notice.header.sent_at = sample::day("2026-06-01").and_hms_opt(10, 0, 0).unwrap();
    }
    let (answer, _) = ask(&connector, &annulment);
    assert_eq!(answer.outcome, Outcome::Ok);
    let on = Some(sample::day("2026-06-01"));
    assert_eq!(registry.card("CA00001AA").unwrap().1, on);
    assert_eq!(registry.card("CA00002AA").unwrap().1, None);
    let (answer, _) = ask(&connector, &sample::annulled("4", "CA00003AA"));
    assert_eq!(codes(&answer), ["SAD002"]);
}

/// Checks of the public service: issue not after today, expiry and annulment not before the issue.
#[test]
fn impossible_dates_never_reach_the_registry() {
    let registry = Arc::new(MemoryRegistry::new(vec![subject()]));
    let connector = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let changed = |id: &str, change: fn(&mut CardNotice)| {
        let Request::Emissione(mut notice) = sample::issued(id, "CA00001AA") else {
            panic!("an emissione");
        };
        change(&mut notice);
        Request::Emissione(notice)
    };
    let late = changed("1", |n| n.card.issued_on = Some(sample::day("2026-05-19")));
    let short = changed("2", |n| n.card.expires_on = Some(sample::day("2026-05-17")));
    for request in [late, short] {
        let (answer, _) = ask(&connector, &request);
        assert_eq!(codes(&answer), ["SAD004"]);
    }
    let Request::Annullamento(mut notice) = sample::annulled("3", "CA00001AA") else {
        panic!("an annullamento");
    };
    notice.on = sample::day("2026-05-17");
    let (answer, _) = ask(&connector, &Request::Annullamento(notice));
    assert_eq!(codes(&answer), ["SAD004"]);
    assert_eq!(registry.cards(), 0);
}

/// Counts what reaches it and fails when told.
#[derive(Default)]
struct Counting {
    calls: AtomicUsize,
    failing: AtomicUsize,
}

impl Counting {
    fn call(&self) -> Result<(), RegistryError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let left = self.failing.load(Ordering::SeqCst);
        if left > 0 {
            self.failing.store(left - 1, Ordering::SeqCst);
            return Err("password=segreta at 10.0.0.7".into());
        }
        Ok(())
    }
}

impl Registry for Counting {
    fn find(&self, _: &Query) -> Result<Search, RegistryError> {
        self.call()?;
        Ok(Search::Found(vec![subject()]))
    }
    fn card_issued(&self, _: &CardNotice) -> Result<CardEffect, RegistryError> {
        self.call().map(|()| CardEffect::Recorded)
    }
    fn card_annulled(&self, _: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.call().map(|()| CardEffect::Recorded)
    }
}

#[test]
fn a_repeated_operation_gets_the_stored_answer() {
    let registry = Arc::new(Counting::default());
    let connector = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let request = sample::issued("7", "CA00001AA");
    let (first, reply) = ask(&connector, &request);
    assert!(!reply.repeated);
    let (second, again) = ask(&connector, &request);
    assert!(again.repeated);
    assert_eq!((first, reply.body), (second, again.body));
    assert_eq!(registry.calls.load(Ordering::SeqCst), 1);
    // Same identifier, another card.
    let (answer, reply) = ask(&connector, &sample::issued("7", "CA00002AA"));
    assert_eq!(codes(&answer), ["SAD001"]);
    assert_eq!(reply.cause.unwrap().code(), Code::OperationReused);
    assert_eq!(registry.calls.load(Ordering::SeqCst), 1);
}

/// Two comuni number their operations independently: the same identifier is two operations.
#[test]
fn another_sender_may_use_the_same_identifier() {
    let registry = Arc::new(Counting::default());
    let connector = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let ours = sample::issued("7", "CA00001AA");
    let Request::Emissione(mut notice) = sample::issued("7", "CA00002AA") else {
        panic!("an emissione");
    };
    notice.header.sender = "015146".into();
    let theirs = Request::Emissione(notice);
    for request in [&ours, &theirs] {
        let (answer, reply) = ask(&connector, request);
        assert_eq!((answer.outcome, reply.repeated), (Outcome::Ok, false));
    }
    for request in [&ours, &theirs] {
        assert!(ask(&connector, request).1.repeated);
    }
    assert_eq!(registry.calls.load(Ordering::SeqCst), 2);
}

/// A registry that cannot tell whose the card is.
struct Undecided;

impl Registry for Undecided {
    fn find(&self, _: &Query) -> Result<Search, RegistryError> {
        Ok(Search::Found(Vec::new()))
    }
    fn card_issued(&self, _: &CardNotice) -> Result<CardEffect, RegistryError> {
        Ok(CardEffect::AmbiguousHolder)
    }
    fn card_annulled(&self, _: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        Ok(CardEffect::AmbiguousHolder)
    }
}

#[test]
fn several_holders_are_an_error_of_a_notice() {
    let connector = connector(Arc::new(Undecided));
    for request in [
        sample::issued("1", "CA00001AA"),
        sample::annulled("2", "CA00001AA"),
    ] {
        let (answer, _) = ask(&connector, &request);
        assert_eq!(answer.outcome, Outcome::Error);
        assert_eq!(codes(&answer), ["EN131"]);
    }
}

#[test]
fn a_failure_is_generic_and_may_be_repeated() {
    let registry = Arc::new(Counting::default());
    registry.failing.store(1, Ordering::SeqCst);
    let connector = connector(Arc::clone(&registry) as Arc<dyn Registry>);
    let request = sample::query("8", CODE);
    let (answer, reply) = ask(&connector, &request);
    assert_eq!(codes(&answer), ["EN148"]);
    assert!(!String::from_utf8_lossy(&reply.body).contains("segreta"));
    let cause = reply.cause.unwrap();
    assert_eq!(cause.code(), Code::RegistryFailed);
    assert!(!cause.to_string().contains("segreta"));
    assert!(cause.cause().unwrap().to_string().contains("segreta"));
    let (answer, _) = ask(&connector, &request);
    assert_eq!(answer.outcome, Outcome::Ok);
}

struct BrokenLog;

impl AnswerLog for BrokenLog {
    fn recall(&self, _: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        Err("disk".into())
    }
    fn remember(&self, _: &OperationKey, _: &StoredAnswer) -> Result<StoredAnswer, RegistryError> {
        Err("disk".into())
    }
}

/// Without a memory of answers nothing may be done: it could be done twice.
#[test]
fn a_broken_log_stops_everything() {
    let registry = Arc::new(Counting::default());
    let connector = Connector::new(
        Arc::new(Profile::anpr().unwrap()),
        Arc::clone(&registry) as Arc<dyn Registry>,
        Arc::new(BrokenLog),
    );
    let (answer, reply) = ask(&connector, &sample::issued("9", "CA00001AA"));
    assert_eq!(codes(&answer), ["EN148"]);
    assert_eq!(reply.cause.unwrap().code(), Code::AnswerLogFailed);
    assert_eq!(registry.calls.load(Ordering::SeqCst), 0);
}

#[derive(Default)]
struct Notes {
    lines: Mutex<Vec<String>>,
    broken: bool,
}

impl Observer for Notes {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        if self.broken {
            return Err("full".into());
        }
        self.lines.lock().unwrap().push(format!("{record:?}"));
        Ok(())
    }
}

#[test]
fn every_exchange_is_seen_and_none_shows_a_person() {
    let notes = Arc::new(Notes::default());
    let connector = connector(Arc::new(MemoryRegistry::new(vec![subject()])))
        .with_observer(Arc::clone(&notes) as Arc<dyn Observer>);
    let _ = ask(&connector, &sample::query("1", CODE));
    let _ = ask(&connector, &sample::query("1", CODE));
    let _ = connector.handle(b"<RSSBNC80E57H501B");
    let lines = notes.lines.lock().unwrap();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].contains("repeated: true"));
    assert!(lines[2].contains("EN489"));
    assert!(
        lines
            .iter()
            .all(|line| !line.contains("RSSBNC") && !line.contains("ROSSI"))
    );
}

/// Keeps answers and lines together, and says no when somebody is in a hurry too often.
#[derive(Default)]
struct Together {
    answers: MemoryAnswerLog,
    lines: Mutex<Vec<bool>>,
    no: std::sync::atomic::AtomicBool,
}

struct ItsJournal(Arc<Together>);
struct ItsAnswers(Arc<Together>);

impl Observer for ItsJournal {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        self.0.lines.lock().unwrap().push(record.repeated);
        Ok(())
    }

    fn exchanged_with(
        &self,
        record: &ExchangeRecord<'_>,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, RegistryError> {
        if patience == Patience::None && self.0.no.load(Ordering::SeqCst) {
            return Ok(Tried::NotNow);
        }
        if let Some((key, answer)) = keep {
            assert_eq!(self.0.answers.recall(key)?, None);
            self.0.answers.remember(key, answer)?;
        }
        self.exchanged(record).map(|()| Tried::Done(None))
    }
}

impl AnswerLog for ItsAnswers {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        self.0.answers.recall(key)
    }
    fn is_prompt(&self) -> bool {
        true
    }
    fn remember(&self, _: &OperationKey, _: &StoredAnswer) -> Result<StoredAnswer, RegistryError> {
        Err("the journal does that".into())
    }
}

#[test]
fn a_question_is_answered_at_once_and_noted_with_its_answer_or_not_at_all() {
    let both = Arc::new(Together::default());
    let connector = Connector::new(
        Arc::new(Profile::anpr().unwrap()),
        Arc::new(MemoryRegistry::new(vec![subject()])),
        Arc::new(ItsAnswers(Arc::clone(&both))),
    )
    .with_observer(Arc::new(ItsJournal(Arc::clone(&both))));
    let lines = || both.lines.lock().unwrap().clone();
    let question = bytes(&sample::query("1", CODE));
    both.no.store(true, Ordering::SeqCst);
    assert!(connector.handle_now(&question).is_none());
    assert!(lines().is_empty(), "nothing was done");
    both.no.store(false, Ordering::SeqCst);
    let first = connector.handle_now(&question).unwrap();
    assert_eq!((first.outcome, first.repeated), (Outcome::Ok, false));
    let again = connector.handle_now(&question).unwrap();
    assert_eq!((again.body, again.repeated), (first.body.clone(), true));
    assert_eq!(lines(), [false, true]);
    // The way that may wait says the same, in one step too.
    let other = connector.handle(&bytes(&sample::query("2", CODE)));
    assert_eq!((other.outcome, other.repeated), (Outcome::Ok, false));
    let again = connector.handle(&question);
    assert_eq!((again.body, again.repeated), (first.body, true));
    assert_eq!(lines(), [false, true, false, true]);
    // What has an effect, what cannot be read and what goes wrong are for a thread that may wait.
    let reused = bytes(&sample::query("1", "RSSMRA80A01H501U"));
    for message in [
        bytes(&sample::issued("3", "CA00001AA")),
        b"<a".to_vec(),
        reused,
    ] {
        assert!(connector.handle_now(&message).is_none());
    }
    assert_eq!(lines().len(), 4);
}

#[test]
fn a_journal_of_its_own_or_a_slow_registry_needs_a_thread_that_may_wait() {
    let question = bytes(&sample::query("1", CODE));
    let plain = connector(Arc::new(MemoryRegistry::new(vec![subject()])));
    let noted = plain.clone().with_observer(Arc::new(Notes::default()));
    assert!(noted.handle_now(&question).is_none());
    let slow = Arc::new(Counting::default());
    let asks = connector(Arc::clone(&slow) as Arc<dyn Registry>);
    assert!(asks.handle_now(&question).is_none());
    assert_eq!(slow.calls.load(Ordering::SeqCst), 0);
    assert!(!plain.handle_now(&question).unwrap().repeated);
    assert!(plain.handle(&question).repeated);
}

#[test]
fn what_cannot_be_journalled_is_not_answered() {
    let notes = Arc::new(Notes {
        broken: true,
        ..Notes::default()
    });
    let connector = connector(Arc::new(MemoryRegistry::new(vec![subject()])))
        .with_observer(notes as Arc<dyn Observer>);
    let reply = connector.handle(&bytes(&sample::query("1", CODE)));
    assert_eq!(reply.cause.unwrap().code(), Code::ObserverFailed);
    let wire = String::from_utf8_lossy(&reply.body).into_owned();
    assert!(wire.contains("EN148") && !wire.contains("ROSSI"), "{wire}");
}

#[test]
fn an_unreadable_request_is_refused_by_its_identifier() {
    let connector = connector(Arc::new(MemoryRegistry::default()));
    let text = String::from_utf8(bytes(&sample::query("33", CODE))).unwrap();
    let reply = connector.handle(text.replace(">TEST<", ">BOH<").as_bytes());
    assert!(!reply.readable);
    assert_eq!(reply.operation_id.as_ref().unwrap().as_str(), "33");
    let decoded = decode_answer(
        connector.profile(),
        cie_core::exchange::Operation::Interrogazione,
        &reply.body,
        &Limits::default(),
    );
    let Response::Refusal(refusal) = decoded.unwrap().message else {
        panic!("a refusal");
    };
    assert_eq!(refusal.operation_id, reply.operation_id);
    assert_eq!(refusal.recipient.as_deref(), Some("058091"));
    assert_eq!(refusal.anomalies[0].code, "EN489");
}

/// ANPR's rule on identifiers holds only where it was asked for, and never for a repetition.
#[test]
fn growing_identifiers_are_a_choice() {
    use cie_sad::connector::{HighestIds, codes};
    let registry = || Arc::new(MemoryRegistry::new(vec![subject()]));
    let asked = |connector: &Connector, id: &str| {
        let (answer, _) = ask(connector, &sample::query(id, CODE));
        answer.anomalies.first().map(|anomaly| anomaly.code.clone())
    };
    let free = connector(registry());
    assert_eq!(asked(&free, "200"), None);
    assert_eq!(asked(&free, "199"), None, "off by default");

    let strict = connector(registry()).with_growing_ids(Arc::new(HighestIds::default()));
    assert_eq!(asked(&strict, "200"), None);
    assert_eq!(asked(&strict, "0199").as_deref(), Some(codes::OVERTAKEN));
    assert_eq!(
        asked(&strict, "0199").as_deref(),
        Some(codes::OVERTAKEN),
        "not stored"
    );
    assert_eq!(asked(&strict, "200"), None, "a repetition");
    assert_eq!(asked(&strict, "1000"), None, "by value and not by letters");
    assert_eq!(asked(&strict, "A-1"), None, "only numbers are ordered");
    let mut other = sample::query("5", CODE);
    if let Request::Interrogazione(query) = &mut other {
        query.header.sender = "015146".into();
    }
    assert!(
        ask(&strict, &other).0.anomalies.is_empty(),
        "each sender has its own"
    );
}
