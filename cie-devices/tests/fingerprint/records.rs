//! Finger image records: the standard's layout, JMRTD, and damage.

use cie_core::error::{Coded, Position};
use cie_core::redact::Personal;
use cie_core::request::{Finger, Hand};
use cie_devices::Code;
use cie_devices::fingerprint::fir::{
    Compression, FingerRecord, FingerView, Impression, Resolutions, ScaleUnit,
};
use cie_devices::fingerprint::wsq::BitRate;
use cie_devices::fingerprint::{FingerPosition, GrayPrint, PrintFile, PrintFormat};
use proptest::prelude::*;

use crate::drawn::{part, print};
use crate::java::peer;

fn right() -> FingerPosition {
    FingerPosition::of(Hand::Right, Finger::Index)
}

fn left() -> FingerPosition {
    FingerPosition::of(Hand::Left, Finger::Middle)
}

/// ISO/IEC 19794-4:2005, tables of the general and of the finger header, byte by byte.
#[test]
fn the_layout_is_that_of_the_standard() {
    let pixels: Vec<u8> = (0..96 * 100).map(|at| (at % 251) as u8).collect();
    let image = GrayPrint::new(100, 96, 500, pixels.clone()).unwrap();
    let view = FingerView::raw(left(), &image).unwrap().with_quality(77);
    let bytes = FingerRecord::new(Compression::Raw, 500, vec![view])
        .to_bytes()
        .unwrap();
    let mut expected = Vec::new();
    expected.extend(b"FIR\x00010\x00");
    let length = 32 + 14 + 9600_u64;
    expected.extend(&length.to_be_bytes()[2..]);
    // No device; level 30: 500 ppi, 8 bits; one finger; pixels per inch.
    expected.extend([0, 0, 0, 30, 1, 1]);
    expected.extend([1, 0xF4].repeat(4));
    // Eight bits, uncompressed, two bytes reserved.
    expected.extend([8, 0, 0, 0]);
    expected.extend((14 + 9600_u32).to_be_bytes());
    // Left middle finger, view 1 of 1, quality 77, live plain, 100 x 96, one byte reserved.
    expected.extend([8, 1, 1, 77, 0, 0, 100, 0, 96, 0]);
    expected.extend(pixels);
    assert_eq!(bytes, expected);
    let back = FingerRecord::parse(&bytes).unwrap();
    assert_eq!(back.prints().unwrap(), [(left(), image)]);
}

#[test]
fn jmrtd_reads_our_records() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (part(&print(1), 256, 300), part(&print(2), 255, 97));
    let records = [
        FingerRecord::new(
            Compression::Wsq,
            500,
            vec![
                FingerView::wsq(right(), &one, BitRate::USUAL)
                    .unwrap()
                    .with_quality(81),
                FingerView::wsq(left(), &two, BitRate::FINE).unwrap(),
            ],
        ),
        FingerRecord {
            device: 0x0102,
            level: 31,
            resolutions: Resolutions {
                unit: ScaleUnit::Centimetre,
                scan: (394, 394),
                image: (197, 196),
            },
            ..FingerRecord::new(
                Compression::Raw,
                500,
                vec![FingerView::raw(right(), &one).unwrap()],
            )
        },
    ];
    let mut arguments = vec!["read".to_owned()];
    for (at, record) in records.iter().enumerate() {
        let path = folder.path().join(format!("{at}.fir"));
        std::fs::write(&path, record.to_bytes().unwrap()).unwrap();
        arguments.push(path.display().to_string());
    }
    let Some(said) = peer(&arguments) else {
        return;
    };
    assert_eq!(
        said,
        [
            "record 0 30 1 500 500 500 500 8 2",
            "view 2 1 1 81 0 256 300 image/x-wsq",
            "view 8 1 1 254 0 255 97 image/x-wsq",
            "record 258 31 2 394 394 197 196 8 0",
            "view 2 1 1 254 0 256 300 image/raw",
        ]
    );
    for (at, record) in records.iter().enumerate() {
        for (number, view) in record.views.iter().enumerate() {
            let image = std::fs::read(folder.path().join(format!("{at}.fir.{number}"))).unwrap();
            assert_eq!(&image, view.image.expose());
        }
    }
}

#[test]
fn we_read_the_records_of_jmrtd() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (one, two) = (part(&print(3), 128, 200), part(&print(4), 200, 131));
    let rate = BitRate::USUAL;
    for (name, image) in [("one", &one), ("two", &two)] {
        let file = cie_devices::fingerprint::wsq::encode(image, rate).unwrap();
        std::fs::write(path(name), file).unwrap();
    }
    let (one_file, two_file, out) = (path("one"), path("two"), path("out.fir"));
    let words = [
        "write", &out, "31", "1", "500", "2", "2", "90", "128", "200", &one_file, "7", "0", "200",
        "131", &two_file,
    ];
    if peer(&words.map(str::to_owned)).is_none() {
        return;
    }
    let bytes = std::fs::read(&out).unwrap();
    let record = FingerRecord::parse(&bytes).unwrap();
    assert_eq!(
        (record.device, record.level, record.compression),
        (7, 31, Compression::Wsq)
    );
    let qualities: Vec<_> = record.views.iter().map(|view| view.quality).collect();
    assert_eq!(qualities, [Some(90), Some(0)]);
    let prints = record.prints().unwrap();
    let left = FingerPosition::of(Hand::Left, Finger::Index);
    assert_eq!((prints[0].0, prints[1].0), (right(), left));
    assert_eq!(
        (prints[1].1.width(), prints[1].1.height(), prints[1].1.ppi()),
        (200, 131, 500)
    );
    // What they wrote is what we write of it.
    assert_eq!(record.to_bytes().unwrap(), bytes);
}

#[test]
fn damage_is_an_error_with_its_place() {
    let image = part(&print(5), 96, 96);
    let view = FingerView::raw(right(), &image).unwrap();
    let good = FingerRecord::new(Compression::Raw, 500, vec![view])
        .to_bytes()
        .unwrap();
    let refused = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        FingerRecord::parse(&bytes).unwrap_err()
    };
    for (at, value, place) in [
        (0, b'X', 0),
        (5, b'2', 0),
        (13, 0, 8),
        (18, 3, 18),
        (19, 3, 19),
        (28, 0, 28),
        (34, 1, 32),
        (38, 0, 37),
        (40, 12, 40),
    ] {
        let error = refused(at, value);
        assert_eq!(error.code(), Code::FirMalformed, "{at}");
        assert_eq!(error.position(), Some(&Position::Byte(place)), "{at}");
    }
    assert_eq!(refused(29, 6).code(), Code::FirUnsupported);
    // A palm.
    assert_eq!(refused(36, 21).code(), Code::FirUnsupported);
    for cut in [0, 7, 31, 40, good.len() - 1] {
        assert_eq!(
            FingerRecord::parse(&good[..cut]).unwrap_err().code(),
            Code::FirMalformed
        );
    }
    // The image is of another size than its view says.
    let mut view = FingerView::wsq(right(), &image, BitRate::USUAL).unwrap();
    view.width += 1;
    let record = FingerRecord::new(Compression::Wsq, 500, vec![view]);
    let bytes = record.to_bytes().unwrap();
    let error = FingerRecord::parse(&bytes).unwrap().prints().unwrap_err();
    assert_eq!(error.code(), Code::FirMalformed);
    let shown = format!("{:?}", record.views);
    let bytes = record.views[0].image.expose().len();
    let hidden = format!("[FingerView(position 2, 1 of 1, 97x96, {bytes} bytes)]");
    assert_eq!(shown, hidden);
}

#[test]
fn files_of_every_format_hold_the_same_print() {
    let image = part(&print(6), 200, 160);
    let file = PrintFile {
        format: PrintFormat::Png,
        position: right(),
        print: image.clone(),
    };
    for format in [
        PrintFormat::Png,
        PrintFormat::Pgm,
        PrintFormat::Wsq,
        PrintFormat::Iso19794,
    ] {
        let bytes = file.write(format, BitRate::FINE).unwrap();
        assert_eq!(PrintFormat::guess(&bytes), Some(format));
        let back = PrintFile::read(&bytes, 0).unwrap();
        assert_eq!(back.format, format);
        assert_eq!(
            (back.print.width(), back.print.height(), back.print.ppi()),
            (200, 160, 500)
        );
        if matches!(format, PrintFormat::Png | PrintFormat::Pgm) {
            assert_eq!(back.print, image);
        }
        let known = if format == PrintFormat::Iso19794 {
            right()
        } else {
            FingerPosition::UNKNOWN
        };
        assert_eq!(back.position, known);
    }
    assert_eq!(
        PrintFile::read(b"GIF89a", 0).unwrap_err().code(),
        Code::PrintFileUnknown
    );
}

fn position() -> impl Strategy<Value = FingerPosition> {
    (0u8..=15).prop_filter_map("a position", FingerPosition::from_code)
}

fn view() -> impl Strategy<Value = FingerView> {
    let impression = prop_oneof![
        Just(Impression::LivePlain),
        Just(Impression::LiveRolled),
        Just(Impression::PaperPlain),
        (4u8..=7).prop_map(Impression::Latent),
        Just(Impression::Contactless),
    ];
    let quality = prop::option::of(0u8..=100);
    let image = prop::collection::vec(any::<u8>(), 0..50);
    (
        position(),
        1u8..5,
        quality,
        impression,
        any::<(u16, u16)>(),
        image,
    )
        .prop_map(
            |(position, views, quality, impression, (width, height), image)| FingerView {
                position,
                views,
                number: views,
                quality,
                impression,
                width,
                height,
                image: Personal::new(image),
            },
        )
}

proptest! {
    #[test]
    fn records_come_back(
        views in prop::collection::vec(view(), 0..6),
        device: u16, level: u16, scan: (u16, u16), image: (u16, u16), depth in 1u8..=16,
        centimetres: bool,
    ) {
        let unit = if centimetres { ScaleUnit::Centimetre } else { ScaleUnit::Inch };
        let record = FingerRecord {
            device,
            level,
            resolutions: Resolutions { unit, scan, image },
            depth,
            compression: Compression::Jpeg2000,
            views,
        };
        let bytes = record.to_bytes().unwrap();
        prop_assert_eq!(FingerRecord::parse(&bytes).unwrap(), record);
    }

    #[test]
    fn any_bytes_are_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = FingerRecord::parse(&bytes);
        let mut whole = b"FIR\x00010\x00".to_vec();
        whole.extend(&((bytes.len() as u64 + 14).to_be_bytes()[2..]));
        whole.extend(bytes);
        if let Ok(record) = FingerRecord::parse(&whole) {
            let _ = record.prints();
        }
    }
}
