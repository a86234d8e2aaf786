//! PIN and PUK.

use cie_devices::Code;
use cie_devices::operator::pkcs11::{Limits, Pkcs11Card, RsaPadding};
use cie_devices::operator::{OnePin, OperatorCard, PinLevel, PinRequest, log_in};

use crate::home::{COMMIT, Home, P256, PIN, PUK, secret, with_tokens};

const WRONG: &str = "00000000";
const NEW: &str = "24681357";

fn code<T>(outcome: cie_devices::Result<T>) -> Option<Code> {
    outcome.err().map(|error| error.code())
}

fn card(home: &Home) -> Pkcs11Card {
    let token = home.token("SCO", P256, COMMIT);
    let module = home.module();
    module.card(&token.selection(), RsaPadding::Pkcs1).unwrap()
}

/// A card that counts attempts, as real ones do and SoftHSM does not.
fn counting_card(home: &Home) -> Pkcs11Card {
    let token = home.token("SCO", P256, COMMIT);
    home.set("tries", "3");
    home.set("so-tries", "3");
    let module = home.faulty_module(Limits::default());
    module.card(&token.selection(), RsaPadding::Pkcs1).unwrap()
}

with_tokens! {
    fn a_wrong_pin_is_counted_by_the_card_itself(home) {
        let mut card = card(home);
        assert_eq!(card.pin_state().level, PinLevel::Fine);
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
        let error = card.login(&secret(WRONG)).unwrap_err();
        assert_eq!(error.code(), Code::WrongPin);
        assert!(!format!("{error} {error:?} {card:?}").contains(WRONG));
        assert_eq!(card.pin_state().level, PinLevel::CountLow);
        assert!(!card.is_open());
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
        card.login(&secret(PIN)).unwrap();
        assert_eq!(card.pin_state().level, PinLevel::Fine);
        card.sign(b"m").unwrap();

        // A login is no licence for a wrong PIN later.
        assert_eq!(code(card.login(&secret(WRONG))), Some(Code::WrongPin));
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));
        card.login(&secret(PIN)).unwrap();
        card.logout();
        assert_eq!(code(card.sign(b"m")), Some(Code::PinRequired));

        for wrong_form in ["", "123", &"1".repeat(300)] {
            assert_eq!(code(card.login(&secret(wrong_form))), Some(Code::BadPin));
        }
        assert_eq!(card.pin_state().level, PinLevel::Fine, "no attempt was spent");
    }
}

with_tokens! {
    /// Each card has its own session: one login opens one card.
    fn a_second_hold_on_the_same_card_verifies_the_pin_again(home) {
        let mut first = card(home);
        first.login(&secret(PIN)).unwrap();
        let selector = format!("sha256:{}", first.chosen().fingerprint()).parse().unwrap();
        let selection = cie_devices::operator::Selection::to_sign(selector, crate::home::now());
        let mut second = home.module().card(&selection, RsaPadding::Pkcs1).unwrap();
        assert_eq!(code(second.sign(b"m")), Some(Code::PinRequired));
        assert_eq!(code(second.login(&secret(WRONG))), Some(Code::WrongPin));
        second.login(&secret(PIN)).unwrap();
        second.sign(b"m").unwrap();
    }
}

with_tokens! {
    fn the_pin_is_changed_and_unlocked(home) {
        let mut card = card(home);
        assert_eq!(code(card.change_pin(&secret(WRONG), &secret(NEW))), Some(Code::WrongPin));
        card.change_pin(&secret(PIN), &secret(NEW)).unwrap();
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::WrongPin));
        card.login(&secret(NEW)).unwrap();
        card.sign(b"m").unwrap();

        assert_eq!(code(card.unblock(&secret(WRONG), &secret(PIN))), Some(Code::WrongPuk));
        card.unblock(&secret(PUK), &secret(PIN)).unwrap();
        assert!(!card.is_open(), "unlocking logs out");
        assert_eq!(code(card.login(&secret(NEW))), Some(Code::WrongPin));
        card.login(&secret(PIN)).unwrap();
        card.sign(b"m").unwrap();
    }
}

with_tokens! {
    fn wrong_pins_lock_and_the_puk_unlocks(home) {
        let mut card = counting_card(home);
        let mut levels = vec![card.pin_state().level];
        for expected in [Code::WrongPin, Code::WrongPin, Code::PinLocked] {
            assert_eq!(code(card.login(&secret(WRONG))), Some(expected));
            levels.push(card.pin_state().level);
        }
        use PinLevel::{CountLow, FinalTry, Fine, Locked};
        assert_eq!(levels, [Fine, CountLow, FinalTry, Locked]);
        assert_eq!(card.tries_left(), Some(0));

        // A locked card is not tried at all, not even with the right PIN.
        let tried = home.pins_tried();
        assert_eq!(code(card.login(&secret(PIN))), Some(Code::PinLocked));
        let mut never = |_: &PinRequest<'_>| panic!("a locked card asks for no PIN");
        assert_eq!(code(log_in(&mut card, &mut never)), Some(Code::PinLocked));
        assert_eq!(home.pins_tried(), tried);

        card.unblock(&secret(PUK), &secret(NEW)).unwrap();
        assert_eq!(card.pin_state().level, Fine);
        card.login(&secret(NEW)).unwrap();
        card.sign(b"m").unwrap();

        for expected in [Code::WrongPuk, Code::WrongPuk, Code::PukLocked, Code::PukLocked] {
            assert_eq!(code(card.unblock(&secret(WRONG), &secret(PIN))), Some(expected));
        }
    }
}

with_tokens! {
    fn the_prompt_is_asked_when_needed_and_told_what_it_costs(home) {
        let mut card = counting_card(home);
        let mut asked = Vec::new();
        let mut answers = [WRONG, WRONG, PIN].into_iter();
        log_in(&mut card, &mut |request: &PinRequest<'_>| {
            asked.push((request.state.level, request.wrong_before));
            answers.next().map(secret)
        })
        .unwrap();
        use PinLevel::{CountLow, FinalTry, Fine};
        assert_eq!(asked, [(Fine, false), (CountLow, true), (FinalTry, true)]);
        assert!(card.is_open());

        // A PIN from a file is tried once, and giving up spends nothing.
        let mut one = OnePin::new(secret(WRONG));
        assert_eq!(code(log_in(&mut card, &mut one)), Some(Code::WrongPin));
        assert_eq!(card.pin_state().level, CountLow);
        let tried = home.pins_tried();
        let mut nobody = |_: &PinRequest<'_>| None;
        assert_eq!(code(log_in(&mut card, &mut nobody)), Some(Code::PinCancelled));
        assert_eq!(home.pins_tried(), tried);
    }
}

with_tokens! {
    /// Protected authentication path: no PIN passes through this program.
    fn a_reader_with_a_keypad_takes_the_pin_itself(home) {
        let token = home.token("SCO", P256, COMMIT);
        home.set("pad", PIN);
        let module = home.faulty_module(Limits::default());
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        assert!(card.pin_state().on_pad);
        let mut never = |_: &PinRequest<'_>| panic!("the keypad asks");
        log_in(&mut card, &mut never).unwrap();
        card.sign(b"m").unwrap();
        assert_eq!(code(card.change_pin(&secret(PIN), &secret(NEW))), Some(Code::NotOffered));
        assert_eq!(code(card.unblock(&secret(PUK), &secret(NEW))), Some(Code::NotOffered));

        home.set("pad", WRONG);
        assert_eq!(code(log_in(&mut card, &mut never)), Some(Code::WrongPin));
        home.set("pad", "");
        assert_eq!(code(log_in(&mut card, &mut never)), Some(Code::PinCancelled));
        home.clear("pad");
        let mut card = module.card(&token.selection(), RsaPadding::Pkcs1).unwrap();
        assert_eq!(code(card.login_on_pad()), Some(Code::PinPadMismatch));
    }
}
