//! PACE: ICAO Doc 9303-11, appendices G, H and I; BSI TR-03110; the suite of the CIE.

use cie_core::document::Can;
use cie_devices::apdu::{Command, Limits, Response, Status};
use cie_devices::emrtd::access::{Pace, pace};
use cie_devices::emrtd::tlv;
use cie_devices::emrtd::{Channel, Cipher, PaceInfo, Password, SecureMessaging, SecurityInfos};
use cie_devices::{Code, Result};
use serde_json::Value;

use crate::kit::{Script, Told, field, hex, shared_json, to_hex};

/// EF.CardAccess with one suite.
fn infos(protocol: &str, parameter: u8) -> Vec<PaceInfo> {
    let mut info = tlv::write(6, &hex(protocol));
    info.extend(tlv::write(2, &[2]));
    info.extend(tlv::write(2, &[parameter]));
    let set = tlv::write(0x31, &tlv::write(0x30, &info));
    SecurityInfos::parse(&set).unwrap().pace
}

fn mrz() -> Password {
    // T22000129 of the examples G and H: number, birth and expiry with their check digits.
    Password::mrz_fields("T22000129", "640812", "101031").unwrap()
}

/// One GENERAL AUTHENTICATE and its answer, as extended command where it must be.
fn step(class: u8, sent: &[u8], received: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let data = tlv::write(0x7C, sent);
    let command = Command::new(class, 0x86, 0, 0).data(&data);
    let le = if data.len() > 255 { 65_536 } else { 256 };
    let command = command.expecting(le).encode().unwrap().to_vec();
    (command, [tlv::write(0x7C, received), hex("9000")].concat())
}

/// How a vector writes its elements: points lack their first byte in some.
fn element(vector: &Value, name: &str, ec: bool) -> Vec<u8> {
    let bytes = field(vector, name);
    match (ec, bytes.len() % 2) {
        (true, 0) => [&[4], bytes.as_slice()].concat(),
        (false, 1) => bytes[1..].to_vec(),
        _ => bytes,
    }
}

struct Example {
    mse: Vec<u8>,
    nonce: Vec<u8>,
    mapping: (Vec<u8>, Vec<u8>),
    agreement: (Vec<u8>, Vec<u8>),
    tokens: (Vec<u8>, Vec<u8>),
    extra: Vec<u8>,
    random: Vec<Vec<u8>>,
    keys: (Vec<u8>, Vec<u8>),
    cipher: Cipher,
}

impl Example {
    fn turns(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let sent = |tag: u32, value: &[u8]| tlv::write(tag, value);
        let last = [sent(0x86, &self.tokens.1), self.extra.clone()].concat();
        vec![
            (self.mse.clone(), hex("9000")),
            step(0x10, &[], &sent(0x80, &self.nonce)),
            step(
                0x10,
                &sent(0x81, &self.mapping.0),
                &sent(0x82, &self.mapping.1),
            ),
            step(
                0x10,
                &sent(0x83, &self.agreement.0),
                &sent(0x84, &self.agreement.1),
            ),
            step(0x00, &sent(0x85, &self.tokens.0), &last),
        ]
    }

    /// Runs the example and then one protected command, which a card with the example's keys must
    /// understand.
    fn run(&self, info: &PaceInfo, password: &Password) -> Pace {
        let block = if self.cipher == Cipher::TripleDes {
            8
        } else {
            16
        };
        let mut card =
            SecureMessaging::new(self.cipher, &self.keys.0, &self.keys.1, &vec![0; block]).unwrap();
        let mut twin =
            SecureMessaging::new(self.cipher, &self.keys.0, &self.keys.1, &vec![0; block]).unwrap();
        let read = Command::new(0, 0xB0, 0, 0).expecting(6);
        let sealed = twin.protect(&read).unwrap();
        card.open_command(&sealed).unwrap();
        let answer = Response::new(b"secret".to_vec(), Status::SUCCESS);
        let mut turns = self.turns();
        let answer = card.seal(&answer, false).unwrap().encode();
        turns.push((sealed.encode().unwrap().to_vec(), answer));

        let mut channel = Channel::new(Script::new(turns));
        let mut random = Told::new(&self.random);
        let done = pace(&mut channel, info, false, password, &mut random).unwrap();
        assert!(random.0.is_empty());
        assert_eq!(channel.send(&read).unwrap().ok("read").unwrap(), b"secret");
        done
    }

    fn fail(&self, info: &PaceInfo, password: &Password, at: usize, answer: &[u8]) -> Code {
        let mut turns = self.turns();
        turns[at].1 = answer.to_vec();
        let mut channel = Channel::new(Script::new(turns));
        let mut random = Told::new(&self.random);
        let failed = pace(&mut channel, info, false, password, &mut random);
        assert!(!channel.is_secure());
        failed.unwrap_err().code()
    }
}

fn icao(name: &str) -> Option<Value> {
    let all = shared_json("icao9303-11_pace.json")?;
    Some(all["vectors"][name].clone())
}

fn generic(vector: &Value, ec: bool) -> Example {
    Example {
        mse: Vec::new(),
        nonce: field(vector, "enc_nonce"),
        mapping: (
            element(vector, "map_t_pub", ec),
            element(vector, "map_c_pub", ec),
        ),
        agreement: (
            element(vector, "agr_t_pub", ec),
            element(vector, "agr_c_pub", ec),
        ),
        tokens: (field(vector, "t_ifd"), field(vector, "t_ic")),
        extra: Vec::new(),
        random: vec![field(vector, "map_t_priv"), field(vector, "agr_t_priv")],
        keys: (field(vector, "ks_enc"), field(vector, "ks_mac")),
        cipher: Cipher::Aes128,
    }
}

#[test]
fn appendix_g_1_ecdh_generic_mapping() {
    let Some(vector) = icao("icao9303-11_G1_pace_ecdh_gm_aes128_bp256r1") else {
        return;
    };
    let mut example = generic(&vector, true);
    example.mse = hex(vector["apdus"][0].as_str().unwrap());
    let info = &infos(vector["oid"].as_str().unwrap(), 13)[0];
    let done = example.run(info, &mrz());
    assert_eq!(done.suite, "PACE ECDH-GM AES-128, ECDH brainpoolP256r1");
    assert!(done.chip_proof.is_none());

    // Wrong password, blocked password, our own key echoed, a point off the curve, a wrong token.
    let fail = |at, answer: &[u8]| example.fail(info, &mrz(), at, answer);
    assert_eq!(fail(4, &hex("6300")), Code::WrongAccessPassword);
    assert_eq!(fail(4, &hex("63C1")), Code::WrongAccessPassword);
    assert_eq!(fail(0, &hex("63C0")), Code::AccessPasswordBlocked);
    assert_eq!(fail(0, &hex("6A88")), Code::UnexpectedStatus);
    let with = |inner: Vec<u8>| [tlv::write(0x7C, &inner), hex("9000")].concat();
    assert_eq!(
        fail(3, &with(tlv::write(0x84, &example.agreement.0))),
        Code::BadCardKey
    );
    let mut off = example.agreement.1.clone();
    off[64] ^= 1;
    assert_eq!(fail(3, &with(tlv::write(0x84, &off))), Code::BadCardKey);
    assert_eq!(fail(2, &with(tlv::write(0x82, &[0]))), Code::BadCardKey);
    assert_eq!(
        fail(4, &with(tlv::write(0x86, &[0; 8]))),
        Code::CardProofWrong
    );
    assert_eq!(
        fail(1, &with(tlv::write(0x80, &[0; 15]))),
        Code::AccessMalformed
    );
    assert_eq!(fail(1, &hex("6985")), Code::CardBusy);
}

#[test]
fn appendix_g_2_dh_generic_mapping() {
    let Some(vector) = icao("icao9303-11_G2_pace_dh_gm_aes128_rfc5114_1024_160") else {
        return;
    };
    let mut example = generic(&vector, false);
    example.mse = hex("0022C1A40F800A04007F00070202040102830101");
    let info = &infos(vector["oid"].as_str().unwrap(), 0)[0];
    example.run(info, &mrz());
    // Elements of small order: 0, 1, the prime less one; and one outside of the subgroup.
    let with = |number: Vec<u8>| {
        let value = tlv::write(0x84, &number);
        [tlv::write(0x7C, &value), hex("9000")].concat()
    };
    let prime = field(&vector, "dh_p");
    let mut less = prime.clone();
    *less.last_mut().unwrap() -= 1;
    let small = |n: u8| [vec![0; 127], vec![n]].concat();
    for bad in [small(0), small(1), less, prime, small(2), vec![7; 300]] {
        assert_eq!(example.fail(info, &mrz(), 3, &with(bad)), Code::BadCardKey);
    }
}

fn integrated(vector: &Value, ec: bool, mse: &str, private: Vec<u8>) -> Example {
    Example {
        mse: hex(mse),
        nonce: field(vector, "enc_nonce"),
        mapping: (field(vector, "nonce_t"), Vec::new()),
        agreement: (
            element(vector, "agr_t_pub", ec),
            element(vector, "agr_c_pub", ec),
        ),
        tokens: (field(vector, "t_ifd"), field(vector, "t_ic")),
        extra: Vec::new(),
        random: vec![field(vector, "nonce_t"), private],
        keys: (field(vector, "ks_enc"), field(vector, "ks_mac")),
        cipher: Cipher::Aes128,
    }
}

/// The examples of appendix H print K_pi alone, the key of the CAN 123456 with the parity bits of
/// DES left as the hash gives them.
fn can() -> Password {
    Password::can(&Can::parse("123456").unwrap())
}

#[test]
fn appendix_h_1_ecdh_integrated_mapping() {
    let Some(vector) = icao("icao9303-11_H1_pace_ecdh_im_aes128_bp256r1") else {
        return;
    };
    let mse = "0022C1A40F800A04007F00070202040402830102";
    let example = integrated(&vector, true, mse, field(&vector, "agr_t_priv"));
    example.run(&infos(vector["oid"].as_str().unwrap(), 13)[0], &can());
}

#[test]
fn appendix_h_2_dh_integrated_mapping() {
    let Some(vector) = icao("icao9303-11_H2_pace_dh_im_aes128_rfc5114_1024_160") else {
        return;
    };
    let mse = "0022C1A40F800A04007F00070202040302830102";
    // The example's private key is longer than the order: this is its remainder.
    let private = hex("89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA");
    let example = integrated(&vector, false, mse, private);
    example.run(&infos(vector["oid"].as_str().unwrap(), 0)[0], &can());
}

#[test]
fn appendix_i_chip_authentication_mapping() {
    let Some(vector) = icao("icao9303-11_I_pace_ecdh_cam_aes128_bp256r1") else {
        return;
    };
    let mut example = generic(&vector, true);
    example.mse = hex("0022C1A40F800A04007F00070202040602830101");
    example.extra = tlv::write(0x8A, &field(&vector, "encrypted_ca_data"));
    let info = &infos(vector["oid"].as_str().unwrap(), 13)[0];
    let password = Password::mrz_fields("C11T002JM", "960812", "231031").unwrap();
    let proof = example.run(info, &password).chip_proof.unwrap();
    proof
        .verify(&element(&vector, "static_pk_ic", true))
        .unwrap();
    let other = proof
        .verify(&element(&vector, "map_t_pub", true))
        .unwrap_err();
    assert_eq!(other.code(), Code::ChipNotGenuine);
    example.extra = Vec::new();
    let failed = example.fail(info, &password, 5 - 1, &{
        let token = tlv::write(0x86, &example.tokens.1);
        [tlv::write(0x7C, &token), hex("9000")].concat()
    });
    assert_eq!(failed, Code::AccessMalformed);
}

#[test]
fn bsi_worked_examples() {
    let Some(vector) = shared_json("bsi_tr03110_eac_worked_openpace.json") else {
        return;
    };
    let arrays = &vector["arrays"];
    let dh_private = [
        hex("5265030F751F4AD18B08AC565FC7AC952E41618D"),
        hex("89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA"),
    ];
    for (kind, ec, protocol, parameter) in [
        ("tc_ecdh", true, "04007F00070202040202", 13),
        ("tc_dh", false, "04007F00070202040102", 0),
    ] {
        let of = |name: &str| element(arrays, &format!("{kind}_{name}"), ec);
        let raw = |name: &str| field(arrays, &format!("{kind}_{name}"));
        let last32 = |bytes: Vec<u8>| bytes[bytes.len() - 32..].to_vec();
        let random = if ec {
            vec![last32(raw("map_pcd_priv_key")), last32(raw("pcd_priv_key"))]
        } else {
            dh_private.to_vec()
        };
        let mse = format!("0022C1A40F800A{protocol}830102");
        let example = Example {
            mse: hex(&mse),
            nonce: raw("nonce_enc"),
            mapping: (of("map_pcd_pub_key"), of("map_picc_pub_key")),
            agreement: (of("pcd_pub_key"), of("picc_pub_key")),
            tokens: (
                raw("authentication_token_pcd"),
                raw("authentication_token_picc"),
            ),
            extra: Vec::new(),
            random,
            keys: (raw("k_enc"), raw("k_mac")),
            cipher: Cipher::Aes128,
        };
        let all = SecurityInfos::parse(&raw("ef_cardaccess")).unwrap();
        assert_eq!(all.pace.len(), 1);
        assert!(all.terminal_authentication);
        assert_eq!(all.pace[0].name(), infos(protocol, parameter)[0].name());
        // The example's domain parameters are listed apart; their standard number is the same.
        example.run(&infos(protocol, parameter)[0], &can());
    }
}

fn of_the_cie(vector: &Value, known: &Value) -> Example {
    Example {
        mse: field(vector, "mse"),
        nonce: field(known, "enc_nonce"),
        mapping: (field(known, "map_t_pub"), field(known, "map_c_pub")),
        agreement: (field(known, "agr_t_pub"), field(known, "agr_c_pub")),
        tokens: (field(known, "t_ifd"), field(known, "t_ic")),
        extra: Vec::new(),
        random: vec![field(known, "map_t_priv"), field(known, "agr_t_priv")],
        keys: (field(known, "ks_enc"), field(known, "ks_mac")),
        cipher: Cipher::TripleDes,
    }
}

#[test]
fn the_suite_of_the_cie() {
    let Some(vector) = shared_json("cie_pace_dh_gm_3des_p2_kat.json") else {
        return;
    };
    let access = SecurityInfos::parse(&field(&vector, "ef_cardaccess")).unwrap();
    for known in vector["vectors"].as_array().unwrap() {
        let example = of_the_cie(&vector, known);
        let done = example.run(&access.pace[0], &can());
        assert_eq!(done.suite, "PACE DH-GM 3DES, DH 2048");
        let turns = example.turns();
        // As recorded from real cards: steps 2 and 3 are extended commands.
        let start = hex("10860000 000108 7C820104 81820100");
        assert!(to_hex(&turns[2].0).starts_with(&to_hex(&start)));
    }
}

#[test]
fn several_suites_are_told_apart_by_tag_84() -> Result<()> {
    let Some(vector) = shared_json("cie_pace_dh_gm_3des_p2_kat.json") else {
        return Ok(());
    };
    let mut example = of_the_cie(&vector, &vector["vectors"][0]);
    example.mse = hex("0022C1A412 800A04007F00070202040101830102840102");
    let mut channel = Channel::new(Script::new(example.turns()));
    let info = &infos("04007F00070202040101", 2)[0];
    pace(
        &mut channel,
        info,
        true,
        &can(),
        &mut Told::new(&example.random),
    )?;
    Ok(())
}

#[test]
fn without_extended_lengths_the_long_steps_are_chained() -> Result<()> {
    let Some(vector) = shared_json("cie_pace_dh_gm_3des_p2_kat.json") else {
        return Ok(());
    };
    let example = of_the_cie(&vector, &vector["vectors"][0]);
    let mut turns = Vec::new();
    for (command, answer) in example.turns() {
        let command = Command::parse(&command)?;
        if command.payload().len() <= 255 {
            turns.push((command.encode()?.to_vec(), answer));
            continue;
        }
        let (first, last) = command.payload().split_at(255);
        let link = Command::new(0x10, 0x86, 0, 0);
        turns.push((link.clone().data(first).encode()?.to_vec(), hex("9000")));
        let (start, end) = answer.split_at(256);
        let end_length = u8::try_from(end.len() - 2).unwrap();
        let start = [start, &[0x61, end_length]].concat();
        turns.push((link.data(last).expecting(256).encode()?.to_vec(), start));
        turns.push((vec![0, 0xC0, 0, 0, end_length], end.to_vec()));
    }
    let mut script = Script::new(turns);
    script.limits = Limits::SHORT;
    let mut channel = Channel::new(script);
    let info = &infos("04007F00070202040101", 2)[0];
    pace(
        &mut channel,
        info,
        false,
        &can(),
        &mut Told::new(&example.random),
    )?;
    assert!(channel.transport().turns.is_empty());
    Ok(())
}

#[test]
fn unknown_domain_parameters_are_refused() {
    let info = &infos("04007F00070202040202", 14)[0];
    let mut channel = Channel::new(Script::new(Vec::new()));
    let failed = pace(&mut channel, info, false, &can(), &mut Told::new(&[]));
    assert_eq!(failed.unwrap_err().code(), Code::AccessUnsupported);
    // A curve's number with a suite of DH is a lie.
    let info = &infos("04007F00070202040101", 13)[0];
    let failed = pace(&mut channel, info, false, &can(), &mut Told::new(&[]));
    assert_eq!(failed.unwrap_err().code(), Code::AccessUnsupported);
}
