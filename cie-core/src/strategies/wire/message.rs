//! The messages themselves.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::super::any_date;
use super::people::person;
use super::subject::{card, subject};
use super::text::{date_time, personal, text};
use crate::exchange::{
    AnnulmentReason, Anomaly, Answer, AnswerHeader, Attachment, AttachmentKind, CardAnnulment,
    CardNotice, Header, Mode, OperationId, Outcome, Query, QueryKey, Request, Requester, Severity,
};
use crate::redact::Personal;

/// An identifier of an operation.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(id in wire::operation_id())| prop_assert!((1..=30).contains(&id.as_str().len())));
/// ```
pub fn operation_id() -> BoxedStrategy<OperationId> {
    "[A-Za-z0-9][A-Za-z0-9._-]{0,29}"
        .prop_filter_map("refused", |id| id.parse().ok())
        .boxed()
}

/// The header of a request.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(header in wire::header())| prop_assert!(!header.sender.is_empty()));
/// ```
pub fn header() -> BoxedStrategy<Header> {
    let mode = prop_oneof![
        Just(Mode::Test),
        Just(Mode::PreSubentro),
        Just(Mode::Production)
    ];
    let apps = (of(text()), of(text()), of(text()));
    (operation_id(), text(), text(), date_time(), mode, apps)
        .prop_map(
            |(operation_id, sender, recipient, sent_at, mode, apps)| Header {
                operation_id,
                sender,
                recipient,
                sent_at,
                mode,
                application: apps.0,
                application_version: apps.1,
                application_vendor: apps.2,
            },
        )
        .boxed()
}

/// Who asks.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(requester in wire::requester())| prop_assert!(!requester.workstation_id.is_empty()));
/// ```
pub fn requester() -> BoxedStrategy<Requester> {
    (text(), text(), personal())
        .prop_map(|(comune_istat, workstation_id, operator)| Requester {
            comune_istat,
            workstation_id,
            operator,
        })
        .boxed()
}

/// A photo, fingerprint or signature of random bytes.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(attachment in wire::attachment())| prop_assert!(!attachment.bytes.expose().is_empty()));
/// ```
pub fn attachment() -> BoxedStrategy<Attachment> {
    let kind = prop_oneof![
        Just(AttachmentKind::Photo),
        Just(AttachmentKind::RightFingerprint),
        Just(AttachmentKind::LeftFingerprint),
        Just(AttachmentKind::Signature),
    ];
    (kind, text(), vec(any::<u8>(), 1..60))
        .prop_map(|(kind, media_type, bytes)| Attachment {
            kind,
            media_type,
            bytes: Personal::new(bytes),
        })
        .boxed()
}

/// The annulment of a card.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(annulment in wire::annulment())| prop_assert!(!annulment.card.serial.is_empty()));
/// ```
pub fn annulment() -> BoxedStrategy<CardAnnulment> {
    let reason = prop_oneof![
        Just(AnnulmentReason::MaterialError),
        Just(AnnulmentReason::Revocation),
        Just(AnnulmentReason::Other),
    ];
    (header(), requester(), person(), card(), any_date(), reason)
        .prop_map(
            |(header, requester, person, card, on, reason)| CardAnnulment {
                header,
                requester,
                person,
                card,
                on,
                reason,
            },
        )
        .boxed()
}

/// Any request of the exchange.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(request in wire::request())| prop_assert!(!request.header().operation_id.as_str().is_empty()));
/// ```
pub fn request() -> BoxedStrategy<Request> {
    let key = prop_oneof![
        personal().prop_map(QueryKey::CodiceFiscale),
        person().prop_map(|person| QueryKey::Person(Box::new(person))),
    ];
    prop_oneof![
        (header(), requester(), key, of(text())).prop_map(|(header, requester, key, istat)| {
            Request::Interrogazione(Query {
                header,
                requester,
                key,
                residence_istat: istat,
            })
        }),
        (
            header(),
            requester(),
            person(),
            card(),
            vec(attachment(), 0..4)
        )
            .prop_map(|(header, requester, person, card, attachments)| {
                Request::Emissione(CardNotice {
                    header,
                    requester,
                    person,
                    card,
                    attachments,
                })
            }),
        annulment().prop_map(Request::Annullamento),
        annulment().prop_map(Request::Revoca),
    ]
    .boxed()
}

/// Any answer of the exchange, whether or not its parts agree.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(answer in wire::answer())| prop_assert!(answer.subjects.len() < 3));
/// ```
pub fn answer() -> BoxedStrategy<Answer> {
    let header = (operation_id(), text(), text(), of(text())).prop_map(
        |(operation_id, sender, recipient, registry_operation_id)| AnswerHeader {
            operation_id,
            sender,
            recipient,
            registry_operation_id,
        },
    );
    let outcome = prop_oneof![
        Just(Outcome::Ok),
        Just(Outcome::Several),
        Just(Outcome::Error)
    ];
    let severity = prop_oneof![Just(Severity::Error), Just(Severity::Warning)];
    let anomaly =
        (text(), severity, text(), of(text())).prop_map(|(code, severity, text, field)| Anomaly {
            code,
            severity,
            text,
            field,
        });
    (header, outcome, vec(subject(), 0..3), vec(anomaly, 0..3))
        .prop_map(|(header, outcome, subjects, anomalies)| Answer {
            header,
            outcome,
            subjects,
            anomalies,
        })
        .boxed()
}
