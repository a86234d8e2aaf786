//! What is computed before a request is signed, and the bytes that are signed.

use cie_core::document::Policy;
use cie_core::fees::Office as FeeOffice;
use cie_core::request as core;

use super::{CardRequest, Finger, Hand, IssueKind, RequestOutcome};
use crate::{Bytes, ComuneCalendar, Day, Tariff, fees};

record! {
    /// Which fingers are asked for, in which order, how often (rule `biometrics.fingerprints` and its
    /// neighbours).
    pub struct FingerprintPlan {
        /// Age from which prints are taken, in completed years on the day of the request.
        pub from_age: u32,
        /// Hands, in order; one print of each.
        pub hands: Vec<Hand>,
        /// Fingers of a hand, in the order in which they are tried.
        pub fingers: Vec<Finger>,
        /// Attempts that a finger is owed before the next one is tried.
        pub least_attempts: u32,
        /// Whether permanent impossibility needs a medical proof.
        pub proof_of_permanent: bool,
        /// Media type of a print in a request (rule `biometrics.fingerprints.format`).
        pub media_type: String,
    }
}

export! {
    /// What the rules make of a request: expiry, travel and price, with the comune's tariff or the
    /// usual figures; those of consulates for a consular request. `exemption` is as in `quote_fee`.
    fn card_request_outcome(
        request: CardRequest,
        tariff: Option<Tariff> = None,
        exemption: Option<String> = None,
    ) -> RequestOutcome
    [
        /// `CIE-CORE-120` when the date of birth is incomplete, `CIE-CORE-121` when it is after the request;
        /// `CIE-CORE-201` when no figure is in force on the day of the request;
        /// `CIE-CORE-211` to `CIE-CORE-215` as in `quote_fee`;
        /// `CIE-CORE-302` when the number of the request is not one;
        /// `CIE-API-011` when members of the request do not go together;
    ]
    {
        let consular = request.kind == Some(IssueKind::Consular);
        let reason = request.reason;
        let request: core::CardRequest = request.try_into()?;
        let own = fees::tariff_of(tariff.as_ref())?;
        let office = if consular { FeeOffice::Consulate } else { FeeOffice::Comune(&own) };
        let previous = request.subject.card.as_ref().and_then(|card| card.expires_on);
        let quote = fees::inquire(office, reason, request.requested_on, exemption.as_deref(), previous)?;
        Ok((&request.outcome(&Policy::default(), &quote)?).into())
    }

    /// The day by which the card is expected where it is sent: six working days from the request in
    /// Italy, fifteen days abroad (rule `delivery.when`). Nobody guarantees it.
    fn delivery_expected(request: CardRequest, calendar: Option<ComuneCalendar> = None) -> Day
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-CORE-302` when the number of the request is not one;
        /// `CIE-API-011` when members of the request do not go together;
    ]
    {
        let request: core::CardRequest = request.try_into()?;
        Ok(Day(request.delivery_expected(&fees::calendar_of(calendar.as_ref())?)))
    }

    /// The canonical form of a request, `cie-request/1`: the bytes that the operator's card signs, one
    /// JSON object by RFC 8785. The form of CIEOnline is not public; this one is documented in
    /// `docs/canonical-form.md`.
    fn canonical_form(request: CardRequest) -> Bytes
    [
        /// `CIE-CORE-302` when the number of the request is not one;
        /// `CIE-CORE-310` when the request has no serial: it cannot be signed yet;
        /// `CIE-CORE-311` when the form would be larger than 8 MiB;
        /// `CIE-API-011` when members of the request do not go together;
    ]
    {
        Ok(Bytes(core::canonical_form(&request.try_into()?)?))
    }

    /// Which fingers are asked for on a day, today unless given; none when no rule is in force.
    fn fingerprint_plan(on: Option<Day> = None) -> Option<FingerprintPlan>
    []
    {
        core::FingerprintPlan::in_force(Day::or_today(on))
            .map(|plan| {
                let hands = plan.hands.into_iter().map(Hand::of_core);
                let fingers = plan.fingers.into_iter().map(Finger::of_core);
                Ok(FingerprintPlan {
                    from_age: plan.from_age,
                    hands: hands.collect::<crate::Result<_>>()?,
                    fingers: fingers.collect::<crate::Result<_>>()?,
                    least_attempts: plan.least_attempts,
                    proof_of_permanent: plan.proof_of_permanent,
                    media_type: core::FingerprintPlan::media_type().into(),
                })
            })
            .transpose()
    }
}
