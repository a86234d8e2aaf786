//! The QR code, as runs of dark modules.

use fast_qr::{ECL, QRBuilder};

use super::check::QR_BYTES_MAX;
use crate::print::page::legible::at;
use crate::print::{Code, Result};

/// Light modules that must surround a symbol (ISO/IEC 18004, 5.3.8 "quiet zone").
pub(in crate::print) const QUIET: u16 = 4;

/// Dark modules side by side in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) struct Run {
    pub(in crate::print) x: u16,
    pub(in crate::print) y: u16,
    pub(in crate::print) length: u16,
}

/// A QR symbol without its quiet zone.
pub(in crate::print) struct Qr {
    /// Modules a side.
    pub(in crate::print) size: u16,
    pub(in crate::print) dark: Vec<Run>,
}

impl Qr {
    pub(in crate::print) fn encode(payload: &str) -> Result<Self> {
        const FIELD: &str = "qr_payload";
        if payload.is_empty() {
            return Err(at(Code::ReceiptFieldMissing, FIELD));
        }
        // Without an ECI marker readers guess the character set, and guess differently (ZBar takes
        // UTF-8 for Shift JIS): only ASCII reads the same everywhere.
        if !payload.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
            return Err(at(Code::ReceiptTextUnprintable, FIELD).detail("printable ASCII only"));
        }
        let too_long =
            || at(Code::ReceiptQrTooLong, FIELD).detail(format!("at most {QR_BYTES_MAX} bytes"));
        if payload.len() > QR_BYTES_MAX {
            return Err(too_long());
        }
        let symbol = QRBuilder::new(payload)
            .ecl(ECL::M)
            .build()
            .map_err(|_| too_long())?;
        let size = u16::try_from(symbol.size).map_err(|_| too_long())?;
        let mut dark: Vec<Run> = Vec::new();
        for (y, row) in (0..size).zip(symbol.data.chunks(symbol.size)) {
            let modules = (0..size).zip(row);
            for (x, _) in modules.filter(|(_, module)| module.value()) {
                match dark.last_mut() {
                    Some(run) if run.y == y && run.x + run.length == x => run.length += 1,
                    _ => dark.push(Run { x, y, length: 1 }),
                }
            }
        }
        Ok(Self { size, dark })
    }
}
