//! Names and texts of the mismatches.

use std::collections::BTreeSet;

use cie_core::fees::reconcile::MismatchKind;
use cie_core::lang::Lang;

use crate::kit::*;

#[test]
fn names_are_those_of_json_and_texts_come_in_both_languages() {
    let (events, mut paid) = settled_rome();
    paid[0].paid_on = day("2027-01-01");
    paid[1].amount -= 1;
    paid[1].cards = 0;
    paid[2].reference = paid[3].reference.clone();
    paid.push(paid[3].clone());
    paid.push(correction(halves()[0], SHARE, 1, "r"));
    paid.push(Paid {
        reference: "s".to_owned(),
        ..paid[2].clone()
    });
    paid.push(Paid {
        comune: code(NOWHERE),
        ..paid[0].clone()
    });
    let mut outcome = outcome_of(events, paid)
        .mismatches()
        .cloned()
        .collect::<Vec<_>>();
    outcome.extend(
        outcome_of(cards(code("H501"), halves()[0], 37), vec![])
            .mismatches()
            .cloned(),
    );
    let mut seen = BTreeSet::new();
    for mismatch in &outcome {
        let json = serde_json::to_value(mismatch).unwrap();
        assert_eq!(json["name"], mismatch.name());
        assert_eq!(json["comune"], mismatch.comune.as_str());
        let (it, en) = (mismatch.text(Lang::It), mismatch.text(Lang::En));
        assert_ne!(it, en);
        assert!(
            it.starts_with(mismatch.comune.as_str()) && it.contains("/2026"),
            "{it}"
        );
        seen.insert(mismatch.name());
    }
    assert_eq!(seen, MismatchKind::NAMES.iter().copied().collect());
    let missing = outcome.last().unwrap();
    assert_eq!(
        missing.text(Lang::It),
        "H501, (01/11/2026-15/11/2026): nessun versamento, dovuti 621,23 EUR"
    );
}
