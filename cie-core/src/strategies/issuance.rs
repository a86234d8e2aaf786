//! What happens to a request.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::issuance::{State, Transition};

const ALL: [Transition; 12] = [
    Transition::Complete,
    Transition::Sign,
    Transition::TakeIn,
    Transition::Certify,
    Transition::Reject,
    Transition::Ship,
    Transition::Hold,
    Transition::Return,
    Transition::Deliver,
    Transition::Destroy,
    Transition::Abandon,
    Transition::Revoke,
];

/// Any transition.
///
/// ```
/// use cie_core::issuance::State;
/// use cie_core::strategies::transition;
/// use proptest::prelude::*;
/// proptest!(|(transition in transition())| {
///     prop_assert_eq!(State::Revoked.after(transition), None);
/// });
/// ```
pub fn transition() -> BoxedStrategy<Transition> {
    prop::sample::select(ALL.to_vec()).boxed()
}

/// Any transitions one after the other, up to `most`, allowed or not.
///
/// ```
/// use cie_core::issuance::Issuance;
/// use cie_core::strategies::transitions;
/// use proptest::prelude::*;
/// proptest!(|(transitions in transitions(30))| {
///     let mut issuance = Issuance::default();
///     for transition in transitions {
///         let before = issuance.clone();
///         if issuance.apply(transition).is_err() {
///             prop_assert_eq!(&issuance, &before);
///         }
///     }
/// });
/// ```
pub fn transitions(most: usize) -> BoxedStrategy<Vec<Transition>> {
    vec(transition(), 0..=most).boxed()
}

/// A life that a request can have, from its draft on: every transition is allowed where it stands.
///
/// ```
/// use cie_core::issuance::Issuance;
/// use cie_core::strategies::life;
/// use proptest::prelude::*;
/// proptest!(|(life in life())| {
///     let mut issuance = Issuance::default();
///     for transition in life {
///         prop_assert!(issuance.apply(transition).is_ok());
///     }
/// });
/// ```
pub fn life() -> BoxedStrategy<Vec<Transition>> {
    // Draft to returned, delivered and revoked is the longest there is: nine transitions.
    vec(any::<Index>(), 0..=9)
        .prop_map(|choices| {
            let mut state = State::Draft;
            let mut life = Vec::with_capacity(choices.len());
            for choice in choices {
                let allowed: Vec<_> = ALL
                    .into_iter()
                    .filter_map(|transition| Some((transition, state.after(transition)?)))
                    .collect();
                if allowed.is_empty() {
                    break;
                }
                let (transition, next) = *choice.get(&allowed);
                life.push(transition);
                state = next;
            }
            life
        })
        .boxed()
}
