//! The request itself.

use cie_core::request as core;

use super::{
    Biometrics, ConsularChecks, Contacts, Delivery, DeliveryMode, Guardian, IssueKind, NullaOsta,
    Office, Operator, PaperGround, kind,
};
use crate::{Day, IssueReason, Result, Subject};

choice! {
    /// Choice about organ donation; adults only, and only in Italy.
    pub enum OrganDonation {
        /// Consents.
        Consent = "consent",
        /// Refuses.
        Refusal = "refusal",
    }
}

record! {
    /// What the rules make of a request.
    pub struct RequestOutcome {
        /// Date of expiry; absent when validity is unlimited.
        pub expires_on: Option<Day> = None,
        /// Whether the card is valid for travel.
        pub valid_for_travel: bool,
        /// What the citizen pays, in euro cents.
        pub fee: i64,
        /// The identifiers of the rules behind it.
        pub rules: Vec<String>,
    }
}

record! {
    /// A request for a card: what the operator enters.
    pub struct CardRequest {
        /// Number, `IIIIII-YYYY-NNNNNN`: see `request_number`.
        pub number: String,
        /// Date of the request; ages are counted on this day.
        pub requested_on: Day,
        /// Office.
        pub office: Office,
        /// Operator.
        @personal pub operator: Operator,
        /// The citizen, as the registry describes them.
        @personal pub subject: Subject,
        /// Reason of issue.
        pub reason: IssueReason,
        /// Variant of the request; ordinary unless given.
        pub kind: Option<IssueKind> = None,
        /// What a consulate found out; of a consular request alone.
        pub consular: Option<ConsularChecks> = None,
        /// The urgency documented; of a paper card alone.
        pub paper_ground: Option<PaperGround> = None,
        /// Who answers for a minor.
        @personal pub guardians: Option<Vec<Guardian> > = None,
        /// A ground for refusing or withdrawing a passport exists: the card is not valid for travel.
        pub travel_barred: bool = false,
        /// Leave of the comune of residence, for who lives elsewhere.
        pub nulla_osta: Option<NullaOsta> = None,
        /// How the holder can be reached.
        @personal pub contacts: Option<Contacts> = None,
        /// How the card reaches its holder; by registered post to the residence unless given.
        @personal pub delivery: Option<Delivery> = None,
        /// Choice about organ donation; absent when not expressed.
        @personal pub organ_donation: Option<OrganDonation> = None,
        /// Number of the fee receipt.
        pub fee_receipt: Option<String> = None,
        /// Serial of the card, assigned while the request is being entered. Text, zeros count.
        @personal pub serial: Option<String> = None,
        /// Photo, fingerprints, signature.
        @personal pub biometrics: Option<Biometrics> = None,
        /// What the rules made of it, once computed: see `card_request_outcome`.
        pub outcome: Option<RequestOutcome> = None,
    }
}

impl From<RequestOutcome> for core::Outcome {
    fn from(outcome: RequestOutcome) -> Self {
        Self {
            expires_on: outcome.expires_on.map(Into::into),
            valid_for_travel: outcome.valid_for_travel,
            fee_cents: outcome.fee,
            rules: outcome.rules,
        }
    }
}

impl From<&core::Outcome> for RequestOutcome {
    fn from(outcome: &core::Outcome) -> Self {
        Self {
            expires_on: outcome.expires_on.map(Day),
            valid_for_travel: outcome.valid_for_travel,
            fee: outcome.fee_cents,
            rules: outcome.rules.clone(),
        }
    }
}

impl TryFrom<CardRequest> for core::CardRequest {
    type Error = crate::ApiError;

    fn try_from(request: CardRequest) -> Result<Self> {
        let variant = (
            request.kind.unwrap_or(IssueKind::Ordinary),
            request.consular,
            request.paper_ground,
        );
        let home = Delivery {
            mode: DeliveryMode::Residence,
            address: None,
            delegate: None,
        };
        let guardians = request.guardians.unwrap_or_default().into_iter();
        let biometrics = request.biometrics.map(TryInto::try_into).transpose()?;
        let donation = request
            .organ_donation
            .map(OrganDonation::core)
            .transpose()?;
        Ok(Self {
            number: request.number.parse()?,
            requested_on: request.requested_on.into(),
            office: request.office.into(),
            operator: request.operator.into(),
            subject: request.subject.try_into()?,
            reason: request.reason.core()?,
            kind: kind::to_core(variant)?,
            guardians: guardians.map(TryInto::try_into).collect::<Result<_>>()?,
            travel_barred: request.travel_barred,
            nulla_osta: request.nulla_osta.map(Into::into),
            contacts: request.contacts.map(Into::into).unwrap_or_default(),
            delivery: request.delivery.unwrap_or(home).try_into()?,
            organ_donation: donation,
            fee_receipt: request.fee_receipt,
            serial: request.serial,
            biometrics: biometrics.unwrap_or_default(),
            outcome: request.outcome.map(Into::into),
        })
    }
}

impl TryFrom<&core::CardRequest> for CardRequest {
    type Error = crate::ApiError;

    fn try_from(request: &core::CardRequest) -> Result<Self> {
        let (variant, consular, paper_ground) = kind::of_core(&request.kind)?;
        let guardians: Vec<Guardian> = request
            .guardians
            .iter()
            .map(TryInto::try_into)
            .collect::<Result<_>>()?;
        let contacts = Some(&request.contacts).filter(|one| **one != core::Contacts::default());
        let taken = Some(&request.biometrics).filter(|one| **one != core::Biometrics::default());
        let donation = request.organ_donation.map(OrganDonation::of_core);
        Ok(Self {
            number: request.number.to_string(),
            requested_on: Day(request.requested_on),
            office: (&request.office).into(),
            operator: (&request.operator).into(),
            subject: (&request.subject).try_into()?,
            reason: IssueReason::of_core(request.reason)?,
            kind: Some(variant).filter(|kind| *kind != IssueKind::Ordinary),
            consular,
            paper_ground,
            guardians: (!guardians.is_empty()).then_some(guardians),
            travel_barred: request.travel_barred,
            nulla_osta: request.nulla_osta.as_ref().map(Into::into),
            contacts: contacts.map(Into::into),
            delivery: Some((&request.delivery).try_into()?),
            organ_donation: donation.transpose()?,
            fee_receipt: request.fee_receipt.clone(),
            serial: request.serial.clone(),
            biometrics: taken.map(TryInto::try_into).transpose()?,
            outcome: request.outcome.as_ref().map(Into::into),
        })
    }
}
