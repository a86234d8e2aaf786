//! The card itself: what it was personalised with, its state, and how it answers.

use std::collections::BTreeMap;
use std::fmt;

use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};
use ring::rand::SystemRandom;

use super::access::{ChipSuite, external_authenticate};
use super::chip_key::{ChipKey, ChipKeyKind};
use super::fault::CardFaults;
use super::files::{self, CardData};
use super::issuer::TestIssuer;
use super::pace::{Outcome, Run};
use super::pins::Pins;
use super::services;
use crate::apdu::{CardTransport, Command, Limits, Response, Status};
use crate::emrtd::lds::File;
use crate::emrtd::tlv::{self, Tlv};
use crate::emrtd::{Password, RandomSource, SecureMessaging};
use crate::{Code, Result};

const EMRTD: &[u8] = &[0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];
const IAS: &[u8] = &[
    0xA0, 0x00, 0x00, 0x00, 0x30, 0x80, 0x00, 0x00, 0x00, 0x09, 0x81, 0x60, 0x01,
];
const CIE: &[u8] = &[0xA0, 0x00, 0x00, 0x00, 0x00, 0x39];

/// EF.ATR/INFO.
const ATR_INFO: u16 = 0x2F01;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Application {
    Master,
    Emrtd,
    Ias,
}

/// Honest simulator of a CIE 3.0, in process. It answers as a card does, one command at a time.
pub struct VirtualCie {
    pub(super) master: BTreeMap<u16, Vec<u8>>,
    pub(super) emrtd: BTreeMap<u16, Vec<u8>>,
    pub(super) ias: BTreeMap<u16, Vec<u8>>,
    pub(super) suites: Vec<ChipSuite>,
    pub(super) zone: Td1,
    pub(super) can: Can,
    pub(super) chip: ChipKey,
    pub(super) pins: Pins,
    pub(super) authority: Vec<u8>,
    pub(super) faults: CardFaults,
    pub(super) limits: Limits,
    pub(super) random: Box<dyn RandomSource + Send>,
    pub(super) exchanges: u64,
    pub(super) session: Session,
}

/// What a reset forgets.
pub(super) struct Session {
    application: Application,
    selected: Option<u16>,
    messaging: Option<SecureMessaging>,
    next_messaging: Option<SecureMessaging>,
    access: bool,
    challenge: Option<[u8; 8]>,
    pace: Option<Run>,
    chip_suite_set: bool,
    service_key_set: bool,
    chain: Vec<u8>,
    waiting: Vec<u8>,
}

impl Session {
    pub(super) fn new() -> Self {
        Self {
            application: Application::Master,
            selected: None,
            messaging: None,
            next_messaging: None,
            access: false,
            challenge: None,
            pace: None,
            chip_suite_set: false,
            service_key_set: false,
            chain: Vec::new(),
            waiting: Vec::new(),
        }
    }
}

impl VirtualCie {
    /// Personalises a card: signs its files and draws its keys. Without suites it offers BAC alone.
    ///
    /// # Errors
    /// `CIE-DEV-109` when signing fails, `CIE-DEV-428` without randomness.
    pub fn personalise(
        data: &CardData,
        issuer: &TestIssuer,
        suites: &[ChipSuite],
        chip: ChipKeyKind,
    ) -> Result<Self> {
        let mut random = SystemRandom::new();
        let chip = ChipKey::draw(chip, &mut random)?;
        let groups = files::groups(data, &chip.infos(suites));
        let mut master = BTreeMap::new();
        if !suites.is_empty() {
            master.insert(File::CardAccess.id(), ChipSuite::card_access(suites));
        }
        Ok(Self {
            master,
            emrtd: files::emrtd(&groups, issuer)?,
            ias: services::files(&data.nis, issuer)?,
            suites: suites.to_vec(),
            zone: data.zone.clone(),
            can: data.can.clone(),
            chip,
            pins: Pins::new(&data.pin, &data.puk),
            authority: issuer.authority().to_vec(),
            faults: CardFaults::default(),
            limits: Limits::EXTENDED,
            random: Box::new(random),
            exchanges: 0,
            session: Session::new(),
        })
    }

    /// Has something go wrong.
    ///
    /// # Errors
    /// `CIE-DEV-428` without randomness, for the keys of a copy.
    pub fn break_with(&mut self, faults: CardFaults) -> Result<()> {
        if let Some(group) = faults.tampered
            && let Some(byte) = self
                .emrtd
                .get_mut(&File::Group(group).id())
                .and_then(|file| file.last_mut())
        {
            *byte ^= 1;
        }
        if let Some(group) = faults.lying_length
            && let Some(file) = self.emrtd.get_mut(&File::Group(group).id())
        {
            let tag = group.tag();
            *file = [&[tag, 0x84, 0x00, 0x03, 0xFF, 0xF0], file.as_slice()].concat();
        }
        if faults.copied {
            self.chip.private = self.chip.group.draw(&mut *self.random)?;
        }
        if faults.pace_hidden {
            self.master.remove(&File::CardAccess.id());
        }
        self.faults = faults;
        Ok(())
    }

    /// Lets short lengths pass only, as some readers do.
    pub fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Off and on again: the session is forgotten, the tries of the PIN are not.
    pub fn reset(&mut self) {
        self.session = Session::new();
        self.pins.forget();
        self.faults.busy_until_reset = false;
    }

    /// The zone printed on the card.
    #[must_use]
    pub fn zone(&self) -> &Td1 {
        &self.zone
    }

    /// The card access number printed on the card.
    #[must_use]
    pub fn can(&self) -> &Can {
        &self.can
    }

    /// The certificate of the test authority that vouches for the card, X.509 in DER.
    #[must_use]
    pub fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// What opens the card, as it stands.
    fn passwords(&self) -> Vec<Password> {
        let mut passwords = vec![Password::mrz(&self.zone)];
        if self.faults.wrong_can {
            // The print and the chip disagree: the chip has other digits.
            let other = if self.can.expose() == "000000" {
                "999999"
            } else {
                "000000"
            };
            passwords.extend(Can::parse(other).ok().as_ref().map(Password::can));
        } else {
            passwords.push(Password::can(&self.can));
        }
        let [(pin, _), (puk, _)] = self.pins.state();
        let pin = Pin::parse(pin.expose()).ok();
        let puk = Puk::parse(puk.expose()).ok();
        passwords.extend(pin.as_ref().map(Password::pin));
        passwords.extend(puk.as_ref().map(Password::puk));
        passwords
    }

    /// Has the card say how long commands and answers may be, in bytes (EF.ATR/INFO).
    pub fn announce_lengths(&mut self, command: u16, response: u16) {
        let number = |n: u16| tlv::write(0x02, &n.to_be_bytes());
        let lengths = [number(command), number(response)].concat();
        // Historical bytes come first on real cards; this is the category indicator.
        let info = [tlv::write(0x80, &[]), tlv::write(0x7F66, &lengths)].concat();
        self.master.insert(ATR_INFO, info);
    }

    /// A file of the eMRTD application, or EF.CardAccess, as it was personalised.
    #[must_use]
    pub fn file(&self, file: File) -> Option<&[u8]> {
        let files = match file {
            File::CardAccess => &self.master,
            _ => &self.emrtd,
        };
        files.get(&file.id()).map(Vec::as_slice)
    }

    /// Commands answered so far.
    #[must_use]
    pub fn exchanges(&self) -> u64 {
        self.exchanges
    }

    fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Ok(command) = Command::parse(bytes) else {
            return vec![0x67, 0x00];
        };
        let [_, instruction, ..] = command.header();
        if instruction == 0xC0 {
            return self.more(&command);
        }
        let short = !command.needs_extended();
        let bytes = self.unwrap(&command).encode();
        if short && bytes.len() > 258 {
            self.session.waiting = bytes;
            return self.more(&Command::new(0, 0xC0, 0, 0).expecting(256));
        }
        bytes
    }

    /// GET RESPONSE: the next piece of a long answer.
    fn more(&mut self, command: &Command) -> Vec<u8> {
        let wanted = command.expected().unwrap_or(256).min(256) as usize;
        let waiting = std::mem::take(&mut self.session.waiting);
        let Some(data) = waiting.len().checked_sub(2) else {
            return vec![0x69, 0x85];
        };
        if data <= wanted {
            return waiting;
        }
        let (piece, rest) = waiting.split_at(wanted);
        let left = rest.len() - 2;
        let mut piece = piece.to_vec();
        piece.extend([0x61, u8::try_from(left).unwrap_or(0)]);
        self.session.waiting = rest.to_vec();
        piece
    }

    /// Puts the links of a chain together; none while links are missing. GENERAL AUTHENTICATE uses
    /// the same bit for its steps, so there the length of the data decides.
    fn gather(&mut self, command: &Command) -> Option<Command> {
        let [class, instruction, p1, p2] = command.header();
        let mut data = std::mem::take(&mut self.session.chain);
        data.extend_from_slice(command.payload());
        let chained = class & 0x10 != 0;
        let complete = match instruction {
            0x86 => tlv::announced_length(&data).is_none_or(|length| length <= data.len()),
            _ => !chained,
        };
        if !complete {
            self.session.chain = data;
            return None;
        }
        if data.len() == command.payload().len() {
            return Some(command.clone());
        }
        let whole = Command::new(class & !0x10, instruction, p1, p2).data(&data);
        Some(whole.expecting(command.expected().unwrap_or(256)))
    }

    fn apply_chain(&mut self, command: &Command) -> Response {
        match self.gather(command) {
            Some(whole) => self.apply(&whole),
            None => Response::new(Vec::new(), Status::SUCCESS),
        }
    }

    /// Takes the secure channel off a command and puts it on the answer.
    fn unwrap(&mut self, command: &Command) -> Response {
        let [class, instruction, ..] = command.header();
        let refused = |status| Response::new(Vec::new(), Status(status));
        if class & 0x0C != 0x0C {
            // A plain command ends the channel (ICAO Doc 9303-11, 9.8.3).
            if self.session.messaging.take().is_some() {
                self.session.access = false;
            }
            return self.apply_chain(command);
        }
        let Some(mut messaging) = self.session.messaging.take() else {
            return refused(0x6988);
        };
        let Ok(mut plain) = messaging.open_command(command) else {
            self.session.access = false;
            return refused(0x6988);
        };
        // As chips do: of a file, what fits a short answer with its protection.
        if let (0xB0, false, Some(wanted)) =
            (instruction, command.needs_extended(), plain.expected())
        {
            let fits = u32::try_from(messaging.payload_of(258)).unwrap_or(wanted);
            plain = plain.expecting(wanted.min(fits));
        }
        let response = self.apply_chain(&plain);
        let Ok(sealed) = messaging.seal(&response, instruction & 1 == 1) else {
            return refused(0x6F00);
        };
        self.session.messaging = self.session.next_messaging.take().or(Some(messaging));
        sealed
    }

    fn apply(&mut self, command: &Command) -> Response {
        let [_, instruction, p1, p2] = command.header();
        let status = |status| Response::new(Vec::new(), Status(status));
        match (instruction, p1, p2) {
            (0xA4, ..) => status(self.select(command)),
            (0xB0, ..) => self.read(command),
            (0xB1, ..) => self.read_far(command),
            (0x84, ..) if self.session.application == Application::Emrtd => self.challenge(),
            (0x82, ..) => self.external(command),
            (0x22, 0xC1, 0xA4) => self.set_pace(command),
            (0x22, 0x41, 0xA4 | 0xA6) => self.set_key(command),
            (0x86, ..) => self.general_authenticate(command),
            (0x88, ..) => self.internal_authenticate(command),
            (0x20 | 0x24 | 0x2C, ..) if self.session.application == Application::Ias => {
                Response::new(Vec::new(), self.pins.handle(command))
            }
            _ => status(0x6D00),
        }
    }

    fn select(&mut self, command: &Command) -> u16 {
        let [_, _, p1, _] = command.header();
        let session = &mut self.session;
        match (p1, command.payload()) {
            (0x00, [] | [0x3F, 0x00]) => session.application = Application::Master,
            (0x04, EMRTD) => session.application = Application::Emrtd,
            (0x04, IAS) if !self.faults.ias_by_master_file => {
                session.application = Application::Ias
            }
            (0x04, CIE) => session.application = Application::Ias,
            (0x02, &[high, low]) => {
                let id = u16::from_be_bytes([high, low]);
                if !self.files().contains_key(&id) {
                    return 0x6A82;
                }
                self.session.selected = Some(id);
                return 0x9000;
            }
            _ => return 0x6A82,
        }
        session.selected = None;
        session.service_key_set = false;
        0x9000
    }

    fn files(&self) -> &BTreeMap<u16, Vec<u8>> {
        match self.session.application {
            Application::Master => &self.master,
            Application::Emrtd => &self.emrtd,
            Application::Ias => &self.ias,
        }
    }

    /// The selected file, if it may be read now.
    fn readable(&self) -> std::result::Result<&[u8], u16> {
        let id = self.session.selected.ok_or(0x6986_u16)?;
        let open = self.session.access && id != 0x0103;
        if self.session.application == Application::Emrtd && !open {
            return Err(0x6982);
        }
        self.files().get(&id).map(Vec::as_slice).ok_or(0x6A82)
    }

    fn read(&mut self, command: &Command) -> Response {
        let [_, _, p1, p2] = command.header();
        let status = |status| Response::new(Vec::new(), Status(status));
        let offset = if p1 & 0x80 != 0 {
            if self.faults.no_short_identifiers {
                return status(0x6A86);
            }
            let short = p1 & 0x1F;
            let id = match self.session.application {
                Application::Ias => 0x1000 | u16::from(short),
                Application::Master if short == 1 => ATR_INFO,
                _ => 0x0100 | u16::from(short),
            };
            if !self.files().contains_key(&id) {
                return status(0x6A82);
            }
            self.session.selected = Some(id);
            usize::from(p2)
        } else {
            usize::from(u16::from_be_bytes([p1, p2]))
        };
        self.piece(offset, command.expected().unwrap_or(256) as usize)
    }

    fn piece(&self, offset: usize, wanted: usize) -> Response {
        let refused = |status| Response::new(Vec::new(), Status(status));
        if self
            .faults
            .longest_read
            .is_some_and(|most| wanted > most as usize)
        {
            return refused(0x6700);
        }
        match self.readable().map(|file| file.get(offset..)) {
            Err(status) => refused(status),
            Ok(None | Some([])) => refused(0x6B00),
            Ok(Some(rest)) => match rest.get(..wanted) {
                Some(piece) => Response::new(piece.to_vec(), Status::SUCCESS),
                None => Response::new(rest.to_vec(), Status(0x6282)),
            },
        }
    }

    /// READ BINARY with the offset in a data object.
    fn read_far(&self, command: &Command) -> Response {
        let offset = Tlv::expect(command.payload(), 0x54).map(|object| {
            let octets = object.value.iter().take(4);
            octets.fold(0, |n: usize, b| n << 8 | usize::from(*b))
        });
        let Ok(offset) = offset else {
            return Response::new(Vec::new(), Status(0x6A80));
        };
        let wanted = command.expected().unwrap_or(256).saturating_sub(5) as usize;
        let piece = self.piece(offset, wanted);
        if piece.data().is_empty() {
            return piece;
        }
        Response::new(tlv::write(0x53, piece.data()), piece.status())
    }

    fn challenge(&mut self) -> Response {
        let mut challenge = [0; 8];
        if self.random.fill(&mut challenge).is_err() {
            return Response::new(Vec::new(), Status(0x6F00));
        }
        self.session.challenge = Some(challenge);
        Response::new(challenge.to_vec(), Status::SUCCESS)
    }

    fn external(&mut self, command: &Command) -> Response {
        let refused = |status| Response::new(Vec::new(), Status(status));
        let Some(challenge) = self.session.challenge.take() else {
            return refused(0x6985);
        };
        let zone = Password::mrz(&self.zone);
        match external_authenticate(&zone, &challenge, command.payload(), &mut *self.random) {
            Ok((response, Some(messaging))) => {
                self.session.messaging = Some(messaging);
                self.session.access = true;
                response
            }
            Ok((response, None)) => response,
            Err(_) => refused(0x6A80),
        }
    }

    fn set_pace(&mut self, command: &Command) -> Response {
        let status = if self.faults.pace_refused || self.faults.busy_until_reset {
            0x6985
        } else {
            self.session.pace = Run::start(&self.suites, &self.passwords(), command.payload());
            if self.session.pace.is_some() {
                0x9000
            } else {
                0x6A80
            }
        };
        Response::new(Vec::new(), Status(status))
    }

    /// MSE:Set for chip authentication, or for the key for services.
    fn set_key(&mut self, command: &Command) -> Response {
        let status = |status| Response::new(Vec::new(), Status(status));
        let fields = tlv::elements(command.payload()).unwrap_or_default();
        if self.session.application == Application::Ias {
            let named = tlv::find(&fields, 0x84).ok() == Some(&[0x83][..]);
            self.session.service_key_set = named;
            return status(if named { 0x9000 } else { 0x6A88 });
        }
        if !self.session.access {
            return status(0x6982);
        }
        match tlv::find(&fields, 0x91) {
            Ok(key) => match self.chip.agree(key) {
                Ok(messaging) => {
                    self.session.next_messaging = Some(messaging);
                    status(0x9000)
                }
                Err(_) => status(0x6A80),
            },
            Err(_) => {
                self.session.chip_suite_set = true;
                status(0x9000)
            }
        }
    }

    fn general_authenticate(&mut self, command: &Command) -> Response {
        let refused = |status| Response::new(Vec::new(), Status(status));
        let data = command.payload();
        if std::mem::take(&mut self.session.chip_suite_set) {
            let key = Tlv::expect(data, 0x7C)
                .and_then(|outer| outer.children())
                .and_then(|fields| tlv::find(&fields, 0x80).map(<[u8]>::to_vec));
            return match key.and_then(|key| self.chip.agree(&key)) {
                Ok(messaging) => {
                    self.session.next_messaging = Some(messaging);
                    Response::new(tlv::write(0x7C, &[]), Status::SUCCESS)
                }
                Err(_) => refused(0x6A80),
            };
        }
        let Some(mut run) = self.session.pace.take() else {
            return refused(0x6985);
        };
        match run.step(data, Some(&self.chip), &mut *self.random) {
            Ok(Outcome::More(response)) => {
                self.session.pace = Some(run);
                response
            }
            Ok(Outcome::Done(response, messaging)) => {
                self.session.messaging = Some(*messaging);
                self.session.access = true;
                response
            }
            Ok(Outcome::Refused(status)) => Response::new(Vec::new(), status),
            Err(_) => refused(0x6A80),
        }
    }

    fn internal_authenticate(&self, command: &Command) -> Response {
        let signed = services::sign(command.payload()).filter(|_| self.session.service_key_set);
        match signed {
            Some(mut signed) => {
                // A copy has no private key: its answer is no signature.
                if self.faults.copied {
                    signed.reverse();
                }
                Response::new(signed, Status::SUCCESS)
            }
            None => Response::new(Vec::new(), Status(0x6985)),
        }
    }
}

impl CardTransport for VirtualCie {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        self.exchanges += 1;
        if let Some(pause) = self.faults.slow {
            std::thread::sleep(pause);
        }
        if self
            .faults
            .removed_at
            .is_some_and(|at| self.exchanges >= at)
        {
            return Err(Code::CardRemoved.into());
        }
        if self.faults.endless {
            return Ok(vec![0xEE, 0x61, 0xFF]);
        }
        let answer = self.answer(command);
        if self.faults.garbage_at == Some(self.exchanges) {
            return Ok(answer.iter().map(|byte| byte ^ 0xA5).collect());
        }
        Ok(answer)
    }

    fn limits(&self) -> Limits {
        self.limits
    }

    fn renew(&mut self) -> Result<bool> {
        self.reset();
        Ok(true)
    }
}

impl fmt::Debug for VirtualCie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VirtualCie(SIMULATED, {} exchanges)", self.exchanges)
    }
}
