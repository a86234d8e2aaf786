//! A virtual card as bytes, so that one command makes it and another reads it.

use std::collections::BTreeMap;

use cie_core::document::mrz::Td1;
use cie_core::document::{Can, Pin, Puk};
use der::asn1::OctetString;
use der::{Decode, Encode, Sequence};
use ring::rand::SystemRandom;
use zeroize::Zeroizing;

use super::access::ChipSuite;
use super::apply::{Session, VirtualCie};
use super::chip_key::ChipKey;
use super::pins::Pins;
use crate::apdu::Limits;
use crate::{Code, Error, Result};

/// Largest stored card accepted, in bytes: faces may have 256 KiB.
const MAX_STATE: usize = 2 << 20;
const VERSION: u8 = 1;

/// Applications, as stored.
const MASTER: u8 = 0;
const EMRTD: u8 = 1;
const IAS: u8 = 2;

#[derive(Sequence)]
struct StoredFile {
    application: u8,
    id: u16,
    content: OctetString,
}

/// What is stored of a card.
#[derive(Sequence)]
struct Stored {
    version: u8,
    marker: String,
    zone: String,
    can: String,
    pin: String,
    pin_left: u8,
    puk: String,
    puk_left: u8,
    suites: OctetString,
    chip_number: u8,
    chip_cipher: u8,
    chip_private: OctetString,
    chip_public: OctetString,
    authority: OctetString,
    faults: String,
    short_lengths: bool,
    files: Vec<StoredFile>,
}

impl VirtualCie {
    /// The card as bytes: files, keys, PIN and tries left, faults. Store them after every use of the
    /// PIN too. Whoever has them has the card's secrets: it is a simulator.
    ///
    /// # Errors
    /// `CIE-DEV-106` when it does not fit.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        let octets = |bytes: &[u8]| OctetString::new(bytes).map_err(bad_state);
        let (chip_number, chip_cipher, private, public) = self.chip.parts();
        let [(pin, pin_left), (puk, puk_left)] = self.pins.state();
        let suites: Vec<u8> = self.suites.iter().flat_map(|s| s.to_bytes()).collect();
        let mut files = Vec::new();
        for (application, content) in [
            (MASTER, &self.master),
            (EMRTD, &self.emrtd),
            (IAS, &self.ias),
        ] {
            for (id, content) in content {
                files.push(StoredFile {
                    application,
                    id: *id,
                    content: octets(content)?,
                });
            }
        }
        let stored = Stored {
            version: VERSION,
            marker: crate::sim::MARKER.to_owned(),
            zone: self.zone.as_str().to_owned(),
            can: self.can.expose().to_owned(),
            pin: pin.expose().to_owned(),
            pin_left,
            puk: puk.expose().to_owned(),
            puk_left,
            suites: octets(&suites)?,
            chip_number,
            chip_cipher,
            chip_private: octets(private)?,
            chip_public: octets(public)?,
            authority: octets(&self.authority)?,
            faults: self.faults.to_string(),
            short_lengths: !self.limits.extended,
            files,
        };
        stored.to_der().map(Zeroizing::new).map_err(bad_state)
    }

    /// The card that [`to_bytes`](Self::to_bytes) stored, just put into the reader.
    ///
    /// # Errors
    /// `CIE-DEV-106` for bytes of another kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let bad = || Error::from(Code::BadCardState);
        if bytes.len() > MAX_STATE {
            return Err(bad());
        }
        let stored = Stored::from_der(bytes).map_err(bad_state)?;
        if stored.version != VERSION {
            return Err(bad());
        }
        let pin = Pin::parse(&stored.pin).map_err(|_| bad())?;
        let puk = Puk::parse(&stored.puk).map_err(|_| bad())?;
        let pins = Pins::new(&pin, &puk).with_tries(stored.pin_left, stored.puk_left);
        let suites = stored.suites.as_bytes().chunks(3).map(|suite| {
            let suite: [u8; 3] = suite.try_into().ok()?;
            ChipSuite::from_bytes(suite)
        });
        let suites: Option<Vec<ChipSuite>> = suites.collect();
        let chip = ChipKey::from_parts(
            stored.chip_number,
            stored.chip_cipher,
            stored.chip_private.as_bytes(),
            stored.chip_public.as_bytes(),
        );
        let mut files: [BTreeMap<u16, Vec<u8>>; 3] = Default::default();
        for file in stored.files {
            let application = files.get_mut(usize::from(file.application));
            let application = application.ok_or_else(bad)?;
            application.insert(file.id, file.content.into_bytes());
        }
        let [master, emrtd, ias] = files;
        Ok(Self {
            master,
            emrtd,
            ias,
            suites: suites.ok_or_else(bad)?,
            zone: Td1::parse(stored.zone.as_bytes()).map_err(|_| bad())?,
            can: Can::parse(&stored.can).map_err(|_| bad())?,
            chip: chip.ok_or_else(bad)?,
            pins: pins.ok_or_else(bad)?,
            authority: stored.authority.into_bytes(),
            // What they changed in files and keys is stored as changed.
            faults: stored.faults.parse().map_err(|_| bad())?,
            limits: if stored.short_lengths {
                Limits::SHORT
            } else {
                Limits::EXTENDED
            },
            random: Box::new(SystemRandom::new()),
            exchanges: 0,
            session: Session::new(),
        })
    }
}

fn bad_state(error: der::Error) -> Error {
    Error::new(Code::BadCardState).caused_by(error)
}
