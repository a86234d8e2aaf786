//! The virtual operator card: PIN, presence, storage.
// Helpers of tests panic as tests do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

mod support;

use cie_core::redact::Secret;
use cie_devices::operator::{OperatorCard, Presence};
use cie_devices::sim::{TestAuthority, VirtualSco};
use cie_devices::{Code, Result};
use der::Decode;
use proptest::prelude::*;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use support::{authority, open_card, pin};
use x509_cert::Certificate;

fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.code())
}

#[test]
fn three_wrong_pins_lock_the_card_for_good() {
    let mut card = open_card(&authority());
    let wrong = Secret::new("00000000");
    assert_eq!(code(card.login(&wrong)), Some(Code::WrongPin));
    assert_eq!(card.tries_left(), Some(2));
    assert_eq!(
        code(card.login(&Secret::new("not a pin"))),
        Some(Code::BadPin)
    );
    assert_eq!(card.tries_left(), Some(2));
    card.login(&pin()).unwrap();
    assert_eq!(card.tries_left(), Some(3));

    assert_eq!(code(card.login(&wrong)), Some(Code::WrongPin));
    assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
    assert_eq!(code(card.login(&wrong)), Some(Code::WrongPin));
    assert_eq!(code(card.login(&wrong)), Some(Code::PinLocked));
    assert_eq!(code(card.login(&pin())), Some(Code::PinLocked));
    let mut stored = VirtualSco::from_bytes(&card.to_bytes().unwrap()).unwrap();
    assert_eq!(code(stored.login(&pin())), Some(Code::PinLocked));
}

#[test]
fn a_stored_card_is_the_same_card_without_its_session() {
    let card = open_card(&authority());
    let mut again = VirtualSco::from_bytes(&card.to_bytes().unwrap()).unwrap();
    assert_eq!(again.certificate().unwrap(), card.certificate().unwrap());
    assert_eq!(again.authority(), card.authority());
    assert_eq!(again.label(), "SCO 0001");
    assert_eq!(code(again.sign(b"m")), Some(Code::PinRequired));
    again.login(&pin()).unwrap();
    let signature = again.sign(b"message").unwrap();

    let certificate = Certificate::from_der(&card.certificate().unwrap()).unwrap();
    let spki = certificate.tbs_certificate.subject_public_key_info;
    let key = UnparsedPublicKey::new(
        &ECDSA_P256_SHA256_ASN1,
        spki.subject_public_key.as_bytes().unwrap(),
    );
    assert!(key.verify(b"message", &signature).is_ok());
    assert!(key.verify(b"massage", &signature).is_err());
}

#[test]
fn a_card_out_of_the_reader_does_nothing() {
    let mut card = open_card(&authority());
    card.set_presence(Presence::Absent);
    assert_eq!(card.presence(), Presence::Absent);
    assert_eq!(code(card.certificate()), Some(Code::CardAbsent));
    assert_eq!(code(card.login(&pin())), Some(Code::CardAbsent));
    assert_eq!(code(card.sign(b"m")), Some(Code::CardAbsent));
    card.set_presence(Presence::Present);
    assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
}

#[test]
fn it_says_that_it_is_simulated_and_keeps_its_pin() {
    let authority = authority();
    let mut card = open_card(&authority);
    assert_eq!(format!("{card}"), "SIMULATED operator card \"SCO 0001\"");
    for der in [authority.certificate(), &card.certificate().unwrap()] {
        let subject = Certificate::from_der(der)
            .unwrap()
            .tbs_certificate
            .subject
            .to_string();
        assert!(subject.contains("O=SIMULATED"), "{subject}");
    }
    let error = card.login(&Secret::new("98765432")).unwrap_err();
    assert!(!format!("{error} {error:?} {card:?}").contains("98765432"));
}

#[test]
fn a_foreign_certificate_is_noticed() {
    let authority = authority();
    let (one, two) = (open_card(&authority), open_card(&authority));
    let (mut bytes, other) = (one.to_bytes().unwrap().to_vec(), two.certificate().unwrap());
    let own = one.certificate().unwrap();
    // Serial numbers and signatures have equal or nearly equal lengths; only swap equal ones.
    let at = bytes.windows(own.len()).position(|w| w == own).unwrap();
    if own.len() == other.len() {
        bytes[at..at + own.len()].copy_from_slice(&other);
        assert_eq!(
            code(VirtualSco::from_bytes(&bytes)),
            Some(Code::KeyMismatch)
        );
    } else {
        bytes[at] ^= 0xFF;
        assert_eq!(
            code(VirtualSco::from_bytes(&bytes)),
            Some(Code::BadCardState)
        );
    }
}

#[test]
fn a_stored_authority_issues_cards_of_the_same_issuer() {
    let first = authority();
    let again = TestAuthority::from_bytes(&first.to_bytes().unwrap()).unwrap();
    assert_eq!(again.certificate(), first.certificate());
    let issuer = |card: &VirtualSco| {
        Certificate::from_der(&card.certificate().unwrap())
            .unwrap()
            .tbs_certificate
            .issuer
    };
    assert_eq!(issuer(&open_card(&again)), issuer(&open_card(&first)));
}

proptest! {
    #[test]
    fn any_bytes_are_a_card_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = VirtualSco::from_bytes(&bytes);
        let _ = TestAuthority::from_bytes(&bytes);
    }
}
