//! Signed envelopes from any bytes: whatever is accepted has the body that was signed.
#![no_main]

use std::sync::LazyLock;

use cie_sad::soap::Verifier;
use libfuzzer_sys::fuzz_target;

/// The certificate of a test key that was thrown away; the seeds are all it ever signed.
static VERIFIER: LazyLock<Verifier> = LazyLock::new(|| {
    let certificate = include_bytes!("../data/soap-signer.der").to_vec();
    Verifier::new([certificate]).expect("a certificate")
});

fuzz_target!(|data: &[u8]| {
    let noon = "2026-11-23T12:00:00Z".parse().expect("a time");
    if VERIFIER.verify(data, noon).is_ok() {
        let text = String::from_utf8_lossy(data);
        assert!(text.contains("CA00000AA") && text.contains("<idOperazioneComune>op1<"));
    }
});
