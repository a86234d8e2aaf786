//! Surveys of states, and what happens between two of them.

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::redact::Personal;
use ring::rand::SystemRandom;

use super::{CollisionKind, Holds, PresenceEvent, Seat, SeenCard, Survey, differences};
use crate::operator::{CardCertificate, CertificateSelector, Selection};
use crate::sim::{Purpose, TestAuthority, Validity};
use crate::{Code, Result};

const SCO_ATR: [u8; 2] = [0x3B, 1];
const CIE_ATR: [u8; 2] = [0x3B, 2];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default()
}

/// A card in a slot whose reader has this name.
fn card(slot: u64, description: &str) -> Result<SeenCard> {
    let rng = SystemRandom::new();
    let validity = Validity {
        not_before: now() - TimeDelta::days(1),
        not_after: now() + TimeDelta::days(1),
    };
    let authority = TestAuthority::generate("Test CA", validity, &rng)?;
    let issued = authority.issue("SCO 0001", Purpose::Signing, validity, &rng)?;
    Ok(SeenCard {
        slot,
        description: description.to_owned(),
        serial: Personal::new(format!("chip {slot}")),
        certificates: vec![CardCertificate::parse(&issued.certificate)?],
    })
}

fn wanted(card: &SeenCard) -> Option<Selection> {
    let certificate = card.certificates.first()?;
    let selector = CertificateSelector::Fingerprint(certificate.fingerprint());
    Some(Selection::to_sign(selector, now()))
}

fn seat(reader: &str, holds: Holds, atr: &[u8], changes: u32) -> Seat {
    Seat {
        reader: reader.to_owned(),
        holds,
        atr: atr.to_vec(),
        changes,
    }
}

fn held(survey: &Survey) -> Vec<(String, Holds)> {
    let places = survey.places().iter();
    places.map(|place| (place.name(), place.holds)).collect()
}

#[test]
fn each_place_says_what_it_holds() -> Result<()> {
    let sco = card(4, "left 00 00")?;
    let selection = wanted(&sco).ok_or(Code::NoSuchCertificate)?;
    let seats = [
        seat("keyboard", Holds::Nothing, &[], 0),
        seat("left 00 00", Holds::Foreign, &SCO_ATR, 0),
        seat("right 00 00", Holds::Foreign, &CIE_ATR, 0),
        seat("broken", Holds::Mute, &[], 0),
    ];
    let survey = Survey::of(&seats, std::slice::from_ref(&sco), &selection);
    let named = |name: &str, holds| (name.to_owned(), holds);
    assert_eq!(
        held(&survey),
        [
            named("keyboard", Holds::Nothing),
            named("left 00 00", Holds::Chosen),
            named("right 00 00", Holds::Foreign),
            named("broken", Holds::Mute),
        ]
    );
    assert_eq!(survey.chosen()?.slot, Some(4));
    assert_eq!(survey.collision(), None);
    assert_eq!(survey.alone()?.reader.as_deref(), Some("left 00 00"));

    // Without the card, the reason is the selection's.
    let none = Survey::of(&seats, &[], &selection);
    let code = none.chosen().err().map(|error| error.code());
    assert_eq!(code, Some(Code::NoSuchCertificate));
    Ok(())
}

#[test]
fn the_reader_of_a_card_is_not_guessed() -> Result<()> {
    let sco = card(0, "SoftHSM slot ID 0x1")?;
    let selection = wanted(&sco).ok_or(Code::NoSuchCertificate)?;
    let seats = [seat("left", Holds::Foreign, &SCO_ATR, 0)];
    let survey = Survey::of(&seats, std::slice::from_ref(&sco), &selection);
    assert_eq!(survey.chosen()?.reader, None);
    assert_eq!(survey.chosen()?.name(), "slot 0");
    // Two readers whose names begin alike fill the module's field alike.
    let long = "x".repeat(64);
    let mut cut = sco;
    cut.description.clone_from(&long);
    let twins = [format!("{long} 00"), format!("{long} 01")];
    let both = twins
        .clone()
        .map(|name| seat(&name, Holds::Foreign, &SCO_ATR, 0));
    let survey = Survey::of(&both, std::slice::from_ref(&cut), &selection);
    assert_eq!(survey.chosen()?.reader, None);
    // An empty one is not in question.
    let [first, second] = twins;
    let one = [
        seat(&first, Holds::Nothing, &[], 0),
        seat(&second, Holds::Foreign, &SCO_ATR, 0),
    ];
    let survey = Survey::of(&one, &[cut], &selection);
    assert_eq!(survey.chosen()?.reader, Some(second));
    Ok(())
}

#[test]
fn cards_of_one_family_collide() -> Result<()> {
    let (sco, anpr) = (card(0, "left")?, card(1, "right")?);
    let selection = wanted(&sco).ok_or(Code::NoSuchCertificate)?;
    let seats = [
        seat("left", Holds::Foreign, &SCO_ATR, 0),
        seat("right", Holds::Foreign, &SCO_ATR, 0),
    ];
    let kind = |survey: &Survey| survey.collision().map(|collision| collision.kind);
    let both = Survey::of(&seats, &[sco.clone(), anpr], &selection);
    assert_eq!(kind(&both), Some(CollisionKind::SameModule));
    assert_eq!(both.chosen()?.reader.as_deref(), Some("left"));
    let code = both.alone().err().map(|error| error.code());
    assert_eq!(code, Some(Code::CardsCollide));

    // The module shows one of the two, or none: what the service sees tells.
    let one = Survey::of(&seats, &[sco], &selection);
    assert_eq!(kind(&one), Some(CollisionKind::SameAnswerToReset));
    let none = Survey::of(&seats, &[], &selection);
    assert_eq!(kind(&none), Some(CollisionKind::SameAnswerToReset));
    let told = none.collision().map(|collision| collision.places);
    assert_eq!(told, Some(vec!["left".to_owned(), "right".to_owned()]));

    // A citizen's card beside the operator's is another family.
    let guest = [
        seat("left", Holds::Foreign, &SCO_ATR, 0),
        seat("right", Holds::Foreign, &CIE_ATR, 0),
    ];
    assert_eq!(kind(&Survey::of(&guest, &[], &selection)), None);
    Ok(())
}

#[test]
fn what_happens_is_told_in_order() -> Result<()> {
    use PresenceEvent::{
        CardInserted, CardRecognised, CardRemoved, CardsCollide, CollisionOver, ReaderAdded,
        ReaderRemoved,
    };
    let (sco, anpr) = (card(0, "left")?, card(1, "right")?);
    let selection = wanted(&sco).ok_or(Code::NoSuchCertificate)?;
    let left = |holds, changes| seat("left", holds, &SCO_ATR, changes);
    let right = |holds| seat("right", holds, &SCO_ATR, 0);
    let survey = |seats: &[Seat], cards: &[&SeenCard]| {
        let cards: Vec<SeenCard> = cards.iter().copied().cloned().collect();
        Survey::of(seats, &cards, &selection)
    };
    let empty = survey(&[seat("left", Holds::Nothing, &[], 0)], &[]);
    let unknown = survey(&[left(Holds::Foreign, 0)], &[]);
    let known = survey(&[left(Holds::Foreign, 0)], &[&sco]);
    let again = survey(&[left(Holds::Foreign, 1)], &[&sco]);
    let both = survey(
        &[left(Holds::Foreign, 1), right(Holds::Foreign)],
        &[&sco, &anpr],
    );
    let place = |survey: &Survey, at: usize| survey.places()[at].clone();

    assert!(differences(&known, &known).is_empty());
    let came = differences(&empty, &known);
    assert_eq!(came, [CardInserted(place(&known, 0))]);
    assert_eq!(
        differences(&unknown, &known),
        [CardRecognised(place(&known, 0))]
    );
    // Taken out and put back between two looks: its sessions are gone.
    assert_eq!(
        differences(&known, &again),
        [
            CardRemoved(place(&known, 0)),
            CardInserted(place(&again, 0))
        ]
    );
    let collision = both.collision().ok_or(Code::CardsCollide)?;
    assert_eq!(
        differences(&again, &both),
        [
            ReaderAdded("right".to_owned()),
            CardInserted(place(&both, 1)),
            CardsCollide(collision),
        ]
    );
    assert_eq!(
        differences(&both, &again),
        [
            CardRemoved(place(&both, 1)),
            ReaderRemoved("right".to_owned()),
            CollisionOver,
        ]
    );
    // Another chip in the same reader, seen at once.
    let mut other = sco.clone();
    other.serial = Personal::from("another chip");
    let other = survey(&[left(Holds::Foreign, 0)], &[&other]);
    assert_eq!(
        differences(&known, &other),
        [
            CardRemoved(place(&known, 0)),
            CardInserted(place(&other, 0))
        ]
    );
    Ok(())
}
