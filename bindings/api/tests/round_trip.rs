//! What the facade's records hold is what the core's types hold: nothing is lost on the way and back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use cie_api::{CardRequest, SadRequest, ScoEventKind};
use cie_core::strategies;
use proptest::prelude::*;
use serde_json::{Value, json};

fn value<T: serde::Serialize>(of: &T) -> Value {
    serde_json::to_value(of).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_request_comes_back(request in strategies::card_request()) {
        let json = value(&request);
        let ours = cie_api::card_request_from_json(json.to_string()).unwrap();
        let back = cie_api::card_request_to_json(ours.clone()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), json);
        // And by the record's own JSON, which the vectors use.
        prop_assert_eq!(serde_json::from_value::<CardRequest>(value(&ours)).unwrap(), ours);
    }

    #[test]
    fn a_faulted_request_has_the_same_findings((fault, request) in strategies::faulted_card_request()) {
        let ours = CardRequest::try_from(&request).unwrap();
        let found = cie_api::check_card_request(ours, None).unwrap();
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        let core: Vec<&str> = cie_core::request::check(&request, request.requested_on)
            .iter()
            .map(|finding| finding.code.info().id)
            .collect();
        prop_assert!(codes.contains(&fault.info().id));
        prop_assert_eq!(codes, core);
    }

    #[test]
    fn the_signed_bytes_are_the_cores(mut request in strategies::card_request()) {
        request.serial = Some("CA00000AA".into());
        let ours = CardRequest::try_from(&request).unwrap();
        let signed = cie_api::canonical_form(ours).unwrap();
        prop_assert_eq!(signed.0, cie_core::request::canonical_form(&request).unwrap());
    }

    #[test]
    fn a_message_comes_back(request in strategies::wire::request()) {
        let ours = SadRequest::try_from(&request).unwrap();
        prop_assert_eq!(cie_core::exchange::Request::try_from(ours).unwrap(), request);
    }

    #[test]
    fn a_message_is_read_as_it_was_written(request in strategies::wire::request()) {
        let ours = SadRequest::try_from(&request).unwrap();
        let written = cie_api::encode_sad_request(ours.clone(), None).unwrap();
        let read = cie_api::decode_sad_request(written.content, None).unwrap();
        prop_assert!(read.unknown.is_empty());
        if written.omitted.is_empty() && written.incomplete.is_empty() {
            prop_assert_eq!(read.request, ours);
        }
    }

    #[test]
    fn no_bytes_stop_the_reading(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let seen = cie_api::inspect_sad_request(bytes.clone().into(), None).unwrap();
        prop_assert!(!seen.readable);
        prop_assert!(cie_api::decode_sad_request(bytes.clone().into(), None).is_err());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        prop_assert!(cie_api::card_request_from_json(text.clone()).is_err());
        prop_assert!(cie_api::sco_from_json(text).is_err());
    }
}

/// A history with every kind of event, in the form of the files of `cie sco`.
fn history() -> Value {
    let card = |on: &str, kind: &str, card: &str| json!({ "on": on, "what": { "type": kind, "card": card } });
    let mut events = vec![
        json!({ "on": "2017-09-01", "what": { "type": "security_officer_named", "security_officer": "SO-1" } }),
        json!({ "on": "2017-09-01", "what": { "type": "security_officer_named", "security_officer": "SO-2" } }),
        json!({ "on": "2017-09-02", "what": { "type": "master_password_received", "security_officer": "SO-1" } }),
        json!({ "on": "2017-09-03", "what": { "type": "officer_named", "officer": "UA-1", "role": "delegate" } }),
    ];
    for name in ["SCO-1", "SCO-2", "SCO-3"] {
        let what = json!({ "type": "requested", "card": name, "security_officer": "SO-1" });
        events.push(json!({ "on": "2017-09-04", "what": what }));
    }
    events.extend([
        card("2017-09-05", "shipped", "SCO-1"),
        json!({ "on": "2017-09-06", "what": { "type": "received", "card": "SCO-1", "number": "A-1" } }),
        json!({ "on": "2017-09-06", "what": { "type": "received", "card": "SCO-2", "number": null } }),
        json!({ "on": "2017-09-07", "what": { "type": "activated", "card": "SCO-1", "expires": null } }),
        json!({ "on": "2017-09-08", "what": { "type": "expiry_read", "card": "SCO-1", "expires": "2023-09-07" } }),
        json!({ "on": "2017-09-09", "what": { "type": "assigned", "card": "SCO-1", "officer": "UA-1" } }),
        card("2017-09-10", "blocked", "SCO-1"),
        card("2017-09-11", "unblocked", "SCO-1"),
        card("2017-09-12", "suspended", "SCO-1"),
        card("2017-09-13", "resumed", "SCO-1"),
        json!({ "on": "2017-09-14", "what": { "type": "charge_passed", "card": "SCO-2", "to": "SO-2" } }),
        json!({ "on": "2017-09-15", "what": { "type": "transferred_out", "card": "SCO-2", "to": "porto" } }),
        json!({ "on": "2017-09-16", "what": {
            "type": "transferred_in", "card": "SCO-4", "from": "porto", "security_officer": "SO-1",
            "number": "A-4", "activated": true, "expires": "2023-01-01",
        } }),
        card("2023-09-08", "expired", "SCO-1"),
        json!({ "on": "2023-09-09", "what": { "type": "replaced", "card": "SCO-1", "by": "SCO-3" } }),
        card("2023-09-10", "lost", "SCO-4"),
        card("2023-09-11", "revoked", "SCO-4"),
        json!({ "on": "2023-09-12", "what": { "type": "officer_left", "officer": "UA-1" } }),
        json!({ "on": "2023-09-12", "what": { "type": "security_officer_left", "security_officer": "SO-2" } }),
    ]);
    json!({ "office": "centrale", "events": events })
}

#[test]
fn every_kind_of_event_comes_back() {
    let history = history();
    let ours = cie_api::sco_from_json(history.to_string()).unwrap();
    for kind in ScoEventKind::ALL {
        assert!(
            ours.events.iter().any(|event| event.kind == *kind),
            "{kind:?}"
        );
    }
    let back = cie_api::sco_to_json(ours).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), history);
}

/// An event is refused when any member is taken from it, or any that it does not have is given to it.
#[test]
fn every_kind_has_its_own_members() {
    let ours = cie_api::sco_from_json(history().to_string()).unwrap();
    for event in &ours.events {
        let whole = value(event);
        let members = whole.as_object().unwrap();
        for (name, member) in members {
            let mut other = members.clone();
            let may_be_absent = ["number", "expires"].contains(&name.as_str());
            match member {
                _ if ["on", "kind"].contains(&name.as_str()) => continue,
                Value::Null if name == "activated" => other.insert(name.clone(), true.into()),
                Value::Null if name == "role" => other.insert(name.clone(), "delegate".into()),
                Value::Null if name == "expires" => other.insert(name.clone(), "2023-01-01".into()),
                Value::Null => other.insert(name.clone(), "X-1".into()),
                _ if may_be_absent => continue,
                _ => other.insert(name.clone(), Value::Null),
            };
            if member.is_null() && may_be_absent && takes(event.kind, name) {
                continue;
            }
            let other = serde_json::from_value(other.into()).unwrap();
            let empty = cie_api::ScoInventory {
                office: "centrale".into(),
                events: Vec::new(),
            };
            let refused = cie_api::sco_apply(empty, other).unwrap_err();
            assert_eq!(refused.code, "CIE-API-011", "{:?} and {name}", event.kind);
        }
    }
}

/// Which kinds may have a member that this history leaves out.
fn takes(kind: ScoEventKind, name: &str) -> bool {
    use ScoEventKind as K;
    match name {
        "number" => matches!(kind, K::Received | K::TransferredIn),
        _ => matches!(kind, K::Activated | K::ExpiryRead | K::TransferredIn),
    }
}
