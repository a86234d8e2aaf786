//! Finding the card.

use std::time::Duration;

use chrono::TimeDelta;
use cie_devices::Code;
use cie_devices::operator::pkcs11::{Limits, Module, RsaPadding, TokenEvent};
use cie_devices::operator::{
    CertificateSelector, KeyKind, Need, OperatorCard, Presence, Selection,
};

use crate::home::{AUTHENTICATE, COMMIT, P256, PIN, RSA, now, secret, with_tokens};

fn code<T>(outcome: cie_devices::Result<T>) -> Option<Code> {
    outcome.err().map(|error| error.code())
}

with_tokens! {
    /// The SCO and the ANPR card of one officer, with the same label and the same subject.
    fn two_cards_with_the_same_label_are_told_apart_by_certificate(home) {
        let (anpr, sco) = (home.token("CNS", P256, COMMIT), home.token("CNS", P256, COMMIT));
        let module = home.module();
        let tokens = module.tokens().unwrap();
        assert_eq!(tokens.len(), 2);
        assert!(tokens.iter().all(|token| token.label.expose() == "CNS"));
        assert_ne!(tokens[0].serial, tokens[1].serial);
        assert_eq!(module.certificates().unwrap().len(), 2);

        for token in [&anpr, &sco] {
            let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
            assert_eq!(card.certificate().unwrap(), token.certificate.der());
            assert_eq!(card.token().slot.to_string(), token.slot);
            card.login(&secret(PIN)).unwrap();
            card.sign(b"checked against its certificate before it is returned").unwrap();
        }

        // What openssl calls issuer and serial number.
        let said = home.openssl(&format!("x509 -in {}.crt -noout -serial", sco.name)).stdout;
        let said = String::from_utf8(said).unwrap();
        let serial = said.trim().strip_prefix("serial=").unwrap();
        let issuer = "CN=SCO-test-authority,O=SIMULATED";
        let selector: CertificateSelector = format!("serial:{serial}@{issuer}").parse().unwrap();
        let card = module.card(&Selection::to_sign(selector, now()), RsaPadding::Pkcs1).unwrap();
        assert_eq!(card.chosen().fingerprint(), sco.certificate.fingerprint());

        let both: CertificateSelector = "subject:CN=SCO-0001".parse().unwrap();
        let outcome = module.card(&Selection::to_sign(both, now()), RsaPadding::Pkcs1);
        assert_eq!(code(outcome), Some(Code::SeveralCertificates));
    }
}

with_tokens! {
    /// One card with a signing and an authentication certificate, as an SCO has.
    fn the_need_tells_the_certificates_of_one_card_apart(home) {
        let slot = home.empty_token("SCO");
        let sign = home.add_key(slot.clone(), RSA, COMMIT, "01");
        let enter = home.add_key(slot, RSA, AUTHENTICATE, "02");
        let module = home.module();
        assert_eq!(sign.certificate.key(), KeyKind::Rsa(2048));
        let subject: CertificateSelector = "subject:2.5.4.3=SCO-0001".parse().unwrap();
        let wanted = |need, selector: &CertificateSelector| Selection {
            selector: selector.clone(),
            need,
            at: now(),
        };
        for (need, expected) in [(Need::Commitment, &sign), (Need::Authentication, &enter)] {
            let card = module.card(&wanted(need, &subject), RsaPadding::Pkcs1).unwrap();
            assert_eq!(card.chosen().fingerprint(), expected.certificate.fingerprint());
        }
        let own = CertificateSelector::Fingerprint(enter.certificate.fingerprint());
        let outcome = module.card(&wanted(Need::Commitment, &own), RsaPadding::Pkcs1);
        assert_eq!(code(outcome), Some(Code::SignerKeyUsage));
    }
}

with_tokens! {
    fn a_wrong_or_outdated_card_is_refused(home) {
        let token = home.token("SCO", P256, COMMIT);
        let module = home.module();
        let other = "00".repeat(32).parse().map(CertificateSelector::Fingerprint).unwrap();
        let outcome = module.card(&Selection::to_sign(other, now()), RsaPadding::Pkcs1);
        assert_eq!(code(outcome), Some(Code::NoSuchCertificate));
        for days in [-2, 40] {
            let mut selection = token.selection();
            selection.at = now() + TimeDelta::days(days);
            let outcome = module.card(&selection, RsaPadding::Pkcs1);
            assert_eq!(code(outcome), Some(Code::CertificateNotValid));
        }
        let (not_before, not_after) = (token.certificate.not_before(), token.certificate.not_after());
        for (at, valid) in [
            (not_before - TimeDelta::seconds(1), false),
            (not_before, true),
            (not_after, true),
            (not_after + TimeDelta::seconds(1), false),
        ] {
            assert_eq!(token.certificate.is_valid_at(at), valid);
        }
        // A key of 1024 bits does not sign.
        let short = home.token("old", "-algorithm RSA -pkeyopt rsa_keygen_bits:1024", COMMIT);
        drop(module);
        let outcome = home.module().card(&short.selection(), RsaPadding::Pkcs1);
        assert_eq!(code(outcome), Some(Code::KeyUnusable));
    }
}

with_tokens! {
    fn a_certificate_without_its_key_is_said(home) {
        let token = home.token("SCO", P256, COMMIT);
        let line = format!("--login --pin {PIN} --delete-object --type privkey --id 01");
        home.pkcs11_tool(&token, &line);
        let module = home.module();
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::KeyUnusable));
        assert!(!card.is_open());
    }
}

with_tokens! {
    fn cards_come_and_go(home) {
        let token = home.token("SCO", P256, COMMIT);
        let module = home.faulty_module(Limits::default());
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        card.login(&secret(PIN)).unwrap();
        let mut watch = module.watch().unwrap();
        assert_eq!(watch.known().len(), 1);
        assert!(watch.wait(Duration::from_millis(300)).unwrap().is_empty());

        home.set("out", "");
        let events = watch.wait(Duration::from_secs(5)).unwrap();
        let slot = card.token().slot;
        assert!(matches!(events.as_slice(), [TokenEvent::Removed(gone)] if gone.slot == slot));
        assert_eq!(card.presence(), Presence::Absent);
        assert_eq!(code(card.certificate()), Some(Code::CardAbsent));
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::CardAbsent));
        assert_eq!(code(card.sign(b"m")), Some(Code::CardAbsent));

        home.clear("out");
        let events = watch.wait(Duration::from_secs(5)).unwrap();
        assert!(matches!(events.as_slice(), [TokenEvent::Inserted(_)]));
        assert_eq!(card.presence(), Presence::Present);

        // Another card in the same reader: gone and come at once, and never signed with.
        home.set("other-chip", "");
        let events = watch.wait(Duration::from_secs(5)).unwrap();
        assert!(matches!(events.as_slice(), [TokenEvent::Removed(_), TokenEvent::Inserted(_)]));
        assert_eq!(code(card.sign(b"m")), Some(Code::CardAbsent));
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::CardAbsent));
    }
}

#[test]
fn what_is_no_module_is_said() {
    for path in ["/nowhere/module.so", "libm.so.6", "/etc/hostname"] {
        let outcome = Module::open(path, Limits::default());
        assert_eq!(code(outcome), Some(Code::ModuleUnavailable), "{path}");
    }
}

with_tokens! {
    /// One library is started once in a program, however often it is opened.
    fn a_module_is_opened_again_and_again(home) {
        let token = home.token("SCO", P256, COMMIT);
        for _ in 0..3 {
            let (one, two) = (home.module(), home.module());
            let mut card = one.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
            drop(one);
            assert_eq!(two.tokens().unwrap().len(), 1);
            drop(two);
            card.login(&secret(PIN)).unwrap();
            card.sign(b"m").unwrap();
        }
    }
}
