//! What the simulator refuses, with the code that says why; in process and over HTTP.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use std::cell::Cell;

use cie_core::ports::{System, Trouble};
use cie_devices::envelope::seal;
use cie_devices::sim::{Purpose, TestAuthority, Validity};
use cie_sandbox::{Code, MAX_ENVELOPE, code_of};
use common::{Office, Side, WAYS, number, payload, start};
use proptest::prelude::*;
use ring::rand::SystemRandom;

/// A signed request for number 1 with serial CA00000AA is right; each row changes one thing.
#[test]
fn the_table_of_refusals() {
    let right = payload(&number(1), "CA00000AA");
    let deep = [&b"{\"x\":"[..], &[b'['; 100_000]].concat();
    let stranger = Office::new();
    for way in WAYS {
        let side = Side::new(way);
        let ports = side.ports();
        assert_eq!(ports.serial(&number(1)).unwrap(), "CA00000AA");
        let recipient = ports.recipient_certificate().unwrap();
        let rng = SystemRandom::new();
        let own = |content: &[u8]| side.office.envelope(content, &recipient);
        let sealed = |content: &[u8]| seal(content, &recipient, &rng).unwrap();

        let validity = Validity {
            not_before: start(),
            not_after: "2026-12-31T00:00:00Z".parse().unwrap(),
        };
        let elsewhere = TestAuthority::generate("Other", validity, &rng)
            .unwrap()
            .issue("Other recipient", Purpose::KeyAgreement, validity, &rng)
            .unwrap();

        let table: Vec<(&str, Vec<u8>, Code)> = vec![
            ("empty", vec![], Code::EnvelopeNotOpened),
            ("garbage", vec![0x55; 4_096], Code::EnvelopeNotOpened),
            (
                "not sealed",
                side.office.sign(&right),
                Code::EnvelopeNotOpened,
            ),
            (
                "sealed for somebody else",
                side.office.envelope(&right, &elsewhere.certificate),
                Code::EnvelopeNotOpened,
            ),
            ("not signed", sealed(&right), Code::SignatureRefused),
            (
                "wrong authority",
                stranger.envelope(&right, &recipient),
                Code::SignatureRefused,
            ),
            (
                "flipped byte inside the envelope",
                {
                    let mut signed = side.office.sign(&right);
                    let at = signed.windows(9).position(|w| w == b"CA00000AA").unwrap();
                    signed[at + 6] ^= 1;
                    sealed(&signed)
                },
                Code::SignatureRefused,
            ),
            ("no JSON", own(b"<request/>"), Code::PayloadMalformed),
            ("too deep", own(&deep), Code::PayloadMalformed),
            (
                "no serial",
                own(b"{\"number\":\"058091-2026-000001\"}"),
                Code::PayloadMalformed,
            ),
            (
                "wrong number",
                own(&payload(&number(2), "CA00000AA")),
                Code::NumberMismatch,
            ),
            (
                "wrong serial",
                own(&payload(&number(1), "CA00001AA")),
                Code::SerialMismatch,
            ),
            (
                "serial without a zero",
                own(&payload(&number(1), "CA0000AA")),
                Code::SerialMismatch,
            ),
            (
                "oversize",
                vec![0x30; MAX_ENVELOPE + 1],
                Code::EnvelopeTooLarge,
            ),
        ];
        for (name, envelope, code) in table {
            let error = ports.submit(&number(1), &envelope).unwrap_err();
            assert_eq!(code_of(&error), Some(code), "{way:?}: {name}: {error}");
            assert_eq!(error.trouble, Trouble::Refused, "{name}");
            assert_eq!(error.system, System::Cnsd);
            assert!(error.text.starts_with("SIMULATED"), "{}", error.text);
            assert!(ports.progress(&number(1)).is_err(), "{name} left a trace");
        }
        let error = ports
            .submit(&number(9), &own(&payload(&number(9), "CA00000AA")))
            .unwrap_err();
        assert_eq!(code_of(&error), Some(Code::SerialNotAssigned));
        // After all that, the right one is taken in.
        assert!(ports.submit(&number(1), &own(&right)).is_ok());
    }
}

#[test]
fn an_expired_card_is_refused_but_what_was_taken_in_stays() {
    for way in WAYS {
        let side = Side::with_office(way, Office::with_card_until("2026-06-30T00:00:00Z"));
        let (first, second) = (side.prepare(&number(1)), side.prepare(&number(2)));
        let acceptance = side.ports().submit(&number(1), &first).unwrap();
        side.clock.set("2026-07-01T00:00:00Z".parse().unwrap());
        let error = side.ports().submit(&number(2), &second).unwrap_err();
        assert_eq!(code_of(&error), Some(Code::SignatureRefused));
        assert_eq!(side.ports().submit(&number(1), &first).unwrap(), acceptance);
    }
}

#[test]
fn an_authority_that_is_no_certificate_is_refused_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    for bad in [
        vec![],
        vec![0x30; 64],
        b"-----BEGIN CERTIFICATE-----".to_vec(),
    ] {
        let error = cie_sandbox::Ministry::builder(dir.path(), bad)
            .open()
            .unwrap_err();
        assert_eq!(error.code(), Code::BadAuthority);
    }
}

/// The encrypted content and its tag (GCM, RFC 5083): one bit changed in any byte is noticed. The
/// signature inside varies by a few bytes in length, hence the margin.
#[test]
fn a_flipped_bit_of_the_content_is_refused() {
    let side = Side::new(common::Way::InProcess);
    let envelope = side.prepare(&number(1));
    let sealed = side.office.sign(&payload(&number(1), "CA00000AA")).len() - 8;
    for from_end in 1..=sealed {
        let mut envelope = envelope.clone();
        let at = envelope.len() - from_end;
        envelope[at] ^= 1 << (at % 8);
        let error = side.ports().submit(&number(1), &envelope).unwrap_err();
        assert_eq!(code_of(&error), Some(Code::EnvelopeNotOpened), "byte {at}");
    }
    assert!(side.ports().progress(&number(1)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// One bit changed anywhere. CMS does not protect its version numbers and type identifiers:
    /// whether a change there is noticed is for the reader of CMS. What may not happen is that it
    /// changes what is taken in.
    #[test]
    fn a_flipped_bit_anywhere_is_refused_or_changes_nothing(at: prop::sample::Index, bit in 0_u8..8) {
        thread_local! {
            static SIDE: (Side, Cell<u32>) = (Side::new(common::Way::InProcess), Cell::new(0));
        }
        SIDE.with(|(side, last)| {
            last.set(last.get() + 1);
            let number = number(last.get());
            let genuine = side.prepare(&number);
            let mut envelope = genuine.clone();
            let at = at.index(envelope.len());
            envelope[at] ^= 1 << bit;
            match side.ports().submit(&number, &envelope) {
                Err(error) => {
                    prop_assert_eq!(error.trouble, Trouble::Refused);
                    prop_assert!(side.ports().progress(&number).is_err());
                }
                Ok(acceptance) => {
                    // Other content under the same number would be refused here.
                    prop_assert_eq!(side.ports().submit(&number, &genuine).unwrap(), acceptance);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_refused(envelope: Vec<u8>) {
        thread_local!(static SIDE: Side = Side::new(common::Way::InProcess));
        SIDE.with(|side| {
            let error = side.ports().submit(&number(1), &envelope).unwrap_err();
            prop_assert_eq!(code_of(&error), Some(Code::EnvelopeNotOpened));
            Ok(())
        })?;
    }
}
