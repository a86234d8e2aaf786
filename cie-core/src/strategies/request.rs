//! Requests in order.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::date::date;
use super::document::serial;
use super::person::{codice_fiscale, family_name, person};
use super::place::{abroad, address, comune, foreign_citizenship, pick};
use super::subject::card;
use crate::citizen::place::{Place, PlaceKind};
use crate::citizen::{Address, AddressPlace, Citizenship, NamePart, Person, Residence};
use crate::document::{LeapDay, OnBirthday, age_on};
use crate::exchange::{CardData, Subject};
use crate::fees::Reason;
use crate::issuance::RequestNumber;
use crate::redact::Personal;
use crate::request::{
    Biometrics, CardRequest, Consent, ConsularChecks, DeliveryMode, Finger, Fingerprint,
    FingerprintPlan, Guardian, GuardianRole, Hand, Impossibility, IssueKind, Media, NullaOsta,
    Office, Operator, OrganDonation,
};
use crate::rule::{biometrics, delivery, travel};

/// The first day on which every rule about who may ask for what is in force, and the last drawn.
fn days() -> RangeInclusive<NaiveDate> {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
    day(2026, 8, 3)..=day(2031, 12, 31)
}

/// A request without blocking findings on its own day, from August 2026 on: any age up to a
/// hundred, any reason; residents, citizens of elsewhere with their leave, without a fixed abode or
/// on AIRE; foreigners, asylum seekers and requests at a consulate.
///
/// ```
/// use cie_core::request::canonical_form;
/// use cie_core::strategies::card_request;
/// use proptest::prelude::*;
/// proptest!(|(request in card_request())| prop_assert!(canonical_form(&request).is_ok()));
/// ```
pub fn card_request() -> BoxedStrategy<CardRequest> {
    prop_oneof![
        8 => shaped(0..=100, IssueKind::Ordinary),
        1 => shaped(0..=100, IssueKind::AsylumSeeker),
        1 => shaped(0..=100, IssueKind::Consular(ConsularChecks::default())),
    ]
    .boxed()
}

/// An image of a few random bytes, marked as simulated.
///
/// ```
/// use cie_core::strategies::media;
/// use proptest::prelude::*;
/// proptest!(|(media in media())| prop_assert!(media.about.simulated));
/// ```
pub fn media() -> BoxedStrategy<Media> {
    let kind = select(vec!["image/png", "image/jpeg"]);
    (kind, vec(any::<u8>(), 1..40))
        .prop_map(|(kind, bytes)| Media::new(kind, bytes, true))
        .boxed()
}

/// What is drawn before it is known who may have what.
#[derive(Clone, Debug)]
struct Draw {
    on: NaiveDate,
    person: Person,
    foreign: Citizenship,
    also_italian: bool,
    desk: (Office, Operator, RequestNumber),
    home: (u8, Address, Residence, AddressPlace),
    mode: u8,
    delegate: Option<Personal<String>>,
    guardians: Vec<Guardian>,
    reason: Reason,
    card: CardData,
    days_left: i64,
    taken: (Media, Vec<Media>, Option<Impossibility>, bool),
    donation: Option<OrganDonation>,
    receipt: String,
    serial: String,
}

/// Requests by people of those ages, in completed years.
pub(super) fn shaped(ages: RangeInclusive<u32>, kind: IssueKind) -> BoxedStrategy<CardRequest> {
    date(days())
        .prop_flat_map(move |on| draw(on, ages.clone()))
        .prop_map(move |draw| build(draw, kind.clone()))
        .boxed()
}

fn draw(on: NaiveDate, ages: RangeInclusive<u32>) -> BoxedStrategy<Draw> {
    let years_before = |years: u32| on.checked_sub_months(Months::new(12 * years)).unwrap_or(on);
    let born = years_before(ages.end() + 1) + Days::new(1)..=years_before(*ages.start());
    let who = (
        person(born),
        foreign_citizenship(on),
        prop::bool::weighted(0.8),
    );
    let home = (
        prop_oneof![6 => Just(0u8), 1 => Just(1), 1 => Just(2), 1 => Just(3)],
        address(on),
        abroad(on),
        comune(on),
    );
    let delegate = of("[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}".prop_map(Personal::new));
    let minor = (0u8..3, delegate, vec(guardian(), 1..3));
    let previous = (select(Reason::ALL.to_vec()), card(on), -400i64..180);
    let impossible = prop_oneof![
        8 => Just(None),
        1 => Just(Some(Impossibility::Temporary)),
        1 => Just(Some(Impossibility::Permanent)),
    ];
    let taken = (
        media(),
        vec(media(), 3),
        impossible,
        prop::bool::weighted(0.05),
    );
    let donation = of(select(vec![OrganDonation::Consent, OrganDonation::Refusal]));
    let numbers = (donation, "[1-9][0-9]{0,7}", serial());
    (who, desk(on), home, minor, previous, taken, numbers)
        .prop_map(
            move |(who, desk, home, minor, previous, taken, numbers)| Draw {
                on,
                person: who.0,
                foreign: who.1,
                also_italian: who.2,
                desk,
                home,
                mode: minor.0,
                delegate: minor.1,
                guardians: minor.2,
                reason: previous.0,
                card: previous.1,
                days_left: previous.2,
                taken,
                donation: numbers.0,
                receipt: numbers.1,
                serial: numbers.2.as_str().to_owned(),
            },
        )
        .boxed()
}

fn desk(on: NaiveDate) -> BoxedStrategy<(Office, Operator, RequestNumber)> {
    let adult = on - Days::new(366 * 60)..=on - Days::new(366 * 20);
    (
        any::<Index>(),
        codice_fiscale(adult),
        1u32..=999_999,
        1u32..100,
    )
        .prop_filter_map(
            "no comune stood on that day",
            move |(index, code, n, seat)| {
                let whole = |place: &Place<'_>| {
                    place.belfiore().is_some()
                        && place.istat().is_some()
                        && place.province().is_some()
                };
                let place = pick(on, PlaceKind::Comune, &index, whole)?;
                let istat = place.istat_code()?;
                let number = RequestNumber::new(&istat, on.year(), n).ok()?;
                let office = Office {
                    comune: place.name().to_owned(),
                    istat,
                    belfiore: place.belfiore()?.to_string(),
                    province: place.province()?.to_owned(),
                    name: "Anagrafe".to_owned(),
                    workstation_id: format!("PDL-{seat}"),
                };
                let operator = Operator {
                    label: format!("operator {seat}"),
                    codice_fiscale: code.expose().into(),
                };
                Some((office, operator, number))
            },
        )
        .boxed()
}

fn guardian() -> BoxedStrategy<Guardian> {
    let role = prop_oneof![4 => Just(GuardianRole::Parent), 1 => Just(GuardianRole::Guardian)];
    let consent = select(vec![
        Consent::Given,
        Consent::Missing,
        Consent::ReplacedByJudge,
    ]);
    let label = of(select(vec![
        "padre".to_owned(),
        "madre".into(),
        "genitore".into(),
    ]));
    (family_name(), family_name(), role, label, consent)
        .prop_map(|(surname, given, role, print_label, consent)| Guardian {
            surname: NamePart::from_text(surname),
            given: NamePart::from_text(given),
            codice_fiscale: None,
            role,
            print_label,
            consent,
        })
        .boxed()
}

/// Puts together what goes together.
fn build(draw: Draw, kind: IssueKind) -> CardRequest {
    let on = draw.on;
    let age = draw
        .person
        .birth_date
        .complete()
        .and_then(|born| age_on(born, on, OnBirthday::default(), LeapDay::default()));
    let below = |years: u32| age.is_some_and(|age| age < years);
    let (office, operator, number) = draw.desk;
    let mut subject = Subject::new(draw.person);
    subject.citizenships = match (&kind, draw.also_italian) {
        (IssueKind::AsylumSeeker, _) | (_, false) => vec![draw.foreign],
        // Of whoever has two, one in two here; whoever has one has the Italian.
        (_, true) if draw.mode == 0 => vec![Citizenship::italian(), draw.foreign],
        (_, true) => vec![Citizenship::italian()],
    };
    subject.card = (draw.reason != Reason::FirstIssue)
        .then(|| replaced(draw.card, draw.reason, on, draw.days_left));

    let desk = (office, operator);
    let mut request = CardRequest::new(number, on, desk, subject, draw.reason);
    live(&mut request, draw.home, &kind);
    deliver(&mut request, draw.mode, &kind);
    request.delivery.delegate = draw.delegate;
    let alone = request.delivery.delegate.is_none();
    if below(const { travel::CHILD_DELIVERY.years("until_age") }) && alone {
        request.delivery.mode = DeliveryMode::Comune;
    }
    if below(const { travel::MINOR_ASSENT.years("until_age") }) {
        request.guardians = draw.guardians;
    }
    let consular = matches!(kind, IssueKind::Consular(_));
    let chooses = !consular && !below(const { delivery::ORGAN_DONATION.years("from_age") });
    request.organ_donation = draw.donation.filter(|_| chooses);
    request.kind = kind;
    request.fee_receipt = Some(draw.receipt);
    request.serial = Some(draw.serial);
    let (photo, images, impossible, unable) = draw.taken;
    let printed = !below(const { biometrics::FINGERPRINTS.years("from_age") });
    let signs = !below(const { biometrics::SIGNATURE.years("from_age") }) && !unable;
    let mut images = images.into_iter();
    let signature = images.next().filter(|_| signs);
    let prints = images
        .zip([Hand::Right, Hand::Left])
        .map(|(mut image, hand)| {
            FingerprintPlan::media_type().clone_into(&mut image.about.media_type);
            Fingerprint {
                hand,
                finger: Finger::Index,
                image,
            }
        });
    let impossible = impossible.filter(|_| printed);
    request.biometrics = Biometrics {
        photo: Some(photo),
        fingerprints: prints.filter(|_| printed && impossible.is_none()).collect(),
        fingerprints_impossible: impossible,
        signature,
        unable_to_sign: unable,
    };
    request
}

/// The card that is replaced: near its end or past it where the reason is its end.
fn replaced(mut card: CardData, reason: Reason, on: NaiveDate, days_left: i64) -> CardData {
    if matches!(reason, Reason::RenewalExpired | Reason::RenewalExpiring) {
        let expires = on + chrono::Duration::days(days_left);
        card.issued_on = expires.checked_sub_months(Months::new(12 * 10));
        card.expires_on = Some(expires);
    }
    card
}

/// Here, elsewhere with leave, without a fixed abode, or abroad.
fn live(request: &mut CardRequest, home: (u8, Address, Residence, AddressPlace), kind: &IssueKind) {
    let (choice, mut address, abroad, elsewhere) = home;
    let here = AddressPlace {
        name: request.office.comune.clone(),
        istat: Some(request.office.istat.clone()),
        province: Some(request.office.province.clone()),
    };
    let choice = if matches!(kind, IssueKind::Consular(_)) {
        3
    } else {
        choice
    };
    let residence = match choice {
        0 | 1 => {
            if choice == 1 {
                request.nulla_osta = Some(NullaOsta {
                    comune: elsewhere.name.clone(),
                    protocol: "1/2026".to_owned(),
                    on: request.requested_on,
                });
            }
            address.comune = if choice == 1 { elsewhere } else { here };
            Residence::Italy {
                address,
                care_of: None,
                since: None,
            }
        }
        2 => Residence::NoFixedAbode {
            comune: here,
            street: None,
        },
        _ => abroad,
    };
    request.subject.residence = Some(residence);
}

/// Home where there is a home that can be posted to, else to the comune.
fn deliver(request: &mut CardRequest, mode: u8, kind: &IssueKind) {
    let consular = matches!(kind, IssueKind::Consular(_));
    request.delivery.mode = match (&request.subject.residence, mode) {
        (Some(Residence::Italy { .. }), 0) => DeliveryMode::Residence,
        (Some(Residence::Italy { address, .. }), 1) => {
            DeliveryMode::Address(Box::new(address.clone()))
        }
        (Some(Residence::Abroad { .. }), 0) if consular => DeliveryMode::Residence,
        _ => DeliveryMode::Comune,
    };
}
