//! Arbitrary messages, odd people included.

use chrono::{NaiveDate, NaiveDateTime};
use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, NamePart, Person,
    Residence, Sex, TaxCode,
};
use cie_core::date::PartialDate;
use cie_core::exchange::{
    AnnulmentReason, Anomaly, Answer, AnswerHeader, Attachment, AttachmentKind, BirthAct,
    Cancellation, CardAnnulment, CardData, CardNotice, Header, Mode, OperationId, Outcome,
    Provenance, Query, QueryKey, Request, Requester, Severity, Subject,
};
use cie_core::redact::Personal;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Any text that XML can carry, markup and line ends included; never empty.
pub fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[A-Za-zÀ-ÿ' .,-]{1,20}",
        "[ \t\r\n<>&\"'\\]A-C\u{e0}-\u{ff}\u{20ac}\u{10400}]{1,12}",
        "[^\u{0}-\u{1f}\u{fffe}\u{ffff}]{1,12}",
    ]
    .prop_filter("XML has no such character", |t| {
        !t.contains(['\u{fffe}', '\u{ffff}']) && !t.is_empty()
    })
    .boxed()
}

fn personal() -> BoxedStrategy<Personal<String>> {
    text().prop_map(Personal::new).boxed()
}

pub fn date() -> BoxedStrategy<NaiveDate> {
    (0i64..110_000)
        .prop_map(|days| {
            NaiveDate::from_ymd_opt(1800, 1, 1).unwrap() + chrono::Duration::days(days)
        })
        .boxed()
}

fn date_time() -> BoxedStrategy<NaiveDateTime> {
    let nanos = prop_oneof![Just(0u32), 0u32..1_000_000_000];
    (date(), 0u32..24, 0u32..60, 0u32..60, nanos)
        .prop_map(|(day, h, m, s, n)| day.and_hms_nano_opt(h, m, s, n).unwrap())
        .boxed()
}

fn partial_date() -> BoxedStrategy<PartialDate> {
    prop_oneof![
        date().prop_map(PartialDate::Full),
        (1800i32..2100, 1u32..13).prop_map(|(y, m)| PartialDate::YearMonth(y, m)),
        (1800i32..2100).prop_map(PartialDate::Year),
    ]
    .boxed()
}

fn name() -> BoxedStrategy<NamePart> {
    prop_oneof![
        8 => text().prop_map(NamePart::from_text),
        1 => Just(NamePart::None),
        1 => Just(NamePart::from_text("")),
    ]
    .boxed()
}

fn birth_place() -> BoxedStrategy<BirthPlace> {
    let t = || of(text());
    prop_oneof![
        (t(), t(), text(), t()).prop_map(|(belfiore, istat, name, province)| {
            BirthPlace::Comune {
                belfiore,
                istat,
                name,
                province,
            }
        }),
        (t(), t(), text(), t(), t()).prop_map(
            |(belfiore, state_code, state, locality, province)| {
                BirthPlace::Foreign {
                    belfiore,
                    state_code,
                    state,
                    locality,
                    province,
                }
            }
        ),
        text().prop_map(BirthPlace::Exceptional),
    ]
    .boxed()
}

fn tax_code() -> BoxedStrategy<TaxCode> {
    (personal(), of(any::<bool>()), of(date()))
        .prop_map(|(code, validated, since)| TaxCode {
            code,
            validated,
            since,
        })
        .boxed()
}

pub fn person() -> BoxedStrategy<Person> {
    let sex = prop_oneof![Just(Sex::M), Just(Sex::F), Just(Sex::N)];
    (
        of(tax_code()),
        name(),
        name(),
        sex,
        partial_date(),
        birth_place(),
        any::<bool>(),
        of(text()),
        of(text()),
    )
        .prop_map(
            |(
                tax_code,
                surname,
                given,
                sex,
                birth_date,
                birth_place,
                aire,
                registry_id,
                anpr_id,
            )| {
                Person {
                    tax_code,
                    surname,
                    given,
                    sex,
                    birth_date,
                    birth_place,
                    aire,
                    registry_id,
                    anpr_id,
                }
            },
        )
        .boxed()
}

fn header() -> BoxedStrategy<Header> {
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

fn operation_id() -> BoxedStrategy<OperationId> {
    "[A-Za-z0-9][A-Za-z0-9._-]{0,29}"
        .prop_map(|id| id.parse().unwrap())
        .boxed()
}

fn requester() -> BoxedStrategy<Requester> {
    (text(), text(), personal())
        .prop_map(|(comune_istat, workstation_id, operator)| Requester {
            comune_istat,
            workstation_id,
            operator,
        })
        .boxed()
}

pub fn card() -> BoxedStrategy<CardData> {
    (
        text(),
        any::<bool>(),
        of(date()),
        of(date()),
        of(any::<bool>()),
        of(text()),
        of(text()),
        of(date()),
    )
        .prop_map(
            |(
                serial,
                electronic,
                issued_on,
                expires_on,
                travel,
                comune_istat,
                comune,
                annulled,
            )| {
                CardData {
                    serial,
                    electronic,
                    issued_on,
                    expires_on,
                    valid_for_travel: travel,
                    comune_istat,
                    comune,
                    annulled_on: annulled,
                }
            },
        )
        .boxed()
}

fn attachment() -> BoxedStrategy<Attachment> {
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

fn annulment() -> BoxedStrategy<CardAnnulment> {
    let reason = prop_oneof![
        Just(AnnulmentReason::MaterialError),
        Just(AnnulmentReason::Revocation),
        Just(AnnulmentReason::Other),
    ];
    (header(), requester(), person(), card(), date(), reason)
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

/// Any request.
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

fn place() -> BoxedStrategy<AddressPlace> {
    (text(), of(text()), of(text()))
        .prop_map(|(name, istat, province)| AddressPlace {
            name,
            istat,
            province,
        })
        .boxed()
}

fn civic() -> BoxedStrategy<Civic> {
    let text = prop_oneof!["[0-9]{1,4}([/ -][0-9A-Za-z]{1,4})?", text()];
    text.prop_map(|text| Civic::parse(&text)).boxed()
}

fn residence() -> BoxedStrategy<Residence> {
    let address = (
        place(),
        of(text()),
        personal(),
        of(civic()),
        of(text()),
        of(text()),
    )
        .prop_map(
            |(comune, street_type, street, civic, cap, frazione)| Address {
                comune,
                street_type,
                street,
                civic,
                cap,
                frazione,
            },
        );
    let abroad = (of(text()), text(), of(text()), of(text()), of(personal())).prop_map(
        |(state_code, state, locality, province, line)| ForeignAddress {
            state_code,
            state,
            locality,
            province,
            line,
        },
    );
    prop_oneof![
        (address, of(personal()), of(date())).prop_map(|(address, care_of, since)| {
            Residence::Italy {
                address,
                care_of,
                since,
            }
        }),
        (abroad, of(place())).prop_map(|(address, aire_comune)| Residence::Abroad {
            address,
            aire_comune,
        }),
        (place(), of(personal()))
            .prop_map(|(comune, street)| Residence::NoFixedAbode { comune, street }),
    ]
    .boxed()
}

fn birth_act() -> BoxedStrategy<BirthAct> {
    let t = || of(text());
    (t(), t(), t(), t(), t(), of(personal()))
        .prop_map(
            |(comune, comune_istat, year, part, series, number)| BirthAct {
                comune,
                comune_istat,
                year,
                part,
                series,
                number,
            },
        )
        .prop_filter("an empty act is no act", |act| *act != BirthAct::default())
        .boxed()
}

pub fn subject() -> BoxedStrategy<Subject> {
    let citizenship =
        (text(), of(text()), of(date())).prop_map(|(state_code, state, since)| Citizenship {
            state_code,
            state,
            since,
        });
    let cancellation = (of(text()), date()).prop_map(|(reason, on)| Cancellation { reason, on });
    let provenance = prop_oneof![
        Just(Provenance::Anpr),
        Just(Provenance::Ina),
        Just(Provenance::TaxRegistry),
        Just(Provenance::Aire),
    ];
    (
        person(),
        of(birth_act()),
        of(text()),
        vec(person(), 0..3),
        of(residence()),
        vec(citizenship, 0..4),
        of(cancellation),
        of(card()),
        (of(any::<bool>()), of(provenance), of(any::<u16>())),
    )
        .prop_map(
            |(person, act, status, parents, residence, citizenships, cancellation, card, rest)| {
                let mut subject = Subject::new(person);
                subject.birth_act = act;
                subject.civil_status = status;
                subject.parents = parents;
                subject.residence = residence;
                subject.citizenships = citizenships;
                subject.cancellation = cancellation;
                subject.card = card;
                (subject.certifiable, subject.provenance, subject.height_cm) = rest;
                subject
            },
        )
        .boxed()
}

/// Any answer.
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
