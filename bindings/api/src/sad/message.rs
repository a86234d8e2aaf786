//! A request of the exchange, whatever its operation.

use chrono::NaiveDateTime;
use cie_core::error::Position;
use cie_core::exchange as core;
use cie_core::redact::Personal;

use crate::fault::{Code, Error};
use crate::request::unfit;
use crate::{AnnulmentReason, Attachment, AttachmentKind, Bytes, Card, Day, Operation, Person};
use crate::{Result, SendMode};

/// Local date and time without an offset, with a fraction where there is one.
const TIME: &str = "%Y-%m-%dT%H:%M:%S%.f";

record! {
    /// What every request carries: who asks, when, under which identifier.
    pub struct SadHeader {
        /// Identifier of the operation, 1 to 30 letters, digits, dots, hyphens or underscores.
        pub operation_id: String,
        /// Sender: the ISTAT code (6 digits) of a comune.
        pub sender: String,
        /// Recipient, 6 characters.
        pub recipient: String,
        /// When it was sent, by the sender's clock: `YYYY-MM-DDTHH:MM:SS`, perhaps with a fraction.
        pub sent_at: String,
        /// Whether it counts; a trial unless given.
        pub mode: Option<SendMode> = None,
        /// ISTAT code of the comune that asks; the sender unless given.
        pub comune_istat: Option<String> = None,
        /// Identifier of the workstation, 1 to 20 characters.
        pub workstation_id: String,
        /// Codice fiscale of the operator.
        @personal pub operator: String,
        /// Name of the sending application.
        pub application: Option<String> = None,
        /// Its version.
        pub application_version: Option<String> = None,
        /// Its vendor.
        pub application_vendor: Option<String> = None,
    }
}

record! {
    /// A request of the workstation to the registry. An interrogazione has a codice fiscale or a person,
    /// perhaps `residence_istat`; an emissione a person and a card, perhaps attachments; an annullamento
    /// and a revoca a person, a card, the day and the reason.
    pub struct SadRequest {
        /// The operation.
        pub operation: Operation,
        /// Who asks, when, under which identifier.
        @personal pub header: SadHeader,
        /// Whom it asks for, by codice fiscale.
        @personal pub codice_fiscale: Option<String> = None,
        /// Whom it asks for by particulars, or the holder of the card.
        @personal pub person: Option<Person> = None,
        /// ISTAT code of the comune where the citizen is said to live.
        @personal pub residence_istat: Option<String> = None,
        /// The card.
        @personal pub card: Option<Card> = None,
        /// Date of annulment.
        pub on: Option<Day> = None,
        /// Why it was annulled.
        pub reason: Option<AnnulmentReason> = None,
        /// Biometric files.
        @personal pub attachments: Option<Vec<Attachment> > = None,
    }
}

/// A time as messages have it.
pub(super) fn shown_time(time: NaiveDateTime) -> String {
    time.format(TIME).to_string()
}

impl SadHeader {
    fn core(&self) -> Result<(core::Header, core::Requester)> {
        let sent_at = NaiveDateTime::parse_from_str(&self.sent_at, TIME)
            .map_err(|_| Error::new(Code::BadTime).at(Position::Field("header.sent_at".into())))?;
        let header = core::Header {
            operation_id: self.operation_id.parse()?,
            sender: self.sender.clone(),
            recipient: self.recipient.clone(),
            sent_at,
            mode: self.mode.unwrap_or(SendMode::Test).core()?,
            application: self.application.clone(),
            application_version: self.application_version.clone(),
            application_vendor: self.application_vendor.clone(),
        };
        let comune = self.comune_istat.as_ref().unwrap_or(&self.sender);
        let requester = core::Requester {
            comune_istat: comune.clone(),
            workstation_id: self.workstation_id.clone(),
            operator: Personal::from(self.operator.as_str()),
        };
        Ok((header, requester))
    }

    fn of(header: &core::Header, requester: &core::Requester) -> Result<Self> {
        Ok(Self {
            operation_id: header.operation_id.to_string(),
            sender: header.sender.clone(),
            recipient: header.recipient.clone(),
            sent_at: shown_time(header.sent_at),
            mode: Some(SendMode::of_core(header.mode)?),
            comune_istat: Some(requester.comune_istat.clone()),
            workstation_id: requester.workstation_id.clone(),
            operator: requester.operator.expose().clone(),
            application: header.application.clone(),
            application_version: header.application_version.clone(),
            application_vendor: header.application_vendor.clone(),
        })
    }
}

/// An attachment as the core has it.
pub(crate) fn attachment(one: Attachment) -> Result<core::Attachment> {
    Ok(core::Attachment {
        kind: one.kind.core()?,
        media_type: one.media_type,
        bytes: Personal::new(one.content.0),
    })
}

impl SadRequest {
    /// The members that an operation does not have are not there.
    fn fits(&self) -> Result<()> {
        use Operation as O;
        let asks = self.operation == O::Interrogazione;
        let annuls = matches!(self.operation, O::Annullamento | O::Revoca);
        let issues = self.operation == O::Emissione;
        let wrong = [
            ("codice_fiscale", self.codice_fiscale.is_some() && !asks),
            ("residence_istat", self.residence_istat.is_some() && !asks),
            ("card", self.card.is_some() == asks),
            ("on", self.on.is_some() != annuls),
            ("reason", self.reason.is_some() != annuls),
            ("attachments", self.attachments.is_some() && !issues),
            (
                "person",
                self.person.is_some() == (asks && self.codice_fiscale.is_some()),
            ),
        ];
        match wrong.iter().find(|(_, wrong)| *wrong) {
            Some((name, _)) => Err(unfit(name)),
            None => Ok(()),
        }
    }

    fn bare(operation: Operation, header: SadHeader) -> Self {
        Self {
            operation,
            header,
            codice_fiscale: None,
            person: None,
            residence_istat: None,
            card: None,
            on: None,
            reason: None,
            attachments: None,
        }
    }
}

impl TryFrom<SadRequest> for core::Request {
    type Error = crate::ApiError;

    fn try_from(request: SadRequest) -> Result<Self> {
        request.fits()?;
        let (header, requester) = request.header.core()?;
        let person = request.person.map(TryInto::try_into).transpose()?;
        let holder = |person: Option<_>| person.ok_or_else(|| unfit("person"));
        let card = |card: Option<Card>| card.map(Into::into).ok_or_else(|| unfit("card"));
        Ok(match request.operation {
            Operation::Interrogazione => Self::Interrogazione(core::Query {
                header,
                requester,
                key: match request.codice_fiscale {
                    Some(code) => core::QueryKey::CodiceFiscale(code.into()),
                    None => core::QueryKey::Person(Box::new(holder(person)?)),
                },
                residence_istat: request.residence_istat,
            }),
            Operation::Emissione => {
                let attachments = request.attachments.unwrap_or_default().into_iter();
                Self::Emissione(core::CardNotice {
                    header,
                    requester,
                    person: holder(person)?,
                    card: card(request.card)?,
                    attachments: attachments.map(attachment).collect::<Result<_>>()?,
                })
            }
            Operation::Annullamento | Operation::Revoca => {
                let annulment = core::CardAnnulment {
                    header,
                    requester,
                    person: holder(person)?,
                    card: card(request.card)?,
                    on: request.on.ok_or_else(|| unfit("on"))?.into(),
                    reason: request.reason.ok_or_else(|| unfit("reason"))?.core()?,
                };
                if request.operation == Operation::Revoca {
                    Self::Revoca(annulment)
                } else {
                    Self::Annullamento(annulment)
                }
            }
        })
    }
}

impl TryFrom<&core::Request> for SadRequest {
    type Error = crate::ApiError;

    fn try_from(request: &core::Request) -> Result<Self> {
        let operation = Operation::of_core(request.operation())?;
        let header = SadHeader::of(request.header(), request.requester())?;
        let bare = Self::bare(operation, header);
        Ok(match request {
            core::Request::Interrogazione(query) => {
                let (codice_fiscale, person) = match &query.key {
                    core::QueryKey::CodiceFiscale(code) => (Some(code.expose().clone()), None),
                    core::QueryKey::Person(person) => (None, Some(person.as_ref().into())),
                    _ => return Err(Error::new(Code::Defect).into()),
                };
                Self {
                    codice_fiscale,
                    person,
                    residence_istat: query.residence_istat.clone(),
                    ..bare
                }
            }
            core::Request::Emissione(notice) => {
                let attachment = |one: &core::Attachment| {
                    Ok(Attachment {
                        kind: AttachmentKind::of_core(one.kind)?,
                        media_type: one.media_type.clone(),
                        content: Bytes(one.bytes.expose().clone()),
                    })
                };
                let attachments: Vec<Attachment> = notice
                    .attachments
                    .iter()
                    .map(attachment)
                    .collect::<Result<_>>()?;
                Self {
                    person: Some((&notice.person).into()),
                    card: Some((&notice.card).into()),
                    attachments: (!attachments.is_empty()).then_some(attachments),
                    ..bare
                }
            }
            core::Request::Annullamento(annulment) | core::Request::Revoca(annulment) => Self {
                person: Some((&annulment.person).into()),
                card: Some((&annulment.card).into()),
                on: Some(Day(annulment.on)),
                reason: Some(AnnulmentReason::of_core(annulment.reason)?),
                ..bare
            },
            _ => return Err(Error::new(Code::Defect).into()),
        })
    }
}
