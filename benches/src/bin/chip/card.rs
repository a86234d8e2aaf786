//! The card, and our reading of it.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};
use cie_devices::emrtd::lds::{
    BirthPlaceText, ChipDate, Dg1, Dg2, Dg11, Dg12, File, HolderName, ImageFormat,
};
use cie_devices::emrtd::passive::{Check, Outcome, PassiveInput, TrustStore, verify};
use cie_devices::emrtd::{Cipher, Continue, Password, Reader};
use cie_devices::reader::{CardPresence, PcscCard, Readers};
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, ChipKeyKind, ChipSuite, Inserted, TestIssuer, VPCD_PORT, VirtualCie,
};
use ring::rand::SystemRandom;

use crate::Figures;

const ZONE: &[u8] = b"C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
                      ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";
pub const CAN: &str = "123456";

pub fn issuer() -> TestIssuer {
    let day = |year| {
        let date = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        date.and_hms_opt(0, 0, 0).expect("midnight").and_utc()
    };
    let validity = Validity {
        not_before: day(2024),
        not_after: day(2034),
    };
    TestIssuer::generate(validity, &SystemRandom::new()).expect("an issuer")
}

pub fn card(issuer: &TestIssuer) -> VirtualCie {
    let zone = Td1::parse(ZONE).expect("a zone");
    let pin = Pin::parse("12345678").expect("a PIN");
    let puk = Puk::parse("87654321").expect("a PUK");
    let mut data = CardData::new(zone, Can::parse(CAN).expect("a CAN"), pin, puk);
    let mut holder = Dg11::default();
    holder.name = Some(HolderName::new("ROSSI", "BIANCA"));
    holder.personal_number = Some("RSSBNC64T70Z110P".into());
    holder.birth_date = ChipDate::parse(b"19641230").ok();
    holder.birth_place = Some(BirthPlaceText::new("PARIGI", None));
    data.holder = holder;
    let mut document = Dg12::default();
    document.issued = NaiveDate::from_ymd_opt(2024, 3, 1);
    data.document = document;
    let face = [&[0xFF, 0x4F, 0xFF, 0x51][..], &[0x5A; 15_000]].concat();
    data.face = (face, ImageFormat::Jpeg2000, (307, 378));
    let chip = ChipKeyKind::Dh(Cipher::TripleDes);
    VirtualCie::personalise(&data, issuer, &[ChipSuite::CIE], chip).expect("a card")
}

/// Puts a card into the first reader and waits until the service has seen it.
pub fn insert(card: VirtualCie) -> Inserted<VirtualCie> {
    let readers = Readers::connect().expect("the service");
    let mut watch = readers.watch().expect("a watch");
    let mut until = |wanted: CardPresence| {
        while watch.states().first().map(|s| s.presence) != Some(wanted) {
            let event = watch.next(Duration::from_secs(10)).expect("the service");
            assert!(event.is_some(), "no {wanted:?}");
        }
    };
    until(CardPresence::Empty);
    let inserted = Inserted::insert(card, ("127.0.0.1", VPCD_PORT)).expect("a virtual reader");
    until(CardPresence::Present);
    inserted
}

/// Whole sessions, as the peer does them: opened, read, verified, parsed, closed.
pub fn full(rounds: usize) -> Figures {
    let issuer = issuer();
    let mut trust = TrustStore::new();
    trust.add(issuer.authority()).expect("an authority");
    measure(rounds, card(&issuer), |opened| {
        let mut random = SystemRandom::new();
        let mut reader = access_to(opened, &mut random);
        reader.read_all(&mut |_| Continue::Yes).expect("all files");
        let chip = reader.authenticate_chip(&mut random);
        // The peer reads EF.COM under the new keys.
        reader.read_com().expect("EF.COM");
        let groups = reader.files().groups();
        let report = verify(&PassiveInput {
            sod: reader.files().get(File::Sod).expect("EF.SOD"),
            groups: &groups,
            trust: &trust,
            revocation: &[],
            issued: None,
        });
        assert_eq!(report.outcome(Check::CscaChain), Some(Outcome::Good));
        assert!(chip.is_ok());
        let mut bytes = groups.values();
        let _ = Dg1::parse(bytes.next().expect("DG1")).expect("DG1");
        let _ = Dg2::parse(bytes.next().expect("DG2")).expect("DG2");
        let _ = Dg11::parse(bytes.next().expect("DG11")).expect("DG11");
        let _ = Dg12::parse(bytes.next().expect("DG12")).expect("DG12");
    })
}

/// Access alone.
pub fn access(rounds: usize) -> Figures {
    measure(rounds, card(&issuer()), |opened| {
        access_to(opened, &mut SystemRandom::new());
    })
}

fn access_to<'a>(
    opened: &'a mut PcscCard,
    random: &mut SystemRandom,
) -> Reader<cie_devices::reader::CardSession<'a>> {
    let password = Password::can(&Can::parse(CAN).expect("a CAN"));
    let session = opened.session().expect("a transaction");
    let mut reader = Reader::open(session).expect("EF.CardAccess");
    reader.gain_access(&[password], random).expect("access");
    reader
}

fn measure(rounds: usize, card: VirtualCie, session: impl Fn(&mut PcscCard)) -> Figures {
    let inserted = insert(card);
    let readers = Readers::connect().expect("the service");
    let name = readers.names().expect("readers").remove(0);
    let mut times = Vec::new();
    let mut before = inserted.work();
    let mut figures = Figures::default();
    for _ in 0..rounds {
        let began = Instant::now();
        let mut opened = readers.open(&name).expect("a card");
        session(&mut opened);
        drop(opened);
        let whole = began.elapsed();
        let after = inserted.work();
        times.push(whole.saturating_sub(after.busy - before.busy));
        figures.commands = after.commands - before.commands;
        figures.bytes = after.received + after.sent - before.received - before.sent;
        before = after;
    }
    figures.reader = median(times);
    figures
}

/// The median of the second half: the first warms both sides up.
pub fn median(mut times: Vec<Duration>) -> Duration {
    let mut times = times.split_off(times.len() / 2);
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
