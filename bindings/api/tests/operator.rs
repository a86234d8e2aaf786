//! Signing with an operator card of the caller's and sealing for a recipient, with a SIMULATED card: the
//! same that Python, Node and Kotlin try.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::Arc;

use cie_api::*;

const PIN: &str = "20261123";

/// A card of one's own, with a virtual one behind it.
struct Own {
    card: VirtualOperatorCard,
    gone: bool,
}

fn failure(error: ApiError) -> CallbackFailure {
    CallbackFailure(format!("the card of MARIO ROSSI: {error}"))
}

impl SigningCard for Own {
    fn certificate(&self) -> std::result::Result<Bytes, CallbackFailure> {
        if self.gone {
            return Err(CallbackFailure("the card of MARIO ROSSI is gone".into()));
        }
        self.card.certificate().map_err(failure)
    }

    fn algorithm(&self) -> std::result::Result<SignatureAlgorithm, CallbackFailure> {
        self.card.algorithm().map_err(failure)
    }

    fn sign(&self, message: Bytes) -> std::result::Result<Bytes, CallbackFailure> {
        self.card.sign(message).map_err(failure)
    }
}

fn card(simulated: &SimulatedOperatorCard, pin: Option<&str>, gone: bool) -> OperatorCard {
    let card = VirtualOperatorCard::new(simulated.card.clone()).unwrap();
    if let Some(pin) = pin {
        card.login(pin.into()).unwrap();
    }
    OperatorCard(Arc::new(Own { card, gone }))
}

fn code<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("it went well"),
        Err(error) => {
            assert!(!error.message_en.contains("ROSSI"), "{error}");
            error.code
        }
    }
}

#[test]
fn a_request_is_signed_and_sealed() {
    let simulated = simulate_operator_card(PIN.into(), None).unwrap();
    let request = card_request_from_json(simulated_request().unwrap()).unwrap();
    let form = canonical_form(request).unwrap();
    let signed = sign_content(form.clone(), card(&simulated, Some(PIN), false), None).unwrap();
    let verified = verify_signed(signed.clone(), vec![simulated.authority.clone()], None).unwrap();
    assert!(verified.content == form && verified.trusted);
    assert!(verified.signer.contains("SIMULATED"));
    assert!(verified.signed_at.unwrap().ends_with('Z'));

    let sealed = seal_content(signed.clone(), simulated.recipient.clone()).unwrap();
    let key = simulated.recipient_key.clone();
    let opened = open_sealed(sealed.clone(), key, simulated.recipient.clone()).unwrap();
    assert!(opened == signed);
    let other = simulate_operator_card(PIN.into(), Some("other".into())).unwrap();
    let refused = open_sealed(sealed, other.recipient_key, other.recipient);
    assert_eq!(code(refused), "CIE-DEV-204");
}

#[test]
fn what_was_changed_is_told() {
    let simulated = simulate_operator_card(PIN.into(), None).unwrap();
    let content = Bytes(b"a request".to_vec());
    let own = || card(&simulated, Some(PIN), false);
    let authorities = vec![simulated.authority.clone()];
    let detached = sign_content(content.clone(), own(), Some(true)).unwrap();
    let verify = |content| verify_signed(detached.clone(), authorities.clone(), Some(content));
    assert!(verify(content).unwrap().trusted);
    assert_eq!(code(verify(Bytes(b"another".to_vec()))), "CIE-DEV-116");
    let whole = sign_content(Bytes(b"a request".to_vec()), own(), None).unwrap();
    assert!(!verify_signed(whole.clone(), vec![], None).unwrap().trusted);
    let other = simulate_operator_card(PIN.into(), None).unwrap();
    let strange = verify_signed(whole, vec![other.authority], None);
    assert_eq!(code(strange), "CIE-DEV-119");
}

#[test]
fn a_card_that_fails_is_told_without_its_words() {
    let simulated = simulate_operator_card(PIN.into(), None).unwrap();
    let sign = |card| sign_content(Bytes(b"a request".to_vec()), card, None);
    assert_eq!(code(sign(card(&simulated, None, false))), "CIE-DEV-109");
    assert_eq!(code(sign(card(&simulated, Some(PIN), true))), "CIE-API-040");

    let own = VirtualOperatorCard::new(simulated.card).unwrap();
    assert_eq!(code(own.login("00000000".into())), "CIE-DEV-103");
    assert_eq!(own.tries_left().unwrap(), 2);
    let kept = VirtualOperatorCard::new(own.to_bytes().unwrap()).unwrap();
    assert_eq!(code(kept.login("00000000".into())), "CIE-DEV-103");
    assert_eq!(code(kept.login("00000000".into())), "CIE-DEV-104");
    assert_eq!(code(kept.login(PIN.into())), "CIE-DEV-104");
    own.login(PIN.into()).unwrap();
    assert_eq!(own.tries_left().unwrap(), 3);
    own.logout().unwrap();
    assert_eq!(code(own.sign(Bytes(vec![1]))), "CIE-DEV-102");
}
