//! The bounds of a receipt: what is refused before anything is drawn.

use chrono::Datelike;
use cie_core::redact::Secret;

use super::data::Receipt;
use super::photo::Photo;
use super::qr::Qr;
use crate::print::page::font::Fonts;
use crate::print::page::legible::{Refusals, Texts, at};
use crate::print::{Code, Error, Result};

/// What the receipt says of a text that it cannot print.
const REFUSALS: Refusals = Refusals {
    missing: Code::ReceiptFieldMissing,
    too_long: Code::ReceiptTextTooLong,
    unprintable: Code::ReceiptTextUnprintable,
};

/// Longest name, place or label, in characters.
pub const NAME_CHARS_MAX: usize = 100;
/// Longest delivery text, in characters.
const DELIVERY_CHARS_MAX: usize = 300;
/// Longest number or serial, in characters.
const NUMBER_CHARS_MAX: usize = 40;
/// Most fee lines.
pub const FEES_MAX: usize = 12;
/// Largest photo, in bytes.
pub const PHOTO_BYTES_MAX: usize = 1_000_000;
/// Largest side of the photo, in pixels.
pub const PHOTO_PIXELS_MAX: usize = 6_000;
/// Longest QR payload, in bytes: what a version 14 symbol holds at error correction M (ISO/IEC
/// 18004, table 7). At 30 mm its modules are 0.41 mm wide; denser ones fail on office printers.
pub const QR_BYTES_MAX: usize = 362;
/// Digits of the half of a PIN or PUK: both have 8.
pub const SECRET_HALF_DIGITS: usize = 4;

/// What checking has worked out and printing needs.
pub(super) struct Checked {
    pub(super) fonts: Fonts,
    pub(super) photo: Photo,
    pub(super) qr: Qr,
}

pub(super) fn check(receipt: &Receipt) -> Result<Checked> {
    let fonts = Fonts::load().ok_or_else(|| Error::new(Code::ReceiptRendering).detail("font"))?;
    let texts = Texts::new(&fonts, REFUSALS);
    texts.required("request_number", &receipt.request_number, NUMBER_CHARS_MAX)?;
    texts.required("comune", &receipt.comune, NAME_CHARS_MAX)?;
    texts.optional("office", &receipt.office, NAME_CHARS_MAX)?;
    texts.optional("operator", &receipt.operator, NAME_CHARS_MAX)?;
    check_holder(receipt, &texts)?;
    texts.required(
        "document_serial",
        receipt.document_serial.expose(),
        NUMBER_CHARS_MAX,
    )?;
    texts.required("expiry", &receipt.expiry, NAME_CHARS_MAX)?;
    texts.required("delivery", &receipt.delivery, DELIVERY_CHARS_MAX)?;
    check_fees(receipt, &texts)?;
    check_half("pin_first_half", &receipt.pin_first_half)?;
    check_half("puk_first_half", &receipt.puk_first_half)?;
    if !(1..=9999).contains(&receipt.issued_at.year()) {
        return Err(at(Code::ReceiptDateOutOfRange, "issued_at"));
    }
    let photo = Photo::read(receipt.photo_jpeg.expose())?;
    let qr = Qr::encode(receipt.qr_payload.expose())?;
    Ok(Checked { fonts, photo, qr })
}

fn check_holder(receipt: &Receipt, texts: &Texts<'_>) -> Result<()> {
    let holder = &receipt.holder;
    if holder.surname.is_none() && holder.given_names.is_none() {
        return Err(at(Code::ReceiptFieldMissing, "holder.surname"));
    }
    for (field, name) in [
        ("holder.surname", &holder.surname),
        ("holder.given_names", &holder.given_names),
    ] {
        if let Some(name) = name {
            texts.required(field, name.expose(), NAME_CHARS_MAX)?;
        }
    }
    let place = holder.birth_place.expose();
    texts.required("holder.birth_place", place, NAME_CHARS_MAX)?;
    let code = holder.codice_fiscale.expose();
    texts.required("holder.codice_fiscale", code, NUMBER_CHARS_MAX)
}

fn check_fees(receipt: &Receipt, texts: &Texts<'_>) -> Result<()> {
    if receipt.fees.len() > FEES_MAX {
        return Err(at(Code::ReceiptTooManyFees, "fees").detail(format!("at most {FEES_MAX}")));
    }
    for (index, fee) in receipt.fees.iter().enumerate() {
        texts.required(format!("fees[{index}].label"), &fee.label, NAME_CHARS_MAX)?;
    }
    let sum: u64 = receipt.fees.iter().map(|fee| u64::from(fee.cents)).sum();
    if sum != receipt.total_cents {
        return Err(at(Code::ReceiptFeesMismatch, "total_cents")
            .detail(format!("the lines add up to {sum} cents")));
    }
    Ok(())
}

fn check_half(field: &'static str, half: &Secret) -> Result<()> {
    let digits = half.expose();
    if digits.len() == SECRET_HALF_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(())
    } else {
        Err(at(Code::ReceiptSecretMalformed, field))
    }
}
