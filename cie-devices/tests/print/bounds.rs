use cie_core::error::{Coded, Position};
use cie_core::redact::{Personal, Secret};
use cie_devices::print::{
    FEES_MAX, Fee, NAME_CHARS_MAX, PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, PrintSecrets, QR_BYTES_MAX,
    Receipt,
};
use cie_devices::{Code, Error};
use proptest::prelude::*;

use crate::samples::{jpeg, longest, portrait, short};

fn refusal(change: impl FnOnce(&mut Receipt)) -> Error {
    let mut receipt = short();
    change(&mut receipt);
    let error = receipt.check().expect_err("refused");
    // Both forms refuse as `check` does.
    let codes = [
        receipt.to_pdf(PrintSecrets::Yes).map(drop),
        receipt.to_html(PrintSecrets::Yes).map(drop),
    ];
    for result in codes {
        assert_eq!(result.expect_err("refused").code(), error.code());
    }
    error
}

#[track_caller]
fn assert_refusal(code: Code, field: &str, change: impl FnOnce(&mut Receipt)) {
    let error = refusal(change);
    assert_eq!(error.code(), code);
    assert_eq!(
        error.position(),
        Some(&Position::Field(field.to_owned().into()))
    );
}

#[test]
fn what_fills_the_bounds_is_printed() {
    longest().check().expect("every bound is inclusive");
}

#[test]
fn a_text_that_must_be_there_is_asked_for() {
    let missing = Code::ReceiptFieldMissing;
    assert_refusal(missing, "request_number", |r| r.request_number.clear());
    assert_refusal(missing, "comune", |r| r.comune = "  ".into());
    assert_refusal(missing, "document_serial", |r| {
        r.document_serial = "".into()
    });
    assert_refusal(missing, "qr_payload", |r| {
        r.qr_payload = String::new().into()
    });
    assert_refusal(missing, "fees[1].label", |r| r.fees[1].label.clear());
    assert_refusal(missing, "holder.surname", |r| {
        r.holder.surname = None;
        r.holder.given_names = None;
    });
}

#[test]
fn a_text_over_its_bound_is_refused() {
    let long = "a".repeat(NAME_CHARS_MAX + 1);
    let code = Code::ReceiptTextTooLong;
    assert_refusal(code, "comune", |r| r.comune = long.clone());
    assert_refusal(code, "holder.given_names", |r| {
        r.holder.given_names = Some(long.clone().into());
    });
    assert_refusal(code, "delivery", |r| r.delivery = "é".repeat(301));
}

#[test]
fn characters_that_paper_cannot_show_are_refused() {
    // NUL, line feed, right-to-left override, zero-width space, byte order mark, Hebrew, CJK,
    // private use.
    for bad in [
        "\0",
        "a\nb",
        "\u{202e}ab",
        "a\u{200b}b",
        "\u{feff}a",
        "שלום",
        "漢",
        "\u{e000}",
    ] {
        assert_refusal(Code::ReceiptTextUnprintable, "holder.surname", |r| {
            r.holder.surname = Some(bad.into());
        });
    }
    assert_refusal(Code::ReceiptTextUnprintable, "qr_payload", |r| {
        r.qr_payload = "è".to_owned().into();
    });
}

#[test]
fn a_photo_is_bounded_and_decoded() {
    let unreadable = Code::ReceiptPhotoUnreadable;
    let photo = |bytes: Vec<u8>| move |r: &mut Receipt| r.photo_jpeg = Personal::new(bytes);
    assert_refusal(unreadable, "photo_jpeg", photo(Vec::new()));
    assert_refusal(
        unreadable,
        "photo_jpeg",
        photo(b"\x89PNG\r\n\x1a\n".to_vec()),
    );
    let whole = portrait();
    assert_refusal(
        unreadable,
        "photo_jpeg",
        photo(whole[..whole.len() / 2].to_vec()),
    );
    let cmyk = jpeg(&[0; 4 * 16 * 16], 16, 16, jpeg_encoder::ColorType::Cmyk);
    assert_refusal(unreadable, "photo_jpeg", photo(cmyk));

    let mut padded = whole;
    padded.resize(PHOTO_BYTES_MAX + 1, 0);
    assert_refusal(Code::ReceiptPhotoTooLarge, "photo_jpeg", photo(padded));
    let wide = u16::try_from(PHOTO_PIXELS_MAX + 1).expect("small");
    let row = vec![0; usize::from(wide)];
    let wide = jpeg(&row, wide, 1, jpeg_encoder::ColorType::Luma);
    assert_refusal(Code::ReceiptPhotoTooLarge, "photo_jpeg", photo(wide));
}

#[test]
fn a_grey_photo_is_as_good_as_a_coloured_one() {
    let grey = jpeg(&[90; 35 * 45], 35, 45, jpeg_encoder::ColorType::Luma);
    let receipt = Receipt {
        photo_jpeg: Personal::new(grey),
        ..short()
    };
    receipt.to_pdf(PrintSecrets::No).expect("prints");
}

#[test]
fn other_bounds_hold() {
    assert_refusal(Code::ReceiptQrTooLong, "qr_payload", |r| {
        r.qr_payload = "q".repeat(QR_BYTES_MAX + 1).into();
    });
    assert_refusal(Code::ReceiptFeesMismatch, "total_cents", |r| {
        r.total_cents += 1
    });
    assert_refusal(Code::ReceiptTooManyFees, "fees", |r| {
        r.fees = vec![
            Fee {
                label: "a".into(),
                cents: 0
            };
            FEES_MAX + 1
        ];
        r.total_cents = 0;
    });
    for bad in ["", "123", "12345", "12a4", "１２"] {
        assert_refusal(Code::ReceiptSecretMalformed, "pin_first_half", |r| {
            r.pin_first_half = Secret::new(bad);
        });
    }
}

#[test]
fn neither_debug_nor_errors_show_personal_data() {
    let receipt = short();
    let mut shown = format!("{receipt:?}");
    let error = refusal(|r| r.holder.surname = Some("ČERNIČ\u{202e}".into()));
    shown.push_str(&format!("{error:?} {error}"));
    for personal in [
        "ČERNIČ",
        "ŠPELA",
        "RSSBNC",
        "1980",
        "CA00000AA",
        "9375",
        "6148",
        "Dolina",
    ] {
        assert!(!shown.contains(personal), "{personal}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_printed_or_refused(
        name in "\\PC{0,110}", place in "[a-zčšžà’ ]{0,110}", delivery in ".{0,310}", qr in ".{0,400}",
    ) {
        let mut receipt = short();
        receipt.holder.surname = Some(name.into());
        receipt.holder.birth_place = place.into();
        receipt.delivery = delivery;
        receipt.qr_payload = qr.into();
        let sound = receipt.check().is_ok();
        prop_assert_eq!(receipt.to_pdf(PrintSecrets::No).is_ok(), sound);
        prop_assert_eq!(receipt.to_html(PrintSecrets::No).is_ok(), sound);
    }

    /// The printable alphabets, all of them: what `check` accepts, the PDF export must take too.
    #[test]
    fn what_is_accepted_is_exported(
        name in "[\u{21}-\u{7e}\u{a1}-\u{ac}\u{ae}-\u{586}\u{1e00}-\u{1fff}\u{2010}-\u{2027}\u{2070}-\u{218f}]{1,60}",
    ) {
        let mut receipt = short();
        receipt.holder.given_names = Some(name.into());
        if receipt.check().is_ok() {
            let pdf = receipt.to_pdf(PrintSecrets::No);
            prop_assert!(pdf.is_ok(), "{:?}", receipt.holder.given_names.map(Personal::into_inner));
        }
    }

    #[test]
    fn any_bytes_are_a_photo_or_refused(
        cut in 0usize..8_000, at in 0usize..8_000, with in any::<u8>(),
    ) {
        let mut bytes = portrait();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = with;
        }
        bytes.truncate(bytes.len().saturating_sub(cut / 8));
        let receipt = Receipt { photo_jpeg: Personal::new(bytes), ..short() };
        prop_assert_eq!(receipt.check().is_ok(), receipt.to_pdf(PrintSecrets::No).is_ok());
    }
}
