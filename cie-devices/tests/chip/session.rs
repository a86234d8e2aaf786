//! Whole sessions with the virtual card: every suite, every fault.

use chrono::NaiveDate;
use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};
use cie_devices::apdu::Limits;
use cie_devices::emrtd::lds::{
    BirthPlaceText, ChipDate, DataGroup, Dg11, Dg12, File, HolderName, ImageFormat,
};
use cie_devices::emrtd::passive::{Check, Outcome, PassiveInput, Report, TrustStore, verify};
use cie_devices::emrtd::{Access, Cipher, Continue, Curve, Mapping, Password, Progress, Reader};
use cie_devices::ias::{
    self, CardSecret, authenticate_nis, change_pin, tries_left, unblock_pin, verify_pin,
};
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, CardFaults, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie,
};
use cie_devices::{Code, Error, Result};
use ring::rand::SystemRandom;

const ZONE: &str = "C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
                    ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";

pub(crate) fn zone() -> Td1 {
    Td1::parse(ZONE.as_bytes()).unwrap()
}

fn data() -> CardData {
    let pin = Pin::parse("12345678").unwrap();
    let puk = Puk::parse("87654321").unwrap();
    let mut data = CardData::new(zone(), Can::parse("123456").unwrap(), pin, puk);
    let mut holder = Dg11::default();
    holder.name = Some(HolderName::new("ROSSI", "BIANCA"));
    holder.personal_number = Some("RSSBNC64T70Z110P".into());
    holder.birth_date = Some(ChipDate::parse(b"19641230").unwrap());
    holder.birth_place = Some(BirthPlaceText::new("PARIGI", None));
    data.holder = holder;
    let mut document = Dg12::default();
    document.issued = NaiveDate::from_ymd_opt(2024, 3, 1);
    data.document = document;
    let image = [&[0xFF, 0x4F, 0xFF, 0x51][..], &vec![0x5A; 15_000]].concat();
    data.face = (image, ImageFormat::Jpeg2000, (307, 378));
    data.nis = "123456789012".to_owned();
    data
}

fn issuer() -> TestIssuer {
    let day = |year| {
        let date = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        date.and_hms_opt(0, 0, 0).unwrap().and_utc()
    };
    let validity = Validity {
        not_before: day(2024),
        not_after: day(2034),
    };
    TestIssuer::generate(validity, &SystemRandom::new()).unwrap()
}

pub(crate) fn can() -> Password {
    Password::can(&Can::parse("123456").unwrap())
}

fn mrz() -> Password {
    Password::mrz(&zone())
}

const DH_KEY: ChipKeyKind = ChipKeyKind::Dh(Cipher::TripleDes);

fn card(suites: &[ChipSuite], chip: ChipKeyKind) -> (VirtualCie, TestIssuer) {
    let issuer = issuer();
    let card = VirtualCie::personalise(&data(), &issuer, suites, chip).unwrap();
    (card, issuer)
}

pub(crate) fn cie() -> (VirtualCie, TestIssuer) {
    card(&[ChipSuite::CIE], DH_KEY)
}

fn broken(faults: impl FnOnce(&mut CardFaults)) -> (VirtualCie, TestIssuer) {
    let (mut card, issuer) = cie();
    let mut all = CardFaults::default();
    faults(&mut all);
    card.break_with(all).unwrap();
    (card, issuer)
}

fn go_on(_: Progress) -> Continue {
    Continue::Yes
}

fn judge(files: &cie_devices::emrtd::Files, issuer: &TestIssuer) -> Report {
    let mut trust = TrustStore::new();
    trust.add(issuer.authority()).unwrap();
    verify(&PassiveInput {
        sod: files.get(File::Sod).unwrap(),
        groups: &files.groups(),
        trust: &trust,
        revocation: &[],
        issued: None,
    })
}

fn read(card: &mut VirtualCie, passwords: &[Password]) -> Result<(Access, String, Report2)> {
    let mut random = SystemRandom::new();
    let mut reader = Reader::open(card)?;
    let access = reader.gain_access(passwords, &mut random)?;
    reader.read_all(&mut go_on)?;
    let proof = reader.authenticate_chip(&mut random)?;
    let traffic = reader.traffic();
    Ok((
        access,
        proof.method,
        Report2(reader.into_files(), traffic.exchanges),
    ))
}

struct Report2(cie_devices::emrtd::Files, u64);

#[test]
fn every_suite_reads_and_verifies() {
    let gm = |cipher, parameter| ChipSuite::new(Mapping::Generic, cipher, parameter);
    let im = |cipher, parameter| ChipSuite::new(Mapping::Integrated, cipher, parameter);
    let cam = |cipher, parameter| ChipSuite::new(Mapping::ChipAuthentication, cipher, parameter);
    let ec = ChipKeyKind::Ec;
    let cases = [
        (ChipSuite::CIE, DH_KEY),
        (gm(Cipher::Aes128, 0), ChipKeyKind::Dh(Cipher::Aes128)),
        (gm(Cipher::Aes256, 1), ec(Curve::P521, Cipher::Aes256)),
        (
            gm(Cipher::TripleDes, 12),
            ec(Curve::P256, Cipher::TripleDes),
        ),
        (
            gm(Cipher::Aes128, 13),
            ec(Curve::BrainpoolP256r1, Cipher::Aes128),
        ),
        (gm(Cipher::Aes192, 15), ec(Curve::P384, Cipher::Aes192)),
        (
            gm(Cipher::Aes256, 16),
            ec(Curve::BrainpoolP384r1, Cipher::Aes256),
        ),
        (
            gm(Cipher::Aes256, 17),
            ec(Curve::BrainpoolP512r1, Cipher::Aes256),
        ),
        (gm(Cipher::Aes256, 18), DH_KEY),
        (im(Cipher::Aes128, 0), DH_KEY),
        (im(Cipher::Aes256, 2), DH_KEY),
        (im(Cipher::Aes192, 15), DH_KEY),
        (im(Cipher::Aes256, 17), DH_KEY),
        (cam(Cipher::Aes128, 12), ec(Curve::P256, Cipher::Aes128)),
        (
            cam(Cipher::Aes256, 17),
            ec(Curve::BrainpoolP512r1, Cipher::Aes256),
        ),
    ];
    for (suite, chip) in cases {
        let (mut card, issuer) = card(&[suite], chip);
        let (access, proof, Report2(files, exchanges)) = read(&mut card, &[can()]).unwrap();
        assert!(access.downgraded_because.is_none());
        let mapped = suite.mapping == Mapping::ChipAuthentication;
        assert_eq!(proof.starts_with("PACE"), mapped, "{suite:?} {proof}");
        let report = judge(&files, &issuer);
        for check in [Check::SodSignature, Check::CscaChain] {
            assert_eq!(report.outcome(check), Some(Outcome::Good), "{suite:?}");
        }
        let groups = files.groups();
        assert_eq!(groups.len(), 5, "all but the fingerprints");
        for group in groups.keys() {
            assert_eq!(report.outcome(Check::Group(*group)), Some(Outcome::Good));
        }
        let chain = &report
            .verdict(Check::CscaChain)
            .unwrap()
            .evidence
            .to_string();
        assert!(
            chain.contains("2024-03-01 (date of issue in DG12)"),
            "{chain}"
        );
        // Card access, PACE, application, six files in one or two reads, chip authentication.
        assert!(exchanges <= 20, "{exchanges} exchanges with {suite:?}");
    }
}

#[test]
fn the_right_suite_is_named_where_several_differ_in_parameters_alone() {
    let suites = [12, 13, 18].map(|p| ChipSuite::new(Mapping::Generic, Cipher::Aes128, p));
    let (mut card, _) = card(&suites, DH_KEY);
    let (access, ..) = read(&mut card, &[mrz()]).unwrap();
    assert_eq!(access.method, "PACE ECDH-GM AES-128, ECDH P-256");
}

/// BSI TR-03110-3, D.2.1.1: numbers have no leading zeros, on the wire and in the tokens. One key in
/// 256 is shorter for that.
#[test]
fn short_numbers_of_diffie_hellman_agree_too() {
    struct Lengths<'a>(&'a mut VirtualCie, Vec<usize>);
    impl cie_devices::apdu::CardTransport for Lengths<'_> {
        fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
            let answer = self.0.transmit(command)?;
            // Of 1,024 bits: 7C 81 83 84 81 80, 128 bytes and the status.
            if let [0x7C, 0x81, _, 0x84, ..] = *answer {
                self.1.push(answer.len());
            }
            Ok(answer)
        }
    }
    let suite = ChipSuite::new(Mapping::Generic, Cipher::TripleDes, 0);
    let (mut card, _) = card(&[suite], DH_KEY);
    let mut random = SystemRandom::new();
    let mut short = 0;
    // Nobody meets none in 5,000 keys: the chance is one in 300 millions.
    for _ in 0..5_000 {
        card.reset();
        let mut wire = Lengths(&mut card, Vec::new());
        let mut reader = Reader::open(&mut wire).unwrap();
        reader.gain_access(&[can()], &mut random).unwrap();
        drop(reader);
        let [length] = wire.1[..] else {
            panic!("one agreement, {:?}", wire.1);
        };
        assert!(length <= 136);
        if length < 136 {
            short += 1;
            if short == 3 {
                return;
            }
        }
    }
    assert!(short > 0);
}

#[test]
fn pin_and_puk_open_pace_too() {
    let pin = Password::pin(&Pin::parse("12345678").unwrap());
    let puk = Password::puk(&Puk::parse("87654321").unwrap());
    for password in [pin, puk, mrz(), can()] {
        let (mut card, _) = cie();
        read(&mut card, &[password]).unwrap();
    }
}

fn fails(card: &mut VirtualCie, passwords: &[Password]) -> Code {
    match read(card, passwords) {
        Ok(_) => panic!("it must fail"),
        Err(error) => error.code(),
    }
}

#[test]
fn bac_for_cards_without_pace_and_for_the_mrz_only() {
    let (mut card, issuer) = card(&[], DH_KEY);
    let (access, _, Report2(files, _)) = read(&mut card, &[can(), mrz()]).unwrap();
    assert_eq!(access.method, "BAC");
    assert!(
        access.downgraded_because.is_none(),
        "nothing better was offered"
    );
    assert_eq!(
        judge(&files, &issuer).outcome(Check::SodSignature),
        Some(Outcome::Good)
    );
    card.reset();
    assert_eq!(fails(&mut card, &[can()]), Code::BadAccessPassword);
    card.reset();
    let wrong = Password::mrz_fields("CA00000AB", "641230", "221230").unwrap();
    assert_eq!(fails(&mut card, &[wrong]), Code::WrongAccessPassword);
}

#[test]
fn a_wrong_can_is_final_and_never_a_reason_to_downgrade() {
    let (mut card, _) = cie();
    let wrong = Password::can(&Can::parse("654321").unwrap());
    assert_eq!(fails(&mut card, &[wrong, mrz()]), Code::WrongAccessPassword);
    assert!(card.exchanges() < 10);
}

#[test]
fn a_downgrade_is_shown() {
    let (mut card, _) = broken(|f| f.pace_refused = true);
    let (access, ..) = read(&mut card, &[can(), mrz()]).unwrap();
    assert_eq!(access.method, "BAC");
    let reason: Error = access.downgraded_because.unwrap();
    assert_eq!(reason.code(), Code::CardBusy);
    assert!(reason.to_string().contains("6985"));
    card.reset();
    assert_eq!(fails(&mut card, &[can()]), Code::CardBusy);
}

#[test]
fn a_session_that_another_program_left_is_reset_once() {
    let (mut card, _) = broken(|f| f.busy_until_reset = true);
    let (access, ..) = read(&mut card, &[can(), mrz()]).unwrap();
    assert!(access.method.starts_with("PACE"), "{}", access.method);
    assert!(access.downgraded_because.is_none());
}

#[test]
fn a_lost_contact_names_the_step() {
    let (mut whole, _) = cie();
    let (_, _, Report2(_, exchanges)) = read(&mut whole, &[can()]).unwrap();
    let mut steps = Vec::new();
    for at in 1..=exchanges {
        let (mut card, _) = broken(|f| f.removed_at = Some(at));
        let Err(error) = read(&mut card, &[can()]) else {
            panic!("removed at {at}");
        };
        assert_eq!(error.code(), Code::CardRemoved);
        steps.push(error.to_string());
    }
    let steps = steps.join("\n");
    for step in [
        "EF.CardAccess",
        "PACE set",
        "PACE nonce",
        "PACE mapping",
        "PACE agreement",
        "PACE token",
        "SELECT eMRTD",
        "EF.SOD",
        "DG1",
        "DG2, 223 of 15",
        "chip authentication",
    ] {
        assert!(steps.contains(step), "{step} is not in\n{steps}");
    }
}

#[test]
fn reads_are_as_long_as_the_chip_says_and_shorter_where_it_refuses() {
    let issuer = issuer();
    let mut data = data();
    data.face.0.resize(20_000, 0x3C);
    let make = || VirtualCie::personalise(&data, &issuer, &[ChipSuite::CIE], DH_KEY).unwrap();
    let good = |files: &cie_devices::emrtd::Files| {
        let report = judge(files, &issuer);
        assert_eq!(
            report.outcome(Check::Group(DataGroup::DG2)),
            Some(Outcome::Good)
        );
    };
    // Lengths out of the EF.ATR/INFO of a chip of the CIE: 1,238 and 2,019 bytes.
    let mut card = make();
    card.announce_lengths(0x04D6, 0x07E3);
    let mut faults = CardFaults::default();
    faults.longest_read = Some(0x07E3);
    card.break_with(faults).unwrap();
    let (_, _, Report2(files, exchanges)) = read(&mut card, &[can()]).unwrap();
    good(&files);
    assert!(
        exchanges <= 32,
        "{exchanges}: 20,000 bytes in pieces of 1,990"
    );
    // A chip that says nothing and refuses is read in short pieces.
    let mut card = make();
    card.break_with(faults).unwrap();
    let (_, _, Report2(files, exchanges)) = read(&mut card, &[can()]).unwrap();
    good(&files);
    assert!(exchanges > 90, "{exchanges}: 20,000 bytes in pieces of 223");
}

#[test]
fn lost_contacts_are_resumed_where_they_were_lost() {
    let (mut whole, _) = cie();
    let (_, _, Report2(_, exchanges)) = read(&mut whole, &[can()]).unwrap();
    let mut limits = Limits::SHORT;
    limits.response = 258;
    for (limits, at) in (2..exchanges)
        .map(|at| (Limits::EXTENDED, at))
        .chain([(limits, 60)])
    {
        let (mut card, issuer) = broken(|f| f.removed_at = Some(at));
        card.limit(limits);
        let mut random = SystemRandom::new();
        let mut kept = cie_devices::emrtd::Files::default();
        let first = Reader::open(&mut card).and_then(|mut reader| {
            reader.gain_access(&[can()], &mut random)?;
            let done = reader.read_all(&mut go_on);
            kept = reader.into_files();
            done
        });
        if let Err(error) = first {
            assert_eq!(error.code(), Code::CardRemoved);
        }
        let before: usize = kept.groups().len();
        card.reset();
        card.break_with(CardFaults::default()).unwrap();
        let mut reader = Reader::resume(&mut card, kept).unwrap();
        reader.gain_access(&[can()], &mut random).unwrap();
        reader.read_all(&mut go_on).unwrap();
        reader.authenticate_chip(&mut random).unwrap();
        if before > 2 && limits == Limits::EXTENDED {
            // What was read is not read again.
            assert!(reader.traffic().exchanges < exchanges, "{at}");
        }
        let report = judge(reader.files(), &issuer);
        assert!(
            report.verdicts.iter().all(|v| v.outcome != Outcome::Bad),
            "{at}: {report}"
        );
    }
}

#[test]
fn short_lengths_and_old_chips_read_the_same_files() {
    let (mut card, issuer) = broken(|f| f.no_short_identifiers = true);
    card.limit(Limits::SHORT);
    let (_, _, Report2(files, exchanges)) = read(&mut card, &[can()]).unwrap();
    assert!(exchanges > 80, "15,000 bytes in pieces of 223");
    let report = judge(&files, &issuer);
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG2)),
        Some(Outcome::Good)
    );
}

#[test]
fn files_past_32_kilobytes_are_read_whole() {
    let issuer = issuer();
    let mut data = data();
    data.face.0.resize(70_000, 0x3C);
    for limits in [
        Limits::EXTENDED,
        Limits::extended_up_to(1024, 4096),
        Limits::SHORT,
    ] {
        let mut card = VirtualCie::personalise(&data, &issuer, &[ChipSuite::CIE], DH_KEY).unwrap();
        card.limit(limits);
        let (_, _, Report2(files, _)) = read(&mut card, &[can()]).unwrap();
        let report = judge(&files, &issuer);
        assert_eq!(
            report.outcome(Check::Group(DataGroup::DG2)),
            Some(Outcome::Good)
        );
    }
}

#[test]
fn the_watcher_sees_progress_and_can_stop() {
    let (mut card, _) = cie();
    let mut random = SystemRandom::new();
    let mut reader = Reader::open(&mut card).unwrap();
    reader.gain_access(&[can()], &mut random).unwrap();
    let mut seen = Vec::new();
    let stopped = reader.read_all(&mut |progress| {
        seen.push(progress);
        match progress {
            Progress::Reading { file, .. } if file == File::Group(DataGroup::DG2) => Continue::Stop,
            _ => Continue::Yes,
        }
    });
    assert_eq!(stopped.unwrap_err().code(), Code::ReadingStopped);
    assert_eq!(reader.files().groups().len(), 4);
    reader.read_all(&mut go_on).unwrap();
    assert_eq!(reader.files().groups().len(), 5);
    let dg3 = reader.read_file(File::Group(DataGroup::DG3), &mut go_on);
    assert_eq!(dg3.unwrap_err().code(), Code::GroupOutOfReach);
    let dg15 = reader.read_file(File::Group(DataGroup::DG15), &mut go_on);
    assert_eq!(dg15.unwrap_err().code(), Code::CardFileNotFound);
    assert_eq!(reader.read_com().unwrap().groups.len(), 6);
    let shown = format!("{reader:?} {seen:?}");
    assert!(!shown.contains("ROSSI") && !shown.contains("CA00000AA"));
}

#[test]
fn copies_and_altered_files_are_found() {
    let (mut card, _) = broken(|f| f.copied = true);
    assert_eq!(fails(&mut card, &[can()]), Code::ChipNotGenuine);
    for chip in [Cipher::TripleDes, Cipher::Aes128].map(|c| ChipKeyKind::Ec(Curve::P256, c)) {
        let (mut card, _) = self::card(&[ChipSuite::CIE], chip);
        let mut faults = CardFaults::default();
        faults.copied = true;
        card.break_with(faults).unwrap();
        assert_eq!(fails(&mut card, &[can()]), Code::ChipNotGenuine);
    }
    let cam = ChipSuite::new(Mapping::ChipAuthentication, Cipher::Aes128, 12);
    let (mut card, _) = self::card(&[cam], ChipKeyKind::Ec(Curve::P256, Cipher::Aes128));
    let mut faults = CardFaults::default();
    faults.copied = true;
    card.break_with(faults).unwrap();
    assert_eq!(fails(&mut card, &[can()]), Code::ChipNotGenuine);

    let (mut card, issuer) = broken(|f| f.tampered = Some(DataGroup::DG11));
    let (_, _, Report2(files, _)) = read(&mut card, &[can()]).unwrap();
    let report = judge(&files, &issuer);
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG11)),
        Some(Outcome::Bad)
    );
    assert_eq!(
        report.outcome(Check::Group(DataGroup::DG1)),
        Some(Outcome::Good)
    );
}

#[test]
fn hostile_cards_end_in_errors() {
    let (mut card, _) = broken(|f| f.lying_length = Some(DataGroup::DG1));
    assert_eq!(fails(&mut card, &[can()]), Code::TlvMalformed);
    assert!(card.exchanges() < 30);
    let (mut card, _) = broken(|f| f.endless = true);
    assert_eq!(fails(&mut card, &[can()]), Code::ResponseTooLong);
    assert!(card.exchanges() < 300);
    let (mut whole, _) = cie();
    let (_, _, Report2(_, exchanges)) = read(&mut whole, &[can()]).unwrap();
    for at in 1..=exchanges {
        let (mut card, issuer) = broken(|f| f.garbage_at = Some(at));
        // Noise is never taken for data: an error, or everything still verifies.
        if let Ok((_, _, Report2(files, _))) = read(&mut card, &[can(), mrz()]) {
            let report = judge(&files, &issuer);
            assert!(
                report.verdicts.iter().all(|v| v.outcome != Outcome::Bad),
                "{at}"
            );
        }
    }
}

/// All files of a card.
pub(crate) fn read_files(
    card: &mut VirtualCie,
    passwords: &[Password],
) -> cie_devices::emrtd::Files {
    read(card, passwords).unwrap().2.0
}

/// Everything that can be said of a card: access, passive authentication, chip, zone.
pub(crate) fn full_report(card: &mut VirtualCie, issuer: &TestIssuer) -> Report {
    let mut random = SystemRandom::new();
    let mut reader = Reader::open(card).unwrap();
    let access = reader.gain_access(&[can(), mrz()], &mut random).unwrap();
    reader.read_all(&mut go_on).unwrap();
    let proof = reader.authenticate_chip(&mut random);
    let mut report = judge(reader.files(), issuer);
    report.add(access.verdict());
    report.add_chip_proof(&proof);
    report.add(cie_devices::emrtd::match_zone(reader.files(), &zone()));
    report
}

#[test]
fn the_number_for_services_is_vouched_for() {
    for by_master_file in [false, true] {
        let (mut card, issuer) = broken(|f| f.ias_by_master_file = by_master_file);
        let mut trust = TrustStore::new();
        trust.add(issuer.authority()).unwrap();
        let mut channel = cie_devices::emrtd::Channel::new(&mut card);
        ias::select(&mut channel).unwrap();
        let genuine = authenticate_nis(&mut channel, &trust, &mut SystemRandom::new()).unwrap();
        assert_eq!(genuine.nis.digits().expose(), "123456789012");
        let outcomes: Vec<(Check, Outcome)> = genuine
            .verdicts
            .iter()
            .map(|v| (v.check, v.outcome))
            .collect();
        let expected = [Check::SodSignature, Check::CscaChain, Check::ChipGenuine];
        assert_eq!(outcomes, expected.map(|check| (check, Outcome::Good)));
        assert!(!format!("{genuine:?}").contains("123456789012"));
    }
    let (mut card, _) = broken(|f| f.copied = true);
    let mut channel = cie_devices::emrtd::Channel::new(&mut card);
    ias::select(&mut channel).unwrap();
    let trust = TrustStore::new();
    let copy = authenticate_nis(&mut channel, &trust, &mut SystemRandom::new()).unwrap();
    let last = copy.verdicts.last().unwrap();
    assert_eq!(
        (last.check, last.outcome),
        (Check::ChipGenuine, Outcome::Bad)
    );
}

#[test]
fn tries_are_shown_before_one_is_spent() {
    let (mut card, _) = cie();
    let mut channel = cie_devices::emrtd::Channel::new(&mut card);
    ias::select(&mut channel).unwrap();
    let (right, wrong) = (
        Pin::parse("12345678").unwrap(),
        Pin::parse("11111111").unwrap(),
    );
    let tries = |channel: &mut _| tries_left(channel, CardSecret::Pin).unwrap();

    let asked = tries(&mut channel);
    assert_eq!(asked.count(), Some(3));
    let error = verify_pin(&mut channel, &wrong, &asked).unwrap_err();
    assert_eq!(error.code(), Code::WrongCardPin);
    assert!(error.to_string().contains("2 tries left"));
    let asked = tries(&mut channel);
    assert_eq!(
        verify_pin(&mut channel, &wrong, &asked).unwrap_err().code(),
        Code::WrongCardPin
    );
    // The last try is spent only when the holder says so.
    let asked = tries(&mut channel);
    assert_eq!(asked.count(), Some(1));
    let error = verify_pin(&mut channel, &right, &asked).unwrap_err();
    assert!(error.to_string().contains("not spent"));
    assert_eq!(tries(&mut channel).count(), Some(1));
    let asked = asked.allow_last();
    assert_eq!(
        verify_pin(&mut channel, &wrong, &asked).unwrap_err().code(),
        Code::CardPinBlocked
    );
    let asked = tries(&mut channel);
    assert!(asked.is_blocked());
    assert_eq!(
        verify_pin(&mut channel, &right, &asked).unwrap_err().code(),
        Code::CardPinBlocked
    );

    let puk = Puk::parse("87654321").unwrap();
    let asked = tries_left(&mut channel, CardSecret::Puk).unwrap();
    assert_eq!(asked.count(), Some(10));
    let new = Pin::parse("24682468").unwrap();
    unblock_pin(&mut channel, &puk, &new, &asked).unwrap();
    let asked = tries(&mut channel);
    assert_eq!(asked.count(), Some(3));
    verify_pin(&mut channel, &new, &asked).unwrap();
    let asked = tries(&mut channel);
    change_pin(&mut channel, &new, &right, &asked).unwrap();
    let asked = tries(&mut channel);
    verify_pin(&mut channel, &right, &asked).unwrap();
    let of_the_puk = tries_left(&mut channel, CardSecret::Puk).unwrap();
    assert!(verify_pin(&mut channel, &right, &of_the_puk).is_err());
}
