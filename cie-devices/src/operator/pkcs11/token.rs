//! The cards in the readers, and their certificates.

use std::borrow::Borrow;

use cie_core::redact::Personal;
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass};
use cryptoki::slot::{Slot, TokenInfo};

use super::fault::{self, About};
use super::module::Module;
use super::worker::Worker;
use crate::Result;
use crate::operator::{CardCertificate, MAX_CERTIFICATE, PinLevel, PinState};

/// Most slots and most certificates of a card that are looked at.
const MAX_SLOTS: usize = 64;
const MAX_CERTIFICATES: usize = 64;

/// A card in a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// Number of the slot, which changes from one run to the next.
    pub slot: u64,
    /// The reader, as the module names it.
    pub reader: String,
    /// Label of the card; vendors may write a person's name here.
    pub label: Personal<String>,
    /// Maker of the card.
    pub manufacturer: String,
    /// Model of the card.
    pub model: String,
    /// Serial number of the chip; it leads to the officer.
    pub serial: Personal<String>,
    /// What the card says of its PIN.
    pub pin: PinState,
    /// What the card says of its PUK (SO PIN).
    pub puk: PinLevel,
}

/// A certificate in a card.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Holding {
    /// The card.
    pub token: Token,
    /// The identifier that the certificate shares with its private key (CKA_ID).
    pub id: Vec<u8>,
    /// The certificate.
    pub certificate: CardCertificate,
}

impl Borrow<CardCertificate> for Holding {
    fn borrow(&self) -> &CardCertificate {
        &self.certificate
    }
}

impl Module {
    /// The cards in the readers.
    ///
    /// # Errors
    /// `CIE-DEV-123`, `CIE-DEV-124` or `CIE-DEV-125` from the module.
    pub fn tokens(&self) -> Result<Vec<Token>> {
        let most = self.limits().ordinary;
        self.call(most, "list of cards", |worker| tokens(worker))
    }

    /// Every certificate of every card in the readers. No PIN is needed; certificates that a card
    /// shows after the PIN only are not seen, nor are objects that are no readable certificate.
    ///
    /// # Errors
    /// `CIE-DEV-123`, `CIE-DEV-124` or `CIE-DEV-125` from the module.
    pub fn certificates(&self) -> Result<Vec<Holding>> {
        let most = self.limits().ordinary;
        self.call(most, "certificates of the cards", |worker| {
            let mut all = Vec::new();
            for token in tokens(worker)? {
                all.extend(certificates(worker, &token)?);
            }
            Ok(all)
        })
    }
}

pub(super) fn slot(number: u64, step: &'static str) -> Result<Slot> {
    Slot::try_from(number).map_err(|e| fault::of(e, step, About::Nothing))
}

fn tokens(worker: &Worker) -> Result<Vec<Token>> {
    let context = worker.context()?;
    // Asking for all slots is what makes modules look at their readers again.
    let slots = context
        .get_all_slots()
        .map_err(|e| fault::of(e, "list of slots", About::Nothing))?;
    let mut tokens = Vec::new();
    for slot in slots.into_iter().take(MAX_SLOTS) {
        if let Some(token) = token(worker, slot)? {
            tokens.push(token);
        }
    }
    Ok(tokens)
}

/// The card in a slot; none when it is empty, or holds a card that the module does not know.
pub(super) fn token(worker: &Worker, slot: Slot) -> Result<Option<Token>> {
    let context = worker.context()?;
    let reader = match context.get_slot_info(slot) {
        Ok(info) if info.token_present() => info.slot_description().to_owned(),
        Ok(_) => return Ok(None),
        Err(error) if fault::is_gone(&error) => return Ok(None),
        Err(error) => return Err(fault::of(error, "state of a slot", About::Nothing)),
    };
    match context.get_token_info(slot) {
        // Soft tokens offer an empty one to be initialised.
        Ok(info) if info.token_initialized() => Ok(Some(describe(slot, reader, &info))),
        Ok(_) => Ok(None),
        Err(error) if fault::is_gone(&error) => Ok(None),
        Err(error) => Err(fault::of(error, "state of a card", About::Nothing)),
    }
}

fn describe(slot: Slot, reader: String, info: &TokenInfo) -> Token {
    let level = if !info.user_pin_initialized() || info.user_pin_to_be_changed() {
        PinLevel::NotSet
    } else {
        level(
            info.user_pin_locked(),
            info.user_pin_final_try(),
            info.user_pin_count_low(),
        )
    };
    let tries_left = match level {
        PinLevel::Locked => Some(0),
        PinLevel::FinalTry => Some(1),
        _ => None,
    };
    let mut pin = PinState::default().with_level(level);
    pin.tries_left = tries_left;
    pin.on_pad = info.protected_authentication_path();
    pin.length = Some((info.min_pin_length(), info.max_pin_length()));
    Token {
        slot: slot.id(),
        reader,
        label: Personal::from(info.label()),
        manufacturer: info.manufacturer_id().to_owned(),
        model: info.model().to_owned(),
        serial: Personal::from(info.serial_number()),
        pin,
        puk: level_of_puk(info),
    }
}

fn level_of_puk(info: &TokenInfo) -> PinLevel {
    level(
        info.so_pin_locked(),
        info.so_pin_final_try(),
        info.so_pin_count_low(),
    )
}

fn level(locked: bool, final_try: bool, count_low: bool) -> PinLevel {
    match (locked, final_try, count_low) {
        (true, _, _) => PinLevel::Locked,
        (_, true, _) => PinLevel::FinalTry,
        (_, _, true) => PinLevel::CountLow,
        _ => PinLevel::Fine,
    }
}

/// The certificates of one card; none when it went away meanwhile.
fn certificates(worker: &Worker, token: &Token) -> Result<Vec<Holding>> {
    let step = "certificates of a card";
    let number = slot(token.slot, step)?;
    let session = match worker.context()?.open_ro_session(number) {
        Ok(session) => session,
        Err(error) if fault::is_gone(&error) => return Ok(Vec::new()),
        Err(error) => return Err(fault::of(error, step, About::Nothing)),
    };
    let wanted = [
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ];
    let objects = session
        .iter_objects(&wanted)
        .and_then(|objects| {
            objects
                .take(MAX_CERTIFICATES)
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(|e| fault::of(e, step, About::Nothing))?;
    let mut found = Vec::new();
    for object in objects {
        let attributes = session
            .get_attributes(object, &[AttributeType::Id, AttributeType::Value])
            .map_err(|e| fault::of(e, step, About::Nothing))?;
        let (mut id, mut value) = (Vec::new(), Vec::new());
        for attribute in attributes {
            match attribute {
                Attribute::Id(bytes) => id = bytes,
                Attribute::Value(bytes) => value = bytes,
                _ => {}
            }
        }
        value.truncate(MAX_CERTIFICATE + 1);
        if let Ok(certificate) = CardCertificate::parse(&value) {
            found.push(Holding {
                token: token.clone(),
                id,
                certificate,
            });
        }
    }
    Ok(found)
}
