//! Signed messages against openssl, and against damage.
// Helpers of tests panic as tests do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

mod support;

use chrono::TimeDelta;
use cie_devices::operator::OperatorCard;
use cie_devices::operator::cms::{MAX_CONTENT, MAX_MESSAGE, Placement, sign, verify};
use cie_devices::sim::{Purpose, TestAuthority, Validity, VirtualSco};
use cie_devices::{Code, Result};
use proptest::prelude::*;
use ring::rand::SystemRandom;
use std::fs;
use std::sync::OnceLock;
use support::{authority, now, open_card, openssl, openssl_ok, pin, validity};

const CONTENT: &[u8] = b"richiesta di prova \x00\r\n\xFF";

fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.code())
}

/// One signed message and its trust anchor, made once for the tests that damage copies.
fn sample() -> &'static (Vec<u8>, Vec<u8>) {
    static SAMPLE: OnceLock<(Vec<u8>, Vec<u8>)> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let authority = authority();
        let message = sign(
            CONTENT,
            &mut open_card(&authority),
            now(),
            Placement::Embedded,
        )
        .unwrap();
        (message, authority.certificate().to_vec())
    })
}

#[test]
fn what_is_signed_is_verified() {
    let (message, anchor) = sample();
    let verified = verify(message, &[anchor], now(), None).unwrap();
    assert_eq!(verified.content().expose(), CONTENT);
    assert_eq!(verified.signer().expose(), "CN=SCO 0001,O=SIMULATED");
    assert!(verified.signing_time().is_some_and(|time| time <= now()));
    assert!(!format!("{verified:?}").contains("SCO 0001"));
}

#[test]
fn openssl_verifies_what_we_sign_and_refuses_a_flipped_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (message, anchor) = sample();
    fs::write(path.join("ca.der"), anchor).unwrap();
    fs::write(path.join("message.der"), message).unwrap();
    let Some(_) = openssl_ok(path, "x509 -inform DER -in ca.der -out ca.pem") else {
        return;
    };
    let verify = "cms -verify -binary -inform DER -CAfile ca.pem -cades";
    openssl_ok(path, &format!("{verify} -in message.der -out content"));
    assert_eq!(fs::read(path.join("content")).unwrap(), CONTENT);

    let at = message
        .windows(CONTENT.len())
        .position(|w| w == CONTENT)
        .unwrap();
    for flipped in [at, message.len() - 1] {
        let mut altered = message.clone();
        altered[flipped] ^= 1;
        fs::write(path.join("altered.der"), &altered).unwrap();
        let output = openssl(path, &format!("{verify} -in altered.der -out altered")).unwrap();
        assert!(!output.status.success(), "byte {flipped}");
    }
}

#[test]
fn openssl_verifies_a_detached_signature() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let authority = authority();
    let message = sign(
        CONTENT,
        &mut open_card(&authority),
        now(),
        Placement::Detached,
    )
    .unwrap();
    assert!(!message.windows(CONTENT.len()).any(|w| w == CONTENT));
    fs::write(path.join("ca.der"), authority.certificate()).unwrap();
    fs::write(path.join("message.der"), &message).unwrap();
    fs::write(path.join("content"), CONTENT).unwrap();

    let anchor: &[&[u8]] = &[authority.certificate()];
    assert!(verify(&message, anchor, now(), Some(CONTENT)).is_ok());
    assert_eq!(
        code(verify(&message, anchor, now(), None)),
        Some(Code::ContentMissing)
    );
    assert_eq!(
        code(verify(&message, anchor, now(), Some(b"x"))),
        Some(Code::DigestMismatch)
    );
    let embedded = &sample().0;
    let both = verify(embedded, anchor, now(), Some(CONTENT));
    assert_eq!(code(both), Some(Code::ContentMissing));

    let Some(_) = openssl_ok(path, "x509 -inform DER -in ca.der -out ca.pem") else {
        return;
    };
    openssl_ok(
        path,
        "cms -verify -binary -inform DER -in message.der -content content -CAfile ca.pem \
         -cades -out out",
    );
}

#[test]
fn we_verify_what_openssl_signs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("content"), CONTENT).unwrap();
    let keys = [
        (
            "ec",
            "-newkey ec -pkeyopt ec_paramgen_curve:P-256",
            "sha256",
        ),
        (
            "ec384",
            "-newkey ec -pkeyopt ec_paramgen_curve:P-384",
            "sha384",
        ),
        ("rsa", "-newkey rsa:2048", "sha256"),
        ("rsa512", "-newkey rsa:2048", "sha512"),
    ];
    let root = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key \
                -out root.pem -subj /O=SIMULATED/CN=Root -days 30 \
                -addext keyUsage=critical,keyCertSign";
    let Some(_) = openssl_ok(path, root) else {
        return;
    };
    openssl_ok(path, "x509 -in root.pem -outform DER -out root.der");
    fs::write(
        path.join("ext"),
        "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n",
    )
    .unwrap();
    let root = fs::read(path.join("root.der")).unwrap();
    for (name, key, digest) in keys {
        openssl_ok(
            path,
            &format!("req -new {key} -nodes -keyout k.pem -out r.pem -subj /O=SIMULATED/CN={name}"),
        );
        openssl_ok(
            path,
            "x509 -req -in r.pem -CA root.pem -CAkey root.key -CAcreateserial -extfile ext \
             -days 30 -out c.pem",
        );
        let sign = format!(
            "cms -sign -binary -nodetach -outform DER -in content -signer c.pem -inkey k.pem \
             -md {digest} -out {name}.der"
        );
        openssl_ok(path, &format!("{sign} -cades"));
        let message = fs::read(path.join(format!("{name}.der"))).unwrap();
        let verified = verify(&message, &[&root], now(), None).unwrap();
        assert_eq!(verified.content().expose(), CONTENT, "{name}");
        assert!(verified.signer().expose().contains(name));

        openssl_ok(path, &sign);
        let plain = fs::read(path.join(format!("{name}.der"))).unwrap();
        let unbound = verify(&plain, &[&root], now(), None);
        assert_eq!(code(unbound), Some(Code::SignerBindingBroken), "{name}");
    }
}

#[test]
fn trust_depends_on_anchor_and_moment() {
    let (message, anchor) = sample();
    let at = |days| {
        code(verify(
            message,
            &[anchor],
            now() + TimeDelta::days(days),
            None,
        ))
    };
    assert_eq!(at(0), None);
    assert_eq!(at(31), Some(Code::SignerUntrusted));
    assert_eq!(at(-2), Some(Code::SignerUntrusted));
    assert_eq!(at(-365 * 100), Some(Code::BadTime));
    let untrusted = |anchors: &[&[u8]]| code(verify(message, anchors, now(), None));
    assert_eq!(untrusted(&[]), Some(Code::SignerUntrusted));
    // Another authority of the same name has another key.
    assert_eq!(
        untrusted(&[authority().certificate()]),
        Some(Code::SignerUntrusted)
    );
    assert_eq!(untrusted(&[b"no certificate"]), Some(Code::BadCertificate));
}

/// A card whose certificate is for something else, or whose signature is nonsense.
struct Odd {
    inner: VirtualSco,
    certificate: Vec<u8>,
    spoil: bool,
}

impl OperatorCard for Odd {
    fn label(&self) -> &str {
        self.inner.label()
    }
    fn presence(&self) -> cie_devices::operator::Presence {
        self.inner.presence()
    }
    fn certificate(&self) -> Result<Vec<u8>> {
        Ok(self.certificate.clone())
    }
    fn algorithm(&self) -> cie_devices::operator::SignatureAlgorithm {
        self.inner.algorithm()
    }
    fn tries_left(&self) -> Option<u8> {
        self.inner.tries_left()
    }
    fn login(&mut self, pin: &cie_core::redact::Secret) -> Result<()> {
        self.inner.login(pin)
    }
    fn logout(&mut self) {
        self.inner.logout();
    }
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>> {
        let signed = if self.spoil {
            b"something else"
        } else {
            message
        };
        self.inner.sign(signed)
    }
}

#[test]
fn wrong_signatures_and_wrong_certificates_are_told_apart() {
    let authority = authority();
    let rng = SystemRandom::new();
    let inner = || open_card(&authority);
    let outcome = |card: &mut Odd| {
        let message = sign(CONTENT, card, now(), Placement::Embedded).unwrap();
        code(verify(&message, &[authority.certificate()], now(), None))
    };
    let card = inner();
    let certificate = card.certificate().unwrap();
    let mut spoiled = Odd {
        inner: card,
        certificate,
        spoil: true,
    };
    assert_eq!(outcome(&mut spoiled), Some(Code::SignatureInvalid));

    let other = authority
        .issue("other", Purpose::Signing, validity(), &rng)
        .unwrap();
    let mut foreign = Odd {
        inner: inner(),
        certificate: other.certificate,
        spoil: false,
    };
    assert_eq!(outcome(&mut foreign), Some(Code::SignatureInvalid));

    let sealing = authority
        .issue("other", Purpose::KeyAgreement, validity(), &rng)
        .unwrap();
    let mut sealing = Odd {
        inner: inner(),
        certificate: sealing.certificate,
        spoil: false,
    };
    assert_eq!(outcome(&mut sealing), Some(Code::SignerKeyUsage));

    let mut garbage = Odd {
        inner: inner(),
        certificate: vec![1, 2, 3],
        spoil: false,
    };
    let refused = sign(CONTENT, &mut garbage, now(), Placement::Embedded);
    assert_eq!(code(refused), Some(Code::BadCertificate));
}

#[test]
fn the_card_and_the_clock_have_their_say() {
    let authority = authority();
    let mut card = open_card(&authority);
    card.logout();
    let closed = sign(CONTENT, &mut card, now(), Placement::Embedded);
    assert_eq!(code(closed), Some(Code::PinRequired));
    card.login(&pin()).unwrap();
    let mut at = |date: &str| {
        let time = date.parse().unwrap();
        let message = sign(CONTENT, &mut card, time, Placement::Embedded).unwrap();
        let verified = verify(&message, &[authority.certificate()], now(), None).unwrap();
        assert_eq!(verified.signing_time(), Some(time));
        // Tags of UTCTime and GeneralizedTime before the text (RFC 5652, 11.3).
        message
    };
    let has = |message: &[u8], part: &[u8]| message.windows(part.len()).any(|w| w == part);
    assert!(has(&at("2049-12-31T23:59:59Z"), b"\x17\x0D491231235959Z"));
    assert!(has(&at("2050-01-01T00:00:00Z"), b"\x18\x0F20500101000000Z"));
    let early = "1969-12-31T23:59:59Z".parse().unwrap();
    assert_eq!(
        code(sign(CONTENT, &mut card, early, Placement::Embedded)),
        Some(Code::BadTime)
    );
}

#[test]
fn certificates_need_a_sensible_period_and_name() {
    let rng = SystemRandom::new();
    let period = validity();
    let reversed = Validity {
        not_before: period.not_after,
        not_after: period.not_before,
    };
    assert_eq!(
        code(TestAuthority::generate("CA", reversed, &rng)),
        Some(Code::BadTime)
    );
    assert_eq!(
        code(TestAuthority::generate("", period, &rng)),
        Some(Code::IssueFailed)
    );
    let long = "x".repeat(65);
    assert_eq!(
        code(TestAuthority::generate(&long, period, &rng)),
        Some(Code::IssueFailed)
    );
}

#[test]
fn sizes_are_bounded() {
    let mut card = open_card(&authority());
    let most = vec![0; MAX_CONTENT];
    assert!(sign(&most, &mut card, now(), Placement::Detached).is_ok());
    let more = vec![0; MAX_CONTENT + 1];
    let refused = sign(&more, &mut card, now(), Placement::Detached);
    assert_eq!(code(refused), Some(Code::SignedTooLarge));
    let long = vec![0x30; MAX_MESSAGE + 1];
    assert_eq!(
        code(verify(&long, &[], now(), None)),
        Some(Code::SignedTooLarge)
    );
    // A million empty elements would take the sorting of sets forever.
    let mut many = vec![0x30, 0x83, 0x1E, 0x84, 0x80];
    many.extend([0x05, 0x00].repeat(1_000_000));
    assert_eq!(
        code(verify(&many, &[], now(), None)),
        Some(Code::SignedTooLarge)
    );
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify(&bytes, &[&sample().1], now(), None).is_err());
    }

    /// No byte of a signed message can change unnoticed, save in places that are not signed by
    /// design; there the content and the signer must be the same.
    #[test]
    fn a_changed_byte_changes_nothing_that_counts(at: prop::sample::Index, flip in 1u8..) {
        let (message, anchor) = sample();
        let mut altered = message.clone();
        let at = at.index(altered.len());
        altered[at] ^= flip;
        if let Ok(verified) = verify(&altered, &[anchor], now(), None) {
            prop_assert_eq!(verified.content().expose(), CONTENT);
            prop_assert_eq!(verified.signer().expose(), "CN=SCO 0001,O=SIMULATED");
        }
    }

    #[test]
    fn a_cut_message_is_refused(at: prop::sample::Index) {
        let (message, anchor) = sample();
        let cut = &message[..at.index(message.len())];
        prop_assert_eq!(code(verify(cut, &[anchor], now(), None)), Some(Code::SignedMalformed));
    }
}
