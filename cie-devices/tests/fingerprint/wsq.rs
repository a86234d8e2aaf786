//! WSQ against NIST's codec, and against damage.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use cie_core::error::{Coded, Position};
use cie_devices::Code;
use cie_devices::fingerprint::GrayPrint;
use cie_devices::fingerprint::wsq::{BitRate, decode, encode};
use proptest::prelude::*;

use crate::drawn::{part, print};

/// NIST's codec, or `None`, said loudly, where it is not installed.
fn peer(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("CIE_PYTHON").unwrap_or_else(|| {
        let own = root.join("../.venv/bin/python");
        if own.exists() {
            own.into()
        } else {
            "python3".into()
        }
    });
    let mut child = Command::new(python)
        .arg(root.join("tests/fingerprint/wsq_peer.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    if output.status.success() {
        return Some(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        std::env::var("CIE_PEERS").as_deref() != Ok("required") && said.contains("ModuleNotFound"),
        "{said}"
    );
    eprintln!("SKIPPED: the Python package `wsq` is not installed");
    None
}

/// Largest difference of two images, and the share of pixels that differ.
fn difference(a: &[u8], b: &[u8]) -> (u8, f64) {
    assert_eq!(a.len(), b.len());
    let differences = || a.iter().zip(b).map(|(a, b)| a.abs_diff(*b));
    let differing = differences().filter(|difference| *difference > 0).count();
    (
        differences().max().unwrap(),
        differing as f64 / a.len() as f64,
    )
}

/// Peak signal-to-noise ratio, in decibels.
fn fidelity(a: &[u8], b: &[u8]) -> f64 {
    let squares: f64 = a
        .iter()
        .zip(b)
        .map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2))
        .sum();
    10.0 * (255.0 * 255.0 / (squares / a.len() as f64)).log10()
}

const SIZES: [(u32, u32); 6] = [
    (256, 320),
    (255, 319),
    (129, 97),
    (96, 96),
    (101, 201),
    (311, 450),
];

/// The specification lets a decoder differ by one level from the reference (IAFIS-IC-0110).
#[test]
fn files_of_nist_s_encoder_decode_alike() {
    for (width, height) in SIZES {
        let original = part(&print(7), width, height);
        let (w, h) = (width.to_string(), height.to_string());
        let Some(file) = peer(&["encode", &w, &h], original.pixels()) else {
            return;
        };
        let Some(theirs) = peer(&["decode"], &file) else {
            return;
        };
        let ours = decode(&file).unwrap();
        assert_eq!(
            (ours.width(), ours.height(), ours.ppi()),
            (width, height, 500)
        );
        let (most, share) = difference(ours.pixels(), &theirs);
        assert!(
            most <= 1 && share < 0.001,
            "{width}x{height}: {most}, {share}"
        );
    }
}

/// Our files are read by NIST's decoder, and come out as close to the original as from its own.
#[test]
fn nist_s_decoder_reads_our_files() {
    for (width, height) in SIZES {
        let original = part(&print(8), width, height);
        let file = encode(&original, BitRate::USUAL).unwrap();
        let Some(theirs) = peer(&["decode"], &file) else {
            return;
        };
        let ours = decode(&file).unwrap();
        let (most, share) = difference(ours.pixels(), &theirs);
        assert!(
            most <= 1 && share < 0.001,
            "{width}x{height}: {most}, {share}"
        );

        let (w, h) = (width.to_string(), height.to_string());
        let Some(nist) = peer(&["encode", &w, &h], original.pixels()) else {
            return;
        };
        let Some(back) = peer(&["decode"], &nist) else {
            return;
        };
        let (mine, peers) = (
            fidelity(original.pixels(), &theirs),
            fidelity(original.pixels(), &back),
        );
        assert!(
            mine > peers - 0.1,
            "{width}x{height}: {mine} dB, NIST {peers} dB"
        );
        let ratio = file.len() as f64 / nist.len() as f64;
        assert!(
            (0.9..1.1).contains(&ratio),
            "{width}x{height}: {} and {} bytes",
            file.len(),
            nist.len()
        );
    }
}

#[test]
fn more_bits_are_closer() {
    let original = print(9);
    let mut last = (0.0, 0);
    for bits in [0.3, 0.75, 1.5, 2.25, 4.0] {
        let file = encode(&original, BitRate::new(bits).unwrap()).unwrap();
        let found = (
            fidelity(original.pixels(), decode(&file).unwrap().pixels()),
            file.len(),
        );
        assert!(
            found.0 > last.0 && found.1 > last.1,
            "{bits}: {found:?} after {last:?}"
        );
        last = found;
    }
}

#[test]
fn an_image_of_one_gray_comes_back() {
    for gray in [0, 1, 128, 255] {
        let flat = GrayPrint::new(100, 96, 0, vec![gray; 9600]).unwrap();
        let back = decode(&encode(&flat, BitRate::USUAL).unwrap()).unwrap();
        assert_eq!(back, flat);
    }
}

#[test]
fn sizes_and_rates_out_of_bounds_are_refused() {
    let code = |width, height, pixels: usize| {
        GrayPrint::new(width, height, 500, vec![0; pixels])
            .unwrap_err()
            .code()
    };
    assert_eq!(code(95, 96, 95 * 96), Code::PrintSize);
    assert_eq!(code(96, 96, 96), Code::PrintSize);
    assert_eq!(code(4097, 96, 4097 * 96), Code::PrintSize);
    for bits in [0.0, -1.0, f64::NAN, f64::INFINITY, 5.1] {
        assert_eq!(BitRate::new(bits).unwrap_err().code(), Code::WsqBitRate);
    }
    assert_eq!(format!("{:?}", print(1)), "GrayPrint(400x500 at 500 ppi)");
}

#[test]
fn damage_is_an_error_with_its_place() {
    let file = encode(&part(&print(2), 96, 96), BitRate::USUAL).unwrap();
    for cut in [0, 1, 2, 5, 100, 400, 500, file.len() - 3, file.len() - 1] {
        let error = decode(&file[..cut]).unwrap_err();
        assert_eq!(error.code(), Code::WsqMalformed, "{cut}");
        assert!(
            matches!(error.position(), Some(Position::Byte(at)) if *at <= cut as u64),
            "{cut}"
        );
    }
    // A frame of 65,535 x 65,535 pixels is refused before anything is set aside for it.
    let at = file
        .windows(2)
        .position(|pair| pair == [0xFF, 0xA2])
        .unwrap();
    let mut huge = file.clone();
    huge[at + 6..at + 10].fill(0xFF);
    assert_eq!(decode(&huge).unwrap_err().code(), Code::WsqTooLarge);
    let restart = [&file[..2], &[0xFF, 0xA7, 0, 4, 0, 1], &file[2..]].concat();
    assert_eq!(decode(&restart).unwrap_err().code(), Code::WsqUnsupported);
    let comments = [&file[..2], &[0xFF, 0xA8, 0, 2].repeat(300), &file[2..]].concat();
    assert_eq!(decode(&comments).unwrap_err().code(), Code::WsqMalformed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Whatever bytes change, decoding ends with an image or an error.
    #[test]
    fn changed_files_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        static FILE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let file = FILE.get_or_init(|| encode(&part(&print(3), 104, 96), BitRate::USUAL).unwrap());
        let mut changed = file.clone();
        for (at, value) in changes {
            let at = at.index(changed.len());
            changed[at] = value;
        }
        let _ = decode(&changed);
    }

    #[test]
    fn any_bytes_are_an_image_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = decode(&[&[0xFF, 0xA0][..], &bytes].concat());
    }
}
