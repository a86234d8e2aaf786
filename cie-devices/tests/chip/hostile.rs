//! Cards that mean harm: each ends in a typed error, within bounds of time, size and exchanges.

use std::time::{Duration, Instant};

use cie_devices::apdu::{CardTransport, Command};
use cie_devices::emrtd::lds::{Com, Dg1, Dg2, Dg7, Dg11, Dg12, Dg14, Dg15, Dg16, Dir};
use cie_devices::emrtd::passive::{Certificate, MasterList, RevocationList, SecurityObject};
use cie_devices::emrtd::{Channel, Reader, SecurityInfos, chip_authentication, tlv};
use cie_devices::sim::Validity;
use cie_devices::sim::card::TestIssuer;
use cie_devices::{Code, Error, Result};
use ring::rand::SystemRandom;

use crate::session::{can, cie};

/// Changes what a card answers on its way to the reader.
struct Meddler<C, F> {
    card: C,
    change: F,
    exchanges: u64,
}

impl<C, F> Meddler<C, F> {
    fn new(card: C, change: F) -> Self {
        Self {
            card,
            change,
            exchanges: 0,
        }
    }
}

impl<C: CardTransport, F: FnMut(&Command, Vec<u8>) -> Vec<u8>> CardTransport for Meddler<C, F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        self.exchanges += 1;
        let answer = self.card.transmit(command)?;
        Ok((self.change)(&Command::parse(command)?, answer))
    }
}

/// A card that answers from a function alone.
struct Puppet<F>(F);

impl<F: FnMut(&Command) -> Vec<u8>> CardTransport for Puppet<F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        Ok((self.0)(&Command::parse(command)?))
    }
}

/// Opens a card whose every file starts with these bytes and goes on with what `rest` gives.
fn open(head: &[u8], piece: usize) -> (Error, u64) {
    let mut exchanges = 0;
    let mut card = Puppet(|command: &Command| {
        exchanges += 1;
        let [_, instruction, p1, p2] = command.header();
        if instruction != 0xB0 {
            return vec![0x90, 0x00];
        }
        let offset = if p1 & 0x80 == 0 {
            usize::from(p1) << 8 | usize::from(p2)
        } else {
            0
        };
        let wanted = (command.expected().unwrap_or(256) as usize).min(piece);
        let file = head.iter().copied().chain(std::iter::repeat(0));
        let mut answer: Vec<u8> = file.skip(offset).take(wanted).collect();
        answer.extend([0x90, 0x00]);
        answer
    });
    let error = Reader::open(&mut card).unwrap_err();
    (error, exchanges)
}

#[test]
fn lengths_that_lie_cost_one_read() {
    for head in [
        &[0x31, 0x84, 0xFF, 0xFF, 0xFF, 0xFF][..],
        &[0x31, 0x83, 0x04, 0x00, 0x01],
        // A security object of ten megabytes.
        &[0x77, 0x83, 0x98, 0x96, 0x80],
    ] {
        let (error, exchanges) = open(head, 256);
        assert_eq!((error.code(), exchanges), (Code::CardFileTooLarge, 1));
    }
    for head in [
        &[0x31, 0x85, 1, 0, 0, 0, 0][..],
        &[0x31, 0x80],
        &[0x1F, 0xFF, 0xFF, 0xFF, 0xFF],
    ] {
        let (error, exchanges) = open(head, 256);
        assert_eq!((error.code(), exchanges), (Code::TlvMalformed, 1));
    }
}

#[test]
fn a_file_in_crumbs_ends() {
    let (error, exchanges) = open(&[0x31, 0x82, 0x7F, 0x00], 1);
    // Not even the length comes with the first byte.
    assert_eq!((error.code(), exchanges), (Code::TlvMalformed, 1));
    let (error, exchanges) = open(&[0x31, 0x82, 0x7F, 0x00], 4);
    assert_eq!(error.code(), Code::ResponseTooLong);
    assert!(exchanges < 2_100, "{exchanges}");
}

#[test]
fn answers_without_end_end() {
    for answer in [
        // More is always waiting; nothing ever comes.
        vec![0x61, 0xFF],
        vec![0x61, 0x00],
        [vec![0xEE; 256], vec![0x61, 0x00]].concat(),
        // The right length is always another.
        vec![0x6C, 0x01],
        vec![0x6C, 0x00],
    ] {
        let mut exchanges = 0;
        let mut card = Puppet(|_: &Command| {
            exchanges += 1;
            answer.clone()
        });
        let opened = Reader::open(&mut card);
        let code = opened.map(|_| ()).map_err(|error| error.code());
        let expected = match answer.as_slice() {
            // A card that refuses EF.CardAccess offers no PACE: that is no error yet.
            [0x6C, _] => Ok(()),
            _ => Err(Code::ResponseTooLong),
        };
        assert_eq!(code, expected);
        assert!(exchanges <= 262, "{exchanges}");
    }
}

/// Elements within elements within elements.
fn nested(tag: u8, depth: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..depth {
        bytes = tlv::write(tag.into(), &bytes);
        if bytes.len() > 60_000 {
            break;
        }
    }
    bytes
}

#[test]
fn nesting_without_end_is_read_flat() {
    let began = Instant::now();
    for tag in [
        0x30, 0x31, 0x60, 0x61, 0x6B, 0x6C, 0x6E, 0x70, 0x75, 0x77, 0xA0,
    ] {
        let mut bytes = nested(tag, 15_000);
        for _ in 0..2 {
            assert!(Com::parse(&bytes).is_err() && Dir::parse(&bytes).is_err());
            assert!(Dg1::parse(&bytes).is_err() && Dg2::parse(&bytes).is_err());
            assert!(SecurityObject::parse(&bytes).is_err());
            assert!(Certificate::parse(&bytes).is_err());
            assert!(MasterList::parse(&bytes).is_err());
            assert!(RevocationList::parse(&bytes).is_err());
            // These may be empty lists; what matters is that they end.
            let _ = (
                Dg11::parse(&bytes),
                Dg12::parse(&bytes),
                Dg14::parse(&bytes),
            );
            let _ = (Dg7::parse(&bytes), Dg15::parse(&bytes));
            let _ = (Dg16::parse(&bytes), SecurityInfos::parse(&bytes));
            // The same, wrapped as a security object.
            bytes = tlv::write(0x77, &bytes);
        }
    }
    assert!(began.elapsed() < Duration::from_secs(20));
}

fn issuer() -> TestIssuer {
    let day = |year| {
        let date = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        date.and_hms_opt(0, 0, 0).unwrap().and_utc()
    };
    let validity = Validity {
        not_before: day(2024),
        not_after: day(2034),
    };
    TestIssuer::generate(validity, &SystemRandom::new()).unwrap()
}

#[test]
fn negative_and_impossible_group_numbers_are_kept_apart() {
    let sod = issuer()
        .sign(&[
            (0xFF, b"minus one"),
            (0x00, b"zero"),
            (0x11, b"17"),
            (1, b"one"),
        ])
        .unwrap();
    let object = SecurityObject::parse(&sod).unwrap();
    object.check_signature().unwrap();
    // Each is its own number, none is taken for a data group of another.
    assert_eq!(object.matches(1, b"one"), Some(true));
    assert_eq!(object.matches(1, b"minus one"), Some(false));
    assert_eq!(object.matches(0xFF, b"minus one"), Some(true));
    assert_eq!(object.matches(2, b"zero"), None);
    let twice = issuer().sign(&[(1, b"one"), (1, b"other")]).unwrap();
    let error = SecurityObject::parse(&twice).unwrap_err();
    assert_eq!(error.code(), Code::SodMalformed);
    let many: Vec<(u8, &[u8])> = (0..=255).map(|n| (n, &b"x"[..])).collect();
    let error = SecurityObject::parse(&issuer().sign(&many).unwrap()).unwrap_err();
    assert_eq!(error.code(), Code::SodMalformed);
}

#[test]
fn a_security_object_of_ten_megabytes_is_refused_unread() {
    let began = Instant::now();
    for filling in [0x00, 0x30, 0xFF] {
        let sod = tlv::write(0x77, &vec![filling; 10_000_000]);
        let error = SecurityObject::parse(&sod).unwrap_err();
        assert_eq!(error.code(), Code::CardFileTooLarge);
        let error = MasterList::parse(&sod).unwrap_err();
        assert_eq!(error.code(), Code::CardFileTooLarge);
    }
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// The suite of the CIE with another key of the card in one of the two agreements.
fn agree(step: u8, key: impl Fn(&[u8]) -> Vec<u8>) -> Error {
    let (card, _) = cie();
    let mut card = Meddler::new(card, |command: &Command, answer| {
        let fields = tlv::Tlv::expect(command.payload(), 0x7C).and_then(|outer| outer.children());
        if let Ok(fields) = fields
            && let Some(field) = fields.first()
            && field.tag == u32::from(step)
        {
            let content = tlv::write(u32::from(step) + 1, &key(field.value));
            return [tlv::write(0x7C, &content), vec![0x90, 0x00]].concat();
        }
        answer
    });
    let mut reader = Reader::open(&mut card).unwrap();
    let error = reader.gain_access(&[can()], &mut SystemRandom::new());
    let error = error.unwrap_err();
    drop(reader);
    assert!(card.exchanges < 10);
    error
}

#[test]
fn weak_elements_of_the_cie_group_are_refused_in_both_agreements() {
    // RFC 5114, 2.3: the prime of the suite, and its neighbours.
    let Some(vector) = crate::kit::shared_json("cie_pace_dh_gm_3des_p2_kat.json") else {
        return;
    };
    let prime = crate::kit::field(&vector, "p");
    let near = |change: i8| {
        let mut bytes = prime.clone();
        let last = bytes.last_mut().unwrap();
        *last = last.wrapping_add_signed(change);
        bytes
    };
    let small = |n: u8| [vec![0; 255], vec![n]].concat();
    // Order 1 and 2, out of range, and 2, which generates another subgroup.
    let weak = [
        Vec::new(),
        small(0),
        small(1),
        small(2),
        near(-1),
        near(0),
        near(1),
        vec![0xFF; 256],
        vec![0xFF; 4_096],
    ];
    for step in [0x81, 0x83] {
        for key in &weak {
            let error = agree(step, |_| key.clone());
            assert_eq!(error.code(), Code::BadCardKey, "{step:02X} {error}");
        }
        // The reader's own key comes back.
        assert_eq!(agree(step, <[u8]>::to_vec).code(), Code::BadCardKey);
    }
}

/// EF.DG14 with one key on a named curve.
fn infos(curve: &[u8], point: &[u8]) -> SecurityInfos {
    let key_kind = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
    let algorithm = [tlv::write(6, &key_kind), tlv::write(6, curve)].concat();
    let bits = tlv::write(3, &[&[0], point].concat());
    let key = [tlv::write(0x30, &algorithm), bits].concat();
    // id-PK-ECDH.
    let protocol = tlv::write(6, &[4, 0, 0x7F, 0, 7, 2, 2, 1, 2]);
    let info = [protocol, tlv::write(0x30, &key)].concat();
    SecurityInfos::parse(&tlv::write(0x31, &tlv::write(0x30, &info))).unwrap()
}

#[test]
fn static_keys_off_their_curve_are_never_used() {
    let p256 = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
    let brainpool = [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07];
    for curve in [&p256[..], &brainpool] {
        for point in [
            vec![0],
            vec![4],
            [vec![4], vec![0; 64]].concat(),
            [vec![4], vec![0xFF; 64]].concat(),
            [vec![4], vec![1; 64]].concat(),
            [vec![2], vec![1; 32]].concat(),
            [vec![4], vec![1; 4_000]].concat(),
        ] {
            let mut asked = 0;
            let mut channel = Channel::new(Puppet(|_: &Command| {
                asked += 1;
                vec![0x90, 0x00]
            }));
            let infos = infos(curve, &point);
            let error = chip_authentication(&mut channel, &infos, &mut SystemRandom::new());
            let error = error.unwrap_err();
            assert_eq!(error.code(), Code::BadCardKey, "{error}");
            drop(channel);
            assert_eq!(asked, 0, "nothing is sent for a key like that");
        }
    }
}
