//! Choosing certificates by text.

use cie_core::journal::Hash;
use cie_devices::Code;
use cie_devices::operator::{
    CardCertificate, CertificateSelector, KeyKind, PinLevel, PinState, SignatureAlgorithm,
};
use proptest::prelude::*;

#[test]
fn each_form_is_read_and_written_back() {
    let hash = Hash::of(b"certificate");
    let colons: Vec<String> = hash.0.iter().map(|byte| format!("{byte:02X}")).collect();
    let read = |text: &str| text.parse::<CertificateSelector>().unwrap();
    let fingerprint = CertificateSelector::Fingerprint(hash);
    assert_eq!(read(&format!("sha256:{hash}")), fingerprint);
    // As `openssl x509 -fingerprint -sha256` writes it.
    assert_eq!(read(&format!("sha256:{}", colons.join(":"))), fingerprint);
    let serial = read("serial:0a:1b@CN=An authority,O=Somebody");
    assert_eq!(serial.to_string(), "serial:0A1B@CN=An authority,O=Somebody");
    assert_eq!(read(&serial.to_string()), serial);
    let subject = read("subject:CN=ROSSI BIANCA");
    assert_eq!(subject, read("subject:2.5.4.3=ROSSI BIANCA"));
    let shown = format!("{subject} {subject:?}");
    assert!(!shown.contains("ROSSI"), "{shown}");
    for bad in [
        "",
        "1234",
        "sha256:",
        "sha256:12",
        "serial:12",
        "serial:@CN=x",
        "serial:123@CN=x",
        "serial:xy@CN=x",
        "serial:12@",
        "subject:CN",
        "subject:CN=",
        "subject:nickname=x",
        "first:",
        "slot:0",
        "label:SCO",
    ] {
        let error = bad.parse::<CertificateSelector>().unwrap_err();
        assert_eq!(error.code(), Code::BadSelector, "{bad}");
    }
}

#[test]
fn only_keys_that_are_strong_enough_sign() {
    let algorithm = |kind: KeyKind| kind.algorithm();
    assert_eq!(algorithm(KeyKind::Rsa(2047)), None);
    assert_eq!(
        algorithm(KeyKind::Rsa(2048)),
        Some(SignatureAlgorithm::RsaPkcs1Sha256)
    );
    assert_eq!(
        algorithm(KeyKind::Rsa(4096)),
        Some(SignatureAlgorithm::RsaPkcs1Sha256)
    );
    assert_eq!(algorithm(KeyKind::Rsa(4097)), None);
    assert_eq!(algorithm(KeyKind::Other), None);
}

#[test]
fn tries_left_have_a_level() {
    let level = |tries| PinState::of_tries(tries).level;
    assert_eq!(level(None), PinLevel::Unknown);
    assert_eq!(level(Some(0)), PinLevel::Locked);
    assert_eq!(level(Some(1)), PinLevel::FinalTry);
    assert_eq!(level(Some(2)), PinLevel::CountLow);
    assert_eq!(level(Some(3)), PinLevel::Fine);
}

#[test]
fn an_identifier_with_numbers_too_large_is_refused() {
    for name in [
        "2".repeat(40) + ".5",
        "2.5.4294967296".into(),
        "2.5.4".repeat(20),
    ] {
        let choice = format!("subject:{name}=x").parse::<CertificateSelector>();
        assert_eq!(choice.unwrap_err().code(), Code::BadSelector, "{name}");
    }
    assert!(
        "subject:2.5.4.4294967295=x"
            .parse::<CertificateSelector>()
            .is_ok()
    );
}

proptest! {
    #[test]
    fn any_bytes_are_a_certificate_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(CardCertificate::parse(&bytes).is_err());
    }

    #[test]
    fn any_text_is_a_choice_or_refused(text in "(sha256|serial|subject|)(:)?\\PC{0,40}") {
        let read = text.parse::<CertificateSelector>().ok();
        let shown = |one: &CertificateSelector| !matches!(one, CertificateSelector::Subject { .. });
        if let Some(selector) = read.filter(shown) {
            let again = selector.to_string().parse::<CertificateSelector>();
            prop_assert_eq!(again.ok(), Some(selector));
        }
    }
}
