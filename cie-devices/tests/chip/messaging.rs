//! Secure messaging: published conversations, round trips, and answers that were tampered with.

use cie_devices::Code;
use cie_devices::apdu::{Command, Response, Status};
use cie_devices::emrtd::{Cipher, SecureMessaging};
use proptest::prelude::*;

use crate::kit::{field, hex, shared_json, to_hex};

#[test]
fn aes_128_as_another_program_computed_it() {
    let Some(vector) = shared_json("sm_aes128_opencie.json") else {
        return;
    };
    let mut channel = SecureMessaging::new(
        Cipher::Aes128,
        &field(&vector, "ks_enc"),
        &field(&vector, "ks_mac"),
        &field(&vector, "ssc0"),
    )
    .unwrap();
    for step in vector["steps"].as_array().unwrap() {
        let command = Command::parse(&field(step, "plain")).unwrap();
        let sealed = channel.protect(&command).unwrap().encode().unwrap();
        assert_eq!(to_hex(&sealed), to_hex(&field(step, "wrapped")));
        let answer = Response::parse(&field(step, "resp")).unwrap();
        let data = step["data"].as_str().map(hex).unwrap_or_default();
        assert_eq!(channel.open(&answer).unwrap().ok("step").unwrap(), data);
    }
}

/// BSI TR-03110 worked examples: the first protected command after PACE and its answer.
#[test]
fn first_message_after_pace_of_the_bsi_examples() {
    let Some(vector) = shared_json("bsi_tr03110_eac_worked_openpace.json") else {
        return;
    };
    let arrays = &vector["arrays"];
    for kind in ["tc_ecdh", "tc_dh"] {
        let of = |name: &str| field(arrays, &format!("{kind}_{name}"));
        let mut channel =
            SecureMessaging::new(Cipher::Aes128, &of("k_enc"), &of("k_mac"), &[0; 16]).unwrap();
        let command = Command::new(0x00, 0x22, 0x81, 0xB6).data(&of("d1"));
        let sealed = channel.protect(&command).unwrap();
        let expected = [&[1], of("e1").as_slice()].concat();
        let length = u8::try_from(expected.len()).unwrap();
        assert_eq!(sealed.payload()[..2], [0x87, length]);
        assert_eq!(sealed.payload()[2..2 + expected.len()], expected);
        let answer = [of("ad1"), hex("8E08"), of("a1"), hex("9000")].concat();
        let answer = channel.open(&Response::parse(&answer).unwrap()).unwrap();
        assert_eq!(answer.status(), Status::SUCCESS);
    }
}

fn pair(cipher: Cipher) -> (SecureMessaging, SecureMessaging) {
    let (key, block) = match cipher {
        Cipher::TripleDes => (16, 8),
        Cipher::Aes128 => (16, 16),
        Cipher::Aes192 => (24, 16),
        _ => (32, 16),
    };
    let make = || SecureMessaging::new(cipher, &vec![3; key], &vec![5; key], &vec![0xFF; block]);
    (make().unwrap(), make().unwrap())
}

#[test]
fn an_answer_without_protection_ends_the_channel() {
    let (mut terminal, _) = pair(Cipher::Aes256);
    terminal
        .protect(&Command::new(0, 0xB0, 0, 0).expecting(4))
        .unwrap();
    let plain = Response::new(Vec::new(), Status(0x6A82));
    let error = terminal.open(&plain).unwrap_err();
    assert_eq!(error.code(), Code::SecureMessagingLost);
    assert!(error.to_string().contains("6A82"));
}

proptest! {
    #[test]
    fn what_is_sealed_is_opened(
        which in 0usize..4,
        ins in prop_oneof![Just(0xB0u8), Just(0xB1), Just(0x86)],
        data in proptest::collection::vec(any::<u8>(), 0..400),
        le in proptest::option::of(1u32..=65_536),
        answer in proptest::collection::vec(any::<u8>(), 0..600),
        flip: (bool, prop::sample::Index),
    ) {
        let cipher = [Cipher::TripleDes, Cipher::Aes128, Cipher::Aes192, Cipher::Aes256][which];
        let (mut terminal, mut card) = pair(cipher);
        let mut command = Command::new(0x00, ins, 1, 2).data(&data);
        if let Some(le) = le {
            command = command.expecting(le);
        }
        let sealed = terminal.protect(&command).unwrap();
        let opened = card.open_command(&sealed).unwrap();
        prop_assert_eq!(
            (opened.header(), opened.payload(), opened.expected()),
            (command.header(), command.payload(), command.expected())
        );
        let response = Response::new(answer, Status(0x6282));
        let sealed = card.seal(&response, ins & 1 == 1).unwrap();
        if flip.0 {
            let mut bytes = sealed.data().to_vec();
            let at = flip.1.index(bytes.len());
            bytes[at] ^= 1;
            prop_assert!(terminal.open(&Response::new(bytes, Status(0x6282))).is_err());
        } else {
            prop_assert_eq!(terminal.open(&sealed).unwrap(), response);
        }
    }

    #[test]
    fn any_answer_is_opened_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (mut terminal, mut card) = pair(Cipher::TripleDes);
        prop_assert!(terminal.open(&Response::new(bytes.clone(), Status(0x9000))).is_err());
        let command = Command::new(0x0C, 0xB0, 0, 0).data(&bytes);
        prop_assert!(card.open_command(&command).is_err());
    }
}
