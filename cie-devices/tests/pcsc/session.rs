//! Sessions with a card in a reader: lengths, contacts lost, other programs.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::apdu::{CardTransport, Command, Limits};
use cie_devices::emrtd::Cipher;
use cie_devices::emrtd::{Continue, Files, Password, Reader};
use cie_devices::reader::{Patience, PcscCard, Readers};
use cie_devices::sim::card::{CardFaults, ChipKeyKind, ChipSuite, VirtualCie};
use ring::rand::SystemRandom;

use crate::kit::{Odd, assert_genuine, can, card, cie, insert, mrz, read};
use crate::stack::{Service, isolated, readers};

const SOON: Duration = Duration::from_secs(10);

fn open() -> PcscCard {
    readers().wait_for_card(SOON).unwrap()
}

#[test]
fn a_card_is_read_and_verified_with_long_and_with_short_lengths() {
    isolated(
        "session::a_card_is_read_and_verified_with_long_and_with_short_lengths",
        &[],
        || {
            let _service = Service::start();
            let suites: [(&[ChipSuite], Password); 2] = [(&[ChipSuite::CIE], can()), (&[], mrz())];
            for (offered, password) in suites {
                for limits in [Limits::EXTENDED, Limits::SHORT] {
                    let (card, issuer) = card(offered, ChipKeyKind::Dh(Cipher::TripleDes));
                    let inserted = insert(card, 0);
                    let mut opened = open().with_limits(limits);
                    let (access, _, files, traffic) =
                        read(opened.session().unwrap(), &password).unwrap();
                    assert_eq!(access.method.starts_with("PACE"), !offered.is_empty());
                    // Everything that we count passed the service, and nothing else.
                    let work = inserted.work();
                    assert_eq!(
                        (work.commands, work.received, work.sent),
                        (traffic.exchanges, traffic.sent, traffic.received)
                    );
                    drop(opened);
                    assert_genuine(&files, &inserted.remove().unwrap(), &issuer);
                }
            }
        },
    );
}

#[test]
fn pieces_are_fetched_and_wrong_lengths_asked_again() {
    isolated(
        "session::pieces_are_fetched_and_wrong_lengths_asked_again",
        &[],
        || {
            let _service = Service::start();
            let (card, issuer) = cie();
            // Answers 6Cxx to reads of EF.CardAccess but for its exact length, and every other long
            // answer in pieces of 100 bytes with 61xx.
            let mut waiting: Vec<u8> = Vec::new();
            let habit = move |card: &mut VirtualCie, bytes: &[u8]| {
                let command = Command::parse(bytes).unwrap();
                let [_, instruction, p1, _] = command.header();
                if (instruction, p1) == (0xB0, 0x9C) && command.expected() != Some(22) {
                    return Some(vec![0x6C, 22]);
                }
                if instruction != 0xC0 {
                    waiting = card.transmit(bytes).unwrap();
                    if waiting.len() <= 102 {
                        return Some(std::mem::take(&mut waiting));
                    }
                }
                let all = waiting.len() - 2;
                if all <= 100 {
                    return Some(std::mem::take(&mut waiting));
                }
                let rest = waiting.split_off(100);
                let mut piece = std::mem::replace(&mut waiting, rest);
                piece.extend([0x61, u8::try_from(all - 100).unwrap_or(0)]);
                Some(piece)
            };
            let inserted = insert(Odd { card, habit }, 0);
            let mut opened = open();
            let (_, _, files, traffic) = read(opened.session().unwrap(), &can()).unwrap();
            assert!(traffic.exchanges > 150, "15,000 bytes in pieces of 100");
            drop(opened);
            assert_genuine(&files, &inserted.remove().unwrap().card, &issuer);
        },
    );
}

#[test]
fn a_contact_lost_is_named_and_resumed() {
    isolated("session::a_contact_lost_is_named_and_resumed", &[], || {
        let _service = Service::start();
        let readers = readers();
        let (whole, _) = cie();
        let inserted = insert(whole, 0);
        let mut opened = readers.wait_for_card(SOON).unwrap();
        let all = read(opened.session().unwrap(), &can()).unwrap().3.exchanges;
        drop(opened);
        drop(inserted);
        for at in 1..all {
            let (mut card, issuer) = cie();
            let mut faults = CardFaults::default();
            faults.removed_at = Some(at);
            card.break_with(faults).unwrap();
            let inserted = insert(card, 0);
            let mut kept = Files::default();
            let mut random = SystemRandom::new();
            let mut opened = readers.wait_for_card(SOON).unwrap();
            let first = Reader::open(opened.session().unwrap()).and_then(|mut reader| {
                reader.gain_access(&[can()], &mut random)?;
                let done = reader.read_all(&mut |_| Continue::Yes);
                let chip = done.and_then(|()| reader.authenticate_chip(&mut random));
                kept = reader.into_files();
                chip
            });
            let error = first.unwrap_err();
            assert_eq!(error.code(), Code::CardRemoved, "{at}: {error}");
            let steps = ["EF.", "PACE", "SELECT", "DG", "chip authentication"];
            let said = error.to_string();
            assert!(steps.iter().any(|step| said.contains(step)), "{at}: {said}");
            drop(opened);
            let mut card = inserted.remove().unwrap();
            card.break_with(CardFaults::default()).unwrap();
            let inserted = insert(card, 0);
            let mut opened = readers.wait_for_card(SOON).unwrap();
            let had = kept.groups().len();
            let mut reader = Reader::resume(opened.session().unwrap(), kept).unwrap();
            reader.gain_access(&[can()], &mut random).unwrap();
            reader.read_all(&mut |_| Continue::Yes).unwrap();
            reader.authenticate_chip(&mut random).unwrap();
            assert!(had < 4 || reader.traffic().exchanges < all, "{at}");
            let files = reader.into_files();
            drop(opened);
            assert_genuine(&files, &inserted.remove().unwrap(), &issuer);
        }
    });
}

#[test]
fn a_session_that_another_program_left_open_is_reset() {
    isolated(
        "session::a_session_that_another_program_left_open_is_reset",
        &[],
        || {
            let _service = Service::start();
            let (card, issuer) = cie();
            // A made-up command that takes the session until the next reset.
            let habit = |card: &mut VirtualCie, command: &[u8]| {
                if command == [0x00, 0xEE, 0x00, 0x00] {
                    let mut faults = CardFaults::default();
                    faults.busy_until_reset = true;
                    card.break_with(faults).unwrap();
                    return Some(vec![0x90, 0x00]);
                }
                None
            };
            let inserted = insert(Odd { card, habit }, 0);
            let mut opened = open();
            let mut session = opened.session().unwrap();
            session.transmit(&[0x00, 0xEE, 0x00, 0x00]).unwrap();
            let (access, _, files, _) = read(&mut session, &can()).unwrap();
            assert!(access.method.starts_with("PACE"));
            assert!(access.downgraded_because.is_none());
            drop(session);
            drop(opened);
            assert_genuine(&files, &inserted.remove().unwrap().card, &issuer);
        },
    );
}

#[test]
fn a_transaction_of_another_program_is_waited_for_and_no_longer() {
    isolated(
        "session::a_transaction_of_another_program_is_waited_for_and_no_longer",
        &[],
        || {
            let _service = Service::start();
            let (card, _) = cie();
            let _inserted = insert(card, 0);
            let mut other = open();
            let short = Duration::from_secs(1);
            let mut ours = open().with_patience(Patience::of(short));
            let mut later = open();
            let held = other.session().unwrap();
            let began = Instant::now();
            let error = ours.session().unwrap_err();
            assert_eq!(error.code(), Code::CardBusy);
            assert!(began.elapsed() >= short && began.elapsed() < SOON);
            drop(ours);
            // Nor is a card opened meanwhile.
            let hasty = Readers::connect_within(Patience::of(short)).unwrap();
            let name = hasty.names().unwrap()[0].clone();
            assert_eq!(hasty.open(&name).unwrap_err().code(), Code::CardBusy);
            // The other ends and resets the card: ours is connected again without being told. Those
            // that were given up get their turn now too, and let the card go without disturbing it.
            let ended = std::thread::scope(|scope| {
                let waiting = scope.spawn(|| read(later.session().unwrap(), &can()).map(|_| ()));
                std::thread::sleep(Duration::from_millis(200));
                drop(held);
                waiting.join().unwrap()
            });
            ended.unwrap();
        },
    );
}

#[test]
fn a_card_that_never_answers_is_given_up() {
    isolated(
        "session::a_card_that_never_answers_is_given_up",
        &[],
        || {
            let _service = Service::start();
            let (card, _) = cie();
            let (let_go, held) = channel::<()>();
            let habit = move |_: &mut VirtualCie, _: &[u8]| {
                let _ = held.recv();
                None
            };
            // Let go at the end, before the card is waited for.
            let (_inserted, _let_go) = (insert(Odd { card, habit }, 0), let_go);
            let short = Patience::of(Duration::from_secs(1));
            let mut opened = open().with_patience(short);
            let mut session = opened.session().unwrap();
            let began = Instant::now();
            let error = Reader::open(&mut session).unwrap_err();
            assert_eq!(error.code(), Code::CardTimeout);
            assert!(error.to_string().contains("EF.CardAccess"), "{error}");
            assert!(session.transmit(&[0, 0xB0, 0, 0, 0]).is_err());
            drop(session);
            drop(opened);
            assert!(began.elapsed() < SOON);
        },
    );
}
