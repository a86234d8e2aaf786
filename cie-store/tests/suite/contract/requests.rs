use cie_core::issuance::{RequestNumber, State};
use cie_core::redact::Personal;
use cie_store::{Code, Expected, RequestFilter, RequestUpdate, Requests};
use serde_json::json;

use super::at;

pub(crate) fn number(progressive: u32) -> RequestNumber {
    RequestNumber::new("058091", 2026, progressive).unwrap()
}

pub(crate) fn update(progressive: u32, expected: Expected, state: State) -> RequestUpdate {
    RequestUpdate {
        number: number(progressive),
        expected,
        state,
        format: 3,
        document: Personal::new(
            json!({"cognome": "ROSSI", "state": state.name(), "list": [1, null]}),
        ),
        at: at(i64::from(progressive)),
    }
}

/// Only the writer who knows the stored version writes.
pub(crate) fn compares_before_it_sets<R: Requests>(open: impl Fn() -> R) {
    let requests = open();
    let draft = update(1, Expected::Absent, State::Draft);
    let lost = update(1, Expected::Version(1), State::Complete);
    assert_eq!(
        requests.put(&lost).unwrap_err().code(),
        Code::RequestUnknown
    );
    assert_eq!(requests.put(&draft).unwrap(), 1);
    assert_eq!(
        requests.put(&draft).unwrap_err().code(),
        Code::RequestExists
    );
    assert_eq!(requests.put(&lost).unwrap(), 2);
    assert_eq!(
        requests.put(&lost).unwrap_err().code(),
        Code::VersionConflict
    );
    let stored = open().get(&number(1)).unwrap().unwrap();
    assert_eq!(
        (stored.version, stored.state, stored.format),
        (2, State::Complete, 3)
    );
    assert_eq!((stored.document, stored.changed_at), (lost.document, at(1)));
    assert_eq!(open().get(&number(2)).unwrap(), None);
}

/// Of many writers with the same version, one wins.
pub(crate) fn one_writer_wins<R: Requests>(open: impl Fn() -> R + Sync) {
    open()
        .put(&update(1, Expected::Absent, State::Draft))
        .unwrap();
    let wins = std::thread::scope(|scope| {
        let sign = || {
            open()
                .put(&update(1, Expected::Version(1), State::Complete))
                .is_ok()
        };
        let writers: Vec<_> = (0..8).map(|_| scope.spawn(sign)).collect();
        writers
            .into_iter()
            .map(|w| w.join().unwrap())
            .filter(|won| *won)
            .count()
    });
    assert_eq!(wins, 1);
    assert_eq!(open().get(&number(1)).unwrap().unwrap().version, 2);
}

/// Lists by state and in pages, in the order of the numbers.
pub(crate) fn lists_in_order<R: Requests>(open: impl Fn() -> R) {
    let requests = open();
    for (n, state) in [(3, State::Draft), (1, State::Signed), (2, State::Draft)] {
        requests.put(&update(n, Expected::Absent, state)).unwrap();
    }
    let numbers = |filter: &RequestFilter| -> Vec<RequestNumber> {
        requests
            .list(filter)
            .unwrap()
            .into_iter()
            .map(|r| r.number)
            .collect()
    };
    let all = RequestFilter::default();
    assert_eq!(numbers(&all), [number(1), number(2), number(3)]);
    let drafts = RequestFilter {
        state: Some(State::Draft),
        ..all.clone()
    };
    assert_eq!(numbers(&drafts), [number(2), number(3)]);
    let page = RequestFilter {
        after: Some(number(1)),
        limit: 1,
        ..all
    };
    assert_eq!(numbers(&page), [number(2)]);
}

/// Numbers are given out once for each comune and year.
pub(crate) fn gives_each_number_once<R: Requests>(open: impl Fn() -> R) {
    assert_eq!(open().next_number("058091", 2026).unwrap(), number(1));
    assert_eq!(open().next_number("058091", 2026).unwrap(), number(2));
    let other = open().next_number("058091", 2027).unwrap();
    assert_eq!(other.to_string(), "058091-2027-000001");
    let other = open().next_number("015146", 2026).unwrap();
    assert_eq!(other.to_string(), "015146-2026-000001");
    assert_eq!(
        open().next_number("58091", 2026).unwrap_err().code(),
        Code::BadIstat
    );
}

/// What could not be read back is not written.
pub(crate) fn refuses_what_it_could_not_read_back<R: Requests>(open: impl Fn() -> R) {
    let mut deep = json!(0);
    for _ in 0..200 {
        deep = json!([deep]);
    }
    let mut bad = update(1, Expected::Absent, State::Draft);
    bad.document = Personal::new(deep);
    assert_eq!(open().put(&bad).unwrap_err().code(), Code::TooLarge);
    bad.document = Personal::new(json!("x".repeat(RequestUpdate::MAX_DOCUMENT)));
    assert_eq!(open().put(&bad).unwrap_err().code(), Code::TooLarge);
    assert_eq!(open().get(&number(1)).unwrap(), None);
}
