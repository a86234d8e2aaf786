//! What the workstation asks and tells, and what the registry answers.

use cie_core::exchange as core;

use super::{Card, Person, Subject};
use crate::fault::{Code, Error};
use crate::{Bytes, Day, Result};

choice! {
    /// The operations of the exchange.
    pub enum Operation {
        /// Ask for a citizen's data.
        Interrogazione = "interrogazione",
        /// Notice that a card was issued.
        Emissione = "emissione",
        /// Notice that a card was annulled.
        Annullamento = "annullamento",
        /// Notice that a card was revoked.
        Revoca = "revoca",
    }
}

choice! {
    /// What came of an operation.
    pub enum SadOutcome {
        /// One subject, or a notice taken.
        Ok = "ok",
        /// Several subjects answer.
        Several = "several",
        /// Refused, or nothing found: the codes say why.
        Error = "error",
    }
}

choice! {
    /// Why a card was annulled.
    pub enum AnnulmentReason {
        /// Material error.
        MaterialError = "material_error",
        /// Revocation.
        Revocation = "revocation",
        /// Another reason.
        Other = "other",
    }
}

choice! {
    /// What became of a notice about a card.
    pub enum CardEffect {
        /// Recorded now.
        Recorded = "recorded",
        /// It was recorded before, with the same content: nothing changed.
        AlreadyRecorded = "already_recorded",
        /// The holder is not in this registry.
        UnknownHolder = "unknown_holder",
        /// Several persons of this registry answer the particulars: none was touched.
        AmbiguousHolder = "ambiguous_holder",
        /// No such card (for an annulment).
        UnknownCard = "unknown_card",
        /// The serial is recorded with other content or for another holder: nothing changed.
        Conflict = "conflict",
    }
}

impl From<CardEffect> for core::CardEffect {
    fn from(effect: CardEffect) -> Self {
        match effect {
            CardEffect::Recorded => Self::Recorded,
            CardEffect::AlreadyRecorded => Self::AlreadyRecorded,
            CardEffect::UnknownHolder => Self::UnknownHolder,
            CardEffect::AmbiguousHolder => Self::AmbiguousHolder,
            CardEffect::UnknownCard => Self::UnknownCard,
            CardEffect::Conflict => Self::Conflict,
        }
    }
}

choice! {
    /// What an attachment of a notice is.
    pub enum AttachmentKind {
        /// Photo.
        Photo = "photo",
        /// Fingerprint of the right hand.
        RightFingerprint = "right_fingerprint",
        /// Fingerprint of the left hand.
        LeftFingerprint = "left_fingerprint",
        /// Handwritten signature.
        Signature = "signature",
    }
}

record! {
    /// A question about a citizen. It has a codice fiscale or a person.
    pub struct Query {
        /// Identifier of the operation.
        pub operation_id: String,
        /// Who sent it: the ISTAT code of a comune.
        pub sender: String,
        /// ISTAT code of the comune that asks.
        pub comune_istat: String,
        /// Identifier of the workstation.
        pub workstation_id: String,
        /// Codice fiscale of the operator.
        @personal pub operator: String,
        /// Whom it asks for, by codice fiscale.
        @personal pub codice_fiscale: Option<String> = None,
        /// Whom it asks for, by particulars.
        @personal pub person: Option<Person> = None,
        /// ISTAT code of the comune where the citizen is said to live.
        @personal pub residence_istat: Option<String> = None,
    }
}

record! {
    /// What a registry found.
    pub struct Found {
        /// The subjects that answer: none, one or several. Who was cancelled is returned with the
        /// cancellation.
        @personal pub subjects: Vec<Subject>,
        /// The person is known, but lives in another comune: its ISTAT code.
        @personal pub resident_elsewhere_istat: Option<String> = None,
        /// The person is known, but lives in another comune: its name.
        @personal pub resident_elsewhere: Option<String> = None,
    }
}

record! {
    /// A biometric file passed with the notice of a card.
    pub struct Attachment {
        /// What it is.
        pub kind: AttachmentKind,
        /// Media type, such as `image/jpeg`.
        pub media_type: String,
        /// The bytes.
        @personal pub content: Bytes,
    }
}

record! {
    /// The notice that a card was issued.
    pub struct CardNotice {
        /// Identifier of the operation.
        pub operation_id: String,
        /// Who sent it: the ISTAT code of a comune.
        pub sender: String,
        /// Identifier of the workstation.
        pub workstation_id: String,
        /// Codice fiscale of the operator.
        @personal pub operator: String,
        /// The holder.
        @personal pub person: Person,
        /// The card.
        @personal pub card: Card,
        /// Biometric files, where the comune's registry keeps them.
        @personal pub attachments: Vec<Attachment>,
    }
}

record! {
    /// The notice that one card, and no other, was annulled or revoked.
    pub struct CardAnnulment {
        /// Identifier of the operation.
        pub operation_id: String,
        /// Who sent it: the ISTAT code of a comune.
        pub sender: String,
        /// Identifier of the workstation.
        pub workstation_id: String,
        /// Codice fiscale of the operator.
        @personal pub operator: String,
        /// The holder.
        @personal pub person: Person,
        /// The card.
        @personal pub card: Card,
        /// Date of annulment.
        pub on: Day,
        /// Why.
        pub reason: AnnulmentReason,
    }
}

impl TryFrom<&core::Query> for Query {
    type Error = crate::ApiError;

    fn try_from(query: &core::Query) -> Result<Self> {
        let (codice_fiscale, person) = match &query.key {
            core::QueryKey::CodiceFiscale(code) => (Some(code.expose().clone()), None),
            core::QueryKey::Person(person) => (None, Some(person.as_ref().into())),
            _ => return Err(Error::new(Code::Defect).into()),
        };
        Ok(Self {
            operation_id: query.header.operation_id.to_string(),
            sender: query.header.sender.clone(),
            comune_istat: query.requester.comune_istat.clone(),
            workstation_id: query.requester.workstation_id.clone(),
            operator: query.requester.operator.expose().clone(),
            codice_fiscale,
            person,
            residence_istat: query.residence_istat.clone(),
        })
    }
}

impl TryFrom<Found> for core::Search {
    type Error = crate::ApiError;

    fn try_from(found: Found) -> Result<Self> {
        let Found {
            subjects,
            resident_elsewhere_istat: istat,
            resident_elsewhere: comune,
        } = found;
        if subjects.is_empty() && (istat.is_some() || comune.is_some()) {
            return Ok(Self::ResidentElsewhere { istat, comune });
        }
        let subjects = subjects.into_iter().map(TryInto::try_into);
        Ok(Self::Found(subjects.collect::<Result<_>>()?))
    }
}

impl TryFrom<&core::CardNotice> for CardNotice {
    type Error = crate::ApiError;

    fn try_from(notice: &core::CardNotice) -> Result<Self> {
        let attachment = |one: &core::Attachment| {
            Ok(Attachment {
                kind: AttachmentKind::of_core(one.kind)?,
                media_type: one.media_type.clone(),
                content: Bytes(one.bytes.expose().clone()),
            })
        };
        Ok(Self {
            operation_id: notice.header.operation_id.to_string(),
            sender: notice.header.sender.clone(),
            workstation_id: notice.requester.workstation_id.clone(),
            operator: notice.requester.operator.expose().clone(),
            person: (&notice.person).into(),
            card: (&notice.card).into(),
            attachments: notice
                .attachments
                .iter()
                .map(attachment)
                .collect::<Result<_>>()?,
        })
    }
}

impl TryFrom<&core::CardAnnulment> for CardAnnulment {
    type Error = crate::ApiError;

    fn try_from(annulment: &core::CardAnnulment) -> Result<Self> {
        Ok(Self {
            operation_id: annulment.header.operation_id.to_string(),
            sender: annulment.header.sender.clone(),
            workstation_id: annulment.requester.workstation_id.clone(),
            operator: annulment.requester.operator.expose().clone(),
            person: (&annulment.person).into(),
            card: (&annulment.card).into(),
            on: Day(annulment.on),
            reason: AnnulmentReason::of_core(annulment.reason)?,
        })
    }
}
