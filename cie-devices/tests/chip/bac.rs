//! Basic access control: ICAO Doc 9303-11, appendix D.

use cie_devices::Code;
use cie_devices::apdu::Command;
use cie_devices::emrtd::access::basic_access_control;
use cie_devices::emrtd::{Channel, Password};

use crate::kit::{Script, Told, field, hex, shared_json};

#[test]
fn appendix_d_byte_for_byte() {
    let Some(vector) = shared_json("icao9303-11_D_bac_sm3des.json") else {
        return;
    };
    let mut turns = vec![
        (
            hex("0084000008"),
            [field(&vector, "rnd_ic"), hex("9000")].concat(),
        ),
        (
            [hex("0082000028"), field(&vector, "cmd_data"), hex("28")].concat(),
            [field(&vector, "resp_data"), hex("9000")].concat(),
        ),
    ];
    let steps = vector["sm"].as_array().unwrap();
    turns.extend(
        steps
            .iter()
            .map(|step| (field(step, "wrapped"), field(step, "resp"))),
    );
    let mut channel = Channel::new(Script::new(turns));
    let password = Password::mrz_fields("L898902C", "690806", "940623").unwrap();
    let mut random = Told::new(&[field(&vector, "rnd_ifd"), field(&vector, "k_ifd")]);
    basic_access_control(&mut channel, &password, &mut random).unwrap();
    for step in steps {
        let command = Command::parse(&field(step, "plain")).unwrap();
        let answer = channel.send(&command).unwrap().ok("step").unwrap();
        let data = step["data"].as_str().map(hex).unwrap_or_default();
        assert_eq!(answer, data);
    }
    assert!(channel.transport().turns.is_empty());
    assert_eq!(channel.traffic().exchanges, 5);
}

#[test]
fn a_wrong_zone_and_a_wrong_proof_are_told_apart() {
    let Some(vector) = shared_json("icao9303-11_D_bac_sm3des.json") else {
        return;
    };
    let run = |answer: Vec<u8>| {
        let turns = vec![
            (
                hex("0084000008"),
                [field(&vector, "rnd_ic"), hex("9000")].concat(),
            ),
            (
                [hex("0082000028"), field(&vector, "cmd_data"), hex("28")].concat(),
                answer,
            ),
        ];
        let mut channel = Channel::new(Script::new(turns));
        let password = Password::mrz_fields("L898902C", "690806", "940623").unwrap();
        let mut random = Told::new(&[field(&vector, "rnd_ifd"), field(&vector, "k_ifd")]);
        let error = basic_access_control(&mut channel, &password, &mut random).unwrap_err();
        assert!(!channel.is_secure());
        error.code()
    };
    assert_eq!(run(hex("6300")), Code::WrongAccessPassword);
    assert_eq!(run(hex("9000")), Code::AccessMalformed);
    let mut altered = field(&vector, "resp_data");
    altered[3] ^= 1;
    assert_eq!(run([altered, hex("9000")].concat()), Code::CardProofWrong);
}
