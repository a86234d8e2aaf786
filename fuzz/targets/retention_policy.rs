//! Retention policies from any text: what is accepted makes sense.
#![no_main]

use cie_store::{Kept, RetentionPolicy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(policy) = RetentionPolicy::parse(text) else {
        return;
    };
    for rule in &policy.rules {
        let of_requests = matches!(rule.content, Kept::Requests | Kept::RequestFields);
        assert_eq!(of_requests, !rule.states.is_empty());
        assert!(rule.days <= 36_500 && !rule.source.is_empty());
    }
});
