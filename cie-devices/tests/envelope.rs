//! Sealed messages against openssl, and against damage.
// Helpers of tests panic as tests do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

mod support;

use cie_devices::envelope::{MAX_CONTENT, MAX_MESSAGE, Recipient, SoftRecipient, open, seal};
use cie_devices::sim::{Issued, Purpose};
use cie_devices::{Code, Result};
use proptest::prelude::*;
use ring::rand::SystemRandom;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use support::{authority, openssl_ok, validity};

const CONTENT: &[u8] = b"richiesta di prova \x00\r\n\xFF";

fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.code())
}

fn issue(purpose: Purpose) -> Issued {
    authority()
        .issue("CNSD", purpose, validity(), &SystemRandom::new())
        .unwrap()
}

fn recipient(issued: &Issued) -> SoftRecipient {
    SoftRecipient::new(&issued.private_key, &issued.certificate).unwrap()
}

/// One sealed message and who can open it, made once for the tests that damage copies.
fn sample() -> &'static (Vec<u8>, Issued) {
    static SAMPLE: OnceLock<(Vec<u8>, Issued)> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let issued = issue(Purpose::KeyAgreement);
        (
            seal(CONTENT, &issued.certificate, &SystemRandom::new()).unwrap(),
            issued,
        )
    })
}

#[test]
fn what_is_sealed_is_opened_by_its_recipient_alone() {
    let (message, issued) = sample();
    assert_eq!(open(message, &recipient(issued)).unwrap().expose(), CONTENT);
    assert!(!message.windows(8).any(|w| w == &CONTENT[..8]));
    let stranger = recipient(&issue(Purpose::KeyAgreement));
    assert_eq!(code(open(message, &stranger)), Some(Code::NotARecipient));
    let again = seal(CONTENT, &issued.certificate, &SystemRandom::new()).unwrap();
    assert_ne!(&again, message);
}

/// The name of the recipient with somebody else's key.
struct Impostor<'a>(&'a SoftRecipient, &'a [u8]);

impl Recipient for Impostor<'_> {
    fn certificate(&self) -> &[u8] {
        self.1
    }
    fn agree(&self, sender: &[u8]) -> Result<zeroize::Zeroizing<[u8; 32]>> {
        self.0.agree(sender)
    }
}

#[test]
fn the_right_name_with_the_wrong_key_opens_nothing() {
    let (message, issued) = sample();
    let stranger = recipient(&issue(Purpose::KeyAgreement));
    let impostor = Impostor(&stranger, &issued.certificate);
    assert_eq!(
        code(open(message, &impostor)),
        Some(Code::EnvelopeNotOpened)
    );
}

/// Writes key and certificate as openssl wants them.
fn write_pem(path: &Path, issued: &Issued) -> Option<()> {
    fs::write(path.join("key.der"), &issued.private_key).unwrap();
    fs::write(path.join("cert.der"), &issued.certificate).unwrap();
    openssl_ok(path, "x509 -inform DER -in cert.der -out cert.pem")?;
    openssl_ok(path, "pkey -inform DER -in key.der -out key.pem").map(|_| ())
}

#[test]
fn openssl_opens_what_we_seal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (message, issued) = sample();
    let Some(()) = write_pem(path, issued) else {
        return;
    };
    fs::write(path.join("message.der"), message).unwrap();
    openssl_ok(
        path,
        "cms -decrypt -binary -inform DER -in message.der -recip cert.pem -inkey key.pem \
         -out content",
    );
    assert_eq!(fs::read(path.join("content")).unwrap(), CONTENT);
}

#[test]
fn we_open_what_openssl_seals() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let issued = issue(Purpose::KeyAgreement);
    let Some(()) = write_pem(path, &issued) else {
        return;
    };
    fs::write(path.join("content"), CONTENT).unwrap();
    let own = recipient(&issued);
    let encrypt = "cms -encrypt -binary -outform DER -in content -out message.der";
    let outcome = |options: &str| {
        openssl_ok(path, &format!("{encrypt} {options}"));
        open(&fs::read(path.join("message.der")).unwrap(), &own)
    };
    let sha256 = "-recip cert.pem -keyopt ecdh_kdf_md:sha256";
    let opened = outcome(&format!("-aes-256-gcm {sha256}")).unwrap();
    assert_eq!(opened.expose(), CONTENT);
    let by_key_identifier = outcome(&format!("-aes-256-gcm -keyid {sha256}"));
    assert_eq!(code(by_key_identifier), Some(Code::EnvelopeMalformed));
    // SHA-1 key derivation, another cipher, and no authentication are refused.
    let sha1 = outcome("-aes-256-gcm -recip cert.pem");
    assert_eq!(code(sha1), Some(Code::EnvelopeUnsupported));
    let aes128 = outcome(&format!("-aes-128-gcm {sha256}"));
    assert_eq!(code(aes128), Some(Code::EnvelopeUnsupported));
    let cbc = outcome(&format!("-aes-256-cbc {sha256}"));
    assert_eq!(code(cbc), Some(Code::EnvelopeUnsupported));
}

#[test]
fn keys_and_certificates_must_fit() {
    let rng = SystemRandom::new();
    let signing = issue(Purpose::Signing);
    let refused = seal(CONTENT, &signing.certificate, &rng);
    assert_eq!(code(refused), Some(Code::RecipientUnsuitable));
    assert_eq!(
        code(seal(CONTENT, b"none", &rng)),
        Some(Code::BadCertificate)
    );
    let (one, two) = (issue(Purpose::KeyAgreement), issue(Purpose::KeyAgreement));
    let mixed = SoftRecipient::new(&one.private_key, &two.certificate);
    assert_eq!(code(mixed), Some(Code::KeyMismatch));
    let garbage = SoftRecipient::new(b"none", &two.certificate);
    assert_eq!(code(garbage), Some(Code::RecipientUnsuitable));
}

#[test]
fn sizes_are_bounded() {
    let (_, issued) = sample();
    let rng = SystemRandom::new();
    let most = seal(&vec![7; MAX_CONTENT], &issued.certificate, &rng).unwrap();
    assert_eq!(
        open(&most, &recipient(issued)).unwrap().expose().len(),
        MAX_CONTENT
    );
    let more = seal(&vec![7; MAX_CONTENT + 1], &issued.certificate, &rng);
    assert_eq!(code(more), Some(Code::EnvelopeTooLarge));
    let long = vec![0x30; MAX_MESSAGE + 1];
    assert_eq!(
        code(open(&long, &recipient(issued))),
        Some(Code::EnvelopeTooLarge)
    );
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(open(&bytes, &recipient(&sample().1)).is_err());
    }

    #[test]
    fn any_content_comes_back(content in proptest::collection::vec(any::<u8>(), 0..200)) {
        let issued = &sample().1;
        let sealed = seal(&content, &issued.certificate, &SystemRandom::new()).unwrap();
        let opened = open(&sealed, &recipient(issued)).unwrap();
        prop_assert_eq!(opened.expose(), &content);
    }

    /// A changed byte is noticed, or was in a part that does not bear on the content.
    #[test]
    fn a_changed_byte_never_changes_the_content(at: prop::sample::Index, flip in 1u8..) {
        let (message, issued) = sample();
        let mut altered = message.clone();
        let at = at.index(altered.len());
        altered[at] ^= flip;
        if let Ok(content) = open(&altered, &recipient(issued)) {
            prop_assert_eq!(content.expose(), CONTENT);
        }
    }
}
