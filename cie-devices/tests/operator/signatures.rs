//! What the card signs, checked by openssl and by OpenSC's tool.

use std::fs;

use cie_devices::Code;
use cie_devices::operator::cms::{self, Placement};
use cie_devices::operator::pkcs11::RsaPadding;
use cie_devices::operator::{OperatorCard, SignatureAlgorithm};
use der::Decode;
use der::asn1::UintRef;

use crate::home::{COMMIT, Home, P256, P384, PIN, RSA, TestToken, now, secret, with_tokens};

const MESSAGE: &[u8] = b"a request, in its canonical form";

/// Signs a message and a request, and has them checked by openssl and by our own verifier.
fn sign(home: &Home, token: &TestToken, padding: RsaPadding, options: &str) -> Vec<u8> {
    let authority = home.authority();
    let module = home.module();
    let mut card = module.card(&token.selection(), padding).unwrap();
    card.login(&secret(PIN)).unwrap();
    let signature = card.sign(MESSAGE).unwrap();
    let name = &token.name;
    fs::write(home.path.join("message"), MESSAGE).unwrap();
    fs::write(home.path.join("signature"), &signature).unwrap();
    home.openssl(&format!(
        "x509 -in {name}.crt -noout -pubkey -out {name}.pub"
    ));
    home.openssl(&format!(
        "dgst {options} -verify {name}.pub -signature signature message"
    ));

    for placement in [Placement::Embedded, Placement::Detached] {
        // A key that asks each time is open for one signature.
        if !card.is_open() {
            card.login(&secret(PIN)).unwrap();
        }
        let signed = cms::sign(MESSAGE, &mut card, now(), placement).unwrap();
        fs::write(home.path.join("signed.p7m"), &signed).unwrap();
        let beside = placement == Placement::Detached;
        let content = if beside { " -content message" } else { "" };
        let line = format!(
            "cms -verify -inform DER -in signed.p7m -CAfile ca.pem -purpose any -binary{content}"
        );
        assert_eq!(home.openssl(&line).stdout, MESSAGE);
        let given = beside.then_some(MESSAGE);
        let verified = cms::verify(&signed, &[&authority], now(), given).unwrap();
        assert_eq!(verified.content().expose(), MESSAGE);
        assert_eq!(verified.certificate(), token.certificate.der());
        let error = cms::verify(&signed, &[&authority], now(), given.map(|_| &b"other"[..]));
        assert_eq!(
            error.err().map(|e| e.code()),
            beside.then_some(Code::DigestMismatch)
        );
    }
    signature
}

with_tokens! {
    fn rsa_with_pkcs1_padding(home) {
        let token = home.token("SCO", RSA, COMMIT);
        sign(home, &token, RsaPadding::Pkcs1, "-sha256");
        home.pkcs11_tool(&token, "--verify --mechanism SHA256-RSA-PKCS --id 01 --input-file message --signature-file signature");
    }
}

with_tokens! {
    fn rsa_with_pss_padding(home) {
        let token = home.token("SCO", RSA, COMMIT);
        let pss = "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -sigopt rsa_mgf1_md:sha256";
        sign(home, &token, RsaPadding::Pss, pss);
        home.pkcs11_tool(&token, "--verify --mechanism SHA256-RSA-PKCS-PSS --mgf MGF1-SHA256 --salt-len 32 --id 01 --input-file message --signature-file signature");
    }
}

/// r and s side by side, as PKCS#11 has them.
fn side_by_side(der: &[u8], length: usize) -> Vec<u8> {
    let [r, s] = <[UintRef<'_>; 2]>::from_der(der).unwrap();
    let mut raw = Vec::new();
    for number in [r, s] {
        raw.resize(raw.len() + length - number.as_bytes().len(), 0);
        raw.extend_from_slice(number.as_bytes());
    }
    raw
}

fn elliptic(home: &Home, key: &str, hash: &str, length: usize, algorithm: SignatureAlgorithm) {
    let token = home.token("SCO", key, COMMIT);
    let module = home.module();
    let card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
    assert_eq!(card.algorithm(), algorithm);
    let der = sign(home, &token, RsaPadding::Pkcs1, &format!("-{hash}"));
    fs::write(home.path.join("signature.raw"), side_by_side(&der, length)).unwrap();
    home.openssl(&format!("dgst -{hash} -binary -out digest message"));
    home.pkcs11_tool(
        &token,
        "--verify --mechanism ECDSA --id 01 --input-file digest --signature-file signature.raw",
    );
}

with_tokens! {
    fn ecdsa_on_p256(home) {
        elliptic(home, P256, "sha256", 32, SignatureAlgorithm::EcdsaP256Sha256);
    }
}

with_tokens! {
    fn ecdsa_on_p384(home) {
        elliptic(home, P384, "sha384", 48, SignatureAlgorithm::EcdsaP384Sha384);
    }
}

with_tokens! {
    /// Qualified signature cards ask for the PIN each time (CKA_ALWAYS_AUTHENTICATE).
    fn a_key_that_asks_each_time_signs_once_a_login(home) {
        let token = home.token("SCO", RSA, COMMIT);
        let login = format!("--login --pin {PIN}");
        home.pkcs11_tool(&token, &format!("{login} --delete-object --type privkey --id 01"));
        home.openssl(&format!("rsa -in {0}.pem -outform DER -traditional -out {0}.key", token.name));
        home.pkcs11_tool(&token, &format!(
            "{login} --write-object {}.key --type privkey --id 01 --usage-sign --always-auth", token.name));
        let module = home.module();
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        card.login(&secret(PIN)).unwrap();
        assert!(card.asks_each_time() && card.is_open());
        card.sign(MESSAGE).unwrap();
        assert!(!card.is_open());
        let error = card.sign(MESSAGE).unwrap_err();
        assert_eq!(error.code(), Code::PinRequired);
        sign(home, &token, RsaPadding::Pkcs1, "-sha256");
    }
}

with_tokens! {
    /// RFC 4056 as another program writes it; other parameters are not accepted.
    fn what_openssl_signs_with_pss_is_read(home) {
        let token = home.token("SCO", RSA, COMMIT);
        fs::write(home.path.join("message"), MESSAGE).unwrap();
        let authority = home.authority();
        for (salt, hash, expected) in [
            (32, "sha256", None),
            (20, "sha256", Some(Code::SignedUnsupported)),
            (32, "sha1", Some(Code::SignedUnsupported)),
        ] {
            home.openssl(&format!(
                "cms -sign -cades -binary -nodetach -in message -signer {0}.crt -inkey {0}.pem -md sha256 \
                 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:{salt} -keyopt rsa_mgf1_md:{hash} \
                 -outform DER -out signed.p7m",
                token.name
            ));
            let signed = fs::read(home.path.join("signed.p7m")).unwrap();
            let outcome = cms::verify(&signed, &[&authority], now(), None);
            assert_eq!(outcome.err().map(|e| e.code()), expected, "{salt} {hash}");
        }
    }
}
