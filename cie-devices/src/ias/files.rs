//! Selecting the application and reading its files.

use crate::apdu::{CardTransport, Command, Meaning};
use crate::emrtd::{Channel, tlv};
use crate::{Code, Error, Result};

/// IAS ECC.
const IAS: [u8; 13] = [
    0xA0, 0x00, 0x00, 0x00, 0x30, 0x80, 0x00, 0x00, 0x00, 0x09, 0x81, 0x60, 0x01,
];
/// The CIE's own directory.
const CIE: [u8; 6] = [0xA0, 0x00, 0x00, 0x00, 0x00, 0x39];
/// Largest file read: keys, certificate and security object stay under 4,096 bytes.
const MAX_FILE: usize = 16 << 10;

/// A file of the CIE's directory that is read freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IasFile {
    /// The number for services, twelve digits.
    Nis,
    /// Key of the chip's internal authentication (`EF.Int.Kpub`).
    InternalKey,
    /// Key of the internal authentication for services (`EF.Servizi_Int.Kpub`).
    ServicesKey,
    /// Security object of the application.
    Sod,
}

impl IasFile {
    /// Its identifier.
    #[must_use]
    pub fn id(self) -> u16 {
        match self {
            Self::Nis => 0x1001,
            Self::InternalKey => 0x1004,
            Self::ServicesKey => 0x1005,
            Self::Sod => 0x1006,
        }
    }

    /// Its number in the application's security object.
    #[must_use]
    pub fn sod_number(self) -> Option<u8> {
        match self {
            Self::Nis => Some(0xA1),
            Self::InternalKey => Some(0xA4),
            Self::ServicesKey => Some(0xA5),
            Self::Sod => None,
        }
    }
}

/// Selects the IAS application and the CIE's directory in it. Some chip families do not know the
/// application by name: there the master file is selected instead.
///
/// # Errors
/// `CIE-DEV-408` when the card has no such directory, and those of the transport.
pub fn select<T: CardTransport>(channel: &mut Channel<T>) -> Result<()> {
    let application = Command::new(0x00, 0xA4, 0x04, 0x0C).data(&IAS);
    let status = channel.send(&application)?.status();
    if status.meaning() == Meaning::NotFound {
        let master = Command::new(0x00, 0xA4, 0x00, 0x00);
        channel.send(&master)?.status().check("SELECT MF")?;
    } else {
        status.check("SELECT IAS")?;
    }
    let directory = Command::new(0x00, 0xA4, 0x04, 0x0C).data(&CIE);
    channel.send(&directory)?.status().check("SELECT CIE")
}

/// Reads a file of the CIE's directory, which must be selected.
///
/// # Errors
/// `CIE-DEV-408` when there is no such file, `CIE-DEV-409` when it is not free, `CIE-DEV-452` when it
/// does not end, and those of the transport.
pub fn read_file<T: CardTransport>(channel: &mut Channel<T>, file: IasFile) -> Result<Vec<u8>> {
    let select = Command::new(0x00, 0xA4, 0x02, 0x04)
        .data(&file.id().to_be_bytes())
        .expecting(256);
    channel.send(&select)?.status().check("SELECT")?;
    let most = channel.largest_read();
    let mut bytes = Vec::new();
    loop {
        let wanted = match tlv::announced_length(&bytes) {
            Some(total) if file != IasFile::Nis => total.saturating_sub(bytes.len()),
            _ => most as usize,
        };
        if wanted == 0 {
            return Ok(bytes);
        }
        if bytes.len() > MAX_FILE {
            return Err(Error::new(Code::CardFileTooLarge).detail(format!("{file:?}")));
        }
        let [high, low] = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX).min(most);
        let response = channel.send(&Command::new(0x00, 0xB0, high, low).expecting(wanted))?;
        let meaning = response.status().meaning();
        bytes.extend_from_slice(response.data());
        match meaning {
            Meaning::Success if response.data().len() == wanted as usize => {}
            // Short answers and offsets past the end are how a file without a length ends.
            Meaning::Success | Meaning::EndOfFile => return Ok(bytes),
            Meaning::WrongParameters if !bytes.is_empty() => return Ok(bytes),
            _ => {
                response.status().check("READ BINARY")?;
            }
        }
    }
}
