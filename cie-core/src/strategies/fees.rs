//! Tariffs that a comune could have resolved.

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::Index;

use super::date::date;
use crate::fees::{Cents, Charge, LocalExemption, Reason, Tariff, state_share};
use crate::rule::fees as rules;

/// The parts of a price before it is known whose they are.
type Parts = (bool, i64, i64, Option<(i64, u32)>, bool);

fn parts() -> BoxedStrategy<Parts> {
    let cents = || 0i64..=100_000;
    let reduced = of((cents(), 0u32..120));
    (
        prop::bool::weighted(0.1),
        cents(),
        cents(),
        reduced,
        any::<bool>(),
    )
        .boxed()
}

/// A tariff that [`validates`](Tariff::validate): every reason charged at most once, State share
/// national or nil, published totals that are sums.
///
/// ```
/// use cie_core::strategies::tariff;
/// use proptest::prelude::*;
/// proptest!(|(tariff in tariff())| prop_assert!(tariff.validate().is_ok()));
/// ```
pub fn tariff() -> BoxedStrategy<Tariff> {
    // Where each reason goes: to one of four charges, or nowhere.
    let places = prop::collection::vec(0usize..5, Reason::ALL.len());
    let first = rules::STATE_SHARE.effective_from.unwrap_or_default();
    let from = of(date(first..=first + chrono::Days::new(7_300)));
    let charges = prop::collection::vec(parts(), 4);
    let exemptions = prop::collection::btree_map("[a-z_0-9]{1,20}", parts(), 0..4);
    (
        places,
        from,
        of(0u64..3_650),
        charges,
        exemptions,
        any::<Index>(),
    )
        .prop_filter_map("nothing is charged", move |drawn| {
            let (places, from, days, charges, exemptions, index) = drawn;
            let share = state_share(from.unwrap_or(first)).ok()?.0;
            let charges: Vec<Charge> = charges
                .into_iter()
                .enumerate()
                .filter_map(|(at, parts)| charge(reasons_at(&places, at), parts, share))
                .collect();
            let exemptions = exemptions
                .into_iter()
                .filter_map(|(id, parts)| exemption(id, parts, share, &index))
                .collect();
            (!charges.is_empty()).then(|| Tariff {
                effective_from: from,
                effective_to: from.zip(days).map(|(from, n)| from + chrono::Days::new(n)),
                source: None,
                charges,
                exemptions,
            })
        })
        .boxed()
}

fn reasons_at(places: &[usize], at: usize) -> Vec<Reason> {
    let here = Reason::ALL
        .iter()
        .zip(places)
        .filter(|(_, place)| **place == at);
    here.map(|(reason, _)| *reason).collect()
}

fn charge(reasons: Vec<Reason>, parts: Parts, share: Cents) -> Option<Charge> {
    let (free, right, secretarial, reduced, published) = parts;
    let (right, secretarial) = (Cents::new(right), Cents::new(secretarial));
    let due = if free { Cents::ZERO } else { share };
    let total = Cents::sum([due, right, secretarial]).ok()?;
    (!reasons.is_empty()).then(|| Charge {
        reasons,
        state_share: free.then_some(Cents::ZERO),
        diritto_fisso: right,
        segreteria: secretarial,
        reduced_diritto_fisso: reduced.map(|(cents, _)| Cents::new(cents)),
        reduced_up_to_months: reduced.map(|(_, months)| months),
        published_total: published.then_some(total),
    })
}

fn exemption(id: String, parts: Parts, share: Cents, index: &Index) -> Option<LocalExemption> {
    let (any_reason, right, secretarial, _, published) = parts;
    let (right, secretarial) = (Cents::new(right), Cents::new(secretarial));
    let total = Cents::sum([share, right, secretarial]).ok()?;
    let reasons = if any_reason {
        Vec::new()
    } else {
        vec![*index.get(Reason::ALL)]
    };
    Some(LocalExemption {
        id,
        reasons,
        diritto_fisso: right,
        segreteria: secretarial,
        published_total: published.then_some(total),
    })
}
