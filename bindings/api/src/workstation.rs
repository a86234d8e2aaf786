//! The workstation's side of the exchange: asking a registry, telling it of cards.

use cie_core::exchange as core;
use cie_core::redact::Personal;
use cie_sad::workstation::{ClientTls, WorkstationOptions};

use crate::fault::{Code, Error};
use crate::{
    AnnulmentReason, Attachment, Card, Day, ErrorKind, Person, Result, SadOutcome, Subject,
};

choice! {
    /// Whether a message counts.
    pub enum SendMode {
        /// A trial.
        Test = "TEST",
        /// Before the comune moved to ANPR.
        PreSubentro = "PRE_SUB",
        /// In production.
        Production = "PROD",
    }
}

choice! {
    /// Whether an anomaly stops an operation.
    pub enum Severity {
        /// It does.
        Error = "error",
        /// It does not.
        Warning = "warning",
    }
}

record! {
    /// A workstation, and the connector that it speaks to.
    pub struct Workstation {
        /// Address of the connector, such as `http://10.0.0.5:8080/sad`.
        pub url: String,
        /// ISTAT code (6 digits) of the comune.
        pub comune_istat: String,
        /// Identifier of the workstation, 1 to 20 characters.
        pub workstation_id: String,
        /// Codice fiscale of the operator.
        @personal pub operator: String,
        /// The wire, as in the connector's configuration; `anpr` unless given.
        pub profile: Option<String> = None,
        /// Recipient in the heading of messages; `999999` unless given.
        pub recipient: Option<String> = None,
        /// Whether messages count; a trial unless given.
        pub mode: Option<SendMode> = None,
        /// PEM file of the authorities that the connector's certificate is checked against.
        pub authorities: Option<String> = None,
    }
}

record! {
    /// An error or warning of an answer.
    pub struct Anomaly {
        /// Its code, such as `EN130`.
        pub code: String,
        /// Whether it stops the operation.
        pub severity: Severity,
        /// Its text, for the operator: it may name the citizen.
        @personal pub text: String,
        /// The field concerned.
        pub field: Option<String> = None,
    }
}

record! {
    /// What a registry answered.
    pub struct SadAnswer {
        /// The identifier of the operation. Asking again with it gets the same answer.
        pub operation_id: String,
        /// The outcome.
        pub outcome: SadOutcome,
        /// The subjects found, by an interrogazione.
        @personal pub subjects: Vec<Subject>,
        /// Errors and warnings.
        pub anomalies: Vec<Anomaly>,
    }
}

record! {
    /// A card to be annulled or revoked.
    pub struct AnnulmentOrder {
        /// The holder.
        @personal pub person: Person,
        /// The card.
        @personal pub card: Card,
        /// Date of annulment.
        pub on: Day,
        /// Why.
        pub reason: AnnulmentReason,
        /// Revoca instead of annullamento.
        pub revoke: bool = false,
        /// Identifier of the operation; drawn unless given.
        pub operation_id: Option<String> = None,
    }
}

record! {
    /// What became of such an order.
    pub struct AnnulmentReport {
        /// Serial of the card.
        @personal pub serial: String,
        /// What the registry answered; absent when no answer came.
        pub answer: Option<SadAnswer> = None,
        /// The code of what went wrong then.
        pub error_code: Option<String> = None,
        /// Its class: trying again later may work for `unavailable`.
        pub error_kind: Option<ErrorKind> = None,
    }
}

impl TryFrom<core::Anomaly> for Anomaly {
    type Error = crate::ApiError;

    fn try_from(anomaly: core::Anomaly) -> Result<Self> {
        Ok(Self {
            code: anomaly.code,
            severity: Severity::of_core(anomaly.severity)?,
            text: anomaly.text,
            field: anomaly.field,
        })
    }
}

impl TryFrom<Anomaly> for core::Anomaly {
    type Error = crate::ApiError;

    fn try_from(anomaly: Anomaly) -> Result<Self> {
        Ok(Self {
            code: anomaly.code,
            severity: anomaly.severity.core()?,
            text: anomaly.text,
            field: anomaly.field,
        })
    }
}

impl TryFrom<core::Answer> for SadAnswer {
    type Error = crate::ApiError;

    fn try_from(answer: core::Answer) -> Result<Self> {
        let subjects = answer.subjects.iter().map(TryInto::try_into);
        let anomalies = answer.anomalies.into_iter().map(TryInto::try_into);
        Ok(Self {
            operation_id: answer.header.operation_id.to_string(),
            outcome: SadOutcome::of_core(answer.outcome)?,
            subjects: subjects.collect::<Result<_>>()?,
            anomalies: anomalies.collect::<Result<_>>()?,
        })
    }
}

/// Letters and digits of an identifier that nobody else draws.
const ID_BYTES: usize = 15;

fn operation_id(given: Option<String>) -> Result<core::OperationId> {
    if let Some(given) = given {
        return Ok(given.parse()?);
    }
    let mut drawn = [0; ID_BYTES];
    let random = ring::rand::SystemRandom::new();
    ring::rand::SecureRandom::fill(&random, &mut drawn)
        .map_err(|_| Error::new(Code::NoRandomness))?;
    let text: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(text.parse()?)
}

impl Workstation {
    fn header(&self, id: Option<String>) -> Result<core::Header> {
        Ok(core::Header {
            operation_id: operation_id(id)?,
            sender: self.comune_istat.clone(),
            recipient: self.recipient.clone().unwrap_or_else(|| "999999".into()),
            sent_at: chrono::Local::now().naive_local(),
            mode: self.mode.unwrap_or(SendMode::Test).core()?,
            application: None,
            application_version: None,
            application_vendor: None,
        })
    }

    fn requester(&self) -> core::Requester {
        core::Requester {
            comune_istat: self.comune_istat.clone(),
            workstation_id: self.workstation_id.clone(),
            operator: Personal::from(self.operator.as_str()),
        }
    }

    fn send(&self, request: &core::Request) -> Result<SadAnswer> {
        let profile = crate::connector::profile(self.profile.as_deref())?;
        let options = WorkstationOptions {
            tls: ClientTls {
                authorities: self.authorities.clone().map(Into::into),
                identity: None,
            },
            ..WorkstationOptions::default()
        };
        let client = cie_sad::workstation::Workstation::new(&self.url, profile, options)?;
        client.send(request)?.answer.try_into()
    }

    fn annulment(
        &self,
        id: Option<String>,
        person: Person,
        card: Card,
        on: Day,
        reason: AnnulmentReason,
    ) -> Result<core::CardAnnulment> {
        Ok(core::CardAnnulment {
            header: self.header(id)?,
            requester: self.requester(),
            person: person.try_into()?,
            card: card.into(),
            on: on.into(),
            reason: reason.core()?,
        })
    }
}

export! { long
    /// Asks a registry for a citizen, by codice fiscale or by particulars. `residence_istat` is the
    /// ISTAT code of the comune where the citizen is said to live, which the profile `anpr-soap` asks
    /// for. An operation identifier is drawn unless given.
    fn interrogazione(
        workstation: Workstation,
        codice_fiscale: Option<String> = None,
        person: Option<Person> = None,
        residence_istat: Option<String> = None,
        operation_id: Option<String> = None,
    ) -> SadAnswer, "Promise<SadAnswer>"
    [
        /// `CIE-API-002` unless one of the two is given;
        /// `CIE-CORE-401` when the operation identifier will not do;
        /// `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
        /// `CIE-SAD-1xx` when the request cannot be written, or the answer is not one;
    ]
    {
        let key = match (codice_fiscale, person) {
            (Some(code), None) => core::QueryKey::CodiceFiscale(code.into()),
            (None, Some(person)) => core::QueryKey::Person(Box::new(person.try_into()?)),
            _ => {
                let field = cie_core::error::Position::Field("codice_fiscale".into());
                return Err(Error::new(Code::Arguments).at(field).into());
            }
        };
        workstation.send(&core::Request::Interrogazione(core::Query {
            header: workstation.header(operation_id)?,
            requester: workstation.requester(),
            key,
            residence_istat,
        }))
    }

    /// Tells a registry that a card was issued, with biometric files where the comune's registry keeps
    /// them. Tell it again with the same operation identifier and nothing is done twice.
    fn emissione(
        workstation: Workstation,
        person: Person,
        card: Card,
        operation_id: Option<String> = None,
        attachments: Option<Vec<Attachment>> = None,
    ) -> SadAnswer, "Promise<SadAnswer>"
    [
        /// `CIE-CORE-401` when the operation identifier will not do;
        /// `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
        /// `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    ]
    {
        let attachments = attachments.unwrap_or_default().into_iter();
        workstation.send(&core::Request::Emissione(core::CardNotice {
            header: workstation.header(operation_id)?,
            requester: workstation.requester(),
            person: person.try_into()?,
            card: card.into(),
            attachments: attachments.map(crate::sad::attachment).collect::<Result<_>>()?,
        }))
    }

    /// Tells a registry that one card was annulled.
    fn annullamento(
        workstation: Workstation,
        person: Person,
        card: Card,
        on: Day,
        reason: AnnulmentReason,
        operation_id: Option<String> = None,
    ) -> SadAnswer, "Promise<SadAnswer>"
    [
        /// `CIE-CORE-401` when the operation identifier will not do;
        /// `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
        /// `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    ]
    {
        let annulment = workstation.annulment(operation_id, person, card, on, reason)?;
        workstation.send(&core::Request::Annullamento(annulment))
    }

    /// Tells a registry that one card was revoked.
    fn revoca(
        workstation: Workstation,
        person: Person,
        card: Card,
        on: Day,
        reason: AnnulmentReason,
        operation_id: Option<String> = None,
    ) -> SadAnswer, "Promise<SadAnswer>"
    [
        /// `CIE-CORE-401` when the operation identifier will not do;
        /// `CIE-SAD-3xx` and `CIE-SAD-4xx` when no answer came;
        /// `CIE-SAD-1xx` when the notice cannot be written, or the answer is not one;
    ]
    {
        let annulment = workstation.annulment(operation_id, person, card, on, reason)?;
        workstation.send(&core::Request::Revoca(annulment))
    }

    /// Tells a registry of a list of cards that were annulled or revoked, one after the other; one that
    /// fails does not keep the next from being told. Tell it again with the same operation identifiers
    /// and nothing is done twice.
    fn annul_cards(
        workstation: Workstation,
        cards: Vec<AnnulmentOrder>,
    ) -> Vec<AnnulmentReport>, "Promise<Array<AnnulmentReport>>"
    []
    {
        let told = |order: AnnulmentOrder| {
            let serial = order.card.serial.clone();
            let revoke = order.revoke;
            let annulment = workstation.annulment(
                order.operation_id,
                order.person,
                order.card,
                order.on,
                order.reason,
            );
            let request = annulment.map(if revoke {
                core::Request::Revoca
            } else {
                core::Request::Annullamento
            });
            match request.and_then(|request| workstation.send(&request)) {
                Ok(answer) => AnnulmentReport {
                    serial,
                    answer: Some(answer),
                    error_code: None,
                    error_kind: None,
                },
                Err(error) => AnnulmentReport {
                    serial,
                    answer: None,
                    error_code: Some(error.code),
                    error_kind: Some(error.kind),
                },
            }
        };
        Ok(cards.into_iter().map(told).collect())
    }
}
