//! Cards for the tests of the reader layer.

use std::time::Duration;

use chrono::NaiveDate;
use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};
use cie_devices::Result;
use cie_devices::apdu::{CardTransport, Limits};
use cie_devices::emrtd::lds::{
    BirthPlaceText, ChipDate, DataGroup, Dg11, Dg12, File, HolderName, ImageFormat,
};
use cie_devices::emrtd::passive::{Check, Outcome, PassiveInput, TrustStore, verify};
use cie_devices::emrtd::{Access, ChipProof, Cipher, Continue, Files, Password, Reader, Traffic};
use cie_devices::reader::CardPresence;
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, ChipKeyKind, ChipSuite, Inserted, PoweredCard, TestIssuer, VPCD_PORT, VirtualCie,
};
use ring::rand::SystemRandom;

use crate::stack::readers;

pub(crate) const ZONE: &str = "C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
                               ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";
pub(crate) const CAN: &str = "123456";
pub(crate) const GROUPS: [DataGroup; 5] = [
    DataGroup::DG1,
    DataGroup::DG2,
    DataGroup::DG11,
    DataGroup::DG12,
    DataGroup::DG14,
];

/// A picture of 15,000 bytes: its marker and noise.
pub(crate) fn face() -> Vec<u8> {
    let noise = (0..15_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8);
    [0xFF, 0x4F, 0xFF, 0x51].into_iter().chain(noise).collect()
}

pub(crate) fn data() -> CardData {
    let zone = Td1::parse(ZONE.as_bytes()).unwrap();
    let pin = Pin::parse("12345678").unwrap();
    let puk = Puk::parse("87654321").unwrap();
    let mut data = CardData::new(zone, Can::parse(CAN).unwrap(), pin, puk);
    let mut holder = Dg11::default();
    holder.name = Some(HolderName::new("ROSSI", "BIANCA"));
    holder.personal_number = Some("RSSBNC64T70Z110P".into());
    holder.birth_date = Some(ChipDate::parse(b"19641230").unwrap());
    holder.birth_place = Some(BirthPlaceText::new("PARIGI", None));
    data.holder = holder;
    let mut document = Dg12::default();
    document.issued = NaiveDate::from_ymd_opt(2024, 3, 1);
    data.document = document;
    data.face = (face(), ImageFormat::Jpeg2000, (307, 378));
    data.nis = "123456789012".to_owned();
    data
}

pub(crate) fn issuer() -> TestIssuer {
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

pub(crate) fn card(suites: &[ChipSuite], chip: ChipKeyKind) -> (VirtualCie, TestIssuer) {
    let issuer = issuer();
    let card = VirtualCie::personalise(&data(), &issuer, suites, chip).unwrap();
    (card, issuer)
}

pub(crate) fn cie() -> (VirtualCie, TestIssuer) {
    card(&[ChipSuite::CIE], ChipKeyKind::Dh(Cipher::TripleDes))
}

/// Puts a card into the first (0) or second (1) virtual reader, once the service has seen that it is
/// empty, and waits until it has seen the card.
pub(crate) fn insert<C: PoweredCard + 'static>(card: C, reader: u16) -> Inserted<C> {
    let mut watch = readers().watch().unwrap();
    let mut until = |wanted: CardPresence| {
        while watch.states()[usize::from(reader)].presence != wanted {
            let event = watch.next(Duration::from_secs(10)).unwrap();
            assert!(event.is_some(), "{watch:?}");
        }
    };
    until(CardPresence::Empty);
    let inserted = Inserted::insert(card, ("127.0.0.1", VPCD_PORT + reader)).unwrap();
    until(CardPresence::Present);
    inserted
}

pub(crate) fn can() -> Password {
    Password::can(&Can::parse(CAN).unwrap())
}

pub(crate) fn mrz() -> Password {
    Password::mrz(&Td1::parse(ZONE.as_bytes()).unwrap())
}

/// A whole reading, with chip authentication.
pub(crate) fn read(
    card: impl CardTransport,
    password: &Password,
) -> Result<(Access, ChipProof, Files, Traffic)> {
    let mut random = SystemRandom::new();
    let mut reader = Reader::open(card)?;
    let access = reader.gain_access(std::slice::from_ref(password), &mut random)?;
    reader.read_all(&mut |_| Continue::Yes)?;
    let proof = reader.authenticate_chip(&mut random)?;
    let traffic = reader.traffic();
    Ok((access, proof, reader.into_files(), traffic))
}

/// Every group is as personalised, and everything verifies up to the test authority.
pub(crate) fn assert_genuine(files: &Files, personalised: &VirtualCie, issuer: &TestIssuer) {
    for file in GROUPS.map(File::Group).into_iter().chain([File::Sod]) {
        assert_eq!(files.get(file), personalised.file(file), "{file}");
    }
    let mut trust = TrustStore::new();
    trust.add(issuer.authority()).unwrap();
    let report = verify(&PassiveInput {
        sod: files.get(File::Sod).unwrap(),
        groups: &files.groups(),
        trust: &trust,
        revocation: &[],
        issued: None,
    });
    for check in [Check::SodSignature, Check::CscaChain] {
        assert_eq!(report.outcome(check), Some(Outcome::Good), "{report}");
    }
    for group in GROUPS {
        let check = Check::Group(group);
        assert_eq!(report.outcome(check), Some(Outcome::Good), "{report}");
    }
}

/// A card that does one thing differently.
pub(crate) struct Odd<F> {
    pub(crate) card: VirtualCie,
    pub(crate) habit: F,
}

impl<F: FnMut(&mut VirtualCie, &[u8]) -> Option<Vec<u8>> + Send> CardTransport for Odd<F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        match (self.habit)(&mut self.card, command) {
            Some(answer) => Ok(answer),
            None => self.card.transmit(command),
        }
    }

    fn limits(&self) -> Limits {
        self.card.limits()
    }
}

impl<F: FnMut(&mut VirtualCie, &[u8]) -> Option<Vec<u8>> + Send> PoweredCard for Odd<F> {
    fn power_cycle(&mut self) {
        self.card.power_cycle();
    }

    fn answer_to_reset(&self) -> Vec<u8> {
        self.card.answer_to_reset()
    }
}
