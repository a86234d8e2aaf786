//! Verdicts on a card: one for each question, none hides another.

use cie_core::error::Coded as _;
use cie_core::lang::Lang;
use cie_devices::emrtd::passive::{Check, Report, Verdict};

use crate::fault::{Code, Error};
use crate::{ApiError, Result};

choice! {
    /// A question about a card.
    pub enum CardCheck {
        /// How access was gained, and whether by the best way that the chip offers.
        Access = "access",
        /// Whether the security object is signed by the signer that it names.
        SodSignature = "sod_signature",
        /// Whether an authority that the caller trusts had certified that signer.
        CscaChain = "csca_chain",
        /// Whether the signer's certificate was revoked.
        Revocation = "revocation",
        /// Whether a group is the one that was signed.
        Integrity = "integrity",
        /// Whether the chip is genuine, and no copy.
        ChipGenuine = "chip_genuine",
        /// Whether the zone of the chip is the printed one.
        Zone = "zone",
        /// Whether the card says what was requested.
        Request = "request",
        /// Whether the number for services and its key are the ones that were signed.
        NisSignature = "nis_signature",
        /// Whether the signer of the number for services was certified.
        NisChain = "nis_chain",
        /// Whether the chip owns the key of the number for services.
        NisChip = "nis_chip",
    }
}

choice! {
    /// A part of a request that the card must repeat.
    pub enum CardField {
        /// Serial of the card.
        Serial = "serial",
        /// Surname and names.
        Names = "names",
        /// Date of birth.
        Birth = "birth",
        /// Place of birth.
        BirthPlace = "birth_place",
        /// Sex.
        Sex = "sex",
        /// Nationality.
        Nationality = "nationality",
        /// Date of expiry.
        Expiry = "expiry",
        /// Codice fiscale.
        CodiceFiscale = "codice_fiscale",
        /// Validity for travel, and the note where there is none.
        Travel = "travel",
        /// The photograph.
        Photo = "photo",
    }
}

choice! {
    /// The answer to a question about a card.
    pub enum CheckOutcome {
        /// It holds.
        Good = "good",
        /// It holds, but the operator should know something.
        Remark = "remark",
        /// It was not, or could not be, decided.
        Open = "open",
        /// It does not hold.
        Bad = "bad",
    }
}

choice! {
    /// All verdicts in one word.
    pub enum CardSummary {
        /// Signed by the State, unaltered, and in a genuine chip.
        Genuine = "genuine",
        /// The same, with remarks that the operator should read.
        GenuineWithRemarks = "genuine_with_remarks",
        /// Nothing is wrong, but something could not be decided.
        Undecided = "undecided",
        /// Genuine, and not the card that was requested.
        NotAsRequested = "not_as_requested",
        /// Something is wrong.
        NotGenuine = "not_genuine",
    }
}

record! {
    /// One question about a card, with its answer. Nothing in it is personal.
    pub struct CardVerdict {
        /// The question.
        pub check: CardCheck,
        /// The group concerned, from 1 to 16, of `integrity`.
        pub group: Option<u32> = None,
        /// The field concerned, of `request`.
        pub field: Option<CardField> = None,
        /// The answer.
        pub outcome: CheckOutcome,
        /// What was asked, in Italian.
        pub label_it: String,
        /// What was asked, in English.
        pub label_en: String,
        /// What the answer rests on, in Italian.
        pub evidence_it: String,
        /// What the answer rests on, in English.
        pub evidence_en: String,
        /// Code of the error, where one says why it is not good.
        pub code: Option<String> = None,
    }
}

record! {
    /// Every verdict on a card.
    pub struct CardReport {
        /// All in one word.
        pub summary: CardSummary,
        /// Whether the card can be handed over or accepted: genuine, perhaps with remarks.
        pub accepted: bool,
        /// For the operator, in Italian: one sentence, then a line for what is not good.
        pub text_it: String,
        /// For the operator, in English.
        pub text_en: String,
        /// The verdicts, in the order in which they were reached.
        pub verdicts: Vec<CardVerdict>,
    }
}

fn defect() -> ApiError {
    Error::new(Code::Defect).into()
}

impl TryFrom<&Verdict> for CardVerdict {
    type Error = ApiError;

    fn try_from(verdict: &Verdict) -> Result<Self> {
        let (group, field) = match verdict.check {
            Check::Group(group) => (Some(u32::from(group.number())), None),
            Check::Request(field) => (None, Some(field.name())),
            _ => (None, None),
        };
        let field = field
            .map(|name| CardField::of(name).ok_or_else(defect))
            .transpose()?;
        Ok(Self {
            check: CardCheck::of(verdict.check.name()).ok_or_else(defect)?,
            group,
            field,
            outcome: CheckOutcome::of(verdict.outcome.name()).ok_or_else(defect)?,
            label_it: verdict.check.label(Lang::It),
            label_en: verdict.check.label(Lang::En),
            evidence_it: verdict.evidence.get(Lang::It).into(),
            evidence_en: verdict.evidence.get(Lang::En).into(),
            code: verdict.error.as_ref().map(|error| error.info().id.into()),
        })
    }
}

impl TryFrom<&Report> for CardReport {
    type Error = ApiError;

    fn try_from(report: &Report) -> Result<Self> {
        let summary = report.summary();
        Ok(Self {
            summary: CardSummary::of(summary.name()).ok_or_else(defect)?,
            accepted: summary.is_accepted(),
            text_it: report.for_operator(Lang::It),
            text_en: report.for_operator(Lang::En),
            verdicts: report
                .verdicts
                .iter()
                .map(TryInto::try_into)
                .collect::<Result<_>>()?,
        })
    }
}
