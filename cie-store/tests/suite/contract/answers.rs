use cie_core::exchange::{AnswerLog, OperationKey, Outcome, StoredAnswer};
use cie_core::redact::Personal;

fn key(sender: &str, id: &str) -> OperationKey {
    OperationKey {
        sender: sender.into(),
        id: id.parse().unwrap(),
    }
}

fn answer(outcome: Outcome, body: &[u8], digest: u8) -> StoredAnswer {
    StoredAnswer {
        request_digest: [digest; 32],
        outcome,
        codes: vec!["EN131".into(), "SAD001".into()],
        body: Personal::new(body.to_vec()),
    }
}

/// The first answer under a key stands, also after reopening; another sender's is another.
pub(crate) fn the_first_answer_stands<A: AnswerLog>(open: impl Fn() -> A) {
    let log = open();
    let one = key("058091", "OP-1");
    assert_eq!(log.recall(&one).unwrap(), None);
    let first = answer(Outcome::Several, &[0, 0xFF, b'<'], 1);
    assert_eq!(log.remember(&one, &first).unwrap(), first);
    let second = answer(Outcome::Error, b"later", 2);
    assert_eq!(log.remember(&one, &second).unwrap(), first);
    assert_eq!(open().recall(&one).unwrap(), Some(first));
    assert_eq!(open().recall(&key("058091", "OP-2")).unwrap(), None);

    let theirs = key("015146", "OP-1");
    assert_eq!(log.recall(&theirs).unwrap(), None);
    assert_eq!(log.remember(&theirs, &second).unwrap(), second);
    assert_eq!(open().recall(&theirs).unwrap(), Some(second));
}
