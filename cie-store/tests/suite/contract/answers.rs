use cie_core::exchange::{
    Anomaly, Answer, AnswerHeader, AnswerLog, Outcome, StoredAnswer, Subject,
};

use super::people;

fn answer(id: &str, outcome: Outcome, subjects: Vec<Subject>, digest: u8) -> StoredAnswer {
    let header = AnswerHeader {
        operation_id: id.parse().unwrap(),
        sender: "058091".into(),
        recipient: "CIEONL".into(),
        registry_operation_id: None,
    };
    StoredAnswer {
        request_digest: [digest; 32],
        answer: Answer {
            header,
            outcome,
            subjects,
            anomalies: vec![Anomaly::warning("W1", "avviso").on_field("cap")],
        },
    }
}

/// The first answer under an identifier stands, also after reopening.
pub(crate) fn the_first_answer_stands<A: AnswerLog>(open: impl Fn() -> A) {
    let log = open();
    let id = "OP-1".parse().unwrap();
    assert_eq!(log.recall(&id).unwrap(), None);
    let first = answer("OP-1", Outcome::Ok, vec![people::bianca()], 1);
    assert_eq!(log.remember(&id, &first).unwrap(), first);
    let second = answer("OP-1", Outcome::Error, vec![], 2);
    assert_eq!(log.remember(&id, &second).unwrap(), first);
    assert_eq!(open().recall(&id).unwrap(), Some(first));
    assert_eq!(open().recall(&"OP-2".parse().unwrap()).unwrap(), None);
}
